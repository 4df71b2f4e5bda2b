"""Save the method of a payment for future ones: itself, or the SEPA account that some methods pay from.

Source: "Save details for future payments with iDEAL", "… with Bancontact", "… with SOFORT".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import debit_accounts, wallets
from counterfoil.resources.payments import mandates, payment_methods
from counterfoil.resources.payments.payment_intents.life import future_usage


def save(
    work: Work,
    intent: PaymentIntent,
    method: PaymentMethod,
    *,
    charge: str,
    mandate: str | None = None,
) -> None:
    """Attach the method of a payment to the customer of its intent. Emits payment_method.attached.

    charge: id of the payment's charge, which shows a generated SEPA account. mandate: that of the method.
    """
    customer = present(intent.customer)
    if method.type not in wallets.GENERATES:
        off_session = future_usage(intent, method.type) == "off_session"
        attached = payment_methods.attach_verified(work, method, customer, set_up=off_session)
        if mandate:
            work.change(attached, _mandate=mandate)
        return
    payment_methods.mark_used(work, method)
    found = work.get(objects.charge, charge)
    details = present(found.payment_method_details)
    shown = generate(work, method, customer, intent.get("_acceptance"), charge=charge)
    work.change(found, payment_method_details={**details, method.type: {**details[method.type], **shown}})


def generate(
    work: Work,
    method: PaymentMethod,
    customer: str | None,
    acceptance: Mapping[str, Any] | None,
    *,
    charge: str | None = None,
    setup_attempt: str | None = None,
) -> dict[str, Any]:
    """Create the SEPA account that a method pays from, with its mandate. Returns the fields that show it.

    acceptance: of the mandate, as it was sent. charge, setup_attempt: what the account was generated from.
    Emits payment_method.attached if there is a customer.
    """
    country = method.at("sofort.country") or wallets.GENERATES[method.type]
    iban = debit_accounts.number_of("sepa_debit", "success", country) or ""
    billing = method.billing_details
    details = {"type": "sepa_debit", "sepa_debit": {"iban": iban}, "billing_details": billing}
    account = payment_methods.from_details(work, details)
    origin = {"charge": charge, "setup_attempt": setup_attempt}
    account = work.change(account, sepa_debit={**account["sepa_debit"], "generated_from": origin})
    accepted = mandates.accept(work, account, acceptance, lasting=True)
    if customer:
        account = payment_methods.attach_verified(work, account, customer, set_up=True)
    work.change(account, _mandate=accepted.id)
    return {
        "generated_sepa_debit": account.id,
        "generated_sepa_debit_mandate": accepted.id,
        "iban_last4": iban[-4:],
    }
