"""A status changes along its resource's table, and by nothing else."""

from __future__ import annotations

import pytest

from counterfoil import app
from counterfoil.kernel import Services, Space, Work, errors, objects
from counterfoil.store.sqlite import SQLiteStore

doors = objects.declare("_lifecycle_door", prefix="door").page(
    lifecycle={
        "open": {"shut": None},
        "shut": {"open": None, "walled": None},
    },
)


@pytest.fixture
def work(tmp_path):
    store = SQLiteStore(str(tmp_path / "store.db"))
    yield Work(store.writer, Space("acct_a"), Services(), now=1)
    store.close()


@pytest.fixture
def door(work):
    return work.insert(doors, object=doors.object, status="open", colour="red")


def test_a_move_follows_the_table_or_is_refused(work, door):
    with pytest.raises(errors.Refusal, match="cannot become walled because it has a status of open"):
        work.move(door, "walled")
    assert work.move(work.move(door, "shut"), "walled", colour="grey") == {
        **door,
        "status": "walled",
        "colour": "grey",
    }


def test_nothing_but_a_move_changes_the_status(work, door):
    for change in (work.change, lambda door, **fields: work.update(door, {}, **fields)):
        with pytest.raises(AssertionError, match=r"work\.move"):
            change(door, status="shut")
        assert change(door, status="open", colour="blue").colour == "blue", "a status may be given as it is"
    assert work.find(doors, door.id).status == "open"


def test_an_object_begins_with_a_status_of_the_table(work):
    with pytest.raises(AssertionError, match="no status ajar"):
        work.insert(doors, object=doors.object, status="ajar")


def test_a_server_does_not_start_with_a_page_without_its_table(monkeypatch):
    app.load_pages()  # before the patch: a page that is loaded after it would be undone with it
    monkeypatch.setattr(objects.charge, "lifecycle", {})
    with pytest.raises(AssertionError, match=r"charge.* needs a lifecycle"):
        app.dispatch()


def test_a_server_does_not_start_when_an_inherited_update_would_set_the_status(monkeypatch):
    app.load_pages()
    monkeypatch.setattr(objects.issuing_card, "lifecycle", {"active": {"inactive": None}})
    with pytest.raises(AssertionError, match=r"issuing\.cards\.update is to move the status"):
        app.dispatch()
