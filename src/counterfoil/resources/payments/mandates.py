"""Mandates: a customer's permission to debit their account, recorded when an intent is confirmed.

Source: API reference, Mandates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Mandate, PaymentMethod
from counterfoil.resources.payments import payment_methods

mandates = objects.mandate.page(
    lifecycle={
        # status    may become   announcing
        "active": {"inactive": "mandate.updated"},
        "pending": {"active": "mandate.updated", "inactive": "mandate.updated"},
    },
)

ONLINE: dict[str, Any] = {"ip_address": None, "user_agent": None}


def accept(
    work: Work,
    method: PaymentMethod,
    acceptance: Mapping[str, Any] | None,
    *,
    lasting: bool,
    options: Mapping[str, Any] | None = None,
    amount: int | None = None,
    currency: str | None = None,
) -> Mandate:
    """Record the mandate that a customer has accepted.

    acceptance: `customer_acceptance` as it was sent; None if the bank asked the customer itself. options:
    `mandate_options` of the intent. lasting: for future payments too; otherwise for one of this amount.
    A mandate that the bank refuses is inactive.
    """
    id = mandates.new_id(work.space)
    kind = method.type
    acceptance = acceptance or {"type": "online"}
    how = acceptance["type"]
    shown = {
        "accepted_at": acceptance.get("accepted_at") or work.now,
        "type": how,
        how: (ONLINE if how == "online" else {}) | (acceptance.get(how) or {}),
    }
    refused = payment_methods.bank_account(method).refused
    once = {} if lasting else {"single_use": {"amount": amount, "currency": currency}}
    return work.insert(
        mandates,
        id=id,
        customer_acceptance=shown,
        payment_method=method.id,
        payment_method_details={"type": kind, kind: _details(work, id, method, options or {}, refused)},
        status="inactive" if refused else "active",
        type="multi_use" if lasting else "single_use",
        multi_use={} if lasting else None,
        **once,
    )


def _details(
    work: Work, id: str, method: PaymentMethod, options: Mapping[str, Any], refused: bool
) -> dict[str, Any]:
    """Return the hash of the method's type in `payment_method_details` of a mandate."""
    page = f"{work.services.base_url}/mandates/{id}"
    reference = (options.get("reference_prefix") or "") + id.removeprefix("mandate_")[:16].upper()
    match method.type:
        case "acss_debit":
            return {
                "interval_description": options.get("interval_description"),
                "payment_schedule": options.get("payment_schedule") or "sporadic",
                "transaction_type": options.get("transaction_type") or "personal",
            }
        case "au_becs_debit":
            return {"url": page}
        case "bacs_debit":
            status = "refused" if refused else "accepted"
            return {
                "display_name": None,
                "network_status": status,
                "reference": reference,
                "revocation_reason": None,
                "service_user_number": None,
                "url": page,
            }
        case "card":
            return {"india": {"inactive_reason": None}} if options else {}
        case "payto":
            given = (
                "amount",
                "amount_type",
                "end_date",
                "payment_schedule",
                "payments_per_period",
                "purpose",
            )
            shown = {name: options.get(name) for name in (*given, "start_date")}
            return {
                **shown,
                "amount_type": shown["amount_type"] or "maximum",
                "payment_schedule": shown["payment_schedule"] or "adhoc",
            }
        case "sepa_debit":
            return {"reference": reference, "url": page}
        case "blik":
            return {"expires_at": options.get("expires_at"), "type": "off_session"}
    blank = mandates.blank_hash(f"payment_method_details.{method.type}")
    return {name: options.get(name, value) for name, value in blank.items()}


def revoke(work: Work, id: str | None, reason: str) -> None:
    """End a mandate whose debit the bank has refused for good. Emits mandate.updated.

    reason: failure code of the debit.
    """
    mandate = work.find(mandates, id)
    if mandate is None or mandate.status != "active":
        return
    details = mandate["payment_method_details"]
    if details["type"] == "bacs_debit":
        shown = {**details["bacs_debit"], "network_status": "revoked", "revocation_reason": reason}
        details = {**details, "bacs_debit": shown}
    work.move(mandate, "inactive", payment_method_details=details)


def cancel_indian(work: Work, mandate: Mandate) -> None:
    """End the mandate of an Indian card that its cardholder has canceled. Emits mandate.updated."""
    if mandate.status == "active":
        details = {"type": "card", "card": {"india": {"inactive_reason": "canceled"}}}
        work.move(mandate, "inactive", payment_method_details=details)
