"""A charge's dispute by its older address, below the charge. What a dispute is and does is the business of its own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors
from counterfoil.resources.payments.charges import charges


@charges.operation("charges.dispute.retrieve")
def retrieve(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """The newest dispute of a charge; 404 for a charge that nobody disputes."""
    work.get(charges, charge)
    found = work.first(Resource.registry["dispute"], charge=charge)
    if found is None:
        raise errors.Refusal(f"No dispute for charge: {charge}", status=404)
    return found


@charges.operation("charges.dispute.update")
def update(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """Answer the dispute of a charge with evidence."""
    return _act(work, charge, "update", params)


@charges.operation("charges.dispute.close")
def close(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """Give in to the dispute of a charge."""
    return _act(work, charge, "close", params)


def _act(work: Work, charge: str, name: str, params: Mapping[str, Any]) -> Document:
    dispute = retrieve(work, charge, params)
    action = Resource.registry[dispute["object"]].actions.get(name)
    if action is None:
        raise errors.not_there_yet(f"disputes.{name}")
    acted: Document = action(work, dispute, params)
    return acted
