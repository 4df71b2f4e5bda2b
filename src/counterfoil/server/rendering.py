"""Rendering: answers and refusals as bytes. Source: API reference, Errors; protocol, sections 1 and 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

encode = msgspec.json.Encoder(decimal_format="number").encode

NOT_FOUND = "Unrecognized request URL ({verb}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."


def refusal(error: Any, request_id: str, now: int, livemode: bool, version_train: str = "v1") -> bytes:
    """The error object. Null attributes are left out; `doc_url` goes with a code, `request_log_url` with a request."""
    if version_train == "v2":
        body: dict[str, Any] = {} if error.type == "invalid_request_error" else {"type": error.type}
        body |= {"code": error.code or _v2_code(error.status), "message": error.message}
        body |= {key: value for key, value in error.extra.items() if value is not None}
        return encode({"error": body})
    body = {"code": error.code, "message": error.message, "param": error.param, "type": error.type}
    if error.code:
        body["doc_url"] = f"https://stripe.com/docs/error-codes/{error.code.replace('_', '-')}"
    if error.status not in (401, 501) and request_id:
        mode = "" if livemode else "test/"
        body["request_log_url"] = f"https://dashboard.stripe.com/{mode}logs/{request_id}?t={now}"
    body.update(error.extra)
    return encode({"error": {key: value for key, value in sorted(body.items()) if value is not None}})


def _v2_code(status: int) -> str:
    return {404: "not_found", 401: "unauthorized", 403: "forbidden", 409: "conflict", 429: "rate_limit"}.get(status, "invalid_request")


def listing(object: str, url: str, texts: list[str], has_more: bool, extra: Mapping[str, Any]) -> bytes:
    """A list envelope around stored answers, none of them decoded."""
    more = "".join(f',"{key}":{encode(value).decode()}' for key, value in extra.items())
    data = ",".join(texts)
    tail = f'"has_more":{"true" if has_more else "false"}{more},"url":{encode(url).decode()}'
    return f'{{"object":"{object}","data":[{data}],{tail}}}'.encode()
