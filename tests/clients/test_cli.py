"""The official CLI, unchanged: any path, its resource commands, and the fixtures it triggers events with."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import httpx
import pytest

PROGRAM = (
    Path(__file__).parents[2] / ".clients" / "node_modules" / "@stripe" / "cli-linux-x64" / "bin" / "stripe"
)
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="needs script/clients")


@pytest.fixture
def stripe(server, key, tmp_path):
    """Runs the CLI with some arguments; answers what it prints."""
    home = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "STRIPE_CLI_TELEMETRY_OPTOUT": "1",
        "STRIPE_API_KEY": key,
    }

    def run(*arguments):
        command = [str(PROGRAM), *arguments, "--api-base", server]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **home},
        )
        return done.stdout + done.stderr

    return run


def test_any_path_can_be_asked_for(stripe):
    made = json.loads(stripe("post", "/v1/customers", "-d", "name=Jenny", "-d", "metadata[plan]=gold"))
    assert json.loads(stripe("get", made["id"])) == made  # it knows the path by the id
    assert (
        json.loads(stripe("post", f"/v1/customers/{made['id']}", "-d", "metadata[plan]="))["metadata"] == {}
    )
    assert json.loads(stripe("delete", f"/v1/customers/{made['id']}", "--confirm"))["deleted"] is True
    assert json.loads(stripe("get", "cus_nobody"))["error"]["code"] == "resource_missing"
    assert json.loads(stripe("get", "/v1/account"))["object"] == "account"


def test_its_commands_for_resources(stripe):
    product = json.loads(stripe("products", "create", "--name=Tea", "-d", "default_price_data[currency]=usd",
                                "-d", "default_price_data[unit_amount]=500"))  # fmt: skip
    listed = json.loads(stripe("prices", "list", "--product", product["id"], "--limit", "1"))
    assert [one["id"] for one in listed["data"]] == [product["default_price"]]
    assert json.loads(stripe("products", "retrieve", product["id"]))["name"] == "Tea"
    assert json.loads(stripe("events", "list", "--limit", "2"))["has_more"] is False


def test_an_event_of_v2(stripe):
    stripe(
        "billing",
        "meters",
        "create",
        "--display-name=Calls",
        "--event-name=calls",
        "-d",
        "default_aggregation[formula]=sum",
    )
    sent = '{"event_name": "calls", "payload": {"stripe_customer_id": "cus_x", "value": "1"}}'
    assert (
        json.loads(stripe("post", "/v2/billing/meter_events", "-d", sent))["object"]
        == "v2.billing.meter_event"
    )


# Those of its events whose flows need no page that is not written yet.
TRIGGERED = """
    balance.available billing_portal.configuration.created billing_portal.configuration.updated
    billing_portal.session.created cash_balance.funds_available charge.captured charge.dispute.closed
    charge.dispute.created charge.dispute.updated charge.failed charge.refund.updated charge.refunded
    charge.succeeded checkout.session.async_payment_failed checkout.session.async_payment_succeeded
    checkout.session.completed checkout.session.expired coupon.created coupon.deleted coupon.updated
    credit_note.created credit_note.updated credit_note.voided customer.created customer.deleted
    customer.discount.created customer.discount.deleted customer.discount.updated customer.source.created
    customer.source.updated customer.subscription.created customer.subscription.deleted
    customer.subscription.paused customer.subscription.trial_will_end customer.subscription.updated
    customer.updated customer_cash_balance_transaction.created identity.verification_session.created
    invoice.created invoice.deleted invoice.finalized invoice.marked_uncollectible invoice.paid
    invoice.payment_action_required invoice.payment_failed invoice.payment_succeeded invoice.sent
    invoice.updated invoice.voided invoiceitem.created invoiceitem.deleted issuing_card.created
    issuing_cardholder.created payment_intent.amount_capturable_updated payment_intent.canceled
    payment_intent.created payment_intent.partially_funded payment_intent.payment_failed
    payment_intent.processing payment_intent.requires_action payment_intent.succeeded
    payment_link.created payment_link.updated payment_method.attached payment_method.detached
    payout.created payout.updated plan.created plan.deleted plan.updated price.created price.updated
    product.created product.deleted product.updated promotion_code.created promotion_code.updated
    quote.accepted quote.canceled quote.created quote.finalized setup_intent.canceled
    setup_intent.created setup_intent.setup_failed setup_intent.succeeded subscription_schedule.canceled
    subscription_schedule.created subscription_schedule.released subscription_schedule.updated
    tax_rate.created tax_rate.updated test_helpers.test_clock.advancing test_helpers.test_clock.created
    test_helpers.test_clock.deleted test_helpers.test_clock.ready topup.created
