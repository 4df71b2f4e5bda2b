"""Types of parameters: scalars, and formats by the name of a parameter (email, URL, country).

A type has three methods, all with the parameter's bracket notation for errors: `check` returns the typed
value or raises Refusal; `strangers` yields unknown parameters; `gaps` yields missing required ones. Source:
protocol, "Catalogue of parameter refusals".
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from counterfoil.contract.forms import Upload
from counterfoil.contract.params.catalogue import COUNTRIES, CURRENCIES
from counterfoil.contract.refusal import Refusal

LONGEST_STRING = 5000
LONGEST_URL = 2048
LARGEST_INTEGER = 2**63 - 1
LARGEST_AMOUNT = 999_999_999_999  # twelve digits, the most that any currency has; other numbers need no more
TRUTHS = {"true": True, "false": False, "True": True, "False": False}
LAST_TIMESTAMP = 253_402_300_799  # the last second of the year 9999, where calendars here end

_integer = re.compile(r"[+-]?[0-9]{1,19}").fullmatch
_decimal = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,60})?|\.[0-9]{1,60})").fullmatch
_number = re.compile(
    r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,60})?|\.[0-9]{1,60})(?:[eE][+-]?[0-9]{1,3})?"
).fullmatch
_email = re.compile(r"[^\s@<>,]+@[^\s@<>,.]+(?:\.[^\s@<>,.]+)+").fullmatch
_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match
SCRIPTS = frozenset(("blob", "data", "javascript", "vbscript"))
_web = re.compile(r"(?i)https?://[^\s/?#]+[^\s]*").fullmatch
_rfc3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)").fullmatch


def shown(value: Any) -> str:
    """Return a raw value as errors quote it: lists as hashes of numbers, long values cut."""
    if isinstance(value, list):
        value = {str(index): element for index, element in enumerate(value)}
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=repr)
    )
    return text if len(text) <= 100 else f"{text[:100]}…"


class Kind:
    """A type of parameter. This one accepts any value."""

    __slots__ = ()
    scalar = True

    def check(self, value: Any, path: str) -> Any:
        return value

    def strangers(self, value: Any, path: str) -> Iterator[Any]:
        """Yield unknown parameters within the value, as `containers.Stranger`."""
        return iter(())

    def gaps(self, value: Any, path: str) -> Iterator[str]:
        """Yield the bracket notation of missing required parameters within the value."""
        return iter(())


class String(Kind):
    """A string. shortest, longest: in characters; a string with `shortest` cannot be unset.

    blank: whitespace alone is allowed. look: a further check, or None.
    """

    __slots__ = ("blank", "longest", "look", "shortest")

    def __init__(
        self,
        longest: int = LONGEST_STRING,
        *,
        shortest: int = 0,
        blank: bool = True,
        look: Callable[[str, str], str] | None = None,
    ) -> None:
        self.longest, self.shortest, self.blank, self.look = longest, shortest, blank, look

    def check(self, value: Any, path: str) -> str:
        if type(value) is not str:
            raise Refusal(f"Invalid string: {shown(value)}", param=path)
        if len(value) > self.longest:
            raise Refusal(
                f"Invalid string: {value[:40]}…; must be at most {self.longest} characters", param=path
            )
        if not self.blank and value.isspace():
            message = f"You passed a string for '{path}' that only contains whitespace."
            raise Refusal(message, code="parameter_invalid_string_blank", param=path)
        return self.look(value, path) if self.look else value


class JsonString(String):
    """A string of a JSON body, which may contain null characters and lone surrogates."""

    __slots__ = ()

    def check(self, value: Any, path: str) -> str:
        text = super().check(value, path)
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text if letter > "\ud7ff"):
            raise Refusal("Invalid string: it holds characters that are no text", param=path)
        return text


class Integer(Kind):
    """A 64-bit integer: digits of a form, or a number of JSON.

    low, high: bounds, inclusive. code: of the error above `high`.
    """

    __slots__ = ("code", "high", "low")

    def __init__(
        self, low: int | None = None, high: int | None = None, code: str = "parameter_invalid_integer"
    ) -> None:
        self.low, self.high, self.code = low, high, code

    def check(self, value: Any, path: str) -> int:
        number = self.read(value)
        if number is None or not -LARGEST_INTEGER - 1 <= number <= LARGEST_INTEGER:
            raise Refusal(f"Invalid integer: {shown(value)}", code="parameter_invalid_integer", param=path)
        if self.low is not None and number < self.low:
            message = f"This value must be greater than or equal to {self.low}."
            raise Refusal(message, code="parameter_invalid_integer", param=path)
        if self.high is not None and number > self.high:
            message = f"This value must be less than or equal to {self.high} (it currently is '{number}')."
            raise Refusal(message, code=self.code, param=path)
        return number

    def read(self, value: Any) -> int | None:
        return int(value) if type(value) is str and _integer(value) else None


class JsonInteger(Integer):
    __slots__ = ()

    def read(self, value: Any) -> int | None:
        return value if type(value) is int else None


class Boolean(Kind):
    """A boolean, also capitalized as Python prints it."""

    __slots__ = ()

    def check(self, value: Any, path: str) -> bool:
        truth = TRUTHS.get(value) if type(value) is str else None
        if truth is None:
            raise Refusal(f"Invalid boolean: {shown(value)}", param=path)
        return truth


class JsonBoolean(Kind):
    __slots__ = ()

    def check(self, value: Any, path: str) -> bool:
        if type(value) is not bool:
            raise Refusal(f"Invalid boolean: {shown(value)}", param=path)
        return value


class Timestamp(Kind):
    """Whole epoch seconds."""

    __slots__ = ()

    def check(self, value: Any, path: str) -> int:
        if type(value) is not str or not _integer(value) or not 0 <= int(value) <= LAST_TIMESTAMP:
            raise Refusal("Invalid timestamp: must be an integer Unix timestamp", param=path)
        return int(value)


class JsonTimestamp(Kind):
    """An RFC 3339 timestamp, answered as it was sent. `seconds` converts it."""

    __slots__ = ()

    def check(self, value: Any, path: str) -> str:
        try:
            if type(value) is str and _rfc3339(value):
                seconds(value)
                return value
        except ValueError:
            pass
        raise Refusal("Invalid timestamp: must be an RFC 3339 timestamp", param=path)


def seconds(instant: str) -> int:
    """Convert an RFC 3339 timestamp to whole epoch seconds, rounded down. ValueError for invalid dates."""
    whole, zone = instant[:19], re.sub(r"^\.\d+", "", instant[19:]).upper()
    return int(datetime.fromisoformat(whole + zone).timestamp())


class DecimalString(Kind):
    """A decimal number with at most 12 digits and 12 decimals; a string without trailing zeros.

    Source: billing, "Money".
    """

    __slots__ = ()
    places = 12

    def check(self, value: Any, path: str) -> str:
        if type(value) is not str or not _decimal(value):
            raise Refusal(f"Invalid decimal: {shown(value)}", param=path)
        whole, _, fraction = value.partition(".")
        fraction = fraction.rstrip("0")
        if len(fraction) > self.places:
            raise Refusal(
                f"Invalid decimal: {shown(value)}; must contain at maximum twelve decimal places.", param=path
            )
        number = Decimal(f"{whole}.{fraction}" if fraction else whole or "0")
        if abs(number) >= LARGEST_AMOUNT + 1:
            message = (
                f"Invalid decimal: {shown(value)}; must contain at maximum twelve digits before the decimal"
                " point."
            )
            raise Refusal(message, param=path)
        return f"{number:f}" if number else "0"


class Number(Kind):
    """A JSON number: an int, else a float, whose shortest form has the digits that were sent."""

    __slots__ = ()

    def check(self, value: Any, path: str) -> int | float:
        number = self.read(value)
        if number is None or not math.isfinite(number):
            raise Refusal(f"Invalid decimal: {shown(value)}", param=path)
        return int(number) if number == int(number) else number

    def read(self, value: Any) -> float | None:
        return float(value) if type(value) is str and _number(value) else None


class JsonNumber(Number):
    __slots__ = ()

    def read(self, value: Any) -> float | None:
        return (
            float(value)
            if type(value) is float or (type(value) is int and abs(value) <= LARGEST_INTEGER)
            else None
        )


class Enum(Kind):
    __slots__ = ("values",)

    def __init__(self, values: list[str]) -> None:
        self.values = dict.fromkeys(values)

    def check(self, value: Any, path: str) -> str:
        if type(value) is not str:
            raise Refusal(f"Invalid string: {shown(value)}", param=path)
        if value not in self.values:
            raise Refusal(f"Invalid {path}: must be one of {one_of(list(self.values))}", param=path)
        return value


def one_of(values: list[str]) -> str:
    """Join the values of an enum for an error: `a`, `a or b`, `a, b, or c`."""
    return " or ".join(values) if len(values) < 3 else f"{', '.join(values[:-1])}, or {values[-1]}"


class File(Kind):
    __slots__ = ()

    def check(self, value: Any, path: str) -> Upload:
        if not isinstance(value, Upload):
            raise Refusal("Invalid hash", param=path)
        return value


# -- what a text must look like, by the name of its parameter ------------------------------------------------


def currency(value: str, path: str) -> str:
    """Check a currency code. Returns it in lower case."""
    code = value.lower()
    if code not in CURRENCIES:
        message = (
            f"Invalid currency: {shown(code)}. Stripe currently supports these currencies:"
            f" {', '.join(CURRENCIES)}"
        )
        raise Refusal(message, param=path)
    return code


def country(value: str, path: str) -> str:
    """Check an ISO 3166 country code. Returns it unchanged."""
    if value.upper() not in COUNTRIES:
        message = (
            f"Country '{shown(value)}' is unknown. Try using a 2-character alphanumeric country code instead,"
            " such as 'US', 'EG', or 'GB'."
        )
        raise Refusal(message, code="country_code_invalid", param=path)
    return value


def email(value: str, path: str) -> str:
    if not _email(value):
        raise Refusal(f"Invalid email address: {shown(value)}", code="email_invalid", param=path)
    return value


def url(value: str, path: str) -> str:
    """Check an absolute URL. Any scheme is allowed: applications have their own."""
    _check_url_length(value, path)
    if not _scheme(value):
        raise Refusal(
            "Invalid URL: An explicit scheme (such as https) must be provided.",
            code="url_invalid",
            param=path,
        )
    if len(value.split()) != 1 or value.endswith("://"):
        raise Refusal("Not a valid URL", code="url_invalid", param=path)
    return no_script(value, path)


def no_script(value: str, path: str) -> str:
    """Check that a string is no URL of a script or document, which would run as a link or redirect."""
    # Browsers skip spaces and control characters in and before a scheme.
    scheme = "".join(letter for letter in value if letter > " ").lower().partition(":")[0]
    if scheme in SCRIPTS:
        raise Refusal("Not a valid URL", code="url_invalid", param=path)
    return value


def web_url(value: str, path: str) -> str:
    """Check an absolute http or https URL of any host, this machine included."""
    _check_url_length(value, path)
    if "://" not in value:
        raise Refusal(
            "Invalid URL: An explicit scheme (such as https) must be provided.",
            code="url_invalid",
            param=path,
        )
    if not _web(value):
        raise Refusal("Not a valid URL", code="url_invalid", param=path)
    return value


def _check_url_length(value: str, path: str) -> None:
    if len(value) > LONGEST_URL:
        raise Refusal(
            f"Invalid URL: URL must be {LONGEST_URL} characters or less.", code="url_invalid", param=path
        )
