"""Search: one language for seven resources.

What each of them is searched by is told in the guide "Search".
"""

import pytest

SEARCHABLE = ["charges", "customers", "invoices", "payment_intents", "prices", "products", "subscriptions"]


@pytest.mark.parametrize("plural", SEARCHABLE)
def test_every_searchable_resource_answers(api, plural):
    found = api.get(f"/v1/{plural}/search", query="metadata['order']:'6735'", expand=["total_count"])
    assert found == {
        "object": "search_result",
        "url": f"/v1/{plural}/search",
        "has_more": False,
        "next_page": None,
        "data": [],
        "total_count": 0,
    }
    error = api.refused("GET", f"/v1/{plural}/search", query="shoe_size:'44'")
    assert error["message"] == f"Field `shoe_size` is an unsupported search field for resource `{plural}`."
    assert (
        api.refused("GET", f"/v1/{plural}/search", query="metadata['a']:'b' OR created>1 AND created<2")[
            "param"
        ]
        == "query"
    )
    assert (
        api.refused("GET", f"/v1/{plural}/search", query="metadata['a']:'b'", page="nowhere")["param"]
        == "page"
    )


def test_payments_are_found_by_what_they_are(api):
    customer = api.post("/v1/customers")
    paid = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        customer=customer.id,
        payment_method="pm_card_visa",
        confirm=True,
        metadata={"order": "6735"},
        automatic_payment_methods={"enabled": True, "allow_redirects": "never"},
    )
    api.post("/v1/payment_intents", amount=500, currency="eur")

    def found(plural, query, **params):
        return [one["id"] for one in api.get(f"/v1/{plural}/search", query=query, **params)["data"]]

    assert found("payment_intents", "amount>=2000") == [paid.id]
    assert found(
        "payment_intents", f"customer:'{customer.id}' status:'succeeded'", expand=["data.latest_charge"]
    ) == [paid.id]
    assert found("payment_intents", "-currency:'eur' metadata['order']:'6735'") == [paid.id]
    assert found("charges", "amount>1999 AND amount<2001") == [paid.latest_charge]
    assert found("charges", "payment_method_details.card.last4:4242 AND disputed:'false'") == [
        paid.latest_charge
    ]
    assert found("charges", "refunded:null") == [paid.latest_charge]
    assert found("charges", "refunded:'true'") == []


def test_a_search_stays_in_its_sandbox(api):
    api.post("/v1/products", name="Gold")
    assert api.other().get("/v1/products/search", query="name:'gold'")["data"] == []
    assert api.live().get("/v1/products/search", query="name:'gold'")["data"] == []
    assert len(api.get("/v1/products/search", query="name:'gold'")["data"]) == 1


def test_pages_neither_skip_nor_repeat_what_changes_meanwhile(api):
    made = [api.post("/v1/products", name=f"Gold {n}").id for n in range(6)]
    first = api.get("/v1/products/search", query="name:'gold'", limit=2)
    api.delete(f"/v1/products/{first['data'][1]['id']}")
    api.post("/v1/products", name="Gold 7")
    second = api.get("/v1/products/search", query="name:'gold'", limit=2, page=first["next_page"])
    assert [one["id"] for one in second["data"]] == [made[3], made[2]]
