"""Forms: every way to write brackets, and nothing that breaks the decoder."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from counterfoil.contract import forms
from counterfoil.contract.forms import Upload
from counterfoil.contract.refusal import Refusal

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy

DECODED = [
    ("", {}),
    ("a=1&b=2", {"a": "1", "b": "2"}),
    ("a=1&a=2", {"a": "2"}),
    ("a=", {"a": ""}),
    ("a", {"a": ""}),
    ("a=b=c", {"a": "b=c"}),
    ("&&a=1&", {"a": "1"}),
    ("a=x+y%20z%2B", {"a": "x y z+"}),
    ("name=Jos%C3%A9", {"name": "José"}),
    ("name=José", {"name": "José"}),
    ("a[b]=1&a[c]=2", {"a": {"b": "1", "c": "2"}}),
    ("a[b]=1&a[b]=2", {"a": {"b": "2"}}),
    ("a%5Bb%5D=1", {"a": {"b": "1"}}),
    ("a[b][c]=1&a[b][d]=2&a[e]=3", {"a": {"b": {"c": "1", "d": "2"}, "e": "3"}}),
    ("a[]=x&a[]=y", {"a": ["x", "y"]}),
    ("a%5B%5D=x&a[]=y", {"a": ["x", "y"]}),
    ("a[1]=y&a[0]=x", {"a": {"1": "y", "0": "x"}}),
    ("a[0][b]=1&a[0][c]=2", {"a": {"0": {"b": "1", "c": "2"}}}),
    (
        "items[][price]=a&items[][quantity]=1&items[][price]=b",
        {"items": [{"price": "a", "quantity": "1"}, {"price": "b"}]},
    ),
    ("i[][t][]=1&i[][t][]=2&i[][p]=a&i[][p]=b", {"i": [{"t": ["1", "2"], "p": "a"}, {"p": "b"}]}),
    ("i[][r][x]=1&i[][r][y]=2&i[][r][x]=3", {"i": [{"r": {"x": "1", "y": "2"}}, {"r": {"x": "3"}}]}),
    ("a[0]=x&a[]=y&a[9]=z", {"a": ["x", "y", "z"]}),
    ("metadata[a%26b]=c%3Dd", {"metadata": {"a&b": "c=d"}}),
    ("a[=1", {"a[": "1"}),
    ("a[b]c=1", {"a[b]c": "1"}),
    ("a]=1", {"a]": "1"}),
    ("[a]=1", {"[a]": "1"}),
]


@pytest.mark.parametrize(("text", "fields"), DECODED)
def test_a_form_is_decoded(text, fields):
    assert forms.decode(text.encode()) == fields


REFUSED = [b"a=1&a[b]=2", b"a[b]=2&a=1", b"a[b]=1&a[b][c]=2", b"a[b][c]=1&a[b]=2", b"a[]=1&a[b]=2",
           b"a[b]=1&a[]=2", b"a=%zz", b"a=%",
           b"%C3=1", b"a=\xff", b"a=%ff", b"a=\0", b"a=%00", b"a[b]=%00", b"a" + b"[b]" * 100 + b"=1",
           b"&" * 20_000]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_a_broken_form_is_refused(text):
    with pytest.raises(Refusal) as refused:
        forms.decode(text)
    assert refused.value.status == 400


def test_a_query_and_a_body_are_read_together():
    assert forms.decode(b"expand[]=data.customer&limit=3", b"limit=4&expand[]=x") == {
        "expand": ["data.customer", "x"],
        "limit": "4",
    }


@pytest.mark.parametrize(
    ("value", "elements"),
    [
        ({"10": "c", "9": "b", "0": "a"}, ["a", "b", "c"]),
        (["a"], ["a"]),
        ({}, []),
        ({"a": "b"}, None),
        ({"0": "a", "x": "b"}, None),
        ({"-1": "a"}, None),
        ({"9" * 5000: "a"}, None),
        ("a", None),
        (None, None),
    ],
)
def test_a_hash_of_numbers_is_a_list_where_one_is_wanted(value, elements):
    assert forms.as_list(value) == elements


@patiently
@given(some.binary(max_size=200))
def test_no_bytes_break_the_decoder(data):
    with suppress(Refusal):
        assert isinstance(forms.decode(data), dict)


@patiently
@given(some.text(alphabet="ab01[]=&%+", max_size=60))
def test_no_brackets_break_the_decoder(text):
    with suppress(Refusal):
        assert isinstance(forms.decode(text.encode()), dict)


names = some.text(
    alphabet=some.characters(exclude_characters="[]\0", exclude_categories=["Cs"]), min_size=1, max_size=8
)
texts = some.text(alphabet=some.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=10)
fields = some.dictionaries(
    names.filter(lambda name: not name.isdigit()),
    some.recursive(
        texts,
        lambda each: (
            some.lists(each, min_size=1, max_size=3) | some.dictionaries(names, each, min_size=1, max_size=3)
        ),
    ),
    max_size=4,
)


def encoded(value, key=""):
    """As the official SDKs write it: lists by index."""
    if isinstance(value, str):
        yield f"{quote_plus(key)}={quote_plus(value)}"
        return
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from encoded(inner, f"{key}[{name}]" if key else name)


def listed(decoded, meant):
    """Read a hash of numbers as the list that was meant."""
    if isinstance(meant, list):
        return [listed(inner, each) for inner, each in zip(forms.as_list(decoded), meant, strict=True)]
    if isinstance(meant, dict):
        return {name: listed(decoded[name], inner) for name, inner in meant.items()}
    return decoded


@patiently
@given(fields)
def test_what_was_encoded_is_decoded(meant):
    assert listed(forms.decode("&".join(encoded(meant)).encode()), meant) == meant


def test_a_query_of_v2_repeats_names():
    assert forms.decode(b"include=a&include=b&include=c&limit=3", repeats=True) == {
        "include": ["a", "b", "c"],
        "limit": "3",
    }
    assert forms.decode(b"", repeats=True) == {}
    indexed = b"include[0]=a&created%5Bgt%5D=1&include%5b1%5d=b&created[lt]=2&limit=3"
    assert forms.decode(indexed, repeats=True) == {
        "include": {"0": "a", "1": "b"},
        "created": {"gt": "1", "lt": "2"},
        "limit": "3",
    }
    with pytest.raises(Refusal):
        forms.decode(b"created[gt]=1&created=2", repeats=True)


BOUNDARY = b"multipart/form-data; boundary=limit"


def body(*parts: str, end: str = "--limit--\r\n") -> bytes:
    return ("".join(f"--limit\r\n{part}\r\n" for part in parts) + end).encode()


def field(name: str, value: str) -> str:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'


def test_a_multipart_body_carries_fields_and_files():
    file = (
        'Content-Disposition: form-data; name="file"; filename="a b.png"\r\nContent-Type:'
        " image/png\r\n\r\nPNG\r\n--lim"
    )
    sent = body(
        field("purpose", "dispute_evidence"),
        field("file_link_data[create]", "true"),
        field("expand[]", "url"),
        file,
    )
    assert forms.multipart(sent, BOUNDARY) == (
        {"purpose": "dispute_evidence", "file_link_data": {"create": "true"}, "expand": ["url"]},
        {"file": Upload("a b.png", "image/png", b"PNG\r\n--lim")},
    )


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        (b"multipart/form-data", body(field("a", "1"))),
        (BOUNDARY, body(field("a", "1"), end="")),
        (BOUNDARY, body(field("a", "1"))[:-20]),
        (BOUNDARY, b"a=1"),
        (BOUNDARY, body("Content-Type: text/plain\r\n\r\nx")),
        (BOUNDARY, body('Content-Disposition: form-data; name="a"\r\n\r\n').replace(b'"a"', b'"\xff"')),
    ],
)
def test_a_broken_multipart_body_is_refused(content_type, sent):
    with pytest.raises(Refusal) as refused:
        forms.multipart(sent, content_type)
    assert refused.value.status == 400


@patiently
@given(some.binary(max_size=200))
def test_no_multipart_body_breaks_the_decoder(data):
    for sent in (data, b"--limit\r\n" + data + b"\r\n--limit--\r\n"):
        with suppress(Refusal):
            forms.multipart(sent, BOUNDARY)
