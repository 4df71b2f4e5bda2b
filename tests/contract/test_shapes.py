"""Shapes: an answer held against its notation."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from counterfoil.contract import shapes

SHAPES = {
    "thing": {"id": "string", "object": "=thing", "amount": "integer", "share?": "number", "price": "decimal",
              "at?": "timestamp", "on": "boolean",
              "status": "=open|paid", "names": ["string"], "labels": {"*": "string"},
              "address?": {"city?": "string", "line1": "string"}, "extra-": "any", "owner?": "@owner",
              "target?": "@owner|thing", "part?": ":part", "parts-": "list part", "rows": [{"n": "integer"}],
              "late-?": "string"},
    "owner": {"id": "string", "object": "=owner", "name": "string"},
    "part": {"object": "=part", "n": "integer"},
    "v2.thing": {"id": "string", "object": "=v2.thing", "created": "timestamp"},
}  # fmt: skip


class Surface:
    objects = frozenset(SHAPES)
    _shapes = {name: SimpleNamespace(fields=fields) for name, fields in SHAPES.items()}

    def shape(self, name):
        return self._shapes[name]


surface = Surface()
GOOD = {"id": "th_1", "object": "thing", "amount": 5, "share": 12.5, "price": "0.05", "at": 1700000000,
        "on": True, "status": "open", "names": ["a"],
        "labels": {"a": "b"}, "address": {"city": None, "line1": "x"}, "owner": "ow_1", "target": "ow_1",
        "part": {"object": "part", "n": 1},
        "rows": [{"n": 1}]}  # fmt: skip
OWNER = {"id": "ow_1", "object": "owner", "name": "x"}
LIST = {"object": "list", "url": "/v1/x", "has_more": False, "data": []}

RIGHT = [
    {},
    {"share": None, "at": None, "address": None, "owner": None, "part": None},
    {"share": 5},
    {"extra": [1, {"a": None}]},
    {"owner": OWNER, "target": OWNER},
    {"owner": {"id": "ow_1", "object": "owner", "deleted": True}},
    {"target": GOOD},
    {"parts": {**LIST, "data": [{"object": "part", "n": 1}]}},
    {"late": None},
]


@pytest.mark.parametrize("change", RIGHT)
def test_a_right_answer_has_no_problems(change):
    assert shapes.problems(surface, "thing", {**GOOD, **change}) == []


WRONG = [
    ({"amount": "5"}, "amount: not integer: '5'"),
    ({"amount": True}, "amount: not integer: True"),
    ({"amount": None}, "amount: null"),
    ({"share": float("nan")}, "share: not number: nan"),
    ({"price": 0.05}, "price: not decimal: 0.05"),
    ({"at": "now"}, "at: not timestamp: 'now'"),
    ({"on": 1}, "on: not boolean: 1"),
    ({"status": "void"}, "status: not in the enum: 'void'"),
    ({"object": "part"}, "object: not thing: 'part'"),
    ({"names": "a"}, "names: not an array: 'a'"),
    ({"names": [5]}, "names[0]: not string: 5"),
    ({"labels": {"a": 1}}, "labels.a: not string: 1"),
    ({"labels": []}, "labels: not a hash: []"),
    ({"address": {"line1": "x"}}, "address.city: missing"),
    ({"address": {"city": "x", "line1": None}}, "address.line1: null"),
    ({"address": {"city": "x", "line1": "x", "moon": 1}}, "address.moon: unknown"),
    ({"unheard": 1}, "unheard: unknown"),
    ({"owner": ""}, "owner: an empty id"),
    ({"owner": 5}, "owner: not an object: 5"),
    ({"owner": {**OWNER, "name": 5}}, "owner.name: not string: 5"),
    ({"owner": GOOD}, "owner.object: not owner: 'thing'"),
    ({"owner": {"id": "ow_1", "object": "owner", "deleted": True, "moon": 1}}, "owner: not a tombstone: "),
    ({"part": "x"}, "part: not an object: 'x'"),
    ({"parts": []}, "parts: not a list object: []"),
    ({"parts": {**LIST, "total_count": "0"}}, "parts.total_count: not an integer: '0'"),
    ({"parts": {**LIST, "has_more": None}}, "parts.has_more: not a boolean: None"),
    ({"parts": {**LIST, "data": [{"object": "part", "n": "x"}]}}, "parts.data[0].n: not integer: 'x'"),
    ({"rows": [{"n": 1}, {"n": "x"}]}, "rows[1].n: not integer: 'x'"),
]


@pytest.mark.parametrize(("change", "problem"), WRONG)
def test_a_wrong_answer_names_its_problem(change, problem):
    found = shapes.problems(surface, "thing", {**GOOD, **change})
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_every_field_that_is_not_optional_is_there():
    assert shapes.problems(surface, "thing", {"object": "thing"})[:2] == ["id: missing", "amount: missing"]
    assert shapes.problems(surface, "thing", None) == ["answer: not an object: None"]
    assert shapes.problems(surface, "nothing", {"object": "nothing"}) == [
        "answer: the surface has no shape of 'nothing'"
    ]


def test_lists_searches_and_tombstones_are_held_to_their_own_shape():
    assert shapes.problems(surface, "thing", {**LIST, "data": [GOOD]}) == []
    assert shapes.problems(surface, "thing", {**GOOD, "parts": {**LIST, "total_count": 0}}) == []
    assert shapes.problems(surface, "thing", {**LIST, "total_count": 0}) == ["total_count: unknown"]
    assert shapes.problems(surface, "thing", {**LIST, "data": [OWNER]}) == [
        "data[0].object: not thing: 'owner'"
    ]
    assert shapes.problems(surface, "thing", {"object": "list", "data": []}) == [
        "has_more: missing",
        "url: missing",
        "has_more: not a boolean: None",
        "url: not a string: None",
    ]
    assert (
        shapes.problems(
            surface,
            "thing",
            {**LIST, "object": "search_result", "next_page": None, "total_count": 3, "data": [GOOD]},
        )
        == []
    )
    assert shapes.problems(surface, "thing", {"id": "th_1", "object": "thing", "deleted": True}) == []
    instant = {"id": "x", "object": "v2.thing", "created": "2024-09-26T17:46:22.134Z"}
    assert (
        shapes.problems(
            surface, "v2.thing", {"data": [instant], "next_page_url": None, "previous_page_url": None}
        )
        == []
    )
    assert shapes.problems(surface, "v2.thing", {"data": [], "has_more": False}) == [
        "has_more: unknown",
        "next_page_url: missing",
        "previous_page_url: missing",
    ]
