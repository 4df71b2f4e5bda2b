"""Whatever is sent: never 500, every refusal has an error object, every success has its shape.

Every operation of the surface is called with parameters that are valid, nearly valid, or nonsense, about
objects that exist and some that do not. `COUNTERFOIL_FUZZ=20000 pytest tests/test_fuzz.py` takes that many
fresh examples instead of the usual ones.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil import administration
from counterfoil.contract import load, versions
from counterfoil.contract.load import SURFACES
from tests.support import contract
from tests.support.client import Api
from tests.support.parameters import bare, minimal, value

SURFACE = load(versions.DEFAULT)
OPERATIONS = sorted(SURFACE.operations)
# At other versions what they have otherwise.
CASES = [(versions.DEFAULT, name) for name in OPERATIONS] + [
    (version, name)
    for version in (versions.NEWEST, SURFACES[0])
    for name, operation in sorted(load(version).operations.items())
    if name not in SURFACE.operations or operation.raw_params != SURFACE.operations[name].raw_params
]
TYPES = {"api_error", "card_error", "idempotency_error", "invalid_request_error"}
STATUSES = {200, 400, 401, 402, 403, 404, 409, 413, 429, 501}
WITHOUT_PAGE = {
    load(version).operations[name].object
    for version in (versions.DEFAULT, versions.NEWEST, SURFACES[0])
    for _, _, name, status in administration.coverage(version)
    if status == "inherited"
}
FRESH = int(os.environ.get("COUNTERFOIL_FUZZ", "0"))

NONSENSE = st.sampled_from(
    ["", " ", "0", "-1", "1", "12.5", "1e400", "NaN", "null", "true", "tru", "[]", "{}",
     "'; DROP TABLE customer; --", "😀", "ß" * 50,
     "a" * 501, "b" * 5001, "9" * 19, "9" * 400, "-9223372036854775809", "2147483648", "cus_none",
     "pm_card_visa", "tok_visa", "usd", "zzz",
     "2024-01-01", "now", "%00"]
)  # fmt: skip
WRONG = st.one_of(
    NONSENSE,
    st.text(max_size=30),
    st.lists(NONSENSE, max_size=3),
    st.dictionaries(st.sampled_from(["a", "0", "data", "metadata"]), NONSENSE, max_size=2),
    st.integers(-(10**20), 10**20),
)


class World:
    """A sandbox in which something of everything exists. ids: object name -> the id of one."""

    def __init__(self, house: Any) -> None:
        self.api = Api(house)
        self.ids: dict[str, str] = {}
        for _ in range(2):  # what needs something that comes later in the alphabet succeeds the second time
            for name in OPERATIONS:
                operation = SURFACE.operations[name]
                if name.endswith(".create") and not operation.path_params and operation.version_train == "v1":
                    params = {**minimal(operation.raw_params), **self.references(operation)}
                    answer = self.api.request("POST", operation.path, params)
                    if answer.status == 200 and isinstance(answer.json, dict) and "id" in answer.json:
                        self.ids.setdefault(answer.json["object"], answer.json["id"])

    def references(self, operation: Any) -> dict[str, str]:
        """Ids of what exists, for the required parameters that are named like it."""
        required = {bare(name) for name in operation.raw_params if "!" in name}
        return {object: id for object, id in self.ids.items() if object in required} | (
            {"product": self.ids["product"]}
            if operation.name == "prices.create" and "product" in self.ids
            else {}
        )

    def path(self, operation: Any, choice: int) -> str:
        """A path of an operation: below what exists, mostly."""
        path = operation.path
        for name in operation.path_params:
            routed = SURFACE.route("GET", path.partition("{" + name + "}")[0] + "-")
            object = routed[0].object if routed else operation.object
            id = self.ids.get(object or "", "none") if choice else "none"
            path = path.replace("{" + name + "}", id)
        return path


@pytest.fixture(scope="module")
def world(house):
    return World(house)


def hold(operation: Any, answer: Any, version: str = versions.DEFAULT) -> None:
    """An answer of any status, held against what all answers of a version are."""
    told = f"{operation.name}: {answer.status} {answer.body[:2000].decode(errors='replace')}"
    assert answer.status in STATUSES, told
    if answer.status != 200:
        error = answer.json["error"]
        if operation.version_train == "v2":
            assert isinstance(error["code"], str), told
        else:
            assert error["type"] in TYPES, told
            assert ("doc_url" in error) == ("code" in error), told
        assert isinstance(error["message"], str), told
        assert error["message"], told
        assert isinstance(error.get("param", ""), str), told
        assert None not in error.values(), told
        assert (answer.status == 501) == (error.get("code") == "not_implemented"), told
        return
    if not operation.object or not answer.headers["content-type"].startswith("application/json"):
        return
    body = answer.json
    documents = body["data"] if operation.answer_kind in ("list", "search") else [body]
    for document in documents:
        if not document.get("deleted"):
            problems = contract.problems(version, document.get("object") or operation.object, document)
            if document.get("object") in WITHOUT_PAGE:
                # Whose id a reference holds only a page can know; what is inherited leaves it null until
                # somebody says.
                problems = [problem for problem in problems if not problem.endswith(": null")]
            assert not problems, f"{operation.name}: {problems}"


def call(world: World, operation: Any, path: str, params: Any, version: str = versions.DEFAULT) -> Any:
    api = world.api.at(version)
    if operation.version_train == "v2" and operation.verb == "POST":
        return api.request("POST", path, json=params)
    return api.request(operation.verb, path, params)


# -- every operation, systematically -------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "name"), CASES)
def test_each_operation_with_least_and_wrong_parameters(world, version, name):
    operation = load(version).operations[name]
    least = minimal(operation.raw_params)

    def held(choice: int, params: Any) -> Any:
        answer = call(world, operation, world.path(operation, choice), params, version)
        hold(operation, answer, version)
        return answer

    held(1, {**least, **world.references(operation)})
    held(0, least)
    held(0, {})
    unknown = held(0, {**least, "nonsense": "1"})
    if operation.version_train == "v1":
        assert (unknown.status, unknown.json.error.code, unknown.json.error.param) == (
            400,
            "parameter_unknown",
            "nonsense",
        )
    for flagged, kind in operation.raw_params.items():
        for wrong in ("", "x" * 6000, {"a": "b"}, ["c"], -1):
            answer = held(0, {**least, bare(flagged): wrong})
            if isinstance(wrong, dict) and (kind == "integer" or kind == "boolean"):
                assert answer.status == 400, (name, flagged)


# -- and at random -------------------------------------------------------------------------------------------


def sent(kind: Any, name: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values for a parameter: mostly of its type, sometimes nonsense."""
    right: st.SearchStrategy[Any]
    if isinstance(kind, list):
        right = st.lists(sent(kind[0], name, depth + 1), max_size=2)
    elif isinstance(kind, dict) and "*" in kind:
        right = st.dictionaries(
            st.sampled_from(["a", "b", "usd"]), sent(kind["*"], "", depth + 1), max_size=2
        )
    elif isinstance(kind, dict) and "|" in kind:
        right = st.one_of([sent(each, name, depth + 1) for each in kind["|"]])
    elif isinstance(kind, dict):
        right = fields(kind, depth + 1) if depth < 4 else st.just({})
    elif kind.startswith("="):
        right = st.sampled_from(kind[1:].split("|"))
    elif kind.startswith("integer"):
        right = st.one_of(st.integers(-2, 10_000), st.sampled_from([0, 99_999_999, 2**31, 2**63 - 1]))
    else:
        right = st.just(value(kind, name))
    return st.integers(0, 9).flatmap(lambda dice: WRONG if dice == 0 else right)


