"""A visit: what a browser that was let in may see, as of one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from counterfoil.kernel import Document, Space, Work, objects

PATH = "/p/session"
GONE = ("canceled", "incomplete_expired", "incomplete")


@dataclass(frozen=True, slots=True)
class Visit:
    """A portal session that is looked at. work: reads, or writes, on the customer's clock.

    link: of the session, with what was done in it. token: in its address. money: formats an amount of a
    currency.
    """

    work: Work
    space: Space
    token: str
    link: Document
    session: Document
    customer: Document
    configuration: Document
    money: Callable[[int, str], str]

    @property
    def home(self) -> str:
        """The address of the portal."""
        return f"{PATH}/{self.token}"

    @property
    def flow(self) -> Mapping[str, Any] | None:
        """The flow that the session is limited to, until it is done."""
        flow: Mapping[str, Any] | None = self.session["flow"]
        return None if self.link.get("flow_done") else flow

    def on(self, feature: str) -> Mapping[str, Any]:
        """The rules of a feature; none if it is off."""
        found: Mapping[str, Any] = self.configuration["features"][feature]
        return found if found["enabled"] else {}

    def subscriptions(self) -> list[Any]:
        """The customer's subscriptions that are not over, newest first."""
        found = self.work.list(objects.subscription, customer=self.customer["id"])
        return [each for each in found if each.status not in GONE]

    def subscription(self, id: str) -> Any:
        """One of them, or None."""
        return next((each for each in self.subscriptions() if each.id == id), None)

    def methods(self) -> list[Any]:
        """The customer's payment methods, newest first."""
        return list(self.work.list(objects.payment_method, customer=self.customer["id"]))

    def default_method(self) -> str | None:
        """The id of the method that pays invoices."""
        found: str | None = (self.customer.get("invoice_settings") or {}).get("default_payment_method")
        return found

    def invoices(self) -> list[Any]:
        """The customer's finalized invoices, newest first."""
        found = self.work.list(objects.invoice, customer=self.customer["id"])
        return [each for each in found if each.status not in ("draft", None)]

    def products(self, subscription: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What a subscription can be changed to: `product`, `prices`, `adjustable_quantity`.

        Of the default configuration, which names none, these are all active products.
        """
        offered = self.configuration["features"]["subscription_update"]["products"]
        if offered or not self.configuration["is_default"]:
            return list(offered or ())
        found: dict[str, list[str]] = {}
        for price in self.work.list(objects.price, oldest_first=True, active=True):
            recurring = price.recurring
            if (
                recurring
                and recurring.usage_type == "licensed"
                and price.currency == subscription["currency"]
            ):
                found.setdefault(str(price.product), []).append(price.id)
        products = [self.work.find(objects.product, id) for id in found]
        active = [each.id for each in products if each is not None and each.active]
        limits = {"enabled": False, "minimum": 1, "maximum": None}
        return [{"product": id, "prices": found[id], "adjustable_quantity": limits} for id in active]

    def price_text(self, price: Mapping[str, Any]) -> str:
        """What a price costs: "$10.00 / month"."""
        recurring = price["recurring"] or {}
        count = recurring.get("interval_count") or 1
        every = recurring.get("interval", "")
        every = f"every {count} {every}s" if count > 1 else every
        if price.get("unit_amount") is None:
            metered = recurring.get("usage_type") == "metered"
            return f"{'by usage' if metered else 'by tiers'} / {every}"
        return f"{self.money(price['unit_amount'], price['currency'])} / {every}"


# -- texts ---------------------------------------------------------------------------------------------------


def day(at: int | None) -> str:
    """A day: "7 April 2026"."""
    moment = datetime.fromtimestamp(at or 0, UTC)
    return f"{moment.day} {moment:%B %Y}"


def product_name(work: Work, price: Mapping[str, Any]) -> str:
    """The name of a price's product."""
    product = work.find(objects.product, price["product"])
    return str((product.name if product is not None else None) or price.get("nickname") or price["id"])


def item_text(work: Work, item: Mapping[str, Any]) -> str:
    """What an item is: "Seat × 3"."""
    quantity = item.get("quantity")
    name = product_name(work, item["price"])
    return f"{name} × {quantity}" if quantity and quantity > 1 else name


def period_end(subscription: Mapping[str, Any]) -> int:
    """When the current period of a subscription ends: the latest of its items'."""
    return max((item["current_period_end"] for item in subscription["items"]["data"]), default=0)


def ends_at(subscription: Mapping[str, Any]) -> int | None:
    """When a subscription is canceled, if it is to be."""
    if subscription["cancel_at_period_end"]:
        return subscription["cancel_at"] or period_end(subscription)
    found: int | None = subscription["cancel_at"]
    return found
