"""QR codes: pictures of a text, which is the address of a page of this server."""

from __future__ import annotations

import base64
import io

import segno

SCALE, BORDER = 6, 4  # pixels of a module; modules of white around the code


def png(text: str) -> bytes:
    """Draw the code of a text as a PNG picture."""
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=SCALE, border=BORDER)
    return out.getvalue()


def svg(text: str) -> bytes:
    """Draw the code of a text as an SVG picture."""
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="svg", scale=SCALE, border=BORDER, light="#fff")
    return out.getvalue()


def data_url(text: str) -> str:
    """Return the PNG picture as a data URL."""
    return f"data:image/png;base64,{base64.b64encode(png(text)).decode()}"
