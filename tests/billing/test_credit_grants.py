"""Credit grants, their balance transactions and the balance summary."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.client import Api
from tests.support.clocks import DAY

GRANTS = "/v1/billing/credit_grants"
ENTRIES = "/v1/billing/credit_balance_transactions"
SUMMARY = "/v1/billing/credit_balance_summary"


def usd(value: int) -> dict[str, Any]:
    return {"type": "monetary", "monetary": {"currency": "usd", "value": value}}


def granting(customer: Any, value: int = 1000, **params: Any) -> dict[str, Any]:
    """The parameters of a grant on all metered prices."""
    scope = {"scope": {"price_type": "metered"}}
    return {
        "customer": customer.id, "amount": usd(value), "applicability_config": scope, "category": "paid",
        **params,
    }  # fmt: skip


def a_grant(api: Api, customer: Any, value: int = 1000, **params: Any) -> Any:
    return api.post(GRANTS, **granting(customer, value, **params))


def entries(api: Api, customer: Any, **params: Any) -> list[Any]:
    """(side, what, value, effective_at) of the transactions, newest first."""
    found = api.get(ENTRIES, customer=customer.id, **params).data
    told = [(one, one.credit or one.debit) for one in found]
    return [(one.type, part.type, part.amount.monetary.value, one.effective_at) for one, part in told]


def balances(api: Api, customer: Any, **filter: Any) -> list[tuple[str, int, int]]:
    """(currency, available, ledger)."""
    sent = filter or {"type": "applicability_scope", "applicability_scope": {"price_type": "metered"}}
    found = api.get(SUMMARY, customer=customer.id, filter=sent)
    assert found == {
        "object": "billing.credit_balance_summary", "balances": found.balances, "customer": customer.id,
        "customer_account": None,
        "livemode": False,
    }  # fmt: skip
    pairs = [(one.available_balance.monetary, one.ledger_balance.monetary) for one in found.balances]
    return [(free.currency, free.value, held.value) for free, held in pairs]


def metered_price(api: Api, **params: Any) -> Any:
    meter = api.given.meter(**params)
    return api.given.price(recurring={"interval": "month", "usage_type": "metered", "meter": meter.id})


def test_a_grant_adds_credit(api):
    customer = api.given.customer()
    grant = a_grant(api, customer, 1000, name="Welcome", metadata={"why": "new"})
    assert grant.id.startswith("credgr_test_")
    assert grant == {
        "id": grant.id,
        "object": "billing.credit_grant",
        "amount": usd(1000),
        "applicability_config": {"scope": {"price_type": "metered", "prices": None}},
        "category": "paid",
        "created": api.now,
        "customer": customer.id,
        "customer_account": None,
        "effective_at": api.now,
        "expires_at": None,
        "livemode": False,
        "metadata": {"why": "new"},
        "name": "Welcome",
        "priority": 50,
        "test_clock": None,
        "updated": api.now,
        "voided_at": None,
    }
    assert api.get(f"{GRANTS}/{grant.id}") == grant
    [entry] = api.get(ENTRIES, customer=customer.id).data
    assert entry.id.startswith("cbtxn_test_")
    assert entry == {
        "id": entry.id,
        "object": "billing.credit_balance_transaction",
        "created": api.now,
        "credit": {
            "amount": usd(1000),
            "credits_application_invoice_voided": None,
            "type": "credits_granted",
        },
        "credit_grant": grant.id,
        "debit": None,
        "effective_at": api.now,
        "livemode": False,
        "test_clock": None,
        "type": "credit",
    }
    assert api.get(f"{ENTRIES}/{entry.id}", expand=["credit_grant"]).credit_grant == grant
    assert balances(api, customer) == [("usd", 1000, 1000)]
    assert api.happened().in_order(
        "billing.credit_grant.created", "billing.credit_balance_transaction.created"
    )


def test_what_a_grant_needs(api):
    customer = api.given.customer()
    whole = granting(customer)
    for name in ("customer", "amount", "applicability_config", "category"):
        error = api.refused("POST", GRANTS, **{key: value for key, value in whole.items() if key != name})
        assert (error.code, error.param) == ("parameter_missing", name)


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"customer": "cus_no"}, "customer"),
        ({"amount": {"type": "monetary"}}, "amount[monetary]"),
        ({"amount": {**usd(1), "type": "custom"}}, "amount[type]"),
        ({"amount": usd(0)}, "amount[monetary][value]"),
        (
            {"amount": {"type": "monetary", "monetary": {"currency": "xyz", "value": 1}}},
            "amount[monetary][currency]",
        ),
        (
            {"applicability_config": {"scope": {"price_type": "licensed"}}},
            "applicability_config[scope][price_type]",
        ),
        (
            {"applicability_config": {"scope": {"prices": [{"id": "price_no"}]}}},
            "applicability_config[scope][prices][0][id]",
        ),
        ({"category": "free"}, "category"),
        ({"priority": 101}, "priority"),
        ({"priority": -1}, "priority"),
    ],
)
def test_what_is_refused(api, wrong, param):
    error = api.refused("POST", GRANTS, **{**granting(api.given.customer()), **wrong})
    assert (error.type, error.param) == ("invalid_request_error", param)


def test_times_fit_together(api):
    customer, now = api.given.customer(), api.now
    for wrong in (
        {"effective_at": now - DAY},
        {"expires_at": now},
        {"effective_at": now + 2 * DAY, "expires_at": now + DAY},
    ):
        error = api.refused("POST", GRANTS, **granting(customer, **wrong))
        assert error.param in wrong
    assert api.get(GRANTS, customer=customer.id).data == []


def test_a_scope_is_all_prices_or_some(api):
    customer, price = api.given.customer(), metered_price(api)
    some = {"scope": {"prices": [{"id": price.id}]}}
    grant = a_grant(api, customer, applicability_config=some)
    assert grant.applicability_config == {"scope": {"price_type": None, "prices": [{"id": price.id}]}}
    both = {"scope": {"price_type": "metered", "prices": [{"id": price.id}]}}
    assert (
        api.refused("POST", GRANTS, **granting(customer, applicability_config=both)).type
        == "invalid_request_error"
    )
    licensed = {"scope": {"prices": [{"id": api.given.price(recurring={"interval": "month"}).id}]}}
    error = api.refused("POST", GRANTS, **granting(customer, applicability_config=licensed))
    assert error.param == "applicability_config[scope][prices][0][id]"


def test_the_category_has_a_default_in_newer_versions(api):
    newest = api.at("2026-10-28.endive")
    params = granting(api.given.customer())
    del params["category"]
    assert newest.post(GRANTS, **params).category == "paid"
    del params["customer"]
    assert newest.refused("POST", GRANTS, **params).code == "parameter_missing"


def test_a_pending_grant_counts_from_its_time_on(api, clock):
    customer = api.given.customer(clock)
    grant = a_grant(api, customer, effective_at=clock.now + 5 * DAY)
    assert grant.test_clock == clock.id
    assert balances(api, customer) == [("usd", 0, 0)]
    assert entries(api, customer) == [("credit", "credits_granted", 1000, clock.now + 5 * DAY)]
    clock.advance(days=6)
    assert balances(api, customer) == [("usd", 1000, 1000)]


def test_the_clock_lets_a_grant_expire(api, clock):
    customer = api.given.customer(clock)
    end = clock.now + 5 * DAY
    a_grant(api, customer, expires_at=end)
    clock.advance(to=end - 1)
    assert balances(api, customer) == [("usd", 1000, 1000)]
    happened = clock.advance(to=end + DAY)
    assert happened == [
        "test_helpers.test_clock.advancing",
        "billing.credit_balance_transaction.created",
        "test_helpers.test_clock.ready",
    ]
    assert balances(api, customer) == [("usd", 0, 0)]
    assert entries(api, customer)[0] == ("debit", "credits_expired", 1000, end)


def test_the_time_of_expiry_moves(api, clock):
    customer = api.given.customer(clock)
    grant = a_grant(api, customer, expires_at=clock.now + 5 * DAY)
    path = f"{GRANTS}/{grant.id}"
    assert api.post(path, expires_at="").expires_at is None
    clock.advance(days=6)
    assert balances(api, customer) == [("usd", 1000, 1000)]
    assert api.post(path, expires_at=clock.now + DAY).expires_at == clock.now + DAY
    assert api.refused("POST", path, expires_at=clock.now - DAY).param == "expires_at"
    clock.advance(days=2)
    assert balances(api, customer) == [("usd", 0, 0)]
    assert api.refused("POST", path, expires_at=clock.now + DAY).type == "invalid_request_error"
    assert api.post(path, metadata={"a": "b"}).metadata == {"a": "b"}
    assert api.refused("POST", path, priority=1).code == "parameter_unknown"


def test_expire_debits_what_is_left(api):
    customer = api.given.customer()
    grant = a_grant(api, customer)
    expired = api.post(f"{GRANTS}/{grant.id}/expire")
    assert expired == {**grant, "expires_at": api.now, "updated": api.now}
    assert entries(api, customer)[0][:3] == ("debit", "credits_expired", 1000)
    assert balances(api, customer) == [("usd", 0, 0)]
    assert api.happened().previous("billing.credit_grant.updated") == {"expires_at": None}
    for action in ("expire", "void"):
        assert api.refused("POST", f"{GRANTS}/{grant.id}/{action}").type == "invalid_request_error"


def test_void_takes_it_back(api):
    customer = api.given.customer()
    grant = a_grant(api, customer)
    voided = api.post(f"{GRANTS}/{grant.id}/void")
    assert voided == {**grant, "voided_at": api.now}
    assert entries(api, customer)[0][:3] == ("debit", "credits_voided", 1000)
    assert balances(api, customer) == [("usd", 0, 0)]
    for action in ("expire", "void"):
        assert api.refused("POST", f"{GRANTS}/{grant.id}/{action}").type == "invalid_request_error"


def test_a_pending_grant_is_voided_before_it_counts(api, clock):
    customer = api.given.customer(clock)
    begin = clock.now + 5 * DAY
    grant = a_grant(api, customer, effective_at=begin)
    api.post(f"{GRANTS}/{grant.id}/void")
    assert entries(api, customer)[0] == ("debit", "credits_voided", 1000, begin)
    clock.advance(days=10)
    assert balances(api, customer) == [("usd", 0, 0)]


def test_a_customer_has_a_hundred_unused_grants(api):
    customer = api.given.customer()
    grants = [a_grant(api, customer, 1) for _ in range(100)]
    error = api.refused("POST", GRANTS, **granting(customer))
    assert "100" in error.message
    assert a_grant(api, api.given.customer(), 1).priority == 50
    api.post(f"{GRANTS}/{grants[0].id}/expire")
    a_grant(api, customer, 1)


def test_lists_and_filters(api):
    one, other = api.given.customer(), api.given.customer()
    first, second, third = a_grant(api, one), a_grant(api, one), a_grant(api, other)
    assert [grant.id for grant in api.get(GRANTS).data] == [third.id, second.id, first.id]
    assert [grant.id for grant in api.get(GRANTS, customer=one.id).data] == [second.id, first.id]
    assert api.refused("GET", GRANTS, customer="cus_no").param == "customer"
    assert len(entries(api, one)) == 2
    assert len(entries(api, one, credit_grant=first.id)) == 1
    assert api.refused("GET", ENTRIES).code == "parameter_missing"
    assert api.refused("GET", f"{GRANTS}/credgr_no", 404).code == "resource_missing"


def test_the_summary_is_of_one_grant_or_of_a_scope(api):
    customer, price, other = api.given.customer(), metered_price(api), metered_price(api, event_name="other")
    everything = a_grant(api, customer, 100)
    limited = {"scope": {"prices": [{"id": price.id}]}}
    grant = a_grant(api, customer, 20, applicability_config=limited)
    a_grant(api, customer, 3, amount={"type": "monetary", "monetary": {"currency": "eur", "value": 3}})
    assert balances(api, customer) == [("usd", 120, 120), ("eur", 3, 3)]
    assert balances(api, customer, type="credit_grant", credit_grant=grant.id) == [("usd", 20, 20)]
    of = {"type": "applicability_scope"}
    assert balances(api, customer, **of, applicability_scope={"prices": [{"id": price.id}]})[0][1] == 120
    assert balances(api, customer, **of, applicability_scope={"prices": [{"id": other.id}]})[0][1] == 100
    assert balances(api, api.given.customer()) == []
    assert api.refused("GET", SUMMARY, customer=customer.id).param == "filter"
    error = api.refused("GET", SUMMARY, customer=customer.id, filter={"type": "credit_grant"})
    assert (error.code, error.param) == ("parameter_missing", "filter[credit_grant]")
    stranger = api.given.customer()
    sent = {"type": "credit_grant", "credit_grant": everything.id}
    assert api.refused("GET", SUMMARY, customer=stranger.id, filter=sent).code == "resource_missing"
