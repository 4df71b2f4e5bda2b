"""Payments: methods, intents, charges, and the balance they fill."""
