"""The items of a request: prices and quantities of a new subscription, or what changes of those it has.

`read` validates them (400) and returns the wanted items; `store` writes them. Prices named by `price`, by
`plan` (the same record) or by `price_data`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import periods, pricing
from counterfoil.kernel import Document, Work, errors, merged_metadata, objects, present
from counterfoil.kernel.shapes import Customer, Plan, Price, ProductCatalogTrialOffer, SubscriptionItem
from counterfoil.resources.billing import discounts, metered_usage, plans, tax_rates
from counterfoil.resources.billing.subscriptions.life import (
    anchor_day,
    anchor_of,
    is_metered,
    recurring_of,
    rhythm,
    subscription_items,
    subscriptions,
)
from counterfoil.resources.products import prices, trial_offers

MOST = {"classic": 20, "flexible": 100}
NAMES = ("price", "plan", "price_data")

SAME_PRICE = (
    "Cannot create a Subscription with multiple Subscription Items with the same Price: {price}. Create a"
    " Subscription Item with the quantity that you want instead."
)
SAME_PRICE_ADDED = (
    "A new item with Price {price} can't be added to this Subscription because an existing Subscription Item"
    " {item} is already using that Price. Update the quantity of that item instead."
)
MISMATCH = (
    "Currency and interval fields must match across all plans on this subscription. Found mismatch in"
    " {name} field."
)
UNALIGNED = "The interval of each price of a subscription must be a multiple of the shortest one among them."
SHORTEST_MONTH = 28 * periods.DAY  # only to find the shortest of several intervals
NO_QUANTITY = "The quantity of a price with `usage_type=metered` cannot be set: it is the usage."
METER_NEEDED = "A metered price must be backed by a meter."
FLEXIBLE_TRIAL = "Trial offers need a subscription whose `billing_mode[type]` is `flexible`."
OTHER_PRICE = "The price of an item with this trial offer is `{price}`, until the trial ends."
CLEAR_USAGE = (
    "Subscription item {item} cannot be deleted because it has usage. Pass `clear_usage` as true to delete"
    " it and its usage."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item as it is to be. old: the item that it was, None for a new one.

    quantity: None for metered prices. deleted: it is to be removed. rates: tax rates, whole, or None to leave
    them to the subscription. reductions: the `discounts` sent, None where nothing was sent.
    offer: the trial offer that begins. id: that of a new item, where it was shown before.
    """

    price: Price
    quantity: int | None
    old: SubscriptionItem | None = None
    deleted: bool = False
    clear_usage: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
    rates: Sequence[Mapping[str, Any]] = ()
    reductions: Sequence[Mapping[str, Any]] | None = None
    thresholds: Mapping[str, Any] | None = None
    offer: ProductCatalogTrialOffer | None = None
    id: str | None = None
    param: str = "items[0]"

    @property
    def changed(self) -> bool:
        """Whether price or quantity differ from what the item was."""
        if self.old is None or self.deleted:
            return True
        return self.old["price"]["id"] != self.price.id or self.old.quantity != self.quantity


# -- reading -------------------------------------------------------------------------------------------------


def read(
    work: Work,
    sent: Sequence[Mapping[str, Any]],
    old: Sequence[SubscriptionItem],
    *,
    flexible: bool,
    currency: str | None,
    param: str = "items",
) -> list[Wanted]:
    """Return all wanted items: those of the request, and the others as they are.

    400 for unknown, archived and one-time prices, a price used twice, intervals or currencies that differ,
    too many items. currency: of the subscription, None where the items decide it.
    """
    known = {item.id: item for item in old}
    changes: dict[str, Wanted] = {}
    new: list[Wanted] = []
    for index, each in enumerate(sent):
        named = f"{param}[{index}]" if param != "" else ""
        if each.get("id"):
            if each["id"] not in known:
                raise errors.missing(
                    "subscription item", each["id"], param=f"{named}[id]" if named else "item", status=400
                )
            if each["id"] in changes:
                message = f"The subscription item {each['id']} cannot be changed twice in one request."
                raise errors.invalid(message, param=f"{named}[id]")
            changes[each["id"]] = _changed(work, each, known[each["id"]], named)
        else:
            new.append(_new(work, each, named))
    wanted = [changes.get(item.id) or unchanged(work, item) for item in old] + new
    check(wanted, flexible=flexible, currency=currency)
    if any(each.offer for each in wanted):
        if not flexible:
            raise errors.invalid(FLEXIBLE_TRIAL, param=param or None)
        check([after_trial(work, each) for each in wanted], flexible=flexible, currency=currency)
    return wanted


