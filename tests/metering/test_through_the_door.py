"""The engine behind the server: rolled back requests are not counted; a stopping server counts everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterfoil.kernel import errors
from counterfoil.metering import DAY, HOUR
from tests.support.client import Api, House

NAME = "api_call"


@pytest.fixture
def meter(api: Api) -> Any:
    return api.post(
        "/v1/billing/meters",
        display_name="API calls",
        event_name=NAME,
        default_aggregation={"formula": "sum"},
    )


@pytest.fixture
def customer(api: Api) -> Any:
    return api.post("/v1/customers")


def event(customer: Any, identifier: str, value: int = 5) -> dict[str, Any]:
    return {
        "event_name": NAME,
        "identifier": identifier,
        "payload": {"stripe_customer_id": customer.id, "value": value},
    }


def used(api: Api, meter: Any, customer: Any) -> list[int]:
    hour = api.now - api.now % HOUR
    path = f"/v1/billing/meters/{meter.id}/event_summaries"
    found = api.get(path, customer=customer.id, start_time=hour - DAY, end_time=hour + DAY)
    return [summary.aggregated_value for summary in found.data]


@pytest.fixture
def refusing(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every event is counted, and then its request is refused."""
    ingest = house.server.metering.ingest

    def refused(*given: Any) -> list[bool]:
        ingest(*given)
        raise errors.invalid("not today")

    monkeypatch.setattr(house.server.metering, "ingest", refused)
    yield
    monkeypatch.undo()


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "first"}])
def test_a_refused_request_leaves_no_usage(
    api: Api,
    meter: Any,
    customer: Any,
    refusing: None,
    headers: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = api.request("POST", "/v1/billing/meter_events", event(customer, "once"), headers=headers)
    assert (answer.status, answer.json["error"]["message"]) == (400, "not today")
    assert used(api, meter, customer) == []
    monkeypatch.undo()
    assert used(api, meter, customer) == []
    api.post("/v1/billing/meter_events", **event(customer, "once", 7))
    assert used(api, meter, customer) == [7]


def test_a_duplicate_takes_nothing_of_its_neighbours_along(api: Api, meter: Any, customer: Any) -> None:
    for number in range(4):
        api.post("/v1/billing/meter_events", **event(customer, f"{number}"))
        message = f"An event already exists with identifier {number}."
        assert (
            api.refused("POST", "/v1/billing/meter_events", **event(customer, f"{number}")).message == message
        )
    assert used(api, meter, customer) == [20]


def test_a_commit_that_fails_counts_nothing(
    api: Api, meter: Any, customer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, say: SQLite has ended the transaction itself."""
    phases = api.house.server.phases

    def fails() -> None:
        phases.writer.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(phases, "_commit", fails)
        answer = api.request("POST", "/v1/billing/meter_events", event(customer, "lost"))
    assert answer.status == 503
    assert used(api, meter, customer) == []
    api.post("/v1/billing/meter_events", **event(customer, "lost"))
    assert used(api, meter, customer) == [5]


def test_a_server_that_stops_has_nothing_to_read_again(tmp_path: Path) -> None:
    path = str(tmp_path / "store.db")
    house = House(database=path)
    api = Api(house)
    meter = api.post(
        "/v1/billing/meters",
        display_name="API calls",
        event_name=NAME,
        default_aggregation={"formula": "sum"},
    )
    customer = api.post("/v1/customers")
    for number in range(3):
        api.post("/v1/billing/meter_events", **event(customer, f"{number}"))
    house.close()
    house = House(database=path)
    again = Api(house, api.key)
    engine = house.server.metering
    assert engine.store.floor() == engine.position() + 1
    assert used(again, meter, customer) == [15]
    assert again.refused("POST", "/v1/billing/meter_events", **event(customer, "2")).message.endswith(
        "identifier 2."
    )

    async def verify() -> list[str]:
        return engine.verify()

    assert house.run(verify()) == []
    house.close()
