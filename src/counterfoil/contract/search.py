"""The search language: `field:"value"`, joined by AND or OR. Source: protocol, "Search".

A query is parsed once and then matched with documents: `query.matches(document)`.
"""

from __future__ import annotations

import base64
import hashlib
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from counterfoil.contract.refusal import Refusal

CLAUSES = 10
SHORTEST_SUBSTRING = 3
LONGEST_QUERY = 5000

NUMERIC, TOKEN, STRING = "numeric", "token", "string"


def _fields(numeric: str = "", token: str = "", string: str = "") -> dict[str, str]:
    kinds = {NUMERIC: numeric, TOKEN: token, STRING: string}
    return {name: kind for kind, names in kinds.items() for name in names.split()}


_CARDS = " ".join(
    f"payment_method_details.{method}.{field}"
    for method in ("card", "card_present", "interac_present")
    for field in ("last4", "exp_month", "exp_year", "brand", "fingerprint")
)

# Fields that have moved since they were named.
MOVED = {("invoice", "subscription"): ("parent", "subscription_details", "subscription")}

# object name -> its plural in refusals, and what kind each of its fields is
FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "charge": (
        "charges",
        _fields(
            numeric="amount created",
            token="billing_details.address.postal_code currency customer disputed metadata refunded status "
            + _CARDS,
        ),
    ),
    "customer": ("customers", _fields(numeric="created", token="metadata", string="email name phone")),
    "invoice": (
        "invoices",
        _fields(
            numeric="created total",
            token="currency customer metadata",
            string="number receipt_number status subscription",
        ),
    ),
    "payment_intent": (
        "payment_intents",
        _fields(numeric="amount created", token="currency customer metadata status"),
    ),
    "price": ("prices", _fields(token="active currency metadata type", string="lookup_key product")),
    "product": ("products", _fields(token="active metadata shippable", string="description name url")),
    "subscription": ("subscriptions", _fields(numeric="created", token="metadata status")),
}

UNREADABLE = (
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for'
    ' metadata or key:"value" to query for other fields.'
)

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ":": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}

_space = re.compile(r"\s*").match
_joint = re.compile(r"(?i)(and|or)\b(?![\s]*(?::|~|>|<|\[|\.))").match
_quoted = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_clause = re.compile(
    rf"(?P<not>-)?(?P<field>[A-Za-z_][A-Za-z0-9_.]*)(?:\[(?P<key>{_quoted})\])?\s*(?P<op>>=|<=|:|~|>|<)\s*"
    rf"(?P<value>{_quoted}|(?i:null)\b|-?\d+(?:\.\d+)?)(?=\s|$)"
).match
_words = re.compile(r"\w+").findall


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition. field: dotted path; of metadata, the key is the last part. value: None for absence."""

    field: tuple[str, ...]
    kind: str
    op: str
    value: str | None
    negated: bool

    def matches(self, document: Mapping[str, Any]) -> bool:
        return self._holds(document) != self.negated

    def _holds(self, document: Mapping[str, Any]) -> bool:
        if self.field == ("refunded",):
            return self._refunded(document)
        found: Any = document
        for name in self.field:
            found = found.get(name) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping):
            found = found.get("id")  # expanded
        if self.value is None:
            return found is None or found == ""
        if found is None:
            return False
        if self.kind == NUMERIC:
            return COMPARISONS[self.op](Decimal(str(found)), Decimal(self.value))
        text = ("true" if found else "false") if isinstance(found, bool) else str(found)
        text, value = text.casefold(), self.value.casefold()
        if self.op == "~":
            return value in text
        return _has_words(text, value) if self.kind == STRING else text == value

    def _refunded(self, charge: Mapping[str, Any]) -> bool:
        """Match `true`: fully refunded, `false`: partially, null: not at all."""
        refunded = charge.get("amount_refunded") or 0
        if self.value is None:
            return not refunded
        return bool(refunded) and bool(charge.get("refunded")) == (self.value.casefold() == "true")


def _has_words(text: str, value: str) -> bool:
    """Return whether a text has all words of a value in their order, possibly with others between them."""
    wanted = _words(value)
    if not wanted:
        return text == value
    words = iter(_words(text))
    return all(word in words for word in wanted)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. any: OR instead of AND."""

    text: str
    object_name: str
    clauses: tuple[Clause, ...]
    any: bool

    def matches(self, document: Mapping[str, Any]) -> bool:
        """Return whether a document (as its plain GET) matches."""
        found = (clause.matches(document) for clause in self.clauses)
        return any(found) if self.any else all(found)


