"""Microdeposits: prove access to a bank account by the small deposits that it has received.

In test mode, amounts and descriptor codes decide: 32 and 45 or SM11AA verify, 10 and 11 or SM33CC exceed the
attempts, 40 and 41 or SM44DD are too late. Source: "Accept an ACH Direct Debit payment" (microdeposits).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counterfoil.arithmetic import calendar
from counterfoil.kernel import Document, Work, errors
from counterfoil.kernel.resource import Due

TRIES = 10
LASTS = 10 * 86400  # seconds until they cannot be verified any more
KINDS = ("us_bank_account", "acss_debit")  # types whose accounts are verified

VERIFIED, EXCEEDED, TIMEOUT = "verified", "attempts_exceeded", "timeout"
BY_AMOUNTS = {(32, 45): VERIFIED, (10, 11): EXCEEDED, (40, 41): TIMEOUT}
BY_CODE = {"SM11AA": VERIFIED, "SM33CC": EXCEEDED, "SM44DD": TIMEOUT}
PREFIX = "payment_method_microdeposit_"
MESSAGES = {
    "failed": "Microdeposits to the customer's bank account have failed.",
    "verification_attempts_exceeded": "You have exceeded the number of allowed verification attempts.",
    "verification_timeout": "Microdeposit verification timed out.",
    "verification_amounts_mismatch": (
        "The amounts provided do not match the amounts that were sent to the bank account."
    ),
    "verification_descriptor_code_mismatch": (
        "The descriptor code provided does not match the one that was sent to the bank account."
    ),
}


def next_action(work: Work, intent: Document) -> dict[str, Any]:
    """Return the `next_action` of an intent whose bank account is to be verified."""
    asked = intent.at("payment_method_options.us_bank_account.verification_method")
    page = f"{work.services.base_url}/microdeposit/{intent['id']}?client_secret={intent['client_secret']}"
    details = {
        "arrival_date": calendar.business_days_after(work.now, 1),
        "hosted_verification_url": page,
        "microdeposit_type": "amounts" if asked == "microdeposits" else "descriptor_code",
    }
    return {"type": "verify_with_microdeposits", "verify_with_microdeposits": details}


def judge(params: Mapping[str, Any], tries: int) -> str:
    """Return the result: VERIFIED, EXCEEDED, TIMEOUT or the name of a mismatch. tries: earlier attempts."""
    amounts, code = params.get("amounts"), params.get("descriptor_code")
    if amounts and code:
        raise errors.exclusive("amounts", "descriptor_code")
    if not amounts and not code:
        raise errors.one_required("amounts", "descriptor_code")
    if amounts:
        if len(amounts) != 2 or any(not 0 < amount < 100 for amount in amounts):
            message = "You must provide exactly two positive amounts, in cents, that are less than 100."
            raise errors.invalid(message, code=PREFIX + "verification_amounts_invalid", param="amounts")
        found = BY_AMOUNTS.get((min(amounts), max(amounts)), "amounts_mismatch")
    else:
        found = BY_CODE.get(str(code).upper(), "descriptor_code_mismatch")
    return EXCEEDED if found.endswith("mismatch") and tries + 1 >= TRIES else found


def refuse(
    work: Work,
    intent: Document,
    result: str,
    *,
    fail: Callable[[dict[str, Any]], Document],
    give_up: Due[Any],
) -> errors.Refusal:
    """Return the 400 of a failed verification, and record it: either as one more try, or as the end.

    result: of `judge`. fail: makes the intent require another method. give_up: the intent's scheduled action
    that the end makes superfluous.
    """
    failed = failure(f"verification_{result}")
    if result in (EXCEEDED, TIMEOUT):
        work.unschedule(intent, give_up)
        intent = fail(failed)
    else:
        intent = work.change(intent, _tries=intent.get("_tries", 0) + 1)
    fields: dict[str, Any] = {intent["object"]: work.visible(intent)}
    return errors.Refusal(failed["message"], code=failed["code"], kept=True, **fields)


def failure(name: str) -> dict[str, Any]:
    """Return code, message and type of the error with a name, such as `failed` or `verification_timeout`."""
    return {"code": PREFIX + name, "message": MESSAGES[name], "type": "invalid_request_error"}