def unchanged(work: Work, item: SubscriptionItem) -> Wanted:
    """Return an item as it is."""
    return Wanted(
        price=record(work, item),
        quantity=item.quantity,
        old=item,
        metadata=item.metadata,
        rates=item.tax_rates or (),
        thresholds=item.billing_thresholds,
    )


def record(work: Work, item: Mapping[str, Any]) -> Price:
    """Return the price of an item with what it hides: tiers, and amounts in other currencies."""
    return present(prices.record(work, item["price"]["id"]))


def _new(work: Work, sent: Mapping[str, Any], named: str) -> Wanted:
    """Read a new item."""
    offer, sent = _offer(work, sent, named)
    price = _price(work, sent, named)
    if price is None:
        raise errors.required(_within(named, "price"))
    return Wanted(
        price=price,
        quantity=_quantity(sent, price, named, 1),
        metadata=merged_metadata(None, sent.get("metadata") or {}),
        rates=_rates(work, sent, named) or (),
        reductions=sent.get("discounts"),
        thresholds=billing_thresholds(sent, price, named),
        offer=offer,
        param=named,
    )


def _changed(work: Work, sent: Mapping[str, Any], item: SubscriptionItem, named: str) -> Wanted:
    """Read the change of an item. With another price its quantity is 1, unless it is sent."""
    offer, sent = _offer(work, sent, named)
    known = item.current_trial
    if offer is not None and known is not None and offer.id == known.trial_offer:
        offer = None  # it goes on
    found = _price(work, sent, named)
    other = found is not None and found.id != item["price"]["id"]
    price = found if found is not None and other else record(work, item)
    metadata: Mapping[str, str] = item.metadata
    if "metadata" in sent:
        metadata = merged_metadata(item.metadata, sent["metadata"])
    wanted = Wanted(
        price=price,
        quantity=_quantity(sent, price, named, 1 if other else item.quantity),
        old=item,
        deleted=bool(sent.get("deleted")),
        clear_usage=bool(sent.get("clear_usage")),
        metadata=metadata,
        rates=(_rates(work, sent, named, item.tax_rates or ()) or ())
        if "tax_rates" in sent
        else (item.tax_rates or ()),
        reductions=(sent["discounts"] or []) if "discounts" in sent else None,
        thresholds=billing_thresholds(sent, price, named)
        if "billing_thresholds" in sent
        else item.billing_thresholds,
        offer=offer,
        param=named,
    )
    legacy = is_metered(item["price"]) and not item["price"]["recurring"].get("meter")
    if wanted.deleted and legacy and not wanted.clear_usage and metered_usage.has_usage(work, item.id):
        raise errors.invalid(CLEAR_USAGE.format(item=item.id), param=_within(named, "clear_usage"))
    return wanted


def _offer(
    work: Work, sent: Mapping[str, Any], named: str
) -> tuple[ProductCatalogTrialOffer | None, Mapping[str, Any]]:
    """Return the trial offer that an item names, and the item with the price of the trial.

    400 for an offer that is missing or archived, and for another price.
    """
    if not sent.get("current_trial"):
        return None, sent
    param = _within(named, "current_trial")
    offer = trial_offers.expect(work, sent["current_trial"]["trial_offer"], param=f"{param}[trial_offer]")
    for name in NAMES:
        if sent.get(name) is not None and sent[name] != offer.price:
            raise errors.invalid(OTHER_PRICE.format(price=offer.price), param=_within(named, name))
    price = present(prices.record(work, offer.price))
    return offer, {**{name: each for name, each in sent.items() if name not in NAMES}, "price": price}


def after_trial(work: Work, wanted: Wanted) -> Wanted:
    """Replace an item's trial offer by the price that follows it."""
    offer = wanted.offer
    if offer is None:
        return wanted
    return replace(wanted, offer=None, price=present(prices.record(work, price_after(offer))))


def price_after(offer: ProductCatalogTrialOffer) -> str:
    """Return the id of the price after a trial offer."""
    return present(offer.end_behavior.transition).price


