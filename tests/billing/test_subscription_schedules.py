"""Subscription schedules, as their chapter of the reference and its guide tell it."""

import pytest

NEWEST = "2026-10-28.endive"
MAY, JUNE, JULY, AUGUST = 1746057600, 1748736000, 1751328000, 1754006400  # the first of each, 2025
DAY = 86400
WEEK = 7 * DAY


@pytest.fixture
def clock(api):
    """A test clock that says 1 May 2025."""
    return api.given.clock(MAY)


@pytest.fixture
def customer(api, clock):
    return api.given.customer(clock, card="pm_card_visa")


@pytest.fixture
def price(api):
    return api.given.price(unit_amount=1000, recurring={"interval": "month"})


def phase(price, quantity=1, **params):
    return {"items": [{"price": price.id, "quantity": quantity}], **params}


def scheduled(api, customer, *phases, **params):
    sent = {"customer": customer.id, "start_date": "now", "phases": list(phases), **params}
    return api.post("/v1/subscription_schedules", **sent)


def subscription_of(api, schedule):
    return api.get(f"/v1/subscriptions/{schedule.subscription}")


def dates(schedule):
    return [(each.start_date, each.end_date) for each in schedule.phases]


def billed(api, subscription):
    """Reason, status and total of a subscription's invoices, oldest first."""
    found = api.get("/v1/invoices", subscription=subscription).data
    return [(each.billing_reason, each.status, each.total) for each in reversed(found)]


# -- creating ------------------------------------------------------------------------------------------------


def test_a_schedule_is_born_with_all_defaults(api, clock, customer, price):
    schedule = dict(scheduled(api.at(NEWEST), customer, phase(price)))
    assert schedule.pop("id").startswith("sub_sched_")
    assert schedule.pop("subscription").startswith("sub_")
    shown = schedule.pop("phases")[0]
    nothing = (
        "application_fee_percent billing_cycle_anchor billing_thresholds collection_method description"
        " default_payment_method invoice_settings on_behalf_of transfer_data trial_end"
    )
    item = {
        "billing_thresholds": None,
        "discounts": [],
        "metadata": {},
        "plan": price.id,
        "price": price.id,
        "quantity": 1,
        "tax_rates": [],
    }
    assert shown == {
        **dict.fromkeys(nothing.split()),
        "add_invoice_items": [],
        "currency": "usd",
        "default_tax_rates": [],
        "discounts": [],
        "end_date": JUNE,
        "items": [item],
        "metadata": {},
        "proration_behavior": "create_prorations",
        "start_date": MAY,
    }
    defaults = schedule.pop("default_settings")
    assert (defaults.billing_cycle_anchor, defaults.collection_method) == (
        "automatic",
        "charge_automatically",
    )
    assert schedule == {
        "object": "subscription_schedule",
        "application": None,
        "billing_mode": {
            "type": "flexible",
            "flexible": {"proration_discounts": "included"},
            "updated_at": MAY,
        },
        "canceled_at": None,
        "completed_at": None,
        "created": MAY,
        "current_phase": {"end_date": JUNE, "start_date": MAY},
        "customer": customer.id,
        "customer_account": None,
        "end_behavior": "release",
        "livemode": False,
        "metadata": {},
        "pause_schedules": [],
        "released_at": None,
        "released_subscription": None,
        "status": "active",
        "test_clock": clock.id,
    }


def test_its_subscription_begins_with_a_draft(api, customer, price):
    before = api.latest_event()
    schedule = scheduled(api, customer, phase(price))
    assert api.happened(since=before) == [
        "customer.subscription.created",
        "customer.updated",
        "invoice.created",
        "subscription_schedule.created",
    ]
    subscription = subscription_of(api, schedule)
    assert (subscription.status, subscription.schedule) == ("active", schedule.id)
    assert billed(api, subscription.id) == [("subscription_create", "draft", 1000)]


def test_phases_follow_each_other(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(price, 4, iterations=2))
    assert dates(schedule) == [(MAY, JUNE), (JUNE, AUGUST)]
    happened = clock.advance(to=JUNE + 7200)
    assert happened.in_order(
        "subscription_schedule.updated", "customer.subscription.updated", "invoice.created"
    )
    subscription = subscription_of(api, schedule)
    assert billed(api, subscription.id)[1:] == [("subscription_cycle", "paid", 4000)]
    lines = api.get(f"/v1/invoices/{subscription.latest_invoice}").lines.data
    assert [line.proration for line in lines] == [False]
    current = api.get(f"/v1/subscription_schedules/{schedule.id}").current_phase
    assert current == {"start_date": JUNE, "end_date": AUGUST}
    clock.advance(to=JULY)
    happened = clock.advance(to=AUGUST + 7200)
    assert happened.in_order(
        "subscription_schedule.expiring", "subscription_schedule.completed", "invoice.created"
    )
    schedule = api.get(f"/v1/subscription_schedules/{schedule.id}")
    assert (schedule.status, schedule.completed_at, schedule.current_phase) == ("completed", AUGUST, None)
    subscription = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (subscription.status, subscription.schedule, subscription.quantity) == ("active", None, 4)
    assert billed(api, subscription.id)[-1] == ("subscription_cycle", "paid", 4000)


