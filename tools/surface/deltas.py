"""Deltas: how a version's surface differs from the next newer one, in the notation of amendments.

Applied to the newer surface, a delta gives the older one exactly, except for what callers cannot tell apart:
types that are the same on the wire are those of the newer version (decimals used to be declared as text, and
times are recognized by descriptions, which were reworded), and enums in answers keep the values that were
added since, as answers do.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from counterfoil.contract.amending import FLAGS, amend, flagged, hash_in
from counterfoil.contract.breaks import leaves
from tools.surface.tree import Files, area_of

Entry = dict[str, Any]
SAME_ON_THE_WIRE = ({"string", "decimal"}, {"integer", "timestamp"})


class Declared(NamedTuple):
    """A declared surface: operations by name, shapes of objects, types of events."""

    operations: dict[str, dict[str, Any]]
    shapes: dict[str, dict[str, Any]]
    events: list[str]
    thin_events: list[str]


def declared(files: Files, events: dict[str, list[str]]) -> Declared:
    """Return the surface of files."""
    operations = {name: one for file in files.values() for name, one in file["operations"].items()}
    shapes = {object: file["shape"] for object, file in files.items()}
    return Declared(operations, shapes, events["events"], events["thin_events"])


def with_area(surface: Declared, other: Declared, area: str) -> Declared:
    """Return a surface with an area of another one."""

    def mixed(mine: dict[str, Any], others: dict[str, Any], object: Any) -> dict[str, Any]:
        own = {name: one for name, one in mine.items() if area_of(object(name, one)) != area}
        return own | {name: one for name, one in others.items() if area_of(object(name, one)) == area}

    operations = mixed(surface.operations, other.operations, lambda name, one: one["answer"].split(" ")[-1])
    return surface._replace(
        operations=operations, shapes=mixed(surface.shapes, other.shapes, lambda name, one: name)
    )


def aligned(old: Declared, new: Declared) -> Declared:
    """Return the older surface with the newer one's types where callers see no difference."""
    operations = {}
    for name, one in old.operations.items():
        params = (
            _aligned(one["params"], new.operations[name]["params"], False)
            if name in new.operations
            else one["params"]
        )
        operations[name] = {**one, "params": params}
    shapes = {
        object: _aligned(fields, new.shapes[object], True) if object in new.shapes else fields
        for object, fields in old.shapes.items()
    }
    return old._replace(operations=operations, shapes=shapes)


def _aligned(old: Any, new: Any, answered: bool) -> Any:
    if isinstance(old, str) and isinstance(new, str):
        if {old, new} in SAME_ON_THE_WIRE:
            return new
        both = answered and old[:1] == new[:1] == "=" and "=@" not in (old[:2], new[:2])
        return "=" + "|".join(sorted({*old[1:].split("|"), *new[1:].split("|")})) if both else old
    if isinstance(old, list) and isinstance(new, list):
        return [_aligned(old[0], new[0], answered)]
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old
    if "|" in old or "|" in new:
        same = "|" in old and "|" in new and len(old["|"]) == len(new["|"])
        return (
            {"|": [_aligned(mine, other, answered) for mine, other in zip(old["|"], new["|"], strict=True)]}
            if same
            else old
        )
    others = {key.rstrip(FLAGS): kind for key, kind in new.items()}
    return {
        key: _aligned(kind, others[key.rstrip(FLAGS)], answered) if key.rstrip(FLAGS) in others else kind
        for key, kind in old.items()
    }


# -- the difference ------------------------------------------------------------------------------------------


def delta(old: Declared, new: Declared) -> list[Entry]:
    """Return the entries that convert the newer surface to the older one."""
    whole: Entry = {
        "gone": sorted(new.operations.keys() - old.operations.keys()),
        "objects_gone": sorted(new.shapes.keys() - old.shapes.keys()),
        "events_gone": sorted(set(new.events) - set(old.events)),
        "thin_events_gone": sorted(set(new.thin_events) - set(old.thin_events)),
        "events": sorted(set(old.events) - set(new.events)),
        "thin_events": sorted(set(old.thin_events) - set(new.thin_events)),
    }
    entries = [{key: names for key, names in whole.items() if names}]
    for name, one in sorted(old.operations.items()):
        newer = new.operations.get(name)
        if newer is None:
            entries.append({"operation": name, **one})
            continue
        facts = {fact: one[fact] for fact in ("verb", "path", "answer") if one[fact] != newer[fact]}
        entries.append({"operation": name, **facts, **changes(one["params"], newer["params"])})
    for object, fields in sorted(old.shapes.items()):
        if object in new.shapes:
            entries.append({"object": object, **changes(fields, new.shapes[object])})
        else:
            entries.append({"object": object, "shape": fields})
    return [entry for entry in entries if entry.keys() - {"operation", "object"}]


def changes(old: dict[str, Any], new: dict[str, Any]) -> Entry:
    """Return the entry with which `amend` converts newer fields to older ones."""
    found: Entry = {"remove": [], "set": {}, "flags": []}
    _differ(old, new, "", found)
    return {key: value for key, value in found.items() if value}


def _differ(old: dict[str, Any], new: dict[str, Any], at: str, found: Entry) -> None:
    before = {key.rstrip(FLAGS): key for key in old}
    after = {key.rstrip(FLAGS): key for key in new}
    found["remove"] += [at + name for name in after if name not in before]
    for name, key in before.items():
        if name not in after:
            found["set"][at + key] = old[key]
            continue
        kind, newer = old[key], new[after[name]]
        said = _respelling(kind, newer)
        if kind != newer and said:
            found["set"][at + key] = said
        elif kind != newer and _inside(kind) == _inside(newer) is not None:
            _differ(hash_in(kind) or {}, hash_in(newer) or {}, f"{at}{name}.", found)
        elif kind != newer:
            found["set"][at + key] = kind
            continue
        if key != after[name] and at + key not in found["set"]:
            found["flags"].append(at + key)