def _within(named: str, name: str) -> str:
    return f"{named}[{name}]" if named else name


def _price(work: Work, sent: Mapping[str, Any], named: str) -> Price | None:
    """Return the price that an item names; None if it names none."""
    given = [name for name in NAMES if sent.get(name) is not None]
    if len(given) > 1:
        raise errors.exclusive(*(_within(named, name) for name in given))
    if not given:
        return None
    if isinstance(sent[given[0]], Document):  # of a page that checked it before; it may be archived since
        return sent[given[0]]
    if given[0] == "price_data":
        return prices.inline(work, sent["price_data"], _within(named, "price_data"))
    if given[0] == "plan":
        if work.find(objects.plan, sent["plan"]) is None:
            raise errors.missing("plan", sent["plan"], param="plan", status=400)
        param = "plan"
    else:
        param = _within(named, "price")
    price = prices.expect(work, sent[given[0]], param=param, type="recurring")
    if is_metered(price) and not recurring_of(price).get("meter") and not work.before("2025-03-31.basil"):
        raise errors.invalid(METER_NEEDED, param=param)
    return price


def _quantity(sent: Mapping[str, Any], price: Price, named: str, otherwise: int | None) -> int | None:
    """Return the quantity of a price: None if it is metered."""
    quantity = sent.get("quantity")
    if is_metered(price):
        if quantity is not None:
            raise errors.invalid(NO_QUANTITY, param=_within(named, "quantity"))
        return None
    if quantity is None:
        return 1 if otherwise is None else otherwise
    if quantity < 0:
        raise errors.invalid(
            "Invalid non-negative integer",
            code="parameter_invalid_integer",
            param=_within(named, "quantity"),
        )
    return int(quantity)


def _rates(
    work: Work, sent: Mapping[str, Any], named: str, old: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]] | None:
    """Return the tax rates that an item names, whole. Those it had before may be archived by now."""
    ids = sent.get("tax_rates")
    held = [rate["id"] for rate in old]
    return whole_rates(work, ids, param=_within(named, "tax_rates"), held=held) if ids else None


