"""`counterfoil deliveries`: the attempts to deliver events to webhook endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from counterfoil.command_line.options import AsJson, Database, setting, switch
from counterfoil.command_line.output import existing, table, usable


def deliveries(
    event: Annotated[str | None, setting("event", "Only of this event.", metavar="EVT")] = None,
    endpoint: Annotated[
        str | None, setting("endpoint", "Only to this webhook endpoint or event destination.", metavar="ID")
    ] = None,
    failed: Annotated[bool, switch("failed", None, "Only attempts that were not acknowledged.")] = False,
    limit: Annotated[int, setting("limit", "How many.", min=1)] = 50,
    json: AsJson = False,
    database: Database = None,
) -> None:
    """Print the attempts to deliver events, newest first.

    A line has time, event, target, number of the attempt, duration, answer and URL. Attempts are stored for
    30 days. Those that a running server has just made are included.
    """
    settings = existing(database=database)
    from counterfoil import administration

    with usable():
        found = administration.attempts(settings, event=event, endpoint=endpoint, failed=failed, limit=limit)
    if json:
        from msgspec.json import encode, format

        typer.echo(format(encode(found), indent=2).decode())
        return
    table([_row(one) for one in found])
    if not found:
        typer.echo("No attempt was made.", err=True)


def _row(attempt: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        datetime.fromtimestamp(attempt["created"], UTC).strftime("%Y-%m-%d %H:%M:%S"),
        attempt["event"] or "",
        attempt["type"] or "",
        attempt["target"],
        "" if attempt["number"] is None else f"#{attempt['number']}",
        f"{attempt['milliseconds']} ms",
        str(attempt["status"] or attempt["error"]),
        attempt["url"],
    )
