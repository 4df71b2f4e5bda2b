"""Logs: a line a request for who asks, a crash with its request's id, and never a secret."""

from __future__ import annotations

import io
import logging

import msgspec
import pytest

from counterfoil import logs


@pytest.fixture
def told():
    """What is logged from here on, at level info."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("info", stream)
    yield lambda: [msgspec.json.decode(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_a_request_is_one_line_without_its_secrets(api, told):
    answer = api.request("POST", "/v1/customers", {"name": "Jenny Rosen", "email": "jenny@example.com"})
    line = next(line for line in told() if line["logger"] == "counterfoil.requests")
    assert line["event"] == "POST /v1/customers: 200"
    assert line["request"] == answer.headers["request-id"]
    assert not any(secret in str(told()) for secret in (api.key, "Jenny", "jenny@example.com"))


def test_a_crash_is_a_500_whose_request_is_found_in_the_log(api, told, monkeypatch):
    def crash(*_):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(api.house.server.dispatch, "bound", crash)
    answer = api.request("GET", "/v1/customers")
    assert (answer.status, answer.json["error"]["type"]) == (500, "api_error")
    line = next(line for line in told() if line["level"] == "error")
    assert answer.headers["request-id"] in line["event"]
    assert "ZeroDivisionError" in line["exception"]
    assert api.key not in str(line)
