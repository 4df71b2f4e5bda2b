"""Value list items: the values of a list, each of the list's type.

A report of fraud adds the card and the email address of the payment to the default block lists. No events.
Source: API reference, Value List Items; Radar, "Lists".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects, present
from counterfoil.kernel.port import Page
from counterfoil.kernel.shapes import Charge, RadarValueList, RadarValueListItem
from counterfoil.resources.payments import risk
from counterfoil.resources.radar import value_lists

# _key: list and value, as they are compared.
items = objects.radar_value_list_item.page(filters={"value_list": "value_list", "_key": "_key"})

MOST = 50_000  # items of a list


def _matches(pattern: str) -> Callable[[str], bool]:
    """Return a check of values that match a pattern as a whole."""
    return lambda value: re.fullmatch(pattern, value) is not None


def _is_address(value: str) -> bool:
    """Whether a value is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


_FINGERPRINT = (_matches(r"[A-Za-z0-9]+"), "a fingerprint: letters and digits")
# Type of the items -> whether a value is of it, and what it must be. Countries are below; any text is a
# string.
TYPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "account": (_matches(r"acct_[A-Za-z0-9]+"), "the id of an account"),
    "card_bin": (_matches(r"[0-9]{6}|[0-9]{8}"), "the first six or eight digits of a card number"),
    "card_fingerprint": _FINGERPRINT,
    "crypto_fingerprint": _FINGERPRINT,
    "customer_id": (_matches(r"cus_[A-Za-z0-9]+"), "the id of a customer"),
    "email": (_matches(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"), "an email address"),
    "ip_address": (_is_address, "an IPv4 or IPv6 address"),
    "sepa_debit_fingerprint": _FINGERPRINT,
    "us_bank_account_fingerprint": _FINGERPRINT,
}


@items.create
def create(work: Work, params: Mapping[str, Any]) -> RadarValueListItem:
    """Add a value to a list.

    400 if it is not of the list's type, on the list already, or the list is full.
    """
    found = value_lists.existing(work, params["value_list"], param="value_list", status=400)
    value = params["value"]
    wanted = _wanted(work, found.item_type, value.strip())
    if wanted:
        raise errors.invalid(
            f"Invalid value for a list of type {found.item_type}: {value} is not {wanted}.", param="value"
        )
    item = _add(work, found, value)
    if item is None:
        raise errors.invalid(f"The value {value} is already on the list {found.alias}.", param="value")
    return item


def _wanted(work: Work, item_type: str, value: str) -> str | None:
    """Return what a value of this type must be, if it is not."""
    if item_type == "country":
        return None if value.upper() in work.services.countries else "a two-letter country code"
    is_valid, wanted = TYPES.get(item_type, (None, None))
    return None if is_valid is None or is_valid(value) else wanted


def _add(work: Work, value_list: RadarValueList, value: str) -> RadarValueListItem | None:
    """Add a valid value to a list; None if it has it already. 400 if the list is full."""
    key = risk.key(value_list.id, value_list.item_type, value)
    if work.first(items, _key=key) is not None:
        return None
    if value_list.get("_count", 0) >= MOST:
        raise errors.invalid(
            f"The list {value_list.alias} is full: a list can have at most {MOST} items.", param="value_list"
        )
    if value_list.alias in value_lists.DEFAULTS:
        risk.use_lists(work)
    by = value_lists.CREATED_BY
    item = work.insert(items, created_by=by, value=value.strip(), value_list=value_list.id, _key=key)
    value_lists.show_items(work, value_lists.stored(work, value_list), added=1)
    return item


@items.delete
def delete(work: Work, item: RadarValueListItem, params: Mapping[str, Any]) -> dict[str, Any]:
    """Remove a value from its list."""
    stub = work.delete(item)
    value_lists.show_items(work, value_lists.existing(work, item.value_list), added=-1)
    return stub


@items.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the items of a list, newest first. value: text that they must contain, ignoring case."""
    found = value_lists.existing(work, params["value_list"], status=400)
    text = (params.get("value") or "").lower()
    if not text:
        return inherited.listed(work, items, params)
    inherited.check_cursors(work, items, params)
    # The store narrows it down by the whole stored response, in which plain text stands as it is.
    words = [text] if re.fullmatch(r"[a-z0-9@._-]+", text) else []
    page = Page(equal={"value_list": found.id}, words=words, limit=None)
    narrowed = work.session.select(items.table, work.space, page)
    return inherited.sliced(items, params, [item for item in narrowed if text in item["value"].lower()])


@items.on("charge.refunded")
@items.on("charge.updated")
def report_fraud(work: Work, charge: Charge) -> None:
    """Add the card and the email address of a payment reported as fraudulent to the default block lists."""
    if present(charge.fraud_details).user_report != "fraudulent":
        return
    card = charge.at("payment_method_details.card.fingerprint")
    address = risk.email(work, charge, charge.billing_details)
    for alias, value in (("card_fingerprint_blocklist", card), ("email_blocklist", address)):
        if value:
            _add(work, value_lists.default(work, alias), value)
