"""`counterfoil verify` and `counterfoil migrate`: check a database, and bring it up to date."""

from __future__ import annotations

import typer

from counterfoil.command_line.options import Database, Usage
from counterfoil.command_line.output import existing, usable


def verify(database: Database = None, usage: Usage = None) -> None:
    """Check the books of a database. Status 1 if they are wrong.

    The ledger sums to zero, totals equal their lines, usage equals its events.
    """
    settings = existing(database=database, usage=usage)
    from counterfoil import administration

    with usable():
        problems = administration.verify(settings)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo("The books are balanced.")


def migrate(database: Database = None) -> None:
    """Migrate a database of an older version to this one's schema. A server does the same at start.

    All of it is done or nothing. Afterwards older versions refuse the database: keep a copy.
    """
    settings = existing(database=database)
    from counterfoil import administration

    with usable():
        before, after = administration.migrate(settings)
    if before == after:
        typer.echo(f"The schema is {after} already.")
    else:
        typer.echo(f"The schema was {before} and is {after} now.")
