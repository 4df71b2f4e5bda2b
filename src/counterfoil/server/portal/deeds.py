"""What the forms of the portal do, by the operations of the API and within the rules of the configuration.

Each deed gets a visit whose work writes, and what was sent; it returns where to go next, None for the end of
what was begun. A `Refusal` is shown on the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.errors import Refusal
from counterfoil.server import forms as typed
from counterfoil.server.portal.forms import ADDRESS, changeable, removable
from counterfoil.server.portal.visit import Visit, day, ends_at, period_end

# Calls an operation of the API: `call(work, "subscriptions.update", id, {...})`.
Call = Callable[..., Any]

FORBIDDEN = "This cannot be changed here. Please contact us."
ACTION_REQUIRED = "subscription_payment_intent_requires_action"
BACKWARDS = {"day": 1, "week": 7, "month": 30, "year": 365}


def wrong(field: str, message: str) -> Refusal:
    """Make a 422: a field of the form is wrong."""
    return Refusal(message, status=422, param=field)


def forbid(message: str = FORBIDDEN) -> Refusal:
    """Make a 403: the portal's rules do not allow this, whatever the page showed."""
    return Refusal(message, status=403)


# -- subscriptions -------------------------------------------------------------------------------------------


def cancel(call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str]) -> None:
    """Cancel a subscription, now or at the end of its period, as the configuration says."""
    rules = visit.on("subscription_cancel")
    if not rules or ends_at(subscription) is not None or subscription.schedule:
        raise forbid()
    reasons = rules["cancellation_reason"]
    told: dict[str, Any] = {}
    if reasons["enabled"] and sent.get("feedback") in reasons["options"]:
        told["feedback"] = sent["feedback"]
    elif reasons["enabled"] and sent.get("feedback") in (reasons.get("feedback_options") or ()):
        told["feedback_option"] = sent["feedback"]
    if reasons["enabled"] and sent.get("comment"):
        told["comment"] = sent["comment"][:5000]
    details = {"cancellation_details": told} if told else {}
    if rules["mode"] == "immediately":
        prorates = rules["proration_behavior"]
        params = {**details, "prorate": prorates != "none", "invoice_now": prorates == "always_invoice"}
        call(visit.work, "subscriptions.cancel", subscription.id, params)
        return
    # Of a flexible subscription the end is a fixed time.
    end: dict[str, Any] = {"cancel_at_period_end": True}
    if subscription.at("billing_mode.type") == "flexible":
        end = {"cancel_at": period_end(subscription), "proration_behavior": "none"}
    call(visit.work, "subscriptions.update", subscription.id, {**details, **end})


def renew(call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str]) -> None:
    """Take a cancellation at the end of the period back."""
    if not visit.on("subscription_cancel") or ends_at(subscription) is None or subscription.schedule:
        raise forbid()
    if subscription.cancel_at_period_end:
        params: dict[str, Any] = {"cancel_at_period_end": False}
    else:
        params = {"cancel_at": None, "proration_behavior": "none"}
    call(visit.work, "subscriptions.update", subscription.id, params)


def resume(call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str]) -> None:
    """Resume a paused subscription, and pay for it."""
    if not visit.on("subscription_pause") or subscription.status != "paused":
        raise forbid()
    call(
        visit.work, "subscriptions.resume", subscription.id, {"payment_behavior": "resume_on_payment_success"}
    )


def chosen_pause(visit: Visit, sent: Mapping[str, str]) -> tuple[str | None, int]:
    """Return the (interval, count) of the pause that a form asks for; None: until it is resumed."""
    rules = visit.on("subscription_pause")
    if not rules:
        raise forbid()
    duration = rules["duration"]
    if duration["type"] == "indefinite":
        return None, 1
    for option in duration["interval_options"]:
        if sent.get("duration") == f"{option['interval']}-{option['interval_count']}":
            return option["interval"], option["interval_count"]
    raise wrong("duration", "Please choose how long the subscription is to be paused.")


