"""Alerts, Issuing, Radar, Financial Connections, Terminal and Connect in the shapes of older versions."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, BEFORE_DAHLIA, BEFORE_ENDIVE, document, meant, shown

from counterfoil.contract.refusal import Refusal

# -- alerts --------------------------------------------------------------------------------------------------

CONFIG = {"gte": 5, "meter": "mtr_1", "recurrence": "one_time"}
FILTERS = [{"type": "customer", "customer": "cus_1"}]


@pytest.mark.parametrize(("filters", "filter"), [(None, None), ([], None), (FILTERS, {"customer": "cus_1"})])
def test_before_acacia_an_alert_had_its_filter_apart(filters, filter):
    alert = document("billing.alert", "alrt_1", usage_threshold={**CONFIG, "filters": filters})
    old = shown("2024-06-20", alert)
    assert (old["filter"], old["usage_threshold_config"]) == (filter, CONFIG)
    assert "filter" not in shown("2024-09-30.acacia", alert)
    sent = {"usage_threshold_config": CONFIG, **({"filter": filter} if filter else {})}
    assert meant("2024-06-20", "billing.alerts.create", **sent) == {
        "usage_threshold": {**CONFIG, **({"filters": filters} if filters else {})}
    }


def test_an_alert_is_no_longer_of_a_subscription():
    with pytest.raises(Refusal) as refused:
        meant(
            "2024-06-20",
            "billing.alerts.create",
            usage_threshold_config=CONFIG,
            filter={"subscription": "sub_1"},
        )
    assert refused.value.param == "filter[subscription]"


# -- issuing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("newest", "old"), [(None, ""), ("ref", "ref")])
def test_before_dahlia_a_token_of_visa_had_a_reference(newest, old):
    visa = {"card_reference_id": newest, "token_reference_id": "a", "token_requestor_id": "b"}
    token = document("issuing.token", network_data={"type": "visa", "visa": visa})
    assert shown(BEFORE_DAHLIA, token)["network_data"]["visa"]["card_reference_id"] == old
    assert shown("2026-03-25.dahlia", token)["network_data"]["visa"]["card_reference_id"] == newest
    shown(BEFORE_DAHLIA, document("issuing.token", network_data={"type": "mastercard"}))


def test_before_dahlia_two_risks_had_risk_levels():
    sent = {"card_testing_risk": {"risk_level": "low"}, "fraud_risk": {"level": "normal", "score": 3}}
    found = meant(
        BEFORE_DAHLIA, "test_helpers.issuing.authorizations.create", card="ic_1", risk_assessment=sent
    )
    risks = {"card_testing_risk": {"level": "low"}, "fraud_risk": {"level": "normal", "score": 3}}
    assert found == {"card": "ic_1", "risk_assessment": risks}


@pytest.mark.parametrize(
    ("newest", "old"), [("expired", "reversed"), ("reversed", "reversed"), ("closed", "closed")]
)
@pytest.mark.parametrize(
    ("reason", "told"), [("network_fallback", "webhook_timeout"), ("card_active", "card_active")]
)
def test_before_basil_an_authorization_was_reversed_when_it_expired(newest, old, reason, told):
    request = {
        "amount": 1, "amount_details": None, "approved": True, "authorization_code": None, "created": 1,
        "currency": "usd", "merchant_amount": 1, "merchant_currency": "usd", "network_risk_score": None,
        "reason": reason, "reason_message": None,
        "requested_at": None,
    }  # fmt: skip
    card = document("issuing.card", cardholder=document("issuing.cardholder"))
    authorization = document("issuing.authorization", status=newest, request_history=[request], card=card)
    for version, status, why in ((BEFORE_BASIL, old, told), ("2025-03-31.basil", newest, reason)):
        seen = shown(version, authorization)
        assert (seen["status"], seen["request_history"][0]["reason"]) == (status, why)


def test_before_june_2024_fuel_had_a_volume():
    fuel = {
        "industry_product_code": None,
        "quantity_decimal": "10.5",
        "type": "diesel",
        "unit": "liter",
        "unit_cost_decimal": "3.5",
    }
    details = {
        "fuel": fuel,
        "fleet": None,
        "flight": None,
        "lodging": None,
        "receipt": None,
        "reference": None,
    }
    old = shown("2024-04-10", document("issuing.transaction", purchase_details=details))
    assert old["purchase_details"]["fuel"] == {**fuel, "volume_decimal": "10.5"}
    assert (
        shown("2024-06-20", document("issuing.transaction", purchase_details=details))["purchase_details"][
            "fuel"
        ]
        == fuel
    )
    assert "volume_decimal" not in shown("2024-04-10", document("issuing.transaction")).get(
        "purchase_details", {}
    )
    for operation in (
        "authorizations.capture",
        "transactions.create_force_capture",
        "transactions.create_unlinked_refund",
    ):
        sent = {"purchase_details": {"fuel": {"volume_decimal": "2", "type": "diesel"}, "reference": "r"}}
        expected = {
            "purchase_details": {"fuel": {"quantity_decimal": "2", "type": "diesel"}, "reference": "r"}
        }
        assert meant("2024-04-10", f"test_helpers.issuing.{operation}", **sent) == expected


# -- radar ---------------------------------------------------------------------------------------------------


def signal(score: float | None):
    return {"evaluated_at": 7, "risk_level": "low", "score": score}


@pytest.mark.parametrize(
    ("payment", "dispute", "endive", "risk"),
    [
        (signal(12.4), None, 12.4, 12),
        (signal(None), None, -1, -1),
        (signal(1.0), signal(40.6), 1.0, 41),
        (signal(1.0), signal(None), 1.0, -1),
    ],
)
def test_the_scores_of_an_evaluation(payment, dispute, endive, risk):
    signals = {"fraudulent_payment": payment, "fraudulent_dispute": dispute, "early_fraud_warning": None}
    evaluation = document(
        "radar.payment_evaluation", signals=signals, recommended_action="continue", created_at=1
    )
    assert shown(BEFORE_ENDIVE, evaluation)["signals"]["fraudulent_payment"]["score"] == endive
    insights = shown(BEFORE_DAHLIA, evaluation)["insights"]
    assert insights == {
        "evaluated_at": 7,
        "fraudulent_dispute": {"recommended_action": "continue", "risk_score": risk},
    }
    assert shown("2026-09-30.endive", evaluation)["signals"] == signals


def test_before_endive_a_hold_expired_in_bulk():
    release = document("reserve.release", reason="hold_expired")
    assert shown(BEFORE_ENDIVE, release)["reason"] == "bulk_hold_expiry"
    assert shown("2026-09-30.endive", release)["reason"] == "hold_expired"


# -- financial connections -----------------------------------------------------------------------------------

FILTERED = {"account_subcategories": None, "require_payment_method_support": None}


@pytest.mark.parametrize(("country", "countries"), [("US", ["US"]), (None, None)])
def test_before_endive_a_session_had_countries(country, countries):
    session = document(
        "financial_connections.session", client_secret="s", filters={**FILTERED, "country": country}
    )
    assert shown(BEFORE_ENDIVE, session)["filters"]["countries"] == countries
    assert "countries" not in shown("2026-09-30.endive", session)["filters"]
    assert shown(BEFORE_ENDIVE, session | {"filters": None})["filters"] is None


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"countries": ["US", "CA"]}, {"country": "US"}),
        ({"countries": []}, {}),
        ({"account_subcategories": ["savings"]}, ...),
    ],
)
def test_and_was_sent_them(sent, expected):
    found = meant(BEFORE_ENDIVE, "financial_connections.sessions.create", filters=sent)
    assert found == {"filters": sent if expected is ... else expected}


# -- terminal ------------------------------------------------------------------------------------------------


def test_before_may_2025_a_choice_had_a_value():
    inputs = [
        {"type": "selection", "selection": {"choices": [{"value": "Yes", "style": "primary"}]}},
        {"type": "email"},
    ]
    choices = [{"id": "Yes", "text": "Yes", "style": "primary"}]
    found = meant("2025-04-30.basil", "terminal.readers.collect_inputs", inputs=inputs)
    assert found == {"inputs": [{"type": "selection", "selection": {"choices": choices}}, {"type": "email"}]}


@pytest.mark.parametrize(
    ("consent", "allowed"), [({"customer_consent_collected": True}, "always"), ({}, "unspecified")]
)
def test_before_acacia_a_method_was_shown_again_by_consent(consent, allowed):
    found = meant("2024-06-20", "terminal.readers.process_setup_intent", setup_intent="seti_1", **consent)
    assert found == {"setup_intent": "seti_1", "allow_redisplay": allowed}


# -- connect -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("fraud", "fraud_other"), ("terms_of_service", "terms_of_service"), ("other", "other")],
)
def test_before_endive_there_was_one_kind_of_fraud(sent, expected):
    assert meant(BEFORE_ENDIVE, "accounts.reject", reason=sent) == {"reason": expected}


def test_before_endive_a_link_named_configurations():
    use = {"refresh_url": "https://example.com", "configurations": ["merchant"]}
    sent = {"account": "acct_1", "use_case": {"type": "account_onboarding", "account_onboarding": use}}
    expected = {"type": "account_onboarding", "account_onboarding": {"refresh_url": "https://example.com"}}
    assert meant(BEFORE_ENDIVE, "v2.core.account_links.create", **sent) == {
        "account": "acct_1",
        "use_case": expected,
    }


BANK = {"country": "US", "account_number": "000123456789"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"requested_capabilities": ["transfers"]}, {"capabilities": {"transfers": {"requested": True}}}),
        (
            {"requested_capabilities": ["transfers"], "capabilities": {"transfers": {"requested": False}}},
            {"capabilities": {"transfers": {"requested": False}}},
        ),
        ({"bank_account": BANK}, {"external_account": {"object": "bank_account", **BANK}}),
        ({"bank_account": "btok_us"}, {"external_account": "btok_us"}),
        ({"country": "US"}, {"country": "US"}),
    ],
)
def test_in_2023_capabilities_were_listed(sent, expected):
    assert meant("2023-10-16", "accounts.create", **sent) == expected
    assert meant("2024-04-10", "accounts.create", country="US") == {"country": "US"}
