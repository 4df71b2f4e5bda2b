"""Every break of a version is undone by a change, or is listed here with a reason.

A change claims what it does to an object that has all that the newest version declares, or to parameters that
have what was taken away.
"""

from __future__ import annotations

import copy
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any

import pytest
from tests.support.parameters import bare, minimal, value

from counterfoil import administration
from counterfoil.contract import shapes, versions
from counterfoil.contract.breaks import Break, breaks, leaves
from counterfoil.contract.load import SURFACES, load
from counterfoil.contract.versions.views import changes_of

NEWEST = load(versions.NEWEST)
STATUS = {
    name: status
    for version in (SURFACES[0], versions.DEFAULT, versions.NEWEST)
    for *_, name, status in administration.coverage(version)
}

# reason -> the lines that no change claims: day, name, path and what became of it
NAMED = {
    "given back empty or missing, as nothing here fills it": (
        """
        2024-04-10 forwarding.request config removed
        2024-04-10 payment_method_configuration * removed
        2025-03-31 checkout.session collected_information.shipping_details.* removed
        2026-01-28 terminal.configuration tipping.bgn removed
        2026-02-25 radar.payment_evaluation insights.card_issuer_decline removed
        2026-03-25 payment_intent payment_method_options.us_bank_account.preferred_settlement_speed removed
        2026-08-26 payment_*record payment_method_details.card.three_d_secure.cryptogram removed
        2026-09-30 tax.registration country_options.*.igic removed
        2026-09-30 v2.core.account_link use_case.*.configurations removed
    """
    ),
    "objects that nothing makes any more": (
        """
        2024-06-20 platform_tax_fee removed
        2024-10-28 billing.meter_event_session removed
        2025-03-31 usage_record* removed
    """
    ),
    "values that nothing has here": (
        """
        2024-04-10 balance_transaction type values
        2024-04-10 climate.supplier removal_pathway values
        2024-04-10 event type values
        2024-04-10 setup_intent payment_method_options.card.request_three_d_secure values
        2024-06-20 * *_error.code values
        2025-07-30 capability status values
        2025-09-30 account settings.payouts.schedule.weekly_payout_days values
    """
    ),
    "events that nothing emits here": (
        """
        2024-04-10 invoiceitem.updated removed
        2024-04-10 order.created removed
        2024-04-10 recipient.* removed
        2024-04-10 sku.* removed
    """
    ),
    "of another type in the SDK, and the same text over HTTP": (
        """
        2024-04-10 entitlements.active_entitlement feature type
        2024-06-20 balance_transaction source type
        2024-06-20 capability *requirements.disabled_reason type
        2024-11-20 account *requirements.disabled_reason type
        2025-12-15 * pricing.price_details.price type
        2026-09-30 charge payment_method_details.card.mandate type
    """
    ),
    "null in the newest only where the older one has no such object, or for what nothing here makes": (
        """
        2024-04-10 billing.meter_event_adjustment cancel* nullable
        2024-06-20 item description nullable
        2024-06-20 person additional_tos_acceptances.account nullable
        2024-06-20 treasury.outbound_* tracking_details.us_domestic_wire.imad nullable
        2024-11-20 treasury.inbound_transfer origin_payment_method nullable
        2025-02-24 billing.credit_grant applicability_config.scope.price_type nullable
        2025-04-30 line_item parent.subscription_item_details.subscription nullable
        2026-02-25 payment_*record payment_method_details.boleto.tax_id nullable
        2026-03-25 payment_*record payment_method_details.card.* nullable
    """
    ),
    "parameters that pages still read, sent by older versions only": (
        """
        2025-03-31 customers.* coupon removed
        2025-03-31 customers.* promotion_code removed
        2025-03-31 plans.create aggregate_usage removed
        2025-03-31 prices.create recurring.aggregate_usage removed
        2025-03-31 v2.core.*.list page removed
        2025-10-29 v2.core.events.list * removed
        2025-11-17 v2.core.events.list * removed
        2026-07-29 checkout.sessions.create line_items[[]].dynamic_tax_rates removed
        2026-09-30 checkout.sessions.create payment_method_types removed
    """
    ),
    "parameters that change nothing here": (
        """
        2024-04-10 forwarding.requests.create config removed
        2024-04-10 identity.verification_sessions.* options.* removed
        2024-04-10 payment_intents.* payment_method_options.card_present.request_incremental_auth* removed
        2025-03-31 payment_methods.update naver_pay removed
        2025-09-30 payment_methods.update * removed
        2026-01-28 terminal.configurations.* tipping.bgn removed
        2026-03-25 payment_intents.* payment_method_options.us_bank_account.preferred_settlement_speed removed
        2026-06-24 v2.core.accounts.update identity.attestations.terms_of_service.*storer removed
        2026-07-29 accounts.create documents.proof_of_registration removed
        2026-09-30 payment_methods.update payto removed
        2026-09-30 tax.registrations.create country_options.*.igic removed
    """
    ),
    "types that only became wider": (
        """
        2025-07-30 * *cancel_at type
        2026-03-25 v2.core.event_destinations.create events_from type
    """
    ),
    "values that the newest does not declare; they are kept as far as its shapes have a place for them": (
        """
        2024-04-10 invoices.create pending_invoice_items_behavior values
        2024-04-10 invoices.line_items.update tax_amounts[[]].tax_rate_data.tax_type values
        2024-04-10 reporting.report_runs.create parameters.reporting_category values
        2024-04-10 tax_rates.* tax_type values
        2024-04-10 webhook_endpoints.* enabled_events values
        2025-03-31 accounts.persons.* political_exposure type
        2025-03-31 tokens.create person.political_exposure type
        2025-09-30 accounts.* settings.payouts.schedule.weekly_payout_days values
    """
    ),
    "required by the newest; who leaves it out at an older version is answered as then": (
        """
        2024-04-10 billing.meter_event_adjustments.create type required
        2026-03-25 v2.core.account* identity.business_details.*.amount.* required
    """
    ),
}

