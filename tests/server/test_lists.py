"""Lists: newest first, in pages that neither repeat nor skip, whatever happens in between."""

from __future__ import annotations

import pytest


def ids(page) -> list[str]:
    return [one.id for one in page.data]


@pytest.fixture
def six(api):
    """Six customers made within a second or two: newest first."""
    return [api.post("/v1/customers", name=str(number)).id for number in range(6)][::-1]


def test_an_empty_list_has_its_envelope(api):
    assert api.get("/v1/customers") == {
        "object": "list",
        "url": "/v1/customers",
        "has_more": False,
        "data": [],
    }


def test_newest_first_also_within_a_second(api, six):
    page = api.get("/v1/customers")
    assert ids(page) == six
    assert set(page) == {"object", "url", "has_more", "data"}


def test_ten_unless_told_and_limits_are_moved_into_range(api):
    for _ in range(12):
        api.post("/v1/customers")
    for limit, count in ((None, 10), (3, 3), (0, 1), (-4, 1), (100, 12), (101, 12), (10**9, 12)):
        page = api.get("/v1/customers", **({} if limit is None else {"limit": limit}))
        assert (len(page.data), page.has_more) == (count, count < 12), limit


@pytest.mark.parametrize("limit", ["ten", "1.5", "1e2", str(10**20)])
def test_a_limit_that_is_no_number(api, limit):
    error = api.refused("GET", "/v1/customers", 400, limit=limit)
    assert (error.code, error.param, error.message) == (
        "parameter_invalid_integer",
        "limit",
        f"Invalid integer: {limit}",
    )


def test_walking_down_and_up_again(api, six):
    down = api.get("/v1/customers", limit=2, starting_after=six[1])
    assert (ids(down), down.has_more) == (six[2:4], True)
    down = api.get("/v1/customers", limit=2, starting_after=six[3])
    assert (ids(down), down.has_more) == (six[4:], False)
    up = api.get("/v1/customers", limit=2, ending_before=six[4])
    assert (ids(up), up.has_more) == (six[2:4], True)  # the nearest page, still newest first
    up = api.get("/v1/customers", limit=2, ending_before=six[2])
    assert (ids(up), up.has_more) == (six[:2], False)
    assert ids(api.get("/v1/customers", ending_before=six[0])) == []
    assert ids(api.get("/v1/customers", starting_after=six[-1])) == []


def test_pages_neither_repeat_nor_skip_while_others_arrive_and_go(api, six):
    first = api.get("/v1/customers", limit=2)
    api.post("/v1/customers", name="new")
    api.delete(f"/v1/customers/{six[2]}")
    second = api.get("/v1/customers", limit=2, starting_after=ids(first)[-1])
    assert ids(second) == six[3:5]


def test_a_cursor_survives_the_deletion_of_what_it_names(api, six):
    api.delete(f"/v1/customers/{six[2]}")
    assert ids(api.get("/v1/customers", starting_after=six[2])) == six[3:]
    assert ids(api.get("/v1/customers", ending_before=six[2])) == six[:2]


def test_an_unknown_cursor_is_refused(api, six):
    for name in ("starting_after", "ending_before"):
        error = api.refused("GET", "/v1/customers", 400, **{name: "cus_none"})
        assert (error.code, error.param, error.message) == (
            "resource_missing",
            name,
            "No such customer: 'cus_none'",
        )


def test_both_cursors_are_looked_up_and_then_refused(api, six):
    error = api.refused("GET", "/v1/customers", 400, starting_after=six[0], ending_before=six[3])
    assert (
        error.message == "Received both starting_after and ending_before parameters. Please pass in only one."
    )
    assert (
        api.refused("GET", "/v1/customers", 400, starting_after=six[0], ending_before="cus_none").param
        == "ending_before"
    )
    assert (
        api.refused("GET", "/v1/customers", 400, starting_after="cus_none", ending_before=six[0]).param
        == "starting_after"
    )


def test_a_cursor_of_another_kind_is_unknown(api, six):
    product = api.post("/v1/products", name="x")
    assert api.refused("GET", "/v1/customers", 400, starting_after=product.id).code == "resource_missing"


@pytest.fixture
def hours(api, wall):
    """Customers made an hour apart, oldest first, with the time of the first."""
    start, made = wall.now, []
    for _ in range(4):
        made.append(api.post("/v1/customers").id)
        wall.advance(hours=1)
    return start, made


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"gt": 3600}, [3, 2]), ({"gte": 3600}, [3, 2, 1]), ({"lt": 3600}, [0]), ({"lte": 3600}, [1, 0]),
        ({"gt": 0, "lt": 10800}, [2, 1]), ({"gte": 3600, "lte": 7200}, [2, 1]),
        ({"gt": 3600, "gte": 0}, [3, 2]),
        ({"gt": 99999}, []), (3600, [1]), (3601, []),
    ],
)  # fmt: skip
def test_a_range_of_time(api, hours, bounds, expected):
    start, made = hours
    created = (
        {name: start + offset for name, offset in bounds.items()}
        if isinstance(bounds, dict)
        else start + bounds
    )
    assert ids(api.get("/v1/customers", created=created)) == [made[number] for number in expected]


def test_filters_and_cursors_go_together(api, hours):
    start, made = hours
    page = api.get("/v1/customers", created={"lte": start + 7200}, limit=1, starting_after=made[2])
    assert (ids(page), page.has_more) == ([made[1]], True)
    page = api.get("/v1/customers", created={"gte": start + 3600}, limit=5, starting_after=made[2])
    assert (ids(page), page.has_more) == ([made[1]], False)


def test_what_is_no_range(api):
    assert api.refused("GET", "/v1/customers", 400, created={"since": 1}).param == "created[since]"
    assert (
        api.refused("GET", "/v1/customers", 400, created={"gt": "x"}).message
        == "Invalid timestamp: must be an integer Unix timestamp"
    )
    assert api.refused("GET", "/v1/customers", 400, created="yesterday").param == "created"


def test_deleted_objects_are_in_no_list(api, six):
    api.delete(f"/v1/customers/{six[0]}")
    assert ids(api.get("/v1/customers")) == six[1:]
    assert api.refused("DELETE", f"/v1/customers/{six[0]}", 404).code == "resource_missing"
    assert api.get(f"/v1/customers/{six[0]}") == {"id": six[0], "object": "customer", "deleted": True}
    assert api.refused("POST", f"/v1/customers/{six[0]}", 404, name="x").code == "resource_missing"


def test_a_whole_walk_in_both_directions(api):
    made = [api.post("/v1/customers").id for _ in range(23)][::-1]
    seen, after = [], None
    while True:
        page = api.get("/v1/customers", limit=5, **({"starting_after": after} if after else {}))
        seen += ids(page)
        if not page.has_more:
            break
        after = seen[-1]
    assert seen == made
    seen, before = [made[-1]], made[-1]
    while True:
        page = api.get("/v1/customers", limit=5, ending_before=before)
        seen = ids(page) + seen
        if not page.has_more:
            break
        before = seen[0]
    assert seen == made
