"""Logs on standard error, one line per record: readable on a terminal, else JSON. Never with secrets."""

from __future__ import annotations

import functools
import logging
import sys
from typing import TextIO


def configure(level: str, stream: TextIO = sys.stderr) -> None:
    """Format the records of all loggers, ours and libraries', from a level on (`warning`)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Formatter(terminal=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # Libraries tell of every step they take: of interest only to who asks for everything.
    for name in ("httpx", "httpcore", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING if level != "debug" else logging.DEBUG)


class Formatter(logging.Formatter):
    """structlog's formatter, imported (60 ms, 7 MB) when there is something to log.

    terminal: a person reads it.
    """

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def format(self, record: logging.LogRecord) -> str:
        return self._structured.format(record)

    @functools.cached_property
    def _structured(self) -> logging.Formatter:
        import structlog

        dev, processors, stdlib = structlog.dev, structlog.processors, structlog.stdlib
        return stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                processors.TimeStamper(fmt="iso"),
                stdlib.add_log_level,
                stdlib.add_logger_name,
                stdlib.ExtraAdder(),
                processors.format_exc_info,
            ],
            processors=[
                stdlib.ProcessorFormatter.remove_processors_meta,
                dev.ConsoleRenderer() if self.terminal else processors.JSONRenderer(),
            ],
        )
