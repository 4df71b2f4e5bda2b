"""What a test begins with: `api.given.customer(clock, card="pm_card_visa")`.

Each makes an object over HTTP, with what else it needs. Parameters are the API's and come before the
defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.clocks import Clock

if TYPE_CHECKING:
    from tests.support.client import Api

NEW_YEAR = 1735689600  # 2025-01-01 00:00 UTC


def payment(amount: int = 2000, method: str = "pm_card_visa", **params: Any) -> dict[str, Any]:
    """The parameters of a card payment that is confirmed at once; None leaves one out."""
    sent = {
        "amount": amount,
        "currency": "usd",
        "payment_method": method,
        "payment_method_types": ["card"],
        "confirm": True,
        **params,
    }
    return {name: value for name, value in sent.items() if value is not None}


class Given:
    """Objects in the sandbox of one caller."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def clock(self, now: int = NEW_YEAR, **params: Any) -> Clock:
        """A test clock that says `now`."""
        return Clock(self.api, now, **params)

    def customer(self, clock: Clock | None = None, *, card: str | None = None, **params: Any) -> Any:
        """A customer. clock: their test clock. card: test method that pays their invoices."""
        sent: dict[str, Any] = {"name": "Jenny Rosen"}
        if clock is not None:
            sent["test_clock"] = clock.id
        if card is not None:
            sent |= {"payment_method": card, "invoice_settings": {"default_payment_method": card}}
        return self.api.post("/v1/customers", **{**sent, **params})

    def product(self, **params: Any) -> Any:
        return self.api.post("/v1/products", **{"name": "Gold", **params})

    def price(self, **params: Any) -> Any:
        """A price of 20.00 USD; of a new product unless one is named."""
        sent: dict[str, Any] = {"unit_amount": 2000, "currency": "usd"}
        if not {"unit_amount_decimal", "tiers", "custom_unit_amount"}.isdisjoint(params):
            del sent["unit_amount"]
        if not {"product", "product_data"} & set(params):
            sent["product_data"] = {"name": "Gold"}
        return self.api.post("/v1/prices", **{**sent, **params})

    def meter(self, event_name: str = "api_call", formula: str = "sum", **params: Any) -> Any:
        """An active meter of the values of events of this name."""
        sent = {
            "display_name": "API calls",
            "event_name": event_name,
            "default_aggregation": {"formula": formula},
        }
        return self.api.post("/v1/billing/meters", **{**sent, **params})

    def payment_method(self, magic: str = "pm_card_visa", customer: Any = None) -> Any:
        """A card that is attached to a customer, a new one unless one is given."""
        owner = self.customer() if customer is None else customer
        return self.api.post(f"/v1/payment_methods/{magic}/attach", customer=owner.id)

    def payment_intent(self, amount: int = 2000, method: str = "pm_card_visa", **params: Any) -> Any:
        """A card payment, confirmed at once: it may be declined, or await authentication."""
        return self.api.post("/v1/payment_intents", **payment(amount, method, **params))

    def paid_intent(self, amount: int = 2000, method: str = "pm_card_visa", **params: Any) -> Any:
        """A card payment that has succeeded."""
        intent = self.payment_intent(amount, method, **params)
        assert intent.status == "succeeded", intent.status
        return intent

    def subscription(
        self, clock: Clock | None = None, *, items: list[dict[str, Any]] | None = None, **params: Any
    ) -> Any:
        """A subscription, by default of a new customer with a card to a monthly price."""
        sent: dict[str, Any] = {"items": items or [{"price": self.price(recurring={"interval": "month"}).id}]}
        if "customer" not in params:
            sent["customer"] = self.customer(clock, card="pm_card_visa").id
        return self.api.post("/v1/subscriptions", **{**sent, **params})
