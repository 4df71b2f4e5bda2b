"""Units of a line that are credited one by one come to the whole line, whatever each is rounded to."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"


@pytest.mark.parametrize(("unit", "units", "whole"), [("0.5", 10, 5), ("33.33", 7, 233), ("1.4", 4, 6)])
def test_units_come_to_the_line(api, unit, units, whole):
    api = api.at(NEWEST)
    rate = api.post("/v1/tax_rates", display_name="VAT", inclusive=False, percentage="7.25")
    coupon = api.post("/v1/coupons", percent_off="12.5")
    customer = api.given.customer(card="pm_card_visa")
    sent = {"customer": customer.id, "currency": "usd"}
    line = {"unit_amount_decimal": unit, "quantity": units, "tax_rates": [rate.id]}
    api.post("/v1/invoiceitems", **sent, amount=1000)
    api.post("/v1/invoiceitems", **sent, **line)
    invoice = api.post(
        "/v1/invoices",
        customer=customer.id,
        pending_invoice_items_behavior="include",
        discounts=[{"coupon": coupon.id}],
    )
    invoice = api.post(f"/v1/invoices/{invoice.id}/pay")
    [line] = [one for one in invoice.lines.data if one.quantity == units and one.amount != 1000]
    net = line.amount - sum(one.amount for one in line.discount_amounts)
    total = net + sum(tax.amount for tax in line.taxes)
    credited = []
    for _ in range(units):
        of = {"type": "invoice_line_item", "invoice_line_item": line.id, "quantity": 1}
        params = {"invoice": invoice.id, "lines": [of]}
        part = api.request("POST", "/v1/credit_notes", params)
        if part.status == 400:  # it says how much this unit comes to; a unit of nothing cannot be credited
            amount = int(part.json["error"]["message"].rpartition("(")[2].rstrip(")."))
            part = api.request("POST", "/v1/credit_notes", {**params, "out_of_band_amount": amount})
        credited.append(part.json)
    assert line.amount == whole
    assert all(note["object"] == "credit_note" for note in credited), credited
    assert sum(note["lines"]["data"][0]["amount"] for note in credited) == line.amount
    assert sum(note["total"] for note in credited) == total
