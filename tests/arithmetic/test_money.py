"""Amounts in minor units, by currency."""

from decimal import Decimal

import pytest

from counterfoil.arithmetic import money


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (50, "usd", "$0.50"),
        (99_999_999, "usd", "$999,999.99"),
        (50, "jpy", "¥50"),
        (30, "gbp", "£0.30"),
        (1230, "kwd", "KWD 1.230"),
        (-1999, "eur", "-€19.99"),
    ],
)
def test_amounts_are_shown_in_units(amount: int, currency: str, text: str) -> None:
    assert money.shown(amount, currency) == text


@pytest.mark.parametrize(
    ("amount", "rate", "source", "destination", "result"),
    [
        (1000, "1.08", "eur", "usd", 1080),
        (1000, "0.0066", "jpy", "usd", 660),  # no decimals there, two here
        (1000, "3.25", "kwd", "usd", 325),  # three decimals there
        (1001, "1.085", "eur", "usd", 1086),  # 1086.085
        (5, "0.5", "eur", "usd", 3),  # half up
    ],
)
def test_a_conversion_is_rounded_once(
    amount: int, rate: str, source: str, destination: str, result: int
) -> None:
    assert money.converted(amount, Decimal(rate), source, destination) == result


def test_some_coins_are_not_minted() -> None:
    assert money.granular(1230, "kwd") and not money.granular(1234, "kwd")
    assert money.granular(500, "isk") and not money.granular(501, "isk")
    assert money.granular(1, "usd")


@pytest.mark.parametrize(("exact", "whole"), [("0.5", 1), ("-0.5", -1), ("2839.35", 2839), ("1E+40", 10**40)])
def test_halves_are_rounded_away_from_zero(exact: str, whole: int) -> None:
    assert money.rounded(Decimal(exact)) == whole
