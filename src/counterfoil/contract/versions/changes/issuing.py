"""Issuing: tokens, authorizations, fuel."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, respelled, without

# -- dahlia --------------------------------------------------------------------------------------------------


@change("2026-03-25.dahlia", objects=("issuing.token",))
def visa_reference(token: Answer, ask: Ask) -> Answer:
    """Show a missing card_reference_id of Visa as empty text."""
    network = token.get("network_data") or {}
    visa = network.get("visa")
    if not visa or visa.get("card_reference_id") is not None:
        return token
    return {**token, "network_data": {**network, "visa": {**visa, "card_reference_id": ""}}}


@change_of_request("2026-03-25.dahlia", operations=("test_helpers.issuing.authorizations.create",))
def risk_levels(params: dict[str, Any]) -> dict[str, Any]:
    """Rename `risk_level` to `level`."""
    risks = params.get("risk_assessment")
    if not risks:
        return params
    return {
        **params,
        "risk_assessment": {name: _renamed(risk, "risk_level", "level") for name, risk in risks.items()},
    }


# -- basil ---------------------------------------------------------------------------------------------------

respelled("2025-03-31.basil", "issuing.authorization", "status", {"reversed": "expired"})


@change("2025-03-31.basil", objects=("issuing.authorization",))
def fallen_back(authorization: Answer, ask: Ask) -> Answer:
    """Show network_fallback as webhook_timeout."""
    history = authorization["request_history"]
    late = [
        {**each, "reason": "webhook_timeout"} if each.get("reason") == "network_fallback" else each
        for each in history
    ]
    return {**authorization, "request_history": late}


# -- before June 2024 ----------------------------------------------------------------------------------------

FUELLED = (
    "authorizations.capture",
    "transactions.create_force_capture",
    "transactions.create_unlinked_refund",
)


@change("2024-06-20", objects=("issuing.transaction",))
def volume_of_fuel(transaction: Answer, ask: Ask) -> Answer:
    """Add the volume_decimal of fuel."""
    details = transaction.get("purchase_details") or {}
    fuel = details.get("fuel")
    if not fuel:
        return transaction
    volume = {**fuel, "volume_decimal": fuel.get("quantity_decimal")}
    return {**transaction, "purchase_details": {**details, "fuel": volume}}


@change_of_request("2024-06-20", operations=tuple(f"test_helpers.issuing.{name}" for name in FUELLED))
def quantity_of_fuel(params: dict[str, Any]) -> dict[str, Any]:
    """Rename the `volume_decimal` of fuel to `quantity_decimal`."""
    details = params.get("purchase_details") or {}
    if not details.get("fuel"):
        return params
    return {
        **params,
        "purchase_details": {
            **details,
            "fuel": _renamed(details["fuel"], "volume_decimal", "quantity_decimal"),
        },
    }


def _renamed(params: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {**without(params, old), new: params[old]} if old in params else params
