"""How long the texts of subscriptions, quotes and invoices may be."""

from __future__ import annotations

import pytest


@pytest.fixture
def paths(api, clock):
    """The paths of a subscription, a quote and an invoice."""
    subscription = api.given.subscription(clock)
    customer = subscription.customer
    return {
        "subscription": f"/v1/subscriptions/{subscription.id}",
        "quote": f"/v1/quotes/{api.post('/v1/quotes', customer=customer).id}",
        "invoice": f"/v1/invoices/{api.post('/v1/invoices', customer=customer).id}",
    }


@pytest.mark.parametrize(
    ("kind", "name", "most"),
    [
        ("subscription", "description", 500),
        ("quote", "description", 500),
        ("quote", "footer", 500),
        ("quote", "header", 50),
        ("invoice", "description", 1500),
        ("invoice", "footer", 5000),
    ],
)
def test_a_longer_text_is_refused(api, paths, kind, name, most):
    assert api.post(paths[kind], **{name: "😀" * most})[name] == "😀" * most
    refused = api.refused("POST", paths[kind], **{name: "x" * (most + 1)})
    assert refused.param == name
    assert f"at most {most} characters" in refused.message
    assert api.post(paths[kind], **{name: ""})[name] is None
