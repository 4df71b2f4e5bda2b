"""Resources without a page follow the contract alone: create, retrieve, list, update and delete.

The tests read the surface, so that they hold for every resource that is inherited today, whichever it is.
"""

from __future__ import annotations

import pytest

from counterfoil import administration
from counterfoil.contract import load, versions
from counterfoil.contract.shapes import Inline, Reference, Scalar, of_object
from counterfoil.server.dispatch import Dispatch
from tests.support.parameters import bare, holds_a_file, minimal, value

SURFACE = load(versions.DEFAULT)
STATUS = {name: status for _, _, name, status in administration.coverage(versions.DEFAULT)}
INHERITED = sorted(name for name, status in STATUS.items() if status == "inherited")
ABSENT = sorted(name for name, status in STATUS.items() if status == "not there yet")
names_of = Dispatch(load(versions.NEWEST), [SURFACE]).names
V2 = {"Stripe-Version": "2025-02-24.acacia"}


def creatable(name: str) -> bool:
    operation = SURFACE.operations[name]
    sent = {bare(each) for each in operation.raw_params if "!" in each} | set(operation.path_params)
    return (
        operation.version_train == "v1"
        and not holds_a_file(operation.raw_params)
        and not ruled(operation.object, sent)
    )


def ruled(object: str, sent: set[str]) -> bool:
    """Return whether a shape has a required reference that no parameter sets: only a page can give its id."""
    for each in of_object(SURFACE, object).values():
        if not each.nullable and not each.absent and each.name not in sent:
            if isinstance(each.type, Reference) or (
                isinstance(each.type, Inline) and ruled(each.type.names[0], set())
            ):
                return True
    return False


LIVING = [name.removesuffix(".create") for name in INHERITED if name.endswith(".create") and creatable(name)]
BARREN = [
    name
    for name in INHERITED
    if SURFACE.operations[name].version_train == "v1"
    and SURFACE.operations[name].verb == "GET"
    and name.rpartition(".")[0] not in LIVING
]


def path_of(api, operation, last: str | None = None) -> str:
    """The path of an operation below objects that exist; last: what its final id is."""
    path = operation.path
    names = list(operation.path_params)
    if last is not None:
        path = path.replace("{" + names.pop() + "}", last)
    for name in names:
        above = SURFACE.route("GET", path.partition("{" + name + "}")[0] + "-")[0]
        if above.object == "subscription_item":
            path = path.replace("{" + name + "}", item(api))
            continue
        creating = SURFACE.operations.get(above.name.rpartition(".")[0] + ".create")
        made = api.request("POST", creating.path, sendable(api, creating)) if creating is not None else None
        path = path.replace(
            "{" + name + "}", made.json.id if made is not None and made.status == 200 else "none"
        )
    return path


def sendable(api, operation, param: tuple[str, ...] = ()) -> dict:
    """Return the least an operation takes, with existing ids. param: path of one more parameter."""
    return about_real(
        api, names_of(operation), {**minimal(operation.raw_params), **reaching(operation.raw_params, param)}
    )


def reaching(notation, way: tuple[str, ...]):
    """The least that is valid and has a text where the way leads; no names are needed to go into lists."""
    if isinstance(notation, list):
        return [reaching(notation[0], way)]
    if not way:
        return "none" if notation and isinstance(notation, str) else {}
    if "|" in notation:
        return next(found for each in notation["|"] if (found := holding(each, way)) is not None)
    name = next(each for each in notation if bare(each) == way[0])
    return {**minimal(notation), way[0]: reaching(notation[name], way[1:])}


def holding(notation, way):
    try:
        return reaching(notation, way)
    except (StopIteration, TypeError):
        return None


