"""The concepts that all resources share.

Work (a phase), Resource and lifecycle, documents, ids, errors, events, schedule, ledger, clocks.
"""

from counterfoil.kernel import errors, ids, objects
from counterfoil.kernel.content import Content
from counterfoil.kernel.document import Document, merged, merged_metadata, present, previous
from counterfoil.kernel.inherited import Listing
from counterfoil.kernel.port import Claim, Page, Space, Table
from counterfoil.kernel.resource import Due, Resource
from counterfoil.kernel.services import Services
from counterfoil.kernel.work import Cause, Work

__all__ = [
    "Cause",
    "Claim",
    "Content",
    "Document",
    "Due",
    "Listing",
    "Page",
    "Resource",
    "Services",
    "Space",
    "Table",
    "Work",
    "errors",
    "ids",
    "merged",
    "merged_metadata",
    "objects",
    "present",
    "previous",
]
