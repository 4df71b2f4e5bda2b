"""The API's surface as data, from the type declarations of the official Python SDK.

The notation is described in docs/contract.md.
"""
