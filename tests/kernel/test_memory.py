"""What a process remembers of an account: true as long as it is there, and gone at any moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterfoil.kernel import Services, Space, services
from counterfoil.store import writer
from counterfoil.store.sqlite import SQLiteStore
from counterfoil.store.writer import SQLiteWriter

A, B = Space("acct_a"), Space("acct_b")


@pytest.fixture
def session(tmp_path) -> Iterator[SQLiteWriter]:
    store = SQLiteStore(str(tmp_path / "store.db"))
    yield store.writer
    store.close()


def test_memory_is_of_one_account_and_mode_and_one_version():
    shared = Services()
    shared.cache(A, 0)["known"] = "yes"
    assert shared.cache(A, 0) == {"known": "yes"}
    assert shared.cache(B, 0) == shared.cache(Space("acct_a", True), 0) == {}
    assert shared.cache(A, 1) == shared.cache(A, 0) == {}


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(services, "CACHED", 2)
    shared = Services()
    for space in (A, B, Space("acct_c")):
        shared.cache(space, 0)["known"] = "yes"
    assert [bool(shared.cache(space, 0)) for space in (B, Space("acct_c"), A)] == [True, True, False]


def test_what_is_outdated_is_so_at_once_and_again_when_it_is_undone(session):
    seen = [session.version(A)]
    session.begin(())
    mark = session.mark()
    session.invalidate(A)
    seen.append(session.version(A))
    session.undo(mark)
    seen.append(session.version(A))
    session.invalidate(A)
    seen.append(session.version(A))
    session.release(mark)
    session.rollback()
    seen.append(session.version(A))
    assert sorted(set(seen)) == seen, "no number comes twice"
    assert session.version(B) == 0


def test_what_is_committed_stays_as_it_is(session):
    session.begin(())
    session.invalidate(A)
    known = session.version(A)
    session.commit()
    session.committed()
    session.begin(())
    session.rollback()
    assert session.version(A) == known


def test_versions_are_bounded_and_none_comes_back(session, monkeypatch):
    monkeypatch.setattr(writer, "VERSIONS", 2)
    session.begin(())
    session.invalidate(A)
    before = session.version(A), session.version(B)
    for number in range(3):
        session.invalidate(Space(f"acct_{number}"))
    assert session.version(A) > before[0]
    assert session.version(B) > before[1]
