"""Ids: a prefix that tells the kind, then letters and digits that tell nothing."""

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
_PAIRS += _random.sample(_PAIRS, 4096 - len(_PAIRS))  # twelve bits pick a pair; that a few come twice as often gives nothing away


def letters(count: int) -> str:
    """Random letters and digits; from the seed when one is set (`COUNTERFOIL_SEED`), so that a run can be repeated."""
    number, pairs = _bits(6 * count + 6), _PAIRS
    found = ""
    for _ in range((count + 1) // 2):
        found += pairs[number & 4095]
        number >>= 12
    return found if count % 2 == 0 else found[:count]


def capitals(count: int) -> str:
    """Random digits and capital letters, seeded like the rest: prefixes of numbers that people read."""
    return "".join(_choices(ALPHABET[:36], k=count))


def new(prefix: str, length: int = 24) -> str:
    """A new id, `cus_NffrFeUfNV2Hib`. Only letters, digits and underscores: command lines parse ids by that."""
    return f"{prefix}_{letters(length)}"


def uuid() -> str:
    """A random UUID, where the API makes up names of that form; seeded like all ids."""
    return str(UUID(int=_random.getrandbits(128), version=4))


def secret(prefix: str, length: int) -> str:
    """An unguessable text: never seeded, since it guards something."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


def digest(secret: str) -> str:
    """What is kept of a secret that only has to be recognized."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed(value: int | str) -> None:
    """Make the ids that follow repeatable (tests and simulations)."""
    _random.seed(value)