def test_a_phase_lasts_for_iterations_of_its_price(api, customer):
    quarterly = api.given.price(recurring={"interval": "month", "interval_count": 3})
    schedule = scheduled(api, customer, phase(quarterly, iterations=2))
    assert dates(schedule) == [(MAY, 1761955200)]  # six months, to November
    lasting = {"interval": "week", "interval_count": 3}
    schedule = scheduled(api.at(NEWEST), customer, phase(quarterly, duration=lasting))
    assert dates(schedule) == [(MAY, MAY + 3 * WEEK)]


def test_a_phase_ends_on_the_day_of_the_anchor_since_clover(api, price):
    january = 1738281600  # the 31st, 2025
    clock = api.given.clock(january)
    customer = api.given.customer(clock, card="pm_card_visa")
    older = scheduled(api, customer, phase(price, iterations=1), phase(price, iterations=1))
    newer = scheduled(api.at(NEWEST), customer, phase(price), phase(price))
    february = 1740700800
    assert dates(older) == [(january, february), (february, february + 28 * DAY)]
    assert dates(newer) == [(january, february), (february, february + 31 * DAY)]


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"phases": None}, "phases"),
        ({"phases": [{"items": [{"price": "none"}]}]}, "phases[0][items][0][price]"),
        ({"phases": [{"items": [{"plan": "none"}]}]}, "phases[0][items][0][plan]"),
        ({"iterations": 0}, "phases[0][iterations]"),
        ({"coupon": "none"}, "phases[0][coupon]"),
        ({"iterations": 1, "end_date": JUNE}, "phases[0][end_date]"),
        ({"end_date": MAY}, "phases[0][end_date]"),
        ({"trial_end": MAY + 40 * DAY, "end_date": JUNE}, "phases[0][trial_end]"),
        ({"trial": True, "trial_end": JUNE}, "phases[0][trial]"),
        ({"discounts": [{"coupon": "none"}]}, "phases[0][discounts][0][coupon]"),
        ({"default_payment_method": "pm_none"}, "phases[0][default_payment_method]"),
        ({"collection_method": "send_invoice"}, "phases[0][invoice_settings][days_until_due]"),
    ],
)
def test_phases_that_cannot_be_are_refused(api, customer, price, sent, param):
    params = {"customer": customer.id, "start_date": "now"}
    params["phases"] = sent["phases"] if "phases" in sent else [phase(price, **sent)]
    before = api.latest_event()
    params = {name: value for name, value in params.items() if value is not None}
    assert api.refused("POST", "/v1/subscription_schedules", **params).param == param
    assert api.latest_event() == before


def test_so_are_negative_quantities_and_methods_of_others(api, customer, price):
    sent = {"customer": customer.id, "start_date": "now"}
    items = [{"price": price.id, "quantity": -1}]
    error = api.refused("POST", "/v1/subscription_schedules", **sent, phases=[{"items": items}])
    assert (error.param, error.message) == ("phases[0][items][0][quantity]", "Invalid non-negative integer")
    other = api.given.customer(card="pm_card_visa").invoice_settings.default_payment_method
    defaults = {"default_payment_method": other}
    sent |= {"default_settings": defaults, "phases": [phase(price)]}
    error = api.refused("POST", "/v1/subscription_schedules", **sent)
    assert (error.code, error.param) == ("resource_missing", "default_settings[default_payment_method]")


def test_a_refused_preview_names_the_phases_of_the_schedule_s_details(api, customer, price):
    details = {"phases": [{"items": [{"price": price.id}], "iterations": 0}]}
    sent = {"customer": customer.id, "schedule_details": details}
    error = api.refused("POST", "/v1/invoices/create_preview", **sent)
    assert error.param == "schedule_details[phases][0][iterations]"


def test_one_time_prices_are_for_add_invoice_items_only(api, customer, price):
    once = api.given.price(unit_amount=500)
    error = api.refused("POST", "/v1/subscription_schedules", customer=customer.id, phases=[phase(once)])
    assert "type=recurring" in error.message
    schedule = scheduled(api, customer, phase(price, add_invoice_items=[{"price": once.id}]))
    assert billed(api, schedule.subscription) == [("subscription_create", "draft", 1500)]


