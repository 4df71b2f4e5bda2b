"""Payment method configurations: the payment method types that are offered when a payment names none.

Each account has a default configuration, which is stored only once it is updated. A setting of `none` in
another one takes the value of the default. Which types are on initially is our choice.
Source: API reference, Payment Method Configurations; guide "Dynamic payment methods".
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethodConfiguration, SetupIntent

configurations = objects.payment_method_configuration

ON = frozenset("amazon_pay apple_pay card cashapp google_pay klarna link us_bank_account".split())
SHOWN = tuple(
    """acss_debit affirm afterpay_clearpay alipay amazon_pay apple_pay bacs_debit bancontact blik card
    cartes_bancaires cashapp customer_balance eps giropay google_pay ideal klarna link multibanco p24
    sepa_debit sofort us_bank_account wechat_pay zip""".split()
)
NO_KINDS = frozenset("active application id is_default livemode name object parent".split())

# Types in the order in which they are offered, cards first, each with its currencies; none means all.
OFFERED = {
    kind: frozenset(currencies)
    for kind, *currencies in map(
        str.split,
        """
        card
        acss_debit cad usd
        affirm cad usd
        afterpay_clearpay aud cad eur gbp nzd usd
        alipay
        alma eur
        amazon_pay usd
        au_becs_debit aud
        bacs_debit gbp
        bancontact eur
        billie chf dkk eur gbp nok sek
        bizum eur
        blik pln
        boleto brl
        cashapp usd
        crypto usd
        eps eur
        fpx myr
        giropay eur
        grabpay myr sgd
        ideal eur
        kakao_pay krw
        klarna usd
        konbini jpy
        kr_card krw
        link
        mb_way eur
        mobilepay dkk eur nok sek
        multibanco eur
        naver_pay krw
        nz_bank_account nzd
        oxxo mxn
        p24 eur pln
        pay_by_bank gbp
        payco krw
        paynow sgd
        paypal
        paypay jpy
        payto aud
        pix brl
        promptpay thb
        revolut_pay eur gbp
        samsung_pay krw
        satispay eur
        scalapay eur
        sepa_debit eur
        sequra eur
        sofort eur
        sunbit usd
        swish sek
        twint chf
        upi inr
        us_bank_account usd
        wechat_pay
        zip aud usd
        """.strip().splitlines(),
    )
}
# Type -> currencies in which it pays when it is named, but is not offered.
MORE = {
    "amazon_pay": frozenset("aud chf dkk eur gbp hkd jpy nok nzd sek zar".split()),
    "klarna": frozenset("aud cad chf czk dkk eur gbp nok nzd pln ron sek".split()),
}
REDIRECTING = frozenset(
    """affirm afterpay_clearpay alipay alma amazon_pay bancontact billie bizum cashapp crypto eps fpx giropay
    grabpay ideal kakao_pay klarna kr_card mobilepay naver_pay p24 pay_by_bank payco paypal paypay revolut_pay
    samsung_pay satispay scalapay sequra sofort sunbit swish twint zip""".split()
)
# Types whose payments can be captured later.
HOLDABLE = frozenset(
    """affirm afterpay_clearpay alma amazon_pay billie card cashapp kakao_pay klarna kr_card link mobilepay
    naver_pay pay_by_bank payco paypal revolut_pay samsung_pay satispay scalapay sequra sunbit""".split()
)
# Types that a setup intent can save, in the order in which they are offered.
SAVABLE = tuple(
    """card link cashapp amazon_pay us_bank_account acss_debit au_becs_debit bacs_debit bancontact blik boleto
    ideal kakao_pay klarna kr_card naver_pay nz_bank_account paypal payto pix revolut_pay satispay sepa_debit
    sofort twint upi""".split()
)
# Types whose payments cannot be repeated, so that customers cannot have them.
ONCE_ONLY = frozenset(
    """affirm afterpay_clearpay alma billie bizum crypto eps fpx giropay grabpay konbini mb_way
    mobilepay multibanco oxxo p24 pay_by_bank payco paynow paypay promptpay samsung_pay scalapay sequra sunbit
    swish wechat_pay zip""".split()
)


# -- used by intents -----------------------------------------------------------------------------------------


def chosen(work: Work, id: str | None) -> PaymentMethodConfiguration:
    """Return the configuration with this id, or the default one for None.

    400 if it is missing or inactive.
    """
    if id is None:
        return default(work)
    configuration = _find(work, id)
    if configuration is None:
        raise errors.missing(configurations.noun, id, param="payment_method_configuration", status=400)
    if not configuration.active:
        message = f"The payment method configuration {id} is not active."
        raise errors.invalid(message, param="payment_method_configuration")
    return configuration


def offered(
    configuration: PaymentMethodConfiguration,
    currency: str | None,
    *,
    redirects: bool = True,
    held: bool = False,
) -> list[str]:
    """Return the types offered for a payment in a currency, or for a setup intent if it is None.

    redirects: include types that redirect the customer. held: only types that can be captured later.
    """
    kinds = SAVABLE if currency is None else [kind for kind in OFFERED if _offers(kind, currency)]
    kinds = [kind for kind in kinds if not held or kind in HOLDABLE]
    return [kind for kind in kinds if _is_on(configuration, kind) and (redirects or kind not in REDIRECTING)]


def takes(kind: str, currency: str | None) -> bool:
    """Whether methods of a type can pay in a currency, or for None be saved by a setup intent."""
    if currency is None:
        return kind in SAVABLE
    return _offers(kind, currency) or currency in MORE.get(kind, ())


def _offers(kind: str, currency: str) -> bool:
    """Whether a type is offered for payments in a currency that name no types."""
    currencies = OFFERED.get(kind)
    return not currencies or currency in currencies


def not_taken(kind: str, currency: str) -> str:
    """Return the message for a currency that a type cannot pay in."""
    supported = ", ".join(sorted(OFFERED[kind] | MORE.get(kind, frozenset())))
    return (
        f"The currency provided ({currency}) is invalid. Payments with {kind} support the following"
        f" currencies: {supported}."
    )


def may_redirect(work: Work, intent: PaymentIntent | SetupIntent) -> bool:
    """Whether an intent with automatic payment methods allows types that redirect the customer."""
    automatic = intent.automatic_payment_methods
    if automatic is not None and automatic.allow_redirects == "never":
        return False
    id = intent.at("payment_method_configuration_details.id")
    configuration = (_find(work, id) if id else None) or default(work)
    return any(_is_on(configuration, kind) for kind in REDIRECTING)


def details(configuration: PaymentMethodConfiguration) -> dict[str, Any]:
    """Return `payment_method_configuration_details` of an intent."""
    return {"id": configuration.id, "parent": configuration.parent}


def _is_on(configuration: PaymentMethodConfiguration, kind: str) -> bool:
    """Whether a type is on in a configuration."""
    setting = configuration.get(kind)
    return setting is not None and setting["display_preference"]["value"] == "on"


# -- the default ---------------------------------------------------------------------------------------------


def default(work: Work) -> PaymentMethodConfiguration:
    """Return the default configuration of the account, stored or initial."""
    id = _default_id(work)
    return work.find(configurations, id) or _initial(id, work.livemode)


@functools.lru_cache(maxsize=1024)
def _initial(id: str, livemode: bool) -> PaymentMethodConfiguration:
    """Return the default configuration of an account that has not changed it."""
    kinds = {kind: _setting("on" if kind in ON else "off", kind in ON) for kind in SHOWN}
    fields = {
        "id": id,
        "object": configurations.object,
        "active": True,
        "application": None,
        "is_default": True,
        "name": "Default",
        "livemode": livemode,
        "parent": None,
    }
    return PaymentMethodConfiguration(configurations.complete({**fields, **kinds}))


def _default_id(work: Work) -> str:
    """Derive the id of the default configuration from the account and mode."""
    return "pmc_" + hashlib.sha256(f"{work.account}:{work.livemode}".encode()).hexdigest()[:24]


@configurations.standing
def is_default(work: Work, id: str) -> bool:
    """Whether an id is that of the default configuration, which exists even if it is not stored."""
    return id == _default_id(work)


def _find(work: Work, id: str) -> PaymentMethodConfiguration | None:
    """Return a configuration, the default one too, or None."""
    return default(work) if is_default(work, id) else work.find(configurations, id)


def _setting(preference: str, on: bool) -> dict[str, Any]:
    """Make the setting of a type. preference: on, off or none. on: its effective value."""
    shown = {"overridable": None, "preference": preference, "value": "on" if on else "off"}
    return {"available": on, "display_preference": shown}


def _preferred(params: Mapping[str, Any], base: PaymentMethodConfiguration) -> dict[str, Any]:
    """Return the settings of the types in the parameters.

    A preference of `none` takes the value of `base`.
    """
    found = {}
    for kind, sent in params.items():
        preference = (
            ((sent or {}).get("display_preference") or {}).get("preference") if kind not in NO_KINDS else None
        )
        if preference and kind in configurations.fields:
            on = _is_on(base, kind) if preference == "none" else preference == "on"
            found[kind] = _setting(preference, on)
    return found


# -- operations ----------------------------------------------------------------------------------------------


@configurations.create
def create(work: Work, params: Mapping[str, Any]) -> PaymentMethodConfiguration:
    """Create a configuration for payments that name it. No event."""
    base = default(work)
    parent = params.get("parent")
    if parent:
        base = _existing(work, parent, param="parent", status=400)
    open = {kind: _setting("none", _is_on(base, kind)) for kind in SHOWN}
    named = params.get("name") or "Default"
    kinds = {**open, **_preferred(params, base)}
    return work.insert(configurations, **kinds, name=named, parent=parent, active=True, is_default=False)


@configurations.operation("payment_method_configurations.retrieve")
def retrieve(work: Work, configuration: str, params: Mapping[str, Any]) -> PaymentMethodConfiguration:
    """Return a configuration, the default one too."""
    return _existing(work, configuration)


@configurations.operation("payment_method_configurations.update")
def update(work: Work, configuration: str, params: Mapping[str, Any]) -> PaymentMethodConfiguration:
    """Update the settings, the name or `active`. 400 to deactivate the default configuration. No event."""
    found = _existing(work, configuration)
    if found.is_default and params.get("active") is False:
        raise errors.invalid(
            "You cannot deactivate the default payment method configuration.", param="active"
        )
    if found.is_default and work.find(configurations, found.id) is None:
        found = work.insert(configurations, **found)
    noted = {name: params[name] for name in ("active", "name") if params.get(name) is not None}
    return work.change(found, **noted, **_preferred(params, default(work)))


@configurations.operation("payment_method_configurations.list")
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List configurations, newest first; the default one is last."""
    own = default(work)
    found = [one for one in work.list(configurations) if one.id != own.id] + [own]
    return inherited.sliced(configurations, params, found)


def _existing(
    work: Work, id: str, *, param: str = "configuration", status: int = 404
) -> PaymentMethodConfiguration:
    """Return a configuration, the default one too, or raise `resource_missing`."""
    found = _find(work, id)
    if found is None:
        raise errors.missing(configurations.noun, id, param=param, status=status)
    return found
