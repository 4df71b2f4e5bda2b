"""The usage engine: events in, exact summaries out.

    engine = Engine(SQLiteUsage(writer, reader))          # reads the end of the log again, so that nothing acknowledged is lost

    engine.learn(scope, meters)                           # once per scope: its meters as they are at rest
    engine.define(Meter(scope=…, id=…, event_name=…, …))  # in a phase: a meter is new or changed
    meter = engine.meter_named(scope, event_name)         # or None

    event = check(meter, payload, timestamp, identifier, now)       # an Event, or an Invalid that says why not
    [counted] = engine.ingest([event], received_at)       # in a phase: True, or False where the identifier was used before
    engine.cancel(meter, identifier, now)                 # in a phase: a Cancellation

    engine.summaries(meter, customer, start, end, HOUR, limit=24, after=cursor)  # -> ([Summary(start, end, value)], has_more)
    engine.total(meter, customer, start, end)             # to the second, for billing periods
    engine.usage_since(meter, customer, position)         # what arrived after engine.position() was taken, for alerts

**Transactions.** `define`, `ingest`, `cancel` and `flush` write on the home's writing connection, inside a transaction that their caller
opens. Its caller tells how it ended: `engine.committed()` makes it visible, `engine.rolled_back()` forgets it. For a savepoint, take
`mark = engine.mark()` with it and call `engine.rolled_back(mark)` after rolling back to it. All calls are made on one thread; COMMIT may
run on another, while readers read. Readers see what is committed, never a mixture. `ingest` flushes a little where memory is full;
`flush()` (before a stop) writes everything visible, so that the next start has nothing to read again.

**Exactness.** Values are int or Decimal; sums have no bounds. Order is (timestamp, arrival). Sources: metering, "Aggregation" and "Scale".

Alerts: `watch(scope, meter id)`, then `news()` names the (scope, meter id, customer) whose usage grew since it was last asked; nothing is
collected where nobody watches; `customers_since` finds again what a restart forgot. `verify()` adds everything up again from the log and
names what differs.

`windows` holds alignment and covering of times; `summary_ids` and `summary_window` make the ids of summaries and read them back.
"""

from counterfoil.metering import windows
from counterfoil.metering.engine import Cancellation, Engine
from counterfoil.metering.ids import summary_id, summary_ids, summary_window
from counterfoil.metering.meters import Event, Invalid, Meter, check
from counterfoil.metering.reading import Summary
from counterfoil.metering.windows import DAY, HOUR, MINUTE

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "Cancellation",
    "Engine",
    "Event",
    "Invalid",
    "Meter",
    "Summary",
    "check",
    "summary_id",
    "summary_ids",
    "summary_window",
    "windows",
]
