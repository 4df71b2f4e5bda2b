"""Random days of a shop: whatever it does, what intents, charges, transactions and the balance tell agrees.

A failure prints its seed.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from counterfoil.resources.payments import balance
from tests.support.client import Api, House
from tests.support.clocks import DAY, Wall
from tests.support.given import payment

STEPS = 60
GOOD = (
    "pm_card_visa",
    "pm_card_amex",
    "pm_card_de",
    "pm_card_bypassPending",
    "pm_card_pendingRefund",
    "pm_card_refundFail",
    "pm_card_authenticationRequiredSetupForOffSession",
    "pm_card_createDispute",
    "pm_card_createDisputeInquiry",
    "pm_card_createMultipleDisputes",
    "pm_card_riskLevelElevated",
)
BAD = (
    "pm_card_chargeDeclined",
    "pm_card_chargeDeclinedExpiredCard",
    "pm_card_radarBlock",
    "pm_card_authenticationRequired",
)
LIFE = {
    "requires_payment_method": "confirm cancel update",
    "requires_confirmation": "confirm cancel update",
    "requires_action": "confirm cancel answer",
    "requires_capture": "capture cancel refund",
    "succeeded": "refund refund refund capture dispute dispute",
}
EVIDENCE = ("", "A receipt.", "winning_evidence", "losing_evidence", "escalate_inquiry_evidence")


class Shop:
    """Takes legal and illegal steps at random, and keeps the ids of its intents."""

    def __init__(self, api: Api, seed: int) -> None:
        self.api = api
        self.chance = random.Random(seed)
        self.intents: list[str] = []
        self.statuses: Counter[int] = Counter()

    def call(self, path: str, **params: Any) -> Any:
        response = self.api.request("POST", path, params)
        assert response.status in (200, 400, 402), (path, params, response.body)
        self.statuses[response.status] += 1
        return response.json

    def step(self) -> None:
        chance = self.chance
        if not self.intents or chance.random() < 0.4:
            sent = payment(
                chance.choice((49, 50, 1099, 2000, 123_456)),
                chance.choice(GOOD + BAD * 2),
                currency=chance.choice(("usd", "eur", "jpy")),
                capture_method=chance.choice(("automatic", "automatic_async", "manual")),
                confirmation_method=chance.choice(("automatic", "manual")),
                off_session=chance.random() < 0.3,
            )
            answer = self.call("/v1/payment_intents", **sent)
            intent = answer.get("error", {}).get("payment_intent") or answer
            if "id" in intent:
                self.intents.append(intent["id"])
            return
        if chance.random() < 0.15:
            Wall(self.api).advance(seconds=chance.randrange(4 * DAY))
            return
        id = chance.choice(self.intents)
        intent = self.api.get(f"/v1/payment_intents/{id}")
        step = chance.choice(LIFE.get(intent.status, "confirm capture cancel").split())
        path = f"/v1/payment_intents/{id}/{step}"
        if step == "confirm":
            self.call(path, payment_method=chance.choice(GOOD + BAD * 2))
        elif step == "capture":
            self.call(
                path,
                amount_to_capture=chance.choice((intent.amount, intent.amount // 2 or 1, intent.amount + 1)),
            )
        elif step == "cancel":
            self.call(path)
        elif step == "refund":
            amount = chance.choice((None, 1, intent.amount // 3 or 1, intent.amount))
            self.call("/v1/refunds", payment_intent=id, **({"amount": amount} if amount else {}))
        elif step == "dispute":
            for dispute in self.api.get("/v1/disputes", payment_intent=id).data:
                answer = {
                    "evidence": {"uncategorized_text": chance.choice(EVIDENCE)},
                    "submit": chance.random() < 0.8,
                }
                close = chance.random() < 0.2
                self.call(
                    f"/v1/disputes/{dispute.id}{'/close' if close else ''}", **({} if close else answer)
                )
        elif step == "update":
            self.call(f"/v1/payment_intents/{id}", amount=chance.choice((0, 50, 3000)))
        else:
            page = intent.next_action.use_stripe_sdk.stripe_js.partition("://")[2].partition("/")[2]
            self.api.request("POST", f"/{page}", {"outcome": chance.choice(("complete", "fail"))}, key=None)


@pytest.mark.parametrize("seed", range(8))
def test_what_the_objects_tell_agrees(api, wall, seed):
    shop = Shop(api, seed)

    for _ in range(STEPS):
        shop.step()
    wall.advance(seconds=1)  # what is due at once has been done

    charges = {charge["id"]: charge for charge in list(api.every("/v1/charges"))}
    refunds = list(api.every("/v1/refunds"))
    written = list(api.every("/v1/balance_transactions"))
    transactions = {one["source"]: one for one in written if one["type"] == "charge"}
    intents = list(api.every("/v1/payment_intents"))
    assert sorted(intent["id"] for intent in intents) == sorted(shop.intents)
    for intent in intents:
        own = [charge for charge in charges.values() if charge["payment_intent"] == intent["id"]]
        good = [charge for charge in own if charge["status"] == "succeeded"]
        assert len(good) <= 1
        assert intent["amount_received"] == sum(charge["amount_captured"] for charge in own)
        assert (intent["amount_capturable"] > 0) == (intent["status"] == "requires_capture")
        assert (intent["status"] == "succeeded") == any(charge["captured"] for charge in own)
        assert (intent["canceled_at"] is not None) == (intent["status"] == "canceled")
        assert (intent["next_action"] is not None) == (intent["status"] == "requires_action")
        assert intent["latest_charge"] is None or intent["latest_charge"] in charges
    assert set(transactions) == {id for id, charge in charges.items() if charge["captured"]}
    assert all(charges[source]["balance_transaction"] == one["id"] for source, one in transactions.items())
    for charge in charges.values():
        good = [
            refund["amount"]
            for refund in refunds
            if refund["charge"] == charge["id"] and refund["status"] != "failed"
        ]
        assert charge["amount_refunded"] == sum(good)
        assert charge["refunded"] == (charge["paid"] and charge["amount_refunded"] == charge["amount"])
        back = sum(
            one["net"]
            for one in written
            if one["source"] in {one["id"] for one in refunds if one["charge"] == charge["id"]}
        )
        if charge["captured"] and charge["refunded"]:
            assert back == -transactions[charge["id"]]["amount"]
    moved = {
        id
        for refund in refunds
        for id in (refund["balance_transaction"], refund.get("failure_balance_transaction"))
        if id
    }
    assert moved == {one["id"] for one in written if one["type"] in ("refund", "refund_failure")}
    disputes = list(api.every("/v1/disputes"))
    for dispute in disputes:
        nets = [one["net"] for one in written if one["source"] == dispute["id"]]
        assert [one["net"] for one in dispute["balance_transactions"]] == nets[::-1]
        assert len(nets) == (
            0 if dispute["status"].startswith("warning") else 2 if dispute["status"] == "won" else 1
        )
        assert dispute["status"] != "won" or sum(nets) == 0
        assert charges[dispute["charge"]]["disputed"]
    for id in {dispute["charge"] for dispute in disputes}:
        assert sum(one["amount"] for one in disputes if one["charge"] == id) == charges[id]["amount_captured"]
    happened = Counter(one["type"] for one in list(api.every("/v1/events")))
    assert happened["payment_intent.created"] == len(intents)
    let_go = [
        intent
        for intent in intents
        if intent["status"] == "canceled" and intent["cancellation_reason"] != "automatic"
        and (charges.get(intent["latest_charge"]) or {}).get("refunded")
    ]  # fmt: skip
    assert happened["charge.refunded"] == happened["refund.created"] + len(let_go)
    assert happened["refund.failed"] == sum(refund["status"] == "failed" for refund in refunds)
    assert happened["charge.dispute.created"] == len(disputes)
    ended = [one for one in disputes if one["status"] in ("won", "lost", "warning_closed")]
    assert happened["charge.dispute.closed"] == len(ended)
    assert happened["charge.dispute.funds_withdrawn"] == sum(
        len(one["balance_transactions"]) > 0 for one in disputes
    )
    assert happened["charge.dispute.funds_reinstated"] == sum(one["status"] == "won" for one in disputes)
    assert happened["charge.failed"] == sum(charge["status"] == "failed" for charge in charges.values())
    assert happened["charge.succeeded"] == sum(charge["status"] == "succeeded" for charge in charges.values())
    assert happened["payment_intent.succeeded"] == sum(intent["status"] == "succeeded" for intent in intents)
    assert happened["payment_intent.canceled"] == sum(intent["status"] == "canceled" for intent in intents)
    assert all(shop.statuses[status] for status in (200, 400, 402)), (
        "a day on which nothing went wrong proves little"
    )
    close(api.house)


def test_everything_is_there_after_a_restart(tmp_path):
    database = str(tmp_path / "shop.db")
    key = "sk_test_restarted0"
    sent = payment(method="pm_card_chargeDeclined")
    house = House(database=database)
    api = Api(house, key)
    paid = api.post("/v1/payment_intents", **payment(2000, capture_method="automatic"))
    declined = api.request("POST", "/v1/payment_intents", sent, headers={"Idempotency-Key": "order-17"})
    house.close()

    house = House(database=database)
    try:
        api = Api(house, key)
        assert api.get(f"/v1/payment_intents/{paid.id}") == paid
        assert api.get("/v1/balance").pending[0]["amount"] == 1912
        again = api.request("POST", "/v1/payment_intents", sent, headers={"Idempotency-Key": "order-17"})
        assert (again.status, again.body) == (402, declined.body)
        assert len(api.get("/v1/charges").data) == 2
        close(house)
    finally:
        house.close()


def close(house: House) -> None:
    """Close the books of a server."""

    async def books() -> list[str]:
        return house.server.store.reader.unbalanced() + balance.problems(house.server.store.reader)

    assert house.run(books()) == []
