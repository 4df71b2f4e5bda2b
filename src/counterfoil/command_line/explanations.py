"""`counterfoil explain`: why an invoice comes to what it comes to."""

from __future__ import annotations

from typing import Annotated

import typer

from counterfoil.command_line.options import Database
from counterfoil.command_line.output import existing, usable

WIDTH = 100  # columns, of which the amounts are the last


def explain(
    invoice: Annotated[str, typer.Argument(help="Id of an invoice: in_…")], database: Database = None
) -> None:
    """Explain an invoice, step by step. Status 1 if a step does not come to what the invoice has.

    Quantities with their windows, tiers and packages, where amounts were rounded, discounts, credits, taxes.
    """
    settings = existing(database=database)
    from counterfoil import administration

    with usable():
        found = administration.explain(settings, invoice)
    if found is None:
        typer.echo(f"There is no invoice {invoice} in this database.", err=True)
        raise typer.Exit(1)
    for depth, text, amount in found.rows():
        line = "  " * depth + text
        typer.echo(f"{line}{' ' * max(2, WIDTH - len(line) - len(amount))}{amount}" if amount else line)
    if not found.right:
        raise typer.Exit(1)
