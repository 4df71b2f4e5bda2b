"""Previews of invoices, which leave nothing behind."""

from __future__ import annotations

from typing import Any

from tests.support.client import Api
from tests.support.clocks import Clock

NEWEST = "2026-10-28.endive"


def test_a_preview_of_pending_items_leaves_nothing_behind(api: Api) -> None:
    customer = api.given.customer(balance=-200)
    api.post("/v1/invoiceitems", customer=customer.id, amount=900, currency="usd", description="Work")
    before = api.latest_event()

    seen = api.get("/v1/invoices/upcoming", customer=customer.id, invoice_items=[{"amount": 100}])

    assert [line.amount for line in seen.lines.data] == [100, 900]
    assert (seen.total, seen.amount_due, seen.starting_balance, seen.number) == (1000, 800, -200, None)
    assert "id" not in seen
    assert api.latest_event() == before
    assert len(api.get("/v1/invoiceitems", customer=customer.id)["data"]) == 1
    assert api.get("/v1/invoices", customer=customer.id)["data"] == []


def test_the_lines_of_a_preview_are_listed_in_pages(api: Api) -> None:
    customer = api.given.customer()
    for amount in (100, 200, 300):
        api.post("/v1/invoiceitems", customer=customer.id, amount=amount, currency="usd")
    first = api.get("/v1/invoices/upcoming/lines", customer=customer.id, limit=2)
    rest = api.get(
        "/v1/invoices/upcoming/lines", customer=customer.id, starting_after=first["data"][-1]["id"]
    )
    assert [line["amount"] for line in first["data"] + rest["data"]] == [300, 200, 100]


def test_the_newest_version_previews_supposed_items(api: Api) -> None:
    customer = api.given.customer()
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    seen = api.at(NEWEST).post(
        "/v1/invoices/create_preview",
        customer=customer.id,
        invoice_items=[{"amount": 1000, "currency": "usd"}],
        discounts=[{"coupon": coupon.id}],
    )
    assert (seen.total, seen.id[:12]) == (900, "upcoming_in_")
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 0
    api.at(NEWEST).refused("POST", "/v1/invoices/create_preview", customer=customer.id)


def test_nothing_to_come(api: Api) -> None:
    customer = api.given.customer()
    refused = api.refused("GET", "/v1/invoices/upcoming", 404, customer=customer.id)
    assert refused.code == "invoice_upcoming_none"
    assert "must either provide" in api.refused("GET", "/v1/invoices/upcoming").message


def test_a_price_that_a_preview_makes_is_shown_and_gone(api: Api) -> None:
    customer, product = api.given.customer(), api.given.product()
    data = {"currency": "usd", "product": product.id, "unit_amount": 500}
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=False)
    item = {"price_data": data, "tax_rates": [rate.id]}
    seen = api.get("/v1/invoices/upcoming", customer=customer.id, invoice_items=[item])
    price = seen.lines.data[0].price
    assert [one.id for one in seen.lines.data[0].tax_rates] == [rate.id]
    assert (price.unit_amount, price.product) == (500, product.id)
    api.refused("GET", f"/v1/prices/{price.id}", 404)


def test_a_preview_names_the_time_of_its_prorations(api: Api, clock: Clock) -> None:
    newest = api.at(NEWEST)
    subscription = newest.given.subscription(clock)
    item = subscription["items"].data[0]
    clock.advance(days=10)

    def previewed(**details: Any) -> Any:
        sent = {"subscription_details": details} if details else {}
        seen = newest.post("/v1/invoices/create_preview", subscription=subscription.id, **sent)
        return seen.parent.subscription_details.get("subscription_proration_date")

    changed = {"items": [{"id": item.id, "quantity": 3}]}
    assert previewed(**changed) == clock.now
    assert previewed(**changed, proration_date=clock.now - 60) == clock.now - 60
    assert previewed(**changed, proration_behavior="none") is None
    assert previewed() is None


def test_the_anchor_of_a_subscription_that_is_there_has_no_time(api: Api) -> None:
    subscription = api.given.subscription()
    at = api.now + 86400
    sent = {"subscription": subscription.id, "subscription_details": {"billing_cycle_anchor": at}}

    refused = api.refused("POST", "/v1/invoices/create_preview", **sent)

    assert (refused.message, refused.param) == (
        "Invalid billing_cycle_anchor: must be one of now or unchanged",
        "subscription_details[billing_cycle_anchor]",
    )


def test_a_preview_clears_a_planned_cancellation(api: Api, clock: Any) -> None:
    subscription = api.given.subscription(clock)
    api.post(f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)
    path, sent = "/v1/invoices/create_preview", {"subscription": subscription.id}
    assert api.refused("POST", path, 404, **sent).code == "invoice_upcoming_none"
    for cleared in ({"cancel_at": ""}, {"cancel_at_period_end": False}):
        assert api.post(path, **sent, subscription_details=cleared).total == 2000
