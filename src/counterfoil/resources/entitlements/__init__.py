"""Entitlements: the features that products grant to their subscribers."""
