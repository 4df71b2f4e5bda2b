"""Deduplication of events by identifier, over the last day. An identifier counts once per scope.

Recent identifiers are in a dictionary. Every `SEGMENT` of them are sealed: written as sorted eight-byte keys
(48 bits of hash, 16 of position in the segment), spread over buckets so that a look-up reads a small blob per
segment. Bloom filters in memory, which keep the bits of a key in one 64-bit word, have every key, so that a
new identifier costs no SQL. A possible match is looked up in the filter's segments and compared with the log,
so hash collisions have no effect. Filters are saved in pieces, one piece at each sealing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import takewhile
from typing import Any

from counterfoil.metering.meters import Event
from counterfoil.metering.port import Segment, UsageStore
from counterfoil.metering.windows import DAY, HOUR

SEGMENT = 1 << 16  # maximum identifiers in a segment, whose position has 16 bits
RETENTION = DAY + HOUR  # seconds that a segment is kept after its last receipt; the API promises a day
PIECES = 16  # pieces of a filter, saved in turn
BUCKETS = 512  # buckets of a segment

_HASH = (1 << 64) - 1
_KEY = _HASH ^ (SEGMENT - 1)
_FACTOR = 0x9E3779B97F4A7C15
_PER_WORD = 4  # keys in a filter's word: 16 bits each


def _three_bits(table: bytes) -> list[int]:
    """Make 1024 pseudorandom 64-bit words with three bits set each."""
    words: list[int] = []
    for number in range(1024):
        places = dict.fromkeys(
            byte & 63 for byte in blake2b(number.to_bytes(2, "little"), person=table).digest()
        )
        words.append(sum(1 << place for place in list(places)[:3]))
    return words


# The bits of a key: one word of each table. They must never change, because filters are stored.
_BITS, _MORE_BITS = _three_bits(b"one"), _three_bits(b"other")


def _salt(scope: str) -> int:
    """Derive the number that separates the keys of scopes."""
    return int.from_bytes(blake2b(scope.encode(), digest_size=7).digest(), "little")


def key_of(identifier: str, salt: int) -> int:
    """Hash an identifier to 64 bits, the same in every process. Collisions cost time only."""
    # hash(int) is the remainder by a Mersenne prime, unlike hash(str), which is seeded per process.
    return ((hash(int.from_bytes(identifier.encode(), "little")) + salt) * _FACTOR) & _HASH


class Filter:
    """A Bloom filter: tells that an identifier is new, or that it may have been used."""

    __slots__ = ("capacity", "keys", "number", "pieces", "shift", "words")

    def __init__(self, number: int, segment: int) -> None:
        self.number = number
        # The first filter has room for one segment, each next one for four times as many, up to 64 (8 MB).
        self.capacity = segment << min(2 * number, 6)
        size = max(self.capacity // _PER_WORD, PIECES)
        self.shift = 65 - size.bit_length()
        self.words = array("Q", bytes(8 * size))
        self.keys = 0
        self.pieces = [-1] * PIECES  # base of the last segment included in each saved piece

    def add(self, keys: Sequence[int]) -> None:
        """Add keys. Their lowest 16 bits are ignored."""
        words, shift = self.words, self.shift
        for key in keys:
            words[key >> shift] |= _BITS[key >> 16 & 1023] | _MORE_BITS[key >> 26 & 1023]

    def piece(self, number: int) -> bytes:
        """Return the words of one piece as bytes."""
        size = len(self.words) // PIECES
        return self.words[number * size : (number + 1) * size].tobytes()

    def set_piece(self, number: int, words: bytes) -> None:
        """Replace a piece by its saved words."""
        size = len(self.words) // PIECES
        self.words[number * size : (number + 1) * size] = array("Q", words)


class Dedup:
    """Claims identifiers for events. `undo` releases those of a rolled-back transaction.

    segment: identifiers sealed at once, a power of two.
    """

    def __init__(self, store: UsageStore, segment: int = SEGMENT) -> None:
        self.store = store
        self.segment = segment
        self.ahead = max(1, segment // 8)  # keys sorted in advance at a time, so that a sealing only merges
        self.segments = store.segments()
        last = self.segments[-1] if self.segments else None
        self.base = last.base + last.count if last else 1  # seq of the first unsealed identifier
        self.filters = [
            self._load(number) for number in sorted({segment.filter for segment in self.segments})
        ]
        if not self.filters:
            self.filters.append(Filter(0, segment))
        self._open_filter()
        self._arrange()
        self.recent: dict[str, dict[str, int]] = {}  # scope -> identifier -> seq
        self.keys: list[int] = []  # of recent identifiers, in order of arrival, from base
        self._runs: list[list[int]] = []  # the first of `keys`, sorted, with their positions in the low bits
        self._salts: dict[str, int] = {}

    # -- claiming --------------------------------------------------------------------------------------------

    def claim(self, events: Sequence[Event], seq: int, accepted: list[Event]) -> list[bool]:
        """Return for each event whether its identifier is new.

        Events with a new identifier are appended to `accepted` and numbered from `seq`.
        """
        outcomes: list[bool] = []
        probes, bits, more_bits, from_bytes, factor, mask = (
            self._probes,
            _BITS,
            _MORE_BITS,
            int.from_bytes,
            _FACTOR,
            _HASH,
        )
        words, shift, _ = probes[-1]
        add_key, accept, decide = self.keys.append, accepted.append, outcomes.append
        scope = None
        for event in events:
            if event.meter.scope != scope:
                scope = event.meter.scope
                salt, recent = self._scope(scope)
            identifier = event.identifier
            key = ((hash(from_bytes(identifier.encode(), "little")) + salt) * factor) & mask
            these = bits[key >> 16 & 1023] | more_bits[key >> 26 & 1023]
            for held, by, bases in probes:
                if held[key >> by] & these == these and self._find(bases, scope, identifier, key):
                    new = False
                    break
            else:
                new = True
            decide(new)
            if new:
                words[key >> shift] |= these
                recent[identifier] = seq
                seq += 1
                add_key(key)
                accept(event)
        return outcomes

    def _scope(self, scope: str) -> tuple[int, dict[str, int]]:
        """Return the salt and the recent identifiers of a scope."""
        salt = self._salts.get(scope)
        if salt is None:
            salt = self._salts[scope] = _salt(scope)
        recent = self.recent.get(scope)
        if recent is None:
            recent = self.recent[scope] = {}
        return salt, recent

    def undo(self, events: Sequence[Event]) -> None:
        """Release the newest claims, given in order. Their filter bits remain, which only costs look-ups."""
        for event in events:
            del self.recent[event.meter.scope][event.identifier]
        del self.keys[len(self.keys) - len(events) :]

    def restore(self, scope: str, identifier: str, seq: int) -> None:
        """Claim an identifier that the log has after the last sealing, at start-up."""
        salt, recent = self._scope(scope)
        key = key_of(identifier, salt)
        self.filters[-1].add((key,))
        recent[identifier] = seq
        self.keys.append(key)

    def find(self, scope: str, identifier: str) -> int | None:
        """Return the seq of the event with an identifier, or None if it is unknown or expired."""
        key = key_of(identifier, self._scope(scope)[0])
        these = _BITS[key >> 16 & 1023] | _MORE_BITS[key >> 26 & 1023]
        for words, shift, bases in self._probes:
            if words[key >> shift] & these == these:
                seq = self._find(bases, scope, identifier, key)
                if seq:
                    return seq
        return None

    def _find(self, bases: tuple[int, int] | None, scope: str, identifier: str, key: int) -> int | None:
        """Look up an identifier that a filter reports: first the recent ones, then the filter's segments."""
        seq = self.recent.get(scope, {}).get(identifier)
        if seq or bases is None:
            return seq
        low, high = key & _KEY, key | (SEGMENT - 1)
        for base, packed in self.store.entries(key >> 55, *bases):
            entries = array("Q", packed)
            at = bisect_left(entries, low)
            while at < len(entries) and entries[at] <= high:
                logged = self.store.logged(base + (entries[at] & (SEGMENT - 1)))
                if logged and logged.identifier == identifier:
                    if self.store.owners([logged.series])[0].scope == scope:
                        return logged.seq
                at += 1
        return None

    def _arrange(self) -> None:
        """Prepare the filters for `claim`: words, shift, and the first and last base of their segments."""
        bases: dict[int, tuple[int, int]] = {}
        for segment in self.segments:
            bases[segment.filter] = (bases.get(segment.filter, (segment.base,))[0], segment.base)
        self._probes = [(one.words, one.shift, bases.get(one.number)) for one in self.filters]

    # -- sealing ---------------------------------------------------------------------------------------------

    def is_full(self, more: int) -> bool:
        """Whether `more` identifiers do not fit before the next sealing."""
        return bool(self.keys) and len(self.keys) + more > self.segment

    def sort_ahead(self) -> None:
        """Sort some keys in advance, after a commit, so that the next sealing takes less time."""
        done = len(self._runs) * self.ahead
        if len(self.keys) - done >= self.ahead:
            self._runs.append(self._sorted(done, done + self.ahead))

    def _sorted(self, low: int, high: int) -> list[int]:
        return sorted((self.keys[place] & _KEY) | place for place in range(low, high))

    def seal(self, received_at: int) -> tuple[object, ...]:
        """Write all recent identifiers as one segment. Returns the previous state, for `unseal`."""
        pieces = [list(one.pieces) for one in self.filters]
        before = (self.base, self.keys, self._runs, self.recent, self.segments, self.filters, pieces)
        current = self.filters[-1]
        segment = Segment(self.base, len(self.keys), received_at, current.number)
        self.store.seal(segment, self._entries())
        self.recent = {}
        self.base += segment.count
        self.keys, self._runs = [], []
        self.segments = [*self.segments, segment]
        current.keys += segment.count
        self._expire(received_at)
        self._save_pieces()
        self._open_filter()
        self._arrange()
        return before

    def _open_filter(self) -> None:
        """Open a new filter if the last one has no room for another segment."""
        last = self.filters[-1]
        if last.keys + self.segment > last.capacity:
            self.filters = [*self.filters, Filter(last.number + 1, self.segment)]

    def unseal(self, before: tuple[Any, ...]) -> None:
        """Undo `seal` after a rollback. before: what it returned."""
        self.base, self.keys, self._runs, self.recent, self.segments, self.filters, pieces = before
        self.filters[-1].keys -= len(self.keys)
        for one, known in zip(self.filters, pieces, strict=True):
            one.pieces = known
        self._arrange()

    def _entries(self) -> Iterator[tuple[int, bytes]]:
        """Yield (bucket, packed entries) of all recent identifiers, sorted."""
        merged = [entry for run in self._runs for entry in run]
        merged += self._sorted(len(merged), len(self.keys))
        merged.sort()  # a few sorted runs: nearly free
        packed = array("Q", merged)
        low = 0
        while low < len(packed):
            bucket = packed[low] >> 55
            high = bisect_left(packed, bucket + 1 << 55, low)
            yield bucket, packed[low:high].tobytes()
            low = high

    def _expire(self, now: int) -> None:
        """Delete segments older than RETENTION, and filters that no segment uses any more."""
        expired = list(takewhile(lambda segment: segment.received_until < now - RETENTION, self.segments))
        if not expired:
            return
        self.store.forget_segments(expired[-1].base, BUCKETS)
        self.segments = self.segments[len(expired) :]
        oldest = self.segments[0].filter
        if self.filters[0].number < oldest:
            self.filters = [one for one in self.filters if one.number >= oldest]
            self.store.forget_filters(oldest)

    # -- filters on disk -------------------------------------------------------------------------------------

    def _save_pieces(self) -> None:
        """Save the most outdated piece of each of the last two filters."""
        last = {segment.filter: segment.base for segment in self.segments}
        for one in self.filters[-2:]:
            oldest = min(range(PIECES), key=one.pieces.__getitem__)
            through = last.get(one.number, -1)
            if one.pieces[oldest] < through:
                self.store.save_filter(one.number, oldest, through, one.piece(oldest))
                one.pieces[oldest] = through

    def _load(self, number: int) -> Filter:
        """Load a filter from its saved pieces, adding the segments sealed after each was saved."""
        loaded = Filter(number, self.segment)
        mine = [segment for segment in self.segments if segment.filter == number]
        loaded.keys = sum(segment.count for segment in mine)
        for piece, through, words in self.store.load_filter(number):
            loaded.set_piece(piece, words)
            loaded.pieces[piece] = through
        until, share = mine[-1].base, BUCKETS // PIECES
        for piece, through in enumerate(loaded.pieces):
            if through < until:
                first = max(through + 1, mine[0].base)
                for bucket in range(piece * share, (piece + 1) * share):
                    for _, packed in self.store.entries(bucket, first, until):
                        loaded.add(array("Q", packed))
        return loaded