# Operations that answer 501: what older versions sent them, and those that only older versions have. The page
# that is written empties it.
UNWRITTEN = """
    2024-04-10 treasury.financial_accounts.features.create
    2024-04-10 treasury.financial_accounts.features.list
    2026-09-30 accounts.reject
"""


def full(kind: Any, depth: int = 0) -> Any:
    """A value of a type with all that it may have, and nothing null."""
    match kind:
        case shapes.Scalar(word):
            return {
                "string": "text",
                "timestamp": 1,
                "integer": 1,
                "boolean": True,
                "decimal": "1",
                "number": 1,
                "any": "text",
            }[word]
        case shapes.Enum(values):
            return values[0]
        case shapes.Array(of):
            return [full(of, depth)]
        case shapes.Hash(known):
            return {name: full(about.type, depth) for name, about in known.items()}
        case shapes.Map(of):
            return {"key": full(of, depth)}
        case shapes.Reference():
            return "id"
        case shapes.Inline(names):
            return full_object(names[0], depth + 1)
        case shapes.Nested(names):
            return {
                "object": "list",
                "data": [full_object(names[0], depth + 1)],
                "has_more": False,
                "url": "/",
            }
        case shapes.Choice(of):
            return full(of[0], depth)


def full_object(name: str, depth: int = 0) -> dict[str, Any]:
    known = shapes.of_object(NEWEST, name) if depth < 3 else {}
    return {"id": "id", "object": name} | {each: full(about.type, depth) for each, about in known.items()}


class Everything:
    """A store that has whatever it is asked for."""

    def find(self, object: str, id: str | None) -> Any:
        return full_object(object)

    seen = find

    def first(self, object: str, **equal: Any) -> Any:
        return full_object(object)

    def every(self, object: str, **equal: Any) -> list[Any]:
        return [full_object(object)]

    def listed(self, answer: Any, collection: str) -> Any:
        return {"object": "list", "data": [], "has_more": False, "url": "/"}

    def hidden(self, answer: Any, name: str) -> Any:
        return None


def steps_of(path: str) -> list[str]:
    return path.replace("[]", ".[]").split(".")


def found(within: Any, steps: list[str]) -> list[Any]:
    """The values at a path."""
    if not steps:
        return [within]
    if steps[0] in ("[]", "*"):
        inner = (
            within if isinstance(within, list) else list(within.values()) if isinstance(within, dict) else []
        )
        return [each for one in inner for each in found(one, steps[1:])]
    return found(within[steps[0]], steps[1:]) if isinstance(within, dict) and steps[0] in within else []


