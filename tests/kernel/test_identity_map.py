"""The identity map: what a phase has read is not read again, and what it writes is in every list at once."""

from __future__ import annotations

import pytest

from counterfoil.kernel import Services, Space, Work, objects
from counterfoil.store.sqlite import SQLiteStore

things = objects.declare("_mapped_thing", prefix="thing").page(filters={"owner": "owner", "open": "open"})
SPACE = Space("acct_a")
pytestmark = pytest.mark.once


@pytest.fixture
def work(tmp_path):
    store = SQLiteStore(str(tmp_path / "store.db"))
    store.writer.begin(())
    yield Work(store.writer, SPACE, Services(), now=1)
    store.writer.rollback()
    store.close()


def insert(work: Work, id: str, **fields):
    return work.insert(things, id=id, object=things.object, created=1, **fields)


def listed(work: Work, **equal) -> list[str]:
    return [one["id"] for one in work.list(things, **equal)]


def queries(work: Work) -> list[str]:
    """Return the list of the queries that are sent to the store from now on."""
    sent: list[str] = []
    work.session.connection.set_trace_callback(lambda query: sent.append(query))
    return sent


def test_nothing_is_read_twice(work):
    insert(work, "t1", owner="ada")
    listed(work, owner="ada"), work.first(things, owner="ada"), work.find(things, "t2")
    sent = queries(work)
    assert listed(work, owner="ada") == ["t1"]
    assert work.first(things, owner="ada")["id"] == work.find(things, "t1")["id"]
    assert work.find(things, "t2") is None
    assert sent == []


def test_a_list_shows_what_is_inserted_changed_and_deleted(work):
    first = insert(work, "t1", owner="ada", open=True)
    assert listed(work, owner="ada") == listed(work, owner="ada", open=True) == ["t1"]
    assert work.find(things, "t2") is None
    insert(work, "t2", owner="ada", open=True)
    assert listed(work, owner="ada") == listed(work, owner="ada", open=True) == ["t2", "t1"]
    work.change(first, open=False)
    assert listed(work, owner="ada", open=True) == ["t2"]
    assert listed(work, owner="ada") == ["t2", "t1"]
    work.change(first, owner="bob")
    assert listed(work, owner="ada") == ["t2"]
    assert listed(work, owner="bob") == ["t1"]
    work.delete(work.get(things, "t2"))
    assert listed(work, owner="ada") == []
    work.erase(things, "t1")
    assert listed(work, owner="bob") == []
    assert work.find(things, "t1") is None


def test_other_changes_leave_a_list_as_it_was_read(work):
    first = insert(work, "t1", owner="ada")
    insert(work, "t9", owner="bob")
    listed(work, owner="ada")
    work.change(first, name="a")
    insert(work, "t2", owner="bob")
    sent = queries(work)
    assert [one["name"] for one in work.list(things, owner="ada")] == ["a"]
    assert sent == []


def test_after_a_rehearsal_everything_is_as_before_but_what_was_made_can_be_read(work):
    first = insert(work, "t1", owner="ada", open=True)
    assert listed(work, owner="ada") == ["t1"]
    with work.rehearsal():
        insert(work, "t2", owner="ada")
        work.change(first, open=False)
        assert listed(work, owner="ada") == ["t2", "t1"]
    assert listed(work, owner="ada") == ["t1"]
    assert work.find(things, "t1")["open"] is True
    assert work.find(things, "t2")["owner"] == "ada"  # of this phase only: for its answer
    assert Work(work.session, SPACE, Services(), now=1).find(things, "t2") is None
