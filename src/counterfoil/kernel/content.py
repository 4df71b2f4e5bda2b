"""Content: a response body that is bytes rather than JSON: the contents of a file, a PDF, a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """A response body. type: its media type. filename: suggested to a browser that saves it."""

    body: bytes
    type: str = "application/octet-stream"
    filename: str | None = None
