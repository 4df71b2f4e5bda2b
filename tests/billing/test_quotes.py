"""Quotes, as their chapter of the reference and their guide tell it."""

import pytest

from tests.support.client import Api, House
from tests.support.clocks import Wall

NEWEST = "2026-10-28.endive"
DAY = 86400


@pytest.fixture
def customer(api):
    return api.given.customer(card="pm_card_visa", invoice_prefix="ABC", email="jenny@example.com")


@pytest.fixture
def monthly(api):
    return api.given.price(unit_amount=1500, recurring={"interval": "month"})


@pytest.fixture
def once(api):
    return api.given.price(unit_amount=900, product_data={"name": "Setup"})


def quoted(api, customer, *items, **params):
    """A draft for a customer. items: (price, quantity)."""
    sent = [{"price": price.id, "quantity": quantity} for price, quantity in items]
    return api.post("/v1/quotes", customer=customer.id, line_items=sent, **params)


def accepted(api, quote):
    api.post(f"/v1/quotes/{quote.id}/finalize")
    return api.post(f"/v1/quotes/{quote.id}/accept")


def test_a_quote_is_born_with_all_defaults(api):
    quote = dict(api.at(NEWEST).post("/v1/quotes"))
    assert quote.pop("id").startswith("qt_")
    nothing = (
        "application application_fee_amount application_fee_percent currency customer customer_account"
        " description footer from_quote header invoice number on_behalf_of subscription"
        " subscription_schedule test_clock transfer_data"
    )
    amounts = {
        "amount_subtotal": 0,
        "amount_total": 0,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    }
    assert quote == {
        **dict.fromkeys(nothing.split()),
        **amounts,
        "object": "quote",
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "collection_method": "charge_automatically",
        "computed": {"recurring": None, "upfront": amounts},
        "created": api.now,
        "default_tax_rates": [],
        "discounts": [],
        "expires_at": api.now + 30 * DAY,
        "invoice_settings": {
            "custom_fields": None,
            "days_until_due": None,
            "description": None,
            "footer": None,
            "issuer": {"type": "self"},
        },
        "livemode": False,
        "metadata": {},
        "status": "draft",
        "status_transitions": {"accepted_at": None, "canceled_at": None, "finalized_at": None},
        "subscription_data": {
            "billing_mode": {"type": "flexible", "flexible": {"proration_discounts": "included"}},
            "description": None,
            "effective_date": None,
            "metadata": {},
            "trial_period_days": None,
        },
    }
    assert api.happened() == ["quote.created"]
    assert api.post("/v1/quotes").subscription_data.billing_mode.type == "classic"


def test_a_quote_adds_up(api, customer, monthly, once):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    quote = quoted(api, customer, (monthly, 2), (once, 1), default_tax_rates=[rate.id])
    assert (quote.amount_subtotal, quote.amount_total, quote.total_details.amount_tax) == (3900, 4290, 390)
    again, first = quote.computed.recurring, quote.computed.upfront
    assert (again.amount_total, again.interval, again.interval_count) == (3300, "month", 1)
    assert first.amount_total == 4290
    lines = api.get(f"/v1/quotes/{quote.id}/line_items").data
    assert [(line.description, line.quantity, line.amount_total) for line in lines] == [
        ("Gold", 2, 3300),
        ("Setup", 1, 990),
    ]
    assert api.get(f"/v1/quotes/{quote.id}/computed_upfront_line_items").data == lines
    page = api.get(f"/v1/quotes/{quote.id}/line_items", limit=1)
    assert (page.data, page.has_more) == (lines[:1], True)


