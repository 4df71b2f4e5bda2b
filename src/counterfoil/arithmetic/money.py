"""Money as integers of minor units, and the rules of each currency.

Source: "Supported currencies" (zero-decimal and three-decimal currencies, minimum and maximum charge
amounts).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split())
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())

# Used without decimals, but the API represents them with two for backward compatibility: 5 ISK is 500.
WHOLE_IN_TWO_DECIMALS = frozenset(("isk", "ugx"))

LARGEST = 999_999_999_999  # twelve digits: the most any amount or balance has
LARGEST_CHARGE = 99_999_999  # eight digits, except for IDR, which has twelve

# Minimum charge amount by currency of the charge, minor units.
SMALLEST_CHARGE = {
    **dict.fromkeys("usd aud cad eur nzd sgd brl chf inr jpy".split(), 50),
    "gbp": 30,
    "dkk": 250,
    **dict.fromkeys(("nok", "sek"), 300),
    "bgn": 100,
    **dict.fromkeys(("pln", "aed", "ron", "myr"), 200),
    "hkd": 400,
    **dict.fromkeys(("mxn", "thb"), 1000),
    "czk": 1500,
    "huf": 17500,
}

SYMBOLS = {
    "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cny": "CN¥", "inr": "₹", "krw": "₩", "aud": "A$",
    "cad": "CA$", "nzd": "NZ$", "mxn": "MX$", "brl": "R$", "hkd": "HK$", "sgd": "SGD", "chf": "CHF",
    "thb": "฿", "ils": "₪", "vnd": "₫", "php": "₱", "pln": "zł",
}  # fmt: skip


def exponent(currency: str) -> int:
    """Return the number of decimal places of a currency: 2 for usd, 0 for jpy, 3 for kwd.

    UGX has two although it is listed as zero-decimal: the API represents it with two decimals.
    """
    if currency in WHOLE_IN_TWO_DECIMALS:
        return 2
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def largest_charge(currency: str) -> int:
    """Return the largest amount that can be charged, in minor units."""
    return LARGEST if currency == "idr" else LARGEST_CHARGE


def rounded(exact: Decimal) -> int:
    """Round to whole minor units, halves away from zero. All money is rounded here."""
    return int(exact.to_integral_value(ROUND_HALF_UP))


def granular(amount: int, currency: str) -> bool:
    """Return whether an amount is a multiple of the currency's smallest accepted step.

    The step is 10 minor units for three-decimal currencies and 100 for ISK and UGX, else 1.
    """
    if currency in THREE_DECIMAL:
        return amount % 10 == 0
    return amount % 100 == 0 if currency in WHOLE_IN_TWO_DECIMALS else True


def shown(amount: int, currency: str) -> str:
    """Format an amount (minor units) for a message: `$0.50`, `¥50`, `$999,999.99`."""
    places = exponent(currency)
    sign = "-" if amount < 0 else ""
    units = Decimal(abs(amount)).scaleb(-places)
    return f"{sign}{SYMBOLS.get(currency, currency.upper() + ' ')}{units:,.{places}f}"


def converted(amount: int, rate: Decimal, source: str, destination: str) -> int:
    """Convert minor units of `source` to minor units of `destination`, rounded once, half up.

    rate: units of the destination currency for one unit of the source currency.
    """
    return rounded((amount * rate).scaleb(exponent(destination) - exponent(source)))
