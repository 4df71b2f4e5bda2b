"""The life of a session: created open, completed by a buyer, or expired by a call or by time.

Source: API reference, Checkout Sessions; guide "How Checkout works".
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Listing, Space, Work, errors, ids, inherited, merged, objects
from counterfoil.kernel.shapes import CheckoutSession
from counterfoil.resources.checkout.sessions import collection, modes, options
from counterfoil.resources.checkout.sessions import items as line_items
from counterfoil.resources.payments import payment_intents, setup_intents
from counterfoil.resources.payments.payment_method_configurations import chosen, details, offered, takes

sessions = objects.checkout_session.page(
    lifecycle={
        # status   may become                                 announcing
        "open": {"complete": "checkout.session.completed", "expired": "checkout.session.expired"},
        "complete": {},
        "expired": {},
    },
    filters={
        "customer": "customer",
        "customer_details": "customer_details.email",
        "payment_intent": "payment_intent",
        "payment_link": "payment_link",
        "setup_intent": "setup_intent",
        "status": "status",
        "subscription": "subscription",
    },
)

HOURS = 3600
SHORTEST, LONGEST = 1800, 24 * HOURS  # seconds that a session is open
RECOVERY = 30 * 24 * HOURS  # seconds that an expired session can be recovered
ID_LENGTH = 66  # characters of an id
RECOVERY_SECRET = 22  # characters of a recovery address's secret
SHOWN = 10  # items of an expanded list
HOSTED, EMBEDDED = "hosted_page", "embedded_page"
NO_DISCOUNTS = "You may only specify one of these parameters: allow_promotion_codes, discounts."

# Fields that are shown as they were sent, or null.
AS_SENT = (
    "allow_promotion_codes", "billing_address_collection", "cancel_url", "client_reference_id",
    "consent_collection", "customer_email", "locale", "name_collection", "origin_context", "permissions",
    "phone_number_collection", "return_url", "shipping_address_collection", "submit_type", "success_url",
    "wallet_options", "allowed_payment_method_types", "excluded_payment_method_types",
    "integration_identifier",
)  # fmt: skip
SENT_DATA = (
    "payment_intent_data",
    "setup_intent_data",
    "subscription_data",
    "payment_method_options",
    "customer_update",
)
RECOVERED = (
    "automatic_tax", "billing_address_collection", "cancel_url", "client_reference_id", "consent_collection",
    "currency", "custom_fields", "custom_text", "locale", "metadata", "mode", "payment_method_types",
    "phone_number_collection", "shipping_address_collection", "shipping_options", "submit_type",
    "success_url", "tax_id_collection",
)  # fmt: skip
TEXTS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")


# -- creating ------------------------------------------------------------------------------------------------


@sessions.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> CheckoutSession:
    """Open a session. 400 for what cannot be sold or does not fit together. No event."""
    return open_session(work, params)


def open_session(
    work: Work, params: Mapping[str, Any], *, items: list[dict[str, Any]] | None = None, **more: Any
) -> CheckoutSession:
    """Open a session from the parameters of a create.

    items: of a payment link, or of a session that is recovered: they were validated before. more: its further
    fields.
    """
    mode = params.get("mode")
    if mode is None:
        raise errors.required("mode")
    ui_mode = params.get("ui_mode") or HOSTED
    _check_urls(params, ui_mode, linked="payment_link" in more)
    if params.get("customer") and params.get("customer_email"):
        raise errors.exclusive("customer", "customer_email")
    if params.get("allow_promotion_codes") and params.get("discounts"):
        raise errors.invalid(NO_DISCOUNTS)
    customer = (
        work.get(objects.customer, params["customer"], param="customer") if params.get("customer") else None
    )
    collection.check(params)
    modes.check(work, params)
    expires_at = _expiry(work, params.get("expires_at"))
    items, fields = _contents(work, params, mode, items)
    types = _types(work, params, mode, fields.get("currency"))
    id = _new_id(work, params, mode)
    due = fields.get("amount_total")
    unpaid = mode == "payment" and due or (mode == "subscription" and due)
    session = work.insert(
        sessions,
        {name: params.get(name) for name in AS_SENT} | {"metadata": params.get("metadata")},
        id=id,
        **_of_mode(params, mode, customer, types["payment_method_types"]),
        **fields,
        **types,
        optional_items=options.optional_items(
            work, params.get("optional_items") or (), fields.get("currency")
        ),
        tax_id_collection=collection.tax_id_collection(params.get("tax_id_collection")),
        adaptive_pricing={"enabled": bool((params.get("adaptive_pricing") or {}).get("enabled", True))},
        after_expiration=_recovery(params.get("after_expiration")),
        automatic_tax={
            "enabled": False,
            "liability": None,
            "provider": None,
            "status": None,
            **(params.get("automatic_tax") or {}),
        },
        branding_settings=_branding(work, params.get("branding_settings")),
        client_secret=ids.secret(f"{id}_secret_", 60) if ui_mode != HOSTED else None,
        custom_fields=[collection.custom_field(each) for each in params.get("custom_fields") or ()],
        custom_text=dict.fromkeys(TEXTS) | dict(params.get("custom_text") or {}),
        customer=customer.id if customer else None,
        customer_details=_details(customer.email if customer else params.get("customer_email"), mode),
        collected_information=(
            {"business_name": None, "individual_name": None, "shipping_details": None}
            if (customer.email if customer else params.get("customer_email"))
            else None
        ),
        expires_at=expires_at,
        managed_payments={"enabled": bool((params.get("managed_payments") or {}).get("enabled"))},
        mode=mode,
        payment_status="unpaid" if unpaid else "no_payment_required",
        phone_number_collection={
            "enabled": bool((params.get("phone_number_collection") or {}).get("enabled"))
        },
        status="open",
        ui_mode=ui_mode,
        url=f"{work.services.base_url}/c/pay/{id}" if ui_mode == HOSTED else None,
        _items=items,
        _subscribes_first=(mode == "subscription" and work.before("2025-03-31.basil")) or None,
        _sent={name: params[name] for name in SENT_DATA if params.get(name)},
        **(
            {"redirect_on_completion": params.get("redirect_on_completion") or "always"}
            if ui_mode == EMBEDDED
            else {}
        ),
        **more,
    )
    if mode == "setup":
        session = work.change(session, setup_intent=_setup_intent(work, session, params))
    work.schedule(run_out, session, at=expires_at)
    return session


def _check_urls(params: Mapping[str, Any], ui_mode: str, *, linked: bool) -> None:
    """Check (400) which URLs a session of this kind needs.

    A payment link has a confirmation page of its own.
    """
    if linked:
        return
    if ui_mode == HOSTED:
        if not params.get("success_url"):
            raise errors.required("success_url")
        if params.get("return_url"):
            raise errors.invalid(
                "`return_url` can only be used with `ui_mode` `embedded_page` or `elements`.",
                param="return_url",
            )
        return
    for name in ("success_url", "cancel_url"):
        if params.get(name):
            raise errors.invalid(f"You can not pass `{name}` when `ui_mode` is `{ui_mode}`.", param=name)
    if not params.get("return_url") and params.get("redirect_on_completion") != "never":
        raise errors.required("return_url")


def _expiry(work: Work, sent: int | None) -> int:
    if sent is None:
        return work.now + LONGEST
    if not work.now + SHORTEST <= sent <= work.now + LONGEST:
        message = (
            "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout"
            " Session creation."
        )
        raise errors.invalid(message, param="expires_at")
    return sent


def _new_id(work: Work, params: Mapping[str, Any], mode: str) -> str:
    """Ids tell what a session is: c1 for a setup, b1 with promotion codes, else a1."""
    kind = "c1" if mode == "setup" else "b1" if params.get("allow_promotion_codes") else "a1"
    prefix = f"cs_{'live' if work.livemode else 'test'}_{kind}"
    return prefix + ids.letters(ID_LENGTH - len(prefix))


def _contents(
    work: Work, params: Mapping[str, Any], mode: str, items: list[dict[str, Any]] | None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the items of a session and its amounts. items: None where they are sent."""
    sent = params.get("line_items")
    if mode == "setup":
        if sent:
            raise errors.invalid("You can not pass `line_items` in `setup` mode.", param="line_items")
        if not params.get("currency") and not params.get("payment_method_types"):
            raise errors.required("currency")
        empty: dict[str, Any] = {
            "amount_subtotal": None,
            "amount_total": None,
            "discounts": None,
            "shipping_options": [],
            "total_details": None,
        }
        return [], {"currency": params.get("currency"), "shipping_options": [], **empty}
    if items is None:
        if not sent:
            raise errors.required("line_items")
        items = line_items.read(work, sent, mode)
    items = modes.first_period(work, params, items)
    currency = params.get("currency") or items[0]["currency"]
    options = line_items.shipping_options(work, params.get("shipping_options") or (), currency)
    subtotal = sum(line_items.unit_cost(work, item, currency) for item in items)
    discounts = params.get("discounts") or []
    if len(discounts) > 1:
        raise errors.invalid("You may only specify one discount.", param="discounts")
    coupon = None
    if discounts:
        known = {"currency": currency, "subtotal": subtotal, "customer": params.get("customer")}
        coupon = line_items.coupon_of(work, discounts[0], **known, param="discounts[0]")
    items, fields = line_items.order(
        work, items, currency=currency, coupon=coupon, shipping=options[0] if options else None
    )
    check_total(fields["amount_total"], currency, mode)
    shown = [{"coupon": coupon["id"], "promotion_code": discounts[0].get("promotion_code")}] if coupon else []
    return items, {"currency": currency, "discounts": shown, "shipping_options": options, **fields}


