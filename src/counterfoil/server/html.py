"""HTML of the pages that people see: one style, no scripts, nothing loaded from other hosts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse, Response

STYLE = """*{box-sizing:border-box} body{font:1rem/1.5 system-ui,sans-serif;color:#1c2330;
background:#f5f6f8;margin:0;padding:2.5rem 1rem}
main{max-width:30rem;margin:0 auto;padding:1.75rem;background:#fff;border:1px solid #dde1e7;
border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 1rem} h2{font-size:1.05rem;margin:1.75rem 0 .5rem}
p{margin:.75rem 0} a{color:#1d4f91}
table{border-spacing:0;width:100%;margin:0 0 1rem} td,th{padding:.5rem 0;border-top:1px solid #e6e9ee}
th{text-align:left;font-weight:normal;color:#515b6b} td{text-align:right}
[data-testid=product-summary] tr:last-child>*,
[data-testid=invoice-totals] tr:last-child>*{
font-weight:600;color:inherit} [data-testid=invoice-lines] th{color:inherit;white-space:pre-line}
label{font-size:.9rem;color:#3a4352}
fieldset{border:1px solid #dde1e7;border-radius:.5rem;margin:1rem 0;padding:.5rem .75rem}
legend{font-size:.9rem;padding:0 .25rem} fieldset label{display:block;padding:.25rem 0}
input:not([type=radio],[type=checkbox]),select{display:block;width:100%;font:inherit;color:inherit;
background:#fff;margin-top:.25rem;padding:.5rem .65rem;border:1px solid #8b95a5;border-radius:.4rem}
input[readonly]{background:#f0f2f5}
input[aria-invalid]{border-color:#b3261e;border-width:2px}
:focus-visible{outline:3px solid #7aa7e6;outline-offset:1px}
button{font:inherit;padding:.6rem 1rem;border:1px solid #8b95a5;border-radius:.4rem;background:#fff;
color:inherit;cursor:pointer}
button[data-testid=hosted-payment-submit-button],
button[data-testid=invoice-pay-button]{width:100%;border:0;
background:#1d4f91;color:#fff;font-weight:600}
[role=alert]{padding:.6rem .75rem;border-radius:.4rem;background:#fdeceb;color:#8c1d18}"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style><main><h1>{title}</h1>{content}</main>"""

# Forms are not restricted: browsers hold where an answer redirects to against `form-action` as well, and that
# is anywhere.
POLICY = "default-src 'none'; base-uri 'none'; style-src 'sha256-{hash}'; frame-ancestors {frames}"
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def page(title: str, content: str, status: int = 200, *, frames: str = "'none'") -> Response:
    """Return a page with a title. content: HTML. frames: the origin whose pages may frame it."""
    body = PAGE.format(title=escape(title), style=STYLE, content=content)
    headers = {
        "cache-control": "no-store",
        "content-security-policy": POLICY.format(hash=HASH, frames=frames),
    }
    return HTMLResponse(body, status_code=status, headers=headers)


def paragraph(text: str) -> str:
    """Return a paragraph of text."""
    return f"<p>{escape(text)}</p>"


def alert(text: str) -> str:
    """Return a summary of errors, which assistive technology reads first."""
    return f'<p role="alert" tabindex="-1">{escape(text)}</p>'


def table(lines: Iterable[tuple[str, str]]) -> str:
    """Return a table of (label, text) rows."""
    rows = (f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>" for label, text in lines)
    return f"<table>{''.join(rows)}</table>"
