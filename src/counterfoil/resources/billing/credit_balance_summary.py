"""The credit balance summary: what a customer has of billing credits, in each currency.

It is added up from the ledger and not stored. What drafts would spend is not available.
Source: API reference, Credit Balance Summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import BillingCreditBalanceSummary, BillingCreditGrant
from counterfoil.resources.billing import credit_balance_transactions as ledger
from counterfoil.resources.billing.credit_grants import grants, has_expired, terms
from counterfoil.resources.billing.metered_usage import credits
from counterfoil.resources.core.customers import customers

summary = objects.billing_credit_balance_summary


@summary.operation("billing.credit_balance_summary.retrieve")
def retrieve(work: Work, params: Mapping[str, Any]) -> BillingCreditBalanceSummary:
    """Return the balances of one grant, or of those that pay metered prices, all or some of them."""
    customer = params.get("customer")
    if not customer:
        raise errors.required("customer")  # newer versions also take a `customer_account`, not implemented
    owner = work.get(customers, customer, param="customer")
    there = work.beside()
    adopt(there, owner, reads=True)
    found = _chosen(work, owner.id, params["filter"])
    spoken_for = credits.held(there, owner.id)
    totals: dict[str, list[int]] = {}
    for grant in found:
        total = totals.setdefault(ledger.monetary(grant).currency, [0, 0])
        held = ledger.balance(there, grant)
        total[1] += held
        if not has_expired(grant, there.now):
            total[0] += held - spoken_for.get(grant.id, 0)
    return BillingCreditBalanceSummary(
        object=summary.object,
        balances=[
            {"available_balance": _amount(currency, free), "ledger_balance": _amount(currency, held)}
            for currency, (free, held) in totals.items()
        ],
        customer=owner.id,
        customer_account=None,
        livemode=work.livemode,
    )


def _chosen(work: Work, customer: str, filter: Mapping[str, Any]) -> list[BillingCreditGrant]:
    """Return the grants that a filter is about, oldest first. 400 for a filter without what it needs."""
    if filter["type"] == "credit_grant":
        if not filter.get("credit_grant"):
            raise errors.required("filter[credit_grant]")
        grant = work.get(grants, filter["credit_grant"], param="filter[credit_grant]")
        if grant.customer != customer:
            raise errors.missing(grants.noun, grant.id, param="filter[credit_grant]", status=400)
        return [grant]
    scope = filter.get("applicability_scope")
    if not scope or not (scope.get("price_type") or scope.get("prices")):
        raise errors.required("filter[applicability_scope]")
    prices = [each["id"] for each in scope.get("prices") or ()]
    for place, price in enumerate(prices):
        param = f"filter[applicability_scope][prices][{place}][id]"
        work.expect(objects.price, price, param=param)
    found = work.list(grants, oldest_first=True, customer=customer)
    if not prices:
        return found
    return [grant for grant in found if any(terms(work, grant).covers(price) for price in prices)]


def _amount(currency: str, value: int) -> dict[str, Any]:
    return {"type": "monetary", "monetary": {"currency": currency, "value": value}}
