"""Actions of pages: one signature, the objects of the path, and what a request is about."""

from __future__ import annotations

import pytest

from counterfoil import app
from counterfoil.kernel import objects
from counterfoil.resources.payments import refunds
from tests.support.clocks import DAY
from tests.support.given import NEW_YEAR
from tests.support.receiver import soon


def without(resource, name: str, on=None):
    """The declarations of a resource with other ones of an action."""
    rest = {action: declared for action, declared in resource.about.items() if action != name}
    return rest if on is None else {**rest, name: on}


@pytest.mark.parametrize(
    "action",
    [
        lambda work, params: None,
        lambda work, params, refund: None,
        lambda refund, work, params: None,
        lambda work, refund, params, more: None,
    ],
)
def test_a_server_does_not_start_with_an_action_of_another_signature(monkeypatch, action):
    monkeypatch.setitem(objects.refund.actions, "cancel", action)
    with pytest.raises(AssertionError, match=r"refunds\.cancel is called with \(work, refund, params\)"):
        app.dispatch()


def test_a_server_does_not_start_with_an_action_that_does_not_declare_what_it_is_on(monkeypatch):
    monkeypatch.setattr(objects.refund, "about", without(objects.refund, "create"))
    with pytest.raises(
        AssertionError, match=r"refunds\.create .* does not declare what it is on: \['charge'"
    ):
        app.dispatch()


def test_a_server_does_not_start_with_a_declaration_that_names_nothing_on_a_clock(monkeypatch):
    monkeypatch.setattr(objects.refund, "about", without(objects.refund, "create", ("amount",)))
    with pytest.raises(AssertionError, match=r"refunds\.create: amount names nothing"):
        app.dispatch()


def test_an_id_that_nothing_tells_the_object_of_is_taken_as_text(monkeypatch):
    def detach(work, customer, id, params):
        """Without `id: str`."""

    dispatch = app.dispatch()
    monkeypatch.setattr(dispatch, "resource", lambda object: None)
    with pytest.raises(AssertionError, match=r"sources\.detach: nothing tells what customer names"):
        dispatch._action(dispatch.operations["sources.detach"], objects.card, detach)


def test_what_is_below_an_object_is_of_that_object(api):
    one, other = api.post("/v1/customers").id, api.post("/v1/customers").id
    tax_id = api.post(f"/v1/customers/{one}/tax_ids", type="eu_vat", value="DE123456789").id
    assert api.get(f"/v1/customers/{one}/tax_ids/{tax_id}").id == tax_id
    assert (
        api.refused("GET", f"/v1/customers/{other}/tax_ids/{tax_id}", 404).message
        == f"No such tax_id: '{tax_id}'"
    )
    assert (
        api.refused("GET", f"/v1/customers/cus_none/tax_ids/{tax_id}", 404).message
        == "No such customer: 'cus_none'"
    )


# -- the clock -----------------------------------------------------------------------------------------------


@pytest.fixture
def clock(api):
    return api.post("/v1/test_helpers/test_clocks", frozen_time=NEW_YEAR)


@pytest.fixture
def customer(api, clock):
    return api.post("/v1/customers", test_clock=clock.id)


def paid(api, customer):
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id).id
    return api.post(
        "/v1/payment_intents", amount=2000, currency="usd", customer=customer.id, payment_method=method,
        payment_method_types=["card"],
        confirm=True,
    )  # fmt: skip


def test_a_method_tells_the_customer_whose_clock_it_is(api, customer):
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id).id
    token = api.post("/v1/test_helpers/confirmation_tokens", payment_method=method)
    assert token.created == NEW_YEAR
    owned = api.post(
        "/v1/tax_ids", type="eu_vat", value="DE123456789", owner={"type": "customer", "customer": customer.id}
    )
    assert owned.created == NEW_YEAR


def test_what_is_below_a_charge_is_on_its_clock(api, customer):
    intent = paid(api, customer)
    assert api.post(f"/v1/charges/{intent.latest_charge}/refunds", amount=500).created == NEW_YEAR
    api.post(f"/v1/charges/{intent.latest_charge}/refund", amount=500)
    assert {one.created for one in api.get("/v1/refunds", charge=intent.latest_charge).data} == {NEW_YEAR}


def test_what_a_refund_does_later_it_does_at_its_own_time(api, clock, customer):
    """Not at the time from which an advance began."""
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_refundFail"}).id
    api.post(f"/v1/payment_methods/{method}/attach", customer=customer.id)
    intent = api.post(
        "/v1/payment_intents", amount=2000, currency="usd", customer=customer.id, payment_method=method,
        payment_method_types=["card"],
        confirm=True,
    )  # fmt: skip
    refund = api.post("/v1/refunds", payment_intent=intent.id)
    api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + DAY)
    soon(lambda: api.get(f"/v1/test_helpers/test_clocks/{clock.id}").status == "ready")
    failed = api.get(f"/v1/refunds/{refund.id}")
    assert failed.status == "failed"
    given_back = api.get(f"/v1/balance_transactions/{failed.failure_balance_transaction}")
    assert given_back.created == NEW_YEAR + refunds.ARRIVES


def test_a_clock_that_advances_can_be_read_below(api, clock, customer, monkeypatch):
    """Reading is not refused while the clock moves; writing is, with the same words everywhere."""
    intent = paid(api, customer)
    refund = api.post("/v1/refunds", payment_intent=intent.id, amount=100).id
    alarms = []
    # So that nothing runs what is due.
    monkeypatch.setattr(api.house.server.services, "alarm", lambda clock, at: alarms.append(at))
    assert (
        api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + DAY).status
        == "advancing"
    )
    assert alarms
    assert api.get(f"/v1/customers/{customer.id}/tax_ids").data == []
    assert api.get(f"/v1/refunds/{refund}").id == refund
    for path in (
        f"charges/{intent.latest_charge}/refunds",
        f"test_helpers/test_clocks/{clock.id}/advance",
        f"customers/{customer.id}/tax_ids",
    ):
        sent = {"type": "eu_vat", "value": "DE123456789"} if path.endswith("tax_ids") else {}
        sent |= {"frozen_time": NEW_YEAR + 2 * DAY} if path.endswith("advance") else {}
        assert api.refused("POST", f"/v1/{path}", 429, **sent).message.startswith(
            "Test clock advancement underway"
        )
    assert api.refused("DELETE", f"/v1/test_helpers/test_clocks/{clock.id}", 429).message.startswith(
        "Test clock advancement underway"
    )
