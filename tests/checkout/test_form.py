"""The form of the hosted page: what it asks for, what it refuses, and what the session knows then."""

from __future__ import annotations

import re

import pytest

from tests.checkout.test_orders import CARD, change, item, now, opened, visit

ADDRESS = {
    "shippingName": "Ada",
    "shippingCountry": "US",
    "shippingAddressLine1": "1 Main Street",
    "shippingLocality": "Springfield",
}


def paid(api, session, **fields):
    """Submit the form, which must succeed. Returns the session."""
    response = visit(api, session.url, "POST", **{**CARD, **fields})
    assert response.status == 303, response.body.decode()
    return api.get(f"/v1/checkout/sessions/{session.id}", expand=["payment_intent"])


def said(page):
    """What the page says is wrong."""
    found = re.search(r'role="alert"[^>]*>([^<]*)', page.body.decode())
    return found and found[1].replace("&#x27;", "'")


def field(kind, **rules):
    label = {"type": "custom", "custom": "Size"}
    return {"key": "size", "label": label, "type": kind, **({kind: rules} if rules else {})}


SIZE = "customField-size"
STREET = "1 Main Street"
RED = [{"label": "Red", "value": "red"}]


@pytest.mark.parametrize(
    ("asked", "hook", "entered"),
    [
        ({"phone_number_collection": {"enabled": True}}, "phoneNumber", {"phoneNumber": "+15551234567"}),
        ({"custom_fields": [field("text", minimum_length=2)]}, SIZE, {SIZE: "XL"}),
        ({"custom_fields": [field("numeric")]}, SIZE, {SIZE: "42"}),
        ({"custom_fields": [field("dropdown", options=RED)]}, SIZE, {SIZE: "red"}),
        ({"billing_address_collection": "required"}, "billingAddressLine2", {
            "billingCountry": "US", "billingAddressLine1": STREET, "billingLocality": "Springfield"}),
        ({"shipping_address_collection": {"allowed_countries": ["US"]}}, "shippingName", ADDRESS),
        ({"consent_collection": {"terms_of_service": "required"}}, "termsOfServiceConsentCheckbox",
         {"termsOfServiceConsentCheckbox": "on"}),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_required(api, asked, hook, entered):
    session = opened(api, **asked)
    assert f'id="{hook}"' in visit(api, session.url).body.decode()
    assert visit(api, session.url, "POST", **CARD).status == 422
    assert paid(api, session, **entered).status == "complete"


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (field("text", minimum_length=2, maximum_length=3), "X"),
        (field("text", minimum_length=2, maximum_length=3), "XXXL"),
        (field("numeric"), "4.2"),
        (field("dropdown", options=RED), "blue"),
    ],
)
def test_a_custom_field_has_rules(api, asked, value):
    session = opened(api, custom_fields=[asked])
    wrong = visit(api, session.url, "POST", **{**CARD, "customField-size": value})
    assert (wrong.status, 'aria-invalid="true"' in wrong.body.decode()) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"email": "ada@"}, "Your email is invalid."),
        ({"cardNumber": "4242"}, "Your card number is incomplete."),
        ({"cardExpiry": "12 / 20"}, "Your card's expiration year is in the past."),
        ({"cardExpiry": "01 / 25"}, "Your card's expiration date is in the past."),
        ({"cardCvc": "12"}, "Your card's security code is incomplete."),
        ({"cardNumber": "378282246310005"}, "Your card's security code is incomplete."),
    ],
)
def test_a_card_is_looked_at_before_the_bank_is_asked(api, wrong, text):
    session = opened(api)
    page = visit(api, session.url, "POST", **{**CARD, **wrong})
    assert (page.status, said(page)) == (422, text)
    assert api.get("/v1/payment_intents").data == []


def test_shipping_goes_to_the_payment(api):
    session = opened(api, shipping_address_collection={"allowed_countries": ["US", "CA"]})
    page = visit(api, session.url, "POST", **{**CARD, **ADDRESS, "shippingCountry": "FR"})
    assert (page.status, said(page)) == (422, "We do not ship to this country.")
    done = paid(api, session, **ADDRESS)
    assert done.collected_information.shipping_details.address.line1 == "1 Main Street"
    assert (done.payment_intent.shipping.name, done.payment_intent.shipping.address.country) == ("Ada", "US")


def test_an_email_that_is_known_is_locked(api):
    session = opened(api, customer_email="ada@example.com")
    assert re.search(r'id="email"[^>]*readonly', visit(api, session.url).body.decode())
    assert paid(api, session, email="eve@example.com").customer_details.email == "ada@example.com"


