"""QR codes: pictures of a text, which is the address of a page of this server."""

from __future__ import annotations

import base64
import io
from typing import Any

SCALE, BORDER = 6, 4  # pixels of a module; modules of white around the code


def png(text: str) -> bytes:
    """Draw the code of a text as a PNG picture."""
    return _drawn(text, kind="png")


def svg(text: str) -> bytes:
    """Draw the code of a text as an SVG picture."""
    return _drawn(text, kind="svg", light="#fff")


def _drawn(text: str, **options: Any) -> bytes:
    import segno  # when the first code is drawn: with it come modules of XML, and few servers draw one

    out = io.BytesIO()
    segno.make(text, micro=False).save(out, scale=SCALE, border=BORDER, **options)
    return out.getvalue()


def data_url(text: str) -> str:
    """Return the PNG picture as a data URL."""
    return f"data:image/png;base64,{base64.b64encode(png(text)).decode()}"
