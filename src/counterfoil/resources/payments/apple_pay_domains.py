"""Apple Pay domains: the web domains on which an account shows Apple Pay. Older than payment method domains.

Source: the API's declarations of `apple_pay_domain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, objects

apple_pay_domains = objects.apple_pay_domain.page(filters={"domain_name": "domain_name"})


@apple_pay_domains.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Register a domain. A name that is registered already answers its domain."""
    return work.first(apple_pay_domains, domain_name=params["domain_name"]) or work.insert(
        apple_pay_domains, params
    )
