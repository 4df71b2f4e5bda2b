"""Setup attempts: each confirmation of a setup intent, and its outcome.

Setup intents write them; the API only lists them. An attempt in `requires_action` is `abandoned` when the
intent is confirmed again, updated with another method, or canceled. Source: API reference, Setup Attempts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Work, errors, inherited, objects, present
from counterfoil.kernel.shapes import PaymentMethod, SetupAttempt, SetupIntent
from counterfoil.networks import cards, debits
from counterfoil.resources.payments import payment_methods

setup_attempts = objects.setup_attempt.page(
    filters={"setup_intent": "setup_intent"},
    lifecycle={
        # status          may become
        "requires_action": {"succeeded": None, "failed": None, "abandoned": None},
    },
)

Answer = cards.Answer | debits.Answer
COPIED = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "wallet")
REJECTED = {"result": "failed", "result_reason": "rejected"}


def record(
    work: Work,
    intent: SetupIntent,
    method: PaymentMethod,
    answer: Answer,
    status: str,
    *,
    error: Mapping[str, Any] | None = None,
) -> SetupAttempt:
    """Store an attempt. error: why it failed."""
    id = setup_attempts.new_id(work.space)
    copied = {name: intent[name] for name in ("attach_to_self",) if name in intent}
    return work.insert(
        setup_attempts,
        copied,
        id=id,
        customer=intent.customer,
        flow_directions=intent.flow_directions,
        on_behalf_of=intent.on_behalf_of,
        payment_method=method.id,
        payment_method_details={"type": method.type, method.type: _details(id, method, answer)},
        setup_error=error,
        setup_intent=intent.id,
        status=status,
        usage=intent.usage,
    )


def conclude(
    work: Work,
    id: str,
    method: PaymentMethod,
    answer: Answer,
    *,
    error: Mapping[str, Any] | None = None,
    refused: bool = False,
    shown: Mapping[str, Any] | None = None,
) -> None:
    """Finish an attempt after the customer's answer: succeeded, or failed with `error`.

    refused: authentication failed. shown: further details of the method.
    """
    attempt = work.get(setup_attempts, id)
    shown = {**_details(id, method, answer), **(shown or {})}
    if refused and isinstance(answer, cards.Answer):
        proof = Document(cards.Answer(answer.card, proven=True).three_d_secure(id) or {})
        shown["three_d_secure"] = _shown({**proof, **REJECTED, "electronic_commerce_indicator": "07"})
    details = {"type": method.type, method.type: shown}
    work.move(attempt, "failed" if error else "succeeded", payment_method_details=details, setup_error=error)


def abandon(work: Work, id: str | None) -> None:
    """Abandon an attempt that requires action; others stay as they are."""
    attempt = work.find(setup_attempts, id)
    if attempt is not None and attempt.status == "requires_action":
        work.move(attempt, "abandoned")


def _details(id: str, method: PaymentMethod, answer: Answer) -> dict[str, Any]:
    """Return the hash of the method's type in `payment_method_details` of an attempt."""
    if not isinstance(answer, cards.Answer):
        return setup_attempts.blank_hash(f"payment_method_details.{method.type}")
    card = present(method.card)
    networks = present(card.networks)
    return {
        **{name: card[name] for name in COPIED},
        "checks": payment_methods.checks(method),
        "network": networks.preferred or networks.available[0],
        "three_d_secure": _shown(answer.three_d_secure(id)),
    }


def _shown(proof: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return a `three_d_secure` hash without the field that only charges have."""
    return {name: value for name, value in proof.items() if name != "exemption_indicator"} if proof else None


@setup_attempts.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the attempts of an intent, newest first. 400 if the intent does not exist."""
    intents = objects.setup_intent
    if work.session.text(intents.table, work.space, params["setup_intent"]) is None:
        raise errors.missing(intents.noun, params["setup_intent"], param="setup_intent", status=400)
    return inherited.listed(work, setup_attempts, params)
