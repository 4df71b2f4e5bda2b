"""Answers: render what an action returns in the caller's version, expanded as requested.

Documents are stored as the JSON of their own GET. Where nothing is expanded and the version changes nothing,
the stored text is the answer and nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from counterfoil.contract import expand, pagination, versions
from counterfoil.contract.versions import View
from counterfoil.contract.versions.views import head_of
from counterfoil.kernel import Content, Document, Listing, Space, Work, errors, objects
from counterfoil.kernel.document import previous as changed
from counterfoil.kernel.port import Page
from counterfoil.server import rendering
from counterfoil.server.dispatch import Bound, Dispatch
from counterfoil.server.request import Answer, Request
from counterfoil.server.visibility import Visibility

Facts = dict[tuple[str, str], Mapping[str, Any]]  # object, id -> what the document hides


class Answers:
    """Renders the results of actions as HTTP answers."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.visibility = Visibility(dispatch.surface, dispatch)

    def plain(
        self, session: Any, bound: Bound, space: Space, id: str, view: View | None, work: Callable[[], Work]
    ) -> Answer:
        """Answer a plain GET with the stored text. Raises 404 if it is missing.

        work: opens a work on committed state; called only if the caller's version changes the object.
        """
        resource = bound.resource
        assert resource is not None, "plain retrieves are about a resource"
        found = session.text(resource.table, space, id)
        if found is None or (found[1] and not resource.stub_readable):
            raise errors.missing(
                resource.noun, id, param=resource.path_param or bound.operation.path_params[-1]
            )
        text, _, hidden = found
        if view is not None and view.concerns_one(resource.object, text):
            facts = {(resource.object, id): msgspec.json.decode(hidden) if hidden else {}}
            return Answer(200, view.text(text, Lookup(self, work, view, facts)).encode())
        return Answer(200, text.encode())

    def render(
        self, work: Work, request: Request, bound: Bound, result: Any, plan: Any, view: View | None
    ) -> Answer:
        """Render a result: a document, a listing, a mapping, binary content, or a finished answer."""
        if isinstance(result, Answer):
            return result
        if isinstance(result, Content):
            return Answer(200, result.body, rendering.content_headers(result), result.type.encode())
        if isinstance(result, Listing):
            return self._list(work, request, result, plan, view, bound)
        if isinstance(result, Document):
            resource = objects.find(result.get("object"))
            # Nothing is expanded, so the stored text is the answer, except to browsers.
            if plan is None and resource is not None and request.caller.kind != "publishable":
                text = work.text(resource, result)
                if view is None or not view.concerns(text):
                    return Answer(200, text.encode())
                if request.caller.kind == "secret":
                    return Answer(200, view.text(text, Lookup(self, lambda: work, view)).encode())
            visible = work.visible(result)
        else:
            visible = result
        return Answer(200, rendering.encode(self._render(work, request, visible, plan, view)))

    def _list(
        self, work: Work, request: Request, result: Listing, plan: Any, view: View | None, bound: Bound
    ) -> Answer:
        url = result.url or request.path.rstrip("/")
        if plan is not None and plan.total_count and result.total is not None:
            result.extra = {**result.extra, "total_count": result.total()}
        # Publishable keys read no lists, so stored texts are the answers, each with what the version adds.
        concerned = view is not None and result.texts is not None and any(map(view.concerns, result.texts))
        if plan is None and result.texts is not None and (request.caller.kind == "secret" or not concerned):
            texts = list(result.texts)
            if view is not None and concerned:
                facts = self._facts(work, texts) if result.hidden is None else _facts_of(texts, result.hidden)
                lookup = Lookup(self, lambda: work, view, facts)
                texts = [view.text(text, lookup) if view.concerns(text) else text for text in texts]
            if bound.operation.version_train != "v2":
                return Answer(
                    200, rendering.listing(result.object, url, texts, result.has_more, result.extra)
                )
            return Answer(
                200, rendering.encode(_v2_page([msgspec.Raw(text.encode()) for text in texts], result.extra))
            )
        items = (
            [msgspec.json.decode(text) for text in result.texts]
            if result.texts is not None
            else [work.visible(one) for one in result.items]
        )
        if bound.operation.version_train == "v2":
            envelope = _v2_page(items, result.extra)
        else:
            envelope = {
                "object": result.object,
                "data": items,
                "has_more": result.has_more,
                **result.extra,
                "url": url,
            }
        return Answer(200, rendering.encode(self._render(work, request, envelope, plan, view)))

    def _facts(self, work: Work, texts: Sequence[str]) -> Facts:
        """Read the hidden fields of all objects of a list in one query per type."""
        ids: dict[str, list[str]] = {}
        for head in filter(None, map(head_of, texts)):
            ids.setdefault(head[2], []).append(head[1])
        facts: Facts = {}
        for object, each in ids.items():
            resource = self.dispatch.resource(object)
            hidden = work.session.hidden(resource.table, work.space, each) if resource is not None else {}
            facts.update({(object, id): hidden.get(id, {}) for id in each})
        return facts

    def _render(
        self, work: Work, request: Request, answer: dict[str, Any], plan: Any, view: View | None
    ) -> Any:
        """Render an answer for its caller. Visibility is last: versions and expansions add objects."""
        return self.visibility.show(request.caller, work.account, self._converted(work, answer, plan, view))

    def _converted(self, work: Work, answer: dict[str, Any], plan: Any, view: View | None) -> dict[str, Any]:
        """Convert an answer to the version of the request, then expand it.

        Expanded objects are converted too: a path may lead through fields that only this version has.
        """
        lookup = Lookup(self, lambda: work, view)
        if view is not None:
            answer = view.answer(answer, lookup)
        if plan is None:
            return answer

        def viewed(found: Any) -> Any:
            return found if view is None else view.answer(found, lookup)

        return expand.apply(
            plan,
            answer,
            lambda object, id: viewed(self.fetch(work, object, id)),
            lambda object, id, field: viewed(self.fetch_field(work, object, id, field)),
        )

    # -- snapshots: answers that are made once and for all ---------------------------------------------------

    def snapshot(
        self, work: Work, space: Space, text: str, previous: str | None, version: str
    ) -> tuple[str, str | None]:
        """Return an object and its previous attributes as JSON, in the shape of an event's version.

        The earlier object is rebuilt, converted and compared, so that `previous_attributes` has the version's
        fields.
        """
        view = versions.view(version)
        if not view.concerns(text):
            return text, previous
        there = work if work.space == space else Work(work.session, space, work.services, now=work.now)
        lookup = Lookup(self, lambda: there, view)
        shown = work.memory.views.get((version, text))
        if shown is None:
            shown = work.memory.views[version, text] = view.text(text, lookup)
        if previous is not None and not view.only_adds(text):
            earlier = _restored(msgspec.json.decode(text), msgspec.json.decode(previous))
            before = view.converted(earlier, lookup)
            previous = rendering.encode(changed(before, msgspec.json.decode(shown))).decode()
        return shown, previous

    def convert_extra(self, work: Work, extra: Mapping[str, Any], view: View) -> dict[str, Any]:
        """Convert the objects that an error contains to the version of the request."""
        return {
            name: self._converted(work, each, None, view) if isinstance(each, dict) else each
            for name, each in extra.items()
        }

    # -- what an answer names --------------------------------------------------------------------------------

    def fetch(self, work: Work, object: str, id: str) -> dict[str, Any] | None:
        """Return the object or tombstone that an id refers to, for expansion; None if there is none."""
        resource = self.dispatch.resource(object)
        if resource is None:
            return None
        document = work.find(resource, id)
        if document is not None:
            return work.visible(document)
        found = work.session.text(resource.table, work.space, id)
        return msgspec.json.decode(found[0]) if found else None

    def fetch_field(self, work: Work, object: str, id: str, field: str) -> Any:
        """Return a field that is absent until expanded: a hidden field, or one that its page composes.

        field: a path, where the field is in a hash.
        """
        resource = self.dispatch.resource(object)
        document = work.find(resource, id) if resource is not None else None
        if resource is None or document is None:
            return None
        composer = resource.includable.get(field)
        if composer is None and "." in field:
            return expand.ABSENT
        return composer(work, document) if composer else document.get(field)


