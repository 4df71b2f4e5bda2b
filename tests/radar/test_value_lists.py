"""Value lists and their items, and what the default ones do to payments."""

from __future__ import annotations

import pytest

from tests.support.given import payment

LISTS, ITEMS = "/v1/radar/value_lists", "/v1/radar/value_list_items"
KINDS = """card_bin card_country card_fingerprint charge_description client_ip_country client_ip_address
    customer_id email email_domain""".split()


@pytest.fixture
def words(api):
    """A new list of texts."""
    return api.post(LISTS, alias="words", name="Words")


def add(api, list, value):
    return api.post(ITEMS, value_list=list.id, value=value)


def default(api, alias):
    (found,) = api.get(LISTS, alias=alias).data
    return found


# -- lists ---------------------------------------------------------------------------------------------------


def test_a_list_of_one_s_own(api, words):
    assert (words.id[:4], words.alias, words.name, words.item_type, words.created_by) == (
        "rsl_",
        "words",
        "Words",
        "string",
        "API",
    )
    assert words.list_items == {
        "object": "list", "data": [], "has_more": False,
        "url": f"/v1/radar/value_list_items?value_list={words.id}",
    }  # fmt: skip
    assert api.get(f"{LISTS}/{words.id}") == words and api.get(LISTS).data[0] == words
    assert api.happened() == []


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"name": "Words"}, "alias"),
        ({"alias": "words"}, "name"),
        ({"alias": "with blanks", "name": "Words"}, "alias"),
        ({"alias": "with-dash", "name": "Words"}, "alias"),
        ({"alias": "a" * 101, "name": "Words"}, "alias"),
        ({"alias": "a", "name": "a" * 101}, "name"),
        ({"alias": "email_blocklist", "name": "Words"}, "alias"),
        ({"alias": "a", "name": "Words", "item_type": "nonsense"}, "item_type"),
    ],
)
def test_a_list_has_a_name_and_an_alias(api, params, param):
    assert api.refused("POST", LISTS, **params).param == param


def test_an_alias_is_of_one_list(api, words):
    other = api.post(LISTS, alias="others", name="Others", metadata={"a": "b"})

    assert api.refused("POST", LISTS, alias="words", name="Again").param == "alias"
    assert api.refused("POST", f"{LISTS}/{other.id}", alias="words").param == "alias"
    renamed = api.post(f"{LISTS}/{words.id}", alias="texts", name="Texts", metadata={"c": "d"})
    assert (renamed.alias, renamed.name, renamed.metadata) == ("texts", "Texts", {"c": "d"})
    assert api.post(f"{LISTS}/{other.id}", alias="words", name="Others").alias == "words"
    assert api.refused("POST", f"{LISTS}/{words.id}", item_type="email").code == "parameter_unknown"


def test_a_list_shows_its_newest_items(api, words):
    for number in range(11):
        last = add(api, words, f"word {number}")

    shown = api.get(f"{LISTS}/{words.id}").list_items
    assert (len(shown.data), shown.data[0], shown.has_more) == (10, last, True)
    api.delete(f"{ITEMS}/{last.id}")
    shown = api.get(f"{LISTS}/{words.id}").list_items
    assert (len(shown.data), shown.data[0].value, shown.has_more) == (10, "word 9", False)


def test_a_list_is_deleted_with_its_items(api, words):
    item = add(api, words, "word")

    assert api.delete(f"{LISTS}/{words.id}") == {
        "id": words.id,
        "object": "radar.value_list",
        "deleted": True,
    }
    for path in (f"{LISTS}/{words.id}", f"{ITEMS}/{item.id}"):
        assert api.refused("GET", path, 404).code == "resource_missing"
    assert api.refused("POST", ITEMS, value_list=words.id, value="word").param == "value_list"
    assert api.post(LISTS, alias="words", name="Words").id != words.id


def test_default_lists_are_there_for_each_kind(api, words):
    found = api.get(LISTS, limit=100).data

    aliases = [f"{kind}_{list}" for list in ("allowlist", "blocklist") for kind in KINDS]
    assert [one.alias for one in found] == ["words", *aliases]
    bin = default(api, "card_bin_blocklist")
    assert (bin.item_type, bin.name, bin.livemode, bin.metadata) == (
        "card_bin",
        "Card BIN block list",
        False,
        {},
    )
    assert api.get(f"{LISTS}/{bin.id}") == bin


