"""Parameters: what is accepted and how it is typed; what is refused and with which words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from counterfoil.contract import forms, load
from counterfoil.contract.forms import Upload
from counterfoil.contract.params import Params, containers, json_sent, kinds, seconds, validate, validate_json
from counterfoil.contract.refusal import Refusal
from counterfoil.contract.versions import DEFAULT, NEWEST


def operation(notation, verb="POST", name="things.create"):
    return SimpleNamespace(params=Params(notation, verb=verb, name=name), name=name, verb=verb)


def read(notation, text, verb="POST", name="things.create"):
    return validate(operation(notation, verb, name), forms.decode(text.encode()))[0]


ADDRESS = {"city": "string", "country": "string", "line1!": "string", "planet": "string"}


def integers(kind, name=""):
    """(name, kind) of every integer within a kind."""
    if isinstance(kind, kinds.Integer):
        yield name, kind
    elif isinstance(kind, containers.Hash):
        for inner, field in kind.fields.items():
            yield from integers(field.kind, inner)
    elif isinstance(kind, containers.List | containers.Map):
        yield from integers(kind.of, name)
    elif isinstance(kind, containers.Union):
        for each in kind.kinds:
            yield from integers(each, name)


@pytest.mark.parametrize("version", [DEFAULT, NEWEST])
def test_no_number_that_is_written_has_more_than_twelve_digits(version):
    """Bound amounts, so that their sums stay exact integers. Amounts that are only filters are not bound."""
    surface = load(version)
    written = [one for one in surface.operations.values() if one.verb == "POST"]
    found = [
        (one.name, *each)
        for one in written
        for each in integers(one.params.json if one.params.v2 else one.params.form)
    ]
    assert len(found) > 500
    assert [each[:2] for each in found if not -(10**12) < each[2].low <= each[2].high < 10**12] == []
    assert {each[2].code for each in found if each[1] in ("amount", "unit_amount")} == {"amount_too_large"}


RANGE = {"|": [{"gt": "integer", "gte": "integer", "lt": "integer", "lte": "integer"}, "integer"]}

ACCEPTED = [
    # notation, sent, typed
    ({"n": "string"}, "n=5", {"n": "5"}),
    ({"n": "integer"}, "n=-5", {"n": -5}),
    ({"n": "integer"}, "n=%2B5", {"n": 5}),
    ({"n": "boolean"}, "n=true", {"n": True}),
    ({"n": "boolean"}, "n=False", {"n": False}),
    ({"n": "timestamp"}, "n=1711584000", {"n": 1711584000}),
    ({"n": "decimal"}, "n=0.050", {"n": "0.05"}),
    ({"n": "decimal"}, "n=100", {"n": "100"}),
    ({"n": "decimal"}, "n=-0.000", {"n": "0"}),
    ({"n": "decimal"}, "n=.5", {"n": "0.5"}),
    ({"n": "decimal"}, "n=0.000000000001", {"n": "0.000000000001"}),
    ({"n": "number"}, "n=12.5", {"n": 12.5}),
    ({"n": "number"}, "n=25.0", {"n": 25}),
    ({"n": "number"}, "n=1e-05", {"n": 1e-05}),
    ({"n": "=a|b"}, "n=b", {"n": "b"}),
    ({"n": "any"}, "n[x][]=1", {"n": {"x": ["1"]}}),
    ({"n": ["string"]}, "n[]=a&n[]=b", {"n": ["a", "b"]}),
    ({"n": ["string"]}, "n[7]=b&n[2]=a", {"n": ["a", "b"]}),
    ({"n": [{"p": "string", "q": "integer"}]}, "n[][p]=a&n[][q]=1&n[][p]=b",
     {"n": [{"p": "a", "q": 1}, {"p": "b"}]}),
    ({"n": [{"p": "string", "q": "integer"}]}, "n[1][p]=b&n[0][p]=a&n[0][q]=1",
     {"n": [{"p": "a", "q": 1}, {"p": "b"}]}),
    ({"n": {"*": "integer"}}, "n[a]=1&n[0]=2", {"n": {"a": 1, "0": 2}}),
    ({"n": RANGE}, "n=5", {"n": 5}),
    ({"n": RANGE}, "n[gte]=5&n[lt]=7", {"n": {"gte": 5, "lt": 7}}),
    ({"n": {"|": ["=now", "timestamp"]}}, "n=now", {"n": "now"}),
    ({"n": {"|": ["=now", "timestamp"]}}, "n=5", {"n": 5}),
    ({"n": {"|": [["string"], {"a": "string"}]}}, "n[0]=x", {"n": ["x"]}),
    ({"n": {"|": [["string"], {"a": "string"}]}}, "n[a]=x", {"n": {"a": "x"}}),
    ({"n": {"|": [{"a!": "string"}, {"b!": "string"}]}}, "n[b]=x", {"n": {"b": "x"}}),
    ({"currency": "string"}, "currency=USD", {"currency": "usd"}),
    ({"currency_options": {"*": {"unit_amount": "integer"}}}, "currency_options[EUR][unit_amount]=5",
     {"currency_options": {"eur": {"unit_amount": 5}}}),
    ({"metadata~": {"*": "string"}}, "metadata[0]=1&metadata[b]=true", {"metadata": {"0": "1", "b": "true"}}),
    # what the empty string says
    ({"n": "string"}, "n=", {"n": None}),
    ({"n~": "integer"}, "n=", {"n": None}),
    ({"n~": "=a|b"}, "n=", {"n": None}),
    ({"n~": ADDRESS}, "n=", {"n": None}),
    ({"n~": ["string"]}, "n=", {"n": []}),
    ({"n": ["string"]}, "n=", {"n": []}),
    ({"n": {"city": "string"}}, "n[city]=", {"n": {"city": None}}),
    ({"n": {}}, "n=", {"n": {}}),
    ({"metadata": {"*": "string"}}, "metadata=", {"metadata": None}),
    ({"metadata": {"*": "string"}}, "metadata[a]=", {"metadata": {"a": ""}}),
    ({"payload!": {"*": "string"}}, "payload[a]=", {"payload": {"a": ""}}),
    # a publishable key may come as a field
    ({"n": "string"}, "n=5&key=pk_test_12345678", {"n": "5"}),
    ({"key!": "string"}, "key=mine", {"key": "mine"}),
    # what looks wrong is fine where it is only looked for
    ({"email": "string(512)"}, "email=foo%2Bbar@example.com", {"email": "foo+bar@example.com"}),
    ({"country": "string"}, "country=us", {"country": "us"}),
    ({"success_url": "string"}, "success_url=https://a.b/c?s={CHECKOUT_SESSION_ID}",
     {"success_url": "https://a.b/c?s={CHECKOUT_SESSION_ID}"}),
    ({"return_url": "string"}, "return_url=myapp://back", {"return_url": "myapp://back"}),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "sent", "typed"), ACCEPTED)
def test_parameters_are_typed(notation, sent, typed):
    assert read(notation, sent) == typed


EMPTY = (
    "You passed an empty string for '{0}'. We assume empty values are an attempt to unset a parameter;"
    " however '{0}' cannot be unset. You should remove '{0}' from your request or supply a non-empty value."
)
INTEGER, UNKNOWN, MISSING = "parameter_invalid_integer", "parameter_unknown", "parameter_missing"

REFUSED = [
    # notation, sent, message, code, param
    ({"amount!": "integer"}, "", "Missing required param: amount.", MISSING, "amount"),
    ({"line_items": [{"price!": "string"}]}, "line_items[0][quantity]=1",
     "Received unknown parameter: line_items[0][quantity]", UNKNOWN, "line_items[0][quantity]"),
    ({"line_items": [{"price!": "string", "quantity": "integer"}]}, "line_items[0][quantity]=1",
     "Missing required param: line_items[0][price].", MISSING, "line_items[0][price]"),
    ({"a!": "string", "b": {"c!": "string", "d": "string"}}, "b[d]=1", "Missing required param: a.", MISSING,
     "a"),
    ({"name": "string"}, "foo=1", "Received unknown parameter: foo", UNKNOWN, "foo"),
    ({"name": "string"}, "foo=1&bar=2&name=x", "Received unknown parameters: foo, bar", UNKNOWN, "foo"),
    ({"customer": "string"}, "cutomer=1", "Received unknown parameter: cutomer. Did you mean customer?",
     UNKNOWN, "cutomer"),
    ({"shipping": ADDRESS}, "shipping[line1]=a&shipping[foo]=b", "Received unknown parameter: shipping[foo]",
     UNKNOWN, "shipping[foo]"),
    ({"shipping": ADDRESS, "n": "integer"}, "n=x&shipping[moon]=b&bar=1",
     "Received unknown parameters: shipping[moon], bar", UNKNOWN, "shipping[moon]"),
    ({"shipping": ADDRESS}, "shipping[plane]=b",
     "Received unknown parameter: shipping[plane]. Did you mean shipping[planet]?", UNKNOWN,
     "shipping[plane]"),
    ({"price_data": {}, "pricing": {}}, "price=p",
     "Received unknown parameter: price. Did you mean pricing?", UNKNOWN, "price"),
    ({"n": RANGE}, "n[foo]=5", "Received unknown parameter: n[foo]", UNKNOWN, "n[foo]"),
    ({"n": {"*": {"a": "string"}}}, "n[x][b]=5", "Received unknown parameter: n[x][b]", UNKNOWN, "n[x][b]"),
    ({"amount!": "integer"}, "amount=", EMPTY.format("amount"), "parameter_invalid_empty", "amount"),
    ({"name!": "string"}, "name=", EMPTY.format("name"), "parameter_invalid_empty", "name"),
    ({"n": {"a": "integer"}}, "n[a]=", EMPTY.format("n[a]"), "parameter_invalid_empty", "n[a]"),
    ({"n!": ["string"]}, "n=", EMPTY.format("n"), "parameter_invalid_empty", "n"),
    ({"n": ["string"]}, "n[]=a&n[]=", EMPTY.format("n[1]"), "parameter_invalid_empty", "n[1]"),
    ({"name!": "string"}, "name=+%20", "You passed a string for 'name' that only contains whitespace.",
     "parameter_invalid_string_blank", "name"),
    ({"n": "integer"}, "n=12.5", "Invalid integer: 12.5", INTEGER, "n"),
    ({"n": "integer"}, "n=1e5", "Invalid integer: 1e5", INTEGER, "n"),
    ({"n": "integer"}, "n=1_000", "Invalid integer: 1_000", INTEGER, "n"),
    ({"n": "integer"}, "n=%D9%A3", "Invalid integer: ٣", INTEGER, "n"),
    ({"n": "integer"}, "n=9223372036854775808", "Invalid integer: 9223372036854775808", INTEGER, "n"),
    ({"n": "integer"}, "n=" + "9" * 5000, f"Invalid integer: {'9' * 100}…", INTEGER, "n"),
    ({"n": "integer"}, "n[a]=1", 'Invalid integer: {"a":"1"}', INTEGER, "n"),
    ({"n": "integer(1..100)"}, "n=0", "This value must be greater than or equal to 1.", INTEGER, "n"),
    ({"n": "integer(1..100)"}, "n=250",
     "This value must be less than or equal to 100 (it currently is '250').", INTEGER, "n"),
    ({"reason": "=duplicate|fraudulent|requested_by_customer"}, "reason=bored",
     "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer", None, "reason"),
    ({"n": "=a|b"}, "n=c", "Invalid n: must be one of a or b", None, "n"),
    ({"enabled_events!": ["=a|b|c"]}, "enabled_events[]=d",
     "Invalid enabled_events[0]: must be one of a, b, or c", None, "enabled_events[0]"),
    ({"recurring": {"interval": "=day|week|month"}}, "recurring[interval]=eon",
     "Invalid recurring[interval]: must be one of day, week, or month", None, "recurring[interval]"),
    ({"n": ["string"]}, "n=a", "Invalid array", None, "n"),
    ({"n": ["string"]}, "n[a]=b", "Invalid array", None, "n"),
    ({"n": {"a": "string"}}, "n=b", "Invalid object", None, "n"),
    ({"n": {"a": "string"}}, "n[]=b", "Invalid object", None, "n"),
    ({"n": {"*": "string"}}, "n=b", "Invalid object", None, "n"),
    ({"n": "string"}, "n[]=a&n[]=b", 'Invalid string: {"0":"a","1":"b"}', None, "n"),
    ({"n": "string"}, "n[x]=a", 'Invalid string: {"x":"a"}', None, "n"),
    ({"n": "=a|b"}, "n[x]=a", 'Invalid string: {"x":"a"}', None, "n"),
    ({"n": "string"}, "n=" + "a" * 5001, f"Invalid string: {'a' * 40}…; must be at most 5000 characters",
     None, "n"),
    ({"n": {"m": "string(3)"}}, "n[m]=aaaa", "Invalid string: aaaa…; must be at most 3 characters", None,
     "n[m]"),
    ({"n": "boolean"}, "n=maybe", "Invalid boolean: maybe", None, "n"),
    ({"n": "timestamp"}, "n=2024-01-01", "Invalid timestamp: must be an integer Unix timestamp", None, "n"),
    ({"n": "timestamp"}, "n=99999999999999", "Invalid timestamp: must be an integer Unix timestamp", None,
     "n"),
    ({"n": {"|": ["=now", "timestamp"]}}, "n=then", "Invalid timestamp: must be an integer Unix timestamp",
     None, "n"),
    ({"n": {"|": ["timestamp", "=now"]}}, "n=then", "Invalid timestamp: must be an integer Unix timestamp",
     None, "n"),
    ({"n": RANGE}, "n=abc", "Invalid integer: abc", INTEGER, "n"),
    ({"n": RANGE}, "n[gt]=abc", "Invalid integer: abc", INTEGER, "n[gt]"),
    ({"n": "decimal"}, "n=abc", "Invalid decimal: abc", None, "n"),
    ({"n": "decimal"}, "n=NaN", "Invalid decimal: NaN", None, "n"),
    ({"n": "decimal"}, "n=1.0000000000001",
     "Invalid decimal: 1.0000000000001; must contain at maximum twelve decimal places.", None, "n"),
    ({"n": "decimal"}, "n=-1000000000000.5",
     "Invalid decimal: -1000000000000.5; must contain at maximum twelve digits before the decimal point.",
     None, "n"),
    ({"n": "number"}, "n=inf", "Invalid decimal: inf", None, "n"),
    ({"n": "number"}, "n=nan", "Invalid decimal: nan", None, "n"),
    ({"n": "number"}, "n=1e999", "Invalid decimal: 1e999", None, "n"),
    ({"n": "file"}, "n=abc", "Invalid hash", None, "n"),
    ({"country": "string"}, "country=XX",
     "Country 'XX' is unknown. Try using a 2-character alphanumeric country code instead,"
     " such as 'US', 'EG', or 'GB'.", "country_code_invalid", "country"),
    ({"email": "string"}, "email=foo", "Invalid email address: foo", "email_invalid", "email"),
    ({"success_url": "string"}, "success_url=/thanks",
     "Invalid URL: An explicit scheme (such as https) must be provided.", "url_invalid", "success_url"),
    ({"success_url": "string"}, "success_url=https://", "Not a valid URL", "url_invalid", "success_url"),
    ({"return_url": "string"}, "return_url=https://a.b/" + "c" * 2048,
     "Invalid URL: URL must be 2048 characters or less.", "url_invalid", "return_url"),
    ({"images": ["string"]}, "images[]=https://a.b/c.png&images[]=c.png",
     "Invalid URL: An explicit scheme (such as https) must be provided.", "url_invalid", "images[1]"),
    ({"name": "string(1..9)"}, "name=", EMPTY.format("name"), "parameter_invalid_empty", "name"),
    ({"name": "string(1..9)"}, "name=+", "You passed a string for 'name' that only contains whitespace.",
     "parameter_invalid_string_blank", "name"),
    ({"name": "string(1..9)"}, "name=0123456789", "Invalid string: 0123456789…; must be at most 9 characters",
     None, "name"),
    ({"metadata": {"*": "string"}}, "metadata=x", "Invalid object", None, "metadata"),
    ({"metadata": {"*": "string"}}, "metadata[a][b]=x", 'Invalid string: {"b":"x"}', None, "metadata[a]"),
    ({"metadata": {"*": "string"}}, f"metadata[a]={'v' * 577}",
     "Metadata values can have up to 500 characters, but you passed in a value that is 577 characters."
     f" Invalid value: {'v' * 577}", None, "metadata[a]"),
    ({"metadata": {"*": "string"}}, f"metadata[{'k' * 41}]=v",
     "Metadata keys can have up to 40 characters, but you passed in a key that is 41 characters."
     f" Invalid key: {'k' * 41}", None, "metadata"),
    ({"metadata": {"*": "string"}}, "&".join(f"metadata[{n}]=v" for n in range(51)),
     "Metadata can have up to 50 keys, but you've set 51.", None, "metadata"),
    ({"x": {"metadata": {"*": "string"}}}, f"x[metadata][a]={'v' * 501}",
     "Metadata values can have up to 500 characters, but you passed in a value that is 501 characters."
     f" Invalid value: {'v' * 501}", None, "x[metadata][a]"),
    ({"n": "string"}, "expand=customer", "Invalid array", None, "expand"),
    # of several faults: what is unknown, then what is missing, then what is wrong
    ({"a!": "string", "n": "integer"}, "n=x&foo=1", "Received unknown parameter: foo", UNKNOWN, "foo"),
    ({"a!": "string", "n": "integer"}, "n=x", "Missing required param: a.", MISSING, "a"),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "sent", "message", "code", "param"), REFUSED)
def test_parameters_are_refused(notation, sent, message, code, param):
    with pytest.raises(Refusal) as refused:
        read(notation, sent)
    told = refused.value
    assert (told.message, told.code, told.param) == (message, code, param)
    assert (told.status, told.type) == (400, "invalid_request_error")


def test_an_unknown_currency_is_answered_with_the_known_ones():
    with pytest.raises(Refusal) as refused:
        read({"items": [{"currency": "string"}]}, "items[0][currency]=zzz")
    assert refused.value.message.startswith(
        "Invalid currency: zzz. Stripe currently supports these currencies: usd, aed, afn, "
    )
    assert (refused.value.code, refused.value.param) == (None, "items[0][currency]")


@pytest.mark.parametrize(
    "name", ["return_url", "success_url", "default_return_url", "url", "privacy_policy_url"]
)
@pytest.mark.parametrize(
    "script",
    [
        "javascript:alert(1)",
        "JavaScript://a.b/%250aalert(1)",
        "data:text/html,hello",
        "vbscript:x",
        "blob:https://a.b/c",
    ],
)
def test_a_url_that_is_a_script_is_refused(name, script):
    with pytest.raises(Refusal) as refused:
        read({name: "string"}, f"{name}={script}", name="payment_links.create")
    assert (refused.value.message, refused.value.code, refused.value.param) == (
        "Not a valid URL",
        "url_invalid",
        name,
    )


@pytest.mark.parametrize(
    "script", ["java%09script:alert(1)", "%20%01javascript:alert(1)", "java%0d%0ascript:alert(1)"]
)
def test_nor_does_what_browsers_skip_hide_a_script(script):
    for name in ("return_url", "url"):
        with pytest.raises(Refusal) as refused:
            read({name: "string"}, f"{name}={script}", name="payment_links.create")
        assert refused.value.code == "url_invalid"


def test_a_website_may_be_told_without_a_scheme():
    assert read({"url": "string"}, "url=example.com/data", name="accounts.create") == {
        "url": "example.com/data"
    }


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:4242/hook", "https://example.com", "HTTPS://example.com/a?b=c"]
)
def test_a_webhook_may_be_any_url_of_the_web(url):
    assert read({"url!": "string"}, f"url={url}", name="webhook_endpoints.create") == {"url": url}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("example.com", "Invalid URL: An explicit scheme"),
        ("ftp://example.com", "Not a valid URL"),
        ("http://", "Not a valid URL"),
        ("https://a b", "Not a valid URL"),
    ],
)
def test_a_webhook_of_no_url_is_refused(url, message):
    with pytest.raises(Refusal, match=message) as refused:
        read({"url!": "string"}, f"url={url}", name="webhook_endpoints.create")
    assert (refused.value.code, refused.value.param) == ("url_invalid", "url")


def test_a_list_looks_for_anything_but_unsets_nothing():
    assert read({"email": "string"}, "email=foo", verb="GET") == {"email": "foo"}
    with pytest.raises(Refusal) as refused:
        read({"starting_after": "string"}, "starting_after=", verb="GET")
    assert refused.value.code == "parameter_invalid_empty"


def sample(type_, name, pick):
    """A value of a type of the notation, as a form writes it; pick: which alternative of a union."""
    if isinstance(type_, list):
        return {"0": sample(type_[0], name, pick)}
    if isinstance(type_, dict):
        if "|" in type_:
            return sample(type_["|"][pick % len(type_["|"])], name, pick)
        if "*" in type_:
            return {"usd" if name == "currency_options" else "a": sample(type_["*"], "", pick)}
        return {
            flagged.rstrip("!~"): sample(inner, flagged.rstrip("!~"), pick)
            for flagged, inner in type_.items()
        }
    if type_.startswith("="):
        return type_[1:].split("|")[pick % len(type_[1:].split("|"))]
    named = {
        "currency": "EUR",
        "country": "DE",
        "url": "https://example.com",
        "images": "https://example.com/a.png",
    }
    texts = {
        "integer": "5",
        "boolean": "true",
        "timestamp": "1700000000",
        "decimal": "1.5",
        "number": "2.5",
        "file": Upload("a", "", b""),
    }
    special = (
        "a@example.com"
        if "email" in name
        else "https://example.com/a"
        if name.endswith("_url")
        else named.get(name, "text")
    )
    return texts.get(type_.partition("(")[0], special)


@pytest.mark.parametrize("pick", range(4))
def test_every_operation_takes_what_it_declares(pick):
    for op in load("2025-02-24.acacia").operations.values():
        raw = sample(op.raw_params, "", pick)
        if op.version_train == "v1":
            typed, _ = validate(op, raw)
            assert typed.keys() == raw.keys() - {"expand"}, op.name


def test_expansions_are_handed_on_apart():
    params, paths = validate(
        operation({"n": "string"}), forms.decode(b"n=1&expand[]=customer&expand[1]=customer.default_source")
    )
    assert (params, paths) == ({"n": "1"}, ["customer", "customer.default_source"])


def test_the_raw_fields_are_left_as_they_were():
    raw = forms.decode(b"metadata[a]=1&expand[]=x&key=pk_test_1")
    validate(operation({"metadata": {"*": "string"}}), raw)
    assert raw == {"metadata": {"a": "1"}, "expand": ["x"], "key": "pk_test_1"}


V2 = {"name!": "string", "count": "integer", "share": "number", "on": "boolean", "at": "timestamp",
      "kinds": ["=a|b"],
      "hook": {"url": "string"}, "payload": {"*": "string"}, "metadata": {"*": "string"}}  # fmt: skip


def test_a_json_body_is_typed():
    sent = {"name": "x", "count": 5, "share": 0.5, "on": True, "at": "2024-09-26T17:46:22.134Z",
            "kinds": ["a"], "hook": None,
            "payload": {"value": "25"}, "metadata": {"a": "b", "c": None}}  # fmt: skip
    assert validate_json(operation(V2, name="v2.things.create"), sent) == sent


@pytest.mark.parametrize(
    ("sent", "message", "code", "param"),
    [
        (None, "Missing required param: name.", MISSING, "name"),
        ({"name": None}, "Missing required param: name.", MISSING, "name"),
        ([], "Invalid object", "invalid_request", None),
        ("x", "Invalid object", "invalid_request", None),
        ({"name": "x", "foo": 1}, "Received unknown parameter: foo", UNKNOWN, "foo"),
        ({"name": "x", "hook": {"foo": 1}}, "Received unknown parameter: hook[foo]", UNKNOWN, "hook[foo]"),
        ({"name": 5}, "Invalid string: 5", "invalid_request", "name"),
        ({"name": "\0"}, "Invalid string: it holds characters that are no text", "invalid_request", "name"),
        (
            {"name": "\ud800"},
            "Invalid string: it holds characters that are no text",
            "invalid_request",
            "name",
        ),
        ({"name": "x", "count": "5"}, "Invalid integer: 5", INTEGER, "count"),
        ({"name": "x", "count": True}, "Invalid integer: true", INTEGER, "count"),
        ({"name": "x", "count": 10**400}, f"Invalid integer: 1{'0' * 99}…", INTEGER, "count"),
        ({"name": "x", "share": float("nan")}, "Invalid decimal: NaN", "invalid_request", "share"),
        ({"name": "x", "on": "true"}, "Invalid boolean: true", "invalid_request", "on"),
        ({"name": "x", "at": 5}, "Invalid timestamp: must be an RFC 3339 timestamp", "invalid_request", "at"),
        (
            {"name": "x", "at": "2024-13-01T00:00:00Z"},
            "Invalid timestamp: must be an RFC 3339 timestamp",
            "invalid_request",
            "at",
        ),
        ({"name": "x", "kinds": {"0": "a"}}, "Invalid array", "invalid_request", "kinds"),
        ({"name": "x", "kinds": {"a": 1}}, "Invalid array", "invalid_request", "kinds"),
        ({"name": "x", "payload": {"value": 25}}, "Invalid string: 25", "invalid_request", "payload[value]"),
        ({"name": "x", "metadata": {"a": 5}}, "Invalid string: 5", "invalid_request", "metadata[a]"),
    ],
)
def test_a_json_body_is_refused(sent, message, code, param):
    with pytest.raises(Refusal) as refused:
        validate_json(operation(V2, name="v2.things.create"), sent)
    assert (refused.value.message, refused.value.code, refused.value.param) == (message, code, param)


def test_the_query_of_a_v2_call_may_hold_a_list_of_one():
    listing = operation({"include": ["=a|b"], "limit": "integer"}, "GET", "v2.things.list")
    assert validate(listing, forms.decode(b"include=a&limit=3", repeats=True)) == (
        {"include": ["a"], "limit": 3},
        [],
    )
    assert validate(listing, forms.decode(b"include=a&include=b", repeats=True)) == (
        {"include": ["a", "b"]},
        [],
    )
    with pytest.raises(Refusal):
        validate(listing, forms.decode(b"expand=a", repeats=True))


def test_json_where_a_form_is_wanted_is_refused_in_its_own_words():
    assert json_sent().message.startswith(
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you"
    )


def test_an_instant_is_counted_in_seconds():
    assert seconds("2024-09-26T17:46:22.134Z") == seconds("2024-09-26T19:46:22+02:00") == 1727372782


def test_every_unknown_name_of_a_flood_is_not_recited():
    known = {f"name_{n}": "string" for n in range(200)}
    with pytest.raises(Refusal) as refused:
        read(known, "&".join(f"nam_{n}=1" for n in range(9000)))
    assert len(refused.value.message) < 1000


anything = some.recursive(
    some.text("ab1", max_size=4) | some.sampled_from(["1", "true", "now", "usd", ""]),
    lambda each: (
        some.lists(each, max_size=3)
        | some.dictionaries(some.sampled_from(["0", "1", "a", "n", "metadata"]), each, max_size=3)
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(
    some.dictionaries(
        some.sampled_from(["a", "b", "c", "d", "e", "metadata", "expand", "key", "x"]), anything, max_size=6
    )
)
def test_nothing_that_is_sent_breaks_the_reader(raw):
    notation = {"a": RANGE, "b": [{"a!": "integer", "n~": "boolean"}], "c": {"*": {"a": "decimal"}},
                "d": {"|": [["string"], {"n": "number"}]},
                "e": {"a!": {"|": ["=now", "timestamp"]}}, "metadata": {"*": "string"}}  # fmt: skip
    try:
        validate(operation(notation), raw)
    except Refusal as told:
        assert told.param or told.message == "Invalid object"
