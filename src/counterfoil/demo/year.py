"""A year of a small SaaS in the demo account, so that a fresh server has something to look at.

Two products, a flat plan and an API that is metered with graduated tiers; three customers on a test clock,
credits, a year of usage, and the invoices that come of it. It is made by the operations of the API, and grows
in the background after the server has started: month by month, as the clock is advanced. A server that is
stopped meanwhile goes on with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from counterfoil import metering
from counterfoil.kernel import Claim, Space, Work, objects
from counterfoil.server import actions

if TYPE_CHECKING:
    from counterfoil.app import Server

CLOCK = "clock_demoSaaS00000000000000000"
EVENT = "demo_api_call"
DAY = 86400
MONTHS = 12
GRACE = 2 * 3600  # past each boundary, so that invoices are final

TIERS = [
    {"up_to": 10_000, "unit_amount": 0},
    {"up_to": 100_000, "unit_amount_decimal": "0.05"},
    {"up_to": "inf", "unit_amount_decimal": "0.02"},
]

# name, card, seats of the plan (0: none), API calls of the first day, growth of a month in percent
CUSTOMERS = (
    ("Ada Analytics", "pm_card_visa", 1, 900, 4),
    ("Grace Robotics", "pm_card_mastercard", 0, 4_000, 12),
    ("Linus Labs", "pm_card_visa", 3, 150, 0),
)


def first_day(now: int) -> int:
    """Return when the year began that ended with the last month: midnight UTC, epoch seconds."""
    today = datetime.fromtimestamp(now, UTC)
    return int(datetime(today.year - 1, today.month, 1, tzinfo=UTC).timestamp())


def month(start: int, number: int) -> int:
    """Return when a month of the year begins; number: from 0 to 12."""
    at = datetime.fromtimestamp(start, UTC)
    years, index = divmod(at.month - 1 + number, 12)
    return int(datetime(at.year + years, index + 1, 1, tzinfo=UTC).timestamp())


def usage(start: int, daily: int, growth: int) -> Iterator[tuple[int, int]]:
    """Yield (timestamp, value): an event at noon of each day, less at weekends, more from month to month."""
    calls = daily * 100
    for number in range(MONTHS):
        begins, ends = month(start, number), month(start, number + 1)
        for at in range(begins, ends, DAY):
            weekend = datetime.fromtimestamp(at, UTC).weekday() >= 5
            yield at + DAY // 2, calls // 100 * (2 if weekend else 5) // 5
        calls += calls * growth // 100


async def grow(server: Server, space: Space) -> None:
    """Make the year, or go on with it."""
    start = first_day(server.services.wall())

    def begin() -> int:
        work = Work(server.store.writer, space, server.services, now=server.services.wall())
        clock = work.find(objects.test_helpers_test_clock, CLOCK)
        return _found(server, space, start) if clock is None else int(clock["_demo_start"] or start)

    start = await server.phases.run(begin, Claim.of(space.account))
    for number in range(1, MONTHS + 1):
        until = month(start, number) + GRACE
        if await _advance(server, space, until) and number == MONTHS - 1:
            await server.phases.run(lambda: _lose_a_card(server, space), Claim.of(space.account))


async def _advance(server: Server, space: Space, until: int) -> bool:
    """Advance the clock to a time and wait. False if it was there before."""

    def advance() -> bool:
        work = Work(server.store.writer, space, server.services, now=server.services.wall())
        clock = work.get(objects.test_helpers_test_clock, CLOCK)
        if clock.status == "ready" and clock.frozen_time < until:
            call(server, space, "test_helpers.test_clocks.advance", CLOCK, frozen_time=until)
        return clock.frozen_time < until

    moved = await server.phases.run(advance, Claim.of(space.account))
    while True:
        clock: Any = server.store.reader.load(objects.test_helpers_test_clock.table, space, CLOCK)
        if clock is None or clock["status"] != "advancing":
            return bool(moved)
        await asyncio.sleep(0.02)


def call(server: Server, space: Space, operation: str, /, *path: str, **params: Any) -> Any:
    """Perform an operation of the API in this phase, on the clock of what it is about."""
    bound = server.dispatch.bound(server.dispatch.operations[operation])
    work = Work(server.store.writer, space, server.services, now=server.services.wall())
    actions.adopt_clock(work, bound.about, params)
    return bound.perform(work, dict(zip(bound.operation.path_params, path, strict=True)), params)


def _found(server: Server, space: Space, start: int) -> int:
    """Make products, prices, customers, subscriptions, credits, and the usage of the whole year."""
    work = Work(server.store.writer, space, server.services, now=server.services.wall())
    clock = work.insert(
        objects.test_helpers_test_clock,
        id=CLOCK,
        frozen_time=start,
        name="A year of a small SaaS",
        status="ready",
        status_details={},
        deletes_after=work.now + 10 * 365 * DAY,
        _demo_start=start,
    )
    meter = call(
        server,
        space,
        "billing.meters.create",
        display_name="API calls",
        event_name=EVENT,
        default_aggregation={"formula": "sum"},
    )
    monthly: dict[str, Any] = {"interval": "month"}
    plan = _price(server, space, "Team plan", unit_amount=2900, recurring=monthly)
    tiers = {"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": TIERS}
    metered = {**monthly, "usage_type": "metered", "meter": meter["id"]}
    calls = _price(server, space, "API", recurring=metered, **tiers)
    for name, card, seats, daily, growth in CUSTOMERS:
        customer = call(
            server,
            space,
            "customers.create",
            name=name,
            email=f"billing@{name.split()[0].lower()}.example",
            test_clock=clock.id,
            payment_method=card,
            invoice_settings={"default_payment_method": card},
        )["id"]
        items: list[dict[str, Any]] = [{"price": plan, "quantity": seats}] if seats else []
        call(server, space, "subscriptions.create", customer=customer, items=[*items, {"price": calls}])
        _report(server, space, meter["id"], customer, usage(start, daily, growth))
        if not seats:
            _grant(server, space, customer, start)
    return start


def _price(server: Server, space: Space, product: str, **terms: Any) -> str:
    made = call(server, space, "prices.create", currency="usd", product_data={"name": product}, **terms)
    return str(made["id"])


def _grant(server: Server, space: Space, customer: str, start: int) -> None:
    """Give a customer promotional credit for half a year, and credit that they bought."""
    terms: Mapping[str, Any] = {"scope": {"price_type": "metered"}}
    common = {"customer": customer, "applicability_config": terms}
    for name, category, value, more in (
        ("Welcome", "promotional", 5_000, {"expires_at": month(start, 6), "priority": 10}),
        ("Prepaid", "paid", 20_000, {}),
    ):
        amount = {"type": "monetary", "monetary": {"currency": "usd", "value": value}}
        call(
            server,
            space,
            "billing.credit_grants.create",
            name=name,
            category=category,
            amount=amount,
            **common,
            **more,
        )


def _report(
    server: Server, space: Space, meter: str, customer: str, events: Iterator[tuple[int, int]]
) -> None:
    """Record usage of past and coming months, which the door would not take at once."""
    from counterfoil.resources.billing.meters import scope_of

    known = server.metering.meter(scope_of(space), meter)
    assert known is not None, "the meter was just made"
    usage = [metering.Event(known, customer, at, value, f"demo-{customer}-{at}") for at, value in events]
    server.metering.ingest(usage, server.services.wall())


def _lose_a_card(server: Server, space: Space) -> None:
    """Let the last customer's card be declined from now on: their subscription becomes past due."""
    work = Work(server.store.writer, space, server.services, now=server.services.wall())
    name = CUSTOMERS[-1][0]
    found = work.list(objects.customer, test_clock=CLOCK)
    customer = next(each.id for each in found if each.name == name)
    bad = call(server, space, "payment_methods.attach", "pm_card_chargeCustomerFail", customer=customer)["id"]
    call(server, space, "customers.update", customer, invoice_settings={"default_payment_method": bad})
