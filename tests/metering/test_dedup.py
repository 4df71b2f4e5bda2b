"""Dedup: each counts once per scope, for a day at least, however many came since."""

from __future__ import annotations

import pytest

from counterfoil.metering import DAY, HOUR, Cancellation, Event, Meter, dedup
from counterfoil.metering.dedup import PIECES, Dedup, Filter, key_of
from tests.metering.side_by_side import NOON, SideBySide
from tests.metering.stores import Room

METER = Meter(scope="acct_1", id="mtr_1", event_name="requests")
ELSEWHERE = Meter(scope="acct_2", id="mtr_1", event_name="requests")


def event(identifier: str, meter: Meter = METER) -> Event:
    return Event(meter, "cus_1", NOON, 1, identifier)


def many(both: SideBySide, count: int, name: str = "filler", by: int = 16) -> None:
    """So many events more, a few a commit, so that the identifiers before them are sealed."""
    for low in range(0, count, by):
        both.ingest(*(event(f"{name}-{number}") for number in range(low, low + by)))
        both.commit()


@pytest.fixture
def small(room: Room) -> SideBySide:
    """An engine that seals every 64 identifiers."""
    return SideBySide(room, segment=64)


def test_an_identifier_counts_once(both: SideBySide) -> None:
    assert both.ingest(event("a"), event("b"), event("a")) == [True, True, False]
    assert both.ingest(event("b"), event("c")) == [False, True]
    both.commit()
    assert both.ingest(event("a"), event("d")) == [False, True]


def test_meters_of_a_scope_share_identifiers_and_scopes_do_not(both: SideBySide) -> None:
    other = Meter(scope="acct_1", id="mtr_2", event_name="bytes")
    assert both.ingest(event("a"), event("a", other), event("a", ELSEWHERE)) == [True, False, True]


def test_letters_decide_not_their_encoding(both: SideBySide) -> None:
    alike = ["a", "A", "a ", "á", "a\u0301", "a\0", "", "0", "00", "\N{PILE OF POO}"]
    assert both.ingest(*map(event, alike)) == [True] * len(alike)
    assert both.ingest(*map(event, alike)) == [False] * len(alike)


def test_what_is_sealed_is_still_known(small: SideBySide) -> None:
    many(small, 640)
    assert len(small.engine.dedup.segments) == 9
    assert small.ingest(*(event(f"filler-{number}") for number in range(0, 640, 7))) == [False] * 92
    assert small.ingest(event("filler-1", ELSEWHERE)) == [True]


@pytest.mark.parametrize("flush", [False, True])
def test_what_is_sealed_is_known_after_a_restart(small: SideBySide, flush: bool) -> None:
    many(small, 700, by=10)
    small.restart(flush=flush)
    assert small.ingest(*(event(f"filler-{number}") for number in range(700))) == [False] * 700
    assert small.ingest(*(event(f"new-{number}") for number in range(200))) == [True] * 200
    small.commit()
    small.check_all()


def test_identifiers_that_share_a_hash_are_told_apart(small: SideBySide) -> None:
    """A filter that thinks it knows an identifier decides nothing: the log does."""
    salt = 0
    assert key_of("a", salt) == key_of("a\0", salt), "these two collide"
    small.ingest(event("a"))
    many(small, 128)
    assert small.ingest(event("a\0"), event("a")) == [True, False]
    assert small.cancel(METER, "a\0") == Cancellation.CANCELED


def test_scopes_that_share_a_hash_are_told_apart(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dedup, "_salt", lambda scope: 0)
    small = SideBySide(room, segment=64)
    small.ingest(event("a"))
    many(small, 128)
    assert small.ingest(event("a", ELSEWHERE), event("a")) == [True, False]
    assert small.cancel(ELSEWHERE, "a") == Cancellation.CANCELED
    small.commit()
    assert (
        small.engine.total(METER, "cus_1", 0, 2 * NOON),
        small.engine.total(ELSEWHERE, "cus_1", 0, 2 * NOON),
    ) == (129, 0)


def test_a_day_later_what_was_sealed_is_forgotten(small: SideBySide) -> None:
    many(small, 640)
    small.now += DAY - 1
    assert small.ingest(event("filler-1"), event("filler-639")) == [False, False]
    small.now += 2 * HOUR
    many(small, 64, "tomorrow")
    small.commit()
    assert small.ingest(event("filler-1")) == [True], (
        "a day and an hour after its segment, an identifier may be used again"
    )
    small.commit()
    assert small.engine.total(METER, "cus_1", 0, 2 * NOON) == 640 + 64 + 1
    assert len(small.engine.dedup.segments) <= 3
    assert [one.number for one in small.engine.dedup.filters] == sorted(
        {one.filter for one in small.engine.dedup.segments}
    )
    small.restart()
    assert small.ingest(event("filler-1"), event("filler-2"), event("tomorrow-3")) == [False, True, False]


def test_a_clock_that_goes_back_forgets_nothing_early(small: SideBySide) -> None:
    many(small, 128, "before")
    small.now -= 2 * DAY
    many(small, 128, "back")
    small.now += 2 * DAY
    many(small, 128, "after")
    assert small.ingest(event("before-1"), event("after-1")) == [False, False]


def test_a_sealing_that_is_undone_is_as_if_it_never_was(small: SideBySide) -> None:
    many(small, 60)
    for _ in range(3):
        small.savepoint()
        small.ingest(*(event(f"undone-{number}") for number in range(10)))
        assert len(small.engine.dedup.segments) == 1
        small.rollback_to()
        assert small.engine.dedup.segments == []
        [filter] = small.engine.dedup.filters
        assert (filter.keys, set(filter.pieces)) == (0, {-1})
    assert small.ingest(event("undone-3"), event("filler-3")) == [True, False]
    small.commit()
    many(small, 200, "more")
    small.restart()
    assert small.ingest(event("undone-3"), event("undone-4"), event("more-7")) == [False, True, False]


def test_filters_grow_with_traffic_and_each_knows_its_own(small: SideBySide) -> None:
    many(small, 64 * 8)
    numbers = [one.number for one in small.engine.dedup.filters]
    assert numbers == [0, 1, 2]
    small.restart()
    assert [one.number for one in small.engine.dedup.filters] == numbers
    assert small.ingest(*(event(f"filler-{number}") for number in range(0, 512, 5))) == [False] * 103


def test_a_filter_is_seldom_wrong() -> None:
    """Sixteen bits a key: what was never seen is looked up in one case of five hundred."""
    full = Filter(0, 1 << 14)
    keys = [key_of(f"evt-{number}", 12345) for number in range(full.capacity)]
    full.add(keys)

    def perhaps(key: int) -> bool:
        bits = dedup._BITS[key >> 16 & 1023] | dedup._MORE_BITS[key >> 26 & 1023]
        return full.words[key >> full.shift] & bits == bits

    assert all(map(perhaps, keys))
    wrong = sum(perhaps(key_of(f"other-{number}", 12345)) for number in range(20_000))
    assert wrong < 80


def test_a_filter_comes_back_from_pieces_of_any_age(small: SideBySide) -> None:
    """Each seal writes one piece, so a restart finds older pieces too; the segments add what they lack."""
    many(small, 64 * 5)
    before = small.engine.dedup
    after = Dedup(small.room.usage, 64)
    assert len({through for _, through, _ in small.room.usage.load_filter(before.filters[-1].number)}) > 1
    for old, new in zip(before.filters[:-1], after.filters[:-1], strict=True):
        assert (old.keys, old.words) == (new.keys, new.words)
    assert PIECES > 5, "so some pieces were never written"
