"""The surface tool, on a small SDK of our own in both styles it reads, and on the surface in the tree."""

from __future__ import annotations

import copy
import json
from textwrap import dedent

import pytest
from tools.surface import deltas, difference, tree
from tools.surface.__main__ import SURFACE, VERSIONS, stored
from tools.surface.notation import is_time

from counterfoil.contract import shapes
from counterfoil.contract.amending import amend
from counterfoil.contract.load import load

SDK = {
    "__init__.py": "from stripe._stripe_client import StripeClient",
    "_stripe_client.py": (
        """
        from stripe._tea_service import TeaService
        from stripe._webhook_endpoint_service import WebhookEndpointService
        from stripe._v2_services import V2Services

        class StripeClient:
            def __init__(self, requestor):
                self.teas = TeaService(requestor)
                self.webhook_endpoints = WebhookEndpointService(requestor)
                self.v2 = V2Services(requestor)
    """
    ),
    "_v2_services.py": (
        """
        from stripe.v2._gong_service import GongService

        class V2Services:
            def __init__(self, requestor):
                self.gongs = GongService(requestor)
    """
    ),
    "v2/_gong_service.py": (
        """
        class GongService:
            class CreateParams(TypedDict):
                name: str

            def create(self, params: "GongService.CreateParams" = {}, options={}) -> None:
                self._request("post", "/v2/gongs", params=params)
    """
    ),
    "_pot.py": (
        """
        class Pot:
            OBJECT_NAME: ClassVar[Literal["pot"]] = "pot"
            id: str
            object: Literal["pot"]
            deleted: Optional[Literal[True]]
    """
    ),
    "_tea.py": (
        """
        from stripe._pot import Pot

        class Tea:
            OBJECT_NAME: ClassVar[Literal["kitchen.tea"]] = "kitchen.tea"

            class Sugar(StripeObject):
                grains: int
                _field_encodings = {"grains": "int64_string"}
                class Lump(StripeObject):
                    weight_decimal: Optional[str]
                    size: Literal["small", "large"]
                lumps: Optional[List[Lump]]

            amount: int
            created: int
            brewed_at: Optional[int]
            from_: Optional[str]
            kinds: Optional[List[Literal["green", "black"]]]
            metadata: Dict[str, str]
            object: Literal["kitchen.tea"]
            pot: Optional[ExpandableField[Union["Pot", "Tea"]]]
            pots: ListObject["Pot"]
            spare: "Pot"
            steeping: Optional[float]
            sugar: Optional[Sugar]
            _inner_class_types = {"sugar": Sugar}
    """
    ),
    "_tea_service.py": (
        """
        from stripe._tea import Tea
        from stripe._list_object import ListObject

        class TeaService(StripeService):
            class CreateParams(TypedDict):
                amount: int
                currency: NotRequired[str]
                expires_at: NotRequired["Literal['']|int"]
                image: NotRequired[Any]
                file: NotRequired[Any]
                items: NotRequired["List[TeaService.CreateParamsItem]"]
                kind: NotRequired[Literal["green", "black"]]
                metadata: NotRequired["Literal['']|Dict[str, str]"]
                when: NotRequired["int|Literal['now']"]

            _CreateParamsItemBase = TypedDict("CreateParamsItem", {"from": NotRequired[int]})

            class CreateParamsItem(_CreateParamsItemBase):
                quantity: NotRequired[int]
                \"\"\"How many.\"\"\"
                until: NotRequired[int]
                \"\"\"Seconds since the Unix epoch.\"\"\"
                paid_until: NotRequired[int]

            def create(self, params: "TeaService.CreateParams", options={}) -> Tea:
                return cast(Tea, self._request("post", "/v1/teas", params=params))

            async def create_async(self, params: "TeaService.CreateParams", options={}) -> Tea:
                return cast(Tea, await self._request_async("post", "/v1/teas", params=params))

            class ListParams(TypedDict):
                amount: NotRequired["TeaService.Range|int"]
                created: NotRequired["TeaService.Range|int"]

            class Range(TypedDict):
                gte: NotRequired[int]

            def list(self, params: "TeaService.ListParams" = {}, options={}) -> ListObject[Tea]:
                return cast(ListObject[Tea], self._request("get", "/v1/teas", params=params))

            def retrieve(self, tea: str) -> "Tea":
                return cast(Tea, self._request("get", "/v1/teas/{tea}".format(tea=sanitize_id(tea))))

            def take_pot(self, tea: str) -> "Union[Pot, Tea]":
                return self._request("delete", "/v1/teas/{tea}/pot".format(tea=sanitize_id(tea)))

            def nothing_to_ask(self) -> Tea:
                return Tea()
    """
    ),
    "_webhook_endpoint_service.py": (
        """
        from stripe._pot import Pot

        class WebhookEndpointService(StripeService):
            class CreateParams(TypedDict):
                enabled_events: List[Literal["*", "tea.poured", "tea.drunk"]]

            def create(self, params: "WebhookEndpointService.CreateParams") -> Endpoint:
                return self._request("post", "/v1/webhook_endpoints", params=params)

            def delete(self, pot: str) -> Pot:
                return self._request("delete", "/v1/pots/{pot}".format(pot=sanitize_id(pot)))
    """
    ),
    "_endpoint.py": (
        """
        class Endpoint:
            OBJECT_NAME: ClassVar[Literal["webhook_endpoint"]] = "webhook_endpoint"
            url: str
    """
    ),
    "events/_gong_event.py": 'class GongEvent:\n    LOOKUP_TYPE = "v2.gong.rung"\n',
}

