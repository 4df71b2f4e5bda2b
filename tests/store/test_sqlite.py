"""What the kernel asks of a store, asked of the embedded one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from counterfoil.kernel.port import Page, Space, Table
from counterfoil.store.sqlite import SQLiteStore

SPACE, OTHER = Space("acct_a"), Space("acct_b")
THINGS = Table(
    "thing",
    {"color": "color", "inner_size": "inner.size"},
    frozenset({"secret"}),
    numbers=frozenset({"inner_size"}),
)


@pytest.fixture
def store(tmp_path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(str(tmp_path / "store.db"))
    yield store
    store.close()


def add(store, id, space=SPACE, created=100, **fields):
    store.writer.add(THINGS, space, {"id": id, "object": "thing", "created": created, **fields})


def ids(store, space=SPACE, **page):
    return [document["id"] for document in store.reader.select(THINGS, space, Page(**page))]


def test_what_is_hidden_is_kept_but_not_in_the_answer(store):
    add(store, "t1", secret="s", _inner=1, color="red")
    text, buried, hidden = store.reader.text(THINGS, SPACE, "t1")
    assert ("secret" in text, "_inner" in text, buried, hidden) == (
        False,
        False,
        False,
        '{"secret":"s","_inner":1}',
    )
    assert store.reader.load(THINGS, SPACE, "t1")["secret"] == "s"


def test_a_document_is_found_by_what_its_columns_hold_now(store):
    add(store, "t1", color="red", inner={"size": 1})
    for color, size, more in (
        ("red", 1, "same"),
        ("blue", 1, ""),
        (None, 1, ""),
        (None, 2, ""),
        ("red", None, ""),
    ):
        document = {
            "id": "t1",
            "object": "thing",
            "created": 100,
            "color": color,
            "inner": {"size": size},
            "more": more,
        }
        store.writer.put(THINGS, SPACE, document)
        assert store.reader.load(THINGS, SPACE, "t1") == document
        assert ids(store, equal={"color": color, "inner_size": size}) == ["t1"]
        assert ids(store, equal={"color": "red"}) == (["t1"] if color == "red" else [])
    store.writer.put(THINGS, SPACE, {**document, "created": 200})
    add(store, "t2", created=150)
    assert ids(store) == ["t1", "t2"]


def test_nothing_of_one_account_or_mode_is_seen_by_another(store):
    add(store, "t1")
    assert store.reader.load(THINGS, OTHER, "t1") is None
    assert store.reader.load(THINGS, Space("acct_a", True), "t1") is None
    add(store, "t1", space=OTHER)  # ids that users choose may be the same
    assert ids(store, OTHER) == ["t1"]


def test_lists_are_newest_first_and_ties_by_later_insertion(store):
    for id, created in (("a", 1), ("b", 2), ("c", 2), ("d", 1)):
        add(store, id, created=created)
    assert ids(store) == ["c", "b", "d", "a"]


def test_cursors_are_exclusive_and_walk_both_ways(store):
    for number in range(7):
        add(store, f"t{number}", created=100 + number // 3)
    assert ids(store, limit=3) == ["t6", "t5", "t4"]
    assert ids(store, limit=3, starting_after="t4") == ["t3", "t2", "t1"]
    assert ids(store, limit=3, ending_before="t1") == ["t4", "t3", "t2"]
    assert store.reader.page(THINGS, SPACE, Page(limit=3, ending_before="t1"))[1] is True
    assert store.reader.page(THINGS, SPACE, Page(limit=3, ending_before="t4"))[1] is False
    with pytest.raises(LookupError):
        ids(store, starting_after="nobody")


def test_filters_are_columns_and_follow_changes(store):
    add(store, "t1", color="red", inner={"size": 3})
    add(store, "t2", color="blue", inner={"size": 9})
    assert ids(store, equal={"color": "red"}) == ["t1"]
    assert ids(store, ranges={"inner_size": {"gt": 3}}) == ["t2"]
    assert ids(store, among={"color": ["red", "blue"]}) == ["t2", "t1"]
    store.writer.put(THINGS, SPACE, {"id": "t1", "created": 100, "color": "blue"})
    assert ids(store, equal={"color": "blue"}) == ["t2", "t1"]
    assert ids(store, equal={"inner_size": None}) == ["t1"]


def test_a_tombstone_is_readable_as_text_only_and_gives_way_to_a_new_object_of_its_id(store):
    add(store, "t1")
    store.writer.tombstone(THINGS, SPACE, "t1", {"id": "t1", "deleted": True})
    assert store.reader.load(THINGS, SPACE, "t1") is None
    assert store.reader.text(THINGS, SPACE, "t1") == ('{"id":"t1","deleted":true}', True, None)
    assert ids(store) == []
    add(store, "t1", color="new")
    assert store.reader.load(THINGS, SPACE, "t1")["color"] == "new"


def test_a_new_filter_is_filled_from_the_documents_that_are_there(tmp_path):
    path = str(tmp_path / "old.db")
    store = SQLiteStore(path)
    add(store, "t1", color="red", shape="round")
    store.close()
    store = SQLiteStore(path)
    wider = Table("thing", {**THINGS.columns, "shape": "shape"}, THINGS.hidden)
    assert [one["id"] for one in store.writer.select(wider, SPACE, Page(equal={"shape": "round"}))] == ["t1"]
    store.close()


def test_the_schedule_runs_by_due_time_then_rank_then_writing(store):
    for due_at, rank, action in ((20, 50, "late"), (10, 50, "second"), (10, 10, "first"), (10, 50, "third")):
        store.writer.schedule("", due_at, rank, SPACE, action, "t1", None)
    store.writer.schedule("clock_1", 5, 50, SPACE, "elsewhere", "t1", {"a": 1})
    order = []
    while (entry := store.writer.due("", 15, "acct_a")) is not None:
        order.append(entry.action)
        store.writer.done(entry.seq)
    assert order == ["first", "second", "third"]
    assert store.writer.next_due("") == 20
    assert store.writer.due("clock_1", 5, "acct_a").data == {"a": 1}


def test_the_ledger_carries_totals_and_knows_when_they_are_wrong(store):
    store.writer.transfer(SPACE, "network:cards", "payments:pending", 1912, "usd", 1, "ch_1")
    store.writer.transfer(SPACE, "payments:pending", "payments:available", 912, "usd", 2, None)
    assert store.writer.balance(SPACE, "payments:pending", "usd") == 1000
    assert store.writer.balances(SPACE, "payments:") == [
        ("payments:available", "usd", 912),
        ("payments:pending", "usd", 1000),
    ]
    assert store.writer.unbalanced() == []
    store.writer.execute("UPDATE ledger_total SET amount = amount + 1 WHERE name = 'payments:pending'")
    assert len(store.writer.unbalanced()) == 2


def test_a_page_among_several_values_is_one_list(store):
    for index, color in enumerate(["red", "green", "blue", "red", "green", "red"]):
        add(store, f"t{index}", created=100 + index // 2, color=color)
    assert ids(store, among={"color": ["red", "green"]}, limit=3) == ["t5", "t4", "t3"]
    assert ids(store, among={"color": ["red", "green"]}, limit=3, starting_after="t3") == ["t1", "t0"]
    assert ids(store, among={"color": ["red", "green"]}, limit=2, ending_before="t3") == ["t5", "t4"]
    assert ids(store, among={"color": ["red", "blue"]}, limit=None, oldest_first=True) == [
        "t0",
        "t2",
        "t3",
        "t5",
    ]
    assert ids(store, among={"color": []}) == []


def test_what_is_older_than_a_time_is_forgotten_for_all_accounts(store):
    for index in range(6):
        add(store, f"t{index}", space=(SPACE, OTHER)[index % 2], created=100 + index)
    assert store.writer.delete_older(THINGS, "created", 104, limit=3) == 3
    assert store.writer.delete_older(THINGS, "created", 104, limit=3) == 1
    assert store.writer.delete_older(THINGS, "created", 104, limit=3) == 0
    assert ids(store) == ["t4"]
    assert ids(store, space=OTHER) == ["t5"]


def test_a_column_without_an_index_still_filters(store):
    plain = Table(
        "plain", {"_written": "_written"}, unindexed=frozenset({"_written"}), numbers=frozenset({"_written"})
    )
    for index in range(3):
        store.writer.add(plain, SPACE, {"id": f"p{index}", "created": index, "_written": index})
    found = store.reader.select(plain, SPACE, Page(ranges={"_written": {"gte": 1}}))
    assert [one["id"] for one in found] == ["p2", "p1"]
    indexes = {row[1] for row in store.reader.execute('PRAGMA index_list("plain")')}
    assert indexes == {"plain_id", "plain_newest"}


def test_only_columns_of_numbers_are_asked_by_range(store):
    with pytest.raises(AssertionError, match="thing has no column of numbers color"):
        store.reader.select(THINGS, SPACE, Page(ranges={"color": {"gte": 1}}))


def test_a_table_that_is_being_made_holds_nothing_for_readers(store):
    new = Table("new", {"color": "color"})
    store.writer.begin(())
    store.writer.add(new, SPACE, {"id": "n1", "created": 1, "color": "red"})
    assert store.reader.load(new, SPACE, "n1") is None
    assert store.reader.page(new, SPACE, Page(equal={"color": "red"})) == ([], False)
    assert list(store.reader.scan_all(new)) == []
    store.writer.commit()
    store.writer.committed()
    assert store.reader.load(new, SPACE, "n1")["color"] == "red"


def test_a_reader_waits_for_no_one_to_find_nothing(store):
    unheard = Table("unheard", {"color": "color"})
    store.writer.begin(())
    started = time.monotonic()
    assert store.reader.text(unheard, SPACE, "u1") is None
    assert store.reader.page(unheard, SPACE, Page(equal={"color": "red"})) == ([], False)
    assert time.monotonic() - started < 5  # seconds; a lock is waited for six times as long
    store.writer.add(unheard, SPACE, {"id": "u1", "object": "unheard", "created": 1, "color": "red"})
    store.writer.commit()
    store.writer.committed()
    assert store.reader.load(unheard, SPACE, "u1")["color"] == "red"


def test_a_total_of_the_ledger_is_exact_or_refused(store):
    """SQLite goes on with a float where 64 bits end, and refuses to sum what exceeds them."""
    half = 2**61
    for name in ("a", "b", "c", "d"):
        store.writer.transfer(SPACE, "world", name, half // 2, "usd", 1, None)
    store.writer.transfer(SPACE, "sea", "a", half, "eur", 1, None)
    store.writer.transfer(SPACE, "sea", "b", half, "eur", 1, None)
    mark = store.writer.mark()
    with pytest.raises(OverflowError):
        store.writer.transfer(SPACE, "sea", "c", 1, "eur", 1, None)
    store.writer.undo(mark)
    assert (store.writer.balance(SPACE, "world", "usd"), store.writer.balance(SPACE, "sea", "eur")) == (
        -(2**62),
        -(2**62),
    )
    assert store.writer.unbalanced() == []


def test_what_is_wrong_with_the_ledger_is_told_whatever_its_size(store):
    for account in ("acct_a", "acct_b", "acct_c"):
        store.writer.transfer(Space(account), "world", "shop", 500, "usd", 1, None)
    change = "UPDATE ledger_total SET amount = ? WHERE account = ? AND name = 'shop'"
    store.writer.execute(change, (2.0**64, "acct_a"))
    store.writer.execute(change, (499, "acct_b"))
    for number in range(4):  # four totals that no 64 bits could sum
        store.writer.execute(
            "INSERT INTO ledger_total VALUES ('acct_c', 0, ?, 'eur', ?)", (f"x{number}", 2**62)
        )
    found = store.writer.unbalanced()
    assert "acct_a shop usd: the total is 1.8446744073709552e+19, which is no integer" in found
    assert "acct_b usd: the ledger sums to -1" in found
    assert "acct_b shop usd: the total 499 is not the sum of its transfers, 500" in found
    assert f"acct_c eur: the ledger sums to {2**64}" in found
