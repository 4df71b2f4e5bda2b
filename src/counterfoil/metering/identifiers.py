"""Identifiers: which were seen in the last day. Each counts once per scope.

Recent identifiers are in a dictionary. Every `SEGMENT` of them are sealed: written as sorted keys of eight bytes (48 bits of hash, 16 of
place in the segment), spread over buckets so that one look-up reads a small blob per segment. Filters in memory (Bloom filters whose
bits lie in one 64-bit word) hold every key, so that an identifier never seen costs no SQL; one that a filter thinks it knows is looked up
in that filter's segments and compared letter by letter in the log, so hash collisions decide nothing. Filters are written piece by piece,
a piece per sealing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import takewhile

from counterfoil.metering.meters import Event
from counterfoil.metering.port import Home, Segment
from counterfoil.metering.windows import DAY, HOUR

SEGMENT = 1 << 16  # identifiers sealed at once, at most; their place in the segment is 16 bits
KEPT = DAY + HOUR  # seconds a sealed identifier is kept after the segment's last receipt; a day is promised
PIECES = 16  # of a filter, written in turn
BUCKETS = 512  # of a segment

_HASH = (1 << 64) - 1
_KEY = _HASH ^ (SEGMENT - 1)
_FACTOR = 0x9E3779B97F4A7C15
_PER_WORD = 4  # keys in a filter's word: 16 bits each


def _three_bits(table: bytes) -> list[int]:
    """1024 words of three bits."""
    words: list[int] = []
    for number in range(1024):
        places = dict.fromkeys(byte & 63 for byte in blake2b(number.to_bytes(2, "little"), person=table).digest())
        words.append(sum(1 << place for place in list(places)[:3]))
    return words


# The bits of a key in its word: a word of each. The same for ever, for filters are on disk.
_BITS, _MORE_BITS = _three_bits(b"one"), _three_bits(b"other")


def _salt(scope: str) -> int:
    return int.from_bytes(blake2b(scope.encode(), digest_size=7).digest(), "little")


def key_of(identifier: str, salt: int) -> int:
    """A stable 64-bit hash, spread by multiplication. Only speed depends on it."""
    # hash(int) is the remainder by a Mersenne prime: unlike hash(str), the same in every process.
    return ((hash(int.from_bytes(identifier.encode(), "little")) + salt) * _FACTOR) & _HASH


class Filter:
    """Says "never seen" for sure, or "perhaps"."""

    __slots__ = ("capacity", "keys", "number", "pieces", "shift", "words")

    def __init__(self, number: int, segment: int) -> None:
        self.number = number
        # The first holds one segment and each is four times the one before, up to 64 segments: 8 MB at their full size.
        self.capacity = segment << min(2 * number, 6)
        size = max(self.capacity // _PER_WORD, PIECES)
        self.shift = 65 - size.bit_length()
        self.words = array("Q", bytes(8 * size))
        self.keys = 0
        self.pieces = [-1] * PIECES  # the base of the last segment that each piece on disk knows

    def add(self, keys: Sequence[int]) -> None:
        """Remember keys; their lowest 16 bits are not looked at."""
        words, shift = self.words, self.shift
        for key in keys:
            words[key >> shift] |= _BITS[key >> 16 & 1023] | _MORE_BITS[key >> 26 & 1023]

    def piece(self, number: int) -> bytes:
        """The words of one piece."""
        size = len(self.words) // PIECES
        return self.words[number * size : (number + 1) * size].tobytes()

    def set_piece(self, number: int, words: bytes) -> None:
        """Take a piece from disk."""
        size = len(self.words) // PIECES
        self.words[number * size : (number + 1) * size] = array("Q", words)


class Identifiers:
    """Claims identifiers for events. Claims of an open transaction are undone with `undo`.

    segment: how many are sealed at once, a power of two.
    """

    def __init__(self, home: Home, segment: int = SEGMENT) -> None:
        self.home = home
        self.segment = segment
        self.ahead = max(1, segment // 8)  # keys sorted ahead of a sealing, so that it only merges
        self.segments = home.segments()
        last = self.segments[-1] if self.segments else None
        self.base = last.base + last.count if last else 1  # of the first identifier not sealed
        self.filters = [self._load(number) for number in sorted({segment.filter for segment in self.segments})]
        if not self.filters:
            self.filters.append(Filter(0, segment))
        self._open_filter()
        self._arrange()
        self.recent: dict[str, dict[str, int]] = {}  # scope -> identifier -> seq
        self.keys: list[int] = []  # of recent identifiers, in order of arrival from base
        self._runs: list[list[int]] = []  # the first of them, sorted, with their places in the low bits
        self._salts: dict[str, int] = {}

    # -- claiming ------------------------------------------------------------------------------------------------------

    def claim(self, events: Sequence[Event], seq: int, accepted: list[Event]) -> list[bool]:
        """Whether each event's identifier is new; those that are get numbers from `seq` on and are added to `accepted`."""
        outcomes: list[bool] = []
        probes, bits, more_bits, from_bytes, factor, mask = self._probes, _BITS, _MORE_BITS, int.from_bytes, _FACTOR, _HASH
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
        salt = self._salts.get(scope)
        if salt is None:
            salt = self._salts[scope] = _salt(scope)
        recent = self.recent.get(scope)
        if recent is None:
            recent = self.recent[scope] = {}
        return salt, recent

    def undo(self, events: Sequence[Event]) -> None:
        """Give up the newest claims, given in order. Their bits stay in the filter, which costs a look-up at worst."""
        for event in events:
            del self.recent[event.meter.scope][event.identifier]
        del self.keys[len(self.keys) - len(events) :]

    def restore(self, scope: str, identifier: str, seq: int) -> None:
        """Claim again what the log says was claimed after the last sealing."""
        salt, recent = self._scope(scope)
        key = key_of(identifier, salt)
        self.filters[-1].add((key,))
        recent[identifier] = seq
        self.keys.append(key)

    def find(self, scope: str, identifier: str) -> int | None:
        """The seq of the event that has an identifier, None where it is not known any more."""
        key = key_of(identifier, self._scope(scope)[0])
        these = _BITS[key >> 16 & 1023] | _MORE_BITS[key >> 26 & 1023]
        for words, shift, bases in self._probes:
            if words[key >> shift] & these == these:
                seq = self._find(bases, scope, identifier, key)
                if seq:
                    return seq
        return None

    def _find(self, bases: tuple[int, int] | None, scope: str, identifier: str, key: int) -> int | None:
        """Look among the recent, then in the segments of a filter that thinks it knows."""
        seq = self.recent.get(scope, {}).get(identifier)
        if seq or bases is None:
            return seq
        low, high = key & _KEY, key | (SEGMENT - 1)
        for base, packed in self.home.entries(key >> 55, *bases):
            entries = array("Q", packed)
            at = bisect_left(entries, low)
            while at < len(entries) and entries[at] <= high:
                logged = self.home.logged(base + (entries[at] & (SEGMENT - 1)))
                if logged and logged.identifier == identifier and self.home.owners([logged.series])[0].scope == scope:
                    return logged.seq
                at += 1
        return None

    def _arrange(self) -> None:
        """Filters as `claim` wants them: words, shift, and the first and last base of the segments in them."""
        bases: dict[int, tuple[int, int]] = {}
        for segment in self.segments:
            bases[segment.filter] = (bases.get(segment.filter, (segment.base,))[0], segment.base)
        self._probes = [(one.words, one.shift, bases.get(one.number)) for one in self.filters]

    # -- sealing -------------------------------------------------------------------------------------------------------

    def is_full(self, more: int) -> bool:
        """Whether so many more must wait for a sealing."""
        return bool(self.keys) and len(self.keys) + more > self.segment

    def sort_ahead(self) -> None:
        """A commit is over: do some of the next sealing's work."""
        done = len(self._runs) * self.ahead
        if len(self.keys) - done >= self.ahead:
            self._runs.append(self._sorted(done, done + self.ahead))

    def _sorted(self, low: int, high: int) -> list[int]:
        return sorted((self.keys[place] & _KEY) | place for place in range(low, high))

    def seal(self, received_at: int) -> tuple[object, ...]:
        """Write all recent identifiers as one segment. Returns what `unseal` needs."""
        pieces = [list(one.pieces) for one in self.filters]
        before = (self.base, self.keys, self._runs, self.recent, self.segments, self.filters, pieces)
        current = self.filters[-1]
        segment = Segment(self.base, len(self.keys), received_at, current.number)
        self.home.seal(segment, self._entries())
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
        """See that the last filter has room for a segment."""
        last = self.filters[-1]
        if last.keys + self.segment > last.capacity:
            self.filters = [*self.filters, Filter(last.number + 1, self.segment)]

    def unseal(self, before: tuple) -> None:
        """The sealing's transaction is undone."""
        self.base, self.keys, self._runs, self.recent, self.segments, self.filters, pieces = before
        self.filters[-1].keys -= len(self.keys)
        for one, known in zip(self.filters, pieces, strict=True):
            one.pieces = known
        self._arrange()

    def _entries(self) -> Iterator[tuple[int, bytes]]:
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
        expired = list(takewhile(lambda segment: segment.received_until < now - KEPT, self.segments))
        if not expired:
            return
        self.home.forget_segments(expired[-1].base, BUCKETS)
        self.segments = self.segments[len(expired) :]
        oldest = self.segments[0].filter
        if self.filters[0].number < oldest:
            self.filters = [one for one in self.filters if one.number >= oldest]
            self.home.forget_filters(oldest)

    # -- filters on disk -----------------------------------------------------------------------------------------------

    def _save_pieces(self) -> None:
        """Write the piece that is most out of date of each filter that has one: two at most while one filter follows another."""
        last = {segment.filter: segment.base for segment in self.segments}
        for one in self.filters[-2:]:
            oldest = min(range(PIECES), key=one.pieces.__getitem__)
            through = last.get(one.number, -1)
            if one.pieces[oldest] < through:
                self.home.save_filter(one.number, oldest, through, one.piece(oldest))
                one.pieces[oldest] = through

    def _load(self, number: int) -> Filter:
        """A filter from its pieces, each brought up to date from the segments sealed after it was written."""
        loaded = Filter(number, self.segment)
        mine = [segment for segment in self.segments if segment.filter == number]
        loaded.keys = sum(segment.count for segment in mine)
        for piece, through, words in self.home.load_filter(number):
            loaded.set_piece(piece, words)
            loaded.pieces[piece] = through
        until, share = mine[-1].base, BUCKETS // PIECES
        for piece, through in enumerate(loaded.pieces):
            if through < until:
                first = max(through + 1, mine[0].base)
                for bucket in range(piece * share, (piece + 1) * share):
                    for _, packed in self.home.entries(bucket, first, until):
                        loaded.add(array("Q", packed))
        return loaded
