"""The door: one request in, one answer out, in the order of checks that the API has.

Source: protocol, section 1. Everything up to the idempotency check happens outside of any phase and leaves nothing behind;
execution is one phase for what writes, and reads committed state for what does not.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from counterfoil import contract
from counterfoil.contract import expand, forms, params, versions
from counterfoil.contract.load import Surface
from counterfoil.kernel import Cause, Document, House, Listing, Resource, Space, Work, errors, ids, inherited
from counterfoil.kernel.errors import Refusal
from counterfoil.server import permissions, rendering
from counterfoil.server.authentication import Authentication, Caller, key_of
from counterfoil.server.dispatch import Bound, Dispatch, concern
from counterfoil.server.phases import Phases
from counterfoil.server.request import Answer, Request

logger = logging.getLogger("counterfoil.door")

DAY = 86400
_sorted = msgspec.json.Encoder(order="deterministic").encode
Refusals = (Refusal, contract.Refusal)

IDEMPOTENCY_OTHER_PARAMS = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with. "
    "Try using a key other than '{key}' if you meant to execute a different request."
)
IDEMPOTENCY_OTHER_ENDPOINT = (
    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{path}' vs '{first}'). "
    "Try using a key other than '{key}' if you meant to execute a different request."
)
IDEMPOTENCY_IN_USE = (
    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other "
    "request is still going through): {key}. Please try again later."
)
UNREACHABLE = (
    "The provided key '{key}' does not have access to account '{account}' (or that account does not exist). "
    "Application access may have been revoked."
)


class Door:
    """Answers requests. One per process; `answer` is its only question."""

    def __init__(
        self,
        surface: Surface,
        dispatch: Dispatch,
        phases: Phases,
        house: House,
        authentication: Authentication,
        *,
        open_account: Callable[[Work], None],
    ) -> None:
        self.surface = surface
        self.dispatch = dispatch
        self.phases = phases
        self.house = house
        self.authentication = authentication
        self.open_account = open_account
        self.reader = phases.store.reader
        self.writer = phases.store.writer
        self._opened: set[Space] = set()
        self._running: set[tuple[Space, str]] = set()

    async def answer(self, request: Request) -> Answer:
        """Answer a request of /v1 or /v2. Never raises: a crash of ours is a 500 with the request's id in the log."""
        request.id = ids.new("req", 14)
        answer: Answer | None = None
        try:
            answer = await self._answer(request)
        except Refusals as refusal:
            answer = self._refused(request, refusal)
        except Exception:
            logger.exception("request %s crashed: %s %s", request.id, request.method, request.path)
            crash = Refusal("An unknown error occurred. The request's id is in the server's log.", status=500, type="api_error")
            answer = self._refused(request, crash)
        self._headers(request, answer)
        return answer

    # -- the checks, in order ------------------------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Answer:
        now = self.house.wall()
        headers = request.headers
        key = key_of(headers)
        if key is None and b"key" in request.query:
            key = _publishable_in_query(request)
        stream = request.path == "/v2/billing/meter_event_stream"
        caller = self._stream_caller(key, now) if stream else self.authentication.caller(key, now)
        request.caller = caller
        version = self._version(request)
        space = caller.space
        if space not in self._opened:
            await self._open(space, now)
        space = await self._acting_for(request, caller, now)
        routed = self.surface.route(request.method, request.path)
        if routed is None:
            raise Refusal(rendering.NOT_FOUND.format(verb=request.method, path=request.path), status=404)
        operation, path_ids = routed
        request.operation = operation
        bound = self.dispatch.bound(operation)
        if caller.kind != "secret":
            permissions.check(caller, operation, space.account)
        sent, paths = self._decode(request, operation)
        plan = expand.plan(self.surface, operation, paths) if paths else None
        if bound.reads:
            if plan is None and bound.plain_get and caller.kind == "secret" and version is None and "client_secret" not in sent:
                return self._plain_get(bound, space, next(iter(path_ids.values())))
            work = Work(self.reader, space, self.house, now=now, cause=self._cause(request, caller))
            result = self._perform(work, bound, path_ids, sent, caller)
            return self._render(work, request, bound, result, plan, version)
        return await self._write(request, bound, space, path_ids, sent, plan, version, caller)

    def _stream_caller(self, key: str | None, now: int) -> Caller:
        """The event stream takes a session's token for a key."""
        assert self.house.stream_caller is not None, "the composition root fills this place"
        return self.house.stream_caller(self.reader, key, now)

    def _version(self, request: Request) -> str | None:
        """The version that shapes this answer, when it is not the base; the request remembers what to echo."""
        text = request.headers.get(b"stripe-version")
        if text is None:
            request.version = self.house.default_version
            if request.path.startswith("/v2/"):
                versions.check_v2(None)
            return None
        sent = text.decode("latin1")
        (versions.check_v2 if request.path.startswith("/v2/") else versions.check)(sent)
        request.version = sent
        return None if sent == self.house.default_version else sent

    async def _open(self, space: Space, now: int) -> None:
        """Open a sandbox the first time its key is seen."""
        accounts = Resource.registry["account"]

        def phase() -> None:
            for mode in (space, Space(space.account, not space.livemode)):
                if self.writer.text(accounts.table, mode, space.account) is None:
                    self.open_account(Work(self.writer, mode, self.house, now=now))

        if self.reader.text(accounts.table, space, space.account) is None:
            await self.phases.run(phase)
        self._opened.add(space)

    async def _acting_for(self, request: Request, caller: Caller, now: int) -> Space:
        """The account in effect: the caller's, or the connected one that `Stripe-Account` names."""
        text = request.headers.get(b"stripe-account")
        if text is None:
            text = request.headers.get(b"stripe-context") if request.path.startswith("/v2/") else None
        if not text:
            return caller.space
        wanted = text.decode("latin1")
        request.echo_account = wanted
        if wanted == caller.space.account:
            return caller.space
        accounts = Resource.registry["account"]
        if self.reader.load(accounts.table, caller.space, wanted) is None:
            key = caller.masked[:8] + "*" + caller.masked[-4:]
            raise Refusal(UNREACHABLE.format(key=key, account=wanted), status=403, code="account_invalid")
        space = Space(wanted, caller.space.livemode)
        self._opened.add(space)
        return space

    def _decode(self, request: Request, operation: Any) -> tuple[dict[str, Any], list[str]]:
        kind = request.headers.get(b"content-type", b"")
        if operation.version_train == "v2":
            if request.method == "GET":
                return params.validate(operation, forms.decode(request.query, repeats=True))
            try:
                value = msgspec.json.decode(request.body) if request.body else {}
            except (msgspec.DecodeError, RecursionError) as error:
                raise Refusal("Invalid JSON in the request body.", code="invalid_json") from error
            return params.validate_json(operation, value), []
        if request.method == "POST":
            if kind.startswith(b"multipart/form-data"):
                raw, request.files = forms.multipart(request.body, kind)
                if request.query:
                    raw = {**forms.decode(request.query), **raw}
            else:
                if kind.startswith(b"application/json") and request.body:
                    raise params.json_sent()
                data = request.body if not request.query else request.query + b"&" + request.body if request.body else request.query
                raw = forms.decode(data)
        else:
            data = request.query
            if request.body and request.method == "DELETE":
                data = data + b"&" + request.body if data else request.body
            raw = forms.decode(data)
        request.raw = raw
        if request.files:
            raw = {**raw, **request.files}
        return params.validate(operation, raw)

    # -- execution -----------------------------------------------------------------------------------------------------

    def _cause(self, request: Request, caller: Caller) -> Cause:
        return Cause(request.id, request.idempotency_key, request.version, caller.kind, files=request.files)

    def _perform(self, work: Work, bound: Bound, path_ids: Mapping[str, str], sent: dict[str, Any], caller: Caller) -> Any:
        """Run the action; a client secret is checked on the object it opens."""
        secret = sent.pop("client_secret", None) if bound.operation.name in permissions.WITH_CLIENT_SECRET else None
        if secret is not None or (caller.kind == "publishable" and bound.operation.name in permissions.WITH_CLIENT_SECRET):
            assert bound.resource is not None, "operations with client secrets are about a resource"
            last = bound.operation.path_params[-1]
            document = inherited.member(work, bound.resource, path_ids[last], {}, param=last)
            permissions.check_client_secret(caller, document, secret)
        customer = sent.get("customer")
        if isinstance(customer, str) and not bound.reads:
            concern(work, {"customer": customer})
        elif isinstance(sent.get("test_clock"), str) and not bound.reads:
            concern(work, sent)
        return bound.perform(work, path_ids, sent)

    async def _write(
        self,
        request: Request,
        bound: Bound,
        space: Space,
        path_ids: Mapping[str, str],
        sent: dict[str, Any],
        plan: Any,
        version: str | None,
        caller: Caller,
    ) -> Answer:
        key = self._idempotency_key(request)
        now = self.house.wall()
        cause = self._cause(request, caller)

        def phase() -> Answer:
            work = Work(self.writer, space, self.house, now=now, cause=cause)
            result = self._perform(work, bound, path_ids, sent, caller)
            return self._render(work, request, bound, result, plan, version)

        if key is None:
            return await self.phases.run(phase)
        running = (space, key)
        if running in self._running:
            raise Refusal(
                IDEMPOTENCY_IN_USE.format(key=key), status=409, type="idempotency_error", code="idempotency_key_in_use", should_retry=True
            )
        self._running.add(running)
        try:
            digest = hashlib.blake2b(_sorted(_comparable(request.raw or sent)), digest_size=16).digest()
            return await self.phases.run(lambda: self._remembered(request, space, key, digest, now, phase))
        finally:
            self._running.discard(running)

    def _idempotency_key(self, request: Request) -> str | None:
        header = request.headers.get(b"idempotency-key")
        if header is None or request.method != "POST":
            return None
        key = header.decode("latin1")
        if not 0 < len(key) <= 255:
            raise Refusal("Idempotency-Key must be between 1 and 255 characters.", type="idempotency_error")
        request.idempotency_key = key
        return key

    def _remembered(self, request: Request, space: Space, key: str, digest: bytes, now: int, phase: Callable[[], Answer]) -> Answer:
        """Replay the first answer under this key, or run and keep the answer, in the very phase whose effects it tells of."""
        endpoint = request.path.rstrip("/")
        known = self.writer.recall(space, key)
        if known is not None and known[5] > now - DAY:
            first_request, path, first_digest, status, body, _ = known
            if path != endpoint:
                raise Refusal(IDEMPOTENCY_OTHER_ENDPOINT.format(path=endpoint, first=path, key=key), type="idempotency_error")
            if first_digest != digest:
                raise Refusal(IDEMPOTENCY_OTHER_PARAMS.format(key=key), type="idempotency_error")
            return Answer(status, body, original_request=first_request, replayed=True)
        execute = self.phases.execute
        staged = len(self.house.staged)
        metering = self.house.metering
        mark = metering.mark() if metering is not None else 0
        execute("SAVEPOINT execution")
        try:
            answer = phase()
        except Refusals as refusal:
            if not getattr(refusal, "kept", False):
                execute("ROLLBACK TO execution")
                del self.house.staged[staged:]
                self.phases.store.rolled_back()
                if metering is not None:
                    metering.rolled_back(mark)
            execute("RELEASE execution")
            answer = self._refused(request, refusal)
            if not _remembered_refusal(refusal):
                return answer
        else:
            execute("RELEASE execution")
        self.writer.remember(space, key, request.id, endpoint, digest, answer.status, answer.body, now)
        return answer

    # -- answers -------------------------------------------------------------------------------------------------------

    def _plain_get(self, bound: Bound, space: Space, id: str) -> Answer:
        """The stored text is the answer."""
        resource = bound.resource
        assert resource is not None
        found = self.reader.text(resource.table, space, id)
        if found is None or (found[1] and not resource.stub_readable):
            raise errors.missing(resource.noun, id, param=resource.path_param or bound.operation.path_params[-1])
        return Answer(200, found[0].encode())

    def _render(self, work: Work, request: Request, bound: Bound, result: Any, plan: Any, version: str | None) -> Answer:
        if isinstance(result, Answer):
            return result
        url = request.path.rstrip("/")
        if isinstance(result, Listing):
            return self._render_list(work, result, url, plan, version, bound)
        if isinstance(result, Document):
            resource = Resource.registry.get(result.get("object", ""))
            if plan is None and version is None and resource is not None and work.cause.key_kind != "publishable":
                return Answer(200, work.text(resource, result).encode())
            visible = work.visible(result)
        else:
            visible = result
        if work.cause is not None and work.cause.key_kind == "publishable" and bound.operation.name in permissions.WITH_CLIENT_SECRET:
            visible = permissions.reduced(visible)
        return Answer(200, rendering.encode(self._shown(work, visible, plan, version, bound)))

    def _render_list(self, work: Work, result: Listing, url: str, plan: Any, version: str | None, bound: Bound) -> Answer:
        if bound.operation.version_train == "v2":
            return Answer(200, rendering.encode({"data": list(result.items), **result.extra}))
        if plan is not None and plan.total_count and result.total is not None:
            result.extra = {**result.extra, "total_count": result.total()}
        if plan is None and version is None and result.texts is not None:
            return Answer(200, rendering.listing(result.object, result.url or url, list(result.texts), result.has_more, result.extra))
        items = (
            [msgspec.json.decode(text) for text in result.texts]
            if result.texts is not None
            else [work.visible(one) for one in result.items]
        )
        envelope = {"object": result.object, "data": items, "has_more": result.has_more, **result.extra, "url": result.url or url}
        return Answer(200, rendering.encode(self._shown(work, envelope, plan, version, bound)))

    def _shown(self, work: Work, answer: dict[str, Any], plan: Any, version: str | None, bound: Bound) -> dict[str, Any]:
        """Expanded as asked, then seen as the request's version sees it."""
        if plan is not None:
            answer = expand.apply(
                plan, answer, lambda object, id: self.fetch(work, object, id), lambda o, i, f: self.fetch_field(work, o, i, f)
            )
        if version is not None:
            answer = versions.view(version).answer(answer)
        return answer

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

    def _refused(self, request: Request, refusal: Any) -> Answer:
        livemode = bool(request.caller and request.caller.space.livemode)
        train = "v2" if request.path.startswith("/v2/") else "v1"
        body = rendering.refusal(refusal, request.id, self.house.wall(), livemode, train)
        should_retry = getattr(refusal, "should_retry", None)
        return Answer(refusal.status, body, should_retry=should_retry)

    def _headers(self, request: Request, answer: Answer) -> None:
        headers = answer.headers
        headers.append((b"content-type", answer.content_type))
        headers.append((b"request-id", request.id.encode()))
        headers.append((b"stripe-version", (request.version or self.house.default_version).encode("latin1")))
        headers.append((b"cache-control", b"no-cache, no-store"))
        headers.append((b"access-control-allow-origin", b"*"))
        if request.idempotency_key is not None:
            headers.append((b"idempotency-key", request.idempotency_key.encode("latin1")))
            headers.append((b"original-request", (answer.original_request or request.id).encode()))
            if answer.replayed:
                headers.append((b"idempotent-replayed", b"true"))
        if answer.should_retry is not None:
            headers.append((b"stripe-should-retry", b"true" if answer.should_retry else b"false"))
        if request.echo_account:
            headers.append((b"stripe-account", request.echo_account.encode("latin1")))
        if answer.status == 401 and request.caller is None:
            headers.append((b"www-authenticate", b'Basic realm="Stripe"'))
        if request.headers.get(b"user-agent", b"").startswith(b"curl/") and answer.content_type == b"application/json":
            answer.body = msgspec.json.format(answer.body, indent=2) + b"\n"


def _publishable_in_query(request: Request) -> str | None:
    for pair in request.query.split(b"&"):
        if pair.startswith(b"key=pk_"):
            return pair[4:].decode("latin1")
    return None


def _comparable(raw: Any) -> Any:
    """Parameters as they are compared: uploaded bytes by their hash."""
    if isinstance(raw, dict):
        return {key: _comparable(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_comparable(value) for value in raw]
    return raw if isinstance(raw, str | int | float | bool | None) else repr(raw)


def _remembered_refusal(refusal: Any) -> bool:
    """Refusals of parameters are not kept: the same key may come again with better ones."""
    if refusal.status in (401, 403, 409, 429, 501):
        return False
    code = refusal.code or ""
    return not isinstance(refusal, contract.Refusal) and not code.startswith("parameter_") and code not in ("email_invalid", "url_invalid")


def wall() -> int:
    """The wall's clock, whole seconds since the epoch."""
    return int(time.time())