def fields(notation: dict[str, Any], depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Parameters: what is required nearly always, of the rest a few."""
    required = [name for name in notation if "!" in name]
    optional = [name for name in notation if "!" not in name]
    chosen = (
        st.lists(st.sampled_from(optional), max_size=3 if depth < 2 else 1, unique=True)
        if optional
        else st.just([])
    )

    def of(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {bare(name): sent(notation[name], bare(name), depth) for name in [*required, *names]}
        )

    return chosen.flatmap(of)


@st.composite
def calls(draw: Any) -> tuple[Any, Any, int, str]:
    operation = SURFACE.operations[draw(st.sampled_from(OPERATIONS))]
    expand = draw(
        st.sampled_from(
            [
                "",
                "",
                "",
                "data",
                "customer",
                "data.customer",
                "latest_charge.balance_transaction",
                "a.b.c.d.e",
            ]
        )
    )
    return operation, draw(fields(operation.raw_params)), draw(st.integers(0, 3)), expand


@settings(
    max_examples=FRESH or 700,
    deadline=None,
    derandomize=not FRESH,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(calls())
def test_any_operation_with_anything(world, call_):
    operation, params, choice, expand = call_
    references = {name: world.ids[name] for name in params if name in world.ids and choice}
    params = {**params, **references}
    if expand and operation.version_train == "v1":
        params["expand"] = [expand]
    hold(operation, call(world, operation, world.path(operation, choice), params))
