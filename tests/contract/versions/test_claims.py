"""Whatever a version took away is given back by a change, or named here with the reason why not."""

from __future__ import annotations

from itertools import pairwise

from counterfoil.contract.breaks import breaks
from counterfoil.contract.load import SURFACES, load
from counterfoil.contract.versions.views import claimed

# reason -> day and name of what lost fields, values or parameters
UNCLAIMED = {
    "fields given back empty, as nothing here fills them": """
        2024-04-10 billing_portal.configuration
        2024-04-10 forwarding.request
        2024-04-10 payment_method_configuration
        2025-09-30 account_session
        2026-01-28 terminal.configuration
        2026-02-25 radar.payment_evaluation
        2026-03-25 payment_intent
        2026-06-24 payment_attempt_record
        2026-06-24 payment_record
        2026-08-26 payment_attempt_record
        2026-08-26 payment_record
        2026-09-30 tax.registration
        2026-09-30 v2.core.account_link
    """,
    "fields that came back two months later": """
        2025-03-31 subscription_item
        2025-03-31 subscription_items.create
        2025-03-31 subscription_items.update
    """,
    "objects that nothing makes any more": """
        2024-06-20 platform_tax_fee
        2024-10-28 billing.meter_event_session
        2025-03-31 usage_record
        2025-03-31 usage_record_summary
    """,
    "values that nothing has here": """
        2024-04-10 balance_transaction
        2024-04-10 climate.supplier
        2024-04-10 event
        2024-04-10 setup_intent
        2024-06-20 invoice
        2024-06-20 payment_intent
        2024-06-20 setup_attempt
        2024-06-20 setup_intent
        2025-07-30 capability
        2025-09-30 account
    """,
    "parameters that pages still read, sent by older versions only": """
        2025-03-31 customers.create
        2025-03-31 customers.update
        2025-03-31 plans.create
        2025-03-31 prices.create
        2025-03-31 v2.core.event_destinations.list
        2025-03-31 v2.core.events.list
        2025-10-29 v2.core.events.list
        2025-11-17 v2.core.events.list
        2026-07-29 checkout.sessions.create
        2026-09-30 checkout.sessions.create
    """,
    "parameters that change nothing here": """
        2024-04-10 billing_portal.configurations.create
        2024-04-10 billing_portal.configurations.update
        2024-04-10 forwarding.requests.create
        2024-04-10 identity.verification_sessions.create
        2024-04-10 identity.verification_sessions.update
        2024-04-10 payment_intents.confirm
        2024-04-10 payment_intents.update
        2025-03-31 payment_methods.update
        2025-09-30 account_sessions.create
        2025-09-30 payment_methods.update
        2026-01-28 terminal.configurations.create
        2026-01-28 terminal.configurations.update
        2026-03-25 payment_intents.confirm
        2026-03-25 payment_intents.create
        2026-03-25 payment_intents.update
        2026-06-24 v2.core.accounts.update
        2026-07-29 accounts.create
        2026-09-30 payment_methods.update
        2026-09-30 tax.registrations.create
    """,
}


def test_all_that_a_version_took_away_is_claimed():
    taken = {}
    for older, newer in pairwise(SURFACES):
        for each in breaks(load(older), load(newer)):
            if each.what == "removed" or (each.of, each.what) == ("shape", "values"):
                if each.of in ("shape", "parameters"):
                    taken.setdefault((newer[:10], each.name), str(each))
    known = [tuple(line.split()) for lines in UNCLAIMED.values() for line in lines.strip().splitlines()]
    assert sorted(known) == sorted(set(known))
    assert set(known) <= taken.keys() - claimed(), "named here in vain"
    missing = taken.keys() - claimed() - set(known)
    assert not missing, [taken[each] for each in sorted(missing)]
