"""Forms: decode form bodies and queries into nested strings, dicts and lists.

`a[b]=v` makes a dict, `a[]=v` a list. `a[0]=v` makes a dict with numeric keys, because only the parameter's
type decides between list and hash (`metadata[0]=v` is a hash); `as_list` converts it where a list is
expected. Source: protocol, section "Form encoding".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from counterfoil.contract.refusal import Refusal

DEPTH = 16  # brackets of one key; the deepest parameter of the surface needs 7
FIELDS = 10_000  # key=value pairs of one request
PARTS = 1_000  # of one multipart body

_broken_escape = re.compile("%(?![0-9a-fA-F]{2})").search
_nested_key = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])+)").fullmatch


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart body. content_type: as declared, or empty."""

    filename: str
    content_type: str
    content: bytes


def decode(*sources: bytes, repeats: bool = False) -> dict[str, Any]:
    """Decode `k=v&k=v` texts (query string, body) into one nested dict of strings.

    Of several scalars with one name the last wins; with `repeats`, as in v2 queries, they make a list. 400
    for invalid UTF-8 or escapes, null characters, a name that is both scalar and container, more than FIELDS
    fields or DEPTH brackets.
    """
    data = sources[0] if len(sources) == 1 else b"&".join(sources)
    if repeats:
        return _repeated(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Refusal("Invalid request: the parameters are not valid UTF-8.") from None
    if "\0" in text or "%00" in text:
        raise Refusal("Invalid request: parameters cannot contain null characters.")
    escaped = "%" in text or "+" in text
    fields: dict[str, Any] = {}
    if text.count("&") >= FIELDS:
        raise Refusal(f"Invalid request: more than {FIELDS} parameters.")
    for pair in text.split("&"):
        key, _, value = pair.partition("=")
        if escaped and ("%" in pair or "+" in pair):
            key, value = unescape(key), unescape(value)
        if key[-1:] != "]":
            if type(fields.get(key, "")) is not str:
                raise _conflict(key)
            if key:
                fields[key] = value
            continue
        # One level (`payload[value]`) is by far the commonest: it is put down right here.
        name, _, rest = key.partition("[")
        rest = rest[:-1]
        if rest and name and "[" not in rest and "]" not in rest:
            inner = fields.get(name)
            if inner is None:
                fields[name] = {rest: value}
                continue
            if type(inner) is dict and type(inner.get(rest, "")) is str:
                inner[rest] = value
                continue
        _put(fields, key, value)
    return fields


def unescape(text: str) -> str:
    """Decode percent-encoding and plus signs. 400 for invalid escapes and invalid UTF-8."""
    if "+" in text:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    if _broken_escape(text):
        raise Refusal(f"Invalid request: invalid %-encoding ({text[:50]}).")
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise Refusal("Invalid request: the parameters are not valid UTF-8.") from None


def as_list(value: Any) -> list[Any] | None:
    """Return a value as a list: a list itself, or a dict of numbers in order, gaps closed; else None."""
    if type(value) is list:
        return value
    if type(value) is dict:
        try:
            return [value[key] for key in sorted(value, key=_index)]
        except ValueError:
            pass
    return None


def _repeated(text: bytes) -> dict[str, Any]:
    """Decode a query whose repeated names are lists (`include=a&include=b`); brackets work as elsewhere."""
    plain: list[bytes] = []
    bracketed: list[bytes] = []
    for pair in text.split(b"&", FIELDS):
        name = pair.partition(b"=")[0]
        (bracketed if b"[" in name or b"%5b" in name.lower() else plain).append(pair)
    fields = decode(*bracketed) if bracketed else {}
    nested = frozenset(fields)
    for pair in plain:
        for key, value in decode(pair).items():
            if key in nested:
                raise _conflict(key)
            if key not in fields:
                fields[key] = value
            elif type(fields[key]) is list:
                fields[key].append(value)
            else:
                fields[key] = [fields[key], value]
    return fields


def _index(key: str) -> int:
    if key.isascii() and key.isdigit() and len(key) < 20:
        return int(key)
    raise ValueError(key)


def _put(fields: dict[str, Any], key: str, value: Any) -> None:
    """Set the value of a nested key. A key whose brackets do not match is one name."""
    match = _nested_key(key)
    if not match:
        path = [key]
    else:
        path = [match[1], *match[2][1:-1].split("][")]
        if len(path) > DEPTH:
            raise Refusal(f"Invalid request: parameters nested deeper than {DEPTH} levels.", param=match[1])
    inside: Any = fields
    for depth, name in enumerate(path[:-1]):
        opened: Any = [] if path[depth + 1] == "" else {}
        inside = _step(inside, name, opened, path[depth + 1 :], key)
    last = path[-1]
    if type(inside) is list:
        if last and not last.isdigit():
            raise _conflict(key)
        inside.append(value)  # where `a[]` and `a[0]` meet, a number counts as one more `[]`
    elif isinstance(inside.get(last), dict | list):
        raise _conflict(key)
    else:
        inside[last] = value


def _step(inside: Any, name: str, opened: Any, rest: list[str], key: str) -> Any:
    """Return the container `name` in another one, created if new. rest: the remaining path within it."""
    if type(inside) is list:
        if name and not name.isdigit():
            raise _conflict(key)
        # `items[][price]`: a key that the newest element already has opens the next element.
        if inside and type(inside[-1]) is type(opened) and not _has(inside[-1], rest):
            return inside[-1]
        inside.append(opened)
        return opened
    found = inside.get(name)
    if found is None:
        inside[name] = opened
        return opened
    if type(opened) is list and type(found) is dict:
        elements = as_list(found)
        if elements is None:
            raise _conflict(key)
        inside[name] = found = elements
    if type(found) is str:
        raise _conflict(key)
    return found


def _has(element: Any, path: list[str]) -> bool:
    """Return whether an element has a value at a path. Never for a list: it takes any number of values."""
    for name in path:
        if type(element) is not dict:
            return False
        if name not in element:
            return False
        element = element[name]
    return True


def _conflict(key: str) -> Refusal:
    name = key.partition("[")[0]
    return Refusal(f"Invalid request: '{name}' is given in forms that contradict each other.", param=name)


def multipart(body: bytes, content_type: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Decode a multipart/form-data body into nested fields, and files by name.

    content_type: the header with the boundary. 400 for a malformed or truncated body.
    """
    boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
    if not boundary or len(boundary) > 200:
        raise Refusal("Invalid request: a multipart body needs a boundary.")
    fields: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    parts = _Parts()
    try:
        parser = MultipartParser(boundary, parts.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise Refusal("Invalid request: the multipart body cannot be read.") from None
    if not parts.complete:
        raise Refusal("Invalid request: the multipart body ends before its time.")
    for headers, content in parts.found:
        kind, options = parse_options_header(headers.get(b"content-disposition"))
        name = options.get(b"name")
        if kind != b"form-data" or not name:
            raise Refusal("Invalid request: a part of the multipart body has no name.")
        if b"filename" in options:
            declared = _utf8(headers.get(b"content-type", b""))
            files[_utf8(name)] = Upload(_utf8(options[b"filename"]), declared, content)
        else:
            _put(fields, _utf8(name), _utf8(content))
    return fields, files


class _Parts:
    """Collects the parts of a multipart body from its parser's callbacks."""

    def __init__(self) -> None:
        self.found: list[tuple[dict[bytes, bytes], bytes]] = []
        self.complete = False
        self.headers: dict[bytes, bytes] = {}
        self.header: list[bytes] = [b"", b""]
        self.content: list[bytes] = []

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self.begin,
            "on_header_field": partial(self.gather_header, 0),
            "on_header_value": partial(self.gather_header, 1),
            "on_header_end": self.header_ends,
            "on_part_data": lambda data, start, end: self.content.append(data[start:end]),
            "on_part_end": self.part_ends,
            "on_end": self.ends,
        }

    def begin(self) -> None:
        if len(self.found) >= PARTS:
            raise Refusal(f"Invalid request: more than {PARTS} parts.")
        self.headers, self.header, self.content = {}, [b"", b""], []

    def gather_header(self, side: int, data: bytes, start: int, end: int) -> None:
        self.header[side] += data[start:end]

    def header_ends(self) -> None:
        self.headers[self.header[0].lower()] = self.header[1]
        self.header = [b"", b""]

    def part_ends(self) -> None:
        self.found.append((self.headers, b"".join(self.content)))

    def ends(self) -> None:
        self.complete = True


def _utf8(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Refusal("Invalid request: the parameters are not valid UTF-8.") from None
    if "\0" in text:
        raise Refusal("Invalid request: parameters cannot contain null characters.")
    return text
