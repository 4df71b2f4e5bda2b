"""Deprecated operations on the dispute of a charge (/v1/charges/<id>/dispute), forwarded to disputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors, objects
from counterfoil.resources.payments.charges import charges


@charges.operation("charges.dispute.retrieve")
def retrieve(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """Return the newest dispute of a charge; 404 if there is none."""
    work.get(charges, charge)
    found = work.first(objects.dispute, charge=charge)
    if found is None:
        raise errors.Refusal(f"No dispute for charge: {charge}", status=404)
    return found


@charges.operation("charges.dispute.update")
def update(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """Submit evidence for the dispute of a charge."""
    return _act(work, charge, "update", params)


@charges.operation("charges.dispute.close")
def close(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """Close the dispute of a charge, which accepts it as lost."""
    return _act(work, charge, "close", params)


def _act(work: Work, charge: str, name: str, params: Mapping[str, Any]) -> Document:
    """Run an action of the disputes page on the dispute of a charge; 501 if the page has no such action."""
    dispute = retrieve(work, charge, params)
    action = objects.named(dispute["object"]).actions.get(name)
    if action is None:
        raise errors.not_there_yet(f"disputes.{name}")
    acted: Document = action(work, dispute, params)
    return acted
