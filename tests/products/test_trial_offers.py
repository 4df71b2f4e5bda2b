"""Trial offers: an introductory price of an item, and the price after it."""

from __future__ import annotations

import pytest

from tests.support.clocks import DAY, epoch, later

NEWEST = "2026-10-28.endive"
PATH = "/v1/product_catalog/trial_offers"
JUNE = epoch("2025-06-01")


@pytest.fixture
def api(api):
    return api.at(NEWEST)


@pytest.fixture
def june(api):
    return api.given.clock(JUNE)


def priced(api, amount, interval="month", **params):
    recurring = {"interval": interval}
    sent = {"unit_amount": amount, "recurring": recurring, "product_data": {"name": f"At {amount}"}}
    return api.given.price(**{**sent, **params}).id


def offered(api, price, after, iterations=2, **params):
    duration = {"type": "relative", "relative": {"iterations": iterations}}
    return api.post(
        PATH, duration=duration, end_behavior={"transition": {"price": after}}, price=price, **params
    )


def given(api, clock, offer, **params):
    return api.given.subscription(clock, items=[{"current_trial": {"trial_offer": offer.id}}], **params)


def now(api, subscription):
    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["latest_invoice"])
    [item] = found["items"]["data"]
    return found, item, [line.amount for line in found.latest_invoice.lines.data]


def test_an_offer(api):
    trial, after = priced(api, 100), priced(api, 3000)
    offer = offered(api, trial, after, nickname="Summer")
    assert offer == {
        "id": offer.id,
        "object": "product_catalog.trial_offer",
        "active": True,
        "duration": {"type": "relative", "relative": {"iterations": 2}},
        "end_behavior": {"type": "transition", "transition": {"price": after}},
        "livemode": False,
        "nickname": "Summer",
        "price": trial,
    }
    assert offer.id.startswith("to_")
    shown = api.get(f"{PATH}/{offer.id}", expand=["price", "end_behavior.transition.price"])
    assert (shown.price.unit_amount, shown.end_behavior.transition.price.unit_amount) == (100, 3000)


def test_offers_are_listed(api):
    trial, after = priced(api, 100), priced(api, 3000)
    one, two = offered(api, trial, after), offered(api, after, after)
    api.post(f"{PATH}/{two.id}", active=False)

    def ids(**params):
        return [each.id for each in api.get(PATH, **params)["data"]]

    assert ids() == [two.id, one.id]
    assert ids(active=True) == [one.id]
    assert ids(prices=[after]) == [two.id]
    assert ids(created={"gt": api.now}) == []
    assert ids(created={"gte": api.now}) == [two.id, one.id]


def test_offers_that_cannot_be_made(api):
    trial, after = priced(api, 100), priced(api, 3000)
    once = api.post("/v1/prices", unit_amount=100, currency="usd", product_data={"name": "Once"}).id

    def refused(trial, after, iterations=1):
        sent = {"type": "relative", "relative": {"iterations": iterations}}
        behavior = {"transition": {"price": after}}
        return api.refused("POST", PATH, price=trial, duration=sent, end_behavior=behavior).param

    assert refused(once, after) == "price"
    assert refused(trial, once) == "end_behavior[transition][price]"
    assert refused(trial, priced(api, 3000, currency="eur")) == "end_behavior[transition][price]"
    assert refused(trial, after, 0) == "duration[relative][iterations]"
    assert api.refused("POST", PATH, price=trial, duration={"type": "relative"}, end_behavior={
        "transition": {"price": after}}).param == "duration[relative]"  # fmt: skip


