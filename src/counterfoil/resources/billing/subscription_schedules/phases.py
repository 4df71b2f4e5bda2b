"""The phases of a request: checked, dated, and in the form that a schedule shows.

A phase begins where the one before ended. It ends at `end_date`, or lasts for `duration`, else for one
interval of its price. Source: API reference, Subscription Schedules; guide "Subscription schedules".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import Customer, Price
from counterfoil.resources.billing import tax_rates
from counterfoil.resources.billing.subscriptions import dates, settings
from counterfoil.resources.billing.subscriptions import items as subscription_items
from counterfoil.resources.billing.subscriptions.invoicing import was_checked
from counterfoil.resources.products import prices

MOST = 10  # current and future phases
TOO_LONG = "This phase ends too far in the future."
ISSUER = {"type": "self"}

# Fields that a phase shares with the default settings.
COMMON = (
    "application_fee_percent", "automatic_tax", "billing_cycle_anchor", "billing_thresholds",
    "collection_method", "default_payment_method", "description", "on_behalf_of",
)  # fmt: skip


SHARES = ("application_fee_percent", "on_behalf_of", "transfer_data")


def _refuse_shares(sent: Mapping[str, Any]) -> None:
    """Answer 501 for shares of other accounts, as subscriptions do."""
    for name in SHARES:
        if sent.get(name):
            raise errors.not_implemented(f"subscription_schedules ({name})")


def default_settings(
    work: Work,
    sent: Mapping[str, Any] | None,
    old: Mapping[str, Any] | None = None,
    *,
    customer: str | None = None,
) -> dict[str, Any]:
    """Return the default settings: as sent, else as they were, else the defaults.

    customer: who must have the payment method; None: it is the subscription's.
    """
    _refuse_shares(sent or {})
    settings.check_thresholds(sent or {}, "default_settings")
    fields: dict[str, Any] = {
        **dict.fromkeys(COMMON),
        "automatic_tax": settings.automatic_tax(None),
        "billing_cycle_anchor": "automatic",
        "collection_method": "charge_automatically",
        "invoice_settings": invoice_settings({}),
        "transfer_data": None,
        **(old or {}),
    }
    for name, value in (sent or {}).items():
        if name == "automatic_tax":
            fields[name] = settings.automatic_tax(value)
        elif name == "invoice_settings":
            fields[name] = invoice_settings({**fields[name], **(value or {})})
        elif name == "transfer_data":
            fields[name] = settings.transfer_data(value)
        elif name in fields:
            fields[name] = value or None
    _check_collection(fields, None, "default_settings")
    if customer is not None and (sent or {}).get("default_payment_method"):
        _check_method(work, fields["default_payment_method"], customer, "default_settings")
    return fields


def _check_method(work: Work, method: str | None, customer: str, named: str) -> None:
    """Refuse (400) a payment method that is not attached to the customer."""
    if not method:
        return
    found = work.find(objects.payment_method, method)
    if found is None or found.customer != customer:
        message = settings.NOT_ATTACHED.format(id=method)
        raise errors.invalid(message, code="resource_missing", param=f"{named}[default_payment_method]")


def invoice_settings(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of invoices, those of default settings or of a phase."""
    names = ("account_tax_ids", "custom_fields", "days_until_due", "description", "footer")
    fields: dict[str, Any] = {name: sent.get(name) or None for name in names}
    return {**fields, "issuer": sent.get("issuer") or ISSUER}


def _check_collection(fields: Mapping[str, Any], defaults: Mapping[str, Any] | None, param: str) -> None:
    """Refuse (400) invoices that are sent without a due date."""
    method = fields.get("collection_method") or (defaults or {}).get("collection_method")
    own = (fields.get("invoice_settings") or {}).get("days_until_due")
    known = ((defaults or {}).get("invoice_settings") or {}).get("days_until_due")
    if method == "send_invoice" and own is None and known is None:
        raise errors.invalid(settings.DAYS_NEEDED, param=f"{param}[invoice_settings][days_until_due]")


def read(
    work: Work,
    sent: Sequence[Mapping[str, Any]],
    *,
    start: int,
    customer: Customer,
    defaults: Mapping[str, Any],
    flexible: bool,
    anchored: bool,
    currency: str | None = None,
    held: Sequence[Mapping[str, Any]] = (),
    param: str = "phases",
) -> list[dict[str, Any]]:
    """Return phases as they are shown, with their dates. 400 for what cannot be billed.

    start: of the first. anchored: a phase without `end_date` ends on the day of the billing cycle's anchor.
    currency: of the subscription, if there is one. held: the phases that the schedule has, whose prices and
    tax rates may be archived by now.
    """
    if not sent:
        raise errors.required(param)
    if len(sent) > MOST:
        raise errors.invalid(f"A schedule can have at most {MOST} current and future phases.", param=param)
    known = {item["price"] for phase in held for item in phase["items"]}
    found: list[dict[str, Any]] = []
    anchor = start
    for index, each in enumerate(sent):
        named = f"{param}[{index}]"
        _check_start(each, start, named, first=index == 0)
        phase, interval = _phase(work, each, named, customer, defaults, flexible, currency, known)
        currency = phase["currency"]
        resets = (phase["billing_cycle_anchor"] or defaults["billing_cycle_anchor"]) == "phase_start"
        anchor = start if resets else anchor
        day = datetime.fromtimestamp(anchor, UTC).day if anchored else None
        end = _end(work, each, start, interval, named, day)
        phase |= {"start_date": start, "end_date": end, **_trial(each, start, end, named)}
        if phase["trial_end"] is not None:
            anchor = phase["trial_end"]
        found.append(phase)
        start = end
    return found


