"""Balance settings: the payout schedule, the minimum balance, and how long funds are pending.

They are stored on the account, whose `settings.payouts` shows most of them, too; so both always agree. The
own account of a sandbox can be changed here, and only here. `automatic_transfer_rules_by_currency` and
`start_of_day` are shown without effect: payouts go to the default external account, days begin at midnight
UTC.
Source: API reference, Balance Settings; "Payout schedule".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import calendar
from counterfoil.kernel import Work, errors, objects, previous
from counterfoil.kernel.shapes import Account, BalanceSettings
from counterfoil.resources.connect import accounts, external_accounts
from counterfoil.resources.payments import balance, payouts

balance_settings = objects.balance_settings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST_DELAY, LONGEST_DELAY = 2, 31  # days
# interval -> the parameter with its days, and the account's older field with the first of them
DAYS = {
    "weekly": ("weekly_payout_days", "weekly_anchor"),
    "monthly": ("monthly_payout_days", "monthly_anchor"),
}


# Of a connected account without settings of its own.
DEFAULTS: dict[str, Any] = {
    "debit_negative_balances": True,
    "schedule": {"delay_days": SHORTEST_DELAY, "interval": "manual"},
    "statement_descriptor": None,
}


# -- the object ----------------------------------------------------------------------------------------------


@balance_settings.retrieve
def retrieve(work: Work, params: Mapping[str, Any]) -> BalanceSettings:
    """Return the settings of the account."""
    return _of(accounts.retrieve_current(work, {}))


def _of(account: Account) -> BalanceSettings:
    """Return the settings that an account has."""
    own: Mapping[str, Any] = account.get("_balance_settings") or {}
    known = _payouts(account)
    schedule = known["schedule"]
    shown = {
        name: schedule[name]
        for name in ("interval", *(days for days, _ in DAYS.values()))
        if schedule.get(name) is not None
    }
    timing = {"delay_days": schedule.get("delay_days"), "start_of_day": own.get("start_of_day")}
    if own.get("delay_days_override") is not None:
        timing["delay_days_override"] = own["delay_days_override"]
    rules = own.get("automatic_transfer_rules_by_currency")
    payments = {
        "debit_negative_balances": known.get("debit_negative_balances"),
        "payouts": {
            "minimum_balance_by_currency": own.get("minimum_balance_by_currency"),
            "schedule": shown,
            "statement_descriptor": known.get("statement_descriptor"),
            "status": "enabled" if account.get("payouts_enabled") else "disabled",
            **({"automatic_transfer_rules_by_currency": rules} if rules else {}),
        },
        "settlement_timing": timing,
    }
    return BalanceSettings(balance_settings.complete({"object": "balance_settings", "payments": payments}))


def _payouts(account: Account) -> Mapping[str, Any]:
    """Return an account's `settings.payouts`."""
    return account.at("settings.payouts") or DEFAULTS


@balance_settings.update
def update(work: Work, params: Mapping[str, Any]) -> BalanceSettings:
    """Change the settings that are sent, and those of the account with them.

    Emits account.updated and balance_settings.updated if anything changed.
    """
    account = work.find(accounts.accounts, work.account)
    if account is None:  # it is stored with its platform, whose data this phase may not change
        raise errors.not_implemented("balance_settings.update (of a connected account)")
    sent = params.get("payments") or {}
    sent_payouts, timing = sent.get("payouts") or {}, sent.get("settlement_timing") or {}
    known = _payouts(account)
    schedule = _schedule(known["schedule"], sent_payouts.get("schedule") or {})
    if "delay_days_override" in timing:
        schedule["delay_days"] = _delay(timing["delay_days_override"])
    shown = {**known, "schedule": schedule}
    shown |= {name: sent[name] for name in ("debit_negative_balances",) if name in sent}
    shown |= {name: sent_payouts[name] for name in ("statement_descriptor",) if name in sent_payouts}
    own = dict(account.get("_balance_settings") or {})
    own |= {
        name: value
        for name, value in (*sent_payouts.items(), *timing.items())
        if name not in ("schedule", "statement_descriptor")
    }
    settings = {**(account.get("settings") or {}), "payouts": shown}
    changed = work.change(
        account, "account.updated", settings=settings, **({"_balance_settings": own} if own else {})
    )
    before, after = _of(account), _of(changed)
    if before != after:
        work.emit("balance_settings.updated", after, previous(before, after))
    if schedule != known["schedule"]:
        _follow(work, changed)
    return after


def _schedule(known: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the account's schedule with what was sent.

    Only weekly and monthly ones have days, and need them.
    """
    interval = sent.get("interval") or known["interval"]
    schedule = {"delay_days": known["delay_days"], "interval": interval}
    for kind, (name, anchor) in DAYS.items():
        if interval != kind:
            if sent.get(name):
                raise errors.invalid(
                    f"`{name}` can only be set if the interval is {kind}.", param=_param(name)
                )
            continue
        days = sent.get(name) or known.get(name)
        if not days:
            raise errors.required(_param(name))
        if kind == "monthly" and not all(1 <= day <= 31 for day in days):
            raise errors.invalid("Days of the month are between 1 and 31.", param=_param(name))
        schedule |= {name: days, anchor: days[0]}
    return schedule


def _param(name: str) -> str:
    """Return the name of a parameter of the schedule."""
    return f"payments[payouts][schedule][{name}]"


def _delay(days: int | None) -> int:
    """Validate `delay_days_override`; None resets it."""
    if days is not None and not SHORTEST_DELAY <= days <= LONGEST_DELAY:
        message = f"The delay must be between {SHORTEST_DELAY} and {LONGEST_DELAY} days."
        raise errors.invalid(message, param="payments[settlement_timing][delay_days_override]")
    return SHORTEST_DELAY if days is None else days


# -- automatic payouts ---------------------------------------------------------------------------------------


def _follow(work: Work, account: Account) -> None:
    """Schedule the next automatic payout of an account. Replaces the last one; none if payouts are manual."""
    work.unschedule(account, pay_out)
    schedule = _payouts(account)["schedule"]
    if schedule["interval"] == "weekly":
        at = calendar.next_payout_day(
            work.now, weekdays=[WEEKDAYS.index(day) for day in schedule["weekly_payout_days"]]
        )
    elif schedule["interval"] == "monthly":
        at = calendar.next_payout_day(work.now, days=schedule["monthly_payout_days"])
    elif schedule["interval"] == "daily":
        at = calendar.next_payout_day(work.now)
    else:
        return
    work.schedule(pay_out, account, at=at, wall=True)


@accounts.accounts.due(name="account.pay_out", rank=90)
def pay_out(work: Work, account: Account) -> None:
    """Pay out all available funds. Runs after the funds of the same time became available.

    Each currency and source type gets a payout of its own, unless there is no external account or its last
    payout failed. The minimum balance of a currency stays.
    """
    prefix = balance.ledger_account("available", "")
    keep = dict((account.get("_balance_settings") or {}).get("minimum_balance_by_currency") or {})
    for name, currency, funds in work.session.balances(work.space, prefix):
        destination = external_accounts.default(account, currency)
        kept = min(max(0, funds), keep.get(currency, 0))
        keep[currency] = keep.get(currency, 0) - kept
        if funds > kept and destination is not None and destination["status"] != "errored":
            descriptor = account.at("settings.payouts.statement_descriptor")
            payouts.create_automatic(work, funds - kept, destination, name.removeprefix(prefix), descriptor)
    _follow(work, account)