def test_a_business_gives_its_tax_id(api):
    session = opened(api, tax_id_collection={"enabled": True}, customer_creation="always")
    business = {"businessName": "Tea Inc", "taxIdType": "eu_vat", "taxId": "DE12"}
    assert said(visit(api, session.url, "POST", **{**CARD, **business})) == "Your tax ID is invalid."
    done = paid(api, session, **{**business, "taxId": "DE123456789"})
    assert done.customer_details.tax_ids == [{"type": "eu_vat", "value": "DE123456789"}]
    [listed] = api.get(f"/v1/customers/{done.customer}/tax_ids").data
    assert (listed.value, api.get(f"/v1/customers/{done.customer}").name) == ("DE123456789", "Tea Inc")


def test_tax_ids_of_a_known_customer_need_leave_to_update_the_name(api):
    sent = {"mode": "payment", "success_url": "https://example.com", "line_items": [item()]}
    sent |= {"customer": api.given.customer().id, "tax_id_collection": {"enabled": True}}
    error = api.refused("POST", "/v1/checkout/sessions", **sent)
    assert error.message.startswith("Tax ID collection requires updating business name on the customer.")


def test_a_saved_method_pays(api):
    customer = api.post("/v1/customers", email="ada@example.com")
    hidden = api.given.payment_method(customer=customer)
    kept = api.given.payment_method("pm_card_mastercard", customer=customer)
    api.post(f"/v1/payment_methods/{kept.id}", allow_redisplay="always")
    others = api.given.payment_method()

    session = opened(api, customer=customer.id)
    page = visit(api, session.url).body.decode()
    assert f'value="{kept.id}" checked' in page and hidden.id not in page
    for refused in (hidden.id, others.id):
        assert visit(api, session.url, "POST", savedPaymentMethod=refused).status == 422
    assert visit(api, session.url, "POST", savedPaymentMethod=kept.id).status == 303
    assert now(api, session).payment_status == "paid"


def test_a_buyer_saves_the_method_for_the_next_time(api):
    customer = api.post("/v1/customers", email="ada@example.com")
    session = opened(
        api, customer=customer.id, saved_payment_method_options={"payment_method_save": "enabled"}
    )
    assert 'id="savePaymentMethod"' in visit(api, session.url).body.decode()
    paid(api, session, savePaymentMethod="on")
    [saved] = api.get(f"/v1/customers/{customer.id}/payment_methods").data
    assert saved.allow_redisplay == "always"


def test_enter_pays(api):
    page = visit(api, opened(api, allow_promotion_codes=True).url).body.decode()
    first = re.search("<button[^>]*>", page)
    assert first and "hidden" in first[0] and "change" not in first[0]


def test_the_total_that_a_buyer_saw_is_the_one_that_is_paid(api):
    session = opened(api, item(adjustable_quantity={"enabled": True}))
    quantity = f"quantity-{now(api, session).line_items.data[0].id}"
    page = visit(api, session.url).body.decode()
    assert 'name="expectedAmount" value="2000"' in page
    late = visit(api, session.url, "POST", **{**CARD, "expectedAmount": "2000", quantity: "3"})
    assert (late.status, "$60.00" in (said(late) or "")) == (409, True)
    assert now(api, session).status == "open"
    assert paid(api, session, expectedAmount="6000").payment_intent.amount_received == 6000


def test_a_buyer_adds_an_optional_item(api):
    newest = api.at("2026-10-28.endive")
    price = api.given.price(unit_amount=500)
    sent = {"mode": "payment", "success_url": "https://example.com", "line_items": [item()]}
    session = newest.post(
        "/v1/checkout/sessions", **sent, optional_items=[{"price": price.id, "quantity": 2}]
    )
    assert "(optional)" in visit(api, session.url).body.decode()
    change(api, session, **{f"optional-{price.id}": "2"})
    assert (now(api, session).amount_total, len(now(api, session).line_items.data)) == (3000, 2)
    change(api, session, optionalItems="shown")
    assert now(api, session).amount_total == 2000


def test_a_buyer_chooses_the_amount(api):
    price = api.given.price(custom_unit_amount={"enabled": True, "minimum": 500, "maximum": 5000})
    link = api.post("/v1/payment_links", line_items=[{"price": price.id, "quantity": 1}])
    visit(api, link.url)
    [session] = api.get("/v1/checkout/sessions").data
    name = f"amount-{now(api, session).line_items.data[0].id}"
    for amount in ("4.99", "50.01", "5.001", "much"):
        assert change(api, session, **{name: amount}).status == 422
    assert change(api, session, **{name: "25"}).status == 200
    assert paid(api, session).payment_intent.amount == 2500


