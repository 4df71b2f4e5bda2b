"""The command line: `counterfoil serve | coverage | deliveries | explain | keys | verify | migrate`.

Every option is also an environment variable, `COUNTERFOIL_` and its name. Commands import the server's
modules when they run, so that help is fast and a server starts quickly.
"""

from __future__ import annotations

import sys

import typer

from counterfoil.command_line import books, coverage, deliveries, explanations, keys, serving
from counterfoil.command_line.serving import examples, welcome

__all__ = ["command", "examples", "main", "welcome"]

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
command.add_typer(keys.command, name="keys")
for one in (
    serving.serve,
    coverage.coverage,
    deliveries.deliveries,
    explanations.explain,
    books.verify,
    books.migrate,
    serving.version,
):
    command.command()(one)


def main() -> None:
    """Run the command line: the entry point of the `counterfoil` script."""
    try:
        command()
    except BrokenPipeError:  # `counterfoil coverage | head`
        sys.stderr.close()
        sys.exit(0)
