"""Refusals: raised where they are known, rendered once, at the door.

Source: API reference, Errors. A refusal undoes its phase; a decline (402) is also a fact, so its phase is kept.
"""

from __future__ import annotations

from typing import Any

POSSIBLY_ELSEWHERE = (
    "; It's possible this PaymentMethod exists on one of your connected accounts, in which case you should retry this request on "
    "that connected account. Learn more at https://stripe.com/docs/connect/authentication"
)


class Refusal(Exception):
    """A request that cannot be granted.

    status: HTTP status. type, code, param, message: of the error object. extra: its further attributes (`charge`,
    `decline_code`, `payment_intent` …); None values are left out. kept: the phase commits all the same.
    should_retry: value of the `Stripe-Should-Retry` header, None to leave it out. absent: (noun, id) of what was not found.
    of_parameters: nothing but what was sent is at fault, as if the contract had seen it, so the refusal is not remembered.
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


def invalid(message: str, *, param: str | None = None, code: str | None = None, **extra: Any) -> Refusal:
    """400: the request contradicts a rule or the state of what it names."""
    return Refusal(message, param=param, code=code, **extra)


def missing(noun: str, id: str, *, param: str | None = "id", status: int = 404) -> Refusal:
    """404 `resource_missing` for an id of the path; with status=400, for an id given in a parameter."""
    hint = POSSIBLY_ELSEWHERE if noun == "PaymentMethod" else ""
    refusal = Refusal(f"No such {noun}: '{id}'{hint}", status=status, code="resource_missing", param=param)
    refusal.absent = (noun, id)
    return refusal


def required(param: str) -> Refusal:
    """400 `parameter_missing`, for what only behaviour can know to be required."""
    return Refusal(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(*params: str) -> Refusal:
    """400 `parameter_unknown`, for parameters that this state of the object does not take."""
    plural = "s" if len(params) > 1 else ""
    return Refusal(f"Received unknown parameter{plural}: {', '.join(params)}", code="parameter_unknown", param=params[0])


def exclusive(*params: str) -> Refusal:
    """400 for parameters that exclude each other; `param` is the first."""
    refusal = Refusal(f"You may only specify one of these parameters: {', '.join(params)}.", param=params[0])
    refusal.of_parameters = True
    return refusal


def one_required(*params: str) -> Refusal:
    """400 where at least one of several parameters is needed and none was sent."""
    named = " or ".join(params) if len(params) < 3 else f"{', '.join(params[:-1])}, or {params[-1]}"
    refusal = Refusal(f"One of the following params should be provided for this request: {named}.")
    refusal.of_parameters = True
    return refusal


def declined(message: str, *, code: str = "card_declined", decline_code: str | None = None, **extra: Any) -> Refusal:
    """402 `card_error`: the network said no. The phase is kept: charge, intent and events stay."""
    return Refusal(message, status=402, type="card_error", code=code, kept=True, decline_code=decline_code, **extra)


def not_there_yet(operation: str) -> Refusal:
    """501: an operation of the API that has no behaviour here so far. Honest, and never mistaken for a success."""
    return Refusal(
        f"Counterfoil does not implement the operation '{operation}' yet. `counterfoil coverage` lists what it does.",
        status=501,
        type="api_error",
        code="not_implemented",
        should_retry=False,
    )


def locked(message: str) -> Refusal:
    """429 `lock_timeout`: the object is busy."""
    return Refusal(message, status=429, code="lock_timeout", should_retry=True)
