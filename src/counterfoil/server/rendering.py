"""Rendering: answers and errors as JSON. Source: API reference, Errors; protocol, sections 1 and 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counterfoil.kernel import Content
from counterfoil.server.request import Request

encode = msgspec.json.Encoder(decimal_format="number").encode

NOT_FOUND = (
    "Unrecognized request URL ({verb}: {path}). Please see https://stripe.com/docs or we can help at"
    " https://support.stripe.com/."
)


def refusal(error: Any, request: Request) -> bytes:
    """Return the body of an error.

    Null attributes are left out. `doc_url` needs a code, `request_log_url` a known endpoint.
    """
    if request.v2:
        body: dict[str, Any] = {} if error.type == "invalid_request_error" else {"type": error.type}
        body |= {"code": _v2_code(error), "message": error.message}
        body |= {key: value for key, value in error.extra.items() if value is not None}
        return encode({"error": body})
    body = {"code": error.code, "message": error.message, "param": error.param, "type": error.type}
    if error.code:
        body["doc_url"] = f"https://stripe.com/docs/error-codes/{error.code.replace('_', '-')}"
    if request.operation is not None and error.status not in (401, 501):
        space = request.space or request.caller.space
        mode = "" if space.livemode else "test/"
        body["request_log_url"] = (
            f"https://dashboard.stripe.com/{space.account}/{mode}workbench/logs?object={request.id}"
        )
    body.update(error.extra)
    return encode({"error": {key: value for key, value in sorted(body.items()) if value is not None}})


_CODES = {
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    429: "rate_limit",
    500: "internal_error",
    503: "service_unavailable",
}


def _v2_code(error: Any) -> str:
    """Return the code of a v2 error, which always has one."""
    if error.code == "resource_missing" and error.status == 404:
        return "not_found"
    return error.code or _CODES.get(error.status, "invalid_request")


def listing(object: str, url: str, texts: list[str], has_more: bool, extra: Mapping[str, Any]) -> bytes:
    """Return a list envelope around stored answers, without decoding them."""
    more = "".join(f',"{key}":{encode(value).decode()}' for key, value in extra.items())
    data = ",".join(texts)
    tail = f'"has_more":{"true" if has_more else "false"}{more},"url":{encode(url).decode()}'
    return f'{{"object":"{object}","data":[{data}],{tail}}}'.encode()


def content_headers(content: Content) -> list[tuple[bytes, bytes]]:
    """Return headers that give the file name and forbid type sniffing and, in SVG images, scripts."""
    name = "".join(
        one for one in content.filename or "" if one.isascii() and one.isprintable() and one not in '"\\'
    )
    shown = f'inline; filename="{name}"' if name else "inline"
    found = [(b"content-disposition", shown.encode()), (b"x-content-type-options", b"nosniff")]
    if content.type == "image/svg+xml":
        policy = b"default-src 'none'; style-src 'unsafe-inline'; sandbox"
        found.append((b"content-security-policy", policy))
    return found
