"""From event to invoice with the official Python SDK that is installed.

Arguments: url of the server, key, `make` and a name, or `read` and the JSON of what others made. Prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import stripe

NEW_YEAR, FEBRUARY = 1735689600, 1738368000  # 2025, 00:00 UTC

url, key, what, told = sys.argv[1:]
client = stripe.StripeClient(key, base_addresses={"api": url, "files": url, "meter_events": url})


def advance(clock: Any, at: int) -> None:
    """Advance a test clock, and wait until everything due on the way has run."""
    client.test_helpers.test_clocks.advance(clock.id, {"frozen_time": at})
    while client.test_helpers.test_clocks.retrieve(clock.id).status != "ready":
        time.sleep(0.05)


def make(name: str) -> dict[str, str]:
    """A month of usage that is billed and paid. Returns the ids of what was made."""
    meter = client.billing.meters.create(
        {"display_name": name, "event_name": name, "default_aggregation": {"formula": "sum"}}
    )
    price = client.prices.create(
        {
            "currency": "usd",
            "product_data": {"name": "Calls"},
            "unit_amount_decimal": "0.35",
            "recurring": {"interval": "month", "usage_type": "metered", "meter": meter.id},
        }
    )
    clock = client.test_helpers.test_clocks.create({"frozen_time": NEW_YEAR})
    customer = client.customers.create(
        {
            "name": name,
            "test_clock": clock.id,
            "payment_method": "pm_card_visa",
            "invoice_settings": {"default_payment_method": "pm_card_visa"},
        }
    )
    subscription = client.subscriptions.create({"customer": customer.id, "items": [{"price": price.id}]})

    event = {"event_name": name, "payload": {"stripe_customer_id": customer.id, "value": "1200"}}
    client.billing.meter_events.create(event)
    client.v2.billing.meter_events.create(
        {**event, "payload": {"stripe_customer_id": customer.id, "value": "300"}}
    )
    advance(clock, FEBRUARY)
    late = {"stripe_customer_id": customer.id, "value": "7"}
    client.billing.meter_events.create({**event, "payload": late, "timestamp": FEBRUARY - 1})
    advance(clock, FEBRUARY + 7200)
    invoice = client.invoices.list({"subscription": subscription.id, "limit": 1}).data[0]
    return {
        "meter": meter.id,
        "price": price.id,
        "customer": customer.id,
        "subscription": subscription.id,
        "invoice": invoice.id,
    }


def read(made: dict[str, str]) -> list[Any]:
    """What the SDK finds of a month that was made, in the shape of its version."""
    invoice = json.loads(str(client.invoices.retrieve(made["invoice"])))
    (line,) = invoice["lines"]["data"]
    span = {"customer": made["customer"], "start_time": NEW_YEAR, "end_time": FEBRUARY}
    summary = client.billing.meters.event_summaries.list(made["meter"], span).data[0]
    if "parent" in invoice:
        subscription = invoice["parent"]["subscription_details"]["subscription"]
        price = line["pricing"]["price_details"]["price"]
    else:
        subscription, price = invoice["subscription"], line["price"]["id"]
    status = client.subscriptions.retrieve(made["subscription"]).status
    found = {"price": price, "customer": invoice["customer"], "subscription": subscription}
    assert found == {name: made[name] for name in found}, found
    return [
        invoice["status"],
        invoice["amount_paid"],
        line["quantity"],
        int(summary.aggregated_value),
        status,
    ]


print(json.dumps(make(told) if what == "make" else [read(one) for one in json.loads(told)]))
