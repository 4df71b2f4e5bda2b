"""Payment methods: cards and other means of payment, for one payment or attached to a customer for several.

A test id (`pm_card_visa`) is not an object: each use creates a new method. A method without a customer can be
used once.
Source: API reference, Payment Methods; "Testing".
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import (
    Listing,
    Resource,
    Work,
    errors,
    ids,
    inherited,
    merged_metadata,
    objects,
    present,
)
from counterfoil.kernel.shapes import Customer, PaymentMethod
from counterfoil.networks import cards, debit_accounts, debits
from counterfoil.resources.payments import card_data, method_details, tokens
from counterfoil.resources.payments import payment_method_configurations as configurations

payment_methods = objects.payment_method.page(
    filters={"customer": "customer", "type": "type", "allow_redisplay": "allow_redisplay"},
)

MAGIC = "pm_card_"

SPENT = (
    "This PaymentMethod was previously used without being attached to a Customer or was detached from a"
    " Customer, and may not be used again."
)
SPENT_BEFORE = (  # the same, for an intent
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared"
    " with a connected account without Customer attachment, or was detached from a Customer. It may not be"
    " used again. To use a PaymentMethod multiple times, you must attach it to a Customer first."
)
TAKEN = "The payment method you provided has already been attached to a customer."
ONCE_ONLY = "PaymentMethods of type '{kind}' can't be saved to customers."
LOOSE = "The payment method you provided is not attached to a customer so detachment is impossible."
CUSTOMER_AT_CREATION = (
    "You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please instead create the"
    " PaymentMethod and then attach it using the attachment method of the PaymentMethods API."
)

# Fields of a card that was created without billing details.
PLAIN = {
    "allow_redisplay": "unspecified",
    "billing_details": card_data.NO_DETAILS,
    "metadata": {},
    "type": "card",
}


def customers() -> Resource[Any]:
    """Return the resource of customers, whose page imports this one."""
    return objects.customer


# -- creating ------------------------------------------------------------------------------------------------


@payment_methods.create(on=("customer", "payment_method"))
def create(work: Work, params: Mapping[str, Any]) -> PaymentMethod:
    """Create a method.

    The number is validated (402), never stored. No event. 400 with `customer`: attach instead.
    """
    if params.get("customer") and not params.get("payment_method"):
        raise errors.invalid(CUSTOMER_AT_CREATION, param="customer")
    if params.get("payment_method"):
        raise errors.not_implemented("payment_methods.create (cloning to a connected account)")
    if not params.get("type"):
        raise errors.required("type")
    return from_details(work, params)


def from_details(work: Work, details: Mapping[str, Any], prefix: str = "") -> PaymentMethod:
    """Create a method from the parameters of its creation, or from an intent's `payment_method_data`.

    prefix: the hash that contains them, for errors.
    """
    return work.insert(payment_methods, **described(work, details, prefix))


def described(work: Work, details: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Validate the parameters of a method and return its fields, without storing it. Uses up a token."""
    kind = details["type"]
    if kind in method_details.INCOMPLETE_WITHOUT and not details.get(kind):
        raise errors.required(f"{prefix}[{kind}]" if prefix else kind)
    common = {
        "billing_details": card_data.billing_details(details.get("billing_details")),
        "metadata": merged_metadata(None, details.get("metadata")),
        "allow_redisplay": details.get("allow_redisplay") or "unspecified",
        "type": kind,
    }
    if kind == "card":
        sent = details["card"]
        if sent.get("token"):
            return _of_token(work, sent["token"], common)
        return common | card_data.typed(
            work, sent, common["billing_details"], f"{prefix}[card]" if prefix else "card"
        )
    name = f"{prefix}[{kind}]" if prefix else kind
    return {**common, **method_details.of(work, kind, details.get(kind) or {}, name)}


def from_token(work: Work, token: str, *, id: str | None = None) -> PaymentMethod:
    """Create a method from a card token, with the id of its card, or this one, and its name and address.

    Uses the token up, except for test tokens, whose card is another one at each use.
    """
    fields = _of_token(work, token, PLAIN)
    known = work.find(tokens.tokens, token)
    return work.insert(
        payment_methods, id=id or (known["card"]["id"] if known else ids.new("card")), **fields
    )


