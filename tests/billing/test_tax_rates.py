"""Tax rates, as their chapter of the reference tells it."""

import pytest

VAT = {"display_name": "VAT", "percentage": 19, "inclusive": False}


def test_a_rate_is_born_with_all_defaults(api):
    rate = dict(api.post("/v1/tax_rates", **VAT))
    assert rate.pop("id").startswith("txr_")
    nothing = (
        "country description effective_percentage flat_amount jurisdiction jurisdiction_level rate_type"
        " state tax_type"
    )
    assert rate == {
        "object": "tax_rate",
        "active": True,
        "created": api.now,
        "display_name": "VAT",
        "inclusive": False,
        "livemode": False,
        "metadata": {},
        "percentage": 19.0,
        **dict.fromkeys(nothing.split()),
    }
    assert api.happened() == ["tax_rate.created"]


def test_percentage_and_inclusiveness_never_change(api):
    rate = api.post("/v1/tax_rates", **VAT)
    path = f"/v1/tax_rates/{rate.id}"
    for name in ("percentage", "inclusive"):
        assert api.refused("POST", path, **{name: VAT[name]}).code == "parameter_unknown"
    names = {"display_name": "MwSt.", "country": "DE", "jurisdiction": "DE", "tax_type": "vat"}
    changed = api.post(path, active=False, metadata={"k": "v"}, **names)
    assert {**rate, **names, "active": False, "metadata": {"k": "v"}} == changed
    assert api.happened() == ["tax_rate.created", "tax_rate.updated"]
    assert api.refused("DELETE", path, 404)


@pytest.mark.parametrize("percentage", [-1, 100.1, 7.12345])
def test_a_percentage_is_between_0_and_100_with_four_decimals(api, percentage):
    error = api.refused("POST", "/v1/tax_rates", **{**VAT, "percentage": percentage})
    assert error.param == "percentage"
    assert api.post("/v1/tax_rates", **{**VAT, "percentage": 7.1234}).percentage == 7.1234


def test_rates_are_listed_by_what_they_are(api):
    rates = [
        api.post("/v1/tax_rates", **VAT, active=active).id for active in (True, False)
    ] + [api.post("/v1/tax_rates", **{**VAT, "inclusive": True}).id]  # fmt: skip
    listed = lambda **filters: [each.id for each in api.get("/v1/tax_rates", **filters).data]  # noqa: E731
    assert listed() == rates[::-1]
    assert listed(active=True) == [rates[2], rates[0]]
    assert listed(inclusive=True) == [rates[2]]
    assert listed(active=False, inclusive=False) == [rates[1]]


def test_an_inactive_rate_stays_where_it_is_when_it_is_sent_again(api):
    customer = api.given.customer(card="pm_card_visa")
    price = api.given.price(recurring={"interval": "month"})
    default, own = (api.post("/v1/tax_rates", **VAT).id for _ in range(2))
    sent = {"customer": customer.id, "default_tax_rates": [default]}
    subscription = api.post("/v1/subscriptions", **sent, items=[{"price": price.id, "tax_rates": [own]}])
    quote = api.post("/v1/quotes", **sent)
    item = subscription["items"].data[0].id
    for rate in (default, own):
        api.post(f"/v1/tax_rates/{rate}", active=False)
    path = f"/v1/subscriptions/{subscription.id}"
    again = api.post(path, default_tax_rates=[default], items=[{"id": item, "tax_rates": [own]}])
    assert [rate.id for rate in again.default_tax_rates] == [default]
    assert [rate.id for rate in again["items"].data[0].tax_rates] == [own]
    assert api.post(f"/v1/quotes/{quote.id}", default_tax_rates=[default]).default_tax_rates == [default]
    assert api.refused("POST", path, default_tax_rates=[own]).param == "default_tax_rates[0]"
