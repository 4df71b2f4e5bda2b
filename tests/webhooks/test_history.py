"""`counterfoil deliveries`: what became of every attempt, from the command line."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from counterfoil import command_line
from tests.support.client import Api, House
from tests.support.receiver import Receiver, soon


def run(*arguments: str):
    return CliRunner().invoke(command_line.command, ["deliveries", *arguments])


def test_every_attempt_can_be_read(tmp_path):
    database = str(tmp_path / "house.db")
    house, receiver = (
        House(now=None, database=database, webhook_retries=(0.0,)),
        Receiver(lambda received: 500 if received.path == "/bad" else 200),
    )
    try:
        api = Api(house)
        good, bad = (
            api.post("/v1/webhook_endpoints", url=receiver.url + path, enabled_events=["*"])
            for path in ("/good", "/bad")
        )
        api.post("/v1/customers")
        (event,) = api.get("/v1/events").data
        soon(lambda: api.get(f"/v1/events/{event.id}").pending_webhooks == 0)
        # The server still runs.
        rows = json.loads(run("--json", "--database", database).output)
        assert sorted((one["target"], one["number"], one["status"]) for one in rows) == sorted(
            [(good.id, 1, 200), (bad.id, 1, 500), (bad.id, 2, 500)]
        )
        assert {(one["event"], one["type"], one["error"], one["livemode"]) for one in rows} == {
            (event.id, "customer.created", None, False)
        }
        assert {one["url"] for one in rows} == {receiver.url + "/good", receiver.url + "/bad"}
    finally:
        house.close()
        receiver.close()
    plain = run("--failed", "--database", database).output.splitlines()
    assert len(plain) == 2
    assert all(bad.id in line and event.id in line and " 500 " in line for line in plain)
    assert len(run("--endpoint", good.id, "--database", database).output.splitlines()) == 1
    assert len(run("--limit", "2", "--event", event.id, "--database", database).output.splitlines()) == 2
    assert "No attempt" in run("--event", "evt_none", "--database", database).output
    missing = run("--database", str(tmp_path / "missing.db"))
    assert missing.exit_code == 2
    assert not (tmp_path / "missing.db").exists()