def test_a_schedule_that_starts_later(api, clock, customer, price):
    before = api.latest_event()
    schedule = scheduled(api, customer, phase(price, 2), start_date=JUNE)
    assert (schedule.status, schedule.subscription, schedule.current_phase) == ("not_started", None, None)
    assert api.happened(since=before) == ["subscription_schedule.created"]
    assert [each.id for each in api.get("/v1/subscription_schedules", scheduled=True).data] == [schedule.id]
    happened = clock.advance(to=JUNE)
    assert happened.in_order("customer.subscription.created", "subscription_schedule.updated")
    schedule = api.get(f"/v1/subscription_schedules/{schedule.id}")
    assert (schedule.status, schedule.current_phase.start_date) == ("active", JUNE)
    subscription = subscription_of(api, schedule)
    assert (subscription.created, subscription.billing_cycle_anchor) == (JUNE, JUNE)
    assert billed(api, subscription.id) == [("subscription_create", "draft", 2000)]
    assert api.get("/v1/subscription_schedules", scheduled=True).data == []


def test_a_schedule_that_started_before(api, customer, price):
    schedule = scheduled(api, customer, phase(price, end_date=JULY), start_date=MAY - 10 * DAY)
    assert schedule.status == "active"
    subscription = subscription_of(api, schedule)
    assert (subscription.start_date, subscription.created) == (MAY - 10 * DAY, MAY)
    assert subscription.billing_cycle_anchor == subscription.start_date


def test_a_customer_on_a_clock_has_three_subscriptions_with_those_to_come(api, customer, price):
    for start in (MAY, JUNE, JUNE):
        scheduled(api, customer, phase(price), start_date=start)
    for path, params in (
        ("/v1/subscriptions", phase(price)),
        ("/v1/subscription_schedules", {"start_date": JUNE, "phases": [phase(price)]}),
    ):
        assert "limit of 3" in api.refused("POST", path, customer=customer.id, **params).message


def test_a_schedule_has_the_currency_of_its_customer_s_subscriptions(api, customer, price):
    api.given.subscription(customer=customer.id)
    euros = api.given.price(currency="eur", recurring={"interval": "month"})
    error = api.refused("POST", "/v1/subscription_schedules", customer=customer.id, phases=[phase(euros)])
    assert error.message.startswith("You cannot combine currencies on a single customer.")


# -- from a subscription -------------------------------------------------------------------------------------


def test_a_schedule_of_a_subscription(api, clock, customer, price):
    subscription = api.given.subscription(
        customer=customer.id, items=[{"price": price.id, "quantity": 3}], metadata={"k": "v"}
    )
    before = api.latest_event()
    schedule = api.post("/v1/subscription_schedules", from_subscription=subscription.id)
    assert api.happened(since=before) == ["customer.subscription.updated", "subscription_schedule.created"]
    assert (schedule.status, schedule.subscription) == ("active", subscription.id)
    assert (schedule.end_behavior, dates(schedule)) == ("release", [(MAY, JUNE)])
    assert [(each.price, each.quantity) for each in schedule.phases[0]["items"]] == [(price.id, 3)]
    assert subscription_of(api, schedule).schedule == schedule.id
    path = "/v1/subscription_schedules"
    assert "already attached" in api.refused("POST", path, from_subscription=subscription.id).message
    error = api.refused("POST", path, from_subscription=subscription.id, phases=[phase(price)])
    assert error.message == "You cannot set `phases` if `from_subscription` is set."
    error = api.refused("POST", f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)
    assert error.message.startswith(
        f"The subscription is managed by the subscription schedule `{schedule.id}`"
    )
    clock.advance(to=JUNE)
    assert api.get(f"{path}/{schedule.id}").status == "completed"
    assert api.get(f"/v1/subscriptions/{subscription.id}").schedule is None


# -- what a phase does ---------------------------------------------------------------------------------------


def test_a_phase_in_the_middle_of_a_period_is_prorated(api, clock, customer, price):
    half = MAY + 31 * DAY // 2
    schedule = scheduled(api, customer, phase(price, end_date=half), phase(price, 3))
    clock.advance(to=half)
    items = api.get("/v1/invoiceitems", customer=customer.id, pending=True).data
    assert sorted(item.amount for item in items) == [-500, 1500]
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1] == ("subscription_cycle", "draft", 4000)


def test_a_phase_without_prorations_changes_at_once_and_bills_later(api, clock, customer, price):
    half = MAY + 31 * DAY // 2
    schedule = scheduled(
        api, customer, phase(price, end_date=half), phase(price, 3, proration_behavior="none")
    )
    clock.advance(to=half)
    assert subscription_of(api, schedule).quantity == 3
    assert api.get("/v1/invoiceitems", customer=customer.id, pending=True).data == []


def test_a_phase_with_another_price_and_interval(api, clock, customer, price):
    yearly = api.given.price(unit_amount=9000, recurring={"interval": "year"})
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(yearly))
    clock.advance(to=JUNE)
    subscription = subscription_of(api, schedule)
    assert [each.price.id for each in subscription["items"].data] == [yearly.id]
    assert subscription.current_period_end == JUNE + 365 * DAY
    assert billed(api, subscription.id)[-1] == ("subscription_cycle", "draft", 9000)


