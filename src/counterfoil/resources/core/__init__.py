"""Core resources: customers, events, files and sessions, used by all products."""
