"""Random steps in the life of a customer's subscriptions.

Every answer fits the contract, no step crashes, the clock never breaks down. The books balance afterwards.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.support.client import Api
from tests.support.clocks import DAY, HOUR, epoch

VERSIONS = (
    "2022-11-15", "2024-06-20", "2025-02-24.acacia", "2025-03-31.basil", "2025-08-27.basil",
    "2025-10-29.clover", "2026-03-25.dahlia", "2026-10-28.endive",
)  # fmt: skip
STEPS = 40
MONTH = {"interval": "month"}
REFUSALS = (400, 402, 404, 501)


class Life:
    """A customer on a test clock, who is sold subscriptions of all kinds."""

    def __init__(self, api: Api, seed: int) -> None:
        self.api = api
        self.random = Random(seed)
        self.clock = api.given.clock(epoch(self.random.choice(("2025-01-31", "2025-06-01T11:22:33"))))
        self.subscriptions: list[str] = []
        self.customer = api.given.customer(self.clock, card="pm_card_visa", email="jenny@example.com").id
        self.cards = [
            api.post(f"/v1/payment_methods/{card}/attach", customer=self.customer).id
            for card in ("pm_card_visa", "pm_card_chargeCustomerFail", "pm_card_authenticationRequired")
        ]
        kinds = ((2000, "month", 1), (0, "month", 1), (24000, "year", 1), (900, "week", 1), (500, "month", 3))
        self.prices = [
            api.given.price(unit_amount=amount, recurring={"interval": unit, "interval_count": count}).id
            for amount, unit, count in kinds
        ]
        meter = {"usage_type": "metered", "meter": api.given.meter().id}
        self.metered = api.given.price(unit_amount_decimal="0.35", recurring={**MONTH, **meter}).id
        self.once = api.given.price(unit_amount=450).id
        self.coupons = [
            api.post("/v1/coupons", percent_off=12.5, duration="forever").id,
            api.post("/v1/coupons", percent_off=50, duration="once").id,
            api.post("/v1/coupons", amount_off=300, currency="usd", duration="forever").id,
        ]
        duration = {"type": "relative", "relative": {"iterations": 2}}
        behavior = {"transition": {"price": self.prices[0]}}
        self.offer = (
            api.at(VERSIONS[-1])
            .post(
                "/v1/product_catalog/trial_offers",
                duration=duration,
                end_behavior=behavior,
                price=self.prices[3],
            )
            .id
        )
        self.tax = api.post("/v1/tax_rates", display_name="VAT", inclusive=seed % 2 == 0, percentage=19).id

    def call(self, method: str, path: str, *, newest: bool = False, **params: Any) -> Any:
        """Call at some version. The answer, which fits its contract; None for a refusal."""
        caller = self.api.at(VERSIONS[-1] if newest else self.random.choice(VERSIONS))
        response = caller.request(method, path, params)
        if response.status in REFUSALS:
            return None
        assert response.status == 200, (caller.version, method, path, params, response.body.decode())
        if not response.json.get("deleted"):
            caller.check(method, path, response.json)
        return response.json

    def perhaps(self, chance: float, **params: Any) -> dict[str, Any]:
        """These parameters, in some cases."""
        return params if self.random.random() < chance else {}

    def step(self) -> None:
        """Do one of the things below."""
        steps = (
            self.create, self.update, self.update, self.wait, self.wait, self.cancel, self.resume,
            self.change_item, self.change_card, self.use, self.settle, self.preview, self.create_flexible,
            self.prebill, self.offer_trial,
        )  # fmt: skip
        self.random.choice(steps)()

    def any(self) -> Any:
        """One of the subscriptions, at the newest version."""
        if not self.subscriptions:
            return None
        return self.api.at(VERSIONS[-1]).get(f"/v1/subscriptions/{self.random.choice(self.subscriptions)}")

    def item(self) -> dict[str, Any]:
        if self.random.random() < 0.2:
            return {"price": self.metered}
        return {
            "price": self.random.choice(self.prices),
            **self.perhaps(0.5, quantity=self.random.randint(0, 5)),
            **self.perhaps(0.1, tax_rates=[self.tax]),
            **self.perhaps(0.1, discounts=[{"coupon": self.random.choice(self.coupons)}]),
        }

    def day(self, most: int) -> int:
        return self.clock.now + self.random.randint(1, most) * DAY

    def create(self) -> None:
        if len(self.subscriptions) == 4:
            return
        made = self.call(
            "POST",
            "/v1/subscriptions",
            customer=self.customer,
            items=[self.item() for _ in range(self.random.choice((1, 1, 2)))],
            **self.perhaps(0.2, trial_period_days=self.random.randint(1, 20)),
            **self.perhaps(0.15, billing_cycle_anchor=self.day(20)),
            **self.perhaps(0.15, backdate_start_date=self.clock.now - 40 * DAY),
            **self.perhaps(0.15, proration_behavior="none"),
            **self.perhaps(0.2, discounts=[{"coupon": self.random.choice(self.coupons)}]),
            **self.perhaps(0.2, default_tax_rates=[self.tax]),
            **self.perhaps(0.15, collection_method="send_invoice", days_until_due=5),
            **self.perhaps(0.15, payment_behavior="default_incomplete"),
            **self.perhaps(0.15, cancel_at=self.day(60)),
            **self.perhaps(0.15, add_invoice_items=[{"price": self.once}]),
            **self.perhaps(0.1, pending_invoice_item_interval={"interval": "week"}),
        )
        self.subscriptions += [made.id] if made else []

    def create_flexible(self) -> None:
        """Create a subscription as only the newest version can."""
        if len(self.subscriptions) == 4:
            return
        item = self.perhaps(0.4, current_trial={"trial_offer": self.offer}) or self.item()
        shown = {"proration_discounts": self.random.choice(("included", "itemized"))}
        made = self.call(
            "POST",
            "/v1/subscriptions",
            newest=True,
            customer=self.customer,
            items=[item],
            billing_mode={"type": "flexible", "flexible": shown},
            **self.perhaps(0.4, billing_schedules=[self.schedule()]),
            **self.perhaps(0.4, discounts=[{"coupon": self.coupons[0]}]),
            **self.perhaps(0.1, cancel_at="max_billed_until"),
        )
        self.subscriptions += [made.id] if made else []

    def schedule(self) -> dict[str, Any]:
        duration = {"interval": "month", "interval_count": self.random.randint(1, 3)}
        timed = {"type": "timestamp", "timestamp": self.day(90)}
        return {"bill_until": self.random.choice((timed, {"type": "duration", "duration": duration}))}

    def prebill(self) -> None:
        subscription = self.any()
        if subscription is not None:
            path = f"/v1/subscriptions/{subscription.id}"
            self.call("POST", path, newest=True, billing_schedules=[self.schedule()])

    def offer_trial(self) -> None:
        subscription = self.any()
        if subscription is None or not subscription["items"]["data"]:
            return
        item = self.random.choice(subscription["items"]["data"])
        sent = {"current_trial": {"trial_offer": self.offer}}
        self.call("POST", f"/v1/subscription_items/{item['id']}", newest=True, **sent)

    def update(self) -> None:
        subscription = self.any()
        if subscription is None:
            return
        held = [{"id": item["id"], **self.item()} for item in subscription["items"]["data"][:1]]
        behaviors = ("allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete")
        pauses = ("", {"behavior": "void"}, {"behavior": "keep_as_draft"})
        self.call(
            "POST",
            f"/v1/subscriptions/{subscription.id}",
            **self.perhaps(0.6, items=self.random.choice((held, [self.item()]))),
            **self.perhaps(0.6, proration_behavior=self.random.choice(("always_invoice", "none"))),
            **self.perhaps(0.1, trial_end=self.random.choice(("now", self.day(30)))),
            **self.perhaps(0.15, cancel_at=self.random.choice(("", self.day(60)))),
            **self.perhaps(0.1, cancel_at_period_end=self.random.random() < 0.5),
            **self.perhaps(0.1, discounts=[{"coupon": self.random.choice(self.coupons)}]),
            **self.perhaps(0.1, pause_collection=self.random.choice(pauses)),
            **self.perhaps(0.3, payment_behavior=self.random.choice(behaviors)),
        )

    def wait(self) -> None:
        target = self.clock.now + self.random.choice((HOUR, DAY, 8 * DAY))
        path = f"/v1/test_helpers/test_clocks/{self.clock.id}/advance"
        if self.api.request("POST", path, {"frozen_time": target}).status == 200:
            self.clock.now = target
            assert self.clock.wait_for("ready", "internal_failure").status == "ready"

    def cancel(self) -> None:
        subscription = self.any()
        if subscription is not None and self.random.random() < 0.3:
            sent = {"prorate": self.random.random() < 0.5, "invoice_now": self.random.random() < 0.5}
            self.call("DELETE", f"/v1/subscriptions/{subscription.id}", **sent)

    def resume(self) -> None:
        subscription = self.any()
        if subscription is not None:
            action = self.random.choice(("pause", "resume"))
            sent = {}
            if action == "resume" and self.random.random() < 0.5:
                sent["payment_behavior"] = "resume_on_payment_success"
            self.call("POST", f"/v1/subscriptions/{subscription.id}/{action}", **sent)

    def change_item(self) -> None:
        subscription = self.any()
        if subscription is None or not subscription["items"]["data"]:
            return
        item = self.random.choice(subscription["items"]["data"])
        if self.random.random() < 0.3:
            self.call("DELETE", f"/v1/subscription_items/{item['id']}")
        else:
            self.call("POST", f"/v1/subscription_items/{item['id']}", quantity=self.random.randint(0, 4))

    def change_card(self) -> None:
        settings = {"default_payment_method": self.random.choice(self.cards)}
        self.call("POST", f"/v1/customers/{self.customer}", invoice_settings=settings)

    def use(self) -> None:
        payload = {"value": str(self.random.randint(1, 99)), "stripe_customer_id": self.customer}
        sent = {"event_name": "api_call", "payload": payload, "timestamp": self.clock.now}
        self.api.post("/v1/billing/meter_events", **sent)

    def settle(self) -> None:
        owed = self.call("GET", "/v1/invoices", customer=self.customer, status="open")
        if owed is None or not owed["data"]:
            return
        path = f"/v1/invoices/{self.random.choice(owed['data'])['id']}"
        if self.random.random() < 0.6:
            self.call("POST", f"{path}/pay", payment_method=self.cards[0])
        else:
            self.call("POST", f"{path}/{self.random.choice(('void', 'mark_uncollectible'))}")

    def preview(self) -> None:
        subscription = self.any()
        if subscription is None:
            return
        details = self.random.choice(({"cancel_now": True}, {"items": [self.item()]}, {"trial_end": "now"}))
        sent = {"subscription": subscription.id, "subscription_details": details}
        self.call("POST", "/v1/invoices/create_preview", **sent)


@pytest.mark.parametrize("seed", range(8))
def test_a_life_of_random_steps(api, seed):
    life = Life(api, seed)
    while not life.subscriptions:
        life.create()
    for _ in range(STEPS):
        life.step()
