"""`counterfoil verify`: what it says of books that somebody damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from counterfoil import administration
from counterfoil.server.authentication import account_of
from counterfoil.settings import Settings
from tests.support.client import Api, House


def test_what_cannot_be_checked_ends_no_other_check(tmp_path):
    """A sandbox whose documents are damaged is a line of `verify`, as is what is wrong with another."""
    database = str(tmp_path / "books.db")
    house = House(database=database)
    damaged, wrong, sound = (Api(house) for _ in range(3))
    for api in (damaged, wrong, sound):
        customer = api.post("/v1/customers", balance=-300)
        api.post(f"/v1/customers/{customer.id}/balance_transactions", amount=-700, currency="usd")
    house.close()
    accounts = [account_of(api.key.removeprefix("sk_test_")) for api in (damaged, wrong, sound)]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE customer SET doc = replace(doc, '-1000', 'ten') WHERE account = ?", accounts[:1]
        )
        connection.execute(
            "UPDATE customer SET doc = replace(doc, '-1000', '-999') WHERE account = ?", accounts[1:2]
        )

    found = administration.verify(Settings(database=database))

    assert len(found) == 2
    unread, unequal = sorted(found, key=lambda line: "cannot be checked" not in line)
    assert unread.startswith(f"{accounts[0]}: customers' balances cannot be checked: ")
    assert unequal.startswith(f"{accounts[1]}: ")
    assert unequal.endswith("shows a balance of -999, its entries sum to -1000")
