"""Feedback options: reasons of one's own for a cancellation."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"
PATH = "/v1/billing/feedback_options"


@pytest.fixture
def api(api):
    return api.at(NEWEST)


def portal(api, *options):
    reason = {"enabled": True, "options": ["other"], "feedback_options": list(options)}
    features = {"subscription_cancel": {"enabled": True, "cancellation_reason": reason}}
    return {"features": features}


def test_the_life_of_an_option(api):
    option = api.post(PATH, description="Moved away")
    assert option.id.startswith("fo_")
    assert (option.status, option.status_transitions.deactivated_at) == ("active", None)
    assert api.post(f"{PATH}/{option.id}", description="We moved").description == "We moved"
    other = api.post(PATH, description="Too far")

    inactive = api.post(f"{PATH}/{option.id}/deactivate")

    assert (inactive.status, inactive.status_transitions.deactivated_at) == ("inactive", api.now)
    assert [each.id for each in api.get(PATH)["data"]] == [other.id, option.id]
    assert [each.id for each in api.get(PATH, status="active")["data"]] == [other.id]
    api.refused("POST", f"{PATH}/{option.id}/deactivate")
    assert api.refused("POST", PATH, description="x" * 101).param == "description"
    assert api.refused("GET", f"{PATH}/fo_none", 404).code == "resource_missing"


def test_a_subscription_shows_what_was_chosen(api):
    option = api.post(PATH, description="Moved away")
    subscription = api.given.subscription()
    path = f"/v1/subscriptions/{subscription.id}"

    details = {"feedback_option": option.id, "comment": "Bye"}
    updated = api.post(path, cancel_at_period_end=True, cancellation_details=details)
    assert updated.cancellation_details.feedback_option == option.id
    canceled = api.delete(path, cancellation_details={"feedback_option": option.id})
    assert canceled.cancellation_details.feedback_option == option.id
    shown = api.get(path, expand=["cancellation_details.feedback_option"])
    assert shown.cancellation_details.feedback_option.description == "Moved away"


def test_only_active_options_can_be_chosen(api):
    option = api.post(PATH, description="Moved away")
    api.post(f"{PATH}/{option.id}/deactivate")
    subscription = api.given.subscription()

    for id in (option.id, "fo_none"):
        sent = {"cancellation_details": {"feedback_option": id}}
        refused = api.refused("DELETE", f"/v1/subscriptions/{subscription.id}", **sent)
        assert refused.param == "cancellation_details[feedback_option]"
    refused = api.refused("POST", "/v1/billing_portal/configurations", **portal(api, option.id))
    path = "features[subscription_cancel][cancellation_reason][feedback_options][0]"
    assert refused.param == path


def test_a_configuration_keeps_an_option_that_was_deactivated(api):
    option = api.post(PATH, description="Moved away")
    configuration = api.post("/v1/billing_portal/configurations", **portal(api, option.id))
    reason = configuration.features.subscription_cancel.cancellation_reason
    assert reason.feedback_options == [option.id]
    api.post(f"{PATH}/{option.id}/deactivate")
    path = f"/v1/billing_portal/configurations/{configuration.id}"
    again = api.post(path, **portal(api, option.id))
    assert again.features.subscription_cancel.cancellation_reason.feedback_options == [option.id]


def test_older_versions_do_not_have_them(api):
    api.at("2025-02-24.acacia").refused("POST", PATH, 404, description="Moved away")
