"""Documents: the objects of the API as plain data, read with a dot."""

from __future__ import annotations

from typing import Any

from counterfoil.kernel import errors

METADATA_KEYS = 50


class Document(dict[str, Any]):
    """A JSON object whose keys also read as attributes. A missing key reads as None: absent and null are one to behaviour.

    Documents are values: never assign into one, ask the Work to `change` it.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        value = self.get(name)
        if type(value) is dict:
            return Document(value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        raise TypeError("documents are values: use work.change")

    def at(self, path: str) -> Any:
        """The value at a dotted path (`recurring.interval`), or None where the path ends early."""
        value: Any = self
        for name in path.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(name)
        return value


def merged(old: Any, new: Any) -> Any:
    """What an update leaves: hashes merge leaf by leaf, everything else is replaced. Source: protocol, form encoding."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    return new


def merged_metadata(old: dict[str, str] | None, new: dict[str, str | None] | None) -> dict[str, str]:
    """Set the keys that were sent, drop those sent empty, keep the rest; None drops all of them. Refuses more than 50 in all."""
    if new is None:
        return {}
    both = {**(old or {}), **new}
    kept = {key: value for key, value in both.items() if value is not None and value != ""}
    if len(kept) > METADATA_KEYS:
        raise errors.invalid(f"Metadata can have up to {METADATA_KEYS} keys, but you've set {len(kept)}.", param="metadata")
    return kept


def previous(old: Any, new: Any) -> dict[str, Any]:
    """The old values of what changed from one document to the next: leaves of hashes, whole lists.

    A key that only the new one has shows as None. Source: API reference, Events, `data.previous_attributes`.
    """
    changed: dict[str, Any] = {}
    for key, value in new.items():
        before = old.get(key)
        if before == value and (key in old or value is None):
            continue
        if isinstance(before, dict) and isinstance(value, dict) and before.get("id") == value.get("id"):
            changed[key] = previous(before, value)
        else:
            changed[key] = before
    for key in old:
        if key not in new:
            changed[key] = old[key]
    return changed
