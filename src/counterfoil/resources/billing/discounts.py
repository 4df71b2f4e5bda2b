"""Discounts: redeemed coupons, of a customer, a subscription, an item or an invoice.

A discount has the terms of its coupon as they were at redemption (`_coupon`), so that it outlives the coupon.
Discounts that were removed stay readable, because invoices name them (`_removed`).
Source: API reference, Discounts; guide "Coupons and promotion codes".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from counterfoil.arithmetic import periods
from counterfoil.kernel import Document, Work, errors, objects
from counterfoil.kernel.shapes import Coupon, Customer, Discount, PromotionCode, Subscription
from counterfoil.resources.billing import coupons, promotion_codes

discounts = objects.discount.page(
    filters={
        "customer": "customer",
        "subscription": "subscription",
        "subscription_item": "subscription_item",
    },
)

Holder = Literal["customer", "subscription", "subscription_item", "invoice", "invoice_item"]

MOST_MONTHS = 12_000  # a longer duration lasts as long: calendars end soon after
MOST = 20  # discounts of one holder
LASTING = ("customer", "subscription", "subscription_item")  # holders that are billed again and again
ANNOUNCED = ("customer", "subscription")  # holders whose discounts have events
ONE_OF = ("coupon", "promotion_code", "discount")
EXCLUSIVE = "You may only specify one of these parameters: {0}."


@dataclass(frozen=True, slots=True)
class Terms:
    """What a discount takes off. Either percent_off (10 means 10 %) or amounts by currency, minor units.

    products: ids of those that are discounted; None means all.
    """

    id: str
    percent_off: Decimal | None
    amounts: Mapping[str, int]
    products: frozenset[str] | None

    def amount_off(self, currency: str) -> int | None:
        """Return the amount off in a currency; None for percentages and for currencies it does not have."""
        return self.amounts.get(currency)

    def covers(self, product: str | None) -> bool:
        """Whether a product is discounted."""
        return self.products is None or product in self.products


# -- redeeming -----------------------------------------------------------------------------------------------


def redeem(
    work: Work,
    sent: Sequence[Mapping[str, Any]] | None,
    *,
    customer: str | None,
    holder: Holder,
    holder_id: str | None,
    param: str = "discounts",
    subtotal: int | None = None,
    currency: str | None = None,
    checkout_session: str | None = None,
    announce: bool = True,
    since: int | None = None,
) -> list[Discount]:
    """Redeem coupons and codes, in order, and return the discounts that the holder has from now on.

    sent: the parameter: hashes of a coupon, a promotion_code, or a discount that the holder, or what it
    belongs to, already has, and which it shares.
    subtotal, currency: of what is bought, for codes with a minimum amount; None refuses them.
    since: when they begin, now unless given; a backdated start uses up a part of their months.
    Emits customer.discount.created for customers and subscriptions (unless announce is false).
    400 for everything that cannot be redeemed.
    """
    sent = list(sent or ())
    if len(sent) > MOST:
        raise errors.invalid(f"You may only specify up to {MOST} discounts.", param=param)
    terms = [
        _named(
            work, one, customer=customer, param=f"{param}[{at}]" if param else "", subtotal=subtotal,
            currency=currency,
        )
        for at, one in enumerate(sent)
    ]  # fmt: skip
    _refuse_twice(terms, param)
    found = []
    for coupon, code, known in terms:
        if known is not None:
            found.append(known)
            continue
        assert coupon is not None, "a new discount has a coupon"
        made = _redeem(work, coupon, code, customer, holder, holder_id, checkout_session, since)
        if announce and holder in ANNOUNCED:
            work.emit("customer.discount.created", made)
        found.append(made)
    return found


def offer(
    work: Work,
    sent: Sequence[Mapping[str, Any]] | None,
    *,
    customer: str | None,
    param: str = "discounts",
    subtotal: int | None = None,
    currency: str | None = None,
) -> list[Discount]:
    """Return discounts that are shown before they are redeemed: those of a quote. Counts no redemption.

    Parameters as of `redeem`. When the quote is accepted, what was sent is redeemed anew.
    """
    found = []
    for at, one in enumerate(sent or ()):
        coupon, code, known = _named(
            work, one, customer=customer, param=f"{param}[{at}]", subtotal=subtotal, currency=currency
        )
        if known is not None:
            found.append(known)
        elif coupon is not None:
            found.append(_insert(work, coupon, code, customer))
    return found


def redeemable(
    work: Work, sent: Sequence[Mapping[str, Any]], *, customer: str | None
) -> list[Mapping[str, Any]]:
    """Return those of the discounts that can be redeemed now, for what happens without a request."""
    found = []
    for one in sent:
        try:
            _named(work, one, customer=customer, param="", subtotal=None, currency=None)
        except errors.Refusal:
            continue  # deleted, expired or used up since it was named
        found.append(one)
    return found


def named(sent: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Return what a request names as discounts, to be redeemed later."""
    return [{name: one[name] for name in ONE_OF if one.get(name)} for one in sent or ()]


