"""Payment method configurations: which kinds of methods are offered where a payment names none."""

from __future__ import annotations

import pytest

PATH = "/v1/payment_method_configurations"
ASKED = {"amount": 2000, "currency": "usd"}


def preference(value: str) -> dict[str, dict[str, str]]:
    return {"display_preference": {"preference": value}}


@pytest.fixture
def default(api):
    return api.get(PATH).data[0]


def test_an_account_has_a_default(api, default):
    assert (default.id[:4], default.is_default, default.active, default.name, default.parent) == (
        "pmc_",
        True,
        True,
        "Default",
        None,
    )
    assert default.card == {
        "available": True,
        "display_preference": {"overridable": None, "preference": "on", "value": "on"},
    }
    assert default.sepa_debit == {
        "available": False,
        "display_preference": {"overridable": None, "preference": "off", "value": "off"},
    }
    assert api.get(f"{PATH}/{default.id}") == default
    assert api.other().get(PATH).data[0].id != default.id != api.live().get(PATH).data[0].id


def test_the_default_decides_what_is_offered(api, default):
    assert api.post("/v1/payment_intents", **ASKED).payment_method_types == [
        "card", "amazon_pay", "cashapp", "klarna", "link", "us_bank_account",
    ]  # fmt: skip
    assert api.post("/v1/payment_intents", amount=2000, currency="eur").payment_method_types == [
        "card",
        "link",
    ]

    changed = api.post(
        f"{PATH}/{default.id}", klarna=preference("off"), ideal=preference("on"), link=preference("off")
    )
    assert (changed.klarna.available, changed.ideal.display_preference.value) == (False, "on")
    assert api.get(PATH).data == [changed]
    assert "klarna" not in api.post("/v1/payment_intents", **ASKED).payment_method_types
    assert api.post("/v1/payment_intents", amount=2000, currency="eur").payment_method_types == [
        "card",
        "ideal",
    ]
    assert api.post("/v1/setup_intents").payment_method_types == [
        "card",
        "cashapp",
        "amazon_pay",
        "us_bank_account",
        "ideal",
    ]


def test_where_nothing_redirects_nobody_has_to_come_back(api, default):
    sent = {**ASKED, "payment_method": "pm_card_visa", "confirm": True}
    assert "return_url" in api.refused("POST", "/v1/payment_intents", **sent).message

    api.post(f"{PATH}/{default.id}", **dict.fromkeys(("klarna", "cashapp", "amazon_pay"), preference("off")))
    assert api.post("/v1/payment_intents", **sent).status == "succeeded"
    assert api.post("/v1/setup_intents", payment_method="pm_card_visa", confirm=True).status == "succeeded"


def test_what_redirects_is_not_offered_to_those_who_never_do(api):
    never = {"enabled": True, "allow_redirects": "never"}

    assert api.post("/v1/payment_intents", **ASKED, automatic_payment_methods=never).payment_method_types == [
        "card",
        "link",
        "us_bank_account",
    ]
    assert api.post("/v1/setup_intents", automatic_payment_methods=never).payment_method_types == [
        "card",
        "link",
        "us_bank_account",
    ]


def test_a_payment_names_a_configuration_of_its_own(api, default):
    made = api.post(
        PATH, name="Invoices", klarna=preference("off"), link=preference("none"), cashapp=preference("off")
    )
    assert (made.name, made.is_default, made.active) == ("Invoices", False, True)
    # As the default has it.
    assert made.link.display_preference == {
        "overridable": None,
        "preference": "none",
        "value": "on",
    }
    assert [one.id for one in api.get(PATH).data] == [made.id, default.id]

    intent = api.post("/v1/payment_intents", **ASKED, payment_method_configuration=made.id)
    assert intent.payment_method_types == ["card", "amazon_pay", "link", "us_bank_account"]
    assert intent.payment_method_configuration_details == {"id": made.id, "parent": None}
    back = api.post(f"/v1/payment_intents/{intent.id}", payment_method_configuration=default.id)
    assert (
        "klarna" in back.payment_method_types and back.payment_method_configuration_details.id == default.id
    )
    kept = api.post("/v1/setup_intents", payment_method_configuration=made.id)
    assert kept.payment_method_types == ["card", "link", "amazon_pay", "us_bank_account"]


def test_one_that_is_switched_off_is_not_used(api, default):
    made = api.post(PATH, name="Old")
    assert api.post(f"{PATH}/{made.id}", active=False).active is False

    for id in (made.id, "pmc_nothing"):
        error = api.refused("POST", "/v1/payment_intents", **ASKED, payment_method_configuration=id)
        assert error.param == "payment_method_configuration"
    assert api.refused("POST", f"{PATH}/{default.id}", active=False).param == "active"


def test_what_is_not_there(api):
    assert api.refused("GET", f"{PATH}/pmc_nothing", 404).code == "resource_missing"
    assert api.refused("POST", f"{PATH}/pmc_nothing", 404, name="x").param == "configuration"
    assert api.refused("POST", PATH, parent="pmc_nothing").param == "parent"
    assert api.refused("GET", PATH, starting_after="pmc_nothing").param == "starting_after"
    assert (
        api.refused("POST", PATH, card=preference("perhaps")).param == "card[display_preference][preference]"
    )


def test_they_are_listed_page_by_page(api, default):
    made = [api.post(PATH, name=f"No. {number}").id for number in range(3)]
    whole = [*reversed(made), default.id]

    first = api.get(PATH, limit=2)
    assert ([one.id for one in first.data], first.has_more) == (whole[:2], True)
    rest = api.get(PATH, limit=2, starting_after=whole[1])
    assert ([one.id for one in rest.data], rest.has_more) == (whole[2:], False)
    before = api.get(PATH, limit=2, ending_before=default.id)
    assert ([one.id for one in before.data], before.has_more) == (whole[1:3], True)
