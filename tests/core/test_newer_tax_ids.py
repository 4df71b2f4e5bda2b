"""Types of tax ids that newer versions of the API have."""

from __future__ import annotations

from counterfoil.contract import load

NEWEST = "2026-10-28.endive"


def test_every_type_of_the_newest_version_can_be_tried(api):
    api = api.at(NEWEST)
    types = load(NEWEST).operations["customers.tax_ids.create"].raw_params["type!"]
    customer = api.given.customer()
    for kind in types.removeprefix("=").split("|"):
        sent = {"type": kind, "value": "?"}
        refused = api.refused("POST", f"/v1/customers/{customer.id}/tax_ids", **sent)
        assert refused.code == "tax_id_invalid", kind
        assert api.refused("POST", "/v1/customers", tax_id_data=[sent]).code == "tax_id_invalid", kind


def test_a_type_without_a_told_format_takes_letters_and_digits(api):
    api = api.at(NEWEST)
    customer = api.given.customer()
    made = api.post(f"/v1/customers/{customer.id}/tax_ids", type="pl_nip", value="123-456-32-18")
    assert (made.country, made.value, made.verification.status) == ("PL", "123-456-32-18", "unavailable")
