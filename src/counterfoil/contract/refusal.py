"""Errors of the contract: invalid requests, found before the action runs. The door renders them."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An invalid request.

    status: HTTP status. code: machine-readable reason, where the API has one. param: in bracket notation
    (`line_items[0][price]`). type: of the error. extra: further attributes of the error object. Never stored
    for replays.
    """

    kept = False

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str | None = None,
        param: str | None = None,
        type: str = "invalid_request_error",
        **extra: Any,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.param = param
        self.type = type
        self.extra = extra
