"""`counterfoil keys`: create, list and revoke API keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer

from counterfoil.command_line.options import Database, setting, switch
from counterfoil.command_line.output import refused, table, usable
from counterfoil.settings import Settings

command = typer.Typer(
    help="""Make, list and revoke API keys.

    In open mode (on loopback) any well-formed key is accepted: each new one opens a sandbox of its own.
    In closed mode only the keys made here are accepted.
    """,
    no_args_is_help=True,
)


class Kind(StrEnum):
    """What a key may do: all (secret), what is permitted (restricted), what browsers may (publishable)."""

    SECRET = "secret"
    RESTRICTED = "restricted"
    PUBLISHABLE = "publishable"


@command.command("create")
def create(
    kind: Annotated[Kind, setting("kind", "What the key may do.")] = Kind.SECRET,
    live: Annotated[bool, switch("live", None, "For live mode instead of test mode.")] = False,
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
    """Make a key and print it. Only its hash is stored: it cannot be shown again."""
    if permission and kind is not Kind.RESTRICTED:
        raise refused("Only restricted keys have permissions: add --kind restricted.")
    if account and not re.fullmatch("acct_[A-Za-z0-9]+", account):
        raise refused(f"--account is the id of an account, acct_ and letters or digits, not {account}.")
    with _opened(database) as stored:
        unknown = stored.unknown(permission or ())
        if unknown:
            raise refused(
                "--permission is the name of an object of the API and _read or _write, not"
                f" {', '.join(unknown)}."
            )
        key = stored.create(kind.value, live=live, account=account, permissions=permission or [])
    typer.echo(key["key"])
    typer.echo(f"for account {key['account']}; keep it now, it is not shown again", err=True)


@command.command("list")
def list_keys(database: Database = None) -> None:
    """List the keys that were made, without their texts."""
    with _opened(database) as stored:
        found = stored.list()
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


@command.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(help="The whole key, or its last four characters.")],
    database: Database = None,
) -> None:
    """Revoke a key: from now on it gets 401."""
    with _opened(database) as stored:
        found = stored.revoke(key)
    if not found:
        raise refused("No such key.", status=1)
    typer.echo("Revoked.")


@contextmanager
def _opened(database: str | None) -> Iterator[Any]:
    # The database is made if it is not there yet.
    settings = Settings.from_environment(database=database)
    if settings.refusal and "://" in settings.database:
        raise refused(settings.refusal)
    from counterfoil.administration import Keys

    with usable():
        stored = Keys(settings)
        try:
            yield stored
        finally:
            stored.close()