def _inside(kind: Any) -> Any:
    """Return a type with its hash replaced by a mark; None without a hash that names can reach into."""
    if isinstance(kind, list):
        inner = _inside(kind[0])
        return None if inner is None else [inner]
    if isinstance(kind, dict) and "|" in kind:
        inner = [one if isinstance(one, str) else _inside(one) for one in kind["|"]]
        return None if None in inner or all(isinstance(one, str) for one in kind["|"]) else {"|": inner}
    return "{}" if isinstance(kind, dict) else None


def _respelling(old: Any, new: Any) -> str:
    """Return how an enum's values differ, also in lists and alternatives; empty if something else differs."""
    if isinstance(old, list) and isinstance(new, list):
        return _respelling(old[0], new[0])
    if (
        isinstance(old, dict)
        and isinstance(new, dict)
        and "|" in old
        and "|" in new
        and len(old["|"]) == len(new["|"])
    ):
        differing = [(mine, other) for mine, other in zip(old["|"], new["|"], strict=True) if mine != other]
        enums = [one for one in new["|"] if isinstance(one, list) or isinstance(one, str) and one[:1] == "="]
        return _respelling(*differing[0]) if len(differing) == 1 and len(enums) == 1 else ""
    if not (
        isinstance(old, str)
        and isinstance(new, str)
        and old[:1] == new[:1] == "="
        and "=@" not in (old[:2], new[:2])
    ):
        return ""
    mine, other = old[1:].split("|"), new[1:].split("|")
    told = [
        ("+", [value for value in mine if value not in other]),
        ("-", [value for value in other if value not in mine]),
    ]
    return " ".join(sign + "|".join(values) for sign, values in told if values)


def mark_lost(entries: list[Entry], older: Sequence[Declared]) -> None:
    """Mark the removed names that even older versions have: lost for a while, not added later."""
    for entry in entries:
        shapes = [
            surface.shapes[entry["object"]] for surface in older if entry.get("object") in surface.shapes
        ]
        lost = [path for path in entry.get("remove", ()) if any(_has(fields, path) for fields in shapes)]
        if shapes and lost:
            entry["lost"] = lost


def _has(fields: dict[str, Any], path: str) -> bool:
    name, _, rest = path.partition(".")
    key = flagged(fields, name)
    inner = hash_in(fields[key]) if key in fields and rest else None
    return key in fields and (not rest or inner is not None and _has(inner, rest))


def applied(new: Declared, entries: list[Entry]) -> Declared:
    """Apply a delta to the newer surface. Returns the older one."""
    whole = next((entry for entry in entries if not entry.keys() & {"operation", "object"}), {})
    operations = {name: one for name, one in new.operations.items() if name not in whole.get("gone", ())}
    shapes = {
        object: fields for object, fields in new.shapes.items() if object not in whole.get("objects_gone", ())
    }
    for entry in entries:
        name, object = entry.get("operation"), entry.get("object")
        if name and "params" in entry:
            operations[name] = {key: entry[key] for key in ("verb", "path", "answer", "params")}
        elif name:
            params = copy.deepcopy(operations[name]["params"])
            amend(params, entry)
            operations[name] = {
                **operations[name],
                **{key: entry[key] for key in ("verb", "path", "answer") if key in entry},
                "params": params,
            }
        elif object and "shape" in entry:
            shapes[object] = entry["shape"]
        elif object:
            shapes[object] = copy.deepcopy(shapes[object])
            amend(shapes[object], entry)
    events = sorted({*new.events, *whole.get("events", ())} - set(whole.get("events_gone", ())))
    thin = sorted({*new.thin_events, *whole.get("thin_events", ())} - set(whole.get("thin_events_gone", ())))
    return Declared(operations, shapes, events, thin)


# -- the proof -----------------------------------------------------------------------------------------------


def differing(found: Declared, wanted: Declared) -> list[str]:
    """List the differences of two surfaces."""
    lines = []
    for part in ("operations", "shapes"):
        mine, others = getattr(found, part), getattr(wanted, part)
        lines += [
            name
            for name in sorted(mine.keys() | others.keys())
            if _bytes(mine.get(name)) != _bytes(others.get(name))
        ]
    return lines + [
        part for part in ("events", "thin_events") if getattr(found, part) != getattr(wanted, part)
    ]


def _bytes(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True).encode()


def answers(newest: Declared, deltas: list[list[Entry]]) -> dict[str, dict[str, Any]]:
    """Return the shapes of an older version's answers: the newest, plus what was removed since.

    deltas: newest first.
    """
    entries = [entry for delta in deltas for entry in delta if "object" in entry]
    kept = [{**entry, "remove": entry.get("lost", [])} for entry in entries]
    return applied(newest, kept).shapes


def unanswered(shown: dict[str, dict[str, Any]], wanted: Declared) -> list[str]:
    """List the fields of a surface that answers lack or show in another form."""
    lines = []
    for object, fields in wanted.shapes.items():
        after = dict(leaves(shown[object]))
        for path, leaf in leaves(fields):
            now = after.get(path)
            if (
                now is None
                or now.kind != leaf.kind
                or not leaf.values <= now.values
                or "nullable" in now.flags - leaf.flags
            ):
                lines.append(f"{object}.{path}")
    return lines
