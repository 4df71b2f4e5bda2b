"""Core resources: customers, events, files and what else every product stands on."""
