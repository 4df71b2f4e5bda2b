"""Completing a session: the buyer's details and method become a payment or setup; its outcome completes it.

The hosted page, the embedded one and the official CLI complete a session alike (`payment_pages`). What comes
of the intent arrives as its events, at once or later, so 3D Secure and delayed methods need nothing of their
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import CheckoutSession
from counterfoil.resources.billing import coupons, promotion_codes
from counterfoil.resources.checkout.sessions.life import known, sessions
from counterfoil.resources.core.customers import life
from counterfoil.resources.payments import payment_intents, payment_methods, setup_intents

NOT_OPEN = "This Checkout Session is no longer open: it has a status of {status}."
CHANGED = "The total of this Checkout Session is {total}, not {expected}."
# Whoever submits the page with a bank account accepts its mandate there.
MANDATED = ("acss_debit", "au_becs_debit", "bacs_debit", "sepa_debit", "us_bank_account")
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
    if session.mode == "subscription":
        raise errors.not_implemented("payment_pages.confirm (in subscription mode)")
    session = _record_buyer(work, session, buyer)
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
        _pay(work, session, method, return_url)
    return work.latest(session)


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


def _pay(work: Work, session: CheckoutSession, method: str, return_url: str | None) -> None:
    """Attempt the payment, with the intent of an earlier attempt if there is one."""
    intent = work.find(objects.payment_intent, session.payment_intent)
    if intent is None:
        data = session.get("_sent", {}).get("payment_intent_data") or {}
        fields = {name: data[name] for name in COPIED if data.get(name) is not None}
        fields |= {
            "amount": session.amount_total,
            "currency": session.currency,
            "customer": _customer(work, session),
        }
        kinds = {
            "automatic_payment_methods": None,
            "payment_method_configuration_details": session.payment_method_configuration_details,
            "payment_method_types": session.payment_method_types,
        }
        intent = payment_intents.open_intent(work, fields, kinds, _checkout_session=session.id)
        session = work.change(session, payment_intent=intent.id)
    elif intent.amount != session.amount_total:
        intent = work.change(intent, amount=int(session.amount_total or 0))
    payment_intents.choose_and_pay(work, intent, _confirming(work, session, method, return_url))


def _record_buyer(work: Work, session: CheckoutSession, buyer: Mapping[str, Any]) -> CheckoutSession:
    """Write what the buyer entered. Fields that a page does not ask for stay as they are."""
    known_details = dict(session.customer_details or {})
    empty = dict.fromkeys(("address", "business_name", "email", "individual_name", "name", "phone"))
    entered = {name: buyer[name] for name in ("address", "email", "name", "phone") if buyer.get(name)}
    tax = {"tax_exempt": "none", "tax_ids": buyer.get("tax_ids") or []}
    collected = {
        "business_name": None,
        "individual_name": None,
        "shipping_details": None,
        **(session.collected_information or {}),
    }
    if buyer.get("shipping"):
        collected["shipping_details"] = buyer["shipping"]
    changed: dict[str, Any] = {
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
    return {**field, kind: {**field[kind], "value": answers.get(field["key"])}}


def _customer(work: Work, session: CheckoutSession) -> str | None:
    """Return the customer of a session, created now if the session creates one."""
    if session.customer or session.customer_creation != "always":
        return session.customer
    details: Mapping[str, Any] = session.get("customer_details") or {}
    sent = {name: details[name] for name in ("address", "email", "name", "phone") if details.get(name)}
    return life.create(work, sent).id


# -- outcomes ------------------------------------------------------------------------------------------------


def _complete(work: Work, session: CheckoutSession, payment_status: str, **fields: Any) -> CheckoutSession:
    """Complete a session. Counts the discounts it used. Emits checkout.session.completed."""
    for discount in session.get("discounts") or ():
        coupon, code = (
            work.find(objects.coupon, discount["coupon"]),
            work.find(objects.promotion_code, discount["promotion_code"]),
        )
        if coupon is not None:
            coupons.count(work, coupon)
        if code is not None:
            promotion_codes.count(work, code)
    if session.customer is None:
        fields.setdefault("customer", _customer(work, session))
    return work.move(session, "complete", payment_status=payment_status, url=None, **fields)


def _session_of(work: Work, intent: Mapping[str, Any]) -> CheckoutSession | None:
    resource = objects.of(intent)
    return work.find(sessions, work.hidden(resource, intent["id"]).get("_checkout_session"))


@sessions.on("payment_intent.succeeded")
def paid(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of an intent that succeeded, or tell of a delayed payment that did."""
    session = _session_of(work, intent)
    if session is None:
        return
    if session.status == "open":
        _complete(work, session, "paid", customer=intent.get("customer") or session.customer)
    elif session.payment_status == "unpaid":
        done = work.change(session, payment_status="paid")
        if intent.get("processing") is not None or session.get("_delayed"):
            work.emit("checkout.session.async_payment_succeeded", done)


@sessions.on("payment_intent.processing")
def delayed(work: Work, intent: Mapping[str, Any]) -> None:
    """Complete the session of a payment whose outcome comes later: it is not paid yet."""
    session = _session_of(work, intent)
    if session is not None and session.status == "open":
        _complete(work, session, "unpaid", customer=intent.get("customer") or session.customer, _delayed=True)


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
    if session is not None and session.status == "open":
        _complete(work, session, "no_payment_required")
