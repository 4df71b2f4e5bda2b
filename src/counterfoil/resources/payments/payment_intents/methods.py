"""Which methods a payment takes: the kinds it allows, their options, and the one that is to pay.

Source: API reference, Payment Intents, `automatic_payment_methods`, `payment_method_types`, `payment_method_options`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors, merged
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments import payment_methods
from counterfoil.resources.payments.payment_intents.life import refuse

CARD_OPTIONS = {"installments": None, "mandate_options": None, "network": None, "request_three_d_secure": "automatic"}
INVALID_PARAMETER = "payment_intent_invalid_parameter"
EXCLUDED_BY_ALLOWED = (
    "payment_method_types",
    "excluded_payment_method_types",
    "automatic_payment_methods",
    "payment_method_configuration",
)
NEVER_SHOWN = ("cvc_token", "installments", "moto", "three_d_secure")  # options that steer one confirmation

KNOWN_TYPES = frozenset(
    """acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact blik boleto card card_present
    cashapp customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mobilepay multibanco
    naver_pay oxxo p24 pay_by_bank payco paynow paypal pix promptpay revolut_pay samsung_pay sepa_debit sofort swish twint
    us_bank_account wechat_pay zip""".split()
)


# -- kinds -------------------------------------------------------------------------------------------------------------


def kinds(work: Work, params: Mapping[str, Any], currency: str | None, *, code: str = INVALID_PARAMETER) -> dict[str, Any]:
    """The fields of a new intent that tell which kinds of methods it takes: those that it names, or what its configuration offers.

    currency: of the payment; None for a setup. code: of the refusal of a kind that there is not.
    """
    id = params.get("payment_method_configuration")
    told = {"payment_method_configuration_details": configurations.details(configurations.chosen(work, id)) if id else None}
    asked = params.get("automatic_payment_methods")
    named = params.get("payment_method_types")
    allowed, excluded = params.get("allowed_payment_method_types"), params.get("excluded_payment_method_types")
    if named:
        refuse_types(work)
        if asked and asked.get("enabled"):
            raise errors.exclusive("automatic_payment_methods", "payment_method_types")
        return {**told, "payment_method_types": known(named, code=code), "automatic_payment_methods": None}
    if allowed:
        other = next((name for name in EXCLUDED_BY_ALLOWED if params.get(name)), None)
        if other:
            raise errors.exclusive("allowed_payment_method_types", other)
        return {**told, "payment_method_types": _fitting(allowed, currency, code), "automatic_payment_methods": None}
    if asked and not asked.get("enabled"):
        return {**told, "payment_method_types": ["card"], "automatic_payment_methods": None}
    redirects = (asked or {}).get("allow_redirects") or "always"
    types = configurations.offered(configurations.chosen(work, id), currency, redirects=redirects != "never")
    types = [one for one in types if one not in (excluded or ())]
    return {**told, "payment_method_types": types, "automatic_payment_methods": {"allow_redirects": redirects, "enabled": True}}


def changed_kinds(
    work: Work, intent: Document, params: Mapping[str, Any], currency: str | None, *, code: str = INVALID_PARAMETER
) -> dict[str, Any]:
    """What an update changes of the kinds: it names them, or another configuration or currency has others."""
    if params.get("allowed_payment_method_types"):
        types = _fitting(params["allowed_payment_method_types"], currency, code)
        return {"payment_method_types": types, "automatic_payment_methods": None}
    if params.get("payment_method_types"):
        refuse_types(work)
        return {"payment_method_types": known(params["payment_method_types"], code=code), "automatic_payment_methods": None}
    told: dict[str, Any] = {}
    id = params.get("payment_method_configuration")
    if id:
        told["payment_method_configuration_details"] = configurations.details(configurations.chosen(work, id))
    if intent.automatic_payment_methods and (id or params.get("currency")):
        configuration = configurations.chosen(work, id or intent.at("payment_method_configuration_details.id"))
        redirects = intent.automatic_payment_methods.allow_redirects != "never"
        told["payment_method_types"] = configurations.offered(configuration, currency, redirects=redirects)
    return told


def refuse_types(work: Work) -> None:
    """400 for a request that names its kinds the way that endive took away. Source: changelog of endive, `payment_method_types`."""
    if work.cause is not None and not work.before("2026-09-30.endive"):
        raise errors.invalid(
            "The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` to restrict which payment "
            "method types are offered.",
            code="payment_method_types_no_longer_supported",
            param="payment_method_types",
        )


def _fitting(allowed: Iterable[str], currency: str | None, code: str) -> list[str]:
    """The allowed kinds that a payment in this currency can use; the rest drops out silently. Refuses (400) where none is left."""
    fits = [kind for kind in known(allowed, code=code) if configurations.takes(kind, currency)]
    if not fits:
        raise errors.invalid(
            "No valid payment method types for this Payment Intent. Please ensure that you have activated payment methods compatible "
            "with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods).",
            code=code,
            param="allowed_payment_method_types",
        )
    return fits


def known(types: Iterable[str], *, code: str = INVALID_PARAMETER) -> list[str]:
    """The kinds as they were named. Refuses (400) one that there is not. For setup intents as well."""
    types = list(types)
    stranger = next((one for one in types if one not in KNOWN_TYPES), None)
    if stranger is not None:
        raise errors.invalid(
            f'The payment method type "{stranger}" is invalid. Please ensure the provided type is activated in your dashboard '
            "(https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any preview features that you are "
            "trying to use. See https://stripe.com/docs/payments/payment-methods/integration-options for supported payment method, "
            "currency, and country combinations.",
            code=code,
            param="payment_method_types",
        )
    return types


def options(
    before: Mapping[str, Any] | None, types: Iterable[str], params: Mapping[str, Any], *, of_cards: Mapping[str, Any] = CARD_OPTIONS
) -> dict[str, Any]:
    """The options of each kind: those of cards are always told (of_cards: by default), with what was sent over what was there before.

    For setup intents as well.
    """
    sent = params.get("payment_method_options") or {}
    types = frozenset(types)
    told: dict[str, Any] = {kind: value for kind, value in (before or {}).items() if kind in types}
    if "card" in types:
        told["card"] = {**of_cards, **told.get("card", {})}
    for kind, value in sent.items():
        if kind in types and value is not None:
            told[kind] = merged(told.get(kind, {}), {name: one for name, one in value.items() if name not in NEVER_SHOWN})
    return told


# -- the one that pays -------------------------------------------------------------------------------------------------


def chosen(
    work: Work, params: Mapping[str, Any], *, customer: str | None, types: Iterable[str], intent: Document | None = None
) -> Document | None:
    """The method that a call names, by id, magic id or data; None when it names none. Refuses one that cannot pay this."""
    method = payment_methods.named(work, params)
    if method is not None:
        check(work, method, customer=customer, types=types, intent=intent)
    return method


def default_source(work: Work, customer: str | None) -> Document | None:
    """The card that a customer pays with when none is named: the older way's default, not that of invoices."""
    holder = work.find(Resource.registry["customer"], customer)
    return work.find(payment_methods.payment_methods, holder.default_source) if holder else None


def check(work: Work, method: Document, *, customer: str | None, types: Iterable[str], intent: Document | None) -> None:
    """Refuse a method of somebody else, one that was used up, and one of a kind that the payment does not take."""
    message = param = code = None
    if method.customer and not customer:
        message = (
            f"The payment_method parameter supplied {method.id} belongs to the Customer {method.customer}. Please include the Customer in "
            "the customer parameter on the PaymentIntent."
        )
    elif method.customer and method.customer != customer:
        message = (
            f"The PaymentMethod {method.id} does not belong to the Customer you supplied {customer}. Please use this PaymentMethod with "
            "the Customer that it belongs to instead."
        )
        param = "payment_method"
    elif method.get("_spent"):
        message = payment_methods.SPENT
    elif method.type not in types:
        code = "payment_intent_incompatible_payment_method"
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of "
            f"the following types: {', '.join(types)}. Alternatively, update the allowed payment_method_types for this PaymentIntent to "
            f'include "{method.type}".'
        )
    if message is None:
        return
    raise refuse(work, intent, message, code=code, param=param) if intent else errors.invalid(message, code=code, param=param)