@pytest.mark.parametrize("interval", ["day", "month"])
def test_offers_are_as_long_as_calendars_allow(api, june, interval):
    """Their periods were counted one by one, for minutes in which nobody else was answered."""
    trial, after = priced(api, 0, interval), priced(api, 3000, interval)
    sent = {"price": trial, "end_behavior": {"transition": {"price": after}}}
    for iterations in (10**8, 999_999_999_999):
        duration = {"type": "relative", "relative": {"iterations": iterations}}
        assert api.refused("POST", PATH, **sent, duration=duration).param == "duration[relative][iterations]"
    subscription = given(api, june, offered(api, trial, after, 90_000))
    [item] = subscription["items"]["data"]
    ends = later(JUNE, months=90_000) if interval == "month" else JUNE + 90_000 * DAY
    assert item.current_trial.end_date == ends


def test_a_trial_from_the_last_of_a_month(api):
    last = epoch("2025-01-31")
    subscription = given(api, api.given.clock(last), offered(api, priced(api, 1), priced(api, 2), 13))
    assert subscription["items"]["data"][0].current_trial.end_date == epoch("2026-02-28")


def test_a_trial_ends_with_a_period_when_the_anchor_moves(api, june):
    subscription = given(api, june, offered(api, priced(api, 100), priced(api, 3000), 1))
    june.advance(days=9)
    api.post(f"/v1/subscriptions/{subscription.id}", billing_cycle_anchor={"type": "now"})
    _, item, _ = now(api, subscription)
    assert item.current_period_end == item.current_trial.end_date == epoch("2025-07-10")
    june.advance(to=epoch("2025-07-11"))
    _, item, amounts = now(api, subscription)
    assert (item.current_trial, amounts) == (None, [3000])


def test_a_trial_ends_with_a_period_after_a_pause(api, june):
    subscription = given(api, june, offered(api, priced(api, 100), priced(api, 3000)))
    path = f"/v1/subscriptions/{subscription.id}"
    june.advance(days=9)
    api.post(f"{path}/pause", type="subscription")
    june.advance(to=epoch("2025-07-10"))
    api.post(f"{path}/resume", payment_behavior="resume_on_payment_success")
    found, item, _ = now(api, subscription)
    assert found.status == "active"
    assert item.current_period_end == item.current_trial.end_date == epoch("2025-08-10")
    june.advance(to=epoch("2025-08-11"))
    _, item, amounts = now(api, subscription)
    assert (item.current_trial, amounts) == (None, [3000])


def test_an_item_is_billed_at_the_price_of_the_trial_and_then_at_the_other(api, june):
    trial, after = priced(api, 100), priced(api, 3000)
    offer = offered(api, trial, after)
    subscription = given(api, june, offer)
    found, item, amounts = now(api, subscription)
    assert (found.status, found.trial_end, amounts) == ("active", None, [100])
    assert item.current_trial == {
        "start_date": JUNE,
        "end_date": epoch("2025-08-01"),
        "trial_offer": offer.id,
    }
    assert item.price.id == trial

    june.advance(to=epoch("2025-07-02"))
    found, item, amounts = now(api, subscription)
    assert (item.price.id, item.current_trial.trial_offer, amounts) == (trial, offer.id, [100])

    happened = june.advance(to=epoch("2025-08-02"))

    found, item, amounts = now(api, subscription)
    assert (item.price.id, item.plan.id, item.current_trial, amounts) == (after, after, None, [3000])
    assert found.plan.id == after
    assert item.current_period_end == epoch("2025-09-01")
    previous = happened.previous("customer.subscription.updated")
    assert previous["items"]["data"][0]["price"]["id"] == trial


@pytest.mark.parametrize("anchor", ["now", "unchanged"])
def test_a_price_of_another_interval_counts_from_the_end_of_the_trial(api, june, anchor):
    offer = offered(api, priced(api, 100), priced(api, 36500, "year"), iterations=1)
    settings = {"end_behavior": {"billing_cycle_anchor": anchor}}
    subscription = given(api, june, offer, trial_settings=settings)

    june.advance(to=epoch("2025-07-02"))

    found, item, amounts = now(api, subscription)
    if anchor == "now":
        assert (found.billing_cycle_anchor, amounts) == (epoch("2025-07-01"), [36500])
        assert item.current_period_end == epoch("2026-07-01")
    else:
        assert (found.billing_cycle_anchor, amounts) == (JUNE, [33500])  # 335 of 365 days
        assert item.current_period_end == epoch("2026-06-01")


