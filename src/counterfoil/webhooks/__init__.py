"""Webhooks: signed deliveries of events, and their retries.

`outbox` writes deliveries in the phase of their event, to the endpoints that `targets` finds. After the
commit, `deliverer` sends them: each endpoint has a lane and connections (`client`) of its own, accounts share
the attempts that may be open (`places`), and each attempt is signed anew (`signing`).
"""

from counterfoil.webhooks.deliverer import Deliverer
from counterfoil.webhooks.outbox import Outbox, history
from counterfoil.webhooks.signing import signature

__all__ = ["Deliverer", "Outbox", "history", "signature"]