def about_real(api, names, value, *, replacing: bool = False):
    """Return the values with existing ids where they name objects; "none" stays unless replaced too."""
    if isinstance(value, dict):
        return {
            name: (
                about_real(api, names.inside[name], each, replacing=replacing)
                if name in names.inside
                else each
            )
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [about_real(api, names, each, replacing=replacing) for each in value]
    return made(api, names.objects[0]) if names.objects and (replacing or value != "none") else value


def made(api, object: str) -> str:
    """A new object of a kind."""
    if object in MAKING:
        return MAKING[object](api)
    creating = next(
        one for one in SURFACE.operations.values() if one.name.endswith(".create") and one.object == object
    )
    return api.post(creating.path, **sendable(api, creating)).id


def paid_out(api) -> str:
    """A payout of what a payment brought."""
    api.post("/v1/charges", amount=1000, currency="usd", source="tok_bypassPending")
    return api.post("/v1/payouts", amount=100, currency="usd").id


def subscription(api):
    """A subscription whose invoice waits for its payment."""
    items = [{"plan": made(api, "plan")}]
    customer = api.post("/v1/customers").id
    return api.post(
        "/v1/subscriptions", customer=customer, items=items, payment_behavior="default_incomplete"
    )


def item(api) -> str:
    return subscription(api)["items"]["data"][0]["id"]


MAKING = {  # of kinds whose pages ask for more than the contract does
    "coupon": lambda api: api.post("/v1/coupons", percent_off=10).id,
    "account": lambda api: api.get("/v1/account").id,
    "bank_account": lambda api: (
        api.post(
            f"/v1/accounts/{api.get('/v1/account').id}/external_accounts",
            external_account={
                "object": "bank_account",
                "country": "US",
                "currency": "usd",
                "account_number": "000123456789",
            },
        ).id
    ),
    "discount": lambda api: api.post("/v1/customers", coupon=made(api, "coupon")).discount.id,
    "file": lambda api: "file_identity_document_success",
    "charge": lambda api: api.post("/v1/charges", amount=100, currency="usd", source="tok_visa").id,
    "payout": paid_out,
    "payment_method": lambda api: api.post("/v1/payment_methods", type="card", card={"token": "tok_visa"}).id,
    "plan": lambda api: (
        api.post("/v1/plans", currency="usd", amount=100, interval="month", product={"name": "Gold"}).id
    ),
    "price": lambda api: (
        api.post("/v1/prices", currency="usd", unit_amount=100, product_data={"name": "Gold"}).id
    ),
    "subscription": lambda api: subscription(api).id,
    "tax_id": lambda api: (
        api.post(
            f"/v1/customers/{api.post('/v1/customers').id}/tax_ids", type="eu_vat", value="DE123456789"
        ).id
    ),
}


@pytest.mark.parametrize("service", LIVING)
def test_the_life_of_an_inherited_resource(api, service):
    creating = SURFACE.operations[f"{service}.create"]
    operations = {
        name: SURFACE.operations.get(f"{service}.{name}") for name in ("retrieve", "list", "update", "delete")
    }
    inherited = {
        name: operation
        for name, operation in operations.items()
        if operation and STATUS[operation.name] == "inherited"
    }
    params = sendable(api, creating)
    collection = path_of(api, creating)
    if "/none" in collection:
        pytest.skip("what it belongs to cannot be created yet")

    first = api.post(collection, **params)
    again = {**params, "id": "other"} if "id" in params else params
    second = api.post(collection, **again)
    known = of_object(SURFACE, creating.object)
    for name, sent in params.items():
        if (
            name in known
            and isinstance(known[name].type, Scalar)
            and isinstance(sent, str | bool | int)
            and sent != "now"
        ):
            assert first[name] == sent, name
    assert first.id != second.id
    if "livemode" in known:
        assert first.livemode is False
    assert told(api, collection, creating.object, "created") == announced(
        creating.object, "created", first.id, second.id
    )
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
        assert told(api, collection, creating.object, "updated") == (
            announced(creating.object, "updated", first.id) if changed else []
        )
    if "delete" in inherited:
        assert api.delete(member.format(first.id)) == {
            "id": first.id,
            "object": creating.object,
            "deleted": True,
        }
        assert api.refused("DELETE", member.format(first.id), 404).code == "resource_missing"
        assert told(api, collection, creating.object, "deleted") == announced(
            creating.object, "deleted", first.id
        )
        if listed:
            assert [one.id for one in api.get(collection).data] == [second.id]


# Object -> the first part of its events' types. By default its name, with `issuing_card` for issuing.card.
TOLD_AS = {
    "subscription": "customer.subscription",
    "bank_account": "account.external_account",
}


def event_of(object: str, happened: str) -> str | None:
    """The event that the surface declares for what happened to an object."""
    type = f"{TOLD_AS.get(object, object.replace('issuing.', 'issuing_'))}.{happened}"
    return type if type in SURFACE.event_types else None


def announced(object: str, happened: str, *ids: str) -> list[str]:
    return list(ids) if event_of(object, happened) else []


def told(api, collection: str, object: str, happened: str) -> list[str]:
    """The ids of what events told of, oldest first. What is an account's is told to the account."""
    type = event_of(object, happened)
    if type is None:
        return []
    account = (
        collection.split("/")[3] if collection.startswith("/v1/accounts/") else api.get("/v1/account").id
    )
    events = api.request(
        "GET", "/v1/events", {"limit": 100, "type": type}, headers={"Stripe-Account": account}
    )
    return [event.data.object.id for event in reversed(events.json.data)]


def change_of(operation, known) -> dict:
    """A change that an update can make and an answer shows."""
    if any(bare(name) == "metadata" for name in operation.raw_params):
        return {"metadata": {"colour": "red"}}
    for name, kind in operation.raw_params.items():
        if (
            kind == "string"
            and "!" not in name
            and bare(name) in known
            and isinstance(known[bare(name)].type, Scalar)
        ):
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
        answer = api.request(
            operation.verb, path, json=params if operation.verb == "POST" else None, headers=V2
        )
    else:
        answer = api.request(operation.verb, path, params)
    assert answer.status == 501, answer.body
    assert answer.json.error.code == "not_implemented"
    assert f"'{name}'" in answer.json.error.message
    assert answer.headers["stripe-should-retry"] == "false"


def ways(names, way=()):
    """The ways to all parameters that name something."""
    if names.objects:
        yield way
    for name, inner in names.inside.items():
        yield from ways(inner, (*way, name))


WRITING = [
    SURFACE.operations[name]
    for name in INHERITED
    if name.rpartition(".")[0] in LIVING and name.endswith((".create", ".update"))
]
NAMING = [operation for operation in WRITING if any(ways(names_of(operation)))]


@pytest.mark.parametrize("operation", NAMING, ids=str)
def test_what_a_parameter_names_must_be_there(api, operation):
    creating = SURFACE.operations[operation.name.rpartition(".")[0] + ".create"]
    path = path_of(api, creating)
    if operation is not creating:
        path = f"{path}/{api.post(path, **sendable(api, creating)).id}"
    for way in ways(names_of(operation)):
        params = sendable(api, operation, way)
        before = api.get("/v1/events", limit=1).data
        refused = api.refused("POST", path, 400, **params)
        assert (refused.code, refused.param.replace("[0]", "")) == ("resource_missing", bracketed(way))
        assert refused.message.startswith("No such ")
        assert "'none'" in refused.message
        assert api.get("/v1/events", limit=1).data == before


CREATED = [operation for operation in NAMING if operation.name.endswith(".create")]


@pytest.mark.parametrize("operation", CREATED, ids=str)
def test_what_a_parameter_names_may_be_there(api, operation):
    """The same ways with objects that exist: the check mistakes nothing for missing."""
    for way in ways(names_of(operation)):
        params = about_real(api, names_of(operation), sendable(api, operation, way), replacing=True)
        api.post(path_of(api, operation), **params)


def bracketed(way) -> str:
    return way[0] + "".join(f"[{name}]" for name in way[1:])


def test_an_id_that_is_taken_is_refused(api):
    made = api.post("/v1/products", name="one", id="mine")
    refused = api.refused("POST", "/v1/products", 400, name="two", id="mine")
    assert (refused.code, refused.message) == ("resource_already_exists", "Product already exists.")
    assert api.get(f"/v1/products/{made.id}").name == "one"


@pytest.mark.parametrize("object", sorted(SURFACE.born))
def test_what_an_object_is_born_with_fits_its_shape(object):
    from counterfoil.contract import defaults

    born = defaults.whole(SURFACE, object, {}, 0)
    assert {name: born[name] for name in SURFACE.born[object]} == SURFACE.born[object]


@pytest.mark.parametrize("sent", ["current_period_end", "2000000000", ""])
def test_an_update_changes_no_more_of_a_hash_than_fits_its_shape(sent):
    """The start of a quoted subscription is sent as an instant or as a word, and shown as an instant."""
    from counterfoil.contract import defaults

    value = int(sent) if sent.isdigit() else sent or None
    kept = defaults.part(
        SURFACE,
        "quote",
        {"subscription_data": {"effective_date": value, "trial_period_days": 3}, "nonsense": 1},
    )
    expected = (
        {"trial_period_days": 3}
        if sent == "current_period_end"
        else {"effective_date": value, "trial_period_days": 3}
    )
    assert kept == {"subscription_data": expected}


def test_an_update_puts_nothing_into_a_list_that_does_not_fit_its_elements():
    """Discounts are sent by what they come from, and shown by their own ids."""
    from counterfoil.contract import defaults

    sent = {"discounts": [{"coupon": "10OFF"}, "di_1"]}
    assert defaults.part(SURFACE, "subscription", sent) == {"discounts": ["di_1"]}
    assert defaults.part(SURFACE, "subscription", {"discounts": None}) == {"discounts": None}
