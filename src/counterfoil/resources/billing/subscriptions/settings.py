"""The settings of a subscription: how it is collected and paid, and other fields that requests set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Customer, Subscription, SubscriptionItem
from counterfoil.resources.billing import tax_rates
from counterfoil.resources.billing.invoices import terms
from counterfoil.resources.billing.subscriptions import dates
from counterfoil.resources.billing.subscriptions.life import billed_until, mirrored
from counterfoil.resources.core.customers import details

LONGEST_PENDING = {"day": 365, "week": 52, "month": 12, "year": 1}
DAYS_NEEDED = "If invoice collection method is 'send_invoice', you must specify 'days_until_due'."
DAYS_REFUSED = "You can only specify 'days_until_due' if invoice collection method is 'send_invoice'."
NOT_ATTACHED = (
    "The customer does not have a payment method with the ID {id}. The payment method must be attached to the"
    " customer."
)
ONLY_ON_UPDATE = (
    "The `payment_behavior` value `pending_if_incomplete` is not supported when creating a subscription."
)
TAXED_TWICE = "You may not set default tax rates on a subscription with automatic tax enabled."
MOST_EXTRAS = 20
NOT_IMPLEMENTED = ("application_fee_percent", "transfer_data", "on_behalf_of")
TRIALS = ("trial_end", "trial_period_days", "trial_from_plan")
CLASSIC_AGAIN = "A subscription whose billing mode is `flexible` cannot become `classic`."


# -- checks --------------------------------------------------------------------------------------------------


def customer(work: Work, params: Mapping[str, Any]) -> Customer:
    """Return the customer that a creation names. 400 if it is missing."""
    id = params.get("customer") or params.get("customer_account")
    if not id:
        raise errors.required("customer")
    return work.get(objects.customer, id, param="customer")


def check(
    work: Work,
    params: Mapping[str, Any],
    customer: Customer,
    subscription: Subscription | None = None,
) -> None:
    """Refuse (400) settings that do not go together, or that name what the customer does not have.

    501 for a trial offer during a trial, and for shares of other accounts.
    """
    operation = "subscriptions.create" if subscription is None else "subscriptions.update"
    for name in NOT_IMPLEMENTED:
        if params.get(name):
            raise errors.not_implemented(f"{operation} ({name})")
    if any(each.get("current_trial") for each in params.get("items") or ()):
        trials = any(params.get(name) not in (None, False, "now") for name in TRIALS)
        if trials or (subscription is not None and subscription.status == "trialing"):
            raise errors.not_implemented(f"{operation} (items.current_trial during a trial)")
    if subscription is None and params.get("payment_behavior") == "pending_if_incomplete":
        raise errors.invalid(ONLY_ON_UPDATE, param="payment_behavior")
    check_collection(params, subscription)
    if params.get("cancel_at") is not None and params.get("cancel_at_period_end"):
        raise errors.exclusive("cancel_at", "cancel_at_period_end")
    if len(params.get("add_invoice_items") or []) > MOST_EXTRAS:
        raise errors.invalid(
            f"You may only specify up to {MOST_EXTRAS} `add_invoice_items`.", param="add_invoice_items"
        )
    automatic = params.get("automatic_tax")
    taxed = (
        automatic["enabled"] if automatic else subscription is not None and subscription.automatic_tax.enabled
    )
    if taxed and params.get("default_tax_rates"):
        raise errors.invalid(TAXED_TWICE, param="default_tax_rates")
    method = params.get("default_payment_method")
    if method:
        found = work.find(objects.payment_method, method)
        if found is None or found.customer != customer.id:
            raise errors.invalid(
                NOT_ATTACHED.format(id=method), code="resource_missing", param="default_payment_method"
            )
    if params.get("default_source"):
        terms.expect_source(work, params["default_source"], customer)
    fields = (params.get("invoice_settings") or {}).get("custom_fields")
    details.check_custom_fields(fields or (), "invoice_settings[custom_fields]")
    check_thresholds(params)


def check_thresholds(params: Mapping[str, Any], named: str = "") -> None:
    """Refuse (400) a billing threshold below one minor unit. named: the hash of the parameters."""
    found = params.get("billing_thresholds")
    if found and found.get("amount_gte") is not None and found["amount_gte"] < 1:
        param = f"{named}[billing_thresholds]" if named else "billing_thresholds"
        raise errors.invalid("Invalid positive integer", param=f"{param}[amount_gte]")


def check_collection(params: Mapping[str, Any], subscription: Subscription | None) -> None:
    """Refuse (400) `send_invoice` without `days_until_due`, and the reverse."""
    method = params.get("collection_method")
    if method is None:
        method = subscription.collection_method if subscription is not None else "charge_automatically"
    days = params.get("days_until_due")
    if method == "send_invoice":
        known = subscription.days_until_due if subscription is not None else None
        if days is None and known is None:
            raise errors.invalid(DAYS_NEEDED, param="days_until_due" if subscription is None else None)
    elif days is not None:
        raise errors.invalid(DAYS_REFUSED, param="days_until_due")


# -- fields --------------------------------------------------------------------------------------------------


def billing_mode(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the billing mode of a creation: as sent, else flexible, or classic before clover."""
    sent = params.get("billing_mode")
    mode = sent["type"] if sent else "classic" if work.before("2025-09-30.clover") else "flexible"
    if mode == "classic":
        return {"type": "classic", "flexible": None}
    flexible = (sent or {}).get("flexible") or {}
    return {
        "type": "flexible",
        "flexible": {"proration_discounts": flexible.get("proration_discounts") or "included"},
        "updated_at": work.now,
    }


