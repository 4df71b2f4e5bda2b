"""Mandates: a customer's permission to debit their account, recorded when an intent is confirmed.

Source: API reference, Mandates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Mandate, PaymentMethod

mandates = objects.mandate.page(
    lifecycle={
        # status    may become   announcing
        "active": {"inactive": "mandate.updated"},
        "pending": {"active": "mandate.updated", "inactive": "mandate.updated"},
    },
)


def accept(
    work: Work,
    method: PaymentMethod,
    acceptance: Mapping[str, Any],
    *,
    lasting: bool,
    amount: int | None = None,
    currency: str | None = None,
) -> Mandate:
    """Record the mandate that a customer has accepted.

    acceptance: `customer_acceptance` as it was sent. lasting: for future payments too; otherwise for one of
    this amount.
    """
    id = mandates.new_id(work.space)
    kind = method.type
    details: dict[str, Any] = {}
    if kind == "sepa_debit":
        reference = id.removeprefix("mandate_")[:16].upper()
        details = {"reference": reference, "url": f"{work.services.base_url}/mandates/{id}"}
    how = acceptance["type"]
    shown = {
        "accepted_at": acceptance.get("accepted_at") or work.now,
        "type": how,
        how: acceptance.get(how) or {},
    }
    once = {} if lasting else {"single_use": {"amount": amount, "currency": currency}}
    return work.insert(
        mandates,
        id=id,
        customer_acceptance=shown,
        payment_method=method.id,
        payment_method_details={"type": kind, kind: details},
        status="active",
        type="multi_use" if lasting else "single_use",
        multi_use={} if lasting else None,
        **once,
    )