def check_total(total: int, currency: str, mode: str) -> None:
    """Check (400) that a total is neither below the smallest nor above the largest charge of its currency."""
    least, most = money.SMALLEST_CHARGE.get(currency, 1), money.largest_charge(currency)
    words = None
    if mode == "payment" and 0 < total < least:
        words = "small", f"add up to at least {money.shown(least, currency)}"
    elif total > most:
        words = "large", f"be no more than {money.shown(most, currency)}"
    if words:
        message = f"The Checkout Session's total amount due must {words[1]} {currency.upper()}"
        raise errors.invalid(message, code=f"amount_too_{words[0]}")


def _types(work: Work, params: Mapping[str, Any], mode: str, currency: str | None) -> dict[str, Any]:
    """Return the payment method types of a session, and the configuration they come from."""
    payment = mode != "setup"
    named = params.get("payment_method_types") or params.get("allowed_payment_method_types")
    if named:
        types = [kind for kind in named if takes(kind, currency if payment else None) or kind == "card"]
        return {"payment_method_types": types or list(named), "payment_method_configuration_details": None}
    configuration = chosen(work, params.get("payment_method_configuration"))
    refused = params.get("excluded_payment_method_types") or ()
    types = [kind for kind in offered(configuration, currency if payment else None) if kind not in refused]
    types.sort(key=lambda kind: (kind != "card", kind))
    return {"payment_method_types": types, "payment_method_configuration_details": details(configuration)}


