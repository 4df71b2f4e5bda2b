"""Pending updates at every billing mode: what they ask for is what the change costs."""

from __future__ import annotations

import pytest

from tests.billing.subscriptions.test_updating import change, decline, given, item_of, june, latest

__all__ = ["june"]  # a fixture

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"
HELD = {"payment_behavior": "pending_if_incomplete", "proration_behavior": "always_invoice"}


@pytest.mark.parametrize("version", [ACACIA, NEWEST])
def test_its_invoice_has_the_prorations_of_the_change(api, june, version):
    api = api.at(version)
    subscription = given(api, june)
    decline(api, subscription)
    june.advance(days=10)

    held = change(api, subscription, item={"quantity": 2}, **HELD)

    assert (item_of(held).quantity, held.pending_update.subscription_items[0].quantity) == (1, 2)
    invoice = latest(api, held)
    assert (invoice.status, invoice.total) == ("open", 2000)
    assert [line.amount for line in invoice.lines.data] == [-2000, 4000]
    items = api.get("/v1/invoiceitems", invoice=invoice.id).data
    assert sorted(item.amount for item in items) == [-2000, 4000]
    assert api.get("/v1/invoiceitems", customer=held.customer, pending=True).data == []


@pytest.mark.parametrize(("version", "waits"), [(ACACIA, []), (NEWEST, [-2000, 4000])])
def test_prorations_that_waited_before_it_are_billed_once(api, june, version, waits):
    api = api.at(version)
    subscription = given(api, june)
    june.advance(days=10)
    change(api, subscription, item={"quantity": 2})
    decline(api, subscription)

    held = change(api, subscription, item={"quantity": 3}, **HELD)

    now = sorted(line.amount for line in latest(api, held).lines.data)
    later = sorted(
        item.amount for item in api.get("/v1/invoiceitems", customer=held.customer, pending=True).data
    )
    assert later == waits
    assert sorted(now + later) == [-4000, -2000, 4000, 6000]
