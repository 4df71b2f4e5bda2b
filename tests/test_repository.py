"""The repository itself: which room imports which, what the pages promise, and what must not be in a file."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer.main
from packaging.requirements import Requirement
from tools import stubs
from typer.testing import CliRunner

from counterfoil import command_line, demo
from counterfoil.settings import Settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "counterfoil"

# Which rooms a room may import; its own is always allowed (docs/architecture.md).
MAY_IMPORT = {
    "arithmetic": set(),
    "contract": set(),
    "documents": {"arithmetic"},
    "kernel": {"arithmetic"},
    "metering": {"kernel", "arithmetic"},
    "networks": {"kernel", "arithmetic"},
    "resources": {"documents", "networks", "metering", "kernel", "arithmetic"},
    "store": {"kernel", "metering", "arithmetic"},
    "webhooks": {"kernel"},
    "server": {"contract", "kernel"},
    "dashboard": {"server"},
}
# The composition root and what it is made of may import any room.
ABOVE_ALL = {"administration", "app", "demo", "logs", "settings", "command_line", "__main__", "__init__"}

# How a statement of SQL begins: in the text of a program, docstrings aside.
SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE"
    r" FROM|CREATE|ALTER|DROP|WITH|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b"
)

# What tells where a file was made rather than what it does.
STRAY = re.compile(
    r"/(?:root|home|Users|work)/\w|pypi\.org|registry\.npmjs|pythonhosted|proxy\.golang|find-links"
)


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms of ours that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("counterfoil.")}
    return found


def files() -> list[Path]:
    """What is in the repository, or would be with the next commit."""
    found = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        pytest.skip("not a git repository")
    return [path for name in found.stdout.splitlines() if (path := ROOT / name).is_file()]


def test_only_the_store_speaks_sql():
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        if room(path) == "store":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} says {node.value[:40]}")
            elif isinstance(node, ast.Import) and any(alias.name == "sqlite3" for alias in node.names):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports sqlite3")
    assert not wrong, "\n".join(wrong)


def test_rooms_import_only_what_lies_below_them():
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        own = room(path)
        if own in ABOVE_ALL:
            continue
        assert own in MAY_IMPORT, f"{own} is no room"
        above = imported(path) - MAY_IMPORT[own] - {own, "__version__"}
        wrong += [f"{path.relative_to(ROOT)} imports {one}" for one in sorted(above)]
    assert not wrong, "\n".join(wrong)


def test_only_the_command_line_knows_the_composition_root():
    wrong = [
        str(path)
        for path in SOURCE.rglob("*.py")
        if room(path) not in ABOVE_ALL and imported(path) & {"administration", "app", "command_line"}
    ]
    assert not wrong


def test_behaviour_never_awaits():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("arithmetic", "contract", "kernel", "metering", "networks", "resources", "store")
        for path in sorted((SOURCE / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_tells_where_it_was_made():
    wrong = []
    for path in files():
        if path == Path(__file__):
            continue
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{path.relative_to(ROOT)}:{number}: {line}"
            for number, line in enumerate(lines, 1)
            if STRAY.search(line)
        ]
    assert not wrong, "\n".join(wrong)


def test_the_types_of_documents_are_what_the_contract_says():
    assert stubs.FILE.read_text(encoding="utf8") == stubs.written(), "run: python -m tools.stubs write"


def test_modules_stay_readable():
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCE.rglob("*.py")
        if (count := path.read_text().count("\n")) > 540
    }
    assert not long


@pytest.mark.parametrize("name", ["build", "runtime", "test"])
def test_the_lock_holds_what_the_project_asks_for(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "build": project["build-system"]["requires"],
        "runtime": project["project"]["dependencies"],
        "test": project["project"]["dependencies"] + project["project"]["optional-dependencies"]["test"],
    }[name]
    locked = dict(
        re.findall(r"^([\w.-]+)==([^ ]+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M)
    )
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(locked[requirement.name]), f"script/lock: {requirement}"


# -- what the pages promise ----------------------------------------------------------------------------------


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text())
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_scripts_that_pages_name_exist(page):
    named = set(re.findall(r"\b((?:script|bench)/[a-z_]+(?:\.py)?)\b", page.read_text()))
    assert not [name for name in named if not (ROOT / name).exists()]


def options() -> dict[str, dict[str, str | None]]:
    """command -> its options, each with its variable of the environment."""
    found: dict[str, dict[str, str | None]] = {}

    def walk(name: str, command) -> None:
        if hasattr(command, "commands"):
            for child, inner in command.commands.items():
                walk(f"{name} {child}", inner)
            return
        found[name] = {
            option: one.envvar
            for one in command.params
            if one.param_type_name == "option"
            for option in (*one.opts, *one.secondary_opts)
            if option not in ("--help", "-h")
        }

    walk("counterfoil", typer.main.get_command(command_line.command))
    return found


def test_the_page_of_the_command_line_names_every_command_and_option():
    page = (ROOT / "docs" / "command-line.md").read_text()
    sections = dict(re.findall(r"^## `([^`\n]+)`$(.*?)(?=^## |\Z)", page, re.M | re.S))
    assert set(sections) == set(options())
    for command, known in options().items():
        assert set(re.findall(r"`(--[a-z-]+)`", sections[command])) == set(known), command


def test_every_option_is_also_a_variable_of_the_environment():
    for command, known in options().items():
        assert all(variable and variable.startswith("COUNTERFOIL_") for variable in known.values()), command


def test_commands_in_the_pages_are_commands():
    text = "\n".join(page.read_text() for page in pages())
    named = set(
        re.findall(
            r"\bcounterfoil ((?:keys )?[a-z]+)\b",
            re.sub(r"docker \S+.*", "", "\n".join(re.findall(r"`([^`\n]+)`", text))),
        )
    )
    known = {command.removeprefix("counterfoil ") for command in options()} | {"keys"}
    assert named <= known, named - known


def test_the_readme_and_the_welcome_give_the_reference_s_example():
    expected = (
        "curl -G"
        " http://127.0.0.1:12111/v1/billing/meters/mtr_test_61Q8nQMqIFK9fRQmr41CMAXJrFdZ5MnA/event_summaries"
        ' -u "sk_test_4eC39HqLyjWDarjtT1zdp7dc:" -d customer=cus_Pp40waj64hdRxb -d start_time=1711584000 -d'
        " end_time=1711666800 -d value_grouping_window=hour"
    )
    readme = (ROOT / "README.md").read_text()
    assert expected in readme
    examples = command_line.examples(Settings().base_url)
    assert len(examples) == 3
    assert examples[0] == expected
    assert examples[1] in readme
    assert all(one in command_line.welcome(Settings()) for one in examples)
    for one in examples:
        assert shlex.split(one)[0] == "curl"


def test_the_readme_shows_the_answer_that_is_given():
    import msgspec

    from tests.support.client import Api, House

    shown = msgspec.json.decode(
        re.search(r"```json\n(.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
    )
    house = House(demo=True)
    try:
        query = (
            "customer=cus_Pp40waj64hdRxb&start_time=1711584000&end_time=1711666800&value_grouping_window=hour"
        )
        answer = Api(house, demo.KEY).request(
            "GET", f"/v1/billing/meters/{demo.METER}/event_summaries?{query}"
        )
    finally:
        house.close()
    assert answer.json == shown


def test_the_example_of_a_test_is_a_test():
    example = re.search(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.S).group(1)
    assert any(example in path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))


def test_the_decisions_are_all_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text())
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_the_page_of_the_kernel_names_what_there_is():
    import counterfoil.kernel as kernel

    page = (ROOT / "docs" / "kernel.md").read_text()
    for name, of in (("meters", kernel.Resource), ("work", kernel.Work), ("errors", kernel.errors)):
        named = set(re.findall(rf"`@?{name}\.([a-z_]+)", page))
        assert named, name
        assert not [
            one for one in named if not hasattr(of, one) and one not in getattr(of, "__slots__", ())
        ], name
    decorators = {
        "create",
        "retrieve",
        "update",
        "delete",
        "list",
        "action",
        "operation",
        "include",
        "standing",
        "due",
        "on",
    }
    assert set(re.findall(r"`@meters\.([a-z_]+)`", page)) == decorators


def test_the_page_of_the_store_names_the_tables(tmp_path):
    import contextlib
    import sqlite3

    from counterfoil.store.sqlite import SQLiteStore

    SQLiteStore(str(tmp_path / "store.db")).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "store.db")) as made:
        tables = {
            row[0]
            for row in made.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        }
    tables = {re.sub("^usage_.*", "usage_", name) for name in tables}
    named = set(re.findall(r"^\| `([a-z_]+)…?` \|", (ROOT / "docs" / "store.md").read_text(), re.M))
    assert tables <= named


@pytest.mark.parametrize("room", ["networks", "arithmetic"])
def test_the_page_of_the_simulated_world_names_its_modules(room):
    page = (ROOT / "docs" / "networks.md").read_text()
    modules = {path.name for path in (SOURCE / room).glob("*.py")} - {"__init__.py"}
    assert modules <= set(re.findall(r"^\| `([a-z_]+\.py)` \|", page, re.M))


# -- the command line ----------------------------------------------------------------------------------------


def run(*arguments: str, **environment: str):
    return CliRunner().invoke(
        command_line.command, list(arguments), env={"COUNTERFOIL_DATABASE": None, **environment}
    )


@pytest.mark.parametrize(
    "arguments", [["serve", "--host", "0.0.0.0"], ["serve", "--host", "192.0.2.1", "--open"]]
)
def test_an_open_server_stays_on_loopback(arguments):
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "--closed" in refused.output


def test_the_environment_is_as_good_as_an_option():
    assert "0.0.0.0" in run("serve", COUNTERFOIL_HOST="0.0.0.0").output
    settings = Settings.from_environment(
        {"COUNTERFOIL_PORT": "1", "COUNTERFOIL_CLOSED": "true", "COUNTERFOIL_HOST": "::1"}, port=2
    )
    assert (settings.port, settings.closed, settings.host) == (2, True, "::1")
    assert settings.base_url == "http://[::1]:2"


def test_what_cannot_be_read_is_refused_in_a_sentence():
    refused = run("serve", "--webhook-retries", "soon")
    assert refused.exit_code == 2
    assert "cannot be read" in refused.output


def test_verify_makes_no_database(tmp_path):
    missing = tmp_path / "missing.db"
    refused = run("verify", "--database", str(missing))
    assert refused.exit_code == 2
    assert not missing.exists()


def test_keys_are_made_listed_and_revoked(tmp_path):
    database = ("--database", str(tmp_path / "keys.db"))
    made = run("keys", "create", "--kind", "restricted", "--permission", "customer_read", *database)
    key = re.search(r"^rk_test_\w+$", made.output, re.M).group()
    listed = run("keys", "list", *database).output
    assert key not in listed
    assert key[-4:] in listed
    assert "customer_read" in listed
    assert run("keys", "revoke", key, *database).exit_code == 0
    assert "revoked" in run("keys", "list", *database).output
    assert run("keys", "revoke", "sk_test_nobody", *database).exit_code == 1
    assert "balanced" in run("verify", *database).output
    assert run("keys", "create", "--permission", "customer_read", *database).exit_code == 2
    for wrong in (("--kind", "restricted", "--permission", "costumer_read"), ("--account", "mine")):
        assert run("keys", "create", *wrong, *database).exit_code == 2


def test_coverage_lists_all_operations():
    import json

    rows = json.loads(run("coverage", "--json").output)
    assert {
        "verb": "POST",
        "path": "/v1/billing/meter_events",
        "name": "billing.meter_events.create",
        "status": "behaviour",
    } in rows
    assert {row["status"] for row in rows} <= {"behaviour", "inherited", "not there yet"}
    plain = run("coverage", "--status", "behaviour").output
    assert "billing.meter_events.create" in plain
    assert "inherited" not in plain
    assert f"All {len(rows)} operations" in (ROOT / "README.md").read_text()
    acacia = run("coverage", "--api-version", "2025-02-24.acacia").output
    assert "invoices.upcoming" in acacia
    assert "operations of 2025-02-24.acacia" in acacia
    assert not [row for row in rows if row["name"] == "invoices.upcoming"]
    assert run("coverage", "--api-version", "acacia").exit_code == 2