def test_default_lists_cannot_be_renamed_or_deleted(api):
    list = default(api, "email_blocklist")

    assert api.refused("POST", f"{LISTS}/{list.id}", name="Mine").param == "name"
    assert api.refused("POST", f"{LISTS}/{list.id}", alias="mine").param == "alias"
    assert "default list" in api.refused("DELETE", f"{LISTS}/{list.id}").message
    assert api.post(f"{LISTS}/{list.id}", metadata={"a": "b"}).metadata == {"a": "b"}
    assert default(api, "email_blocklist").metadata == {"a": "b"}


def test_lists_are_filtered(api, words):
    add(api, words, "Word")
    add(api, default(api, "charge_description_blocklist"), "WORD")

    assert [one.alias for one in api.get(LISTS, contains="word").data] == [
        "words",
        "charge_description_blocklist",
    ]
    assert api.get(LISTS, contains="wor").data == [] and api.get(LISTS, alias="nonsense").data == []
    assert api.get(LISTS, created={"gt": api.now}).data == []
    assert len(api.get(LISTS, created={"gte": api.now}, limit=100).data) == 19
    assert len(api.get(LISTS, created=api.now, limit=100).data) == 19


def test_lists_come_in_pages(api, words):
    first = api.get(LISTS, limit=2)
    assert (first.has_more, [one.alias for one in first.data]) == (True, ["words", "card_bin_allowlist"])

    rest = api.get(LISTS, limit=100, starting_after=first.data[1].id)
    assert (rest.has_more, len(rest.data)) == (False, 17)
    before = api.get(LISTS, limit=1, ending_before=rest.data[0].id)
    assert (before.has_more, before.data) == (True, [first.data[1]])
    assert api.refused("GET", LISTS, starting_after="rsl_nothing").param == "starting_after"


# -- items ---------------------------------------------------------------------------------------------------


def test_an_item(api, words):
    item = add(api, words, "  Word ")

    assert (item.id[:5], item.value, item.value_list, item.created_by) == ("rsli_", "Word", words.id, "API")
    assert api.get(f"{ITEMS}/{item.id}") == item
    assert api.delete(f"{ITEMS}/{item.id}") == {
        "id": item.id,
        "object": "radar.value_list_item",
        "deleted": True,
    }
    assert api.get(ITEMS, value_list=words.id).data == [] and api.happened() == []
    assert api.refused("POST", f"{ITEMS}/{item.id}", 404, value="x").message.startswith(
        "Unrecognized request URL"
    )


@pytest.mark.parametrize(
    ("type", "good", "bad"),
    [
        ("card_bin", ["424242", "42424242"], ["4242", "42424a", "4242424"]),
        ("card_fingerprint", ["1LpZdmUy4O3jjG"], ["a b", "a-b"]),
        ("case_sensitive_string", ["Any thing", "any thing"], []),
        ("country", ["US", "de"], ["USA", "XX", "U1"]),
        ("customer_id", ["cus_AeFLnRaI51AbRi"], ["cus_", "pi_AeFLnRaI51AbRi"]),
        ("email", ["jenny@example.com"], ["jenny", "jenny@example", "@example.com"]),
        ("ip_address", ["192.0.2.1", "2001:db8::1"], ["192.0.2", "192.0.2.0/24", "host"]),
        ("sepa_debit_fingerprint", ["1LpZdmUy4O3jjG"], ["!"]),
        ("string", ["Any thing"], []),
        ("us_bank_account_fingerprint", ["1LpZdmUy4O3jjG"], ["!"]),
    ],
)
def test_items_are_of_the_type_of_their_list(api, type, good, bad):
    list = api.post(LISTS, alias="mine", name="Mine", item_type=type)

    for value in good:
        assert add(api, list, value).value == value
    for value in bad:
        error = api.refused("POST", ITEMS, value_list=list.id, value=value)
        assert (error.type, error.param) == ("invalid_request_error", "value")
    assert len(api.get(ITEMS, value_list=list.id).data) == len(good)


