"""Card schemes: each test card has one fate, whatever it is charged with."""

import pytest

from counterfoil.kernel import errors
from counterfoil.networks import cards, exchange

NOW = {"year": 2025, "month": 6}


def test_every_listed_number_is_a_number_of_its_scheme() -> None:
    for number, card in cards.NUMBERS.items():
        assert cards.luhn(number), number
        assert cards.brand_of(number) == card.brand, number
        assert card.declines is None or card.declines in cards.DECLINES, number


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("chargeDeclined", "card_declined", "generic_decline"),
        ("visa_chargeDeclined", "card_declined", "generic_decline"),
        ("visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"),
        ("chargeDeclinedExpiredCard", "expired_card", "expired_card"),
        ("chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"),
        ("chargeDeclinedProcessingError", "processing_error", "processing_error"),
        ("visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"),
        ("chargeCustomerFail", "card_declined", "generic_decline"),
        ("radarBlock", "card_declined", "fraudulent"),
    ],
)
def test_declines(name: str, code: str, reason: str) -> None:
    card = cards.named(name)
    assert card is not None
    answer = cards.authorize(card)
    assert answer.decline is not None
    assert (answer.decline.code, answer.decline.decline_code) == (code, reason)


@pytest.mark.parametrize(
    "name",
    ["visa", "mastercard", "amex", "discover", "diners", "jcb", "unionpay", "de", "gb_debit", "avsFail"],
)
def test_approvals(name: str) -> None:
    card = cards.named(name)
    assert card is not None
    assert cards.authorize(card).approved
    assert cards.authorize(card, off_session=True).approved


def test_a_code_that_was_not_given_cannot_be_wrong() -> None:
    card = cards.card_of("4000000000000127")
    assert cards.authorize(card, cvc=False).approved
    assert cards.attachment_decline(card, cvc=False) is None
    assert cards.attachment_decline(card, cvc=True) is cards.DECLINES["incorrect_cvc"]


def test_only_some_declining_cards_cannot_be_kept() -> None:
    refused = {number for number, card in cards.NUMBERS.items() if cards.attachment_decline(card, cvc=True)}
    assert refused == {
        *("4000000000000002", "4000000000009995", "4000000000009987", "4000000000009979"),
        *("4000000000000069", "4000000000000127", "4000000000000119", "4000000000006975"),
    }


@pytest.mark.parametrize(
    ("name", "on_session", "off_session"),
    [
        ("authenticationRequiredOnSetup", "authenticate", "authentication_required"),
        ("authenticationRequired", "authenticate", "authentication_required"),
        ("authenticationRequiredSetupForOffSession", "authenticate", "approved"),
        ("threeDSecure2Required", "authenticate", "authentication_required"),
        ("threeDSecureOptional", "approved", "approved"),
        ("threeDSecureRequiredProcessingError", "card_declined", "card_declined"),
    ],
)
def test_who_must_prove_who_they_are(name: str, on_session: str, off_session: str) -> None:
    card = cards.named(name)
    assert card is not None
    for answer, expected in (
        (cards.authorize(card), on_session),
        (cards.authorize(card, off_session=True), off_session),
    ):
        found = (
            "authenticate" if answer.authenticate else answer.decline.code if answer.decline else "approved"
        )
        assert found == expected


def test_a_payment_may_ask_for_proof_where_the_card_does_not() -> None:
    card = cards.card_of("4000000000003055")
    assert cards.authorize(card, request="any").authenticate
    assert cards.authorize(card, request="any", proven=True).approved


@pytest.mark.parametrize(
    ("number", "month", "year", "cvc", "code"),
    [
        ("4242424242424241", 12, 2030, "123", "incorrect_number"),
        ("4242-4242-4242-4242", 12, 2030, "123", "invalid_number"),
        ("4242 4242 42", 12, 2030, "123", "invalid_number"),
        ("42", 12, 2030, "123", "invalid_number"),
        ("4242424242424242", 13, 2030, "123", "invalid_expiry_month"),
        ("4242424242424242", 5, 2025, "123", "invalid_expiry_month"),
        ("4242424242424242", 12, 2024, "123", "invalid_expiry_year"),
        ("4242424242424242", 12, 2076, "123", "invalid_expiry_year"),
        ("4242424242424242", 12, 30, "12", "invalid_cvc"),
        ("4242424242424242", 12, 30, "1234", "invalid_cvc"),
        ("4242424242424242", 12, 30, "12x", "invalid_cvc"),
        ("378282246310005", 12, 30, "123", "invalid_cvc"),
    ],
)
def test_data_that_cannot_be_right(number: str, month: int, year: int, cvc: str, code: str) -> None:
    with pytest.raises(errors.Refusal) as refused:
        cards.check(number, month, year, cvc, **NOW)
    assert (refused.value.status, refused.value.type, refused.value.code) == (402, "card_error", code)


def test_two_digits_of_a_year_are_of_this_century() -> None:
    assert cards.check("371449635398431", 6, 25, "1234", **NOW) == (cards.named("amex"), 2025)


def test_numbers_that_nobody_lists_are_ordinary_cards() -> None:
    card, _ = cards.check("4111111111111111", 1, 2030, None, **NOW)
    assert cards.authorize(card).approved
    assert (card.brand, card.funding, card.country) == ("visa", "credit", "US")


def test_a_fingerprint_tells_numbers_and_accounts_apart() -> None:
    one = cards.fingerprint("acct_1", "4242424242424242")
    assert len(one) == 16 and one.isalnum()
    assert one == cards.fingerprint("acct_1", "4242424242424242")
    assert (
        len(
            {
                one,
                cards.fingerprint("acct_2", "4242424242424242"),
                cards.fingerprint("acct_1", "4000056655665556"),
            }
        )
        == 3
    )


def test_rates_are_fixed() -> None:
    assert str(exchange.rate("eur", "usd")) == "1.04493"
    assert str(exchange.rate("jpy", "usd")) == "0.00666667"
    assert exchange.rate("usd", "usd") == 1
