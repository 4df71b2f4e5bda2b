"""Products and the features they carry, as their chapter of the reference tells it."""

import pytest


def test_a_product_is_born_with_all_defaults(api):
    product = dict(api.post("/v1/products", name="Gold Plan"))
    assert product.pop("id").startswith("prod_")
    assert product.pop("created") == product.pop("updated")
    assert product == {
        "object": "product",
        "active": True,
        "attributes": [],
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": "Gold Plan",
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "tax_details": None,
        "type": "service",
        "unit_label": None,
        "url": None,
    }
    assert api.happened() == ["product.created"]


@pytest.mark.parametrize("version", ["2022-11-15", "2025-02-24.acacia", "2026-10-28.endive"])
def test_it_shows_the_attributes_of_variants_at_every_version(api, version):
    product = api.at(version).post("/v1/products", name="Gold Plan")
    assert product.attributes == []
    price = api.at(version).post("/v1/prices", product=product.id, currency="usd", unit_amount=1)
    assert api.at(version).get(f"/v1/prices/{price.id}", expand=["product"]).product.attributes == []


def test_what_is_sent_is_kept(api):
    told = {
        "active": False,
        "description": "Soft",
        "images": ["https://example.com/a.png"],
        "marketing_features": [{"name": "Unlimited"}, {"name": "Fast"}],
        "metadata": {"sku": "1"},
        "name": "Shirt",
        "package_dimensions": {"height": 1.5, "length": 2, "weight": 3, "width": 4},
        "shippable": True,
        "statement_descriptor": "SHIRTS INC",
        "tax_code": "txcd_99999999",
        "unit_label": "shirt",
        "url": "https://example.com",
    }
    product = api.post("/v1/products", **told)
    assert {name: product[name] for name in told} == told
    assert api.get(f"/v1/products/{product.id}") == product


def test_a_product_may_be_described_at_length_and_always_has_a_name(api):
    product = api.post("/v1/products", name="Gold", description="d" * 40_000)
    assert len(product.description) == 40_000
    assert api.refused("POST", f"/v1/products/{product.id}", name="")["code"] == "parameter_invalid_empty"
    assert (
        api.refused("POST", f"/v1/products/{product.id}", name=" ")["code"]
        == "parameter_invalid_string_blank"
    )
    error = api.refused("POST", f"/v1/products/{product.id}", url="nowhere")
    assert (error["message"], error["code"]) == (
        "Invalid URL: An explicit scheme (such as https) must be provided.",
        "url_invalid",
    )
    emptied = api.post(f"/v1/products/{product.id}", description="", url="")
    assert emptied == {**product, "description": None, "updated": emptied.updated}


def test_an_id_of_ones_own_is_taken_once_and_again_after_deletion(api):
    assert api.post("/v1/products", id="gold", name="Gold").id == "gold"
    error = api.refused("POST", "/v1/products", id="gold", name="Gold again")
    assert (error["message"], error["code"]) == ("Product already exists.", "resource_already_exists")
    assert api.delete("/v1/products/gold") == {"id": "gold", "object": "product", "deleted": True}
    error = api.refused("GET", "/v1/products/gold", 404)
    assert (error["message"], error["param"]) == ("No such product: 'gold'", "id")
    assert api.post("/v1/products", id="gold", name="New").name == "New"
    assert api.happened() == ["product.created", "product.deleted", "product.created"]


