"""Authentication: the account, mode and permissions of a key.

Open mode (default on loopback): any well-formed key is valid, and the text after its prefix names the
sandbox. Closed mode: keys are created by `counterfoil keys create` and stored as hashes. Source: protocol,
section 2.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Space, errors, objects
from counterfoil.kernel.ids import ALPHABET
from counterfoil.kernel.ids import digest as digest

WELL_FORMED = re.compile(r"(sk|rk|pk|ek)_(test|live)_([A-Za-z0-9_]{1,255})").fullmatch
KINDS = {"sk": "secret", "rk": "restricted", "pk": "publishable", "ek": "ephemeral"}

NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
    " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
    " https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
)
PUBLISHABLE = (
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a"
    " list of your API keys at https://dashboard.stripe.com/account/apikeys."
)

# Keys are documents of no account, found by the hash of what they are; the underscore keeps them out of the
# API.
keys = objects.key.page(
    filters={"account": "account"},
)
KEYS_SPACE = Space("", False)


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller of a request.

    kind: secret, restricted, publishable or ephemeral. permissions: None for all that the kind allows.
    """

    space: Space
    kind: str
    masked: str
    permissions: frozenset[str] | None = None
    owner: tuple[str, str] | None = None  # whom an ephemeral key is for: kind of object and id

    @property
    def for_browsers(self) -> bool:
        """Whether the kind of key is meant for browsers and apps."""
        return self.kind in ("publishable", "ephemeral")

    @property
    def sees_all(self) -> bool:
        """Whether the key may read everything in its account."""
        return self.permissions is None and not self.for_browsers

    @property
    def audience(self) -> str:
        """The audience of an answer: a stored answer is replayed only to the audience it was given to."""
        return f"{self.kind} {self.owner}" if self.for_browsers else ""

    @property
    def abridged(self) -> str:
        """The key as errors show it: prefix, one star, and the last four characters of a long one."""
        return self.masked[:8] + "*" + self.masked[8:].lstrip("*")


def masked(key: str) -> str:
    """Mask a key except for prefix and last four characters. Shows at most 255 stars."""
    match = re.match(r"(?:sk|rk|pk|ek)_(?:test|live)_", key)
    head = match.group() if match else ""
    rest = key[len(head) :]
    stars = min(len(rest), 255)
    return head + "*" * (stars - 4) + rest[-4:] if stars > 4 else head + "*" * stars


def account_of(sandbox: str) -> str:
    """Return the account id of a sandbox: a pure function of its name, the same in every database."""
    number = int.from_bytes(hashlib.sha256(b"counterfoil:" + sandbox.encode()).digest(), "big")
    letters = []
    for _ in range(16):
        number, remainder = divmod(number, 62)
        letters.append(ALPHABET[remainder])
    return "acct_1" + "".join(letters)[1:]


def key_of(headers: Mapping[bytes, bytes]) -> str | None:
    """Return the key of a request: Basic user name or Bearer token, or None."""
    header = headers.get(b"authorization")
    if not header:
        return None
    scheme, _, rest = header.partition(b" ")
    scheme = scheme.lower()
    try:
        if scheme == b"bearer":
            return rest.strip().decode("ascii") or None
        if scheme == b"basic":
            return base64.b64decode(rest.strip(), validate=True).decode("ascii").partition(":")[0] or None
    except (binascii.Error, UnicodeDecodeError):
        return rest.decode("latin1")
    return None


def refused(message: str, code: str | None = None) -> errors.Refusal:
    """Return a 401 error."""
    return errors.Refusal(message, status=401, code=code)


class Authentication:
    """Maps keys to callers, with a cache for keys that are not stored."""

    def __init__(self, session: Any, *, closed: bool) -> None:
        self.session = session
        self.closed = closed
        self._seen: dict[str, Caller] = {}

    def caller(self, key: str | None, now: int) -> Caller:
        """Return the caller of a key. 401 if it is missing, invalid, revoked or expired."""
        if key is None:
            raise refused(NO_KEY)
        found = self._seen.get(key)
        if found is None:
            found, stored = self._look_up(key, now)
            # A key that was made can be revoked or expire at any moment, also by another process, so it is
            # looked up every time.
            if not stored:
                if len(self._seen) > 50_000:
                    self._seen.clear()
                self._seen[key] = found
        return found

    def _look_up(self, key: str, now: int) -> tuple[Caller, bool]:
        """Return the caller, and whether the key is stored."""
        match = WELL_FORMED(key)
        if match is None:
            raise refused(f"Invalid API Key provided: {masked(key)}")
        short, mode, sandbox = match.groups()
        hashed = digest(key)
        stored = self.session.load(keys.table, KEYS_SPACE, hashed)
        if stored is not None and hmac.compare_digest(stored["id"], hashed):
            if stored.get("revoked_at") or (stored.get("expires_at") and stored["expires_at"] <= now):
                raise refused(f"Expired API Key provided: {masked(key)}", "api_key_expired")
            allowed = stored.get("permissions")
            permissions = frozenset(allowed) if allowed is not None else None
            space = Space(stored["account"], mode == "live")
            owner = tuple(stored["owner"]) if "owner" in stored else None
            return Caller(space, KINDS[short], masked(key), permissions, owner), True
        if self.closed or short == "ek":
            raise refused(f"Invalid API Key provided: {masked(key)}")
        return Caller(Space(account_of(sandbox), mode == "live"), KINDS[short], masked(key)), False
