"""Countries of customers' network addresses, as far as they can be told without a database.

Addresses of the machine itself and of private networks are those of a test: they are in the account's
country. Each range that is reserved for documentation is in a country of our choice, so that tests can be
from elsewhere. Source: RFC 5737, RFC 3849 (ranges for documentation).
"""

from __future__ import annotations

import ipaddress

TEST_NETWORKS = {
    ipaddress.ip_network(network): country
    for network, country in (
        ("192.0.2.0/24", "US"),
        ("198.51.100.0/24", "GB"),
        ("203.0.113.0/24", "BR"),
        ("2001:db8::/32", "DE"),
    )
}


def country(address: str, own: str) -> str | None:
    """Return the country of an address; None where it is unknown. own: the account's country."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    for network, place in TEST_NETWORKS.items():
        if found in network:
            return place
    return own if found.is_private or found.is_loopback else None
