"""The usage engine: ingests each event exactly once, and answers queries about usage.

An accepted event is appended to the log and held in memory with its series. When memory is full, the series
that have waited longest are flushed: merged into hours, days and chunks, within the transaction of the call
that found memory full, a few at a time. Readers see the flushed data plus the events in memory up to the last
commit. While a flush is being committed, the store decides which of the two has a series' events.

All methods run on one thread. Only COMMIT may run on another; readers may read meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from operator import itemgetter
from typing import Any

from counterfoil.metering.audit import problems
from counterfoil.metering.buckets import Bucket, merge_all, minus
from counterfoil.metering.dedup import SEGMENT, Dedup
from counterfoil.metering.meters import Event, Meter
from counterfoil.metering.port import Logged, UsageStore
from counterfoil.metering.reading import Reading, edge
from counterfoil.metering.runs import unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align

CANCELABLE = DAY  # seconds after receipt in which an event can be canceled
_BATCH = 1_000  # maximum events of one log row; a look-up of one event reads the whole row


class Cancellation(Enum):
    """The outcome of a cancellation."""

    CANCELED = "canceled"
    ALREADY_CANCELED = "already_canceled"
    UNKNOWN = "unknown"
    OTHER_METER = "other_meter"
    TOO_OLD = "too_old"


class Engine(Reading):
    """A usage engine over one store.

    meters: the committed meters of a scope, asked for when the scope is first used.
    in_memory: unflushed events before the oldest series are flushed.
    hot: unflushed events of one series before it is flushed.
    replay: maximum events of the log that a start replays.
    cached: idle series (without unflushed events) that stay in memory.
    segment: identifiers sealed at once; a power of two that must not change during the life of a store.
    """

    def __init__(
        self,
        store: UsageStore,
        *,
        meters: Callable[[str], Iterable[Meter]] = lambda scope: (),
        in_memory: int = 250_000,
        hot: int = 8_192,
        replay: int = 500_000,
        cached: int = 100_000,
        segment: int = SEGMENT,
    ) -> None:
        self.store = store
        self.meters = meters
        self.in_memory, self.hot, self.replay, self.cached = in_memory, hot, replay, cached
        self._meters: dict[str, dict[str, Meter]] = {}  # scope -> event name -> meter
        self._by_id: dict[tuple[str, str], Meter] = {}
        self._series: dict[tuple[str, str], dict[str, Series]] = {}  # (scope, meter id) -> customer -> series
        self._by_number: dict[int, Series] = {}
        # Series with events in memory, longest waiting first -> the last committed seq before its first
        # event. The values never decrease, so the first one is where a replay of the log must begin.
        self._unflushed: OrderedDict[Series, int] = OrderedDict()
        self._hot: list[Series] = []
        self._undo: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self._flushing: list[Series] = []
        self._canceling: list[tuple[Series, int]] = []
        self._lates = {}
        self._reduced: set[int] = set()  # numbers of series with events canceled in the open transaction
        self._held = 0  # events in memory that no open flush has written
        self._watched: set[tuple[str, str]] = set()
        self._touched: list[Event] = []
        self._changed: set[tuple[str, str, str]] = set()
        self._floor = store.floor()
        self._seq = self._visible = store.last_seq()
        self.dedup = Dedup(store, segment)
        self._replay()

    # -- meters ----------------------------------------------------------------------------------------------

    def load_meters(self, scope: str, meters: Iterable[Meter]) -> None:
        """Load the committed meters of a scope. Survives a rollback."""
        self._meters[scope] = {}
        for meter in meters:
            self._define(meter)

    def _names(self, scope: str) -> dict[str, Meter]:
        """Return the meters of a scope by the names of their events."""
        names = self._meters.get(scope)
        if names is None:
            self.load_meters(scope, self.meters(scope))
            names = self._meters[scope]
        return names

    def define(self, meter: Meter) -> None:
        """Add or replace a meter in the open transaction. A rollback undoes it."""
        named = self._names(meter.scope).get(meter.event_name)
        before = self._by_id.get((meter.scope, meter.id))
        self._undo.append((self._undefine, (meter, before, named)))
        self._define(meter)

    def _define(self, meter: Meter) -> None:
        names = self._meters[meter.scope]
        named = names.get(meter.event_name)
        # An event name may be reused once its meter is inactive; events then belong to the active meter.
        if named is None or named.id == meter.id or meter.active or not named.active:
            names[meter.event_name] = meter
        self._by_id[meter.scope, meter.id] = meter

    def _undefine(self, meter: Meter, before: Meter | None, named: Meter | None) -> None:
        if before is None:
            self._by_id.pop((meter.scope, meter.id), None)
        else:
            self._by_id[meter.scope, meter.id] = before
        if named is None:
            self._meters[meter.scope].pop(meter.event_name, None)
        else:
            self._meters[meter.scope][meter.event_name] = named

    def meter_named(self, scope: str, event_name: str) -> Meter | None:
        """Return the meter, active or not, that counts the events of a name; or None."""
        return self._names(scope).get(event_name)

    def meter(self, scope: str, id: str) -> Meter | None:
        """Return a meter by its id, or None."""
        self._names(scope)
        return self._by_id.get((scope, id))

    # -- events in -------------------------------------------------------------------------------------------

    def ingest(self, events: Sequence[Event], received_at: int) -> list[bool]:
        """Ingest validated events in the open transaction. Returns for each whether it counts.

        An event does not count if its identifier was used before. Readers see the events once `committed` is
        called. received_at: epoch seconds of real time.
        """
        if len(events) > _BATCH:
            parts = (events[low : low + _BATCH] for low in range(0, len(events), _BATCH))
            return [outcome for part in parts for outcome in self.ingest(part, received_at)]
        self._make_room(len(events), received_at)
        accepted: list[Event] = []
        places: list[Series] = []
        first = self._seq + 1
        self._undo.append((self._unaccept, (accepted, places, self._seq, len(self._touched))))
        outcomes = self.dedup.claim(events, first, accepted)
        if accepted:
            self._place(accepted, places, first)
            self._seq += len(accepted)
            numbers = [series.number for series in places]
            times = [event.timestamp for event in accepted]
            values = [event.value for event in accepted]
            names = [event.identifier for event in accepted]
            payloads = {
                place: event.payload for place, event in enumerate(accepted) if event.payload is not None
            }
            self.store.append(first, received_at, (numbers, times, values, names), payloads)
        return outcomes

    def _place(self, events: Sequence[Event], places: list[Series], seq: int) -> None:
        """Append events to their series in memory, numbered from `seq`.

        Adds the series of each to `places`.
        """
        meter: Meter | None = None
        customers: dict[str, Series] = {}
        add, unflushed, watched, hot, visible = (
            places.append,
            self._unflushed,
            self._watched,
            self.hot,
            self._visible,
        )
        for event in events:
            if event.meter is not meter:
                meter = event.meter
                customers = self._customers(meter.scope, meter.id)
                listening = bool(watched) and (meter.scope, meter.id) in watched
            series = customers.get(event.customer)
            if series is None:
                series = self._new_series(meter, customers, event.customer)
            seqs = series.seqs
            if not seqs:
                unflushed[series] = visible
            elif len(seqs) == hot:
                self._hot.append(series)
            seqs.append(seq)
            series.times.append(event.timestamp)
            series.values.append(event.value)
            add(series)
            seq += 1
            if listening:
                self._touched.append(event)
        self._held += len(events)

    def _unaccept(self, accepted: list[Event], places: list[Series], seq: int, touched: int) -> None:
        """Undo `ingest`. seq, touched: the state before it."""
        del self._touched[touched:]
        for series in reversed(places):
            series.drop_last()
            if not series.seqs:
                self._unflushed.pop(series, None)
        if self._seq != seq:
            self._held -= len(accepted)
        self._seq = seq
        self.dedup.undo(accepted)

    def _customers(self, scope: str, meter: str) -> dict[str, Series]:
        customers = self._series.get((scope, meter))
        if customers is None:
            customers = self._series[scope, meter] = {}
        return customers

    def _new_series(self, meter: Meter, customers: dict[str, Series], customer: str) -> Series:
        number = self.store.find_series(meter.scope, meter.id, customer, written=True)
        if number is None:
            number = self.store.add_series(meter.scope, meter.id, customer)
            self._undo.append((self._unname, (customers, customer, number)))
        series = self._by_number.get(number)
        if series is None:
            series = self._by_number[number] = Series(number)
        customers[customer] = series
        return series

    def _unname(self, customers: dict[str, Series], customer: str, number: int) -> None:
        customers.pop(customer, None)
        self._by_number.pop(number, None)

    # -- cancellations ---------------------------------------------------------------------------------------

    def cancel(self, meter: Meter, identifier: str, now: int) -> Cancellation:
        """Cancel an event by its identifier, in the open transaction. Returns what happened.

        meter: one with the event's name. now: epoch seconds of real time.
        """
        seq = self.dedup.find(meter.scope, identifier)
        logged = seq and self.store.logged(seq)
        if not logged:
            return Cancellation.UNKNOWN
        owner = self.store.owners([logged.series])[0].meter
        known = self.meter(meter.scope, owner)
        # Compare names, not ids: a name can be reused once its meter is inactive, so two meters may have its
        # events.
        if owner != meter.id and (known is None or known.event_name != meter.event_name):
            return Cancellation.OTHER_METER
        if self.store.canceled(logged.seq):
            return Cancellation.ALREADY_CANCELED
        if now - logged.received_at >= CANCELABLE:
            return Cancellation.TOO_OLD
        self.store.cancel(logged.seq, now)
        self._reduced.add(logged.series)
        series = self._by_number.get(logged.series)
        if series is not None and series.holds(logged.seq):
            series.canceling = series.canceling or set()
            series.canceling.add(logged.seq)
            self._canceling.append((series, logged.seq))
            self._undo.append((self._uncancel, (series, logged.seq)))
        else:
            self._remove_flushed(logged)
        return Cancellation.CANCELED

    def customer_of(self, meter: Meter, identifier: str) -> str | None:
        """Return the customer of the event with an identifier, canceled or not; None if it is forgotten."""
        seq = self.dedup.find(meter.scope, identifier)
        logged = seq and self.store.logged(seq)
        return self.store.owners([logged.series])[0].customer if logged else None

    def _uncancel(self, series: Series, seq: int) -> None:
        series.canceling.discard(seq)  # type: ignore[union-attr]  # `cancel` has set it
        self._canceling.remove((series, seq))

    def _remove_flushed(self, logged: Logged) -> None:
        """Remove an event from its chunk, hour and day on disk.

        If it was the newest, the next newest replaces it.
        """
        store, number, at = self.store, logged.series, logged.timestamp
        for chunk in store.chunks(number, at, at + 1, written=True):
            if chunk.first_seq <= logged.seq <= chunk.last_seq:
                run = unpack(chunk)
                if logged.seq in run.seqs:
                    store.put_chunk(number, chunk.id, run.without(logged.seq).repacked(chunk))
                    break
        else:
            raise AssertionError(f"a flushed event is in a chunk: {logged}")
        hour, day = align(at, HOUR), align(at, DAY)

        def recompute_hour() -> Bucket | None:
            return merge_all(edge(store, number, hour, hour + HOUR, written=True))

        def recompute_day() -> Bucket | None:
            return merge_all(store.cells(number, HOUR, day, day + DAY, written=True).values())

        self._reduce_cell(HOUR, hour, logged, recompute_hour)
        self._reduce_cell(DAY, day, logged, recompute_day)

    def _reduce_cell(
        self, length: int, start: int, logged: Logged, recompute: Callable[[], Bucket | None]
    ) -> None:
        """Subtract an event from an hour or a day; recompute the cell if it was the newest or only one."""
        cells = self.store.cells(logged.series, length, start, start + 1, written=True)
        count, added, at, seq, value = cells[start]
        if seq == logged.seq or count == 1:
            bucket = recompute()
        else:
            bucket = (count - 1, minus(added, logged.value), at, seq, value)
        self.store.put_cell(logged.series, length, start, bucket)

    # -- commits ---------------------------------------------------------------------------------------------

    def mark(self) -> int:
        """Return the position in the open transaction to pass to `rolled_back` with a savepoint set now."""
        return len(self._undo)

    def committed(self) -> None:
        """Make the transaction's changes visible. Call after its COMMIT."""
        for series in self._flushing:
            series.drop_flushed()
            if series.seqs:  # events that arrived after the flush
                self._unflushed[series] = self._visible
                if len(series.seqs) >= self.hot:
                    self._hot.append(series)
        self._flushing.clear()
        self._visible = self._seq
        for series, seq in self._canceling:
            self._held -= series.drop(seq)
            series.canceling = None
            if not series.seqs:
                self._unflushed.pop(series, None)
        self._canceling.clear()
        if self._reduced:
            self._lates = {key: late for key, late in self._lates.items() if key[0] not in self._reduced}
            self._reduced.clear()
        self._undo.clear()
        self.dedup.sort_ahead()
        if self._touched:
            touched = ((event.meter.scope, event.meter.id, event.customer) for event in self._touched)
            self._changed.update(touched)
            self._touched.clear()
        if len(self._by_number) - len(self._unflushed) > self.cached:
            self._forget_idle()

    def rolled_back(self, mark: int = 0) -> None:
        """Discard the open transaction's changes, or those since a mark. Call after ROLLBACK."""
        while len(self._undo) > mark:
            undo, with_what = self._undo.pop()
            undo(*with_what)

    def _forget_idle(self) -> None:
        """Drop series without unflushed events from memory. They are looked up in the store when needed."""
        for customers in self._series.values():
            for customer in [one for one, series in customers.items() if not series.seqs]:
                del customers[customer]
        self._by_number = {series.number: series for series in self._unflushed}

    # -- flushing --------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Flush all committed events in the open transaction, so that the next start replays nothing."""
        while self._flush_oldest():
            pass
        self._note_floor(0)

    def _make_room(self, more: int, received_at: int) -> None:
        """Before `more` events are ingested: seal identifiers and flush series as the limits require."""
        if self.dedup.is_full(more):
            before = self.dedup.seal(received_at)
            self._undo.append((self.dedup.unseal, (before,)))
        if self._hot:
            self._hot = [
                series for series in self._hot if series in self._unflushed and not self._flush(series)
            ]
        while (
            self._held > self.in_memory or self._seq - self._oldest() > self.replay
        ) and self._flush_oldest():
            pass

    def _flush_oldest(self) -> bool:
        """Flush the series that has waited longest. Returns False when there is nothing to flush."""
        series = next(iter(self._unflushed), None)
        return series is not None and self._flush(series)

    def _flush(self, series: Series) -> bool:
        """Flush the committed events of a series. Returns False if it has none."""
        if series.seqs[0] > self._visible:
            return False
        run, through, count = series.unflushed(self._visible)
        self.store.flush(series.number, through, *run.parts())
        self._undo.append((self._unflush, (series, count, self._unflushed.pop(series))))
        series.flushing = through
        self._flushing.append(series)
        self._held -= count
        self._note_floor(self.replay // 50)
        return True

    def _unflush(self, series: Series, count: int, since: int) -> None:
        """Undo `_flush`. since: the series' value in `_unflushed` before it."""
        series.flushing = None
        self._flushing.remove(series)
        self._held += count
        waiting = self._unflushed
        longest = next(iter(waiting.values()), since)
        waiting[series] = since
        waiting.move_to_end(series, last=False)
        if since > longest:  # it was flushed out of turn, being hot
            self._unflushed = OrderedDict(sorted(waiting.items(), key=itemgetter(1)))
        if len(series.seqs) >= self.hot:
            self._hot.append(series)

    def _note_floor(self, step: int) -> None:
        """Store the floor (where a replay begins) if it has risen by more than `step`."""
        floor = self._oldest() + 1
        if floor > self._floor + step:
            self._undo.append((self._set_floor, (self._floor,)))
            self._floor = floor
            self.store.set_floor(floor)

    def _oldest(self) -> int:
        """Return the newest seq up to which every event is flushed, by the open transaction at the latest."""
        oldest = next(iter(self._unflushed), None)
        return self._visible if oldest is None else min(self._visible, self._unflushed[oldest])

    def _set_floor(self, floor: int) -> None:
        self._floor = floor

    # -- starting --------------------------------------------------------------------------------------------

    def _replay(self) -> None:
        """Restore unflushed events and unsealed identifiers from the log, at start-up."""
        sealed, floor, store = self.dedup.base, self._floor, self.store
        first = min(sealed, floor)
        if self._seq < first:
            return
        tail = list(store.log_from(first))
        owners = {owner.series: owner for owner in store.owners(list({logged.series for logged in tail}))}
        canceled = store.canceled_from(floor)
        for logged in tail:
            seq, number = logged.seq, logged.series
            owner = owners[number]
            if seq >= sealed:
                self.dedup.restore(owner.scope, logged.identifier, seq)
            if seq < floor or seq <= owner.flushed or seq in canceled:
                continue
            series = self._by_number.get(number)
            if series is None:
                series = self._by_number[number] = Series(number)
                self._customers(owner.scope, owner.meter)[owner.customer] = series
                self._unflushed[series] = seq - 1
            series.seqs.append(seq)
            series.times.append(logged.timestamp)
            series.values.append(logged.value)
            self._held += 1
        self._hot = [series for series in self._unflushed if len(series.seqs) >= self.hot]

    # -- changes and audit -----------------------------------------------------------------------------------

    def watch(self, scope: str, meter: str) -> None:
        """From now on, collect for `take_changes` the customers whose usage of a meter grows."""
        self._watched.add((scope, meter))

    def unwatch(self, scope: str, meter: str) -> None:
        """Stop collecting changes of a meter."""
        self._watched.discard((scope, meter))

    def take_changes(self) -> set[tuple[str, str, str]]:
        """Return, and forget, the (scope, meter id, customer) of watched meters whose usage grew.

        Only committed usage since the last call is considered.
        """
        changed, self._changed = self._changed, set()
        return changed

    def position(self) -> int:
        """Return the seq of the newest accepted event, committed or not. Pass it to `usage_since` later."""
        return self._seq

    def has_uncommitted(self, meter: Meter, customer: str) -> bool:
        """Whether the open transaction has ingested an event of this meter and customer."""
        customers = self._series.get((meter.scope, meter.id))
        series = customers.get(customer) if customers else None
        return series is not None and bool(series.seqs) and series.seqs[-1] > self._visible

    def committed_position(self) -> int:
        """Return the seq of the newest committed event."""
        return self._visible

    def customers_since(self, scope: str, meter: str, position: int) -> set[str]:
        """Return the customers whose usage of a meter grew after a position.

        Reads the owners of all series, so use it at start-up only.
        """
        owners = (owner for owner in self.store.all_owners() if (owner.scope, owner.meter) == (scope, meter))
        flushed = {owner.customer for owner in owners if owner.flushed > position}
        held = self._series.get((scope, meter), {}).items()
        return flushed | {customer for customer, series in held if series.seqs and series.seqs[-1] > position}

    def verify(self) -> list[str]:
        """Recompute all totals from the log. One line per difference; an empty list means correct."""
        found = problems(self.store, self._by_number, self._visible)
        held = sum(len(series.seqs) for series in self._by_number.values())
        return (
            found
            if held == self._held
            else [*found, f"memory holds {held} events and believes to hold {self._held}"]
        )
