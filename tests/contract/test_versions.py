"""Versions: which are known, and what older and newer ones see."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from counterfoil.contract import versions
from counterfoil.contract.refusal import Refusal

PUBLISHED = ["2011-01-01", "2020-08-27", "2022-11-15", "2023-08-16", "2023-10-16", "2024-04-10", "2024-06-20",
             "2024-09-30.acacia", "2025-02-24.acacia",
             "2025-03-31.basil", "2025-08-27.basil", "2025-09-30.clover", "2026-05-27.dahlia",
             "2026-08-26.dahlia", "2026-10-28.endive", "2026-08-26.preview", "2026-11-25.endive",
             "2027-01-27.preview", "2025-02-24.acacia; custom_checkout_beta=v1"]  # fmt: skip
UNPUBLISHED = ["", "latest", "acacia", "2025-02-24", "2025-02-24.Acacia", "2025-02-25.acacia",
               "2025-02-24.basil", "2010-01-01", "2024-06-20.acacia",
               "2026-02-30.clover", "2027-02-30.endive", "2027-01-27.acacia", "2027-01-27.foo", "2027-01-27",
               "2026-08-27.preview", "x" * 9999]  # fmt: skip


@pytest.mark.parametrize("version", PUBLISHED)
def test_a_published_version_is_accepted(version):
    versions.check(version)


@pytest.mark.parametrize("version", UNPUBLISHED)
def test_any_other_is_refused(version):
    with pytest.raises(Refusal) as refused:
        versions.check(version)
    assert refused.value.message == f"Invalid Stripe API version: {version[:100]}"
    assert refused.value.status == 400


def test_versions_are_listed_in_order():
    assert list(versions.KNOWN) == sorted(set(versions.KNOWN))
    assert versions.KNOWN[-1] == versions.NEWEST
    assert versions.DEFAULT in versions.KNOWN


@pytest.mark.parametrize(
    "version", ["2024-09-30.acacia", "2025-02-24.acacia", "2026-08-26.dahlia", "2026-08-26.preview"]
)
def test_a_call_of_v2_names_a_version_that_has_it(version):
    versions.check_v2(version)


@pytest.mark.parametrize("version", [None, "", "2024-06-20", "2020-08-27", "nonsense"])
def test_a_call_of_v2_without_one_is_refused(version):
    with pytest.raises(Refusal) as refused:
        versions.check_v2(version)
    assert refused.value.status == 400


CREATE = SimpleNamespace(name="payment_intents.create")
INTENT = {"id": "pi_1", "object": "payment_intent", "latest_charge": None, "amount": 5}
CHARGE = {"id": "ch_1", "object": "charge", "amount_refunded": 0}


@pytest.mark.parametrize(
    ("version", "sent", "meant"),
    [
        ("2025-02-24.acacia", {"amount": 5}, {"amount": 5}),
        ("2026-05-27.dahlia", {"amount": 5}, {"amount": 5}),
        ("2024-04-10", {"amount": 5}, {"amount": 5}),
        ("2023-10-16", {"amount": 5}, {"amount": 5, "capture_method": "automatic"}),
        ("2023-10-16", {"capture_method": "manual"}, {"capture_method": "manual"}),
        ("2023-08-16", {}, {"capture_method": "automatic"}),
        ("2022-11-15", {}, {"capture_method": "automatic", "payment_method_types": ["card"]}),
        (
            "2022-11-15",
            {"payment_method_types": ["ideal"]},
            {"capture_method": "automatic", "payment_method_types": ["ideal"]},
        ),
        (
            "2022-11-15",
            {"automatic_payment_methods": {"enabled": True}},
            {"automatic_payment_methods": {"enabled": True}, "capture_method": "automatic"},
        ),
    ],
)
def test_an_older_request_means_what_it_meant_then(version, sent, meant):
    assert versions.view(version).request(CREATE, sent) == meant
    assert versions.view(version).request(SimpleNamespace(name="customers.create"), sent) == sent


class Asked:
    """A store that has one answer to each question."""

    def __init__(self, hidden=None, listed=None):
        self._hidden, self._listed = hidden, listed

    def hidden(self, answer, name):
        return self._hidden

    def listed(self, answer, collection):
        return self._listed


def test_before_basil_a_payment_named_its_invoice():
    answer = {
        "object": "list",
        "data": [INTENT | {"latest_charge": CHARGE}],
        "has_more": False,
        "url": "/v1/payment_intents",
    }
    shown = versions.view("2025-02-24.acacia").answer(answer, Asked(hidden="in_1"))
    assert shown["data"][0]["invoice"] == shown["data"][0]["latest_charge"]["invoice"] == "in_1"
    assert "invoice" not in answer["data"][0]
    for version in ("2025-03-31.basil", "2025-03-31.preview"):
        assert "invoice" not in versions.view(version).answer(INTENT)


@pytest.mark.parametrize("version", versions.KNOWN[-24:])
def test_what_was_added_since_shows_at_every_version(version):
    assert (
        versions.view(version).answer(INTENT | {"added": 1}, Asked()).items()
        >= (INTENT | {"added": 1}).items()
    )


def test_an_encoded_answer_tells_whether_a_version_concerns_it():
    view = versions.view("2025-02-24.acacia")
    assert view.concerns('{"id":"pi_1","object":"payment_intent"}')
    assert view.concerns('{"object":"list","data":[{"object":"charge"}]}')
    assert not view.concerns(
        '{"id":"cus_1","object":"file_link","metadata":{"a":"\\"object\\":\\"charge\\""}}'
    )
    assert not versions.view(versions.NEWEST).concerns('{"object":"charge"}')


def test_before_november_2022_an_intent_held_its_charges_and_a_charge_its_refunds():
    old = versions.view("2022-08-01")
    shown = old.answer(INTENT | {"latest_charge": CHARGE}, Asked())
    assert shown["latest_charge"]["id"] == "ch_1"
    empty = {
        "object": "list",
        "data": [],
        "has_more": False,
        "total_count": 0,
        "url": "/v1/charges/ch_1/refunds",
    }
    assert shown["charges"]["data"][0]["refunds"] == empty
    assert old.answer(INTENT, Asked())["charges"]["data"] == []
    asked = Asked(listed={"object": "list", "data": [CHARGE], "has_more": False})
    assert old.answer(INTENT | {"latest_charge": "ch_1"}, asked)["charges"]["total_count"] == 1
    assert old.answer(CHARGE | {"amount_refunded": 1}, asked)["refunds"]["total_count"] == 1
    assert old.answer(CHARGE | {"amount_refunded": 1}, Asked())["refunds"]["total_count"] == 0


def test_a_tombstone_is_the_same_in_every_version():
    stub = {"id": "ch_1", "object": "charge", "deleted": True}
    assert versions.view("2022-08-01").answer(stub) == stub


def test_a_field_that_is_only_added_is_put_into_the_encoded_answer():
    view = versions.view("2025-02-24.acacia")
    charge = '{"id":"ch_1","object":"charge","amount":5}'
    assert view.only_adds(charge)
    assert (
        view.text(charge, Asked(hidden="in_1"))
        == '{"id":"ch_1","object":"charge","amount":5,"invoice":"in_1"}'
    )
    assert not view.only_adds(
        '{"id":"pi_1","object":"payment_intent","latest_charge":{"id":"ch_1","object":"charge"}}'
    )
    assert not view.only_adds('{"id":"ch_1","object":"charge","deleted":true}')
    assert not versions.view("2022-08-01").only_adds(charge), "refunds are not only added"
