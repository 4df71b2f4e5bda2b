"""What people see in the portal. Each function makes the content of a page from a visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from counterfoil.kernel import ids, objects
from counterfoil.server import html
from counterfoil.server.forms import card_fields, field
from counterfoil.server.portal.visit import (
    Visit,
    day,
    ends_at,
    item_text,
    period_end,
    product_name,
)

SHOWN = 24  # invoices
ADDRESS = {
    "line1": "Address",
    "line2": "Address line 2",
    "city": "City",
    "state": "State",
    "postal_code": "Postal code",
    "country": "Country",
}
REASONS = {
    "too_expensive": "It is too expensive",
    "missing_features": "Some features are missing",
    "switched_service": "I found another service",
    "unused": "I do not use it enough",
    "customer_service": "I was not content with the support",
    "too_complex": "It is too hard to use",
    "low_quality": "The quality was lower than expected",
    "other": "Another reason",
}


# -- home ----------------------------------------------------------------------------------------------------


def home(visit: Visit, *, every: bool = False) -> str:
    """All that the customer may see, by features. every: all invoices, not the newest only."""
    profile = visit.configuration["business_profile"]
    parts = [html.paragraph(profile["headline"]) if profile["headline"] else "", _subscriptions(visit)]
    if visit.on("payment_method_update"):
        parts.append(_methods(visit))
    if visit.on("customer_update"):
        parts.append(_details(visit))
    if visit.on("invoice_history"):
        parts.append(_invoices(visit, every=every))
    if visit.session["return_url"]:
        parts.append(
            f'<p><a href="{escape(visit.session["return_url"])}" data-test="return-to-business-link">'
            "Return to the business</a></p>"
        )
    for name, label in (("terms_of_service_url", "Terms"), ("privacy_policy_url", "Privacy")):
        if profile[name]:
            parts.append(f'<p><a href="{escape(profile[name])}">{label}</a></p>')
    return "".join(parts)


def _subscriptions(visit: Visit) -> str:
    parts = ["<h2>Subscriptions</h2>"]
    found = visit.subscriptions()
    if not found:
        parts.append(html.paragraph("There is no current subscription."))
    for subscription in found:
        parts.append(f'<section data-test="subscription" id="{escape(subscription.id)}">')
        for item in subscription["items"]["data"]:
            text = f"{item_text(visit.work, item)}: {visit.price_text(item['price'])}"
            parts.append(html.paragraph(text))
        parts.append(html.paragraph(standing(subscription)))
        parts.append(_links(visit, subscription))
        parts.append("</section>")
    return "".join(parts)


def standing(subscription: Mapping[str, Any]) -> str:
    """Say what comes next in a subscription."""
    end = ends_at(subscription)
    if end is not None:
        return f"It will be canceled on {day(end)}."
    status = subscription["status"]
    if status == "trialing":
        return f"The trial lasts until {day(subscription['trial_end'])}."
    if status == "paused" or subscription["pause_collection"]:
        return "It is paused."
    if status in ("past_due", "unpaid"):
        return "The last payment has failed."
    return f"It renews on {day(period_end(subscription))}."


def _links(visit: Visit, subscription: Any) -> str:
    id = escape(subscription.id)
    parts = []
    if subscription.status in ("past_due", "unpaid"):
        last = next((each for each in visit.invoices() if each.status == "open"), None)
        if last is not None and last.hosted_invoice_url:
            parts.append(f'<p><a href="{escape(last.hosted_invoice_url)}">Pay now</a></p>')
    if subscription.status == "paused":
        if visit.on("subscription_pause"):
            button = '<button data-test="resume-subscription">Resume plan</button>'
            parts.append(_form(visit, f"resume/{id}", button))
        return "".join(parts)
    if ends_at(subscription) is not None:
        if visit.on("subscription_cancel") and not subscription.schedule:
            parts.append(
                _form(visit, f"renew/{id}", '<button data-test="renew-subscription">Renew plan</button>')
            )
        return "".join(parts)
    if visit.on("subscription_update"):
        if changeable(subscription):
            parts.append(_link(visit, f"update/{id}", "Update plan", "update-subscription"))
        else:
            parts.append(html.paragraph("To change this subscription, contact us."))
    if visit.on("subscription_pause") and pausable(subscription):
        parts.append(_link(visit, f"pause/{id}", "Pause plan", "pause-subscription"))
    if visit.on("subscription_cancel") and not subscription.schedule:
        parts.append(_link(visit, f"cancel/{id}", "Cancel plan", "cancel-subscription"))
    return "".join(parts)


def pausable(subscription: Mapping[str, Any]) -> bool:
    """Whether the portal can pause a subscription: a flexible one without a schedule."""
    mode = (subscription.get("billing_mode") or {}).get("type")
    active = subscription["status"] in ("active", "trialing", "past_due")
    return active and mode == "flexible" and not subscription["schedule"]


def changeable(subscription: Mapping[str, Any]) -> bool:
    """Whether the portal can change a subscription: one licensed item, without a schedule."""
    items = subscription["items"]["data"]
    return (
        len(items) == 1
        and not subscription["schedule"]
        and items[0]["price"]["recurring"]["usage_type"] == "licensed"
    )


def _methods(visit: Visit) -> str:
    parts = ["<h2>Payment methods</h2>"]
    default = visit.default_method()
    for method in visit.methods():
        text = method_text(method) + (" (default)" if method.id == default else "")
        parts.append(f'<section data-test="payment-method">{html.paragraph(text)}')
        if method.id != default:
            parts.append(_form(visit, f"default/{method.id}", "<button>Make default</button>"))
        if removable(visit, method.id):
            parts.append(_form(visit, f"remove/{method.id}", "<button>Delete</button>"))
        parts.append("</section>")
    parts.append(_link(visit, "payment_method", "Add payment method", "add-payment-method"))
    return "".join(parts)


def method_text(method: Mapping[str, Any]) -> str:
    """Name a payment method: "visa •••• 4242, expires 12/2030"."""
    card = method.get("card")
    if card:
        return f"{card['brand']} •••• {card['last4']}, expires {card['exp_month']}/{card['exp_year']}"
    told = method.get(method["type"]) or {}
    last = f" •••• {told['last4']}" if told.get("last4") else ""
    return f"{method['type'].replace('_', ' ')}{last}"


def removable(visit: Visit, id: str) -> bool:
    """Whether a method may be deleted: not the only one while a subscription needs it."""
    return len(visit.methods()) > 1 and id != visit.default_method() or not visit.subscriptions()


def _details(visit: Visit) -> str:
    customer = visit.customer
    address = customer.get("address") or {}
    lines = [customer.get("name"), customer.get("email"), customer.get("phone")]
    lines += [address.get(name) for name in ADDRESS]
    shown = "".join(html.paragraph(line) for line in lines if line)
    link = _link(visit, "details", "Update information", "update-information")
    return f"<h2>Billing information</h2>{shown}{link}"


def _invoices(visit: Visit, *, every: bool) -> str:
    rows = []
    found = visit.invoices()
    for invoice in found if every else found[:SHOWN]:
        amount = visit.money(invoice.total, invoice.currency)
        label = f"{escape(day(invoice.created))} · {escape(str(invoice.status))}"
        if invoice.hosted_invoice_url:
            label = f'<a href="{escape(invoice.hosted_invoice_url)}">{label}</a>'
        rows.append(f'<tr data-test="invoice"><th>{label}</th><td>{escape(amount)}</td></tr>')
    if not rows:
        return "<h2>Invoices</h2>" + html.paragraph("There are no invoices yet.")
    more = "" if every or len(found) <= SHOWN else _link(visit, "invoices", "View more", "view-more-invoices")
    return f"<h2>Invoices</h2><table>{''.join(rows)}</table>{more}"


# -- the forms -----------------------------------------------------------------------------------------------


def cancel(visit: Visit, subscription: Any, *, offer: str | None = None) -> str:
    """Ask whether a subscription is to be canceled, and why. offer: what the customer gets for staying."""
    rules = visit.on("subscription_cancel")
    when = "now" if rules.get("mode") == "immediately" else f"on {day(period_end(subscription))}"
    parts = [html.paragraph(f"{_names(visit, subscription)} will be canceled {when}.")]
    fields = []
    reasons = rules.get("cancellation_reason") or {}
    if reasons.get("enabled"):
        radios = "".join(
            f'<label><input type="radio" name="feedback" value="{name}"> {REASONS[name]}</label>'
            for name in reasons["options"]
        )
        for id in reasons.get("feedback_options") or ():
            option = visit.work.find(objects.billing_feedback_option, id)
            if option is not None and option.status == "active":
                text = escape(option.description)
                radios += f'<label><input type="radio" name="feedback" value="{option.id}"> {text}</label>'
        fields.append(f"<fieldset><legend>Why do you cancel?</legend>{radios}</fieldset>")
        fields.append(field("comment", "Anything else?"))
    if offer:
        parts.append(
            _form(
                visit,
                f"stay/{subscription.id}",
                f'{html.paragraph(offer)}<button data-test="accept-offer">Accept the offer and stay</button>',
            )
        )
    fields.append('<p><button data-test="confirm">Cancel plan</button></p>')
    parts.append(_form(visit, f"cancel/{subscription.id}", "".join(fields)))
    return "".join(parts) + back(visit)


def pause(visit: Visit, subscription: Any) -> str:
    """Ask for how long a subscription is to be paused."""
    duration = visit.on("subscription_pause")["duration"]
    options = duration["interval_options"] if duration["type"] == "interval_options" else ()
    offered = [(option["interval"], option["interval_count"]) for option in options]
    radios = "".join(
        f'<label><input type="radio" name="duration" value="{unit}-{count}">'
        f" {count} {unit}{'s' if count > 1 else ''}</label>"
        for unit, count in offered
    )
    fields = f"<fieldset><legend>For how long?</legend>{radios}</fieldset>" if radios else ""
    text = html.paragraph(f"{_names(visit, subscription)} will be paused now. Nothing is billed meanwhile.")
    button = '<p><button data-test="confirm">Pause plan</button></p>'
    return text + _form(visit, f"pause/{subscription.id}", fields + button) + back(visit)


def update(visit: Visit, subscription: Any, sent: Mapping[str, str]) -> str:
    """Offer other prices and quantities."""
    rules = visit.on("subscription_update")
    allowed = rules.get("default_allowed_updates") or []
    item = subscription["items"]["data"][0]
    chosen = sent.get("price") or item["price"]["id"]
    fields = []
    if "price" in allowed:
        radios = []
        for offered in visit.products(subscription):
            for id in offered["prices"]:
                price = visit.work.find(objects.price, id)
                if price is not None and price.active:
                    text = f"{product_name(visit.work, price)}: {visit.price_text(price)}"
                    mark = " checked" if id == chosen else ""
                    value = f'name="price" value="{escape(id)}"{mark}'
                    radios.append(f'<label><input type="radio" {value}> {escape(text)}</label>')
        fields.append(f"<fieldset><legend>Plan</legend>{''.join(radios)}</fieldset>")
    if "quantity" in allowed:
        fields.append(field("quantity", "Quantity", value=sent.get("quantity") or str(item["quantity"] or 1)))
    if "promotion_code" in allowed:
        fields.append(field("promotionCode", "Promotion code", value=sent.get("promotionCode", "")))
    fields.append('<p><button name="step" value="preview" data-test="continue">Continue</button></p>')
    return _form(visit, f"update/{subscription.id}", "".join(fields)) + back(visit)


def confirm(
    visit: Visit,
    subscription: Any,
    sent: Mapping[str, str],
    rows: Sequence[tuple[str, str]],
    notes: Sequence[str],
) -> str:
    """Show what a change costs, and ask for a confirmation. rows: of the preview."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in sent.items()
        if name in ("price", "quantity", "promotionCode") and value
    )
    button = '<p><button name="step" value="confirm" data-test="confirm">Confirm</button></p>'
    form = _form(visit, f"update/{subscription.id}", hidden + button)
    told = "".join(html.paragraph(each) for each in notes)
    return f'<div data-test="preview">{html.table(rows)}{told}</div>{form}{back(visit)}'


