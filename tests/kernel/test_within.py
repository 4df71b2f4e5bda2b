"""A phase in two accounts: one transaction; each account has its own documents, events, ledger and clock."""

from __future__ import annotations

import asyncio

import pytest

from counterfoil.kernel import Claim, Services, Space, Work, errors, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.scheduler import Scheduler
from counterfoil.store.sqlite import SQLiteStore

NOON = 1_000_000
PLATFORM, SHOP = Space("acct_platform"), Space("acct_shop")
letters = objects.declare("_within_letter", prefix="let")


@pytest.fixture
def phases(tmp_path):
    store = SQLiteStore(str(tmp_path / "store.db"))
    store.wall = lambda: NOON
    phases = GroupCommit(store)
    phases.house = Services(wall=store.wall)
    with asyncio.Runner() as phases.runner:
        yield phases
    phases.close()
    store.close()


def work(phases: GroupCommit, space: Space = PLATFORM, **more) -> Work:
    return Work(phases.store.writer, space, phases.house, **{"now": NOON, **more})


def kept(phases: GroupCommit, space: Space) -> list[str]:
    return [one["id"] for one in phases.store.reader.scan(letters.table, space)]


def insert(work: Work, id: str, **fields):
    return work.insert(letters, id=id, object=letters.object, **fields)


BOTH = Claim.of("acct_platform", "acct_shop")


def test_each_account_has_its_own_documents_ledger_and_schedule(phases):
    def phase() -> None:
        here = work(phases)
        insert(here, "same", text="here")
        with here.within("acct_shop") as there:
            assert there.find(letters, "same") is None
            insert(there, "same", text="there")
            there.transfer("a", "b", 500, "usd")
            there.schedule(post, there.get(letters, "same"), at=NOON + 1)
        assert (here.get(letters, "same").text, here.balance("b", "usd")) == ("here", 0)
        with here.within("acct_shop") as again:
            assert again is there
            assert again.change(again.get(letters, "same"), text="changed").text == "changed"
            with again.within("acct_platform") as home:
                assert home is here

    phases.run_now(phase, BOTH)
    reader = phases.store.reader
    assert [reader.load(letters.table, space, "same").text for space in (PLATFORM, SHOP)] == [
        "here",
        "changed",
    ]
    assert (reader.balance(SHOP, "b", "usd"), reader.balance(PLATFORM, "b", "usd")) == (500, 0)
    assert reader.due_accounts("", NOON + 1, 8) == ["acct_shop"]


def test_what_happens_on_a_test_clock_happens_elsewhere_in_real_time(phases):
    clocks = objects.test_helpers_test_clock

    def phase() -> tuple[int, int, str]:
        here = work(phases)
        clock = here.insert(clocks, id="clock_1", object=clocks.object, status="ready", frozen_time=5)
        adopt(here, clock)
        with here.within("acct_shop") as there, there.within("acct_platform") as home:
            return home.now, there.now, there.clock

    assert phases.run_now(phase, BOTH) == (5, NOON, "")


def test_a_refusal_in_one_undoes_both(phases):
    def phase() -> None:
        here = work(phases)
        insert(here, "one")
        with here.within("acct_shop") as there:
            insert(there, "two")
            raise errors.invalid("no")

    with pytest.raises(errors.Refusal):
        phases.run_now(phase, BOTH)
    assert kept(phases, PLATFORM) == kept(phases, SHOP) == []


# -- what was not claimed ------------------------------------------------------------------------------------


def crossing(phases: GroupCommit, id: str, claims: list[Claim]):
    """A phase that needs a second account, and notes with which claims it ran."""

    def phase() -> str:
        here = work(phases)
        claims.append(here.claim)
        insert(here, id)
        with here.within("acct_shop") as there:
            insert(there, id)
        return id

    return phase


def test_a_phase_that_needs_an_account_begins_again_with_it(phases):
    claims: list[Claim] = []
    assert phases.run_now(crossing(phases, "one", claims), Claim.of("acct_platform")) == "one"
    assert list(dict.fromkeys(claims)) == [Claim.of("acct_platform"), BOTH]
    assert kept(phases, PLATFORM) == kept(phases, SHOP) == ["one"]


