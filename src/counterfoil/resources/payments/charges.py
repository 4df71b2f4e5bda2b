"""Charges: one attempt to move money, and what the network answered.

Source: API reference, Charges. Charges are made by payment intents, or without one (`direct_charges`); a declined one stays as the
record of the attempt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from counterfoil.arithmetic import fees, money
from counterfoil.kernel import Document, Resource, Work, errors, inherited
from counterfoil.networks import cards, exchange
from counterfoil.resources.payments import balance, balance_transactions, payment_methods

charges = Resource(
    "charge",
    prefix="ch",
    noun="charge",
    path_param="id",
    filters={
        "customer": "customer",
        "payment_intent": "payment_intent",
        "transfer_group": "transfer_group",
    },
)

AUTHORIZATION_LASTS = 7 * 86400  # seconds that the bank holds money for us
INCREMENTABLE = ("visa", "mastercard", "discover")  # schemes that let a hold grow
LONGEST_DESCRIPTOR = 22
TOO_MUCH = (
    "The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge."
)
DESCRIPTOR = "COUNTERFOIL"  # of an account that chose none
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


# -- the attempt -------------------------------------------------------------------------------------------------------


def succeed(work: Work, intent: Document, method: Document, answer: cards.Answer, *, capture: str, **more: Any) -> Document:
    """The network approved. capture: automatic, automatic_async or manual, which decides when the money is ours. Emits charge.succeeded.

    `automatic` has its balance transaction at once, `automatic_async` a moment later, `manual` when it is captured. intent: what asks
    for the money, which need not be stored. more: further fields of the charge.
    """
    id = charges.new_id(work.space)
    held = capture == "manual"
    transaction = None
    if capture == "automatic":
        transaction = _collect(work, id, fate=answer.card, amount=intent.amount, currency=intent.currency, description=intent.description)
    charge = _insert(
        work,
        intent,
        method,
        answer,
        id=id,
        held=held,
        amount_captured=0 if held else intent.amount,
        balance_transaction=transaction.id if transaction else None,
        captured=not held,
        paid=True,
        receipt_url=f"{work.house.base_url}/receipts/{id}",
        review=Resource.registry["review"].new_id(work.space) if answer.to_review else None,  # which the page of reviews opens
        status="succeeded",
        **more,
    )
    work.emit("charge.succeeded", charge)
    if capture == "automatic_async":
        work.schedule(settle, charge, at=work.now)
    return charge


def fail(work: Work, intent: Document, method: Document, answer: cards.Answer, **more: Any) -> Document:
    """The network declined: the attempt is on record, no money moves. Emits charge.failed."""
    decline = answer.decline
    assert decline is not None, "a failed charge has a reason"
    charge = _insert(
        work,
        intent,
        method,
        answer,
        id=charges.new_id(work.space),
        failure_code=decline.code,
        failure_message=decline.message,
        captured=False,
        paid=False,
        status="failed",
        **more,
    )
    work.emit("charge.failed", charge)
    return charge


def _insert(
    work: Work, intent: Document, method: Document, answer: cards.Answer, *, id: str, held: bool = False, **fields: Any
) -> Document:
    # Copied once, never linked: what happens to the intent afterwards does not reach its charges.
    copied = {name: intent.get(name) for name in COPIED}
    defaults = {
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "destination": (intent.get("transfer_data") or {}).get("destination"),
        "dispute": None,
        "disputed": False,
        "fraud_details": {},
        "order": None,
        "radar_options": {},
        "refunded": False,
    }
    return work.insert(
        charges,
        copied,
        id=id,
        amount=intent.amount,
        billing_details=method.billing_details,
        calculated_statement_descriptor=_descriptor(work, intent.statement_descriptor_suffix),
        currency=intent.currency,
        outcome=answer.outcome(),
        payment_intent=intent.id,
        payment_method=method.id,
        payment_method_details={"type": "card", "card": _details(work, id, intent, method, answer, held=held)},
        **{**defaults, **fields},
    )


def _details(work: Work, id: str, intent: Document, method: Document, answer: cards.Answer, *, held: bool) -> dict[str, Any]:
    """What the charge remembers of the card, and of what the network would allow."""
    card = method["card"]
    copied = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "regulated_status", "wallet")
    told = {
        **{name: card[name] for name in copied},
        "amount_authorized": intent.amount,
        "authorization_code": None,
        "checks": payment_methods.checks(method),
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "available" if held and _increments_asked(intent, card) else "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "available" if held and _several_asked(intent) else "unavailable"},
        "network": card["networks"]["preferred"] or card["networks"]["available"][0],
        "network_token": {"used": False},
        "network_transaction_id": _network_transaction(id),
        "overcapture": {"maximum_amount_capturable": intent.amount, "status": "unavailable"},
        "three_d_secure": answer.three_d_secure(id),
    }
    if held:
        told["capture_before"] = work.now + AUTHORIZATION_LASTS
    return told


def _several_asked(intent: Document) -> bool:
    """All test cards allow several captures, where the payment asks for it."""
    return intent.at("payment_method_options.card.request_multicapture") == "if_available"


def _increments_asked(intent: Document, card: Mapping[str, Any]) -> bool:
    """Some schemes let a hold grow, where the payment asks for it."""
    asked = intent.at("payment_method_options.card.request_incremental_authorization") == "if_available"
    return asked and card["brand"] in INCREMENTABLE


def _network_transaction(id: str) -> str:
    """Fifteen digits, as the schemes number what passes through them."""
    return f"{int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], 'big') % 10**15:015d}"


def _descriptor(work: Work, suffix: str | None) -> str:
    """What the bank statement says: the account's descriptor, and the payment's suffix behind an asterisk; 22 characters at most."""
    account = balance.account(work)
    own = (account.at("settings.payments.statement_descriptor") if account else None) or DESCRIPTOR
    return (f"{own}* {suffix}" if suffix else own)[:LONGEST_DESCRIPTOR].upper()


# -- the money ---------------------------------------------------------------------------------------------------------


def _collect(work: Work, id: str, *, fate: cards.Card, amount: int, currency: str, description: str | None) -> Document:
    """The captured money arrives, converted to the account's currency and less the fee: a balance transaction."""
    account = balance.account(work)
    settled = balance.settlement_currency(work)
    rate = exchange.rate(currency, settled)
    worth = money.converted(amount, rate, currency, settled)
    abroad = fate.country != ((account.country if account else None) or "US")
    return balance_transactions.record(
        work,
        type="charge",
        category="charge",
        source=id,
        amount=worth,
        currency=settled,
        counterparty="network:cards",
        fee=fees.card(worth, abroad=abroad, converted=currency != settled),
        at_once=fate.bypasses_pending,
        description=description,
        exchange_rate=exchange.minor_unit_rate(currency, settled),
    )


