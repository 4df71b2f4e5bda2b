"""Spelling: the known name that an unknown one was meant for.

A name is near if it begins alike (Jaro and Winkler) and few letters differ (Levenshtein), within the limits
of Ruby's suggestions, which the original's answers agree with.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

LONGEST = 60  # characters of a name for which a suggestion is looked for
ALIKE, ALIKE_SHORT = 0.834, 0.77  # similarity from which names of more than, or up to, three letters are near
PREFIX = 4  # letters at the beginning that count more


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to another, or None if none is near."""
    if len(name) > LONGEST:
        return None
    least = ALIKE if len(name) > 3 else ALIKE_SHORT
    scored = [(similarity(one, name), one) for one in known]
    near = [one for score, one in sorted(scored, key=lambda each: -each[0]) if score >= least]
    few = ceil(len(name) / 4)
    close = [one for one in near if distance(one, name) <= few]
    loose = [one for one in near if distance(one, name) < min(len(one), len(name))]
    return next(iter(close or loose), None)


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1, by Jaro and Winkler."""
    short, long = sorted((one, other), key=len)
    reach = max(0, len(long) // 2 - 1)
    taken = [False] * len(long)
    matches = []
    for place, letter in enumerate(short):
        for at in range(max(0, place - reach), min(len(long), place + reach + 1)):
            if not taken[at] and long[at] == letter:
                taken[at] = True
                matches.append(letter)
                break
    if not matches:
        return 0.0
    others = [letter for letter, used in zip(long, taken, strict=True) if used]
    swapped = sum(a != b for a, b in zip(matches, others, strict=True)) // 2
    count = len(matches)
    jaro = (count / len(short) + count / len(long) + (count - swapped) / count) / 3
    if jaro <= 0.7:
        return jaro
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short))
    return jaro + min(alike, PREFIX) * 0.1 * (1 - jaro)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out or replaced to make one name of another."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, against in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != against))
    return row[-1]