def test_metadata_of_phases_is_merged_into_the_subscription(api, clock, customer, price):
    schedule = scheduled(
        api,
        customer,
        phase(price, iterations=1, metadata={"a": "1", "b": "2"}),
        phase(price, metadata={"b": "", "c": "3"}),
        metadata={"own": "x"},
    )
    assert subscription_of(api, schedule).metadata == {"a": "1", "b": "2"}
    clock.advance(to=JUNE)
    assert subscription_of(api, schedule).metadata == {"a": "1", "c": "3"}


def test_a_trial_phase_is_free(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, trial=True, end_date=MAY + WEEK), phase(price))
    subscription = subscription_of(api, schedule)
    assert (subscription.status, subscription.trial_end) == ("trialing", MAY + WEEK)
    clock.advance(to=MAY + WEEK)
    subscription = subscription_of(api, schedule)
    assert (subscription.status, subscription.billing_cycle_anchor) == ("active", MAY + WEEK)
    assert billed(api, subscription.id)[-1] == ("subscription_cycle", "draft", 1000)


def test_a_phase_restarts_the_period_where_it_is_told_to(api, clock, customer, price):
    middle = MAY + 10 * DAY
    schedule = scheduled(
        api,
        customer,
        phase(price, end_date=middle),
        phase(price, 2, billing_cycle_anchor="phase_start", proration_behavior="none"),
    )
    clock.advance(to=middle)
    subscription = subscription_of(api, schedule)
    assert (subscription.billing_cycle_anchor, subscription.current_period_start) == (middle, middle)
    assert billed(api, subscription.id)[-1][2] == 2000


def test_discounts_of_a_phase_are_redeemed_when_it_begins_and_end_with_it(api, clock, customer, price):
    coupon = api.post("/v1/coupons", percent_off=50, duration="forever")
    discounted = phase(price, iterations=1, discounts=[{"coupon": coupon.id}])
    schedule = scheduled(api, customer, phase(price, iterations=1), discounted, phase(price, iterations=1))
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 0
    assert schedule.phases[1].coupon == coupon.id
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 500
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1
    clock.advance(to=JULY)
    assert billed(api, schedule.subscription)[-1][2] == 1000
    assert subscription_of(api, schedule).discounts == []


def test_settings_of_a_phase_come_before_the_defaults_of_the_schedule(api, clock, customer, price):
    schedule = scheduled(
        api,
        customer,
        phase(price, iterations=1),
        phase(price, description="Second", iterations=1),
        default_settings={
            "description": "Default",
            "collection_method": "send_invoice",
            "invoice_settings": {"days_until_due": 14},
        },
    )
    subscription = subscription_of(api, schedule)
    assert (subscription.description, subscription.days_until_due) == ("Default", 14)
    clock.advance(to=JUNE)
    subscription = subscription_of(api, schedule)
    assert (subscription.description, subscription.collection_method) == ("Second", "send_invoice")


def test_changes_by_hand_last_until_the_next_phase(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, 2, iterations=2), phase(price, 3, iterations=1))
    item = subscription_of(api, schedule)["items"].data[0].id
    api.post(f"/v1/subscription_items/{item}", quantity=9, proration_behavior="none")
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 9000
    clock.advance(to=JULY)
    assert billed(api, schedule.subscription)[-1][2] == 3000


def test_prices_that_were_archived_since_are_still_billed(api, clock, customer, price):
    other = api.given.price(unit_amount=700, recurring={"interval": "month"})
    data = {
        "currency": "usd",
        "product": price.product,
        "unit_amount": 300,
        "recurring": {"interval": "month"},
    }
    inline = {"items": [{"price_data": data}], "iterations": 1}
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(other, iterations=1), inline)
    api.post(f"/v1/prices/{other.id}", active=False)
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 700
    clock.advance(to=JULY)
    assert billed(api, schedule.subscription)[-1][2] == 300


def test_what_was_withdrawn_since_is_left_out(api, clock, customer, price):
    coupon = api.post("/v1/coupons", percent_off=50)
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    method = api.given.payment_method(customer=customer)
    second = phase(
        price,
        iterations=1,
        discounts=[{"coupon": coupon.id}],
        default_tax_rates=[rate.id],
        default_payment_method=method.id,
    )
    schedule = scheduled(api, customer, phase(price, iterations=1), second)
    api.delete(f"/v1/coupons/{coupon.id}")
    api.post(f"/v1/tax_rates/{rate.id}", active=False)
    api.post(f"/v1/payment_methods/{method.id}/detach")
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 1100
    assert subscription_of(api, schedule).default_payment_method is None


def test_extra_items_are_billed_when_their_phase_begins(api, clock, customer, price):
    data = {"currency": "usd", "product": price.product, "unit_amount": 250}
    extra = [{"price_data": data, "quantity": 2}]
    schedule = scheduled(
        api,
        customer,
        phase(price, iterations=1, add_invoice_items=extra),
        phase(price, iterations=2, add_invoice_items=extra),
    )
    assert billed(api, schedule.subscription)[-1][2] == 1500
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 1500
    clock.advance(to=JULY)
    assert billed(api, schedule.subscription)[-1][2] == 1000


