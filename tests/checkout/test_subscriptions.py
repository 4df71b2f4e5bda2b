"""Sessions in subscription mode: paid by the CLI's operation and on the page, old versions and new."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

NEWEST = "2026-10-28.endive"
OLD = "2025-02-24.acacia"
HOME = "https://example.com/done"


def opened(api: Any, **params: Any) -> Any:
    """An open session for two seats of $15.00 a month."""
    item = {
        "price_data": {
            "currency": "usd",
            "unit_amount": 1500,
            "recurring": {"interval": "month"},
            "product_data": {"name": "Seat"},
        },
        "quantity": 2,
    }
    items = params.pop("line_items", [item])
    return api.post(
        "/v1/checkout/sessions", mode="subscription", success_url=HOME, line_items=items, **params
    )


def paid(api: Any, session: Any) -> Any:
    method = api.post(
        "/v1/payment_methods",
        type="card",
        card={"token": "tok_visa"},
        billing_details={"email": "ada@example.com", "name": "Ada"},
    )
    return api.post(f"/v1/payment_pages/{session.id}/confirm", payment_method=method.id)


@pytest.mark.parametrize("version", [OLD, NEWEST])
def test_a_payment_begins_a_subscription(api: Any, version: str) -> None:
    api = api.at(version)
    session = opened(api)
    assert (session.amount_total, session.payment_status, session.subscription) == (3000, "unpaid", None)
    done = paid(api, session)
    assert (done.status, done.payment_status, done.payment_intent) == ("complete", "paid", None)
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    invoice = api.get(f"/v1/invoices/{done.invoice}")
    assert (subscription.status, subscription.latest_invoice) == ("active", invoice.id)
    assert subscription.customer == done.customer
    assert api.get(f"/v1/payment_methods/{subscription.default_payment_method}").customer == done.customer
    assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == (
        "paid",
        3000,
        "subscription_create",
    )
    card = subscription.payment_settings.payment_method_options.card
    assert card.request_three_d_secure == "automatic"
    happened = api.happened()
    assert [
        happened.count(type) for type in ("charge.succeeded", "invoice.paid", "customer.subscription.created")
    ] == [1, 1, 1]
    assert "checkout.session.completed" in happened


def test_a_declined_card_leaves_the_session_open_and_since_basil_no_subscription(api: Any) -> None:
    new = opened(api.at(NEWEST))
    refused = api.at(NEWEST).refused(
        "POST", f"/v1/payment_pages/{new.id}/confirm", 402, payment_method="pm_card_chargeDeclined"
    )
    assert refused.code == "card_declined"
    after = api.at(NEWEST).get(f"/v1/checkout/sessions/{new.id}")
    assert (after.status, after.subscription) == ("open", None)
    assert api.get("/v1/subscriptions", status="all").data == []
    assert paid(api.at(NEWEST), new).status == "complete"

    old = opened(api)
    api.refused("POST", f"/v1/payment_pages/{old.id}/confirm", 402, payment_method="pm_card_chargeDeclined")
    left = api.get(f"/v1/checkout/sessions/{old.id}").subscription
    assert api.get(f"/v1/subscriptions/{left}").status == "incomplete"
    assert paid(api, old).subscription == left
    assert api.get(f"/v1/subscriptions/{left}").status == "active"


def test_a_trial_asks_for_a_card_and_charges_nothing(api: Any) -> None:
    session = opened(api, subscription_data={"trial_period_days": 14})
    assert (session.amount_total, session.payment_status) == (0, "no_payment_required")
    done = paid(api, session)
    assert (done.status, done.payment_status) == ("complete", "no_payment_required")
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    assert (subscription.status, subscription.trial_end - subscription.trial_start) == (
        "trialing",
        14 * 86400,
    )
    assert subscription.default_payment_method is not None


def test_a_trial_may_do_without_a_card(api: Any) -> None:
    session = opened(
        api, subscription_data={"trial_period_days": 14}, payment_method_collection="if_required"
    )
    done = api.post(f"/v1/payment_pages/{session.id}/confirm")
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    assert (done.status, subscription.status, subscription.default_payment_method) == (
        "complete",
        "trialing",
        None,
    )


def test_one_time_items_discounts_and_data_are_carried_through(api: Any) -> None:
    coupon = api.post("/v1/coupons", percent_off=50, duration="once")
    recurring = api.given.price(unit_amount=1000, recurring={"interval": "month"})
    once = api.post("/v1/prices", currency="usd", unit_amount=500, product_data={"name": "Setup"})
    session = opened(
        api,
        line_items=[{"price": recurring.id, "quantity": 1}, {"price": once.id, "quantity": 1}],
        discounts=[{"coupon": coupon.id}],
        subscription_data={"description": "Team", "metadata": {"order": "7"}},
    )
    assert session.amount_total == 750
    done = paid(api, session)
    invoice = api.get(f"/v1/invoices/{done.invoice}")
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    assert (invoice.total, invoice.amount_paid, len(invoice.lines.data)) == (750, 750, 2)
    assert (subscription.description, dict(subscription.metadata)) == ("Team", {"order": "7"})
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1


@pytest.mark.parametrize("version", [OLD, NEWEST])
def test_three_d_secure_on_the_page(api: Any, version: str) -> None:
    session = opened(api.at(version))
    asked = visit(
        api, session.url, "POST",
        email="ada@example.com", cardNumber="4000002760003184", cardExpiry="12/40", cardCvc="123",
    )  # fmt: skip
    assert asked.status == 303, asked.body.decode()
    back = visit(api, asked.headers["location"], "POST", outcome="complete")
    assert back.status == 303
    done = api.at(version).get(f"/v1/checkout/sessions/{session.id}")
    assert (done.status, done.payment_status) == ("complete", "paid")
    assert api.get(f"/v1/subscriptions/{done.subscription}").status == "active"


def test_a_payment_link_of_a_recurring_price_begins_a_subscription(api: Any) -> None:
    price = api.given.price(unit_amount=1000, recurring={"interval": "month"})
    link = api.post("/v1/payment_links", line_items=[{"price": price.id, "quantity": 1}])
    page = visit(api, link.url)
    cookie = page.headers["set-cookie"].split(";")[0].split("=", 1)[1]
    answer = visit(
        api, f"http://localhost/c/pay/{cookie}", "POST",
        email="ada@example.com", cardNumber="4242424242424242", cardExpiry="12/40", cardCvc="123",
    )  # fmt: skip
    assert answer.status == 303
    done = api.get(f"/v1/checkout/sessions/{cookie}")
    assert (done.status, api.get(f"/v1/subscriptions/{done.subscription}").status) == ("complete", "active")


def test_a_payment_can_have_an_invoice(api: Any) -> None:
    coupon = api.post("/v1/coupons", amount_off=300, currency="usd", duration="once")
    price = api.given.price(unit_amount=2000)
    session = api.post(
        "/v1/checkout/sessions",
        mode="payment",
        success_url=HOME,
        line_items=[{"price": price.id, "quantity": 2}],
        discounts=[{"coupon": coupon.id}],
        invoice_creation={"enabled": True, "invoice_data": {"footer": "Thanks"}},
    )
    assert session.customer_creation == "always"
    done = paid(api, session)
    invoice = api.get(f"/v1/invoices/{done.invoice}")
    assert (invoice.status, invoice.total, invoice.amount_paid) == ("paid", 3700, 3700)
    assert (invoice.customer, invoice.payment_intent) == (done.customer, done.payment_intent)
    assert (invoice.footer, invoice.lines.data[0].quantity) == ("Thanks", 2)
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1


def visit(api: Any, url: str, method: str = "GET", **fields: str) -> Any:
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return api.request(method, path, urlencode(fields).encode() if fields else None, key=None)


FUTURE = "Invalid timestamp: must be an integer Unix timestamp in the future."
TOO_SOON = "The `trial_end` date has to be at least 2 days in the future."
TOO_LONG = "The maximum number of trial period days is 730 (2 years)."
HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("data", "param", "text"),
    [
        ({"trial_end": -DAY}, "trial_end", TOO_SOON),
        ({"trial_end": 2 * DAY - 1}, "trial_end", TOO_SOON),
        ({"trial_end": 731 * DAY}, "trial_end", TOO_LONG),
        ({"trial_period_days": 731}, "trial_period_days", TOO_LONG),
        ({"trial_period_days": 0}, "trial_period_days", "This value must be greater than or equal to 1."),
        ({"trial_end": 3 * DAY, "trial_period_days": 3}, "trial_end", "You may only specify one of these"),
        ({"billing_cycle_anchor": -HOUR}, "billing_cycle_anchor", FUTURE),
        (
            {"billing_cycle_anchor": 40 * DAY},
            "billing_cycle_anchor",
            "`billing_cycle_anchor` cannot be later",
        ),
        (
            {"billing_cycle_anchor": DAY, "trial_period_days": 3},
            "billing_cycle_anchor",
            "You may only specify one of these",
        ),
    ],
)
def test_its_times_are_those_that_a_subscription_can_have(api: Any, data: Any, param: str, text: str) -> None:
    times = {name: api.now + value if name != "trial_period_days" else value for name, value in data.items()}
    item = {"price": monthly(api), "quantity": 1}
    sent = {"mode": "subscription", "success_url": HOME, "line_items": [item], "subscription_data": times}
    error = api.refused("POST", "/v1/checkout/sessions", **sent)
    assert error.param == f"subscription_data[{param}]"
    assert error.message.startswith(text)


@pytest.mark.parametrize("version", [OLD, NEWEST])
def test_a_trial_of_two_days_may_end_at_a_time(api: Any, version: str) -> None:
    api = api.at(version)
    done = paid(api, opened(api, subscription_data={"trial_end": api.now + 2 * DAY}))
    assert api.get(f"/v1/subscriptions/{done.subscription}").trial_end == api.now + 2 * DAY


@pytest.mark.parametrize("version", [OLD, NEWEST])
def test_the_time_up_to_an_anchor_is_charged_in_part_or_is_free(api: Any, version: str) -> None:
    api = api.at(version)
    anchor = {"billing_cycle_anchor": api.now + 10 * DAY}

    session = opened(api, subscription_data=anchor)
    done = paid(api, session)

    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    charged = api.get(f"/v1/invoices/{subscription.latest_invoice}").amount_paid
    assert 0 < session.amount_total == charged < 3000
    assert subscription.billing_cycle_anchor == anchor["billing_cycle_anchor"]

    session = opened(api, subscription_data={**anchor, "proration_behavior": "none"})
    assert (session.amount_total, session.payment_status) == (0, "no_payment_required")
    subscription = api.get(f"/v1/subscriptions/{paid(api, session).subscription}")
    assert (subscription.status, subscription.latest_invoice) == ("active", None)


def test_an_anchor_that_passes_while_the_session_is_open_begins_a_whole_period(api: Any, wall: Any) -> None:
    anchor = api.now + HOUR
    session = opened(api, subscription_data={"billing_cycle_anchor": anchor})
    wall.advance(hours=2)
    subscription = api.get(f"/v1/subscriptions/{paid(api, session).subscription}")
    invoice = api.get(f"/v1/invoices/{subscription.latest_invoice}")
    [line] = invoice.lines.data
    assert (invoice.amount_paid, line.period.start) == (3000, anchor)
    assert line.period.end == subscription.current_period_end == subscription.billing_cycle_anchor


def test_the_anchor_may_be_configured(api: Any) -> None:
    api = api.at(NEWEST)
    anchor = {"billing_cycle_anchor_config": {"day_of_month": 15}}
    done = paid(api, opened(api, subscription_data=anchor))
    assert api.get(f"/v1/subscriptions/{done.subscription}").billing_cycle_anchor_config.day_of_month == 15


def monthly(api: Any) -> str:
    """A price of $15.00 a month."""
    return str(api.given.price(unit_amount=1500, currency="usd", recurring={"interval": "month"}).id)
