"""Billing: test clocks, meters and usage, alerts, plans, tax ids, customer balances."""
