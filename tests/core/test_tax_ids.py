"""Tax ids of customers and of the account."""

import pytest


@pytest.mark.parametrize(
    ("type", "value", "country", "status"),
    [
        ("eu_vat", "DE123456789", "DE", "pending"),
        ("eu_vat", "EL123456789", "GR", "pending"),
        ("gb_vat", "GB123456789", "GB", "pending"),
        ("us_ein", "12-3456789", "US", "unavailable"),
        ("ch_vat", "CHE-123.456.789 MWST", "CH", "unavailable"),
        ("br_cnpj", "01.234.456/5432-10", "BR", "unavailable"),
        ("ca_gst_hst", "123456789RT0002", "CA", "unavailable"),
        ("eu_oss_vat", "EU123456789", "EU", "unavailable"),
    ],
)
def test_a_tax_id_tells_its_country(api, type, value, country, status):
    customer = api.post("/v1/customers")
    tax_id = api.post(f"/v1/customers/{customer.id}/tax_ids", type=type, value=value)
    assert tax_id["id"].startswith("txi_")
    assert (tax_id["country"], tax_id["customer"], tax_id["value"]) == (country, customer.id, value)
    assert tax_id["owner"] == {"type": "customer", "customer": customer.id}
    assert tax_id["verification"] == {"status": status, "verified_address": None, "verified_name": None}
    assert api.get(f"/v1/customers/{customer.id}/tax_ids/{tax_id.id}") == tax_id
    assert "customer.tax_id.created" in api.happened()


@pytest.mark.parametrize(
    ("type", "value"),
    [("eu_vat", "DE12"), ("eu_vat", "US123456789"), ("us_ein", "twelve"), ("gb_vat", "GB1")],
)
def test_a_tax_id_must_be_written_as_its_kind_is(api, type, value):
    customer = api.post("/v1/customers")
    error = api.refused("POST", f"/v1/customers/{customer.id}/tax_ids", type=type, value=value)
    assert (error["message"], error["code"], error["param"]) == (
        f"Invalid value for {type}.",
        "tax_id_invalid",
        "value",
    )
    assert api.get(f"/v1/customers/{customer.id}/tax_ids")["data"] == []


def test_the_register_answers_on_the_customer_s_clock(api, clock):
    customer = api.given.customer(clock, name="Jenny Rosen")
    values = ("DE000000000", "DE111111111", "DE222222222", "000000000", "FR 111 111 111", "222222222")
    path = f"/v1/customers/{customer.id}/tax_ids"
    made = {value: api.post(path, type="eu_vat", value=value).id for value in values}
    clock.advance(hours=1)
    found = {
        one["value"]: one["verification"] for one in api.get(f"/v1/customers/{customer.id}/tax_ids")["data"]
    }
    assert found["DE000000000"] == {
        "status": "verified",
        "verified_address": None,
        "verified_name": "Jenny Rosen",
    }
    assert found["DE111111111"]["status"] == "unverified"
    assert found["DE222222222"]["status"] == "pending"
    plain = [found[value]["status"] for value in ("000000000", "FR 111 111 111", "222222222")]
    assert plain == ["verified", "unverified", "pending"]
    updated = api.get("/v1/events", type="customer.tax_id.updated")["data"]
    assert {event["data"]["object"]["id"] for event in updated} == {
        id for value, id in made.items() if not value.endswith("2")
    }
    assert all(event["request"]["id"] is None for event in updated)
    assert updated[0]["data"]["previous_attributes"]["verification"]["status"] == "pending"


def test_a_deleted_tax_id_is_gone(api):
    customer, other = api.post("/v1/customers"), api.post("/v1/customers")
    tax_id = api.post(f"/v1/customers/{customer.id}/tax_ids", type="us_ein", value="12-3456789")
    assert (
        api.refused("GET", f"/v1/customers/{other.id}/tax_ids/{tax_id.id}", 404)["code"] == "resource_missing"
    )
    assert api.delete(f"/v1/customers/{customer.id}/tax_ids/{tax_id.id}") == {
        "id": tax_id.id,
        "object": "tax_id",
        "deleted": True,
    }
    error = api.refused("DELETE", f"/v1/customers/{customer.id}/tax_ids/{tax_id.id}", 404)
    assert error["message"] == f"No such tax_id: '{tax_id.id}'"
    assert api.happened()[-1] == "customer.tax_id.deleted"


def test_the_account_has_tax_ids_of_its_own(api):
    customer = api.post("/v1/customers")
    own = api.post("/v1/tax_ids", type="eu_vat", value="DE123456789")
    assert (own["owner"], own["customer"], own["country"], own["verification"]) == (
        {"type": "self"},
        None,
        "DE",
        None,
    )
    theirs = api.post(
        "/v1/tax_ids", type="us_ein", value="98-7654321", owner={"type": "customer", "customer": customer.id}
    )
    assert theirs["customer"] == customer.id
    assert [one["id"] for one in api.get("/v1/tax_ids")["data"]] == [own.id]
    assert [
        one["id"]
        for one in api.get("/v1/tax_ids", owner={"type": "customer", "customer": customer.id})["data"]
    ] == [theirs.id]
    assert (
        api.refused("POST", "/v1/tax_ids", type="us_ein", value="12-3456789", owner={"type": "customer"})[
            "param"
        ]
        == "owner[customer]"
    )
    api.delete(f"/v1/tax_ids/{own.id}")
    api.refused("GET", f"/v1/tax_ids/{own.id}", 404)