def _of_token(work: Work, token: str, common: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a token's method. common: fields that were sent, which take precedence."""
    card = cards.named(token.removeprefix("tok_")) if token.startswith("tok_") else None
    if card is not None:
        return {**common, **card_data.magic(work, card, common["billing_details"])}
    stored = tokens.use(work, token)
    known, sent = stored["billing_details"], common["billing_details"]
    billing = {name: known[name] if value is None else value for name, value in sent.items()}
    old, new = known["address"], sent["address"]
    billing["address"] = {name: old[name] if value is None else value for name, value in new.items()}
    return {**common, **stored, "billing_details": billing}


def of_test_id(work: Work, id: str) -> dict[str, Any] | None:
    """Return the fields of the method that a test id stands for, or None if it is not a test id."""
    card = cards.named(id.removeprefix(MAGIC)) if id.startswith(MAGIC) else None
    if card is not None:
        return {**PLAIN, **card_data.magic(work, card, card_data.NO_DETAILS)}
    debited = debits.named(id) if id.startswith("pm_") else None
    return described(work, debited) if debited else None


# -- finding -------------------------------------------------------------------------------------------------


def obtain(work: Work, id: str, *, param: str | None = "payment_method") -> PaymentMethod:
    """Return the method with this id; a test id creates a new one.

    400 `resource_missing`, or 404 if the id is in the path (param=None).
    """
    fields = of_test_id(work, id)
    if fields is not None:
        return work.insert(payment_methods, **fields)
    return work.get(payment_methods, id, param=param)


def named(work: Work, params: Mapping[str, Any]) -> PaymentMethod | None:
    """Return the method that a request on an intent names by id, test id or data; None if it names none."""
    if params.get("payment_method") and params.get("payment_method_data"):
        raise errors.exclusive("payment_method", "payment_method_data")
    if params.get("payment_method"):
        return obtain(work, params["payment_method"])
    if params.get("payment_method_data"):
        return from_details(work, params["payment_method_data"], "payment_method_data")
    return None


def load(work: Work, id: str | None) -> PaymentMethod:
    """Return the method of an intent or a charge, which must exist."""
    method = work.find(payment_methods, id)
    assert method is not None, "methods are never deleted"
    return method


def network_card(method: Mapping[str, Any]) -> cards.Card:
    """Return the card network's view of a method: its listed test card, or an ordinary card of its brand."""
    card = method["card"]
    listed = cards.NUMBERS.get(method.get("_card") or "")
    return listed or cards.Card("", card["brand"], card["funding"], card["country"])


def bank_account(method: PaymentMethod) -> debit_accounts.Account:
    """Return how the bank account of a method behaves."""
    return debit_accounts.account(method.type, method.get("_number"))


def checks(method: PaymentMethod, *, blocked: bool = False) -> dict[str, str | None]:
    """Return the bank's `checks` of the security code and address that were given with a card.

    blocked: the payment was not sent to the bank.
    """
    address = present(method.billing_details.address)
    return cards.checks(
        network_card(method),
        cvc=bool(method.get("_cvc")),
        line1=address.line1 is not None,
        postal_code=address.postal_code is not None,
        blocked=blocked,
    )


# -- attaching -----------------------------------------------------------------------------------------------


@payment_methods.operation("payment_methods.attach")
def attach(work: Work, id: str, params: Mapping[str, Any]) -> PaymentMethod:
    """Attach a method to a customer. 402 if the bank declines it. Emits payment_method.attached."""
    if not params.get("customer"):
        # Newer versions also take a `customer_account`, which is not implemented.
        raise errors.required("customer")
    customer = work.get(customers(), params["customer"], param="customer")
    return attach_to(work, id, customer, param=None)


def attach_to(
    work: Work, id: str, customer: Customer, *, param: str | None = "payment_method"
) -> PaymentMethod:
    """Attach the method with an id or test id to a customer and return it: pages' `payment_method` parameter.

    400 if it is missing, another customer's or used; 402 if the bank declines. Both roll the phase back.
    """
    method = obtain(work, id, param=param)
    if method.customer == customer.id:
        return method
    if method.customer:
        raise errors.invalid(TAKEN)
    if method.get("_spent"):
        raise errors.invalid(SPENT)
    if method.type in configurations.ONCE_ONLY:
        raise errors.invalid(ONCE_ONLY.format(kind=method.type))
    if method.type != "card":
        return work.change(method, "payment_method.attached", customer=customer.id)
    decline = cards.attachment_decline(network_card(method), cvc=bool(method.get("_cvc")))
    if decline is not None:
        # Unlike a declined payment, a declined attachment has an empty `param` where no field is at fault.
        raise cards.rejected(message=decline.message, **{**decline.codes(), "param": decline.param or ""})
    return attach_verified(work, method, customer.id)


def attach_verified(
    work: Work, method: PaymentMethod, customer: str, *, set_up: bool = False
) -> PaymentMethod:
    """Attach a method that the bank has approved, unless it is attached. Emits payment_method.attached.

    set_up: the bank has approved off-session payments.
    """
    fields = {"_set_up": True} if set_up else {}
    if method.customer:
        return work.change(method, **fields) if fields else method
    return work.change(method, "payment_method.attached", customer=customer, card=_checked(method), **fields)


@payment_methods.action
def detach(work: Work, method: PaymentMethod, params: Mapping[str, Any]) -> PaymentMethod:
    """Detach a method from its customer. It can never be used again. Emits payment_method.detached.

    If it was the customer's default for invoices, that is unset too; emits customer.updated.
    """
    if not method.customer:
        raise errors.invalid(LOOSE)
    detached = work.change(method, "payment_method.detached", customer=None, _spent=True)
    holder = work.find(customers(), method.customer)
    if holder is not None and holder.at("invoice_settings.default_payment_method") == method.id:
        settings = {**holder["invoice_settings"], "default_payment_method": None}
        work.change(holder, "customer.updated", invoice_settings=settings)
    return detached


def detach_all(work: Work, customer: Customer) -> None:
    """Detach all methods of a deleted customer. Emits payment_method.detached for each."""
    for method in work.list(payment_methods, customer=customer.id):
        work.change(method, "payment_method.detached", customer=None, _spent=True)


def mark_used(
    work: Work, method: PaymentMethod, answer: cards.Answer | debits.Answer | None = None
) -> PaymentMethod:
    """Mark a method without a customer as used, so that it cannot be used again. Returns it.

    answer: the bank's, which has checked the card; None if it was not asked.
    """
    if method.customer:
        return method
    return work.change(
        method,
        _spent=True,
        card=_checked(method, answer) if isinstance(answer, cards.Answer) else method.card,
    )


def mark_checked(work: Work, method: PaymentMethod, answer: cards.Answer, **more: Any) -> PaymentMethod:
    """Record what the bank checked when a method without a customer was set up.

    Returns it. more: further fields.
    """
    return method if method.customer else work.change(method, card=_checked(method, answer), **more)


def _checked(method: PaymentMethod, answer: cards.Answer | None = None) -> Mapping[str, Any] | None:
    """Return `card` of a method with the bank's checks; None for other types."""
    if method.type != "card":
        return method.card
    return {**present(method.card), "checks": checks(method, blocked=answer is not None and answer.blocked)}


# -- updating and listing ------------------------------------------------------------------------------------


@payment_methods.update
def update(work: Work, method: PaymentMethod, params: Mapping[str, Any]) -> PaymentMethod:
    """Update billing details, expiry, metadata or allow_redisplay of an attached method (else 400).

    Emits payment_method.updated.
    """
    if not method.customer:
        raise errors.invalid("You must save this PaymentMethod to a customer before you can update it.")
    changed = {
        name: value
        for name, value in params.items()
        if name in ("billing_details", "metadata", "allow_redisplay", "card")
    }
    card = changed.get("card") or {}
    if card:
        changed["card"] = card = {name: value for name, value in card.items() if value is not None}
        year, month = time.gmtime(work.now)[:2]
        if not 1 <= card.get("exp_month", 1) <= 12:
            raise cards.rejected(
                "invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month"
            )
        if 0 <= card.get("exp_year", year) < 100:
            card["exp_year"] += 2000
        if not year <= card.get("exp_year", year) <= year + 50:
            raise cards.rejected("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year")
        expiry = {**present(method.card), **card}
        if (expiry["exp_year"], expiry["exp_month"]) < (year, month):
            raise cards.rejected(
                "invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month"
            )
    return work.update(method, changed)


@payment_methods.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List methods, newest first. 400 if `customer` does not exist."""
    if params.get("customer"):
        work.get(customers(), params["customer"], param="customer")
    return inherited.listed(work, payment_methods, params)


@payment_methods.operation("customers.payment_methods.list")
def list_of_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List the methods of a customer, newest first."""
    return inherited.listed(work, payment_methods, params, {"customer": customer.id})


@payment_methods.operation("customers.payment_methods.retrieve")
def retrieve_of_customer(
    work: Work, customer: Customer, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentMethod:
    """Return a method of this customer; 404 if it is another customer's."""
    return method
