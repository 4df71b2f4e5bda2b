"""Charges: an attempt to move money, and the answer of the card network.

Payment intents create charges; `direct_charges` creates them without an intent. A declined attempt is
recorded as a failed charge. Source: API reference, Charges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import fees, money
from counterfoil.kernel import Work, errors, ids, objects, present
from counterfoil.kernel.shapes import BalanceTransaction, Charge, PaymentIntent, PaymentMethod
from counterfoil.networks import cards, debits, exchange
from counterfoil.resources.payments import balance, balance_transactions, charge_details, payment_methods

charges = objects.charge.page(
    filters={
        "customer": "customer",
        "payment_intent": "payment_intent",
        "transfer_group": "transfer_group",
    },
    lifecycle={
        # status    may become                                                     announcing
        "pending": {"succeeded": "charge.succeeded", "failed": "charge.failed"},
        "succeeded": {},  # a card's bank answers at once, and for good
        "failed": {},
    },
)

AUTHORIZATION_LASTS = charge_details.AUTHORIZATION_LASTS
SILENCE = 90 * 86400  # seconds until the money of a debit that the bank never answers would be available
LONGEST_DESCRIPTOR, SHORTEST_PREFIX = 22, 10
TOO_MUCH = (
    "The payment could not be captured because the requested capture amount is greater than the amount you"
    " can capture for this charge."
)
RELEASE_SILENT = "2025-03-31.basil"  # since then no refund tells of a released authorization
Answer = cards.Answer | debits.Answer
BANK_ACCOUNTS = ("us_bank_account",)  # types whose money is `bank_account` in the balance, others are `card`
SHOWN = 10  # of a list inside an object
DESCRIPTOR = "COUNTERFOIL"  # statement descriptor of an account without one
COPIED = (
    "application_fee_amount",
    "customer",
    "description",
    "metadata",
    "on_behalf_of",
    "receipt_email",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
)


# -- the attempt ---------------------------------------------------------------------------------------------


def succeed(
    work: Work,
    intent: PaymentIntent,
    method: PaymentMethod,
    answer: Answer,
    *,
    capture: str,
    mandate: str | None = None,
    **more: Any,
) -> Charge:
    """Create the charge of an approved authorization. Emits charge.succeeded.

    intent: the payment intent, or the parameters of a charge without one. more: further fields of the charge.
    mandate: id of the one of an Indian card.
    capture: decides when the balance transaction is written: `automatic` at once, `automatic_async` in a
    scheduled phase right afterwards, `manual` at capture.
    """
    id = _new_id(work, method)
    held = capture == "manual"
    transaction = None
    if capture == "automatic":
        transaction = _collect(
            work,
            id,
            method=method,
            amount=intent.amount,
            currency=intent.currency,
            description=intent.description,
        )
    charge = _insert(
        work,
        intent,
        method,
        answer,
        {"mandate": mandate} if mandate else None,
        id=id,
        held=held,
        amount_captured=0 if held else intent.amount,
        balance_transaction=transaction.id if transaction else None,
        captured=not held,
        paid=True,
        receipt_url=_receipt(work, id, intent.get("_invoice")),
        # radar/reviews opens the review with this id.
        review=objects.review.new_id(work.space) if answer.to_review else None,
        status="succeeded",
        **({"_release_shows": True} if held and work.before(RELEASE_SILENT) else {}),
        **more,
    )
    work.emit("charge.succeeded", charge)
    if capture == "automatic_async":
        work.schedule(settle, charge, at=work.now)
    return charge


def fail(work: Work, intent: PaymentIntent, method: PaymentMethod, answer: Answer, **more: Any) -> Charge:
    """Create the failed charge of a declined authorization. No money moves. Emits charge.failed."""
    decline = answer.decline
    assert decline is not None, "a failed charge has a reason"
    charge = _insert(
        work,
        intent,
        method,
        answer,
        id=_new_id(work, method),
        failure_code=decline.code,
        failure_message=decline.message,
        captured=False,
        paid=False,
        status="failed",
        **more,
    )
    work.emit("charge.failed", charge)
    return charge


def begin(work: Work, intent: PaymentIntent, method: PaymentMethod, **more: Any) -> Charge:
    """Create the pending charge of a payment whose outcome is known later. No event yet.

    Its balance transaction is written now, pending; a failure reverses it. Source: "Balance transaction
    types", `payment_failure_refund`. more: further fields of `payment_method_details`.
    """
    id = _new_id(work, method)
    transaction = _collect(
        work,
        id,
        method=method,
        amount=intent.amount,
        currency=intent.currency,
        description=intent.description,
        pending_until=_settled_at(work, method),
    )
    return _insert(
        work,
        intent,
        method,
        debits.Answer(),
        more,
        id=id,
        balance_transaction=transaction.id,
        captured=False,
        outcome=None,
        paid=False,
        status="pending",
    )


def clear(work: Work, charge: Charge) -> Charge:
    """Record that a pending charge has succeeded. Emits charge.succeeded."""
    return work.move(
        charge,
        "succeeded",
        amount_captured=charge.amount,
        captured=True,
        outcome=debits.Answer().outcome(),
        paid=True,
        receipt_url=_receipt(work, charge.id, charge.get("_invoice")),
    )


def bounce(work: Work, charge: Charge, answer: debits.Answer) -> Charge:
    """Record that a pending charge has failed, and return its money and fee. Emits charge.failed."""
    decline = present(answer.decline)
    method = payment_methods.load(work, charge.payment_method)
    taken = work.get(balance_transactions.balance_transactions, charge.balance_transaction)
    returned = balance_transactions.record(
        work,
        type="payment_failure_refund",
        category="charge_failure",
        source=charge.id,
        amount=-taken.amount,
        currency=taken.currency,
        counterparty=counterparty(method),
        fee=-taken.fee,
        source_type=taken["_source_type"],
        returns=taken,
        description=taken.description,
        exchange_rate=exchange.minor_unit_rate(charge.currency, taken.currency),
    )
    return work.move(
        charge,
        "failed",
        failure_balance_transaction=returned.id,
        failure_code=decline.code,
        failure_message=decline.message,
        outcome=answer.outcome(),
    )


def _settled_at(work: Work, method: PaymentMethod) -> int | None:
    """Return when the money of a debit that is sent now becomes available; None: after some business days.

    US test accounts settle as soon as the bank has answered. Source: "Accept an ACH Direct Debit payment",
    test settlement behavior.
    """
    account = payment_methods.bank_account(method)
    if account.silent:
        return work.now + SILENCE
    return work.now + account.delay + 1 if method.type in BANK_ACCOUNTS else None


def _new_id(work: Work, method: PaymentMethod) -> str:
    """Make the id of a charge, which tells cards from other methods."""
    return charges.new_id(work.space) if method.type == "card" else ids.new("py")


def _insert(
    work: Work,
    intent: PaymentIntent,
    method: PaymentMethod,
    answer: Answer,
    details: Mapping[str, Any] | None = None,
    /,
    *,
    id: str,
    held: bool = False,
    **fields: Any,
) -> Charge:
    """Store a charge.

    Fields of the intent are copied: later changes of the intent do not change its charges. details: further
    fields of `payment_method_details`.
    """
    copied = {name: intent.get(name) for name in COPIED}
    defaults: dict[str, Any] = {
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "destination": intent.at("transfer_data.destination"),
        "dispute": None,
        "disputed": False,
        "fraud_details": {},
        "order": None,
        "outcome": answer.outcome(),
        "radar_options": {},
        "refunded": False,
    }
    if isinstance(answer, cards.Answer):
        shown = charge_details.of_card(work, id, intent, method, answer, held=held)
    else:
        shown = charge_details.of_other(method)
    return work.insert(
        charges,
        copied,
        id=id,
        amount=intent.amount,
        billing_details=method.billing_details,
        calculated_statement_descriptor=intent.statement_descriptor
        or _descriptor(work, intent.statement_descriptor_suffix),
        currency=intent.currency,
        payment_intent=intent.id,
        payment_method=method.id,
        payment_method_details={"type": method.type, method.type: {**shown, **(details or {})}},
        _invoice=intent.get("_invoice"),
        **{**defaults, **fields},
    )


def _receipt(work: Work, id: str, invoice: str | None) -> str:
    """Return where the receipt of a charge is."""
    return f"{work.services.base_url}/receipts/{'invoices/' if invoice else ''}{id}/{ids.token()}"


def _descriptor(work: Work, suffix: str | None) -> str:
    """Return the statement descriptor: the account's, an asterisk and the suffix; at most 22 characters.

    The account's own gives way to the suffix, down to ten characters.
    """
    account = balance.account(work)
    own = (account.at("settings.payments.statement_descriptor") if account else None) or DESCRIPTOR
    if suffix:
        own = f"{own[: max(SHORTEST_PREFIX, LONGEST_DESCRIPTOR - 2 - len(suffix))]}* {suffix}"
    return own[:LONGEST_DESCRIPTOR].upper()


# -- the money -----------------------------------------------------------------------------------------------


def _collect(
    work: Work,
    id: str,
    *,
    method: PaymentMethod,
    amount: int,
    currency: str,
    description: str | None,
    pending_until: int | None = None,
) -> BalanceTransaction:
    """Write the balance transaction of captured money, converted to the account's currency, less the fee.

    pending_until: when the money becomes available, if that is known.
    """
    account = balance.account(work)
    settled = balance.settlement_currency(work, currency)
    rate = exchange.rate(currency, settled)
    worth = money.converted(amount, rate, currency, settled)
    card = payment_methods.network_card(method) if method.type == "card" else None
    abroad = card is not None and card.country != ((account.country if account else None) or "US")
    return balance_transactions.record(
        work,
        type="charge" if card else "payment",
        category="charge",
        source=id,
        amount=worth,
        currency=settled,
        counterparty=counterparty(method),
        fee=fees.debit(method.type, worth)
        if method.type in fees.DEBITS
        else fees.card(worth, abroad=abroad, converted=currency != settled),
        at_once=bool(card and card.bypasses_pending),
        pending_until=pending_until,
        source_type="bank_account" if method.type in BANK_ACCOUNTS else "card",
        description=description,
        exchange_rate=exchange.minor_unit_rate(currency, settled),
    )


def counterparty(method: PaymentMethod) -> str:
    """Return the ledger account that the money of a method's payments comes from and returns to."""
    return "network:cards" if method.type == "card" else "network:payments"


