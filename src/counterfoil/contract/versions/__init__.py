"""Versions of the API: which exist, and how their answers and parameters differ.

Source: protocol, "Versions"; clients, section 3.
"""

from __future__ import annotations

from counterfoil.contract.versions import changes as _changes  # registers them
from counterfoil.contract.versions.known import DEFAULT, KNOWN, NEWEST, check, check_v2, is_known
from counterfoil.contract.versions.views import View, as_sent, view

__all__ = ["DEFAULT", "KNOWN", "NEWEST", "View", "as_sent", "check", "check_v2", "is_known", "view"]
assert _changes
