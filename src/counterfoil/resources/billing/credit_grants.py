"""Credit grants: money that a customer may spend on metered prices, within a time, before it expires.

A grant has no status: it is pending before `effective_at`, expired from `expires_at` on, voided once
`voided_at` is set. All times are those of the customer's clock.
Source: API reference, Credit Grant; guide "Set up billing credits".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from counterfoil.arithmetic import credits
from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import BillingCreditGrant, Customer
from counterfoil.resources.billing import credit_balance_transactions as ledger
from counterfoil.resources.billing.metered_usage import drafts
from counterfoil.resources.core.customers import customers

grants = objects.billing_credit_grant.page(filters={"customer": "customer"})

MOST = 100  # unused grants of a customer
PRIORITY = 50
TOLERANCE = 10  # seconds that `effective_at` may be in the past, for requests that name the present
LONGEST_DRAFT = 72 * 3600  # seconds that an expired grant waits for drafts
AGAIN = 3600  # seconds until it looks for them again
FIRST = 10  # rank: what expires at a time is gone before anything else happens at that time


@grants.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> BillingCreditGrant:
    """Grant credit. Emits billing.credit_grant.created and billing.credit_balance_transaction.created.

    400 for times that do not fit, prices without a meter, and the 101st unused grant of a customer.
    """
    customer = params.get("customer")
    if not customer:
        raise errors.required("customer")  # newer versions also take a `customer_account`, not implemented
    owner = work.get(customers, customer, param="customer")
    config = _scope(work, params["applicability_config"]["scope"])
    begins = params.get("effective_at")
    if begins is not None and begins < work.now - TOLERANCE:
        raise errors.invalid(
            "The effective_at of a credit grant cannot be in the past.", param="effective_at"
        )
    begins = max(begins or 0, work.now)
    _check_expiry(work, params.get("expires_at"), begins)
    if sum(1 for _ in unused(work, owner.id)) >= MOST:
        message = (
            f"A customer can have at most {MOST} unused credit grants. Void or expire some of those of"
            f" {owner.id} first."
        )
        raise errors.invalid(message, param="customer")
    grant = work.insert(
        grants,
        amount=params["amount"],
        applicability_config={"scope": config},
        category=params.get("category") or "paid",
        customer=owner.id,
        effective_at=begins,
        expires_at=params.get("expires_at"),
        metadata=dict(params.get("metadata") or {}),
        name=params.get("name"),
        priority=PRIORITY if params.get("priority") is None else params["priority"],
        test_clock=owner.test_clock,
        updated=work.now,
    )
    work.emit("billing.credit_grant.created", grant)
    ledger.add(work, grant, ledger.monetary(grant).value, "credits_granted", at=begins)
    if begins > work.now:
        work.schedule(begin, grant, at=begins)
    _schedule_expiry(work, grant)
    return grant


@grants.update
def update(work: Work, grant: BillingCreditGrant, params: Mapping[str, Any]) -> BillingCreditGrant:
    """Update metadata, or the time of expiry; None: never. Emits billing.credit_grant.updated.

    400 for another time of expiry once the grant is voided or expired.
    """
    if "expires_at" in params and params["expires_at"] != grant.expires_at:
        _check_live(work, grant, "updated")
        _check_expiry(work, params["expires_at"], grant.effective_at or work.now)
    updated = work.update(grant, params)
    if updated.expires_at != grant.expires_at:
        _schedule_expiry(work, updated)
    return updated


@grants.action
def expire(work: Work, grant: BillingCreditGrant, params: Mapping[str, Any]) -> BillingCreditGrant:
    """Let the grant expire now. Emits billing.credit_grant.updated. 400 if it is expired or voided."""
    _check_live(work, grant, "expired")
    work.unschedule(grant)
    expired = work.change(grant, "billing.credit_grant.updated", expires_at=work.now, updated=work.now)
    ledger.take_rest(work, expired, "credits_expired")
    return expired


@grants.action
def void_grant(work: Work, grant: BillingCreditGrant, params: Mapping[str, Any]) -> BillingCreditGrant:
    """Take the grant back. Emits billing.credit_grant.updated.

    400 if any of it was applied to an invoice, and if it is expired or voided.
    """
    _check_live(work, grant, "voided")
    entries = work.list(ledger.transactions, credit_grant=grant.id)
    if any(entry.debit is not None and entry.debit.type == "credits_applied" for entry in entries):
        raise errors.invalid("You cannot void a credit grant that has been applied to an invoice.")
    work.unschedule(grant)
    voided = work.change(grant, "billing.credit_grant.updated", voided_at=work.now, updated=work.now)
    ledger.take_rest(work, voided, "credits_voided")
    return voided


@grants.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the grants of all customers or of one, newest first."""
    if params.get("customer"):
        work.expect(customers, params["customer"], param="customer")
    return inherited.listed(work, grants, params)