# The same service as later SDKs declare it: parameters apart, enums open, sub-services loaded when asked for.
LATER = SDK | {
    "_stripe_client.py": (
        """
        from stripe._v1_services import V1Services

        class StripeClient:
            def __init__(self, requestor):
                self.v1 = V1Services(requestor)
    """
    ),
    "_v1_services.py": (
        """
        from stripe._tea_service import TeaService

        class V1Services:
            teas: "TeaService"

            def __getattr__(self, name): ...
    """
    ),
    "_tea_service.py": (
        """
        from stripe._tea import Tea
        from stripe.params._tea_create_params import TeaCreateParams

        class TeaService(StripeService):
            def create(self, params: Optional["TeaCreateParams"] = None, options=None) -> "Tea":
                return cast("Tea", self._request("post", "/v1/teas", params=params))

            def delete(self, tea: str, params: Optional["TeaDeleteParams"] = None) -> "DeletedObject":
                return self._request("delete", "/v1/teas/{tea}".format(tea=sanitize_id(tea)))

            def retrieve(self, tea: str) -> "Tea":
                return self._request("get", "/v1/teas/{tea}".format(tea=sanitize_id(tea)))
    """
    ),
    "params/_tea_create_params.py": (
        """
        class TeaCreateParams(RequestOptions):
            amount: int
            items: NotRequired[List["TeaCreateParamsItem"]]
            kind: NotRequired["Literal['green', 'black']|str"]
            metadata: NotRequired["Literal['']|Dict[str, str]|UntypedStripeObject[str]"]

        class TeaCreateParamsItem(TypedDict):
            quantity: NotRequired[int]

        class TeaDeleteParams(RequestOptions):
            pass
    """
    ),
    "_tea.py": (
        """
        class Tea:
            OBJECT_NAME: ClassVar[Literal["kitchen.tea"]] = "kitchen.tea"
            kind: Optional[Union[Literal["green", "black"], str]]
            metadata: Optional[UntypedStripeObject[str]]
    """
    ),
}


@pytest.fixture
def sdk(tmp_path):
    """Lays the sources of an SDK into a folder."""

    def lay(sources):
        root = tmp_path / f"sdk{len(list(tmp_path.iterdir()))}" / "stripe"
        for name, text in sources.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text))
        return tree.collect(root)

    return lay


def test_operations_are_the_methods_that_make_requests(sdk):
    files, _ = sdk(SDK)
    operations = files["kitchen.tea"]["operations"]
    assert {name: (one["verb"], one["path"], one["answer"]) for name, one in operations.items()} == {
        "teas.create": ("POST", "/v1/teas", "kitchen.tea"),
        "teas.list": ("GET", "/v1/teas", "list kitchen.tea"),
        "teas.retrieve": ("GET", "/v1/teas/{tea}", "kitchen.tea"),
    }
    assert files["pot"]["operations"]["teas.take_pot"]["answer"] == "pot|kitchen.tea"
    assert files["pot"]["operations"]["webhook_endpoints.delete"]["answer"] == "deleted pot"
    assert files["v2.core.event_destination"]["operations"]["v2.gongs.create"]["answer"] == "none"