""".split()


@pytest.mark.parametrize("event", TRIGGERED)
def test_an_event_is_triggered(server, key, stripe, event):
    said = stripe("trigger", event)
    assert "Trigger succeeded!" in said, said
    for _ in range(600):  # a bank answers a second later
        found = httpx.get(f"{server}/v1/events", params={"type": event}, auth=(key, "")).json()
        if found["data"]:
            break
        time.sleep(0.1)
    assert {one["type"] for one in found["data"]} == {event}


# What the CLI names otherwise than the API, and the event that its fixtures lead to.
UNDER_ANOTHER_NAME = {
    "subscription.payment_failed": "invoice.payment_failed",
    "subscription.payment_succeeded": "invoice.payment_succeeded",
    "subscription_schedule.aborted": "subscription_schedule.canceled",  # by request, so nothing was unpaid
}

# Schedules on test clocks whose fixtures give the customer no card: the subscription is canceled as unpaid
# before the end. The second stops its clock two days before the notice.
CARD = ["--add", "customer:source=tok_visa"]
NEEDS_A_CARD = {
    "subscription_schedule.completed": CARD,
    "subscription_schedule.expiring": [*CARD, "--override", "advance_test_clock:frozen_time=1579651200"],
}


@pytest.mark.parametrize("named", [*UNDER_ANOTHER_NAME, *NEEDS_A_CARD])
def test_an_event_of_subscriptions_is_triggered(server, key, stripe, named):
    said = stripe("trigger", named, *NEEDS_A_CARD.get(named, ()))
    assert "Trigger succeeded!" in said, said
    event = UNDER_ANOTHER_NAME.get(named, named)
    for _ in range(600):  # a clock is advanced in the background
        found = httpx.get(f"{server}/v1/events", params={"type": event}, auth=(key, "")).json()
        if found["data"]:
            break
        time.sleep(0.1)
    assert {one["type"] for one in found["data"]} == {event}


# Those whose fixtures confirm what might redirect without a `return_url`: the API takes that of accounts and
# calls of an older version.
OF_AN_OLDER_VERSION = (
    "payment_method.updated setup_intent.requires_action transfer.created transfer.updated".split()
)


@pytest.mark.parametrize("event", OF_AN_OLDER_VERSION)
def test_an_event_of_an_older_version_is_triggered(server, key, stripe, event):
    assert "you must provide a `return_url`" in stripe("trigger", event)

    said = stripe("trigger", event, "--api-version", "2022-11-15")
    assert "Trigger succeeded!" in said, said
    found = httpx.get(f"{server}/v1/events", params={"type": event}, auth=(key, "")).json()
    assert {one["type"] for one in found["data"]} == {event}


# Set-ups whose fixtures leave the methods to the account. Since 2023-08-16 these are all it has switched on,
# some of which lead to another site: the original asks for an address to return to as well.
RETURNING = ["--add", "setup_intent:return_url=https://example.com"]


@pytest.mark.parametrize("event", ["setup_intent.requires_action", "payment_method.updated"])
def test_an_event_of_a_setup_is_triggered_with_a_return_url(server, key, stripe, event):
    assert "you must provide a `return_url`" in stripe("trigger", event)
    assert "Trigger succeeded!" in stripe("trigger", event, "--api-version", "2022-11-15")
    assert "Trigger succeeded!" in stripe("trigger", event, *RETURNING)
    found = httpx.get(f"{server}/v1/events", params={"type": event}, auth=(key, "")).json()
    assert [one["type"] for one in found["data"]] == [event, event]
