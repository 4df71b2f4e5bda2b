"""Payment intents: a payment, from its creation until it succeeds or is canceled.

`life` has the lifecycle, `creation` create and update, `methods` the accepted payment methods, `confirmation`
the attempt and its outcomes, `outcomes` what they come to, `others` attempts with other methods than cards,
`approvals` those that a customer approves on a page or in an app, `processing` those that a bank answers
later, `saving` methods for future payments, `transfers` bank transfers, `increments` incremental
authorization, `ending` capture, cancellation and expiry.
Source: API reference, Payment Intents; "How PaymentIntents work".
"""

from counterfoil.resources.payments.payment_intents.confirmation import (
    authenticated,
    choose_and_pay,
    confirm,
    pay,
)
from counterfoil.resources.payments.payment_intents.creation import create, open_intent, update
from counterfoil.resources.payments.payment_intents.ending import call_off, cancel, capture
from counterfoil.resources.payments.payment_intents.increments import increment_authorization
from counterfoil.resources.payments.payment_intents.life import CANCELABLE, payment_intents
from counterfoil.resources.payments.payment_intents.others import verify_microdeposits
from counterfoil.resources.payments.payment_intents.outcomes import on_approval
from counterfoil.resources.payments.payment_intents.transfers import (
    apply_customer_balance,
    fund_cash_balance,
)

__all__ = [
    "CANCELABLE",
    "apply_customer_balance",
    "authenticated",
    "call_off",
    "cancel",
    "capture",
    "choose_and_pay",
    "confirm",
    "create",
    "fund_cash_balance",
    "increment_authorization",
    "on_approval",
    "open_intent",
    "pay",
    "payment_intents",
    "update",
    "verify_microdeposits",
]
