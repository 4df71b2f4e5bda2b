"""Payments: payment methods, payment and setup intents, charges, refunds, and the balance."""
