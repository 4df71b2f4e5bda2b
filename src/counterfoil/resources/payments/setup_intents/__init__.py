"""Setup intents: set a payment method up for future payments, without moving money.

Each confirmation is recorded as a setup attempt. On success the method is attached to the customer of the
intent. Methods other than cards have a mandate; US bank accounts are verified by microdeposits, and the
customers of redirecting methods authorize on a page.

`life` has the lifecycle and cancel, `creation` create and update, `accepted` the methods an intent accepts,
`confirmation` the attempt with a card, `others` the attempt with another method, `outcomes` what an attempt
comes to.
Source: API reference, Setup Intents; "How SetupIntents work".
"""

from counterfoil.resources.payments.setup_intents.confirmation import authenticated, confirm, source_cancel
from counterfoil.resources.payments.setup_intents.creation import create, update
from counterfoil.resources.payments.setup_intents.life import cancel, listed, setup_intents
from counterfoil.resources.payments.setup_intents.others import give_up, verify_microdeposits

__all__ = [
    "authenticated",
    "cancel",
    "confirm",
    "create",
    "give_up",
    "listed",
    "setup_intents",
    "source_cancel",
    "update",
    "verify_microdeposits",
]
