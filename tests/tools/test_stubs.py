"""The types of documents, and what the type checker finds by them.

That they are up to date: tests/test_repository.py.
"""

from __future__ import annotations

import subprocess
import sys

from tools import stubs

from counterfoil import contract
from counterfoil.contract.load import NEWEST


def test_a_hash_is_a_class_within_that_of_its_object():
    lines = list(stubs.Writer("radar.value_list_item", contract.load(NEWEST)).lines())
    assert lines[0] == "class RadarValueListItem(Document):"
    assert '    object: Literal["radar.value_list_item"]' in lines
    tokens = "\n".join(stubs.Writer("account_session", contract.load(NEWEST)).lines())
    assert (
        "    class Components(Document):\n        class AccountManagement(Document):\n            class"
        " Features(Document):" in tokens
    )
    assert "            features: AccountSession.Components.AccountManagement.Features" in tokens


RIGHT = """
from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Charge

def right(work: Work, charge: Charge) -> bool:
    intent = work.find(objects.payment_intent, charge.payment_intent)
    assert intent is not None and charge.outcome is not None
    work.insert(objects.refund, {}, _about=1, destination_details={"type": "card"}, payment_intent=intent.id)
    work.move(charge, str(charge.at("status")), metadata={"a": "b"})
    changed = work.change(intent, amount=charge.amount)
    return changed.status == "canceled" and charge.outcome.risk_level == "normal"

def wrong(work: Work, charge: Charge) -> None:
"""
WRONG = {
    "charge.amonut": '"Charge" has no attribute "amonut"',
    "work.get(objects.charge, 'ch_1').amonut": '"Charge" has no attribute "amonut"',
    "work.list(objects.payment_intent)[0].last_payment_eror": (
        '"PaymentIntent" has no attribute "last_payment_eror"'
    ),
    "work.move(charge, 'failed').balance": '"Charge" has no attribute "balance"',
    "charge.status == 'succeded'": "Non-overlapping equality check",
    "charge.outcome.risk_level": '"Outcome | None" has no attribute "risk_level"',
    "charge.refunds.data[0].amonut": '"Refund | Any" has no attribute "amonut"',
    "charge['amount'] = 5": "Unsupported target for indexed assignment",
    "charge.update(amount=5)": 'has no attribute "update"',
    "objects.chrage": 'Module has no attribute "chrage"',
    "work.change(charge, amonut=5)": '"Charge" has no field "amonut"',
    "work.change(charge, 'charge.updated', amount='5')": 'incompatible type "str"; expected "int"',
    "work.insert(objects.charge, status='succeded')": (
        "expected \"Literal['failed', 'pending', 'succeeded']\""
    ),
    "work.update(charge, {}, receipt_email=5)": 'expected "str | None"',
    "work.move(charge, 'succeded')": "expected \"Literal['failed', 'pending', 'succeeded']\"",
}


def test_the_type_checker_finds_what_a_document_does_not_have(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(RIGHT + "".join(f"    {line}\n" for line in WRONG))
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        "pyproject.toml",
        "--no-error-summary",
        "--hide-error-context",
        "--cache-dir",
        tmp_path,
    ]
    told = subprocess.run(
        [*command, page], cwd=stubs.FILE.parents[3], capture_output=True, text=True, check=False
    ).stdout
    found: dict[int, str] = {}
    for line in told.splitlines():
        _, number, message = line.split(":", 2)
        found[int(number)] = found.get(int(number), "") + message
    first = RIGHT.count("\n") + 1
    unseen = {
        line: found.get(first + at)
        for at, (line, error) in enumerate(WRONG.items())
        if error not in found.get(first + at, "")
    }
    assert not unseen
    assert not [number for number in found if number < first], told
