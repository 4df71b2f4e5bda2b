"""Cancellation and pausing."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE, JULY = epoch("2025-06-01"), epoch("2025-07-01")


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


def given(api, clock, amount=3000, **params):
    price = api.given.price(unit_amount=amount, recurring={"interval": "month"})
    return api.given.subscription(clock, items=[{"price": price.id}], **params)


def again(api, subscription):
    return api.get(f"/v1/subscriptions/{subscription.id}")


def invoices(api, subscription):
    return api.get("/v1/invoices", subscription=subscription.id)["data"]


def update(api, subscription, **params):
    return api.post(f"/v1/subscriptions/{subscription.id}", **params)


def test_cancellation_at_the_end_of_the_period(api, june):
    subscription = given(api, june)

    canceling = update(
        api, subscription, cancel_at_period_end=True, cancellation_details={"comment": "Moving"}
    )

    assert (canceling.status, canceling.cancel_at, canceling.canceled_at) == ("active", JULY, JUNE)
    assert canceling.cancellation_details == {
        "comment": "Moving",
        "feedback": None,
        "feedback_option": None,
        "reason": "cancellation_requested",
    }
    refused = api.refused("GET", "/v1/invoices/upcoming", 404, subscription=subscription.id)
    assert refused.code == "invoice_upcoming_none"
    june.advance(days=30)
    ended = again(api, subscription)
    assert (ended.status, ended.ended_at, ended.canceled_at) == ("canceled", JULY, JUNE)
    assert (ended.cancel_at, ended.cancel_at_period_end) == (JULY, True)  # as it was planned
    assert len(invoices(api, subscription)) == 1


def test_a_planned_cancellation_is_withdrawn(api, june):
    subscription = given(api, june)
    update(api, subscription, cancel_at_period_end=True)
    kept = update(api, subscription, cancel_at_period_end=False)
    assert (kept.cancel_at, kept.canceled_at, kept.cancellation_details.reason) == (None, None, None)
    june.advance(days=30)
    assert again(api, subscription).status == "active"


def test_cancellation_inside_the_period_is_credited(api, june):
    subscription = given(api, june)
    canceling = update(api, subscription, cancel_at=epoch("2025-06-11"))
    assert (canceling.cancel_at_period_end, canceling.cancel_at) == (False, epoch("2025-06-11"))
    june.advance(days=11)
    assert again(api, subscription).status == "canceled"
    assert invoices(api, subscription)[0].total == -2000
    assert api.get(f"/v1/customers/{subscription.customer}").balance == -2000


def test_the_last_period_is_billed_up_to_the_cancellation(api, june):
    subscription = given(api, june)
    update(api, subscription, cancel_at=epoch("2025-07-11"))
    june.advance(days=30, hours=1)
    assert invoices(api, subscription)[0].amount_paid == 968  # 10 of 31 days
    june.advance(days=10)
    assert again(api, subscription).status == "canceled"


def test_cancellation_now(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    item = subscription["items"]["data"][0].id
    update(api, subscription, items=[{"id": item, "quantity": 2}])
    before = again(api, subscription)

    ended = api.delete(f"/v1/subscriptions/{subscription.id}")

    assert (ended.status, ended.ended_at, ended.canceled_at) == ("canceled", june.now, june.now)
    assert ended.cancellation_details.reason == "cancellation_requested"
    assert (ended.latest_invoice, ended.current_period_end) == (before.latest_invoice, JULY)
    assert api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"] == []
    assert "customer.subscription.deleted" in api.happened()
    refused = api.refused("DELETE", f"/v1/subscriptions/{subscription.id}", 404)
    assert refused.message == f"No such subscription: '{subscription.id}'"
    refused = api.refused("POST", f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)
    assert refused.message == (
        "A canceled subscription can only update its cancellation_details and metadata."
    )
    assert update(api, subscription, metadata={"a": "b"}).metadata == {"a": "b"}


def test_cancellation_now_with_a_last_invoice(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    ended = api.delete(f"/v1/subscriptions/{subscription.id}", prorate=True, invoice_now=True)
    last = api.get(f"/v1/invoices/{ended.latest_invoice}")
    assert [(line.amount, line.description) for line in last.lines.data] == [
        (-2000, "Unused time on Gold after 11 Jun 2025")
    ]


def test_drafts_are_held_when_a_subscription_ends(api, june):
    subscription = given(api, june)
    june.advance(days=30)
    api.delete(f"/v1/subscriptions/{subscription.id}")
    draft = invoices(api, subscription)[0]
    assert (draft.status, draft.auto_advance) == ("draft", False)
    june.advance(days=2)
    assert api.get(f"/v1/invoices/{draft.id}").status == "draft"


def test_subscriptions_end_with_their_customer(api, june):
    subscription = given(api, june)
    api.delete(f"/v1/customers/{subscription.customer}")
    assert again(api, subscription).status == "canceled"


def test_lists_leave_out_what_ended(api):
    kept, ended = api.given.subscription(), api.given.subscription()
    api.delete(f"/v1/subscriptions/{ended.id}")

    def listed(**params):
        return {one.id for one in api.get("/v1/subscriptions", **params)["data"]}

    assert listed() == {kept.id}
    assert listed(status="all") == {kept.id, ended.id}
    assert listed(status="ended") == listed(status="canceled") == {ended.id}
    price = kept["items"]["data"][0].price.id
    assert listed(price=price) == listed(plan=price) == {kept.id}
    assert listed(customer=ended.customer) == set()
    assert listed(current_period_end={"gt": kept.current_period_end}) == set()
    assert listed(current_period_end={"gte": kept.current_period_end}) == {kept.id}
    api.refused("GET", "/v1/subscriptions", customer="cus_none")


def test_those_on_a_clock_are_listed_only_with_it(api, june):
    subscription = given(api, june)
    assert api.get("/v1/subscriptions")["data"] == []
    assert len(api.get("/v1/subscriptions", test_clock=june.id)["data"]) == 1
    assert len(api.get("/v1/subscriptions", customer=subscription.customer)["data"]) == 1


@pytest.mark.parametrize(
    ("behavior", "status"),
    [("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")],
)
def test_a_paused_collection(api, june, behavior, status):
    subscription = given(api, june)
    paused = update(api, subscription, pause_collection={"behavior": behavior})
    assert paused.pause_collection == {"behavior": behavior, "resumes_at": None}

    happened = june.advance(days=31)

    assert (again(api, subscription).status, invoices(api, subscription)[0].status) == ("active", status)
    assert "invoice.upcoming" not in happened
    assert update(api, subscription, pause_collection="").pause_collection is None


def test_a_collection_resumes_at_its_time(api, june):
    subscription = given(api, june)
    update(api, subscription, pause_collection={"behavior": "void", "resumes_at": epoch("2025-06-20")})
    june.advance(days=31)
    assert again(api, subscription).pause_collection is None
    assert invoices(api, subscription)[0].status == "paid"


def paused(api, clock):
    customer = api.given.customer(clock)
    subscription = api.given.subscription(
        customer=customer.id,
        trial_period_days=2,
        trial_settings={"end_behavior": {"missing_payment_method": "pause"}},
    )
    clock.advance(days=2)
    return subscription


def give_card(api, subscription, card="pm_card_visa"):
    """Attach a card to the customer, as the default of invoices."""
    found = api.post(f"/v1/payment_methods/{card}/attach", customer=subscription.customer)
    api.post(f"/v1/customers/{subscription.customer}", invoice_settings={"default_payment_method": found.id})
    return found


def resume(api, subscription, **params):
    return api.post(f"/v1/subscriptions/{subscription.id}/resume", **params)


@pytest.mark.parametrize("version", ["2022-11-15", "2025-02-24.acacia", NEWEST])
def test_a_paused_subscription_is_resumed_when_it_is_paid(api, june, version):
    api = api.at(version)
    subscription = paused(api, june)
    api.refused("POST", f"/v1/subscriptions/{subscription.id}", trial_end=june.now + 86400)
    june.advance(days=20)
    assert len(invoices(api, subscription)) == 1
    visa = give_card(api, subscription)

    held = resume(api, subscription)

    assert (held.status, held.pending_update.expires_at) == ("paused", june.now + 23 * 3600)
    previous = api.happened().previous("customer.subscription.updated")
    assert set(previous) == {"latest_invoice", "pending_update"}
    invoice = invoices(api, subscription)[0]
    assert (invoice.id, invoice.status, invoice.attempt_count) == (held.latest_invoice, "open", 0)
    begun = june.now
    june.advance(hours=2)
    api.post(f"/v1/invoices/{invoice.id}/pay", payment_method=visa.id)
    resumed = again(api, subscription)
    assert (resumed.status, resumed.billing_cycle_anchor) == ("active", begun)
    assert "customer.subscription.resumed" in api.happened()
    refused = api.refused("POST", f"/v1/subscriptions/{subscription.id}/resume")
    assert refused.message == "You can only resume a subscription if it is `paused`."


def test_a_payment_that_fails_resumes_it_as_past_due(api, june):
    subscription = paused(api, june)
    give_card(api, subscription, "pm_card_chargeCustomerFail")
    held = resume(api, subscription)
    api.refused("POST", f"/v1/invoices/{held.latest_invoice}/pay", 402)
    assert again(api, subscription).status == "past_due"
    assert invoices(api, subscription)[0].next_payment_attempt is None  # and is not tried again
    visa = give_card(api, subscription)
    api.post(f"/v1/invoices/{held.latest_invoice}/pay", payment_method=visa.id)
    assert again(api, subscription).status == "active"


def test_a_resumption_may_be_paid_in_the_request(api, june):
    api = api.at(NEWEST)
    subscription = paused(api, june)
    success = {"payment_behavior": "resume_on_payment_success"}
    assert api.refused("POST", f"/v1/subscriptions/{subscription.id}/resume", **success).code == (
        "resource_missing"
    )
    give_card(api, subscription, "pm_card_chargeCustomerFail")
    held = resume(api, subscription, **success)
    assert (held.status, invoices(api, subscription)[0].attempt_count) == ("paused", 1)
    give_card(api, subscription)
    resumed = resume(api, subscription, **success)
    assert resumed.status == "active"
    assert [each.status for each in invoices(api, subscription)] == ["paid", "void", "paid"]


def test_a_resumption_that_is_not_paid_is_dropped(api, june):
    subscription = paused(api, june)
    held = resume(api, subscription)
    june.advance(hours=23)
    assert (again(api, subscription).status, invoices(api, subscription)[0].status) == ("paused", "void")
    assert again(api, subscription).pending_update is None
    assert held.pending_update is not None


def test_a_resumption_of_other_items_is_dropped(api, june):
    subscription = paused(api, june)
    held = resume(api, subscription)
    item = subscription["items"]["data"][0].id
    changed = update(api, subscription, items=[{"id": item, "quantity": 2}])
    assert (changed.status, changed.pending_update) == ("paused", None)
    assert api.get(f"/v1/invoices/{held.latest_invoice}").status == "void"
    previous = api.happened().previous("customer.subscription.updated")
    assert set(previous) == {"items", "pending_update", "quantity"}
    resume(api, subscription)
    assert invoices(api, subscription)[0].total == 4000


@pytest.mark.parametrize(("version", "unchanged"), [(None, "unchanged"), (NEWEST, {"type": "unchanged"})])
def test_a_resumption_is_prorated_as_of_a_date(api, version, unchanged):
    api = api.at(version) if version else api
    june = api.given.clock(epoch("2025-05-30"))  # the trial ends with May
    subscription = paused(api, june)
    june.advance(days=10)
    visa = give_card(api, subscription)
    path = f"/v1/subscriptions/{subscription.id}/resume"
    outside = api.refused("POST", path, billing_cycle_anchor=unchanged, proration_date=JUNE - 1)
    assert outside.param == "proration_date"

    held = resume(
        api, subscription, billing_cycle_anchor=unchanged, proration_date=epoch("2025-06-07")
    )  # fmt: skip

    invoice = invoices(api, subscription)[0]
    assert (invoice.total, invoice.lines.data[0].description) == (
        1600,  # 24 of 30 days
        "Remaining time on Gold after 07 Jun 2025",
    )
    api.post(f"/v1/invoices/{held.latest_invoice}/pay", payment_method=visa.id)
    assert again(api, subscription).billing_cycle_anchor == JUNE


def test_a_flexible_subscription_is_paused_by_request(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=10)

    now = api.post(f"/v1/subscriptions/{subscription.id}/pause")

    assert (now.status, now.status_details.paused.subscription.type) == ("paused", "pause_requested")
    [credit] = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    assert credit.amount == -2000
    june.advance(days=25)
    assert len(invoices(api, subscription)) == 1
    resumed = resume(api, subscription, payment_behavior="resume_on_payment_success")
    assert (resumed.status, resumed.status_details) == ("active", None)
    assert invoices(api, subscription)[0].amount_paid == 1000


def test_only_flexible_ones_are_paused(api):
    newest = api.at(NEWEST)
    subscription = newest.given.subscription(billing_mode={"type": "classic"})
    newest.refused("POST", f"/v1/subscriptions/{subscription.id}/pause")
    migrated = newest.post(f"/v1/subscriptions/{subscription.id}/migrate", billing_mode={"type": "flexible"})
    assert migrated.billing_mode.updated_at
    newest.post(f"/v1/subscriptions/{subscription.id}/pause")
    newest.refused("POST", f"/v1/subscriptions/{subscription.id}/migrate", billing_mode={"type": "flexible"})


def test_pending_items_are_billed_on_a_rhythm_of_their_own(api, june):
    subscription = given(api, june, pending_invoice_item_interval={"interval": "week"})
    assert subscription.next_pending_invoice_item_invoice == epoch("2025-06-08")
    api.post("/v1/invoiceitems", customer=subscription.customer, amount=700, currency="usd")

    june.advance(days=8)

    extra = invoices(api, subscription)[0]
    assert (extra.billing_reason, extra.amount_paid) == ("automatic_pending_invoice_item_invoice", 700)
    assert again(api, subscription).next_pending_invoice_item_invoice == epoch("2025-06-15")


def test_the_rhythm_of_pending_items_does_not_drift(api):
    clock = api.given.clock(epoch("2025-01-31"))
    price = api.given.price(recurring={"interval": "year"})
    subscription = api.given.subscription(
        clock, items=[{"price": price.id}], pending_invoice_item_interval={"interval": "month"}
    )

    for day in ("2025-02-28", "2025-03-31", "2025-04-30"):
        assert again(api, subscription).next_pending_invoice_item_invoice == epoch(day)
        clock.advance(to=epoch(day))


def test_what_is_pending_is_voided_where_the_collection_is_paused_so(api, june):
    subscription = given(api, june, pending_invoice_item_interval={"interval": "week"})
    api.post(f"/v1/subscriptions/{subscription.id}", pause_collection={"behavior": "void"})
    api.post("/v1/invoiceitems", customer=subscription.customer, amount=700, currency="usd")

    june.advance(days=8)

    extra = invoices(api, subscription)[0]
    assert (extra.billing_reason, extra.status) == ("automatic_pending_invoice_item_invoice", "void")


def test_below_the_customer(api):
    customer = api.given.customer(card="pm_card_visa")
    price = api.given.price(recurring={"interval": "month"})
    path = f"/v1/customers/{customer.id}/subscriptions"

    made = api.post(path, plan=price.id)

    assert api.get(path)["data"][0].id == api.get(f"{path}/{made.id}").id == made.id
    assert api.post(f"{path}/{made.id}", quantity=2).quantity == 2
    assert api.delete(f"{path}/{made.id}").status == "canceled"
    api.refused("GET", f"/v1/customers/{api.given.customer().id}/subscriptions/{made.id}", 404)


def test_a_discount_is_removed(api):
    coupon = api.post("/v1/coupons", percent_off=10, duration="forever")
    subscription = api.given.subscription(discounts=[{"coupon": coupon.id}])
    assert api.get(f"/v1/invoices/{subscription.latest_invoice}").total == 1800
    assert api.delete(f"/v1/subscriptions/{subscription.id}/discount").deleted
    assert again(api, subscription).discounts == []
    assert "customer.discount.deleted" in api.happened()


def test_a_coupon_for_one_invoice_is_used_up(api, june):
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    subscription = given(api, june, discounts=[{"coupon": coupon.id}], trial_period_days=3)
    assert len(again(api, subscription).discounts) == 1
    june.advance(days=4)
    assert invoices(api, subscription)[0].total == 2700
    assert again(api, subscription).discounts == []


def test_subscriptions_are_searched(api):
    subscription = api.given.subscription(metadata={"order": "67"})
    found = api.get("/v1/subscriptions/search", query="metadata['order']:'67' AND status:'active'")
    assert [one.id for one in found["data"]] == [subscription.id]