def stay(call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str]) -> None:
    """Accept the coupon that a flow of cancellation offers: nothing is canceled."""
    coupon = offered(visit)
    if coupon is None:
        raise forbid()
    call(visit.work, "subscriptions.update", subscription.id, {"discounts": [{"coupon": coupon}]})


def offered(visit: Visit) -> str | None:
    """Return the coupon that a flow of cancellation offers."""
    flow = (visit.flow or {}).get("subscription_cancel") or {}
    coupon: str | None = ((flow.get("retention") or {}).get("coupon_offer") or {}).get("coupon")
    return coupon


def changes(visit: Visit, subscription: Any, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of the update that a form asks for. 403 for what the rules do not allow."""
    rules = visit.on("subscription_update")
    if not rules or not changeable(subscription) or ends_at(subscription) is not None:
        raise forbid()
    given = (visit.flow or {}).get("subscription_update_confirm")
    item = subscription["items"]["data"][0]
    if given:
        asked = {name: value for name, value in given["items"][0].items() if value is not None}
        params: dict[str, Any] = {"items": [asked]}
        if given["discounts"]:
            kept = [{name: id for name, id in each.items() if id} for each in given["discounts"]]
            params["discounts"] = kept
    else:
        params = _asked(visit, rules, subscription, item, sent)
    params["proration_behavior"] = rules["proration_behavior"]
    goes_on = subscription.status == "trialing" and rules.get("trial_update_behavior") == "continue_trial"
    if rules.get("billing_cycle_anchor") == "now" and not goes_on:
        params["billing_cycle_anchor"] = {"type": "now"}
    if subscription.status == "trialing" and not goes_on:
        params["trial_end"] = "now"
    return params


def _asked(
    visit: Visit, rules: Mapping[str, Any], subscription: Any, item: Any, sent: Mapping[str, str]
) -> dict[str, Any]:
    """Return the items and discounts that a form asks for, within the rules."""
    allowed = rules["default_allowed_updates"]
    price, quantity = sent.get("price") or item["price"]["id"], item["quantity"] or 1
    terms = [each for each in visit.products(subscription) if price in each["prices"]]
    if price != item["price"]["id"] and ("price" not in allowed or not terms):
        raise forbid()
    count = sent.get("quantity", "").strip()
    if count and count != str(quantity):
        if "quantity" not in allowed:
            raise forbid()
        if not count.isascii() or not count.isdigit() or not 1 <= len(count) <= 6:
            raise wrong("quantity", "The quantity is a whole number.")
        quantity = int(count)
    limits = terms[0]["adjustable_quantity"] if terms else {}
    if limits.get("enabled"):
        least, most = limits["minimum"], limits["maximum"]
        if quantity < least or (most is not None and quantity > most):
            raise wrong(
                "quantity", f"The quantity is at least {least}" + (f" and at most {most}." if most else ".")
            )
    elif quantity < 1:
        raise wrong("quantity", "The quantity is at least 1.")
    asked: dict[str, Any] = {"id": item["id"], "quantity": quantity}
    if price != item["price"]["id"]:
        asked["price"] = price
    params: dict[str, Any] = {"items": [asked]}
    code = sent.get("promotionCode", "").strip()
    if code:
        found = visit.work.first(objects.promotion_code, _code=code.lower(), active=True)
        if "promotion_code" not in allowed or found is None:
            raise wrong("promotionCode", "This code is invalid.")
        params["discounts"] = [{"promotion_code": found.id}]
    return params


def update(call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str], back: str) -> str | None:
    """Change a subscription, now, or at the end of its period where the configuration says so.

    A payment that must be authenticated makes the change wait for that. Returns where 3D Secure leads, if it
    must; it comes back to `back`.
    """
    params = changes(visit, subscription, sent)
    try:
        with visit.work.undone_if_refused():
            _change(call, visit, subscription, params, "error_if_incomplete")
    except Refusal as refusal:
        # Discounts cannot wait.
        if refusal.code != ACTION_REQUIRED or "discounts" in params:
            raise
    else:
        return None
    _change(call, visit, subscription, params, "pending_if_incomplete")
    held = visit.work.get(objects.subscription, subscription.id)
    payment = visit.work.first(objects.invoice_payment, invoice=held.latest_invoice)
    assert payment is not None, "an invoice that awaits authentication has a payment"
    intent = payment.payment.payment_intent
    confirmed = call(visit.work, "payment_intents.confirm", intent, {"return_url": back})
    action = (confirmed["next_action"] or {}).get("redirect_to_url") or {}
    url: str | None = action.get("url")
    return url


def authenticated(call: Call, visit: Visit, subscription: Any, intent: str) -> bool:
    """Whether 3D Secure was passed for a change that waits for it. If not, there is no change."""
    found = visit.work.find(objects.payment_intent, intent)
    if found is None or found.customer != visit.customer["id"]:
        return False
    if found.status == "succeeded":
        return True
    if subscription is not None and subscription.pending_update:
        payment = visit.work.first(objects.invoice_payment, invoice=subscription.latest_invoice)
        if payment is not None and payment.payment.payment_intent == intent:
            call(visit.work, "invoices.void_invoice", subscription.latest_invoice, {})
    return False


def _change(
    call: Call, visit: Visit, subscription: Any, params: Mapping[str, Any], payment_behavior: str
) -> None:
    if _waits(visit, subscription, params):
        _schedule(call, visit.work, subscription, params)
    else:
        sent = {**params, "payment_behavior": payment_behavior}
        call(visit.work, "subscriptions.update", subscription.id, sent)


def foretold(
    call: Call, visit: Visit, subscription: Any, sent: Mapping[str, str]
) -> tuple[Mapping[str, Any], list[str]]:
    """Return the invoice that bills a change, and notes on when it does, by rehearsing the change."""
    work = visit.work
    with work.rehearsal():
        _change(call, visit, subscription, changes(visit, subscription, sent), "default_incomplete")
        changed = work.get(objects.subscription, subscription.id)
        if changed.latest_invoice != subscription.latest_invoice:
            return work.get(objects.invoice, changed.latest_invoice), ["Due today"]
        invoice = call(work, "invoices.create_preview", {"subscription": subscription.id})
        waits = changed.schedule != subscription.schedule
        note = f"The change takes effect on {day(period_end(subscription))}."
        return invoice, ["Next invoice", *([note] if waits else [])]


def _waits(visit: Visit, subscription: Any, params: Mapping[str, Any]) -> bool:
    """Whether a change takes effect at the end of the period only."""
    rules = visit.on("subscription_update")
    conditions = [
        each["type"] for each in (rules.get("schedule_at_period_end") or {}).get("conditions") or ()
    ]
    if not conditions:
        return False
    item, asked = subscription["items"]["data"][0], params["items"][0]
    new = visit.work.get(objects.price, asked.get("price") or item["price"]["id"])
    old, quantity = item["price"], item["quantity"] or 1
    before = (old["unit_amount"] or 0) * quantity
    after = (new.unit_amount or 0) * asked.get("quantity", quantity)
    return ("decreasing_item_amount" in conditions and after < before) or (
        "shortening_interval" in conditions and _length(new) < _length(old)
    )


def _length(price: Mapping[str, Any]) -> int:
    recurring = price["recurring"]
    return BACKWARDS[recurring["interval"]] * int(recurring["interval_count"])


def _schedule(call: Call, work: Work, subscription: Any, params: Mapping[str, Any]) -> None:
    """Change a subscription at the end of its period, by a schedule. Its trial and its discounts go on."""
    made = call(work, "subscription_schedules.create", {"from_subscription": subscription.id})
    now, asked = _as_sent(made["phases"][0]), params["items"][0]
    [item] = now["items"]
    changed = {name: asked[name] for name in ("price", "quantity") if name in asked}
    then = {
        "items": [{**item, **changed}],
        "start_date": now["end_date"],
        "default_tax_rates": now["default_tax_rates"],
        "discounts": params.get("discounts") or now["discounts"],
    }
    sent = {"phases": [now, then], "end_behavior": "release"}
    call(work, "subscription_schedules.update", made["id"], sent)


def _as_sent(phase: Mapping[str, Any]) -> dict[str, Any]:
    """Return a phase as a parameter, with what a subscription would lose if it were left out."""

    def named(holder: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [{name: id for name, id in each.items() if id} for each in holder["discounts"]]

    items = [
        {
            "price": item["price"],
            "quantity": item["quantity"],
            "billing_thresholds": item["billing_thresholds"],
            "discounts": named(item),
            "metadata": item["metadata"],
            "tax_rates": [rate["id"] for rate in item["tax_rates"]],
        }
        for item in phase["items"]
    ]
    return {
        "items": items,
        "start_date": phase["start_date"],
        "end_date": phase["end_date"],
        "trial_end": phase["trial_end"],
        "discounts": named(phase),
        "default_tax_rates": [rate["id"] for rate in phase["default_tax_rates"]],
    }


# -- payment methods -----------------------------------------------------------------------------------------


def add_card(call: Call, visit: Visit, sent: Mapping[str, str], back: str) -> str | None:
    """Set a card up for the customer and make it their default. Returns where 3D Secure leads, if it must."""
    if not visit.on("payment_method_update"):
        raise forbid()
    problem = typed.card_problem(sent)
    if problem:
        raise wrong(*problem)
    params = {
        "customer": visit.customer["id"],
        "payment_method_data": typed.card(sent),
        "payment_method_types": ["card"],
        "usage": "off_session",
        "confirm": True,
        "return_url": back,
    }
    intent = call(visit.work, "setup_intents.create", params)
    if intent["status"] == "succeeded":
        _make_default(call, visit, intent["payment_method"])
        return None
    action = (intent["next_action"] or {}).get("redirect_to_url") or {}
    url: str | None = action.get("url")
    return url


def returned(call: Call, visit: Visit, intent: str) -> bool:
    """Make the card default that 3D Secure was passed for. False if it was not."""
    found = visit.work.find(objects.setup_intent, intent)
    if found is None or found.customer != visit.customer["id"] or found.status != "succeeded":
        return False
    if found.payment_method != visit.default_method():
        _make_default(call, visit, str(found.payment_method))
    return True


def default(call: Call, visit: Visit, id: str) -> None:
    """Make one of the customer's methods their default."""
    if not visit.on("payment_method_update") or id not in [each.id for each in visit.methods()]:
        raise forbid()
    _make_default(call, visit, id)


def remove(call: Call, visit: Visit, id: str) -> None:
    """Detach a method, unless it is the only one that a subscription has."""
    known = [each.id for each in visit.methods()]
    if not visit.on("payment_method_update") or id not in known or not removable(visit, id):
        raise forbid()
    call(visit.work, "payment_methods.detach", id, {})


def _make_default(call: Call, visit: Visit, id: str) -> None:
    settings = {"invoice_settings": {"default_payment_method": id}}
    call(visit.work, "customers.update", visit.customer["id"], settings)


# -- details -------------------------------------------------------------------------------------------------


def save_details(call: Call, visit: Visit, sent: Mapping[str, str]) -> None:
    """Change the details that the configuration allows."""
    rules = visit.on("customer_update")
    if not rules:
        raise forbid()
    allowed = rules["allowed_updates"]
    named = (name for name in ("name", "email", "phone") if name in allowed and name in sent)
    params: dict[str, Any] = {name: sent[name].strip() or None for name in named}
    if "email" in params and "@" not in (params["email"] or ""):
        raise wrong("email", "Your email is invalid.")
    for part in ("address", "shipping"):
        address = {name: sent.get(f"{part}-{name}") or None for name in ADDRESS}
        if part in allowed and any(address.values()):
            name = params.get("name") or visit.customer.get("name") or ""
            params[part] = address if part == "address" else {"name": name, "address": address}
    if params:
        call(visit.work, "customers.update", visit.customer["id"], params)
    if "tax_id" in allowed and sent.get("taxIdValue"):
        tax_id = {"type": sent.get("taxIdType") or "", "value": sent["taxIdValue"]}
        call(visit.work, "customers.tax_ids.create", visit.customer["id"], tax_id)
