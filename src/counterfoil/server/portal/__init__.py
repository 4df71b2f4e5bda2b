"""The customer portal's pages, without scripts: a GET shows one, a POST does what its form says.

`page` lets a browser in and serves the addresses, `login` sends links to it, `forms` is what people see,
`deeds` what their forms do: the same operations as the API's, within the rules of the portal configuration.
Source: guide "Customer portal".
"""

from counterfoil.server.portal.login import LoginPage
from counterfoil.server.portal.page import PortalPage

__all__ = ["LoginPage", "PortalPage"]
