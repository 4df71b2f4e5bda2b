"""What is sent with the lines and settings of an invoice, and only shown or explained."""

from __future__ import annotations

NEWEST = "2026-10-28.endive"


def test_taxes_that_were_sent_are_explained_as_such(api):
    """The fixture `api` holds every invoice against its explanation."""
    rate = {"display_name": "VAT", "percentage": 10, "inclusive": False}
    tax = {"amount": 7, "taxable_amount": 1000, "tax_rate_data": rate}
    invoice = api.post("/v1/invoices", customer=api.given.customer().id)
    lines = [{"amount": 1000, "description": "Hour", "tax_amounts": [tax]}]
    assert api.post(f"/v1/invoices/{invoice.id}/add_lines", lines=lines).total == 1007


def test_a_plan_of_installments_is_not_shown(api):
    api = api.at(NEWEST)
    plan = {"type": "fixed_count", "interval": "month", "count": 3}
    options = {"card": {"installments": {"enabled": True, "plan": plan}}}
    settings = {"payment_method_options": options}
    invoice = api.post("/v1/invoices", customer=api.given.customer().id, payment_settings=settings)
    assert invoice.payment_settings.payment_method_options.card.installments == {"enabled": True}
