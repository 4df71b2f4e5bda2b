"""The differences between versions, oldest first. Source: the API's changelog; protocol, "Versions"."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, without

INTENTS = ("payment_intents.create",)

# -- seen by older versions than the base ------------------------------------------------------------------------------


@change("2022-11-15", objects=("payment_intent",))
def intent_with_charges(intent: Answer, ask: Ask | None) -> Answer:
    """A payment intent held all its charges, where it names the latest now."""
    latest = intent.get("latest_charge")
    old = without(intent, "latest_charge")
    if isinstance(latest, dict):
        charges: Any = _listed([latest], "charges", intent)
    elif latest is None:
        charges = _listed([], "charges", intent)
    else:
        charges = _asked(ask, intent, "charges")
    return old if charges is None else {**old, "charges": charges}


@change("2022-11-15", objects=("charge",))
def charge_with_refunds(charge: Answer, ask: Ask | None) -> Answer:
    """A charge held its refunds without being asked to expand them."""
    if charge.get("refunds") is not None:
        return charge
    refunds = _asked(ask, charge, "refunds") if charge.get("amount_refunded") else None
    if refunds is None and not charge.get("amount_refunded"):
        refunds = {"object": "list", "data": [], "has_more": False, "url": f"/v1/charges/{charge.get('id')}/refunds"}
    return charge if refunds is None else {**charge, "refunds": refunds}


@change_of_request("2023-08-16", operations=(*INTENTS, "setup_intents.create"))
def card_unless_told(params: dict[str, Any]) -> dict[str, Any]:
    """Automatic payment methods were off by default; an intent that named none took cards."""
    told = ("automatic_payment_methods", "payment_method_types", "payment_method_configuration")
    return params if any(params.get(name) for name in told) else {**params, "payment_method_types": ["card"]}


@change_of_request("2024-04-10", operations=INTENTS)
def captured_at_once(params: dict[str, Any]) -> dict[str, Any]:
    """Capture was synchronous by default."""
    return params if params.get("capture_method") else {**params, "capture_method": "automatic"}


# -- seen by newer versions than the base ------------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("charge", "payment_intent"))
def paid_for_no_invoice(payment: Answer, ask: Ask | None) -> Answer:
    """A payment no longer names its invoice: one invoice may have several payments, which `invoice_payment`s connect."""
    return without(payment, "invoice")


def _asked(ask: Ask | None, answer: Answer, name: str) -> Any:
    return ask(answer["object"], answer["id"], name) if ask else None


def _listed(items: list[Answer], collection: str, intent: Answer) -> Answer:
    url = f"/v1/{collection}?payment_intent={intent.get('id')}"
    return {"object": "list", "data": items, "has_more": False, "total_count": len(items), "url": url}
