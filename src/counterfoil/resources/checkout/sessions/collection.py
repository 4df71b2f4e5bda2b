"""What a session asks its buyer for: custom fields, tax ids, and the options of the methods on offer.

Source: API reference, Checkout Sessions; guides "Collect additional information", "Collect tax IDs".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import errors

MOST_FIELDS = 3  # custom fields
NO_NAME = (
    "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an"
    " existing customer, please set `customer_update[name]` to `auto`."
)


def check(params: Mapping[str, Any]) -> None:
    """Check (400) custom fields, and that a customer's name may be updated where tax ids are asked for."""
    fields = params.get("custom_fields") or ()
    if len(fields) > MOST_FIELDS:
        message = f"You can specify up to {MOST_FIELDS} custom fields for this Checkout Session."
        raise errors.invalid(message, param="custom_fields")
    if len({each["key"] for each in fields}) < len(fields):
        raise errors.invalid("The keys of custom fields must be unique.", param="custom_fields")
    updates = params.get("customer_update") or {}
    asks = (params.get("tax_id_collection") or {}).get("enabled")
    if asks and params.get("customer") and updates.get("name") != "auto":
        raise errors.invalid(NO_NAME)
    if updates and not params.get("customer"):
        raise errors.invalid("`customer_update` can only be used with `customer`.", param="customer_update")


def custom_field(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return a custom field with every field, without an answer."""
    kind = sent["type"]
    label = {"custom": sent["label"]["custom"], "type": sent["label"]["type"]}
    empty: dict[str, Any] = {"default_value": None, "value": None}
    if kind in ("numeric", "text"):
        empty |= {"maximum_length": None, "minimum_length": None}
    return {
        "key": sent["key"],
        "label": label,
        "optional": bool(sent.get("optional")),
        "type": kind,
        kind: empty | dict(sent.get(kind) or {}),
    }


def tax_id_collection(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return `tax_id_collection` with every field; None where it was not sent."""
    return {"required": "never", **sent} if sent else None


def options(mode: str, types: Sequence[str]) -> dict[str, Any]:
    """Return `payment_method_options` as they are unless sent, for the types on offer that have some."""
    found: dict[str, Any] = {"card": {"request_three_d_secure": "automatic"}}
    if mode != "subscription" and "us_bank_account" in types:
        connections = {"permissions": ["payment_method"], "prefetch": []}
        found["us_bank_account"] = {
            "financial_connections": connections,
            "verification_method": "automatic",
        }
    if mode == "payment" and "wechat_pay" in types:
        found["wechat_pay"] = {"app_id": None, "client": "web"}
    return found
