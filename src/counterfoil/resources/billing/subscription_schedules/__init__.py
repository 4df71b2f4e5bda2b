"""Subscription schedules: what becomes of a subscription, phase by phase.

`life` has the lifecycle, `phases` reads and dates phases, `creation` and `updating` are the operations of
that name, `entering` is what a phase makes of its subscription, `running` what happens in time, `pauses` the
pauses among it, `ending` cancel and release, `previews` the next invoice.
Source: API reference, Subscription Schedules; guide "Subscription schedules".
"""

from counterfoil.resources.billing.subscription_schedules.creation import create, make
from counterfoil.resources.billing.subscription_schedules.ending import cancel, release
from counterfoil.resources.billing.subscription_schedules.life import subscription_schedules
from counterfoil.resources.billing.subscription_schedules.updating import update

__all__ = ["cancel", "create", "make", "release", "subscription_schedules", "update"]
