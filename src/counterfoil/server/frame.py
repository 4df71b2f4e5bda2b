"""The frame of the few pages that people see: one look, no scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse, Response

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:1rem system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}}
button{{font:inherit;padding:.5rem 1rem}} table{{border-spacing:0;width:100%}} td,th{{padding:.5rem 0;border-top:1px solid #ddd}}
th{{text-align:left;font-weight:normal;color:#555}} td{{text-align:right}}</style><h1>{title}</h1>{content}"""


def page(title: str, content: str, status: int = 200) -> Response:
    """A page of some HTML under a title."""
    return HTMLResponse(PAGE.format(title=escape(title), content=content), status_code=status, headers={"cache-control": "no-store"})


def paragraph(text: str) -> str:
    """A sentence."""
    return f"<p>{escape(text)}</p>"


def table(lines: Iterable[tuple[str, str]]) -> str:
    """Labels and what they say."""
    return f"<table>{''.join(f'<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>' for label, text in lines)}</table>"
