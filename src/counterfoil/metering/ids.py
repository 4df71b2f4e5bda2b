"""Ids of summaries: computed, never stored. The same question gives the same id on every call and after every restart.

An id holds the bounds of its window, scrambled with a key made of scope, meter and customer, so it is opaque, cannot be carried to
another series, and serves as the cursor of a list.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_FACTOR = 0x9E3779B97F4A7C15F39CC0605CEDC835  # odd, so multiplication by it can be undone
_UNDO = pow(_FACTOR, -1, 1 << 128)
_MASK = (1 << 128) - 1
_WORD = (1 << 40) - 1  # room for a time: epoch seconds up to the year 36812
_TEST, _LIVE = "mtrusg_test_", "mtrusg_"


@lru_cache(4096)
def _key(scope: str, meter: str, customer: str) -> tuple[int, int]:
    digest = blake2b(f"{scope}\0{meter}\0{customer}".encode(), digest_size=22).digest()
    return int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:], "big") << 80


def summary_id(scope: str, meter: str, customer: str, start: int, end: int, *, livemode: bool = False) -> str:
    """The id of the summary of a meter and customer over `[start, end)`."""
    pad, seal = _key(scope, meter, customer)
    scrambled = (((seal | (start & _WORD) << 40 | (end & _WORD)) * _FACTOR) & _MASK) ^ pad
    return f"{_LIVE if livemode else _TEST}{scrambled:032x}"


def summary_window(scope: str, meter: str, customer: str, id: str) -> tuple[int, int] | None:
    """The `(start, end)` that an id stands for, or None where it is no id of this series."""
    body = id.removeprefix(_LIVE).removeprefix("test_")
    if not id.startswith(_LIVE) or len(body) != 32:
        return None
    try:
        scrambled = int(body, 16)
    except ValueError:
        return None
    pad, seal = _key(scope, meter, customer)
    plain = ((scrambled ^ pad) * _UNDO) & _MASK
    if plain >> 80 << 80 != seal:
        return None
    return plain >> 40 & _WORD, plain & _WORD