def test_what_amounts_are_made_of_shows_when_it_is_expanded(api, customer, monthly, once):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    coupon = api.post("/v1/coupons", percent_off=50)
    quote = quoted(
        api, customer, (monthly, 2), (once, 1), default_tax_rates=[rate.id], discounts=[{"coupon": coupon.id}]
    )
    paths = [
        "line_items",
        "total_details.breakdown",
        "computed.upfront.line_items",
        "computed.recurring.total_details.breakdown",
    ]
    seen = api.get(f"/v1/quotes/{quote.id}", expand=paths)
    assert [each.amount for each in seen.total_details.breakdown.discounts] == [1950]
    tax = seen.total_details.breakdown.taxes[0]
    assert (tax.amount, tax.rate.id, tax.taxable_amount) == (195, rate.id, 1950)
    assert seen.line_items.data == seen.computed.upfront.line_items.data
    assert seen.computed.recurring.total_details.breakdown.discounts == []  # once only
    assert (seen.amount_total, seen.computed.recurring.amount_total) == (2145, 3300)
    assert "line_items" not in quote
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 0


def test_only_discounts_for_ever_count_per_interval(api, customer, monthly):
    coupon = api.post("/v1/coupons", percent_off=10, duration="forever")
    line = {"price": monthly.id, "discounts": [{"coupon": coupon.id}]}
    quote = api.post("/v1/quotes", customer=customer.id, line_items=[line])
    assert (quote.amount_total, quote.computed.recurring.amount_total) == (1350, 1350)


def test_a_trial_leaves_nothing_to_pay_at_first(api, customer, monthly):
    quote = quoted(api, customer, (monthly, 1), subscription_data={"trial_period_days": 30})
    assert (quote.amount_total, quote.computed.recurring.amount_total) == (0, 1500)
    subscription = api.get(f"/v1/subscriptions/{accepted(api, quote).subscription}")
    assert (subscription.status, subscription.trial_end) == ("trialing", api.now + 30 * DAY)


@pytest.mark.parametrize("name", ["interval", "currency", "kind"])
def test_lines_that_do_not_go_together_are_refused(api, customer, monthly, name):
    other = {
        "interval": {"recurring": {"interval": "year"}},
        "currency": {"currency": "eur"},
        "kind": {"active": False},
    }[name]
    price = api.given.price(**other)
    lines = [{"price": monthly.id}, {"price": price.id}]
    error = api.refused("POST", "/v1/quotes", customer=customer.id, line_items=lines)
    assert error.param == ("line_items[1][price]" if name == "kind" else "line_items")


# -- drafts --------------------------------------------------------------------------------------------------


def test_a_draft_is_edited_line_by_line(api, customer, monthly, once):
    quote = quoted(api, customer, (monthly, 2), (once, 1))
    path = f"/v1/quotes/{quote.id}"
    first = api.get(f"{path}/line_items").data[0]
    changed = api.post(path, line_items=[{"id": first.id, "quantity": 3}], description="Three")
    assert (changed.amount_total, changed.description) == (4500, "Three")
    assert [line.id for line in api.get(f"{path}/line_items").data] == [first.id]
    assert api.refused("POST", path, line_items=[{"id": "li_none"}]).param == "line_items[0][id]"
    assert api.happened()[-1] == "quote.created"


def test_a_quote_is_numbered_when_it_is_finalized(api, customer, once):
    first = quoted(api, customer, (once, 1))
    finalized = api.post(f"/v1/quotes/{first.id}/finalize", expires_at=api.now + DAY)
    assert (finalized.status, finalized.number) == ("open", "QT-ABC-0001-1")
    assert (finalized.expires_at, finalized.status_transitions.finalized_at) == (api.now + DAY, api.now)
    second = quoted(api, customer, (once, 1))
    assert api.post(f"/v1/quotes/{second.id}/finalize").number == "QT-ABC-0002-1"
    assert api.happened()[-1] == "quote.finalized"
    path = f"/v1/quotes/{first.id}"
    assert "`open` status" in api.refused("POST", f"{path}/finalize").message
    assert "`open` status" in api.refused("POST", path, description="x").message
    assert api.post(path, expires_at=api.now + 2 * DAY).expires_at == api.now + 2 * DAY


