"""Loading the surface: amendments must match something, and older versions derive from the newest."""

from __future__ import annotations

import importlib

import pytest

from counterfoil.contract import Break, breaks

module = importlib.import_module("counterfoil.contract.load")

CUSTOMERS = "customers.create"


@pytest.mark.parametrize(
    ("amendment", "told"),
    [
        ({"operation": "customers.creat", "set": {"name": "string"}}, "customers.creat"),
        (
            {
                "operation": "customers.new",
                "verb": "POST",
                "path": "/x",
                "answer": "customer",
                "like": "customers.creat",
            },
            "customers.creat",
        ),
        ({"operation": CUSTOMERS, "remove": ["nome"]}, "customers.create.*nome"),
        (
            {"operation": CUSTOMERS, "set": {"invoice_setting.footer": "string"}},
            "customers.create.*invoice_setting",
        ),
        ({"operation": CUSTOMERS, "set": {"email.footer": "string"}}, "customers.create.*email.footer"),
        ({"object": "custommer", "set": {"name?": "string"}}, "custommer"),
        ({"object": "customer", "remove": ["nome"]}, "customer.*nome"),
        ({"object": "customer", "set": {"shipping.adress.city": "string"}}, "customer.*adress"),
        ({"absent": {"custommer": ["name"]}}, "custommer"),
        ({"absent": {"customer": ["nome"]}}, "customer.*nome"),
        ({"absent": {"customer": ["subscriptions"]}}, "customer.*subscriptions"),  # they are already
        ({"absent": {"customer": ["shipping.adress"]}}, "customer.*adress"),
        ({"born": {"custommer": {"name": "Ada"}}}, "custommer"),
        ({"born": {"customer": {"nome": "Ada"}}}, "customer.*nome"),
    ],
)
def test_an_amendment_that_meets_nothing_is_told_at_once(monkeypatch, amendment, told):
    known = list(module._amendments())
    monkeypatch.setattr(module, "_amendments", lambda: [*known, {"why": "a mistake", **amendment}])
    with pytest.raises(AssertionError, match=told):
        module.Newest()


def test_an_amendment_is_made_of_known_words(monkeypatch, tmp_path):
    folder = tmp_path / "amendments"
    folder.mkdir()
    (folder / "any.json").write_text(
        '[{"why": "a mistake", "object": "customer", "sets": {"name?": "string"}}]'
    )
    monkeypatch.setattr(module, "HERE", tmp_path)
    with pytest.raises(AssertionError, match=r"any.json.*sets"):
        list(module._amendments())


def test_an_entry_about_one_object_may_say_what_others_leave_out(monkeypatch):
    known = list(module._amendments())
    entry = {
        "why": "two things at once",
        "object": "customer",
        "set": {"name?": "string"},
        "absent": {"coupon": ["name"]},
    }
    monkeypatch.setattr(module, "_amendments", lambda: [*known, entry])
    surface = module.Newest()
    assert "name?" in surface.shape("customer").fields
    assert "name-?" in surface.shape("coupon").fields


# -- versions ------------------------------------------------------------------------------------------------

ACACIA, BASIL, NEWEST = "2025-02-24.acacia", "2025-03-31.basil", module.NEWEST


@pytest.mark.parametrize(
    ("version", "surface"),
    [
        (NEWEST, NEWEST), (ACACIA, ACACIA), ("2023-10-16", "2023-10-16"),
        ("2022-11-15", "2023-10-16"), ("2020-08-27", "2023-10-16"), ("2011-01-01", "2023-10-16"),
        ("2025-03-01.dashboard", ACACIA), ("2025-03-31.preview", BASIL),
        ("2025-03-31.preview; flag=v1", BASIL),
        ("2026-11-18.endive", NEWEST),
    ],
)  # fmt: skip
def test_a_version_without_a_surface_of_its_own_has_the_last_one_before(version, surface):
    assert module.load(version).version == surface
    assert module.load(version) is module.load(surface)


def test_every_version_routes_what_it_declares():
    upcoming, pause = ("GET", "/v1/invoices/upcoming"), ("POST", "/v1/subscriptions/sub_1/pause")
    assert module.load(ACACIA).route(*upcoming)[0].name == "invoices.upcoming"
    assert module.load(BASIL).route(*upcoming) is None, "and it is no id of an invoice"
    assert module.load(ACACIA).route(*pause) is None
    assert module.load(NEWEST).route(*pause)[0].name == "subscriptions.pause"


def test_parameters_are_those_of_the_version():
    def names(version, operation):
        return {name.rstrip("!~") for name in module.load(version).operations[operation].raw_params}

    assert {"coupon", "promotion_code"} <= names(ACACIA, "customers.create")
    assert not {"coupon", "promotion_code"} & names(BASIL, "customers.create")
    assert "billing_mode" in names("2025-06-30.basil", "subscriptions.create") - names(
        "2025-05-28.basil", "subscriptions.create"
    )
    assert "payment_method_types" in names("2026-08-26.dahlia", "checkout.sessions.create") - names(
        NEWEST, "checkout.sessions.create"
    )


