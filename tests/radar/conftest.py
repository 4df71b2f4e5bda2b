"""What the tests of Radar share: a payment in one word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.client import Api


@pytest.fixture
def pay(api: Api) -> Callable[..., Any]:
    """A card payment, confirmed at once: `pay(2000, "pm_card_visa")`."""
    return api.given.payment_intent
