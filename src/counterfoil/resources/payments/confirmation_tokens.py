"""Confirmation tokens: payment details collected in a browser, for one confirmation on a server.

They are created by Stripe.js or by a test helper, expire after twelve hours, and can be used for one intent.
The payment method is created when the intent is confirmed.
Source: API reference, Confirmation Tokens; guide "Finalize payments on the server".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import ConfirmationToken
from counterfoil.resources.payments import payment_methods

confirmation_tokens = objects.confirmation_token

GOOD_FOR = 12 * 3600  # seconds
CARRIED = ("return_url", "setup_future_usage", "shipping")  # defaults of the confirmation's parameters
METHODS = ("payment_method", "payment_method_data")
NOTHING = (
    "One of the following params should be provided for this request: payment_method or payment_method_data."
)
USED = "This ConfirmationToken has already been used to confirm an intent and may not be used again."
EXPIRED = "This ConfirmationToken has expired and may not be used any more."


@confirmation_tokens.operation("confirmation_tokens.create", on="payment_method")
@confirmation_tokens.operation("test_helpers.confirmation_tokens.create", on="payment_method")
def create(work: Work, params: Mapping[str, Any]) -> ConfirmationToken:
    """Create a token of a payment method, given by id, test id or data.

    402 for invalid card data. No event.
    """
    given = [name for name in METHODS if params.get(name)]
    if not given:
        raise errors.invalid(NOTHING)
    if len(given) > 1:
        raise errors.exclusive(*given)
    method = None
    if params.get("payment_method_data"):
        fields = payment_methods.described(work, params["payment_method_data"], "payment_method_data")
    else:
        magic = payment_methods.of_test_id(work, params["payment_method"])
        method = None if magic else payment_methods.obtain(work, params["payment_method"])
        fields = magic or dict(method or {})
    kind = fields["type"]
    shown = ("allow_redisplay", "billing_details", "customer", "type", kind)
    return work.insert(
        confirmation_tokens,
        {name: value for name, value in params.items() if name in CARRIED},
        expires_at=work.now + GOOD_FOR,
        payment_method_preview={name: fields.get(name) for name in shown},
        use_stripe_sdk=True,
        _held=method.id if method else None,
        _method=None if method else fields,
    )


def unfolded(work: Work, params: Mapping[str, Any], **intent: str) -> Mapping[str, Any]:
    """Replace `confirmation_token` in the parameters of a confirmation by what it carries, and mark it used.

    intent: `payment_intent` or `setup_intent`, and its id. 400 if the token is missing, expired or used.
    """
    if not params.get("confirmation_token"):
        return params
    other = next((name for name in METHODS if params.get(name)), None)
    if other:
        raise errors.exclusive("confirmation_token", other)
    token = work.get(confirmation_tokens, params["confirmation_token"], param="confirmation_token")
    if token.payment_intent or token.setup_intent:
        raise errors.invalid(USED, param="confirmation_token")
    if work.services.wall() > present(token.expires_at):
        raise errors.invalid(EXPIRED, param="confirmation_token")
    method = token.get("_held") or work.insert(payment_methods.payment_methods, **token["_method"]).id
    work.change(token, **intent)
    carried = {name: token[name] for name in CARRIED if token[name] is not None}
    return {
        **carried,
        **{name: value for name, value in params.items() if name != "confirmation_token"},
        "payment_method": method,
    }
