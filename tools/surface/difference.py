"""The difference of two surfaces, for the author of a version's view: one line a change, grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from counterfoil.contract.breaks import leaves
from tools.surface.deltas import SAME_ON_THE_WIRE, Declared

OFTEN = 4  # the same values in so many places are told once


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Compare two hashes of the notation. One line per change.

    The contents of added and removed hashes are left out.
    """
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
        if was.kind != now.kind and {was.kind, now.kind} not in SAME_ON_THE_WIRE:
            lines.append((path, f"~ {path}: {was.kind} -> {now.kind}"))
        if was.values and now.values and was.values != now.values:
            told = [f"+{value}" for value in sorted(now.values - was.values)] + [
                f"-{value}" for value in sorted(was.values - now.values)
            ]
            lines.append((path, f"~ {path}: values {' '.join(told)}"))
        for flag in sorted(was.flags ^ now.flags):
            lines.append((path, f"~ {path}: {'now' if flag in now.flags else 'no longer'} {flag}"))
    return [line for _, line in sorted(lines)]


def report(old: Declared, new: Declared) -> Iterator[str]:
    """Yield the lines of a difference: operations, parameters, shapes, events."""
    both = old.operations.keys() & new.operations.keys()
    params = {
        name: compare(old.operations[name]["params"], new.operations[name]["params"]) for name in sorted(both)
    }
    shapes = {
        name: compare(old.shapes[name], new.shapes[name])
        for name in sorted(old.shapes.keys() & new.shapes.keys())
    }
    often = _often([params, shapes])
    yield from _section("operations", _operations(old.operations, new.operations))
    yield from _section("parameters", _grouped(params, often))
    yield from _section("objects", _names(old.shapes, new.shapes))
    yield from _section("shapes", _grouped(shapes, often))
    yield from _section(
        "values in many places", [f"{values}: {count}" for values, count in sorted(often.items())]
    )
    yield from _section("events", _names(old.events, new.events))
    yield from _section("thin events", _names(old.thin_events, new.thin_events))


def _names(old: Iterable[str], new: Iterable[str]) -> list[str]:
    earlier, since = set(old), set(new)
    return [
        *(f"+ {one}" for one in sorted(since - earlier)),
        *(f"- {one}" for one in sorted(earlier - since)),
    ]


def _often(changes: Sequence[dict[str, list[str]]]) -> dict[str, int]:
    """Count changes of values that occur in many places."""
    counted = Counter(_values(line) for group in changes for lines in group.values() for line in lines)
    return {values: count for values, count in counted.items() if values and count >= OFTEN}


def _values(line: str) -> str:
    return line.partition(": values ")[2]


def _operations(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    lines = [f"+ {name}: {now[name]['verb']} {now[name]['path']}" for name in sorted(now.keys() - was.keys())]
    lines += [
        f"- {name}: {was[name]['verb']} {was[name]['path']}" for name in sorted(was.keys() - now.keys())
    ]
    for name in sorted(was.keys() & now.keys()):
        for fact in ("verb", "path", "answer"):
            if was[name][fact] != now[name][fact]:
                lines.append(f"~ {name}: {fact} {was[name][fact]} -> {now[name][fact]}")
    return lines


def _grouped(changes: dict[str, list[str]], often: Container[str]) -> list[str]:
    kept = {name: [line for line in found if _values(line) not in often] for name, found in changes.items()}
    return [line for name, found in kept.items() if found for line in (name, *(f"  {one}" for one in found))]


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
