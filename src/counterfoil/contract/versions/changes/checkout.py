"""Checkout sessions: where they are shown, what they collect, the currency they convert to."""

from __future__ import annotations

from decimal import Decimal

from counterfoil.contract.versions.views import Answer, Ask, change, respelled

SESSION = "checkout.session"
CREATE = (f"{SESSION}s.create",)

respelled(
    "2026-03-25.dahlia",
    SESSION,
    "ui_mode",
    {"hosted": "hosted_page", "embedded": "embedded_page", "custom": "elements"},
    operations=CREATE,
)


@change("2026-03-25.dahlia", objects=(SESSION,))
def forms_are_custom(session: Answer, ask: Ask) -> Answer:
    """Show `form`, which has no older name, as `custom`."""
    return {**session, "ui_mode": "custom"} if session["ui_mode"] == "form" else session


@change("2025-09-30.clover", objects=(SESSION,))
def converted_currency(session: Answer, ask: Ask) -> Answer:
    """Add currency_conversion, from presentment_details."""
    presented, total = session.get("presentment_details"), session.get("amount_total")
    if not presented or not total or session.get("currency_conversion") is not None:
        return session
    rate = (Decimal(presented["presentment_amount"]) / total).quantize(Decimal("1e-12"))
    conversion = {
        "amount_subtotal": session["amount_subtotal"],
        "amount_total": total,
        "fx_rate": f"{rate.normalize():f}",
        "source_currency": session["currency"],
    }
    return {**session, "currency_conversion": conversion}


@change("2025-03-31.basil", objects=(SESSION,))
def collected_address(session: Answer, ask: Ask) -> Answer:
    """Add shipping_details, from collected_information."""
    return {
        **session,
        "shipping_details": (session.get("collected_information") or {}).get("shipping_details"),
    }