def test_other_items_go_on(api, june):
    offer = offered(api, priced(api, 0), priced(api, 3000), iterations=1)
    items = [{"price": priced(api, 500)}, {"current_trial": {"trial_offer": offer.id}, "quantity": 2}]
    subscription = api.given.subscription(june, items=items)

    june.advance(to=epoch("2025-07-02"))

    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["latest_invoice"])
    assert sorted(line.amount for line in found.latest_invoice.lines.data) == [500, 6000]
    assert [each.current_trial for each in found["items"]["data"]] == [None, None]


def test_without_a_method_the_end_of_a_free_trial_pauses(api, june):
    offer = offered(api, priced(api, 0), priced(api, 3000), iterations=1)
    customer = api.given.customer(june, card=None)
    subscription = api.given.subscription(
        customer=customer.id,
        items=[{"current_trial": {"trial_offer": offer.id}}],
        trial_settings={"end_behavior": {"missing_payment_method": "pause"}},
    )
    june.advance(to=epoch("2025-07-02"))
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "paused"


def test_an_item_gets_an_offer_by_an_update_and_loses_it_by_another_price(api, june):
    trial, after = priced(api, 1000), priced(api, 3000)
    offer = offered(api, trial, after, iterations=1)
    subscription = api.given.subscription(june, items=[{"price": after}])
    [item] = subscription["items"]["data"]
    june.advance(days=15)

    changed = api.post(f"/v1/subscription_items/{item.id}", current_trial={"trial_offer": offer.id})

    assert (changed.price.id, changed.current_trial.start_date) == (trial, june.now)
    assert changed.current_trial.end_date == epoch("2025-07-01")
    pending = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    assert sorted(each.amount for each in pending) == [-1500, 500]
    again = api.post(f"/v1/subscription_items/{item.id}", quantity=2)
    assert again.current_trial == changed.current_trial
    other = api.post(f"/v1/subscription_items/{item.id}", price=after)
    assert (other.price.id, other.current_trial) == (after, None)


def test_an_offer_is_refused(api, june):
    trial, after = priced(api, 100), priced(api, 3000)
    offer = offered(api, trial, after)
    customer = api.given.customer(june).id

    def refused(status=400, item=None, **params):
        sent = [{"current_trial": {"trial_offer": offer.id}, **(item or {})}]
        return api.refused("POST", "/v1/subscriptions", status, customer=customer, items=sent, **params)

    assert refused(item={"price": after}).param == "items[0][price]"
    assert refused(billing_mode={"type": "classic"}).param == "items"
    refused(501, trial_period_days=7)
    api.post(f"{PATH}/{offer.id}", active=False)
    assert refused().param == "items[0][current_trial][trial_offer]"
    missing = {"current_trial": {"trial_offer": "to_none"}}
    assert refused(item=missing).code == "resource_missing"


def test_a_preview_of_the_end_of_the_trial(api, june):
    offer = offered(api, priced(api, 100), priced(api, 3000), iterations=1)
    subscription = given(api, june, offer)
    preview = api.post("/v1/invoices/create_preview", subscription=subscription.id)
    assert [line.amount for line in preview.lines.data] == [3000]
    first = api.post(
        "/v1/invoices/create_preview",
        customer=subscription.customer,
        subscription_details={"items": [{"current_trial": {"trial_offer": offer.id}}]},
    )
    assert [line.amount for line in first.lines.data] == [100]


def test_older_versions_show_the_price_of_the_trial(api, june):
    offer = offered(api, priced(api, 100), priced(api, 3000))
    subscription = given(api, june, offer)
    old = api.at("2025-02-24.acacia").get(f"/v1/subscriptions/{subscription.id}")
    assert old["items"]["data"][0].price.unit_amount == 100
    api.at("2025-02-24.acacia").refused("GET", PATH, 404)
