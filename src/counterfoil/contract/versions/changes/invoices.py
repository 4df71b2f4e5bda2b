"""Invoices: how they came about, what they were paid with, how they are rendered."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, without

UPCOMING = ("invoices.upcoming", "invoices.upcoming_lines.list")
PREVIEWS = ("invoices.create_preview", *UPCOMING)
ID_OF_PREVIEWS = "upcoming_in_"  # how it begins

# -- basil ---------------------------------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("invoice",))
def parents(invoice: Answer, ask: Ask) -> Answer:
    """Add subscription, subscription_details and quote, from `parent` and the hidden `_quote`."""
    parent = invoice.get("parent") or {}
    details = parent.get("subscription_details") or {}
    shown = {
        **invoice,
        "subscription": details.get("subscription"),
        "subscription_details": {"metadata": details.get("metadata")},
        "quote": (parent.get("quote_details") or {}).get("quote") or ask.hidden(invoice, "_quote"),
    }
    at = details.get("subscription_proration_date")
    return shown if at is None else {**shown, "subscription_proration_date": at}


@change("2025-03-31.basil", objects=("invoice",))
def one_payment(invoice: Answer, ask: Ask) -> Answer:
    """Add payment_intent, charge, paid and paid_out_of_band; subtract outside payments from amount_paid.

    A draft has no payment, and an open invoice no charge before the first attempt: so `previous_attributes`
    tell of them.
    """
    made = bool(invoice.get("id")) and invoice.get("status") != "draft"
    payment = _payment(ask.every("invoice_payment", invoice=invoice["id"])) if made else {}
    intent, charge = payment.get("payment_intent"), payment.get("charge")
    if intent:
        charge = (ask.find("payment_intent", intent) or {}).get("latest_charge")
    if not invoice.get("attempted") and invoice.get("status") != "paid":
        charge = None
    inside = invoice["amount_paid"] - (invoice.get("amount_paid_off_stripe") or 0)
    return {
        **invoice,
        "payment_intent": intent,
        "charge": charge,
        "paid": invoice.get("status") == "paid",
        "paid_out_of_band": bool(ask.hidden(invoice, "_paid_out_of_band")),
        "amount_paid": inside,
        "amount_remaining": invoice["amount_remaining"] + invoice["amount_paid"] - inside,
    }


def _payment(payments: list[Answer]) -> Answer:
    """Choose one payment (newest first): the default, else the latest paid, else a canceled default."""
    defaults = [each for each in payments if each["is_default"]]
    standing = [each for each in defaults if each["status"] != "canceled"]
    paid = [each for each in payments if each["status"] == "paid"]
    return next((each["payment"] for each in (*standing, *paid, *defaults)), {})


@change("2025-03-31.basil", objects=("invoice",))
def shares_of_others(invoice: Answer, ask: Ask) -> Answer:
    """Add application_fee_amount and transfer_data, which newer documents hide."""
    names = ("application_fee_amount", "transfer_data")
    return {**invoice, **{name: ask.hidden(invoice, f"_{name}") for name in names}}


@change("2025-03-31.basil", objects=("invoice",))
def previews_without_id(invoice: Answer, ask: Ask) -> Answer:
    """Remove the id of a preview."""
    return without(invoice, "id") if str(invoice.get("id")).startswith(ID_OF_PREVIEWS) else invoice


# -- previews of the years before basil ----------------------------------------------------------------------


@change_of_request("2025-03-31.basil", operations=UPCOMING)
def upcoming_is_a_preview(params: dict[str, Any]) -> dict[str, Any]:
    """Move `subscription_items` and the like into `subscription_details`."""
    prefix, whole = "subscription_", "subscription_details"
    single = [name for name in params if name.startswith(prefix) and name != whole]
    if not single:
        return params
    details = {**(params.get(whole) or {}), **{name.removeprefix(prefix): params[name] for name in single}}
    return {**without(params, *single), whole: details}


# -- before April 2024 ---------------------------------------------------------------------------------------


@change("2024-04-10", objects=("invoice",))
def rendering_options(invoice: Answer, ask: Ask) -> Answer:
    """Add rendering_options, from rendering."""
    display = (invoice.get("rendering") or {}).get("amount_tax_display")
    return {**invoice, "rendering_options": {"amount_tax_display": display} if display else None}


@change_of_request("2024-04-10", operations=("invoices.create", "invoices.update"))
def rendered_by_options(params: dict[str, Any]) -> dict[str, Any]:
    """Move rendering_options into rendering. Empty resets it."""
    if "rendering_options" not in params:
        return params
    options = params["rendering_options"] or {"amount_tax_display": None}
    return {
        **without(params, "rendering_options"),
        "rendering": {**options, **(params.get("rendering") or {})},
    }


@change_of_request("2024-04-10", operations=("invoices.create",))
def pending_items_included(params: dict[str, Any]) -> dict[str, Any]:
    """Replace include_and_require, which was dropped in August 2022, by include."""
    behavior = params.get("pending_invoice_items_behavior")
    return (
        {**params, "pending_invoice_items_behavior": "include"}
        if behavior == "include_and_require"
        else params
    )