# -- time ----------------------------------------------------------------------------------------------------


@grants.due(name="billing.credit_grant.begin", rank=FIRST)
def begin(work: Work, grant: BillingCreditGrant) -> None:
    """Make a pending grant count."""
    ledger.become_effective(work, grant)


@grants.due(name="billing.credit_grant.lapse", rank=FIRST)
def lapse(work: Work, grant: BillingCreditGrant) -> None:
    """Debit what is left of a grant that has expired.

    A draft whose period ended before that may still spend it, for the time that drafts take.
    """
    if grant.voided_at is not None or not has_expired(grant, work.now):
        return
    expired = grant.expires_at or 0
    waiting = any(draft.period_end < expired for draft in drafts.of(work, grant.customer))
    if waiting and work.now < expired + LONGEST_DRAFT:
        work.schedule(lapse, grant, at=work.now + AGAIN)
    else:
        ledger.take_rest(work, grant, "credits_expired")


@customers.on("customer.deleted")
def stop(work: Work, customer: Customer) -> None:
    """Leave the grants of a deleted customer as they are."""
    for grant in work.list(grants, customer=customer.id):
        work.unschedule(grant)


def _schedule_expiry(work: Work, grant: BillingCreditGrant) -> None:
    work.unschedule(grant, lapse)
    if grant.expires_at is not None:
        work.schedule(lapse, grant, at=grant.expires_at)


def has_expired(grant: BillingCreditGrant, at: int) -> bool:
    """Whether a grant has expired at a time."""
    return grant.expires_at is not None and grant.expires_at <= at


# -- rules ---------------------------------------------------------------------------------------------------


def unused(work: Work, customer: str) -> Iterator[BillingCreditGrant]:
    """Yield the grants of a customer that are pending or have a balance."""
    for grant in work.list(grants, customer=customer):
        if grant.voided_at is None and not has_expired(grant, work.now):
            if ledger.balance(work, grant) or ledger.pending(work, grant):
                yield grant


def _check_live(work: Work, grant: BillingCreditGrant, verb: str) -> None:
    if grant.voided_at is not None:
        raise errors.invalid(f"This credit grant cannot be {verb} because it has been voided.")
    if has_expired(grant, work.now):
        raise errors.invalid(f"This credit grant cannot be {verb} because it has expired.")


def _check_expiry(work: Work, expires_at: int | None, begins: int) -> None:
    if expires_at is None:
        return
    if expires_at <= work.now:
        raise errors.invalid("The expires_at of a credit grant must be in the future.", param="expires_at")
    if expires_at <= begins:
        message = "The expires_at of a credit grant must be after its effective_at."
        raise errors.invalid(message, param="expires_at")


def _scope(work: Work, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scope to store. 400 unless it is either all metered prices, or some prices with a meter."""
    prices = sent.get("prices")
    at = "applicability_config[scope]"
    if sent.get("price_type") and prices:
        raise errors.exclusive(f"{at}[price_type]", f"{at}[prices]")
    if not sent.get("price_type") and not prices:
        raise errors.one_required(f"{at}[price_type]", f"{at}[prices]")
    for place, each in enumerate(prices or ()):
        param = f"{at}[prices][{place}][id]"
        price = work.get(objects.price, each["id"], param=param)
        if price.recurring is None or not price.recurring.meter:
            message = f"Credit grants only apply to metered prices with a meter, and {price.id} is not one."
            raise errors.invalid(message, param=param)
    return {"price_type": sent.get("price_type"), "prices": list(prices) if prices else None}


def terms(work: Work, grant: BillingCreditGrant) -> credits.Grant:
    """Return a grant as the arithmetic of credits takes it, with what is left of it."""
    prices = grant.applicability_config.scope.prices
    return credits.Grant(
        id=grant.id,
        balance=ledger.balance(work, grant),
        currency=ledger.monetary(grant).currency,
        priority=PRIORITY if grant.priority is None else grant.priority,
        promotional=grant.category == "promotional",
        effective_at=grant.effective_at or grant.created,
        expires_at=grant.expires_at,
        created=grant.created,
        prices=frozenset(str(each.id) for each in prices) if prices else None,
    )
