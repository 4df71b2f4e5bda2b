"""Alerts: told once per customer when usage reaches a threshold."""

from __future__ import annotations

import pytest

from tests.billing.usage import at, use
from tests.support.client import Api, House
from tests.support.clocks import DAY, MINUTE, START


def an_alert(api: Api, meter, gte: int = 10, customer=None, **params):
    """An active alert of a meter, for one customer or for all."""
    filters = {} if customer is None else {"filters": [{"type": "customer", "customer": customer.id}]}
    threshold = {"gte": gte, "meter": meter.id, "recurrence": "one_time", **filters}
    return api.post(
        "/v1/billing/alerts",
        **{"alert_type": "usage_threshold", "title": "Much", "usage_threshold": threshold, **params},
    )


def triggered(api: Api) -> list[tuple[str, str, int]]:
    """(alert, customer, value) of what was told, oldest first."""
    found = reversed(api.get("/v1/events", type="billing.alert.triggered", limit=100).data)
    return [
        (event.data.object.alert.id, event.data.object.customer, event.data.object.value) for event in found
    ]


def test_an_alert_watches_a_meter(api):
    meter = api.given.meter()
    alert = an_alert(api, meter)
    assert alert == {
        "id": alert.id,
        "object": "billing.alert",
        "alert_type": "usage_threshold",
        "livemode": False,
        "status": "active",
        "title": "Much",
        "usage_threshold": {"filters": None, "gte": 10, "meter": meter.id, "recurrence": "one_time"},
    }
    assert alert.id.startswith("alrt_")
    assert api.get(f"/v1/billing/alerts/{alert.id}") == alert
    assert (
        api.get(f"/v1/billing/alerts/{alert.id}", expand=["usage_threshold.meter"]).usage_threshold.meter
        == meter
    )


def test_it_fires_when_the_threshold_is_reached(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    alert = an_alert(api, meter, 10)
    use(api, customer, 9)
    wall.advance(seconds=2)
    assert triggered(api) == []
    reached_at = wall.now
    use(api, customer, 1)
    wall.advance(seconds=2)
    [event] = api.get("/v1/events", type="billing.alert.triggered").data
    assert event.data.object == {
        "object": "billing.alert_triggered",
        "alert": alert,
        "created": reached_at,
        "customer": customer.id,
        "livemode": False,
        "value": 10,
    }
    assert event.request == {"id": None, "idempotency_key": None}


def test_the_value_may_overshoot_and_it_is_told_once(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    alert = an_alert(api, meter, 10)
    for value in (100, 50, 25):
        use(api, customer, value)
        wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, customer.id, 100)]


def test_each_customer_reaches_it_alone(api, wall):
    meter, jenny, joe, jack = (
        api.given.meter(),
        api.given.customer(),
        api.given.customer(),
        api.given.customer(),
    )
    alert = an_alert(api, meter, 10)
    for customer, value in ((jenny, 7), (joe, 12), (jack, 9), (jenny, 4)):
        use(api, customer, value)
    wall.advance(seconds=2)
    assert sorted(triggered(api)) == sorted([(alert.id, joe.id, 12), (alert.id, jenny.id, 11)])


def test_a_filter_narrows_it_to_one_customer(api, wall):
    meter, jenny, joe = api.given.meter(), api.given.customer(), api.given.customer()
    alert = an_alert(api, meter, 10, jenny)
    assert alert.usage_threshold.filters == [{"type": "customer", "customer": jenny.id}]
    use(api, joe, 100)
    use(api, jenny, 10)
    wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, jenny.id, 10)]


def test_only_usage_received_after_it_was_made_counts_whatever_its_time(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 1000)
    alert = an_alert(api, meter, 10)
    use(api, customer, 6, timestamp=api.now - 20 * DAY)
    wall.advance(seconds=2)
    assert triggered(api) == []
    use(api, customer, 6, timestamp=api.now - 30 * DAY)
    wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, customer.id, 12)]


@pytest.mark.parametrize(
    ("formula", "values", "value"), [("count", (500, 600, 700), 3), ("last", (1, 2, 9, 4, 3), 3)]
)
def test_the_formula_of_the_meter_decides_what_usage_is(api, wall, formula, values, value):
    meter, customer = api.given.meter(formula=formula), api.given.customer()
    alert = an_alert(api, meter, 3)
    at_once = api.now
    for number, each in enumerate(values):
        use(api, customer, each, timestamp=at_once - 60 + number)
    wall.advance(seconds=2)
    assert [(id, who) for id, who, _ in triggered(api)] == [(alert.id, customer.id)]


