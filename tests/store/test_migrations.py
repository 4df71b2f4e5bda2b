"""Migrations: the database of each released schema becomes one of this version, with all that it holds."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterfoil import administration, command_line
from counterfoil.contract import versions
from counterfoil.kernel import objects
from counterfoil.settings import Settings
from counterfoil.store import migrations, schema
from tests.support.client import Api, House
from tests.support.clocks import DAY
from tests.support.given import NEW_YEAR
from tests.support.receiver import soon

# What `iterdump` says of a database that the last version of a schema wrote. One is added when a step is,
# none is changed.
RELEASED = Path(__file__).parent / "released"
KEY = "sk_test_released"


def made(path: Path, released: str) -> str:
    """Make a database of a released schema."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript((RELEASED / f"{released}.sql").read_text(encoding="utf8"))
        connection.execute(f"PRAGMA user_version = {released.rpartition('_')[2]}")
    return str(path)


@pytest.fixture
def old(tmp_path) -> str:
    return made(tmp_path / "counterfoil.db", "schema_0")


@pytest.fixture
def api(old):
    house = House(database=old)
    yield Api(house, KEY)
    house.close()


def contents(path: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump(), *map(str, connection.execute("PRAGMA user_version"))]


def run(*arguments: str):
    return CliRunner().invoke(command_line.command, arguments)


def test_each_version_of_the_schema_has_its_step_and_what_was_released_its_file():
    assert list(migrations.STEPS) == list(range(1, schema.VERSION + 1))
    released = {0, *range(2, schema.VERSION)}  # 1 never was
    assert {path.stem for path in RELEASED.iterdir()} == {f"schema_{version}" for version in released}


@pytest.mark.parametrize(
    "path",
    """
    coupons payment_intents prices promotion_codes refunds setup_intents subscriptions charges
    balance_transactions products plans billing/meters events test_helpers/test_clocks
    """.split(),
)
def test_documents_have_what_documents_of_today_have(api, path):
    """The client holds each against the contract of its version, in a list and by itself."""
    for caller in (api.at(versions.NEWEST), api.at(versions.DEFAULT)):
        listed = caller.get(f"/v1/{path}").data
        assert listed
        for one in listed:
            assert caller.get(f"/v1/{path}/{one.id}") == one


def test_what_moved_is_where_the_newest_version_has_it(api):
    api = api.at(versions.NEWEST)
    (code,) = api.get("/v1/promotion_codes", code="TEN").data
    assert (code.promotion, "coupon" in code) == ({"coupon": "ten", "type": "coupon"}, False)
    (price,) = api.get("/v1/prices").data
    assert "aggregate_usage" not in price.recurring
    (charge,) = api.get("/v1/charges").data
    assert ("invoice" in charge, charge.radar_options) == (False, {})


def test_what_moved_is_where_it_was_for_callers_of_then(api):
    (code,) = api.get("/v1/promotion_codes").data
    assert code.coupon.percent_off == 10
    (price,) = api.get("/v1/prices").data
    assert price.recurring.aggregate_usage is None
    (subscription,) = api.get("/v1/subscriptions").data
    assert subscription.current_period_start == subscription.current_period_end == NEW_YEAR


def test_what_was_scheduled_happens(api):
    (clock,) = api.get("/v1/test_helpers/test_clocks").data
    (customer,) = api.get("/v1/customers", test_clock=clock.id).data
    assert (
        customer.balance,
        api.get(f"/v1/customers/{customer.id}/tax_ids").data[0].verification.status,
    ) == (-100, "pending")
    api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + DAY)
    soon(lambda: api.get(f"/v1/test_helpers/test_clocks/{clock.id}").status == "ready")
    assert api.get("/v1/refunds").data[0].destination_details.card.reference_status == "available"
    assert api.get(f"/v1/customers/{customer.id}/tax_ids").data[0].verification.status == "verified"
    assert (
        api.post(
            f"/v1/customers/{customer.id}/balance_transactions", amount=50, currency="usd"
        ).ending_balance
        == -50
    )


def test_usage_and_books_are_what_they_were(old):
    assert run("migrate", "--database", old).output == f"The schema was 0 and is {schema.VERSION} now.\n"
    assert administration.verify(Settings(database=old)) == []
    assert run("migrate", "--database", old).output == f"The schema is {schema.VERSION} already.\n"


def test_a_migration_is_done_as_a_whole_or_not_at_all(old, monkeypatch):
    before = contents(old)

    def crash(connection, tables) -> None:
        migrations.newest_shape(connection, tables)
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setitem(migrations.STEPS, schema.VERSION, crash)
        assert run("migrate", "--database", old).exit_code == 1
    assert contents(old) == before
    assert run("migrate", "--database", old).exit_code == 0


def test_documents_of_the_newest_shape_are_left_as_they_are(old):
    administration.migrate(Settings(database=old))
    before = contents(old)
    with contextlib.closing(sqlite3.connect(old, isolation_level=None)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        migrations.newest_shape(connection, [one.table for one in objects.every() if one.table.name in names])
    assert contents(old) == before


@pytest.mark.parametrize("command", ["verify", "deliveries", "keys list", "keys create"])
def test_commands_that_cannot_migrate_say_what_does(old, command):
    before = contents(old)
    refused = run(*command.split(), "--database", old)
    assert (refused.exit_code, contents(old)) == (1, before)
    assert f"{old} was written by an older version" in refused.output
    assert "counterfoil migrate" in refused.output


def test_what_is_no_database_is_not_migrated(tmp_path):
    missing = run("migrate", "--database", str(tmp_path / "none.db"))
    assert (missing.exit_code, "There is no database" in missing.output) == (2, True)
