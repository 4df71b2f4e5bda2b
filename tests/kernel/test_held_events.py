"""Events of one change: its updates of an object are one event."""

from __future__ import annotations

import pytest
from msgspec import json

from counterfoil.kernel.held_events import Held, ordered

UPDATED = "customer.subscription.updated"


def update(new, before, type=UPDATED):
    return Held(type, {"id": new["id"]}, json.encode(new).decode(), json.encode(before).decode())


@pytest.mark.parametrize(
    ("steps", "whole"),
    [
        ([({"a": 2, "b": 1}, {"a": 1}), ({"a": 2, "b": 2}, {"b": 1})], {"a": 1, "b": 1}),
        ([({"a": 2}, {"a": 1}), ({"a": 3}, {"a": 2})], {"a": 1}),
        ([({"a": 2, "b": 1}, {"a": 1}), ({"a": 1, "b": 2}, {"a": 2, "b": 1})], {"b": 1}),
        ([({"a": 2}, {"a": 1}), ({"a": 1}, {"a": 2})], None),  # undone: nothing happened
        ([({"m": {"x": "1"}}, {"m": {"x": None}}), ({"m": {"x": "2"}}, {"m": {"x": "1"}})],
         {"m": {"x": None}}),
        ([({"m": {"x": "1"}}, {"m": {"x": None}}), ({"m": {}}, {"m": {"x": "1"}})], None),
        ([({"h": None}, {"h": {"v": 1}}), ({"h": {"v": 2}}, {"h": None})], {"h": {"v": 1}}),
        ([({"i": {"data": [2]}}, {"i": {"data": [1]}}), ({"i": {"data": [3]}}, {"i": {"data": [2]}})],
         {"i": {"data": [1]}}),
        # The second tells of the whole change already.
        ([({"a": 2, "b": 2}, {"b": 1}), ({"a": 2, "b": 2, "c": 2}, {"a": 1, "b": 1, "c": 1})],
         {"a": 1, "b": 1, "c": 1}),
    ],
)  # fmt: skip
def test_updates_of_one_object_become_one(steps, whole):
    held = [update({"id": "sub_1", **new}, before) for new, before in steps]
    found = ordered(held, UPDATED)
    assert [json.decode(one.before) for one in found] == ([whole] if whole is not None else [])
    assert [one.text for one in found] == ([held[-1].text] if whole is not None else [])


def test_updates_before_a_creation_are_part_of_it():
    created = "customer.subscription.created"
    early, late = update({"id": "sub_1", "a": 1}, {"a": 0}), update({"id": "sub_1", "a": 3}, {"a": 2})
    other = update({"id": "sub_2", "a": 1}, {"a": 0})
    new = Held(created, {"id": "sub_1"}, "{}", None)
    assert ordered([early, other, new, late], created) == [new, other, late]


def test_other_objects_and_other_types_are_left_alone():
    first, other = update({"id": "sub_1", "a": 2}, {"a": 1}), update({"id": "sub_2", "a": 2}, {"a": 1})
    paid = Held("invoice.paid", {"id": "in_1"}, "{}", None)
    invoices = [update({"id": "in_1", "a": each}, {"a": each - 1}, "invoice.updated") for each in (1, 2)]
    assert ordered([paid, *invoices, first, other], UPDATED) == [first, other, paid, *invoices]
