"""`counterfoil coverage`: the state of every operation of the API."""

from __future__ import annotations

from typing import Annotated

import typer

from counterfoil.command_line.options import AsJson, setting
from counterfoil.command_line.output import refused, table

STATES = ("behaviour", "inherited", "not there yet")


def coverage(
    json: AsJson = False,
    status: Annotated[
        str | None,
        setting("status", "Only these: behaviour, inherited or 'not there yet'.", metavar="STATUS"),
    ] = None,
    api_version: Annotated[
        str | None,
        setting("api-version", "Of which version of the API. Default: the newest", metavar="VERSION"),
    ] = None,
) -> None:
    """Print the state of every operation of the API.

    behaviour: written by hand, with all rules. inherited: a stateful resource straight from the contract
    (create stores, update merges, list filters; it emits events of creation, update and deletion, and no
    others). not there yet: an honest 501 that names the operation.
    """
    from counterfoil import administration
    from counterfoil.contract import versions

    version = api_version or versions.NEWEST
    if not versions.is_known(version):
        raise refused(f"There is no version {version} of the API; the newest is {versions.NEWEST}.")
    rows = [row for row in administration.coverage(version) if status in (None, row[3])]
    if json:
        from msgspec.json import encode, format

        names = ("verb", "path", "name", "status")
        typer.echo(format(encode([dict(zip(names, row, strict=True)) for row in rows])))
        return
    table(rows)
    counts = ((name, sum(row[3] == name for row in rows)) for name in STATES)
    listed = ", ".join(f"{count} {name}" for name, count in counts if count)
    typer.echo(f"\n{len(rows)} operations of {version}: {listed}")
