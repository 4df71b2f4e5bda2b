"""What has no page of its own lives by the contract alone: created with all defaults, found, listed, changed and deleted.

The tests read the surface, so that they hold for every resource that is inherited today, whichever it is.
"""

from __future__ import annotations

import pytest

from counterfoil import app
from counterfoil.contract import load
from counterfoil.contract.shapes import Inline, Reference, Scalar, of_object
from tests.support.parameters import bare, holds_a_file, minimal, value

SURFACE = load(app.VERSION)
STATUS = {name: status for _, _, name, status in app.coverage()}
INHERITED = sorted(name for name, status in STATUS.items() if status == "inherited")
ABSENT = sorted(name for name, status in STATUS.items() if status == "not there yet")
V2 = {"Stripe-Version": "2025-02-24.acacia"}


def creatable(name: str) -> bool:
    operation = SURFACE.operations[name]
    sent = {bare(each) for each in operation.raw_params if "!" in each} | set(operation.path_params)
    return operation.version_train == "v1" and not holds_a_file(operation.raw_params) and not ruled(operation.object, sent)


def ruled(object: str, sent: set[str]) -> bool:
    """Whether a shape has a reference that may not be null and need not be sent: whose id it holds only a page can know."""
    for each in of_object(SURFACE, object).values():
        if not each.nullable and not each.absent and each.name not in sent:
            if isinstance(each.type, Reference) or (isinstance(each.type, Inline) and ruled(each.type.names[0], set())):
                return True
    return False


LIVING = [name.removesuffix(".create") for name in INHERITED if name.endswith(".create") and creatable(name)]
BARREN = [
    name
    for name in INHERITED
    if SURFACE.operations[name].version_train == "v1" and SURFACE.operations[name].verb == "GET" and name.rpartition(".")[0] not in LIVING
]


def path_of(api, operation, last: str | None = None) -> str:
    """The path of an operation below objects that exist; last: what its final id is."""
    path = operation.path
    names = list(operation.path_params)
    if last is not None:
        path = path.replace("{" + names.pop() + "}", last)
    for name in names:
        above = SURFACE.route("GET", path.partition("{" + name + "}")[0] + "-")[0]
        creating = SURFACE.operations.get(above.name.rpartition(".")[0] + ".create")
        made = api.request("POST", creating.path, sendable(api, creating)) if creating is not None else None
        path = path.replace("{" + name + "}", made.json.id if made is not None and made.status == 200 else "none")
    return path


def sendable(api, operation) -> dict:
    """The least that an operation takes, about objects that exist as far as they can be made."""
    params = minimal(operation.raw_params)
    known = of_object(SURFACE, operation.object)
    for name in params:
        type_ = known[name].type if name in known else None
        for object in type_.names if isinstance(type_, Reference) else ():
            creating = next((one for one in SURFACE.operations.values() if one.name.endswith(".create") and one.objects == (object,)), None)
            if creating is not None:
                params[name] = api.post(creating.path, **sendable(api, creating)).id
    return params


@pytest.mark.parametrize("service", LIVING)
def test_the_life_of_an_inherited_resource(api, service):
    creating = SURFACE.operations[f"{service}.create"]
    operations = {name: SURFACE.operations.get(f"{service}.{name}") for name in ("retrieve", "list", "update", "delete")}
    inherited = {name: operation for name, operation in operations.items() if operation and STATUS[operation.name] == "inherited"}
    params = sendable(api, creating)
    collection = path_of(api, creating)
    if "/none" in collection:
        pytest.skip("what it belongs to cannot be created yet")

    first = api.post(collection, **params)
    again = {**params, "id": "other"} if "id" in params else params
    second = api.post(collection, **again)
    known = of_object(SURFACE, creating.object)
    for name, sent in params.items():
        if name in known and isinstance(known[name].type, Scalar) and isinstance(sent, str | bool | int) and sent != "now":
            assert first[name] == sent, name
    assert first.id != second.id
    if "livemode" in known:
        assert first.livemode is False
    member = f"{collection}/{{}}"

    if "retrieve" in inherited:
        assert api.get(member.format(first.id)) == first
        assert api.other().refused("GET", member.format(first.id), 404).code == "resource_missing"
    listed = "list" in inherited and not any("!" in name for name in operations["list"].raw_params)
    if listed:
        assert [one.id for one in api.get(collection).data] == [second.id, first.id]
        page = api.get(collection, limit=1)
        assert ([one.id for one in page.data], page.has_more) == ([second.id], True)
        page = api.get(collection, limit=1, starting_after=second.id)
        assert ([one.id for one in page.data], page.has_more) == ([first.id], False)
    if "update" in inherited:
        changed = change_of(operations["update"], known)
        updated = api.post(member.format(first.id), **minimal(operations["update"].raw_params), **changed)
        assert {name: updated[name] for name in changed} == changed
        assert updated.id == first.id
        assert api.get(member.format(first.id)) == updated if "retrieve" in inherited else True
    if "delete" in inherited:
        assert api.delete(member.format(first.id)) == {"id": first.id, "object": creating.object, "deleted": True}
        assert api.refused("DELETE", member.format(first.id), 404).code == "resource_missing"
        if listed:
            assert [one.id for one in api.get(collection).data] == [second.id]