def whole_rates(
    work: Work, ids: Sequence[str], *, param: str, held: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return tax rates whole, as subscriptions and items show them. 400 for unknown and archived ones."""
    return [work.visible(each) for each in tax_rates.expect(work, ids, param=param, held=held)]


def billing_thresholds(sent: Mapping[str, Any], price: Price, named: str) -> Mapping[str, Any] | None:
    """Return billing thresholds, which only metered prices have. 400 for less than one unit."""
    found: Mapping[str, Any] | None = sent.get("billing_thresholds")
    param = _within(named, "billing_thresholds")
    if found and not is_metered(price):
        message = "Billing thresholds can only be set for prices with `usage_type=metered`."
        raise errors.invalid(message, param=param)
    if found and found["usage_gte"] < 1:
        raise errors.invalid("Invalid positive integer", param=f"{param}[usage_gte]")
    return found or None


# -- checking ------------------------------------------------------------------------------------------------


def check(wanted: Sequence[Wanted], *, flexible: bool, currency: str | None) -> None:
    """Refuse (400) items that do not go together."""
    there = [each for each in wanted if not each.deleted]
    most = MOST["flexible" if flexible else "classic"]
    if len(there) > most:
        raise errors.invalid(f"A subscription can have at most {most} items.", param="items")
    used: dict[str, Wanted] = {}
    for each in there:
        other = used.setdefault(each.price.id, each)
        if other is not each:
            if other.old is not None and each.old is None:
                message = SAME_PRICE_ADDED.format(price=each.price.id, item=other.old.id)
                raise errors.invalid(message, param="price")
            raise errors.invalid(SAME_PRICE.format(price=each.price.id), param="plan")
    if currency is not None:
        for each in there:
            if not supports(each.price, currency):
                raise errors.invalid(
                    MISMATCH.format(name="currency")
                    if there[0] is not each
                    else _unsupported(each, currency),
                    param=_within(each.param, "price"),
                )
    rhythms = {rhythm({"price": each.price}) for each in there}
    if flexible and rhythms:
        shortest = min(rhythms, key=lambda each: each.seconds or each.months * SHORTEST_MONTH)
        if not all(periods.fits(each, shortest) for each in rhythms):
            raise errors.invalid(UNALIGNED, param="items")
    elif len(rhythms) > 1:
        units = {each.unit for each in rhythms}
        name = "interval" if len(units) > 1 else "interval_count"
        raise errors.invalid(MISMATCH.format(name=name))


def _unsupported(wanted: Wanted, currency: str) -> str:
    return (
        f"The price specified only supports `{wanted.price.currency}`. This doesn't match the expected"
        f" currency: `{currency}`."
    )


def supports(price: Mapping[str, Any], currency: str) -> bool:
    """Whether a price has an amount in a currency."""
    return currency == price["currency"] or currency in (price.get("currency_options") or {})


def currency_of(work: Work, wanted: Sequence[Wanted], asked: str | None, customer: Customer) -> str:
    """Return the currency of a new subscription. 400 if a price does not have it.

    It is the one sent, else the customer's if all prices have it, else that of the first price.
    """
    own = customer.currency
    currency = asked
    if currency is None and own and wanted and all(supports(each.price, own) for each in wanted):
        currency = own
    if currency is None:
        currency = wanted[0].price.currency if wanted else (own or "usd")
    check(wanted, flexible=True, currency=currency)
    return currency


def cost(price: Mapping[str, Any], quantity: int | Decimal | None, currency: str) -> Decimal:
    """Return the exact price of a quantity for a whole period, minor units. 0 for metered prices."""
    if quantity is None or is_metered(price):
        return Decimal(0)
    return pricing.cost(price, Decimal(quantity), currency)


# -- storing -------------------------------------------------------------------------------------------------


def shown_price(work: Work, price: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return price and plan as an item shows them."""
    plan: Plan | None = work.find(objects.plan, price["id"])
    seen = plan if plan is not None else plans.view(price)
    return work.visible(price), {
        name: value for name, value in seen.items() if name != "tiers" and not name.startswith("_")
    }


def _trial(
    work: Work, subscription: str, wanted: Wanted, offer: ProductCatalogTrialOffer, end: int
) -> dict[str, Any]:
    """Return the trial that begins now. end: of the item's period, which is the first of those that count.

    400 for a trial that would not end before calendars do.
    """
    holder = work.get(subscriptions, subscription)
    interval, day = rhythm({"price": wanted.price}), anchor_day(holder)
    more = present(offer.duration.relative).iterations - 1
    if more:
        try:
            end = periods.end_of(anchor_of(holder), interval, end, day=day, periods=more)
        except OverflowError as error:
            raise errors.invalid(f"The trial of the offer {offer.id} ends {error}.", param="items") from None
    return {"start_date": work.now, "end_date": end, "trial_offer": offer.id}


def store(
    work: Work,
    subscription: str,
    wanted: Wanted,
    customer: Customer,
    *,
    start: int,
    end: int,
    whole_end: int | None = None,
) -> SubscriptionItem:
    """Write an item of a subscription with its period, and redeem its discounts.

    whole_end: when the period would end if the subscription were not canceled before.
    """
    known = wanted.old
    fields: dict[str, Any] = {
        "quantity": wanted.quantity,
        "metadata": dict(wanted.metadata),
        "tax_rates": list(wanted.rates),
        "billing_thresholds": wanted.thresholds,
        "current_period_start": start,
        "current_period_end": end,
        "_whole_end": whole_end,
    }
    if known is None or wanted.price.id != known["price"]["id"]:
        fields["price"], fields["plan"] = shown_price(work, wanted.price)
        fields["current_trial"] = None
    elif known.current_trial is not None and start < known.current_trial.end_date < (whole_end or end):
        # The anchor moved: a trial ends with a period.
        fields["current_trial"] = {**known.current_trial, "end_date": whole_end or end}
    if wanted.offer is not None:
        ends = whole_end or end
        fields["current_trial"] = _trial(work, subscription, wanted, wanted.offer, ends)
    if known is None:
        id = wanted.id or subscription_items.new_id(work.space)
        item = work.insert(subscription_items, id=id, subscription=subscription, discounts=[], **fields)
    else:
        item = work.change(known, **fields)
    if wanted.reductions is not None:
        redeemed = discounts.redeem(
            work,
            wanted.reductions,
            customer=customer.id,
            holder="subscription_item",
            holder_id=item.id,
            param=_within(wanted.param, "discounts"),
        )
        item = work.change(item, discounts=[each.id for each in redeemed])
    return item
