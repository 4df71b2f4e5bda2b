"""Test bank accounts: how payouts to them and debits from them end. A number always has the same outcome.

Source: "Testing Stripe Connect" (account numbers, test debit cards); API reference, Payouts (failure codes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import errors
from counterfoil.networks import banks, cards

ROUTING = "110000000"  # of the US test bank. Only its accounts take instant payouts.
GOOD = "000123456789"

# US test number -> failure code of every payout and debit; None: they succeed.
NUMBERS = {
    GOOD: None,
    "000111111116": "no_account",
    "000111111113": "account_closed",
    "000222222227": "insufficient_funds",
    "000333333335": "debit_not_authorized",
    "000444444440": "invalid_currency",
    "000888888883": None,
    "000999999991": None,
    "000999999992": None,
}
INSTANT_FAILS = "000888888883"  # payouts succeed, except instant ones

# `btok_<name>` -> US test number
NAMES = {
    "us": GOOD,
    "us_verified": GOOD,
    "us_verified_noAccount": "000111111116",
    "us_verified_accountClosed": "000111111113",
    "us_verified_insufficientFunds": "000222222227",
    "us_verified_debitNotAuthorized": "000333333335",
    "us_verified_invalidCurrency": "000444444440",
}

# Test debit card -> failure code of every payout.
CARDS = {"4000056655665572": "could_not_process"}
STANDARD_ONLY = "4000056755665555"  # a debit card without instant payouts

MESSAGES = {
    "account_closed": "The bank account has been closed.",
    "could_not_process": "The bank could not process this transfer.",
    "debit_not_authorized": "Debit transactions are not approved on the bank account.",
    "insufficient_funds": "The bank account has insufficient funds to cover the transfer.",
    "invalid_currency": "The bank was unable to process this transfer because of its currency.",
    "no_account": "No bank account could be located with these details.",
}

# Country -> currency of its bank accounts and debit cards, if none is sent.
CURRENCIES = dict.fromkeys(
    "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(), "eur"
) | dict(
    pair.split(":")
    for pair in """AE:aed AU:aud BG:bgn BR:brl CA:cad CH:chf CZ:czk DK:dkk GB:gbp HK:hkd HU:huf IN:inr JP:jpy
        LI:chf MX:mxn MY:myr NO:nok NZ:nzd PL:pln RO:ron SE:sek SG:sgd TH:thb US:usd""".split()
)

NOTHING_DUE: dict[str, list[Any]] = {
    "currently_due": [],
    "errors": [],
    "past_due": [],
    "pending_verification": [],
}

# What a token shows of a bank account.
SHOWN = (
    "account_holder_name",
    "account_holder_type",
    "account_type",
    "bank_name",
    "country",
    "currency",
    "fingerprint",
    "last4",
    "routing_number",
    "status",
)

NOT_A_TEST_NUMBER = (
    "You must use a test bank account number in test mode. Try 000123456789 or see more options at "
    "https://stripe.com/docs/connect/testing#account-numbers."
)


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A bank account as it was sent, validated."""

    number: str
    routing: str
    country: str
    currency: str
    holder_name: str | None = None
    holder_type: str | None = None
    type: str | None = None

    def shown(self, account: str) -> dict[str, Any]:
        """Return its fields, and the internal field `_number` if it is a test number.

        account: the account that adds it, within which its fingerprint is stable.
        """
        instant = self.country == "US" and self.routing == ROUTING
        return {
            "account_holder_name": self.holder_name,
            "account_holder_type": self.holder_type,
            "account_type": self.type,
            "available_payout_methods": ["standard", "instant"] if instant else ["standard"],
            "bank_name": banks.TEST_BANK,
            "country": self.country,
            "currency": self.currency,
            "fingerprint": cards.fingerprint(account, f"{self.routing}:{self.number}"),
            "last4": self.number[-4:],
            "routing_number": self.routing,
            "status": "new",
            "_number": self.number if self.number in NUMBERS else None,
        }

    def of_account(self, account: str) -> dict[str, Any]:
        """Return its fields as an external account."""
        return {**self.shown(account), "future_requirements": NOTHING_DUE, "requirements": NOTHING_DUE}


def check(sent: Mapping[str, Any], param: str, *, livemode: bool) -> BankAccount:
    """Validate a bank account. param: the hash it was sent in, for errors.

    400 `routing_number_invalid`, `account_number_invalid`; in test mode a US number must be a test number.
    """
    country, number = sent["country"].upper(), sent["account_number"].replace(" ", "")
    routing = sent.get("routing_number") or ROUTING
    if country == "US":
        check_routing(routing, param)
        if not livemode and number not in NUMBERS:
            raise errors.invalid(
                NOT_A_TEST_NUMBER, code="account_number_invalid", param=f"{param}[account_number]"
            )
    if not (number.isalnum() and len(number) >= 4):
        raise errors.invalid(
            "Invalid account number", code="account_number_invalid", param=f"{param}[account_number]"
        )
    currency = (sent.get("currency") or CURRENCIES.get(country, "")).lower()
    if not currency:
        raise errors.required(f"{param}[currency]")
    named = (sent.get(f"account_{name}") for name in ("holder_name", "holder_type", "type"))
    return BankAccount(number, routing, country, currency, *named)


def check_routing(routing: str, param: str) -> None:
    """Raise 400 `routing_number_invalid` unless it is a US routing number. param: the hash it was sent in."""
    if not (routing.isdigit() and len(routing) == 9):
        raise errors.invalid(
            "Routing number must have 9 digits",
            code="routing_number_invalid",
            param=f"{param}[routing_number]",
        )
    if not _has_valid_checksum(routing):
        raise errors.invalid(
            "Invalid routing number", code="routing_number_invalid", param=f"{param}[routing_number]"
        )


def _has_valid_checksum(routing: str) -> bool:
    """Return whether a US routing number has a valid check digit. Source: American Bankers Association."""
    return sum(int(digit) * weight for digit, weight in zip(routing, (3, 7, 1) * 3, strict=True)) % 10 == 0


def named(token: str) -> BankAccount | None:
    """Return the bank account that a test token (`btok_us_verified`) stands for, or None."""
    number = NAMES.get(token.removeprefix("btok_")) if token.startswith("btok_") else None
    return BankAccount(number, ROUTING, "US", "usd") if number else None


def is_verified(token: str) -> bool:
    """Return whether the account of a test token counts as verified when a customer gets it."""
    return token.startswith("btok_us_verified")


def failure(number: str | None, method: str = "standard") -> str | None:
    """Return the failure code of a payout to a test account or debit card, or of a debit; else None.

    method: of the payout, standard or instant.
    """
    if number == INSTANT_FAILS and method == "instant":
        return "could_not_process"
    return NUMBERS.get(number or "") or CARDS.get(number or "")
