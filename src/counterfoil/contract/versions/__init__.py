"""Versions of the API: which there are, and what each of them sees differently. Source: protocol, "Versions"; clients, section 3."""

from __future__ import annotations

from counterfoil.contract.versions import changes as _changes  # registers them
from counterfoil.contract.versions.known import BASE, KNOWN, check, check_v2, is_known
from counterfoil.contract.versions.views import View, change, change_of_request, view

__all__ = ["BASE", "KNOWN", "View", "change", "change_of_request", "check", "check_v2", "is_known", "view"]
assert _changes
