"""Prices and the plans they are, as their chapters of the reference tell it."""

import pytest

from counterfoil.kernel import Claim, Space, Work
from counterfoil.kernel.errors import Refusal
from counterfoil.resources.products import prices

TIERS = [
    {"up_to": 10, "unit_amount": 500},
    {"up_to": 20, "unit_amount": 400, "flat_amount": 1000},
    {"up_to": "inf", "unit_amount_decimal": "0.5"},
]
MONTHLY = {"interval": "month"}


@pytest.fixture
def product(api):
    return api.post("/v1/products", name="Gold").id


def price_events(api):
    """What happened to prices and plans, oldest first."""
    return [type for type in api.happened() if not type.startswith("product.")]


# -- create --------------------------------------------------------------------------------------------------


def test_a_one_time_price_is_born_with_all_defaults(api, product):
    price = dict(api.post("/v1/prices", product=product, currency="USD", unit_amount=725))
    assert price.pop("id").startswith("price_")
    assert price.pop("created")
    assert price == {
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "currency": "usd",
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": product,
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": 725,
        "unit_amount_decimal": "725",
    }
    assert price_events(api) == ["price.created"]


def test_a_recurring_price_has_a_rhythm(api, product):
    price = api.post("/v1/prices", product=product, currency="usd", unit_amount=1000, recurring=MONTHLY)
    assert price["type"] == "recurring"
    assert price["recurring"] == {
        "aggregate_usage": None,
        "interval": "month",
        "interval_count": 1,
        "meter": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }
    metered = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        unit_amount=1,
        recurring={"interval": "day", "usage_type": "metered"},
    )
    assert (metered["recurring"]["usage_type"], metered["recurring"]["aggregate_usage"]) == ("metered", "sum")


@pytest.mark.parametrize(
    ("decimal", "kept", "whole"),
    [
        ("0.35", "0.35", None),
        ("12.50", "12.5", None),
        ("7.0", "7", 7),
        ("0.000000000001", "0.000000000001", None),
        ("1e1", None, None),
    ],
)
def test_decimals_are_kept_as_given(api, product, decimal, kept, whole):
    if kept is None:
        assert (
            api.refused("POST", "/v1/prices", product=product, currency="usd", unit_amount_decimal=decimal)[
                "param"
            ]
            == "unit_amount_decimal"
        )
        return
    price = api.post("/v1/prices", product=product, currency="usd", unit_amount_decimal=decimal)
    assert (price["unit_amount_decimal"], price["unit_amount"]) == (kept, whole)


def test_tiers_show_when_they_are_expanded(api, product):
    price = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        billing_scheme="tiered",
        tiers_mode="graduated",
        tiers=TIERS,
        recurring=MONTHLY,
    )
    assert "tiers" not in price
    assert (price["tiers_mode"], price["unit_amount"], price["unit_amount_decimal"]) == (
        "graduated",
        None,
        None,
    )
    assert api.get(f"/v1/prices/{price.id}", expand=["tiers"])["tiers"] == [
        {
            "flat_amount": None,
            "flat_amount_decimal": None,
            "unit_amount": 500,
            "unit_amount_decimal": "500",
            "up_to": 10,
        },
        {
            "flat_amount": 1000,
            "flat_amount_decimal": "1000",
            "unit_amount": 400,
            "unit_amount_decimal": "400",
            "up_to": 20,
        },
        {
            "flat_amount": None,
            "flat_amount_decimal": None,
            "unit_amount": None,
            "unit_amount_decimal": "0.5",
            "up_to": None,
        },
    ]


