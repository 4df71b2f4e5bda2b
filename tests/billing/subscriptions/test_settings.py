"""What a server's settings decide about subscriptions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.client import Api, House
from tests.support.clocks import epoch

JUNE = epoch("2025-06-01")


@pytest.fixture(scope="module")
def lenient() -> Iterator[House]:
    """A server that keeps subscriptions that nobody pays."""
    house = House(after_last_retry="unpaid", first_payment_window=3600, upcoming_notice=86400)
    yield house
    house.close()


@pytest.fixture
def owed(lenient):
    """A caller, a test clock, and a subscription whose renewal cannot be collected."""
    api = Api(lenient)
    clock = api.given.clock(JUNE)
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id)
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})
    return api, clock, subscription


def test_a_subscription_becomes_unpaid_and_its_invoices_stay_drafts(owed):
    api, clock, subscription = owed
    happened = clock.advance(days=30)
    assert happened.count("invoice.upcoming") == 1
    clock.advance(days=16)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "unpaid"

    clock.advance(days=16)

    latest, failed = api.get("/v1/invoices", subscription=subscription.id)["data"][:2]
    assert (latest.status, latest.auto_advance, failed.status) == ("draft", False, "open")
    visa = api.post("/v1/payment_methods/pm_card_visa/attach", customer=subscription.customer)
    api.post(f"/v1/invoices/{latest.id}/pay", payment_method=visa.id)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


@pytest.fixture(scope="module")
def patient() -> Iterator[House]:
    """A server that pauses subscriptions that nobody pays, after the last attempt."""
    house = House(after_last_retry="pause")
    yield house
    house.close()


@pytest.fixture(scope="module")
def strict() -> Iterator[House]:
    """A server that pauses them after the first attempt."""
    house = House(after_first_failure="pause")
    yield house
    house.close()


def unpaid(house, mode):
    """A caller, a test clock, and a subscription whose renewal was not paid the first time."""
    api = Api(house).at("2026-10-28.endive")
    clock = api.given.clock(JUNE)
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id, billing_mode={"type": mode})
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})
    clock.advance(days=30, hours=1)
    return api, clock, subscription


def test_a_subscription_is_paused_after_the_first_failure(strict):
    api, clock, subscription = unpaid(strict, "flexible")
    paused = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (paused.status, paused.status_details.paused.subscription.type) == (
        "paused",
        "first_payment_failure",
    )
    assert api.happened().in_order("invoice.payment_failed", "customer.subscription.paused")
    invoice = api.get(f"/v1/invoices/{paused.latest_invoice}")
    assert (invoice.status, invoice.next_payment_attempt) == ("open", clock.now + 3 * 86400)
    clock.advance(days=30)
    assert len(api.get("/v1/invoices", subscription=subscription.id).data) == 2
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "paused"


def test_a_classic_one_is_past_due_instead(strict):
    api, _, subscription = unpaid(strict, "classic")
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"


@pytest.mark.parametrize(("mode", "status"), [("flexible", "paused"), ("classic", "canceled")])
def test_a_subscription_is_paused_after_the_last_retry(patient, mode, status):
    api, clock, subscription = unpaid(patient, mode)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"
    clock.advance(days=16)
    found = api.get(f"/v1/subscriptions/{subscription.id}")
    assert found.status == status
    if status == "paused":
        assert found.status_details.paused.subscription.type == "final_payment_failure"


def test_the_first_payment_has_an_hour_here(lenient):
    api = Api(lenient)
    clock = api.given.clock(JUNE)
    customer = api.given.customer(clock, card="pm_card_chargeCustomerFail")
    subscription = api.given.subscription(customer=customer.id)
    clock.advance(hours=1)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "incomplete_expired"


@pytest.mark.parametrize("name", ["price", "plan"])
def test_a_list_by_what_does_not_exist_is_refused(api, name):
    error = api.refused("GET", "/v1/subscriptions", **{name: "price_none"})
    assert (error.code, error.param) == ("resource_missing", name)
    assert error.message == f"No such {name}: 'price_none'"
    unused = api.given.price(unit_amount=1500, currency="usd", recurring={"interval": "month"}).id
    assert api.get("/v1/subscriptions", **{name: unused}).data == []


@pytest.fixture(scope="module")
def forgiving() -> Iterator[House]:
    """A server that gives up sent invoices a month after their due date."""
    house = House(uncollectible_after=30)
    yield house
    house.close()


def test_an_invoice_says_why_it_is_uncollectible(forgiving):
    api = Api(forgiving).at("2026-10-28.endive")
    clock = api.given.clock(JUNE)
    customer = api.given.customer(clock, card="pm_card_visa")
    sent = api.given.subscription(customer=customer.id, collection_method="send_invoice", days_until_due=1)
    paused = api.given.subscription(customer=customer.id)
    behavior = {"behavior": "mark_uncollectible"}
    api.post(f"/v1/subscriptions/{paused.id}", pause_collection=behavior)
    clock.advance(days=30)
    clock.advance(days=2)
    forgiven = api.get("/v1/invoices", subscription=sent.id).data[0]
    api.post(f"/v1/invoices/{forgiven.id}/mark_uncollectible")

    def reasons(subscription):
        found = api.get("/v1/invoices", subscription=subscription.id).data
        return [one.status_details and one.status_details.uncollectible.reason for one in found]

    assert reasons(paused) == ["subscription_paused", None]
    assert reasons(sent) == ["user_forgiven", "payment_not_received"]
    paid = api.post(f"/v1/invoices/{forgiven.id}/pay", paid_out_of_band=True)
    assert (paid.status, paid.status_details) == ("paid", None)