CLASSIC, FLEXIBLE = "2025-02-24.acacia", NEWEST
USAGE, RENEWAL, REST = 70, 1000, 516  # of a meter, of a month, of what is left of it on 16 May


@pytest.mark.parametrize(
    ("version", "behavior", "middle", "totals", "waiting"),
    [
        (CLASSIC, "create_prorations", False, [0, USAGE, RENEWAL], []),
        (CLASSIC, "create_prorations", True, [0, USAGE], [REST]),
        (CLASSIC, "always_invoice", True, [0, USAGE, REST], []),
        (FLEXIBLE, "create_prorations", False, [USAGE + RENEWAL], []),
        (FLEXIBLE, "create_prorations", True, [], [USAGE, REST]),
        (FLEXIBLE, "always_invoice", True, [USAGE + REST], []),
        (FLEXIBLE, "none", True, [], []),
    ],
)
def test_usage_of_metered_items_that_go_with_a_phase(
    api, clock, customer, price, version, behavior, middle, totals, waiting
):
    meter = api.given.meter()
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    metered = {"items": [{"price": api.given.price(unit_amount=10, recurring=recurring).id}]}
    ends = MAY + 15 * DAY if middle else JUNE
    phases = [{**metered, "end_date": ends}, phase(price, proration_behavior=behavior)]
    schedule = scheduled(api.at(version), customer, *phases)
    clock.advance(to=MAY + 10 * DAY)
    payload = {"stripe_customer_id": customer.id, "value": "7"}
    api.post("/v1/billing/meter_events", event_name=meter.event_name, payload=payload, timestamp=clock.now)
    clock.advance(to=ends + 7200)
    assert [total for _, _, total in billed(api, schedule.subscription)] == totals
    items = api.get("/v1/invoiceitems", customer=customer.id, pending=True).data
    assert sorted(item.amount for item in items) == waiting


# -- the end -------------------------------------------------------------------------------------------------


def test_a_schedule_that_cancels_at_its_end(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), end_behavior="cancel")
    assert subscription_of(api, schedule).cancel_at == JUNE
    happened = clock.advance(to=JUNE + DAY)
    assert happened.in_order("subscription_schedule.completed", "customer.subscription.deleted")
    assert "subscription_schedule.canceled" not in happened
    assert subscription_of(api, schedule).status == "canceled"
    assert len(billed(api, schedule.subscription)) == 1


def test_a_schedule_is_released(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(price, 5), end_behavior="cancel")
    before = api.latest_event()
    path = f"/v1/subscription_schedules/{schedule.id}"
    released = api.post(f"{path}/release")
    assert (released.status, released.released_at, released.subscription) == ("released", MAY, None)
    assert released.released_subscription == schedule.subscription
    assert api.happened(since=before) == [
        "subscription_schedule.updated",
        "customer.subscription.updated",
        "subscription_schedule.released",
    ]
    error = api.refused("POST", f"{path}/cancel")
    assert error.message == (
        "You cannot cancel a subscription schedule that is currently in the `released` status. It must be in"
        " `not_started, active` status to be canceled."
    )
    for verb in ("release", ""):
        assert "`released` status" in api.refused("POST", f"{path}/{verb}".rstrip("/")).message
    clock.advance(to=JUNE)
    subscription = subscription_of(api, schedule)
    assert (subscription.schedule, subscription.quantity, subscription.cancel_at) == (None, 1, None)


def test_a_release_may_keep_the_cancellation(api, customer, price):
    for keeps, at in ((False, None), (True, JUNE)):
        schedule = scheduled(api, customer, phase(price, iterations=1), end_behavior="cancel")
        api.post(f"/v1/subscription_schedules/{schedule.id}/release", preserve_cancel_date=keeps)
        assert subscription_of(api, schedule).cancel_at == at


def test_a_schedule_is_canceled_with_its_subscription(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=3))
    clock.advance(to=MAY + 31 * DAY // 2)
    before = api.latest_event()
    canceled = api.post(f"/v1/subscription_schedules/{schedule.id}/cancel")
    assert (canceled.status, canceled.canceled_at) == ("canceled", clock.now)
    assert subscription_of(api, schedule).status == "canceled"
    assert api.happened(since=before).in_order(
        "invoiceitem.created", "customer.subscription.deleted", "subscription_schedule.canceled"
    )
    assert billed(api, schedule.subscription)[-1][2] == -500


def test_a_schedule_is_canceled_without_a_credit(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=3))
    clock.advance(to=MAY + 10 * DAY)
    path = f"/v1/subscription_schedules/{schedule.id}/cancel"
    assert api.post(path, prorate=False, invoice_now=False).status == "canceled"
    assert len(billed(api, schedule.subscription)) == 1


def test_a_schedule_that_has_not_started_is_canceled(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price), start_date=JUNE)
    before = api.latest_event()
    assert api.post(f"/v1/subscription_schedules/{schedule.id}/cancel").status == "canceled"
    assert api.happened(since=before) == ["subscription_schedule.canceled"]
    clock.advance(to=JUNE)
    assert api.get("/v1/subscriptions", customer=customer.id).data == []