def test_currency_options_show_when_they_are_expanded(api, product):
    options = {
        "eur": {"unit_amount": 900, "tax_behavior": "inclusive"},
        "jpy": {"unit_amount_decimal": "0.5"},
    }
    price = api.post(
        "/v1/prices", product=product, currency="usd", unit_amount=1000, currency_options=options
    )
    assert "currency_options" not in price
    assert api.get("/v1/prices", expand=["data.currency_options"])["data"][0]["currency_options"] == {
        "usd": {
            "custom_unit_amount": None,
            "tax_behavior": "unspecified",
            "unit_amount": 1000,
            "unit_amount_decimal": "1000",
        },
        "eur": {
            "custom_unit_amount": None,
            "tax_behavior": "inclusive",
            "unit_amount": 900,
            "unit_amount_decimal": "900",
        },
        "jpy": {
            "custom_unit_amount": None,
            "tax_behavior": "unspecified",
            "unit_amount": None,
            "unit_amount_decimal": "0.5",
        },
    }


def test_tiers_of_other_currencies_have_the_same_bounds(api, product):
    sent = {
        "product": product,
        "currency": "usd",
        "billing_scheme": "tiered",
        "tiers_mode": "volume",
        "tiers": TIERS,
        "recurring": MONTHLY,
    }
    euros = [{**tier, "unit_amount": 1} if "unit_amount" in tier else tier for tier in TIERS]
    price = api.post(
        "/v1/prices",
        **sent,
        currency_options={"eur": {"tiers": euros}},
        expand=["currency_options.eur.tiers"],
    )
    assert [tier["unit_amount"] for tier in price["currency_options"]["eur"]["tiers"]] == [1, 1, None]
    error = api.refused(
        "POST", "/v1/prices", **sent, currency_options={"eur": {"tiers": euros[:1] + euros[2:]}}
    )
    assert error["param"] == "currency_options[eur][tiers]"


def test_customers_may_choose_the_amount(api, product):
    price = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        custom_unit_amount={"enabled": True, "minimum": 100, "preset": 500},
    )
    assert price["custom_unit_amount"] == {"maximum": None, "minimum": 100, "preset": 500}
    assert (price["unit_amount"], price["unit_amount_decimal"]) == (None, None)


def test_a_product_may_be_made_along_with_its_price(api):
    price = api.post(
        "/v1/prices",
        currency="usd",
        unit_amount=1,
        product_data={"name": "New", "id": "new"},
        expand=["product"],
    )
    assert (price["product"]["id"], price["product"]["name"]) == ("new", "New")
    assert api.happened() == ["product.created", "price.created"]


