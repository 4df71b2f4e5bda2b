"""Accounts: one's own, opened with the first call of a sandbox.

Source: API reference, Connect, Accounts; the specification of Connect, section 1. One's own account is a standard one of the United States
with everything switched on, so that nothing has to be applied for before it can be tried; it is read, never written, through the API.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, ids, inherited

# _own: true for the account whose keys are used, absent for those connected to it. _api_version: of its calls that name none.
accounts = Resource("account", prefix="acct", id_length=16, noun="account", path_param="account", filters={"_own": "_own"})

NAME = "Counterfoil"  # on the dashboard, on receipts and on bank statements
SITE = "https://counterfoil.example"
SOFTWARE = "5734"  # merchant category: computer software stores

CAPABILITIES = """acss_debit_payments affirm_payments afterpay_clearpay_payments amazon_pay_payments bancontact_payments blik_payments
    card_issuing card_payments cashapp_payments eps_payments giropay_payments ideal_payments klarna_payments link_payments
    multibanco_payments p24_payments sepa_debit_payments sofort_payments tax_reporting_us_1099_k tax_reporting_us_1099_misc transfers
    treasury us_bank_account_ach_payments us_bank_transfer_payments""".split()

UNREACHABLE = (
    "The provided key '{key}' does not have access to account '{account}' (or that account does not exist). "
    "Application access may have been revoked."
)


def open_own(work: Work) -> Document:
    """The account that a sandbox's keys share, fully activated. Emits nothing: nobody could have listened."""
    nothing_due: dict[str, Any] = {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": [],
        "disabled_reason": None,
        "errors": [],
        "eventually_due": [],
        "past_due": [],
        "pending_verification": [],
    }
    url = f"/v1/accounts/{work.account}/external_accounts"
    return work.insert(
        accounts,
        id=work.account,
        business_profile={
            "mcc": SOFTWARE,
            "name": NAME,
            "product_description": "A sandbox of its own.",
            "support_email": "support@counterfoil.example",
            "support_phone": "+15555550100",
            "support_url": f"{SITE}/support",
            "url": SITE,
        },
        business_type="company",
        capabilities=dict.fromkeys(CAPABILITIES, "active"),
        charges_enabled=True,
        controller={"type": "account"},
        country="US",
        default_currency="usd",
        details_submitted=True,
        email="owner@counterfoil.example",
        external_accounts={"object": "list", "data": [_bank_account(work)], "has_more": False, "url": url},
        future_requirements=nothing_due,
        metadata={},
        payouts_enabled=True,
        requirements=nothing_due,
        settings=_settings(),
        tos_acceptance={"date": work.now, "ip": None, "user_agent": None},
        type="standard",
        _api_version=work.house.default_version,
        _own=True,
    )


def _settings() -> dict[str, Any]:
    """Payouts are made by hand: money that leaves by itself overnight surprises whoever tests with it."""
    nothing = {"statement_descriptor_kana": None, "statement_descriptor_kanji": None}
    return {
        "bacs_debit_payments": {"display_name": None, "service_user_number": None},
        "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
        "card_issuing": {"tos_acceptance": {"date": None, "ip": None}},
        "card_payments": {
            "decline_on": {"avs_failure": False, "cvc_failure": False},
            "statement_descriptor_prefix": NAME.upper()[:10],
            "statement_descriptor_prefix_kana": None,
            "statement_descriptor_prefix_kanji": None,
        },
        "dashboard": {"display_name": NAME, "timezone": "Etc/UTC"},
        "invoices": {"default_account_tax_ids": None},
        "payments": {"statement_descriptor": NAME.upper(), "statement_descriptor_prefix_kana": None, **nothing},
        "payouts": {
            "debit_negative_balances": True,
            "schedule": {"delay_days": 2, "interval": "manual"},
            "statement_descriptor": None,
        },
        "sepa_debit_payments": {},
    }


def _bank_account(work: Work) -> dict[str, Any]:
    """Where a fresh account's payouts go: the test bank's account that takes everything."""
    return {
        "id": ids.new("ba"),
        "object": "bank_account",
        "account": work.account,
        "account_holder_name": NAME,
        "account_holder_type": "company",
        "account_type": None,
        "available_payout_methods": ["standard"],
        "bank_name": "STRIPE TEST BANK",
        "country": "US",
        "currency": "usd",
        "customer": None,
        "default_for_currency": True,
        "fingerprint": ids.letters(16),
        "last4": "6789",
        "metadata": {},
        "routing_number": "110000000",
        "status": "new",
    }


# -- reading -----------------------------------------------------------------------------------------------------------


@accounts.operation("accounts.retrieve_current")
def retrieve_current(work: Work, params: Mapping[str, Any]) -> Document:
    """The account in effect: one's own, or the connected one that the request acts for, which is kept with its platform."""
    found = work.find(accounts, work.account)
    if found is None:
        for space in work.session.spaces(accounts.table, work.account):
            found = work.session.load(accounts.table, space, work.account)
            if found is not None and space.livemode == work.livemode:
                return found
        raise unreachable(work, work.account)
    return found


@accounts.operation("accounts.retrieve")
def retrieve(work: Work, id: str, params: Mapping[str, Any]) -> Document:
    """One's own account or one connected to it. 403 for every other id, known elsewhere or not."""
    return reachable(work, id)


@accounts.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """Connected accounts only, newest first."""
    return inherited.listed(work, accounts, params, {"_own": None})


# -- writing -----------------------------------------------------------------------------------------------------------


@accounts.operation("accounts.update")
def update(work: Work, id: str, params: Mapping[str, Any]) -> Document:
    """Change a connected account; one's own is refused with 403."""
    return inherited.update(work, connected(work, id), params)


@accounts.operation("accounts.delete")
def delete(work: Work, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a connected account; one's own is refused with 403."""
    return inherited.delete(work, connected(work, id))


def reachable(work: Work, id: str) -> Document:
    """The account of that id, if it is one's own or connected to it; else 403 `account_invalid`."""
    found = work.find(accounts, id)
    if found is None and id == work.account:
        return retrieve_current(work, {})
    if found is None:
        raise unreachable(work, id)
    return found


def connected(work: Work, id: str) -> Document:
    """The connected account of that id, for what cannot be done to one's own."""
    found = reachable(work, id)
    if found.get("_own"):
        raise errors.Refusal("You cannot use this method on your own account: you may only use it on connected accounts.", status=403)
    return found


def unreachable(work: Work, id: str) -> errors.Refusal:
    """403: an account that the key has nothing to do with, or that does not exist."""
    shown = work.cause.key if work.cause is not None else ""
    return errors.Refusal(UNREACHABLE.format(key=f"{shown[:8]}*{shown[-4:]}", account=id), status=403, code="account_invalid")
