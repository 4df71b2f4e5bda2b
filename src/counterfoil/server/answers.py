"""Answers: what an operation came to, expanded as it was asked and seen as the request's version sees it.

Objects at rest are kept as the JSON of their own GET, so where nothing is expanded and no other version asked, nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counterfoil.contract import expand, pagination, versions
from counterfoil.kernel import Content, Document, House, Listing, Resource, Space, Work, errors
from counterfoil.kernel.port import Page
from counterfoil.server import rendering
from counterfoil.server.dispatch import Bound, Dispatch
from counterfoil.server.request import Answer, Request
from counterfoil.server.visibility import Visibility


class Answers:
    """Renders what actions return."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.visibility = Visibility(dispatch.surface, dispatch)

    def plain(self, session: Any, bound: Bound, space: Space, id: str) -> Answer:
        """The stored text is the answer."""
        resource = bound.resource
        assert resource is not None, "plain retrieves are about a resource"
        found = session.text(resource.table, space, id)
        if found is None or (found[1] and not resource.stub_readable):
            raise errors.missing(resource.noun, id, param=resource.path_param or bound.operation.path_params[-1])
        return Answer(200, found[0].encode())

    def render(self, work: Work, request: Request, bound: Bound, result: Any, plan: Any, version: str | None) -> Answer:
        """The answer that tells of a result: a document, a list of them, a mapping, bytes, or an answer already made."""
        if isinstance(result, Answer):
            return result
        if isinstance(result, Content):
            return Answer(200, result.body, result.headers, result.type.encode())
        if isinstance(result, Listing):
            return self._list(work, request, result, plan, version, bound)
        if isinstance(result, Document):
            resource = Resource.registry.get(result.get("object", ""))
            # Nothing was brought into it, so it is answered as it is kept, but to browsers.
            if plan is None and version is None and resource is not None and request.caller.kind != "publishable":
                return Answer(200, work.text(resource, result).encode())
            visible = work.visible(result)
        else:
            visible = result
        return Answer(200, rendering.encode(self._told(work, request, visible, plan, version)))

    def _list(self, work: Work, request: Request, result: Listing, plan: Any, version: str | None, bound: Bound) -> Answer:
        url = result.url or request.path.rstrip("/")
        if bound.operation.version_train == "v2":
            data = list(result.items) if result.texts is None else [msgspec.Raw(text.encode()) for text in result.texts]
            return Answer(200, rendering.encode({"data": data, "next_page_url": None, "previous_page_url": None, **result.extra}))
        if plan is not None and plan.total_count and result.total is not None:
            result.extra = {**result.extra, "total_count": result.total()}
        # No list is for publishable keys, so its objects at rest are answered as they are kept.
        if plan is None and version is None and result.texts is not None:
            return Answer(200, rendering.listing(result.object, url, list(result.texts), result.has_more, result.extra))
        items = (
            [msgspec.json.decode(text) for text in result.texts]
            if result.texts is not None
            else [work.visible(one) for one in result.items]
        )
        envelope = {"object": result.object, "data": items, "has_more": result.has_more, **result.extra, "url": url}
        return Answer(200, rendering.encode(self._told(work, request, envelope, plan, version)))

    def _told(self, work: Work, request: Request, answer: dict[str, Any], plan: Any, version: str | None) -> Any:
        """As the caller may see it, which is decided last: expansions and versions bring more into an answer."""
        return self.visibility.show(request.caller, work.account, self._shown(work, answer, plan, version))

    def _shown(self, work: Work, answer: dict[str, Any], plan: Any, version: str | None) -> dict[str, Any]:
        """Expanded as asked, then seen as the request's version sees it."""
        if plan is not None:
            answer = expand.apply(
                plan,
                answer,
                lambda object, id: self.fetch(work, object, id),
                lambda object, id, field: self.fetch_field(work, object, id, field),
            )
        if version is not None:
            view = versions.view(version)
            answer = view.answer(answer, lambda object, id, field: view.answer(self._collection(work, object, id, field)))
        return answer

    def seen(self, session: Any, space: Space, house: House, object: dict[str, Any], version: str) -> dict[str, Any]:
        """An object that is told to somebody who asked for a version once and for all: a webhook endpoint."""
        return self._shown(Work(session, space, house, now=house.wall()), object, None, version)

    def seen_in(self, work: Work, extra: Mapping[str, Any], version: str) -> dict[str, Any]:
        """The objects that a refusal holds, as the request's version sees them."""
        return {name: self._shown(work, each, None, version) if isinstance(each, dict) else each for name, each in extra.items()}

    # -- what an answer names ------------------------------------------------------------------------------------------

    def fetch(self, work: Work, object: str, id: str) -> dict[str, Any] | None:
        """The object an id refers to, for expansion: live, or its tombstone."""
        resource = self.dispatch.resource(object)
        if resource is None:
            return None
        document = work.find(resource, id)
        if document is not None:
            return work.visible(document)
        found = work.session.text(resource.table, work.space, id)
        return msgspec.json.decode(found[0]) if found else None

    def fetch_field(self, work: Work, object: str, id: str, field: str) -> Any:
        """A property that is absent until expanded: what the document hides, or what its page composes."""
        resource = self.dispatch.resource(object)
        document = work.find(resource, id) if resource is not None else None
        if resource is None or document is None:
            return None
        composer = resource.includable.get(field)
        return composer(work, document) if composer else document.get(field)

    def _collection(self, work: Work, object: str, id: str, name: str) -> dict[str, Any] | None:
        """The first page of what belongs to an object, as older versions show it inline: the charges of an intent, say."""
        resource = self.dispatch.serving(name)
        if resource is None or object not in resource.table.columns:
            return None
        texts, more = work.session.page(resource.table, work.space, Page(equal={object: id}, limit=pagination.DEFAULT_LIMIT))
        items = [msgspec.json.decode(text) for text in texts]
        envelope = pagination.page(f"/v1/{name}?{object}={id}", items, more)
        return {**envelope, "total_count": len(items)} if name == "charges" else envelope
