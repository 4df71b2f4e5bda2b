"""Confirm a setup intent: the attempt with a card, and 3D Secure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import PaymentMethod, SetupIntent
from counterfoil.networks import cards
from counterfoil.resources.payments import (
    confirmation_tokens,
    payment_method_configurations,
    payment_methods,
    setup_attempts,
    three_d_secure,
)
from counterfoil.resources.payments.payment_intents import methods
from counterfoil.resources.payments.setup_intents import others
from counterfoil.resources.payments.setup_intents.accepted import DEFAULT_OPTIONS, check, chosen
from counterfoil.resources.payments.setup_intents.life import (
    INVALID_PARAMETER,
    OPEN,
    UNEXPECTED_STATE,
    refuse,
    setup_intents,
    wrong_state,
)
from counterfoil.resources.payments.setup_intents.outcomes import (
    NOT_PROVEN,
    complete_error,
    failed,
    succeed,
    wait,
)

NO_METHOD = (
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the"
    " SetupIntent with a payment method and then confirm it again, or confirm it again directly with a"
    " payment method or ConfirmationToken."
)
NO_RETURN_URL = (
    "This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of"
    " these payment methods might redirect your customer off of your page, you must provide a `return_url`."
    " If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to"
    " `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
    " Payment Intents."
)


@setup_intents.action
def confirm(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Attempt the setup with the method of this request, else the intent's.

    402 if declined, which is recorded. A customer's default method is never used.
    """
    named = ("payment_method", "payment_method_data", "confirmation_token")
    if not intent.payment_method and not any(params.get(name) for name in named):
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if intent.status == "succeeded":
        raise refuse(
            work,
            intent,
            "You cannot confirm this SetupIntent because it has already succeeded.",
            code=UNEXPECTED_STATE,
        )
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot confirm this SetupIntent", past="confirmed")
    if intent.customer:
        work.get(objects.customer, intent.customer, param="customer")  # refuses a deleted one
    params = confirmation_tokens.unfolded(work, params, setup_intent=intent.id)
    kinds = methods.changed_kinds(work, intent, params, None, code=INVALID_PARAMETER)
    if kinds:
        options = methods.options(
            intent.payment_method_options, kinds["payment_method_types"], params, DEFAULT_OPTIONS
        )
        intent = work.change(intent, payment_method_options=options, **kinds)
    types = intent.payment_method_types
    method = chosen(work, params, customer=intent.customer, types=types, intent=intent)
    if method is None:
        method = payment_methods.load(work, intent.payment_method)
        check(work, method, customer=intent.customer, types=types, intent=intent)
    return attempt_setup(work, intent, method, params)


def attempt_setup(
    work: Work, intent: SetupIntent, method: PaymentMethod | None, params: Mapping[str, Any]
) -> SetupIntent:
    """Ask the bank, and record its answer as a setup attempt. 400 changes nothing."""
    if method is None:
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if (
        intent.automatic_payment_methods
        and not params.get("return_url")
        and payment_method_configurations.may_redirect(work, intent)
    ):
        raise refuse(work, intent, NO_RETURN_URL)
    if intent.on_behalf_of:
        raise errors.not_implemented("setup_intents.confirm (for a connected account)")
    if params.get("payment_method_options"):
        options = methods.options(
            intent.payment_method_options, intent.payment_method_types, params, DEFAULT_OPTIONS
        )
        intent = work.change(intent, payment_method_options=options)
    setup_attempts.abandon(work, intent.latest_attempt)
    if method.type != "card":
        return others.attempt(work, intent, method, params)
    answer = _authorize(intent, method, proven=False)
    if answer.authenticate:
        return _require_action(work, intent, method, answer, params.get("return_url"))
    if answer.decline is not None:
        error = _card_error(work, payment_methods.mark_checked(work, method, answer), answer.decline)
        attempt = setup_attempts.record(work, intent, method, answer, "failed", error=error)
        raise _declined(work, intent, method, error, attempt.id)
    attempt = setup_attempts.record(work, intent, method, answer, "succeeded")
    return succeed(work, intent, method, answer, attempt.id)


def _authorize(intent: SetupIntent, method: PaymentMethod, *, proven: bool) -> cards.Answer:
    """Return the bank's answer. proven: the cardholder has just passed 3D Secure."""
    options = intent.payment_method_options
    asked = options.card if options else None
    return cards.agree(
        payment_methods.network_card(method),
        cvc=bool(method.get("_cvc")),
        request=(asked.request_three_d_secure if asked else None) or "automatic",
        proven=proven,
        set_up=bool(method.get("_set_up")),
    )


def _card_error(work: Work, method: PaymentMethod, decline: cards.Decline) -> dict[str, Any]:
    """Make the error of a decline for intent and attempt."""
    return complete_error(work, method, {**decline.codes(), "message": decline.message, "type": "card_error"})


def _declined(
    work: Work, intent: SetupIntent, method: PaymentMethod, error: Mapping[str, Any], attempt: str
) -> errors.Refusal:
    """Move a declined intent to requires_payment_method. Returns the 402. Emits setup_intent.setup_failed."""
    open_again = failed(work, intent, error, attempt)
    attributes = {name: value for name, value in error.items() if name not in ("doc_url", "type")}
    return errors.declined(**attributes, setup_intent=work.visible(open_again))


def _require_action(
    work: Work,
    intent: SetupIntent,
    method: PaymentMethod,
    answer: cards.Answer,
    return_url: str | None,
) -> SetupIntent:
    """Require 3D Secure of the cardholder."""
    action = three_d_secure.next_action(work, intent, return_url, present(method.card).brand)
    return wait(work, intent, method, answer, action)


def authenticated(work: Work, intent: SetupIntent, *, passed: bool) -> SetupIntent:
    """Continue after 3D Secure. passed: the cardholder authenticated. 402 if the bank declines afterwards.

    Emits setup_intent.setup_failed if not passed; the intent then requires another method.
    """
    method = payment_methods.load(work, intent.payment_method)
    if method.type != "card":
        return others.authorized(work, intent, method, passed=passed)
    passed = passed and not payment_methods.network_card(method).unprovable
    answer = _authorize(intent, method, proven=passed)
    attempt = intent.latest_attempt
    assert attempt is not None, "3D Secure is part of an attempt"
    if not passed:
        code = "setup_intent_authentication_failure"
        error = complete_error(
            work, method, {"code": code, "message": NOT_PROVEN, "type": "invalid_request_error"}
        )
        setup_attempts.conclude(work, attempt, method, answer, error=error, refused=True)
        return failed(work, intent, error, attempt)
    if answer.decline is not None:
        error = _card_error(work, payment_methods.mark_checked(work, method, answer), answer.decline)
        setup_attempts.conclude(work, attempt, method, answer, error=error)
        raise _declined(work, intent, method, error, attempt)
    setup_attempts.conclude(work, attempt, method, answer)
    return succeed(work, intent, method, answer, attempt)


@setup_intents.action
def source_cancel(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Fail the authentication, because the cardholder closed the 3D Secure window. Called by Stripe.js.

    Has no effect unless the intent requires action.
    """
    return authenticated(work, intent, passed=False) if intent.status == "requires_action" else intent
