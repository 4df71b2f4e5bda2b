"""Quotes: created, edited, finalized, canceled, and expired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, merged_metadata, objects
from counterfoil.kernel.shapes import Customer, Quote, TestHelpersTestClock
from counterfoil.resources.billing import discounts, tax_rates
from counterfoil.resources.billing.quotes import lines
from counterfoil.resources.billing.subscriptions import settings

quotes = objects.quote.page(
    lifecycle={
        # status    may become   announcing
        "draft": {"open": "quote.finalized", "canceled": "quote.canceled"},
        "open": {"accepted": "quote.accepted", "canceled": "quote.canceled"},
    },
    filters={"_revised": "_revised"},
)

LASTS = 30 * 86400  # seconds until a quote expires, unless sent
ON_CLOCK = 10  # quotes without customer on a test clock
PAST = "Invalid timestamp: must be an integer Unix timestamp in the future."
ONLY_OPEN = frozenset(("expires_at", "metadata", "expand"))
NO_DAYS = "If the collection method is `send_invoice`, you must specify `invoice_settings[days_until_due]`."
WRONG_STATUS = "You cannot {verb} a quote that is in the `{status}` status."
CLOCKS = "The customer of a quote must be on the test clock of the quote."


# -- creating ------------------------------------------------------------------------------------------------


@quotes.create(on=("customer", "test_clock", "from_quote.quote"))
def create(work: Work, params: Mapping[str, Any]) -> Quote:
    """Create a draft, empty or of another quote. Emits quote.created."""
    original = _original(work, params)
    fields = _fields_of(work, original) if original is not None else _blank(work, params)
    customer = _customer(work, params, fields)
    if params.get("test_clock") and params["test_clock"] != (customer and customer.test_clock):
        _check_clock(work, params["test_clock"], customer)
    fields |= _sent(work, params, fields, customer)
    _check_expiry(work, fields["expires_at"])
    fields["currency"] = _currency(work, fields["_lines"])
    quote = work.insert(
        quotes,
        {"metadata": params.get("metadata") or fields.pop("metadata", None)},
        **fields,
        status="draft",
        test_clock=customer.test_clock if customer is not None else params.get("test_clock"),
        **lines.costs(work, fields),
    )
    lines.keep(work, quote)
    _plan(work, quote)
    work.emit("quote.created", quote)
    return quote


def _original(work: Work, params: Mapping[str, Any]) -> Quote | None:
    """Return the quote that a new one is made of. 400 to revise a quote that is a draft."""
    sent = params.get("from_quote")
    if not sent:
        return None
    original = work.get(quotes, sent["quote"], param="from_quote[quote]")
    if sent.get("is_revision") and original.status in ("draft", "accepted"):
        message = WRONG_STATUS.format(verb="revise", status=original.status)
        raise errors.invalid(message, param="from_quote[quote]")
    return original


def _blank(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an empty quote."""
    mode = settings.billing_mode(work, (params.get("subscription_data") or {}))
    texts = ("application_fee_amount", "application_fee_percent", "description", "footer", "header")
    return {
        **dict.fromkeys((*texts, "customer", "on_behalf_of", "transfer_data")),
        "automatic_tax": _automatic_tax(None),
        "collection_method": "charge_automatically",
        "default_tax_rates": [],
        "discounts": [],
        "expires_at": work.now + LASTS,
        "invoice_settings": _invoice_settings({}),
        "subscription_data": {
            "billing_mode": {name: value for name, value in mode.items() if name != "updated_at"},
            "description": None,
            "effective_date": None,
            "metadata": {},
            "trial_period_days": None,
        },
        "_lines": [],
        "_sent": [],
    }


COPIED = (
    "application_fee_amount", "application_fee_percent", "automatic_tax", "collection_method", "customer",
    "default_tax_rates", "description", "discounts", "footer", "header", "invoice_settings", "metadata",
    "on_behalf_of", "subscription_data", "transfer_data", "_lines", "_sent",
)  # fmt: skip


def _fields_of(work: Work, original: Quote) -> dict[str, Any]:
    """Return the fields that a quote made of another takes over."""
    fields = {name: original.get(name) for name in COPIED}
    copies = [{**line, "id": objects.item.new_id(work.space)} for line in original["_lines"]]
    return {**fields, "expires_at": work.now + LASTS, "_lines": copies}


def _customer(work: Work, params: Mapping[str, Any], fields: Mapping[str, Any]) -> Customer | None:
    """Return the customer of a quote, or None."""
    id = params.get("customer") or params.get("customer_account")
    if id:
        return work.get(objects.customer, id, param="customer")
    return work.find(objects.customer, fields.get("customer"))


def _check_clock(work: Work, clock: str, customer: Customer | None) -> None:
    """Refuse (400) another clock than the customer's, and one quote too many on a clock."""
    work.get(objects.test_helpers_test_clock, clock, param="test_clock")
    if customer is not None:
        raise errors.invalid(CLOCKS, param="test_clock")
    if sum(quote.customer is None for quote in work.list(quotes, test_clock=clock)) >= ON_CLOCK:
        message = f"You have reached the limit of {ON_CLOCK} quotes without a customer per test clock."
        raise errors.invalid(message, param="test_clock")