def parse(query: str, object_name: str) -> Query:
    """Parse a query for objects of a type. 400 for invalid syntax, fields or operators."""
    assert object_name in FIELDS, f"nothing is known of searching {object_name}"
    if len(query) > LONGEST_QUERY:
        raise _refused(UNREADABLE)
    clauses: list[Clause] = []
    joints: set[str] = set()
    at = _end(_space(query))
    while at < len(query):
        if clauses:
            joint = _joint(query, at)
            joints.add(joint[1].upper() if joint else "AND")
            at = _end(_space(query, _end(joint))) if joint else at
        match = _clause(query, at)
        if not match:
            raise _refused(UNREADABLE)
        clauses.append(_read_clause(match, object_name))
        at = _end(_space(query, match.end()))
    if not clauses:
        raise _refused(UNREADABLE)
    if len(joints) > 1:
        raise _refused("You cannot combine AND and OR in one search query.")
    if len(clauses) > CLAUSES:
        raise _refused(f"A search query can have at most {CLAUSES} clauses.")
    return Query(query, object_name, tuple(clauses), joints == {"OR"})


def _end(match: re.Match[str] | None) -> int:
    assert match is not None, "asked only where it matches"
    return match.end()


def _read_clause(match: re.Match[str], object_name: str) -> Clause:
    plural, fields = FIELDS[object_name]
    name, op = match["field"], match["op"]
    kind = fields.get(name)
    if kind is None or (match["key"] is not None and name != "metadata"):
        raise _refused(f"Field `{name[:100]}` is an unsupported search field for resource `{plural}`.")
    if name == "metadata" and match["key"] is None:
        raise _refused(UNREADABLE)
    path = (name, _unquoted(match["key"])) if name == "metadata" else tuple(name.split("."))
    path = MOVED.get((object_name, name), path)
    value = None if match["value"].lower() == "null" else _unquoted(match["value"])
    if op != ":" and (value is None or (kind != STRING if op == "~" else kind != NUMERIC)):
        raise _refused(f"Operator `{op}` is not supported for field `{name}` of resource `{plural}`.")
    if kind == STRING and value is not None and match["value"] == value:
        # Text needs quotes; numbers do not, also where they are tokens (`card.last4:4242`).
        raise _refused(UNREADABLE)
    if kind == NUMERIC and value is not None and not _is_number(value):
        raise _refused(f"Field `{name}` takes a number, not `{value[:100]}`.")
    if op == "~" and value is not None and len(value) < SHORTEST_SUBSTRING:
        raise _refused(f"Substring searches need at least {SHORTEST_SUBSTRING} characters.")
    if (
        name in ("disputed", "refunded", "active", "shippable")
        and value is not None
        and value.casefold() not in ("true", "false")
    ):
        raise _refused(f"Field `{name}` takes `true` or `false`, not `{value[:100]}`.")
    if name == "disputed" and value is None:
        raise _refused("Field `disputed` takes `true` or `false`, not `null`.")
    return Clause(path, kind, op, value, bool(match["not"]))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[0] in "\"'" else text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and len(text) <= 40
    except InvalidOperation:
        return False


def _refused(message: str) -> Refusal:
    return Refusal(message, param="query")


# -- pages ---------------------------------------------------------------------------------------------------


def page_token(query: str, object_name: str, position: str) -> str:
    """Return the `next_page` token of an answer that ended at a position, such as an id.

    The token is opaque and valid for this query only.
    """
    return (
        base64.urlsafe_b64encode(_seal(query, object_name, position) + position.encode()).decode().rstrip("=")
    )


def position(token: str, query: str, object_name: str) -> str:
    """Return the position of a page token. 400 if it is malformed or of another query."""
    try:
        data = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        found = data[8:].decode()
    except ValueError:
        found, data = "", b""
    if not found or data[:8] != _seal(query, object_name, found):
        raise stale_page()
    return found


def stale_page() -> Refusal:
    """Return the error of an invalid page token."""
    return Refusal("The page parameter is not a next_page of this search query.", param="page")


def _seal(query: str, object_name: str, position: str) -> bytes:
    return hashlib.blake2b("\0".join((object_name, query, position)).encode(), digest_size=8).digest()