def test_what_is_not_complete_is_not_finalized(api, customer, once):
    def refused(**params):
        quote = api.post("/v1/quotes", **params)
        return api.refused("POST", f"/v1/quotes/{quote.id}/finalize").param

    lines = [{"price": once.id}]
    assert refused(line_items=lines) == "customer"
    assert refused(customer=customer.id) == "line_items"
    sent = {"customer": customer.id, "line_items": lines, "collection_method": "send_invoice"}
    assert refused(**sent) == "invoice_settings[days_until_due]"


def test_a_quote_is_withdrawn_or_expires(api, wall):
    customer = api.given.customer()
    once = api.given.price()
    draft, canceled = (quoted(api, customer, (once, 1)) for _ in range(2))
    assert api.post(f"/v1/quotes/{canceled.id}/cancel").status_transitions.canceled_at == api.now
    assert "`canceled` status" in api.refused("POST", f"/v1/quotes/{canceled.id}/cancel").message
    short = quoted(api, customer, (once, 1), expires_at=api.now + DAY)
    api.post(f"/v1/quotes/{short.id}/finalize")
    assert wall.advance(days=1) == ["quote.canceled"]
    assert "`canceled` status" in api.refused("POST", f"/v1/quotes/{short.id}/accept").message
    assert api.get(f"/v1/quotes/{draft.id}").status == "draft"
    listed = {each.id for each in api.get("/v1/quotes", status="canceled").data}
    assert listed == {canceled.id, short.id}


def test_an_open_quote_that_expires_soon_is_told_where_that_is_set():
    house = House(quote_notice=DAY)
    try:
        api = Api(house)
        api.post("/v1/webhook_endpoints", url="http://localhost:9", enabled_events=["quote.will_expire"])
        customer, once, clock = api.given.customer(), api.given.price(), Wall(api)
        quoted(api, customer, (once, 1), expires_at=api.now + 3 * DAY)  # a draft, of which nothing is told
        quote = quoted(api, customer, (once, 1))
        api.post(f"/v1/quotes/{quote.id}/finalize", expires_at=api.now + 3 * DAY)
        assert clock.advance(days=1) == []
        assert clock.advance(days=1) == ["quote.will_expire"]
        assert clock.advance(days=1) == ["quote.canceled", "quote.canceled"]
    finally:
        house.close()


# -- accepting -----------------------------------------------------------------------------------------------


def test_one_time_lines_become_a_draft_invoice(api, customer, once):
    coupon = api.post("/v1/coupons", amount_off=100, currency="usd")
    quote = quoted(api, customer, (once, 2), discounts=[{"coupon": coupon.id}], metadata={"k": "v"})
    assert "`draft` status" in api.refused("POST", f"/v1/quotes/{quote.id}/accept").message
    done = accepted(api, quote)
    assert (done.status, done.status_transitions.accepted_at, done.subscription) == (
        "accepted",
        api.now,
        None,
    )
    invoice = api.get(f"/v1/invoices/{done.invoice}")
    assert (invoice.status, invoice.auto_advance, invoice.total) == ("draft", False, 1700)
    assert (invoice.quote, invoice.billing_reason, invoice.metadata) == (quote.id, "manual", {"k": "v"})
    newest = api.at(NEWEST).get(f"/v1/invoices/{done.invoice}")
    assert (newest.parent.type, newest.parent.quote_details.quote) == ("quote_details", quote.id)
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1
    assert api.happened()[-1] == "quote.accepted"


def test_a_recurring_line_makes_a_subscription(api, customer, monthly, once):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    data = {"description": "Gold plan", "metadata": {"k": "v"}}
    quote = quoted(
        api, customer, (monthly, 2), (once, 1), default_tax_rates=[rate.id], subscription_data=data
    )
    done = accepted(api, quote)
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    assert (subscription.status, subscription.description, subscription.metadata) == (
        "active",
        "Gold plan",
        {"k": "v"},
    )
    assert [(each.price.id, each.quantity) for each in subscription["items"].data] == [(monthly.id, 2)]
    invoice = api.get(f"/v1/invoices/{subscription.latest_invoice}")
    assert (invoice.status, invoice.auto_advance, invoice.total) == ("draft", True, quote.amount_total)
    assert (invoice.quote, invoice.subscription) == (quote.id, subscription.id)
    assert (done.subscription_schedule, done.invoice) == (None, None)


