"""GroupCommit: they share commits, and one that fails leaves its neighbours alone."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from counterfoil.kernel import Claim, Services, Space, Work, errors, objects
from counterfoil.server.group_commit import GroupCommit
from counterfoil.store.sqlite import SQLiteStore
from tests.support.phases import Supervision

things = objects.declare("_phase_thing", prefix="thing")
SPACE = Space("acct_a")
CLAIM = Claim.of(SPACE.account)
pytestmark = pytest.mark.once  # what its phases note outside of the store would be noted twice


@pytest.fixture
def phases(tmp_path):
    store = SQLiteStore(str(tmp_path / "store.db"))
    phases = GroupCommit(store)
    with asyncio.Runner() as phases.runner:  # all groups of a test are of one loop
        yield phases
    phases.close()
    store.close()


def work(phases: GroupCommit) -> Work:
    return Work(phases.store.writer, SPACE, Services(), now=1)


def kept(phases: GroupCommit) -> list[str]:
    return [one["id"] for one in phases.store.reader.scan(things.table, SPACE)]


def insert(phases: GroupCommit, id: str, then: BaseException | None = None, notes: list[str] | None = None):
    def phase() -> str:
        doing = work(phases)
        doing.insert(things, id=id, object="_phase_thing")
        if notes is not None:
            doing.after(lambda: notes.append(id))
        if then is not None:
            raise then
        return id

    return phase


class Participant:
    """Holds in memory what was written, and shares the fate of the transaction."""

    def __init__(self, then=lambda: None) -> None:
        self.held: list[str] = []
        self.then = then  # called at every end

    def mark(self) -> int:
        return len(self.held)

    def committed(self) -> None:
        self.then()

    def rolled_back(self, mark: int = 0) -> None:
        del self.held[mark:]
        self.then()


def follow(phases: GroupCommit, function) -> None:
    """Call a function after every commit."""
    phases.store.writer.enlist(Participant(function))


def together(phases: GroupCommit, *parts):
    async def run():
        return await asyncio.wait_for(
            asyncio.gather(*(phases.run(part, CLAIM) for part in parts), return_exceptions=True), 60
        )

    return phases.runner.run(run())


def test_phases_of_one_moment_share_a_commit_and_each_gets_its_answer(phases):
    commits = []
    follow(phases, lambda: commits.append(1))
    assert together(phases, *(insert(phases, f"t{n}") for n in range(5))) == [f"t{n}" for n in range(5)]
    assert len(commits) == 1
    assert len(kept(phases)) == 5


def test_a_refusal_undoes_its_own_phase_only(phases):
    notes = []
    refusal = errors.invalid("no")
    answers = together(
        phases,
        insert(phases, "a", notes=notes),
        insert(phases, "b", refusal, notes),
        insert(phases, "c", notes=notes),
    )
    assert answers == ["a", refusal, "c"]
    assert sorted(kept(phases)) == ["a", "c"]
    assert notes == ["a", "c"]


def test_a_decline_is_also_a_fact(phases):
    declined = errors.declined("Your card was declined.")
    assert together(phases, insert(phases, "a", declined)) == [declined]
    assert kept(phases) == ["a"]


def test_a_crash_of_ours_is_the_crashing_caller_s_alone(phases):
    crash = RuntimeError("bug")
    notes = []
    answers = together(
        phases,
        insert(phases, "a", notes=notes),
        insert(phases, "b", crash, notes),
        insert(phases, "c", notes=notes),
    )
    assert answers == ["a", crash, "c"]
    assert sorted(kept(phases)) == ["a", "c"]
    assert notes == ["a", "c"]


# -- when the database fails ---------------------------------------------------------------------------------


@pytest.fixture
def other(phases):
    """Another program that holds the database; `COMMIT` lets go of it."""
    connection = sqlite3.connect(phases.store.path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def failing(phases: GroupCommit, statement: str, code: int | None) -> None:
    """Let a statement fail the next time it is executed, with a result code of SQLite."""
    writer = phases.store.writer
    execute = writer.execute

    def fail(query: str, *values):
        if query == statement:
            writer.execute = execute
            error = sqlite3.OperationalError("it failed")
            if code is not None:
                error.sqlite_errorcode = code
            raise error
        return execute(query, *values)

    writer.execute = fail


def test_phases_wait_for_another_program_and_the_loop_does_not(phases, other):
    async def run() -> tuple[list[str], float]:
        waiting = asyncio.gather(*(phases.run(insert(phases, f"t{n}"), CLAIM) for n in range(3)))
        loop = asyncio.get_running_loop()
        longest, before = 0.0, loop.time()
        loop.call_later(0.2, other.execute, "COMMIT")
        while not waiting.done():
            await asyncio.sleep(0)
            longest, before = max(longest, loop.time() - before), loop.time()
        return waiting.result(), longest

    answers, longest = phases.runner.run(run())
    assert answers == ["t0", "t1", "t2"]
    assert longest < 0.15, "seconds that the loop stood still"


def test_a_database_that_stays_busy_refuses_all_that_wait_and_those_after_it_are_served(phases, other):
    phases.busy_timeout = 0.1
    answers = together(phases, *(insert(phases, f"t{n}") for n in range(3)))
    assert [(answer.status, answer.should_retry) for answer in answers] == [(503, True)] * 3
    with pytest.raises(errors.Unavailable):
        phases.run_now(insert(phases, "now"), CLAIM)
    other.execute("COMMIT")
    assert together(phases, insert(phases, "a")) == ["a"]
    assert phases.run_now(insert(phases, "b"), CLAIM) == "b"
    assert kept(phases) == ["b", "a"]


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY | 8 << 8]
)
@pytest.mark.parametrize(
    "statement", ["BEGIN IMMEDIATE", "SAVEPOINT mark", "ROLLBACK TO mark", "RELEASE mark", "COMMIT"]
)
def test_a_failure_of_the_database_answers_the_whole_group_and_keeps_nothing_of_it(phases, statement, code):
    notes = []
    parts = (
        insert(phases, "a", notes=notes),
        insert(phases, "b", errors.invalid("no"), notes),
        insert(phases, "c", notes=notes),
    )
    failing(phases, statement, code)
    answers = together(phases, *parts)
    assert [(answer.status, answer.should_retry) for answer in answers] == [(503, True)] * 3
    assert (kept(phases), notes) == ([], [])
    assert together(phases, *parts)[::2] == ["a", "c"]
    assert sorted(kept(phases)) == notes == ["a", "c"]


@pytest.mark.parametrize("statement", ["SAVEPOINT mark", "ROLLBACK TO mark", "RELEASE mark"])
def test_a_savepoint_that_is_gone_is_one_phase_s_crash(phases, statement):
    refusal = errors.invalid("no")
    failing(phases, statement, sqlite3.SQLITE_ERROR)
    answers = together(phases, insert(phases, "a"), insert(phases, "b", refusal), insert(phases, "c"))
    crashed = [type(answer) for answer in answers].index(sqlite3.OperationalError)
    expected = ["a", refusal, "c"]
    assert [answer for place, answer in enumerate(answers) if place != crashed] == expected[
        :crashed
    ] + expected[crashed + 1 :]


def test_a_transaction_that_was_left_open_is_closed(phases):
    phases.store.writer.execute("BEGIN IMMEDIATE")
    (refused,) = together(phases, insert(phases, "a"))
    assert refused.status == 503
    assert together(phases, insert(phases, "b")) == ["b"]


def test_a_crash_with_an_exception_that_no_future_takes_is_answered_too(phases):
    answers = together(phases, insert(phases, "a"), insert(phases, "b", StopIteration()), insert(phases, "c"))
    assert [type(answer) for answer in answers] == [str, RuntimeError, str]


def test_what_follows_a_commit_may_crash_and_everybody_else_is_told(phases):
    told = []

    def crash() -> None:
        raise RuntimeError("bug")

    def phase() -> str:
        doing = work(phases)
        doing.insert(things, id="a", object="_phase_thing")
        doing.after(crash)
        doing.after(lambda: told.append("a"))
        return "a"

    follow(phases, crash)
    follow(phases, lambda: told.append("all"))
    assert together(phases, phase, insert(phases, "b", notes=told)) == ["a", "b"]
    assert told == ["all", "a", "b"]
    assert phases.run_now(insert(phases, "c", notes=told), CLAIM) == "c"
    assert told == ["all", "a", "b", "all", "c"]


def test_what_is_held_in_memory_goes_with_its_phase(phases):
    participant = Participant()
    phases.store.writer.enlist(participant)

    def hold(id: str, then: BaseException | None = None):
        def phase() -> str:
            participant.held.append(id)
            return insert(phases, id, then)()

        return phase

    together(
        phases,
        hold("a"),
        hold("b", errors.invalid("no")),
        hold("c", errors.declined("no")),
        hold("d", RuntimeError("bug")),
        hold("e"),
    )
    assert participant.held == ["a", "c", "e"] == sorted(kept(phases))


def test_a_participant_that_crashes_leaves_nobody_waiting(phases):
    def crash() -> None:
        raise RuntimeError("bug")

    follow(phases, crash)
    refused, other = together(phases, insert(phases, "a", errors.invalid("no")), insert(phases, "b"))
    assert (type(refused), other) == (
        RuntimeError,
        "b",
    ), "the phase that could not be undone has crashed; its neighbour has not"
    assert together(phases, insert(phases, "c")) == ["c"]
    assert kept(phases) == ["c", "b"]


def test_a_part_of_a_phase_is_undone_by_itself(phases):
    writer, notes = phases.store.writer, []

    def phase() -> None:
        insert(phases, "a", notes=notes)()
        mark = writer.mark()
        insert(phases, "b", notes=notes)()
        inner = writer.mark()
        insert(phases, "c", notes=notes)()
        writer.release(inner)
        writer.undo(mark)
        insert(phases, "d", notes=notes)()
        writer.release(mark)

    together(phases, phase)
    assert (sorted(kept(phases)), notes) == (["a", "d"], ["a", "d"])


def test_a_commit_on_its_own_thread_is_waited_for(phases):
    """What arrives while it is under way, from what follows it even, runs once it has ended."""
    phases._commits_take = 60.0
    arrived = []

    def arrive() -> None:
        if not arrived:
            arrived.append(phases.run(insert(phases, "follows"), CLAIM))

    follow(phases, arrive)

    async def run() -> list[str]:
        first = phases.run(insert(phases, "first"), CLAIM)
        while not phases.committing:
            await asyncio.sleep(0)
        return [await first, await phases.run(insert(phases, "second"), CLAIM), await arrived[0]]

    assert phases.runner.run(run()) == ["first", "second", "follows"]
    assert len(kept(phases)) == 3


# -- as tests supervise them ---------------------------------------------------------------------------------


def test_a_phase_changes_only_what_it_claimed(phases):
    thing = {"id": "a", "object": "_phase_thing", "color": "red"}
    together(phases, insert(phases, "a"))

    def paint() -> None:
        phases.store.writer.put(things.table, SPACE, thing)

    with pytest.raises(AssertionError, match=r"put of acct_a, but the phase claimed \('acct_b',\)"):
        phases.run_now(paint, Claim.of("acct_b"))
    phases.run_now(paint, Claim.of("acct_b", "acct_a"))
    assert phases.store.reader.load(things.table, SPACE, "a")["color"] == "red"


def test_a_phase_that_runs_twice_has_done_once_what_it_did(phases, monkeypatch):
    monkeypatch.setattr(Supervision, "twice", True)
    notes, runs = [], []

    def phase() -> str:
        runs.append(1)
        return insert(phases, "a", notes=notes)()

    assert together(phases, phase) == ["a"]
    assert (kept(phases), notes, len(runs)) == (["a"], ["a"], 2)
