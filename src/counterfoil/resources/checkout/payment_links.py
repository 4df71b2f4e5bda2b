"""Payment links: an address that opens a checkout session for each visitor.

Source: API reference, Payment Links; guide "Payment Links". Prices of a link are fixed; quantities may be
changed.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from counterfoil.kernel import Document, Listing, Space, Work, errors, ids, objects
from counterfoil.kernel.shapes import CheckoutSession, PaymentLink
from counterfoil.resources.checkout.sessions import collection, life, options, orders
from counterfoil.resources.checkout.sessions import items as line_items

links = objects.payment_link.page(filters={"active": "active"})

MOST_ITEMS = 20
SECRET = 22  # characters of an address's secret: 128 bits
REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,200}").fullmatch
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+").fullmatch
TRACKING = re.compile(r"utm_(source|medium|campaign|term|content)").fullmatch
LONGEST_TRACKING = 150  # characters
LOCALES = frozenset(
    """auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt
    pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW""".split()
)

# Fields that are stored as they were sent, or null.
AS_SENT = (
    "application_fee_amount", "application_fee_percent", "consent_collection", "inactive_message", "metadata",
    "name_collection", "on_behalf_of", "payment_method_options", "payment_method_types",
    "shipping_address_collection", "transfer_data",
)  # fmt: skip

# Fields of a link that its sessions are created with.
HANDED_ON = (
    "allow_promotion_codes", "automatic_tax", "billing_address_collection", "consent_collection", "currency",
    "custom_fields", "custom_text", "managed_payments", "metadata", "name_collection", "optional_items",
    "payment_method_collection", "payment_method_options", "payment_method_types", "phone_number_collection",
    "shipping_address_collection", "shipping_options",
    "submit_type", "tax_id_collection",
)  # fmt: skip
OF_PAYMENTS = ("customer_creation", "invoice_creation", "payment_intent_data")


# -- creating and changing -----------------------------------------------------------------------------------


@links.create(on=())
def create(work: Work, params: Mapping[str, Any]) -> PaymentLink:
    """Create a link. Emits payment_link.created. 400 for prices that do not exist or do not go together."""
    sent = params["line_items"]
    collection.check(params)
    if len(sent) > MOST_ITEMS:
        raise errors.invalid(f"You may only specify up to {MOST_ITEMS} line items.", param="line_items")
    items = line_items.read(work, sent, None)
    recurring = any(item["_recurring"] for item in items)
    currency = params.get("currency") or items[0]["currency"]
    items, _ = line_items.order(work, items, currency=currency, coupon=None, shipping=None)
    id = links.new_id(work.space)
    token = ids.secret(f"{'live' if work.livemode else 'test'}_{id.partition('_')[2]}", SECRET)
    link = work.insert(
        links,
        {name: params.get(name) for name in AS_SENT},
        id=id,
        active=True,
        after_completion=_after(params.get("after_completion")),
        allow_promotion_codes=bool(params.get("allow_promotion_codes")),
        automatic_tax={"enabled": False, "liability": None, **(params.get("automatic_tax") or {})},
        billing_address_collection=params.get("billing_address_collection") or "auto",
        currency=currency,
        custom_fields=[collection.custom_field(each) for each in params.get("custom_fields") or ()],
        custom_text=dict.fromkeys(life.TEXTS) | dict(params.get("custom_text") or {}),
        customer_creation=params.get("customer_creation") or ("always" if recurring else "if_required"),
        invoice_creation=None if recurring else life.invoice_creation(params.get("invoice_creation")),
        managed_payments={"enabled": bool((params.get("managed_payments") or {}).get("enabled"))},
        payment_intent_data=_payment_data(params.get("payment_intent_data")),
        payment_method_collection=params.get("payment_method_collection")
        or ("always" if recurring else "if_required"),
        phone_number_collection={
            "enabled": bool((params.get("phone_number_collection") or {}).get("enabled"))
        },
        restrictions=_restrictions(params.get("restrictions"), 0),
        shipping_options=line_items.shipping_options(work, params.get("shipping_options") or (), currency),
        submit_type=params.get("submit_type") or "auto",
        subscription_data=_subscription_data(params.get("subscription_data")) if recurring else None,
        tax_id_collection={"enabled": False, "required": "never", **(params.get("tax_id_collection") or {})},
        optional_items=options.optional_items(work, params.get("optional_items") or (), currency),
        url=f"{work.services.base_url}/buy/{token}",
        _items=items,
        _mode="subscription" if recurring else "payment",
        _token=token,
    )
    work.emit("payment_link.created", link)
    return link


@links.update
def update(work: Work, link: PaymentLink, params: Mapping[str, Any]) -> PaymentLink:
    """Change a link, for the sessions that it opens from now on.

    Emits payment_link.updated. A price cannot be changed.
    """
    fields: dict[str, Any] = {}
    if params.get("after_completion"):
        fields["after_completion"] = _after(params["after_completion"])
    collection.check(params)
    if "custom_fields" in params:
        fields["custom_fields"] = [collection.custom_field(each) for each in params["custom_fields"] or ()]
    if params.get("invoice_creation"):
        if link.invoice_creation is None:
            raise errors.invalid(
                "`invoice_creation` can only be used with one-time prices.", param="invoice_creation"
            )
        fields["invoice_creation"] = life.invoice_creation(params["invoice_creation"])
    if "restrictions" in params:
        fields["restrictions"] = _restrictions(params["restrictions"], _completed(link))
    if "shipping_options" in params:
        fields["shipping_options"] = line_items.shipping_options(
            work, params["shipping_options"] or (), link.currency
        )
    if params.get("line_items"):
        items = _requantified(link, params["line_items"])
        fields["_items"], _ = line_items.order(
            work, items, currency=link.currency, coupon=None, shipping=None
        )
    return work.update(
        link, {name: value for name, value in params.items() if name != "line_items"}, **fields
    )


def _after(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    if sent is None or sent["type"] == "hosted_confirmation":
        shown = {"custom_message": None, **((sent or {}).get("hosted_confirmation") or {})}
        return {"type": "hosted_confirmation", "hosted_confirmation": shown}
    if not sent.get("redirect"):
        raise errors.required("after_completion[redirect]")
    return {"type": "redirect", "redirect": dict(sent["redirect"])}


def _restrictions(sent: Mapping[str, Any] | None, count: int) -> dict[str, Any] | None:
    if not sent:
        return None
    limit = sent["completed_sessions"]["limit"]
    if limit < 1:
        raise errors.invalid(
            "Invalid integer: must be at least 1", param="restrictions[completed_sessions][limit]"
        )
    return {"completed_sessions": {"count": count, "limit": limit}}


def _completed(link: PaymentLink) -> int:
    return int(link.get("_completed") or 0)


def _payment_data(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not sent:
        return None
    names = (
        "capture_method",
        "description",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    )
    return {**dict.fromkeys(names), "metadata": {}, **sent}


def _subscription_data(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    sent = sent or {}
    invoices = {"issuer": {"type": "self"}, **(sent.get("invoice_settings") or {})}
    return {
        "description": None,
        "metadata": {},
        "trial_period_days": None,
        "trial_settings": None,
        **sent,
        "invoice_settings": invoices,
    }


def _requantified(link: PaymentLink, sent: Any) -> list[dict[str, Any]]:
    """Return the items with other quantities. 400 for the id of none of them."""
    items = {item["id"]: dict(item) for item in link["_items"]}
    for index, each in enumerate(sent):
        item = items.get(each["id"])
        if item is None:
            raise errors.missing(
                "payment_link line item", each["id"], param=f"line_items[{index}][id]", status=400
            )
        line_items.check_quantity(each.get("quantity"), f"line_items[{index}]")
        if each.get("quantity") is not None:
            item["quantity"] = each["quantity"]
        if each.get("adjustable_quantity"):
            item["adjustable_quantity"] = line_items.adjustable(each["adjustable_quantity"])
    return list(items.values())


# -- line items ----------------------------------------------------------------------------------------------


@links.operation("payment_links.line_items.list")
def list_items(work: Work, link: PaymentLink, params: Mapping[str, Any]) -> Listing:
    """List the items of a link, in the order sent."""
    return life.items_page(work, link, params)


@links.include("line_items")
def included_items(work: Work, link: PaymentLink) -> dict[str, Any]:
    """Return the items as a list object, when it is expanded."""
    return life.items_within(work, link, f"/v1/payment_links/{link.id}/line_items")


# -- visits --------------------------------------------------------------------------------------------------


def at(session: Any, token: str) -> tuple[Space, Document] | None:
    """Return the link at an address, in any account; None if there is none. session: of the store."""
    id = f"{links.prefix}_{token.partition('_')[2][:-SECRET]}"
    for space in session.spaces(links.table, id):
        link = session.load(links.table, space, id)
        if link is not None and hmac.compare_digest(link["_token"].encode(), token.encode()):
            return space, link
    return None


def visit(work: Work, link: PaymentLink, query: Mapping[str, str]) -> CheckoutSession:
    """Open a session for a visitor. Parameters of the address that do not fit are ignored."""
    mode = link["_mode"]
    names = HANDED_ON if mode == "subscription" else (*HANDED_ON, *OF_PAYMENTS)
    params: dict[str, Any] = {name: link[name] for name in names if link.get(name) is not None} | {
        "mode": mode
    }
    fees = (
        "on_behalf_of",
        "transfer_data",
        "application_fee_amount" if mode == "payment" else "application_fee_percent",
    )
    data = "payment_intent_data" if mode == "payment" else "subscription_data"
    params[data] = {
        **(link.get(data) or {}),
        **{name: link[name] for name in fees if link.get(name) is not None},
    }
    if REFERENCE(query.get("client_reference_id", "")):
        params["client_reference_id"] = query["client_reference_id"]
    if query.get("locale") in LOCALES:
        params["locale"] = query["locale"]
    if EMAIL(query.get("locked_prefilled_email", "")):
        params["customer_email"] = query["locked_prefilled_email"]
    redirect: Any = link.after_completion.redirect
    if redirect:
        tracked = {
            name: value for name, value in query.items() if TRACKING(name) and len(value) <= LONGEST_TRACKING
        }
        params["success_url"] = with_query(redirect["url"], tracked)
    items = [{**item, "id": objects.item.new_id(work.space)} for item in link["_items"]]
    session = life.open_session(
        work, params, items=items, payment_link=link.id, _prefilled_email=query.get("prefilled_email")
    )
    code = query.get("prefilled_promo_code")
    if code and link.allow_promotion_codes:
        with suppress(errors.Refusal):
            session = orders.with_code(work, session, code)
    return session


def with_query(url: str, added: Mapping[str, str]) -> str:
    """Return a URL with further parameters after its own."""
    parts = urlsplit(url)
    return (
        urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(added))))))
        if added
        else url
    )


@links.on("checkout.session.completed")
def count(work: Work, session: Mapping[str, Any]) -> None:
    """Count a completed session.

    The last one that a restriction allows closes the link, and the sessions open on it.
    """
    link = work.find(links, session.get("payment_link"))
    if link is None:
        return
    completed = _completed(link) + 1
    restrictions = link.restrictions and _restrictions(link.restrictions, completed)
    link = work.change(link, restrictions=restrictions, _completed=completed)
    if restrictions and link.active and completed >= restrictions["completed_sessions"]["limit"]:
        work.change(link, "payment_link.updated", active=False)
        for other in work.list(life.sessions, payment_link=link.id, status="open"):
            if other.id != session["id"]:
                life.close(work, other)
