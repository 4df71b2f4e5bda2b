"""Payment records: payments that were made elsewhere, as their merchant reports them.

A record consists of attempts, each a `payment_attempt_record`. Its amounts are those of the latest one:
requested, then guaranteed, failed or canceled, and refunded. No money of the account moves; a record that is
attached to an invoice pays it (`invoices.attach_payment`). Source: API reference, Payment Records; guide
"Third-party payment processing".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, merged_metadata, objects
from counterfoil.kernel.resource import Resource
from counterfoil.kernel.shapes import PaymentAttemptRecord, PaymentRecord

records = objects.payment_record.page()
attempts = objects.payment_attempt_record.page(filters={"payment_record": "payment_record"})

# Events that are not part of the API, for listeners that a record pays: `f(work, record)`.
GUARANTEED, CANCELED = "_payment_record.guaranteed", "_payment_record.canceled"

OUTCOMES = {"guaranteed": "guaranteed_at", "failed": "failed_at", "canceled": "canceled_at"}
PARTS = ("authorized", "canceled", "failed", "guaranteed", "refunded")
NO_PROCESSOR = {"type": "custom", "custom": {"payment_reference": None}}
DETAILS = ("customer", "email", "name", "phone")
ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")

OVER = "The latest attempt of this payment record is {outcome} already."
PENDING = "The latest attempt of this payment record has no outcome yet."
GONE_BACK = "You cannot refund more than what is guaranteed and was not refunded: {left}."


@records.operation(
    "payment_records.report_payment",
    on=("customer_details.customer", "payment_method_details.payment_method"),
)
def report_payment(work: Work, params: Mapping[str, Any]) -> PaymentRecord:
    """Create a record with its first attempt. No event. 400 for an outcome without its time."""
    asked = params["amount_requested"]
    if asked["value"] <= 0:
        raise errors.invalid("Invalid positive integer", param="amount_requested[value]")
    outcome = _outcome(params)
    common = {
        "customer_details": _customer(work, params.get("customer_details")),
        "customer_presence": params.get("customer_presence"),
        "description": params.get("description"),
        "metadata": merged_metadata(None, params.get("metadata") or {}),
        "payment_method_details": _method(work, params["payment_method_details"]),
        "processor_details": _processor(params.get("processor_details")),
        "reported_by": "self",
        "shipping_details": _shipping(params.get("shipping_details")),
        **_amounts(asked["currency"], asked["value"], outcome),
    }
    record = work.insert(records, **common)
    attempt = work.insert(attempts, payment_record=record.id, _outcome=outcome, **common)
    record = work.change(record, latest_payment_attempt_record=attempt.id)
    return _tell(work, record, outcome)


@records.action
def report_payment_attempt(work: Work, record: PaymentRecord, params: Mapping[str, Any]) -> PaymentRecord:
    """Report another attempt. No event. 400 unless the latest one failed or was canceled."""
    latest = _latest(work, record)
    if latest["_outcome"] not in ("failed", "canceled"):
        message = PENDING if latest["_outcome"] is None else OVER.format(outcome=latest["_outcome"])
        raise errors.invalid(message)
    outcome = _outcome(params)
    sent = params.get("payment_method_details")
    fields: dict[str, Any] = {
        "payment_method_details": _method(work, sent) if sent else record.payment_method_details,
        **_amounts(record.amount_requested.currency, record.amount_requested.value, outcome),
    }
    if "description" in params:
        fields["description"] = params["description"]
    if "shipping_details" in params:
        fields["shipping_details"] = _shipping(params["shipping_details"])
    own = merged_metadata(None, params.get("metadata") or {})
    attempt = work.insert(
        attempts,
        **{
            "customer_details": record.customer_details,
            "customer_presence": record.customer_presence,
            "description": record.description,
            "metadata": own,
            "payment_record": record.id,
            "processor_details": record.processor_details,
            "reported_by": "self",
            "shipping_details": record.shipping_details,
            **fields,
        },
        _outcome=outcome,
    )
    record = work.change(record, latest_payment_attempt_record=attempt.id, **fields)
    return _tell(work, record, outcome)


@records.action
def report_payment_attempt_guaranteed(
    work: Work, record: PaymentRecord, params: Mapping[str, Any]
) -> PaymentRecord:
    """Report that the latest attempt is guaranteed, which pays invoices. 400 if it has an outcome."""
    return _report(work, record, params, "guaranteed")


@records.action
def report_payment_attempt_failed(
    work: Work, record: PaymentRecord, params: Mapping[str, Any]
) -> PaymentRecord:
    """Report that the latest attempt failed. 400 if it has an outcome."""
    return _report(work, record, params, "failed")


@records.action
def report_payment_attempt_canceled(
    work: Work, record: PaymentRecord, params: Mapping[str, Any]
) -> PaymentRecord:
    """Report that the latest attempt was canceled. 400 if it has an outcome."""
    return _report(work, record, params, "canceled")


@records.action
def report_payment_attempt_informational(
    work: Work, record: PaymentRecord, params: Mapping[str, Any]
) -> PaymentRecord:
    """Report other details of the latest attempt: customer, shipping, description, metadata."""
    fields: dict[str, Any] = {}
    if "customer_details" in params:
        fields["customer_details"] = _customer(work, params["customer_details"])
    if "description" in params:
        fields["description"] = params["description"] or None
    if "shipping_details" in params:
        fields["shipping_details"] = _shipping(params["shipping_details"])
    return _change(work, record, params, **fields)


@records.action
def report_refund(work: Work, record: PaymentRecord, params: Mapping[str, Any]) -> PaymentRecord:
    """Report a refund of a guaranteed payment, of all that is left unless `amount` is sent. No event."""
    left = record.amount_guaranteed.value - record.amount_refunded.value
    currency = record.amount_guaranteed.currency
    sent = params.get("amount") or {"currency": currency, "value": left}
    if sent["currency"] != currency:
        raise errors.invalid(f"The currency of this payment record is {currency}.", param="amount[currency]")
    if not 0 < sent["value"] <= left:
        raise errors.invalid(GONE_BACK.format(left=left), param="amount[value]" if left else None)
    if params["processor_details"].get("custom") is None:
        raise errors.required("processor_details[custom]")
    if params.get("refunded") is None:
        raise errors.required("refunded")
    amount = {"currency": currency, "value": record.amount_refunded.value + sent["value"]}
    return _change(work, record, params, amount_refunded=amount)


@records.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List records, newest first."""
    after, before = params.get("created_after"), params.get("created_before")
    found = [
        one
        for one in work.list(records)
        if (after is None or one.created > after) and (before is None or one.created < before)
    ]
    return inherited.sliced(records, params, found)


