"""Ids: a prefix for the type of object, then random letters and digits."""

from __future__ import annotations

import hashlib
import os
import random
import secrets
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

_seed = os.environ.get("COUNTERFOIL_SEED")
_random = random.Random(_seed) if _seed else random.Random(secrets.randbits(256))
_choices = _random.choices
_bits = _random.getrandbits
_PAIRS = [one + other for one in ALPHABET for other in ALPHABET]
# Twelve bits pick a pair. Some pairs are twice as likely, which is harmless: ids must be unique, not secret.
_PAIRS += _random.sample(_PAIRS, 4096 - len(_PAIRS))


def letters(count: int) -> str:
    """Return random letters and digits. `COUNTERFOIL_SEED` makes them repeatable."""
    number, pairs = _bits(6 * count + 6), _PAIRS
    found = ""
    for _ in range((count + 1) // 2):
        found += pairs[number & 4095]
        number >>= 12
    return found if count % 2 == 0 else found[:count]


def capitals(count: int) -> str:
    """Return random digits and capital letters, seeded too, for numbers that people read."""
    return "".join(_choices(ALPHABET[:36], k=count))


def new(prefix: str, length: int = 24) -> str:
    """Make an id like `cus_NffrFeUfNV2Hib`. Only letters, digits and underscores: CLIs rely on that."""
    return f"{prefix}_{letters(length)}"


def uuid() -> str:
    """Return a random UUID, seeded like all ids."""
    return str(UUID(int=_random.getrandbits(128), version=4))


def secret(prefix: str, length: int) -> str:
    """Return an unguessable secret with a prefix. It is never seeded."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


def token() -> str:
    """Return an unguessable part of a URL: 128 bits. It is never seeded."""
    return secrets.token_urlsafe(16)


def digest(secret: str) -> str:
    """Return the SHA-256 hex of a secret: all that is stored of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed(value: int | str) -> None:
    """Seed the ids made from now on, for tests and simulations."""
    _random.seed(value)
