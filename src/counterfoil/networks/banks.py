"""Banks: the names and codes that follow from what identifies an account.

Source: API reference, Payment Methods (`ideal.bic`, `sepa_debit`); the IBAN registry (positions of bank and
branch).
"""

from __future__ import annotations

TEST_BANK = "STRIPE TEST BANK"  # the bank of every account in test mode

# `ideal.bank` -> `ideal.bic`
IDEAL = dict(
    map(
        str.split,
        """
        abn_amro ABNANL2A
        adyen ADYBNL2A
        asn_bank ASNBNL21
        bunq BUNQNL2A
        buut BUUTNL2A
        finom FNOMNL22
        handelsbanken HANDNL2A
        ing INGBNL2A
        knab KNABNL2H
        mollie MLLENL2A
        moneyou MOYONL21
        n26 NTSBDEB1
        nn NNBANL2G
        rabobank RABONL2U
        regiobank RBRBNL21
        revolut REVOLT21
        sns_bank SNSBNL2A
        triodos_bank TRIONL2U
        van_lanschot FVLBNL22
        yoursafe BITSNL2A
        """.strip().splitlines(),
    )
)

# Country -> how many characters of an IBAN are the bank's code, and how many the branch's after it.
CODES = {
    "AD": (4, 4), "AT": (5, 0), "BE": (3, 0), "BG": (4, 4), "CH": (5, 0), "CY": (3, 5), "CZ": (4, 0),
    "DE": (8, 0), "DK": (4, 0), "EE": (2, 0), "ES": (4, 4), "FI": (3, 0), "FR": (5, 5), "GB": (4, 6),
    "GI": (4, 0), "GR": (3, 4), "HR": (7, 0), "HU": (3, 4), "IE": (4, 6), "IS": (2, 2), "IT": (5, 5),
    "LI": (5, 0), "LT": (5, 0), "LU": (3, 0), "LV": (4, 0), "MC": (5, 5), "MT": (4, 5), "NL": (4, 0),
    "NO": (4, 0), "PL": (3, 5), "PT": (4, 4), "RO": (4, 0), "SE": (3, 0), "SI": (2, 3), "SK": (4, 0),
    "SM": (5, 5),
}  # fmt: skip
CHECKED = ("IT", "SM")  # where a check character comes before the bank's code


def of_iban(iban: str) -> dict[str, str | None]:
    """Return country, bank code and branch code of an IBAN.

    A country without branch codes has an empty one.
    """
    iban = iban.replace(" ", "").upper()
    country = iban[:2]
    if country not in CODES:
        return {"country": country, "bank_code": None, "branch_code": None}
    start = 5 if country in CHECKED else 4
    bank, branch = CODES[country]
    return {
        "country": country,
        "bank_code": iban[start : start + bank],
        "branch_code": iban[start + bank : start + bank + branch],
    }
