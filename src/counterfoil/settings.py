"""Settings of a server, from options and environment variables (`COUNTERFOIL_…`)."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from counterfoil.contract.versions.known import DEFAULT, is_known

LOG_LEVELS = ("critical", "error", "warning", "info", "debug")


@dataclass(frozen=True)
class Settings:
    """The settings of a server.

    host, port: the address to listen on. database: a SQLite file, or `:memory:` for a temporary one. usage:
    where meter events are stored, None for the database. closed: accept only created keys. demo: create the
    demo account. webhook_timeout: seconds for an endpoint's answer. webhook_retries: seconds before each
    further attempt. allow_private_webhooks: let a closed server deliver to addresses that are not public.
    finalization_grace: seconds for which an invoice stays a draft. payment_retries: days after each failed
    attempt to collect an invoice until the next. invoice_numbering: by customer or by account. tax_rounding:
    by line or by invoice. uncollectible_after: days past its due date after which a sent invoice is given up;
    0: never. api_version: default version of accounts that are opened
    from now on, and of their events. rate_limit: calls per second of an account, reads and writes counted
    apart; 0 for no limit. meter_error_interval: seconds for which errors of meter events are collected before
    a report. meter_event_conflicts: answer 409 to a meter event while another one of the same customer and
    meter is in progress. dispute_fee_returned: a won dispute returns its fee.
    after_first_failure: what a subscription becomes when the first attempt to collect a renewal failed:
    past_due, or pause where it can be paused. after_last_retry: when the last one failed: cancel, unpaid,
    past_due or pause. first_payment_window: seconds for the first payment of a subscription, and for that of
    a pending update. upcoming_notice: seconds before a renewal at which invoice.upcoming is emitted.
    quote_notice: seconds before an open quote expires at which quote.will_expire is emitted; 0: never.
    due_notice: seconds before its due date at which an invoice emits invoice.will_be_due; 0: never.
    """

    host: str = "127.0.0.1"
    port: int = 12111
    database: str = "counterfoil.db"
    usage: str | None = None
    closed: bool = False
    demo: bool = True
    log_level: str = "warning"
    webhook_timeout: float = 10.0
    webhook_retries: tuple[float, ...] = (10, 300, 3600)
    allow_private_webhooks: bool = False
    finalization_grace: int = 3600
    payment_retries: tuple[float, ...] = (3, 5, 7)
    invoice_numbering: str = "customer"
    tax_rounding: str = "line"
    uncollectible_after: int = 0
    public_url: str | None = None
    rate_limit: int = 0
    api_version: str = DEFAULT
    meter_error_interval: int = 1
    meter_event_conflicts: bool = False
    dispute_fee_returned: bool = True
    after_first_failure: str = "past_due"
    after_last_retry: str = "cancel"
    first_payment_window: int = 23 * 3600
    upcoming_notice: int = 7 * 86400
    quote_notice: int = 0
    due_notice: int = 0

    @property
    def base_url(self) -> str:
        """The base URL of links in answers."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def own_host(self, host: str) -> bool:
        """Return whether a host, in lower case, is a name of this machine or of the public URL."""
        name = host.rstrip(".")
        return (
            loopback(name)
            or name.endswith(".localhost")
            or (bool(name) and name == urlsplit(self.public_url or "").hostname)
        )

    @property
    def refusal(self) -> str | None:
        """The reason why a server must not start with these settings, or None."""
        if not self.closed and not loopback(self.host):
            return (
                "In open mode any well-formed key is good, so Counterfoil listens on loopback addresses"
                f" only, not on {self.host}.\nStart it with --closed and make keys with `counterfoil keys"
                " create`."
            )
        if self.log_level not in LOG_LEVELS:
            return f"--log-level is one of {', '.join(LOG_LEVELS)}, not {self.log_level}."
        if self.after_first_failure not in ("past_due", "pause"):
            return f"after_first_failure is past_due or pause, not {self.after_first_failure}."
        if self.after_last_retry not in ("cancel", "unpaid", "past_due", "pause"):
            return f"after_last_retry is cancel, unpaid, past_due or pause, not {self.after_last_retry}."
        if not is_known(self.api_version):
            return (
                f"--api-version is a published version of the API such as {DEFAULT}, not {self.api_version}."
            )
        if "://" in self.database:
            scheme = self.database.partition("://")[0]
            return (
                f"--database {scheme}://… is not there yet: this version keeps everything in SQLite; give a"
                " file name."
            )
        if self.usage and self.usage != self.database:
            return "--usage is not there yet: this version keeps meter events in the database itself."
        return None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
        """Return the settings of an environment, overridden by `given` unless None."""
        found: dict[str, Any] = {}
        for field in fields(cls):
            text = environment.get(f"COUNTERFOIL_{field.name.upper()}")
            if text is not None:
                found[field.name] = _read(field.type, text)
        return cls(**{**found, **{name: value for name, value in given.items() if value is not None}})


def _read(kind: Any, text: str) -> Any:
    if kind == "bool":
        return text.lower() in ("1", "true", "yes", "on")
    if kind.startswith("tuple"):
        return tuple(float(one) for one in text.replace(",", " ").split())
    return {"int": int, "float": float}.get(kind, str)(text)


def loopback(host: str) -> bool:
    """Return whether an address is reachable from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
