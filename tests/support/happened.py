"""What happened: events, as a test asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from counterfoil.kernel import Document


class Happened(list[str]):
    """The types of events, oldest first, comparable with a plain list. events: the events themselves."""

    def __init__(self, events: Sequence[Document]) -> None:
        super().__init__(event.type for event in events)
        self.events = events

    @property
    def types(self) -> list[str]:
        """The types alone."""
        return list(self)

    def in_order(self, *types: str) -> bool:
        """Whether these types happened in this order. Others may have happened before, between and after."""
        remaining = iter(self)
        return all(type in remaining for type in types)

    def latest(self, type: str) -> Document:
        """The latest event of a type."""
        assert type in self, f"{type} is not among {self}"
        return next(event for event in reversed(self.events) if event.type == type)

    def previous(self, type: str) -> Document:
        """What the latest event of a type says was there before: its previous_attributes."""
        previous: Document = self.latest(type).data.previous_attributes
        return previous
