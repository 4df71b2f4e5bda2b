"""Trial offers: an introductory price, for how many periods of a subscription item, and the price after it.

`subscriptions` applies them to items (`items[current_trial]`) and goes over to the price after. Source: API
reference, Product Catalog, Trial Offer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Listing, Work, errors, inherited, objects, present
from counterfoil.kernel.shapes import Price, ProductCatalogTrialOffer
from counterfoil.resources.products import prices

trial_offers = objects.product_catalog_trial_offer.page()

CURRENCIES = (
    "The price `{after}` must have an amount in each currency of the price `{price}`, which is charged during"
    " the trial."
)


@trial_offers.create
def create(work: Work, params: Mapping[str, Any]) -> ProductCatalogTrialOffer:
    """Create an offer.

    400 for prices that are archived or not recurring, or without a common currency, and for a trial that
    would not end before calendars do.
    """
    relative = params["duration"].get("relative")
    if relative is None:
        raise errors.required("duration[relative]")
    if relative["iterations"] < 1:
        raise errors.invalid("Invalid positive integer", param="duration[relative][iterations]")
    named = "end_behavior[transition][price]"
    price = prices.expect(work, params["price"], param="price", type="recurring")
    try:
        periods.added(work.now, periods.interval_of(present(price.recurring)), relative["iterations"])
    except OverflowError as error:
        raise errors.invalid(f"This ends {error}.", param="duration[relative][iterations]") from None
    after = prices.expect(work, params["end_behavior"]["transition"]["price"], param=named, type="recurring")
    if not _currencies(price) <= _currencies(after):
        raise errors.invalid(CURRENCIES.format(price=price.id, after=after.id), param=named)
    return work.insert(
        trial_offers,
        active=params.get("active", True),
        duration={"type": "relative", "relative": {"iterations": relative["iterations"]}},
        end_behavior={"type": "transition", "transition": {"price": after.id}},
        nickname=params.get("nickname"),
        price=price.id,
        _created=work.now,
    )


@trial_offers.update
def update(
    work: Work, offer: ProductCatalogTrialOffer, params: Mapping[str, Any]
) -> ProductCatalogTrialOffer:
    """Archive an offer, or offer it again. Items that have it keep it. No event."""
    return work.change(offer, active=params.get("active", offer.active))


@trial_offers.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List offers, newest first. prices: only those that charge one of these during the trial."""
    found = work.list(trial_offers)
    if params.get("active") is not None:
        found = [one for one in found if one.active == params["active"]]
    if params.get("prices"):
        found = [one for one in found if one.price in params["prices"]]
    if params.get("created") is not None:
        found = [one for one in found if _within(one["_created"], params["created"])]
    return inherited.sliced(trial_offers, params, found)


def expect(work: Work, id: str, *, param: str) -> ProductCatalogTrialOffer:
    """Return the offer that a parameter names. 400 for one that is missing or archived."""
    offer = work.get(trial_offers, id, param=param)
    if not offer.active:
        raise errors.invalid(f"The trial offer {id} is not active.", param=param)
    return offer


def _currencies(price: Price) -> set[str]:
    return {price.currency, *(price.currency_options or {})}


def _within(created: int, sent: Any) -> bool:
    """Whether a time is the one sent, or within the bounds that are sent."""
    if not isinstance(sent, Mapping):
        return bool(created == sent)
    holds = {
        "gt": lambda bound: created > bound,
        "gte": lambda bound: created >= bound,
        "lt": lambda bound: created < bound,
        "lte": lambda bound: created <= bound,
    }
    return all(holds[name](bound) for name, bound in sent.items())
