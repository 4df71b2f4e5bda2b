"""The door: one request in, one answer out; checks run in the order of the API.

All checks before the idempotency key run outside of any phase and change nothing. Writes run in one phase;
reads use committed state. Source: protocol, section 1.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from counterfoil import contract
from counterfoil.contract import expand, forms, params, versions
from counterfoil.contract.load import Operation, Surface
from counterfoil.contract.versions import View
from counterfoil.kernel import Cause, Claim, Services, Space, Work, ids, inherited, objects
from counterfoil.kernel.errors import Refusal
from counterfoil.server import actions, idempotency, permissions, rendering
from counterfoil.server.answers import Answers, Lookup
from counterfoil.server.authentication import Authentication, Caller, key_of
from counterfoil.server.browsers import ANY_ORIGIN, Hosts
from counterfoil.server.dispatch import Bound, Dispatch
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.idempotency import Idempotency
from counterfoil.server.limits import Limits
from counterfoil.server.request import Answer, Request

logger = logging.getLogger("counterfoil.door")

Refusals = (Refusal, contract.Refusal)

UNREACHABLE = (
    "The provided key '{key}' does not have access to account '{account}' (or that account does not exist). "
    "Application access may have been revoked."
)
OTHER_MODE = "; a similar object exists in {there} mode, but a {here} mode key was used to make this request."
# A field of a form, or of a multipart form with at most three headers, so that the search is linear.
KEY_PARAMETER = re.compile(rb'(?:(?:^|&)key=|name="key"(?:\r\n[^\r\n]+){0,3}\r\n\r\n)(pk_[^&\r\n]*)')
TERMINALS = (b"curl/", b"Stripe/v1 stripe-cli/")  # what people read answers with
EXPOSED = (
    b"Request-Id, Stripe-Version, Stripe-Should-Retry, Idempotency-Key, Idempotent-Replayed, Original-Request"
)


class Door:
    """Answers requests by `answer`. One per process."""

    def __init__(
        self,
        dispatch: Dispatch,
        phases: GroupCommit,
        services: Services,
        authentication: Authentication,
        *,
        open_account: Callable[[Work], None],
    ) -> None:
        self.dispatch = dispatch
        self.phases = phases
        self.services = services
        self.authentication = authentication
        self.open_account = open_account
        self.reader = phases.store.reader
        self.writer = phases.store.writer
        self.answers = Answers(dispatch)
        self.idempotency = Idempotency(phases, self._refused)
        self.hosts = Hosts(services.settings)
        self.limits = (
            Limits(services.settings.rate_limit)
            if services.settings and services.settings.rate_limit
            else None
        )
        self._opened: set[Space] = set()

    async def answer(self, request: Request) -> Answer:
        """Answer a request to /v1 or /v2.

        Never raises: an unexpected error is a 500, logged with the request's id.
        """
        request.id = ids.new("req", 14)
        try:
            answer = await self._answer(request)
        except Refusals as refusal:
            answer = self._refused(request, refusal)
        except Exception:
            answer = self._crashed(request)
        self._headers(request, answer)
        return answer

    def check_key(self, request: Request) -> tuple[bool, Answer | None]:
        """Check the key in the headers or query before a large body is read.

        Returns whether there is a key, and the 401 if it is invalid.
        """
        request.v2 = request.path.startswith("/v2/")
        key = key_of(request.headers) or _publishable_key(request.query)
        if key is None:
            return False, None
        try:
            self._caller(request, key, self.services.wall())
        except Refusals as refusal:
            return True, self.refuse(request, refusal)
        return True, None

    def refuse(self, request: Request, refusal: Any) -> Answer:
        """Answer a request with an error before it is processed."""
        request.id = ids.new("req", 14)
        request.v2 = request.path.startswith("/v2/")
        answer = self._refused(request, refusal)
        self._headers(request, answer)
        return answer

    # -- the checks, in order --------------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Answer:
        now = self.services.wall()
        path = request.path
        if path.startswith("/v2/"):
            request.v2 = True
        self.hosts.check(request.headers.get(b"host"))
        key = key_of(request.headers)
        if key is None:
            key = _publishable_key(request.query)
        if key is None and request.method == "POST":
            key = _publishable_key(request.body)
        caller = request.caller = self._caller(request, key, now)
        if b"origin" in request.headers and request.method != "GET" and not caller.for_browsers:
            self.hosts.check_page(request.headers)
        if self.limits is not None:
            self.limits.count(caller.space, request.method == "GET", now)
        surface, view = self._version(request, caller.space)
        space = request.space = self._acting_for(request, caller)
        routed = surface.route(request.method, path, request.parts)
        if routed is None:
            raise Refusal(rendering.NOT_FOUND.format(verb=request.method, path=path), status=404)
        operation, path_ids = routed
        request.operation = operation
        bound = self.dispatch.bound(operation)
        if caller.kind != "secret":
            permissions.check(caller, operation, space.account)
        sent, paths = request.decoded = self._decode(request, operation, bound)
        plan = expand.plan(surface, operation, paths) if paths else None
        if caller.kind == "publishable":
            permissions.check_sent(operation, sent)
        if view is not None and operation.name in view.requests:
            lookup = Lookup(self.answers, lambda: Work(self.reader, space, self.services, now=now), view)
            sent = view.request(operation, sent, lookup, path_ids)
        if space not in self._opened:
            await self._open(space, caller.space, now)
        if not bound.reads:
            return await self._write(request, bound, path_ids, sent, plan, view)
        if plan is None and bound.plain_get and caller.kind == "secret" and "client_secret" not in sent:
            id = next(iter(path_ids.values()))
            return self.answers.plain(
                self.reader, bound, space, id, view, lambda: Work(self.reader, space, self.services, now=now)
            )
        work = Work(self.reader, space, self.services, now=now, cause=self._cause(request))
        try:
            result = self._perform(work, request, bound, path_ids, sent)
        except Refusal as refusal:
            if view is not None:
                refusal.param = versions.as_sent(refusal.param, request.decoded[0])
            raise
        return self.answers.render(work, request, bound, result, plan, view)

    def _caller(self, request: Request, key: str | None, now: int) -> Caller:
        """Return the caller of a key; on the meter event stream, of a session's token. 401 if invalid."""
        if request.v2 and request.path.rstrip("/") == "/v2/billing/meter_event_stream":
            assert self.services.stream_caller is not None, "the composition root fills this place"
            return self.services.stream_caller(self.reader, key, now)
        return self.authentication.caller(key, now)

    def _version(self, request: Request, own: Space) -> tuple[Surface, View | None]:
        """Return the request's surface, and its view or None if nothing differs. Sets `request.version`."""
        text = request.headers.get(b"stripe-version")
        if text is None:
            if request.v2:
                versions.check_v2(None)
            sent = self.services.version_of(self.reader, own)
        else:
            sent = text.decode("latin1").strip(" \t")  # the space around a field's value is no part of it
            if request.v2:
                versions.check_v2(sent)
        seen = _surface_and_view(sent)
        request.version = sent
        return seen

    async def _open(self, space: Space, own: Space, now: int) -> None:
        """Create the accounts of a sandbox the first time its key is used.

        Runs after all checks, so that a refused request writes nothing.
        """
        accounts = objects.account

        def phase() -> None:
            for mode in (space, Space(space.account, not space.livemode)):
                if self.writer.text(accounts.table, mode, space.account) is None:
                    self.open_account(Work(self.writer, mode, self.services, now=now))

        if space == own and self.reader.text(accounts.table, space, space.account) is None:
            await self.phases.run(phase, Claim.of(space.account))
        self._opened.add(space)

    def _acting_for(self, request: Request, caller: Caller) -> Space:
        """Return the account and mode of `Stripe-Account` or `Stripe-Context`, else of the key.

        403 unless the named account is connected to the key's.
        """
        text = request.headers.get(b"stripe-account")
        if text is None:
            # What a thin event is about is fetched in its context, also from /v1.
            text = request.headers.get(b"stripe-context")
        if not text:
            return caller.space
        wanted = text.decode("latin1")
        request.echo_account = wanted
        if wanted == caller.space.account:
            return caller.space
        accounts = objects.account
        if self.reader.load(accounts.table, caller.space, wanted) is None:
            raise Refusal(
                UNREACHABLE.format(key=caller.abridged, account=wanted), status=403, code="account_invalid"
            )
        return Space(wanted, caller.space.livemode)

    def _decode(
        self, request: Request, operation: Operation, bound: Bound
    ) -> tuple[dict[str, Any], list[str]]:
        """Decode and validate the parameters. Returns them and the paths to expand."""
        kind = request.headers.get(b"content-type", b"")
        query, body = request.query, request.body
        if request.v2:
            if request.method == "GET":
                return params.validate(operation, forms.decode(query, repeats=True))
            if bound.decode is not None:
                typed = bound.decode(body)
                if typed is not None:
                    return typed, []
            try:
                value = msgspec.json.decode(body) if body else {}
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise Refusal("Invalid JSON in the request body.", code="invalid_json") from error
            return params.validate_json(operation, value), []
        if request.method == "GET":
            return params.validate(operation, forms.decode(query) if query else {})
        if kind != b"application/x-www-form-urlencoded":
            lower = kind.lower()
            if lower.startswith(b"multipart/form-data"):
                raw, request.files = forms.multipart(body, kind)
                return params.validate(
                    operation, {**(forms.decode(query) if query else {}), **raw, **request.files}
                )
            if lower.startswith(b"application/json") and body:
                raise params.json_sent()
        return params.validate(
            operation, forms.decode(body if not query else query + b"&" + body if body else query)
        )

    # -- execution -------------------------------------------------------------------------------------------

    def _cause(self, request: Request) -> Cause:
        caller = request.caller
        pinned = b"stripe-version" in request.headers
        return Cause(
            request.id,
            request.idempotency_key,
            request.version,
            caller.kind,
            request.files,
            caller.masked,
            pinned,
            request.client_ip,
        )

    def _perform(
        self, work: Work, request: Request, bound: Bound, path_ids: Mapping[str, str], sent: dict[str, Any]
    ) -> Any:
        """Run the action. Checks a client secret against its object, an ephemeral key against its owner."""
        if request.caller.kind == "ephemeral":
            permissions.check_own(request.caller, bound.operation, work, path_ids, sent)
        intent: Mapping[str, Any] = {}
        if bound.operation.name in permissions.WITH_CLIENT_SECRET:
            caller = request.caller
            secret = sent.get("client_secret")
            # A phase runs again when a neighbour in its group crashes, so what was sent stays as it is.
            sent = {name: value for name, value in sent.items() if name != "client_secret"}
            if secret is not None or caller.kind == "publishable":
                assert bound.resource is not None, "operations with client secrets are about a resource"
                last = bound.operation.path_params[-1]
                intent = inherited.member(work, bound.resource, path_ids[last], {}, param=last)
                permissions.check_client_secret(intent, secret)
        if request.caller.kind == "publishable":
            if bound.operation.name.endswith(".confirm"):
                permissions.check_confirmation(intent, sent)
            permissions.check_named(work, sent, intent)
        former = self.dispatch.former(request.operation)
        if former is not None:
            former(work, request.decoded[0])
        if not bound.reads:
            actions.adopt_clock(work, bound.about, sent)
        return bound.perform(work, path_ids, sent)

    async def _write(
        self,
        request: Request,
        bound: Bound,
        path_ids: Mapping[str, str],
        sent: dict[str, Any],
        plan: Any,
        view: View | None,
    ) -> Answer:
        key = request.idempotency_key = idempotency.key_of(request)
        now = self.services.wall()
        space = request.space
        cause = self._cause(request)
        params, paths = request.decoded
        digest = b"" if key is None else idempotency.fingerprint(params, paths, request.caller.audience)
        claim = Claim.of(space.account, *bound.accounts(path_ids, sent))

        def phase() -> Answer:
            work = Work(self.writer, space, self.services, now=now, cause=cause)
            try:
                result = self._perform(work, request, bound, path_ids, sent)
            except Refusal as refusal:
                if view is not None:
                    refusal.extra = self.answers.convert_extra(work, refusal.extra, view)
                    refusal.param = versions.as_sent(refusal.param, params)
                raise
            return self.answers.render(work, request, bound, result, plan, view)

        if key is None:
            return await self.phases.run(phase, claim)
        self.idempotency.begin(space, key)
        try:
            answer = await self.phases.run(
                lambda: self.idempotency.once(request, space, digest, now, phase), claim
            )
            if answer.replayed and not request.caller.sees_all:
                answer.body = self.answers.visibility.replayed(request.caller, space.account, answer.body)
            return answer
        except Refusals:
            raise
        except Exception:
            # A 500 is stored too: a client that repeats the request must learn that its outcome is unknown.
            answer = self._crashed(request)
            if not request.v2:
                await self.phases.run(
                    lambda: self.idempotency.save(request, space, digest, now, answer), claim
                )
            return answer
        finally:
            self.idempotency.end(space, key)

    # -- refusals and headers --------------------------------------------------------------------------------

    def _refused(self, request: Request, refusal: Any) -> Answer:
        absent = getattr(refusal, "absent", None)
        if absent is not None and request.space is not None:
            self._point_to_the_other_mode(request.space, refusal, *absent)
        if request.caller is not None and not request.caller.sees_all:
            refusal.extra = self.answers.visibility.of_error(
                request.caller, request.caller.space.account, refusal.extra
            )
        body = rendering.refusal(refusal, request)
        answer = Answer(refusal.status, body, should_retry=getattr(refusal, "should_retry", None))
        if refusal.code == "rate_limit":
            answer.headers.append((b"stripe-rate-limited-reason", b"global-rate"))
        return answer

    def _crashed(self, request: Request) -> Answer:
        """Log the exception that is being handled, and return a 500."""
        logger.exception("request %s crashed: %s %s", request.id, request.method, request.path)
        crash = Refusal(
            "An unknown error occurred. The request's id is in the server's log.",
            status=500,
            type="api_error",
        )
        return self._refused(request, crash)

    def _point_to_the_other_mode(self, space: Space, refusal: Any, noun: str, id: str) -> None:
        other = Space(space.account, not space.livemode)
        for resource in objects.every():
            if resource.noun == noun:
                found = self.reader.text(resource.table, other, id)
                if found is not None and not found[1]:
                    here, there = ("live", "test") if space.livemode else ("test", "live")
                    refusal.message = f"No such {noun}: '{id}'" + OTHER_MODE.format(here=here, there=there)
                    return

    def _headers(self, request: Request, answer: Answer) -> None:
        headers = answer.headers
        sent = request.headers
        id = request.id.encode()
        headers.append((b"content-type", answer.content_type))
        headers.append((b"request-id", id))
        headers.append(
            (b"stripe-version", (request.version or self.services.default_version).encode("latin1"))
        )
        headers.append((b"cache-control", b"no-cache, no-store"))
        if request.caller is None or request.caller.for_browsers:
            headers.append(ANY_ORIGIN)
            if b"origin" in sent:
                headers.append((b"access-control-expose-headers", EXPOSED))
        key = sent.get(b"idempotency-key")
        if key:
            headers.append((b"idempotency-key", key))
            headers.append(
                (b"original-request", answer.original_request.encode() if answer.original_request else id)
            )
            if answer.replayed:
                headers.append((b"idempotent-replayed", b"true"))
        if answer.should_retry is not None:
            headers.append((b"stripe-should-retry", b"true" if answer.should_retry else b"false"))
        if request.echo_account:
            headers.append((b"stripe-account", request.echo_account.encode("latin1")))
        if answer.status == 401 and request.caller is None:
            headers.append((b"www-authenticate", b'Basic realm="Stripe"'))
        # Programs do not care how JSON is laid out; a person at a terminal does, so there it is as the real
        # service writes it.
        if sent.get(b"user-agent", b"").startswith(TERMINALS) and answer.content_type == b"application/json":
            answer.body = msgspec.json.format(answer.body, indent=2) + b"\n"


@lru_cache(maxsize=64)
def _surface_and_view(version: str) -> tuple[Surface, View | None]:
    """Return the surface and the view of a version. 400 if the version was never published."""
    versions.check(version)
    view = versions.view(version)
    return contract.load(version), view if view.answers or view.requests else None


def _publishable_key(sent: bytes) -> str | None:
    """Find the publishable key in a query or body, where the browser library puts it.

    A search without parsing, so that large bodies cost little.
    """
    found = KEY_PARAMETER.findall(sent) if b"key" in sent else None
    return found[-1].decode("latin1") if found else None
