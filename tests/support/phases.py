"""GroupCommit under supervision: phases write only what they claimed; with `--twice` each runs twice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from counterfoil.kernel import Claim, Space
from counterfoil.server.group_commit import GroupCommit
from counterfoil.store.writer import SQLiteWriter

# The calls that need a claim.
CHANGES = ("put", "tombstone", "erase", "delete_content", "transfer", "unschedule")


class Supervision:
    """twice: whether each phase is run, undone, and run again."""

    twice = False


def supervise() -> None:
    """Hold every change of a phase against its claim, and run phases as `Supervision` says."""
    for name in CHANGES:
        setattr(SQLiteWriter, name, _held_against_claims(getattr(SQLiteWriter, name)))
    for name in ("run", "run_now"):
        setattr(GroupCommit, name, _supervised(getattr(GroupCommit, name)))


def _held_against_claims(change: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(change)
    def checked(self: Any, *arguments: Any) -> Any:
        claim: Claim | None = getattr(self, "supervised", None)
        space = next(each for each in arguments if isinstance(each, Space))
        if claim is not None and space.account:
            assert space.account in claim.accounts, (
                f"{change.__name__} of {space.account}, but the phase claimed {claim.accounts}"
            )
        return change(self, *arguments)

    return checked


def _supervised(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def supervised(self: GroupCommit, phase: Callable[[], Any], claim: Claim) -> Any:
        writer: Any = self.writer

        def watched() -> Any:
            # Of this run: it grows when the phase works in a further account.
            writer.supervised = writer.claim
            try:
                if Supervision.twice:
                    _undone(writer, phase)
                return phase()
            finally:
                writer.supervised = None

        return run(self, watched, claim)

    return supervised


def _undone(writer: SQLiteWriter, phase: Callable[[], Any]) -> None:
    mark = writer.mark()
    with contextlib.suppress(Exception):  # the run that counts tells it
        phase()
    writer.undo(mark)
    writer.release(mark)
