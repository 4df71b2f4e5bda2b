"""Refusals of the contract: what a request gets wrong before anything runs. The door renders them."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A request the contract cannot accept.

    status: HTTP status. code: machine-readable reason, where the API has one. param: the parameter at fault
    in bracket form (`line_items[0][price]`). type: wire type of the error. extra: further attributes of the
    error object. Nothing is kept of it.
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
