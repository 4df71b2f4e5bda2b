"""Financial Connections: sessions."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, without

SESSION = "financial_connections.session"


@change("2026-09-30.endive", objects=(SESSION,))
def countries(session: Answer, ask: Ask) -> Answer:
    """Add countries, a list of the one country."""
    filters = session.get("filters")
    if not filters:
        return session
    country = filters.get("country")
    return {**session, "filters": {**filters, "countries": [country] if country else None}}


@change_of_request("2026-09-30.endive", operations=(f"{SESSION}s.create",))
def country(params: dict[str, Any]) -> dict[str, Any]:
    """Replace countries by the first of them."""
    filters = params.get("filters") or {}
    if "countries" not in filters:
        return params
    rest, named = without(filters, "countries"), filters["countries"]
    return {**params, "filters": {**rest, "country": named[0]} if named else rest}