Named = tuple[Coupon | None, PromotionCode | None, Discount | None]


def _named(
    work: Work,
    sent: Mapping[str, Any],
    *,
    customer: str | None,
    param: str,
    subtotal: int | None,
    currency: str | None,
) -> Named:
    """Return the coupon and the code, or the existing discount, that one hash names. 400 unless it is usable.

    param: the hash; empty for parameters at the top level.
    """
    chosen = [name for name in ONE_OF if sent.get(name)]
    if len(chosen) > 1:
        raise errors.invalid(EXCLUSIVE.format(", ".join(chosen)), param=_within(param, chosen[0]))
    if not chosen:
        raise errors.required(_within(param, "coupon"))
    name, id = chosen[0], sent[chosen[0]]
    within = _within(param, name)
    if name == "discount":
        return None, None, _existing(work, id, customer, within)
    if name == "coupon":
        return coupons.usable(work, id, param=within), None, None
    code = promotion_codes.usable(
        work, id, customer=customer, param=within, subtotal=subtotal, currency=currency
    )
    return coupons.usable(work, code.promotion.coupon or "", param=within), code, None


def _within(param: str, name: str) -> str:
    return f"{param}[{name}]" if param else name


def _existing(work: Work, id: str, customer: str | None, param: str) -> Discount:
    """Return a discount that is in force. 400 if it is another customer's, was removed, or has ended."""
    discount = work.get(discounts, id, param=param)
    ended = discount.end is not None and discount.end <= work.now
    if ended or discount.get("_removed") or discount.customer != customer:
        raise errors.missing("discount", id, param=param, status=400)
    return discount


def _refuse_twice(terms: Iterable[Named], param: str) -> None:
    """Refuse (400) two discounts of one coupon."""
    seen = set()
    for coupon, _, known in terms:
        id = coupon.id if coupon is not None else known and known.source.coupon
        if id in seen:
            raise errors.invalid(EXCLUSIVE.format("coupon, promotion_code"), param=param or "coupon")
        seen.add(id)


def _redeem(
    work: Work,
    coupon: Coupon,
    code: PromotionCode | None,
    customer: str | None,
    holder: Holder,
    holder_id: str | None,
    checkout_session: str | None,
    since: int | None,
) -> Discount:
    """Count the redemption and store the discount. Schedules its end."""
    start, end = work.now if since is None else since, None
    if coupon.duration == "repeating" and holder in LASTING:
        months = min(coupon.duration_in_months or 0, MOST_MONTHS)
        end = periods.added(start, periods.Interval("month"), months)
    coupon = coupons.count(work, coupon)
    if code is not None:
        promotion_codes.count(work, code)
    _set_currency(work, customer, coupon, holder)
    fields: dict[str, Any] = {"_holder": holder, "start": start}
    if holder != "customer":
        fields[holder] = holder_id
    discount = _insert(work, coupon, code, customer, checkout_session=checkout_session, end=end, **fields)
    if end is not None:
        work.schedule(finish, discount, at=end)
    return discount


def _insert(
    work: Work, coupon: Coupon, code: PromotionCode | None, customer: str | None, **fields: Any
) -> Discount:
    """Store a discount with the terms of its coupon."""
    return work.insert(
        discounts,
        customer=customer,
        promotion_code=code.id if code is not None else None,
        source={"coupon": coupon.id, "type": "coupon"},
        **{"start": work.now, **fields},
        _coupon=work.visible(coupon),
        _applies_to=coupon.get("applies_to"),
        _currency_options=coupon.get("currency_options"),
    )


