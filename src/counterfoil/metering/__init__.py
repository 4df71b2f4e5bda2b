"""The usage engine: events in, exact summaries out.

    engine = Engine(SQLiteUsage(writer, reader), meters=stored)  # replays the end of the log; meters of a
    scope

    engine.define(Meter(scope=…, id=…, event_name=…, …))  # in a phase: add or replace a meter
    meter = engine.meter_named(scope, event_name)         # or None

    event = check(meter, payload, timestamp, identifier, now)  # an Event, or the Invalid that says why not
    [counted] = engine.ingest([event], received_at)       # in a phase: False if the identifier was used
    engine.cancel(meter, identifier, now)                 # in a phase: returns a Cancellation

    engine.summaries(meter, customer, start, end, HOUR, limit=24, after=cursor)  # -> ([Summary, …], has_more)
    engine.total(meter, customer, start, end)             # bounds to the second, for billing periods
    engine.split_by_arrival(meter, customer, start, end, positions)  # the same, by when its events arrived
    engine.usage_since(meter, customer, position)         # events that arrived after `position()`, for alerts

**Transactions.** `define`, `ingest`, `cancel` and `flush` write on the store's writing connection, inside a
transaction that the caller opens. After COMMIT the caller calls `engine.committed()`, which makes the changes
visible; after ROLLBACK it calls `engine.rolled_back()`, which discards them. For a savepoint, take
`mark = engine.mark()` and call `engine.rolled_back(mark)` after rolling back to it. All calls are made on one
thread; COMMIT may run on another, while readers read. Readers see committed data only. `ingest` flushes a few
series when memory is full; `flush()`, before a stop, writes everything, so that the next start replays
nothing.

**Exactness.** Values are int or Decimal; sums have no bounds. Order is (timestamp, arrival).
Sources: metering, "Aggregation" and "Scale".

**Alerts.** After `watch(scope, meter id)`, `take_changes()` returns each (scope, meter id, customer) whose
usage grew since the last call. `customers_since` finds them in the store after a restart.

**Audit.** `verify()` recomputes all totals from the log and lists the differences.

`windows` aligns times; `summary_ids` and `summary_window` encode and decode the ids of summaries.
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