def test_a_schedule_ends_with_its_subscription(api, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=3))
    api.delete(f"/v1/subscriptions/{schedule.subscription}")
    assert api.get(f"/v1/subscription_schedules/{schedule.id}").status == "canceled"
    assert "subscription_schedule.canceled" in api.happened()


def test_a_schedule_whose_subscription_is_never_paid_is_aborted(api, clock, price):
    customer = api.given.customer(clock, card="pm_card_chargeCustomerFail")
    schedule = scheduled(api, customer, phase(price, iterations=3))
    happened = clock.advance(to=MAY + 30 * DAY)
    assert happened.in_order("customer.subscription.deleted", "subscription_schedule.aborted")
    assert api.get(f"/v1/subscription_schedules/{schedule.id}").status == "canceled"


# -- updating ------------------------------------------------------------------------------------------------


def test_the_current_phase_is_changed_now(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1))
    clock.advance(to=MAY + 31 * DAY // 2)
    before = api.latest_event()
    path = f"/v1/subscription_schedules/{schedule.id}"
    changed = api.post(path, phases=[phase(price, 3, start_date=MAY, iterations=2), phase(price, 4)])
    assert dates(changed) == [(MAY, JULY), (JULY, AUGUST)]
    assert changed.current_phase == {"start_date": MAY, "end_date": JULY}
    happened = api.happened(since=before)
    assert happened.in_order("subscription_schedule.updated", "customer.subscription.updated")
    assert "current_phase" in happened.previous("subscription_schedule.updated")
    assert subscription_of(api, schedule).quantity == 3
    items = api.get("/v1/invoiceitems", customer=customer.id, pending=True).data
    assert sorted(item.amount for item in items) == [-500, 1500]


def test_a_discount_that_goes_on_is_not_redeemed_again(api, customer, price):
    coupon = api.post("/v1/coupons", percent_off=50, duration="forever")
    discounts = [{"coupon": coupon.id}]
    schedule = scheduled(api, customer, phase(price, iterations=1, discounts=discounts))
    before = subscription_of(api, schedule).discounts
    phases = [phase(price, 2, start_date=MAY, iterations=1, discounts=discounts)]
    api.post(f"/v1/subscription_schedules/{schedule.id}", phases=phases)
    assert subscription_of(api, schedule).discounts == before
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1


def test_future_phases_are_changed_without_a_trace_today(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(price, 2))
    before = api.latest_event()
    path = f"/v1/subscription_schedules/{schedule.id}"
    api.post(path, phases=[phase(price, start_date=MAY, iterations=1), phase(price, 7)])
    assert api.happened(since=before) == ["subscription_schedule.updated"]
    clock.advance(to=JUNE)
    assert subscription_of(api, schedule).quantity == 7


def test_a_phase_is_cut_short_for_the_next(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=3))
    clock.advance(to=MAY + 10 * DAY)
    phases = [phase(price, start_date=MAY, end_date="now"), phase(price, 2, start_date="now")]
    changed = api.post(f"/v1/subscription_schedules/{schedule.id}", phases=phases)
    assert changed.current_phase.start_date == clock.now
    assert subscription_of(api, schedule).quantity == 2


def test_the_past_cannot_be_changed(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(price, 2, iterations=1))
    clock.advance(to=JUNE)
    path = f"/v1/subscription_schedules/{schedule.id}"
    for start in (MAY, None, JULY):
        sent = phase(price, iterations=1, **({} if start is None else {"start_date": start}))
        assert api.refused("POST", path, phases=[sent]).param == "phases[0][start_date]"
    changed = api.post(path, phases=[phase(price, 5, start_date=JUNE, iterations=1)])
    assert dates(changed) == [(MAY, JUNE), (JUNE, JULY)]
    assert [each["items"][0].quantity for each in changed.phases] == [1, 5]


def test_what_happens_at_the_end_may_change(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1))
    path = f"/v1/subscription_schedules/{schedule.id}"
    changed = api.post(path, end_behavior="cancel", metadata={"k": "v"})
    assert (changed.end_behavior, changed.metadata) == ("cancel", {"k": "v"})
    assert subscription_of(api, schedule).cancel_at == JUNE
    api.post(path, end_behavior="release")
    assert subscription_of(api, schedule).cancel_at is None
    clock.advance(to=JUNE)
    assert subscription_of(api, schedule).status == "active"


def test_a_schedule_that_has_not_started_is_started_earlier(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price), start_date=JUNE)
    path = f"/v1/subscription_schedules/{schedule.id}"
    changed = api.post(path, phases=[phase(price, 2, start_date="now")])
    assert (changed.status, dates(changed)) == ("active", [(MAY, JUNE)])
    assert subscription_of(api, changed).quantity == 2


