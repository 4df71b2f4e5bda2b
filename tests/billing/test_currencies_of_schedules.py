"""A customer is billed in one currency, by what is scheduled as well."""

from __future__ import annotations


def test_a_schedule_that_has_not_started_counts(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    monthly = {"recurring": {"interval": "month"}}
    usd, eur = (api.given.price(currency=each, **monthly) for each in ("usd", "eur"))
    phases = [{"items": [{"price": usd.id}]}]
    later = {"customer": customer.id, "start_date": clock.now + 86400, "phases": phases}
    schedule = api.post("/v1/subscription_schedules", **later)
    sent = {"customer": customer.id, "items": [{"price": eur.id}]}
    refused = api.refused("POST", "/v1/subscriptions", **sent)
    assert "with currency usd" in refused.message
    other = {**later, "phases": [{"items": [{"price": eur.id}]}]}
    assert "with currency usd" in api.refused("POST", "/v1/subscription_schedules", **other).message
    api.post(f"/v1/subscription_schedules/{schedule.id}/cancel")
    assert api.post("/v1/subscriptions", **sent).currency == "eur"
