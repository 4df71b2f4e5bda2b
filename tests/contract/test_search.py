"""The search language: what is found, and what is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from counterfoil.contract import search
from counterfoil.contract.refusal import Refusal

AMY = {
    "created": 1700000000,
    "email": "Amy@RocketRides.io",
    "name": "Amy von der Heide",
    "phone": None,
    "metadata": {"key": "One Two", "n": "5", 'q"': "x"},
}
CHARGE = {
    "amount": 1000, "currency": "usd", "customer": "cus_1", "disputed": False, "refunded": False,
    "amount_refunded": 0, "status": "succeeded", "metadata": {},
    "payment_method_details": {"card": {"last4": "4242", "exp_month": 4, "brand": "visa"}},
    "billing_details": {"address": {"postal_code": "94110"}},
}  # fmt: skip

MATCHES = [
    ("customer", AMY, 'email:"amy@rocketrides.io"', True),
    ("customer", AMY, 'email:"bob@rocketrides.io"', False),
    ("customer", AMY, "email:'amy@rocketrides.io'", True),
    ("customer", AMY, 'email~"ROCKET"', True),
    ("customer", AMY, 'email~"rocketship"', False),
    ("customer", AMY, '-email~"rocket"', False),
    ("customer", AMY, 'name:"amy heide"', True),
    ("customer", AMY, 'name:"heide amy"', False),
    ("customer", AMY, 'name:"am"', False),
    ("customer", AMY, 'name:"amy" AND email~"rides"', True),
    ("customer", AMY, 'name:"amy" email~"rides"', True),
    ("customer", AMY, 'name:"bob" email~"rides"', False),
    ("customer", AMY, 'name:"bob" or email~"rides"', True),
    ("customer", AMY, 'name:"bob" OR phone:null', True),
    ("customer", AMY, "phone:null", True),
    ("customer", AMY, "-phone:null", False),
    ("customer", AMY, "created>1600000000", True),
    ("customer", AMY, "created>1700000000", False),
    ("customer", AMY, 'created>="1700000000"', True),
    ("customer", AMY, "created<1700000000", False),
    ("customer", AMY, "created<=1700000000", True),
    ("customer", AMY, "created:1700000000", True),
    ("customer", AMY, "-created:1700000000", False),
    ("customer", AMY, 'metadata["key"]:"one two"', True),
    ("customer", AMY, "metadata['key']:'one'", False),
    ("customer", AMY, 'metadata["n"]:"5"', True),
    ("customer", AMY, 'metadata["key"]:null', False),
    ("customer", AMY, '-metadata["key"]:null', True),
    ("customer", AMY, 'metadata["other"]:null', True),
    ("customer", AMY, '-metadata["other"]:"x"', True),
    ("customer", AMY, 'metadata["q\\""]:"x"', True),
    ("charge", CHARGE, "amount>999 amount<1001", True),
    ("charge", CHARGE, 'currency:"USD"', True),
    ("charge", CHARGE, '-currency:"usd"', False),
    ("charge", CHARGE, 'customer:"cus_1" status:"succeeded"', True),
    ("charge", CHARGE | {"customer": {"id": "cus_1", "object": "customer"}}, 'customer:"cus_1"', True),
    ("charge", CHARGE, 'payment_method_details.card.last4:"4242"', True),
    ("charge", CHARGE, 'payment_method_details.card.exp_month:"4"', True),
    ("charge", CHARGE, 'payment_method_details.card_present.last4:"4242"', False),
    ("charge", CHARGE, 'billing_details.address.postal_code:"94110"', True),
    ("charge", CHARGE, 'disputed:"false"', True),
    ("charge", CHARGE, "refunded:null", True),
    ("charge", CHARGE, 'refunded:"false"', False),
    ("charge", CHARGE, '-refunded:"true"', True),
    ("charge", CHARGE | {"amount_refunded": 500}, 'refunded:"false"', True),
    ("charge", CHARGE | {"amount_refunded": 500}, "refunded:null", False),
    ("charge", CHARGE | {"amount_refunded": 1000, "refunded": True}, 'refunded:"true"', True),
    ("product", {"active": True, "description": "One two three four", "shippable": None},
     'active:"true" description:"one three" shippable:null', True),
    ("price", {"lookup_key": "standard_monthly", "type": "recurring", "product": "prod_1"},
     'product:"prod_1" lookup_key~"month" type:"recurring"', True),
    ("invoice", {"total": -5, "number": "ABC-0001", "subscription": None},
     'total<0 number:"abc-0001" subscription:null', True),
]  # fmt: skip


@pytest.mark.parametrize(("object_name", "document", "query", "found"), MATCHES)
def test_a_query_finds_what_it_says(object_name, document, query, found):
    assert search.parse(query, object_name).matches(document) is found


UNREADABLE = "We were unable to parse your search query."


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", UNREADABLE),
        ("   ", UNREADABLE),
        ("asdf", UNREADABLE),
        ("email:amy", UNREADABLE),
        ("email:5", UNREADABLE),
        ('email:"amy', UNREADABLE),
        ('email:"amy"name:"b"', UNREADABLE),
        ('(email:"amy")', UNREADABLE),
        ('email:"amy" AND', UNREADABLE),
        ('AND email:"amy"', UNREADABLE),
        ('email:"amy" AND OR name:"b"', UNREADABLE),
        ('metadata:"x"', UNREADABLE),
        ('metadata[key]:"x"', UNREADABLE),
        ('foo:"bar"', "Field `foo` is an unsupported search field for resource `customers`."),
        ('email["x"]:"bar"', "Field `email` is an unsupported search field for resource `customers`."),
        ('email>"a"', "Operator `>` is not supported for field `email` of resource `customers`."),
        ("created~123", "Operator `~` is not supported for field `created` of resource `customers`."),
        (
            'metadata["a"]~"abc"',
            "Operator `~` is not supported for field `metadata` of resource `customers`.",
        ),
        ("created>null", "Operator `>` is not supported for field `created` of resource `customers`."),
        ('created>"abc"', "Field `created` takes a number, not `abc`."),
        ('created>"NaN"', "Field `created` takes a number, not `NaN`."),
        ('email~"ab"', "Substring searches need at least 3 characters."),
        ('email:"a" AND name:"b" OR phone:"c"', "You cannot combine AND and OR in one search query."),
        ('email:"a" name:"b" OR phone:"c"', "You cannot combine AND and OR in one search query."),
        (" ".join(['email:"a"'] * 11), "A search query can have at most 10 clauses."),
        ("x" * 6000, UNREADABLE),
    ],
)
def test_a_query_is_refused(query, message):
    with pytest.raises(Refusal) as refused:
        search.parse(query, "customer")
    assert refused.value.message.startswith(message)
    assert (refused.value.status, refused.value.param, refused.value.code) == (400, "query", None)


@pytest.mark.parametrize("query", ['disputed:"maybe"', "disputed:null", 'refunded:"partly"'])
def test_flags_are_true_or_false(query):
    with pytest.raises(Refusal):
        search.parse(query, "charge")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(some.text("ab:~><=\"'\\[]- ()1.emailANDOR", max_size=40))
def test_no_query_breaks_the_parser(query):
    with suppress(Refusal):
        search.parse(query, "customer").matches(AMY)


def test_a_page_belongs_to_its_query():
    query = 'email~"amy"'
    token = search.page_token(query, "customer", "cus_123")
    assert token == search.page_token(query, "customer", "cus_123")
    assert search.position(token, query, "customer") == "cus_123"
    for wrong in [(token, 'email~"bob"', "customer"), (token, query, "charge"),
                  (token[:-2] + "zz", query, "customer"), ("", query, "customer"),
                  ("é?", query, "customer"), ("cus_123", query, "customer")]:  # fmt: skip
        with pytest.raises(Refusal) as refused:
            search.position(*wrong)
        assert refused.value.param == "page"
