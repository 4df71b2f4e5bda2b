"""Invoices: drafts, finalization, payment and their events."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.client import Api, House
from tests.support.clocks import Clock, Wall
from tests.support.receiver import Receiver, soon

NEWEST = "2026-10-28.endive"


def billed(api: Api, amount: int = 1500, clock: Clock | None = None, **params: Any) -> Any:
    """A draft over one amount, of a customer who pays by card."""
    customer = params.pop("customer", None) or api.given.customer(clock, card="pm_card_visa")
    api.post("/v1/invoiceitems", customer=customer.id, amount=amount, currency="usd", description="Work")
    return api.post("/v1/invoices", customer=customer.id, pending_invoice_items_behavior="include", **params)


def test_a_draft_takes_the_pending_items_and_is_paid_on_request(api: Api) -> None:
    draft = billed(api)
    assert (draft.status, draft.total, draft.amount_due, draft.number) == ("draft", 1500, 1500, None)

    paid = api.post(f"/v1/invoices/{draft.id}/pay")

    assert (paid.status, paid.amount_paid, paid.amount_remaining, paid.attempt_count) == ("paid", 1500, 0, 1)
    assert paid.number.endswith("-0001")
    assert api.get(f"/v1/payment_intents/{paid.payment_intent}").status == "succeeded"


def test_nothing_due_is_paid_at_finalization(api: Api) -> None:
    customer = api.given.customer(card="pm_card_visa")
    draft = api.post("/v1/invoices", customer=customer.id)

    paid = api.post(f"/v1/invoices/{draft.id}/finalize")

    assert (paid.status, paid.attempted, paid.attempt_count, paid.payment_intent) == ("paid", True, 0, None)
    assert api.happened()[-4:] == [
        "invoice.updated", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded",
    ]  # fmt: skip


def test_the_grace_ends_with_finalization_and_payment(api: Api, clock: Clock) -> None:
    draft = billed(api, clock=clock, auto_advance=True)
    assert draft.automatically_finalizes_at == draft.created + 3600

    clock.advance(hours=1)

    paid = api.get(f"/v1/invoices/{draft.id}")
    assert (paid.status, paid.status_transitions.finalized_at) == ("paid", draft.created + 3600)


def test_a_declined_payment_is_retried_three_times(api: Api, clock: Clock) -> None:
    customer = api.given.customer(clock)
    failing = api.given.payment_method("pm_card_chargeCustomerFail", customer)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": failing.id})
    draft = billed(api, customer=customer, auto_advance=True)
    attempts = []
    for step in ({"hours": 1}, {"days": 3}, {"days": 5}, {"days": 7}):
        clock.advance(**step)
        invoice = api.get(f"/v1/invoices/{draft.id}")
        attempts.append((invoice.status, invoice.attempt_count, invoice.next_payment_attempt is None))
    assert attempts == [("open", 1, False), ("open", 2, False), ("open", 3, False), ("open", 4, True)]


def test_a_decline_on_request_is_recorded(api: Api) -> None:
    customer = api.given.customer()
    failing = api.given.payment_method("pm_card_chargeCustomerFail", customer)
    draft = billed(api, customer=customer)

    refused = api.refused("POST", f"/v1/invoices/{draft.id}/pay", 402, payment_method=failing.id)

    assert refused.code == "card_declined"
    invoice = api.get(f"/v1/invoices/{draft.id}")
    assert (invoice.status, invoice.attempted, invoice.attempt_count) == ("open", True, 1)


@pytest.mark.parametrize(("balance", "due", "ending"), [(-700, 300, 0), (-1300, 0, -300), (250, 1250, 0)])
def test_the_customers_balance_is_applied(api: Api, balance: int, due: int, ending: int) -> None:
    customer = api.given.customer(card="pm_card_visa", balance=balance)
    draft = billed(api, 1000, customer=customer)

    done = api.post(f"/v1/invoices/{draft.id}/finalize")

    assert (done.amount_due, done.starting_balance, done.ending_balance) == (due, balance, ending)
    assert api.get(f"/v1/customers/{customer.id}").balance == ending


def test_voiding_returns_the_credit(api: Api) -> None:
    customer = api.given.customer(card="pm_card_visa", balance=-700)
    opened = api.post(f"/v1/invoices/{billed(api, 1000, customer=customer).id}/finalize")

    void = api.post(f"/v1/invoices/{opened.id}/void")

    assert (void.status, void.amount_due) == ("void", 300)
    assert api.get(f"/v1/customers/{customer.id}").balance == -700
    assert api.get(f"/v1/payment_intents/{void.payment_intent}").status == "canceled"


def test_the_newest_version_has_payments_instead_of_an_intent(api: Api) -> None:
    paid = api.post(f"/v1/invoices/{billed(api).id}/pay")

    newest = api.at(NEWEST).get(f"/v1/invoices/{paid.id}", expand=["payments", "confirmation_secret"])

    assert newest["payments"]["data"][0]["payment"]["payment_intent"] == paid.payment_intent
    assert newest["payments"]["data"][0]["status"] == "paid"
    assert newest["confirmation_secret"]["type"] == "payment_intent"


# -- lines ---------------------------------------------------------------------------------------------------


def test_lines_are_edited_on_a_draft(api: Api) -> None:
    customer = api.given.customer(card="pm_card_visa")
    draft = api.post("/v1/invoices", customer=customer.id)
    added = api.post(
        f"/v1/invoices/{draft.id}/add_lines",
        lines=[{"amount": 1000, "description": "A"}, {"amount": 500, "description": "B"}],
    )
    first, second = added.lines.data
    assert (added.total, first.description, second.description) == (1500, "A", "B")

    changed = api.post(f"/v1/invoices/{draft.id}/lines/{first.id}", amount=700)
    assert (changed.amount, api.get(f"/v1/invoiceitems/{first.invoice_item}").amount) == (700, 700)

    left = api.post(
        f"/v1/invoices/{draft.id}/remove_lines", lines=[{"id": second.id, "behavior": "unassign"}]
    )
    assert (left.total, api.get(f"/v1/invoiceitems/{second.invoice_item}").invoice) == (700, None)


def test_editing_an_item_changes_its_draft(api: Api) -> None:
    customer = api.given.customer()
    draft = api.post("/v1/invoices", customer=customer.id)
    item = api.post(
        "/v1/invoiceitems", customer=customer.id, invoice=draft.id, unit_amount_decimal="19.99", quantity=7
    )
    assert item.amount == 140

    api.post(f"/v1/invoiceitems/{item.id}", quantity=10)

    assert api.get(f"/v1/invoices/{draft.id}").total == 200
    api.delete(f"/v1/invoiceitems/{item.id}")
    assert api.get(f"/v1/invoices/{draft.id}").lines.data == []


def test_a_finalized_invoice_is_not_editable(api: Api) -> None:
    paid = api.post(f"/v1/invoices/{billed(api).id}/pay")
    item = paid.lines.data[0].invoice_item
    for path, sent in (
        (f"/v1/invoices/{paid.id}", {"due_date": api.now + 86400}),
        (f"/v1/invoices/{paid.id}/add_lines", {"lines": [{"amount": 1}]}),
        (f"/v1/invoiceitems/{item}", {"amount": 5}),
    ):
        assert api.refused("POST", path, **sent).code == "invoice_not_editable"
    assert api.post(f"/v1/invoices/{paid.id}", description="Thanks").description == "Thanks"


def test_the_same_amount_and_description_find_the_same_price(api: Api) -> None:
    sent = {"amount": 900, "currency": "usd", "description": "Set-up"}
    first, second = (api.post("/v1/invoiceitems", customer=api.given.customer().id, **sent) for _ in range(2))
    assert first.price.id == second.price.id
    assert (first.price.active, first.price.type, first.price.unit_amount) == (False, "one_time", 900)


def test_discounts_and_taxes_of_an_invoice(api: Api) -> None:
    customer = api.given.customer(card="pm_card_visa")
    ten = api.post("/v1/coupons", percent_off=10, duration="once")
    off = api.post("/v1/coupons", amount_off=1000, currency="usd", duration="once")
    rates = [
        api.post("/v1/tax_rates", display_name="VAT", percentage=percent, inclusive=inclusive).id
        for percent, inclusive in ((5, True), (7, False))
    ]
    api.post("/v1/invoiceitems", customer=customer.id, amount=5000, currency="usd")

    draft = api.post(
        "/v1/invoices",
        customer=customer.id,
        pending_invoice_items_behavior="include",
        discounts=[{"coupon": ten.id}, {"coupon": off.id}],
        default_tax_rates=rates,
    )

    assert [one.amount for one in draft.total_discount_amounts] == [500, 1000]
    assert [one.amount for one in draft.total_tax_amounts] == [167, 233]
    assert (draft.subtotal, draft.total, draft.tax) == (5000, 3733, 400)


# -- several payments, revisions -----------------------------------------------------------------------------


def opened(api: Api, amount: int = 1500, **params: Any) -> Any:
    return api.post(f"/v1/invoices/{billed(api, amount, **params).id}/finalize")


def test_payments_are_attached_until_nothing_remains(api: Api) -> None:
    newest = api.at(NEWEST)
    invoice = opened(api)
    first = api.given.paid_intent(1000, customer=invoice.customer)

    partly = newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=first.id)
    assert (partly.status, partly.amount_paid, partly.amount_remaining) == ("open", 1000, 500)
    default = next(
        one for one in newest.get("/v1/invoice_payments", invoice=invoice.id)["data"] if one.is_default
    )
    assert default.amount_requested == 500

    second = api.given.paid_intent(500, customer=invoice.customer)
    paid = newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=second.id)
    assert (paid.status, paid.amount_paid, paid.amount_remaining) == ("paid", 1500, 0)
    assert api.get(f"/v1/payment_intents/{invoice.payment_intent}").status == "canceled"


def test_what_is_overpaid_goes_to_the_balance(api: Api) -> None:
    newest = api.at(NEWEST)
    invoice = opened(api)
    sent = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"]}
    intent = api.post("/v1/payment_intents", customer=invoice.customer, **sent)
    newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=intent.id)

    api.post(f"/v1/payment_intents/{intent.id}/confirm", payment_method="pm_card_visa")

    paid = newest.get(f"/v1/invoices/{invoice.id}")
    assert (paid.status, paid.amount_paid, paid.amount_overpaid) == ("paid", 2000, 500)
    assert api.get(f"/v1/customers/{invoice.customer}").balance == -500


def test_the_payment_of_an_attached_intent_ends_with_it(api: Api) -> None:
    newest = api.at(NEWEST)
    invoice = opened(api)
    sent = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"]}
    intent = api.post("/v1/payment_intents", **sent)
    newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=intent.id)

    api.post(f"/v1/payment_intents/{intent.id}/cancel")

    attached, default = newest.get("/v1/invoice_payments", invoice=invoice.id)["data"]
    assert (attached.status, attached.status_transitions.canceled_at) == ("canceled", api.now)
    assert default.status == "open"


def test_an_invoice_is_sent_again_when_it_is_paid_but_not_when_it_is_void(api: Api) -> None:
    invoice = opened(api, customer=api.given.customer(email="jenny@example.com"))
    api.post(f"/v1/invoices/{invoice.id}/pay", paid_out_of_band=True)
    assert api.post(f"/v1/invoices/{invoice.id}/send").status == "paid"
    assert api.happened()[-1] == "invoice.sent"
    void = api.post(f"/v1/invoices/{opened(api).id}/void")
    api.refused("POST", f"/v1/invoices/{void.id}/send")


def test_the_intent_of_an_invoice_is_left_to_it(api: Api) -> None:
    intent = opened(api).payment_intent
    api.refused("POST", f"/v1/payment_intents/{intent}/cancel")
    api.refused("POST", f"/v1/payment_intents/{intent}", amount=5)
    assert api.get(f"/v1/payment_intents/{intent}").status == "requires_confirmation"


def test_the_customer_may_pay_with_the_intent(api: Api) -> None:
    invoice = opened(api)
    api.post(f"/v1/payment_intents/{invoice.payment_intent}/confirm", payment_method="pm_card_visa")
    paid = api.get(f"/v1/invoices/{invoice.id}", expand=["charge"])
    assert (paid.status, paid.charge.invoice, paid.attempt_count) == ("paid", invoice.id, 1)


def test_a_revision_replaces_an_open_invoice(api: Api) -> None:
    invoice = opened(api)
    draft = api.post("/v1/invoices", from_invoice={"action": "revision", "invoice": invoice.id})
    assert (draft.status, draft.total, draft.from_invoice.invoice) == ("draft", 1500, invoice.id)

    revised = api.post(f"/v1/invoices/{draft.id}/finalize")

    original = api.get(f"/v1/invoices/{invoice.id}")
    assert (original.status, original.latest_revision) == ("void", revised.id)
    assert revised.number != original.number


def test_paid_elsewhere(api: Api) -> None:
    invoice = opened(api)
    paid = api.post(f"/v1/invoices/{invoice.id}/pay", paid_out_of_band=True)
    assert (paid.status, paid.paid_out_of_band, paid.amount_paid, paid.attempted) == ("paid", True, 0, False)
    newest = api.at(NEWEST).get(f"/v1/invoices/{invoice.id}")
    assert (newest.amount_paid, newest.amount_paid_off_stripe) == (1500, 1500)


def test_authentication_is_asked_for_on_request(api: Api) -> None:
    customer = api.given.customer()
    method = api.given.payment_method("pm_card_authenticationRequired", customer)
    draft = billed(api, customer=customer)

    refused = api.refused("POST", f"/v1/invoices/{draft.id}/pay", 402, payment_method=method.id)

    assert refused.code == "invoice_payment_intent_requires_action"
    assert "invoice.payment_action_required" in api.happened()


def test_what_is_not_collected_is_sent(api: Api, clock: Clock) -> None:
    customer = api.given.customer(clock, email="jenny@example.com")
    draft = billed(
        api, customer=customer, collection_method="send_invoice", days_until_due=30, auto_advance=True
    )
    happened = clock.advance(days=31)
    sent = api.get(f"/v1/invoices/{draft.id}")
    assert (sent.status, sent.next_payment_attempt) == ("open", None)
    assert happened.in_order("invoice.finalized", "invoice.sent", "invoice.overdue")


def test_the_due_date_is_announced_where_that_is_set() -> None:
    house = House(due_notice=3 * 86400)
    try:
        api = Api(house)
        clock = api.given.clock()
        customer = api.given.customer(clock, email="jenny@example.com")
        draft = billed(api, customer=customer, collection_method="send_invoice", days_until_due=30)
        api.post(f"/v1/invoices/{draft.id}/finalize")
        assert "invoice.will_be_due" not in clock.advance(days=26)
        happened = clock.advance(days=5)
        assert happened.in_order("invoice.will_be_due", "invoice.overdue")
    finally:
        house.close()


def test_moves_that_are_refused(api: Api) -> None:
    paid = api.post(f"/v1/invoices/{billed(api).id}/pay")
    draft = billed(api)
    for path in (f"{paid.id}/finalize", f"{paid.id}/pay", f"{paid.id}/void", f"{draft.id}/void"):
        api.refused("POST", f"/v1/invoices/{path}")
    api.refused("DELETE", f"/v1/invoices/{paid.id}")
    assert api.delete(f"/v1/invoices/{draft.id}").deleted
    api.refused("GET", f"/v1/invoices/{draft.id}", 404)


def test_a_quantity_may_have_a_fraction(api: Api) -> None:
    newest = api.at(NEWEST)
    customer = api.given.customer()
    item = newest.post(
        "/v1/invoiceitems",
        customer=customer.id,
        currency="usd",
        unit_amount_decimal="1000",
        quantity_decimal="2.5",
    )
    assert (item.amount, item.quantity, item.quantity_decimal) == (2500, 2, "2.5")


# -- endpoints -----------------------------------------------------------------------------------------------


def test_a_draft_waits_until_endpoints_know_of_it(api: Api, wall: Wall, receiver: Receiver) -> None:
    answers = iter([500, 200])
    receiver.answer = lambda received: next(answers)
    api.post("/v1/webhook_endpoints", url=receiver.url, enabled_events=["invoice.created"])
    draft = billed(api, auto_advance=True)
    assert draft.webhooks_delivered_at is None
    receiver.wait(1)

    wall.advance(hours=2)
    assert api.get(f"/v1/invoices/{draft.id}").status == "draft"
    soon(lambda: (wall.advance(seconds=60), len(receiver.requests) == 2)[1])  # it is asked again
    soon(lambda: api.get(f"/v1/invoices/{draft.id}").webhooks_delivered_at is not None)

    told = api.get(f"/v1/invoices/{draft.id}")
    assert told.status == "draft"
    assert told.automatically_finalizes_at == told.webhooks_delivered_at + 3600
    wall.advance(hours=1)
    assert api.get(f"/v1/invoices/{draft.id}").status == "paid"


def test_shipping_is_billed_and_credited(api: Api) -> None:
    rate = {
        "display_name": "Ground",
        "type": "fixed_amount",
        "fixed_amount": {"amount": 500, "currency": "usd"},
    }
    draft = billed(api, shipping_cost={"shipping_rate_data": rate})
    assert (draft.subtotal, draft.amount_shipping, draft.total) == (1500, 500, 2000)
    paid = api.post(f"/v1/invoices/{draft.id}/pay")
    note = api.post(
        "/v1/credit_notes",
        invoice=paid.id,
        shipping_cost={"shipping_rate": paid.shipping_cost.shipping_rate},
        refund_amount=500,
    )
    assert (note.total, note.amount_shipping, note.lines.data) == (500, 500, [])


def test_an_exempt_customer_pays_no_inclusive_tax(api: Api) -> None:
    customer = api.given.customer(tax_exempt="exempt")
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=True)
    draft = billed(api, 5500, customer=customer, default_tax_rates=[rate.id])
    assert (draft.subtotal, draft.total, draft.tax) == (5500, 5000, 0)


def test_a_discount_of_a_draft_is_kept_by_its_id(api: Api) -> None:
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    draft = billed(api, 1000, discounts=[{"coupon": coupon.id}])
    kept = api.post(f"/v1/invoices/{draft.id}", discounts=[{"discount": draft.discounts[0]}])
    assert (kept.total, kept.discounts) == (900, draft.discounts)
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1
    assert api.post(f"/v1/invoices/{draft.id}", discounts="").total == 1000


@pytest.mark.parametrize("path", ["/v1/invoices", "/v1/invoices/{id}", "/v1/invoices/{id}/pay"])
def test_only_an_attached_method_pays(api: Api, path: str) -> None:
    draft = billed(api)
    name = "payment_method" if path.endswith("pay") else "default_payment_method"
    sent = {name: "pm_card_visa", **({"customer": draft.customer} if path == "/v1/invoices" else {})}
    refused = api.refused("POST", path.format(id=draft.id), **sent)
    assert (refused.code, refused.param) == ("resource_missing", name)


def test_older_versions_are_told_of_intent_and_charge(api: Api) -> None:
    invoice = opened(api)
    api.post(f"/v1/invoices/{invoice.id}/pay")

    finalized, paid = api.happened(type="invoice.updated").events[-2:]

    assert finalized.data.object.payment_intent == invoice.payment_intent
    assert finalized.data.previous_attributes.payment_intent is None
    assert "charge" not in finalized.data.previous_attributes
    assert paid.data.object.charge == api.get(f"/v1/invoices/{invoice.id}").charge
    assert (paid.data.previous_attributes.charge, paid.data.previous_attributes.paid) == (None, False)
    assert "payment_intent" not in paid.data.previous_attributes
