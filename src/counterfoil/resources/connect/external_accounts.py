"""External accounts: the bank accounts and debit cards that an account is paid out to.

Each is stored by itself, and an account also shows all of its own. In each currency one is the default.
The own account of a sandbox has them like a connected one (our choice: the reference manages them on its
dashboard only), so that payouts can be made to fail.
Source: API reference, Connect, External accounts; "Testing Stripe Connect".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Resource, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Account, BankAccount, Card
from counterfoil.networks import bank_accounts as banks
from counterfoil.networks import cards as scheme
from counterfoil.resources.connect import accounts
from counterfoil.resources.payments import balance, card_data, tokens

UPDATED = "account.external_account.updated"

OF_CUSTOMERS = "customer.source.updated"  # the bank accounts of customers are in core/customers/bank_accounts

bank_accounts = objects.bank_account.page(
    filters={"customer": "customer"},
    lifecycle={
        # status   may become                                    announcing
        "new": {"errored": UPDATED, "verified": OF_CUSTOMERS, "verification_failed": OF_CUSTOMERS},
        "errored": {"new": UPDATED},
        "verified": {},
        "verification_failed": {},
    },
)
cards = objects.card

OF_BANK_ACCOUNTS = frozenset(("account_holder_name", "account_holder_type", "account_type", "documents"))
OF_CARDS = frozenset(("exp_month", "exp_year", "name", *tokens.ADDRESS))
NOT_DEBIT = "This card cannot be paid out to: only debit cards can."
LAST_DEFAULT = (
    "You cannot delete the default external account for your default currency. Please make another external"
    " account the default using the `default_for_currency` param, and then delete this one."
)


# -- adding --------------------------------------------------------------------------------------------------


@bank_accounts.operation("accounts.external_accounts.create")
def create(work: Work, account: str, params: Mapping[str, Any]) -> BankAccount | Card:
    """Add a bank account or debit card. The first of its currency becomes the default.

    Emits account.external_account.created.
    """
    at_home = accounts.home(work, account)
    holder = at_home.get(accounts.accounts, account)
    resource, fields = _described(at_home, account, params["external_account"])
    others = [one for one in balance.external_accounts(holder) if one["currency"] == fields["currency"]]
    added = at_home.insert(
        resource,
        {"metadata": params.get("metadata")},
        account=account,
        default_for_currency=not others or bool(params.get("default_for_currency")),
        **fields,
    )
    _show(at_home, holder, added)
    at_home.emit("account.external_account.created", added)
    return added


def _described(
    work: Work, account: str, sent: str | Mapping[str, Any]
) -> tuple[Resource[Any], dict[str, Any]]:
    """Return what was sent, as the fields of a bank account or of a debit card."""
    if not isinstance(sent, str) and sent["object"] == "bank_account":
        return bank_accounts, banks.check(sent, "external_account", livemode=work.livemode).of_account(
            account
        )
    if not isinstance(sent, str) and "number" in sent:
        billing = card_data.billing_details({"address": tokens.address(sent), "name": sent.get("name")})
        return cards, _debit_card(
            {**card_data.typed(work, sent, billing, "external_account"), "billing_details": billing}
        )
    token = sent if isinstance(sent, str) else sent["token"]
    bank = banks.named(token)
    if bank is not None:
        return bank_accounts, bank.of_account(account)
    card = scheme.named(token.removeprefix("tok_"))
    if card is not None:
        return cards, _debit_card(
            {**card_data.magic(work, card, card_data.NO_DETAILS), "billing_details": card_data.NO_DETAILS}
        )
    work.get(tokens.tokens, token, param="external_account")
    used = tokens.use(
        work,
        token,
        ("bank_account", "card") if isinstance(sent, str) else ("card",),
        param="external_account",
    )
    return (cards, _debit_card(used)) if "card" in used else (bank_accounts, used)


def _debit_card(method: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a card of an account. 400 `invalid_card_type` unless it is a debit card."""
    card = tokens.legacy_card(method["card"], "", method["billing_details"])
    if card["funding"] != "debit" or card["country"] not in banks.CURRENCIES:
        raise errors.invalid(NOT_DEBIT, code="invalid_card_type", param="external_account")
    number = method["_card"]
    return {
        **card,
        "id": None,
        "available_payout_methods": (
            ["standard"] if number == banks.STANDARD_ONLY else ["standard", "instant"]
        ),
        "currency": banks.CURRENCIES[card["country"]],
        "cvc_check": "pass" if method["_cvc"] else None,
        "status": "new",
        "_number": number,
    }


def _show(work: Work, holder: Account, changed: BankAccount | Card) -> None:
    """Have an account show a new or changed external account.

    A new default takes over from the former one.
    """
    shown = []
    for one in balance.external_accounts(holder):
        if changed.default_for_currency and one["default_for_currency"] and _rivals(one, changed):
            work.change(_load(work, one["id"]), default_for_currency=False)
            one = {**one, "default_for_currency": False}
        shown.append(work.visible(changed) if one["id"] == changed.id else one)
    if all(one["id"] != changed.id for one in shown):
        shown.append(work.visible(changed))
    work.change(holder, external_accounts=accounts.list_of_external_accounts(holder.id, shown))


