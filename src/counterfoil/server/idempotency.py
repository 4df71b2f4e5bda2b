"""Idempotency: a request that comes twice under one key runs once, and is answered twice alike. Source:
protocol, section 7.

The answer is kept in the very phase whose effects it tells of: after a crash of the machine both are there,
or neither. What began to run is kept, refusals of state and declines included; what was refused before it ran
is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from counterfoil import contract
from counterfoil.contract.forms import Upload
from counterfoil.kernel import Space
from counterfoil.kernel.errors import Refusal, Unclaimed
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.request import Answer, Request

DAY = 86400
KEPT, KEPT_V2 = DAY, 30 * DAY  # seconds an answer is kept
LONGEST = 255  # characters of a key
SWEEP = 100  # one in so many kept answers also takes out a few that are too old

_sorted = msgspec.json.Encoder(order="deterministic").encode
Refusals = (Refusal, contract.Refusal)

OTHER_PARAMS = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with. "
    "Try using a key other than '{key}' if you meant to execute a different request."
)
OTHER_ENDPOINT = (
    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{path}'"
    " vs '{first}'). Try using a key other than '{key}' if you meant to execute a different request."
)
IN_USE = (
    "There is currently another in-progress request using this Idempotent Key (that probably means you"
    " submitted twice, and the other request is still going through): {key}. Please try again later."
)

Render = Callable[[Request, Any], Answer]


def key_of(request: Request) -> str | None:
    """The key that a request obeys: POST, and in v2 DELETE too; others ignore the header.

    Refuses an unfit one with 400.
    """
    header = request.headers.get(b"idempotency-key")
    if header is None or not (request.method == "POST" or (request.method == "DELETE" and request.v2)):
        return None
    if not 0 < len(header) <= LONGEST:
        raise Refusal(
            f"Idempotency-Key must be between 1 and {LONGEST} characters.", type="idempotency_error"
        )
    return header.decode("latin1")


def fingerprint(params: Mapping[str, Any], paths: Sequence[str], eyes: str = "") -> bytes:
    """What two requests of the same parameters share, in whatever order and form they came; uploaded files
    count by their bytes.

    eyes: of a caller who is shown less than a secret key is, and must not be answered what was meant for one.
    """
    return hashlib.blake2b(
        _sorted([_comparable(params), sorted(paths), *([eyes] if eyes else ())]), digest_size=16
    ).digest()


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _comparable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_comparable(each) for each in value]
    if isinstance(value, Upload):
        return [
            value.filename,
            value.content_type,
            hashlib.blake2b(value.content, digest_size=16).hexdigest(),
        ]
    return value


class Idempotency:
    """The keys of all accounts. refused: renders a refusal as the answer to a request."""

    def __init__(self, phases: GroupCommit, refused: Render) -> None:
        self.phases = phases
        self.writer = phases.store.writer
        self.refused = refused
        self._running: set[tuple[Space, str]] = set()
        self._kept = 0

    def begin(self, space: Space, key: str) -> None:
        """Take a key while a request runs. Refuses with 409 when another one has it."""
        if (space, key) in self._running:
            raise Refusal(
                IN_USE.format(key=key),
                status=409,
                type="idempotency_error",
                code="idempotency_key_in_use",
                should_retry=True,
            )
        self._running.add((space, key))

    def end(self, space: Space, key: str) -> None:
        """Let go of it."""
        self._running.discard((space, key))

    def once(
        self, request: Request, space: Space, digest: bytes, now: int, phase: Callable[[], Answer]
    ) -> Answer:
        """Inside a phase: replay the first answer under the request's key, or run and keep the answer."""
        key = request.idempotency_key
        assert key is not None, "asked only of requests with a key"
        known = self.writer.recall(space, key)
        if known is not None and known[5] > now - KEPT:
            return self._replayed(request, known, digest)
        mark = self.writer.mark()
        try:
            answer = phase()
        except Unclaimed:
            self.writer.undo(mark)
            self.writer.release(mark)
            raise
        except Refusals as refusal:
            if not getattr(refusal, "kept", False):
                self.writer.undo(mark)
            self.writer.release(mark)
            answer = self.refused(request, refusal)
            if not remembered(refusal) or (request.v2 and not getattr(refusal, "kept", False)):
                return answer
        else:
            self.writer.release(mark)
        self.keep(request, space, digest, now, answer)
        return answer

    def _replayed(
        self, request: Request, known: tuple[str, str, bytes, int, bytes, int], digest: bytes
    ) -> Answer:
        first_request, path, first_digest, status, body, _ = known
        endpoint = endpoint_of(request)
        key = request.idempotency_key
        if path != endpoint:
            raise Refusal(OTHER_ENDPOINT.format(path=endpoint, first=path, key=key), type="idempotency_error")
        if first_digest != digest:
            raise Refusal(OTHER_PARAMS.format(key=key), type="idempotency_error")
        should_retry = False if status >= 500 else None
        return Answer(status, body, original_request=first_request, replayed=True, should_retry=should_retry)

    def keep(self, request: Request, space: Space, digest: bytes, now: int, answer: Answer) -> None:
        """Inside a phase: keep an answer.

        The store forgets what is a day old, so an answer of v2 is dated as if it came later.
        """
        since = now + KEPT_V2 - KEPT if request.v2 else now
        key = request.idempotency_key
        assert key is not None, "asked only of requests with a key"
        self.writer.remember(
            space, key, request.id, endpoint_of(request), digest, answer.status, answer.body, since
        )
        self._kept += 1
        if self._kept % SWEEP == 0:
            self.writer.forget_requests(now - KEPT, 2 * SWEEP)


def endpoint_of(request: Request) -> str:
    """What a key was first used for: the path, which a trailing slash does not change."""
    path = request.path.rstrip("/")
    return path if request.method == "POST" else f"{request.method} {path}"


def remembered(refusal: Any) -> bool:
    """Whether a refusal is kept. One of parameters is not: the same key may come again with better ones."""
    if refusal.status in (401, 403, 409, 429, 501):
        return False
    if isinstance(refusal, contract.Refusal) or refusal.of_parameters:
        return False
    code = refusal.code or ""
    return not code.startswith("parameter_") and code not in ("email_invalid", "url_invalid")
