"""Phases: they share commits, and one that fails leaves its neighbours alone."""

from __future__ import annotations

import asyncio

import pytest

from counterfoil.kernel import House, Resource, Space, Work, errors
from counterfoil.server.phases import Phases
from counterfoil.store.sqlite import SQLiteStore

things = Resource("_phase_thing", prefix="thing")
SPACE = Space("acct_a")


@pytest.fixture
def phases(tmp_path):
    store = SQLiteStore(str(tmp_path / "store.db"))
    phases = Phases(store, House())
    yield phases
    phases.close()
    store.close()


def work(phases: Phases) -> Work:
    return Work(phases.store.writer, SPACE, phases.house, now=1)


def kept(phases: Phases) -> list[str]:
    return [one["id"] for one in phases.store.reader.scan(things.table, SPACE)]


def insert(phases: Phases, id: str, then: BaseException | None = None, notes: list[str] | None = None):
    def phase() -> str:
        doing = work(phases)
        doing.insert(things, id=id, object="_phase_thing")
        if notes is not None:
            doing.after(lambda: notes.append(id))
        if then is not None:
            raise then
        return id

    return phase


def together(phases: Phases, *parts):
    async def run():
        return await asyncio.gather(*(phases.run(part) for part in parts), return_exceptions=True)

    return asyncio.run(run())


def test_phases_of_one_moment_share_a_commit_and_each_gets_its_answer(phases):
    commits = []
    phases.after.append(lambda: commits.append(1))
    assert together(phases, *(insert(phases, f"t{n}") for n in range(5))) == [f"t{n}" for n in range(5)]
    assert len(commits) == 1
    assert len(kept(phases)) == 5


def test_a_refusal_undoes_its_own_phase_only(phases):
    notes = []
    refusal = errors.invalid("no")
    answers = together(phases, insert(phases, "a", notes=notes), insert(phases, "b", refusal, notes), insert(phases, "c", notes=notes))
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
    answers = together(phases, insert(phases, "a", notes=notes), insert(phases, "b", crash, notes), insert(phases, "c", notes=notes))
    assert answers == ["a", crash, "c"]
    assert sorted(kept(phases)) == ["a", "c"]
    assert notes == ["a", "c"]
