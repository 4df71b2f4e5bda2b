"""Test bank accounts of debits: the outcome of each number, and the names of their test ids.

Numbers that are not listed succeed. Source: "Testing", test a non-card payment method; the guides of ACH,
SEPA, Bacs, BECS (Australia, New Zealand) and Canadian pre-authorized debits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

SOON, LATER = 1, 180  # seconds until the bank tells the outcome of a debit


@dataclass(frozen=True, slots=True)
class Account:
    """How a test account behaves.

    failure: code of every debit. delay: seconds until the bank answers. disputed: a debit is disputed once it
    has succeeded. silent: the bank never answers. deposits: microdeposits reach the account. revoked: a
    failure ends the mandate. refused: the bank refuses the mandate. blocked: the debit is never sent to the
    bank, because the risk is too high.
    """

    failure: str | None = None
    delay: int = SOON
    disputed: bool = False
    silent: bool = False
    deposits: bool = True
    revoked: bool = False
    refused: bool = False
    blocked: bool = False


ORDINARY = Account()

# Outcome in the name of a test id -> how the account behaves.
OUTCOMES = {
    "success": ORDINARY,
    "successDelayed": Account(delay=LATER),
    "accountClosed": Account("account_closed"),
    "debitNotAuthorized": Account("debit_not_authorized"),
    "debitNotAuthorizedDelayed": Account("debit_not_authorized", delay=LATER),
    "dispute": Account(disputed=True),
    "disputed": Account(disputed=True),
    "exceedsTransactionLimit": Account("charge_exceeds_transaction_limit"),
    "exceedsWeeklyLimit": Account("charge_exceeds_source_limit"),
    "exceedsWeeklyTransactionLimit": Account("charge_exceeds_weekly_limit"),
    "exceedsWeeklyVolumeLimit": Account("charge_exceeds_source_limit"),
    "failMicrodeposits": Account(deposits=False),
    "failed": Account("generic_decline"),
    "failedDelayed": Account("generic_decline", delay=LATER),
    "insufficientFunds": Account("insufficient_funds"),
    "insufficientFundsDelayed": Account("insufficient_funds", delay=LATER),
    "invalidCurrency": Account("invalid_currency"),
    "mandateRefused": Account(refused=True),
    "noAccount": Account("no_account"),
    "processing": Account(silent=True),
    "referToCustomer": Account("refer_to_customer"),
    "referToCustomerDelayed": Account("refer_to_customer", delay=LATER),
    "riskLevelHighest": Account("generic_decline", blocked=True),
    "tokenizedDeactivated": Account("no_account"),
    "weeklyLimitExceeded": Account("charge_exceeds_source_limit"),
}
REVOKING = ("account_closed", "debit_not_authorized", "no_account")  # failures that end a mandate
MANDATES_OF_BANK = ("au_becs_debit", "bacs_debit", "nz_bank_account")  # types whose banks end mandates

# Type -> test number -> outcome. New Zealand: account number and suffix.
NUMBERS: dict[str, dict[str, str]] = {
    "us_bank_account": {
        "000123456789": "success",
        "000111111113": "accountClosed",
        "000111111116": "noAccount",
        "000222222227": "insufficientFunds",
        "000333333335": "debitNotAuthorized",
        "000444444440": "invalidCurrency",
        "000555555559": "dispute",
        "000666666661": "failMicrodeposits",
        "000000004954": "riskLevelHighest",
        "000777777771": "weeklyLimitExceeded",
        "000888888885": "tokenizedDeactivated",
        "000000000009": "processing",
    },
    "acss_debit": {
        "000123456789": "success",
        "900123456789": "successDelayed",
        "000222222227": "insufficientFunds",
        "900222222227": "insufficientFundsDelayed",
        "000666666661": "failMicrodeposits",
        "000777777771": "exceedsWeeklyLimit",
        "000888888881": "exceedsTransactionLimit",
    },
    "au_becs_debit": {
        "000123456": "success",
        "900123456": "successDelayed",
        "111111113": "accountClosed",
        "111111116": "noAccount",
        "222222227": "referToCustomer",
        "922222227": "referToCustomerDelayed",
        "333333335": "debitNotAuthorized",
        "666666660": "dispute",
        "343434343": "exceedsWeeklyLimit",
        "121212121": "exceedsTransactionLimit",
    },
    "bacs_debit": {
        "00012345": "success",
        "90012345": "successDelayed",
        "33333335": "debitNotAuthorized",
        "93333335": "debitNotAuthorizedDelayed",
        "22222227": "insufficientFunds",
        "92222227": "insufficientFundsDelayed",
        "55555559": "dispute",
        "00033333": "mandateRefused",
        "34343434": "exceedsWeeklyLimit",
        "12121212": "exceedsTransactionLimit",
    },
    "nz_bank_account": {
        "0000000010": "success",
        "2222222027": "insufficientFunds",
        "8888888000": "referToCustomer",
        "1111111016": "noAccount",
        "5555555059": "debitNotAuthorized",
        "9999999000": "processing",
    },
}
INVALID = {"bacs_debit": "00044444"}  # type -> number that the bank refuses at once

# Test ids that stand for no listed number: their outcome is that of a number of their own.
NAMED_ONLY = {
    "acss_debit": {
        "accountClosed": "000111111113",
        "debitNotAuthorized": "000333333335",
        "dispute": "000555555559",
        "noAccount": "000111111116",
    }
}

# Outcomes of the IBANs below, in their order, eight for each country.
OF_IBANS = (
    "success",
    "successDelayed",
    "failed",
    "failedDelayed",
    "disputed",
    "exceedsWeeklyVolumeLimit",
    "exceedsWeeklyTransactionLimit",
    "insufficientFunds",
)
IBANS = """
    AT611904300234573201 AT321904300235473204 AT861904300235473202 AT051904300235473205
    AT591904300235473203 AT981904300000343434 AT601904300000121212 AT981904300002222227
    BE62510007547061 BE78510007547064 BE68539007547034 BE51510007547065
    BE08510007547063 BE90510000343434 BE52510000121212 BE90510002222227
    CH9300762011623852957 CH8656663438253651553 CH5362200119938136497 CH1843597160341964438
    CH1260378413965193069 CH1800762000000343434 CH7700762000000121212 CH1800762000002222227
    DE89370400440532013000 DE08370400440532013003 DE62370400440532013001 DE78370400440532013004
    DE35370400440532013002 DE65370400440000343434 DE27370400440000121212 DE65370400440002222227
    EE382200221020145685 EE222200221020145682 EE762200221020145680 EE922200221020145683
    EE492200221020145681 EE672200000000343434 EE292200000000121212 EE672200000002222227
    ES0700120345030000067890 ES2300120345030000067893 ES9121000418450200051332 ES9300120345030000067894
    ES5000120345030000067892 ES1700120345000000343434 ES7600120345000000121212 ES1700120345000002222227
    FI2112345600000785 FI3712345600000788 FI9112345600000786 FI1012345600000789
    FI6412345600000787 FI6712345600343434 FI2912345600121212 FI6712345602222227
    FR1420041010050500013M02606 FR3020041010050500013M02609 FR8420041010050500013M02607
    FR7920041010050500013M02600 FR5720041010050500013M02608 FR9720041010050000000343434
    FR5920041010050000000121212 FR9720041010050000002222227
    GB82WEST12345698765432 GB98WEST12345698765435 GB55WEST12345698765433 GB71WEST12345698765436
    GB28WEST12345698765434 GB70WEST12345600343434 GB32WEST12345600121212 GB70WEST12345602222227
    GI60MPFS599327643783385 GI08RRNW626436291644533 GI41SAFA461293238477751 GI50LROG772261344693297
    GI26KJBC361883934534696 GI14NWBK000000000343434 GI73NWBK000000000121212 GI14NWBK000000002222227
    HR7624020064583467589 HR6323600002337876649 HR2725000096983499248 HR6723600004878117427
    HR8724840081455523553 HR7424020060000343434 HR3624020060000121212 HR7424020060002222227
    IE29AIBK93115212345678 IE24AIBK93115212345671 IE02AIBK93115212345679 IE94AIBK93115212345672
    IE51AIBK93115212345670 IE10AIBK93115200343434 IE69AIBK93115200121212 IE10AIBK93115202222227
    LI0508800636123378777 LI4408800387787111369 LI1208800143823175626 LI4908800356441975566
    LI7708800125525347723 LI2408800000000343434 LI8308800000000121212 LI2408800000002222227
    LT121000011101001000 LT281000011101001003 LT821000011101001001 LT981000011101001004
    LT551000011101001002 LT591000000000343434 LT211000000000121212 LT591000000002222227
    LU280019400644750000 LU440019400644750003 LU980019400644750001 LU170019400644750004
    LU710019400644750002 LU900010000000343434 LU520010000000121212 LU900010000002222227
    NL39RABO0300065264 NL55RABO0300065267 NL91ABNA0417164300 NL28RABO0300065268
    NL82RABO0300065266 NL27RABO0000343434 NL86RABO0000121212 NL27RABO0002222227
    NO9386011117947 NO8886011117940 NO6686011117948 NO6186011117941
    NO3986011117949 NO0586010343434 NO6486010121212 NO0586012222227
    PT50000201231234567890154 PT66000201231234567890157 PT23000201231234567890155 PT39000201231234567890158
    PT93000201231234567890156 PT05000201230000000343434 PT64000201230000000121212 PT05000201230000002222227
    SE3550000000054910000003 SE5150000000054910000006 SE0850000000054910000004 SE2450000000054910000007
    SE7850000000054910000005 SE2850000000000000343434 SE8750000000000000121212 SE2850000000000002222227
