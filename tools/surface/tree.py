"""The surface of one SDK version and its files: one per object, and an index that suffices for routing."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

from tools.surface.declarations import (
    Declared,
    Method,
    Sdk,
    alternatives,
    elements,
    fields,
    name_of,
    object_name,
    thin_type,
)
from tools.surface.notation import Reader

AREAS = frozenset(
    "apps billing billing_portal capital checkout climate crypto entitlements financial_connections"
    " forwarding identity issuing radar reporting sigma tax terminal test_helpers treasury v2".split()
)
WIDTH = 140

Files = dict[str, dict[str, Any]]  # object -> {"object", "operations", "shape"}


def area_of(object: str) -> str:
    """Return an object's section of the API, which is the folder of its file."""
    head = object.split(".")[0]
    return head if head in AREAS else "core"


# -- reading -------------------------------------------------------------------------------------------------


def collect(root: Path) -> tuple[Files, dict[str, list[str]]]:
    """Read an SDK. Returns object -> content of its file, and the types of events."""
    sdk = Sdk(root)
    reader = Reader(sdk)
    files: Files = {}

    def file(object: str) -> dict[str, Any]:
        return files.setdefault(object, {"object": object, "operations": {}, "shape": {}})

    for _, found in sorted(sdk.classes.items()):
        for path, node in found:
            object = object_name(node)
            if object and not object.startswith(("list", "search_result")) and object not in files:
                file(object)["shape"] = reader.shape(path, node, [])
    for method in sdk.methods():
        answered = answer(sdk, method)
        object = answered.split(" ")[-1].split("|")[0]
        if object == "none":
            object = (
                "v2.billing.meter_event_stream"
                if "meter_event_stream" in method.url
                else "v2.core.event_destination"
            )
        params: dict[str, Any] = {}
        if method.params is not None:
            inner = method.params.node in method.service.node.body
            params = reader.params(
                method.params, method.service.node.body if inner else sdk.modules[method.params.path].body
            )
        file(object)["operations"][method.name] = {
            "verb": method.verb,
            "path": method.url,
            "answer": answered,
            "params": params,
        }
    kept = {name: one for name, one in sorted(files.items()) if one["operations"] or one["shape"]}
    events = _events(kept)
    return _shortened(kept, events), {"events": events, "thin_events": _thin_events(sdk)}


def _events(files: Files) -> list[str]:
    """Return the types of events that a webhook endpoint can enable."""
    endpoints = files.get("webhook_endpoint", {"operations": {}})["operations"]
    wanted = endpoints["webhook_endpoints.create"]["params"]["enabled_events!"][0] if endpoints else "="
    return sorted(set(wanted[1:].split("|")) - {"*", ""})


def _shortened(value: Any, events: list[str]) -> Any:
    """Replace the enum of all event types by `=@events`; the index lists them."""
    if isinstance(value, dict):
        return {key: _shortened(one, events) for key, one in value.items()}
    if isinstance(value, list):
        return [_shortened(one, events) for one in value]
    if (
        isinstance(value, str)
        and value.startswith("=")
        and events
        and set(value[1:].split("|")) - {"*"} == set(events)
    ):
        return "=@events|*" if "*" in value else "=@events"
    return value


def _thin_events(sdk: Sdk) -> list[str]:
    return sorted({kind for found in sdk.classes.values() for one in found if (kind := thin_type(one.node))})


def answer(sdk: Sdk, method: Method) -> str:
    """Return an operation's answer: `price`, `list price`, `search price`, `deleted price` or `none`."""
    path, parts = method.service.path, _returned(method.node)
    node, kind = parts[0], ""
    if isinstance(node, ast.Constant):
        return "none"
    if isinstance(node, ast.Subscript):
        kind = {"ListObject": "list", "SearchResultObject": "search"}[name_of(node.value)]
        parts = [part for one in elements(node) for part in alternatives(one)]
    # Of v2, where a tombstone does not say of what; its retrieval does.
    elif name_of(node) == "DeletedObject":
        kind = "deleted"
        parts = next(
            _returned(one)
            for one in method.service.node.body
            if isinstance(one, ast.FunctionDef) and one.name == "retrieve"
        )
    elif (
        method.verb == "DELETE"
        and method.node.name == "delete"
        and _leaves_a_tombstone(sdk.find(name_of(node), path))
    ):
        kind = "deleted"
    return f"{kind} {'|'.join(sdk.object_of(name_of(one), path) for one in parts)}".lstrip()


def _returned(method: ast.FunctionDef) -> list[ast.expr]:
    assert method.returns is not None
    return alternatives(method.returns)


def _leaves_a_tombstone(declared: Declared) -> bool:
    return any(field == "deleted" for field, _, _ in fields(declared.node))


# -- writing -------------------------------------------------------------------------------------------------


def dumped(value: Any, indent: int = 0) -> str:
    """Encode JSON, with values on one line where they fit."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value:
        return flat
    if indent > 0 and len(flat) + indent <= WIDTH and flat.count("{") + flat.count("[") < 3:
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        inner = ",\n".join(f"{pad}{json.dumps(key)}: {dumped(one, indent + 1)}" for key, one in value.items())
        return "{\n" + inner + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + dumped(one, indent + 1) for one in value) + "\n" + " " * indent + "]"


def write(base: Path, parts: list[tuple[Files, dict[str, list[str]], str]]) -> None:
    """Rewrite the folder of a version.

    parts: the declarations of each SDK and the area taken from it; the first area is empty, for all.
    """
    for stale in base.glob("*/*.json"):
        stale.unlink()
    events: dict[str, list[str]] = {}
    for files, names, only in parts:
        events = events or names
        for object, file in files.items():
            if only and area_of(object) != only:
                continue
            path = base / area_of(object) / f"{object}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dumped(file) + "\n", encoding="utf8")
    objects = {}
    for one in sorted(base.glob("*/*.json")):
        content = json.loads(one.read_text(encoding="utf8"))
        rows = [
            [name, row["verb"], row["path"], row["answer"]]
            for name, row in sorted(content["operations"].items())
        ]
        objects[content["object"]] = {"file": f"{one.parent.name}/{one.name}", "operations": rows}
    (base / "_index.json").write_text(dumped({**events, "objects": objects}) + "\n", encoding="utf8")


def clear(base: Path) -> None:
    """Delete all folders and files of versions."""
    for path in base.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def read(base: Path) -> tuple[Files, dict[str, list[str]]]:
    """Read the files of a folder. Returns the same as `collect`."""
    index = json.loads((base / "_index.json").read_text(encoding="utf8"))
    files = {
        name: json.loads((base / row["file"]).read_text(encoding="utf8"))
        for name, row in index.pop("objects").items()
    }
    return files, index


def differing(one: Path, other: Path) -> list[str]:
    """List the files that differ between two folders, or exist in one of them only."""
    names = {path.relative_to(base) for base in (one, other) for path in base.rglob("*.json")}
    content = {
        name: [(base / name).read_bytes() if (base / name).exists() else None for base in (one, other)]
        for name in names
    }
    return sorted(str(name) for name, (mine, theirs) in content.items() if mine != theirs)