def test_several_alerts_of_one_meter_fire_each_at_its_own_threshold(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    low, high = an_alert(api, meter, 5), an_alert(api, meter, 20)
    use(api, customer, 6)
    wall.advance(seconds=2)
    assert triggered(api) == [(low.id, customer.id, 6)]
    use(api, customer, 16)
    wall.advance(seconds=2)
    assert triggered(api) == [(low.id, customer.id, 6), (high.id, customer.id, 22)]


def test_alerts_that_fire_together_fire_in_the_order_they_were_made(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    made = [an_alert(api, meter, gte).id for gte in (20, 5, 10)]
    use(api, customer, 20)
    wall.advance(seconds=2)
    assert triggered(api) == [(id, customer.id, 20) for id in made]


def test_usage_of_the_stream_counts_too(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    alert = an_alert(api, meter, 10)
    token = api.v2("POST", "/v2/billing/meter_event_session", {}).authentication_token
    event = {"event_name": "api_call", "payload": {"stripe_customer_id": customer.id, "value": "4"}}
    api.v2("POST", "/v2/billing/meter_event_stream", {"events": [event] * 3}, key=token)
    wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, customer.id, 12)]


def test_what_was_taken_back_does_not_count_but_untells_nothing(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    alert = an_alert(api, meter, 10)
    use(api, customer, 9, identifier="wrong")
    api.post(
        "/v1/billing/meter_event_adjustments",
        type="cancel",
        event_name="api_call",
        cancel={"identifier": "wrong"},
    )
    use(api, customer, 9, identifier="right")
    wall.advance(seconds=2)
    assert triggered(api) == []
    use(api, customer, 1)
    wall.advance(seconds=2)
    api.post(
        "/v1/billing/meter_event_adjustments",
        type="cancel",
        event_name="api_call",
        cancel={"identifier": "right"},
    )
    use(api, customer, 100)
    wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, customer.id, 10)]


def test_customers_on_test_clocks_are_not_told_of(api, wall):
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(at("12:00:00")))
    an_alert(api, meter, 10)
    use(api, customer, 100)
    wall.advance(seconds=2)
    assert triggered(api) == []


def test_it_is_silent_while_inactive_but_counts_on(api, wall):
    meter, jenny, joe = api.given.meter(), api.given.customer(), api.given.customer()
    alert = an_alert(api, meter, 10)
    use(api, joe, 10)
    wall.advance(seconds=2)
    assert api.post(f"/v1/billing/alerts/{alert.id}/deactivate").status == "inactive"
    use(api, jenny, 9)
    wall.advance(seconds=2)
    assert api.post(f"/v1/billing/alerts/{alert.id}/activate").status == "active"
    use(api, jenny, 2)
    use(api, joe, 50)  # was told of before
    wall.advance(seconds=2)
    assert triggered(api) == [(alert.id, joe.id, 10), (alert.id, jenny.id, 11)]


def test_an_archived_alert_is_gone(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    alert, other = an_alert(api, meter), an_alert(api, meter, 1000)
    assert api.post(f"/v1/billing/alerts/{alert.id}/archive").status == "archived"
    assert [one.id for one in api.get("/v1/billing/alerts").data] == [other.id]
    error = api.refused("GET", f"/v1/billing/alerts/{alert.id}", 404)
    assert (error.code, error.param) == ("resource_missing", "id")
    for step in ("activate", "deactivate", "archive"):
        assert api.refused("POST", f"/v1/billing/alerts/{alert.id}/{step}").type == "invalid_request_error"
    use(api, customer, 100)
    wall.advance(seconds=2)
    assert triggered(api) == []


def test_alerts_are_listed_by_meter_and_type(api):
    one, other = api.given.meter(), api.given.meter(event_name="other")
    first, second, third = an_alert(api, one), an_alert(api, other), an_alert(api, one)
    assert [alert.id for alert in api.get("/v1/billing/alerts").data] == [third.id, second.id, first.id]
    assert [alert.id for alert in api.get("/v1/billing/alerts", meter=one.id).data] == [third.id, first.id]
    assert len(api.get("/v1/billing/alerts", alert_type="usage_threshold").data) == 3
    page = api.get("/v1/billing/alerts", limit=1, starting_after=third.id)
    assert ([alert.id for alert in page.data], page.has_more) == ([second.id], True)
    assert api.other().get("/v1/billing/alerts").data == []


def test_a_meter_and_a_customer_have_at_most_25(api):
    meter, customer = api.given.meter(), api.given.customer()
    made = [an_alert(api, meter, gte + 1) for gte in range(25)]
    threshold = {"gte": 99, "meter": meter.id, "recurrence": "one_time"}
    sent = {"alert_type": "usage_threshold", "title": "One more", "usage_threshold": threshold}
    assert "25" in api.refused("POST", "/v1/billing/alerts", **sent).message
    an_alert(api, meter, 99, customer)  # another combination
    api.post(f"/v1/billing/alerts/{made[0].id}/archive")
    an_alert(api, meter, 99)
    api.refused("POST", "/v1/billing/alerts", **sent)


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"alert_type": None}, "parameter_missing", "alert_type"),
        ({"alert_type": "spend_threshold"}, None, "alert_type"),
        ({"title": None}, "parameter_missing", "title"),
        ({"title": "t" * 257}, None, "title"),
        ({"usage_threshold": None}, "parameter_missing", "usage_threshold"),
        ({"usage_threshold[gte]": None}, "parameter_missing", "usage_threshold[gte]"),
        ({"usage_threshold[gte]": 0}, "parameter_invalid_integer", "usage_threshold[gte]"),
        ({"usage_threshold[gte]": "1.5"}, "parameter_invalid_integer", "usage_threshold[gte]"),
        ({"usage_threshold[recurrence]": None}, "parameter_missing", "usage_threshold[recurrence]"),
        ({"usage_threshold[recurrence]": "monthly"}, None, "usage_threshold[recurrence]"),
        ({"usage_threshold[meter]": None}, "parameter_missing", "usage_threshold[meter]"),
        ({"usage_threshold[meter]": "mtr_nobody"}, "resource_missing", "usage_threshold[meter]"),
        (
            {
                "usage_threshold[filters][0][type]": "customer",
                "usage_threshold[filters][0][customer]": "cus_nobody",
            },
            "resource_missing",
            "usage_threshold[filters][0][customer]",
        ),
        (
            {
                "usage_threshold[filters][0][type]": "country",
                "usage_threshold[filters][0][customer]": "cus_nobody",
            },
            None,
            "usage_threshold[filters][0][type]",
        ),
    ],
)
def test_what_is_missing_or_malformed_is_refused(api, changes, code, param):
    meter = api.given.meter()
    good = {
        "alert_type": "usage_threshold",
        "title": "Much",
        "usage_threshold[gte]": 10,
        "usage_threshold[meter]": meter.id,
        "usage_threshold[recurrence]": "one_time",
    }
    sent = {name: value for name, value in {**good, **changes}.items() if value is not None}
    if "usage_threshold" in changes:
        sent = {name: value for name, value in sent.items() if not name.startswith("usage_threshold")}
    error = api.refused("POST", "/v1/billing/alerts", **sent)
    assert (error.type, error.code, error.param) == ("invalid_request_error", code, param)
    assert api.get("/v1/billing/alerts").data == []


