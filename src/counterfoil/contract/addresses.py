"""Addresses: the URL at which an object is retrieved, by the operations of a surface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.contract.load import Surface
from counterfoil.contract.operations import Operation


class Addresses:
    """The addresses of the objects of one surface."""

    def __init__(self, surface: Surface) -> None:
        self._operations: dict[str, Operation] = {}
        for operation in surface.operations.values():
            read = (
                operation.verb == "GET"
                and operation.answer_kind == "object"
                and operation.name.endswith(".retrieve")
            )
            # A discount is not retrieved alone: its address is that at which it is deleted.
            if len(operation.objects) == 1 and (read or operation.objects == ("discount",)):
                known = self._operations.get(operation.objects[0])
                if known is None or len(operation.path_params) < len(known.path_params):
                    self._operations[operation.objects[0]] = operation

    def related(self, object: Mapping[str, Any]) -> dict[str, str] | None:
        """Return an object as a thin event refers to it: type, url, and id if the url ends in one."""
        operation = self._operations.get(object.get("object", ""))
        if operation is None:
            return None
        path, own = operation.path, operation.path.endswith("}")
        *parents, last = operation.path_params or ("",)
        values = {name: object.get(name) for name in (parents if own else operation.path_params)}
        if own:
            values[last] = object.get("id")
        for name, value in values.items():
            if not isinstance(value, str):
                return None
            path = path.replace(f"{{{name}}}", value)
        return {**({"id": object["id"]} if own else {}), "type": object["object"], "url": path}
