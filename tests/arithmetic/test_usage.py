"""Usage without a meter: figures of seconds become the quantity of a period."""

from __future__ import annotations

import pytest

from counterfoil.arithmetic.usage import aggregated

JANUARY, FEBRUARY, MARCH = 0, 31 * 86400, 59 * 86400
FIGURES = [(JANUARY + 4 * 86400, 8), (JANUARY + 8 * 86400, 20), (JANUARY + 24 * 86400, 11)]


@pytest.mark.parametrize(
    ("how", "january", "february"),
    [("sum", 39, 0), ("max", 20, 0), ("last_during_period", 11, 0), ("last_ever", 11, 11)],
)
def test_the_example_of_the_guide(how, january, february):
    assert aggregated(FIGURES, how, JANUARY, FEBRUARY) == january
    assert aggregated(FIGURES, how, FEBRUARY, MARCH) == february


@pytest.mark.parametrize("how", ["sum", "max", "last_during_period", "last_ever"])
def test_a_period_holds_its_start_and_not_its_end(how):
    figures = [(10, 1), (20, 2)]
    assert aggregated(figures, how, 10, 20) == 1
    assert aggregated(figures, how, 20, 30) == 2
    assert aggregated([], how, 10, 20) == 0


def test_last_ever_does_not_look_ahead():
    assert aggregated([(10, 1), (20, 2)], "last_ever", 12, 20) == 1
