"""A request and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Request:
    """An HTTP request. method; path: percent-decoded; query and body: bytes.

    headers: by lower-case name, the last of a name wins.
    """

    method: str
    path: str
    query: bytes
    body: bytes
    headers: dict[bytes, bytes]
    parts: list[str] | None = None  # of the path, where an id in it holds a slash
    v2: bool = False
    id: str = ""
    version: str = ""
    caller: Any = None
    space: Any = None
    operation: Any = None
    idempotency_key: str | None = None
    echo_account: str | None = None
    decoded: Any = None  # (parameters, paths to expand), as they are compared when a key comes again
    files: dict[str, Any] = field(default_factory=dict)
    client_ip: str | None = None


@dataclass(slots=True)
class Answer:
    """An HTTP answer: status, body, and optional headers."""

    status: int
    body: bytes
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    content_type: bytes = b"application/json"
    original_request: str | None = None
    replayed: bool = False
    should_retry: bool | None = None