def test_the_first_invoice_comes_to_what_was_offered(api, customer, monthly, once):
    tiers = [{"up_to": 3, "unit_amount": 501}, {"up_to": "inf", "unit_amount": 299, "flat_amount": 101}]
    tiered = api.given.price(
        recurring={"interval": "month"}, billing_scheme="tiered", tiers_mode="graduated", tiers=tiers
    )
    rate = api.post("/v1/tax_rates", display_name="Tax", percentage=5.5, inclusive=False)
    coupons = [
        api.post("/v1/coupons", percent_off=33.3),
        api.post("/v1/coupons", amount_off=777, currency="usd"),
    ]
    quote = quoted(
        api,
        customer,
        (tiered, 7),
        (monthly, 3),
        (once, 1),
        default_tax_rates=[rate.id],
        discounts=[{"coupon": each.id} for each in coupons],
    )
    subscription = api.get(f"/v1/subscriptions/{accepted(api, quote).subscription}")
    invoice = api.get(f"/v1/invoices/{subscription.latest_invoice}")
    assert (invoice.subtotal, invoice.total) == (quote.amount_subtotal, quote.amount_total)
    assert sum(each.amount for each in invoice.total_discount_amounts) == quote.total_details.amount_discount
    lines = api.get(f"/v1/quotes/{quote.id}/line_items").data
    assert sum(line.amount_total for line in lines) == quote.amount_total


def test_invoices_of_a_quote_are_sent_where_it_says_so(api, customer, monthly):
    terms = {"collection_method": "send_invoice", "invoice_settings": {"days_until_due": 14}}
    done = accepted(api, quoted(api, customer, (monthly, 1), **terms))
    subscription = api.get(f"/v1/subscriptions/{done.subscription}")
    assert (subscription.collection_method, subscription.days_until_due) == ("send_invoice", 14)


def test_a_subscription_that_begins_later_is_a_schedule(api, clock, monthly, once):
    customer = api.given.customer(clock, card="pm_card_visa")
    begins = clock.now + 10 * DAY
    data = {"effective_date": begins}
    done = accepted(api, quoted(api, customer, (monthly, 1), (once, 1), subscription_data=data))
    assert (done.subscription, done.test_clock) == (None, clock.id)
    schedule = api.get(f"/v1/subscription_schedules/{done.subscription_schedule}")
    assert (schedule.status, schedule.phases[0].start_date) == ("not_started", begins)
    clock.advance(to=begins)
    schedule = api.get(f"/v1/subscription_schedules/{schedule.id}")
    invoice = api.get("/v1/invoices", subscription=schedule.subscription).data[0]
    assert (invoice.status, invoice.total) == ("draft", 2400)


def test_prices_of_a_quote_may_be_its_own(api, clock, monthly):
    customer = api.given.customer(clock, card="pm_card_visa")
    data = {"currency": "usd", "product": monthly.product, "unit_amount": 700}
    lines = [{"price_data": {**data, "recurring": {"interval": "month"}}}, {"price_data": data}]
    for later in (False, True):
        date = {"effective_date": clock.now + DAY} if later else {"metadata": {"k": "v"}}
        quote = api.post("/v1/quotes", customer=customer.id, line_items=lines, subscription_data=date)
        assert quote.amount_total == 1400
        done = accepted(api, quote)
        assert bool(done.subscription_schedule) is later
    clock.advance(days=1)
    assert [each.total for each in api.get("/v1/invoices", customer=customer.id).data] == [1400, 1400]


# -- of another quote ----------------------------------------------------------------------------------------


