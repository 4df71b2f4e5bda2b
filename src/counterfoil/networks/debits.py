"""Payments made by banks and wallets: the outcome of each test account, always the same.

Unlisted accounts pay. Source: "Accept an ACH Direct Debit payment", "Accept a SEPA Direct Debit payment"
(testing).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import errors
from counterfoil.networks import cards, debit_accounts

SUFFIX = 3  # digits of the suffix of an account in New Zealand
HOLDER = {"email": "jenny.rosen@example.com", "name": "Jenny Rosen"}  # of the accounts of test ids
# Types of bank debits.
KINDS = (
    "acss_debit",
    "au_becs_debit",
    "bacs_debit",
    "nz_bank_account",
    "payto",
    "sepa_debit",
    "us_bank_account",
)
BANK_ASKS = ("payto",)  # types whose bank asks the customer for the mandate

MESSAGES = {
    "account_closed": "The customer's bank account has been closed.",
    "charge_canceled": "The payment was canceled.",
    "charge_exceeds_source_limit": (
        "The payment exceeds the amount that the customer's bank account may pay in a week."
    ),
    "charge_exceeds_transaction_limit": "The payment exceeds what may be taken from the account at once.",
    "charge_exceeds_weekly_limit": (
        "The payment exceeds how often the customer's bank account may pay in a week."
    ),
    "debit_not_authorized": "The customer has notified their bank that this payment was unauthorized.",
    "generic_decline": "The customer's bank refused the payment.",
    "insufficient_funds": "The customer's account has insufficient funds to cover this payment.",
    "invalid_currency": "The bank was unable to process this payment because of its currency.",
    "no_account": "The customer's bank account could not be located.",
    "refer_to_customer": "The customer's bank asks to contact the customer.",
}

# Codes that charges have and errors have not.
OF_CHARGES_ONLY = ("charge_exceeds_weekly_limit", "generic_decline", "invalid_currency")


def is_listed(kind: str, number: str | None) -> bool:
    """Return whether a number is that of a test account."""
    return number in debit_accounts.NUMBERS.get(kind, {})


def named(id: str) -> dict[str, Any] | None:
    """Return the details of the method that a test id stands for (`pm_usBankAccount_success`), or None.

    SEPA has an account in each country: `pm_sepaDebit_success_at`, and the older `pm_success_at`.
    """
    family, _, outcome = id.removeprefix("pm_").partition("_")
    if family not in debit_accounts.FAMILIES:
        family, outcome = "sepaDebit", id.removeprefix("pm_")
    kind, sent = debit_accounts.FAMILIES[family]
    country = ""
    if kind == "sepa_debit":
        outcome, _, country = outcome.partition("_")
        country = country.upper() or "DE"
    number = debit_accounts.number_of(kind, outcome or "success", country)
    if number is None:
        return None
    fields = {**sent, "iban" if kind == "sepa_debit" else "account_number": number}
    if kind == "nz_bank_account":
        fields |= {"account_number": number[:-SUFFIX], "suffix": number[-SUFFIX:]}
    return {"type": kind, kind: fields, "billing_details": HOLDER}


def check_iban(iban: str, param: str) -> str:
    """Return an IBAN without blanks; 400 `invalid_bank_account_iban` if its check digits are wrong.

    Source: ISO 13616.
    """
    number = iban.replace(" ", "").upper()
    plausible = 15 <= len(number) <= 34 and number.isascii() and number.isalnum() and number[:2].isalpha()
    if not plausible or int("".join(str(int(each, 36)) for each in number[4:] + number[:4])) % 97 != 1:
        raise errors.invalid(
            "The IBAN you provided is invalid.", code="invalid_bank_account_iban", param=param
        )
    return number


# -- answers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bank or wallet answers to a payment.

    Its charges look like those of cards with a `cards.Answer`.
    """

    decline: cards.Decline | None = None
    blocked: bool = False  # not sent to the bank, because the risk is too high

    @property
    def approved(self) -> bool:
        return self.decline is None

    @property
    def to_review(self) -> bool:
        """Only cards are placed in review."""
        return False

    def outcome(self) -> dict[str, Any]:
        """Return the `outcome` hash of the charge."""
        common = {
            "advice_code": None,
            "network_advice_code": None,
            "network_decline_code": None,
            "risk_level": "not_assessed",
        }
        if self.decline is None:
            result: Mapping[str, Any] = {
                "network_status": "approved_by_network",
                "reason": None,
                "seller_message": "Payment complete.",
                "type": "authorized",
            }
        elif self.blocked:
            result = {
                "network_status": "not_sent_to_network",
                "reason": "highest_risk_level",
                "risk_level": "highest",
                "seller_message": "Stripe blocked this payment as too risky.",
                "type": "blocked",
            }
        else:
            result = {
                "network_status": "declined_by_network",
                "reason": self.decline.code,
                "seller_message": self.decline.message,
                "type": "issuer_declined",
            }
        return {**common, **result}


def error_code(code: str) -> str:
    """Return the code of the error for a charge's failure code."""
    return "payment_intent_payment_attempt_failed" if code in OF_CHARGES_ONLY else code


def refusal(code: str, *, blocked: bool = False) -> Answer:
    """Return the answer of a bank that refuses for the reason with this code. blocked: it was not asked."""
    return Answer(cards.Decline(code, "", MESSAGES[code]), blocked)
