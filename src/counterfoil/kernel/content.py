"""Content: an answer that is bytes rather than an object: the contents of a file, a PDF, a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """body, its media type, and the name under which a reader would keep it."""

    body: bytes
    type: str = "application/octet-stream"
    filename: str | None = None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """How a browser is to treat it: as what it says it is, by its name; a drawing may hold scripts, which must not run."""
        name = "".join(one for one in self.filename or "" if one.isascii() and one.isprintable() and one not in '"\\')
        shown = f'inline; filename="{name}"' if name else "inline"
        found = [(b"content-disposition", shown.encode()), (b"x-content-type-options", b"nosniff")]
        if self.type == "image/svg+xml":
            found.append((b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        return found
