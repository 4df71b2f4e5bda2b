"""Accounts: the own account of a sandbox, and accounts connected to it.

The own account is opened by the first request of a sandbox. It is a standard account in the United States
with all capabilities active. The API can read it but not change it.
Source: API reference, Connect, Accounts; the specification of Connect, section 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Account
from counterfoil.networks import bank_accounts

# _own: true for the own account, absent for connected ones.
# _api_version: API version of requests that name none.
accounts = objects.account.page(
    filters={"_own": "_own"},
)

NAME = "Counterfoil"  # on the dashboard, on receipts and on bank statements
SITE = "https://counterfoil.example"
SOFTWARE = "5734"  # merchant category: computer software stores

CAPABILITIES = """acss_debit_payments affirm_payments afterpay_clearpay_payments amazon_pay_payments
    bancontact_payments blik_payments card_issuing card_payments cashapp_payments eps_payments
    giropay_payments ideal_payments klarna_payments link_payments multibanco_payments p24_payments
    sepa_debit_payments sofort_payments tax_reporting_us_1099_k tax_reporting_us_1099_misc transfers treasury
    us_bank_account_ach_payments us_bank_transfer_payments""".split()

UNREACHABLE = (
    "The provided key '{key}' does not have access to account '{account}' (or that account does not exist). "
    "Application access may have been revoked."
)


def open_own(work: Work) -> Account:
    """Create the own account of a sandbox, fully activated. No event: no endpoint exists yet."""
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
    bank_account = work.insert(
        objects.bank_account,
        account=work.account,
        default_for_currency=True,
        **bank_accounts.BankAccount(
            bank_accounts.GOOD, bank_accounts.ROUTING, "US", "usd", NAME, "company"
        ).of_account(work.account),
    )
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
        external_accounts=list_of_external_accounts(work.account, [work.visible(bank_account)]),
        future_requirements=nothing_due,
        metadata={},
        payouts_enabled=True,
        requirements=nothing_due,
        settings=_settings(),
        tos_acceptance={"date": work.now, "ip": None, "user_agent": None},
        type="standard",
        _api_version=work.services.default_version,
        _own=True,
    )


def _settings() -> dict[str, Any]:
    """Return the settings of an own account.

    Payouts are manual, so that balances do not change on their own.
    """
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
        "payments": {
            "statement_descriptor": NAME.upper(),
            "statement_descriptor_prefix_kana": None,
            **nothing,
        },
        "payouts": {
            "debit_negative_balances": True,
            "schedule": {"delay_days": 2, "interval": "manual"},
            "statement_descriptor": None,
        },
        "sepa_debit_payments": {},
    }


def list_of_external_accounts(account: str, data: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Make the list object of an account's bank accounts and debit cards, which the account shows whole."""
    return {
        "object": "list",
        "data": data,
        "has_more": False,
        "url": f"/v1/accounts/{account}/external_accounts",
    }


# -- reading -------------------------------------------------------------------------------------------------


@accounts.operation("accounts.retrieve_current")
def retrieve_current(work: Work, params: Mapping[str, Any]) -> Account:
    """Return the account of the request: the own one, or the connected one it acts for.

    A connected account is stored in the space of its platform.
    """
    found = work.find(accounts, work.account)
    if found is None:
        for space in work.session.spaces(accounts.table, work.account):
            stored: Any = work.session.load(accounts.table, space, work.account)
            if stored is not None and space.livemode == work.livemode:
                return stored
        raise unreachable(work, work.account)
    return found


@accounts.operation("accounts.retrieve")
def retrieve(work: Work, id: str, params: Mapping[str, Any]) -> Account:
    """Return the own account or a connected one. 403 for any other id, existing or not."""
    return reachable(work, id)


@accounts.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List connected accounts, newest first. The own account is not listed."""
    return inherited.listed(work, accounts, params, {"_own": None})


# -- writing -------------------------------------------------------------------------------------------------


@accounts.operation("accounts.update")
def update(work: Work, id: str, params: Mapping[str, Any]) -> Account:
    """Update a connected account. 403 for the own one."""
    return work.update(connected(work, id), accounts.part(params))


@accounts.operation("accounts.delete")
def delete(work: Work, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a connected account. 403 for the own one."""
    return inherited.delete(work, connected(work, id))


def reachable(work: Work, id: str) -> Account:
    """Return the account with this id, own or connected; 403 `account_invalid` otherwise."""
    found = work.find(accounts, id)
    if found is None and id == work.account:
        return retrieve_current(work, {})
    if found is None:
        raise unreachable(work, id)
    return found


def home(work: Work, id: str) -> Work:
    """Return the phase in the space where an account is stored: its own, or its platform's.

    403 if not accessible.
    """
    if work.find(accounts, id) is not None:
        return work
    reachable(work, id)
    same_mode = (
        space for space in work.session.spaces(accounts.table, id) if space.livemode == work.livemode
    )
    return Work(
        work.session, next(same_mode), work.services, now=work.now, cause=work.cause, clock=work.clock
    )


def connected(work: Work, id: str) -> Account:
    """Return the connected account with this id; 403 for the own one."""
    found = reachable(work, id)
    if found.get("_own"):
        raise errors.Refusal(
            "You cannot use this method on your own account: you may only use it on connected accounts.",
            status=403,
        )
    return found


def unreachable(work: Work, id: str) -> errors.Refusal:
    """Make the 403 for an account that is missing or not accessible with the request's key."""
    shown = work.cause.key if work.cause is not None else ""
    return errors.Refusal(
        UNREACHABLE.format(key=f"{shown[:8]}*{shown[-4:]}", account=id), status=403, code="account_invalid"
    )
