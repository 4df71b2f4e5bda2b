"""Payment method domains: the domains on which wallets may be shown.

No wallet is asked here: every registered domain is active. Source: API reference, Payment Method Domains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, inherited, objects
from counterfoil.kernel.shapes import PaymentMethodDomain

domains = objects.payment_method_domain.page(
    filters={"domain_name": "domain_name", "enabled": "enabled"},
)

_name = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE
).fullmatch


@domains.create
def create(work: Work, params: Mapping[str, Any]) -> PaymentMethodDomain:
    """Register a domain. 400 if it is not a domain name (a URL, for instance)."""
    if not _name(params["domain_name"]):
        raise errors.invalid(f"Invalid domain: {params['domain_name']}", param="domain_name")
    return inherited.create(work, domains, params, {})


@domains.action
def validate(work: Work, domain: PaymentMethodDomain, params: Mapping[str, Any]) -> PaymentMethodDomain:
    """Validate a domain again. Has no effect, because every domain is active."""
    return domain
