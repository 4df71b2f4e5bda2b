"""The details of payment methods other than cards: what is sent, what follows from it, and what is shown.

Account numbers are validated and never stored; only the number of a listed test account is, because it
determines the outcome of debits.
Source: API reference, Payment Methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.networks import bank_accounts, banks, cards, debit_accounts, debits

# Fields of the hash of a type. Types without a line have an empty hash.
FIELDS = {
    "acss_debit": "bank_name fingerprint institution_number last4 transit_number",
    "au_becs_debit": "bsb_number fingerprint last4",
    "bacs_debit": "fingerprint last4 sort_code",
    "bizum": "buyer_id",
    "blik": "buyer_id",
    "boleto": "fingerprint tax_id",
    "cashapp": "buyer_id cashtag",
    "custom": "display_name logo type",
    "eps": "bank",
    "fpx": "account_holder_type bank",
    "ideal": "bank bic",
    "klarna": "dob",
    "kr_card": "brand last4",
    "link": "email persistent_token",
    "naver_pay": "buyer_id funding",
    "nz_bank_account": "account_holder_name bank_code bank_name branch_code last4 suffix",
    "p24": "bank",
    "paypal": "country payer_email payer_id",
    "payto": "bsb_number last4 pay_id",
    "pix": "fingerprint",
    "sepa_debit": "bank_code branch_code country fingerprint generated_from last4",
    "sofort": "country",
    "upi": "vpa",
    "us_bank_account": (
        "account_holder_type account_type bank_name financial_connections_account fingerprint last4 networks"
        " routing_number status_details"
    ),
}
# Types whose hash is required at creation.
INCOMPLETE_WITHOUT = frozenset(
    "card acss_debit au_becs_debit bacs_debit boleto custom fpx nz_bank_account sepa_debit sofort"
    " us_bank_account".split()
)
ACCOUNT_NUMBERS = ("account_number", "iban")  # only their last four digits are stored
INVALID_NUMBER = "The account number is invalid. Please check it with the customer."


def of(work: Work, kind: str, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the fields of a method of a type: its hash, and `_number` if it is that of a test account.

    sent: the hash in the parameters. name: its name there, for errors. 400 for an invalid number.
    """
    if kind == "us_bank_account" and sent.get("account_number"):
        bank_accounts.check_routing(sent.get("routing_number") or "", name)
    if kind == "sepa_debit":
        sent = {**sent, "iban": debits.check_iban(sent["iban"], f"{name}[iban]")}
    fields: dict[str, Any] = {field: sent.get(field) for field in FIELDS.get(kind, "").split()}
    number = next((sent[field] for field in ACCOUNT_NUMBERS if sent.get(field)), None)
    if number and number == debit_accounts.INVALID.get(kind):
        raise errors.invalid(INVALID_NUMBER, code="bank_account_unusable", param=f"{name}[account_number]")
    if number and "last4" in fields:
        fields["last4"] = number[-4:]
        if "fingerprint" in fields:
            fields["fingerprint"] = cards.fingerprint(work.account, number)
    if kind == "nz_bank_account":
        number = f"{number}{sent['suffix']}"
    return {
        kind: {**fields, **_looked_up(work, kind, sent)},
        "_number": number if debits.is_listed(kind, number) else None,
    }


def _looked_up(work: Work, kind: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that follow from those sent: names and codes of banks."""
    match kind:
        case "acss_debit":
            return {"bank_name": banks.TEST_BANK}
        case "boleto":
            return {"fingerprint": cards.fingerprint(work.account, sent["tax_id"])}
        case "custom":
            return {"display_name": "Custom payment method"}  # the types of an account are in its dashboard
        case "ideal":
            return {"bic": banks.IDEAL.get(sent.get("bank") or "")}
        case "naver_pay":
            return {"funding": sent.get("funding") or "card"}
        case "nz_bank_account":
            return {"bank_name": banks.TEST_BANK}
        case "sepa_debit":
            return {**banks.of_iban(sent["iban"]), "generated_from": {"charge": None, "setup_attempt": None}}
        case "us_bank_account":
            return {"bank_name": banks.TEST_BANK, "networks": {"preferred": "ach", "supported": ["ach"]}}
    return {}
