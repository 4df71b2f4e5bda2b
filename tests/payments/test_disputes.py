"""Disputes: what the bank takes back, and what the account answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.client import Api, House

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def dispute_of(api, intent):
    """The only dispute of an intent."""
    (dispute,) = api.get("/v1/disputes", payment_intent=intent.id).data
    return dispute


@pytest.fixture
def disputed(api, pay):
    """A new dispute of 10.00 USD, of a payment whose funds are there at once."""
    return dispute_of(api, pay(1000, "pm_card_createDispute", capture_method="automatic"))


@pytest.fixture
def inquiry(api, pay):
    """A new inquiry about a payment of 10.00 USD."""
    return dispute_of(api, pay(1000, "pm_card_createDisputeInquiry", capture_method="automatic"))


def submit(api, dispute, text="It was delivered.", **params):
    return api.post(f"/v1/disputes/{dispute.id}", evidence={"uncategorized_text": text}, **params)


def pending(api):
    return api.get("/v1/balance").pending[0].amount


def uploaded(api, purpose="dispute_evidence", content=PNG):
    form = b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\n' + purpose.encode()
    file = (
        b'\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        + content
        + b"\r\n--b--\r\n"
    )
    return api.request(
        "POST", "/v1/files", form + file, headers={"content-type": "multipart/form-data; boundary=b"}
    ).json.id


# -- birth ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("capture", ["automatic", "automatic_async"])
def test_a_disputed_payment_loses_its_amount_and_a_fee(api, pay, capture):
    intent = pay(1000, "pm_card_createDispute", capture_method=capture)
    dispute = dispute_of(api, intent)

    assert (dispute.id[:3], dispute.amount, dispute.currency, dispute.status) == (
        "dp_",
        1000,
        "usd",
        "needs_response",
    )
    assert (dispute.charge, dispute.payment_intent, dispute.reason) == (
        intent.latest_charge,
        intent.id,
        "fraudulent",
    )
    assert dispute.payment_method_details == {
        "card": {"brand": "visa", "case_type": "chargeback", "network": "visa", "network_reason_code": "83"},
        "type": "card",
    }  # fmt: skip
    assert (dispute.is_charge_refundable, dispute.enhanced_eligibility_types, dispute.metadata) == (
        False,
        [],
        {},
    )
    assert (len(dispute.evidence), dispute.evidence) == (
        28,
        dict.fromkeys(dispute.evidence) | {"enhanced_evidence": {}},
    )
    (taken,) = dispute.balance_transactions
    charge = api.get(f"/v1/charges/{intent.latest_charge}", expand=["balance_transaction", "dispute"])
    assert dispute.balance_transaction == taken.id
    assert (taken.type, taken.reporting_category, taken.source) == ("adjustment", "dispute", dispute.id)
    assert (taken.amount, taken.fee, taken.net, taken.exchange_rate) == (-1000, 1500, -2500, None)
    assert taken.description == f"Chargeback withdrawal for {charge.id}"
    assert taken.fee_details == [
        {
            "amount": 1500,
            "application": None,
            "currency": "usd",
            "description": "Dispute fee",
            "type": "stripe_fee",
        }
    ]
    assert (taken.status, taken.available_on) == ("pending", charge.balance_transaction.available_on)
    assert (charge.disputed, charge.dispute.id, charge.refunded) == (True, dispute.id, False)
    assert pending(api) == 1000 - 59 - 2500
    assert api.happened(type="charge.*").in_order(
        "charge.succeeded", "charge.dispute.created", "charge.dispute.funds_withdrawn"
    )


def test_an_answer_is_due_at_the_end_of_the_ninth_day(disputed):
    made = datetime.fromtimestamp(disputed.created, UTC)
    due = (made + timedelta(days=9)).replace(hour=23, minute=59, second=59)

    assert disputed.evidence_details == {
        "due_by": int(due.timestamp()), "enhanced_eligibility": {}, "has_evidence": False, "past_due": False,
        "submission_count": 0,
        "submission_method": "not_submitted",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("card", "reason", "code", "eligible"),
    [
        ("createDisputeProductNotReceived", "product_not_received", "13.1", []),
        ("createCe3EligibleDispute", "fraudulent", "10.4", ["visa_compelling_evidence_3"]),
    ],
)
def test_the_card_decides_on_the_reason(api, pay, card, reason, code, eligible):
    dispute = dispute_of(api, pay(1000, f"pm_card_{card}"))

    assert (dispute.reason, dispute.payment_method_details.card.network_reason_code) == (reason, code)
    assert dispute.enhanced_eligibility_types == eligible


def test_a_payment_may_be_disputed_in_two_parts(api, pay):
    intent = pay(1001, "pm_card_createMultipleDisputes", capture_method="automatic")
    second, first = api.get("/v1/disputes", charge=intent.latest_charge).data

    assert (first.amount, second.amount) == (500, 501)
    assert api.get(f"/v1/charges/{intent.latest_charge}").dispute == second.id
    assert api.get(f"/v1/charges/{intent.latest_charge}/dispute").id == second.id
    assert pending(api) == 1001 - 59 - 1001 - 2 * 1500


def test_what_the_payment_tells_of_the_customer_is_evidence_already(api, pay):
    customer = api.post("/v1/customers", name="Jenny Rosen", email="jenny@example.com")
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", customer=customer.id))

    assert (dispute.evidence.customer_name, dispute.evidence.customer_email_address) == (
        "Jenny Rosen",
        "jenny@example.com",
    )
    assert dispute.evidence_details.has_evidence is False
    asked = dispute_of(api, pay(1000, "pm_card_createDispute", receipt_email="else@example.com"))
    assert (asked.evidence.customer_name, asked.evidence.customer_email_address) == (None, "else@example.com")


def test_a_hold_is_disputed_when_it_is_captured(api, pay):
    intent = pay(1000, "pm_card_createDispute", capture_method="manual")
    assert api.get("/v1/disputes").data == []

    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=600)
    assert dispute_of(api, intent).amount == 600
    assert api.happened(type="charge.*")[-3:] == [
        "charge.captured",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
    ]


def test_a_charge_without_an_intent_is_disputed_too(api):
    charge = api.post("/v1/charges", amount=1000, currency="usd", source="tok_createDispute")

    (dispute,) = api.get("/v1/disputes", charge=charge.id).data
    assert (dispute.payment_intent, dispute.status) == (None, "needs_response")


def test_a_payment_in_another_currency_is_withdrawn_in_the_account_s(api, pay):
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", currency="eur", capture_method="automatic"))

    (taken,) = dispute.balance_transactions
    assert (dispute.currency, dispute.amount) == ("eur", 1000)
    assert (taken.currency, taken.amount, taken.exchange_rate) == ("usd", -1045, None)


def test_funds_are_available_together(api, wall, pay):
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", capture_method="automatic"))
    wall.advance(to=dispute.balance_transactions[0].available_on)

    assert api.get(f"/v1/disputes/{dispute.id}").balance_transactions[0].status == "available"
    balance = api.get("/v1/balance")
    assert (balance.pending[0].amount, balance.available[0].amount) == (0, 941 - 2500)
    submit(api, dispute, "winning_evidence")
    assert [one.status for one in api.get(f"/v1/disputes/{dispute.id}").balance_transactions] == [
        "available",
        "available",
    ]


def test_the_list_is_filtered(api, pay):
    first, second = (pay(1000, "pm_card_createDisputeInquiry") for _ in range(2))

    assert [one.payment_intent for one in api.get("/v1/disputes").data] == [second.id, first.id]
    assert dispute_of(api, first).charge == first.latest_charge
    assert api.get("/v1/disputes", created={"gt": api.now}).data == []
    assert len(api.get("/v1/disputes", created=api.now).data) == 2


# -- the answer ----------------------------------------------------------------------------------------------


def test_evidence_is_submitted_at_once(api, disputed):
    answered = submit(api, disputed)

    assert (answered.status, answered.evidence.uncategorized_text) == ("under_review", "It was delivered.")
    details = answered.evidence_details
    assert (details.has_evidence, details.submission_count, details.submission_method) == (True, 1, "manual")
    assert api.happened()[-2:] == ["charge.dispute.updated", "charge.updated"]
    assert (
        api.get("/v1/events", type="charge.dispute.updated").data[0].data.previous_attributes.status
        == "needs_response"
    )
    assert api.get(f"/v1/disputes/{disputed.id}") == answered


def test_evidence_may_be_staged_first(api, disputed):
    staged = submit(api, disputed, submit=False)
    assert (
        staged.status,
        staged.evidence_details.has_evidence,
        staged.evidence_details.submission_count,
    ) == ("needs_response", True, 0)

    merged = api.post(f"/v1/disputes/{disputed.id}", evidence={"customer_name": "Jenny"}, submit=False)
    assert (merged.evidence.uncategorized_text, merged.evidence.customer_name) == (
        "It was delivered.",
        "Jenny",
    )
    cleared = api.post(f"/v1/disputes/{disputed.id}", evidence={"uncategorized_text": ""}, submit=False)
    assert (cleared.evidence.uncategorized_text, cleared.evidence_details.has_evidence) == (None, True)
    none = api.post(f"/v1/disputes/{disputed.id}", evidence={"customer_name": None}, submit=False)
    assert none.evidence_details.has_evidence is False
    submit(api, disputed, "Here it is.", submit=False)
    sent = api.post(f"/v1/disputes/{disputed.id}", submit=True)
    assert (sent.status, sent.evidence.uncategorized_text, sent.evidence_details.submission_count) == (
        "under_review",
        "Here it is.",
        1,
    )


@pytest.mark.parametrize(
    "params", [{"metadata": {"order": "1"}}, {"metadata": {"order": "1"}, "submit": True}]
)
def test_metadata_submits_nothing(api, disputed, params):
    noted = api.post(f"/v1/disputes/{disputed.id}", **params)

    assert (noted.status, noted.metadata) == ("needs_response", {"order": "1"})
    assert api.happened()[-2:] == ["charge.dispute.updated", "charge.updated"]


def test_metadata_goes_with_evidence(api, disputed):
    api.post(f"/v1/disputes/{disputed.id}", metadata={"order": "1", "kept": "yes"})
    sent = submit(api, disputed, metadata={"order": ""})

    assert (sent.status, sent.metadata) == ("under_review", {"kept": "yes"})
    noted = api.post(f"/v1/disputes/{disputed.id}", metadata={"later": "too"})
    assert (noted.status, noted.metadata) == ("under_review", {"kept": "yes", "later": "too"})


def test_evidence_is_submitted_once(api, disputed):
    submit(api, disputed)

    for refused in ({"evidence": {"receipt": ""}}, {"submit": True}):
        assert (
            "already been submitted" in api.refused("POST", f"/v1/disputes/{disputed.id}", **refused).message
        )
    assert "already been submitted" in api.refused("POST", f"/v1/disputes/{disputed.id}/close").message


def test_files_are_evidence_if_they_were_uploaded_for_that(api, disputed):
    receipt = uploaded(api)
    sent = api.post(
        f"/v1/disputes/{disputed.id}",
        evidence={"receipt": receipt},
        submit=False,
        expand=["evidence.receipt"],
    )
    assert (sent.evidence.receipt.id, sent.evidence_details.has_evidence) == (receipt, True)

    logo = uploaded(api, "business_logo")
    error = api.refused("POST", f"/v1/disputes/{disputed.id}", evidence={"uncategorized_file": logo})
    assert (error.param, "business_logo" in error.message) == ("evidence[uncategorized_file]", True)
    error = api.refused(
        "POST", f"/v1/disputes/{disputed.id}", evidence={"customer_signature": "file_nothing"}
    )
    assert (error.code, error.param) == ("resource_missing", "evidence[customer_signature]")
    assert api.get(f"/v1/disputes/{disputed.id}").status == "needs_response"


@pytest.mark.parametrize(
    ("evidence", "param"),
    [
        ({"access_activity_log": "a" * 20_001}, "evidence[access_activity_log]"),
        ({"billing_address": "a" * 5_001}, "evidence[billing_address]"),
        (
            dict.fromkeys(
                """access_activity_log cancellation_policy_disclosure cancellation_rebuttal
                duplicate_charge_explanation product_description refund_policy_disclosure
                refund_refusal_explanation uncategorized_text""".split(),
                "a" * 18_751,
            ),
            "evidence",
        ),
    ],
)
def test_evidence_has_a_length(api, disputed, evidence, param):
    assert api.refused("POST", f"/v1/disputes/{disputed.id}", evidence=evidence).param == param


def test_long_evidence_is_taken(api, disputed):
    sent = api.post(
        f"/v1/disputes/{disputed.id}",
        evidence={"access_activity_log": "a" * 20_000, "billing_address": "b" * 5_000},
    )
    assert len(sent.evidence.access_activity_log) == 20_000


def test_networks_take_so_many_pages(api, disputed):
    def sent(pages, version="2026-10-28.endive"):
        file = uploaded(api, content=b"%PDF-1.4 " + b"<< /Type /Page >>" * pages)
        evidence = {"evidence[receipt]": file, "evidence[uncategorized_text]": "a" * 3_001, "submit": "false"}
        return api.request(
            "POST", f"/v1/disputes/{disputed.id}", evidence, headers={"Stripe-Version": version}
        )

    assert sent(48).status == 200
    refused = sent(49)
    assert (refused.status, refused.json.error.code) == (400, "dispute_evidence_page_limit_exceeded")
    assert sent(49, "2026-08-26.dahlia").status == 200


def test_a_dispute_that_is_not_decided_cannot_be_appealed(api, disputed):
    evidence = {"evidence[appeal][card][reason_for_filing]": "It was delivered."}
    refused = api.request(
        "POST", f"/v1/disputes/{disputed.id}", evidence, headers={"Stripe-Version": "2026-10-28.endive"}
    )

    assert (refused.status, refused.json.error.param) == (400, "evidence[appeal]")


# -- the end -------------------------------------------------------------------------------------------------


def test_winning_evidence_brings_the_money_back(api, disputed):
    assert submit(api, disputed, "winning_evidence").status == "under_review"

    won = api.get(f"/v1/disputes/{disputed.id}")
    assert (won.status, won.is_charge_refundable, len(won.balance_transactions)) == ("won", True, 2)
    assert won.balance_transaction == won.balance_transactions[0].id
    back = won.balance_transactions[1]
    assert (back.type, back.reporting_category, back.amount, back.fee, back.net) == (
        "adjustment",
        "dispute_reversal",
        1000,
        -1500,
        2500,
    )
    assert back.description == f"Chargeback reversal for {disputed.charge}"
    assert [(one.amount, one.description) for one in back.fee_details] == [(-1500, "Dispute fee refund")]
    assert (back.status, back.available_on) == ("pending", won.balance_transactions[0].available_on)
    assert pending(api) == 941
    assert api.happened()[-4:] == [
        "charge.dispute.updated", "charge.updated", "charge.dispute.closed",
        "charge.dispute.funds_reinstated",
    ]  # fmt: skip
    assert api.get(f"/v1/charges/{disputed.charge}").disputed is True
    assert api.post("/v1/refunds", charge=disputed.charge).status == "succeeded"


def test_the_fee_may_stay_taken():
    house = House(dispute_fee_returned=False)
    try:
        api = Api(house)
        dispute = dispute_of(
            api, api.given.payment_intent(1000, "pm_card_createDispute", capture_method="automatic")
        )
        submit(api, dispute, "winning_evidence")
        back = api.get(f"/v1/disputes/{dispute.id}").balance_transactions[1]
        assert (back.amount, back.fee, back.fee_details, back.net) == (1000, 0, [], 1000)
    finally:
        house.close()


def test_losing_evidence_changes_nothing_further(api, disputed):
    submit(api, disputed, "losing_evidence")

    lost = api.get(f"/v1/disputes/{disputed.id}")
    assert (lost.status, lost.is_charge_refundable, len(lost.balance_transactions)) == ("lost", False, 1)
    assert api.happened()[-3:] == ["charge.dispute.updated", "charge.updated", "charge.dispute.closed"]
    error = api.refused("POST", "/v1/refunds", charge=disputed.charge)
    assert (error.code, error.message) == (
        "charge_disputed", f"Charge {disputed.charge} has been charged back; cannot issue a refund.",
    )  # fmt: skip


def test_a_dispute_may_be_accepted(api, disputed):
    closed = api.post(f"/v1/disputes/{disputed.id}/close")

    assert (closed.status, api.happened()[-1]) == ("lost", "charge.dispute.closed")
    for path, params in (("", {"metadata": {"a": "b"}}), ("", {"evidence": {"receipt": ""}}), ("/close", {})):
        error = api.refused("POST", f"/v1/disputes/{disputed.id}{path}", **params)
        assert (error.type, error.message) == ("invalid_request_error", "This dispute is already closed")


def test_a_dispute_that_nobody_answers_is_lost(api, wall, pay):
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", capture_method="automatic"))
    due = dispute.evidence_details.due_by

    assert "charge.dispute.closed" not in wall.advance(to=due)
    assert wall.advance(seconds=1) == ["charge.dispute.closed"]
    lost = api.get(f"/v1/disputes/{dispute.id}")
    assert (lost.status, lost.evidence_details.past_due) == ("lost", True)


def test_an_answered_dispute_stays_under_review(api, wall, pay):
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", capture_method="automatic"))
    submit(api, dispute)

    wall.advance(days=200)
    assert api.get(f"/v1/disputes/{dispute.id}").status == "under_review"


def test_a_test_clock_takes_its_disputes_along(api, clock, pay):
    customer = api.given.customer(clock)
    dispute = dispute_of(api, pay(1000, "pm_card_createDispute", customer=customer.id))

    assert dispute.created == clock.now
    assert clock.advance(days=10).in_order("charge.dispute.closed")
    assert api.get(f"/v1/disputes/{dispute.id}").status == "lost"


# -- inquiries -----------------------------------------------------------------------------------------------


def test_an_inquiry_takes_nothing(api, inquiry):
    assert (inquiry.status, inquiry.is_charge_refundable, inquiry.balance_transactions) == (
        "warning_needs_response",
        True,
        [],
    )
    assert (inquiry.balance_transaction, inquiry.payment_method_details.card.case_type) == (None, "inquiry")
    assert pending(api) == 941
    assert (
        "charge.dispute.created" in api.happened() and "charge.dispute.funds_withdrawn" not in api.happened()
    )


@pytest.mark.parametrize("text", ["winning_evidence", "losing_evidence"])
def test_an_inquiry_is_answered_and_closed(api, inquiry, text):
    assert submit(api, inquiry).status == "warning_under_review"
    assert api.get(f"/v1/disputes/{inquiry.id}").status == "warning_under_review"

    other = dispute_of(api, api.given.payment_intent(1000, "pm_card_createDisputeInquiry"))
    assert submit(api, other, text).status == "warning_under_review"
    assert api.get(f"/v1/disputes/{other.id}").status == "warning_closed"


def test_an_inquiry_may_be_closed(api, inquiry):
    assert api.post(f"/v1/disputes/{inquiry.id}/close").status == "warning_closed"
    assert api.happened()[-1] == "charge.dispute.closed"


def test_a_full_refund_closes_an_inquiry(api, inquiry):
    api.post("/v1/refunds", charge=inquiry.charge, amount=400)
    assert api.get(f"/v1/disputes/{inquiry.id}").status == "warning_needs_response"

    api.post("/v1/refunds", charge=inquiry.charge)
    closed = api.get(f"/v1/disputes/{inquiry.id}")
    assert (closed.status, closed.is_charge_refundable) == ("warning_closed", False)


def test_an_inquiry_may_become_a_dispute(api, inquiry):
    assert submit(api, inquiry, "escalate_inquiry_evidence").status == "warning_under_review"

    escalated = api.get(f"/v1/disputes/{inquiry.id}")
    assert (escalated.status, escalated.is_charge_refundable) == ("needs_response", False)
    assert escalated.payment_method_details.card.case_type == "chargeback"
    assert [one.net for one in escalated.balance_transactions] == [-2500] and pending(api) == 941 - 2500
    assert escalated.balance_transaction == escalated.balance_transactions[0].id
    assert api.happened()[-3:] == [
        "charge.dispute.updated",
        "charge.updated",
        "charge.dispute.funds_withdrawn",
    ]
    assert api.refused("POST", "/v1/refunds", charge=inquiry.charge).code == "charge_disputed"
    assert submit(api, inquiry, "winning_evidence").evidence_details.submission_count == 2
    assert api.get(f"/v1/disputes/{inquiry.id}").status == "won" and pending(api) == 941


def test_an_inquiry_ends_after_120_days(api, wall, pay):
    inquiry = dispute_of(api, pay(1000, "pm_card_createDisputeInquiry"))

    wall.advance(days=119)
    waiting = api.get(f"/v1/disputes/{inquiry.id}")
    assert (waiting.status, waiting.evidence_details.past_due) == ("warning_needs_response", True)
    assert "charge.dispute.closed" in wall.advance(days=1)
    assert api.get(f"/v1/disputes/{inquiry.id}").status == "warning_closed"


# -- the deprecated path -------------------------------------------------------------------------------------


def test_disputes_below_their_charge(api, disputed):
    path = f"/v1/charges/{disputed.charge}/dispute"

    assert api.get(path) == disputed
    assert api.post(path, evidence={"customer_name": "Jenny"}, submit=False).evidence.customer_name == "Jenny"
    assert api.refused("POST", path, evidence={"nonsense": "x"}).code == "parameter_unknown"
    assert api.refused("POST", path, evidence={"receipt": "file_nothing"}).code == "resource_missing"
    assert api.post(f"{path}/close").status == "lost"


# -- Visa Compelling Evidence 3.0 ----------------------------------------------------------------------------

SHARED = {"customer_purchase_ip": "192.0.2.1", "customer_email_address": "jenny@example.com"}


def enhanced(**compelling):
    return {"enhanced_evidence": {"visa_compelling_evidence_3": compelling}}


def test_compelling_evidence_says_what_is_missing(api, pay):
    disputed = pay(1000, "pm_card_createCe3EligibleDispute")
    dispute = dispute_of(api, disputed)

    def staged(**compelling):
        found = api.post(f"/v1/disputes/{dispute.id}", evidence=enhanced(**compelling), submit=False)
        return found.evidence_details.enhanced_eligibility.visa_compelling_evidence_3

    assert dispute.evidence_details.enhanced_eligibility.visa_compelling_evidence_3 == {
        "required_actions": [
            "missing_customer_identifiers", "missing_disputed_transaction_description",
            "missing_merchandise_or_services", "missing_prior_undisputed_transaction_description",
            "missing_prior_undisputed_transactions",
        ],
        "status": "requires_action",
    }  # fmt: skip
    described = staged(
        disputed_transaction={
            **SHARED,
            "product_description": "A book",
            "merchandise_or_services": "merchandise",
        }
    )
    assert described.required_actions == [
        "missing_prior_undisputed_transaction_description",
        "missing_prior_undisputed_transactions",
    ]
    prior = [{"charge": pay(1000).latest_charge, "product_description": "A pen", **SHARED} for _ in range(2)]
    assert staged(prior_undisputed_transactions=prior[:1]).required_actions == [
        "missing_prior_undisputed_transactions"
    ]
    itself = {**prior[0], "charge": disputed.latest_charge}
    assert staged(prior_undisputed_transactions=[prior[1], itself]).status == "not_qualified"
    unlike = {**prior[0], "customer_purchase_ip": "192.0.2.2"}
    assert staged(prior_undisputed_transactions=[prior[1], unlike]).required_actions == [
        "missing_customer_identifiers"
    ]
    assert staged(prior_undisputed_transactions=prior) == {"required_actions": [], "status": "qualified"}
    assert api.post(f"/v1/disputes/{dispute.id}", submit=True).status == "under_review"


def test_only_eligible_disputes_take_enhanced_evidence(api, disputed):
    error = api.refused(
        "POST",
        f"/v1/disputes/{disputed.id}",
        evidence=enhanced(disputed_transaction={"product_description": "A book"}),
    )
    assert error.param == "evidence[enhanced_evidence][visa_compelling_evidence_3]"


@pytest.mark.parametrize(
    ("card", "before", "after"),
    [
        ("pm_card_createDispute", "needs_response", "lost"),
        ("pm_card_createDisputeInquiry", "warning_needs_response", "warning_closed"),
    ],
)
def test_a_dispute_outlives_its_test_clock(api, wall, card, before, after):
    clock = api.given.clock(api.now)
    customer = api.given.customer(clock)
    paid = api.given.payment_intent(1000, card, customer=customer.id)
    api.delete(f"/v1/test_helpers/test_clocks/{clock.id}")

    [dispute] = api.get("/v1/disputes", payment_intent=paid.id).data
    assert dispute.status == before
    assert "charge.dispute.closed" in wall.advance(days=121)
    assert api.get(f"/v1/disputes/{dispute.id}").status == after
