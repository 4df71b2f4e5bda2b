"""Documents: the objects of the API as plain data with attribute access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from counterfoil.kernel import errors

METADATA_KEYS = 50

T = TypeVar("T")


if TYPE_CHECKING:
    _Fields = Mapping[str, Any]
else:
    _Fields = dict


class Document(_Fields):
    """A JSON object whose keys can be read as attributes. A missing key reads as None, like null.

    Documents are values: assigning into one raises. `Work.change` stores new values. For the type checker,
    which knows the attributes by the object's shape (`kernel.shapes`), a document is a Mapping.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def __init__(self, fields: Mapping[str, Any] = ..., /, **more: Any) -> None: ...
        def __getitem__(self, key: str) -> Any: ...
        def __iter__(self) -> Iterator[str]: ...
        def __len__(self) -> int: ...
        def __or__(self, other: Mapping[str, Any]) -> dict[str, Any]: ...

    else:

        def __getattr__(self, name):
            value = self.get(name)
            kind = type(value)
            if kind is dict:
                return Document(value)
            if kind is list and value and type(value[0]) is dict:
                return [Document(each) for each in value]
            return value

        def _refuse(self, *_, **__):
            raise TypeError("documents are values: use work.change")

        __setattr__ = __delattr__ = __setitem__ = __delitem__ = __ior__ = _refuse
        update = pop = popitem = setdefault = clear = _refuse

    def at(self, path: str) -> Any:
        """Return the value at a dotted path (`recurring.interval`), or None if any part of it is missing."""
        value: Any = self
        for name in path.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(name)
        return value


def present(value: T | None) -> T:
    """Return the value of a field that may be null, where the page's rules say that it is not."""
    assert value is not None, "this field has a value by now"
    return value


def merged(old: Any, new: Any) -> Any:
    """Apply an update: merge hashes recursively, replace everything else. Source: protocol, form encoding."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    return new


def merged_metadata(old: Mapping[str, str] | None, new: Mapping[str, str | None] | None) -> dict[str, str]:
    """Update metadata: set the keys sent, remove those sent empty, keep the rest. None removes all.

    Refuses (400) more than 50 keys in the result.
    """
    if new is None:
        return {}
    both = {**(old or {}), **new}
    result = {key: value for key, value in both.items() if value is not None and value != ""}
    if len(result) > METADATA_KEYS:
        message = f"Metadata can have up to {METADATA_KEYS} keys, but you've set {len(result)}."
        raise errors.invalid(message, param="metadata")
    return result


def previous(old: Any, new: Any) -> dict[str, Any]:
    """Return the old values of the fields that changed: hashes field by field, lists whole.

    A key that only `new` has is None. Source: API reference, Events, `data.previous_attributes`.
    """
    changed: dict[str, Any] = {}
    for key, value in new.items():
        before = old.get(key)
        if (before is value or before == value) and (key in old or value is None):
            continue
        if isinstance(before, dict) and isinstance(value, dict) and before.get("id") == value.get("id"):
            changed[key] = previous(before, value)
        else:
            changed[key] = before
    for key in old:
        if key not in new:
            changed[key] = old[key]
    return changed