def test_parameters_tell_what_is_required_what_may_be_unset_and_what_is_a_time(sdk):
    files, _ = sdk(SDK)
    assert files["kitchen.tea"]["operations"]["teas.create"]["params"] == {
        "amount!": "integer",
        "currency": "string",
        "expires_at~": "timestamp",
        "file": "file",
        "image": "any",
        "items": [
            {"from": "integer", "paid_until": "timestamp", "quantity": "integer", "until": "timestamp"}
        ],
        "kind": "=black|green",
        "metadata~": {"*": "string"},
        "when": {"|": ["integer", "=now"]},
    }


def test_a_bound_is_of_the_type_of_what_it_bounds(sdk):
    files, _ = sdk(SDK)
    assert files["kitchen.tea"]["operations"]["teas.list"]["params"] == {
        "amount": {"|": [{"gte": "integer"}, "integer"]},
        "created": {"|": [{"gte": "timestamp"}, "timestamp"]},
    }


def test_shapes_tell_what_may_be_null_and_what_can_be_expanded(sdk):
    files, _ = sdk(SDK)
    assert files["kitchen.tea"]["shape"] == {
        "amount": "integer",
        "brewed_at?": "timestamp",
        "created": "timestamp",
        "from?": "string",
        "kinds?": ["=black|green"],
        "metadata": {"*": "string"},
        "object": "=kitchen.tea",
        "pot?": "@pot|kitchen.tea",
        "pots": "list pot",
        "spare": ":pot",
        "steeping?": "number",
        "sugar?": {"grains": "decimal", "lumps?": [{"size": "=large|small", "weight_decimal?": "decimal"}]},
    }
    assert "deleted" not in files["pot"]["shape"]


def test_events_are_those_that_endpoints_may_ask_for(sdk):
    files, events = sdk(SDK)
    assert events == {"events": ["tea.drunk", "tea.poured"], "thin_events": ["v2.gong.rung"]}
    creation = files["webhook_endpoint"]["operations"]["webhook_endpoints.create"]
    assert creation["params"] == {"enabled_events!": ["=@events|*"]}, "they are listed once"


def test_later_sdks_say_the_same_in_another_way(sdk):
    files, _ = sdk(LATER)
    tea = files["kitchen.tea"]
    assert tea["operations"]["teas.create"]["params"] == {
        "amount!": "integer",
        "items": [{"quantity": "integer"}],
        "kind": "=black|green",
        "metadata~": {"*": "string"},
    }
    assert tea["operations"]["teas.delete"]["answer"] == "deleted kitchen.tea"
    assert tea["shape"] == {"kind?": "=black|green", "metadata?": {"*": "string"}}


def test_what_was_written_is_read_again_and_stale_files_go(sdk, tmp_path):
    base = tmp_path / "written"
    stale = base / "core" / "cup.json"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    files, events = sdk(SDK)
    tree.write(base, [(files, events, "")])
    assert tree.read(base) == (files, events)
    assert not stale.exists()

    other = tmp_path / "other"
    tree.write(other, [(files, events, "")])
    assert tree.differing(base, other) == []
    (other / "core" / "pot.json").unlink()
    assert tree.differing(base, other) == ["core/pot.json"]


def test_one_area_can_come_from_another_sdk(sdk, tmp_path):
    base = tmp_path / "written"
    files, events = sdk(SDK)
    capital = {"capital.offer": {"object": "capital.offer", "operations": {}, "shape": {"id": "string"}}}
    tree.write(
        base,
        [
            (files, events, ""),
            ({**capital, "pot": {"object": "pot", "operations": {}, "shape": {}}}, {}, "capital"),
        ],
    )
    found, names = tree.read(base)
    assert found == {**files, **capital}
    assert names == events


