"""Metadata: the caller's own keys and texts, merged by key."""

from __future__ import annotations

import pytest


def test_values_are_texts(api):
    made = api.post("/v1/customers", metadata={"number": 7, "truth": True, "text": "x"})
    assert made.metadata == {"number": "7", "truth": "true", "text": "x"}


def test_an_update_merges_by_key(api):
    made = api.post("/v1/customers", metadata={"a": "1", "b": "2", "c": "3"})
    path = f"/v1/customers/{made.id}"
    assert api.post(path, metadata={"a": "", "b": "20", "d": "4"}).metadata == {"b": "20", "c": "3", "d": "4"}
    assert api.post(path, name="Ada").metadata == {"b": "20", "c": "3", "d": "4"}
    assert api.post(path, metadata="").metadata == {}
    assert api.get(path).metadata == {}


def test_an_event_tells_only_the_keys_that_changed(api):
    made = api.post("/v1/customers", metadata={"a": "1", "b": "2"})
    api.post(f"/v1/customers/{made.id}", metadata={"b": "20", "c": "3"})
    event = api.get("/v1/events", type="customer.updated").data[0]
    assert event.data.previous_attributes.metadata == {"b": "2", "c": None}


@pytest.mark.parametrize(
    ("metadata", "param", "message"),
    [
        (
            {"k": "x" * 501},
            "metadata[k]",
            (
                "Metadata values can have up to 500 characters, but you passed in a value that is 501"
                " characters."
            ),
        ),
        ({"k" * 41: "x"}, "metadata", "Metadata keys can have up to 40 characters"),
        ({f"k{number}": "x" for number in range(51)}, "metadata", "Metadata can have up to 50 keys"),
        ("text", "metadata", "Invalid object"),
        (["a", {"b": "c"}], "metadata[1]", "Invalid string"),
    ],
    ids=["value", "key", "count", "text", "nested"],
)
def test_what_metadata_cannot_be(api, metadata, param, message):
    error = api.refused("POST", "/v1/customers", 400, metadata=metadata)
    assert error.param == param
    assert error.message.startswith(message)
    assert api.get("/v1/customers").data == []


def test_the_most_there_may_be(api):
    metadata = {"k" * 38 + f"{number:02}": "x" * 500 for number in range(50)}
    assert api.post("/v1/customers", metadata=metadata).metadata == metadata


def test_fifty_keys_are_counted_after_merging_and_a_refusal_changes_nothing(api):
    made = api.post("/v1/customers", name="Ada", metadata={f"k{number}": "x" for number in range(49)})
    path = f"/v1/customers/{made.id}"
    assert len(api.post(path, metadata={"k49": "x"}).metadata) == 50
    error = api.refused("POST", path, 400, name="Grace", metadata={"one-more": "x"})
    assert (error.param, error.message.startswith("Metadata can have up to 50 keys")) == ("metadata", True)
    assert (api.get(path).name, len(api.get(path).metadata)) == ("Ada", 50)
    swapped = api.post(path, metadata={"k0": "", "one-more": "x"})
    assert len(swapped.metadata) == 50


def test_metadata_of_numbers_is_a_hash_too(api):
    assert api.request("POST", "/v1/customers", b"metadata[0]=a&metadata[1]=b").json.metadata == {
        "0": "a",
        "1": "b",
    }


def test_metadata_is_copied_once_and_never_linked(api):
    intent = api.post(
        "/v1/payment_intents", amount=1000, currency="usd", payment_method="pm_card_visa", confirm=True,
        payment_method_types=["card"],
        metadata={"order": "6735"},
    )  # fmt: skip
    api.post(f"/v1/payment_intents/{intent.id}", metadata={"order": "other"})
    assert api.get(f"/v1/charges/{intent.latest_charge}").metadata == {"order": "6735"}