def test_an_end_that_is_near_is_announced_at_once(api, clock, customer, price):
    scheduled(api, customer, phase(price, end_date=MAY + 3 * DAY))
    assert api.happened()[-2:] == ["subscription_schedule.created", "subscription_schedule.expiring"]


def test_schedules_are_listed_by_customer_and_by_what_became_of_them(api, clock, customer, price):
    other = api.given.customer(clock, card="pm_card_visa")
    first = scheduled(api, customer, phase(price))
    second = scheduled(api, other, phase(price))
    api.post(f"/v1/subscription_schedules/{second.id}/release")
    listed = lambda **filters: [  # noqa: E731
        each.id for each in api.get("/v1/subscription_schedules", **filters).data
    ]
    assert listed() == [second.id, first.id]
    assert listed(customer=customer.id) == [first.id]
    assert listed(released_at={"gte": MAY}) == [second.id]
    assert listed(canceled_at={"gte": MAY}) == []


# -- previews ------------------------------------------------------------------------------------------------


def previewed(api, **params):
    return api.post("/v1/invoices/create_preview", **params)


def test_a_preview_knows_the_next_phase(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), phase(price, 4))
    before = api.latest_event()
    by_schedule = previewed(api, schedule=schedule.id)
    by_subscription = previewed(api, subscription=schedule.subscription)
    assert [each.total for each in (by_schedule, by_subscription)] == [4000, 4000]
    assert api.latest_event() == before
    clock.advance(to=JUNE)
    assert billed(api, schedule.subscription)[-1][2] == 4000


def test_a_preview_of_a_schedule_that_is_not_there(api, customer, price):
    details = {"phases": [phase(price, 2, start_date="now", iterations=1)]}
    assert previewed(api, customer=customer.id, schedule_details=details).total == 2000
    assert api.get("/v1/subscription_schedules").data == []
    later = {"phases": [phase(price, 3, start_date=JUNE, iterations=1)]}
    preview = previewed(api, customer=customer.id, schedule_details=later)
    assert (preview.total, preview.period_start) == (3000, JUNE)


