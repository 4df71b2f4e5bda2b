"""Checkout sessions. Source: API reference, Checkout Sessions; guide "How Checkout works"."""

from counterfoil.resources.checkout.sessions import completion, life, orders
from counterfoil.resources.checkout.sessions.life import sessions

__all__ = ["completion", "life", "orders", "sessions"]
