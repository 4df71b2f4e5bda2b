"""Contents of the pages that show customers how to pay: amounts, codes, vouchers, transfers, mandates.

Also the actions of their buttons, which simulate what happens elsewhere. Lines are (label, text). None: there
is nothing to show any more. Source: API reference, `next_action` of intents; Mandates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Space, Work, objects
from counterfoil.networks import qr_codes
from counterfoil.resources.payments import microdeposits, payment_intents, setup_intents

Lines = list[tuple[str, str]]

TRANSFER = "display_bank_transfer_instructions"
DEPOSITS = "verify_with_microdeposits"
ENDS = ("expires_at", "expires_after")  # names of the time when a code or voucher expires
ADDRESSES = ("hosted_voucher_url", "pdf")
VERIFY: dict[str, Callable[..., Any]] = {
    "payment_intent": payment_intents.verify_microdeposits,
    "setup_intent": setup_intents.verify_microdeposits,
}


def authorization(session: Any, space: Space, intent: Document) -> tuple[str, Lines]:
    """Return title and lines of the page where a payment is authorized or failed. intent: also a source."""
    noun = "setup" if intent["object"] == "setup_intent" else "payment"
    id = intent.get("payment_method")
    method = session.load(objects.payment_method.table, space, id) if id else None
    kind = intent.get("type") or (method["type"] if method is not None else None)
    name = (kind or "").replace("_", " ").capitalize()
    account = session.load(objects.account.table, space, space.account)
    merchant = account.at("business_profile.name") if account is not None else None
    lines = _amount(intent)
    if merchant:
        lines.append(("To", merchant))
    return (f"{name} test {noun} page" if name else f"Test {noun} page"), lines


def voucher(intent: Document) -> Lines | None:
    """Return the lines of a voucher."""
    action = _action(intent)
    return None if action is None else [*_amount(intent), *_details(action), *_expiry(action)]


def code(intent: Document) -> Lines | None:
    """Return the lines beside a QR code."""
    action = _action(intent)
    return None if action is None else [*_amount(intent), *_expiry(action)]


def picture(text: str, kind: str) -> bytes:
    """Draw the QR code of a text. kind: png or svg."""
    return qr_codes.png(text) if kind == "png" else qr_codes.svg(text)


def transfer(intent: Document) -> Lines | None:
    """Return the lines of a bank transfer: what remains, the reference, and where to send it."""
    shown = intent.at(f"next_action.{TRANSFER}")
    if not shown:
        return None
    lines = [
        ("Amount remaining", money.shown(shown["amount_remaining"], shown["currency"])),
        ("Reference", shown["reference"]),
    ]
    for address in shown["financial_addresses"]:
        lines += _details(address[address["type"]])
    return lines


def fund(work: Work, intent: Any) -> None:
    """Simulate the transfer of what remains."""
    shown = intent.at(f"next_action.{TRANSFER}")
    sent = {
        "amount": shown["amount_remaining"],
        "currency": shown["currency"],
        "reference": shown["reference"],
    }
    payment_intents.fund_cash_balance(work, intent.customer, sent)


def deposits(intent: Document) -> tuple[str, bool, int] | None:
    """Return when microdeposits arrive, whether their amounts are asked for, and how many tries are left."""
    shown = intent.at(f"next_action.{DEPOSITS}")
    if not shown:
        return None
    left = microdeposits.TRIES - intent.get("_tries", 0)
    return _day(shown["arrival_date"]), shown["microdeposit_type"] == "amounts", left


def verify(work: Work, intent: Any, sent: Sequence[tuple[str, str]]) -> None:
    """Verify microdeposits by the fields of the page's form. 400 as for the API."""
    amounts = [int(value) for name, value in sent if name == "amount" and value.strip().isdecimal()]
    typed = dict(sent).get("descriptor_code", "").strip()
    params = {"amounts": amounts} if amounts else {"descriptor_code": typed} if typed else {}
    VERIFY[intent["object"]](work, intent, params)


def mandate(session: Any, id: str) -> Lines | None:
    """Return the lines of a mandate."""
    for space in session.spaces(objects.mandate.table, id):
        found = session.load(objects.mandate.table, space, id)
        if found is not None:
            method = session.load(objects.payment_method.table, space, found["payment_method"])
            return _mandate(found, method)
    return None


def _mandate(found: Document, method: Document | None) -> Lines:
    kind = found["payment_method_details"]["type"]
    details = found["payment_method_details"][kind] or {}
    lines = [
        ("Mandate", found["id"]),
        ("Type", found["type"].replace("_", " ")),
        ("Status", found["status"]),
        ("Accepted", _day(found["customer_acceptance"]["accepted_at"])),
    ]
    if details.get("reference"):
        lines.append(("Reference", details["reference"]))
    if method is not None:
        lines.append(("Name", method.at("billing_details.name") or ""))
        last4 = method.at(f"{kind}.last4")
        lines += [("Account", f"ending in {last4}")] if last4 else []
    return lines


def _action(intent: Document) -> Mapping[str, Any] | None:
    """Return the hash of an intent's next action, or None if nothing is awaited."""
    if intent["status"] != "requires_action":
        return None
    action: Mapping[str, Any] = intent["next_action"][intent["next_action"]["type"]]
    return action


def _amount(intent: Document) -> Lines:
    """Return the line of the amount; a setup has none."""
    if intent.get("amount") is None:
        return []
    return [("Amount", money.shown(intent["amount"], intent["currency"]))]


def _details(hash: Mapping[str, Any]) -> Lines:
    """Return the texts of a hash under its names."""
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, value in hash.items()
        if isinstance(value, str) and name not in ADDRESSES
    ]


def _expiry(action: Mapping[str, Any]) -> Lines:
    """Return the line of when a code or voucher expires, wherever its type says so."""
    named = [hash.get(name) for hash in (action, action.get("qr_code") or {}) for name in ENDS]
    return [("Expires", _day(at)) for at in named if at]


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%d %B %Y}"
