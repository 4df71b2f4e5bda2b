"""Pages: limits, cursors, ranges and envelopes."""

from __future__ import annotations

import pytest

from counterfoil.contract import pagination
from counterfoil.contract.refusal import Refusal


@pytest.mark.parametrize(("asked", "limit"), [(None, 10), (0, 1), (-5, 1), (1, 1), (100, 100), (101, 100)])
def test_the_limit_of_a_list_is_moved_into_range(asked, limit):
    assert pagination.page_params({"limit": asked}).limit == limit


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        (0, "This value must be greater than or equal to 1."),
        (250, "This value must be less than or equal to 100 (it currently is '250')."),
    ],
)
def test_the_limit_of_a_search_is_refused_out_of_range(limit, message):
    with pytest.raises(Refusal) as refused:
        pagination.search_limit({"limit": limit})
    assert (refused.value.message, refused.value.code, refused.value.param) == (
        message,
        "parameter_invalid_integer",
        "limit",
    )
    assert (pagination.search_limit({}), pagination.search_limit({"limit": 100})) == (10, 100)


def test_a_walk_has_one_direction():
    page = pagination.page_params({"starting_after": "a", "ending_before": "b"})
    with pytest.raises(
        Refusal,
        match=r"^Received both starting_after and ending_before parameters\. Please pass in only one\.$",
    ):
        page.refuse_both()
    after, before = (
        pagination.page_params({"starting_after": "a"}),
        pagination.page_params({"ending_before": "b"}),
    )
    after.refuse_both()
    before.refuse_both()
    assert (after.backwards, before.backwards) == (False, True)


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        (None, [0, 10**12], []),
        (5, [5], [4, 6]),
        ({"gt": 5}, [6], [5]),
        ({"gte": 5}, [5], [4]),
        ({"lt": 5}, [4], [5]),
        ({"lte": 5}, [5], [6]),
        ({"gt": 3, "gte": 5, "lt": 9, "lte": 7}, [5, 7], [4, 8]),
        ({"gt": 5, "lt": 6}, [], [5, 6]),
    ],
)
def test_a_range_holds_what_it_names(asked, inside, outside):
    window = pagination.window(asked)
    assert [number for number in inside + outside if number in window] == inside


def test_envelopes():
    assert pagination.page("/v1/customers", [1], True) == {
        "object": "list",
        "url": "/v1/customers",
        "has_more": True,
        "data": [1],
    }
    assert pagination.search_page("/v1/customers/search", [], None) == {
        "object": "search_result", "url": "/v1/customers/search", "has_more": False, "next_page": None,
        "data": [],
    }  # fmt: skip
    assert pagination.search_page("/u", [], "token", 0) | {"data": 1} == {
        "object": "search_result", "url": "/u", "has_more": True, "next_page": "token", "data": 1,
        "total_count": 0,
    }  # fmt: skip
    asked = {"object_id": "mtr_1", "limit": 2, "include": ["a", "b"], "page": "old"}
    assert pagination.v2_page("/v2/core/events", asked, [], next_page="n/2") == {
        "data": [], "next_page_url": "/v2/core/events?object_id=mtr_1&limit=2&include=a&include=b&page=n%2F2",
        "previous_page_url": None,
    }  # fmt: skip
