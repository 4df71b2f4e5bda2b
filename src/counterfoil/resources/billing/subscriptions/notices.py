"""The notice of the next invoice, `invoice.upcoming`, seven days before it is made."""

from __future__ import annotations

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing.subscriptions import previews, timing
from counterfoil.resources.billing.subscriptions.life import LIVE, period_of, subscriptions


@subscriptions.due(name="subscription.tell_invoice", rank=timing.LAST)
def tell_invoice(work: Work, subscription: Subscription) -> None:
    """Emit invoice.upcoming with the preview of the next invoice, which has no id."""
    _, end = period_of(subscription)
    if subscription.status not in LIVE or end - work.services.settings.upcoming_notice > work.now:
        return
    if not timing.is_noticed(subscription, end):
        return
    preview = previews.of_renewal(work, subscription)
    if preview is not None:
        work.emit("invoice.upcoming", {name: value for name, value in preview.items() if name != "id"})


timing.actions["notice"] = tell_invoice
