"""What leaves the services: signed deliveries of events, and their retries.

An event's deliveries are written in the phase of the event (`outbox`), to the endpoints that asked for its
type (`targets`); once the phase is on disk they are sent, each endpoint's on a lane of its own (`deliverer`)
over connections of its own (`client`) when its account has a place (`places`), signed anew at each attempt
(`signing`).
"""

from counterfoil.webhooks.deliverer import Deliverer
from counterfoil.webhooks.outbox import Outbox, history
from counterfoil.webhooks.signing import signature

__all__ = ["Deliverer", "Outbox", "history", "signature"]
