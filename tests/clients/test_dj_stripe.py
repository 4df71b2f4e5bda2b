"""dj-stripe, unchanged: it copies an account into a database, and keeps the copy up to date by webhooks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.client import flatten

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".clients" / "dj-stripe"
pytestmark = pytest.mark.skipif(not INSTALLED.is_dir(), reason="needs script/clients")

# Model -> what lists its objects. Those of others are below these.
LISTS = {
    "BalanceTransaction": "balance_transactions",
    "Charge": "charges",
    "Coupon": "coupons",
    "Customer": "customers",
    "Dispute": "disputes",
    "Invoice": "invoices",
    "InvoiceItem": "invoiceitems",
    "PaymentIntent": "payment_intents",
    "Price": "prices",
    "Product": "products",
    "PromotionCode": "promotion_codes",
    "Refund": "refunds",
    "Session": "checkout/sessions",
    "SetupIntent": "setup_intents",
    "Subscription": "subscriptions?status=all",
    "SubscriptionSchedule": "subscription_schedules",
    "TaxRate": "tax_rates",
}
# dj-stripe hears of no refund, of no product that an amount of an invoice brings along, and of no later
# transaction of a balance.
UNHEARD = ("BalanceTransaction", "Product", "Refund")
# What changes without an event.
SILENT = {"automatically_finalizes_at", "next_payment_attempt", "webhooks_delivered_at"}


class Account:
    """A sandbox, by plain HTTP."""

    def __init__(self, server: str, key: str) -> None:
        self.client = httpx.Client(base_url=f"{server}/v1/", auth=(key, ""), timeout=60)

    def post(self, path: str, status: int = 200, **params: Any) -> Any:
        answer = self.client.post(path, data=dict(flatten(params)))
        assert answer.status_code == status, answer.text
        return answer.json()

    def delete(self, path: str) -> None:
        assert self.client.delete(path).status_code == 200

    def every(self, path: str, version: str) -> dict[str, Any]:
        found, after = [], {}
        while True:
            params = {**httpx.URL(path).params, "limit": 100, **after}
            headers = {"Stripe-Version": version}
            page = self.client.get(path.partition("?")[0], params=params, headers=headers).json()
            found += page["data"]
            if not page["has_more"]:
                return {one["id"]: one for one in found}
            after = {"starting_after": found[-1]["id"]}

    def objects(self, version: str) -> dict[str, dict[str, Any]]:
        """What there is, as a version shows it: model -> id -> object."""
        found = {model: self.every(path, version) for model, path in LISTS.items()}
        found["LineItem"] = {
            id: line
            for invoice in found["Invoice"]
            for id, line in self.every(f"invoices/{invoice}/lines", version).items()
        }
        found["SubscriptionItem"] = {
            id: item
            for subscription in found["Subscription"]
            for id, item in self.every(f"subscription_items?subscription={subscription}", version).items()
        }
        return found

    def live(self) -> None:
        """Let a bit of everything happen."""
        post = self.post
        product = post("products", name="Seat")["id"]
        month = {"interval": "month"}
        seat = post("prices", product=product, currency="usd", unit_amount=2000, recurring=month)["id"]
        small = [
            post("prices", product=product, currency="usd", unit_amount=100 + each, recurring=month)["id"]
            for each in range(12)
        ]
        once = post("prices", product=product, currency="usd", unit_amount=700)["id"]
        coupon = post("coupons", percent_off=25, duration="repeating", duration_in_months=2)["id"]
        code = post("promotion_codes", coupon=coupon)["id"]
        tax = post("tax_rates", display_name="VAT", inclusive=False, percentage=19.5)["id"]
        card = {"payment_method": "pm_card_visa"}
        customer = post(
            "customers", name="Jenny", **card, invoice_settings={"default_payment_method": "pm_card_visa"}
        )["id"]

        def subscribe(*prices: str, **params: Any) -> Any:
            items = [{"price": price} for price in prices]
            return post("subscriptions", customer=customer, items=items, **params)

        first = subscribe(seat, discounts=[{"promotion_code": code}], default_tax_rates=[tax])
        item = {"id": first["items"]["data"][0]["id"], "quantity": 5}
        post(f"subscriptions/{first['id']}", items=[item], proration_behavior="always_invoice")
        subscribe(*small)
        subscribe(seat, trial_period_days=30)
        subscribe(seat, payment_behavior="default_incomplete")
        subscribe(seat, cancel_at_period_end=True)
        self.delete(f"subscriptions/{subscribe(seat)['id']}")
        phases = [{"items": [{"price": seat}], "iterations": 2}]
        for _ in range(2):
            schedule = post("subscription_schedules", customer=customer, start_date="now", phases=phases)
        post(f"subscription_schedules/{schedule['id']}/release")

        for ending in ("pay", "void", "mark_uncollectible", "finalize"):
            bill = {"customer": customer, "auto_advance": False, "pending_invoice_items_behavior": "exclude"}
            invoice = post("invoices", **bill)["id"]
            post("invoiceitems", customer=customer, invoice=invoice, amount=1500, currency="usd")
            if ending != "finalize":
                post(f"invoices/{invoice}/finalize")
            post(f"invoices/{invoice}/{ending}")
        post("invoiceitems", customer=customer, amount=300, currency="usd")
        post("credit_notes", invoice=invoice, amount=100)

        pay = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"], "confirm": True}
        paid = post("payment_intents", **pay, **card)["id"]
        post("refunds", payment_intent=paid, amount=500)
        held = post("payment_intents", **pay, **card, capture_method="manual")["id"]
        post(f"payment_intents/{held}/cancel")
        post("payment_intents", 402, **pay, payment_method="pm_card_chargeDeclined")
        post("payment_intents", **pay, payment_method="pm_card_createDispute")
        post("setup_intents", customer=customer, **card, confirm=True, payment_method_types=["card"])
        session = {"mode": "payment", "success_url": "https://example.com"}
        opened = post("checkout/sessions", **session, line_items=[{"price": once, "quantity": 2}])["id"]
        post(f"checkout/sessions/{opened}/expire")


def differences(here: Any, there: Any, where: str = "") -> list[str]:
    """What a copy (here) has otherwise than the API (there).

    dj-stripe adds fields of its own, and expands objects or holds their ids.
    """
    if isinstance(here, dict) and isinstance(there, dict):
        return [
            found
            for name in there.keys() - SILENT
            for found in differences(here.get(name), there[name], f"{where}.{name}")
        ]
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        return [found for pair in zip(here, there, strict=True) for found in differences(*pair, f"{where}[]")]
    ids = [one.get("id") if isinstance(one, dict) else one for one in (here, there)]
    return [] if ids[0] == ids[1] else [f"{where}: {here!r:.80}, not {there!r:.80}"]


def wrong(copied: dict[str, Any], objects: dict[str, dict[str, Any]], left_out: tuple[str, ...]) -> list[str]:
    """Where the copy is not what the API says."""
    return [
        f"{model} {id}{found}"
        for model, there in objects.items()
        if model not in left_out
        for id, one in there.items()
        for found in (differences(copied[model][id], one) if id in copied[model] else [" is missing"])
    ]


@pytest.fixture
def django(server: str, key: str, tmp_path: Path) -> Any:
    """Starts a command of the project."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(INSTALLED),
        "STRIPE_BASE": server,
        "STRIPE_KEY": key,
        "DATABASE": str(tmp_path / "copy.sqlite3"),
    }

    def start(*arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "ignore", str(HERE / "dj_stripe.py"), *arguments]
        return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=stderr)

    def run(*arguments: str) -> str:
        process = start(*arguments)
        printed, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        assert "rror" not in errors, errors
        return printed

    run.start = start
    run("migrate")
    return run


def test_it_copies_an_account(server, key, django):
    account = Account(server, key)
    account.live()
    for _ in range(3):  # a refund is given its reference in the meantime
        django("sync")
        copy = json.loads(django("rows"))
        objects = account.objects(copy["version"])
        left = wrong(copy["held"], objects, left_out=())
        if not left:
            break
    assert all(objects.values()), "there is something of each kind"
    assert left[:5] == []


def test_webhooks_keep_the_copy_up_to_date(server, key, django):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    receiving = django.start("serve", str(port), stderr=subprocess.DEVNULL)
    try:
        assert receiving.stdout.readline() == "ready\n"
        account = Account(server, key)
        account.live()
        until = time.monotonic() + 60
        while True:
            copy = json.loads(django("rows"))
            assert copy["failed"] == []
            left = wrong(copy["held"], account.objects(copy["version"]), left_out=UNHEARD)
            if not left or time.monotonic() > until:
                break
            time.sleep(1)
        assert left[:5] == []
    finally:
        receiving.kill()
        receiving.wait()