def test_a_free_order_needs_no_card(api):
    coupon = api.post("/v1/coupons", percent_off=100, duration="once")
    session = opened(api, discounts=[{"coupon": coupon.id}])
    assert "cardNumber" not in visit(api, session.url).body.decode()
    assert visit(api, session.url, "POST", email="ada@example.com").status == 303
    assert now(api, session).payment_status == "no_payment_required"


def test_an_expired_page_leads_to_its_recovery(api):
    session = opened(api, after_expiration={"recovery": {"enabled": True}})
    expired = api.post(f"/v1/checkout/sessions/{session.id}/expire")
    page = visit(api, session.url)
    assert (page.status, expired.after_expiration.recovery.url in page.body.decode()) == (410, True)


@pytest.mark.parametrize(
    ("kind", "currency", "account", "status"),
    [
        ("us_bank_account", "usd", {"routingNumber": "110000000", "accountNumber": "000123456789"}, "unpaid"),
        ("sepa_debit", "eur", {"iban": "DE89 3704 0044 0532 0130 00"}, "unpaid"),
    ],
)
def test_a_bank_account_is_entered(api, kind, currency, account, status):
    bought = item()
    bought["price_data"]["currency"] = currency
    session = opened(api, bought, payment_method_types=[kind])
    sent = {"email": "ada@example.com", "billingName": "Ada", **account}
    assert visit(api, session.url, "POST", **{**sent, next(iter(account)): ""}).status == 422
    assert visit(api, session.url, "POST", **sent).status == 303
    assert (now(api, session).status, now(api, session).payment_status) == ("complete", status)


def test_a_subscription_tells_what_is_charged_later(api):
    price = api.given.price(recurring={"interval": "month"}).id
    sent = {"mode": "subscription", "success_url": "https://example.com"}
    sent |= {"line_items": [{"price": price, "quantity": 2}], "subscription_data": {"trial_period_days": 7}}
    page = visit(api, api.post("/v1/checkout/sessions", **sent).url).body.decode()
    for text in ("7 days free", "$40.00 every month", "Start trial"):
        assert text in page


def test_pressing_twice_pays_once(api):
    session = opened(api)
    first, second = (visit(api, session.url, "POST", **CARD) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert len(api.get("/v1/charges").data) == 1


@pytest.mark.parametrize(
    ("kind", "currency", "more", "to"),
    [
        ("cashapp", "usd", {}, "/qr/"),
        ("pix", "brl", {}, "/qr/"),
        ("wechat_pay", "usd", {}, "/qr/"),
        ("amazon_pay", "usd", {}, "/authorize/"),
        ("bancontact", "eur", {}, "/authorize/"),
        ("blik", "pln", {"blikCode": "123456"}, None),
    ],
)
def test_methods_lead_to_where_they_are_approved(api, wall, kind, currency, more, to):
    bought = item(5000)
    bought["price_data"]["currency"] = currency
    session = opened(api, bought, payment_method_types=[kind])
    who = {"email": "ada@example.com", "billingName": "Ada"}
    away = visit(api, session.url, "POST", **{**who, **more})
    if to is None:
        assert (away.status, "approve the payment in your app" in away.body.decode()) == (200, True)
        wall.advance(seconds=10)
    else:
        assert (away.status, to in away.headers["location"]) == (303, True)
        visit(api, away.headers["location"], "POST", outcome="success")
    assert now(api, session).payment_status == "paid"


def test_a_buyer_pays_by_transfer(api):
    customer = api.post("/v1/customers", email="ada@example.com")
    how = {"funding_type": "bank_transfer", "bank_transfer": {"type": "us_bank_transfer"}}
    session = opened(
        api,
        customer=customer.id,
        payment_method_types=["customer_balance"],
        payment_method_options={"customer_balance": how},
    )
    assert visit(api, session.url, "POST", billingName="Ada").status == 303
    assert (now(api, session).status, now(api, session).payment_status) == ("complete", "unpaid")
    api.post(f"/v1/test_helpers/customers/{customer.id}/fund_cash_balance", amount=2000, currency="usd")
    assert now(api, session).payment_status == "paid"


@pytest.mark.parametrize(
    ("sent", "code", "param"),
    [
        (item(quantity=0), "parameter_invalid_integer", "line_items[0][quantity]"),
        (item(99_999_999, 2), "amount_too_large", None),
    ],
)
def test_an_order_has_limits(api, sent, code, param):
    params = {"mode": "payment", "success_url": "https://example.com", "line_items": [sent]}
    error = api.refused("POST", "/v1/checkout/sessions", **params)
    assert (error.code, error.get("param")) == (code, param)