def _of_mode(params: Mapping[str, Any], mode: str, customer: Any, types: Sequence[str]) -> dict[str, Any]:
    """Return the fields whose default depends on the mode."""
    creation = params.get("customer_creation")
    if creation and mode != "payment":
        raise errors.invalid(
            "`customer_creation` can only be used in `payment` mode.", param="customer_creation"
        )
    if customer is None and (params.get("invoice_creation") or {}).get("enabled"):
        creation = "always"
    if customer is None and creation is None:
        creation = {"payment": "if_required", "subscription": "always"}.get(mode)
    shown = merged(collection.options(mode, types), params.get("payment_method_options") or {})
    saved = {
        "allow_redisplay_filters": ["always"],
        "payment_method_remove": "disabled",
        "payment_method_save": None,
    }
    keeps = mode == "subscription" or (mode == "payment" and customer is not None)
    return {
        "customer_creation": None if customer is not None else creation,
        "invoice_creation": invoice_creation(params.get("invoice_creation")) if mode == "payment" else None,
        "payment_method_collection": (
            params.get("payment_method_collection") or ("if_required" if mode == "payment" else "always")
        ),
        "payment_method_options": shown,
        "saved_payment_method_options": (
            saved | dict(params.get("saved_payment_method_options") or {}) if keeps else None
        ),
    }