def _check_expiry(work: Work, at: int) -> None:
    if at <= work.now:
        raise errors.invalid(PAST, param="expires_at")


# -- fields --------------------------------------------------------------------------------------------------

TEXTS = (
    "application_fee_amount",
    "application_fee_percent",
    "description",
    "footer",
    "header",
    "on_behalf_of",
)


SHARES = ("application_fee_amount", "application_fee_percent", "on_behalf_of", "transfer_data")


def _sent(
    work: Work, params: Mapping[str, Any], old: Mapping[str, Any], customer: Customer | None
) -> dict[str, Any]:
    """Return the fields that a request sends. 400 for what does not go together."""
    for name in SHARES:
        if params.get(name):
            raise errors.not_implemented(f"quotes ({name})")
    fields: dict[str, Any] = {"customer": customer.id if customer is not None else None}
    for name in TEXTS:
        if name in params:
            fields[name] = params[name] or None
    if params.get("collection_method"):
        fields["collection_method"] = params["collection_method"]
    if params.get("expires_at") is not None:
        fields["expires_at"] = params["expires_at"]
    if params.get("automatic_tax"):
        if params["automatic_tax"]["enabled"]:
            raise errors.not_implemented("quotes (automatic_tax)")
        fields["automatic_tax"] = _automatic_tax(params["automatic_tax"])
    if "transfer_data" in params:
        sent = params["transfer_data"]
        names = ("amount", "amount_percent", "destination")
        fields["transfer_data"] = {name: sent.get(name) for name in names} if sent else None
    if params.get("invoice_settings"):
        known = {**old["invoice_settings"], **params["invoice_settings"]}
        fields["invoice_settings"] = _invoice_settings(known)
    if params.get("subscription_data"):
        fields["subscription_data"] = _subscription_data(work, params["subscription_data"], old)
    if "default_tax_rates" in params:
        held = old["default_tax_rates"] or ()
        sent = params["default_tax_rates"] or []
        found = tax_rates.expect(work, sent, param="default_tax_rates", held=held)
        fields["default_tax_rates"] = [rate.id for rate in found]
    if params.get("line_items") is not None:
        fields["_lines"] = lines.read(work, params["line_items"], old["_lines"], customer)
    if "discounts" in params:
        chosen = fields.get("_lines", old["_lines"])
        currency = _currency(work, chosen)
        cost = sum(lines.cost(lines.record(work, each), each["quantity"], currency or "") for each in chosen)
        offered = discounts.offer(
            work, params["discounts"], customer=fields["customer"], subtotal=cost, currency=currency
        )
        fields["discounts"] = [each.id for each in offered]
        fields["_sent"] = discounts.named(params["discounts"])
    if params.get("from_quote"):
        sent = params["from_quote"]
        fields["from_quote"] = {"is_revision": bool(sent.get("is_revision")), "quote": sent["quote"]}
    return fields


