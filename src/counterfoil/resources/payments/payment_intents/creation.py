"""Asking for money: what may be asked, of whom and by which methods; and changing one's mind while nothing has been taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Listing, Resource, Work, errors, ids, inherited, merged
from counterfoil.networks import exchange
from counterfoil.resources.payments import balance
from counterfoil.resources.payments.payment_intents import confirmation
from counterfoil.resources.payments.payment_intents.life import OPEN, UNEXPECTED_STATE, payment_intents, refuse

ONLY_WITH_CONFIRM = (
    "off_session",
    "return_url",
    "mandate",
    "mandate_data",
    "error_on_requires_action",
    "confirmation_token",
    "use_stripe_sdk",
)
ALWAYS_EDITABLE = ("metadata", "description", "receipt_email")
CARD_OPTIONS = {"installments": None, "mandate_options": None, "network": None, "request_three_d_secure": "automatic"}

# What the default configuration switches on: cards everywhere, Link with them, the rest where it is at home.
AUTOMATIC = {"usd": ("card", "klarna", "link", "cashapp", "amazon_pay", "us_bank_account")}
ELSEWHERE = ("card", "link")

KNOWN_TYPES = frozenset(
    """acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact blik boleto card card_present
    cashapp customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mobilepay multibanco
    naver_pay oxxo p24 pay_by_bank payco paynow paypal pix promptpay revolut_pay samsung_pay sepa_debit sofort swish twint
    us_bank_account wechat_pay zip""".split()
)
NOT_FOR_CARDS = (
    "The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue supporting "
    "payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the `statement_descriptor` parameter "
    "altogether. Please see https://support.stripe.com/questions/use-of-the-statement-descriptor-parameter-on-paymentintents-"
    "for-card-charges for additional details."
)


@payment_intents.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Open a payment. With `confirm`, attempt it at once; a decline (402) leaves the intent behind, other refusals leave nothing.

    Emits payment_intent.created, as the intent is before it is confirmed.
    """
    if not params.get("confirm"):
        stray = next((name for name in ONLY_WITH_CONFIRM if params.get(name) is not None), None)
        if stray:
            raise errors.invalid(f"The parameter {stray} can only be provided when confirm is true.", param=stray)
    check_amount(work, params["amount"], params["currency"])
    check_descriptors(params)
    if params.get("customer"):
        work.get(Resource.registry["customer"], params["customer"], param="customer")
    types, automatic = _types(params)
    id = payment_intents.new_id(work.space)
    method = confirmation.chosen(work, params, customer=params.get("customer"), types=types)
    born = {name: value for name, value in params.items() if name not in ("payment_method", "automatic_payment_methods")}
    intent = work.insert(
        payment_intents,
        born,
        id=id,
        amount_capturable=0,
        amount_details={"tip": {}},
        amount_received=0,
        automatic_payment_methods=automatic,
        capture_method=params.get("capture_method") or "automatic_async",
        client_secret=ids.secret(f"{id}_secret_", 25),
        confirmation_method=params.get("confirmation_method") or "automatic",
        payment_method=method.id if method else None,
        payment_method_options=_options({}, types, params),
        payment_method_types=types,
        status="requires_confirmation" if method else "requires_payment_method",
    )
    work.emit("payment_intent.created", intent)
    if not params.get("confirm"):
        return intent
    try:
        return confirmation.pay(work, intent, method, params)
    except errors.Refusal as refusal:
        if not refusal.kept:
            refusal.extra.pop("payment_intent", None)  # it is undone: there is no such intent to show
        raise


