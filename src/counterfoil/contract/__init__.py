"""The contract: what the API looks like, as data, and the interpreter that reads it.

Its parts are asked by name: `forms.decode`, `params.validate`, `expand.plan` and `.apply`, `search.parse`,
`pagination`, `shapes.problems`, `versions.check` and `.view`; `load` reads a surface.
"""

from __future__ import annotations

from counterfoil.contract import expand, forms, pagination, params, search, shapes, versions
from counterfoil.contract.breaks import Break, breaks
from counterfoil.contract.load import Operation, Shape, Surface, event_types, load
from counterfoil.contract.refusal import Refusal

__all__ = [
    "Break", "Operation", "Refusal", "Shape", "Surface", "breaks", "event_types", "expand", "forms", "load",
    "pagination", "params", "search", "shapes", "versions",
]  # fmt: skip
