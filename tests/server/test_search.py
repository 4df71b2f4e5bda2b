"""Search through the door: what is found, in which order, page by page, and what the language refuses."""

from __future__ import annotations

import pytest


def found(api, query: str, kind: str = "customers", **params) -> list[str]:
    return [one.id for one in api.get(f"/v1/{kind}/search", query=query, **params).data]


@pytest.fixture
def people(api):
    """Three customers by their first names."""
    return {
        "ada": (
            api.post(
                "/v1/customers",
                name="Ada King Lovelace",
                email="Ada@Example.com",
                metadata={"tier": "gold", "n": "1"},
            ).id
        ),
        "grace": (
            api.post(
                "/v1/customers", name="Grace Hopper", email="grace@example.com", metadata={"tier": "Silver"}
            ).id
        ),
        "alan": api.post("/v1/customers", name="Alan Turing", phone="+44123456").id,
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('email:"ada@example.com"', ["ada"]), ("email:'grace@example.com'", ["grace"]),
        ('name:"ada lovelace"', ["ada"]), ('name:"lovelace ada"', []), ('name~"hop"', ["grace"]),
        ('-name~"hop"', ["alan", "ada"]), ("email:null", ["alan"]), ("-email:null", ["grace", "ada"]),
        ("email:NULL", ["alan"]), ("email:'NULL'", []), ('metadata["tier"]:"gold"', ["ada"]),
        ('metadata["tier"]:"silver"', ["grace"]), ('metadata["tier"]:"go"', []),
        ('metadata["tier"]:null', ["alan"]), ('-metadata["n"]:null', ["ada"]),
        ('email~"example" AND metadata["tier"]:"gold"', ["ada"]),
        ('email~"example" metadata["tier"]:"gold"', ["ada"]), ('name:"Ada" OR name:"Alan"', ["alan", "ada"]),
        ("created>0", ["alan", "grace", "ada"]), ("created<5", []), ('phone:"+44123456"', ["alan"]),
        ("created>=0 -name:'Ada'", ["alan", "grace"]),
    ],
)  # fmt: skip
def test_what_a_query_finds(api, people, query, names):
    assert found(api, query) == [people[name] for name in names]


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775808", "1" + "0" * 38, "1e30"])
def test_numbers_that_the_store_cannot_hold_are_compared_all_the_same(api, people, number):
    everybody = [people[name] for name in ("alan", "grace", "ada")]
    quoted = f"'{number}'"
    for op, names in (">", []), (">=", []), (":", []), ("<", everybody), ("<=", everybody):
        assert found(api, f"created{op}{quoted}") == names
    assert found(api, f"created>'-{number}'") == everybody
    assert found(api, f"created<'-{number}'") == []
    assert found(api, f"amount>{quoted} AND created<{quoted}", "charges") == []


def test_the_envelope(api, people):
    answer = api.get("/v1/customers/search", query='name:"nobody"')
    assert answer == {
        "object": "search_result",
        "url": "/v1/customers/search",
        "has_more": False,
        "next_page": None,
        "data": [],
    }


def test_pages(api):
    made = [api.post("/v1/customers", metadata={"group": "x"}).id for _ in range(5)][::-1]
    query = 'metadata["group"]:"x"'
    first = api.get("/v1/customers/search", query=query, limit=2, expand=["total_count"])
    assert ([one.id for one in first.data], first.has_more, first.total_count) == (made[:2], True, 5)
    api.post("/v1/customers", metadata={"group": "x"})
    api.delete(f"/v1/customers/{made[1]}")
    second = api.get("/v1/customers/search", query=query, limit=2, page=first.next_page)
    assert [one.id for one in second.data] == made[2:4]
    third = api.get("/v1/customers/search", query=query, limit=2, page=second.next_page)
    assert ([one.id for one in third.data], third.has_more, third.next_page) == (made[4:], False, None)


def test_a_page_belongs_to_its_query(api):
    for _ in range(2):
        api.post("/v1/customers", name="x y z")
    token = api.get("/v1/customers/search", query='name:"x y"', limit=1).next_page
    for params in (
        {"query": 'name:"x z"', "page": token},
        {"query": 'name:"x y"', "page": "nonsense"},
        {"query": 'name:"x y"', "page": "é"},
    ):
        assert api.refused("GET", "/v1/customers/search", 400, **params).param == "page"
    other = api.other()
    assert other.refused("GET", "/v1/customers/search", 400, query='name:"x y"', page=token).param == "page"


def test_what_was_deleted_or_is_another_s_is_not_found(api, people):
    api.delete(f"/v1/customers/{people['ada']}")
    assert found(api, 'name:"Ada"') == []
    assert found(api.other(), "created>0") == []
    assert found(api.live(), "created>0") == []


def test_payments(api):
    params = {
        "currency": "usd",
        "confirm": True,
        "payment_method": "pm_card_visa",
        "payment_method_types": ["card"],
    }
    small, large = (api.post("/v1/payment_intents", amount=amount, **params) for amount in (100, 5000))
    assert found(api, "amount>1000", "charges") == [large.latest_charge]
    assert found(api, 'status:"succeeded" AND amount<=100', "payment_intents") == [small.id]
    assert found(api, 'payment_method_details.card.last4:"4242"', "charges") == [
        large.latest_charge,
        small.latest_charge,
    ]
    assert found(api, "refunded:null", "charges") == [large.latest_charge, small.latest_charge]
    expanded = api.get("/v1/charges/search", query="amount>1000", expand=["data.payment_intent"])
    assert expanded.data[0].payment_intent.id == large.id


@pytest.mark.parametrize(
    "kind", ["charges", "customers", "invoices", "payment_intents", "prices", "products", "subscriptions"]
)
def test_seven_kinds_can_be_searched(api, kind):
    assert found(api, 'metadata["a"]:"b"', kind) == []
    error = api.refused("GET", f"/v1/{kind}/search", 400)
    assert (error.code, error.param) == ("parameter_missing", "query")


@pytest.mark.parametrize(
    "query",
    [
        "", "nonsense", 'name:"Ada', "name:Ada", 'shoe:"x"', 'name>"Ada"', 'created~"123"', 'name~"ab"',
        'metadata:"x"', "AND", 'name:"a" AND name:"b" OR name:"c"', '(name:"a")', 'metadata["tier"]~"gold"',
        'name:"a" AND', "created:yesterday",
        " ".join(['name:"a"'] * 11), 'name:"' + "a" * 6000 + '"',
    ],
)  # fmt: skip
def test_what_the_language_refuses(api, query):
    error = api.refused("GET", "/v1/customers/search", 400, query=query)
    assert error.type == "invalid_request_error"
    assert error.param == "query"


@pytest.mark.parametrize(
    ("version", "status"), [("2020-03-02", 400), ("2020-08-27", 200), ("2024-09-30.acacia", 200)]
)
def test_versions_older_than_searches_have_none(api, version, status):
    answer = api.request(
        "GET", "/v1/customers/search", {"query": "created>0"}, headers={"Stripe-Version": version}
    )
    assert answer.status == status


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_limit_out_of_range_is_refused_here(api, limit):
    error = api.refused("GET", "/v1/customers/search", 400, query="created>0", limit=limit)
    assert (error.code, error.param) == ("parameter_invalid_integer", "limit")