@charges.due(rank=10)
def settle(work: Work, charge: Document) -> None:
    """A moment after an asynchronous capture its money has arrived. Emits charge.updated."""
    if charge.balance_transaction is not None or not charge.captured:
        return
    method = payment_methods.held(work, charge.payment_method)
    transaction = _collect(
        work,
        charge.id,
        fate=payment_methods.fate(method),
        amount=charge.amount_captured,
        currency=charge.currency,
        description=charge.description,
    )
    work.change(charge, "charge.updated", balance_transaction=transaction.id)


def capture_held(work: Work, charge: Document, amount: int, *, final: bool = True, suffix: str | None = None) -> Document:
    """Take what was authorized, or a part of it, which writes a balance transaction. suffix: of the bank statement.

    final: the rest is let go, and charge.captured emitted; else the rest stays held, and it is charge.updated. A final amount of 0
    only lets go. What is let go shows as refunded, except after several captures.
    """
    several = charge.amount_captured > 0 or not final
    fields: dict[str, Any] = {"amount_captured": charge.amount_captured + amount, "captured": final}
    if amount:
        method = payment_methods.held(work, charge.payment_method)
        transaction = _collect(
            work,
            charge.id,
            fate=payment_methods.fate(method),
            amount=amount,
            currency=charge.currency,
            description=charge.description,
        )
        fields["balance_transaction"] = transaction.id
    if suffix:
        fields |= {"statement_descriptor_suffix": suffix, "calculated_statement_descriptor": _descriptor(work, suffix)}
    if final and not several:
        fields["amount_refunded"] = charge.amount - amount
    return work.change(charge, "charge.captured" if final else "charge.updated", **fields)


def hold_more(work: Work, charge: Document, amount: int) -> Document:
    """The bank holds more for us than before: amount in all. Emits charge.updated."""
    details = charge["payment_method_details"]
    grown = {**details["card"], "amount_authorized": amount}
    grown["overcapture"] = {**grown["overcapture"], "maximum_amount_capturable": amount}
    return work.change(charge, "charge.updated", amount=amount, payment_method_details={**details, "card": grown})


def may_be_captured_again(charge: Document) -> bool:
    """Whether a part can be taken without letting go of the rest."""
    return charge.at("payment_method_details.card.multicapture.status") == "available"


def let_go(work: Work, charge: Document, announce: str | None = None) -> Document:
    """Give up what was authorized: nothing moves, for nothing was taken. Emits the event named, if any."""
    return work.change(charge, announce, amount_refunded=charge.amount, refunded=True)


# -- small change ------------------------------------------------------------------------------------------------------


@charges.update
def update(work: Work, charge: Document, params: Mapping[str, Any]) -> Document:
    """Note things down on it. The customer can be given once. Emits charge.updated."""
    if params.get("customer") and charge.customer not in (None, params["customer"]):
        raise errors.invalid("You cannot change the customer of a charge that already has one.", param="customer")
    if params.get("customer"):
        work.get(Resource.registry["customer"], params["customer"], param="customer")
    told = params.get("fraud_details")
    if told is None:
        return work.update(charge, params)
    return work.update(charge, params, fraud_details={name: value for name, value in told.items() if value is not None})


@charges.include("refunds")
def refunds(work: Work, charge: Document) -> dict[str, Any]:
    """The newest refunds of a charge, when they are asked for; the list at its url goes on."""
    listed = inherited.listed(work, Resource.registry["refund"], {}, {"charge": charge.id})
    data = [msgspec.json.decode(text) for text in listed.texts or ()]
    return {"object": "list", "data": data, "has_more": listed.has_more, "url": f"/v1/charges/{charge.id}/refunds"}
