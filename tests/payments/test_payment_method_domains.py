"""Payment method domains: where wallets may show."""

from __future__ import annotations

import pytest

PATH = "/v1/payment_method_domains"


def test_a_domain_is_registered_and_validated(api):
    domain = api.post(PATH, domain_name="shop.example.com")

    assert (domain.id[:4], domain.domain_name, domain.enabled) == ("pmd_", "shop.example.com", True)
    assert {
        domain[wallet].status for wallet in ("apple_pay", "google_pay", "link", "paypal", "amazon_pay")
    } == {"active"}
    assert api.post(f"{PATH}/{domain.id}/validate") == domain == api.get(f"{PATH}/{domain.id}")
    assert api.refused("POST", f"{PATH}/pmd_nothing/validate", 404).code == "resource_missing"


def test_domains_are_found_by_name_and_by_whether_they_are_enabled(api):
    shop, blog = (api.post(PATH, domain_name=name) for name in ("shop.example.com", "blog.example.com"))
    api.post(f"{PATH}/{blog.id}", enabled=False)

    assert [one.id for one in api.get(PATH).data] == [blog.id, shop.id]
    assert [one.id for one in api.get(PATH, domain_name="shop.example.com").data] == [shop.id]
    assert [one.id for one in api.get(PATH, enabled=False).data] == [blog.id]


@pytest.mark.parametrize(
    "name",
    [
        "https://example.com",
        "example",
        "no domain.com",
        "-a.example.com",
        "a..example.com",
        "a" * 64 + ".com",
    ],
)
def test_what_is_no_domain(api, name):
    assert api.refused("POST", PATH, domain_name=name).param == "domain_name"
    assert api.get(PATH).data == []


def test_an_apple_pay_domain_is_registered_once(api):
    domain = api.post("/v1/apple_pay/domains", domain_name="example.com")
    other = api.post("/v1/apple_pay/domains", domain_name="example.org")

    assert api.post("/v1/apple_pay/domains", domain_name="example.com") == domain
    assert [one["id"] for one in api.get("/v1/apple_pay/domains").data] == [other.id, domain.id]
