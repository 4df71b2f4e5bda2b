"""Bank accounts of customers: added by token, verified by two small deposits, then charged.

Like a card, each is also a payment method with the same id. Source: API reference, Bank Accounts; guide "ACH
payments with Sources and Charges".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, merged_metadata, objects
from counterfoil.kernel.shapes import BankAccount, Customer, PaymentMethod
from counterfoil.networks import bank_accounts as banks
from counterfoil.resources.payments import microdeposits, payment_methods, tokens

bank_accounts = objects.bank_account

OF_METHODS = ("account_holder_type", "account_type", "bank_name", "fingerprint", "last4", "routing_number")
OF_ACCOUNTS = ("country", "currency", "account_holder_name", *OF_METHODS)
UPDATABLE = ("account_holder_name", "account_holder_type")
EXISTS = "A bank account with that routing number and account number already exists for this customer."
ONLY_US = "Only US bank accounts in usd can be added to a customer."


def from_token(work: Work, token: str) -> PaymentMethod:
    """Create the payment method of a bank account token, with the id of its bank account.

    400 if it is used.
    """
    test = banks.named(token)
    if test is not None:
        account, id = test.shown(work.account), ids.new("ba")
    else:
        id = work.get(tokens.tokens, token, param="source").at("bank_account.id")
        account = tokens.use(work, token, ("bank_account",), param="source")
    if (account["country"], account["currency"]) != ("US", "usd"):
        raise errors.invalid(ONLY_US, param="source")
    shown = {name: account[name] for name in OF_METHODS}
    fields = payment_methods.described(
        work,
        {
            "type": "us_bank_account",
            "us_bank_account": shown,
            "billing_details": {"name": account["account_holder_name"]},
        },
    )
    fields["us_bank_account"] = {**fields["us_bank_account"], **shown}
    verified = test is not None and banks.is_verified(token)
    return work.insert(
        payment_methods.payment_methods,
        **{**fields, "_number": account["_number"]},
        id=id,
        _verified=verified,
    )


def insert(work: Work, method: PaymentMethod, metadata: Mapping[str, str] | None) -> BankAccount:
    """Create the bank account of an attached payment method.

    400 `bank_account_exists` if the customer has it.
    """
    fields = legacy(method)
    if any(
        one.fingerprint == fields["fingerprint"] for one in work.list(bank_accounts, customer=method.customer)
    ):
        raise errors.invalid(EXISTS, code="bank_account_exists")
    return work.insert(bank_accounts, {"metadata": metadata}, **fields)


def legacy(method: PaymentMethod) -> dict[str, Any]:
    """Return the fields of a new bank account of a payment method."""
    return {
        **{name: method["us_bank_account"][name] for name in OF_METHODS},
        "id": method.id,
        "account_holder_name": method.billing_details.name,
        "country": "US",
        "currency": "usd",
        "customer": method.customer,
        "status": "verified" if method.get("_verified") else "new",
    }


def update(work: Work, account: BankAccount, params: Mapping[str, Any]) -> BankAccount:
    """Update the holder's name and type, and metadata. Emits customer.source.updated."""
    foreign = [name for name in params if name not in (*UPDATABLE, "metadata")]
    if foreign:
        raise errors.unknown(*foreign)
    changed = {name: params[name] for name in UPDATABLE if name in params}
    method = payment_methods.load(work, account.id)
    if "account_holder_name" in changed:
        billing = {**method.billing_details, "name": changed["account_holder_name"]}
        method = work.change(method, billing_details=billing)
    if "account_holder_type" in changed:
        work.change(
            method,
            us_bank_account={
                **method["us_bank_account"],
                "account_holder_type": changed["account_holder_type"],
            },
        )
    if "metadata" in params:
        changed["metadata"] = merged_metadata(account.metadata, params["metadata"])
    return work.change(account, "customer.source.updated", **changed)


@bank_accounts.operation("customers.payment_sources.verify")
def verify(work: Work, customer: Customer, id: str, params: Mapping[str, Any]) -> BankAccount:
    """Verify a bank account by the amounts of its two deposits. Emits customer.source.updated.

    400 `bank_account_verification_failed` for other amounts; after ten, the account cannot be verified any
    more.
    """
    account = work.find(bank_accounts, id)
    if account is None or account.customer != customer.id:
        raise errors.missing(bank_accounts.noun, id, param="id", status=404)
    if account.status == "verified":
        raise errors.invalid("This bank account has already been verified.")
    if account.status != "new":
        raise errors.invalid(
            microdeposits.MESSAGES["verification_attempts_exceeded"], code="bank_account_verification_failed"
        )
    amounts = params.get("amounts")
    if not amounts:
        raise errors.required("amounts")
    if microdeposits.BY_AMOUNTS.get(tuple(sorted(amounts))) == microdeposits.VERIFIED:
        work.change(payment_methods.load(work, id), _verified=True)
        return work.move(account, "verified")
    tries = account.get("_tries", 0) + 1
    account = work.change(account, _tries=tries)
    if tries >= microdeposits.TRIES:
        work.move(account, "verification_failed")
    message = microdeposits.MESSAGES["verification_amounts_mismatch"]
    raise errors.Refusal(message, code="bank_account_verification_failed", kept=True)
