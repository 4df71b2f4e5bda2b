"""Amending: apply the entries of amendments and deltas to the fields of a hash in the notation.

An entry removes names (`remove`), sets types of names (`set`) and says which flags names bear (`flags`). A
dotted name reaches into a hash, also one that is in a list or one of several types; `*` means the names of a
map. In `set`, `"+a|b -c"` adds two values to an enum and removes one.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator, Mapping
from typing import Any

FLAGS = "!~?-"
# Together, so that a name is looked up instead of searched for.
BORNE = ("", "?", "-", "!", "~", "-?", "?-", "!~")


def amend(fields: dict[str, Any], entry: Mapping[str, Any], *, keep: str = "") -> None:
    """Apply an entry to fields, in place. keep: flags that names retain. AssertionError for missing names."""
    for path in entry.get("remove", ()):
        at, name = _reach(fields, path)
        del at[named(at, name)]
    for path, kind in entry.get("set", {}).items():
        at, name = _reach(fields, path)
        known = flagged(at, name)
        if isinstance(kind, str) and kind[:1] in ("+", "-"):
            kind = _respelled(at[named(at, name)], kind)
        _put(at, known, _keeping(name, known, keep), copy.deepcopy(kind))
    for path in entry.get("flags", ()):
        at, name = _reach(fields, path)
        known = named(at, name)
        _put(at, known, _keeping(name, known, keep), at[known])


def mark_absent(fields: dict[str, Any], path: str) -> None:
    """Flag a field as possibly absent. AssertionError if it is missing or already flagged."""
    at, name = _reach(fields, path)
    known = named(at, name)
    assert "-" not in known[len(name) :], f"{path} may be absent already"
    at[name + "-" + known[len(name) :]] = at.pop(known)


def named(fields: Mapping[str, Any], name: str) -> str:
    """Return a name with its flags. AssertionError if it is missing."""
    found = flagged(fields, name)
    assert found in fields, f"there is no {name}"
    return found


def flagged(fields: Mapping[str, Any], name: str) -> str:
    """Return a name with its flags, or the name as given if it is missing."""
    bare = name.rstrip(FLAGS)
    for flags in BORNE:
        if bare + flags in fields:
            return bare + flags
    return next((key for key in fields if key.rstrip(FLAGS) == bare), name)


def hash_in(kind: Any) -> dict[str, Any] | None:
    """Return the hash or map that a type is, lists, or has among its alternatives; else None."""
    if isinstance(kind, list):
        return hash_in(kind[0])
    if isinstance(kind, dict) and "|" in kind:
        return next((found for one in kind["|"] if (found := hash_in(one)) is not None), None)
    return kind if isinstance(kind, dict) else None


def spelled(value: Any, enums: Mapping[str, str]) -> Any:
    """Replace named enums in notation: `=@events` is all types of events, `=@versions` all known versions."""
    if isinstance(value, dict):
        return {key: spelled(each, enums) for key, each in value.items()}
    if isinstance(value, list):
        return [spelled(each, enums) for each in value]
    if isinstance(value, str) and value.startswith("=@"):
        head, bar, rest = value.partition("|")
        return enums[head] + bar + rest
    return value


@contextlib.contextmanager
def told_of(amended: str) -> Iterator[None]:
    """Name the operation or object of an entry in assertion errors."""
    try:
        yield
    except (AssertionError, KeyError) as mistake:
        raise AssertionError(f"amendment of {amended}: {mistake}") from mistake


def _reach(fields: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the hash that holds the last name of a path, and that name."""
    at = fields
    *way, name = path.split(".")
    for step in way:
        inner = hash_in(at[named(at, step)])
        assert inner is not None, f"{path} is not in a hash"
        at = inner
    return at, name


def _put(at: dict[str, Any], known: str, name: str, kind: Any) -> None:
    """Set a name in place of its former key, in alphabetic order."""
    at.pop(known, None)
    at[name] = kind
    ordered = sorted(at.items())
    at.clear()
    at.update(ordered)


def _keeping(name: str, known: str, keep: str) -> str:
    kept = "".join(
        flag
        for flag in known[len(known.rstrip(FLAGS)) :]
        if flag in keep and flag not in name[len(name.rstrip(FLAGS)) :]
    )
    return name.rstrip(FLAGS) + kept + name[len(name.rstrip(FLAGS)) :]


def _respelled(kind: Any, change: str) -> Any:
    """Return a type with values added to and removed from its enum."""
    if isinstance(kind, list):
        return [_respelled(kind[0], change)]
    if isinstance(kind, dict):
        return {
            "|": [
                _respelled(one, change) if isinstance(one, list) or one[:1] == "=" else one
                for one in kind["|"]
            ]
        }
    values = kind[1:].split("|")
    in_order = values == sorted(values)
    for part in change.split(" "):
        several = part[1:].split("|")
        values = (
            [*values, *several] if part[0] == "+" else [value for value in values if value not in several]
        )
    return "=" + "|".join(sorted(set(values)) if in_order else dict.fromkeys(values))
