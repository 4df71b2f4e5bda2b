"""Legacy sources of a customer: cards, bank accounts and objects of the sources API.

A customer's card or bank account is also a payment method with the same id, which is what is charged,
attached and detached.
Source: API reference, Cards, Bank Accounts; guide "Transitioning to payment methods".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Resource, Work, errors, inherited, merged_metadata, objects, present
from counterfoil.kernel.shapes import BankAccount, Card, Customer, PaymentMethod
from counterfoil.kernel.shapes import Source as Reusable
from counterfoil.networks import cards as scheme
from counterfoil.resources.core.customers import bank_accounts
from counterfoil.resources.payments import payment_methods, tokens
from counterfoil.resources.payments import sources as reusable

Source = Card | BankAccount | Reusable

cards = objects.card.page(
    filters={"customer": "customer"},
    lifecycle={  # of debit cards of accounts; customers' cards have no status
        # status   may become   announcing
        "new": {"errored": "account.external_account.updated"},
        "errored": {"new": "account.external_account.updated"},
    },
)

# Prefix of an id -> its resource.
BY_PREFIX: dict[str, Resource[Any]] = {
    "ba": bank_accounts.bank_accounts,
    "card": cards,
    "src": reusable.sources,
}


def customers() -> Resource[Customer]:
    """Return the resource of customers, whose page imports this one."""
    return objects.customer


# -- creating ------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.create")
def create(work: Work, customer: Customer, params: Mapping[str, Any]) -> Source:
    """Add the card or bank account of a token. The first source becomes the default.

    Emits customer.source.created, and customer.updated for a new default.
    """
    method = from_token(work, params["source"])
    source = attach(work, method, customer, params.get("metadata"))
    if customer.default_source is None:
        work.change(customer, "customer.updated", default_source=source.id)
    return source


def from_token(work: Work, token: str) -> PaymentMethod:
    """Create the payment method of a token, with an id of a card or bank account.

    400 if the token is invalid or used.
    """
    if token.startswith("src_"):
        return work.get(payment_methods.payment_methods, reusable.chargeable(work, token).id)
    if token.startswith("btok_"):
        return bank_accounts.from_token(work, token)
    if scheme.named(token.removeprefix("tok_")) is None:
        work.get(tokens.tokens, token, param="source")
    return payment_methods.from_token(work, token)


def attach(
    work: Work,
    method: PaymentMethod,
    customer: Customer,
    metadata: Mapping[str, str] | None = None,
) -> Source:
    """Attach a method to a customer and create its card or bank account. Emits customer.source.created.

    402 if the bank declines, which rolls the phase back.
    """
    attached = payment_methods.attach_to(work, method.id, customer)
    source: Source
    if attached.id.startswith("src_"):
        source = reusable.attach(work, attached, customer)
    elif attached.type == "card":
        source = work.insert(cards, {"metadata": metadata}, **_card_fields(attached))
    else:
        source = bank_accounts.insert(work, attached, metadata)
    work.emit("customer.source.created", source)
    return source


def _card_fields(method: PaymentMethod) -> dict[str, Any]:
    """Return the fields of a method's card."""
    card = tokens.legacy_card(present(method.card), method.id, method.billing_details)
    more = {"customer": method.customer, "allow_redisplay": method.allow_redisplay}
    return {name: value for name, value in card.items() if name != "metadata"} | more


def replace(work: Work, customer: Customer, token: str) -> str:
    """Add the source of a token and delete the default source. Returns the new one's id.

    The caller updates `default_source` of the customer.
    """
    method = from_token(work, token)
    old = _find(work, customer.default_source)
    source = attach(work, method, customer)
    if old is not None:
        _detach(work, old)
    return source.id


# -- updating and listing ------------------------------------------------------------------------------------


def _find(work: Work, id: str | None) -> Source | None:
    """Return the card or bank account with an id, or None."""
    resource = BY_PREFIX.get((id or "").partition("_")[0])
    return work.find(resource, id) if resource is not None else None


def of_customer(work: Work, customer: str, id: str, *, param: str = "id", status: int = 404) -> Source:
    """Return a source of this customer, or raise `resource_missing` with this status."""
    source = _find(work, id)
    if source is None or source.customer != customer:
        raise errors.missing("source", id, param=param, status=status)
    return source


def every(work: Work, customer: str) -> list[Source]:
    """Return all sources of a customer, newest first: in the order of their payment methods."""
    methods = work.list(payment_methods.payment_methods, customer=customer)
    return [found for one in methods if (found := _find(work, one.id)) is not None]


@cards.operation("customers.payment_sources.retrieve")
def retrieve(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Source:
    """Return a card or bank account of a customer."""
    return of_customer(work, customer.id, id)


@cards.operation("customers.payment_sources.list")
def listed(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List a customer's sources, newest first. `object`: type of source; unknown types are empty."""
    page = {name: value for name, value in params.items() if name != "object"}
    kind = params.get("object")
    if kind in ("card", "bank_account", "source"):
        return inherited.listed(work, objects.named(kind), page, {"customer": customer.id})
    if kind not in (None, "all"):
        return Listing()
    return inherited.sliced(cards, page, every(work, customer.id))


@cards.operation("customers.payment_sources.update")
def update(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Source:
    """Update name, address, expiry and metadata of a source and its payment method.

    Emits customer.source.updated, and payment_method.updated if the method of a card changed.
    """
    source = retrieve(work, customer, id, params)
    if source.object == "source":
        return reusable.update(work, work.get(reusable.sources, id), params)
    if source.object == "card":
        return _update_card(work, work.get(cards, id), params)
    return bank_accounts.update(work, work.get(bank_accounts.bank_accounts, id), params)


def _update_card(work: Work, card: Card, params: Mapping[str, Any]) -> Card:
    """Update a card and its payment method."""
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


# -- deleting ------------------------------------------------------------------------------------------------


@cards.operation("customers.payment_sources.delete")
def delete(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """Delete a source.

    If it was the default, the newest other one becomes it. Emits customer.source.deleted.
    """
    return _detach(work, retrieve(work, customer, id, params))


@cards.operation("sources.detach")
def detach(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """Delete a source, as the operation of the sources API."""
    return delete(work, customer, id, params)


def _detach(work: Work, source: Source) -> Mapping[str, Any]:
    """Detach the payment method of a source, which deletes the source (`follow`). Returns the stub.

    An object of the sources API remains, consumed, and is returned.
    """
    payment_methods.detach(work, payment_methods.load(work, source.id), {})
    return reusable.find(work, source.id) or _stub(source)


def _stub(source: Source) -> dict[str, Any]:
    return {"id": source.id, "object": source.object, "deleted": True}


@cards.on("payment_method.detached")
def follow(work: Work, method: PaymentMethod) -> None:
    """Delete the card or bank account of a detached payment method. Emits customer.source.deleted."""
    source = _find(work, method.id)
    if source is None:
        return
    holder = work.find(customers(), source.customer)
    kept = reusable.find(work, method.id)
    if kept is not None:
        kept = reusable.detach(work, kept)
    if holder is None and kept is not None:
        return
    if holder is None:  # the customer is being deleted: no event
        work.delete(source, "")
        return
    if kept is not None:
        work.emit("customer.source.deleted", kept)
    else:
        work.delete(source, "customer.source.deleted")
    if holder.default_source == source.id:
        rest = every(work, holder.id)
        work.change(holder, "customer.updated", default_source=rest[0].id if rest else None)