def test_what_fits_on_a_line_is_on_one_line():
    value = {"short": {"a": "string"}, "deep": {"a": {"b": {"c": "string"}}}, "long": ["x" * 80, "y" * 80]}
    text = tree.dumped(value)
    assert json.loads(text) == value
    assert ' "short": {"a": "string"},\n' in text
    assert max(map(len, text.splitlines())) <= tree.WIDTH


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("created", "", True),
        ("canceled_at", "", True),
        ("trial", "A Unix timestamp.", True),
        ("trial_days", "The number of days until the timestamp.", False),
        ("amount", "", False),
        ("divide_by", "Divide usage by this number.", False),
        ("monthly_anchor", "The day of the month.", False),
        ("current_deadline", "Date by which it is needed.", True),
        ("quantity", "The quantity for the specified timestamp.", False),
    ],
)
def test_times_are_known_by_name_or_by_what_is_said_of_them(name, text, expected):
    assert is_time(name, text) is expected


# -- differences ---------------------------------------------------------------------------------------------


def test_a_difference_names_operations_parameters_shapes_and_events():
    old = {
        "tea": {
            "object": "tea",
            "operations": {
                "teas.create": {
                    "verb": "POST", "path": "/v1/teas", "answer": "tea",
                    "params": {"amount": "integer", "kind": "=black|green",
                               "sugar": {"lumps": "integer", "size": "string"},
                               "items": [{"price": "string"}], "when~": {"|": ["integer", "=now"]}},
                },
                "teas.pour": {"verb": "POST", "path": "/v1/teas/{tea}/pour", "answer": "tea", "params": {}},
            },
            "shape": {"cup?": "@cup", "amount": "integer"},
        },
        "cup": {"object": "cup", "operations": {}, "shape": {"id": "string"}},
    }  # fmt: skip
    new = {
        "tea": {
            "object": "tea",
            "operations": {
                "teas.create": {
                    "verb": "POST", "path": "/v1/kitchen/teas", "answer": "tea",
                    "params": {"amount!": "integer", "kind": "=green|white",
                               "items": [{"price": "string", "tax": {"rate": "decimal"}}],
                               "when": {"|": ["timestamp", "=later|now"]}},
                },
                "teas.sip": {"verb": "POST", "path": "/v1/teas/{tea}/sip", "answer": "tea", "params": {}},
            },
            "shape": {"cup": "@cup", "amount": "string"},
        },
        "pot": {"object": "pot", "operations": {}, "shape": {"id": "string"}},
    }  # fmt: skip
    before = deltas.declared(old, {"events": ["tea.made"], "thin_events": []})
    after = deltas.declared(new, {"events": ["tea.poured"], "thin_events": []})
    lines = list(difference.report(before, after))
    assert lines == [
        "operations",
        "  + teas.sip: POST /v1/teas/{tea}/sip",
        "  - teas.pour: POST /v1/teas/{tea}/pour",
        "  ~ teas.create: path /v1/teas -> /v1/kitchen/teas",
        "parameters",
        "  teas.create",
        "    ~ amount: now required",
        "    + items[].tax: hash",
        "    ~ kind: values +white -black",
        "    - sugar: hash",
        "    ~ when: integer or enum -> timestamp or enum",
        "    ~ when: no longer unsettable",
        "    ~ when: values +later",
        "objects",
        "  + pot",
        "  - cup",
        "shapes",
        "  tea",
        "    ~ amount: integer -> string",
        "    ~ cup: no longer nullable",
        "events",
        "  + tea.poured",
        "  - tea.made",
    ]


def test_values_that_are_new_in_many_places_are_told_once():
    def surface(values):
        params = {f"{name}_type": values for name in ("cup", "pot", "tea", "water")}
        operation = {"verb": "POST", "path": "/v1/teas", "answer": "tea", "params": params}
        return deltas.Declared({"teas.create": operation}, {}, [], [])

    lines = list(difference.report(surface("=black"), surface("=black|white")))
    assert lines == ["values in many places", "  +white: 4"]


def test_what_is_the_same_on_the_wire_is_no_difference():
    old, new = (deltas.Declared({}, {"tea": {"amount": kind}}, [], []) for kind in ("string", "decimal"))
    assert list(difference.report(old, new)) == []


def test_nothing_differs_from_itself():
    surface = stored(VERSIONS[-1])
    assert list(difference.report(surface, surface)) == []


# -- deltas --------------------------------------------------------------------------------------------------

