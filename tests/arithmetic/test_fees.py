"""Fees of card payments, by hand: the percentage is rounded once, then the fixed part is added."""

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
def test_a_card_payment_costs_a_share_and_a_fixed_part(amount: int, abroad: bool, converted: bool, fee: int) -> None:
    assert fees.card(amount, abroad=abroad, converted=converted) == fee