def invoice_creation(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return `invoice_creation` with every field."""
    names = ("account_tax_ids", "custom_fields", "description", "footer", "issuer", "rendering_options")
    data = dict.fromkeys(names) | {"metadata": {}} | dict((sent or {}).get("invoice_data") or {})
    return {"enabled": bool((sent or {}).get("enabled")), "invoice_data": data}


def _branding(work: Work, sent: Mapping[str, Any] | None) -> dict[str, Any]:
    account = work.find(objects.account, work.account)
    name = account.at("business_profile.name") if account else None
    look = {
        "background_color": "#ffffff",
        "border_style": "rounded",
        "button_color": "#0074d4",
        "font_family": "default",
    }
    return {
        **look,
        "display_name": name or "",
        "icon": None,
        "logo": None,
        **{key: value for key, value in (sent or {}).items() if value},
    }


def _recovery(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    recovery = (sent or {}).get("recovery")
    if not recovery:
        return None
    allows = bool(recovery.get("allow_promotion_codes"))
    return {
        "recovery": {
            "allow_promotion_codes": allows,
            "enabled": recovery["enabled"],
            "expires_at": None,
            "url": None,
        }
    }


def _details(email: str | None, mode: str) -> dict[str, Any] | None:
    """Return customer_details: null until an email is known."""
    if not email:
        return None
    empty = dict.fromkeys(("address", "business_name", "individual_name", "name", "phone", "tax_ids"))
    return {**empty, "email": email, "tax_exempt": None if mode == "setup" else "none"}


def _setup_intent(work: Work, session: CheckoutSession, params: Mapping[str, Any]) -> str:
    sent = params.get("setup_intent_data") or {}
    fields = {name: sent[name] for name in ("description", "metadata", "on_behalf_of") if sent.get(name)}
    intent = setup_intents.create(
        work,
        {
            **fields,
            "customer": session.customer,
            "allowed_payment_method_types": session.payment_method_types,
            "usage": "off_session",
        },
    )
    return work.change(intent, allowed_payment_method_types=None, _checkout_session=session.id).id


# -- reading -------------------------------------------------------------------------------------------------


@sessions.operation("checkout.sessions.retrieve")
def retrieve(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Return a session. 404 for an unknown id, in words of its own."""
    return known(work, session)


def known(work: Work, id: str) -> CheckoutSession:
    """Return the session of an id in a path."""
    if len(id) > ID_LENGTH:
        message = f"Invalid string: {id[:6]}…{id[-4:]}; must be at most {ID_LENGTH} characters"
        raise errors.Refusal(message, status=404, param="session")
    found = work.find(sessions, id)
    if found is None:
        raise errors.Refusal(f"No such checkout.session: {id}", status=404, code="resource_missing")
    return found


@sessions.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List sessions, newest first. 400 if a filter names what does not exist."""
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    asked = dict(params)
    email = (asked.pop("customer_details", None) or {}).get("email")
    return inherited.listed(work, sessions, asked, {"customer_details_email": email} if email else None)


@sessions.operation("checkout.sessions.line_items.list")
def list_items(work: Work, session: str, params: Mapping[str, Any]) -> Listing:
    """List the items of a session, in the order sent."""
    return items_page(work, known(work, session), params)


def recover(work: Work, session: CheckoutSession) -> CheckoutSession:
    """Open a copy of an expired session, at the address that its expiration gave."""
    params = {name: session[name] for name in RECOVERED if session.get(name)} | dict(
        session.get("_sent") or {}
    )
    buyer = "customer" if session.customer else "customer_email"
    recovery: Any = session.at("after_expiration.recovery")
    params |= {buyer: session.get(buyer), "allow_promotion_codes": recovery["allow_promotion_codes"] or None}
    items = [{**item, "id": objects.item.new_id(work.space)} for item in session.get("_items") or ()]
    return open_session(work, params, items=items, recovered_from=session.id)


def recoverable(session: Any, token: str, now: int) -> tuple[Space, CheckoutSession] | None:
    """Return the expired session of an unexpired recovery URL; else None. session: of the store."""
    id = token[: -RECOVERY_SECRET - 1]
    for space in session.spaces(sessions.table, id):
        found = session.load(sessions.table, space, id)
        known = found is not None and hmac.compare_digest(found.get("_recovery") or "", ids.digest(token))
        if known and found.at("after_expiration.recovery.expires_at") > now:
            return space, found
    return None


def items_page(work: Work, holder: Any, params: Mapping[str, Any]) -> Listing:
    """Return a page of the items of a session or a payment link."""
    found = [Document(line_items.shown(work, item)) for item in holder.get("_items") or ()]
    return inherited.sliced(objects.item, params, found)


@sessions.include("line_items")
def included_items(work: Work, session: CheckoutSession) -> dict[str, Any]:
    """Return the items as a list object, when it is expanded."""
    return items_within(work, session, f"/v1/checkout/sessions/{session.id}/line_items")


def items_within(work: Work, holder: Any, url: str) -> dict[str, Any]:
    """Return the items of a session or a payment link as a list object. Expanded lists show ten of them."""
    found = [line_items.shown(work, item) for item in (holder.get("_items") or ())[:SHOWN]]
    return {"object": "list", "data": found, "has_more": len(holder.get("_items") or ()) > SHOWN, "url": url}


# -- ending --------------------------------------------------------------------------------------------------


@sessions.operation("checkout.sessions.expire")
def expire(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Close an open session (else 400). Cancels its intent. Emits checkout.session.expired."""
    found = known(work, session)
    if found.status != "open":
        raise errors.invalid(only_open(found, "expired"))
    return close(work, found)


def only_open(session: CheckoutSession, done: str) -> str:
    """Return why something cannot be done with a session that is not open."""
    return (
        f'Only Checkout Sessions with a status in ["open"] can be {done}. This Checkout Session has a status'
        f" of {session.status}."
    )


@sessions.due(name="checkout.session.run_out")
def run_out(work: Work, session: CheckoutSession) -> None:
    """Expire a session that nobody completed in time."""
    if session.status == "open":
        close(work, session)


def close(work: Work, session: CheckoutSession) -> CheckoutSession:
    """Expire an open session. Its intent is canceled; an enabled recovery gets its URL."""
    after: Any = session.get("after_expiration")
    if after and after["recovery"]["enabled"]:
        token = ids.secret(f"{session.id}_", RECOVERY_SECRET)
        url = f"{work.services.base_url}/r/{token}"
        session = work.change(session, _recovery=ids.digest(token))
        after = {"recovery": {**after["recovery"], "expires_at": work.now + RECOVERY, "url": url}}
    expired = work.move(session, "expired", url=None, after_expiration=after)
    intent = work.find(objects.payment_intent, session.payment_intent)
    if intent is not None and intent.status in (
        "requires_payment_method",
        "requires_confirmation",
        "requires_action",
    ):
        payment_intents.cancel(work, intent, {})
    setup = work.find(objects.setup_intent, session.setup_intent)
    if setup is not None and setup.status in (
        "requires_payment_method",
        "requires_confirmation",
        "requires_action",
    ):
        setup_intents.cancel(work, setup, {})
    return work.latest(expired)
