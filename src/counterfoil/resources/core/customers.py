"""Customers: whom one sells to. Source: API reference, Core resources, Customers."""

from counterfoil.kernel import Resource

customers = Resource("customer", prefix="cus", id_length=14, noun="customer", path_param="id", stub_readable=True)