@attempts.list
def listed_attempts(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the attempts of a record, newest first. 400 if there is no such record."""
    work.expect(records, params["payment_record"], param="payment_record")
    found = work.list(attempts, payment_record=params["payment_record"])
    return inherited.sliced(attempts, params, found)


# -- parts ---------------------------------------------------------------------------------------------------


def _latest(work: Work, record: PaymentRecord) -> PaymentAttemptRecord:
    return work.get(attempts, str(record.latest_payment_attempt_record))


def _report(work: Work, record: PaymentRecord, params: Mapping[str, Any], outcome: str) -> PaymentRecord:
    """Record what became of the latest attempt."""
    known = _latest(work, record)["_outcome"]
    if known is not None:
        raise errors.invalid(OVER.format(outcome=known))
    asked = record.amount_requested
    amounts = _amounts(asked.currency, asked.value, outcome)
    return _tell(work, _change(work, record, params, _outcome=outcome, **amounts), outcome)


def _change(
    work: Work,
    record: PaymentRecord,
    params: Mapping[str, Any],
    *,
    _outcome: str | None = None,
    **fields: Any,
) -> PaymentRecord:
    """Change a record and its latest attempt alike, and the metadata of both."""
    attempt = _latest(work, record)
    sent = params.get("metadata")
    own: dict[str, Any] = {} if _outcome is None else {"_outcome": _outcome}
    if "metadata" in params:
        own["metadata"] = merged_metadata(attempt.metadata, sent)
        record = work.change(record, metadata=merged_metadata(record.metadata, sent))
    work.change(attempt, **fields, **own)
    return work.change(record, **fields)


def _tell(work: Work, record: PaymentRecord, outcome: str | None) -> PaymentRecord:
    """Call those who are paid by a record, once that is decided."""
    name = {"guaranteed": GUARANTEED, "canceled": CANCELED}.get(outcome or "")
    for listener in Resource.listeners.get(name or "", ()):
        listener(work, record)
    return work.latest(record)


def _outcome(params: Mapping[str, Any]) -> str | None:
    """Return the outcome that is reported. 400 without its time."""
    outcome: str | None = params.get("outcome")
    if outcome is not None and params.get(outcome) is None:
        raise errors.required(f"{outcome}[{OUTCOMES[outcome]}]")
    return outcome


def _amounts(currency: str, value: int, outcome: str | None) -> dict[str, Any]:
    """Return the amounts of a payment with an outcome."""
    found = {f"amount_{part}": {"currency": currency, "value": 0} for part in PARTS}
    whole = {"currency": currency, "value": value}
    found |= {"amount": whole, "amount_requested": whole}
    if outcome is not None:
        found[f"amount_{outcome}"] = whole
    return found


def _customer(work: Work, sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not sent:
        return None
    if sent.get("customer"):
        work.expect(objects.customer, sent["customer"], param="customer_details[customer]")
    return {name: sent.get(name) for name in DETAILS}


def _shipping(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not sent:
        return None
    return {"address": _address(sent.get("address")), "name": sent.get("name"), "phone": sent.get("phone")}


def _address(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: (sent or {}).get(name) for name in ADDRESS}


def _processor(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    if not sent:
        return dict(NO_PROCESSOR)
    if sent.get("custom") is None:
        raise errors.required("processor_details[custom]")
    return {"type": "custom", "custom": {"payment_reference": sent["custom"]["payment_reference"]}}


def _method(work: Work, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the method of a payment: one that is stored, or a name for it. 400 without either."""
    found: dict[str, Any] = {"billing_details": None, "payment_method": None, "type": "custom"}
    if sent.get("payment_method"):
        method = work.get(
            objects.payment_method, sent["payment_method"], param="payment_method_details[payment_method]"
        )
        own: Mapping[str, Any] = method.get("custom") or {}
        found |= {"payment_method": method.id, "type": method.type}
        if method.type == "custom":
            found["custom"] = {"display_name": own.get("display_name") or "", "type": own.get("type")}
    elif sent.get("custom"):
        custom = sent["custom"]
        found["custom"] = {"display_name": custom.get("display_name") or "", "type": custom.get("type")}
    else:
        raise errors.one_required("payment_method_details[custom]", "payment_method_details[payment_method]")
    if sent.get("billing_details"):
        billing = sent["billing_details"]
        found["billing_details"] = {
            "address": _address(billing.get("address")),
            **{name: billing.get(name) for name in ("email", "name", "phone")},
        }
    return found
