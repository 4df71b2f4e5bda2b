"""Legacy sources of a customer. Only cards are implemented.

A customer's card is also a payment method with the same id, which is what is charged, attached and detached.
Source: API reference, Cards; guide "Transitioning to payment methods".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Resource, Work, errors, inherited, merged_metadata, objects, present
from counterfoil.kernel.shapes import Card, Customer, PaymentMethod
from counterfoil.networks import cards as scheme
from counterfoil.resources.payments import payment_methods, tokens

cards = objects.card.page(
    filters={"customer": "customer"},
    lifecycle={  # of debit cards of accounts; customers' cards have no status
        # status   may become   announcing
        "new": {"errored": "account.external_account.updated"},
        "errored": {"new": "account.external_account.updated"},
    },
)


def customers() -> Resource[Customer]:
    """Return the resource of customers, whose page imports this one."""
    return objects.customer


# -- creating ----------------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.create")
def create(work: Work, customer: Customer, params: Mapping[str, Any]) -> Card:
    """Add the card of a token. The first card becomes the default.

    Emits customer.source.created, and customer.updated for a new default.
    """
    method = from_token(work, params["source"])
    card = attach(work, method, customer, params.get("metadata"))
    if customer.default_source is None:
        work.change(customer, "customer.updated", default_source=card.id)
    return card


def from_token(work: Work, token: str) -> PaymentMethod:
    """Create the payment method of a card token, with an id of a card.

    400 if the token is invalid or used.
    """
    if token.startswith(("btok_", "src_", "ba_")):
        raise errors.not_there_yet("customers.payment_sources.create (other than of a card)")
    if scheme.named(token.removeprefix("tok_")) is None:
        work.get(tokens.tokens, token, param="source")
    return payment_methods.from_token(work, token)


def attach(
    work: Work,
    method: PaymentMethod,
    customer: Customer,
    metadata: Mapping[str, str] | None = None,
) -> Card:
    """Attach a method to a customer and create its card. Emits customer.source.created.

    402 if the bank declines, which rolls the phase back.
    """
    attached = payment_methods.attach_to(work, method.id, customer)
    card = work.insert(cards, {"metadata": metadata}, **_card_fields(attached))
    work.emit("customer.source.created", card)
    return card


def _card_fields(method: PaymentMethod) -> dict[str, Any]:
    """Return the fields of a method's card."""
    card = tokens.legacy_card(present(method.card), method.id, method.billing_details)
    more = {"customer": method.customer, "allow_redisplay": method.allow_redisplay}
    return {name: value for name, value in card.items() if name != "metadata"} | more


def replace(work: Work, customer: Customer, token: str) -> str:
    """Add the card of a token and delete the default card. Returns the new card's id.

    The caller updates `default_source` of the customer.
    """
    method = from_token(work, token)
    old = work.find(cards, customer.default_source)
    card = attach(work, method, customer)
    if old is not None:
        _detach(work, old)
    return card.id


# -- updating and listing ----------------------------------------------------------------------------------------------


def of_customer(work: Work, customer: str, id: str, *, param: str = "id", status: int = 404) -> Card:
    """Return a card of this customer, or raise `resource_missing` with this status."""
    card = work.find(cards, id)
    if card is None or card.customer != customer:
        raise errors.missing(cards.noun, id, param=param, status=status)
    return card


@cards.operation("customers.payment_sources.retrieve")
def retrieve(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Card:
    """Return a card of a customer."""
    return of_customer(work, customer.id, id)


@cards.operation("customers.payment_sources.list")
def listed(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List a customer's cards, newest first. `object`: type of source; others than cards are empty."""
    if params.get("object") not in (None, "all", "card"):
        return Listing()
    return inherited.listed(work, cards, {name: value for name, value in params.items() if name != "object"}, {"customer": customer.id})


@cards.operation("customers.payment_sources.update")
def update(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Card:
    """Update name, address, expiry and metadata of a card and its payment method.

    Emits customer.source.updated, and payment_method.updated if the method changed.
    """
    card = retrieve(work, customer, id, params)
    bank = [name for name in ("account_holder_name", "account_holder_type", "owner") if name in params]
    if bank:
        raise errors.unknown(*bank)
    method = payment_methods.load(work, card.id)
    address = {name: params[field] for field, name in tokens.ADDRESS.items() if field in params}
    details: dict[str, Any] = {"address": address} if address else {}
    if "name" in params:
        details["name"] = params["name"]
    fields: dict[str, Any] = {"billing_details": details} if details else {}
    expiry = {name: _expiry(name, params[name]) for name in ("exp_month", "exp_year") if params.get(name)}
    if expiry:
        fields["card"] = expiry
    changed = _card_fields(payment_methods.update(work, method, fields) if fields else method)
    if "metadata" in params:
        changed["metadata"] = merged_metadata(card.metadata, params["metadata"])
    return work.change(card, "customer.source.updated", **changed)


def _expiry(name: str, text: str) -> int:
    """Convert exp_month or exp_year to an integer; 402 if it is not one."""
    if not (text.isascii() and text.isdigit()):
        unit = name.removeprefix("exp_")
        raise scheme.rejected(f"invalid_expiry_{unit}", f"Your card's expiration {unit} is invalid.", name)
    return int(text)


# -- deleting ----------------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.delete")
def delete(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a card.

    If it was the default, the newest other card becomes it. Emits customer.source.deleted.
    """
    return _detach(work, retrieve(work, customer, id, params))


@cards.operation("sources.detach")
def detach(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a card, as the operation of the sources API."""
    return delete(work, customer, id, params)


def _detach(work: Work, card: Card) -> dict[str, Any]:
    """Detach the payment method of a card, which deletes the card (`follow`). Returns the stub."""
    payment_methods.detach(work, payment_methods.load(work, card.id), {})
    return {"id": card.id, "object": cards.object, "deleted": True}


@cards.on("payment_method.detached")
def follow(work: Work, method: PaymentMethod) -> None:
    """Delete the card of a detached payment method. Emits customer.source.deleted."""
    card = work.find(cards, method.id)
    if card is None:
        return
    holder = work.find(customers(), card.customer)
    if holder is None:  # the customer is being deleted: no event
        work.session.bury(cards.table, work.space, card.id, {"id": card.id, "object": cards.object, "deleted": True})
        return
    work.delete(card, "customer.source.deleted")
    if holder.default_source == card.id:
        next = work.first(cards, customer=holder.id)
        work.change(holder, "customer.updated", default_source=next.id if next else None)
