"""Sources of a customer: cards kept the older way. Source: API reference, Cards; guide "Transitioning to payment methods".

A card of a customer is a payment method as well, under the same id: it is charged, attached and detached as one, and this page is how it
is seen from here. Bank accounts and sources of other kinds are not there yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, ids, inherited, merged_metadata
from counterfoil.networks import cards as scheme
from counterfoil.resources.payments import payment_methods, tokens

cards = Resource("card", prefix="card", noun="source", path_param="id", filters={"customer": "customer"})


def customers() -> Resource:
    """The page that calls this one."""
    return Resource.registry["customer"]


# -- keeping -----------------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.create")
def create(work: Work, customer: str, params: Mapping[str, Any]) -> Document:
    """Keep the card of a token. The first one is the default. Emits customer.source.created, and customer.updated for a new default."""
    holder = work.get(customers(), customer)
    method = take(work, params["source"])
    card = keep(work, method, holder, params.get("metadata"))
    if holder.default_source is None:
        work.change(holder, "customer.updated", default_source=card.id)
    return card


def take(work: Work, token: str) -> Document:
    """Use a token up: a payment method that bears the id of the card to be. 400 for what is no token (any more)."""
    if token.startswith(("btok_", "src_", "ba_")):
        raise errors.not_there_yet("customers.payment_sources.create (other than of a card)")
    if scheme.named(token.removeprefix("tok_")) is None:
        work.get(tokens.tokens, token, param="source")
    return payment_methods.from_token(work, token, id=ids.new("card"))


def keep(work: Work, method: Document, customer: Document, metadata: Mapping[str, str] | None = None) -> Document:
    """Give a taken card to a customer. 402 when its bank refuses: nothing of the phase is kept. Emits customer.source.created."""
    attached = payment_methods.attach_to(work, method.id, customer)
    card = work.insert(cards, {"metadata": metadata}, **_seen(attached))
    work.emit("customer.source.created", card)
    return card


def _seen(method: Document) -> dict[str, Any]:
    """A method as the card it is."""
    told = tokens.legacy_card(method["card"], method.id, method["billing_details"])
    return {name: value for name, value in told.items() if name != "metadata"} | {"customer": method.customer}


def replace(work: Work, customer: Document, token: str) -> str:
    """Put the card of a token in the place of the default one, which goes; answers its id. The customer is left to the caller."""
    method = take(work, token)
    old = work.find(cards, customer.default_source)
    card = keep(work, method, customer)
    if old is not None:
        _drop(work, old)
    return card.id


# -- changing and listing ----------------------------------------------------------------------------------------------


def of_customer(work: Work, customer: str, id: str, *, param: str = "id", status: int = 404) -> Document:
    """A card of a customer: another's is missing."""
    card = work.find(cards, id)
    if card is None or card.customer != customer:
        raise errors.missing(cards.noun, id, param=param, status=status)
    return card


@cards.operation("customers.payment_sources.retrieve")
def retrieve(work: Work, customer: str, id: str, params: Mapping[str, Any]) -> Document:
    """One card of a customer."""
    return of_customer(work, work.get(customers(), customer).id, id)


@cards.operation("customers.payment_sources.list")
def list(work: Work, customer: str, params: Mapping[str, Any]) -> Listing:
    """A customer's cards, newest first; `object` asks for one kind of sources."""
    holder = work.get(customers(), customer)
    if params.get("object") not in (None, "all", "card"):
        return Listing()
    return inherited.listed(work, cards, {name: value for name, value in params.items() if name != "object"}, {"customer": holder.id})


@cards.operation("customers.payment_sources.update")
def update(work: Work, customer: str, id: str, params: Mapping[str, Any]) -> Document:
    """Correct name, address, expiry and metadata. Emits customer.source.updated, and payment_method.updated for what it shows."""
    card = retrieve(work, customer, id, params)
    bank = [name for name in ("account_holder_name", "account_holder_type", "owner") if name in params]
    if bank:
        raise errors.unknown(*bank)
    method = payment_methods.load(work, card.id)
    address = {name: params[field] for field, name in tokens.ADDRESS.items() if field in params}
    details: dict[str, Any] = {"address": address} if address else {}
    if "name" in params:
        details["name"] = params["name"]
    told: dict[str, Any] = {"billing_details": details} if details else {}
    expiry = {name: _expiry(name, params[name]) for name in ("exp_month", "exp_year") if params.get(name)}
    if expiry:
        told["card"] = expiry
    changed = _seen(payment_methods.update(work, method, told) if told else method)
    if "metadata" in params:
        changed["metadata"] = merged_metadata(card["metadata"], params["metadata"])
    return work.change(card, "customer.source.updated", **changed)


def _expiry(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        unit = name.removeprefix("exp_")
        raise scheme.rejected(f"invalid_expiry_{unit}", f"Your card's expiration {unit} is invalid.", name)
    return int(text)


# -- going -------------------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.delete")
def delete(work: Work, customer: str, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Take a card away. If it was the default, the one that was added last takes over. Emits customer.source.deleted."""
    return _drop(work, retrieve(work, customer, id, params))


@cards.operation("sources.detach")
def detach(work: Work, customer: str, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The same, by its name on the page of sources."""
    return delete(work, customer, id, params)


def _drop(work: Work, card: Document) -> dict[str, Any]:
    payment_methods.detach(work, payment_methods.load(work, card.id), {})
    return {"id": card.id, "object": cards.object, "deleted": True}


@cards.on("payment_method.detached")
def follow(work: Work, method: Mapping[str, Any]) -> None:
    """A card that is detached as a payment method is no card of the customer any more."""
    card = work.find(cards, method["id"])
    if card is None:
        return
    holder = work.find(customers(), card.customer)
    if holder is None:  # gone itself, and the card with it
        work.session.bury(cards.table, work.space, card.id, {"id": card.id, "object": cards.object, "deleted": True})
        return
    work.delete(card, "customer.source.deleted")
    if holder.default_source == card.id:
        next = work.first(cards, customer=holder.id)
        work.change(holder, "customer.updated", default_source=next.id if next else None)
