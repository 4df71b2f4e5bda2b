"""What a version does not change is answered with the stored text: no change, and nothing to fill in."""

from __future__ import annotations

import pytest

from counterfoil.contract.versions import KNOWN, NEWEST, view


@pytest.mark.parametrize("version", [version for version in KNOWN if version >= "2024-09-30"])
def test_objects_to_which_something_was_only_added_are_answered_as_they_are(version):
    assert not view(version).concerns('{"id":"cus_1","object":"customer","customer_account":null}')
    assert not view(version).concerns('{"id":"evt_test_1","object":"v2.core.event"}')


def test_objects_that_a_version_had_otherwise_are_still_seen_to():
    assert view("2025-02-24.acacia").concerns('{"id":"ch_1","object":"charge"}')
    assert not view(NEWEST).concerns('{"id":"ch_1","object":"charge"}')
