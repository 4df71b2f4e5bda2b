"""Completing a session: the buyer's details and method become a payment or setup; its outcome completes it.

The hosted page, the embedded one and the official CLI complete a session alike (`payment_pages`). What comes
of the intent arrives as its events, at once or later, so 3D Secure and delayed methods need nothing of their
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors, objects
from counterfoil.kernel.shapes import CheckoutSession, PaymentIntent, Subscription
from counterfoil.networks import debits
from counterfoil.resources.billing import coupons, promotion_codes, tax_ids
from counterfoil.resources.checkout.sessions import invoicing, subscribing
from counterfoil.resources.checkout.sessions.life import check_total, known, sessions
from counterfoil.resources.core.customers import life
from counterfoil.resources.payments import payment_intents, payment_methods, setup_intents

NOT_OPEN = "This Checkout Session is no longer open: it has a status of {status}."
CHANGED = "The total of this Checkout Session is {total}, not {expected}."
# Whoever submits the page with a bank account accepts its mandate there.
MANDATED = debits.KINDS
# Next actions that a buyer takes when the session is over.
ELSEWHERE = (
    "boleto_display_details",
    "display_bank_transfer_instructions",
    "konbini_display_details",
    "multibanco_display_details",
    "oxxo_display_details",
    "verify_with_microdeposits",
)
ONLINE = {"ip_address": None, "user_agent": None}
COPIED = (
    "application_fee_amount", "capture_method", "description", "metadata", "on_behalf_of", "receipt_email",
    "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_data",
    "transfer_group",
)  # fmt: skip


@sessions.operation("payment_pages.retrieve")
def page(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Return the session that a page shows."""
    return known(work, session)


