"""What invoices take from their customer, and give to their payment."""

from __future__ import annotations

from typing import Any

from tests.support.client import Api

FIELDS = [{"name": "PO number", "value": "77"}]


def customer(api: Api) -> Any:
    """A customer with texts for their invoices, who pays by card."""
    settings = {"default_payment_method": "pm_card_visa", "footer": "Thanks", "custom_fields": FIELDS}
    return api.given.customer(card="pm_card_visa", invoice_settings=settings)


def test_invoices_have_the_texts_of_their_customer(api):
    owner = customer(api)
    made = api.post("/v1/invoices", customer=owner.id)
    assert (made.footer, made.custom_fields) == ("Thanks", FIELDS)
    first = api.given.subscription(customer=owner.id).latest_invoice
    assert api.get(f"/v1/invoices/{first}").footer == "Thanks"


def test_texts_of_an_invoice_replace_those_of_the_customer(api):
    owner = customer(api)
    made = api.post("/v1/invoices", customer=owner.id, footer="Own", custom_fields="")
    assert (made.footer, made.custom_fields) == ("Own", None)


def test_the_text_on_the_statement_is_the_invoices(api):
    owner = customer(api)
    api.post("/v1/invoiceitems", customer=owner.id, amount=1500, currency="usd")
    made = api.post(
        "/v1/invoices",
        customer=owner.id,
        pending_invoice_items_behavior="include",
        statement_descriptor="ACME BOOKS",
    )
    paid = api.post(f"/v1/invoices/{made.id}/pay")
    charge = api.get(f"/v1/charges/{paid.charge}")
    assert charge.calculated_statement_descriptor == "ACME BOOKS"
    assert api.get(f"/v1/payment_intents/{paid.payment_intent}").statement_descriptor == "ACME BOOKS"


def test_an_update_changes_only_the_settings_that_it_names(api):
    made = api.post("/v1/invoices", customer=customer(api).id)
    path = f"/v1/invoices/{made.id}"
    api.post(path, payment_settings={"payment_method_types": ["card"]})
    api.post(path, rendering={"amount_tax_display": "include_inclusive_tax"})
    changed = api.post(
        path,
        payment_settings={"default_mandate": ""},
        rendering={"pdf": {"page_size": "a4"}},
        custom_fields="",
        account_tax_ids="",
    )
    assert changed.payment_settings.payment_method_types == ["card"]
    assert changed.rendering.amount_tax_display == "include_inclusive_tax"
    assert (changed.rendering.pdf.page_size, changed.custom_fields, changed.account_tax_ids) == (
        "a4",
        None,
        None,
    )
