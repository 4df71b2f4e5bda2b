"""Risk rules: the default lists of values whose payments are always allowed or always blocked.

Each account has an allow list and a block list for each kind of value. A payment with a value on an allow
list is not blocked by any rule, nor reviewed; with one on a block list it is declined before it reaches the
network. Rules other than these cannot be written. `radar.value_lists` shows the lists.
Source: Radar, "Lists" (default lists), "Rules" (order of rules).
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import PaymentMethod
from counterfoil.networks import addresses, cards
from counterfoil.resources.payments import balance

# Kind of value -> type of the items of its lists.
KINDS = {
    "card_bin": "card_bin",
    "card_country": "country",
    "card_fingerprint": "card_fingerprint",
    "charge_description": "string",
    "client_ip_country": "country",
    "client_ip_address": "ip_address",
    "customer_id": "customer_id",
    "email": "email",
    "email_domain": "string",
}
# Ruling -> end of the lists' aliases. What is allowed is not blocked.
RULINGS = {cards.ALLOW: "allowlist", cards.BLOCK: "blocklist"}
CASE_MATTERS = ("case_sensitive_string", "customer_id", "account")  # and fingerprints


def list_id(work: Work, alias: str) -> str:
    """Derive the id of a default list from the account, the mode and the list's alias."""
    return "rsl_" + hashlib.sha256(f"{work.account}:{work.livemode}:{alias}".encode()).hexdigest()[:24]


def key(list: str, item_type: str, value: str) -> str:
    """Return what identifies a value within a list: equal for values that the list does not distinguish."""
    value = value.strip()
    if item_type == "ip_address":
        value = str(ipaddress.ip_address(value))
    elif item_type not in CASE_MATTERS and not item_type.endswith("_fingerprint"):
        value = value.lower()
    return f"{list}:{value}"


def ruling(
    work: Work, payment: Mapping[str, Any], method: PaymentMethod, *, client_ip: str | None = None
) -> str | None:
    """Return ALLOW or BLOCK if a value of a payment is on such a list, else None.

    payment: the payment intent, or the parameters of a charge. client_ip: address of the customer, if known.
    """
    items = objects.radar_value_list_item
    account = balance.account(work)
    # The account tells whether it uses the lists: most do not, and it is read for every payment anyway. That
    # of a connected account is stored elsewhere.
    if not account.get("_lists_used") if account is not None else work.first(items) is None:
        return None
    values = _values(work, payment, method, client_ip)
    for ruling, suffix in RULINGS.items():
        for kind, value in values.items():
            if value and work.first(items, _key=key(list_id(work, f"{kind}_{suffix}"), KINDS[kind], value)):
                return ruling
    return None


def use_lists(work: Work) -> None:
    """Let the default lists decide on payments from now on."""
    account = balance.account(work)
    if account is not None:
        work.change(account, _lists_used=True)


def _values(
    work: Work, payment: Mapping[str, Any], method: PaymentMethod, client_ip: str | None
) -> dict[str, str | None]:
    """Return the values of a payment that lists may have."""
    card = present(method.card)
    address = email(work, payment, method.billing_details)
    holder = balance.account(work)
    own = (holder.country if holder else None) or "US"
    return {
        "card_bin": method.get("_bin"),
        "card_country": card.country,
        "card_fingerprint": card.fingerprint,
        "charge_description": payment.get("description"),
        "client_ip_address": client_ip,
        "client_ip_country": addresses.country(client_ip, own) if client_ip else None,
        "customer_id": payment.get("customer"),
        "email": address,
        "email_domain": address.rpartition("@")[2] if address else None,
    }


def email(work: Work, payment: Mapping[str, Any], billing: Mapping[str, Any]) -> str | None:
    """Return the email address of a payment: that of the receipt, else of the card, else of the customer."""
    customer = work.find(objects.customer, payment.get("customer"))
    return payment.get("receipt_email") or billing.get("email") or (customer.email if customer else None)