def test_a_preview_of_a_changed_schedule(api, clock, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=3))
    clock.advance(to=MAY + 31 * DAY // 2)
    details = {"phases": [phase(price, 3, start_date=MAY, iterations=3)]}
    preview = previewed(api, schedule=schedule.id, schedule_details=details)
    assert preview.total == -500 + 1500 + 3000
    details["proration_behavior"] = "always_invoice"
    preview = previewed(api, schedule=schedule.id, schedule_details=details)
    assert preview.total == 1000
    assert subscription_of(api, schedule).quantity == 1


def test_nothing_is_to_come_of_a_schedule_that_cancels(api, customer, price):
    schedule = scheduled(api, customer, phase(price, iterations=1), end_behavior="cancel")
    error = api.refused("POST", "/v1/invoices/create_preview", 404, schedule=schedule.id)
    assert error.code == "invoice_upcoming_none"


def test_a_schedule_at_every_version(api, customer, price):
    coupon = api.post("/v1/coupons", percent_off=50, duration="forever")
    item = {"plan": price.id, "quantity": 2}
    schedule = scheduled(api, customer, {"items": [item], "coupon": coupon.id, "iterations": 2})
    path = f"/v1/subscription_schedules/{schedule.id}"
    assert (schedule.phases[0].coupon, schedule.phases[0].end_date) == (coupon.id, JULY)
    basil = api.at("2025-03-31.basil").get(path).phases[0]  # which had no thresholds
    assert {"coupon", "billing_thresholds"}.isdisjoint(basil)
    assert "billing_thresholds" not in basil["items"][0]
    newest = api.at(NEWEST)
    assert newest.get(path).phases[0].discounts[0].coupon == coupon.id
    sent = {"customer": customer.id, "phases": [phase(price, iterations=1)]}
    assert newest.refused("POST", "/v1/subscription_schedules", **sent).code == "parameter_unknown"
    both = {"items": [item], "iterations": 1, "end_date": JUNE}
    error = api.refused("POST", "/v1/subscription_schedules", customer=customer.id, phases=[both])
    assert error.param == "phases[0][end_date]"


def test_tax_rates_and_automatic_tax_exclude_each_other(api, customer, price):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    taxed = phase(price, default_tax_rates=[rate.id], automatic_tax={"enabled": True})
    error = api.refused("POST", "/v1/subscription_schedules", customer=customer.id, phases=[taxed])
    assert error.param == "phases[0][default_tax_rates]"


@pytest.mark.parametrize("count", [0, -1, 10**8])
def test_a_phase_has_a_length(api, customer, price, count):
    sent = {"customer": customer.id, "phases": [phase(price, iterations=count)]}
    assert api.refused("POST", "/v1/subscription_schedules", **sent).param == "phases[0][iterations]"


@pytest.mark.parametrize("path", ["subscription_schedules", "quotes", "promotion_codes"])
def test_lists_of_a_customer_who_is_not_there(api, path):
    error = api.refused("GET", f"/v1/{path}", customer="cus_none")
    assert (error.code, error.param) == ("resource_missing", "customer")


# -- pauses --------------------------------------------------------------------------------------------------


def pausing(at, **resume):
    pause = {"pause_at": {"type": "timestamp", "timestamp": at}}
    return [{"key": "summer", "pause": pause, **({"resume": resume} if resume else {})}]


def test_a_subscription_is_paused_and_resumed_as_planned(api, clock, customer, price):
    newest = api.at(NEWEST)
    lasting = {"type": "duration", "duration": {"interval": "day", "interval_count": 5}}
    planned = pausing(MAY + 10 * DAY, resume_at=lasting)
    lasts = {"interval": "month", "interval_count": 6}
    schedule = scheduled(newest, customer, phase(price, duration=lasts), pause_schedules=planned)
    shown = schedule.pause_schedules[0]
    assert (shown.key, shown.pause.pause_at, shown.resume.resume_at) == (
        "summer",
        MAY + 10 * DAY,
        MAY + 15 * DAY,
    )
    assert (shown.pause.status, shown.resume.status) == ({"type": "scheduled"}, {"type": "scheduled"})
    assert shown.pause.settings == {
        "bill_for": {
            "outstanding_usage_through": {"type": "pause_at"},
            "unused_time_from": {"type": "pause_at"},
        },
        "invoicing_behavior": "pending_invoice_item",
        "type": "subscription",
    }
    happened = clock.advance(to=MAY + 12 * DAY)
    assert happened.in_order("customer.subscription.paused", "subscription_schedule.updated")
    assert subscription_of(newest, schedule).status == "paused"
    happened = clock.advance(to=MAY + 15 * DAY)
    assert "customer.subscription.resumed" in happened
    subscription = subscription_of(newest, schedule)
    assert (subscription.status, subscription.billing_cycle_anchor) == ("active", MAY + 15 * DAY)
    shown = newest.get(f"/v1/subscription_schedules/{schedule.id}").pause_schedules[0]
    assert [each.status.type for each in (shown.pause, shown.resume)] == ["succeeded", "succeeded"]


def test_what_cannot_be_paused_is_an_error_of_its_plan(api, clock, customer, price):
    newest = api.at(NEWEST)
    resume = {"resume_at": {"type": "timestamp", "timestamp": MAY + 3 * DAY}}
    again = {**pausing(MAY + 2 * DAY, **resume)[0], "key": "again"}
    planned = [*pausing(MAY + DAY), again]
    schedule = scheduled(newest, customer, phase(price), pause_schedules=planned)
    clock.advance(to=MAY + 2 * DAY)
    first, second = newest.get(f"/v1/subscription_schedules/{schedule.id}").pause_schedules
    assert (first.pause.status.type, first.resume) == ("succeeded", None)
    assert (second.pause.status.type, second.resume.status.type) == ("error", "scheduled")
    assert "`paused`" in second.pause.status.error.message


def test_plans_of_pauses_are_changed_until_they_begin(api, clock, customer, price):
    newest = api.at(NEWEST)
    schedule = scheduled(newest, customer, phase(price), pause_schedules=pausing(MAY + 10 * DAY))
    path = f"/v1/subscription_schedules/{schedule.id}"
    moved = newest.post(path, pause_schedules=pausing(MAY + 20 * DAY)).pause_schedules[0]
    assert moved.pause.pause_at == MAY + 20 * DAY
    assert newest.post(path, pause_schedules="").pause_schedules == []
    clock.advance(to=MAY + 25 * DAY)
    assert subscription_of(newest, schedule).status == "active"


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        (pausing(MAY - DAY), "pause_schedules[0][pause][pause_at][timestamp]"),
        (pausing(JUNE, resume_at={"type": "now"}), "pause_schedules[0][resume][resume_at]"),
        (pausing(JUNE, resume_at={"type": "duration"}), "pause_schedules[0][resume][resume_at][duration]"),
        (pausing(JUNE) * 2, "pause_schedules"),
    ],
)
def test_pauses_that_cannot_be_are_refused(api, customer, price, sent, param):
    params = {"customer": customer.id, "phases": [phase(price)], "pause_schedules": sent}
    assert api.at(NEWEST).refused("POST", "/v1/subscription_schedules", **params).param == param
    classic = {**params, "pause_schedules": pausing(JUNE), "billing_mode": {"type": "classic"}}
    assert "flexible" in api.at(NEWEST).refused("POST", "/v1/subscription_schedules", **classic).message


def test_shares_of_other_accounts_are_not_there(api, customer, price):
    share = {"application_fee_percent": 10}
    sent = {"customer": customer.id, "phases": [phase(price)]}
    path = "/v1/subscription_schedules"
    assert api.refused("POST", path, 501, **sent, default_settings=share).code == "not_implemented"
    assert api.refused("POST", path, 501, customer=customer.id, phases=[phase(price, **share)])
    assert api.refused("POST", "/v1/quotes", 501, customer=customer.id, **share)
