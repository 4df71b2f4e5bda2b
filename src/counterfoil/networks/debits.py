"""Payments made by banks and wallets: the outcome of each test account, always the same.

Unlisted accounts pay. Source: "Accept an ACH Direct Debit payment", "Accept a SEPA Direct Debit payment"
(testing).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import errors
from counterfoil.networks import bank_accounts, cards

SOON, LATER = 1, 180  # seconds until the bank tells the outcome of a debit

# Types of bank debits.
KINDS = ("acss_debit", "au_becs_debit", "bacs_debit", "nz_bank_account", "sepa_debit", "us_bank_account")

MESSAGES = {
    "account_closed": "The customer's bank account has been closed.",
    "charge_canceled": "The payment was canceled.",
    "charge_exceeds_source_limit": (
        "The payment exceeds the amount that the customer's bank account may pay in a week."
    ),
    "charge_exceeds_weekly_limit": (
        "The payment exceeds how often the customer's bank account may pay in a week."
    ),
    "debit_not_authorized": "The customer has notified their bank that this payment was unauthorized.",
    "generic_decline": "The customer's bank refused the payment.",
    "insufficient_funds": "The customer's account has insufficient funds to cover this payment.",
    "invalid_currency": "The bank was unable to process this payment because of its currency.",
    "no_account": "The customer's bank account could not be located.",
}

# Codes that charges have and errors have not.
OF_CHARGES_ONLY = ("charge_exceeds_weekly_limit", "generic_decline", "invalid_currency")


@dataclass(frozen=True, slots=True)
class Account:
    """How a test account behaves.

    failure: code of every debit. delay: seconds until the bank answers. disputed: a debit is disputed once it
    has succeeded. silent: the bank never answers. deposits: microdeposits reach the account.
    """

    failure: str | None = None
    delay: int = SOON
    disputed: bool = False
    silent: bool = False
    deposits: bool = True


ORDINARY = Account()

# Outcome in the name of a test id -> how the account behaves.
US = {
    "success": ORDINARY,
    "accountClosed": Account("account_closed"),
    "noAccount": Account("no_account"),
    "insufficientFunds": Account("insufficient_funds"),
    "debitNotAuthorized": Account("debit_not_authorized"),
    "invalidCurrency": Account("invalid_currency"),
    "failMicrodeposits": Account(deposits=False),
    "dispute": Account(disputed=True),
    "processing": Account(silent=True),
}
SEPA = {
    "success": ORDINARY,
    "successDelayed": Account(delay=LATER),
    "failed": Account("generic_decline"),
    "failedDelayed": Account("generic_decline", delay=LATER),
    "disputed": Account(disputed=True),
    "exceedsWeeklyVolumeLimit": Account("charge_exceeds_source_limit"),
    "exceedsWeeklyTransactionLimit": Account("charge_exceeds_weekly_limit"),
    "insufficientFunds": Account("insufficient_funds"),
}
US_NUMBERS = {
    "000123456789": "success",
    "000111111113": "accountClosed",
    "000111111116": "noAccount",
    "000222222227": "insufficientFunds",
    "000333333335": "debitNotAuthorized",
    "000444444440": "invalidCurrency",
    "000555555559": "dispute",
    "000666666661": "failMicrodeposits",
    "000000000009": "processing",
}
IBANS = {
    "AT611904300234573201": "success",
    "AT321904300235473204": "successDelayed",
    "AT861904300235473202": "failed",
    "AT051904300235473205": "failedDelayed",
    "AT591904300235473203": "disputed",
    "AT981904300000343434": "exceedsWeeklyVolumeLimit",
    "AT601904300000121212": "exceedsWeeklyTransactionLimit",
    "AT981904300002222227": "insufficientFunds",
    "DE89370400440532013000": "success",
    "DE08370400440532013003": "successDelayed",
    "DE62370400440532013001": "failed",
    "DE78370400440532013004": "failedDelayed",
    "DE35370400440532013002": "disputed",
}


def account(kind: str, number: str | None) -> Account:
    """Return how the account with a number behaves. kind: type of the payment method."""
    if kind == "us_bank_account":
        return US[US_NUMBERS.get(number or "", "success")]
    if kind == "sepa_debit":
        return SEPA[IBANS.get(number or "", "success")]
    return ORDINARY


def is_listed(kind: str, number: str | None) -> bool:
    """Whether a number is that of a test account."""
    return number in (US_NUMBERS if kind == "us_bank_account" else IBANS if kind == "sepa_debit" else ())


def named(id: str) -> dict[str, Any] | None:
    """Return the details of the method that a test id stands for (`pm_usBankAccount_success`), or None."""
    family, _, name = id.removeprefix("pm_").partition("_")
    if family == "usBankAccount":
        number = next(
            (number for number, outcome in US_NUMBERS.items() if outcome == (name or "success")), None
        )
        if number is None:
            return None
        sent = {"account_holder_type": "individual", "account_number": number, "account_type": "checking"}
        sent["routing_number"] = bank_accounts.ROUTING
        return {
            "type": "us_bank_account",
            "us_bank_account": sent,
            "billing_details": {"name": "Jenny Rosen"},
        }
    outcome, _, country = (name if family == "sepaDebit" else id.removeprefix("pm_")).partition("_")
    iban = next(
        (
            iban
            for iban, what in IBANS.items()
            if what == outcome and iban.startswith((country or "de").upper())
        ),
        None,
    )
    if iban is None:
        return None
    billing = {"email": "jenny.rosen@example.com", "name": "Jenny Rosen"}
    return {"type": "sepa_debit", "sepa_debit": {"iban": iban}, "billing_details": billing}


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


def refusal(code: str) -> Answer:
    """Return the answer of a bank that refuses for the reason with this code."""
    return Answer(cards.Decline(code, "", MESSAGES[code]))