def card(visit: Visit, sent: Mapping[str, str], wrong: str = "") -> str:
    """Ask for a card. Number and security code never stay in the form."""
    fields = [card_fields(sent, wrong), '<p><button data-test="confirm">Add card</button></p>']
    return _form(visit, "payment_method", "".join(fields)) + back(visit)


def details(visit: Visit, sent: Mapping[str, str], wrong: str = "") -> str:
    """Ask for what the customer may change of their details."""
    allowed = visit.on("customer_update").get("allowed_updates") or []
    customer = visit.customer
    fields = [
        field(name, name.capitalize(), value=sent.get(name, customer.get(name) or ""), wrong=wrong)
        for name in ("name", "email", "phone")
        if name in allowed
    ]
    for part in ("address", "shipping"):
        if part in allowed:
            known = customer.get(part) or {}
            known = known.get("address") or {} if part == "shipping" else known
            legend = "Billing address" if part == "address" else "Shipping address"
            inner = "".join(
                field(
                    f"{part}-{name}",
                    label,
                    value=sent.get(f"{part}-{name}", known.get(name) or ""),
                    wrong=wrong,
                )
                for name, label in ADDRESS.items()
            )
            fields.append(f"<fieldset><legend>{legend}</legend>{inner}</fieldset>")
    if "tax_id" in allowed:
        fields.append(field("taxIdType", "Type of tax id", value=sent.get("taxIdType", ""), wrong=wrong))
        fields.append(field("taxIdValue", "Tax id", value=sent.get("taxIdValue", ""), wrong=wrong))
    fields.append('<p><button data-test="confirm">Save</button></p>')
    return _form(visit, "details", "".join(fields)) + back(visit)


# -- parts ---------------------------------------------------------------------------------------------------


def back(visit: Visit) -> str:
    """A way out: to the portal's home, or out of a flow to the business."""
    to = visit.session["return_url"] if visit.flow else visit.home
    return f'<p><a href="{escape(to)}" data-test="go-back">Back</a></p>' if to else ""


def alert(text: str | None) -> str:
    """What went wrong."""
    return f'<p role="alert">{escape(text)}</p>' if text else ""


def _form(visit: Visit, page: str, content: str) -> str:
    """A form. Its nonce makes it count once, however often it is sent."""
    nonce = f'<input type="hidden" name="nonce" value="{ids.secret("", 24)}">'
    return f'<form method="post" action="{visit.home}/{page}" autocomplete="off">{nonce}{content}</form>'


def _link(visit: Visit, page: str, text: str, test: str) -> str:
    return f'<p><a href="{visit.home}/{page}" data-test="{test}">{escape(text)}</a></p>'


def _names(visit: Visit, subscription: Any) -> str:
    return ", ".join(item_text(visit.work, item) for item in subscription["items"]["data"])
