"""What is particular to usage in SQLite: exact numbers in SQL, and tables that people may read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from counterfoil.metering import DAY, HOUR, Engine, Event, Meter
from counterfoil.store.sqlite import SQLiteStore
from counterfoil.store.usage_sqlite import SQLiteUsage

NOON = 1_741_608_000
METER = Meter(scope="acct_1", id="mtr_1", event_name="requests")


class Usage:
    """An engine over a file."""

    def __init__(self, path: Path) -> None:
        self.store = SQLiteStore(str(path))
        self.execute = self.store.writer.connection.execute
        self.home = SQLiteUsage(self.store.writer.connection, self.store.reader.connection)
        self.engine = Engine(self.home)

    def report(
        self, *values: int | Decimal, payload: dict[str, str] | None = None, flush: bool = False
    ) -> None:
        self.execute("BEGIN")
        first = self.engine.position()
        self.engine.ingest(
            [
                Event(METER, "cus_1", NOON, value, f"evt_{first + n}", payload)
                for n, value in enumerate(values)
            ],
            NOON + 1,
        )
        self._commit()
        if flush:
            self.execute("BEGIN")
            self.engine.flush()
            self._commit()

    def cancel(self, identifier: str) -> None:
        self.execute("BEGIN")
        self.engine.cancel(METER, identifier, NOON + 2)
        self._commit()

    def _commit(self) -> None:
        self.execute("COMMIT")
        self.engine.committed()


@pytest.fixture
def usage(tmp_path: Path) -> Iterator[Usage]:
    usage = Usage(tmp_path / "usage.db")
    yield usage
    usage.store.close()


def test_every_event_is_a_row_of_usage_events(usage: Usage) -> None:
    usage.report(5, 7)
    usage.report(9, payload={"stripe_customer_id": "cus_1", "value": "9", "region": 'e"u'})
    usage.cancel("evt_1")
    rows = usage.execute(
        "SELECT seq, received_at, scope, meter, customer, timestamp, value, identifier, payload, canceled_at"
        " FROM usage_events ORDER BY seq"
    ).fetchall()
    of = ("acct_1", "mtr_1", "cus_1", NOON)
    assert [row[:8] for row in rows] == [
        (1, NOON + 1, *of, 5, "evt_0"),
        (2, NOON + 1, *of, 7, "evt_1"),
        (3, NOON + 1, *of, 9, "evt_2"),
    ]
    assert [row[9] for row in rows] == [None, NOON + 2, None]
    assert [row[8] and json.loads(row[8]) for row in rows] == [
        None,
        None,
        {"stripe_customer_id": "cus_1", "value": "9", "region": 'e"u'},
    ]
    total = usage.execute(
        "SELECT sum(value) FROM usage_events WHERE meter = 'mtr_1' AND canceled_at IS NULL"
    ).fetchone()
    assert total == (14,)


def test_the_questions_of_the_documentation_can_be_asked(usage: Usage) -> None:
    usage.report(5, 7, payload={"stripe_customer_id": "cus_1", "region": "eu"})
    usage.report(1)
    page = Path(__file__).parents[2] / "docs" / "metering.md"
    [queries] = re.findall(r"```sql\n(.*?)```", page.read_text(), re.S)
    by_day, by_region = (query.replace("mtr_test_…", "mtr_1") for query in queries.split(";")[:2])
    assert usage.execute(by_day).fetchall() == [("cus_1", "2025-03-10", 3, 13)]
    assert usage.execute(by_region).fetchall() == [(None, 1), ("eu", 12)]


def test_numbers_that_sql_could_not_hold_are_texts(usage: Usage) -> None:
    usage.report(2**63 - 1, -(2**63))
    usage.report(3, 2**63, Decimal("0.10"), Decimal("1E+3"))
    kept = [row[0] for row in usage.execute("SELECT value FROM usage_events ORDER BY seq")]
    assert kept == [2**63 - 1, -(2**63), 3, str(2**63), "0.10", "1000"]
    assert [one.value for one in usage.home.log_from(1)] == [
        2**63 - 1,
        -(2**63),
        3,
        2**63,
        Decimal("0.10"),
        1000,
    ]


@pytest.mark.parametrize(
    "one", [2**62 - 1, 2**62, 2**62 + 1, -(2**62), -(2**62) - 1, 2**63, Decimal("0.1"), 0, -1]
)
@pytest.mark.parametrize(
    "other",
    [2**62 - 1, 2**62, 2**63 - 1, -(2**62), -(2**63), -(2**63) - 1, Decimal("0.2"), Decimal("-0.1"), 1],
)
def test_merged_sums_are_exact(usage: Usage, one: int | Decimal, other: int | Decimal) -> None:
    usage.report(one, flush=True)
    usage.report(other, flush=True)
    assert usage.execute(
        "SELECT count(*) FROM usage_hours WHERE typeof(sum) = 'real' OR typeof(value) = 'real'"
    ).fetchone() == (0,)
    assert usage.engine.total(METER, "cus_1", NOON, NOON + 1) == one + other
    assert (
        usage.engine.summaries(METER, "cus_1", NOON - NOON % DAY, NOON + DAY - NOON % DAY, DAY)[0][0].value
        == one + other
    )
    assert usage.engine.verify() == []


def test_the_auditor_finds_what_was_tampered_with(usage: Usage) -> None:
    usage.report(1, 2, 3, flush=True)
    usage.report(4)
    assert usage.engine.verify() == []
    for damage, repair in [
        ("UPDATE usage_hours SET sum = sum + 1", "UPDATE usage_hours SET sum = sum - 1"),
        ("UPDATE usage_days SET count = count + 1", "UPDATE usage_days SET count = count - 1"),
        ("UPDATE usage_chunks SET sum = sum + 1", "UPDATE usage_chunks SET sum = sum - 1"),
        (f"UPDATE usage_hours SET start = start + {HOUR}", f"UPDATE usage_hours SET start = start - {HOUR}"),
        ("INSERT INTO usage_canceled VALUES (2, 0)", "DELETE FROM usage_canceled"),
        ("UPDATE usage_series SET flushed = 4", "UPDATE usage_series SET flushed = 3"),
        (
            "INSERT INTO usage_log VALUES (9, 1, 0, '[[1],[0],[1],[\"x\"]]', NULL)",
            "DELETE FROM usage_log WHERE seq = 9",
        ),
    ]:
        usage.execute(damage)
        assert usage.engine.verify() != [], damage
        usage.execute(repair)
        assert usage.engine.verify() == [], repair


def test_no_question_scans_a_table(usage: Usage) -> None:
    """Every statement of a reader finds its rows by an index, and more than their series by it."""
    usage.report(*range(10), flush=True)
    asked: list[str] = []
    reader = usage.store.reader.connection
    reader.set_trace_callback(asked.append)
    usage.engine.total(METER, "cus_1", NOON - 30 * DAY + 1, NOON + 1)
    usage.engine.summaries(METER, "cus_1", NOON - NOON % DAY, NOON + DAY - NOON % DAY, HOUR)
    usage.engine.usage_since(METER, "cus_1", 3)
    Engine(usage.home).total(METER, "cus_1", 0, NOON)
    reader.set_trace_callback(None)
    questions = {one for one in asked if one.startswith("SELECT")}
    assert len(questions) > 4
    for question in questions:
        plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {question}")]
        assert not [step for step in plan if step.startswith("SCAN usage") or "(series=?)" in step], (
            question,
            plan,
        )
        assert not [step for step in plan if "TEMP B-TREE" in step and "DISTINCT" not in step], (
            question,
            plan,
        )
