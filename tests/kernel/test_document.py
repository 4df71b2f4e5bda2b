"""Documents are values that read with a dot; updates merge leaf by leaf and remember what they replaced."""

import pytest

from counterfoil.kernel.document import Document, merged, merged_metadata, present, previous


def test_a_missing_key_reads_as_none_and_a_hash_reads_on():
    document = Document({"id": "x", "recurring": {"interval": "month"}})
    assert document.absent is None
    assert document.recurring.interval == "month"
    assert document.at("recurring.interval") == "month"
    assert document.at("recurring.interval.more") is None


def test_a_list_of_hashes_reads_on():
    document = Document({"phases": [{"end_date": 5}, {"end_date": 9}], "types": ["card"], "none": []})
    assert [phase.end_date for phase in document.phases] == [5, 9]
    assert (document.types, document.none) == (["card"], [])


@pytest.mark.parametrize(
    "assign",
    [
        lambda document: setattr(document, "name", "x"),
        lambda document: delattr(document, "name"),
        lambda document: document.__setitem__("name", "x"),
        lambda document: document.__delitem__("name"),
        lambda document: document.__ior__({"name": "x"}),
        lambda document: document.update(name="x"),
        lambda document: document.pop("name"),
        lambda document: document.popitem(),
        lambda document: document.setdefault("other", "x"),
        lambda document: document.clear(),
        lambda document: document.inner.__setitem__("name", "x"),
    ],
)
def test_documents_are_not_assigned_into(assign):
    document = Document({"name": "a", "inner": {"name": "a"}})
    with pytest.raises(TypeError, match="values"):
        assign(document)
    assert document == {"name": "a", "inner": {"name": "a"}}


def test_the_union_of_a_document_is_a_dict_of_its_own():
    document = Document({"name": "a"})
    union = document | {"name": "b"}
    assert (type(union), union, document) == (dict, {"name": "b"}, {"name": "a"})


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ({"city": "Berlin", "line1": "A"}, {"city": "Bonn"}, {"city": "Bonn", "line1": "A"}),
        (
            {"address": {"city": "x", "state": "y"}},
            {"address": {"city": "z"}},
            {"address": {"city": "z", "state": "y"}},
        ),
        ([1, 2], [3], [3]),
        (None, {"a": 1}, {"a": 1}),
        ({"a": 1}, None, None),
    ],
)
def test_hashes_merge_and_everything_else_is_replaced(old, new, left):
    assert merged(old, new) == left


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": "1"}, {"a": None}, {}),
        ({"a": "1", "b": "2"}, {"a": ""}, {"b": "2"}),
        ({"a": "1"}, None, {}),
        (None, {"a": "1"}, {"a": "1"}),
    ],
)
def test_metadata_is_set_and_removed_by_key(old, new, left):
    assert merged_metadata(old, new) == left


@pytest.mark.parametrize(
    ("old", "new", "replaced"),
    [
        ({"name": "a", "x": 1}, {"name": "b", "x": 1}, {"name": "a"}),
        ({"metadata": {"a": "1"}}, {"metadata": {"a": "1", "b": "2"}}, {"metadata": {"b": None}}),
        ({"list": [1, 2]}, {"list": [1]}, {"list": [1, 2]}),
        (
            {"address": {"city": "x", "zip": "1"}},
            {"address": {"city": "y", "zip": "1"}},
            {"address": {"city": "x"}},
        ),
        ({"address": {"city": "x"}}, {"address": None}, {"address": {"city": "x"}}),
        ({"a": None}, {"a": None}, {}),
    ],
)
def test_previous_attributes_are_the_leaves_that_changed(old, new, replaced):
    assert previous(old, new) == replaced


def test_what_is_present_is_not_null():
    assert present(0) == 0
    with pytest.raises(AssertionError):
        present(None)
