"""Virtual bank accounts: the bank details a customer sends money to, by type of bank transfer.

The details are derived from the holder's id, so they never change. They have the format of real ones, with
valid check digits, but belong to no bank.
Source: guides "Customer balance funding instructions", "Accept a bank transfer".
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

BANK = "Test Bank"
SWIFT, BIC = "TESTUS33XXX", "TESTDEFFXXX"
ROUTING, BANK_CODE, BRANCH, CLABE_BANK, SORT_CODE = "110000000", "9999", "001", "646", "108800"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A type of bank transfer.

    country: where its accounts are; None when the caller chooses. kinds: types of address it offers.
    """

    currency: str
    country: str | None
    kinds: tuple[str, ...]


TRANSFERS = {
    "eu_bank_transfer": Transfer("eur", None, ("iban",)),
    "gb_bank_transfer": Transfer("gbp", "GB", ("sort_code",)),
    "jp_bank_transfer": Transfer("jpy", "JP", ("zengin",)),
    "mx_bank_transfer": Transfer("mxn", "MX", ("spei",)),
    "us_bank_transfer": Transfer("usd", "US", ("aba", "swift")),
}

# Country -> (letters of the bank, number of digits) that follow the check digits of its IBANs.
EUROPEAN = {
    "BE": ("", 12),
    "DE": ("", 18),
    "ES": ("", 20),
    "FR": ("", 23),
    "IE": ("TEST", 14),
    "NL": ("TEST", 10),
}

NETWORKS = {
    "aba": ["ach", "domestic_wire_us"],
    "iban": ["sepa"],
    "sort_code": ["bacs", "fps"],
    "spei": ["spei"],
    "swift": ["swift"],
    "zengin": ["zengin"],
}


def addresses(kinds: tuple[str, ...], country: str, holder: str, name: str) -> list[dict[str, Any]]:
    """Return the `financial_addresses` of a holder. holder: any id. name: of the account holder."""
    place = {
        "city": None,
        "country": country,
        "line1": None,
        "line2": None,
        "postal_code": None,
        "state": None,
    }
    who = {"account_holder_address": place, "account_holder_name": name, "bank_address": place}
    return [
        {
            "type": kind,
            kind: {**who, **_DETAILS[kind](_digits(holder, kind, country), country)},
            "supported_networks": NETWORKS[kind],
        }
        for kind in kinds
    ]


def _digits(*of: str) -> Callable[[int], str]:
    """Return a function that makes `count` digits. Equal arguments always give the same digits."""
    number = int(hashlib.sha256(":".join(of).encode()).hexdigest(), 16)
    return lambda count: str(number % 10**count).zfill(count)


def _aba(digits: Callable[[int], str], country: str) -> dict[str, str]:
    return {
        "account_number": digits(12),
        "account_type": "checking",
        "bank_name": BANK,
        "routing_number": ROUTING,
    }


def _swift(digits: Callable[[int], str], country: str) -> dict[str, str]:
    return {"account_number": digits(12), "account_type": "checking", "bank_name": BANK, "swift_code": SWIFT}


def _iban(digits: Callable[[int], str], country: str) -> dict[str, str]:
    letters, count = EUROPEAN[country]
    body = letters + digits(count)
    rest = int("".join(str(int(one, 36)) for one in f"{body}{country}00")) % 97
    return {"bic": BIC, "country": country, "iban": f"{country}{98 - rest:02}{body}"}


def _sort_code(digits: Callable[[int], str], country: str) -> dict[str, str]:
    return {"account_number": digits(8), "sort_code": SORT_CODE}


def _spei(digits: Callable[[int], str], country: str) -> dict[str, str]:
    body = CLABE_BANK + digits(14)
    check = -sum(int(one) * (3, 7, 1)[at % 3] % 10 for at, one in enumerate(body)) % 10
    return {"bank_code": CLABE_BANK, "bank_name": BANK, "clabe": f"{body}{check}"}


def _zengin(digits: Callable[[int], str], country: str) -> dict[str, str]:
    bank = {"bank_code": BANK_CODE, "bank_name": BANK, "branch_code": BRANCH, "branch_name": "Test Branch"}
    return {"account_number": digits(7), "account_type": "futsu", **bank}


_DETAILS = {
    "aba": _aba,
    "iban": _iban,
    "sort_code": _sort_code,
    "spei": _spei,
    "swift": _swift,
    "zengin": _zengin,
}
