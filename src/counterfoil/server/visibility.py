"""Visibility: what a key may see of a finished answer, in the caller's version and expanded.

A secret key sees everything. A publishable key sees what a browser needs. A restricted or ephemeral key sees
the object of its call; objects that expansion or a version added need permissions of their own. Source:
protocol, section 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec

from counterfoil.contract import shapes
from counterfoil.contract.load import Surface
from counterfoil.contract.shapes import Array, Choice, Hash, Inline, Map, Nested, Property, Reference, Type
from counterfoil.kernel.errors import Refusal
from counterfoil.server import permissions, rendering
from counterfoil.server.authentication import Caller
from counterfoil.server.dispatch import Dispatch

# What a browser may see of an intent: never metadata, customer, charges or money that moved.
INTENTS = ("payment_intent", "setup_intent")
REDUCED = frozenset(
    "id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method"
    " client_secret confirmation_method created currency description last_payment_error livemode next_action"
    " payment_method payment_method_configuration_details payment_method_types processing receipt_email"
    " setup_future_usage shipping source status usage last_setup_error".split()
)
# What a browser may see inside of other objects; all else stays an id.
WITHIN = frozenset((*INTENTS, "bank_account", "card", "payment_method"))
LISTS = ("list", "search_result")


class Visibility:
    """Filters answers by caller."""

    def __init__(self, surface: Surface, dispatch: Dispatch) -> None:
        self.surface = surface
        self.dispatch = dispatch
        operations = surface.operations.values()
        nouns = {permissions.noun_of(operation) for operation in operations}
        # object -> the permissions that read it, by itself or among others; none for what is only ever a part
        # of something.
        self._readers = {
            name: [noun] for name in surface.objects if (noun := name.replace(".", "_")) in nouns
        }
        for operation in operations:
            for name in operation.objects if operation.verb == "GET" else ():
                readers, noun = self._readers.setdefault(name, []), permissions.noun_of(operation)
                if noun not in readers:
                    readers.append(noun)

    def show(self, caller: Caller, account: str, answer: Any) -> Any:
        """Return an answer without what the caller may not see. 403 for restricted and ephemeral keys."""
        if caller.kind == "publishable":
            return self._to_browser(answer)
        if not caller.sees_all:
            for added in self._added(answer, None, False):
                permissions.check_seen(
                    caller, added["object"], self._readers.get(added["object"], ()), account
                )
        return answer

    def of_error(self, caller: Caller, account: str, extra: Mapping[str, Any]) -> dict[str, Any]:
        """Return the objects of an error that the caller may see. Errors themselves are always shown."""
        shown: dict[str, Any] = {}
        for name, each in extra.items():
            with suppress(Refusal):
                shown |= self.show(caller, account, {name: each})
        return shown

    def replayed(self, caller: Caller, account: str, body: bytes) -> bytes:
        """Filter a stored answer for a caller who may see less than the first one. 403 as `show`."""
        kept = msgspec.json.decode(body)
        if "error" in kept:
            return rendering.encode({"error": self.of_error(caller, account, kept["error"])})
        return rendering.encode(self.show(caller, account, kept))

    # -- browsers --------------------------------------------------------------------------------------------

    def _to_browser(self, value: Any, *, within: bool = False) -> Any:
        if isinstance(value, list):
            return [self._to_browser(each, within=within) for each in value]
        if not isinstance(value, dict):
            return value
        name = value.get("object")
        if name in INTENTS:
            value = {key: each for key, each in value.items() if key in REDUCED}
        elif within and "id" in value and name in self.surface.objects and name not in WITHIN:
            return value["id"]
        shown = {
            key: self._to_browser(each, within=name not in LISTS)
            for key, each in value.items()
            if key != "metadata"
        }
        if shown.get("customer"):
            shown["customer"] = None
        return shown

    # -- what an answer holds --------------------------------------------------------------------------------

    def _added(self, value: Any, type_: Type | None, added: bool) -> Iterator[dict[str, Any]]:
        """Yield the objects in a value that are no part of their parent. added: `value` is one itself."""
        if isinstance(value, list):
            for each in value:
                yield from self._added(each, type_.of if isinstance(type_, Array) else type_, added)
            return
        if not isinstance(value, dict):
            return
        name = value.get("object")
        if name in LISTS:
            yield from self._added(value["data"], None, added)
            return
        known: Mapping[str, Property] | None = None
        absent_fields: frozenset[str] = frozenset()
        if isinstance(name, str) and name in self.surface.objects:
            if added:
                yield value
            if name == "event":
                return  # its data.object is part of it
            known, absent_fields = shapes.of_object(self.surface, name), self._absent_fields(name)
        elif isinstance(type_, Hash):
            known = type_.properties
        for key, each in value.items():
            if type(each) is not dict and type(each) is not list:
                continue
            if isinstance(type_, Map) and known is None:
                yield from self._added(each, type_.of, added)
            elif known is None:
                yield from self._added(each, None, added)
            elif key not in known:
                yield from self._added(each, None, True)  # a version shows more than the shape
            else:
                yield from self._added(
                    each, _structure(known[key].type), key in absent_fields or _is_added(known[key])
                )

    def _absent_fields(self, name: str) -> frozenset[str]:
        """Return the fields of an object that only expansion adds."""
        resource = self.dispatch.resource(name)
        assert resource is not None, "the surface has a shape of it"
        return resource.hidden | resource.includable.keys()


def _is_added(about: Property) -> bool:
    """Return whether only expansion puts objects into a field: references, and lists absent otherwise."""
    types = _alternatives(about.type)
    if any(isinstance(each, Nested) for each in types):
        return about.absent
    return any(isinstance(each, Reference) for each in types) and not any(
        isinstance(each, Inline) for each in types
    )


def _alternatives(type_: Type) -> list[Type]:
    if isinstance(type_, Array):
        return _alternatives(type_.of)
    return (
        [inner for each in type_.of for inner in _alternatives(each)]
        if isinstance(type_, Choice)
        else [type_]
    )


def _structure(type_: Type) -> Type:
    """Return the alternative of a choice that has fields, if any, else the choice."""
    if isinstance(type_, Choice):
        return next((each for each in type_.of if isinstance(each, Hash | Map)), type_)
    return type_