@pytest.mark.parametrize(
    ("sent", "message", "param"),
    [
        (
            {"product": None},
            "You must specify either `product` or `product_data` when creating a price.",
            None,
        ),
        (
            {"product_data": {"name": "x"}},
            "You may only specify one of these parameters: product, product_data.",
            "product",
        ),
        ({"product": "prod_missing"}, "No such product: 'prod_missing'", "product"),
        (
            {"unit_amount": None},
            "Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.",
            None,
        ),
        (
            {"unit_amount_decimal": "1"},
            "You may only specify one of these parameters: unit_amount, unit_amount_decimal.",
            "unit_amount",
        ),
        ({"unit_amount": -1}, "Invalid non-negative integer", "unit_amount"),
        ({"unit_amount": None, "unit_amount_decimal": "0.0000000000001"}, None, "unit_amount_decimal"),
        ({"unit_amount": None, "unit_amount_decimal": "-0.5"}, None, "unit_amount_decimal"),
        ({"currency": None}, "Missing required param: currency.", "currency"),
        (
            {"recurring": {"interval": "hour"}},
            "Invalid recurring[interval]: must be one of day, month, week, or year",
            "recurring[interval]",
        ),
        ({"recurring": {"interval": "month", "interval_count": 37}}, None, "recurring[interval_count]"),
        ({"recurring": {"interval": "week", "interval_count": 157}}, None, "recurring[interval_count]"),
        ({"recurring": {"interval": "day", "interval_count": 1096}}, None, "recurring[interval_count]"),
        ({"recurring": {"interval": "month", "interval_count": 0}}, None, "recurring[interval_count]"),
        ({"recurring": {"interval": "month", "aggregate_usage": "max"}}, None, "recurring[aggregate_usage]"),
        (
            {"recurring": {"interval": "month", "usage_type": "metered", "meter": "mtr_missing"}},
            "No such meter: 'mtr_missing'",
            "recurring[meter]",
        ),
        ({"tiers": TIERS}, None, "tiers"),
        ({"tiers_mode": "volume"}, None, "tiers_mode"),
        (
            {"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": TIERS, "unit_amount": None},
            "Prices with `type=one_time` are not supported with tiered billing.",
            "interval",
        ),
        (
            {"billing_scheme": "tiered", "recurring": MONTHLY, "unit_amount": None, "tiers_mode": "volume"},
            "Missing required param: tiers.",
            "tiers",
        ),
        (
            {"billing_scheme": "tiered", "recurring": MONTHLY, "unit_amount": None, "tiers": TIERS},
            "Missing required param: tiers_mode.",
            "tiers_mode",
        ),
        ({"currency_options": {"usd": {"unit_amount": 1}}}, None, "currency_options[usd]"),
        ({"currency_options": {"eur": {"tax_behavior": "inclusive"}}}, None, None),
        (
            {"currency_options": {"eur": {"unit_amount": -1}}},
            "Invalid non-negative integer",
            "currency_options[eur][unit_amount]",
        ),
        ({"transform_quantity": {"divide_by": 0, "round": "up"}}, None, "transform_quantity[divide_by]"),
        (
            {"transform_quantity": {"divide_by": 5}},
            "Missing required param: transform_quantity[round].",
            "transform_quantity[round]",
        ),
        (
            {"unit_amount": None, "custom_unit_amount": {"enabled": True, "minimum": 5, "maximum": 1}},
            None,
            "custom_unit_amount[minimum]",
        ),
        ({"unit_amount": None, "custom_unit_amount": {"enabled": False}}, None, None),
        ({"lookup_key": "k" * 201}, None, "lookup_key"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(api, product, sent, message, param):
    whole = {"product": product, "currency": "usd", "unit_amount": 100, **sent}
    whole = {name: value for name, value in whole.items() if value is not None}
    error = api.refused("POST", "/v1/prices", **whole)
    assert error.get("param") == param, error
    assert message in (None, error["message"])
    assert api.get("/v1/prices")["data"] == []
    assert price_events(api) == []


@pytest.mark.parametrize(
    ("tiers", "param"),
    [
        ([{"up_to": 10, "unit_amount": 1}], "tiers[0][up_to]"),
        ([{"up_to": "inf", "unit_amount": 1}, {"up_to": "inf", "unit_amount": 1}], "tiers[0][up_to]"),
        (
            [
                {"up_to": 10, "unit_amount": 1},
                {"up_to": 10, "unit_amount": 1},
                {"up_to": "inf", "unit_amount": 1},
            ],
            "tiers[1][up_to]",
        ),
        ([{"up_to": 0, "unit_amount": 1}, {"up_to": "inf", "unit_amount": 1}], "tiers[0][up_to]"),
        ([{"up_to": "inf"}], "tiers"),
        ([{"up_to": "inf", "unit_amount": 1, "unit_amount_decimal": "1"}], "tiers[0][unit_amount]"),
        ([{"up_to": "inf", "flat_amount": -1}], "tiers[0][flat_amount]"),
        ([{"unit_amount": 1}], "tiers[0][up_to]"),
    ],
)
def test_tiers_rise_and_end_without_a_bound(api, product, tiers, param):
    sent = {
        "product": product,
        "currency": "usd",
        "billing_scheme": "tiered",
        "tiers_mode": "volume",
        "recurring": MONTHLY,
    }
    assert api.refused("POST", "/v1/prices", **sent, tiers=tiers)["param"] == param
    error = api.refused(
        "POST", "/v1/prices", **sent, tiers=TIERS, transform_quantity={"divide_by": 2, "round": "up"}
    )
    assert error["message"] == "You may only specify one of these parameters: tiers, transform_quantity."


def test_a_meter_must_be_there_and_active(api, product):
    meter = api.post(
        "/v1/billing/meters", display_name="Calls", event_name="calls", default_aggregation={"formula": "sum"}
    )
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    price = api.post(
        "/v1/prices", product=product, currency="usd", unit_amount_decimal="0.05", recurring=recurring
    )
    assert (price["recurring"]["meter"], price["recurring"]["aggregate_usage"]) == (meter.id, None)
    assert [one["id"] for one in api.get("/v1/prices", recurring={"meter": meter.id})["data"]] == [price.id]
    sent = {"product": product, "currency": "usd", "unit_amount": 1}
    assert (
        api.refused("POST", "/v1/prices", **sent, recurring={"interval": "month", "meter": meter.id})["param"]
        == "recurring[usage_type]"
    )
    error = api.refused("POST", "/v1/prices", **sent, recurring={**recurring, "aggregate_usage": "sum"})
    assert error["param"] == "recurring[aggregate_usage]"
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    assert api.refused("POST", "/v1/prices", **sent, recurring=recurring)["param"] == "recurring[meter]"
    error = api.refused(
        "POST",
        "/v1/plans",
        product=product,
        currency="usd",
        amount=1,
        interval="month",
        usage_type="metered",
        meter=meter.id,
    )
    assert error["param"] == "meter"


# -- lookup keys ---------------------------------------------------------------------------------------------


def test_a_lookup_key_is_one_price_s(api, product):
    holder = api.post("/v1/prices", product=product, currency="usd", unit_amount=1, lookup_key="gold")
    api.post(f"/v1/prices/{holder.id}", active=False)
    error = api.refused(
        "POST", "/v1/prices", product=product, currency="usd", unit_amount=2, lookup_key="gold"
    )
    assert (error["message"], error["param"]) == (
        f"A price (`{holder.id}`) already uses that lookup key.",
        "lookup_key",
    )
    heir = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        unit_amount=2,
        lookup_key="gold",
        transfer_lookup_key=True,
    )
    assert heir.lookup_key == "gold"
    assert api.get(f"/v1/prices/{holder.id}").lookup_key is None
    assert api.happened().previous("price.updated") == {"lookup_key": "gold"}
    assert price_events(api)[-2:] == ["price.updated", "price.created"]
    assert api.post(f"/v1/prices/{heir.id}", lookup_key="gold") == heir
    back = api.post(f"/v1/prices/{holder.id}", lookup_key="gold", transfer_lookup_key=True)
    assert (back.lookup_key, api.get(f"/v1/prices/{heir.id}").lookup_key) == ("gold", None)
    assert [one["id"] for one in api.get("/v1/prices", lookup_keys=["gold", "other"])["data"]] == [holder.id]
    assert (
        api.refused("GET", "/v1/prices", lookup_keys=[f"k{n}" for n in range(11)])["param"] == "lookup_keys"
    )


# -- update and list -----------------------------------------------------------------------------------------


def test_what_was_agreed_to_stays(api, product):
    price = api.post("/v1/prices", product=product, currency="usd", unit_amount=1, recurring=MONTHLY)
    for name, value in (
        ("unit_amount", 2),
        ("currency", "eur"),
        ("recurring", {"interval": "year"}),
        ("product", "x"),
        ("tiers", TIERS),
    ):
        assert api.refused("POST", f"/v1/prices/{price.id}", **{name: value})["code"] == "parameter_unknown"
    changed = api.post(
        f"/v1/prices/{price.id}",
        nickname="Monthly",
        metadata={"a": "1"},
        tax_behavior="inclusive",
        active=False,
    )
    assert (changed.nickname, changed["metadata"], changed.tax_behavior, changed.active) == (
        "Monthly",
        {"a": "1"},
        "inclusive",
        False,
    )
    assert api.happened().previous("price.updated") == {
        "active": True,
        "metadata": {"a": None},
        "nickname": None,
        "tax_behavior": "unspecified",
    }
    assert api.happened().previous("plan.updated") == {
        "active": True,
        "metadata": {"a": None},
        "nickname": None,
    }
    assert api.refused("POST", f"/v1/prices/{price.id}", tax_behavior="exclusive")["param"] == "tax_behavior"
    assert api.post(f"/v1/prices/{price.id}", tax_behavior="inclusive", nickname="").nickname is None


def test_currency_options_join_and_go(api, product):
    price = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        unit_amount=1000,
        currency_options={"eur": {"unit_amount": 900}},
    )
    path = f"/v1/prices/{price.id}"
    options = api.post(
        path,
        currency_options={"gbp": {"unit_amount": 800}},
        tax_behavior="exclusive",
        expand=["currency_options"],
    )["currency_options"]
    assert {code: one["unit_amount"] for code, one in options.items()} == {
        "usd": 1000,
        "eur": 900,
        "gbp": 800,
    }
    assert options["usd"]["tax_behavior"] == "exclusive"
    assert (
        api.refused("POST", path, currency_options={"usd": {"unit_amount": 1}})["param"]
        == "currency_options[usd]"
    )
    assert set(api.post(path, currency_options="", expand=["currency_options"])["currency_options"]) == {
        "usd"
    }


def test_what_a_currency_said_of_taxes_stays(api, product):
    options = {"eur": {"unit_amount": 900, "tax_behavior": "inclusive"}}
    price = api.post(
        "/v1/prices", product=product, currency="usd", unit_amount=1000, currency_options=options
    )
    path = f"/v1/prices/{price.id}"
    assert (
        api.post(path, currency_options={"usd": {"tax_behavior": "exclusive"}})["tax_behavior"] == "exclusive"
    )
    changed = api.post(path, currency_options={"eur": {"unit_amount": 950}}, expand=["currency_options"])[
        "currency_options"
    ]
    assert (
        changed["usd"]["tax_behavior"],
        changed["eur"]["tax_behavior"],
        changed["eur"]["unit_amount"],
    ) == (
        "exclusive",
        "inclusive",
        950,
    )
    for sent in (
        {"usd": {"tax_behavior": "inclusive"}},
        {"eur": {"tax_behavior": "exclusive"}},
        {"eur": {"unit_amount": 1, "tax_behavior": "exclusive"}},
    ):
        (code,) = sent
        assert (
            api.refused("POST", path, currency_options=sent)["param"]
            == f"currency_options[{code}][tax_behavior]"
        )
    assert api.refused("POST", path, tax_behavior="inclusive")["param"] == "tax_behavior"
    assert api.get(path, expand=["currency_options"])["currency_options"] == changed


def test_the_filters_of_the_list(api, product):
    other = api.post("/v1/products", name="Other").id
    once = api.post("/v1/prices", product=product, currency="usd", unit_amount=1).id
    monthly = api.post("/v1/prices", product=product, currency="eur", unit_amount=1, recurring=MONTHLY).id
    archived = api.post("/v1/prices", product=other, currency="usd", unit_amount=1, active=False).id

    def listed(**params):
        return [one["id"] for one in api.get("/v1/prices", **params)["data"]]

    assert listed() == [archived, monthly, once]
    assert listed(active=True) == [monthly, once]
    assert listed(type="one_time") == [archived, once]
    assert (
        listed(type="recurring")
        == listed(currency="EUR")
        == listed(recurring={"interval": "month"})
        == [monthly]
    )
    assert listed(recurring={"interval": "month", "usage_type": "metered"}) == []
    assert listed(product=other) == [archived]
    assert (
        api.refused("GET", "/v1/prices", product="prod_missing")["message"]
        == "No such product: 'prod_missing'"
    )
    assert api.refused("GET", "/v1/prices/price_missing", 404)["param"] == "price"
    assert api.refused("DELETE", f"/v1/prices/{once}", 404)["message"].startswith(
        "Unrecognized request URL (DELETE: /v1/prices/"
    )


# -- plans ---------------------------------------------------------------------------------------------------


def test_a_plan_is_born_with_all_defaults(api, product):
    plan = dict(api.post("/v1/plans", product=product, amount=1200, currency="usd", interval="month"))
    assert plan.pop("id").startswith("plan_")
    assert plan.pop("created")
    assert plan == {
        "object": "plan",
        "active": True,
        "aggregate_usage": None,
        "amount": 1200,
        "amount_decimal": "1200",
        "billing_scheme": "per_unit",
        "currency": "usd",
        "interval": "month",
        "interval_count": 1,
        "livemode": False,
        "metadata": {},
        "meter": None,
        "nickname": None,
        "product": product,
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }
    assert sorted(price_events(api)) == ["plan.created", "price.created"]


def test_a_plan_and_its_price_are_one(api, product):
    plan = api.post("/v1/plans", id="gold", product=product, amount_decimal="0.5", currency="usd",
                    interval="week", trial_period_days=7,
                    transform_usage={"divide_by": 5, "round": "up"})  # fmt: skip
    price = api.get("/v1/prices/gold")
    assert (price["unit_amount_decimal"], price["unit_amount"]) == ("0.5", None)
    assert (price["recurring"]["interval"], price["recurring"]["trial_period_days"]) == ("week", 7)
    assert price["transform_quantity"] == {"divide_by": 5, "round": "up"}
    changed = api.post("/v1/plans/gold", nickname="Gold", metadata={"a": "1"}, trial_period_days=14)
    price = api.get("/v1/prices/gold")
    assert (price.nickname, price["metadata"], price["recurring"]["trial_period_days"]) == (
        "Gold",
        {"a": "1"},
        14,
    )
    api.post("/v1/prices/gold", active=False)
    assert api.get("/v1/plans/gold") == {**changed, "active": False}
    assert plan["amount_decimal"] == "0.5"
    monthly = api.post(
        "/v1/prices",
        product=product,
        currency="usd",
        billing_scheme="tiered",
        tiers_mode="volume",
        tiers=TIERS,
        recurring=MONTHLY,
    )
    seen = api.get(f"/v1/plans/{monthly.id}", expand=["tiers", "product"])
    assert ([tier["up_to"] for tier in seen["tiers"]], seen["product"]["id"]) == ([10, 20, None], product)
    assert [one["id"] for one in api.get("/v1/plans")["data"]] == [monthly.id, "gold"]
    assert [one["id"] for one in api.get("/v1/plans", active=False)["data"]] == ["gold"]


def test_a_trial_of_no_days_is_none(api, product):
    plan = api.post(
        "/v1/plans", product=product, amount=5, currency="usd", interval="month", trial_period_days=0
    )
    assert plan["trial_period_days"] is None
    assert api.post(f"/v1/plans/{plan.id}", trial_period_days=7)["trial_period_days"] == 7
    assert api.post(f"/v1/plans/{plan.id}", trial_period_days=0)["trial_period_days"] is None
    for days in (-1, 731):
        assert (
            api.refused("POST", f"/v1/plans/{plan.id}", trial_period_days=days)["code"]
            == "parameter_invalid_integer"
        )
    recurring = {"interval": "month", "trial_period_days": 0}
    price = api.post("/v1/prices", product=product, unit_amount=5, currency="usd", recurring=recurring)
    assert price["recurring"]["trial_period_days"] is None


def test_a_one_time_price_is_no_plan(api, product):
    price = api.post("/v1/prices", product=product, currency="usd", unit_amount=1)
    assert api.refused("GET", f"/v1/plans/{price.id}", 404)["message"] == f"No such plan: '{price.id}'"


def test_a_deleted_plan_is_gone_under_both_names(api, product):
    api.post("/v1/plans", id="gold", product=product, amount=1, currency="usd", interval="month")
    assert api.delete("/v1/plans/gold") == {"id": "gold", "object": "plan", "deleted": True}
    for path, param in (("/v1/plans/gold", "plan"), ("/v1/prices/gold", "price")):
        error = api.refused("GET", path, 404)
        assert (error["code"], error["param"]) == ("resource_missing", param)
    assert sorted(price_events(api)[2:]) == ["plan.deleted", "price.deleted"]
    assert (
        api.post("/v1/plans", id="gold", product=product, amount=2, currency="usd", interval="month").amount
        == 2
    )
    error = api.refused(
        "POST", "/v1/plans", id="gold", product=product, amount=2, currency="usd", interval="month"
    )
    assert (error["message"], error["code"]) == ("Plan already exists.", "resource_already_exists")
    api.delete("/v1/plans/gold")
    api.post("/v1/plans", id="gold", product={"name": "Silver"}, amount=3, currency="usd", interval="month")


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"product": None}, "product"),
        ({"product": "prod_missing"}, "product"),
        ({"product": {"id": "x"}}, "product[name]"),
        ({"amount": None}, None),
        ({"amount": -1}, "amount"),
        ({"amount_decimal": "1"}, "amount"),
        ({"interval": None}, "interval"),
        ({"interval": "year", "interval_count": 4}, "interval_count"),
        ({"aggregate_usage": "max"}, "aggregate_usage"),
        ({"trial_period_days": -1}, "trial_period_days"),
        ({"trial_period_days": 731}, "trial_period_days"),
    ],
)
def test_what_no_plan_can_be(api, product, sent, param):
    whole = {"product": product, "amount": 1, "currency": "usd", "interval": "month", **sent}
    error = api.refused(
        "POST", "/v1/plans", **{name: value for name, value in whole.items() if value is not None}
    )
    assert error.get("param") == param, error
    assert api.get("/v1/plans")["data"] == api.get("/v1/prices")["data"] == []


