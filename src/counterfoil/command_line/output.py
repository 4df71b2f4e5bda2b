"""Output of commands: tables, JSON, refusals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from counterfoil.settings import Settings


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print aligned columns, one line a row whatever its length, so that grep sees whole rows."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def refused(message: str, status: int = 2) -> typer.Exit:
    """Print a message on standard error. Returns the exit to raise."""
    typer.echo(message, err=True)
    return typer.Exit(status)


@contextmanager
def usable() -> Iterator[None]:
    """Exit with status 1 and a message if the database cannot be used."""
    from counterfoil.kernel.errors import Unavailable

    try:
        yield
    except Unavailable as unavailable:
        raise refused(unavailable.message, status=1) from None


def existing(**options: Any) -> Settings:
    """Return the settings of a command that needs a database. Exits with status 2 if its file is missing."""
    settings = Settings.from_environment(**options)
    if not Path(settings.database).exists():
        raise refused(f"There is no database {settings.database}.")
    return settings
