"""Sources: the predecessor of payment methods, for cards and for methods whose page the customer is sent to.

Each is also a payment method with the same id. A card is chargeable at once; a redirecting source once its
customer has authorized it. A single-use source, and one without a customer, is consumed by its first charge.
Source: API reference, Sources; guide "Sources and customers".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import Charge, Customer, PaymentMethod, Source
from counterfoil.networks import cards
from counterfoil.resources.payments import amounts, card_data, payment_methods, tokens

sources = objects.source.page(
    filters={"customer": "customer"},
    lifecycle={
        # status     may become        announcing
        "pending": {
            "chargeable": "source.chargeable",
            "failed": "source.failed",
            "canceled": "source.canceled",
        },
        "chargeable": {"consumed": None, "canceled": "source.canceled"},
        "consumed": {},
        "failed": {},
        "canceled": {},
    },
)

REDIRECTING = ("alipay", "bancontact", "eps", "giropay", "ideal", "klarna", "p24", "sofort", "wechat")
# Types of sources whose payment method has another name, or a hash that sources need not have.
METHODS: dict[str, dict[str, Any]] = {
    "sofort": {"type": "sofort", "sofort": {"country": "DE"}},
    "wechat": {"type": "wechat_pay"},
}
MISSING = (  # declared types without rules here
    "ach_credit_transfer",
    "ach_debit",
    "acss_debit",
    "au_becs_debit",
    "card_present",
    "multibanco",
    "sepa_credit_transfer",
    "sepa_debit",
    "three_d_secure",
)
LASTS = 6 * 3600  # seconds until a single-use source that is not authorized, or not charged, is canceled
OWNER = ("address", "email", "name", "phone")


@sources.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> Source:
    """Create a source: of a card token, chargeable at once, or of a redirecting type, pending.

    Emits source.chargeable for a card; no event for pending ones.
    """
    if params.get("original_source") or params.get("customer"):
        raise errors.not_implemented("sources.create (sharing a source)")
    kind = params.get("type") or ("card" if params.get("token") else None)
    if kind is None:
        raise errors.required("type")
    if kind == "card":
        return _card(work, params)
    if kind not in REDIRECTING and kind not in MISSING:
        known = ", ".join(sorted({"card", *REDIRECTING, *MISSING}))
        raise errors.invalid(f"Invalid type: must be one of {known}", param="type")
    if kind in MISSING:
        raise errors.not_implemented(f"sources.create (of type {kind})")
    for name in ("amount", "currency"):
        if params.get(name) is None:
            raise errors.required(name)
    amounts.check(work, params["amount"], params["currency"])
    back = (params.get("redirect") or {}).get("return_url")
    if not back and kind != "wechat":
        raise errors.required("redirect[return_url]")
    if params.get("usage") == "reusable":
        raise errors.invalid(f"Sources of type {kind} can be used once only.", param="usage")
    id, secret = sources.new_id(work.space), ids.secret("src_client_secret_", 24)
    page = f"{work.services.base_url}/authorize/{id}?client_secret={secret}"
    shown = sources.blank_hash(kind)
    redirect = {"failure_reason": None, "return_url": back, "status": "pending", "url": page}
    if kind == "wechat":
        shown |= {"qr_code_url": page}
    source = _insert(
        work,
        params,
        id,
        kind,
        shown,
        amount=params["amount"],
        client_secret=secret,
        currency=params["currency"],
        status="pending",
        usage="single_use",
        **({"flow": "redirect", "redirect": redirect} if back else {"flow": "none"}),
    )
    details = {
        **METHODS.get(kind, {"type": kind}),
        "billing_details": {name: source.owner[name] for name in OWNER} if source.owner else None,
    }
    work.insert(payment_methods.payment_methods, **payment_methods.described(work, details), id=id)
    work.schedule(give_up, source, at=work.now + LASTS)
    return source


def _card(work: Work, params: Mapping[str, Any]) -> Source:
    """Create the source of a card token, which is used up."""
    token = params.get("token")
    if not token:
        raise errors.required("token")
    if cards.named(token.removeprefix("tok_")) is None:
        work.get(tokens.tokens, token, param="token")
    id = sources.new_id(work.space)
    method = payment_methods.from_token(work, token, id=id)
    blank, known = sources.blank_hash("card"), tokens.legacy_card(method["card"], id, method.billing_details)
    shown = {name: known.get(name) for name in blank} | {"three_d_secure": "optional"}
    usage = params.get("usage") or "reusable"
    source = _insert(work, params, id, "card", shown, flow="none", status="chargeable", usage=usage)
    work.emit("source.chargeable", source)
    return source


def _insert(
    work: Work, params: Mapping[str, Any], id: str, kind: str, shown: Mapping[str, Any], /, **fields: Any
) -> Source:
    """Store a source. kind: its type. shown: the hash of the type."""
    sent = {name: params[name] for name in ("metadata", "statement_descriptor") if name in params}
    owner = params.get("owner")
    whole = {**sources.blank_hash("owner"), **owner} if owner else sources.blank_hash("owner")
    if whole.get("address"):
        whole["address"] = {**card_data.NO_ADDRESS, **whole["address"]}
    secret = {"client_secret": ids.secret("src_client_secret_", 24)} | fields
    return work.insert(sources, sent, id=id, owner=whole, type=kind, **{kind: shown}, **secret)


# -- authorization -------------------------------------------------------------------------------------------


def authorized(work: Work, source: Source, *, passed: bool) -> Source:
    """Continue after the customer has answered on the page. Emits source.chargeable or source.failed."""
    redirect: dict[str, Any] | None = None
    if source.redirect:
        redirect = {**source["redirect"], "status": "succeeded" if passed else "failed"}
    if not passed:
        work.unschedule(source, give_up)
        payment_methods.mark_used(work, payment_methods.load(work, source.id))
        failed = {**redirect, "failure_reason": "declined"} if redirect else None
        return work.move(source, "failed", redirect=failed)
    return work.move(source, "chargeable", redirect=redirect)


@sources.due(name="source.give_up")
def give_up(work: Work, source: Source) -> None:
    """Cancel a source that was not authorized or not charged in time. Emits source.canceled."""
    if source.status in ("pending", "chargeable"):
        payment_methods.mark_used(work, payment_methods.load(work, source.id))
        work.move(source, "canceled")


# -- charging ------------------------------------------------------------------------------------------------


def check(work: Work, id: str, amount: int, currency: str) -> Source:
    """Return the source to be charged.

    400 unless it is chargeable, and for another amount than that of a single-use one.
    """
    source = chargeable(work, id)
    if source.amount is not None and (source.amount, source.currency) != (amount, currency):
        message = (
            f"The source {id} is for {source.amount} {source.currency}: amount and currency of the charge"
            " must be the same."
        )
        raise errors.invalid(message, param="amount")
    return source


def chargeable(work: Work, id: str) -> Source:
    """Return a chargeable source by its id; 400 if it is missing or not chargeable."""
    source = work.get(sources, id, param="source")
    if source.status != "chargeable":
        message = (
            f"The source {id} cannot be used because it has a status of {source.status}; it must be"
            " chargeable."
        )
        raise errors.invalid(message, param="source")
    return source


@sources.on("charge.succeeded")
def consume(work: Work, charge: Charge) -> None:
    """Consume the source of a charge, unless it is reusable and has a customer. No event."""
    source = find(work, charge.payment_method)
    if (
        source is not None
        and source.status == "chargeable"
        and (source.usage == "single_use" or not source.customer)
    ):
        work.unschedule(source, give_up)
        work.move(source, "consumed")


def find(work: Work, id: str | None) -> Source | None:
    """Return the source with an id, or None."""
    return work.find(sources, id) if id and id.startswith("src_") else None


# -- of customers --------------------------------------------------------------------------------------------


def attach(work: Work, method: PaymentMethod, customer: Customer) -> Source:
    """Record the customer of an attached payment method on its source."""
    return work.change(work.get(sources, method.id), customer=customer.id)


def detach(work: Work, source: Source) -> Source:
    """Consume a source that is detached from its customer. No event."""
    if source.status == "chargeable":
        source = work.move(source, "consumed")
    return work.change(source, customer=None)


def update(work: Work, source: Source, params: Mapping[str, Any]) -> Source:
    """Update owner and metadata of a customer's source. Emits customer.source.updated."""
    foreign = [name for name in params if name not in ("metadata", "owner")]
    if foreign:
        raise errors.unknown(*foreign)
    changed = work.update(source, params)
    work.emit("customer.source.updated", changed)
    return changed
