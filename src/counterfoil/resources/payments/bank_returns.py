"""Refunds by bank transfer, for which customers first give their bank details, and returns of cash balances.

The customer is asked by email, and the refund requires action. They answer after three minutes; one whose
address ends in `fill_never` never does, and the refund fails after 45 days. Both is our choice. Money that
came from a European bank returns to the account it came from, without asking.
Source: API reference, Refunds; guides "Refund bank transfers", "Konbini payments" (refunds).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors, ids, objects
from counterfoil.kernel.shapes import Refund
from counterfoil.networks import virtual_accounts
from counterfoil.resources.payments.payment_intents import transfers

ASKED = frozenset(("konbini", "multibanco", "promptpay"))  # types whose customers are asked
KNOWN_SENDERS = ("eur", "gbp")  # currencies whose transfers tell the account of the sender
ANSWERS = 180  # seconds until the customer has given their bank details
LASTS = 45 * 86400  # seconds until the customer can give them no more
ARRIVES = 1  # seconds until a transfer has arrived
SILENT = "fill_never"
NOT_ENOUGH = "The cash balance of the customer has only {available} in {currency}."
UPDATED = "refund.updated"


def asked(work: Work, email: str | None) -> dict[str, Any]:
    """Return the fields of a refund whose customer is asked for bank details. 400 without an address."""
    if not email:
        raise errors.required("instructions_email")
    sent = {"email_sent_at": work.now, "email_sent_to": email}
    action = {
        "type": "display_details",
        "display_details": {"email_sent": sent, "expires_at": work.now + LASTS},
    }
    return {"instructions_email": email, "next_action": action, "status": "requires_action"}


def wait(work: Work, refund: Refund) -> None:
    """Schedule the customer's answer, if they give one."""
    name = (refund.instructions_email or "").partition("@")[0]
    if not name.endswith(SILENT):
        work.schedule(provide, refund, at=work.now + ANSWERS)


@objects.refund.due(name="refund.provide_bank_details")
def provide(work: Work, refund: Refund) -> None:
    """Send the refund to the account that the customer has named. Emits refund.updated."""
    if refund.status == "requires_action":
        sent = work.move(refund, "pending", next_action=None)
        work.schedule(arrive, sent, at=work.now + ARRIVES)


@objects.refund.due(name="refund.arrive_by_bank")
def arrive(work: Work, refund: Refund) -> None:
    """Record that a transfer has arrived. Emits refund.updated."""
    if refund.status == "pending":
        work.move(refund, "succeeded")


# -- of a cash balance ---------------------------------------------------------------------------------------


def of_cash_balance(work: Work, params: Mapping[str, Any]) -> Refund:
    """Return an amount of a customer's cash balance, by default all of a currency, to their bank.

    Emits customer_cash_balance_transaction.created and refund.created.
    """
    for name in ("customer", "currency"):
        if not params.get(name):
            raise errors.required(name)
    holder = work.get(objects.customer, params["customer"], param="customer")
    currency = params["currency"].lower()
    available = work.balance(transfers.cash_account(holder.id), currency)
    amount = available if params.get("amount") is None else params["amount"]
    if amount < 1 and params.get("amount") is not None:
        raise errors.invalid(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    if not 0 < amount <= available:
        message = NOT_ENOUGH.format(available=max(0, available), currency=currency)
        raise errors.invalid(message, code="insufficient_funds", param="amount")
    kind = next(
        kind for kind, transfer in virtual_accounts.TRANSFERS.items() if transfer.currency == currency
    )
    known = currency in KNOWN_SENDERS
    fields: dict[str, Any] = {"status": "pending"}
    if not known:
        fields = asked(work, params.get("instructions_email") or holder.email)
    work.transfer(transfers.cash_account(holder.id), "network:banks", amount, currency, holder.id)
    transfers.record(work, holder.id, "return_initiated", -amount, currency)
    refund = work.insert(
        objects.refund,
        id=ids.new("pyr"),
        amount=amount,
        currency=currency,
        customer=holder.id,
        destination_details={"type": kind, kind: objects.refund.blank_hash(f"destination_details.{kind}")},
        metadata=params.get("metadata") or {},
        reason=params.get("reason"),
        **fields,
    )
    work.emit("refund.created", refund)
    if known:
        work.schedule(arrive, refund, at=work.now + ARRIVES)
    return refund


def undo(work: Work, refund: Refund, status: str, reason: str) -> Refund:
    """Put what was to be returned back into the cash balance. status: canceled or failed."""
    customer = refund.customer or ""
    work.transfer(
        "network:banks", transfers.cash_account(customer), refund.amount, refund.currency, refund.id
    )
    transfers.record(work, customer, "return_canceled", refund.amount, refund.currency)
    return work.move(refund, status, failure_reason=reason, next_action=None)


def is_of_cash_balance(refund: Document) -> bool:
    """Whether a refund returns a cash balance, so that it has no charge."""
    return refund.get("charge") is None
