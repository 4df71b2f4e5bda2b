"""Events that a block holds back: those of one change come first, and as one event for each object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from counterfoil.kernel.document import previous

CREATED, UPDATED = ".created", ".updated"

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_encode = msgspec.json.Encoder(decimal_format="number").encode


class Held(NamedTuple):
    """An event before it is stored. text, before: the object and `previous_attributes` as JSON."""

    type: str
    object: Mapping[str, Any]
    text: str
    before: str | None


class HeldEvents:
    """The events of a block.

    originals: objects as they were before the block first changed them, by type and id; None for those that
    it created.
    """

    __slots__ = ("events", "originals")

    def __init__(self) -> None:
        self.events: list[Held] = []
        self.originals: dict[tuple[str, str], Mapping[str, Any] | None] = {}

    def ordered(self, first: str, visible: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> list[Held]:
        """Return the events, those of one type first. visible: shows an object without what it hides.

        The updates of an object are one event of this type. It has the last state of the object, and
        `previous_attributes` of the whole change: none is stored where nothing is different in the end.
        Updates before the creation of their object are part of it.
        """
        of_type = {id: at for at, (id, type) in enumerate(map(_what, self.events)) if type == first}
        found: list[Held] = []
        for at, one in enumerate(self.events):
            id, type = _what(one)
            if first.endswith(CREATED) and type == f"{first.removesuffix(CREATED)}{UPDATED}":
                if at > of_type.get(id, -1):
                    found.append(one)
            elif type != first or one.before is None:
                found.append(one)
            elif at == of_type[id]:
                found += self._whole(one, visible)
        return sorted(found, key=lambda one: one.type != first)

    def _whole(self, one: Held, visible: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> list[Held]:
        """Return the event of all that the block changed of an object, if anything did."""
        original = self.originals.get((one.object["object"], one.object["id"]))
        if original is None:
            return [one]
        before = previous(_decode(_encode(visible(original))), _decode(one.text))
        return [one._replace(before=_encode(before).decode())] if before else []


def _what(one: Held) -> tuple[Any, str]:
    return one.object.get("id"), one.type