COPIED = (
    "application_fee_percent", "billing_cycle_anchor_config", "default_payment_method", "default_source",
    "description", "on_behalf_of", "pause_collection", "pending_invoice_item_interval", "billing_thresholds",
)  # fmt: skip


def of_creation(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a new subscription that are as sent, or have a default."""
    fields: dict[str, Any] = {name: params.get(name) or None for name in COPIED}
    fields |= pending_interval(work.now, fields["pending_invoice_item_interval"])
    return fields | {
        "automatic_tax": automatic_tax(params.get("automatic_tax")),
        "billing_mode": billing_mode(work, params),
        "billing_schedules": [],
        "cancel_at_period_end": False,
        "cancellation_details": dict.fromkeys(("comment", "feedback", "feedback_option", "reason")),
        "collection_method": params.get("collection_method") or "charge_automatically",
        "days_until_due": params.get("days_until_due"),
        "default_tax_rates": rates(work, params.get("default_tax_rates")),
        "invoice_settings": invoice_settings(None, params.get("invoice_settings") or {}),
        "managed_payments": {"enabled": False},
        "payment_settings": payment_settings(None, params.get("payment_settings") or {}),
        "transfer_data": transfer_data(params.get("transfer_data")),
        "trial_settings": trial_settings(None, params.get("trial_settings")),
        "_unprorated": True if params.get("proration_behavior") == "none" else None,
    }


def of_update(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that an update sends, of those that bill nothing by themselves."""
    fields: dict[str, Any] = {
        name: params[name] or None
        for name in COPIED
        if name in params and name not in ("billing_cycle_anchor_config", "pause_collection")
    }
    if "pending_invoice_item_interval" in fields:
        fields |= pending_interval(work.now, fields["pending_invoice_item_interval"])
    if "automatic_tax" in params:
        fields["automatic_tax"] = automatic_tax(params["automatic_tax"])
    if "default_tax_rates" in params:
        held = [rate["id"] for rate in subscription.default_tax_rates or ()]
        fields["default_tax_rates"] = rates(work, params["default_tax_rates"], held)
    if "collection_method" in params:
        fields["collection_method"] = params["collection_method"]
        if params["collection_method"] == "charge_automatically":
            fields["days_until_due"] = None
    if params.get("days_until_due") is not None:
        fields["days_until_due"] = params["days_until_due"]
    if "invoice_settings" in params:
        fields["invoice_settings"] = invoice_settings(
            subscription.invoice_settings, params["invoice_settings"] or {}
        )
    if "payment_settings" in params:
        fields["payment_settings"] = payment_settings(
            subscription.payment_settings, params["payment_settings"] or {}
        )
    if "transfer_data" in params:
        fields["transfer_data"] = transfer_data(params["transfer_data"])
    if params.get("trial_settings"):
        fields["trial_settings"] = trial_settings(subscription.trial_settings, params["trial_settings"])
    return fields


def pending_interval(now: int, sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the rhythm of extra invoices for pending items, and when the next is due, counted from now."""
    if not sent:
        names = ("pending_invoice_item_interval", "next_pending_invoice_item_invoice", "_pending_since")
        return dict.fromkeys(names)
    unit, count = sent["interval"], sent.get("interval_count")
    interval = {"interval": unit, "interval_count": 1 if count is None else count}
    if not 1 <= interval["interval_count"] <= LONGEST_PENDING[unit]:
        message = f"`interval_count` must be between 1 and {LONGEST_PENDING[unit]} for `{unit}`: one year."
        raise errors.invalid(message, param="pending_invoice_item_interval[interval_count]")
    at = periods.added(now, periods.interval_of(interval))
    return {
        "pending_invoice_item_interval": interval,
        "next_pending_invoice_item_invoice": at,
        "_pending_since": now,
    }


def automatic_tax(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the setting of automatic tax; the account itself is liable unless another is named."""
    enabled = bool(sent and sent["enabled"])
    liability = (sent or {}).get("liability") or ({"type": "self"} if enabled else None)
    return {"disabled_reason": None, "enabled": enabled, "liability": liability}


def rates(work: Work, ids: Sequence[str] | None, held: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return default tax rates, whole. 400 for those that cannot be applied.

    held: ids that were set before, which may be inactive by now.
    """
    found = tax_rates.expect(work, ids or [], param="default_tax_rates", held=held)
    return [work.visible(each) for each in found]


def invoice_settings(old: Mapping[str, Any] | None, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of the invoices."""
    fields = {
        "account_tax_ids": None,
        "custom_fields": None,
        "description": None,
        "footer": None,
        "issuer": {"type": "self"},
        **(old or {}),
    }
    return fields | {
        name: value or (None if name != "issuer" else {"type": "self"}) for name, value in sent.items()
    }


def payment_settings(old: Mapping[str, Any] | None, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of the payments of the invoices."""
    fields: dict[str, Any] = {
        "payment_method_options": None,
        "payment_method_types": None,
        "save_default_payment_method": "off",
        **(old or {}),
    }
    for name, value in sent.items():
        if name == "payment_method_options" and value and fields[name]:
            fields[name] = {**fields[name], **value}
        elif name == "save_default_payment_method":
            fields[name] = value or "off"
        else:
            fields[name] = value or None
    return fields


def transfer_data(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the connected account that receives the payments, and its percentage."""
    if not sent:
        return None
    return {"amount_percent": sent.get("amount_percent"), "destination": sent["destination"]}


def trial_settings(old: Mapping[str, Any] | None, sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what happens at the end of a trial."""
    known = dict((old or {}).get("end_behavior") or {"missing_payment_method": "create_invoice"})
    asked = (sent or {}).get("end_behavior") or {}
    behavior = known | {name: value for name, value in asked.items() if value is not None}
    return {"end_behavior": behavior}


# -- the end -------------------------------------------------------------------------------------------------


def end(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
) -> tuple[Subscription, list[SubscriptionItem]]:
    """Set when a new subscription is canceled. A first period that is cut short ends with it."""
    ends = [row.current_period_end for row in rows]
    billed = [billed_until(row) for row in rows]
    at = dates.cancel_at(params.get("cancel_at"), ends, now=work.now, billed=billed)
    whole = params.get("cancel_at_period_end")
    if whole:
        at = min(ends)
    if at is None:
        return subscription, list(rows)
    fields: dict[str, Any] = {"cancel_at": at, "cancel_at_period_end": bool(whole), "canceled_at": work.now}
    fields["cancellation_details"] = {
        **(subscription.cancellation_details or {}),
        "reason": "cancellation_requested",
    }
    trial, classic = subscription.trial_end, subscription.billing_mode.type == "classic"
    if trial and at < trial and classic:
        fields["trial_end"] = at
    elif classic and not trial and ends and at < min(ends):
        # A classic period that is cut short moves the anchor with it.
        fields |= {"billing_cycle_anchor": at, "_whole_anchor": subscription.billing_cycle_anchor}
    cut = [
        work.change(row, current_period_end=at, _whole_end=row.current_period_end)
        if row.current_period_end > at
        else row
        for row in rows
    ]
    fields |= mirrored(work, subscription.id, cut)
    return work.change(subscription, **fields), cut
