"""The login page of a configuration, and the mail that it sends."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from tests.billing_portal.browser import Browser

CONFIGURATIONS = "/v1/billing_portal/configurations"
HISTORY = {"invoice_history": {"enabled": True}}


def configured(api):
    return api.post(CONFIGURATIONS, features=HISTORY, login_page={"enabled": True})


def path_of(url):
    return urlsplit(url).path


def login(api, url, email):
    body = urlencode({"email": email}).encode()
    return api.request("POST", path_of(url), body, key=None)


def mail(api, **params):
    return api.request("GET", "/_counterfoil/emails", params).json["data"]


def subscribed(api, email):
    customer = api.given.customer(email=email, card="pm_card_visa")
    price = api.given.price(unit_amount=2000, recurring={"interval": "month"}).id
    return customer, api.given.subscription(customer=customer.id, items=[{"price": price}])


def test_an_address_leads_to_the_portal(api):
    configuration = configured(api)
    customer, _ = subscribed(api, "jenny@example.com")
    page = api.request("GET", path_of(configuration.login_page.url), key=None)
    assert (page.status, 'name="email"' in page.body.decode()) == (200, True)

    answer = login(api, configuration.login_page.url, "jenny@example.com")

    assert (answer.status, "on its way" in answer.body.decode()) == (200, True)
    [sent] = mail(api)
    assert (sent["to"], sent["type"]) == ("jenny@example.com", "billing_portal.login")
    [url] = sent["links"]
    assert url in sent["text"] and f'href="{url}"' in sent["html"]
    event = api.get("/v1/events", type="billing_portal.session.created").data[0]
    session = event.data.object
    assert (session.customer, session.configuration) == (customer.id, configuration.id)
    assert "Invoices" in Browser(api, url).text


def test_nothing_is_sent_without_a_live_subscription(api):
    configuration = configured(api)
    api.given.customer(email="jenny@example.com")
    _, ended = subscribed(api, "old@example.com")
    api.delete(f"/v1/subscriptions/{ended.id}")
    for email in ("jenny@example.com", "old@example.com", "nobody@example.com"):
        answer = login(api, configuration.login_page.url, email)
        assert (answer.status, "on its way" in answer.body.decode()) == (200, True)
    assert mail(api) == []
    assert login(api, configuration.login_page.url, "no address").status == 422


def test_the_newest_of_several_customers_is_let_in(api):
    configuration = configured(api)
    subscribed(api, "jenny@example.com")
    newest, _ = subscribed(api, "jenny@example.com")
    api.given.customer(email="jenny@example.com")
    login(api, configuration.login_page.url, "jenny@example.com")
    event = api.get("/v1/events", type="billing_portal.session.created").data[0]
    assert event.data.object.customer == newest.id
    assert len(mail(api, to="jenny@example.com")) == 1
    assert mail(api, to="other@example.com") == []


def test_a_page_that_is_disabled_is_gone(api):
    configuration = configured(api)
    path = f"{CONFIGURATIONS}/{configuration.id}"
    api.post(path, metadata={"a": "b"})
    url = configuration.login_page.url
    assert api.request("GET", path_of(url), key=None).status == 200
    api.post(path, active=False)
    assert api.request("GET", path_of(url), key=None).status == 404
    api.post(path, active=True, login_page={"enabled": False})
    assert login(api, url, "jenny@example.com").status == 404
    again = api.post(path, login_page={"enabled": True}).login_page.url
    assert again != url
    assert api.request("GET", path_of(again), key=None).status == 200
    assert api.request("GET", "/p/login/test_none", key=None).status == 404


def test_only_secret_keys_read_mail(api):
    configured(api)
    assert api.request("GET", "/_counterfoil/emails", key=None).status == 401
    assert mail(api.other()) == []


def test_the_default_configuration_has_a_login_page(api):
    default = api.get(CONFIGURATIONS, is_default=True).data[0]
    page = api.post(f"{CONFIGURATIONS}/{default.id}", login_page={"enabled": True}).login_page
    assert api.request("GET", path_of(page.url), key=None).status == 200
