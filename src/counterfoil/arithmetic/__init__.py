"""Pure functions of amounts and dates: rounding, fees, currencies, calendars.

Decimals have as many digits here as an exact product needs. The standard 28 would round the cost of a usage
of thirty digits; quotients are rounded to whole minor units long before this precision ends.
"""

import decimal

PRECISION = 400  # digits: a quantity has at most about a hundred, a unit amount 24, a percentage 7

for _context in (decimal.DefaultContext, decimal.getcontext()):  # of threads to come, and of this one
    _context.prec = PRECISION
