"""Billing over HTTP in the shapes of older versions: lists, expansions and events."""

from __future__ import annotations

import pytest

from counterfoil.kernel import Claim, Space, Work, objects
from counterfoil.server.authentication import account_of
from tests.support import contract
from tests.support.documents import document, listing

ACACIA, BASIL, CLOVER, NEWEST = (
    "2025-02-24.acacia",
    "2025-03-31.basil",
    "2025-09-30.clover",
    "2026-10-28.endive",
)


def at(version, api, method, path, status=200, **params):
    """A call at a version; what it is answered fits the shapes of the version."""
    answer = api.request(method, path, params, headers={"Stripe-Version": version})
    assert answer.status == status, answer.body
    for each in [] if status != 200 else answer.json.data if answer.json.object == "list" else [answer.json]:
        problems = contract.problems(version, each.object, each)
        assert not problems, problems
    return answer.json


def keep(api, *documents):
    """Put documents into the sandbox of a caller as pages do, with their hidden facts."""
    api.get("/v1/customers")  # opens it
    server, space = api.house.server, Space(account_of(api.key.removeprefix("sk_test_")), False)

    def phase():
        work = Work(server.store.writer, space, server.services, now=api.now)
        for each in documents:
            work.insert(objects.of(each), **each)

    async def kept():
        await server.phases.run(phase, Claim.of(space.account))

    api.house.run(kept())


@pytest.fixture
def invoice(api):
    """A paid invoice of a monthly subscription with a discount, as the pages of Billing keep one."""
    customer = api.given.customer()
    price = api.given.price(unit_amount=2500, recurring={"interval": "month"}, product_data={"name": "Gold"})
    intent = api.given.paid_intent(2250, customer=customer.id)
    coupon = api.post("/v1/coupons", id="10OFF", percent_off=10, duration="once")
    period = {"current_period_start": 1735689600, "current_period_end": 1738368000}
    costs = {name: at(NEWEST, api, "GET", f"/v1/{name}s/{price.id}") for name in ("price", "plan")}
    item = document("subscription_item", "si_1", subscription="sub_1", **costs, **period)
    subscription = document(
        "subscription", "sub_1", customer=customer.id, items=listing(item), latest_invoice="in_1",
        discounts=["di_1"], status="active",
    )  # fmt: skip
    source = {"type": "coupon", "coupon": coupon.id}
    discount = document(
        "discount", "di_1", source=source, subscription="sub_1", _coupon=dict(coupon) | {"name": "As it was"}
    )
    details = {
        "subscription": "sub_1",
        "subscription_item": "si_1",
        "invoice_item": None,
        "proration": False,
        "proration_details": None,
    }
    line = document(
        "line_item", "il_1", amount=2500, subtotal=2500, currency="usd", quantity=1, invoice="in_1", taxes=[],
        discount_amounts=[{"amount": 250, "discount": "di_1"}],
        parent={"type": "subscription_item_details", "subscription_item_details": details,
                "invoice_item_details": None},
        pricing={"type": "price_details", "price_details": {"price": price.id, "product": price.product},
                 "unit_amount_decimal": "2500"},
    )  # fmt: skip
    parent = {
        "type": "subscription_details",
        "quote_details": None,
        "subscription_details": {"subscription": "sub_1", "metadata": {}},
    }
    invoice = document(
        "invoice", "in_1", customer=customer.id, lines=listing(line), parent=parent, status="paid",
        discounts=["di_1"], currency="usd", subtotal=2500, total=2250, amount_due=2250, amount_paid=2250,
        amount_remaining=0,
        _application_fee_amount=7,
    )  # fmt: skip
    paid = {"type": "payment_intent", "payment_intent": intent.id, "charge": None, "payment_record": None}
    payment = document(
        "invoice_payment", "inpay_1", invoice="in_1", is_default=True, status="paid", payment=paid
    )
    keep(api, discount, {**line, "_position": 0}, subscription, invoice, payment)
    return {"intent": intent, "price": price, "customer": customer}


def test_an_invoice_is_read_at_both_ends_of_time(api, invoice):
    intent, price = invoice["intent"], invoice["price"]
    old, new = (at(version, api, "GET", "/v1/invoices/in_1") for version in (ACACIA, NEWEST))
    assert (old.subscription, old.paid, old.payment_intent, old.charge) == (
        "sub_1",
        True,
        intent.id,
        intent.latest_charge,
    )
    assert (old.application_fee_amount, old.discount.coupon.name) == (7, "As it was")
    line = old.lines.data[0]
    assert (line.type, line.subscription_item, line.price.id, line.plan.id) == (
        "subscription",
        "si_1",
        price.id,
        price.id,
    )
    assert new.items() <= {**old, "lines": new.lines}.items()  # what was added since stands beside
    assert {"subscription", "paid", "payment_intent", "discount"}.isdisjoint(new)
    assert at(ACACIA, api, "GET", "/v1/invoices").data == [old]
    assert at(NEWEST, api, "GET", "/v1/invoices").data == [new]


def test_a_line_shows_a_price_that_was_deleted_since(api, invoice):
    before = at(ACACIA, api, "GET", "/v1/invoices/in_1").lines.data[0]
    api.delete(f"/v1/plans/{invoice['price'].id}")
    line = at(ACACIA, api, "GET", "/v1/invoices/in_1").lines.data[0]
    assert (line.price, line.plan) == (before.price, before.plan)


