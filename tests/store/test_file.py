"""The database file: one server, a complete schema, one sentence for each fault, readers that only read."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterfoil import command_line, logs
from counterfoil.app import Server
from counterfoil.kernel.errors import Unavailable
from counterfoil.kernel.port import Page, Space, Table
from counterfoil.settings import Settings
from counterfoil.store import schema
from counterfoil.store.file import Lock
from counterfoil.store.sqlite import SQLiteSession, SQLiteStore, snapshot
from tests.support.client import Api, House

SPACE = Space("acct_a")
THINGS = Table("thing", {"color": "color"})


@pytest.fixture
def path(tmp_path) -> str:
    return str(tmp_path / "counterfoil.db")


@pytest.fixture
def server(path) -> Iterator[House]:
    house = House(database=path)
    yield house
    house.close()


@pytest.fixture(autouse=True)
def quiet(monkeypatch) -> None:
    """A server that does not start leaves the logging of the tests alone."""
    monkeypatch.setattr(logs, "configure", lambda level: None)


def run(*arguments: str):
    return CliRunner().invoke(command_line.command, list(arguments), env={"COUNTERFOIL_DATABASE": None})


def tables(path: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        }


def refused(path: str) -> str:
    """Why a server cannot have a database."""
    with pytest.raises(Unavailable) as told:
        SQLiteStore(path, alone=True)
    return told.value.message


# -- one server ----------------------------------------------------------------------------------------------


def test_a_second_server_is_told_that_the_database_is_in_use(server, path):
    told = run("serve", "--database", path, "--port", "1")
    assert told.exit_code == 1
    assert (
        told.output == f"{path} is in use by another Counterfoil server (process {os.getpid()}). "
        "One database belongs to one server: stop that one, or give this one a --database of its own.\n"
    )


def test_another_name_of_the_file_is_the_same_database(server, path, tmp_path):
    (tmp_path / "link.db").symlink_to(path)
    assert "in use" in refused(str(tmp_path / "link.db"))


def test_a_server_that_stopped_leaves_the_database_to_the_next_and_no_lock_behind(path, tmp_path):
    for _ in range(2):
        SQLiteStore(path, alone=True).close()
    assert [one.name for one in tmp_path.iterdir()] == ["counterfoil.db"]


def test_a_server_that_was_killed_holds_nothing(path):
    script = (
        "import sys; from counterfoil.store.file import Lock; lock = Lock(sys.argv[1]); print('mine',"
        " flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"mine\n"
        assert f"process {process.pid}" in refused(path)
        process.send_signal(signal.SIGKILL)
    SQLiteStore(path, alone=True).close()


def test_a_lock_that_was_removed_while_it_was_taken_is_taken_again(path, monkeypatch):
    import fcntl

    flock, taken = fcntl.flock, []

    def slow(descriptor: int, operation: int) -> None:
        if not taken:
            Path(f"{path}-lock").unlink()  # the server before this one stops at this very moment
        taken.append(descriptor)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", slow)
    lock = Lock(path)
    assert len(taken) == 2
    with pytest.raises(Unavailable):
        Lock(path)
    lock.release()


def test_a_server_whose_lock_was_removed_leaves_that_of_the_next_alone(path):
    first = Lock(path)
    Path(f"{path}-lock").unlink()
    second = Lock(path)
    first.release()
    with pytest.raises(Unavailable):
        Lock(path)
    second.release()


def test_commands_work_beside_a_server(server, path):
    made = run("keys", "create", "--database", path)
    assert made.exit_code == 0
    assert server.server.authentication.caller(made.output.split()[0], 0).kind == "secret"
    assert run("keys", "list", "--database", path).exit_code == 0
    assert run("verify", "--database", path).output == "The books are balanced.\n"
    assert run("deliveries", "--database", path).exit_code == 0


# -- a file that cannot be used ------------------------------------------------------------------------------


def damage(path: str) -> None:
    """Overwrite all pages but the first, as a failing disk would."""
    SQLiteStore(path).close()
    size = Path(path).stat().st_size
    with Path(path).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def newer(path: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


CANNOT_BE_USED = {
    "is not a SQLite database": lambda path: Path(path).write_bytes(b"What is this? " * 1000),
    "is damaged": damage,
    "newer version": newer,
    "is a folder": lambda path: Path(path).mkdir(),
}


@pytest.mark.parametrize("sentence", CANNOT_BE_USED)
@pytest.mark.parametrize("command", ["serve --port 1", "verify", "deliveries", "keys list", "keys create"])
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(path, sentence, command):
    CANNOT_BE_USED[sentence](path)
    told = run(*command.split(), "--database", path)
    assert (told.exit_code, told.output.count("\n")) == (1, 1), told.output
    assert told.output.startswith(path)
    assert sentence in told.output


@pytest.mark.parametrize("command", ["serve --port 1", "keys create"])
def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path, command):
    told = run(*command.split(), "--database", str(tmp_path / "none" / "counterfoil.db"))
    assert (told.exit_code, told.output) == (
        1,
        f"{tmp_path}/none/counterfoil.db cannot be opened: there is no folder {tmp_path}/none.\n",
    )


def test_a_database_of_something_else_is_not_verified(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (one)")
    told = run("verify", "--database", path)
    assert (told.exit_code, told.output) == (1, f"{path} is no database of Counterfoil.\n")
    assert tables(path) == {"theirs"}


def test_a_database_that_another_program_holds_is_told_in_a_sentence(path, monkeypatch):
    monkeypatch.setattr("counterfoil.store.file.OPENING", 0.1)
    SQLiteStore(path).close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "is held by another program" in refused(path)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Without the rights of the superuser, who may write to everything."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_a_file_that_is_read_only_is_told_in_a_sentence(open_folder, nobody):
    path = open_folder / "counterfoil.db"
    SQLiteStore(str(path)).close()
    path.chmod(0o444)
    assert refused(str(path)) == f"{path} cannot be written: the file or its folder is read-only."
    path.chmod(0o000)
    assert "cannot be opened" in refused(str(path))


# -- the schema ----------------------------------------------------------------------------------------------


def test_the_schema_is_made_as_a_whole_or_not_at_all(path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "USAGE", f"{schema.USAGE} CREATE TABLE half (")
        with pytest.raises(sqlite3.OperationalError):
            SQLiteStore(path)
    assert tables(path) == set()
    SQLiteStore(path).close()
    assert {"ledger", "blobs", "requests_created", "usage_floor"} <= tables(path)


@pytest.mark.parametrize(
    "missing",
    ["TABLE blobs", "TABLE requests", "INDEX schedule_subject", "TABLE usage_filters", "VIEW usage_events"],
)
def test_what_an_interrupted_start_did_not_make_is_made_by_the_next(path, missing):
    SQLiteStore(path).close()
    whole = tables(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP {missing}")
    assert tables(path) < whole
    SQLiteStore(path).close()
    assert tables(path) == whole


def test_the_version_of_the_schema_is_stored(path):
    SQLiteStore(path).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_tables_that_are_there_get_their_new_columns_at_the_start_so_that_readers_find_them(path):
    with contextlib.closing(SQLiteStore(path)) as store:
        store.writer.add(THINGS, SPACE, {"id": "t1", "created": 1, "color": "red", "shape": "round"})
    wider, absent = Table("thing", {"color": "color", "shape": "shape"}), Table("absent")
    with contextlib.closing(SQLiteStore(path, tables=[wider, absent])) as store:
        found = store.reader.select(wider, SPACE, Page(equal={"shape": "round"}))
        assert [one["id"] for one in found] == ["t1"]
    assert "absent" not in tables(path)


# -- readers -------------------------------------------------------------------------------------------------


def test_a_reader_cannot_write(path):
    with contextlib.closing(SQLiteStore(path)) as store:
        store.writer.add(THINGS, SPACE, {"id": "t1", "created": 1})
        for session in (store.reader, SQLiteSession(sqlite3.connect(path))):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                session.add(THINGS, SPACE, {"id": "t2", "created": 1})
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                session.transfer(SPACE, "a", "b", 1, "usd", 1, None)


def test_a_get_that_would_write_writes_nothing(server, monkeypatch):
    bound = server.server.dispatch.bound(server.server.surface.operations["customers.list"])

    def write(work, ids, params):
        work.transfer("a", "b", 1, "usd")

    broken = type(bound)(bound.operation, bound.status, write, bound.resource, bound.reads)
    monkeypatch.setitem(server.server.dispatch._bound, "customers.list", broken)
    api = Api(server)
    assert api.request("GET", "/v1/customers").status == 500
    assert server.server.store.writer.execute("SELECT COUNT(*) FROM ledger").fetchone() == (0,)


def test_a_snapshot_stands_still(path):
    with contextlib.closing(SQLiteStore(path)) as store:
        store.writer.transfer(SPACE, "a", "b", 1, "usd", 1, None)
        with snapshot(path) as session:
            assert session.balance(SPACE, "b", "usd") == 1
            store.writer.transfer(SPACE, "a", "b", 1, "usd", 1, None)
            assert session.balance(SPACE, "b", "usd") == 1
        with snapshot(path) as session:
            assert session.balance(SPACE, "b", "usd") == 2


def test_a_server_that_goes_on_writing_is_verified_without_a_false_alarm(server, path, monkeypatch):
    """Between every two questions of the auditor a payment is made and usage recorded."""
    api = Api(server)
    meter = api.post(
        "/v1/billing/meters", display_name="Calls", event_name="calls", default_aggregation={"formula": "sum"}
    )
    customer = api.post("/v1/customers")
    card = {"payment_method": "pm_card_visa", "payment_method_types": ["card"], "confirm": True}
    asked = []

    def write() -> None:
        asked.append(1)
        api.post("/v1/payment_intents", amount=1000, currency="usd", **card)
        api.post(
            "/v1/billing/meter_events",
            event_name=meter.event_name,
            payload={"stripe_customer_id": customer.id, "value": 1},
        )

    scan, unbalanced = SQLiteSession.scan, SQLiteSession.unbalanced
    store = server.server.store

    def busy_scan(session, *arguments):
        yield from scan(session, *arguments)
        if session not in (store.writer, store.reader):
            write()

    def busy_unbalanced(session):
        found = unbalanced(session)
        write()
        return found

    write()
    monkeypatch.setattr(SQLiteSession, "scan", busy_scan)
    monkeypatch.setattr(SQLiteSession, "unbalanced", busy_unbalanced)
    told = run("verify", "--database", path)
    assert told.output == "The books are balanced.\n"
    assert len(asked) > 3


# -- a file that vanishes ------------------------------------------------------------------------------------


def replace(path: Path) -> None:
    shutil.copy(path, f"{path}.new")
    Path(f"{path}.new").rename(path)


@pytest.mark.parametrize(
    "what",
    [
        Path.unlink,
        replace,
        lambda path: path.rename(f"{path}.old"),
        lambda path: Path(f"{path}-wal").unlink(),
    ],
)
def test_nothing_is_acknowledged_once_the_file_is_gone(path, what):
    house = House(database=path)
    api = Api(house)
    headers = {"Idempotency-Key": "key"}
    api.post("/v1/customers", name="Ada")
    what(Path(path))
    try:
        for _ in range(2):
            refused = api.request("POST", "/v1/customers", {"name": "Ben"}, headers=headers)
            assert (refused.status, refused.headers["stripe-should-retry"]) == (503, "true")
            assert "removed or replaced" in refused.json.error.message
        healthz = api.request("GET", "/healthz", key=None)
        assert (healthz.status, b"removed or replaced" in healthz.body) == (503, True)
    finally:
        house.close()


def test_another_path_is_no_matter(path, tmp_path):
    """What happens to other files, and what the server itself does to its own, is no alarm."""
    with contextlib.closing(SQLiteStore(path, alone=True)) as store:
        (tmp_path / "other.db").touch()
        store.writer.transfer(SPACE, "a", "b", 1, "usd", 1, None)
        store.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with snapshot(path):
            pass
        store.writer.begin(())
        store.writer.commit()
        assert not store.gone


def test_a_throw_away_database_needs_neither_lock_nor_watch():
    servers = [Server(Settings(database=":memory:", demo=False)) for _ in range(2)]
    for server in servers:
        server.store.writer.begin(())
        server.store.writer.commit()
        server.store.close()
