"""The payment methods of an intent: the allowed types, their options, and the method that pays.

Source: API reference, Payment Intents, `automatic_payment_methods`, `payment_method_types`,
`payment_method_options`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil.kernel import Work, errors, merged, objects
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod, SetupIntent
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments import payment_methods
from counterfoil.resources.payments.payment_intents.life import refuse

DEFAULT_OPTIONS: dict[str, dict[str, Any]] = {
    "acss_debit": {"verification_method": "automatic"},
    "afterpay_clearpay": {"reference": None},
    "alipay": {},
    "card": {
        "installments": None,
        "mandate_options": None,
        "network": None,
        "request_three_d_secure": "automatic",
    },
    "cashapp": {},
    "klarna": {"preferred_locale": None},
    "link": {"persistent_token": None},
    "us_bank_account": {
        "financial_connections": {"permissions": ["payment_method"], "prefetch": []},
        "mandate_options": {},
        "transaction_purpose": "unspecified",
        "verification_method": "automatic",
    },
    "wechat_pay": {"app_id": None, "client": None},
}
INVALID_PARAMETER = "payment_intent_invalid_parameter"
EXCLUDED_BY_ALLOWED = (
    "payment_method_types",
    "excluded_payment_method_types",
    "automatic_payment_methods",
    "payment_method_configuration",
)
AUTOMATIC_DEPENDS_ON = (
    "payment_method_configuration",
    "currency",
    "capture_method",
    "excluded_payment_method_types",
)
# Options of a single confirmation.
NEVER_SHOWN = (
    "code",
    "cvc_token",
    "installments",
    "moto",
    "networks",
    "on_demand",
    "risk_correlation_id",
    "subscriptions",
    "three_d_secure",
    "tos_shown_and_accepted",
)
NOT_OF_UPI = ("mandate_options",)  # told to the bank, and shown by the mandate

KNOWN_TYPES = frozenset(
    """acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie
    bizum blik boleto card card_present cashapp crypto customer_balance eps fpx giropay grabpay ideal
    interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay
    nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay
    samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay
    zip""".split()
)


# -- types ---------------------------------------------------------------------------------------------------


def kinds(
    work: Work, params: Mapping[str, Any], currency: str | None, *, code: str = INVALID_PARAMETER
) -> dict[str, Any]:
    """Return the fields of a new intent for its payment method types: as sent, or from its configuration.

    currency: of the payment; None for a setup intent. code: error code for an unknown type.
    """
    asked = params.get("automatic_payment_methods")
    named = params.get("payment_method_types")
    allowed, excluded = (
        params.get("allowed_payment_method_types"),
        params.get("excluded_payment_method_types"),
    )
    if named:
        refuse_types(work)
    if allowed:
        _check_alone(params)
        return _named(_fitting(allowed, currency, code))
    if named:
        if asked and asked.get("enabled"):
            raise errors.exclusive("automatic_payment_methods", "payment_method_types")
        types = known(named, code=code)
        for kind in types:
            if currency and kind in configurations.OFFERED and not configurations.takes(kind, currency):
                raise errors.invalid(configurations.not_taken(kind, currency), param="currency")
        return _named(types)
    if asked and not asked.get("enabled"):
        return _named(["card"])
    redirects = (asked or {}).get("allow_redirects") or "always"
    configuration = configurations.chosen(work, params.get("payment_method_configuration"))
    held = params.get("capture_method") == "manual"
    types = configurations.offered(configuration, currency, redirects=redirects != "never", held=held)
    return {
        "payment_method_types": [one for one in types if one not in (excluded or ())],
        "automatic_payment_methods": {"allow_redirects": redirects, "enabled": True},
        "payment_method_configuration_details": configurations.details(configuration),
    }


def changed_kinds(
    work: Work,
    intent: PaymentIntent | SetupIntent,
    params: Mapping[str, Any],
    currency: str | None,
    *,
    code: str = INVALID_PARAMETER,
) -> dict[str, Any]:
    """Return changed fields when the method types are set, or what automatic types depend on changes."""
    allowed, named = params.get("allowed_payment_method_types"), params.get("payment_method_types")
    if named:
        refuse_types(work)
    if allowed:
        _check_alone(params)
        return {**_named(_fitting(allowed, currency, code)), "allowed_payment_method_types": list(allowed)}
    if named:
        return _named(known(named, code=code))
    id = params.get("payment_method_configuration")
    fields: dict[str, Any] = {}
    if id:
        fields["payment_method_configuration_details"] = configurations.details(
            configurations.chosen(work, id)
        )
    if not any(name in params for name in AUTOMATIC_DEPENDS_ON):
        return fields
    if intent.automatic_payment_methods:
        configuration = configurations.chosen(
            work, id or intent.at("payment_method_configuration_details.id")
        )
        redirects = intent.automatic_payment_methods.allow_redirects != "never"
        held = (params.get("capture_method") or intent.get("capture_method")) == "manual"
        excluded = params.get("excluded_payment_method_types", intent.excluded_payment_method_types) or None
        types = configurations.offered(configuration, currency, redirects=redirects, held=held)
        fields["payment_method_types"] = [kind for kind in types if kind not in (excluded or ())]
        fields["excluded_payment_method_types"] = excluded
    elif intent.allowed_payment_method_types and params.get("currency"):
        fields["payment_method_types"] = _fitting(intent.allowed_payment_method_types, currency, code)
    return fields


def _named(types: list[str]) -> dict[str, Any]:
    """Return the fields of an intent whose types are given, so that no configuration chooses them."""
    return {
        "payment_method_types": types,
        "automatic_payment_methods": None,
        "payment_method_configuration_details": None,
    }


def _check_alone(params: Mapping[str, Any]) -> None:
    """Refuse (400) other choices of types beside `allowed_payment_method_types`."""
    other = next((name for name in EXCLUDED_BY_ALLOWED if params.get(name)), None)
    if other:
        raise errors.exclusive("allowed_payment_method_types", other)


def refuse_types(work: Work) -> None:
    """Refuse (400) `payment_method_types` since the version endive. Source: changelog of endive."""
    if work.cause is not None and not work.before("2026-09-30.endive"):
        raise errors.invalid(
            "The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types`"
            " to restrict which payment method types are offered.",
            code="payment_method_types_no_longer_supported",
            param="payment_method_types",
        )


def _fitting(allowed: Iterable[str], currency: str | None, code: str) -> list[str]:
    """Return the allowed types that can pay in this currency, ignoring the others; 400 if none is left."""
    fits = [kind for kind in allowed if kind in KNOWN_TYPES and configurations.takes(kind, currency)]
    if not fits:
        raise errors.invalid(
            "No valid payment method types for this Payment Intent. Please ensure that you have activated"
            " payment methods compatible with your chosen currency in your dashboard"
            " (https://dashboard.stripe.com/settings/payment_methods).",
            code=code,
            param="allowed_payment_method_types",
        )
    return fits


def known(types: Iterable[str], *, code: str = INVALID_PARAMETER) -> list[str]:
    """Validate payment method types; 400 for an unknown one. Also for setup intents."""
    types = list(types)
    stranger = next((one for one in types if one not in KNOWN_TYPES), None)
    if stranger is not None:
        raise errors.invalid(
            f'The payment method type "{stranger}" is invalid. Please ensure the provided type is activated'
            " in your dashboard (https://dashboard.stripe.com/account/payments/settings) and your account is"
            " enabled for any preview features that you are trying to use. See"
            " https://stripe.com/docs/payments/payment-methods/integration-options for supported payment"
            " method, currency, and country combinations.",
            code=code,
            param="payment_method_types",
        )
    return types


def options(
    before: Mapping[str, Any] | None,
    types: Iterable[str],
    params: Mapping[str, Any],
    defaults: Mapping[str, Mapping[str, Any]] = DEFAULT_OPTIONS,
) -> dict[str, Any]:
    """Return `payment_method_options`: those sent merged into those of before, for the allowed types.

    defaults: type -> options that are always shown. Also for setup intents, which have other defaults.
    """
    sent = params.get("payment_method_options") or {}
    types = frozenset(types)
    result: dict[str, Any] = {kind: value for kind, value in (before or {}).items() if kind in types}
    for kind, shown in defaults.items():
        if kind in types:
            result[kind] = {**shown, **result.get(kind, {})}
    for kind, value in sent.items():
        if kind in types and value is not None:
            hidden = NEVER_SHOWN + NOT_OF_UPI if kind == "upi" else NEVER_SHOWN
            shown = {name: one for name, one in value.items() if name not in hidden}
            result[kind] = merged(result.get(kind, {}), shown)
    return result


# -- the paying method ---------------------------------------------------------------------------------------


def chosen(
    work: Work,
    params: Mapping[str, Any],
    *,
    customer: str | None,
    types: Iterable[str],
    intent: PaymentIntent | None = None,
) -> PaymentMethod | None:
    """Return the method that a request names (id, test id or data), or None.

    400 if it cannot pay this intent.
    """
    method = payment_methods.named(work, params)
    if method is not None:
        check(work, method, customer=customer, types=types, intent=intent)
    return method


def default_source(work: Work, customer: str | None) -> PaymentMethod | None:
    """Return a customer's `default_source`, or None. The default for invoices is not used here."""
    holder = work.find(objects.customer, customer)
    return work.find(payment_methods.payment_methods, holder.default_source) if holder else None


