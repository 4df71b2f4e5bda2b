"""Payments: intents, charges, setup intents."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, added, change, change_of_request

INTENTS = ("payment_intents.create",)


@added("2025-03-31.basil", objects=("charge", "payment_intent"), name="invoice")
def paid_for_one_invoice(payment: Answer, ask: Ask) -> Any:
    """Add the invoice of a payment. Since then `invoice_payment`s connect them, several per invoice."""
    return ask.hidden(payment, "_invoice")


@change_of_request("2024-04-10", operations=INTENTS)
def captured_at_once(params: dict[str, Any]) -> dict[str, Any]:
    """Capture was synchronous by default."""
    return params if params.get("capture_method") else {**params, "capture_method": "automatic"}


@change_of_request("2023-08-16", operations=(*INTENTS, "setup_intents.create"))
def card_unless_named(params: dict[str, Any]) -> dict[str, Any]:
    """Automatic payment methods were off by default; an intent that named none took cards."""
    named = ("automatic_payment_methods", "payment_method_types", "payment_method_configuration")
    return params if any(params.get(name) for name in named) else {**params, "payment_method_types": ["card"]}


@change("2022-11-15", objects=("payment_intent",))
def intent_with_charges(intent: Answer, ask: Ask) -> Answer:
    """A payment intent held its charges, beside the id of the latest."""
    latest = intent.get("latest_charge")
    if isinstance(latest, dict) or latest is None:
        data = [latest] if latest else []
        url = f"/v1/charges?payment_intent={intent.get('id')}"
        return {
            **intent,
            "charges": {
                "object": "list",
                "data": data,
                "has_more": False,
                "total_count": len(data),
                "url": url,
            },
        }
    charges = ask.listed(intent, "charges")
    if charges is None:
        return intent
    all = ask.every("charge", payment_intent=intent["id"]) if charges["has_more"] else charges["data"]
    return {**intent, "charges": {**charges, "total_count": len(all)}}


@change("2022-11-15", objects=("charge",))
def charge_with_refunds(charge: Answer, ask: Ask) -> Answer:
    """A charge held its refunds, failed ones too, without being asked to expand them."""
    if charge.get("refunds") is not None:
        return charge
    refunds = ask.listed(charge, "refunds") or {"object": "list", "data": [], "has_more": False}
    count = len(ask.every("refund", charge=charge["id"]) if refunds["has_more"] else refunds["data"])
    url = f"/v1/charges/{charge.get('id')}/refunds"
    return {**charge, "refunds": {**refunds, "total_count": count, "url": url}}