def _set_currency(work: Work, customer: str | None, coupon: Coupon, holder: Holder) -> None:
    """Give a customer without currency that of an amount off. Emits customer.updated."""
    found = work.find(objects.customer, customer) if holder in ANNOUNCED and coupon.currency else None
    if found is not None and found.currency is None:
        work.change(found, "customer.updated", currency=coupon.currency)


def replace(
    work: Work,
    held: Sequence[str],
    sent: Sequence[Mapping[str, Any]] | None,
    *,
    customer: str | None,
    holder: Holder,
    holder_id: str | None,
    param: str = "discounts",
    subtotal: int | None = None,
    currency: str | None = None,
) -> list[Discount]:
    """Redeem what an update sends, and remove those discounts of the holder that it does not name.

    held: ids of the discounts that the holder has. The caller stores the ids of those returned.
    """
    found = redeem(
        work, sent, customer=customer, holder=holder, holder_id=holder_id, param=param, subtotal=subtotal,
        currency=currency,
    )  # fmt: skip
    for id in held:
        old = work.find(discounts, id)
        if old is not None and id not in [one.id for one in found] and _holder(old) == holder:
            _remove(work, old)
    return found


# -- in force ------------------------------------------------------------------------------------------------


def live(work: Work, ids: Sequence[str], *, at: int | None = None) -> list[Discount]:
    """Return the discounts that are in force at an instant (now unless given), in order."""
    instant = work.now if at is None else at
    found = (work.find(discounts, id) for id in ids)
    return [
        one
        for one in found
        if one is not None and not one.get("_removed") and (one.end is None or instant < one.end)
    ]


def terms(work: Work, discount: Discount) -> Terms:
    """Return what a discount takes off, by the terms of its coupon at redemption.

    Amounts in further currencies may have been added to the coupon since.
    """
    coupon = _hidden(work, discount, "_coupon") or {}
    options = _hidden(work, discount, "_currency_options") or {}
    products = (_hidden(work, discount, "_applies_to") or {}).get("products")
    amounts = {currency: option["amount_off"] for currency, option in options.items()}
    if coupon.get("amount_off") is not None:
        amounts[coupon["currency"]] = coupon["amount_off"]
    percent = coupon.get("percent_off")
    return Terms(
        id=discount.id,
        percent_off=None if percent is None else Decimal(str(percent)),
        amounts=amounts,
        products=frozenset(products) if products else None,
    )


def duration(work: Work, discount: Discount) -> str:
    """Return how long a discount lasts: once, repeating or forever."""
    coupon: Mapping[str, Any] = _hidden(work, discount, "_coupon") or {}
    return str(coupon.get("duration", "once"))


def _hidden(work: Work, discount: Discount, name: str) -> Any:
    """Return a fact that a discount hides, also where the caller has only its visible copy."""
    stored = work.find(discounts, discount.id)
    return stored.get(name) if stored is not None else None


# -- ending --------------------------------------------------------------------------------------------------


def used(work: Work, ids: Sequence[str], invoice: Document | None = None) -> None:
    """Take off their holders the discounts that are for one invoice only: one that bills something was made.

    Emits customer.discount.deleted, customer.subscription.updated or customer.updated.
    """
    for discount in live(work, ids):
        if duration(work, discount) == "once" and _holder(discount) in LASTING:
            lapse(work, discount)


@discounts.due(name="discount.finish", rank=0)
def finish(work: Work, discount: Discount) -> None:
    """End a discount of some months. The invoices of this instant are made without it."""
    lapse(work, discount)


def lapse(work: Work, discount: Discount) -> Discount:
    """Remove a discount from its holder. Emits customer.discount.deleted for customers and subscriptions."""
    discount = work.latest(discount)
    if discount.get("_removed"):
        return discount
    holder = _holder(discount)
    if holder == "customer":
        customer = work.find(objects.customer, discount.customer)
        if customer is not None and customer.discount is not None and customer.discount.id == discount.id:
            work.change(customer, "customer.updated", discount=None)
    elif holder == "subscription":
        _take_off(work, work.find(objects.subscription, discount.subscription), discount.id)
    elif holder == "subscription_item":
        _take_off_item(work, discount)
    return _remove(work, discount)


