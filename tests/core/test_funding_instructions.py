"""Funding instructions: where a customer sends money to."""

import pytest


def instructions(api, customer, kind, currency, **bank_transfer):
    path = f"/v1/customers/{customer.id}/funding_instructions"
    return api.post(
        path, funding_type="bank_transfer", currency=currency, bank_transfer={"type": kind, **bank_transfer}
    )


@pytest.mark.parametrize(
    ("kind", "currency", "country", "networks"),
    [
        ("us_bank_transfer", "usd", "US", {"aba": ["ach", "domestic_wire_us"], "swift": ["swift"]}),
        ("gb_bank_transfer", "gbp", "GB", {"sort_code": ["bacs", "fps"]}),
        ("jp_bank_transfer", "jpy", "JP", {"zengin": ["zengin"]}),
        ("mx_bank_transfer", "mxn", "MX", {"spei": ["spei"]}),
    ],
)
def test_each_kind_of_transfer_has_its_addresses(api, kind, currency, country, networks):
    customer = api.post("/v1/customers")
    found = instructions(api, customer, kind, currency)
    transfer = found.bank_transfer
    assert (found.object, found.currency, found.funding_type, found.livemode) == (
        "funding_instructions",
        currency,
        "bank_transfer",
        False,
    )
    assert (transfer.type, transfer.country) == (kind, country)
    assert {
        address["type"]: address["supported_networks"] for address in transfer.financial_addresses
    } == networks
    for address in transfer.financial_addresses:
        assert address[address["type"]]["account_holder_name"] == "Counterfoil"
    assert api.happened() == ["customer.created"]


@pytest.mark.parametrize(
    ("country", "length"), [("BE", 16), ("DE", 22), ("ES", 24), ("FR", 27), ("IE", 22), ("NL", 18)]
)
def test_european_accounts_are_in_the_country_one_asks_for(api, country, length):
    customer = api.post("/v1/customers")
    transfer = instructions(
        api, customer, "eu_bank_transfer", "eur", eu_bank_transfer={"country": country}
    ).bank_transfer
    (address,) = transfer.financial_addresses
    iban = address["iban"]["iban"]
    assert (transfer.country, address["iban"]["country"], iban[:2], len(iban)) == (
        country,
        country,
        country,
        length,
    )
    assert int("".join(str(int(one, 36)) for one in iban[4:] + iban[:4])) % 97 == 1


def test_a_customer_always_has_the_same_and_no_other_has(api):
    customer, other = api.post("/v1/customers"), api.post("/v1/customers")
    first, second, third = (
        instructions(api, one, "us_bank_transfer", "usd") for one in (customer, customer, other)
    )
    assert first == second
    assert first.bank_transfer.financial_addresses != third.bank_transfer.financial_addresses


def test_a_clabe_has_its_check_digit(api):
    transfer = instructions(api, api.post("/v1/customers"), "mx_bank_transfer", "mxn").bank_transfer
    clabe = [int(one) for one in transfer.financial_addresses[0]["spei"]["clabe"]]
    assert len(clabe) == 18
    assert (
        sum(one * weight % 10 for one, weight in zip(clabe[:17], [3, 7, 1] * 6, strict=False)) + clabe[17]
    ) % 10 == 0


def test_what_does_not_fit_is_refused(api):
    customer = api.post("/v1/customers")

    def refused(kind="us_bank_transfer", currency="usd", **bank_transfer):
        sent = {
            "funding_type": "bank_transfer",
            "currency": currency,
            "bank_transfer": {"type": kind, **bank_transfer},
        }
        return api.refused("POST", f"/v1/customers/{customer.id}/funding_instructions", **sent)

    assert refused(currency="eur")["param"] == "currency"
    assert refused(kind="pigeon")["param"] == "bank_transfer[type]"
    error = refused("eu_bank_transfer", "eur")
    assert (error["code"], error["param"]) == (
        "parameter_missing",
        "bank_transfer[eu_bank_transfer][country]",
    )
    assert (
        refused("eu_bank_transfer", "eur", eu_bank_transfer={"country": "US"})["param"]
        == "bank_transfer[eu_bank_transfer][country]"
    )
    assert refused(requested_address_types=["iban"])["param"] == "bank_transfer[requested_address_types][0]"
    missing = {
        "funding_type": "bank_transfer",
        "currency": "usd",
        "bank_transfer": {"type": "us_bank_transfer"},
    }
    assert (
        api.refused("POST", "/v1/customers/cus_missing/funding_instructions", 404, **missing)["code"]
        == "resource_missing"
    )
