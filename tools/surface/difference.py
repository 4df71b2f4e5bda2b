"""What changed between two surfaces, for a reader who writes the view of a version: one line a change, grouped by operation and object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tools.surface.tree import Files

FLAGS = {"!": "required", "~": "unsettable", "?": "nullable"}


class Leaf(NamedTuple):
    """A parameter or field: its type in a word or two, the values of its enum, and what its flags say."""

    kind: str
    values: frozenset[str]
    flags: frozenset[str]

    def __str__(self) -> str:
        told = f"one of {', '.join(sorted(self.values))}" if self.values else self.kind
        return " ".join([told, *(f"({flag})" for flag in sorted(self.flags))])


def leaves(notation: dict[str, Any], at: str = "") -> Iterator[tuple[str, Leaf]]:
    """(path, leaf) of every name in a hash of the notation, however deep; `items[].price` is in a list, `currency_options.*` in a map."""
    for flagged, kind in notation.items():
        name = flagged.rstrip("!~?-")
        path = f"{at}{name}"
        yield path, Leaf(_told(kind), _values(kind), frozenset(FLAGS[flag] for flag in flagged[len(name) :] if flag in FLAGS))
        yield from _inside(kind, path)


def _inside(kind: Any, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(kind, list):
        yield from _inside(kind[0], f"{path}[]")
    elif isinstance(kind, dict) and "|" in kind:
        for one in kind["|"]:
            yield from _inside(one, path)
    elif isinstance(kind, dict) and "*" in kind:
        yield from _inside(kind["*"], f"{path}.*")
    elif isinstance(kind, dict):
        yield from leaves(kind, f"{path}.")


def _told(kind: Any) -> str:
    if isinstance(kind, list):
        return f"list of {_told(kind[0])}"
    if isinstance(kind, dict):
        if "|" in kind:
            return " or ".join(_told(one) for one in kind["|"])
        return f"map of {_told(kind['*'])}" if "*" in kind else "hash"
    return "enum" if kind.startswith("=") else kind


def _values(kind: Any) -> frozenset[str]:
    if isinstance(kind, list):
        return _values(kind[0])
    if isinstance(kind, dict):
        return frozenset().union(*(_values(one) for one in kind["|"])) if "|" in kind else frozenset()
    return frozenset(kind[1:].split("|")) if kind.startswith("=") else frozenset()


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The changes from one hash of the notation to another. What lies inside an added or removed hash goes without saying."""
    before, after = dict(leaves(old)), dict(leaves(new))
    lines: list[tuple[str, str]] = []
    for mine, others, sign in ((after, before, "+"), (before, after, "-")):
        said: list[str] = []
        for path, leaf in mine.items():
            if path in others:
                continue
            if not any(path.startswith((f"{parent}.", f"{parent}[")) for parent in said):
                said.append(path)
                lines.append((path, f"{sign} {path}: {leaf}"))
    for path in before.keys() & after.keys():
        was, now = before[path], after[path]
        if was.kind != now.kind:
            lines.append((path, f"~ {path}: {was.kind} -> {now.kind}"))
        if was.values and now.values and was.values != now.values:
            told = [f"+{value}" for value in sorted(now.values - was.values)] + [f"-{value}" for value in sorted(was.values - now.values)]
            lines.append((path, f"~ {path}: values {' '.join(told)}"))
        for flag in sorted(was.flags ^ now.flags):
            lines.append((path, f"~ {path}: {'now' if flag in now.flags else 'no longer'} {flag}"))
    return [line for _, line in sorted(lines)]


def report(old: tuple[Files, dict[str, list[str]]], new: tuple[Files, dict[str, list[str]]]) -> Iterator[str]:
    """The lines of the whole difference: operations, parameters, shapes, events."""
    (before, names), (after, later) = old, new
    was = {name: one for file in before.values() for name, one in file["operations"].items()}
    now = {name: one for file in after.values() for name, one in file["operations"].items()}
    yield from _section("operations", _operations(was, now))
    changed = {name: compare(was[name]["params"], now[name]["params"]) for name in sorted(was.keys() & now.keys())}
    yield from _section("parameters", _grouped(changed))
    whole = [f"+ {name}" for name in sorted(after.keys() - before.keys())] + [f"- {name}" for name in sorted(before.keys() - after.keys())]
    yield from _section("objects", whole)
    shapes = {name: compare(before[name]["shape"], after[name]["shape"]) for name in sorted(before.keys() & after.keys())}
    yield from _section("shapes", _grouped(shapes))
    for kind in ("events", "thin_events"):
        earlier, since = set(names.get(kind, ())), set(later.get(kind, ()))
        yield from _section(
            kind.replace("_", " "), [*(f"+ {one}" for one in sorted(since - earlier)), *(f"- {one}" for one in sorted(earlier - since))]
        )


def _operations(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    lines = [f"+ {name}: {now[name]['verb']} {now[name]['path']}" for name in sorted(now.keys() - was.keys())]
    lines += [f"- {name}: {was[name]['verb']} {was[name]['path']}" for name in sorted(was.keys() - now.keys())]
    for name in sorted(was.keys() & now.keys()):
        for fact in ("verb", "path", "answer"):
            if was[name][fact] != now[name][fact]:
                lines.append(f"~ {name}: {fact} {was[name][fact]} -> {now[name][fact]}")
    return lines


def _grouped(changes: dict[str, list[str]]) -> list[str]:
    return [line for name, found in changes.items() if found for line in (name, *(f"  {one}" for one in found))]


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
