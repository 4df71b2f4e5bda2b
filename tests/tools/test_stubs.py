"""The types of documents are what the contract says."""

from __future__ import annotations

from tools import stubs

from counterfoil import contract
from counterfoil.contract.load import NEWEST


def test_the_types_in_the_tree_are_those_of_the_contract():
    assert stubs.FILE.read_text(encoding="utf8") == stubs.written(), "python -m tools.stubs write"


def test_a_hash_is_a_class_within_that_of_its_object():
    lines = list(stubs.Writer("radar.value_list_item", contract.load(NEWEST)).lines())
    assert lines[0] == "class RadarValueListItem(Document):"
    assert '    object: Literal["radar.value_list_item"]' in lines
    tokens = "\n".join(stubs.Writer("account_session", contract.load(NEWEST)).lines())
    assert "    class Components(Document):\n        class AccountManagement(Document):\n            class Features(Document):" in tokens
    assert "            features: AccountSession.Components.AccountManagement.Features" in tokens
