"""Parameters: validate raw fields and convert them to typed values, or raise the API's errors.

Types are int, bool, str, list, dict, `Upload`, and None for values that are unset. Decimals stay strings.
Metadata keeps empty values, which remove keys when merged. Source: protocol, "Errors" and "Form encoding".
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from counterfoil.contract.params.containers import Hash, missing, unknown
from counterfoil.contract.params.kinds import seconds
from counterfoil.contract.params.notation import FORM, JSON, QUERY, Compiler
from counterfoil.contract.refusal import Refusal

__all__ = ["Params", "json_sent", "seconds", "validate", "validate_json"]

RECITED = 50  # unknown parameters in one refusal; nobody reads more
WRONG_CONTENT_TYPE = (
    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). "
    "If you have any questions, we can help at https://support.stripe.com/."
)


class Params:
    """The compiled parameters of an operation. notation: of the surface. name, verb: of the operation."""

    __slots__ = ("_form", "_json", "keyed", "name", "notation", "v2", "verb")

    def __init__(self, notation: Mapping[str, Any], *, verb: str = "POST", name: str = "") -> None:
        self.notation, self.verb, self.name = notation, verb, name
        self.v2 = name.startswith("v2.")
        self.keyed = any(each.rstrip("!~") == "key" for each in notation)
        self._form: Hash | None = None
        self._json: Hash | None = None

    @property
    def form(self) -> Hash:
        """The type of a decoded form or query.

        v1 calls also take `expand` and the publishable `key`; v2 lists take the `page` of their neighbours'
        URLs.
        """
        if self._form is None:
            everywhere: dict[str, Any] = {"expand": ["string"], "key": "string"}
            if self.v2:
                everywhere = {"page": "string"} if self.name.endswith(".list") else {}
            notation = {
                **{name: type_ for name, type_ in everywhere.items() if name != "key" or not self.keyed},
                **self.notation,
            }
            self._form = Compiler(self.verb, self.name, QUERY if self.v2 else FORM).hash(notation)
        return self._form

    @property
    def json(self) -> Hash:
        """The type of a v2 JSON body."""
        if self._json is None:
            self._json = Compiler(self.verb, self.name, JSON).hash(self.notation)
        return self._json


def validate(op: Any, raw: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Validate a request's decoded fields. Returns (typed parameters, paths to expand). Raises Refusal.

    Of several faults, unknown parameters are reported first, then missing ones, then wrong types.
    """
    params: Params = op.params
    form = params.form
    try:
        typed = form.check(raw, "")
    except Refusal as fault:
        raise _first(form, raw, fault) from None
    paths = typed.pop("expand", None) or []
    if not params.keyed:
        typed.pop("key", None)
    return typed, paths


def validate_json(op: Any, value: Any) -> dict[str, Any]:
    """Validate the JSON body of a v2 call; an empty body is `{}`. Raises Refusal, always with a code."""
    json = op.params.json
    value = {} if value is None else value
    try:
        return json.check(value, "")
    except Refusal as fault:
        first = _first(json, value, fault)
        first.code = first.code or "invalid_request"
        raise first from None


def json_sent() -> Refusal:
    """Return the error of a v1 call with a JSON body."""
    return Refusal(WRONG_CONTENT_TYPE)


def _first(kind: Hash, raw: Any, fault: Refusal) -> Refusal:
    """Pick the error to report: unknown parameters, then missing ones, else `fault`."""
    strangers = list(islice(kind.strangers(raw, ""), RECITED))
    if strangers:
        return unknown(strangers)
    gap = next(kind.gaps(raw, ""), None)
    return missing(gap) if gap else fault