def test_old_paths_of_expansion_lead_through_what_the_version_sees(api, invoice):
    paths = [
        "latest_invoice.payment_intent.latest_charge",
        "latest_invoice.subscription",
        "latest_invoice.lines.data.price.product",
    ]
    old = at(ACACIA, api, "GET", "/v1/subscriptions/sub_1", expand=paths[:2])
    assert (old.current_period_start, old.current_period_end) == (1735689600, 1738368000)
    assert old.latest_invoice.payment_intent.latest_charge.id == invoice["intent"].latest_charge
    assert old.latest_invoice.subscription.current_period_end == 1738368000
    assert old.discount.coupon.id == "10OFF"
    at(BASIL, api, "GET", "/v1/subscriptions/sub_1", 400, expand=paths[:1])
    assert "current_period_end" not in at(BASIL, api, "GET", "/v1/subscriptions/sub_1")
    assert (
        "coupon" not in at(CLOVER, api, "GET", "/v1/subscriptions/sub_1", expand=["discounts"]).discounts[0]
    )
    assert (
        at(BASIL, api, "GET", "/v1/subscriptions/sub_1", expand=["discounts"]).discounts[0].coupon.id
        == "10OFF"
    )


def test_an_event_tells_what_was_replaced_as_its_version_sees_it(api, invoice):
    api.post("/v1/subscriptions/sub_1", metadata={"seen": "twice"})
    event = api.get("/v1/events", type="customer.subscription.updated").data[0]
    assert event.api_version == ACACIA
    assert (event.data.object.current_period_end, event.data.object.discount.id) == (1738368000, "di_1")
    assert event.data.previous_attributes == {"metadata": {"seen": None}}


# -- made at one version, read at another --------------------------------------------------------------------


def test_a_promotion_code(api):
    api.post("/v1/coupons", id="10OFF", percent_off=10, duration="once")
    source = {"type": "coupon", "coupon": "10OFF"}
    old = at(ACACIA, api, "POST", "/v1/promotion_codes", coupon="10OFF", code="OLD")
    new = at(NEWEST, api, "POST", "/v1/promotion_codes", promotion=source, code="NEW")
    for made in (old, new):
        assert at(ACACIA, api, "GET", f"/v1/promotion_codes/{made.id}").coupon.percent_off == 10
        seen = at(NEWEST, api, "GET", f"/v1/promotion_codes/{made.id}")
        assert (seen.promotion, "coupon" in seen) == (source, False)
    assert at(ACACIA, api, "POST", "/v1/promotion_codes", 400, coupon="none").error.param == "coupon"
    assert (
        at(NEWEST, api, "POST", "/v1/promotion_codes", 400, coupon="10OFF").error.code == "parameter_unknown"
    )
    assert (
        at(ACACIA, api, "POST", "/v1/promotion_codes", 400, promotion=source).error.code
        == "parameter_unknown"
    )


def test_a_session_of_bank_accounts(api):
    holder = {"type": "customer", "customer": api.given.customer().id}
    sent = {"account_holder": holder, "permissions": ["balances"]}
    old = at(ACACIA, api, "POST", "/v1/financial_connections/sessions", **sent, filters={"countries": ["US"]})
    new = at(NEWEST, api, "POST", "/v1/financial_connections/sessions", **sent, filters={"country": "US"})
    for made in (old, new):
        path = f"/v1/financial_connections/sessions/{made.id}"
        assert at(ACACIA, api, "GET", path).filters.countries == ["US"]
        seen = at(NEWEST, api, "GET", path).filters
        assert (seen.country, "countries" in seen) == ("US", False)


def test_an_alert(api):
    meter, customer = api.given.meter(), api.given.customer()
    config = {"gte": 5, "meter": meter.id, "recurrence": "one_time"}
    filters = [{"type": "customer", "customer": customer.id}]
    sent = {"title": "Much", "alert_type": "usage_threshold"}
    old = at(
        "2024-06-20",
        api,
        "POST",
        "/v1/billing/alerts",
        **sent,
        usage_threshold_config=config,
        filter={"customer": customer.id},
    )
    new = at(
        NEWEST, api, "POST", "/v1/billing/alerts", **sent, usage_threshold={**config, "filters": filters}
    )
    for made in (old, new):
        seen = at("2024-06-20", api, "GET", f"/v1/billing/alerts/{made.id}")
        assert (seen.usage_threshold_config, seen.filter) == (config, {"customer": customer.id})
        assert at(NEWEST, api, "GET", f"/v1/billing/alerts/{made.id}").usage_threshold == {
            **config,
            "filters": filters,
        }
    refused = at("2024-06-20", api, "POST", "/v1/billing/alerts", 400, **sent)
    assert (refused.error.code, refused.error.param) == ("parameter_missing", "usage_threshold_config")


def test_parameters_are_those_of_the_caller_s_version(api, invoice):
    path = "/v1/subscriptions/sub_1"
    for version, sent in (
        (ACACIA, {"coupon": "10OFF"}),
        (ACACIA, {"billing_cycle_anchor": "now"}),
        (BASIL, {"plan": invoice["price"].id}),
    ):
        at(version, api, "POST", path, **sent)
    for version, sent in (
        (BASIL, {"coupon": "10OFF"}),
        (NEWEST, {"billing_cycle_anchor": "now"}),
        (CLOVER, {"plan": invoice["price"].id}),
    ):
        assert at(version, api, "POST", path, 400, **sent).error.type == "invalid_request_error"
    assert (
        at(
            ACACIA, api, "POST", "/v1/invoiceitems", 400, customer=invoice["customer"].id, price="none"
        ).error.param
        == "price"
    )
