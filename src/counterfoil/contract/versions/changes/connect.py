"""Connect: what accounts are opened and rejected with."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import change_of_request, without


@change_of_request("2026-09-30.endive", operations=("accounts.reject",))
def kinds_of_fraud(params: dict[str, Any]) -> dict[str, Any]:
    """Replace the reason fraud by fraud_other."""
    return {**params, "reason": "fraud_other"} if params.get("reason") == "fraud" else params


@change_of_request("2026-09-30.endive", operations=("v2.core.account_links.create",))
def links_without_configurations(params: dict[str, Any]) -> dict[str, Any]:
    """Drop configurations: a link is for all that the account has."""
    uses = params["use_case"]
    return {
        **params,
        "use_case": {
            name: without(use, "configurations") if isinstance(use, dict) else use
            for name, use in uses.items()
        },
    }


@change_of_request("2024-04-10", operations=("accounts.create",))
def requested_capabilities(params: dict[str, Any]) -> dict[str, Any]:
    """Convert requested_capabilities and bank_account to capabilities and external_account."""
    rest, names = (
        without(params, "requested_capabilities", "bank_account"),
        params.get("requested_capabilities"),
    )
    if names:
        rest["capabilities"] = {
            **{name: {"requested": True} for name in names},
            **(rest.get("capabilities") or {}),
        }
    account = params.get("bank_account")
    if account:
        rest["external_account"] = (
            {"object": "bank_account", **account} if isinstance(account, dict) else account
        )
    return rest