@sessions.operation("payment_pages.init")
def init(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Return the session that a page is opened for."""
    return known(work, session)


@sessions.operation("payment_pages.confirm")
def confirm(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Complete an open session with a payment method. 402 if it is declined: the session stays open."""
    found = known(work, session)
    expected = params.get("expected_amount")
    if expected is not None and found.amount_total is not None and expected != found.amount_total:
        raise errors.invalid(
            CHANGED.format(total=found.amount_total, expected=expected), param="expected_amount"
        )
    method = None
    if params.get("payment_method"):
        method = payment_methods.obtain(work, params["payment_method"])
    details = method.billing_details if method else {}
    buyer = {name: details.get(name) for name in ("address", "email", "name", "phone") if details.get(name)}
    return submit(work, found, method.id if method else None, buyer)


def submit(
    work: Work,
    session: CheckoutSession,
    method: str | None,
    buyer: Mapping[str, Any],
    *,
    return_url: str | None = None,
) -> CheckoutSession:
    """Take a buyer's submission: record who they are and attempt what the session is for.

    method: id of a payment method, None where none is needed. buyer: what they entered: email, name, phone,
    address, shipping, custom fields, consent. Raises 402 for a decline, which is recorded.
    """
    if session.status != "open":
        raise errors.invalid(NOT_OPEN.format(status=session.status))
    if session.mode == "payment":
        check_total(int(session.amount_total or 0), str(session.currency), session.mode)
    session = _record_buyer(work, session, buyer)
    if session.mode == "subscription":
        return _subscribe(work, session, method, return_url)
    due = session.mode == "setup" or session.amount_total
    if not due:
        return _complete(work, session, "no_payment_required")
    if method is None:
        raise errors.required("payment_method")
    if session.mode == "setup":
        setup_intents.confirm(
            work,
            work.get(objects.setup_intent, session.setup_intent),
            _confirming(work, session, method, return_url),
        )
    else:
        _pay(work, session, method, return_url, buyer.get("payment_method_options") or {})
    return work.latest(session)


def _subscribe(
    work: Work, session: CheckoutSession, method: str | None, return_url: str | None
) -> CheckoutSession:
    """Attempt what begins a subscription; one that asks for no method is created at once."""
    wanted = bool(session.amount_total) or session.payment_method_collection == "always"
    if method is None:
        if wanted:
            raise errors.required("payment_method")
        customer = str(_customer(work, session))
        made = subscribing.subscribe(work, session, customer)
        return _complete(work, session, "no_payment_required", **_subscribed(made), customer=customer)
    customer_id = session.customer
    if customer_id is None and (session.get("_subscribes_first") or not session.amount_total):
        customer_id = _customer(work, session)
        session = work.change(session, customer=customer_id)
    subscribing.attempt(work, session, customer_id, method, _confirming(work, session, method, return_url))
    return work.latest(session)


def _subscribed(subscription: Subscription) -> dict[str, Any]:
    return {"subscription": subscription.id, "invoice": subscription.latest_invoice}


def _confirming(work: Work, session: CheckoutSession, method: str, return_url: str | None) -> dict[str, Any]:
    home = (
        return_url
        or session.success_url
        or session.return_url
        or f"{work.services.base_url}/c/pay/{session.id}"
    )
    params: dict[str, Any] = {"payment_method": method, "return_url": home}
    if payment_methods.load(work, method).type in MANDATED:
        params["mandate_data"] = {"customer_acceptance": {"type": "online", "online": ONLINE}}
    return params


def _pay(
    work: Work,
    session: CheckoutSession,
    method: str,
    return_url: str | None,
    options: Mapping[str, Any],
) -> None:
    """Attempt the payment, with the intent of an earlier attempt if there is one.

    options: `payment_method_options` of this attempt, such as the code of an app.
    """
    intent = work.find(objects.payment_intent, session.payment_intent)
    if intent is None:
        data = session.get("_sent", {}).get("payment_intent_data") or {}
        fields = {name: data[name] for name in COPIED if data.get(name) is not None}
        fields |= {
            "payment_method_options": _options(session),
            "amount": session.amount_total,
            "currency": session.currency,
            "customer": session.customer,
        }
        shipping: Any = session.at("collected_information.shipping_details")
        if shipping and "shipping" not in fields:
            fields["shipping"] = {"name": shipping["name"], "address": dict(shipping["address"])}
        if session.get("_save") and session.customer:
            fields.setdefault("setup_future_usage", "on_session")
        kinds = {
            "automatic_payment_methods": None,
            "payment_method_configuration_details": session.payment_method_configuration_details,
            "payment_method_types": session.payment_method_types,
        }
        intent = payment_intents.open_intent(work, fields, kinds, _checkout_session=session.id)
        session = work.change(session, payment_intent=intent.id)
    elif intent.amount != session.amount_total:
        intent = work.change(intent, amount=int(session.amount_total or 0))
    if session.get("_save") and session.customer:
        work.change(payment_methods.load(work, method), allow_redisplay="always")
    confirming = _confirming(work, session, method, return_url)
    if options:
        confirming["payment_method_options"] = options
    payment_intents.choose_and_pay(work, intent, confirming)


def _options(session: CheckoutSession) -> dict[str, Any]:
    """Return the options of the session's types that its intent has too."""
    sent = session.get("_sent", {}).get("payment_method_options") or {}
    web = {"wechat_pay": {"client": "web"}} if "wechat_pay" in session.payment_method_types else {}
    return {**web, **sent}


def _record_buyer(work: Work, session: CheckoutSession, buyer: Mapping[str, Any]) -> CheckoutSession:
    """Write what the buyer entered. Fields that a page does not ask for stay as they are."""
    known_details = dict(session.customer_details or {})
    empty = dict.fromkeys(("address", "business_name", "email", "individual_name", "name", "phone"))
    entered = {name: buyer[name] for name in ("address", "email", "name", "phone") if buyer.get(name)}
    tax = {"tax_exempt": "none", "tax_ids": buyer.get("tax_ids") or []}
    if session.customer_email or (session.customer and known_details.get("email")):
        entered.pop("email", None)
    if buyer.get("business_name"):
        entered |= {"business_name": buyer["business_name"], "name": buyer["business_name"]}
    collected = {
        "business_name": None,
        "individual_name": None,
        "shipping_details": None,
        **(session.collected_information or {}),
    }
    if buyer.get("shipping"):
        collected["shipping_details"] = buyer["shipping"]
    if buyer.get("business_name"):
        collected["business_name"] = buyer["business_name"]
    changed: dict[str, Any] = {
        "_save": bool(buyer.get("save")) or None,
        "customer_details": {**empty, **known_details, **tax, **entered},
        "collected_information": collected,
    }
    if buyer.get("custom_fields"):
        changed["custom_fields"] = [
            _answered(each, buyer["custom_fields"]) for each in session.custom_fields or ()
        ]
    if buyer.get("consent"):
        changed["consent"] = {"promotions": None, "terms_of_service": None, **buyer["consent"]}
    return work.change(session, **changed)


def _answered(field: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    kind = field["type"]
    return {**field, kind: {**field[kind], "value": answers.get(field["key"]) or None}}


def _customer(work: Work, session: CheckoutSession) -> str | None:
    """Return the customer of a session, created now if the session creates one."""
    if session.customer or session.customer_creation != "always":
        return session.customer
    details: Mapping[str, Any] = session.get("customer_details") or {}
    sent = {name: details[name] for name in ("address", "email", "name", "phone") if details.get(name)}
    shipping: Any = session.at("collected_information.shipping_details")
    if shipping:
        sent["shipping"] = {"name": shipping["name"], "address": dict(shipping["address"])}
    if details.get("tax_ids"):
        sent["tax_id_data"] = [dict(each) for each in details["tax_ids"]]
    return life.create(work, sent).id


@payment_intents.on_approval
def create_customer(work: Work, intent: PaymentIntent) -> PaymentIntent:
    """Create the customer of a session whose payment is approved: a decline creates none."""
    session = _session_of(work, intent)
    if session is None or intent.customer or session.customer_creation != "always":
        return intent
    return work.change(intent, customer=_customer(work, session))


def _update_customer(work: Work, session: CheckoutSession) -> None:
    """Write to the customer what the session says that it may (`customer_update`)."""
    wanted: Mapping[str, Any] = session.get("_sent", {}).get("customer_update") or {}
    customer = work.find(objects.customer, session.customer)
    details: Mapping[str, Any] = session.get("customer_details") or {}
    if customer is None or not wanted:
        return
    shipping: Any = session.at("collected_information.shipping_details")
    values = {"address": details.get("address"), "name": details.get("name"), "shipping": shipping}
    changed = {name: value for name, value in values.items() if wanted.get(name) == "auto" and value}
    if changed:
        work.update(customer, changed)
    for each in details.get("tax_ids") or ():
        tax_ids.add(work, each, customer)


# -- outcomes ------------------------------------------------------------------------------------------------


def _complete(work: Work, session: CheckoutSession, payment_status: str, **fields: Any) -> CheckoutSession:
    """Complete a session. Counts the discounts it used. Emits checkout.session.completed."""
    redeemed = session.mode == "subscription" or fields.get("invoice")  # with what it made
    for discount in () if redeemed else session.get("discounts") or ():
        coupon, code = (
            work.find(objects.coupon, discount["coupon"]),
            work.find(objects.promotion_code, discount["promotion_code"]),
        )
        if coupon is not None:
            coupons.count(work, coupon)
        if code is not None:
            promotion_codes.count(work, code)
    if session.customer is None:
        fields["customer"] = fields.get("customer") or _customer(work, session)
    else:
        _update_customer(work, session)
    return work.move(session, "complete", payment_status=payment_status, url=None, **fields)


def _session_of(work: Work, intent: Mapping[str, Any]) -> CheckoutSession | None:
    resource = objects.of(intent)
    return work.find(sessions, work.hidden(resource, intent["id"]).get("_checkout_session"))


def _complete_payment(
    work: Work, session: CheckoutSession, intent: Mapping[str, Any], payment_status: str, **fields: Any
) -> None:
    """Complete the session of a payment; in subscription mode, with the subscription that it begins."""
    customer = intent.get("customer") or session.customer
    if session.mode == "subscription":
        made = subscribing.subscribe(
            work,
            session,
            str(customer),
            method=intent.get("payment_method"),
            intent=_whole(work, intent),
        )
        fields |= _subscribed(made)
    elif session.at("invoice_creation.enabled") and customer:
        fields["invoice"] = invoicing.of_payment(work, session, str(customer), _whole(work, intent)).id
    _complete(work, session, payment_status, customer=customer, **fields)


def _whole(work: Work, intent: Mapping[str, Any]) -> PaymentIntent:
    return work.get(objects.payment_intent, intent["id"])


@sessions.on("payment_intent.succeeded")
def paid(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of an intent that succeeded, or tell of a delayed payment that did."""
    session = _session_of(work, intent)
    if session is None:
        return
    if session.status == "open":
        _complete_payment(work, session, intent, "paid")
    elif session.payment_status == "unpaid":
        done = work.change(session, payment_status="paid")
        if intent.get("processing") is not None or session.get("_delayed"):
            work.emit("checkout.session.async_payment_succeeded", done)


@sessions.on("payment_intent.requires_action")
def awaited(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of a payment that is made elsewhere: vouchers, transfers, unverified accounts.

    Redirects and 3D Secure come back to the session instead.
    """
    if Document(intent).at("next_action.type") in ELSEWHERE:
        delayed(work, intent)


@sessions.on("payment_intent.processing")
def delayed(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of a payment whose outcome comes later: it is not paid yet."""
    session = _session_of(work, intent)
    if session is not None and session.status == "open":
        _complete_payment(work, session, intent, "unpaid", _delayed=True)


@sessions.on("payment_intent.amount_capturable_updated")
def held(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of an authorized payment: it is paid when it is captured."""
    session = _session_of(work, intent)
    if session is not None and session.status == "open":
        _complete(work, session, "unpaid", customer=intent.get("customer") or session.customer)


@sessions.on("payment_intent.payment_failed")
def failed(work: Work, intent: Mapping[str, Any]) -> None:
    """Tell of a delayed payment that failed."""
    session = _session_of(work, intent)
    if session is not None and session.get("_delayed") and session.payment_status == "unpaid":
        work.emit("checkout.session.async_payment_failed", work.change(session, _delayed=None))


@sessions.on("setup_intent.succeeded")
def set_up(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of a setup that succeeded."""
    session = _session_of(work, intent)
    if session is None or session.status != "open":
        return
    if session.mode == "subscription":
        customer, method = str(intent["customer"]), intent["payment_method"]
        made = subscribing.subscribe(work, session, customer, method=method)
        _complete(work, session, "no_payment_required", **_subscribed(made), customer=customer)
    else:
        _complete(work, session, "no_payment_required")