def sent(notation: Any, steps: list[str]) -> Any:
    """The least that is valid and has a value at a path."""
    if not steps:
        return value(notation, "")
    if isinstance(notation, list):
        return [sent(notation[0], steps[1:])]
    if "|" in notation:
        return next(sent(one, steps) for one in notation["|"] if isinstance(one, dict | list))
    inner = next(kind for flagged, kind in notation.items() if bare(flagged) == steps[0])
    return {**minimal(notation), steps[0]: sent(inner, steps[1:])}


def emptied(within: Any, steps: list[str]) -> Any:
    """The same with null at a path."""
    if not steps:
        return None
    if isinstance(within, list):
        return [emptied(each, steps[1:]) for each in within]
    return {**within, steps[0]: emptied(within.get(steps[0]), steps[1:])}


def claimed(older: str, line: Break) -> bool:
    """Return whether a version's changes undo what the next one broke, or the newest version has it again."""
    steps = steps_of(line.path)
    if line.what == "removed" and line.path and line.path in declared(line):
        return True
    if line.of == "operation":
        return STATUS[line.name] != "not there yet"
    if line.of == "shape" and line.path:
        before = full_object(line.name)
        if line.what == "nullable":
            before = emptied(before, steps)
        after = copy.deepcopy(before)
        for function in changes_of(older, line.name):
            after = function(after, Everything())
        was, now = found(before, steps), found(after, steps)
        return bool(now) and not was if line.what == "removed" else was != now
    if line.of == "parameters":
        operation = load(older).operations[line.name]
        new = line.what == "required" and line.older is None
        parent = steps[:-1] if new else steps
        try:
            params = {
                **minimal(operation.raw_params),
                **(sent(operation.raw_params, parent) if parent else {}),
            }
        except StopIteration:
            params = minimal(operation.raw_params)
        meant = versions.view(older).request(
            operation, copy.deepcopy(params), Everything(), dict.fromkeys(operation.path_params, "id")
        )
        was, now = found(params, steps), found(meant, steps)
        return not now if line.what == "removed" else was != now
    return False


def declared(line: Break) -> set[str]:
    """The paths of the newest version's shape or parameters of the same name."""
    if line.of == "shape":
        return (
            {path for path, _ in leaves(NEWEST.shape(line.name).fields)}
            if line.name in NEWEST.objects
            else set()
        )
    operation = NEWEST.operations.get(line.name)
    return {path for path, _ in leaves(operation.raw_params)} if operation else set()


def told(newer: str, line: Break) -> str:
    return " ".join(part for part in (newer[:10], line.name, line.path, line.what) if part)


TAKEN = [
    (older, newer, line) for older, newer in pairwise(SURFACES) for line in breaks(load(older), load(newer))
]
PATTERNS = [line.strip() for lines in NAMED.values() for line in lines.strip().splitlines()]


@pytest.fixture(scope="module")
def unclaimed() -> list[tuple[str, Break]]:
    return [(newer, line) for older, newer, line in TAKEN if not claimed(older, line)]


def test_all_that_a_version_took_away_is_claimed_by_a_change_or_named(unclaimed):
    lines = [told(newer, line) for newer, line in unclaimed if STATUS.get(line.name) != "not there yet"]
    missing = [line for line in lines if not any(fnmatchcase(line, pattern) for pattern in PATTERNS)]
    assert not missing, "to be written, or to be named with the reason why not:\n" + "\n".join(missing)


def test_what_is_named_is_claimed_by_nothing(unclaimed):
    lines = [told(newer, line) for newer, line in unclaimed]
    assert [pattern for pattern in PATTERNS if not any(fnmatchcase(line, pattern) for line in lines)] == []


def test_what_operations_without_a_page_lost_waits_for_it(unclaimed):
    waiting = {
        f"{newer[:10]} {line.name}" for newer, line in unclaimed if STATUS.get(line.name) == "not there yet"
    }
    assert waiting == {line.strip() for line in UNWRITTEN.strip().splitlines()}


@pytest.mark.parametrize("version", SURFACES)
def test_a_change_stands_whatever_a_document_has(version):
    """Objects of each version are read at every other: a change gets all fields or hardly any."""
    view = versions.view(version)
    for name in sorted(view.answers.keys() & NEWEST.objects):
        for document in (
            full_object(name),
            {"id": "id", "object": name},
            NEWEST.shape(name).blank() | {"id": "id"},
        ):
            assert view.answer(document, Everything())["object"] == name