def _check_start(sent: Mapping[str, Any], start: int, named: str, *, first: bool) -> None:
    """Refuse (400) a phase that does not begin where the one before ends."""
    begins = sent.get("start_date")
    if begins is not None and begins != "now" and begins != start and not first:
        message = "Each phase must start when the phase before it ends."
        raise errors.invalid(message, param=f"{named}[start_date]")


def _phase(
    work: Work,
    sent: Mapping[str, Any],
    named: str,
    customer: Customer,
    defaults: Mapping[str, Any],
    flexible: bool,
    currency: str | None,
    known: set[str],
) -> tuple[dict[str, Any], periods.Interval]:
    """Return a phase without its dates, and the interval of its first price."""
    _refuse_shares(sent)
    settings.check_thresholds(sent, named)
    lines = [
        _item(work, each, f"{named}[items][{at}]", known) for at, each in enumerate(sent.get("items") or [])
    ]
    if not lines:
        raise errors.required(f"{named}[items]")
    wanted = [
        subscription_items.Wanted(price=price, quantity=line["quantity"], param=f"{named}[items][{at}]")
        for at, (line, price) in enumerate(lines)
    ]
    subscription_items.check(wanted, flexible=flexible, currency=None)
    chosen = subscription_items.currency_of(work, wanted, sent.get("currency") or currency, customer)
    own = sent.get("invoice_settings")
    phase: dict[str, Any] = {
        **{name: sent.get(name) or None for name in COMMON if name != "automatic_tax"},
        "add_invoice_items": [
            _extra(work, each, f"{named}[add_invoice_items][{at}]")
            for at, each in enumerate(sent.get("add_invoice_items") or [])
        ],
        "currency": chosen,
        "default_tax_rates": _rates(work, sent.get("default_tax_rates"), f"{named}[default_tax_rates]"),
        "discounts": _discounts(work, sent.get("discounts"), f"{named}[discounts]"),
        "invoice_settings": invoice_settings(own) if own else None,
        "items": [line for line, _ in lines],
        "metadata": {name: value or "" for name, value in (sent.get("metadata") or {}).items()},
        "proration_behavior": sent.get("proration_behavior") or "create_prorations",
        "transfer_data": settings.transfer_data(sent.get("transfer_data")),
    }
    if sent.get("automatic_tax"):
        phase["automatic_tax"] = settings.automatic_tax(sent["automatic_tax"])
    _check_collection(phase, defaults, named)
    _check_taxes(phase, defaults, named)
    _check_method(work, phase["default_payment_method"], customer.id, named)
    return phase, periods.interval_of(lines[0][1].recurring or {})


def _check_taxes(phase: Mapping[str, Any], defaults: Mapping[str, Any], named: str) -> None:
    """Refuse (400) tax rates beside automatic tax."""
    automatic = phase.get("automatic_tax") or defaults["automatic_tax"]
    if not automatic["enabled"]:
        return
    if phase["default_tax_rates"]:
        raise errors.invalid(settings.TAXED_TWICE, param=f"{named}[default_tax_rates]")
    for index, item in enumerate(phase["items"]):
        if item["tax_rates"]:
            raise errors.invalid(settings.TAXED_TWICE, param=f"{named}[items][{index}][tax_rates]")


def _item(work: Work, sent: Mapping[str, Any], named: str, known: set[str]) -> tuple[dict[str, Any], Price]:
    """Return an item of a phase, and its price."""
    given = [name for name in subscription_items.NAMES if sent.get(name) is not None]
    if len(given) > 1:
        raise errors.exclusive(*(f"{named}[{name}]" for name in given))
    if not given:
        raise errors.required(f"{named}[price]")
    if given[0] == "price_data":
        price = prices.inline(work, sent["price_data"], f"{named}[price_data]")
    elif sent[given[0]] in known:
        price = present(prices.record(work, sent[given[0]]))
    else:
        if given[0] == "plan" and work.find(objects.plan, sent["plan"]) is None:
            raise errors.missing("plan", sent["plan"], param=f"{named}[plan]", status=400)
        price = prices.expect(work, sent[given[0]], param=f"{named}[{given[0]}]", type="recurring")
    metered = price.at("recurring.usage_type") == "metered"
    quantity = sent.get("quantity")
    if metered and quantity is not None:
        raise errors.invalid(subscription_items.NO_QUANTITY, param=f"{named}[quantity]")
    if quantity is not None and quantity < 0:
        code = "parameter_invalid_integer"
        raise errors.invalid("Invalid non-negative integer", code=code, param=f"{named}[quantity]")
    item = {
        "billing_thresholds": subscription_items.billing_thresholds(sent, price, named),
        "discounts": _discounts(work, sent.get("discounts"), f"{named}[discounts]"),
        "metadata": dict(sent.get("metadata") or {}),
        "plan": price.id,
        "price": price.id,
        "quantity": None if metered else 1 if quantity is None else quantity,
        "tax_rates": _rates(work, sent.get("tax_rates"), f"{named}[tax_rates]"),
    }
    return item, price


