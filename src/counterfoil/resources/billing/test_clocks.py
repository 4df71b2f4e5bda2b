"""Test clocks: time that can be moved. Source: API reference, Billing, Test clocks."""

from counterfoil.kernel import Resource

test_clocks = Resource("test_helpers.test_clock", prefix="clock", noun="test_clock", path_param="test_clock")
