"""Checkout sessions of the newest shape, as older versions see and send them."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, BEFORE_CLOVER, BEFORE_DAHLIA, document, meant, shown

from counterfoil.contract import versions


def session(**values):
    return document("checkout.session", "cs_1", **values)


@pytest.mark.parametrize(
    ("newest", "old"),
    [
        ("hosted_page", "hosted"),
        ("embedded_page", "embedded"),
        ("elements", "custom"),
        ("form", "custom"),
        (None, None),
    ],
)
def test_before_dahlia_the_modes_had_other_names(newest, old):
    assert shown(BEFORE_DAHLIA, session(ui_mode=newest))["ui_mode"] == old
    assert shown(BEFORE_BASIL, session(ui_mode=newest))["ui_mode"] == old
    assert shown("2026-03-25.dahlia", session(ui_mode=newest))["ui_mode"] == newest


@pytest.mark.parametrize(
    ("old", "newest"), [("hosted", "hosted_page"), ("embedded", "embedded_page"), ("custom", "elements")]
)
def test_and_were_sent_by_them(old, newest):
    assert meant(BEFORE_DAHLIA, "checkout.sessions.create", ui_mode=old, mode="payment") == {
        "ui_mode": newest,
        "mode": "payment",
    }
    assert meant(versions.NEWEST, "checkout.sessions.create", ui_mode=newest) == {"ui_mode": newest}
    assert meant(BEFORE_DAHLIA, "checkout.sessions.create", mode="payment") == {"mode": "payment"}


EUROS = {"presentment_amount": 1850, "presentment_currency": "eur"}
AMOUNTS = {"amount_subtotal": 2200, "amount_total": 2000, "currency": "usd"}
CONVERTED = {"amount_subtotal": 2200, "amount_total": 2000, "source_currency": "usd", "fx_rate": "0.925"}


@pytest.mark.parametrize(
    ("values", "conversion"),
    [
        ({}, None),
        (AMOUNTS, None),
        ({**AMOUNTS, "presentment_details": EUROS}, CONVERTED),
        ({**AMOUNTS, "amount_total": 0, "presentment_details": EUROS}, None),
    ],
)
def test_before_clover_a_session_told_what_it_was_converted_from(values, conversion):
    assert shown(BEFORE_CLOVER, session(**values))["currency_conversion"] == conversion
    assert shown("2025-09-30.clover", session(**values))["currency_conversion"] is None


ADDRESS = {
    "city": "Paris",
    "country": "FR",
    "line1": "1 rue",
    "line2": None,
    "postal_code": "75001",
    "state": None,
}
SHIPPED = {"name": "Jenny", "address": ADDRESS}
NEVER = {"carrier": None, "phone": None, "tracking_number": None}


def test_before_basil_the_address_to_ship_to_stood_apart():
    collected = {"business_name": None, "individual_name": None, "shipping_details": SHIPPED}
    old = shown(BEFORE_BASIL, session(collected_information=collected))
    assert old["shipping_details"] == old["collected_information"]["shipping_details"] == {**SHIPPED, **NEVER}
    newer = shown("2025-03-31.basil", session(collected_information=collected))
    assert newer["collected_information"]["shipping_details"] == SHIPPED
    assert "shipping_details" not in newer


@pytest.mark.parametrize(
    "collected", [None, {"business_name": "Ltd", "individual_name": None, "shipping_details": None}]
)
def test_and_was_null_where_none_was_asked_for(collected):
    assert shown(BEFORE_BASIL, session(collected_information=collected))["shipping_details"] is None
