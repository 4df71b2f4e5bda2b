"""Webhooks: the endpoints that receive events."""
