"""How parameters are encoded: brackets, lists in every notation, empty strings, and POST's query string."""

from __future__ import annotations

import pytest


def sent(api, text: str, path: str = "/v1/customers", status: int = 200):
    answer = api.request("POST", path, text.encode())
    assert answer.status == status, answer.body
    return answer.json if status == 200 else answer.json.error


def test_hashes_within_hashes(api):
    made = sent(
        api,
        "shipping[name]=Ada&shipping[address][city]=Paris&shipping[address][line1]=1+rue%20X&metadata[a]=b",
    )
    assert (made.shipping.name, made.shipping.address.city, made.shipping.address.line1) == (
        "Ada",
        "Paris",
        "1 rue X",
    )
    assert made.metadata == {"a": "b"}


@pytest.mark.parametrize(
    "text",
    [
        "preferred_locales[]=en&preferred_locales[]=fr",
        "preferred_locales[0]=en&preferred_locales[1]=fr",
        "preferred_locales[1]=fr&preferred_locales[0]=en",
        "preferred_locales[7]=fr&preferred_locales[3]=en",
        "preferred_locales%5B0%5D=en&preferred_locales%5B1%5D=fr",
        "preferred_locales%5b%5d=en&preferred_locales%5b%5d=fr",
    ],
)
def test_a_list_in_every_spelling(api, text):
    assert sent(api, text).preferred_locales == ["en", "fr"]


@pytest.mark.parametrize(
    "text",
    [
        "[][name]=a&[][value]=1&[][name]=b&[][value]=2",
        "[0][name]=a&[0][value]=1&[1][name]=b&[1][value]=2",
        "[1][value]=2&[0][name]=a&[1][name]=b&[0][value]=1",
    ],
)
def test_a_list_of_hashes(api, text):
    text = "&".join(f"invoice_settings[custom_fields]{pair}" for pair in text.split("&"))
    assert sent(api, text).invoice_settings.custom_fields == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": "2"},
    ]


def test_characters_of_all_kinds(api):
    assert sent(api, "name=J%C3%BCrgen+M%C3%BCller%2B%26%3D%F0%9F%98%80").name == "Jürgen Müller+&=😀"
    assert sent(api, "name=Jürgen").name == "Jürgen"
    assert sent(api, "metadata[a.b-c d]=x").metadata == {"a.b-c d": "x"}


def test_the_last_of_several_values_wins(api):
    assert sent(api, "name=a&name=b").name == "b"


def test_an_empty_text_unsets(api):
    made = api.post(
        "/v1/customers", name="Ada", email="ada@example.com", address={"city": "Paris", "line1": "x"},
        preferred_locales=["en"], metadata={"a": "b"}, shipping={"name": "x", "address": {"line1": "y"}},
    )  # fmt: skip
    path = f"/v1/customers/{made.id}"
    assert sent(api, "name=", path).name is None
    assert sent(api, "address=", path).address is None
    assert sent(api, "shipping=", path).shipping is None
    assert sent(api, "preferred_locales=", path).preferred_locales == []
    assert sent(api, "metadata=", path).metadata == {}
    assert sent(api, "email=", path).email is None


def test_an_update_merges_leaf_by_leaf_and_replaces_lists(api):
    made = api.post(
        "/v1/customers",
        shipping={"name": "Ada", "address": {"line1": "x", "city": "Paris"}},
        preferred_locales=["en", "fr"],
    )
    path = f"/v1/customers/{made.id}"
    shipping = api.post(path, shipping={"name": "Ada", "address": {"line1": "x", "city": "Rome"}}).shipping
    assert (shipping.name, shipping.address.city, shipping.address.line1) == ("Ada", "Rome", "x")
    assert api.post(path, preferred_locales=["de"]).preferred_locales == ["de"]


@pytest.mark.parametrize(
    ("text", "truth"), [("true", True), ("false", False), ("True", True), ("False", False)]
)
def test_truth_in_every_spelling(api, text, truth):
    assert sent(api, f"name=x&active={text}", "/v1/products").active is truth


@pytest.mark.parametrize("text", ["1", "yes", "TRUE", "on"])
def test_what_is_no_truth(api, text):
    assert sent(api, f"name=x&active={text}", "/v1/products", 400).message == f"Invalid boolean: {text}"


def test_post_reads_its_query_string_too(api):
    answer = api.request("POST", "/v1/customers?expand[]=sources&name=query", b"email=ada@example.com")
    assert (answer.json.name, answer.json.email) == ("query", "ada@example.com")
    assert answer.json.sources.object == "list"
    assert api.request("POST", "/v1/customers?name=query", b"name=body").json.name == "body"


def test_get_and_delete_read_their_query_strings(api):
    made = api.post("/v1/customers")
    assert api.request("GET", f"/v1/customers/{made.id}?expand[]=sources").json.sources.data == []
    assert api.request("DELETE", f"/v1/customers/{made.id}?foo=1").json.error.param == "foo"
    assert api.request("DELETE", f"/v1/customers/{made.id}").status == 200


def test_multipart_is_read_as_fields_everywhere(api):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda\r\n'
        b'--x\r\nContent-Disposition: form-data; name="metadata[a]"\r\n\r\nb\r\n--x--\r\n'
    )
    answer = api.request(
        "POST", "/v1/customers", body, headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert (answer.json.name, answer.json.metadata) == ("Ada", {"a": "b"})


def test_a_decimal_keeps_twelve_places(api):
    price = api.post(
        "/v1/prices", currency="usd", product_data={"name": "x"}, unit_amount_decimal="0.123456789012"
    )
    assert price.unit_amount_decimal == "0.123456789012"
    error = api.refused(
        "POST",
        "/v1/prices",
        400,
        currency="usd",
        product_data={"name": "x"},
        unit_amount_decimal="0.1234567890123",
    )
    assert error.param == "unit_amount_decimal"


def test_an_empty_body_is_no_parameters(api):
    assert api.request("POST", "/v1/customers", b"").status == 200
    assert api.request("POST", "/v1/customers", b"&&").status == 200


def test_a_content_type_says_what_it_says_in_any_case_of_letters(api):
    headers = {"Content-Type": "APPLICATION/JSON; charset=utf-8"}
    assert api.request("POST", "/v1/customers", b'{"name":"x"}', headers=headers).status == 400
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    assert api.request("POST", "/v1/customers", b"name=x", headers=headers).json.name == "x"