NEW = {
    "amount!": "integer",
    "box?": {"lid": {"color": "string", "size": "=large|small"}},
    "items": [{"kind": "=a|b", "price": "string"}],
    "rates": {"*": {"rate": "decimal"}},
    "when": {"|": ["timestamp", "=later|now"]},
    "since": {"|": [{"gt": "timestamp"}, "timestamp"]},
}


@pytest.mark.parametrize(
    ("old", "entry"),
    [
        (NEW, {}),
        ({**NEW, "gone": "string"}, {"set": {"gone": "string"}}),
        ({name: NEW[name] for name in NEW if name != "when"}, {"remove": ["when"]}),
        ({**NEW, "box?": {"lid": {"color": "string"}}}, {"remove": ["box.lid.size"]}),
        ({**NEW, "box?": {"lid": {"color?": "string", "size": "=large|small"}}},
         {"flags": ["box.lid.color?"]}),
        ({**NEW, "box?": {"lid": {"color": "string", "size": "=huge|small"}}},
         {"set": {"box.lid.size": "+huge -large"}}),
        ({**NEW, "items": [{"kind": "=a", "price": "string"}]}, {"set": {"items.kind": "-b"}}),
        ({**NEW, "items": ["string"]}, {"set": {"items": ["string"]}}),
        ({**NEW, "rates": {"*": {"rate": "decimal", "tax": "string"}}}, {"set": {"rates.*.tax": "string"}}),
        ({**NEW, "when": {"|": ["timestamp", "=now"]}}, {"set": {"when": "-later"}}),
        ({**NEW, "since": {"|": [{"gt": "timestamp", "lt": "timestamp"}, "timestamp"]}},
         {"set": {"since.lt": "timestamp"}}),
    ],
)  # fmt: skip
def test_a_delta_is_small_and_leads_back_to_the_older_version(old, entry):
    assert deltas.changes(old, NEW) == entry
    assert found_by(NEW, entry) == old


def found_by(fields, entry):
    fields = copy.deepcopy(fields)
    amend(fields, entry)
    return fields


def test_a_delta_of_a_whole_surface_leads_back_to_the_older_one():
    sip = {"verb": "POST", "path": "/v1/teas/{tea}/sip", "answer": "tea", "params": {}}
    pour = {"verb": "POST", "path": "/v1/teas/{tea}/pour", "answer": "tea", "params": {"cup!": "string"}}
    make = {"verb": "POST", "path": "/v1/teas", "answer": "tea", "params": {"kind": "=black|white"}}
    old = deltas.Declared(
        {"teas.make": {**make, "path": "/v1/tea", "params": {"kind": "=black"}}, "teas.pour": pour},
        {"tea": {"id": "string", "pot": "@pot"}, "pot": {"id": "string"}}, ["tea.made", "tea.old"], [],
    )  # fmt: skip
    new = deltas.Declared(
        {"teas.make": make, "teas.sip": sip},
        {"tea": {"id": "string", "cup": "@cup"}, "cup": {"id": "string"}},
        ["tea.made"],
        ["v1.tea"],
    )
    entries = deltas.delta(old, new)
    assert entries == [
        {
            "gone": ["teas.sip"],
            "objects_gone": ["cup"],
            "thin_events_gone": ["v1.tea"],
            "events": ["tea.old"],
        },
        {"operation": "teas.make", "path": "/v1/tea", "set": {"kind": "-white"}},
        {"operation": "teas.pour", **pour},
        {"object": "pot", "shape": {"id": "string"}},
        {"object": "tea", "remove": ["cup"], "set": {"pot": "@pot"}},
    ]
    assert deltas.differing(deltas.applied(new, entries), old) == []
    assert deltas.differing(new, old) == [
        "teas.make",
        "teas.pour",
        "teas.sip",
        "cup",
        "pot",
        "tea",
        "events",
        "thin_events",
    ]


def test_answers_keep_what_was_added_since_and_show_what_was_taken_away_as_it_was():
    old = deltas.Declared({}, {"tea": {"kind": "=black|red", "pot": "@pot"}}, [], [])
    new = deltas.Declared({}, {"tea": {"kind": "=black|white", "cup": "@cup"}}, [], [])
    entries = deltas.delta(deltas.aligned(old, new), new)
    shown = deltas.answers(new, [entries])
    assert shown == {"tea": {"cup": "@cup", "kind": "=black|red|white", "pot": "@pot"}}
    assert deltas.unanswered(shown, old) == []
    assert deltas.unanswered(new.shapes, old) == ["tea.kind", "tea.pot"]


