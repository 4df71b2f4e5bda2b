"""Usage that arrives while invoices are finalized: each acknowledged event is billed exactly once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.billing.test_metered_invoices import FEBRUARY, metered, newest, subscribed
from tests.support.client import Api
from tests.support.clocks import HOUR

SENDERS = 4


@contextmanager
def senders(api: Api, subscription: Any, **params: Any) -> Iterator[Callable[[], list[int]]]:
    """Send events of value 1 from several threads until the block is over.

    Yields a function that returns the times of the events that were acknowledged so far.
    """
    acknowledged: list[int] = []
    over = threading.Event()
    payload = {"stripe_customer_id": subscription.customer, "value": 1}
    sent = {"event_name": "api_call", "payload": payload, **params}

    def send() -> None:
        while not over.is_set():
            response = api.request("POST", "/v1/billing/meter_events", sent)
            assert response.status == 200, response.body
            acknowledged.append(response.json["timestamp"])

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    try:
        yield lambda: list(acknowledged)
    finally:
        over.set()
        for thread in threads:
            thread.join()


def at_least(count: int, acknowledged: Callable[[], list[int]]) -> list[int]:
    """Wait until so many events were acknowledged; return those there are then."""
    pause = threading.Event()
    while len(acknowledged()) < count:
        pause.wait(0.001)
    return acknowledged()


@pytest.mark.once
def test_a_finalization_bills_what_was_acknowledged_before_it(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    clock.advance(to=FEBRUARY)
    draft = newest(api, subscription)
    with senders(api, subscription, timestamp=FEBRUARY - 1) as acknowledged:
        before = len(at_least(40, acknowledged))
        final = api.post(f"/v1/invoices/{draft.id}/finalize")
        after = len(acknowledged())
        at_least(after + 20, acknowledged)
    billed = final.lines.data[0].quantity
    assert before <= billed <= after + SENDERS
    assert (final.status, final.total) == ("open", 10 * billed)
    clock.advance(hours=2)
    assert newest(api, subscription).total == 10 * billed
    clock.advance(months=1)
    assert newest(api, subscription).total == 0


@pytest.mark.once
def test_usage_of_now_is_billed_once_whatever_is_finalized_meanwhile(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    with senders(api, subscription) as acknowledged:
        for at in (FEBRUARY - 1, FEBRUARY, FEBRUARY + HOUR - 1, FEBRUARY + 2 * HOUR):
            at_least(len(acknowledged()) + 10, acknowledged)
            clock.advance(to=at)
        at_least(len(acknowledged()) + 10, acknowledged)
        clock.advance(months=1, hours=2)  # past the end of a period and its hour at once
        at_least(len(acknowledged()) + 10, acknowledged)
    clock.advance(months=1, hours=2)
    billed = {
        invoice.lines.data[0].period.start: invoice.lines.data[0].quantity
        for invoice in api.get("/v1/invoices", subscription=subscription.id).data
        if invoice.billing_reason == "subscription_cycle"
    }
    assert len(billed) == 3
    assert sum(billed.values()) == len(acknowledged())