def test_an_amendment_of_the_newest_holds_for_older_versions_too():
    for version in module.SURFACES:
        assert module.load(version).operations["customers.create"].raw_params["email"] == "string(512)"
        assert "description-?" in module.load(version).shape("card").fields


def test_an_amendment_until_a_version_holds_for_those_before_it():
    names = {
        version: module.load(version).operations
        for version in ("2023-10-16", "2025-04-30.basil", "2025-05-28.basil")
    }
    taken = {
        version: operations["terminal.readers.collect_inputs"].raw_params
        for version, operations in names.items()
    }
    assert taken["2023-10-16"] == taken["2025-04-30.basil"] != taken["2025-05-28.basil"]
    assert (
        "last"
        in module.load("2024-06-20")
        .operations["billing.meters.create"]
        .raw_params["default_aggregation!"]["formula!"]
    )


def test_an_operation_like_another_takes_the_same_at_every_version():
    for version in module.SURFACES:
        operations = module.load(version).operations
        like = operations.get("test_helpers.confirmation_tokens.create")
        assert like and operations["confirmation_tokens.create"].raw_params == like.raw_params


def test_the_types_of_events_are_those_of_the_version():
    for version in module.SURFACES:
        surface = module.load(version)
        asked = surface.operations["webhook_endpoints.update"].raw_params["enabled_events"][0]
        assert set(asked[1:].split("|")) == surface.event_types | {"*"}
        assert set(surface.shape("event").fields["type"][1:].split("|")) == surface.event_types
    assert (
        "invoice_payment.paid"
        in module.load("2025-05-28.basil").event_types - module.load("2025-04-30.basil").event_types
    )


def test_answers_show_what_was_added_since_and_what_was_taken_away():
    acacia = module.load(ACACIA)
    assert "invoice?" in acacia.answers.shape("charge").fields
    assert "invoice?" not in module.load(NEWEST).shape("charge").fields
    assert "customer_account?" in acacia.answers.shape("customer").fields
    assert "customer_account?" not in acacia.shape("customer").fields, "which is what can be asked for"


def test_what_was_missing_for_a_while_is_not_answered_then():
    shown = {
        version: module.load(version).answers.shape("subscription").fields
        for version in (ACACIA, "2025-04-30.basil", NEWEST)
    }
    assert ["billing_thresholds?" in fields for fields in shown.values()] == [True, False, True]


def test_an_object_that_no_version_changed_has_one_shape():
    assert module.load(ACACIA).shape("file_link") is module.load(NEWEST).shape("file_link")


# -- breaks --------------------------------------------------------------------------------------------------


def test_breaks_are_what_old_callers_would_miss():
    found = breaks(module.load(ACACIA), module.load(BASIL))
    assert Break("shape", "charge", "invoice", "removed", "@invoice") in found
    assert Break("operation", "invoices.upcoming", "", "removed", "GET /v1/invoices/upcoming") in found
    assert Break("parameters", "customers.create", "coupon", "removed", "string") in found
    assert not [
        each for each in found if each.name == "subscription_item" and "current_period" in each.path
    ], "they were added"
    assert not [each for each in found if each.path.startswith("shipping_details.")], (
        "what is in a removed hash goes without saying"
    )


def test_breaks_tell_what_is_required_of_another_type_or_respelled():
    found = breaks(module.load("2026-02-25.clover"), module.load("2026-03-25.dahlia"))
    assert Break("shape", "checkout.session", "ui_mode", "values", "custom|embedded|hosted") in found
    assert [
        each.what for each in found if each.name == "v2.core.event_destination" and each.path == "events_from"
    ] == ["type"]
    alerts = breaks(module.load("2025-08-27.basil"), module.load("2025-09-30.clover"))
    assert [
        each.what for each in alerts if each.name == "promotion_codes.create" and each.path == "promotion"
    ] == ["required"]


def test_a_version_breaks_nothing_of_its_own():
    assert breaks(module.load(ACACIA), module.load(ACACIA)) == []


def test_an_amendment_of_an_operation_that_older_versions_lack_is_told(monkeypatch):
    known = list(module._amendments())
    late = {"why": "a mistake", "until": BASIL, "operation": "subscriptions.pause", "set": {"type": "string"}}
    monkeypatch.setattr(module, "_amendments", lambda: [*known, late])
    with pytest.raises(AssertionError, match=r"subscriptions\.pause"):
        module.Older(module.load(NEWEST), list(module._steps(ACACIA)))