@charges.due(name="charge.settle", rank=10)
def settle(work: Work, charge: Charge) -> None:
    """Write the balance transaction after an asynchronous capture. Emits charge.updated."""
    if charge.balance_transaction is not None or not charge.captured:
        return
    method = payment_methods.load(work, charge.payment_method)
    transaction = _collect(
        work,
        charge.id,
        method=method,
        amount=charge.amount_captured,
        currency=charge.currency,
        description=charge.description,
    )
    work.change(charge, "charge.updated", balance_transaction=transaction.id)


def capture_held(
    work: Work, charge: Charge, amount: int, *, final: bool = True, suffix: str | None = None
) -> Charge:
    """Capture an amount (minor units) of an authorized charge, and write its balance transaction.

    final: release the rest and emit charge.captured; otherwise keep the rest authorized and emit
    charge.updated. A final amount of 0 only releases.
    suffix: of the statement descriptor.
    """
    several = charge.amount_captured > 0 or not final
    fields: dict[str, Any] = {"amount_captured": charge.amount_captured + amount, "captured": final}
    if amount:
        method = payment_methods.load(work, charge.payment_method)
        transaction = _collect(
            work,
            charge.id,
            method=method,
            amount=amount,
            currency=charge.currency,
            description=charge.description,
        )
        fields["balance_transaction"] = transaction.id
    if suffix:
        fields |= {
            "statement_descriptor_suffix": suffix,
            "calculated_statement_descriptor": _descriptor(work, suffix),
        }
    if final and not several and release_shows(work, charge):
        fields["amount_refunded"] = charge.amount - amount
    return work.change(charge, "charge.captured" if final else "charge.updated", **fields)


