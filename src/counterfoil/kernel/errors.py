"""Errors of the API. They are raised by behaviour and rendered by the server.

A refusal rolls its phase back. A decline (402) commits it: the failed attempt is recorded.
Source: API reference, Errors.
"""

from __future__ import annotations

from typing import Any

POSSIBLY_ELSEWHERE = (
    "; It's possible this PaymentMethod exists on one of your connected accounts, in which case you should"
    " retry this request on that connected account. Learn more at"
    " https://stripe.com/docs/connect/authentication"
)


class Refusal(Exception):
    """An error answer to a request.

    status: HTTP status.
    type, code, param, message: of the error object.
    extra: its further attributes (`charge`, `decline_code`, `payment_intent` …); None values are left out.
    kept: the phase is committed nevertheless.
    should_retry: value of the `Stripe-Should-Retry` header; None omits it.
    absent: (noun, id) of the object that was not found.
    of_parameters: the parameters alone are invalid, whatever the state, so that the answer is not stored
    under the idempotency key.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        kept: bool = False,
        should_retry: bool | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.type = type
        self.code = code
        self.param = param
        self.kept = kept
        self.should_retry = should_retry
        self.extra = extra
        self.absent: tuple[str, str] | None = None
        self.of_parameters = False


class Unclaimed(Exception):
    """A phase needs an account it has not claimed. The phase is rolled back and retried with that account."""

    def __init__(self, account: str) -> None:
        super().__init__(f"{account} was not claimed")
        self.account = account


class Unavailable(Refusal):
    """503: the database cannot be used at present.

    Nothing was done, so the same request may be sent again.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message, status=503, type="api_error", should_retry=True)


def invalid(message: str, *, param: str | None = None, code: str | None = None, **extra: Any) -> Refusal:
    """Make a 400: the request violates a rule, or does not fit the state of an object."""
    return Refusal(message, param=param, code=code, **extra)


def too_large() -> Refusal:
    """Make a 400 `amount_too_large`: valid amounts come to one that is not."""
    return Refusal("The sum of these amounts is too large.", code="amount_too_large")


def missing(noun: str, id: str, *, param: str | None = "id", status: int = 404) -> Refusal:
    """Make a 404 `resource_missing` for an id in the path; pass status=400 for an id in a parameter."""
    hint = POSSIBLY_ELSEWHERE if noun == "PaymentMethod" else ""
    refusal = Refusal(f"No such {noun}: '{id}'{hint}", status=status, code="resource_missing", param=param)
    refusal.absent = (noun, id)
    return refusal


def required(param: str) -> Refusal:
    """Make a 400 `parameter_missing`, for a parameter that is required only in some states."""
    return Refusal(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(*params: str) -> Refusal:
    """Make a 400 `parameter_unknown`, for parameters that the object does not accept in its current state."""
    plural = "s" if len(params) > 1 else ""
    return Refusal(
        f"Received unknown parameter{plural}: {', '.join(params)}", code="parameter_unknown", param=params[0]
    )


def exclusive(*params: str) -> Refusal:
    """Make a 400 for parameters that exclude each other; `param` is the first."""
    refusal = Refusal(f"You may only specify one of these parameters: {', '.join(params)}.", param=params[0])
    refusal.of_parameters = True
    return refusal


def one_required(*params: str) -> Refusal:
    """Make a 400 for a request that has none of several parameters, of which one is required."""
    named = " or ".join(params) if len(params) < 3 else f"{', '.join(params[:-1])}, or {params[-1]}"
    refusal = Refusal(f"One of the following params should be provided for this request: {named}.")
    refusal.of_parameters = True
    return refusal


def declined(
    message: str, *, code: str = "card_declined", decline_code: str | None = None, **extra: Any
) -> Refusal:
    """Make a 402 `card_error`: the network declined.

    The phase is committed: charge, intent and events remain.
    """
    return Refusal(
        message, status=402, type="card_error", code=code, kept=True, decline_code=decline_code, **extra
    )


def not_implemented(operation: str) -> Refusal:
    """Make a 501 for an operation, or a case of one, that is not implemented."""
    return Refusal(
        f"Counterfoil does not implement the operation '{operation}' yet. `counterfoil coverage` lists what"
        " it does.",
        status=501,
        type="api_error",
        code="not_implemented",
        should_retry=False,
    )


def locked(message: str) -> Refusal:
    """Make a 429 `lock_timeout`: the object is in use by another operation."""
    return Refusal(message, status=429, code="lock_timeout", should_retry=True)