@pytest.mark.parametrize(
    ("type", "first", "same"),
    [
        ("string", "Word", "wORD"), ("email", "Jenny@Example.com", "jenny@example.com"),
        ("ip_address", "2001:db8::1", "2001:DB8:0::1"),
        ("country", "us", "US"), ("case_sensitive_string", "a", "a"),
    ],
)  # fmt: skip
def test_a_value_is_on_a_list_once(api, type, first, same):
    list = api.post(LISTS, alias="mine", name="Mine", item_type=type)
    add(api, list, first)

    assert api.refused("POST", ITEMS, value_list=list.id, value=same).param == "value"
    other = api.post(LISTS, alias="other", name="Other", item_type=type)
    assert add(api, other, same).value == same


def test_items_are_listed_by_what_they_contain(api, words):
    made = [add(api, words, value) for value in ("Red apple", "green apple", "plum", '"quoted" äpple')]

    assert [one.id for one in api.get(ITEMS, value_list=words.id).data] == [one.id for one in reversed(made)]
    assert [one.value for one in api.get(ITEMS, value_list=words.id, value="APPLE").data] == [
        "green apple",
        "Red apple",
    ]
    assert [one.value for one in api.get(ITEMS, value_list=words.id, value='"QUOTED" ä').data] == [
        '"quoted" äpple'
    ]
    # Its id is no part of an item's value.
    assert api.get(ITEMS, value_list=words.id, value="rsli").data == []
    page = api.get(ITEMS, value_list=words.id, value="apple", limit=1)
    assert (page.has_more, page.data[0].value) == (True, "green apple")
    assert (
        api.get(ITEMS, value_list=words.id, value="apple", starting_after=page.data[0].id).data[0].value
        == "Red apple"
    )
    assert api.get(ITEMS, value_list=words.id, created={"gt": api.now}).data == []
    assert api.refused("GET", ITEMS).param == "value_list"
    assert api.refused("POST", ITEMS, value_list=words.id).param == "value"
    assert api.refused("GET", ITEMS, value_list="rsl_nothing").param == "value_list"


# -- what they do to payments --------------------------------------------------------------------------------


PAYMENT = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"], "confirm": True}


def blocked(api, path="/v1/payment_intents", **params):
    """The failed charge of a payment that is blocked."""
    error = api.refused("POST", path, 402, **params)
    assert (error.code, error.decline_code, error.message) == (
        "card_declined",
        "fraudulent",
        "Your card was declined.",
    )
    return api.get(f"/v1/charges/{error.charge}")


@pytest.mark.parametrize(
    ("kind", "value", "params"),
    [
        ("card_bin", "424242", {}),
        ("card_country", "US", {}),
        ("charge_description", "for a book", {"description": "For a Book"}),
        ("email", "Jenny@example.com", {"receipt_email": "jenny@example.com"}),
        ("email_domain", "example.com", {"receipt_email": "jenny@Example.com"}),
    ],
)
def test_a_blocked_value_blocks_the_payment(api, pay, kind, value, params):
    assert pay(2000, **params).status == "succeeded"
    item = add(api, default(api, f"{kind}_blocklist"), value)

    charge = blocked(api, **PAYMENT, payment_method="pm_card_visa", **params)
    assert (charge.status, charge.paid, charge.outcome.type, charge.outcome.reason) == (
        "failed",
        False,
        "blocked",
        "rule",
    )
    assert (charge.outcome.network_status, charge.outcome.risk_level) == ("not_sent_to_network", "normal")
    api.delete(f"{ITEMS}/{item.id}")
    assert pay(2000, **params).status == "succeeded"


def test_other_values_are_not_blocked(api, pay):
    others = {
        "card_bin": "400000",
        "card_country": "DE",
        "card_fingerprint": "abc",
        "email": "x@example.com",
        "email_domain": "ample.com",
    }
    for kind, value in others.items():
        add(api, default(api, f"{kind}_blocklist"), value)
    add(api, api.post(LISTS, alias="my_emails", name="Mine", item_type="email"), "jenny@example.com")

    assert pay(2000, receipt_email="jenny@example.com", description="a").status == "succeeded"


