"""Counterfoil: a self-hosted server that speaks the Stripe HTTP API. The stub that stays in your hands."""

__version__ = "0.1.0"
