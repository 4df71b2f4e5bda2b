"""Updates that wait for their payment (`payment_behavior=pending_if_incomplete`)."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST, ACACIA, OLD = "2026-10-28.endive", "2025-02-24.acacia", "2022-11-15"
JUNE, JULY = epoch("2025-06-01"), epoch("2025-07-01")
APPLIED = "customer.subscription.pending_update_applied"
UPDATED = "customer.subscription.updated"


class Unpaid:
    """A subscription, ten days into June, of a customer whose card is declined from now on."""

    def __init__(self, api):
        self.api, self.clock = api, api.given.clock(JUNE)
        price = api.given.price(unit_amount=3000, recurring={"interval": "month"})
        self.subscription = api.given.subscription(self.clock, items=[{"price": price.id}])
        self.item = self.subscription["items"]["data"][0]
        customer = self.subscription.customer
        card = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer)
        api.post(f"/v1/customers/{customer}", invoice_settings={"default_payment_method": card.id})
        self.clock.advance(days=10)

    def attempt(self, *items, **params):
        """Try to change items, of the only one unless told otherwise."""
        sent = {"proration_behavior": "always_invoice", "payment_behavior": "pending_if_incomplete"}
        return self.update(items=list(items or [{"id": self.item.id, "quantity": 2}]), **sent, **params)

    def update(self, **params):
        return self.api.post(f"/v1/subscriptions/{self.subscription.id}", **params)

    def now(self):
        return self.api.get(f"/v1/subscriptions/{self.subscription.id}")

    def invoice(self):
        return self.api.get(f"/v1/invoices/{self.now().latest_invoice}")

    def pay(self):
        card = self.api.given.payment_method(customer=self.api.get(f"/v1/customers/{self.now().customer}"))
        self.api.post(f"/v1/invoices/{self.now().latest_invoice}/pay", payment_method=card.id)
        return self.now()


@pytest.fixture(params=[OLD, ACACIA, NEWEST])
def unpaid(api, request):
    return Unpaid(api.at(request.param))


def test_a_change_waits_with_its_invoice_until_it_is_paid(unpaid):
    held = unpaid.attempt()

    assert (held.status, held["items"]["data"][0].quantity) == ("active", 1)
    assert held.pending_update.expires_at == unpaid.clock.now + 23 * 3600
    assert held.pending_update.subscription_items[0].quantity == 2
    invoice = unpaid.invoice()
    assert (invoice.status, [line.amount for line in invoice.lines.data]) == ("open", [-2000, 4000])
    customer = held.customer
    made = unpaid.api.get("/v1/invoiceitems", customer=customer)["data"]
    assert sorted(item.amount for item in made) == [-2000, 4000]
    assert unpaid.api.happened().previous(UPDATED) == {
        "latest_invoice": unpaid.subscription.latest_invoice,
        "pending_update": None,
    }

    applied = unpaid.pay()

    assert (applied["items"]["data"][0].quantity, applied.pending_update) == (2, None)
    assert applied.latest_invoice == invoice.id
    happened = unpaid.api.happened()
    assert happened.in_order("invoice.paid", UPDATED, APPLIED)
    assert set(happened.previous(UPDATED)) == {"items", "pending_update", "quantity"}
    assert unpaid.api.get("/v1/invoiceitems", customer=customer, pending=True)["data"] == []
    unpaid.clock.advance(to=JULY)
    assert unpaid.invoice().total == 6000


def test_it_expires_with_its_invoice(unpaid):
    held = unpaid.attempt()
    happened = unpaid.clock.advance(to=held.pending_update.expires_at)
    assert (unpaid.now().pending_update, unpaid.invoice().status) == (None, "void")
    assert happened.in_order("invoice.voided", UPDATED, "customer.subscription.pending_update_expired")


def test_a_new_item_keeps_the_id_that_was_promised(unpaid):
    other = unpaid.api.given.price(unit_amount=900, recurring={"interval": "month"})
    held = unpaid.attempt({"price": other.id})
    promised = [item.id for item in held.pending_update.subscription_items]
    unpaid.api.post(f"/v1/prices/{other.id}", active=False)  # which no longer matters
    assert [item.id for item in unpaid.pay()["items"]["data"]] == promised


def test_an_inline_price_is_made_once(unpaid):
    product = unpaid.item.price.product
    data = {"currency": "usd", "product": product, "unit_amount": 4500, "recurring": {"interval": "month"}}
    held = unpaid.attempt({"id": unpaid.item.id, "price_data": data})
    promised = held.pending_update.subscription_items[0].price.id
    assert unpaid.api.get(f"/v1/prices/{promised}").unit_amount == 4500
    assert unpaid.pay()["items"]["data"][0].price.id == promised


def test_voiding_its_invoice_drops_it(unpaid):
    held = unpaid.attempt()
    unpaid.api.post(f"/v1/invoices/{held.latest_invoice}/void")
    assert unpaid.now().pending_update is None
    happened = unpaid.api.happened()
    assert happened.in_order("invoice.voided", UPDATED)
    assert set(happened.previous(UPDATED)) == {"pending_update"}


def test_another_update_drops_it(unpaid):
    held = unpaid.attempt()
    unpaid.update(metadata={"seats": "two"})
    assert unpaid.now().pending_update is None
    assert unpaid.api.get(f"/v1/invoices/{held.latest_invoice}").status == "void"
    assert set(unpaid.api.happened().previous(UPDATED)) == {"metadata", "pending_update"}


def test_one_that_follows_another_takes_its_place(unpaid):
    first = unpaid.attempt()
    second = unpaid.attempt({"id": unpaid.item.id, "quantity": 3})
    assert second.pending_update.subscription_items[0].quantity == 3
    previous = unpaid.api.happened().previous(UPDATED)
    assert previous["latest_invoice"] == first.latest_invoice
    assert unpaid.pay()["items"]["data"][0].quantity == 3


def test_a_flexible_subscription_leaves_other_items_pending(api):
    unpaid = Unpaid(api.at(NEWEST))
    customer = unpaid.subscription.customer
    by_hand = api.post("/v1/invoiceitems", customer=customer, amount=111, currency="usd")
    unpaid.attempt()
    assert [line.amount for line in unpaid.invoice().lines.data] == [-2000, 4000]
    pending = api.get("/v1/invoiceitems", customer=customer, pending=True)["data"]
    assert [item.id for item in pending] == [by_hand.id]


@pytest.mark.parametrize(("version", "waits"), [(ACACIA, []), (NEWEST, [-2000, 4000])])
def test_prorations_that_waited_before_it_are_billed_once(api, version, waits):
    unpaid = Unpaid(api.at(version))
    unpaid.update(items=[{"id": unpaid.item.id, "quantity": 2}])

    held = unpaid.attempt({"id": unpaid.item.id, "quantity": 3})

    now = sorted(line.amount for line in unpaid.invoice().lines.data)
    pending = api.get("/v1/invoiceitems", customer=held.customer, pending=True)["data"]
    later = sorted(item.amount for item in pending)
    assert later == waits
    assert sorted(now + later) == [-4000, -2000, 4000, 6000]


def test_a_phase_that_begins_drops_it(unpaid):
    api, end = unpaid.api, unpaid.clock.now + 3600
    schedule = api.post("/v1/subscription_schedules", from_subscription=unpaid.subscription.id)
    other = api.given.price(unit_amount=6000, recurring={"interval": "month"})
    now = {"items": [{"price": unpaid.item.price.id}], "start_date": JUNE, "end_date": end}
    later = {"items": [{"price": other.id}], "end_date": JULY}
    api.post(f"/v1/subscription_schedules/{schedule.id}", phases=[now, later])
    held = unpaid.attempt()

    happened = unpaid.clock.advance(to=end)

    changed = unpaid.now()
    assert ([item.price.id for item in changed["items"]["data"]], changed.pending_update) == (
        [other.id],
        None,
    )
    assert api.get(f"/v1/invoices/{held.latest_invoice}").status == "void"
    assert {"items", "pending_update"} <= set(happened.previous(UPDATED))


def test_a_pause_drops_it(api):
    unpaid = Unpaid(api.at(NEWEST))
    held = unpaid.attempt()
    unpaid.api.post(f"/v1/subscriptions/{held.id}/pause")
    assert (unpaid.now().status, unpaid.now().pending_update) == ("paused", None)
    assert api.get(f"/v1/invoices/{held.latest_invoice}").status == "void"
    assert set(unpaid.api.happened().previous(UPDATED)) == {"pending_update"}