def increment_hold(work: Work, charge: Charge, amount: int) -> Charge:
    """Increase the authorized amount to `amount`, minor units. Emits charge.updated."""
    details = present(charge.payment_method_details)
    card = {**present(details.card), "amount_authorized": amount}
    card["overcapture"] = {**card["overcapture"], "maximum_amount_capturable": amount}
    return work.change(
        charge, "charge.updated", amount=amount, payment_method_details={**details, "card": card}
    )


def allows_multicapture(charge: Charge) -> bool:
    """Whether the charge allows several partial captures."""
    return charge.at("payment_method_details.card.multicapture.status") == "available"


def release_hold(work: Work, charge: Charge, announce: str | None = None) -> Charge:
    """Release the whole authorization. No money moves. announce: event to emit, if any."""
    shown = {"amount_refunded": charge.amount, "refunded": True} if release_shows(work, charge) else {}
    return work.change(charge, announce, _released=True, **shown)


def release_shows(work: Work, charge: Charge) -> bool:
    """Whether a released authorization shows as a refund, as it did before basil.

    The version of the request decides; if the authorization expires, the version it was made with.
    """
    return work.before(RELEASE_SILENT) if work.cause is not None else bool(charge.get("_release_shows"))


def is_released(charge: Mapping[str, Any]) -> bool:
    """Whether an authorization was released before anything was captured."""
    return not charge["captured"] and (charge["refunded"] or bool(charge.get("_released")))


# -- updating and expansion ----------------------------------------------------------------------------------


@charges.update
def update(work: Work, charge: Charge, params: Mapping[str, Any]) -> Charge:
    """Update the charge. A customer can be set only once. Emits charge.updated."""
    if params.get("customer") and charge.customer not in (None, params["customer"]):
        raise errors.invalid(
            "You cannot change the customer of a charge that already has one.", param="customer"
        )
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    fraud_details = params.get("fraud_details")
    if fraud_details is None:
        return work.update(charge, params)
    given = {name: value for name, value in fraud_details.items() if value is not None}
    return work.update(charge, params, fraud_details=given)


@charges.include("refunds")
def refunds(work: Work, charge: Charge) -> dict[str, Any]:
    """Return the first page of a charge's refunds, newest first, when `refunds` is expanded."""
    found = work.list(objects.refund, charge=charge.id)
    data = [work.visible(refund) for refund in found[:SHOWN]]
    more = {
        "has_more": len(found) > SHOWN,
        "total_count": len(found),
        "url": f"/v1/charges/{charge.id}/refunds",
    }
    return {"object": "list", "data": data, **more}
