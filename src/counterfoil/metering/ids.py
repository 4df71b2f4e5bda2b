"""Ids of meter event summaries: computed, never stored, the same on every call and after every restart.

An id encodes the bounds of its window, scrambled with a key derived from scope, meter and customer. So it is
opaque, is valid for one series only, and can be used as a list cursor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

_FACTOR = 0x9E3779B97F4A7C15F39CC0605CEDC835  # odd, so it has an inverse modulo 2**128
_UNDO = pow(_FACTOR, -1, 1 << 128)
_MASK = (1 << 128) - 1
_WORD, _SIGN = (1 << 40) - 1, 1 << 39  # a time takes 40 bits: signed epoch seconds up to the year 19391
_TEST, _LIVE = "mtrusg_test_", "mtrusg_"
_DIGITS = frozenset("0123456789abcdef")


@lru_cache(4096)
def _key(scope: str, meter: str, customer: str) -> tuple[int, int]:
    """Derive the pad and the seal (a checksum in the top bits) of a series' ids."""
    digest = blake2b(f"{scope}\0{meter}\0{customer}".encode(), digest_size=22).digest()
    return int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:], "big") << 80


def summary_ids(
    scope: str, meter: str, customer: str, *, livemode: bool = False
) -> Callable[[int, int], str]:
    """Return a function that makes the id of the summary over `[start, end)`.

    The key is derived only once.
    """
    pad, seal = _key(scope, meter, customer)
    prefix = _LIVE if livemode else _TEST

    def id(start: int, end: int) -> str:
        return f"{prefix}{((seal | (start & _WORD) << 40 | end & _WORD) * _FACTOR & _MASK) ^ pad:032x}"

    return id


def summary_id(scope: str, meter: str, customer: str, start: int, end: int, *, livemode: bool = False) -> str:
    """Make the id of the summary of a meter and customer over `[start, end)`."""
    return summary_ids(scope, meter, customer, livemode=livemode)(start, end)


def summary_window(scope: str, meter: str, customer: str, id: str) -> tuple[int, int] | None:
    """Decode an id to its `(start, end)`; None when it is not an id of this series."""
    body = id[-32:]
    if len(body) != 32 or not _DIGITS.issuperset(body):
        return None
    pad, _ = _key(scope, meter, customer)
    plain = ((int(body, 16) ^ pad) * _UNDO) & _MASK
    start, end = (((plain >> shift & _WORD) ^ _SIGN) - _SIGN for shift in (40, 0))
    if id != summary_id(scope, meter, customer, start, end, livemode=not id.startswith(_TEST)):
        return None
    return start, end
