"""Values of usage have 15 significant digits at most since 2026-04-22. Source: its change log."""

from __future__ import annotations

import pytest

from tests.billing.usage import use

NEWEST = "2026-10-28.endive"


@pytest.mark.parametrize("value", ["1" * 15, "-" + "9" * 15, "1" * 15 + "0" * 20, "0" * 30 + "7", "0" * 40])
def test_few_digits_are_taken(api, value):
    api = api.at(NEWEST)
    api.given.meter()
    use(api, api.given.customer(), value)


@pytest.mark.parametrize("value", ["1" * 16, "-" + "9" * 16, "1" + "0" * 15 + "1"])
def test_more_digits_are_refused(api, value):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, value)  # by the default version, which is older
    newest = api.at(NEWEST)
    payload = {"stripe_customer_id": customer.id, "value": value}
    sent = {"event_name": meter.event_name, "payload": payload}
    text = f"The value in the event payload can have at most 15 digits. Received {value}."
    refused = newest.refused("POST", "/v1/billing/meter_events", **sent)
    assert (refused.message, refused.param) == (text, "payload")
    refused = newest.v2("POST", "/v2/billing/meter_events", sent, status=400)["error"]
    assert (refused.message, refused.code) == (text, "meter_event_value_too_many_digits")
