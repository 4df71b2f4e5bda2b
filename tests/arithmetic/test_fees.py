"""Fees by hand: a percentage is rounded once, then the fixed part is added."""

import pytest

from counterfoil.arithmetic import fees


@pytest.mark.parametrize(
    ("amount", "abroad", "converted", "fee"),
    [
        (2000, False, False, 88),  # 58 + 30
        (1099, False, False, 62),  # 31.871 -> 32, + 30
        (100, False, False, 33),  # 2.9 -> 3, + 30
        (50, False, False, 31),  # 1.45 -> 1, + 30
        (2000, True, False, 118),  # 4.4 %: 88 + 30
        (2000, True, True, 138),  # 5.4 %: 108 + 30
        (1250, True, False, 85),  # 55.0 + 30
        (50, False, True, 32),  # 3.9 %: 1.95 -> 2, + 30
    ],
)
def test_a_card_payment_costs_a_share_and_a_fixed_part(
    amount: int, abroad: bool, converted: bool, fee: int
) -> None:
    assert fees.card(amount, abroad=abroad, converted=converted) == fee


@pytest.mark.parametrize(
    ("amount", "fee"), [(1, 50), (5000, 50), (5049, 50), (5050, 51), (8000, 80), (999_900, 9999)]
)
def test_an_instant_payout_costs_one_percent_and_50_at_least(amount: int, fee: int) -> None:
    assert fees.instant_payout(amount) == fee


@pytest.mark.parametrize("funds", [0, 49, 50, 51, 100, 5050, 5099, 5100, 5101, 9680, 12_345, 1_000_000])
def test_the_largest_instant_payout_and_its_fee_fit_the_funds(funds: int) -> None:
    largest = fees.largest_instant_payout(funds)
    assert largest == 0 or largest + fees.instant_payout(largest) <= funds
    assert largest + 1 + fees.instant_payout(largest + 1) > funds