def test_a_default_price_comes_along(api):
    product = api.post(
        "/v1/products",
        name="Gold",
        default_price_data={
            "currency": "usd",
            "unit_amount": 1000,
            "recurring": {"interval": "month"},
            "metadata": {"a": "1"},
        },
        expand=["default_price"],
    )
    price = product["default_price"]
    assert (price["product"], price["unit_amount"], price["type"], price["metadata"]) == (
        product.id,
        1000,
        "recurring",
        {"a": "1"},
    )
    assert api.happened()[0] == "product.created"
    assert set(api.happened()) == {"product.created", "price.created", "plan.created"}
    assert (
        api.get("/v1/events", type="product.created")["data"][0]["data"]["object"]["default_price"]
        == price["id"]
    )


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({}, "name"),
        ({"name": "x", "statement_descriptor": "a" * 23}, "statement_descriptor"),
        ({"name": "x", "statement_descriptor": "<none>"}, "statement_descriptor"),
        ({"name": "x", "unit_label": "a" * 13}, "unit_label"),
        ({"name": "x", "images": ["https://example.com"] * 9}, "images"),
        ({"name": "x", "images": ["https://example.com/a.png", "b.png"]}, "images[1]"),
        ({"name": "x", "url": "example.com"}, "url"),
        ({"name": "x", "url": "https://example.com/" + "a" * 2048}, "url"),
        ({"name": "x", "description": "d" * 40_001}, "description"),
        ({"name": "x", "marketing_features": [{"name": "f"}] * 16}, "marketing_features"),
        ({"name": "x", "marketing_features": [{"name": "f" * 81}]}, "marketing_features[0][name]"),
        ({"name": "x", "package_dimensions": {"height": 1}}, "package_dimensions[length]"),
        ({"name": "x", "tax_code": "books"}, "tax_code"),
        ({"name": "x", "type": "idea"}, "type"),
        ({"name": "x", "default_price_data": {"unit_amount": 1}}, "default_price_data[currency]"),
        (
            {"name": "x", "default_price_data": {"currency": "usd", "unit_amount": -1}},
            "default_price_data[unit_amount]",
        ),
        (
            {
                "name": "x",
                "default_price_data": {
                    "currency": "usd",
                    "unit_amount": 1,
                    "recurring": {"interval": "year", "interval_count": 4},
                },
            },
            "default_price_data[recurring][interval_count]",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(api, sent, param):
    error = api.refused("POST", "/v1/products", **sent)
    assert (error["type"], error["param"]) == ("invalid_request_error", param)
    assert api.get("/v1/products")["data"] == []
    assert api.happened() == []


def test_an_update_moves_updated_and_says_what_was_there(api, wall):
    product = api.post("/v1/products", name="Gold", metadata={"a": "1"})
    wall.advance(minutes=1)
    changed = api.post(f"/v1/products/{product.id}", name="Silver", metadata={"b": "2"}, active=False)
    assert (changed.name, changed["metadata"], changed.active) == ("Silver", {"a": "1", "b": "2"}, False)
    assert changed.updated == product.updated + 60
    assert api.happened().previous("product.updated") == {
        "active": True,
        "metadata": {"b": None},
        "name": "Gold",
        "updated": product.updated,
    }
    assert api.post(f"/v1/products/{product.id}", name="Silver") == changed
    assert api.happened() == ["product.created", "product.updated"]
    assert api.refused("POST", f"/v1/products/{product.id}", name="")["code"] == "parameter_invalid_empty"


def test_the_default_price_is_an_active_one_of_its_own(api):
    product, other = api.post("/v1/products", name="Gold"), api.post("/v1/products", name="Other")
    price = api.post("/v1/prices", product=product.id, currency="usd", unit_amount=1)
    archived = api.post("/v1/prices", product=product.id, currency="usd", unit_amount=2, active=False)
    path = f"/v1/products/{product.id}"
    assert api.post(path, default_price=price.id).default_price == price.id
    assert api.refused("POST", f"/v1/products/{other.id}", default_price=price.id)["param"] == "default_price"
    assert api.refused("POST", path, default_price=archived.id)["param"] == "default_price"
    assert api.refused("POST", path, default_price="price_missing")["code"] == "resource_missing"
    error = api.refused("POST", f"/v1/prices/{price.id}", active=False)
    assert error["message"] == "This price cannot be archived because it is the default price of its product."
    assert api.post(path, default_price="").default_price is None
    assert api.post(f"/v1/prices/{price.id}", active=False).active is False


def test_a_product_that_had_a_price_is_archived_instead(api):
    product = api.post("/v1/products", name="Gold")
    price = api.post("/v1/prices", product=product.id, currency="usd", unit_amount=1)
    api.post(f"/v1/prices/{price.id}", active=False)
    error = api.refused("DELETE", f"/v1/products/{product.id}")
    assert (
        error["message"] == "This product cannot be deleted because it has one or more user-created prices."
    )
    assert api.post(f"/v1/products/{product.id}", active=False).active is False


def test_the_filters_of_the_list(api):
    gold = api.post("/v1/products", name="Gold", url="https://example.com/gold")
    old = api.post("/v1/products", name="Old", active=False)
    good = api.post("/v1/products", name="Good", shippable=True, type="good")

    def listed(**params):
        return [one["id"] for one in api.get("/v1/products", **params)["data"]]

    assert listed() == [good.id, old.id, gold.id]
    assert listed(active=True) == [good.id, gold.id]
    assert listed(active=False) == [old.id]
    assert listed(shippable=True) == listed(type="good") == [good.id]
    assert listed(url="https://example.com/gold") == [gold.id]
    assert listed(ids=[gold.id, old.id, "prod_missing"]) == [old.id, gold.id]
    assert listed(ids=[gold.id, old.id], active=True) == [gold.id]
    assert listed(created={"lt": gold.created}) == []
    assert api.refused("GET", "/v1/products", ids=[gold.id], starting_after=old.id)["param"] == "ids"


def test_products_and_prices_are_found(api):
    gold = api.post(
        "/v1/products", name="Gold Plan", description="For those who want more", metadata={"tier": "1"}
    )
    api.post("/v1/products", name="Plan of Silver", active=False)
    price = api.post(
        "/v1/prices",
        product=gold.id,
        currency="usd",
        unit_amount=1,
        lookup_key="gold_monthly",
        metadata={"tier": "1"},
    )
    assert [
        one["id"]
        for one in api.get("/v1/products/search", query="name:'gold plan' AND active:'true'")["data"]
    ] == [gold.id]
    assert [
        one["id"]
        for one in api.get("/v1/products/search", query="description~'want' metadata['tier']:'1'")["data"]
    ] == [gold.id]
    for query in (
        f"product:'{gold.id}'",
        "lookup_key:'gold_monthly'",
        "currency:'usd' AND type:'one_time'",
        "metadata['tier']:'1'",
    ):
        assert [
            one["id"] for one in api.get("/v1/prices/search", query=query, expand=["data.product"])["data"]
        ] == [price.id], query
    assert api.refused("GET", "/v1/prices/search", query="unit_amount>1")["param"] == "query"


# -- features ------------------------------------------------------------------------------------------------


def test_a_feature_is_attached_and_detached(api):
    product, other = api.post("/v1/products", name="Gold"), api.post("/v1/products", name="Other")
    feature = api.post("/v1/entitlements/features", name="Unlimited", lookup_key="unlimited")
    assert feature["id"].startswith("feat_test_")
    path = f"/v1/products/{product.id}/features"
    attached = api.post(path, entitlement_feature=feature.id)
    assert attached["entitlement_feature"] == feature
    assert api.get(path)["data"] == [attached]
    assert api.get(f"{path}/{attached.id}") == attached
    assert api.refused("POST", path, entitlement_feature=feature.id)["param"] == "entitlement_feature"
    assert (
        api.refused("GET", f"/v1/products/{other.id}/features/{attached.id}", 404)["code"]
        == "resource_missing"
    )
    api.post(f"/v1/entitlements/features/{feature.id}", name="Endless")
    assert api.get(f"{path}/{attached.id}")["entitlement_feature"]["name"] == "Endless"
    assert api.delete(f"{path}/{attached.id}") == {
        "id": attached.id,
        "object": "product_feature",
        "deleted": True,
    }
    assert api.get(path)["data"] == []
    assert api.get(f"/v1/entitlements/features/{feature.id}")["id"] == feature.id


def test_features_are_unique_and_archived_for_good(api):
    product = api.post("/v1/products", name="Gold")
    feature = api.post("/v1/entitlements/features", name="Unlimited", lookup_key="unlimited")
    assert (
        api.refused("POST", "/v1/entitlements/features", name="Again", lookup_key="unlimited")["param"]
        == "lookup_key"
    )
    assert api.refused("POST", "/v1/entitlements/features", name="n" * 81, lookup_key="n")["param"] == "name"
    assert (
        api.refused("POST", "/v1/entitlements/features", name="n", lookup_key="k" * 81)["param"]
        == "lookup_key"
    )
    for name, code in (("", "parameter_invalid_empty"), ("n" * 81, None)):
        error = api.refused("POST", f"/v1/entitlements/features/{feature.id}", name=name)
        assert (error.get("code"), error["param"]) == (code, "name")
    assert [one["id"] for one in api.get("/v1/entitlements/features", lookup_key="unlimited")["data"]] == [
        feature.id
    ]
    api.post(f"/v1/entitlements/features/{feature.id}", active=False)
    assert api.get("/v1/entitlements/features")["data"] == []
    assert [one["id"] for one in api.get("/v1/entitlements/features", archived=True)["data"]] == [feature.id]
    assert (
        api.refused("POST", f"/v1/products/{product.id}/features", entitlement_feature=feature.id)["param"]
        == "entitlement_feature"
    )
    assert api.refused("POST", f"/v1/entitlements/features/{feature.id}", active=True)["param"] == "active"