def change_of(operation, known) -> dict:
    """A change that an update can make and an answer shows."""
    if any(bare(name) == "metadata" for name in operation.raw_params):
        return {"metadata": {"colour": "red"}}
    for name, kind in operation.raw_params.items():
        if kind == "string" and "!" not in name and bare(name) in known and isinstance(known[bare(name)].type, Scalar):
            return {bare(name): value(kind, bare(name))}
    return {}


@pytest.mark.parametrize("name", BARREN)
def test_what_nothing_makes_is_empty_but_answers(api, name):
    operation = SURFACE.operations[name]
    params = minimal(operation.raw_params)
    if operation.answer_kind == "list":
        path = path_of(api, operation)
        answer = api.request("GET", path, params)
        if path.endswith("none") or "/none/" in path:
            assert (answer.status, answer.json.error.code) == (404, "resource_missing")
        else:
            assert answer.json == {"object": "list", "data": [], "has_more": False, "url": path}
    elif operation.path_params:
        refused = api.refused("GET", path_of(api, operation, "none"), 404, **params)
        assert refused.code == "resource_missing"
        assert refused.message.startswith("No such ")
        assert refused.type == "invalid_request_error"
    else:
        api.get(operation.path, **params)


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_there_yet_says_so(api, name):
    operation = SURFACE.operations[name]
    params = minimal(operation.raw_params)
    path = operation.path
    for each in operation.path_params:
        path = path.replace("{" + each + "}", "none")
    if operation.version_train == "v2":
        answer = api.request(operation.verb, path, json=params if operation.verb == "POST" else None, headers=V2)
    else:
        answer = api.request(operation.verb, path, params)
    assert answer.status == 501, answer.body
    assert answer.json.error.code == "not_implemented"
    assert f"'{name}'" in answer.json.error.message
    assert answer.headers["stripe-should-retry"] == "false"


def named_by(operation) -> list[str]:
    """The parameters of an operation that name a customer, an account or what belongs to them."""
    known = of_object(SURFACE, operation.object)
    names = [bare(name) for name in operation.raw_params]
    return [name for name in names if name in NAMING and name in known and isinstance(known[name].type, Reference)]


NAMING = ("customer", "on_behalf_of", "default_payment_method", "invoice", "refund", "location", "source_transaction")
WRITING = [SURFACE.operations[name] for name in INHERITED if name.rpartition(".")[0] in LIVING and name.endswith((".create", ".update"))]


@pytest.mark.parametrize(("operation", "param"), [(each, name) for each in WRITING for name in named_by(each)], ids=str)
def test_what_a_parameter_names_must_be_there(api, operation, param):
    """An id of another sandbox is as good as one that never was."""
    creating = SURFACE.operations[operation.name.rpartition(".")[0] + ".create"]
    path, params = operation.path, sendable(api, creating)
    if operation is not creating:
        path, params = f"{creating.path}/{api.post(creating.path, **params).id}", {}
    before = api.get("/v1/events", limit=100).data
    for id in ("none", api.other().post("/v1/customers").id):
        refused = api.refused("POST", path, 400, **{**params, param: id})
        assert (refused.code, refused.param) == ("resource_missing", param)
        assert f"'{id}'" in refused.message
    assert api.get("/v1/events", limit=100).data == before


def test_an_id_that_is_taken_is_refused(api):
    made = api.post("/v1/products", name="one", id="mine")
    refused = api.refused("POST", "/v1/products", 400, name="two", id="mine")
    assert (refused.code, refused.message) == ("resource_already_exists", "Product already exists.")
    assert api.get(f"/v1/products/{made.id}").name == "one"


@pytest.mark.parametrize("object", sorted(SURFACE.born))
def test_what_an_object_is_born_with_fits_its_shape(object):
    from counterfoil.contract import fitting

    born = fitting.whole(SURFACE, object, {}, 0)
    assert {name: born[name] for name in SURFACE.born[object]} == SURFACE.born[object]


@pytest.mark.parametrize("sent", ["current_period_end", "2000000000", ""])
def test_an_update_changes_no_more_of_a_hash_than_fits_its_shape(sent):
    """The start of a quoted subscription is sent as an instant or as a word, and shown as an instant."""
    from counterfoil.contract import fitting

    value = int(sent) if sent.isdigit() else sent or None
    kept = fitting.part(SURFACE, "quote", {"subscription_data": {"effective_date": value, "trial_period_days": 3}, "nonsense": 1})
    expected = {"trial_period_days": 3} if sent == "current_period_end" else {"effective_date": value, "trial_period_days": 3}
    assert kept == {"subscription_data": expected}
