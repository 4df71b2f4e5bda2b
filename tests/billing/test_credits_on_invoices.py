"""Billing credits on invoices: spent at finalization, in order, on metered lines only; returned by a void."""

from __future__ import annotations

from typing import Any

import pytest

from tests.billing.test_credit_grants import a_grant, balances, entries
from tests.billing.test_metered_invoices import FEBRUARY, metered, newest, used
from tests.support.client import Api
from tests.support.clocks import DAY, HOUR

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"


@pytest.fixture(params=[ACACIA, NEWEST])
def at(api: Api, request: pytest.FixtureRequest) -> Api:
    return api.at(request.param)


def subscribed(api: Api, clock: Any, *prices: Any, **params: Any) -> Any:
    customer = api.given.customer(clock, card="pm_card_visa")
    items = [{"price": price.id} for price in prices]
    return api.post("/v1/subscriptions", customer=customer.id, items=items, **params)


def owner(api: Api, subscription: Any) -> Any:
    return api.get(f"/v1/customers/{subscription.customer}")


def test_credits_pay_metered_lines_after_discounts_and_before_tax(at, clock):
    """Metered 5000, licensed 2000, 10 % off, 20 % tax; B 2500 is spent before A."""
    rate = at.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=False)
    coupon = at.post("/v1/coupons", percent_off=10, duration="forever")
    flat = at.given.price(unit_amount=2000, recurring={"interval": "month"})
    meter = at.given.meter()
    subscription = subscribed(
        at,
        clock,
        metered(at, meter),
        flat,
        default_tax_rates=[rate.id],
        discounts=[{"coupon": coupon.id}],
    )
    customer = owner(at, subscription)
    a = a_grant(at, customer, 3000, name="A")
    b = a_grant(at, customer, 2500, priority=20, name="B")
    used(at, subscription, 500)
    clock.advance(to=FEBRUARY)
    draft = newest(at, subscription)
    assert (draft.subtotal, draft.total) == (7000, 2160)
    assert balances(at, customer) == [("usd", 1000, 5500)]
    clock.advance(hours=2)
    invoice = newest(at, subscription)
    assert (invoice.status, invoice.subtotal, invoice.total, invoice.amount_paid) == (
        "paid",
        7000,
        2160,
        2160,
    )
    spent = [
        each for each in invoice.total_pretax_credit_amounts if each.type == "credit_balance_transaction"
    ]
    assert [each.amount for each in spent] == [2500, 2000]
    assert balances(at, customer) == [("usd", 1000, 1000)]
    assert balances(at, customer, type="credit_grant", credit_grant=b.id) == [("usd", 0, 0)]
    assert balances(at, customer, type="credit_grant", credit_grant=a.id) == [("usd", 1000, 1000)]
    line = next(line for line in invoice.lines.data if line.amount == 5000)
    found = at.get("/v1/billing/credit_balance_transactions", customer=customer.id).data
    applied = [one for one in found if one.type == "debit"]
    assert {one.id for one in applied} == {each.credit_balance_transaction for each in spent}
    assert applied[0].debit.credits_applied == {"invoice": invoice.id, "invoice_line_item": line.id}
    assert applied[0].test_clock == clock.id
    expanded = at.get(
        f"/v1/billing/credit_balance_transactions/{applied[0].id}",
        expand=["debit.credits_applied.invoice", "credit_grant"],
    )
    assert expanded.debit.credits_applied.invoice.id == invoice.id


