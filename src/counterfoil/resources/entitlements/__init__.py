"""Entitlements: features, and who may use them."""
