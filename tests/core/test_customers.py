"""Customers, as their chapter of the reference tells it."""

import pytest

ADDRESS = {
    "city": "Berlin",
    "country": "DE",
    "line1": "Invalidenstr. 1",
    "line2": None,
    "postal_code": "10115",
    "state": None,
}


# -- create --------------------------------------------------------------------------------------------------


def test_a_customer_is_born_with_all_defaults(api):
    customer = dict(api.post("/v1/customers"))
    assert customer.pop("id").startswith("cus_")
    assert len(customer.pop("invoice_prefix")) == 8
    assert customer.pop("created") == api.now
    assert customer == {
        "object": "customer",
        "address": None,
        "balance": 0,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def test_creating_answers_what_retrieving_does_and_is_announced(api):
    customer = api.post(
        "/v1/customers",
        name="Jenny Rosen",
        email="jenny@example.com",
        metadata={"order": "6735"},
        address=ADDRESS,
    )
    assert customer["address"] == ADDRESS
    assert api.get(f"/v1/customers/{customer.id}") == customer
    event = api.get("/v1/events", type="customer.created")["data"][0]
    assert event["data"] == {"object": customer}


def test_invoice_settings_custom_fields_and_locales(api):
    settings = {
        "custom_fields": [{"name": "PO", "value": "17"}],
        "footer": "Thanks",
        "rendering_options": {"amount_tax_display": "exclude_tax"},
    }
    customer = api.post(
        "/v1/customers", invoice_settings=settings, preferred_locales=["de", "en"], tax_exempt="reverse"
    )
    assert customer.invoice_settings == {
        "custom_fields": [{"name": "PO", "value": "17"}],
        "default_payment_method": None,
        "footer": "Thanks",
        "rendering_options": {"amount_tax_display": "exclude_tax", "template": None},
    }
    assert (customer.preferred_locales, customer.tax_exempt) == (["de", "en"], "reverse")


@pytest.mark.parametrize(
    ("sent", "param", "code"),
    [
        ({"email": "nobody"}, "email", "email_invalid"),
        ({"email": "a@" + "b" * 520 + ".com"}, "email", None),
        ({"name": "n" * 257}, "name", None),
        ({"phone": "5" * 21}, "phone", None),
        ({"tax_exempt": "never"}, "tax_exempt", None),
        ({"address": {"country": "XX"}}, "address[country]", "country_code_invalid"),
        ({"address": {"planet": "Earth"}}, "address[planet]", "parameter_unknown"),
        ({"shipping": {"name": "Jenny"}}, "shipping[address]", "parameter_missing"),
        ({"shipping": {"address": ADDRESS}}, "shipping[name]", "parameter_missing"),
        ({"invoice_prefix": "ab"}, "invoice_prefix", None),
        ({"invoice_prefix": "lower"}, "invoice_prefix", None),
        ({"next_invoice_sequence": 0}, "next_invoice_sequence", "parameter_invalid_integer"),
        (
            {"invoice_settings": {"custom_fields": [{"name": "n", "value": "v"}] * 5}},
            "invoice_settings[custom_fields]",
            None,
        ),
        (
            {"invoice_settings": {"custom_fields": [{"name": "n" * 41, "value": "v"}]}},
            "invoice_settings[custom_fields][0][name]",
            None,
        ),
        ({"payment_method": "pm_missing"}, "payment_method", "resource_missing"),
        ({"test_clock": "clock_missing"}, "test_clock", "resource_missing"),
        (
            {"tax_id_data": [{"type": "eu_vat", "value": "nonsense"}]},
            "tax_id_data[0][value]",
            "tax_id_invalid",
        ),
        ({"tax_id_data": [{"type": "us_ein", "value": "12-3456789"}] * 6}, "tax_id_data", None),
        ({"balance": "ten"}, "balance", "parameter_invalid_integer"),
        ({"balanec": 10}, "balanec", "parameter_unknown"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(api, sent, param, code):
    error = api.refused("POST", "/v1/customers", **sent)
    assert (error["type"], error.get("param"), error.get("code")) == ("invalid_request_error", param, code)
    assert api.get("/v1/customers")["data"] == []
    assert api.happened() == []


def test_an_invoice_prefix_is_given_once(api):
    first = api.post("/v1/customers", invoice_prefix="ROSEN1")
    assert first.invoice_prefix == "ROSEN1"
    assert api.refused("POST", "/v1/customers", invoice_prefix="ROSEN1")["param"] == "invoice_prefix"
    other = api.post("/v1/customers")
    assert (
        api.refused("POST", f"/v1/customers/{other.id}", invoice_prefix="ROSEN1")["param"] == "invoice_prefix"
    )
    assert api.post(f"/v1/customers/{first.id}", invoice_prefix="ROSEN1") == first
    assert api.other().post("/v1/customers", invoice_prefix="ROSEN1").invoice_prefix == "ROSEN1"


# -- payment methods -----------------------------------------------------------------------------------------


def test_a_payment_method_comes_along_and_is_the_default(api):
    customer = api.post(
        "/v1/customers",
        payment_method="pm_card_visa",
        invoice_settings={"default_payment_method": "pm_card_visa"},
        expand=["invoice_settings.default_payment_method"],
    )
    method = customer.invoice_settings.default_payment_method
    assert (method["type"], method["customer"], method["card"]["last4"]) == ("card", customer.id, "4242")
    assert [one["id"] for one in api.get(f"/v1/customers/{customer.id}/payment_methods")["data"]] == [
        method["id"]
    ]
    assert api.happened() == ["customer.created", "payment_method.attached"]
    told = api.get("/v1/events", type="customer.created")["data"][0]["data"]["object"]
    assert told["invoice_settings"]["default_payment_method"] == method["id"]


def test_a_card_that_may_not_be_kept_refuses_the_customer(api):
    error = api.refused("POST", "/v1/customers", 402, name="Jenny", payment_method="pm_card_chargeDeclined")
    assert (error["type"], error["code"], error["decline_code"]) == (
        "card_error",
        "card_declined",
        "generic_decline",
    )
    assert api.get("/v1/customers")["data"] == []
    assert api.happened() == []


def test_a_default_must_be_ones_own(api):
    customer, other = api.post("/v1/customers"), api.post("/v1/customers", payment_method="pm_card_visa")
    foreign = api.get(f"/v1/customers/{other.id}/payment_methods")["data"][0]
    for id in ("pm_card_visa", foreign.id, "pm_missing"):
        error = api.refused(
            "POST", f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": id}
        )
        assert (
            error["message"]
            == f"The customer does not have a payment method with the ID {id}. The payment method must be"
            " attached to the customer."
        )
        assert (error["code"], error["param"]) == (
            "resource_missing",
            "invoice_settings[default_payment_method]",
        )
    assert (
        api.refused("POST", "/v1/customers", invoice_settings={"default_payment_method": foreign.id})["code"]
        == "resource_missing"
    )

    own = api.post("/v1/payment_methods/pm_card_mastercard/attach", customer=customer.id)
    changed = api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": own.id})
    assert changed.invoice_settings.default_payment_method == own.id
    cleared = api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": ""})
    assert cleared.invoice_settings.default_payment_method is None


# -- update --------------------------------------------------------------------------------------------------


def test_addresses_merge_leaf_by_leaf(api):
    customer = api.post(
        "/v1/customers", address=ADDRESS, shipping={"name": "Jenny", "phone": "+49", "address": ADDRESS}
    )
    changed = api.post(
        f"/v1/customers/{customer.id}", address={"city": "Bonn"}, shipping={"address": {"line1": "B"}}
    )
    assert changed.address == ADDRESS | {"city": "Bonn"}
    assert changed.shipping == {"name": "Jenny", "phone": "+49", "address": ADDRESS | {"line1": "B"}}
    assert api.happened().previous("customer.updated") == {
        "address": {"city": "Berlin"},
        "shipping": {"address": {"line1": ADDRESS["line1"]}},
    }


def test_the_first_shipping_must_be_whole(api):
    customer = api.post("/v1/customers")
    error = api.refused("POST", f"/v1/customers/{customer.id}", shipping={"address": {"city": "Bonn"}})
    assert (error["code"], error["param"]) == ("parameter_missing", "shipping[name]")


def test_the_empty_text_unsets(api):
    customer = api.post(
        "/v1/customers",
        name="J",
        email="j@example.com",
        address=ADDRESS,
        metadata={"a": "1", "b": "2"},
        tax_exempt="exempt",
    )
    changed = api.post(
        f"/v1/customers/{customer.id}",
        name="",
        email="",
        address="",
        tax_exempt="",
        metadata={"a": "", "c": "3"},
    )
    assert (changed.name, changed.email, changed.address, changed.tax_exempt) == (None, None, None, "none")
    assert changed["metadata"] == {"b": "2", "c": "3"}
    told = api.happened().previous("customer.updated")
    assert told["metadata"] == {"a": "1", "c": None}
    assert (told["name"], told["address"], told["tax_exempt"]) == ("J", ADDRESS, "exempt")
    assert api.post(f"/v1/customers/{customer.id}", metadata="")["metadata"] == {}


def test_metadata_is_counted_after_merging(api):
    customer = api.post("/v1/customers", metadata={f"k{n}": "v" for n in range(30)})
    error = api.refused(
        "POST", f"/v1/customers/{customer.id}", name="X", metadata={f"n{n}": "v" for n in range(21)}
    )
    assert error["param"] == "metadata"
    assert api.get(f"/v1/customers/{customer.id}") == customer
    assert (
        len(api.post(f"/v1/customers/{customer.id}", metadata={f"n{n}": "v" for n in range(20)})["metadata"])
        == 50
    )


def test_changing_nothing_makes_no_event(api):
    customer = api.post("/v1/customers", name="Jenny", metadata={"a": "1"})
    assert api.post(f"/v1/customers/{customer.id}", name="Jenny", metadata={"a": "1"}) == customer
    assert api.happened() == ["customer.created"]


def test_a_refused_update_changes_nothing(api):
    customer = api.post("/v1/customers", name="Jenny")
    api.refused("POST", f"/v1/customers/{customer.id}", name="Else", invoice_prefix="x")
    api.refused(
        "POST",
        f"/v1/customers/{customer.id}",
        balance=-100,
        invoice_settings={"default_payment_method": "pm_missing"},
    )
    assert api.get(f"/v1/customers/{customer.id}") == customer
    assert api.get(f"/v1/customers/{customer.id}/balance_transactions")["data"] == []


def test_the_invoice_sequence_does_not_go_back(api):
    customer = api.post("/v1/customers", next_invoice_sequence=40)
    assert (
        api.refused("POST", f"/v1/customers/{customer.id}", next_invoice_sequence=39)["param"]
        == "next_invoice_sequence"
    )
    assert api.post(f"/v1/customers/{customer.id}", next_invoice_sequence=41).next_invoice_sequence == 41


def test_a_customer_is_not_put_on_a_clock_later(api):
    customer = api.post("/v1/customers")
    assert (
        api.refused("POST", f"/v1/customers/{customer.id}", test_clock="clock_x")["code"]
        == "parameter_unknown"
    )


# -- delete --------------------------------------------------------------------------------------------------


def test_a_deleted_customer_leaves_a_stub(api):
    customer = api.post("/v1/customers", name="Jenny", payment_method="pm_card_visa")
    method = api.get(f"/v1/customers/{customer.id}/payment_methods")["data"][0]
    stub = {"id": customer.id, "object": "customer", "deleted": True}
    assert api.delete(f"/v1/customers/{customer.id}") == stub
    assert api.get(f"/v1/customers/{customer.id}") == stub
    assert api.get(f"/v1/customers/{customer.id}", expand=["subscriptions"]) == stub
    assert (
        api.request("GET", f"/v1/customers/{customer.id}", headers={"Stripe-Version": "2022-11-15"}).json
        == stub
    )
    assert api.get("/v1/customers")["data"] == []
    assert api.get(f"/v1/payment_methods/{method.id}").customer is None
    assert (
        api.get("/v1/events", type="customer.deleted")["data"][0]["data"]["object"]
        == api.get("/v1/events", type="customer.created")["data"][0]["data"]["object"]
    )


def test_a_deleted_customer_is_missing_for_everything_else(api):
    customer = api.post("/v1/customers", tax_id_data=[{"type": "us_ein", "value": "12-3456789"}])
    tax_id = api.get(f"/v1/customers/{customer.id}/tax_ids")["data"][0]
    api.delete(f"/v1/customers/{customer.id}")
    path = f"/v1/customers/{customer.id}"
    for method, below in (
        ("POST", ""),
        ("DELETE", ""),
        ("GET", "/payment_methods"),
        ("GET", "/tax_ids"),
        ("GET", f"/tax_ids/{tax_id.id}"),
        ("GET", "/balance_transactions"),
        ("GET", "/cash_balance"),
        ("GET", "/cash_balance_transactions"),
        ("GET", "/subscriptions"),
        ("GET", "/sources"),
    ):
        error = api.refused(method, path + below, 404)
        assert (error["message"], error["code"]) == (f"No such customer: '{customer.id}'", "resource_missing")
    error = api.refused("POST", "/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    assert (error["code"], error["param"]) == ("resource_missing", "customer")


# -- list and expand -----------------------------------------------------------------------------------------


def test_the_list_by_email_is_exact(api):
    api.post("/v1/customers", email="jenny@example.com")
    second = api.post("/v1/customers", email="Jenny@example.com")
    assert [one.id for one in api.get("/v1/customers", email="Jenny@example.com")["data"]] == [second.id]
    assert api.get("/v1/customers", email="nobody@example.com")["data"] == []


def test_customers_of_a_clock_show_where_it_is_asked_for(api, clock):
    plain = api.post("/v1/customers")
    clocked = api.post("/v1/customers", test_clock=clock.id)
    assert (clocked.test_clock, clocked.created) == (clock.id, clock.now)
    assert [one.id for one in api.get("/v1/customers")["data"]] == [plain.id]
    assert [one.id for one in api.get("/v1/customers", test_clock=clock.id)["data"]] == [clocked.id]
    for _ in range(2):
        api.post("/v1/customers", test_clock=clock.id)
    assert api.refused("POST", "/v1/customers", test_clock=clock.id)["param"] == "test_clock"
    api.delete(f"/v1/customers/{clocked.id}")
    assert api.post("/v1/customers", test_clock=clock.id).test_clock == clock.id


def test_what_is_absent_until_it_is_expanded(api):
    names = ("cash_balance", "invoice_credit_balance", "sources", "subscriptions", "tax", "tax_ids")
    customer = api.post(
        "/v1/customers",
        address=ADDRESS,
        tax={"ip_address": "8.8.8.8"},
        tax_id_data=[{"type": "eu_vat", "value": "DE123456789"}],
    )
    path = f"/v1/customers/{customer.id}"
    assert not set(names) & set(customer)
    whole = api.get(path, expand=[*names])
    for name in ("sources", "subscriptions", "tax_ids"):
        assert (whole[name]["object"], whole[name]["has_more"], whole[name]["url"]) == (
            "list",
            False,
            f"{path}/{name}",
        )
        assert whole[name]["total_count"] == len(whole[name]["data"])
    assert [one["value"] for one in whole["tax_ids"]["data"]] == ["DE123456789"]
    assert whole["invoice_credit_balance"] == {}
    assert whole["tax"] == {
        "automatic_tax": "not_collecting",
        "ip_address": "8.8.8.8",
        "location": {"country": "DE", "source": "billing_address", "state": None},
        "provider": "stripe",
    }
    assert whole["cash_balance"]["settings"] == {
        "reconciliation_mode": "automatic",
        "using_merchant_default": True,
    }
    assert {**customer, **{name: whole[name] for name in names}} == whole
    listed = api.get("/v1/customers", expand=["data.tax_ids", "data.subscriptions"])["data"][0]
    assert listed["tax_ids"] == whole["tax_ids"]


def test_a_tax_location_may_have_to_be_known_at_once(api):
    at_once = {"validate_location": "immediately"}
    error = api.refused("POST", "/v1/customers", address={"country": "US"}, tax=at_once)
    assert (
        error["message"]
        == "We could not determine the customer's tax location based on the provided customer address."
    )
    assert error["code"] == "customer_tax_location_invalid"
    customer = api.post(
        "/v1/customers",
        address={"country": "US", "postal_code": "94103", "state": "CA"},
        tax=at_once,
        expand=["tax"],
    )
    assert customer["tax"]["location"] == {"country": "US", "source": "billing_address", "state": "CA"}
    api.refused("POST", f"/v1/customers/{customer.id}", address="", tax=at_once)
    assert api.get(f"/v1/customers/{customer.id}").address["country"] == "US"
    for state, status in (("NY", "not_collecting"), ("CA", "supported")):
        options = {"us": {"type": "state_sales_tax", "state": state}}
        api.post("/v1/tax/registrations", country="US", country_options=options, active_from="now")
        assert api.get(f"/v1/customers/{customer.id}", expand=["tax"])["tax"]["automatic_tax"] == status
    assert api.refused("POST", "/v1/customers", tax={"ip_address": "here"})["param"] == "tax[ip_address]"


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ({"country": "US", "postal_code": "94103"}, True),
        ({"country": "US", "postal_code": "94103-1234"}, True),
        ({"country": "US", "postal_code": "here"}, False),
        ({"country": "US", "state": "CA"}, False),
        ({"country": "CA"}, False),
        ({"country": "CA", "state": "QC"}, True),
        ({"country": "CA", "postal_code": "H2X 1Y4"}, True),
        ({"country": "DE"}, True),
        ({"city": "Berlin"}, False),
    ],
)
def test_a_tax_location_is_as_precise_as_its_country_wants(api, address, known):
    tax = api.post("/v1/customers", address=address, expand=["tax"])["tax"]
    assert (tax["automatic_tax"], tax["location"] is not None) == (
        "not_collecting" if known else "unrecognized_location",
        known,
    )


def test_the_cash_balance_reconciles_as_it_is_told(api):
    customer = api.post("/v1/customers", cash_balance={"settings": {"reconciliation_mode": "manual"}})
    path = f"/v1/customers/{customer.id}/cash_balance"
    assert api.get(path) == {
        "object": "cash_balance",
        "available": None,
        "customer": customer.id,
        "customer_account": None,
        "livemode": False,
        "settings": {"reconciliation_mode": "manual", "using_merchant_default": False},
    }
    api.post(path, settings={"reconciliation_mode": "merchant_default"})
    assert api.get(path)["settings"] == {"reconciliation_mode": "automatic", "using_merchant_default": True}
    assert api.happened() == ["customer.created"]


# -- search --------------------------------------------------------------------------------------------------


def test_customers_are_found_by_words_and_metadata(api):
    jenny = api.post(
        "/v1/customers", name="Jenny Straße Rosen", email="jenny@example.com", metadata={"tier": "gold"}
    )
    api.post("/v1/customers", name="Jenny Other", metadata={"tier": "tin"})

    def found(query):
        return [one["id"] for one in api.get("/v1/customers/search", query=query)["data"]]

    assert found("name:'jenny rosen'") == [jenny.id]
    assert found("name:'STRASSE'") == [jenny.id]
    assert found("metadata['tier']:'gold' AND email~\"enny@ex\"") == [jenny.id]
    assert found("metadata['tier']:'gold' OR metadata['tier']:'tin'")[1] == jenny.id
    assert found("-email:null created>1") == [jenny.id]
    assert found(f"created<{jenny.created}") == []
    api.delete(f"/v1/customers/{jenny.id}")
    assert found("name:'rosen'") == []


def test_a_search_goes_on_with_its_own_token(api):
    made = [api.post("/v1/customers", name=f"Jenny {n}").id for n in range(7)]
    first = api.get("/v1/customers/search", query="name:'jenny'", limit=3, expand=["total_count"])
    assert (first["object"], first["url"], first["has_more"], first["total_count"]) == (
        "search_result",
        "/v1/customers/search",
        True,
        7,
    )
    api.post("/v1/customers", name="Jenny 8")
    second = api.get("/v1/customers/search", query="name:'jenny'", limit=3, page=first["next_page"])
    third = api.get("/v1/customers/search", query="name:'jenny'", limit=3, page=second["next_page"])
    assert [one["id"] for page in (first, second, third) for one in page["data"]] == made[::-1]
    assert (third["has_more"], third["next_page"]) == (False, None)
    assert "total_count" not in third
    assert (
        api.refused("GET", "/v1/customers/search", query="name:'other'", page=first["next_page"])["param"]
        == "page"
    )
    assert (
        api.refused("GET", "/v1/customers/search", query="name:'jenny'", limit=101)["code"]
        == "parameter_invalid_integer"
    )
    assert api.refused("GET", "/v1/customers/search")["code"] == "parameter_missing"
    assert api.refused("GET", "/v1/customers/search", query="shoe_size:'44'")["param"] == "query"
