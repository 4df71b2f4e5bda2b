"""Dispatch: the table of operations is complete before the first request, whatever comes first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROCESS = """
import sys
from tests.support.client import Api, House
house = House(database=sys.argv[1])
api = Api(house, "sk_test_restarted")
{calls}
house.close()
"""


def process(database: Path, calls: str) -> str:
    """What the calls of a new process print: resources are declared once a process, so no other will do."""
    run = subprocess.run(
        [sys.executable, "-c", PROCESS.format(calls=calls), str(database)],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_after_a_restart_objects_without_a_page_are_there(tmp_path):
    made = process(
        tmp_path / "books.db",
        "customer = api.post('/v1/customers').id\napi.post('/v1/tax/registrations', country='DE',"
        " country_options={'de': {'type': 'standard'}}, active_from=1)\nprint(customer,"
        " api.post('/v1/issuing/cardholders', name='Ada', billing={'address': {'line1': 'x', 'city': 'x',"
        " 'country': 'US', 'postal_code': '1'}}).id)",
    )
    customer, cardholder = made.split()
    seen = process(
        tmp_path / "books.db",
        f"api.post('/v1/customers/{customer}', address={{'country': 'DE'}})\n"
        f"print(api.get('/v1/customers/{customer}', expand=['tax']).tax.automatic_tax)\n"
        f"live = api.live().refused('GET', '/v1/issuing/cardholders/{cardholder}', 404)\n"
        "print('test mode' in live.message)",
    )
    assert seen.split() == ["supported", "True"]


def test_whatever_a_list_may_be_asked_by_range_is_a_column_of_numbers(house):
    table, asked = house.server.dispatch, set()
    for operation in table.operations.values():
        resource = (
            table.resource(operation.object) if operation.answer_kind == "list" and operation.object else None
        )
        for name, notation in operation.raw_params.items() if resource else ():
            column = resource.filters.get(name.rstrip("!~"), "").replace(".", "_")
            if column and isinstance(notation, dict) and "gte" in notation.get("|", [{}])[0]:
                assert column in resource.table.numbers, f"{operation.name}: {column}"
                asked.add((operation.name, column))
    assert {
        ("topups.list", "amount"),
        ("payouts.list", "arrival_date"),
        ("invoices.list", "due_date"),
    } <= asked