""".split()
NUMBERS["sepa_debit"] = {iban: OF_IBANS[index % len(OF_IBANS)] for index, iban in enumerate(IBANS)}
# Of Italy two are known: the official CLI triggers a failed payment of checkout with the second.
NUMBERS["sepa_debit"] |= {"IT40S0542811101000000123456": "success", "IT60X0542811101000000123456": "failed"}
for kind, named_only in NAMED_ONLY.items():
    NUMBERS[kind] |= {number: outcome for outcome, number in named_only.items()}

# First part of a test id -> type, and what else is sent with an account of this type.
FAMILIES: dict[str, tuple[str, Mapping[str, str]]] = {
    "acssDebit": ("acss_debit", {"institution_number": "000", "transit_number": "11000"}),
    "auBecsDebit": ("au_becs_debit", {"bsb_number": "000000"}),
    "bacsDebit": ("bacs_debit", {"sort_code": "108800"}),
    "nzBankAccount": ("nz_bank_account", {"bank_code": "11", "branch_code": "0000"}),
    "sepaDebit": ("sepa_debit", {}),
    "usBankAccount": (
        "us_bank_account",
        {"account_holder_type": "individual", "account_type": "checking", "routing_number": "110000000"},
    ),
}


def account(kind: str, number: str | None) -> Account:
    """Return how the account with a number behaves. kind: type of the payment method."""
    found = OUTCOMES[NUMBERS.get(kind, {}).get(number or "", "success")]
    return replace(found, revoked=kind in MANDATES_OF_BANK and found.failure in REVOKING)


def number_of(kind: str, outcome: str, country: str = "") -> str | None:
    """Return the first test number of a type with an outcome, or None. country: of an IBAN."""
    numbers = NUMBERS[kind].items()
    return next((one for one, ends in numbers if ends == outcome and one.startswith(country)), None)
