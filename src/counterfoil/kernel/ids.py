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
_bytes = _random.randbytes
# A byte picks a letter. Eight are likelier by a quarter, which is harmless: ids are unique, not secret.
_LETTERS = (5 * ALPHABET)[:256].encode()


def letters(count: int) -> str:
    """Return random letters and digits. `COUNTERFOIL_SEED` makes them repeatable."""
    return _bytes(count).translate(_LETTERS).decode()


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
    number = secrets.randbits(6 * length + 64)  # so many bits that all letters are equally likely
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        prefix += ALPHABET[place]
    return prefix


def token() -> str:
    """Return an unguessable part of a URL: 128 bits. It is never seeded."""
    return secrets.token_urlsafe(16)


def digest(secret: str) -> str:
    """Return the SHA-256 hex of a secret: all that is stored of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed(value: int | str) -> None:
    """Seed the ids made from now on, for tests and simulations."""
    _random.seed(value)
