"""Billing: meters and what they count, prices of it, invoices for it."""