@payment_intents.update
def update(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Change what is asked for while nothing has been taken; afterwards only what is noted down. No event; the last error is forgotten."""
    fixed = [name for name in params if name not in ALWAYS_EDITABLE]
    if fixed and intent.status not in OPEN:
        raise refuse(
            work,
            intent,
            f"This PaymentIntent's {fixed[0]} could not be updated because it has a status of {intent.status}. You may only update the "
            f"{fixed[0]} of a PaymentIntent with one of the following statuses: {', '.join(OPEN)}.",
            code=UNEXPECTED_STATE,
            param=fixed[0],
        )
    if "amount" in params or "currency" in params:
        check_amount(work, params.get("amount") or intent.amount, params.get("currency") or intent.currency)
    check_descriptors({"payment_method_types": _explicit(intent), **params})
    if params.get("customer"):
        work.get(Resource.registry["customer"], params["customer"], param="customer")
    fields: dict[str, Any] = {"last_payment_error": None}
    types = intent.payment_method_types
    if params.get("payment_method_types"):
        types = fields["payment_method_types"] = _known(params["payment_method_types"])
        fields["automatic_payment_methods"] = None
    elif params.get("currency") and intent.automatic_payment_methods:
        types = fields["payment_method_types"] = [*AUTOMATIC.get(params["currency"], ELSEWHERE)]
    fields["payment_method_options"] = _options(intent.payment_method_options or {}, types, params)
    customer = params.get("customer") or intent.customer
    method = confirmation.chosen(work, params, customer=customer, types=types, intent=intent)
    if method is not None:
        fields |= {"payment_method": method.id, "status": "requires_confirmation", "next_action": None}
    sent = {name: value for name, value in params.items() if name != "payment_method"}
    return work.update(intent, sent, **fields)


@payment_intents.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """Newest first. Refuses a customer that does not exist."""
    customers = Resource.registry["customer"]
    customer = params.get("customer")
    if customer and work.session.text(customers.table, work.space, customer) is None:
        raise errors.missing("customer", customer, param="customer", status=400)
    return inherited.listed(work, payment_intents, params)


# -- what may be asked -------------------------------------------------------------------------------------------------


def check_amount(work: Work, amount: int, currency: str) -> None:
    """Refuse amounts that no network moves: nothing, less than the smallest charge here or where it settles, more than eight digits."""
    if amount < 1:
        message = "This value must be greater than or equal to 1."
        raise errors.invalid(message, code="parameter_invalid_integer", param="amount")
    if amount > money.LARGEST_CHARGE:
        most = money.shown(money.LARGEST_CHARGE, currency)
        raise errors.invalid(f"Amount must be no more than {most}.", code="amount_too_large", param="amount")
    if not money.granular(amount, currency):
        raise errors.invalid(f"Invalid amount: {amount} is no amount of {currency}.", code="invalid_charge_amount", param="amount")
    least = money.SMALLEST_CHARGE.get(currency, 1)
    if amount < least:
        raise _too_small(f"Amount must be at least {money.shown(least, currency)} {currency}")
    settled = balance.settlement_currency(work)
    if currency != settled:
        worth = money.converted(amount, exchange.rate(currency, settled), currency, settled)
        least = money.SMALLEST_CHARGE.get(settled, 1)
        if worth < least:
            shown = f"{money.shown(amount, currency)} converts to approximately {money.shown(worth, settled)}"
            threshold = f"{least} cents" if settled == "usd" else money.shown(least, settled)
            raise _too_small(f"Amount must convert to at least {threshold}. {shown}.")


def _too_small(message: str) -> errors.Refusal:
    return errors.invalid(message, code="amount_too_small", param="amount")


def check_descriptors(params: Mapping[str, Any]) -> None:
    """Refuse what no bank statement can show, and a whole descriptor where cards are asked for: they take a suffix only."""
    for name in ("statement_descriptor", "statement_descriptor_suffix"):
        text = params.get(name)
        if not text:
            continue
        if len(text) > 22:
            raise errors.invalid(f"The {name} must be at most 22 characters.", param=name)
        if set(text) & set("<>\\'\"*"):
            raise errors.invalid(f"The {name} cannot contain any of the characters < > \\ ' \" *.", param=name)
        if not any(letter.isalpha() for letter in text):
            raise errors.invalid(f"The {name} must contain at least one letter.", param=name)
    if params.get("statement_descriptor") and "card" in (params.get("payment_method_types") or ()):
        raise errors.invalid(NOT_FOR_CARDS, param="statement_descriptor")


def _explicit(intent: Document) -> Any:
    return None if intent.automatic_payment_methods else intent.payment_method_types


def _types(params: Mapping[str, Any]) -> tuple[Any, dict[str, Any] | None]:
    """The kinds of methods the payment takes, and the hash of automatic ones: null where the kinds were named."""
    asked = params.get("automatic_payment_methods")
    named = params.get("payment_method_types")
    if named:
        if asked and asked.get("enabled"):
            raise errors.exclusive("automatic_payment_methods", "payment_method_types")
        return _known(named), None
    if asked and not asked.get("enabled"):
        return ["card"], None
    automatic = {"allow_redirects": (asked or {}).get("allow_redirects") or "always", "enabled": True}
    return [*AUTOMATIC.get(params["currency"], ELSEWHERE)], automatic


def _known(types: Any) -> Any:
    stranger = next((one for one in types if one not in KNOWN_TYPES), None)
    if stranger is not None:
        raise errors.invalid(
            f'The payment method type "{stranger}" is invalid. Please ensure the provided type is activated in your dashboard '
            "(https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any preview features that you are "
            "trying to use. See https://stripe.com/docs/payments/payment-methods/integration-options for supported payment method, "
            "currency, and country combinations.",
            code="payment_intent_invalid_parameter",
            param="payment_method_types",
        )
    return types


def _options(known: Mapping[str, Any], types: Any, params: Mapping[str, Any]) -> dict[str, Any]:
    """The options of each kind: those of cards are always told, with what was sent over them."""
    sent = params.get("payment_method_options") or {}
    options: dict[str, Any] = {kind: value for kind, value in known.items() if kind in types}
    if "card" in types:
        options["card"] = {**CARD_OPTIONS, **options.get("card", {})}
    for kind, value in sent.items():
        if kind in types and value is not None:
            told = {name: one for name, one in value.items() if name not in ("cvc_token", "installments", "three_d_secure", "moto")}
            options[kind] = merged(options.get(kind, {}), told)
    return options