def test_a_blocked_customer_card_and_address(api, pay):
    customer = api.post("/v1/customers", email="jenny@example.com")
    card = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    for kind, value in (
        ("customer_id", customer.id),
        ("card_fingerprint", card.card.fingerprint),
        ("email", "jenny@example.com"),
    ):
        item = add(api, default(api, f"{kind}_blocklist"), value)
        blocked(api, **PAYMENT, payment_method=card.id, customer=customer.id)
        api.delete(f"{ITEMS}/{item.id}")
    add(api, default(api, "client_ip_address_blocklist"), "192.0.2.1")
    accepted = {"type": "online", "online": {"ip_address": "192.0.2.1", "user_agent": "a browser"}}
    blocked(
        api,
        **PAYMENT,
        payment_method=card.id,
        customer=customer.id,
        mandate_data={"customer_acceptance": accepted},
    )
    assert pay(2000, card.id, customer=customer.id).status == "succeeded"


def test_charges_without_an_intent_are_blocked_too(api):
    add(api, default(api, "card_country_blocklist"), "US")

    charge = blocked(api, "/v1/charges", amount=2000, currency="usd", source="tok_visa")
    assert charge.outcome.reason == "rule"


def test_no_3d_secure_for_what_is_blocked(api):
    add(api, default(api, "card_country_blocklist"), "DE")

    assert blocked(api, **PAYMENT, payment_method="pm_card_authenticationRequired").outcome.reason == "rule"


def test_what_is_allowed_is_not_blocked(api, pay):
    blocked(api, **PAYMENT, payment_method="pm_card_riskLevelHighest")
    add(api, default(api, "email_blocklist"), "jenny@example.com")
    add(api, default(api, "card_country_allowlist"), "US")

    assert pay(2000, receipt_email="jenny@example.com").status == "succeeded"
    highest = api.get(f"/v1/charges/{pay(2000, 'pm_card_riskLevelHighest').latest_charge}")
    assert (highest.status, highest.outcome.risk_level, highest.outcome.type) == (
        "succeeded",
        "highest",
        "authorized",
    )
    assert pay(2000, "pm_card_riskLevelElevated").review is None
    always = blocked(api, **PAYMENT, payment_method="pm_card_radarBlock")
    assert (always.outcome.reason, always.outcome.risk_level) == ("highest_risk_level", "highest")


@pytest.mark.parametrize("by", ["refund", "report"])
def test_reported_fraud_is_blocked_from_then_on(api, pay, by):
    charge = pay(2000, receipt_email="jenny@example.com").latest_charge
    if by == "refund":
        api.post("/v1/refunds", charge=charge, reason="fraudulent")
    else:
        api.post(f"/v1/charges/{charge}", fraud_details={"user_report": "fraudulent"})

    fingerprint = api.get(f"/v1/charges/{charge}").payment_method_details.card.fingerprint
    assert [one.value for one in default(api, "card_fingerprint_blocklist").list_items.data] == [fingerprint]
    assert [one.value for one in default(api, "email_blocklist").list_items.data] == ["jenny@example.com"]
    blocked(api, **PAYMENT, payment_method="pm_card_visa")
    blocked(api, **PAYMENT, payment_method="pm_card_mastercard", receipt_email="jenny@example.com")
    assert pay(2000, "pm_card_mastercard").status == "succeeded"


def test_other_refunds_report_nothing(api, pay):
    charge = pay(2000).latest_charge
    api.post(f"/v1/charges/{charge}", fraud_details={"user_report": "safe"})
    api.post("/v1/refunds", charge=charge, reason="requested_by_customer")

    assert default(api, "card_fingerprint_blocklist").list_items.data == []
    assert pay(2000).status == "succeeded"


@pytest.mark.parametrize(
    ("address", "country", "status"),
    [
        ("198.51.100.7", "GB", 402),
        ("198.51.100.7", "US", 200),
        ("10.0.0.1", "US", 402),  # of a private network: where the account is
        ("2001:db8::1", "DE", 402),
        ("8.8.8.8", "US", 200),  # unknown
    ],
)
def test_the_country_of_a_customer_s_address(api, address, country, status):
    blocked = default(api, "client_ip_country_blocklist")
    api.post("/v1/radar/value_list_items", value_list=blocked.id, value=country)
    online = {"ip_address": address, "user_agent": "tests"}
    sent = {**payment(), "mandate_data": {"customer_acceptance": {"type": "online", "online": online}}}
    assert api.request("POST", "/v1/payment_intents", sent).status == status
