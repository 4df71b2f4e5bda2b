"""The door: HTTP in, answers out. It knows keys, idempotency and rendering, and no resource by name."""
