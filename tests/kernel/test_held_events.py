"""Events of one change: its updates of an object are one event."""

from __future__ import annotations

import pytest
from msgspec import json

from counterfoil.kernel.held_events import Held, HeldEvents

CREATED, UPDATED = "customer.subscription.created", "customer.subscription.updated"


def event(new, before=None, type=UPDATED):
    object = {"object": "subscription", **new}
    told = json.encode(before).decode() if before is not None else None
    return Held(type, object, json.encode(object).decode(), told)


def ordered(events, first, originals=()):
    held = HeldEvents()
    held.events = list(events)
    held.originals = {(one["object"], one["id"]): one for one in originals}
    return held.ordered(first, lambda object: object)


@pytest.mark.parametrize(
    ("original", "steps", "whole"),
    [
        ({"a": 1, "b": 1}, [{"a": 2, "b": 1}, {"a": 2, "b": 2}], {"a": 1, "b": 1}),
        ({"a": 1}, [{"a": 2}, {"a": 3}], {"a": 1}),
        ({"a": 1, "b": 1}, [{"a": 2, "b": 1}, {"a": 1, "b": 2}], {"b": 1}),
        ({"a": 1}, [{"a": 2}, {"a": 1}], None),  # undone: nothing happened
        ({"m": {}}, [{"m": {"x": "1"}}, {"m": {"x": "2"}}], {"m": {"x": None}}),
        ({"h": {"v": 1}}, [{"h": None}, {"h": {"v": 2}}], {"h": {"v": 1}}),
        ({"i": {"data": [1]}}, [{"i": {"data": [2]}}, {"i": {"data": [3]}}], {"i": {"data": [1]}}),
        ({"a": 1, "b": 1}, [{"a": 2, "b": 2}], {"a": 1, "b": 1}),  # one event, which did not tell of b
    ],
)
def test_updates_of_one_object_become_one(original, steps, whole):
    events = [event({"id": "sub_1", **step}, {"a": 0}) for step in steps]
    found = ordered(events, UPDATED, [{"object": "subscription", "id": "sub_1", **original}])
    assert [json.decode(one.before) for one in found] == ([whole] if whole is not None else [])
    assert [one.text for one in found] == ([events[-1].text] if whole is not None else [])


def test_updates_before_a_creation_are_part_of_it():
    early, late = event({"id": "sub_1", "a": 1}, {"a": 0}), event({"id": "sub_1", "a": 3}, {"a": 2})
    other, new = event({"id": "sub_2", "a": 1}, {"a": 0}), event({"id": "sub_1"}, type=CREATED)
    assert ordered([early, other, new, late], CREATED) == [new, other, late]


def test_other_objects_and_other_types_are_left_alone():
    first, other = event({"id": "sub_1", "a": 2}, {"a": 1}), event({"id": "sub_2", "a": 2}, {"a": 1})
    paid = event({"id": "in_1"}, type="invoice.paid")
    invoices = [event({"id": "in_1", "a": each}, {"a": each - 1}, "invoice.updated") for each in (1, 2)]
    assert ordered([paid, *invoices, first, other], UPDATED) == [first, other, paid, *invoices]