# -- what other pages ask of this one ------------------------------------------------------------------------


def phase(api, do):
    """Run something in a phase of the caller's sandbox, as the pages of subscriptions and invoices do."""
    server = api.house.server
    space = Space(api.get("/v1/account").id)

    async def run():
        work = Work(server.store.writer, space, server.services, now=server.services.wall())
        return server.phases.run_now(lambda: do(work), Claim.of(space.account))

    return api.house.run(run())


def test_an_item_brings_a_price_of_its_own(api, product):
    sent = {"currency": "usd", "product": product, "unit_amount": 300, "recurring": MONTHLY}
    made = phase(api, lambda work: prices.inline(work, sent, "items[0][price_data]"))
    seen = api.get(f"/v1/prices/{made.id}")
    assert (seen.active, seen["unit_amount"], seen["product"]) == (False, 300, product)
    assert api.get("/v1/prices")["data"] == api.get("/v1/plans")["data"] == []
    assert api.get("/v1/prices/search", query=f"product:'{product}'")["data"] == []
    with pytest.raises(Refusal) as refused:
        phase(api, lambda work: prices.inline(work, {**sent, "unit_amount": -1}, "items[0][price_data]"))
    assert refused.value.param == "items[0][price_data][unit_amount]"


def test_an_item_takes_active_prices_of_its_type(api, product):
    once = api.post("/v1/prices", product=product, currency="usd", unit_amount=1)
    old = api.post("/v1/prices", product=product, currency="usd", unit_amount=1, active=False)
    assert (
        phase(api, lambda work: prices.expect(work, once.id, param="items[0][price]", type="one_time")).id
        == once.id
    )
    for id, message in (
        (old.id, "The price specified is inactive. This field only accepts active prices."),
        (
            once.id,
            (
                "The price specified is set to `type=one_time` but this field only accepts prices with"
                " `type=recurring`."
            ),
        ),
        ("price_missing", "No such price: 'price_missing'"),
    ):
        with pytest.raises(Refusal) as refused:
            phase(api, lambda work, id=id: prices.expect(work, id, param="items[0][price]", type="recurring"))
        assert (refused.value.message, refused.value.param) == (message, "items[0][price]")


def test_the_record_of_a_deleted_plan_is_kept_for_those_who_pay_it(api, product):
    api.post(
        "/v1/plans",
        id="gold",
        product=product,
        currency="usd",
        interval="month",
        billing_scheme="tiered",
        tiers_mode="volume",
        tiers=TIERS,
    )
    api.delete("/v1/plans/gold")
    kept = phase(api, lambda work: prices.record(work, "gold"))
    assert (kept["product"], [tier["up_to"] for tier in kept["tiers"]]) == (product, [10, 20, None])