def _extra(work: Work, sent: Mapping[str, Any], named: str) -> dict[str, Any]:
    """Return an item that is billed once, when its phase begins."""
    if sent.get("price_data"):
        price = prices.inline(work, sent["price_data"], f"{named}[price_data]")
    elif was_checked(sent):
        price = present(prices.record(work, sent["price"]))
    elif sent.get("price"):
        price = prices.expect(work, sent["price"], param=f"{named}[price]", type="one_time")
    else:
        raise errors.required(f"{named}[price]")
    period = sent.get("period") or {"start": {"type": "phase_start"}, "end": {"type": "phase_end"}}
    return {
        "discountable": sent.get("discountable"),
        "discounts": _discounts(work, sent.get("discounts"), f"{named}[discounts]"),
        "metadata": dict(sent.get("metadata") or {}),
        "period": period,
        "price": price.id,
        "quantity": 1 if sent.get("quantity") is None else sent["quantity"],
        "tax_rates": _rates(work, sent.get("tax_rates"), f"{named}[tax_rates]"),
    }


def _rates(work: Work, ids: Sequence[str] | None, param: str) -> list[dict[str, Any]]:
    """Return tax rates whole."""
    return [work.visible(each) for each in tax_rates.expect(work, ids or [], param=param)]


def _discounts(work: Work, sent: Sequence[Mapping[str, Any]] | None, param: str) -> list[dict[str, Any]]:
    """Return the discounts of a phase, which are redeemed when it begins. 400 for those that do not exist."""
    kinds: dict[str, Any] = {
        "coupon": objects.coupon,
        "promotion_code": objects.promotion_code,
        "discount": objects.discount,
    }
    found = []
    for index, each in enumerate(sent or []):
        chosen = [name for name in kinds if each.get(name)]
        if len(chosen) > 1:
            raise errors.exclusive(*(f"{param}[{index}][{name}]" for name in chosen))
        if not chosen:
            raise errors.required(f"{param}[{index}][coupon]")
        name = chosen[0]
        work.expect(kinds[name], each[name], param=f"{param}[{index}][{name}]")
        found.append({**dict.fromkeys(kinds), name: each[name]})
    return found


def _end(
    work: Work,
    sent: Mapping[str, Any],
    start: int,
    interval: periods.Interval,
    named: str,
    day: int | None,
) -> int:
    """Return when a phase ends. 400 for an end that is not after its start.

    day: the day of the month that it ends on, if the month has it.
    """
    end, duration = sent.get("end_date"), sent.get("duration")
    if end is not None and duration is not None:
        raise errors.exclusive(f"{named}[duration]", f"{named}[end_date]")
    if end is not None:
        at = work.now if end == "now" else int(end)
        if at <= start:
            message = "The `end_date` of a phase must be after its start."
            raise errors.invalid(message, param=f"{named}[end_date]")
        return at
    if duration is not None:
        count = duration.get("interval_count")
        if count is not None and count < 1:
            raise errors.invalid("Invalid positive integer", param=f"{named}[duration][interval_count]")
        interval = periods.interval_of(duration)
    try:
        return periods.added(start, interval, day=day)
    except (OverflowError, ValueError):  # after the year 9999
        raise errors.invalid(TOO_LONG, param=f"{named}[duration]") from None


def _trial(sent: Mapping[str, Any], start: int, end: int, named: str) -> dict[str, Any]:
    """Return the trial of a phase: the whole of it, up to a time in it, or none."""
    until = sent.get("trial_end")
    if sent.get("trial") and until is not None:
        raise errors.exclusive(f"{named}[trial]", f"{named}[trial_end]")
    if until is not None and until != "now" and not start < until <= end:
        message = "The `trial_end` of a phase must lie between its start and its end."
        raise errors.invalid(message, param=f"{named}[trial_end]")
    last = end if sent.get("trial") else until
    if last is not None and last != "now" and last > start + dates.LONGEST_TRIAL:
        name = "trial" if sent.get("trial") else "trial_end"
        raise errors.invalid(dates.TRIAL_TOO_LONG, param=f"{named}[{name}]")
    if sent.get("trial"):
        return {"trial": True, "trial_end": end}
    return {"trial_end": None if until == "now" else until}
