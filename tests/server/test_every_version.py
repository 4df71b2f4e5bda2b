"""Objects made at each version are read at every other, which checks each against its own shapes.

Every version lists what all versions made, so that each pair is met; what the first, the default and the last
version made is also retrieved, searched and expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from counterfoil import administration
from counterfoil.contract import load, versions
from counterfoil.contract.load import SURFACES, Surface
from counterfoil.contract.shapes import Reference, of_object
from tests.support import contract
from tests.support.client import Api, House
from tests.support.parameters import bare, minimal

EVERY = (*(version for version in versions.KNOWN if "2022-11-15" <= version < SURFACES[0]), *SURFACES)
# What these made is retrieved, searched and expanded.
LOOKED_INTO = (EVERY[0], versions.DEFAULT, versions.NEWEST)
BREAKING = (
    "2022-11-15",
    "2024-04-10",
    versions.DEFAULT,
    "2025-03-31.basil",
    "2025-09-30.clover",
    "2026-03-25.dahlia",
    "2026-09-30.endive",
)
WITHOUT_PAGE = {
    load(versions.NEWEST).operations[name].object
    for _, _, name, status in administration.coverage()
    if status == "inherited"
}
MOST_EXPANSIONS = 20


class Made:
    """What was made. objects: name -> version -> id, of objects that can be retrieved by their id alone."""

    def __init__(self, house: House) -> None:
        self.api = Api(house)
        self.objects: dict[str, dict[str, str]] = {}
        for version in EVERY:
            self._by_hand(self.api.at(version), load(version))
        for version in BREAKING:
            self._by_the_contract(self.api.at(version), load(version))

    def note(self, api: Api, answer: Any) -> Any:
        """Remember what was made, held against the version it was made at."""
        hold(api.version, answer["object"], answer)
        self.objects.setdefault(answer["object"], {}).setdefault(api.version, answer["id"])
        return answer

    def _by_hand(self, api: Api, surface: Surface) -> None:
        """Objects whose pages have rules, with their fields set."""

        def make(path: str, **params: Any) -> Any:
            return self.note(api, api.post(path, **params))

        card = only_cards(api.version)
        features = (
            "features"
            if "features" in surface.operations["products.create"].raw_params
            else "marketing_features"
        )

        customer = make(
            "/v1/customers",
            name="Jenny Rosen",
            address={"city": "Berlin", "country": "DE"},
            metadata={"made_at": api.version},
        )
        method = make(
            "/v1/payment_methods", type="card", card={"token": "tok_visa"}, billing_details={"name": "Jenny"}
        )
        api.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id)
        product = make(
            "/v1/products", name="Gold", metadata={"made_at": api.version}, **{features: [{"name": "Fast"}]}
        )
        price = make(
            "/v1/prices",
            product=product.id,
            currency="usd",
            unit_amount=2000,
            recurring={"interval": "month"},
        )
        make(
            "/v1/prices",
            product=product.id,
            currency="usd",
            unit_amount=500,
            metadata={"made_at": api.version},
        )
        make("/v1/plans", product=product.id, currency="usd", amount=2000, interval="month")
        meter = make(
            "/v1/billing/meters",
            display_name="Calls",
            event_name=f"calls {api.version}",
            default_aggregation={"formula": "sum"},
        )
        if api.version >= "2024-09-30":
            threshold = {"gte": 100, "meter": meter.id, "recurrence": "one_time"}
            make(
                "/v1/billing/alerts",
                alert_type="usage_threshold",
                title="Many calls",
                usage_threshold=threshold,
            )

        paid = {"amount": 2000, "currency": "usd", "confirm": True, "metadata": {"made_at": api.version}}
        intent = make("/v1/payment_intents", customer=customer.id, payment_method=method.id, **card, **paid)
        charge = self.note(api, api.get(f"/v1/charges/{intent.latest_charge}"))
        api.post(f"/v1/charges/{charge.id}", metadata={"made_at": api.version})
        make("/v1/refunds", charge=charge.id, amount=500)
        declined = api.refused(
            "POST", "/v1/payment_intents", 402, **paid, payment_method="pm_card_chargeDeclined", **card
        )
        self.note(api, declined.payment_intent)
        make("/v1/setup_intents", customer=customer.id, payment_method=method.id, confirm=True, **card)
        make(
            "/v1/tokens", card={"number": "4242424242424242", "exp_month": 12, "exp_year": 2034, "cvc": "123"}
        )
        make(f"/v1/customers/{customer.id}/balance_transactions", amount=-100, currency="usd")
        make("/v1/entitlements/features", name="Fast", lookup_key=f"fast {api.version}")

        coupon = make("/v1/coupons", percent_off=10, duration="once")
        names_what_it_promotes = "promotion!" in surface.operations["promotion_codes.create"].raw_params
        promoted = (
            {"promotion": {"type": "coupon", "coupon": coupon.id}}
            if names_what_it_promotes
            else {"coupon": coupon.id}
        )
        make("/v1/promotion_codes", **promoted)
        make(
            "/v1/subscriptions",
            customer=customer.id,
            items=[{"price": price.id, "quantity": 2}],
            payment_behavior="default_incomplete",
            metadata={"made_at": api.version},
        )
        make("/v1/invoices", customer=customer.id, metadata={"made_at": api.version})
        make("/v1/invoiceitems", customer=customer.id, amount=300, currency="usd")
        make("/v1/tax_rates", display_name="VAT", inclusive=False, percentage=19)
        make("/v1/accounts", type="custom", country="US")
        items = [{"price": price.id, "quantity": 2}]
        make(
            "/v1/subscription_schedules",
            customer=customer.id,
            start_date="now",
            phases=[{"items": items, "metadata": {"made_at": api.version}}],
            metadata={"made_at": api.version},
        )
        quote = make("/v1/quotes", customer=customer.id, line_items=items, description="Seats")
        api.post(f"/v1/quotes/{quote.id}/finalize")
        billed = api.post("/v1/invoices", customer=customer.id, pending_invoice_items_behavior="exclude")
        api.post("/v1/invoiceitems", customer=customer.id, invoice=billed.id, amount=700, currency="usd")
        api.post(f"/v1/invoices/{billed.id}/pay", paid_out_of_band=True)
        make("/v1/credit_notes", invoice=billed.id, amount=100, out_of_band_amount=100, reason="duplicate")

    def _by_the_contract(self, api: Api, surface: Surface) -> None:
        """One of everything else that is made from the least that its operation takes."""
        left = [
            operation
            for name, operation in sorted(surface.operations.items())
            if name.endswith(".create") and not operation.path_params and operation.version_train == "v1"
        ]
        for _ in range(2):  # what needs something that comes later in the alphabet succeeds the second time
            later = []
            for operation in left:
                if api.version in self.objects.get(operation.object or "", ()):
                    continue
                known = {
                    object: ids[api.version] for object, ids in self.objects.items() if api.version in ids
                }
                required = {bare(param) for param in operation.raw_params if "!" in param}
                params = {
                    **minimal(operation.raw_params),
                    **{object: id for object, id in known.items() if object in required},
                }
                answer = api.request("POST", operation.path, params)
                assert answer.status in (200, 400, 501), f"{operation.name} at {api.version}: {answer.status}"
                if answer.status == 200 and "id" in answer.json:
                    self.note(api, answer.json)
                elif answer.status == 400 and answer.json.error.get("code") == "resource_missing":
                    later.append(operation)
            left = later


def only_cards(version: str) -> dict[str, list[str]]:
    """The parameter by which a version restricts an intent to cards."""
    return {"payment_method_types" if version < "2026-09-30" else "allowed_payment_method_types": ["card"]}


@pytest.fixture(scope="module")
def made(house):
    return Made(house)


def hold(version: str, object: str, answer: Any) -> None:
    """An answer, held against what a version declares."""
    problems = contract.problems(version, object, answer)
    if object in WITHOUT_PAGE:
        # Whose id a reference holds only a page can know; what is inherited leaves it null until somebody
        # says.
        problems = [problem for problem in problems if not problem.endswith(": null")]
    assert not problems, f"{object} at {version}: {problems}"


def expandable(surface: Surface, object: str, answer: Any) -> list[str]:
    """The fields of an answer that name other objects, as far as the version says so."""
    fields = of_object(surface, object).values()
    return [
        each.name
        for each in fields
        if isinstance(each.type, Reference) and isinstance(answer.get(each.name), str)
    ]


def all_pages(api: Api, operation: Any) -> Iterator[Any]:
    """The objects of a list, page after page; none of a list that cannot be asked for so."""
    after: dict[str, str] = {}
    while True:
        answer = api.request("GET", operation.path, {"limit": 100, **after})
        assert answer.status in ((200,) if after else (200, 400, 501)), f"{operation.name}: {answer.body}"
        page = answer.json["data"] if answer.status == 200 else []
        yield from page
        if not page or not answer.json["has_more"]:
            return
        after = {"starting_after": page[-1]["id"]}


@pytest.mark.parametrize("version", EVERY)
def test_what_every_version_made_is_read_at(made, version):
    api, surface = made.api.at(version), load(version)
    met: dict[str, set[str]] = {}
    for operation in surface.operations.values():
        if operation.version_train != "v1" or operation.path_params or operation.answer_kind != "list":
            continue
        for document in all_pages(api, operation):
            hold(version, document["object"], document)
            met.setdefault(document["object"], set()).add(document.get("id", ""))
    for object in ("customer", "product", "price", "plan", "payment_intent", "charge", "refund",
                   "setup_intent", "coupon", "promotion_code",
                   "billing.meter", "subscription", "invoice", "invoiceitem", "tax_rate",
                   "account", "subscription_schedule", "credit_note", "quote"):  # fmt: skip
        assert met[object] >= set(made.objects[object].values()), f"{object}: not all that was made is listed"


@pytest.mark.parametrize("version", EVERY)
def test_it_is_retrieved_and_expanded_at(made, version):
    api, surface = made.api.at(version), load(version)
    for object, ids in made.objects.items():
        for id in {ids[each] for each in LOOKED_INTO if each in ids}:
            found = next(
                (
                    one
                    for one in surface.operations.values()
                    if one.object == object and one.name.endswith(".retrieve")
                ),
                None,
            )
            if found is None or len(found.path_params) != 1 or found.version_train != "v1":
                continue
            path = found.path.replace("{" + found.path_params[0] + "}", id)
            answer = api.request("GET", path)
            assert answer.status == 200, f"{path}: {answer.body}"
            hold(version, object, answer.json)
            paths = expandable(surface, object, answer.json)[:MOST_EXPANSIONS]
            if paths:
                expanded = api.request("GET", path, {"expand": paths})
                assert expanded.status == 200, f"{path} {paths}: {expanded.body}"
                hold(version, object, expanded.json)


@pytest.mark.parametrize("version", EVERY)
@pytest.mark.parametrize(
    "plural", ["customers", "products", "prices", "payment_intents", "charges", "subscriptions", "invoices"]
)
def test_it_is_searched_at(made, version, plural):
    api = made.api.at(version)
    for making in LOOKED_INTO:
        found = api.get(f"/v1/{plural}/search", query=f"metadata['made_at']:'{making}'").data
        assert found, f"what {making} made is found"


def test_a_refusal_holds_objects_as_the_version_declares_them(made):
    for version in EVERY:
        api = made.api.at(version)
        paid = {
            "amount": 2000,
            "currency": "usd",
            "confirm": True,
            "payment_method": "pm_card_chargeDeclined",
        }
        intent = api.refused("POST", "/v1/payment_intents", 402, **paid, **only_cards(version))[
            "payment_intent"
        ]
        hold(version, "payment_intent", intent)
        assert intent.last_payment_error.payment_method.object == "payment_method"
