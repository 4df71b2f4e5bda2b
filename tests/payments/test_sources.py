"""Sources, the predecessor of payment methods: of cards, and of methods that redirect the customer."""

from urllib.parse import parse_qs, urlsplit

import pytest

IDEAL = {
    "type": "ideal",
    "amount": 1500,
    "currency": "eur",
    "redirect": {"return_url": "https://shop.example/back"},
}


def answer(api, source, outcome):
    where = urlsplit(source.redirect.url)
    return api.request("POST", f"{where.path}?{where.query}", {"outcome": outcome}, key=None)


def test_a_card_source_is_chargeable_once(api):
    source = api.post("/v1/sources", type="card", token="tok_visa", metadata={"a": "1"})
    assert (source.id[:4], source.status, source.flow, source.usage) == (
        "src_",
        "chargeable",
        "none",
        "reusable",
    )
    assert (source.card.brand, source.card.last4, source.metadata) == ("Visa", "4242", {"a": "1"})
    charge = api.post("/v1/charges", amount=500, currency="usd", source=source.id)
    assert (charge.status, charge.source.id, charge.payment_method) == ("succeeded", source.id, source.id)
    assert api.get(f"/v1/sources/{source.id}").status == "consumed"
    assert (
        api.refused("POST", "/v1/charges", amount=500, currency="usd", source=source.id)["param"] == "source"
    )
    assert "source.chargeable" in api.happened()


def test_a_customers_source_is_charged_again_and_again(api):
    source = api.post("/v1/sources", type="card", token="tok_visa")
    customer = api.post("/v1/customers", source=source.id)
    assert customer.default_source == source.id
    for _ in range(2):
        charge = api.post("/v1/charges", amount=500, currency="usd", customer=customer.id)
        assert (charge.status, charge.source.object) == ("succeeded", "source")
    path = f"/v1/customers/{customer.id}/sources"
    assert [one["id"] for one in api.get(path)["data"]] == [source.id]
    assert api.get(f"/v1/payment_methods/{source.id}")["card"]["last4"] == "4242"
    pay = {
        "amount": 500,
        "currency": "usd",
        "customer": customer.id,
        "payment_method_types": ["card"],
        "confirm": True,
    }
    assert api.post("/v1/payment_intents", **pay, payment_method=source.id).status == "succeeded"
    assert api.post(f"{path}/{source.id}", owner={"email": "a@b.example"}).owner.email == "a@b.example"
    gone = api.delete(f"{path}/{source.id}")
    assert (gone["object"], gone["status"]) == ("source", "consumed")
    assert api.get(f"/v1/customers/{customer.id}").default_source is None
    assert "customer.source.deleted" in api.happened()


def test_a_redirecting_source_is_authorized_then_charged(api):
    source = api.post("/v1/sources", **IDEAL)
    assert (source.status, source.flow, source.usage, source.redirect.status) == (
        "pending",
        "redirect",
        "single_use",
        "pending",
    )
    pay = {"amount": 1500, "currency": "eur", "source": source.id}
    assert "pending" in api.refused("POST", "/v1/charges", **pay)["message"]
    there = urlsplit(answer(api, source, "success").headers["location"])
    assert parse_qs(there.query) == {
        "client_secret": [source.client_secret],
        "livemode": ["false"],
        "source": [source.id],
    }
    chargeable = api.get(f"/v1/sources/{source.id}")
    assert (chargeable.status, chargeable.redirect.status) == ("chargeable", "succeeded")
    assert api.refused("POST", "/v1/charges", **{**pay, "amount": 1400})["param"] == "amount"
    charge = api.post("/v1/charges", **pay)
    assert (charge.status, charge.payment_method_details.type, charge.source.id) == (
        "succeeded",
        "ideal",
        source.id,
    )
    assert api.get(f"/v1/sources/{source.id}").status == "consumed"
    assert "source.chargeable" in api.happened()


def test_a_redirecting_source_fails_or_expires(api, wall):
    failing, forgotten = (api.post("/v1/sources", **IDEAL) for _ in range(2))
    answer(api, failing, "failure")
    assert api.get(f"/v1/sources/{failing.id}").status == "failed"
    wall.advance(hours=6, seconds=1)
    assert api.get(f"/v1/sources/{forgotten.id}").status == "canceled"
    pay = {"amount": 1500, "currency": "eur", "payment_method_types": ["ideal"]}
    assert (
        "previously used"
        in api.refused("POST", "/v1/payment_intents", **pay, payment_method=failing.id)["message"]
    )
    assert [one for one in api.happened() if one.startswith("source.")] == [
        "source.failed",
        "source.canceled",
    ]


def test_what_a_source_needs(api):
    assert api.refused("POST", "/v1/sources", amount=100)["param"] == "type"
    assert api.refused("POST", "/v1/sources", type="card")["param"] == "token"
    assert api.refused("POST", "/v1/sources", type="ideal", currency="eur")["param"] == "amount"
    assert (
        api.refused("POST", "/v1/sources", type="ideal", amount=100, currency="eur")["param"]
        == "redirect[return_url]"
    )
    api.refused("POST", "/v1/sources", 501, type="three_d_secure")


@pytest.mark.parametrize("kind", ["klarna", "sofort"])
def test_other_methods_redirect_too(api, kind):
    source = api.post("/v1/sources", **IDEAL | {"type": kind})
    assert (source.type, source.flow, source.status) == (kind, "redirect", "pending")
    answer(api, source, "success")
    assert api.get(f"/v1/sources/{source.id}").status == "chargeable"
    charge = api.post("/v1/charges", amount=1500, currency="eur", source=source.id)
    assert charge.status == "succeeded"


def test_wechat_has_a_code_and_no_way_back(api):
    source = api.post("/v1/sources", type="wechat", amount=1500, currency="usd")
    assert (source.flow, source.status) == ("none", "pending")
    where = urlsplit(source.wechat.qr_code_url)
    page = api.request("POST", f"{where.path}?{where.query}", {"outcome": "success"}, key=None)
    assert page.status == 200
    assert api.get(f"/v1/sources/{source.id}").status == "chargeable"


def test_an_unknown_type_is_refused(api):
    assert api.refused("POST", "/v1/sources", type="barter").param == "type"