def _rivals(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two external accounts are different ones of the same currency."""
    return one["id"] != other["id"] and one["currency"] == other["currency"]


# -- reading -------------------------------------------------------------------------------------------------


def _load(work: Work, id: str) -> BankAccount | Card:
    """Return an external account by its id, which exists."""
    found = work.find(bank_accounts, id) or work.find(cards, id)
    assert found is not None, "what an account shows is stored"
    return found


def _of(work: Work, account: str, id: str) -> BankAccount | Card:
    """Return an external account of an account. 404 if it has no such one."""
    if all(one["id"] != id for one in balance.external_accounts(work.get(accounts.accounts, account))):
        raise errors.missing("external account", id)
    return _load(work, id)


@bank_accounts.operation("accounts.external_accounts.retrieve")
def retrieve(work: Work, account: str, id: str, params: Mapping[str, Any]) -> BankAccount | Card:
    """Return a bank account or debit card of an account."""
    return _of(accounts.home(work, account), account, id)


@bank_accounts.operation("accounts.external_accounts.list")
def listed(work: Work, account: str, params: Mapping[str, Any]) -> Listing:
    """List the bank accounts and debit cards of an account, newest first. `object`: only of this type."""
    found = balance.external_accounts(accounts.home(work, account).get(accounts.accounts, account))[::-1]
    page, ids = inherited.page_of(params), [one["id"] for one in found]
    for name in inherited.CURSORS:
        if params.get(name) and params[name] not in ids:
            raise errors.missing("external account", params[name], param=name, status=400)
    if page.starting_after:
        found = found[ids.index(page.starting_after) + 1 :]
    elif page.ending_before:
        found = found[: ids.index(page.ending_before)]
    found = [one for one in found if params.get("object") in (None, one["object"])]
    assert page.limit is not None, "a page has a limit"
    shown = found[-page.limit :] if page.ending_before else found[: page.limit]
    return Listing(items=shown, has_more=len(found) > len(shown))


# -- updating and deleting -----------------------------------------------------------------------------------


@bank_accounts.operation("accounts.external_accounts.update")
def update(work: Work, account: str, id: str, params: Mapping[str, Any]) -> BankAccount | Card:
    """Update names, expiry or metadata, or make it the default.

    Even an empty update allows payouts again after a failed one. Emits account.external_account.updated.
    """
    at_home = accounts.home(work, account)
    found = _of(at_home, account, id)
    foreign = sorted(params.keys() & (OF_BANK_ACCOUNTS if found.object == "card" else OF_CARDS))
    if foreign:
        raise errors.unknown(*foreign)
    if params.get("default_for_currency") is False and found.default_for_currency:
        raise errors.invalid(
            "You must set another external account as the default instead.", param="default_for_currency"
        )
    expiry = {name: int(params[name]) for name in ("exp_month", "exp_year") if params.get(name, "").isdigit()}
    updated = at_home.update(
        found, {name: value for name, value in params.items() if name != "documents"}, **expiry
    )
    if updated.status == "errored":
        updated = at_home.move(updated, "new")
    _show(at_home, at_home.get(accounts.accounts, account), updated)
    return updated


def suspend(work: Work, account: str, id: str) -> None:
    """Stop payouts to an external account after a failed one, in a phase of the account that stores it."""
    at_home = accounts.home(work, account)
    at_home.schedule(mark_errored, at_home.get(accounts.accounts, account), at=work.now, data=id)


@accounts.accounts.due(name="account.mark_errored")
def mark_errored(work: Work, account: Account, id: str) -> None:
    """Set the status of an external account to errored. Emits account.external_account.updated."""
    # Not deleted since.
    if any(one["id"] == id and one["status"] != "errored" for one in balance.external_accounts(account)):
        _show(work, account, work.move(_load(work, id), "errored"))


@bank_accounts.operation("accounts.external_accounts.delete")
def delete(work: Work, account: str, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete an external account. Emits account.external_account.deleted.

    400 for a default that is of the account's currency, or that has another one of its currency beside it.
    """
    at_home = accounts.home(work, account)
    holder, found = at_home.get(accounts.accounts, account), _of(at_home, account, id)
    others = [one for one in balance.external_accounts(holder) if one["id"] != id]
    needed = found.currency == holder.default_currency or any(
        one["currency"] == found.currency for one in others
    )
    if found.default_for_currency and needed:
        raise errors.invalid(LAST_DEFAULT)
    at_home.change(holder, external_accounts=accounts.list_of_external_accounts(account, others))
    return at_home.delete(found, "account.external_account.deleted")


# -- for payouts ---------------------------------------------------------------------------------------------


def default(account: Mapping[str, Any], currency: str) -> dict[str, Any] | None:
    """Return an account's default external account of a currency, or None."""
    return next(
        (
            one
            for one in balance.external_accounts(account)
            if one["currency"] == currency and one["default_for_currency"]
        ),
        None,
    )


def failure(work: Work, account: str, id: str, method: str) -> str | None:
    """Return the failure code of a payout to an external account; None if the bank accepts it.

    method: of the payout, standard or instant.
    """
    at_home = accounts.home(work, account)
    found = at_home.find(bank_accounts, id) or at_home.find(cards, id)
    if found is None:  # deleted meanwhile
        return "account_closed"
    return banks.failure(found.get("_number"), method)
