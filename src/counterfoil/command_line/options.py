"""Options of commands. Each is also an environment variable: `--log-level` is COUNTERFOIL_LOG_LEVEL."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def setting(name: str, help: str, **more: Any) -> Any:
    """Return an option and its environment variable. more: further arguments of `typer.Option`."""
    return typer.Option(f"--{name}", envvar=_variable(name), help=help, **more)


def switch(on: str, off: str | None, help: str) -> Any:
    """Return a flag and its environment variable. off: the name that turns it off."""
    names = f"--{on}/--{off}" if off else f"--{on}"
    return typer.Option(names, envvar=_variable(on), help=help, show_default=not off)


def _variable(name: str) -> str:
    return f"COUNTERFOIL_{name.upper().replace('-', '_')}"


# -- of several commands -------------------------------------------------------------------------------------

Database = Annotated[
    str | None,
    setting(
        "database",
        "The database: a file, or :memory: for a throw-away run. Default: counterfoil.db",
        metavar="FILE|URL",
    ),
]
Usage = Annotated[
    str | None,
    setting("usage", "Where meter events are stored, if not in the database itself.", metavar="URL"),
]
AsJson = Annotated[bool, switch("json", None, "As a JSON list of objects.")]

# -- of `serve`: where it listens, and for whom --------------------------------------------------------------

Host = Annotated[
    str | None,
    setting("host", "Address to listen on. Anything but loopback needs --closed. Default: 127.0.0.1"),
]
Port = Annotated[int | None, setting("port", "Port to listen on. Default: 12111", min=1, max=65535)]
Closed = Annotated[
    bool | None,
    switch(
        "closed",
        "open",
        "Closed: only keys made with `counterfoil keys create` are good. Open: any well-formed key is."
        " Default: open",
    ),
]
Demo = Annotated[
    bool | None,
    switch(
        "demo",
        "no-demo",
        "Create the account that the examples of the API reference use. Default: yes, in open mode",
    ),
]
PublicUrl = Annotated[
    str | None,
    setting("public-url", "Base URL of the links in answers, if not host and port.", metavar="URL"),
]
ApiVersion = Annotated[
    str | None,
    setting(
        "api-version",
        "Of accounts opened from now on, for calls that name none. Default: 2025-02-24.acacia",
        metavar="VERSION",
    ),
]
RateLimit = Annotated[
    int | None,
    setting(
        "rate-limit",
        "Calls a second of one account, reads and writes counted apart. Default: 0, no limit",
        min=0,
    ),
]
LogLevel = Annotated[
    str | None,
    setting("log-level", "critical, error, warning, info or debug. Default: warning", metavar="LEVEL"),
]

# -- of `serve`: webhooks ------------------------------------------------------------------------------------

WebhookTimeout = Annotated[
    float | None,
    setting("webhook-timeout", "Seconds a webhook endpoint has to answer. Default: 10", min=0.1),
]
WebhookRetries = Annotated[
    str | None,
    setting(
        "webhook-retries",
        "Seconds before each further attempt of a delivery. Default: 10,300,3600",
        metavar="SECONDS,…",
    ),
]
AllowPrivateWebhooks = Annotated[
    bool | None,
    switch(
        "allow-private-webhooks",
        "no-private-webhooks",
        "Closed servers deliver to loopback, private and link-local addresses too. Default: to public ones"
        " only",
    ),
]

# -- of `serve`: choices that the reference leaves open, or that accounts have made differently --------------

FinalizationGrace = Annotated[
    int | None,
    setting("finalization-grace", "Seconds an automatic invoice stays a draft. Default: 3600", min=0),
]
MeterErrorInterval = Annotated[
    int | None,
    setting(
        "meter-error-interval",
        "Seconds for which errors of meter events are collected for a report. Default: 1",
        min=1,
    ),
]
MeterEventConflicts = Annotated[
    bool | None,
    switch(
        "meter-event-conflicts",
        "no-meter-event-conflicts",
        "Refuse a meter event with 409 while another of the same customer and meter is under way. Default:"
        " let it wait",
    ),
]
DisputeFeeReturned = Annotated[
    bool | None,
    switch(
        "dispute-fee-returned",
        "dispute-fee-kept",
        "Whether a won dispute returns its fee, as until December 2024. Default: returned",
    ),
]