def test_a_void_invoice_gives_credits_back(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    customer = owner(at, subscription)
    grant = a_grant(at, customer, 500)
    used(at, subscription, 80)
    clock.advance(to=FEBRUARY)
    invoice = newest(at, subscription)
    at.post(f"/v1/invoices/{invoice.id}", auto_advance=False)
    finalized = at.post(f"/v1/invoices/{invoice.id}/finalize", auto_advance=False)
    assert (finalized.total, finalized.amount_due) == (300, 300)
    assert balances(at, customer) == [("usd", 0, 0)]
    assert at.refused("POST", f"/v1/billing/credit_grants/{grant.id}/void").type == "invalid_request_error"
    at.post(f"/v1/invoices/{invoice.id}/void")
    assert balances(at, customer) == [("usd", 500, 500)]
    assert entries(at, customer)[0][:3] == ("credit", "credits_application_invoice_voided", 500)
    [returned] = at.get("/v1/billing/credit_balance_transactions", customer=customer.id, limit=1).data
    line = finalized.lines.data[0].id
    assert returned.credit.credits_application_invoice_voided == {
        "invoice": invoice.id,
        "invoice_line_item": line,
    }


def test_what_returns_to_an_expired_grant_expires(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    customer = owner(at, subscription)
    a_grant(at, customer, 500, expires_at=FEBRUARY + DAY)
    used(at, subscription, 80)
    clock.advance(to=FEBRUARY)
    invoice = newest(at, subscription)
    at.post(f"/v1/invoices/{invoice.id}/finalize", auto_advance=False)
    clock.advance(days=2)
    at.post(f"/v1/invoices/{invoice.id}/void")
    assert [one[:3] for one in entries(at, customer)] == [
        ("debit", "credits_expired", 500),
        ("credit", "credits_application_invoice_voided", 500),
        ("debit", "credits_applied", 500),
        ("credit", "credits_granted", 500),
    ]
    assert balances(at, customer) == [("usd", 0, 0)]


def test_a_grant_that_expires_in_the_draft_hour_still_pays(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    customer = owner(at, subscription)
    a_grant(at, customer, 500, expires_at=FEBRUARY + 600)
    used(at, subscription, 20)
    clock.advance(to=FEBRUARY + 1200)
    assert balances(at, customer) == [("usd", 0, 500)]
    clock.advance(hours=3)
    assert newest(at, subscription).total == 0
    assert [one[:3] for one in entries(at, customer)][:2] == [
        ("debit", "credits_expired", 300),
        ("debit", "credits_applied", 200),
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"effective_at": FEBRUARY + HOUR},
        {"expires_at": FEBRUARY},
        {"amount": {"type": "monetary", "monetary": {"currency": "eur", "value": 500}}},
    ],
)
def test_what_a_grant_does_not_pay(api, clock, terms):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    a_grant(api, owner(api, subscription), 500, **terms)
    used(api, subscription, 20)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert newest(api, subscription).total == 200


def test_a_scope_of_prices_pays_these_alone(api, clock):
    first, second = api.given.meter("first"), api.given.meter("second")
    cheap, dear = metered(api, first), metered(api, second, unit_amount=100)
    subscription = subscribed(api, clock, cheap, dear)
    limited = {"scope": {"prices": [{"id": dear.id}]}}
    a_grant(api, owner(api, subscription), 5000, applicability_config=limited)
    used(api, subscription, 7, name="first")
    used(api, subscription, 9, name="second")
    clock.advance(to=FEBRUARY + 2 * HOUR)
    invoice = newest(api, subscription)
    assert (invoice.subtotal, invoice.total) == (970, 70)


def test_credits_pay_no_licensed_and_no_legacy_lines(api, clock):
    recurring = {"interval": "month", "usage_type": "metered"}
    legacy = api.given.price(unit_amount=10, recurring=recurring)
    flat = api.given.price(unit_amount=2000, recurring={"interval": "month"})
    subscription = subscribed(api, clock, legacy, flat)
    a_grant(api, owner(api, subscription), 9000)
    item = next(one for one in subscription["items"].data if one.price.id == legacy.id)
    api.post(f"/v1/subscription_items/{item.id}/usage_records", quantity=5)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert newest(api, subscription).total == 2050


def test_a_preview_shows_credits_and_posts_nothing(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    customer = owner(api, subscription)
    a_grant(api, customer, 150)
    used(api, subscription, 20)
    clock.advance(days=3)
    preview = api.post("/v1/invoices/create_preview", subscription=subscription.id)
    assert (preview.subtotal, preview.total) == (200, 50)
    assert balances(api, customer) == [("usd", 150, 150)]


def test_two_invoices_compete_and_the_first_finalized_wins(api, clock):
    meter = api.given.meter()
    customer = api.given.customer(clock, card="pm_card_visa")
    made = [
        api.post("/v1/subscriptions", customer=customer.id, items=[{"price": metered(api, meter).id}])
        for _ in range(2)
    ]
    a_grant(api, customer, 300)
    used(api, made[0], 20)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert sorted(newest(api, one).total for one in made) == [0, 100]
    assert balances(api, customer) == [("usd", 0, 0)]


def test_a_credit_note_leaves_out_what_credits_paid(at, clock):
    """Half of 10.00, of which credits paid 4.00, with 20 % tax on the rest."""
    rate = at.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=False)
    price = metered(at, at.given.meter())
    subscription = subscribed(at, clock, price, default_tax_rates=[rate.id])
    customer = owner(at, subscription)
    a_grant(at, customer, 400)
    used(at, subscription, 100)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    invoice = newest(at, subscription)
    assert (invoice.status, invoice.total) == ("paid", 720)
    line = {"type": "invoice_line_item", "invoice_line_item": invoice.lines.data[0].id, "quantity": 50}
    note = at.post("/v1/credit_notes", invoice=invoice.id, lines=[line], credit_amount=360)
    assert (note.subtotal, note.total, note.total_excluding_tax) == (500, 360, 300)
    spent = [(each.type, each.amount) for each in note.pretax_credit_amounts]
    assert spent == [("credit_balance_transaction", 200)]
    assert note.lines.data[0].pretax_credit_amounts == note.pretax_credit_amounts
    rest = at.post("/v1/credit_notes", invoice=invoice.id, lines=[line], credit_amount=360)
    assert rest.total == 360
    assert balances(at, customer) == [("usd", 0, 0)]  # they are not given back
