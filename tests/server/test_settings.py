"""Settings that no server starts with, and what it says instead."""

from __future__ import annotations

import pytest

from counterfoil.settings import Settings


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"host": "0.0.0.0"}, "--closed"),  # whoever can reach it could use it
        ({"log_level": "loud"}, "--log-level"),
        ({"api_version": "2025-99-99"}, "--api-version"),
        ({"database": "postgresql://localhost/counterfoil"}, "--database postgresql://"),
        ({"usage": "clickhouse://localhost"}, "--usage"),
        ({"usage": "usage.db"}, "--usage"),  # it would be taken, and never written to
    ],
)
def test_what_cannot_be_had_is_refused_and_not_ignored(given, named):
    assert named in (Settings(**given).refusal or "")


def test_what_can_be_had_is_not_refused():
    assert Settings().refusal is None
    assert Settings(database="here.db", usage="here.db", host="::1").refusal is None
