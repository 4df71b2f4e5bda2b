"""Idempotency: a request that is sent twice with one key runs once and gets the same answer twice.

The answer is stored in the phase of its effects: after a crash both exist, or neither. Stored are successes,
declines and refusals by state, but not refusals before the action ran. Source: protocol, section 7.
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
TTL, TTL_V2 = DAY, 30 * DAY  # seconds for which an answer is stored
LONGEST = 255  # characters of a key
SWEEP = 100  # one in so many stored answers also deletes a few expired ones

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
    """Return the key of a POST (v2: also DELETE), else None. 400 for a key of wrong length."""
    header = request.headers.get(b"idempotency-key")
    if header is None or not (request.method == "POST" or (request.method == "DELETE" and request.v2)):
        return None
    if not 0 < len(header) <= LONGEST:
        raise Refusal(
            f"Idempotency-Key must be between 1 and {LONGEST} characters.", type="idempotency_error"
        )
    return header.decode("latin1")


def fingerprint(params: Mapping[str, Any], paths: Sequence[str], audience: str = "") -> bytes:
    """Return a digest of parameters and expansions, independent of order and encoding; of files, the bytes.

    audience: distinguishes callers who see less than a secret key, and must not get its answer.
    """
    return hashlib.blake2b(
        _sorted([_comparable(params), sorted(paths), *([audience] if audience else ())]), digest_size=16
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
    """Stores and replays answers by key, for all accounts. refused: renders an error as an answer."""

    def __init__(self, phases: GroupCommit, refused: Render) -> None:
        self.phases = phases
        self.writer = phases.store.writer
        self.refused = refused
        self._running: set[tuple[Space, str]] = set()
        self._stored = 0

    def begin(self, space: Space, key: str) -> None:
        """Reserve a key while its request runs. 409 if another request has it."""
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
        """Release a key."""
        self._running.discard((space, key))

    def once(
        self, request: Request, space: Space, digest: bytes, now: int, phase: Callable[[], Answer]
    ) -> Answer:
        """Within a phase: replay the answer stored with the key, or run the phase and store its answer."""
        key = request.idempotency_key
        assert key is not None, "asked only of requests with a key"
        known = self.writer.find_request(space, key)
        if known is not None and known[5] > now - TTL:
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
            if not is_stored(refusal) or (request.v2 and not getattr(refusal, "kept", False)):
                return answer
        else:
            self.writer.release(mark)
        self.save(request, space, digest, now, answer)
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

    def save(self, request: Request, space: Space, digest: bytes, now: int, answer: Answer) -> None:
        """Within a phase: store an answer.

        The store deletes answers after a day, so the time of a v2 answer is stored as a later one.
        """
        since = now + TTL_V2 - TTL if request.v2 else now
        key = request.idempotency_key
        assert key is not None, "asked only of requests with a key"
        self.writer.save_request(
            space, key, request.id, endpoint_of(request), digest, answer.status, answer.body, since
        )
        self._stored += 1
        if self._stored % SWEEP == 0:
            self.writer.delete_requests(now - TTL, 2 * SWEEP)


def endpoint_of(request: Request) -> str:
    """Return the endpoint of a key: the path without trailing slash, after the method unless POST."""
    path = request.path.rstrip("/")
    return path if request.method == "POST" else f"{request.method} {path}"


def is_stored(refusal: Any) -> bool:
    """Return whether an error is stored. Errors of parameters are not: a client may correct them."""
    if refusal.status in (401, 403, 409, 429, 501):
        return False
    if isinstance(refusal, contract.Refusal) or refusal.of_parameters:
        return False
    code = refusal.code or ""
    return not code.startswith("parameter_") and code not in ("email_invalid", "url_invalid")
