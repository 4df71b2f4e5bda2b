"""Documents of the newest shape, made by hand, and a store of them that changes of versions may ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from counterfoil.contract import defaults, forms, load, params, shapes, versions
from counterfoil.contract.refusal import Refusal
from tests.support import contract
from tests.support.client import flatten

NOW = 1735689600  # 2025-01-01 00:00 UTC
BEFORE_BASIL = "2025-02-24.acacia"
BEFORE_CLOVER = "2025-08-27.basil"
BEFORE_DAHLIA = "2026-02-25.clover"
BEFORE_ENDIVE = "2026-08-26.dahlia"


def document(object: str, id: str | None = None, **values: Any) -> dict[str, Any]:
    """Make a document with every field of its shape: as given, else null, else the emptiest of its type."""
    newest = load(versions.NEWEST)
    known = shapes.of_object(newest, object)
    sent = {"id": id or f"{object}_1"} if "id" in known else {}
    for name, about in known.items():
        if isinstance(about.type, shapes.Reference) and not about.nullable and not about.absent:
            sent[name] = f"{name}_1"
    return {**defaults.whole(newest, object, {**sent, **values}, NOW), **values}


def listing(*items: Mapping[str, Any]) -> dict[str, Any]:
    """A list object, as one stands in another object."""
    return {"object": "list", "data": [*items], "has_more": False, "url": "/v1/here"}


class Store:
    """An `Ask` of documents, whose names with an underscore are hidden."""

    def __init__(self, version: str, *documents: Mapping[str, Any]) -> None:
        self.view = versions.view(version)
        self.documents = [dict(each) for each in documents]

    def find(self, object: str, id: str | None) -> dict[str, Any] | None:
        found = self._stored(object, id)
        return None if found is None else _visible(found)

    def seen(self, object: str, id: str | None) -> dict[str, Any] | None:
        found = self.find(object, id)
        return None if found is None else self.view.answer(found, self)

    def first(self, object: str, **equal: Any) -> dict[str, Any] | None:
        return next(iter(self.every(object, **equal)), None)

    def every(self, object: str, **equal: Any) -> list[dict[str, Any]]:
        return [
            _visible(each)
            for each in reversed(self.documents)
            if each["object"] == object and equal.items() <= each.items()
        ]

    def listed(self, answer: Mapping[str, Any], collection: str) -> dict[str, Any] | None:
        return None

    def hidden(self, answer: Mapping[str, Any], name: str) -> Any:
        found = self._stored(answer["object"], answer.get("id"))
        return None if found is None else found.get(name)

    def _stored(self, object: str, id: str | None) -> dict[str, Any] | None:
        return next(
            (each for each in self.documents if id and (each["object"], each.get("id")) == (object, id)), None
        )


def _visible(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if not name.startswith("_")}


def shown(version: str, document: Mapping[str, Any], *others: Mapping[str, Any]) -> dict[str, Any]:
    """View a document at a version and check its shape. others: further stored documents, oldest first."""
    store = Store(version, *others, document)
    answer = store.view.answer(_visible(document), store)
    problems = contract.problems(version, document["object"], answer)
    assert not problems, problems
    return answer


def meant(
    version: str,
    operation: str,
    *stored: Mapping[str, Any],
    ids: Mapping[str, str] | None = None,
    **sent: Any,
) -> dict[str, Any]:
    """Convert a version's parameters and check that the newest takes them. stored: objects it may read."""
    store = Store(version, *stored)
    found = store.view.request(load(version).operations[operation], sent, store, ids)
    operations = load(versions.NEWEST).operations
    # Upcoming invoices became previews.
    newest = operations.get(operation, operations["invoices.create_preview"])
    written = {name: value for name, value in found.items() if name != "limit"}
    try:
        if newest.version_train == "v2":
            params.validate_json(newest, written)
        else:
            params.validate(newest, forms.decode(urlencode(flatten(written)).encode()))
    except Refusal as refusal:
        assert refusal.code == "parameter_missing", f"{refusal.message} ({refusal.param})"
    return found
