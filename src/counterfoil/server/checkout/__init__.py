"""The hosted page of a checkout session.

`pages` shows it and processes what is sent, `form` has its fields, `entries` reads them.
"""

from counterfoil.server.checkout.pages import Actions, CheckoutPage

__all__ = ["Actions", "CheckoutPage"]