def test_there_is_at_most_one_filter(api):
    meter, customer = api.given.meter(), api.given.customer()
    filters = [{"type": "customer", "customer": customer.id}] * 2
    threshold = {"gte": 1, "meter": meter.id, "recurrence": "one_time", "filters": filters}
    error = api.refused(
        "POST", "/v1/billing/alerts", alert_type="usage_threshold", title="Two", usage_threshold=threshold
    )
    assert error.param == "usage_threshold[filters]"


def test_alerts_of_other_accounts_are_unknown(api):
    alert = an_alert(api, api.given.meter())
    other = api.other()
    other.refused("GET", f"/v1/billing/alerts/{alert.id}", 404)
    other.refused("POST", f"/v1/billing/alerts/{alert.id}/deactivate", 404)


def test_a_crowd_of_customers_is_told_of_one_by_one(api, wall):
    meter = api.given.meter()
    crowd = [api.given.customer().id for _ in range(620)]
    alert = an_alert(api, meter, 1)
    token = api.v2("POST", "/v2/billing/meter_event_session", {}).authentication_token
    events = [{"event_name": "api_call", "payload": {"stripe_customer_id": id, "value": "1"}} for id in crowd]
    for low in range(0, len(events), 100):
        api.v2("POST", "/v2/billing/meter_event_stream", {"events": events[low : low + 100]}, key=token)
    wall.advance(seconds=2)
    wall.advance(seconds=2)
    told = [event.data.object.customer for event in api.every("/v1/events", type="billing.alert.triggered")]
    assert sorted(told) == sorted(crowd)
    assert alert.status == "active"


def test_what_a_server_was_stopped_before_telling_is_told_by_the_next(tmp_path):
    database = str(tmp_path / "alerts.db")
    house = House(database=database)
    api = Api(house)
    meter, customer = api.given.meter(), api.given.customer()
    alert = an_alert(api, meter, 10)
    house.run(house.server.scheduler.stop())
    use(api, customer, 11)
    house.close()

    house = House(database=database)
    try:
        api = Api(house, api.key)
        house.pass_time(house.now + 2)
        assert triggered(api) == [(alert.id, customer.id, 11)]
        use(api, customer, 100)
        house.pass_time(house.now + 2)
        assert triggered(api) == [(alert.id, customer.id, 11)]
    finally:
        house.close()


def test_usage_after_a_restart_does_not_make_the_server_forget_what_it_had_not_looked_at(tmp_path):
    """The staged evaluation is not due when the next usage comes, and no memory has its customers."""
    database = str(tmp_path / "alerts.db")
    house = House(database=database)
    api = Api(house)
    meter, jenny, joe = api.given.meter(), api.given.customer(), api.given.customer()
    alert = an_alert(api, meter, 10)
    house.run(house.server.scheduler.stop())
    use(api, jenny, 11)
    house.close()

    house = House(START - MINUTE, database=database)
    try:
        api = Api(house, api.key)
        use(api, joe, 12)
        house.pass_time(START + MINUTE)
        assert sorted(triggered(api)) == sorted([(alert.id, jenny.id, 11), (alert.id, joe.id, 12)])
    finally:
        house.close()