@pytest.mark.parametrize("neighbours", [0, 3])
def test_it_does_so_in_a_group_and_its_neighbours_are_done(phases, neighbours):
    claims: list[Claim] = []

    def neighbour(n: int):
        return lambda: insert(work(phases), f"n{n}").id

    async def run() -> list[str]:
        own = Claim.of("acct_platform")
        running = [phases.run(crossing(phases, "first", claims), own)]
        running += [phases.run(neighbour(n), own) for n in range(neighbours)]
        running += [phases.run(crossing(phases, "last", claims), own)]
        return await asyncio.wait_for(asyncio.gather(*running), 60)

    names = ["first", *(f"n{n}" for n in range(neighbours)), "last"]
    assert phases.runner.run(run()) == names
    assert list(dict.fromkeys(claims)) == [Claim.of("acct_platform"), BOTH]
    assert sorted(kept(phases, PLATFORM)) == sorted(names)
    assert kept(phases, SHOP) == ["last", "first"]


@letters.due(name="_within_letter.post")
def post(work: Work, letter) -> None:
    with work.within("acct_shop") as there:
        insert(there, letter["id"], posted=there.now)


def test_what_is_scheduled_works_in_two_accounts_in_its_order(phases):
    def phase() -> None:
        here = work(phases)
        for n in range(3):
            here.schedule(post, insert(here, f"letter{n}"), at=NOON - n)

    phases.run_now(phase, Claim.of("acct_platform"))
    assert phases.runner.run(Scheduler(phases, phases.house).run_due("", NOON)) == 3
    written = reversed(list(phases.store.reader.scan(letters.table, SHOP)))
    assert [(one.id, one.posted) for one in written] == [(f"letter{n}", NOON - n) for n in (2, 1, 0)]


# -- over HTTP -----------------------------------------------------------------------------------------------


@pytest.fixture
def giving(api, monkeypatch):
    """Creating a coupon gives another sandbox the same one; the id of that account."""
    shop = api.other()
    account = shop.get("/v1/account").id
    dispatch = api.house.server.dispatch
    bound = dispatch.bound(dispatch.operations["coupons.create"])

    def perform(work, ids, params):
        with work.within(account) as there:
            there.emit("coupon.created", there.insert(objects.coupon, params, valid=True))
        coupon = work.insert(objects.coupon, params, valid=True)
        work.emit("coupon.created", coupon)
        if params["name"] == "refused":
            raise errors.invalid("no")
        return coupon

    giving = type(bound)(bound.operation, bound.status, perform, bound.resource, bound.reads)
    monkeypatch.setitem(dispatch._bound, "coupons.create", giving)
    return shop


def coupon(**more):
    return {"id": "ten", "percent_off": 10, "duration": "once", "name": "Ten", **more}


def test_a_request_in_two_accounts_leaves_events_in_both(api, giving):
    made = api.post("/v1/coupons", **coupon())
    assert giving.get("/v1/coupons/ten").name == "Ten"
    for caller in (api, giving):
        (event,) = caller.get("/v1/events", type="coupon.created").data
        assert (event.data.object.id, event.request.id is not None) == (made.id, True)


def test_a_request_that_began_again_is_done_once_and_repeated_from_memory(api, giving):
    first, second = (
        api.request("POST", "/v1/coupons", coupon(), headers={"Idempotency-Key": "K"}) for _ in range(2)
    )
    assert (first.status, second.status, second.headers["idempotent-replayed"]) == (200, 200, "true")
    assert first.body == second.body
    assert len(giving.get("/v1/events", type="coupon.created").data) == 1


def test_a_refused_request_leaves_nothing_in_either(api, giving):
    api.refused("POST", "/v1/coupons", **coupon(name="refused"))
    assert api.get("/v1/coupons").data == giving.get("/v1/coupons").data == []
    assert giving.get("/v1/events", type="coupon.created").data == []
