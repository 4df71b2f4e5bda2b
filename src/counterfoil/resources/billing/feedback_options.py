"""Feedback options: reasons of one's own that customers may give when they cancel.

A portal configuration offers them, and the subscription that is canceled shows the one that was chosen. None
becomes active again. Source: API reference, Billing, Feedback Options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import BillingFeedbackOption

feedback_options = objects.billing_feedback_option.page(
    lifecycle={
        # status     may become   announcing
        "active": {"inactive": None},
        "inactive": {},
    },
    filters={"status": "status"},
)

LONGEST = 100  # characters of a description


@feedback_options.create
def create(work: Work, params: Mapping[str, Any]) -> BillingFeedbackOption:
    """Create an option. No event. 400 for a text of more than 100 characters."""
    _check(params)
    return work.insert(feedback_options, params, status="active", status_transitions={"deactivated_at": None})


@feedback_options.update
def update(work: Work, option: BillingFeedbackOption, params: Mapping[str, Any]) -> BillingFeedbackOption:
    """Change the text of an option. No event."""
    _check(params)
    return work.change(option, description=params.get("description") or option.description)


@feedback_options.action
def deactivate(work: Work, option: BillingFeedbackOption, params: Mapping[str, Any]) -> BillingFeedbackOption:
    """Offer an option no longer. Configurations that have it do not show it. No event."""
    if option.status == "inactive":
        raise errors.invalid(f"The feedback option {option.id} is already inactive.")
    return work.move(option, "inactive", status_transitions={"deactivated_at": work.now})


def expect(work: Work, id: str, *, param: str, held: bool = False) -> BillingFeedbackOption:
    """Return the option that a parameter names. 400 if it is missing, or inactive and not held."""
    option = work.get(feedback_options, id, param=param)
    if option.status == "inactive" and not held:
        raise errors.invalid(f"The feedback option {id} is inactive.", param=param)
    return option


def _check(params: Mapping[str, Any]) -> None:
    if len(params.get("description") or "") > LONGEST:
        raise errors.invalid(f"Invalid string: must be at most {LONGEST} characters", param="description")