class Lookup:
    """What changes of a version may read (`contract.versions.views.Ask`), from the state of the phase.

    work: opens the work to read with; most changes need none. facts: hidden fields already loaded, by
    object and id.
    """

    __slots__ = ("_open", "_work", "answers", "facts", "view")

    def __init__(
        self, answers: Answers, work: Callable[[], Work], view: View | None, facts: Facts | None = None
    ) -> None:
        self.answers, self.view, self.facts = answers, view, facts or {}
        self._open = work
        self._work: Work | None = None

    @property
    def work(self) -> Work:
        """The work to read with, opened when it is first needed."""
        if self._work is None:
            self._work = self._open()
        return self._work

    def find(self, object: str, id: str | None) -> dict[str, Any] | None:
        """Return the object with an id in the newest shape, or None."""
        return self.answers.fetch(self.work, object, id) if id else None

    def seen(self, object: str, id: str | None) -> dict[str, Any] | None:
        """Return the object with an id in the version's shape, or None."""
        found = self.find(object, id)
        return found if found is None or self.view is None else self.view.answer(found, self)

    def first(self, object: str, **equal: Any) -> dict[str, Any] | None:
        """Return the newest object that matches list filters, in the newest shape, or None."""
        resource = self.answers.dispatch.resource(object)
        found = self.work.first(resource, **equal) if resource is not None else None
        return self.work.visible(found) if found is not None else None

    def every(self, object: str, **equal: Any) -> list[dict[str, Any]]:
        """Return all objects that match list filters, newest first, in the newest shape."""
        resource = self.answers.dispatch.resource(object)
        return (
            [self.work.visible(found) for found in self.work.list(resource, **equal)]
            if resource is not None
            else []
        )

    def hidden(self, answer: Mapping[str, Any], name: str) -> Any:
        """Return a stored field that no version shows, or None."""
        known = self.facts.get((answer["object"], answer.get("id", "")))
        if known is not None:
            return known.get(name)
        resource = self.answers.dispatch.resource(answer["object"])
        return self.work.hidden(resource, answer.get("id") or "").get(name) if resource is not None else None

    def listed(self, answer: Mapping[str, Any], collection: str) -> dict[str, Any] | None:
        """Return the first page of an object's children (an intent's charges) in the version's shape."""
        resource, object = self.answers.dispatch.serving(collection), answer["object"]
        if resource is None or object not in resource.table.columns:
            return None
        page = Page(equal={object: answer["id"]}, limit=pagination.DEFAULT_LIMIT)
        texts, more = self.work.session.page(resource.table, self.work.space, page)
        items = [msgspec.json.decode(text) for text in texts]
        envelope = pagination.page(f"/v1/{collection}?{object}={answer['id']}", items, more)
        return envelope if self.view is None else self.view.answer(envelope, self)


def _facts_of(texts: Sequence[str], hidden: Sequence[str | None]) -> Facts:
    """Return the hidden fields of encoded answers, decoded from those that were read with them."""
    heads = map(head_of, texts)
    return {
        (head[2], head[1]): msgspec.json.decode(more) if more else {}
        for head, more in zip(heads, hidden, strict=True)
        if head is not None
    }


def _v2_page(data: list[Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    return {"data": data, "next_page_url": None, "previous_page_url": None, **extra}


def _restored(object: dict[str, Any], previous: dict[str, Any]) -> dict[str, Any]:
    """Return an object as it was before a change. Hashes are merged; values and lists are replaced whole."""
    old = dict(object)
    for name, value in previous.items():
        now = object.get(name)
        # A value with an id is another object: it replaces the present one whole.
        if isinstance(now, dict) and isinstance(value, dict) and "id" not in value:
            value = _restored(now, value)
        old[name] = value
    return old
