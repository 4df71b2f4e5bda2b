"""Content: a response body that is bytes rather than JSON: the contents of a file, a PDF, a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """A response body. type: its media type. filename: suggested to a browser that saves it."""

    body: bytes
    type: str = "application/octet-stream"
    filename: str | None = None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """Return headers that give the file name and forbid type sniffing and, in SVG images, scripts."""
        name = "".join(
            one for one in self.filename or "" if one.isascii() and one.isprintable() and one not in '"\\'
        )
        shown = f'inline; filename="{name}"' if name else "inline"
        found = [(b"content-disposition", shown.encode()), (b"x-content-type-options", b"nosniff")]
        if self.type == "image/svg+xml":
            found.append(
                (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; sandbox")
            )
        return found
