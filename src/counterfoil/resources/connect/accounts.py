"""Accounts: one's own, opened with the first call of a sandbox. Source: API reference, Connect, Accounts."""

from counterfoil.kernel import Resource

accounts = Resource("account", prefix="acct", id_length=16, noun="account", path_param="account")
