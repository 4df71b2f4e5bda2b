"""The engine: events in, kept exactly once, summaries out.

An accepted event is appended to the log by its home and held in memory with its series. When memory holds many, the series that waited
longest are flushed: merged into hours, days and chunks in the transaction of the call that found memory full, a little each time, so no
call waits long. What a reader sees is memory up to the last commit plus what is flushed; a series whose flush is not yet known to be
committed asks the disk which of the two has its events.

All methods run on one thread; only COMMIT itself may run on another, and readers may read meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from operator import itemgetter

from counterfoil.metering.audit import problems
from counterfoil.metering.buckets import Bucket, merge_all, minus
from counterfoil.metering.identifiers import SEGMENT, Identifiers
from counterfoil.metering.meters import Event, Meter
from counterfoil.metering.port import Home, Logged
from counterfoil.metering.reading import Reading, edge
from counterfoil.metering.runs import unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align

CANCELABLE = DAY  # seconds after receipt
_BATCH = 1_000  # events appended at once: finding one of them again reads its whole batch


class Cancellation(Enum):
    """What became of a cancellation."""

    CANCELED = "canceled"
    ALREADY_CANCELED = "already_canceled"
    UNKNOWN = "unknown"
    OTHER_METER = "other_meter"
    TOO_OLD = "too_old"


class Engine(Reading):
    """One usage engine over one home.

    in_memory: events held before series are flushed. hot: events of one series after which it is flushed at once. replay: events of the
    log that a start may have to read again. cached: series kept in memory although nothing of them is unflushed. segment: identifiers
    sealed at once, a power of two, and the same for a home's whole life.
    """

    def __init__(
        self,
        home: Home,
        *,
        in_memory: int = 250_000,
        hot: int = 8_192,
        replay: int = 500_000,
        cached: int = 100_000,
        segment: int = SEGMENT,
    ) -> None:
        self.home = home
        self.in_memory, self.hot, self.replay, self.cached = in_memory, hot, replay, cached
        self._meters: dict[str, dict[str, Meter]] = {}  # scope -> event name -> meter
        self._by_id: dict[tuple[str, str], Meter] = {}
        self._series: dict[tuple[str, str], dict[str, Series]] = {}  # (scope, meter id) -> customer -> series
        self._by_number: dict[int, Series] = {}
        # Those with events in memory, longest waiting first, each with the last commit before its first event: never decreasing,
        # so that the first tells from where the log must be read again.
        self._unflushed: OrderedDict[Series, int] = OrderedDict()
        self._hot: list[Series] = []
        self._undo: list[tuple[Callable[..., None], tuple]] = []
        self._flushing: list[Series] = []
        self._canceling: list[tuple[Series, int]] = []
        self._held = 0  # events in memory that no flush under way has written
        self._watched: set[tuple[str, str]] = set()
        self._touched: list[Event] = []
        self._news: set[tuple[str, str, str]] = set()
        self._floor = home.floor()
        self._seq = self._visible = home.last_seq()
        self.identifiers = Identifiers(home, segment)
        self._replay()

    # -- meters --------------------------------------------------------------------------------------------------------

    def learn(self, scope: str, meters: Iterable[Meter]) -> None:
        """Take the meters of a scope as they are at rest. Once per scope, before its first event; not undone by a rollback."""
        self._meters[scope] = {}
        for meter in meters:
            self._define(meter)

    def define(self, meter: Meter) -> None:
        """A meter is new or changed, in the transaction that is open: forgotten again if that is undone."""
        names = self._meters.get(meter.scope)
        before = self._by_id.get((meter.scope, meter.id))
        named = names.get(meter.event_name) if names else None
        self._undo.append((self._undefine, (meter, before, named)))
        self._define(meter)

    def _define(self, meter: Meter) -> None:
        names = self._meters.setdefault(meter.scope, {})
        named = names.get(meter.event_name)
        # Where an event name was used again after a deactivation, its events belong to the meter that is active.
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
        """The meter, active or not, that counts events of a name."""
        names = self._meters.get(scope)
        return names.get(event_name) if names else None

    def meter(self, scope: str, id: str) -> Meter | None:
        """A meter by its id."""
        return self._by_id.get((scope, id))

    # -- events in -----------------------------------------------------------------------------------------------------

    def ingest(self, events: Sequence[Event], received_at: int) -> list[bool]:
        """Take checked events, in the open transaction: for each, True if it counts, False if its identifier was used before.

        They count for readers once `committed` is called. received_at: epoch seconds by the wall.
        """
        if len(events) > _BATCH:
            parts = (events[low : low + _BATCH] for low in range(0, len(events), _BATCH))
            return [outcome for part in parts for outcome in self.ingest(part, received_at)]
        self._make_room(len(events), received_at)
        accepted: list[Event] = []
        places: list[Series] = []
        first = self._seq + 1
        self._undo.append((self._unaccept, (accepted, places, self._seq, len(self._touched))))
        outcomes = self.identifiers.claim(events, first, accepted)
        if accepted:
            self._place(accepted, places, first)
            self._seq += len(accepted)
            numbers = [series.number for series in places]
            times = [event.timestamp for event in accepted]
            values = [event.value for event in accepted]
            names = [event.identifier for event in accepted]
            payloads = {place: event.payload for place, event in enumerate(accepted) if event.payload is not None}
            self.home.append(first, received_at, (numbers, times, values, names), payloads)
        return outcomes

    def _place(self, events: Sequence[Event], places: list[Series], seq: int) -> None:
        """Put events with their series."""
        meter: Meter | None = None
        customers: dict[str, Series] = {}
        add, unflushed, watched, hot, visible = places.append, self._unflushed, self._watched, self.hot, self._visible
        for event in events:
            if event.meter is not meter:
                meter = event.meter
                customers = self._customers(meter.scope, meter.id)
                listening = bool(watched) and (meter.scope, meter.id) in watched
            series = customers.get(event.customer)
            if series is None:
                series = self._new_series(meter, customers, event.customer)  # type: ignore[arg-type]
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
        del self._touched[touched:]
        for series in reversed(places):
            series.drop_last()
            if not series.seqs:
                self._unflushed.pop(series, None)
        if self._seq != seq:
            self._held -= len(accepted)
        self._seq = seq
        self.identifiers.undo(accepted)

    def _customers(self, scope: str, meter: str) -> dict[str, Series]:
        customers = self._series.get((scope, meter))
        if customers is None:
            customers = self._series[scope, meter] = {}
        return customers

    def _new_series(self, meter: Meter, customers: dict[str, Series], customer: str) -> Series:
        number = self.home.find_series(meter.scope, meter.id, customer, written=True)
        if number is None:
            number = self.home.add_series(meter.scope, meter.id, customer)
            self._undo.append((self._unname, (customers, customer, number)))
        series = self._by_number.get(number)
        if series is None:
            series = self._by_number[number] = Series(number)
        customers[customer] = series
        return series

    def _unname(self, customers: dict[str, Series], customer: str, number: int) -> None:
        customers.pop(customer, None)
        self._by_number.pop(number, None)

    # -- cancellations -------------------------------------------------------------------------------------------------

    def cancel(self, meter: Meter, identifier: str, now: int) -> Cancellation:
        """Take an event out again, in the open transaction, by its identifier. meter: one of its name; now: epoch seconds by the wall."""
        seq = self.identifiers.find(meter.scope, identifier)
        logged = seq and self.home.logged(seq)
        if not logged:
            return Cancellation.UNKNOWN
        owner = self.home.owners([logged.series])[0].meter
        known = self.meter(meter.scope, owner)
        # The name decides: it can be used again once its meter is inactive, and then two meters have events of it.
        if owner != meter.id and (known is None or known.event_name != meter.event_name):
            return Cancellation.OTHER_METER
        if self.home.canceled(logged.seq):
            return Cancellation.ALREADY_CANCELED
        if now - logged.received_at >= CANCELABLE:
            return Cancellation.TOO_OLD
        self.home.cancel(logged.seq, now)
        series = self._by_number.get(logged.series)
        if series is not None and series.holds(logged.seq):
            series.canceling = series.canceling or set()
            series.canceling.add(logged.seq)
            self._canceling.append((series, logged.seq))
            self._undo.append((self._uncancel, (series, logged.seq)))
        else:
            self._take_out(logged)
        return Cancellation.CANCELED

    def _uncancel(self, series: Series, seq: int) -> None:
        series.canceling.discard(seq)  # type: ignore[union-attr]  # it was put there
        self._canceling.remove((series, seq))

    def _take_out(self, logged: Logged) -> None:
        """Take an event out of its chunk, its hour and its day on disk; where it was the last, the runner-up takes its place."""
        home, number, at = self.home, logged.series, logged.timestamp
        for chunk in home.chunks(number, at, at + 1, written=True):
            if chunk.first_seq <= logged.seq <= chunk.last_seq:
                run = unpack(chunk)
                if logged.seq in run.seqs:
                    home.put_chunk(number, chunk.id, run.without(logged.seq).repacked(chunk))
                    break
        else:
            raise AssertionError(f"a flushed event is in a chunk: {logged}")
        hour, day = align(at, HOUR), align(at, DAY)
        self._take_from(HOUR, hour, logged, lambda: merge_all(edge(home, number, hour, hour + HOUR, written=True)))
        self._take_from(DAY, day, logged, lambda: merge_all(home.cells(number, HOUR, day, day + DAY, written=True).values()))

    def _take_from(self, length: int, start: int, logged: Logged, again: Callable[[], Bucket | None]) -> None:
        count, added, at, seq, value = self.home.cells(logged.series, length, start, start + 1, written=True)[start]
        if seq == logged.seq or count == 1:
            bucket = again()
        else:
            bucket = (count - 1, minus(added, logged.value), at, seq, value)
        self.home.put_cell(logged.series, length, start, bucket)

    # -- commits -------------------------------------------------------------------------------------------------------

    def mark(self) -> int:
        """Where the open transaction stands, for `rolled_back` to a savepoint set now."""
        return len(self._undo)

    def committed(self) -> None:
        """The open transaction is on disk: what it held is visible from here on."""
        for series in self._flushing:
            series.drop_flushed()
            if series.seqs:  # arrived while the flush was on its way
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
        self._undo.clear()
        self.identifiers.sort_ahead()
        if self._touched:
            self._news.update((event.meter.scope, event.meter.id, event.customer) for event in self._touched)
            self._touched.clear()
        if len(self._by_number) - len(self._unflushed) > self.cached:
            self._forget_idle()

    def rolled_back(self, mark: int = 0) -> None:
        """The open transaction, or what it did since a mark, is undone."""
        while len(self._undo) > mark:
            undo, with_what = self._undo.pop()
            undo(*with_what)

    def _forget_idle(self) -> None:
        """Let go of series that hold nothing; they are found again on disk."""
        for customers in self._series.values():
            for customer in [one for one, series in customers.items() if not series.seqs]:
                del customers[customer]
        self._by_number = {series.number: series for series in self._unflushed}

    # -- flushing ------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write everything visible to where it is read from, in the open transaction. A start after this has nothing to do again."""
        while self._flush_oldest():
            pass
        self._note_floor(0)

    def _make_room(self, more: int, received_at: int) -> None:
        """Before events come in: seal identifiers and flush series, as far as these events oblige us to."""
        if self.identifiers.is_full(more):
            before = self.identifiers.seal(received_at)
            self._undo.append((self.identifiers.unseal, (before,)))
        if self._hot:
            self._hot = [series for series in self._hot if series in self._unflushed and not self._flush(series)]
        while (self._held > self.in_memory or self._seq - self._oldest() > self.replay) and self._flush_oldest():
            pass

    def _flush_oldest(self) -> bool:
        series = next(iter(self._unflushed), None)
        return series is not None and self._flush(series)

    def _flush(self, series: Series) -> bool:
        """Write the visible events of a series. False where it has none: all are of the open transaction."""
        if series.seqs[0] > self._visible:
            return False
        run, through, count = series.unflushed(self._visible)
        self.home.flush(series.number, through, *run.parts())
        self._undo.append((self._unflush, (series, count, self._unflushed.pop(series))))
        series.flushing = through
        self._flushing.append(series)
        self._held -= count
        self._note_floor(self.replay // 50)
        return True

    def _unflush(self, series: Series, count: int, since: int) -> None:
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
        floor = self._oldest() + 1
        if floor > self._floor + step:
            self._undo.append((self._set_floor, (self._floor,)))
            self._floor = floor
            self.home.set_floor(floor)

    def _oldest(self) -> int:
        """Every event up to this one is flushed, or is by the open transaction."""
        oldest = next(iter(self._unflushed), None)
        return self._visible if oldest is None else min(self._visible, self._unflushed[oldest])

    def _set_floor(self, floor: int) -> None:
        self._floor = floor

    # -- starting ------------------------------------------------------------------------------------------------------

    def _replay(self) -> None:
        """Bring back from the log what memory held."""
        sealed, floor, home = self.identifiers.base, self._floor, self.home
        first = min(sealed, floor)
        if self._seq < first:
            return
        tail = list(home.log_from(first))
        owners = {owner.series: owner for owner in home.owners(list({logged.series for logged in tail}))}
        canceled = home.canceled_from(floor)
        for logged in tail:
            seq, number = logged.seq, logged.series
            owner = owners[number]
            if seq >= sealed:
                self.identifiers.restore(owner.scope, logged.identifier, seq)
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

    # -- news and audit ------------------------------------------------------------------------------------------------

    def watch(self, scope: str, meter: str) -> None:
        """From now on, tell in `news` whose usage of a meter grew."""
        self._watched.add((scope, meter))

    def unwatch(self, scope: str, meter: str) -> None:
        """Tell no more."""
        self._watched.discard((scope, meter))

    def news(self) -> set[tuple[str, str, str]]:
        """(scope, meter id, customer) of watched meters with usage committed since this was last asked."""
        news, self._news = self._news, set()
        return news

    def position(self) -> int:
        """The newest accepted event, of the open transaction too: keep it to ask for `usage_since` later."""
        return self._seq

    def under_way(self, meter: Meter, customer: str) -> bool:
        """Whether the open transaction holds an event of a customer: it arrived, and is not committed yet."""
        customers = self._series.get((meter.scope, meter.id))
        series = customers.get(customer) if customers else None
        return series is not None and bool(series.seqs) and series.seqs[-1] > self._visible

    def settled(self) -> int:
        """The newest event that is committed."""
        return self._visible

    def customers_since(self, scope: str, meter: str, position: int) -> set[str]:
        """Whose usage of a meter grew after a position. Reads the names of all series: for a start, not for every day."""
        flushed = {o.customer for o in self.home.all_owners() if o.flushed > position and (o.scope, o.meter) == (scope, meter)}
        held = self._series.get((scope, meter), {}).items()
        return flushed | {customer for customer, series in held if series.seqs and series.seqs[-1] > position}

    def verify(self) -> list[str]:
        """Add everything up again from the log and compare. What differs, in words; nothing is as it should be."""
        found = problems(self.home, self._by_number, self._visible)
        held = sum(len(series.seqs) for series in self._by_number.values())
        return found if held == self._held else [*found, f"memory holds {held} events and believes to hold {self._held}"]
