"""Payment intents: one payment, from the wish to be paid until the money is there or the wish is given up.

Source: API reference, Payment Intents; "How PaymentIntents work". The folder is split by idea: `life` is the table of states,
`creation` what may be asked for, `methods` which methods it takes, `confirmation` the attempt and its outcomes, `increments` holding
more, `ending` capture, cancellation and expiry.
"""

from counterfoil.resources.payments.payment_intents.confirmation import authenticated, confirm, pay
from counterfoil.resources.payments.payment_intents.creation import create, update
from counterfoil.resources.payments.payment_intents.ending import cancel, capture
from counterfoil.resources.payments.payment_intents.increments import increment_authorization
from counterfoil.resources.payments.payment_intents.life import payment_intents

__all__ = ["authenticated", "cancel", "capture", "confirm", "create", "increment_authorization", "pay", "payment_intents", "update"]