def _remove(work: Work, discount: Discount) -> Discount:
    """End a discount that its holder no longer names. Emits customer.discount.deleted as `lapse` does."""
    work.unschedule(discount)
    removed = work.change(discount, _removed=True)
    if _holder(removed) in ANNOUNCED:
        work.emit("customer.discount.deleted", removed)
    return removed


def _holder(discount: Discount) -> Holder:
    """Return what kind of object a discount was redeemed for."""
    if discount.get("_holder"):
        return cast(Holder, discount["_holder"])
    kinds: tuple[Holder, ...] = ("invoice_item", "invoice", "subscription_item", "subscription")
    return next((kind for kind in kinds if discount.get(kind)), "customer")


def _take_off(work: Work, subscription: Subscription | None, id: str) -> None:
    """Remove a discount from the list of its subscription. Emits customer.subscription.updated."""
    if subscription is not None and id in subscription.discounts:
        left = [one for one in subscription.discounts if one != id]
        work.change(subscription, "customer.subscription.updated", discounts=left)


def _take_off_item(work: Work, discount: Discount) -> None:
    """Remove a discount from its subscription item, and from the copy in the subscription."""
    item = work.find(objects.subscription_item, discount.subscription_item)
    if item is None or discount.id not in item.discounts:
        return
    changed = work.change(item, discounts=[one for one in item.discounts if one != discount.id])
    subscription = work.find(objects.subscription, item.subscription)
    if subscription is None:
        return
    items = dict(subscription["items"])
    items["data"] = [work.visible(changed) if one["id"] == item.id else one for one in items["data"]]
    work.change(subscription, "customer.subscription.updated", items=items)


# -- of customers --------------------------------------------------------------------------------------------


def of_new_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> Customer:
    """Redeem the coupon or code of a customer's creation. The caller emits the event of the discount."""
    sent = _single(params)
    if not sent:
        return customer
    found = redeem(
        work, [sent], customer=customer.id, holder="customer", holder_id=customer.id, param="", announce=False
    )
    return work.change(work.latest(customer), discount=work.visible(found[0]))


def of_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> Customer:
    """Replace the discount of a customer by the coupon or code of an update; an empty one removes it.

    Emits customer.discount.created, updated (by another) or deleted, and customer.updated.
    """
    if not {"coupon", "promotion_code"} & set(params):
        return customer
    old = work.find(discounts, customer.discount.id) if customer.discount else None
    sent = _single(params)
    if not sent:
        if old is not None:
            lapse(work, old)
        return work.latest(customer)
    found = redeem(
        work, [sent], customer=customer.id, holder="customer", holder_id=customer.id, param="", announce=False
    )
    new = found[0]
    if old is not None:
        work.unschedule(old)
        work.change(old, _removed=True)
    changed = work.change(work.latest(customer), "customer.updated", discount=work.visible(new))
    if old is None:
        work.emit("customer.discount.created", new)
    else:
        before, after = work.visible(old), work.visible(new)
        previous = {name: value for name, value in before.items() if after.get(name) != value}
        work.emit("customer.discount.updated", new, previous)
    return changed


def _single(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the coupon or the code that is sent; 400 for both."""
    sent = {name: params[name] for name in ("coupon", "promotion_code") if params.get(name)}
    if len(sent) > 1:
        raise errors.exclusive("coupon", "promotion_code")
    return sent


@discounts.operation("customers.delete_discount")
def delete_of_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> dict[str, Any]:
    """Remove the discount of a customer. Emits customer.discount.deleted. 404 if there is none."""
    discount = work.find(discounts, customer.discount.id) if customer.discount else None
    if discount is None:
        raise _none("customer", customer.id)
    return _deleted(work, lapse(work, discount))


@discounts.on("customer.deleted")
def forget(work: Work, customer: Customer) -> None:
    """Remove the discounts of a deleted customer, without events."""
    for discount in work.list(discounts, customer=customer.id):
        work.unschedule(discount)
        work.change(discount, _removed=True)


def _none(noun: str, id: str) -> errors.Refusal:
    """Make the 404 for an object without a discount."""
    message = f"No active discount for {noun}: {id}"
    return errors.Refusal(message, status=404, code="resource_missing")


def _deleted(work: Work, discount: Discount) -> dict[str, Any]:
    """Return a removed discount as it is answered: whole, and deleted."""
    return {**work.visible(discount), "deleted": True}
