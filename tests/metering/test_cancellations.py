"""Cancellations: exactly the event goes, whatever has become of it since."""

from __future__ import annotations

import pytest

from counterfoil.metering import DAY, HOUR, Cancellation, Event, Meter
from tests.metering.side_by_side import NOON, SideBySide

METER = Meter(scope="acct_1", id="mtr_1", event_name="requests", formula="sum")
LAST = Meter(scope="acct_1", id="mtr_1", event_name="requests", formula="last")
BY_HOUR = Meter(scope="acct_1", id="mtr_1", event_name="requests", formula="sum", event_time_window="hour")
START, END = NOON - 40 * DAY, NOON + DAY


def report(both: SideBySide, **usage: tuple[int, int]) -> None:
    """identifier=(seconds after noon, value), committed."""
    both.ingest(
        *(
            Event(METER, "cus_1", NOON + after, value, identifier)
            for identifier, (after, value) in usage.items()
        )
    )
    both.commit()


def value(both: SideBySide, meter: Meter) -> int:
    found = both.engine.total(meter, "cus_1", START, END)
    assert isinstance(found, int)
    return found


@pytest.fixture(params=["in memory", "flushed", "flushed before and after", "after a restart"])
def three(request: pytest.FixtureRequest, both: SideBySide) -> SideBySide:
    """Three events within an hour, the newest not the last to arrive."""
    report(both, a=(1, 10), c=(9, 30))
    if request.param == "flushed before and after":
        both.flush()
    report(both, b=(5, 20))
    if request.param.startswith("flushed"):
        both.flush()
        both.commit()
    if request.param == "after a restart":
        both.restart()
    return both


def test_the_event_is_taken_out(three: SideBySide) -> None:
    assert three.cancel(METER, "b") == Cancellation.CANCELED
    assert value(three, METER) == 60, "not yet committed"
    three.commit()
    assert value(three, METER) == 40
    three.check_all()


def test_the_runner_up_takes_over(three: SideBySide) -> None:
    assert (value(three, LAST), value(three, BY_HOUR)) == (30, 30)
    for identifier, runner_up in (("c", 20), ("b", 10), ("a", 0)):
        assert three.cancel(METER, identifier) == Cancellation.CANCELED
        three.commit()
        assert (value(three, LAST), value(three, BY_HOUR)) == (runner_up, runner_up)
        three.check_all()
    assert three.engine.summaries(METER, "cus_1", START, END) == ([], False)


def test_a_window_whose_only_event_was_cancelled_is_gone(both: SideBySide) -> None:
    report(both, early=(0, 1), late=(2 * HOUR, 0))
    both.flush()
    both.commit()
    both.cancel(METER, "late")
    both.commit()
    found, _ = both.engine.summaries(METER, "cus_1", NOON, NOON + DAY // 2, HOUR)
    assert found == [(NOON, NOON + HOUR, 1)]


def test_an_event_of_the_open_transaction_can_be_cancelled(both: SideBySide) -> None:
    both.ingest(Event(METER, "cus_1", NOON, 5, "a"), Event(METER, "cus_1", NOON, 6, "b"))
    assert both.cancel(METER, "a") == Cancellation.CANCELED
    both.commit()
    assert value(both, METER) == 6
    both.check_all()


def test_a_cancellation_that_is_rolled_back_did_not_happen(three: SideBySide) -> None:
    three.savepoint()
    assert three.cancel(METER, "c") == Cancellation.CANCELED
    three.rollback_to()
    assert three.cancel(METER, "a") == Cancellation.CANCELED
    three.commit()
    assert (value(three, METER), value(three, LAST)) == (50, 30)
    assert three.cancel(METER, "c") == Cancellation.CANCELED
    three.rollback()
    assert value(three, METER) == 50
    three.check_all()


def test_twice_is_once(three: SideBySide) -> None:
    assert three.cancel(METER, "a") == Cancellation.CANCELED
    assert three.cancel(METER, "a") == Cancellation.ALREADY_CANCELED
    three.commit()
    three.restart()
    assert three.cancel(METER, "a") == Cancellation.ALREADY_CANCELED
    three.commit()
    assert value(three, METER) == 50


def test_a_cancelled_event_stays_so_after_a_restart(three: SideBySide) -> None:
    three.cancel(METER, "a")
    three.commit()
    for flush in (False, True, False):
        three.restart(flush=flush)
        assert value(three, METER) == 50
        three.check_all()


def test_an_event_cancelled_before_it_was_flushed_stays_so(both: SideBySide) -> None:
    """Nothing of its series is ever flushed, so the mark from which a start reads passes it unflushed."""
    report(both, a=(0, 5))
    both.cancel(METER, "a")
    both.commit()
    both.restart(flush=True)
    assert value(both, METER) == 0
    both.restart()
    assert value(both, METER) == 0


def test_a_cancelled_event_keeps_its_identifier(three: SideBySide) -> None:
    three.cancel(METER, "a")
    assert three.ingest(Event(METER, "cus_1", NOON, 1, "a")) == [False]


def test_receipt_decides_until_when(both: SideBySide) -> None:
    report(both, old=(-20 * DAY, 1), older=(-20 * DAY, 2))
    both.now += DAY - 1
    assert both.cancel(METER, "old") == Cancellation.CANCELED
    both.now += 1
    assert both.cancel(METER, "older") == Cancellation.TOO_OLD
    both.commit()
    assert value(both, METER) == 2


def test_what_cannot_be_cancelled(both: SideBySide) -> None:
    report(both, a=(0, 1))
    assert both.cancel(METER, "b") == Cancellation.UNKNOWN
    assert both.cancel(Meter(scope="acct_1", id="mtr_2", event_name="other"), "a") == Cancellation.OTHER_METER
    assert both.cancel(Meter(scope="acct_2", id="mtr_1", event_name="requests"), "a") == Cancellation.UNKNOWN
    both.commit()
    assert value(both, METER) == 1


def test_the_name_finds_the_event_also_where_another_meter_has_it_now(both: SideBySide) -> None:
    """An event name can be used again once its meter is inactive."""
    before = Meter(scope="acct_1", id="mtr_0", event_name="requests", active=False)
    other = Meter(scope="acct_1", id="mtr_2", event_name="bytes")
    both.engine.load_meters("acct_1", [before, METER, other])
    both.begin()
    both.engine.ingest(
        [Event(before, "cus_1", NOON, 5, "old"), Event(other, "cus_1", NOON, 6, "other")], NOON
    )
    assert both.engine.cancel(METER, "other", NOON) == Cancellation.OTHER_METER
    assert both.engine.cancel(METER, "old", NOON) == Cancellation.CANCELED
    both.room.commit()
    both.engine.committed()
    assert both.engine.total(before, "cus_1", START, END) == 0
    assert both.engine.total(other, "cus_1", START, END) == 6
