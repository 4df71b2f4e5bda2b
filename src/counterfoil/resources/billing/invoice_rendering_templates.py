"""Invoice rendering templates: the looks of invoices, made in the Dashboard of the original.

They can be read, archived and brought back; the API does not make any. Source: API reference, Invoice
Rendering Templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import InvoiceRenderingTemplate

templates = objects.invoice_rendering_template.page(
    lifecycle={
        # status    may become          announcing
        "active": {"archived": None},
        "archived": {"active": None},
    },
)


@templates.action
def archive(
    work: Work, template: InvoiceRenderingTemplate, params: Mapping[str, Any]
) -> InvoiceRenderingTemplate:
    """Archive a template: invoices that name it keep it, new ones cannot."""
    if template.status == "archived":
        raise errors.invalid("This template is archived already.")
    return work.move(template, "archived")


@templates.action
def unarchive(
    work: Work, template: InvoiceRenderingTemplate, params: Mapping[str, Any]
) -> InvoiceRenderingTemplate:
    """Make an archived template usable again."""
    if template.status == "active":
        raise errors.invalid("This template is active already.")
    return work.move(template, "active")
