"""Logins: customers who open the portal by their email address, at the login page of a configuration.

Whoever has a live subscription under the address is sent a link to a portal session. Mail is not delivered:
it is stored and listed (`server/emails.py`). Source: guide "Customer portal", login link.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from counterfoil.kernel import Document, Work, ids, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import BillingPortalConfiguration, Customer
from counterfoil.resources.billing_portal import configurations, sessions

# Where a login page leads: by the digest of the token in its address. Not part of the API.
pages = objects.portal_login.page(filters={"configuration": "configuration"})

# Mail that was sent. Not part of the API.
emails = objects.email.page(filters={"to": "to"})

SUBJECT = "Your customer portal login link"
TEXT = (
    "Use this link to log in to the customer portal of {business}. It works once, within five minutes."
    "\n\n{url}\n"
)


@configurations.configurations.on("billing_portal.configuration.created")
@configurations.configurations.on("billing_portal.configuration.updated")
def follow(work: Work, configuration: Any) -> None:
    """Store the address of a configuration's login page while the page is enabled; else delete it."""
    url = configuration.login_page.url
    wanted = token_digest(url) if url is not None else None
    for page in work.list(pages, configuration=configuration.id):
        if page["id"] == wanted:
            return
        work.erase(pages, page["id"])
    if wanted is not None:
        work.insert(pages, id=wanted, object=pages.object, configuration=configuration.id)


def token_digest(url: str) -> str:
    """Return the digest of the token in the address of a login page."""
    return ids.digest(urlsplit(url).path.rpartition("/")[2])


def configuration_of(work: Work, page: Document) -> BillingPortalConfiguration | None:
    """Return the configuration of a login page; None if it is not active."""
    found = configurations.existing(work, page["configuration"])
    return found if found.active and found.login_page.enabled else None


def enter(work: Work, configuration: BillingPortalConfiguration, email: str, business: str) -> None:
    """Send a portal link to the customer with this email address. Emits billing_portal.session.created.

    Only customers with a live subscription count, and of several the one created last. Without one, nothing
    is sent.
    """
    customer = _customer(work, email)
    if customer is None:
        return
    adopt(work, customer)
    session = sessions.create(work, {"customer": customer.id, "configuration": configuration.id})
    work.insert(
        emails,
        object=emails.object,
        created=work.now,
        about=session.id,
        links=[session.url],
        subject=SUBJECT,
        text=TEXT.format(business=business, url=session.url),
        to=email,
        type="billing_portal.login",
    )


def _customer(work: Work, email: str) -> Customer | None:
    """Return the newest customer with an address and a live subscription."""
    for customer in work.list(objects.customer, email=email):
        found = work.list(objects.subscription, customer=customer.id)
        if any(each.status not in sessions.ENDED for each in found):
            return customer
    return None
