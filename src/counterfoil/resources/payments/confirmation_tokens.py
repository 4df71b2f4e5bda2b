"""Confirmation tokens: what a browser collected for one confirmation, handed to the server that confirms.

Source: API reference, Confirmation Tokens; guide "Finalize payments on the server". Made by the browser library, in tests by the test
helper; good for twelve hours and for one intent. The method it previews is made when the intent is confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors
from counterfoil.resources.payments import payment_methods

confirmation_tokens = Resource("confirmation_token", prefix="ctoken", noun="confirmation_token", path_param="confirmation_token")

GOOD_FOR = 12 * 3600  # seconds
CARRIED = ("return_url", "setup_future_usage", "shipping")  # unless the call says otherwise
METHODS = ("payment_method", "payment_method_data")
NOTHING = "One of the following params should be provided for this request: payment_method or payment_method_data."
USED = "This ConfirmationToken has already been used to confirm an intent and may not be used again."
EXPIRED = "This ConfirmationToken has expired and may not be used any more."


@confirmation_tokens.operation("confirmation_tokens.create")
@confirmation_tokens.operation("test_helpers.confirmation_tokens.create")
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Collect a method (by id, magic id or data; a number is looked at, 402), and what else is known of the payment. No event."""
    given = [name for name in METHODS if params.get(name)]
    if not given:
        raise errors.invalid(NOTHING)
    if len(given) > 1:
        raise errors.exclusive(*given)
    held = None
    if params.get("payment_method_data"):
        fields = payment_methods.described(work, params["payment_method_data"], "payment_method_data")
    else:
        magic = payment_methods.of_test_card(work, params["payment_method"])
        held = None if magic else payment_methods.obtain(work, params["payment_method"])
        fields = magic or dict(held or {})
    kind = fields["type"]
    seen = ("allow_redisplay", "billing_details", "customer", "type", kind)
    return work.insert(
        confirmation_tokens,
        {name: value for name, value in params.items() if name in CARRIED},
        expires_at=work.now + GOOD_FOR,
        payment_method_preview={name: fields.get(name) for name in seen},
        use_stripe_sdk=True,
        _held=held.id if held else None,
        _method=None if held else fields,
    )


def unfolded(work: Work, params: Mapping[str, Any], **intent: str) -> Mapping[str, Any]:
    """The parameters of a confirmation with what their token carries in its place; the token is used up by the intent.

    intent: `payment_intent` or `setup_intent`, and its id. 400 for a token that is none, is too old or was used.
    """
    if not params.get("confirmation_token"):
        return params
    other = next((name for name in METHODS if params.get(name)), None)
    if other:
        raise errors.exclusive("confirmation_token", other)
    token = work.get(confirmation_tokens, params["confirmation_token"], param="confirmation_token")
    if token.payment_intent or token.setup_intent:
        raise errors.invalid(USED, param="confirmation_token")
    if work.house.wall() > token.expires_at:
        raise errors.invalid(EXPIRED, param="confirmation_token")
    method = token.get("_held") or work.insert(payment_methods.payment_methods, **token["_method"]).id
    work.change(token, **intent)
    carried = {name: token[name] for name in CARRIED if token[name] is not None}
    return {**carried, **{name: value for name, value in params.items() if name != "confirmation_token"}, "payment_method": method}
