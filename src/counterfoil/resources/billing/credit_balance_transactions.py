"""Credit balance transactions: what was added to credit grants and taken from them. Append-only.

Each is a transfer in the ledger, from or to the account of its grant. A grant that is not effective yet has
its credit in an account of its own, which does not count. Source: API reference, Credit Balance Transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Space, Work, errors, inherited, objects
from counterfoil.kernel.shapes import BillingCreditBalanceTransaction, BillingCreditGrant

transactions = objects.billing_credit_balance_transaction.page(
    filters={"customer": "_customer", "credit_grant": "credit_grant", "_invoice": "_invoice"},
)

COUNTERPARTY = "billing:credit_grants"  # of all grants in the ledger
PENDING = ":pending"


@transactions.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List a customer's transactions, of all grants or of one, newest first."""
    customer = params.get("customer")
    if not customer:
        raise errors.required("customer")  # newer versions also take a `customer_account`, not implemented
    work.expect(objects.customer, customer, param="customer")
    if params.get("credit_grant"):
        work.expect(objects.billing_credit_grant, params["credit_grant"], param="credit_grant")
    return inherited.listed(work, transactions, params)


# -- the ledger ----------------------------------------------------------------------------------------------


def accounts_of(customer: str) -> str:
    """Return what the names of the ledger accounts of a customer's grants begin with."""
    return f"credits:{customer}:"


def ledger_account(grant: Mapping[str, Any]) -> str:
    """Return the name of the ledger account with what is left of an effective grant."""
    return f"{accounts_of(grant['customer'])}{grant['id']}"


def monetary(grant: BillingCreditGrant) -> BillingCreditGrant.Amount.Monetary:
    """Return the amount that was granted, and its currency."""
    assert grant.amount.monetary is not None, "all amounts are monetary"
    return grant.amount.monetary


def balance(work: Work, grant: BillingCreditGrant) -> int:
    """Return what is left of an effective grant, minor units. Of a pending one nothing counts."""
    return work.balance(ledger_account(grant), monetary(grant).currency)


def pending(work: Work, grant: BillingCreditGrant) -> int:
    """Return the credit of a grant that is not effective yet, minor units."""
    return work.balance(ledger_account(grant) + PENDING, monetary(grant).currency)


def add(
    work: Work, grant: BillingCreditGrant, amount: int, kind: str, *, at: int, **why: Any
) -> BillingCreditBalanceTransaction:
    """Add to a grant's balance, now or from a time on. Emits billing.credit_balance_transaction.created.

    kind: `credits_granted` or `credits_application_invoice_voided`. why: the invoice and its line.
    """
    entry = _write(work, grant, "credit", kind, amount, at, why)
    account = ledger_account(grant) + (PENDING if at > work.now else "")
    work.transfer(COUNTERPARTY, account, amount, monetary(grant).currency, entry.id)
    return entry


def become_effective(work: Work, grant: BillingCreditGrant) -> None:
    """Let the credit of a pending grant count from now on. Nothing is left of one that was voided."""
    amount = pending(work, grant)
    if amount:
        account = ledger_account(grant)
        work.transfer(account + PENDING, account, amount, monetary(grant).currency, grant.id)


def take(
    work: Work, grant: BillingCreditGrant, amount: int, kind: str, **why: Any
) -> BillingCreditBalanceTransaction:
    """Take from a grant's balance. Emits billing.credit_balance_transaction.created.

    kind: `credits_applied`, `credits_expired` or `credits_voided`. why: the invoice and its line.
    """
    assert 0 < amount <= balance(work, grant), "a grant never owes"
    entry = _write(work, grant, "debit", kind, amount, work.now, why)
    work.transfer(ledger_account(grant), COUNTERPARTY, amount, monetary(grant).currency, entry.id)
    return entry


def take_rest(work: Work, grant: BillingCreditGrant, kind: str) -> None:
    """Take all that is left of a grant, of a pending one its future credit. Nothing is written for 0."""
    left, future = balance(work, grant), pending(work, grant)
    if left:
        take(work, grant, left, kind)
    elif future:
        # It takes effect with the credit, so that no balance is ever below 0.
        entry = _write(work, grant, "debit", kind, future, grant.effective_at or work.now, {})
        account = ledger_account(grant) + PENDING
        work.transfer(account, COUNTERPARTY, future, monetary(grant).currency, entry.id)


def _write(
    work: Work,
    grant: BillingCreditGrant,
    side: str,
    kind: str,
    amount: int,
    at: int,
    why: Mapping[str, Any],
) -> BillingCreditBalanceTransaction:
    """Store a transaction. side: credit or debit. at: when it takes effect."""
    value = {"type": "monetary", "monetary": {"currency": monetary(grant).currency, "value": amount}}
    told: dict[str, Any] = {"amount": value, "type": kind}
    if why:
        told[kind] = dict(why)
    entry = work.insert(
        transactions,
        type=side,
        credit=told if side == "credit" else None,
        debit=told if side == "debit" else None,
        credit_grant=grant.id,
        effective_at=at,
        test_clock=grant.test_clock,
        _customer=grant.customer,
        _invoice=why.get("invoice"),
    )
    work.emit("billing.credit_balance_transaction.created", entry)
    return entry


# -- verification --------------------------------------------------------------------------------------------


def problems(session: Any, space: Space) -> list[str]:
    """Check that the transactions of each grant sum to its balance in the ledger, from 0 to what was granted.

    Returns one line per difference; an empty list means correct.
    """
    sums: dict[str, int] = defaultdict(int)
    for entry in session.scan(transactions.table, space):
        told = entry["credit"] or entry["debit"]
        value = told["amount"]["monetary"]["value"]
        sums[entry["credit_grant"]] += value if entry["type"] == "credit" else -value
    held: dict[str, int] = defaultdict(int)
    for name, _, amount in session.balances(space, "credits:"):
        held[name.removesuffix(PENDING)] += amount
    found = []
    for grant in session.scan(objects.billing_credit_grant.table, space):
        total, left = sums[grant["id"]], held[ledger_account(grant)]
        if total != left or not 0 <= left <= grant["amount"]["monetary"]["value"]:
            found.append(
                f"{space.account}: transactions of {grant['id']} sum to {total}, the ledger holds {left}"
            )
    return found
