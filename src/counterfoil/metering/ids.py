"""Ids of summaries: computed, never stored. The same question gives the same id on every call and after every restart.

An id holds the bounds of its window, scrambled with a key made of scope, meter and customer, so it is opaque, cannot be carried to
another series, and serves as the cursor of a list.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

_FACTOR = 0x9E3779B97F4A7C15F39CC0605CEDC835  # odd, so multiplication by it can be undone
_UNDO = pow(_FACTOR, -1, 1 << 128)
_MASK = (1 << 128) - 1
_WORD, _SIGN = (1 << 40) - 1, 1 << 39  # room for a time: epoch seconds, with their sign, up to the year 19391
_TEST, _LIVE = "mtrusg_test_", "mtrusg_"
_DIGITS = frozenset("0123456789abcdef")


@lru_cache(4096)
def _key(scope: str, meter: str, customer: str) -> tuple[int, int]:
    digest = blake2b(f"{scope}\0{meter}\0{customer}".encode(), digest_size=22).digest()
    return int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:], "big") << 80


def summary_ids(scope: str, meter: str, customer: str, *, livemode: bool = False) -> Callable[[int, int], str]:
    """What names the summaries of a meter and customer: the id of each `[start, end)`. A page has many, so its key is made once."""
    pad, seal = _key(scope, meter, customer)
    prefix = _LIVE if livemode else _TEST

    def id(start: int, end: int) -> str:
        return f"{prefix}{((seal | (start & _WORD) << 40 | end & _WORD) * _FACTOR & _MASK) ^ pad:032x}"

    return id


def summary_id(scope: str, meter: str, customer: str, start: int, end: int, *, livemode: bool = False) -> str:
    """The id of the summary of a meter and customer over `[start, end)`."""
    return summary_ids(scope, meter, customer, livemode=livemode)(start, end)


def summary_window(scope: str, meter: str, customer: str, id: str) -> tuple[int, int] | None:
    """The `(start, end)` that an id stands for, or None where it is no id of this series."""
    body = id[-32:]
    if len(body) != 32 or not _DIGITS.issuperset(body):
        return None
    pad, _ = _key(scope, meter, customer)
    plain = ((int(body, 16) ^ pad) * _UNDO) & _MASK
    start, end = (((plain >> shift & _WORD) ^ _SIGN) - _SIGN for shift in (40, 0))
    if id != summary_id(scope, meter, customer, start, end, livemode=not id.startswith(_TEST)):
        return None
    return start, end
