"""Parameters: raw fields in, typed values out, or the refusal the API would give. Source: protocol, "Errors"
and "Form encoding".

Typed means: int, bool, str, list, dict, `Upload`; None where the empty string unset something. Decimals stay
strings. Metadata keeps the empty values that remove keys, because only a merge can tell what they remove.
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
    """The parameters of one operation, compiled. notation: as the surface writes them; name and verb: of the
    operation.
    """

    __slots__ = ("_form", "_json", "keyed", "name", "notation", "v2", "verb")

    def __init__(self, notation: Mapping[str, Any], *, verb: str = "POST", name: str = "") -> None:
        self.notation, self.verb, self.name = notation, verb, name
        self.v2 = name.startswith("v2.")
        self.keyed = any(each.rstrip("!~") == "key" for each in notation)
        self._form: Hash | None = None
        self._json: Hash | None = None

    @property
    def form(self) -> Hash:
        """Kind of the decoded form or query.

        Every call of v1 takes `expand` and the publishable `key`; every list of v2 the `page` that the URLs
        of its neighbours hold.
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
        """Kind of a v2 body."""
        if self._json is None:
            self._json = Compiler(self.verb, self.name, JSON).hash(self.notation)
        return self._json


def validate(op: Any, raw: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Check and type the decoded fields of a request; answers (params, the paths to expand). Raises Refusal.

    Of several faults, unknown parameters are refused first, then missing ones, then what is not of its type.
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
    """Check and type the JSON body of a v2 call; nothing at all counts as `{}`.

    Raises Refusal, always with a code.
    """
    json = op.params.json
    value = {} if value is None else value
    try:
        return json.check(value, "")
    except Refusal as fault:
        first = _first(json, value, fault)
        first.code = first.code or "invalid_request"
        raise first from None


def json_sent() -> Refusal:
    """The refusal of a v1 body that was sent as JSON."""
    return Refusal(WRONG_CONTENT_TYPE)


def _first(kind: Hash, raw: Any, fault: Refusal) -> Refusal:
    """Of all that is wrong with raw, what is to be said; fault is what was found first."""
    strangers = list(islice(kind.strangers(raw, ""), RECITED))
    if strangers:
        return unknown(strangers)
    gap = next(kind.gaps(raw, ""), None)
    return missing(gap) if gap else fault