def check(
    work: Work,
    method: PaymentMethod,
    *,
    customer: str | None,
    types: Iterable[str],
    intent: PaymentIntent | None,
) -> None:
    """Refuse (400) a method of another customer, a used one, and one of a type that is not allowed."""
    message = param = code = None
    if method.customer and not customer:
        message = (
            f"The payment_method parameter supplied {method.id} belongs to the Customer {method.customer}."
            " Please include the Customer in the customer parameter on the PaymentIntent."
        )
    elif method.customer and method.customer != customer:
        message = (
            f"The PaymentMethod {method.id} does not belong to the Customer you supplied {customer}. Please"
            " use this PaymentMethod with the Customer that it belongs to instead."
        )
        param = "payment_method"
    elif method.get("_spent"):
        message = payment_methods.SPENT_BEFORE
    elif method.type not in types:
        code = "payment_intent_incompatible_payment_method"
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this PaymentIntent. Please attach"
            " a PaymentMethod of one of "
            f"the following types: {', '.join(types)}. Alternatively, update the allowed payment_method_types"
            " for this PaymentIntent to "
            f'include "{method.type}".'
        )
    if message is None:
        return
    raise (
        refuse(work, intent, message, code=code, param=param)
        if intent
        else errors.invalid(message, code=code, param=param)
    )