def test_what_is_missing_for_a_while_is_not_answered_then():
    old = deltas.Declared({}, {"tea": {"pot": "@pot"}}, [], [])
    between = deltas.Declared({}, {"tea": {}}, [], [])
    new = deltas.Declared({}, {"tea": {"cup": "@cup", "pot": "@pot"}}, [], [])
    entries = deltas.delta(between, new)
    deltas.mark_lost(entries, [old])
    assert entries == [{"object": "tea", "remove": ["cup", "pot"], "lost": ["pot"]}]
    assert deltas.answers(new, [entries]) == {"tea": {"cup": "@cup"}}
    assert deltas.answers(new, [entries, deltas.delta(old, between)]) == {
        "tea": {"cup": "@cup", "pot": "@pot"}
    }


def test_types_that_are_the_same_on_the_wire_are_those_of_the_newer_version():
    new = deltas.Declared({}, {"tea": {"weight?": "decimal", "paid": "timestamp", "name": "string"}}, [], [])
    old = deltas.Declared({}, {"tea": {"weight": "string", "paid": "integer", "name": "integer"}}, [], [])
    assert deltas.aligned(old, new).shapes == {
        "tea": {"weight": "decimal", "paid": "timestamp", "name": "integer"}
    }


# -- the surface in the tree ---------------------------------------------------------------------------------


def test_the_index_says_what_the_files_say():
    base = SURFACE / VERSIONS[-1]
    index = json.loads((base / "_index.json").read_text())
    files, _ = tree.read(base)
    assert {str(path.relative_to(base)) for path in base.glob("*/*.json")} == {
        row["file"] for row in index["objects"].values()
    }
    for object, row in index["objects"].items():
        found = {
            name: [name, one["verb"], one["path"], one["answer"]]
            for name, one in files[object]["operations"].items()
        }
        assert {one[0]: one for one in row["operations"]} == found
        assert (base / row["file"]).read_text() == tree.dumped(files[object]) + "\n"


def test_every_version_of_the_surface_has_its_recipe():
    assert {path.name for path in SURFACE.iterdir()} == {
        VERSIONS[-1],
        *(f"{version}.json" for version in VERSIONS[:-1]),
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_every_operation_and_shape_of_the_surface_can_be_read(version):
    surface = load(version)
    for operation in surface.operations.values():
        assert isinstance(operation.raw_params, dict)
        assert set(operation.objects) <= surface.objects, operation
    for all in (surface, surface.answers):
        for object in all.objects:
            all.shape(object).blank()
            assert named(shapes.of_object(all, object).values()) <= all.objects | OBJECTS_WITHOUT_A_SHAPE, (
                object
            )


@pytest.mark.parametrize("version", [VERSIONS[0], "2025-02-24.acacia", VERSIONS[-1]])
def test_every_operation_of_the_surface_can_be_compiled(version):
    for operation in load(version).operations.values():
        assert operation.params.json if operation.version_train == "v2" else operation.params.form


@pytest.mark.parametrize("version", VERSIONS)
def test_answers_have_every_field_that_a_version_declares_in_its_form(version):
    surface = load(version)
    shown = {object: surface.answers.shape(object).fields for object in surface.objects}
    declared = {object: surface.shape(object).fields for object in surface.objects}
    assert deltas.unanswered(shown, deltas.Declared({}, declared, [], [])) == []


# A rule of Radar and the source of an exotic top-up are named where they are referred to, and declared
# nowhere.
OBJECTS_WITHOUT_A_SHAPE = {"rule"}


def named(properties):
    """The names of objects that fields refer to, hold or list, however deep."""
    found = set()
    for about in properties:
        types = [about.type]
        while types:
            match types.pop():
                case shapes.Reference(names) | shapes.Inline(names) | shapes.Nested(names):
                    found |= set(names)
                case shapes.Array(of) | shapes.Map(of):
                    types.append(of)
                case shapes.Choice(of):
                    types += of
                case shapes.Hash(inner):
                    found |= named(inner.values())
    return found
