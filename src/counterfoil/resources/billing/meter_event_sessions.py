"""Meter event sessions: a token that authenticates requests to the meter event stream for fifteen minutes.

Tokens are shown once and stored hashed. Source: API reference v2, Billing, Meter event sessions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Services, Space, Work, ids, objects
from counterfoil.kernel.errors import Refusal
from counterfoil.kernel.instants import rfc3339

meter_event_sessions = objects.v2_billing_meter_event_session

# Sessions, by the hash of their token. They are stored in one space, because a token does not name its
# account.
tokens = objects.meter_event_token
TOKENS = Space("", False)

LIFETIME = 15 * 60  # seconds
RETENTION = 86400  # seconds after expiry in which the error says "expired" and not "invalid"
OPEN = "billing.meter_event_sessions.open"
MANY = 10_000  # cached tokens


@meter_event_sessions.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Create a session.

    An account may have several; a token can be used any number of times until it expires.
    """
    token = ids.secret("token_", 40)
    now = work.services.wall()  # tokens expire in real time, also on test clocks
    document: dict[str, Any] = {
        "id": ids.digest(token),
        "object": tokens.object,
        "created": now,
        "account": work.account,
        "livemode": work.livemode,
        "expires_at": now + LIFETIME,
    }
    work.session.add(tokens.table, TOKENS, document)
    forgotten_at = now + LIFETIME + RETENTION
    work.session.schedule("", forgotten_at, forget.rank, TOKENS, forget.name, document["id"], None)
    return {
        "id": meter_event_sessions.new_id(work.space),
        "object": "v2.billing.meter_event_session",
        "authentication_token": token,
        "created": rfc3339(now),
        "expires_at": rfc3339(now + LIFETIME),
        "livemode": work.livemode,
    }


@tokens.due(name="_meter_event_token.forget")
def forget(work: Work, token: Document) -> None:
    """Delete a token that expired a day ago."""
    work.session.erase(tokens.table, TOKENS, token["id"])


def space_of(services: Services, session: Any, token: str | None, now: int) -> Space:
    """Return the account and mode of a token; 401 if it is expired or invalid.

    now: real time, epoch seconds.
    """
    # A token never changes.
    opened: dict[str, tuple[Space, int]] = services.cache(TOKENS, 0).setdefault(OPEN, {})
    found = opened.get(token or "")
    if found is None:
        stored = session.load(tokens.table, TOKENS, ids.digest(token)) if token else None
        if stored is None:
            raise Refusal(
                "The token of a meter event session is required here; this is none.",
                status=401,
                code="invalid_session_token",
            )
        found = Space(stored["account"], stored["livemode"]), stored["expires_at"]
        if len(opened) > MANY:
            opened.clear()
        opened[token or ""] = found
    space, expires_at = found
    if now >= expires_at:
        opened.pop(token or "", None)
        raise _expired()
    return space


def _expired() -> Refusal:
    return Refusal(
        "This meter event session has expired. Create a new one with POST /v2/billing/meter_event_session.",
        status=401,
        type="temporary_session_expired",
        code="billing_meter_event_session_expired",
        doc_url="https://docs.stripe.com/error-codes#billing-meter-event-session-expired",
    )