def _automatic_tax(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the setting of automatic tax."""
    enabled = bool(sent and sent["enabled"])
    liability = (sent or {}).get("liability") or ({"type": "self"} if enabled else None)
    status = "requires_location_inputs" if enabled else None
    return {
        "enabled": enabled,
        "liability": liability,
        "provider": "stripe" if enabled else None,
        "status": status,
    }


def _invoice_settings(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of the invoices of a quote."""
    names = ("custom_fields", "days_until_due", "description", "footer")
    fields: dict[str, Any] = {name: sent.get(name) or None for name in names}
    return {**fields, "issuer": sent.get("issuer") or {"type": "self"}}


def _subscription_data(work: Work, sent: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the subscription of a quote will be like."""
    fields = dict(old["subscription_data"])
    for name in ("description", "trial_period_days"):
        if name in sent:
            fields[name] = sent[name] or None
    if "effective_date" in sent:
        date = sent["effective_date"]
        if date == "current_period_end":
            message = "`current_period_end` can only be used with a quote for an existing subscription."
            raise errors.invalid(message, param="subscription_data[effective_date]")
        fields["effective_date"] = date
    if "metadata" in sent:
        fields["metadata"] = merged_metadata(fields["metadata"], sent["metadata"])
    return fields


def _currency(work: Work, found: Sequence[lines.Line]) -> str | None:
    """Return the currency of a quote: that of its lines."""
    return lines.record(work, found[0]).currency if found else None


# -- the rest of its life ------------------------------------------------------------------------------------


@quotes.update
def update(work: Work, quote: Quote, params: Mapping[str, Any]) -> Quote:
    """Edit a draft; of an open quote only `expires_at` and metadata may change."""
    if quote.status != "draft" and (quote.status != "open" or set(params) - ONLY_OPEN):
        raise errors.invalid(WRONG_STATUS.format(verb="update", status=quote.status))
    customer = _customer(work, params, quote)
    if customer is not None and customer.test_clock != quote.test_clock:
        raise errors.invalid(CLOCKS, param="customer")
    fields = _sent(work, params, quote, customer)
    if "expires_at" in fields:
        _check_expiry(work, fields["expires_at"])
    after = {**quote, **fields}
    after["currency"] = fields["currency"] = _currency(work, after["_lines"])
    if "metadata" in params:
        fields["metadata"] = merged_metadata(quote.metadata, params["metadata"])
    changed = work.change(quote, **fields, **lines.costs(work, after))
    lines.keep(work, changed, quote["_lines"])
    if changed.expires_at != quote.expires_at:
        work.unschedule(changed)
        _plan(work, changed)
    return changed


@quotes.operation("quotes.finalize_quote")
def finalize(work: Work, quote: Quote, params: Mapping[str, Any]) -> Quote:
    """Number a draft and open it, for the customer to accept. Emits quote.finalized.

    400 without customer or line items. The quote that it revises is canceled.
    """
    _expect(quote, "draft", "finalize")
    customer = work.find(objects.customer, quote.customer)
    if customer is None:
        raise errors.invalid("You cannot finalize a quote without a customer.", param="customer")
    if not quote["_lines"]:
        raise errors.invalid("You cannot finalize a quote without line items.", param="line_items")
    if quote.collection_method == "send_invoice" and quote.invoice_settings.days_until_due is None:
        raise errors.invalid(NO_DAYS, param="invoice_settings[days_until_due]")
    if params.get("expires_at") is not None:
        quote = update(work, quote, {"expires_at": params["expires_at"]})
    original = None
    if quote.from_quote is not None and quote.from_quote.is_revision:
        original = work.find(quotes, quote.from_quote.quote)
    sequence = (original and original.get("_sequence")) or _next_sequence(work, customer)
    revision = (original.get("_revision") or 0) + 1 if original is not None else 1
    finalized = work.move(
        quote,
        "open",
        number=f"QT-{customer.invoice_prefix}-{sequence:04}-{revision}",
        status_transitions={**quote.status_transitions, "finalized_at": work.now},
        _sequence=sequence,
        _revision=revision,
    )
    if original is not None and original.status in ("draft", "open"):
        cancel(work, original, {})
    return finalized


def _next_sequence(work: Work, customer: Customer) -> int:
    """Return the number of a customer's next quote, from 1."""
    return (
        max((quote.get("_sequence") or 0 for quote in work.list(quotes, customer=customer.id)), default=0) + 1
    )


@quotes.action
def cancel(work: Work, quote: Quote, params: Mapping[str, Any]) -> Quote:
    """Withdraw a quote that was not accepted. Emits quote.canceled."""
    if quote.status not in ("draft", "open"):
        raise errors.invalid(WRONG_STATUS.format(verb="cancel", status=quote.status))
    work.unschedule(quote)
    return work.move(
        quote, "canceled", status_transitions={**quote.status_transitions, "canceled_at": work.now}
    )


def _plan(work: Work, quote: Quote) -> None:
    """Schedule the expiry of a quote, and its notice, unless its time is over."""
    work.schedule(expire, quote, at=quote.expires_at)
    notice = work.services.settings.quote_notice
    if notice and quote.expires_at - notice > work.now:
        work.schedule(tell_expiry, quote, at=quote.expires_at - notice)


@quotes.due(name="quote.tell_expiry")
def tell_expiry(work: Work, quote: Quote) -> None:
    """Emit quote.will_expire for an open quote: the service does so where an automation is set up."""
    if quote.status == "open":
        work.emit("quote.will_expire", quote)


@quotes.due(name="quote.expire", rank=0)
def expire(work: Work, quote: Quote) -> None:
    """Cancel a quote at `expires_at`. Emits quote.canceled."""
    if quote.status in ("draft", "open") and quote.expires_at <= work.now:
        cancel(work, quote, {})


def _expect(quote: Quote, status: str, verb: str) -> None:
    if quote.status != status:
        raise errors.invalid(WRONG_STATUS.format(verb=verb, status=quote.status))


@quotes.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List quotes, newest first. Those on a test clock only with `customer` or `test_clock`.

    400 for an unknown customer.
    """
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    equal = {} if params.get("customer") or params.get("test_clock") else {"test_clock": None}
    return inherited.listed(work, quotes, params, equal)


@quotes.on("customer.deleted")
def follow_customer(work: Work, customer: Customer) -> None:
    """Cancel the quotes of a deleted customer."""
    for quote in work.list(quotes, customer=customer.id):
        if quote.status in ("draft", "open"):
            cancel(work, quote, {})


@quotes.on("test_helpers.test_clock.deleted")
def follow_clock(work: Work, clock: TestHelpersTestClock) -> None:
    """Cancel the quotes of a deleted test clock, which need no customer."""
    for quote in work.list(quotes, test_clock=clock.id):
        if quote.status in ("draft", "open"):
            cancel(work, quote, {})
