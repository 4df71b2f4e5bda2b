"""The surface as it is loaded: amendments meet what they amend, or the server does not start."""

from __future__ import annotations

import importlib

import pytest

from counterfoil.app import VERSION

module = importlib.import_module("counterfoil.contract.load")

CUSTOMERS = "customers.create"


@pytest.mark.parametrize(
    ("amendment", "told"),
    [
        ({"operation": "customers.creat", "set": {"name": "string"}}, "customers.creat"),
        ({"operation": "customers.new", "verb": "POST", "path": "/x", "answer": "customer", "like": "customers.creat"}, "customers.creat"),
        ({"operation": CUSTOMERS, "remove": ["nome"]}, "customers.create.*nome"),
        ({"operation": CUSTOMERS, "set": {"invoice_setting.footer": "string"}}, "customers.create.*invoice_setting"),
        ({"operation": CUSTOMERS, "set": {"email.footer": "string"}}, "customers.create.*email.footer"),
        ({"object": "custommer", "set": {"name?": "string"}}, "custommer"),
        ({"object": "customer", "remove": ["nome"]}, "customer.*nome"),
        ({"object": "customer", "set": {"shipping.adress.city": "string"}}, "customer.*adress"),
        ({"absent": {"custommer": ["name"]}}, "custommer"),
        ({"absent": {"customer": ["nome"]}}, "customer.*nome"),
        ({"absent": {"customer": ["subscriptions"]}}, "customer.*subscriptions"),  # they are already
        ({"absent": {"customer": ["shipping.adress"]}}, "customer.*adress"),
        ({"born": {"custommer": {"name": "Ada"}}}, "custommer"),
        ({"born": {"customer": {"nome": "Ada"}}}, "customer.*nome"),
    ],
)
def test_an_amendment_that_meets_nothing_is_told_at_once(monkeypatch, amendment, told):
    known = list(module._amendments())
    monkeypatch.setattr(module, "_amendments", lambda: [*known, {"why": "a mistake", **amendment}])
    with pytest.raises(AssertionError, match=told):
        module.Surface(VERSION)


def test_an_amendment_is_made_of_known_words(monkeypatch, tmp_path):
    folder = tmp_path / "amendments"
    folder.mkdir()
    (folder / "any.json").write_text('[{"why": "a mistake", "object": "customer", "sets": {"name?": "string"}}]')
    monkeypatch.setattr(module, "HERE", tmp_path)
    with pytest.raises(AssertionError, match=r"any.json.*sets"):
        list(module._amendments())


def test_an_entry_about_one_object_may_say_what_others_leave_out(monkeypatch):
    known = list(module._amendments())
    entry = {"why": "two things at once", "object": "customer", "set": {"name?": "string"}, "absent": {"coupon": ["name"]}}
    monkeypatch.setattr(module, "_amendments", lambda: [*known, entry])
    surface = module.Surface(VERSION)
    assert "name?" in surface.shape("customer").fields
    assert "name-?" in surface.shape("coupon").fields