def test_a_quote_is_made_of_another(api, customer, monthly):
    original = quoted(api, customer, (monthly, 2), header="Dear Jenny")
    copy = api.post("/v1/quotes", from_quote={"quote": original.id}, footer="Yours")
    assert (copy.status, copy.header, copy.footer, copy.amount_total) == (
        "draft",
        "Dear Jenny",
        "Yours",
        3000,
    )
    assert copy.from_quote == {"is_revision": False, "quote": original.id}
    assert api.post(f"/v1/quotes/{copy.id}/finalize").number == "QT-ABC-0001-1"


def test_a_revision_has_its_number_and_takes_its_place(api, customer, monthly):
    original = quoted(api, customer, (monthly, 2))
    revised = {"quote": original.id, "is_revision": True}
    assert api.refused("POST", "/v1/quotes", from_quote=revised).param == "from_quote[quote]"
    api.post(f"/v1/quotes/{original.id}/finalize")
    revision = api.post("/v1/quotes", from_quote=revised, line_items=[{"price": monthly.id}])
    assert api.post(f"/v1/quotes/{revision.id}/finalize").number == "QT-ABC-0001-2"
    assert api.get(f"/v1/quotes/{original.id}").status == "canceled"


# -- documents and lists -------------------------------------------------------------------------------------


def test_a_quote_has_a_pdf_in_any_status(api, customer, monthly):
    quote = quoted(api, customer, (monthly, 2))
    for verb in (None, "finalize", "accept"):
        if verb:
            api.post(f"/v1/quotes/{quote.id}/{verb}")
        answer = api.request("GET", f"/v1/quotes/{quote.id}/pdf")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.body.startswith(b"%PDF-")


def test_quotes_on_a_test_clock_are_listed_by_it(api, clock):
    plain = api.post("/v1/quotes")
    clocked = api.post("/v1/quotes", test_clock=clock.id)
    assert (clocked.created, clocked.expires_at) == (clock.now, clock.now + 30 * DAY)
    assert [each.id for each in api.get("/v1/quotes").data] == [plain.id]
    assert [each.id for each in api.get("/v1/quotes", test_clock=clock.id).data] == [clocked.id]
    customer = api.given.customer()
    assert api.refused("POST", "/v1/quotes", test_clock=clock.id, customer=customer.id).param == "test_clock"
    clock.advance(days=30)
    assert api.get(f"/v1/quotes/{clocked.id}").status == "canceled"


def test_quotes_end_with_their_test_clock(api, clock):
    quote = api.post("/v1/quotes", test_clock=clock.id)
    api.delete(f"/v1/test_helpers/test_clocks/{clock.id}")
    assert api.get(f"/v1/quotes/{quote.id}").status == "canceled"


def test_a_line_shows_its_discounts_and_taxes_when_they_are_expanded(api, customer, monthly):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    coupon = api.post("/v1/coupons", percent_off=50)
    line = {"price": monthly.id, "discounts": [{"coupon": coupon.id}], "tax_rates": [rate.id]}
    quote = api.post("/v1/quotes", customer=customer.id, line_items=[line])
    path = f"/v1/quotes/{quote.id}/line_items"
    assert {"discounts", "taxes"}.isdisjoint(api.get(path).data[0])
    shown = api.get(path, expand=["data.discounts", "data.taxes"]).data[0]
    assert [(each.amount, each.discount.coupon.id) for each in shown.discounts] == [(750, coupon.id)]
    assert [(each.amount, each.rate.id, each.taxable_amount) for each in shown.taxes] == [(75, rate.id, 750)]
    api.post(f"/v1/quotes/{quote.id}", line_items=[{"id": shown.id, "quantity": 2, "discounts": ""}])
    expanded = api.get(f"/v1/quotes/{quote.id}", expand=["line_items.data.taxes"]).line_items.data[0]
    assert (expanded.id, expanded.taxes[0].amount) == (shown.id, 300)


def test_the_quantity_of_a_line_is_not_negative(api, customer, monthly):
    line = {"price": monthly.id, "quantity": -1}
    error = api.refused("POST", "/v1/quotes", customer=customer.id, line_items=[line])
    assert (error.code, error.param) == ("parameter_invalid_integer", "line_items[0][quantity]")
    assert api.get("/v1/quotes").data == []
