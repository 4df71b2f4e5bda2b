"""Exchange rates: fixed, so that a conversion has the same answer tomorrow."""

from __future__ import annotations


def test_a_currency_tells_what_it_buys(api):
    euro = api.get("/v1/exchange_rates/eur")

    assert (euro.id, euro.object) == ("eur", "exchange_rate")
    assert (euro.rates["usd"], euro.rates["eur"]) == (1.04493, 1)


def test_payments_are_converted_at_these_rates(api, pay):
    intent = pay(
        100_000, currency="gbp", capture_method="automatic", expand=["latest_charge.balance_transaction"]
    )

    transaction = intent.latest_charge.balance_transaction
    assert transaction.exchange_rate == api.get("/v1/exchange_rates/gbp").rates["usd"]
    assert transaction.amount == round(100_000 * transaction.exchange_rate)


def test_all_currencies_are_listed_page_by_page(api):
    seen, page = [], api.get("/v1/exchange_rates", limit=100)
    seen += [one["id"] for one in page.data]
    while page.has_more:
        page = api.get("/v1/exchange_rates", limit=100, starting_after=seen[-1])
        seen += [one["id"] for one in page.data]

    assert seen == sorted(set(seen)) and {"usd", "eur", "jpy", "gbp"} <= set(seen)
    before = api.get("/v1/exchange_rates", limit=3, ending_before=seen[5])
    assert ([one["id"] for one in before.data], before.has_more) == (seen[2:5], True)
    assert len(api.get("/v1/exchange_rates").data) == 10


def test_a_currency_that_is_none(api):
    assert api.refused("GET", "/v1/exchange_rates/zzz", 404).code == "resource_missing"
    assert api.refused("GET", "/v1/exchange_rates", 400, starting_after="zzz").param == "starting_after"
