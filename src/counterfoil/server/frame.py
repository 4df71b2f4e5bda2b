"""The frame of the few pages that people see: one look, no scripts, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse, Response

STYLE = """body{font:1rem system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}
button{font:inherit;padding:.5rem 1rem} table{border-spacing:0;width:100%} td,th{padding:.5rem 0;border-top:1px solid #ddd}
th{text-align:left;font-weight:normal;color:#555} td{text-align:right}"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style><h1>{title}</h1>{content}"""

# Forms are not restricted: browsers hold where an answer redirects to against `form-action` as well, and that is anywhere.
POLICY = "default-src 'none'; base-uri 'none'; style-src 'sha256-{hash}'; frame-ancestors {frames}"
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def page(title: str, content: str, status: int = 200, *, frames: str = "'none'") -> Response:
    """A page of some HTML under a title. frames: the origin whose pages may show it in a frame."""
    body = PAGE.format(title=escape(title), style=STYLE, content=content)
    headers = {"cache-control": "no-store", "content-security-policy": POLICY.format(hash=HASH, frames=frames)}
    return HTMLResponse(body, status_code=status, headers=headers)


def paragraph(text: str) -> str:
    """A sentence."""
    return f"<p>{escape(text)}</p>"


def table(lines: Iterable[tuple[str, str]]) -> str:
    """Labels and what they say."""
    return f"<table>{''.join(f'<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>' for label, text in lines)}</table>"
