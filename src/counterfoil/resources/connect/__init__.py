"""Connect: the own account, and connected accounts."""
