"""The demo account: the examples of the API reference as real objects and events."""

from __future__ import annotations

from counterfoil import metering
from counterfoil.kernel import Work, objects

KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
METER = "mtr_test_61Q8nQMqIFK9fRQmr41CMAXJrFdZ5MnA"
CUSTOMER = "cus_Pp40waj64hdRxb"
MARCH_28 = 1711584000  # 2024-03-28 00:00 UTC

# seconds after midnight, value: four events in two hours of one afternoon
USAGE = ((72060, 4), (73500, 6), (75720, 7), (78900, 8))


def seed(work: Work) -> None:
    """Create the demo account's meter, customer and usage, unless they exist."""
    meters, customers = objects.billing_meter, objects.customer
    if work.find(meters, METER) is not None:
        return
    meter = work.insert(
        meters,
        id=METER,
        display_name="Search API",
        event_name="ai_search_api",
        default_aggregation={"formula": "sum"},
        customer_mapping={"event_payload_key": "stripe_customer_id", "type": "by_id"},
        value_settings={"event_payload_key": "value"},
        status="active",
        status_transitions={"deactivated_at": None},
        updated=work.now,
    )
    if work.find(customers, CUSTOMER) is None:
        told = {"name": "Jenny Rosen", "email": "jenny.rosen@example.com", "invoice_prefix": "DEM0NSTR"}
        work.insert(customers, told, id=CUSTOMER, tax_exempt="none", next_invoice_sequence=1)
    from counterfoil.resources.billing.meters import define, scope

    define(work, meter)
    # Recorded as accepted, not sent through the door: the door takes no event older than 35 days.
    known = work.services.metering.meter(scope(work), METER)
    usage = [
        metering.Event(known, CUSTOMER, MARCH_28 + second, value, f"demo-{second}") for second, value in USAGE
    ]
    work.services.metering.ingest(usage, work.now)
