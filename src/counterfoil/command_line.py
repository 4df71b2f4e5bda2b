"""The command line: `counterfoil serve | coverage | deliveries | keys | verify | version`.

Every option is also a variable of the environment, `COUNTERFOIL_` and its name. The rooms are imported when a
command needs them, so that help costs nothing and a server starts quickly.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from counterfoil import __version__
from counterfoil.settings import Settings

command = typer.Typer(
    name="counterfoil",
    help=(
        "A self-hosted server that speaks the Stripe HTTP API: it remembers, bills, and lets time pass only"
        " when a clock says so."
    ),
    epilog="Start with: counterfoil serve",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
keys = typer.Typer(
    help="""Make, list and revoke API keys.

    In open mode (on loopback) any well-formed key is accepted: each new one opens a sandbox of its own.
    In closed mode only the keys made here are accepted.
    """,
    no_args_is_help=True,
)
command.add_typer(keys, name="keys")


class Kind(StrEnum):
    """What a key may do: secret everything, restricted what is permitted, publishable what a browser may."""

    SECRET = "secret"
    RESTRICTED = "restricted"
    PUBLISHABLE = "publishable"


def setting(name: str, help: str, **more: Any) -> Any:
    """An option that is also a variable of the environment."""
    return typer.Option(
        f"--{name}", envvar=f"COUNTERFOIL_{name.upper().replace('-', '_')}", help=help, **more
    )


Database = Annotated[
    str | None,
    setting(
        "database",
        "Where everything is kept: a file, or :memory: for a throw-away run. Default: counterfoil.db",
        metavar="FILE|URL",
    ),
]
Usage = Annotated[
    str | None, setting("usage", "Where meter events are kept, if not in the database itself.", metavar="URL")
]


@command.command()
def serve(
    host: Annotated[
        str | None,
        setting("host", "Address to listen on. Anything but loopback needs --closed. Default: 127.0.0.1"),
    ] = None,
    port: Annotated[
        int | None, setting("port", "Port to listen on. Default: 12111", min=1, max=65535)
    ] = None,
    database: Database = None,
    usage: Usage = None,
    closed: Annotated[
        bool | None,
        typer.Option(
            "--closed/--open",
            envvar="COUNTERFOIL_CLOSED",
            help=(
                "Closed: only keys made with `counterfoil keys create` are good. Open: any well-formed key"
                " is. Default: open"
            ),
            show_default=False,
        ),
    ] = None,
    demo: Annotated[
        bool | None,
        typer.Option(
            "--demo/--no-demo",
            envvar="COUNTERFOIL_DEMO",
            help=(
                "Furnish the account that the examples of the API reference talk about. Default: yes, in open"
                " mode"
            ),
            show_default=False,
        ),
    ] = None,
    public_url: Annotated[
        str | None,
        setting("public-url", "Where the links handed out lead, if not to host and port.", metavar="URL"),
    ] = None,
    webhook_timeout: Annotated[
        float | None,
        setting("webhook-timeout", "Seconds a webhook endpoint has to answer. Default: 10", min=0.1),
    ] = None,
    webhook_retries: Annotated[
        str | None,
        setting(
            "webhook-retries",
            "Seconds before each further attempt of a delivery. Default: 10,300,3600",
            metavar="SECONDS,…",
        ),
    ] = None,
    allow_private_webhooks: Annotated[
        bool | None,
        typer.Option(
            "--allow-private-webhooks/--no-private-webhooks",
            envvar="COUNTERFOIL_ALLOW_PRIVATE_WEBHOOKS",
            help=(
                "Closed servers deliver to loopback, private and link-local addresses too. Default: to public"
                " ones only"
            ),
            show_default=False,
        ),
    ] = None,
    finalization_grace: Annotated[
        int | None,
        setting("finalization-grace", "Seconds an automatic invoice stays a draft. Default: 3600", min=0),
    ] = None,
    meter_error_interval: Annotated[
        int | None,
        setting(
            "meter-error-interval",
            "Seconds for which errors of meter events are collected for a report. Default: 1",
            min=1,
        ),
    ] = None,
    meter_event_conflicts: Annotated[
        bool | None,
        typer.Option(
            "--meter-event-conflicts/--no-meter-event-conflicts",
            envvar="COUNTERFOIL_METER_EVENT_CONFLICTS",
            help=(
                "Refuse a meter event with 409 while another of the same customer and meter is under way."
                " Default: let it wait"
            ),
            show_default=False,
        ),
    ] = None,
    dispute_fee_returned: Annotated[
        bool | None,
        typer.Option(
            "--dispute-fee-returned/--dispute-fee-kept",
            envvar="COUNTERFOIL_DISPUTE_FEE_RETURNED",
            help="Whether a won dispute returns its fee, as until December 2024. Default: returned",
            show_default=False,
        ),
    ] = None,
    api_version: Annotated[
        str | None,
        setting(
            "api-version",
            "Of accounts opened from now on, for calls that name none. Default: 2025-02-24.acacia",
            metavar="VERSION",
        ),
    ] = None,
    rate_limit: Annotated[
        int | None,
        setting(
            "rate-limit",
            "Calls a second of one account, reads and writes counted apart. Default: 0, no limit",
            min=0,
        ),
    ] = None,
    log_level: Annotated[
        str | None,
        setting("log-level", "critical, error, warning, info or debug. Default: warning", metavar="LEVEL"),
    ] = None,
) -> None:
    """Run the server until it is told to stop.

    SIGTERM or Ctrl-C ends it gracefully: what is under way is finished and answered. State survives a
    restart.
    """
    try:
        settings = Settings.from_environment(
            host=host,
            port=port,
            database=database,
            usage=usage,
            closed=closed,
            demo=demo,
            public_url=public_url,
            webhook_timeout=webhook_timeout,
            webhook_retries=seconds(webhook_retries),
            allow_private_webhooks=allow_private_webhooks,
            finalization_grace=finalization_grace,
            meter_error_interval=meter_error_interval,
            meter_event_conflicts=meter_event_conflicts,
            dispute_fee_returned=dispute_fee_returned,
            api_version=api_version,
            rate_limit=rate_limit,
            log_level=log_level,
        )
    except ValueError as error:
        raise refused(f"A setting cannot be read: {error}") from None
    if settings.refusal:
        raise refused(settings.refusal)
    from counterfoil import app

    with usable():
        app.serve(settings, ready=lambda: print(welcome(settings), flush=True))


@command.command()
def coverage(
    json: Annotated[
        bool, typer.Option("--json", envvar="COUNTERFOIL_JSON", help="As a JSON list of objects.")
    ] = False,
    status: Annotated[
        str | None,
        setting("status", "Only these: behaviour, inherited or 'not there yet'.", metavar="STATUS"),
    ] = None,
    api_version: Annotated[
        str | None,
        setting("api-version", "Of which version of the API. Default: the newest", metavar="VERSION"),
    ] = None,
) -> None:
    """Print what became of every operation of the API.

    behaviour: written by hand, rules and all. inherited: a stateful resource straight from the contract
    (create stores, update merges, list filters; it tells of creation, update and deletion, and its other
    events are silent). not there yet: an honest 501 that names the operation.
    """
    from counterfoil import app
    from counterfoil.contract import versions

    version = api_version or versions.NEWEST
    if not versions.is_known(version):
        raise refused(f"There is no version {version} of the API; the newest is {versions.NEWEST}.")
    rows = [row for row in app.coverage(version) if status in (None, row[3])]
    if json:
        from msgspec.json import encode, format

        names = ("verb", "path", "name", "status")
        typer.echo(format(encode([dict(zip(names, row, strict=True)) for row in rows])))
        return
    table(rows)
    counts = (
        (name, sum(row[3] == name for row in rows)) for name in ("behaviour", "inherited", "not there yet")
    )
    typer.echo(
        f"\n{len(rows)} operations of {version}: "
        + ", ".join(f"{count} {name}" for name, count in counts if count)
    )


@command.command()
def deliveries(
    event: Annotated[str | None, setting("event", "Only of this event.", metavar="EVT")] = None,
    endpoint: Annotated[
        str | None, setting("endpoint", "Only to this webhook endpoint or event destination.", metavar="ID")
    ] = None,
    failed: Annotated[
        bool,
        typer.Option(
            "--failed", envvar="COUNTERFOIL_FAILED", help="Only attempts that were not acknowledged."
        ),
    ] = False,
    limit: Annotated[int, setting("limit", "How many.", min=1)] = 50,
    json: Annotated[
        bool, typer.Option("--json", envvar="COUNTERFOIL_JSON", help="As a JSON list of objects.")
    ] = False,
    database: Database = None,
) -> None:
    """Print the attempts to deliver events, newest first: when, what, where, which attempt it was, its answer
    and how long it took.

    Attempts are kept for 30 days. What a server that runs has done a moment ago is there as well.
    """
    settings = Settings.from_environment(database=database)
    if not Path(settings.database).exists():
        raise refused(f"There is no database {settings.database}.")
    from counterfoil import app

    with usable():
        found = app.attempts(settings, event=event, endpoint=endpoint, failed=failed, limit=limit)
    if json:
        from msgspec.json import encode, format

        typer.echo(format(encode(found), indent=2).decode())
        return
    rows = []
    for one in found:
        at = datetime.fromtimestamp(one["created"], UTC).strftime("%Y-%m-%d %H:%M:%S")
        number = "" if one["number"] is None else f"#{one['number']}"
        answer = str(one["status"] or one["error"])
        rows.append(
            (
                at,
                one["event"] or "",
                one["type"] or "",
                one["target"],
                number,
                f"{one['milliseconds']} ms",
                answer,
                one["url"],
            )
        )
    table(rows)
    if not rows:
        typer.echo("No attempt was made.", err=True)


@keys.command("create")
def create_key(
    kind: Annotated[Kind, setting("kind", "What the key may do.")] = Kind.SECRET,
    live: Annotated[
        bool, typer.Option("--live", envvar="COUNTERFOIL_LIVE", help="For live mode instead of test mode.")
    ] = False,
    permission: Annotated[
        list[str] | None,
        setting(
            "permission",
            "What a restricted key may do, e.g. customer_read or billing_meter_write. Repeat.",
            metavar="NAME",
        ),
    ] = None,
    account: Annotated[
        str | None,
        setting("account", "Account the key speaks for; one is opened when none is given.", metavar="ACCT"),
    ] = None,
    database: Database = None,
) -> None:
    """Make a key and print it. Only its hash is kept: it cannot be shown again."""
    if permission and kind is not Kind.RESTRICTED:
        raise refused("Only restricted keys have permissions: add --kind restricted.")
    if account and not re.fullmatch("acct_[A-Za-z0-9]+", account):
        raise refused(f"--account is the id of an account, acct_ and letters or digits, not {account}.")
    made = opened(database)
    try:
        unknown = made.unknown(permission or ())
        if unknown:
            raise refused(
                "--permission is the name of an object of the API and _read or _write, not"
                f" {', '.join(unknown)}."
            )
        with usable():
            key = made.create(kind.value, live=live, account=account, permissions=permission or [])
    finally:
        made.close()
    typer.echo(key["key"])
    typer.echo(f"for account {key['account']}; keep it now, it is not shown again", err=True)


@keys.command("list")
def list_keys(database: Database = None) -> None:
    """List the keys that were made, without their texts."""
    known = opened(database)
    try:
        with usable():
            found = known.list()
    finally:
        known.close()
    if not found:
        typer.echo("No key was made yet: counterfoil keys create", err=True)
    table(
        [
            (
                one["masked"],
                one["kind"],
                one["account"],
                "revoked" if one["revoked_at"] else "good",
                " ".join(one["permissions"] or ()),
            )
            for one in found
        ]
    )


@keys.command("revoke")
def revoke_key(
    key: Annotated[str, typer.Argument(help="The whole key, or its last four characters.")],
    database: Database = None,
) -> None:
    """Revoke a key: from now on it gets 401."""
    known = opened(database)
    try:
        with usable():
            found = known.revoke(key)
    finally:
        known.close()
    if not found:
        raise refused("No such key.", status=1)
    typer.echo("Revoked.")


@command.command()
def verify(database: Database = None, usage: Usage = None) -> None:
    """Check the books of a database: the ledger sums to zero, totals equal their lines, usage equals its
    events. Status 1 if not.
    """
    settings = Settings.from_environment(database=database, usage=usage)
    if not Path(settings.database).exists():
        raise refused(f"There is no database {settings.database}.")
    from counterfoil import app

    with usable():
        problems = app.verify(settings)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo("The books are balanced.")


@command.command()
def migrate(database: Database = None) -> None:
    """Lead a database of an older version to this one's schema. A server that starts on it does the same.

    All of it is done or nothing. Afterwards older versions refuse the database: keep a copy.
    """
    settings = Settings.from_environment(database=database)
    if not Path(settings.database).exists():
        raise refused(f"There is no database {settings.database}.")
    from counterfoil import app

    with usable():
        before, after = app.migrate(settings)
    typer.echo(
        f"The schema is {after} already."
        if before == after
        else f"The schema was {before} and is {after} now."
    )


@command.command()
def version() -> None:
    """Print the version of Counterfoil and of the API it speaks."""
    from counterfoil.contract import versions

    typer.echo(f"counterfoil {__version__} (API {versions.NEWEST})")


def welcome(settings: Settings) -> str:
    """What a server says once it answers: where, whose keys, and three commands to try."""
    lines = [
        f"Counterfoil {__version__} answers on {settings.base_url}, and keeps everything in"
        f" {settings.database}."
    ]
    if settings.closed:
        return "\n".join([*lines, "Closed: make keys with `counterfoil keys create`."])
    lines.append("Any key like sk_test_… is good; each new one opens a sandbox of its own.")
    if settings.demo:
        lines += ["", "Try:", "", *(f"{one}\n" for one in examples(settings.base_url)), "Ctrl-C stops it."]
    return "\n".join(lines)


def examples(url: str) -> list[str]:
    """Three commands against the demo account: read usage, record some, take a payment."""
    from counterfoil.demo import CUSTOMER, KEY, METER

    return [
        (
            f'curl -G {url}/v1/billing/meters/{METER}/event_summaries -u "{KEY}:" -d customer={CUSTOMER} '
            "-d start_time=1711584000 -d end_time=1711666800 -d value_grouping_window=hour"
        ),
        (
            f'curl {url}/v1/billing/meter_events -u "{KEY}:" -d event_name=ai_search_api -d'
            f' "payload[stripe_customer_id]"={CUSTOMER} -d "payload[value]"=25'
        ),
        (
            f'curl {url}/v1/payment_intents -u "{KEY}:" -d amount=2000 -d currency=usd -d'
            ' payment_method=pm_card_visa -d "payment_method_types[]"=card -d confirm=true'
        ),
    ]


def opened(database: str | None) -> Any:
    """The keys of a database, which is made if it is not there yet."""
    settings = Settings.from_environment(database=database)
    if settings.refusal and "://" in settings.database:
        raise refused(settings.refusal)
    from counterfoil import app

    with usable():
        return app.Keys(settings)


@contextmanager
def usable() -> Iterator[None]:
    """End with status 1 and a sentence where a database cannot be used."""
    from counterfoil.kernel.errors import Unavailable

    try:
        yield
    except Unavailable as unavailable:
        raise refused(unavailable.message, status=1) from None


def seconds(text: str | None) -> tuple[float, ...] | None:
    """Delays as they are given: numbers with commas between."""
    return None if text is None else tuple(float(one) for one in text.replace(",", " ").split())


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print aligned columns; one line a row, whatever its length, so that grep finds all of it."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def refused(message: str, status: int = 2) -> typer.Exit:
    """Say why not, and end with a status."""
    typer.echo(message, err=True)
    return typer.Exit(status)


def main() -> None:
    """The entry point."""
    try:
        command()
    except BrokenPipeError:  # `counterfoil coverage | head`
        sys.stderr.close()
        sys.exit(0)
