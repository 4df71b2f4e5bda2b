"""Portal sessions: links that let one customer into the portal for a short time.

A session may lead through one flow only, such as the cancellation of a subscription. It is not retrieved
again: its link is all there is to it.
Source: API reference, Customer Portal, Session; guide "Deep links and flows".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors, ids, objects
from counterfoil.kernel.shapes import BillingPortalConfiguration, BillingPortalSession, Subscription
from counterfoil.resources.billing_portal.configurations import default, existing
from counterfoil.resources.core.customers import customers

sessions = objects.billing_portal_session

# Where the link of a session leads: by the digest of its token. Not part of the API.
links = objects.portal_link.page(filters={"session": "session"})

SECRET = 48  # random characters in a link
LINK_LASTS = 300  # seconds of real time in which a link can be opened, once
ENDED = ("canceled", "incomplete_expired", "incomplete")
FLOWS = (
    "customer_update", "subscription_cancel", "subscription_pause", "subscription_update",
    "subscription_update_confirm",
)  # fmt: skip

FREE = (  # flows of subscriptions that neither end nor have a schedule
    "subscription_cancel",
    "subscription_update",
    "subscription_update_confirm",
)

# flow -> the feature that must be on.
FEATURES = {
    "customer_update": "customer_update",
    "payment_method_update": "payment_method_update",
    "subscription_cancel": "subscription_cancel",
    "subscription_pause": "subscription_pause",
    "subscription_update": "subscription_update",
    "subscription_update_confirm": "subscription_update",
}


@sessions.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> BillingPortalSession:
    """Open the portal to a customer. Emits billing_portal.session.created.

    400 for an inactive configuration, and for a flow that it or the subscription does not allow.
    """
    if not params.get("customer"):
        raise errors.required("customer")  # newer versions also take a `customer_account`, not implemented
    customer = work.get(customers, params["customer"], param="customer")
    named = params.get("configuration")
    configuration = existing(work, named, param="configuration", status=400) if named else default(work)
    if not configuration.active:
        raise errors.invalid("The portal configuration is not active.", param="configuration")
    flow = _flow(work, customer.id, configuration, params.get("flow_data"))
    token = ids.secret("live_" if work.livemode else "test_", SECRET)
    session = work.insert(
        sessions,
        after_expiration=params.get("after_expiration"),
        configuration=configuration.id,
        customer=customer.id,
        customer_account=None,
        flow=flow,
        locale=params.get("locale"),
        on_behalf_of=params.get("on_behalf_of"),
        return_url=params.get("return_url") or configuration.default_return_url,
        url=f"{work.services.base_url}/p/session/{token}",
    )
    work.insert(
        links,
        id=ids.digest(token),
        object=links.object,
        session=session.id,
        until=work.services.wall() + LINK_LASTS,
    )
    work.emit("billing_portal.session.created", session)
    return session


def _flow(
    work: Work, customer: str, configuration: BillingPortalConfiguration, sent: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """Return the flow of a session. 400 for what it lacks, or what may not be done."""
    if not sent:
        return None
    kind = sent["type"]
    feature = FEATURES[kind]
    if not configuration["features"][feature]["enabled"]:
        message = f"This portal configuration does not have the feature {feature}, which the flow needs."
        raise errors.invalid(message, param="flow_data[type]")
    told: Mapping[str, Any] = {}
    if kind.startswith("subscription"):
        if not sent.get(kind):
            raise errors.required(f"flow_data[{kind}]")
        told = sent[kind]
        at = f"flow_data[{kind}]"
        subscription = work.get(objects.subscription, told["subscription"], param=f"{at}[subscription]")
        if subscription.customer != customer:
            noun = objects.subscription.noun
            raise errors.missing(noun, subscription.id, param=f"{at}[subscription]", status=400)
        _check(work, configuration, kind, subscription, told, at)
    flow: dict[str, Any] = dict.fromkeys(FLOWS)
    flow |= {"type": kind, "after_completion": _ending(sent.get("after_completion"))}
    if kind == "customer_update":
        flow[kind] = {}
    elif kind == "subscription_cancel":
        flow[kind] = {"retention": told.get("retention"), "subscription": told["subscription"]}
    elif kind == "subscription_update_confirm":
        flow[kind] = {
            "discounts": _discounts(told.get("discounts")),
            "items": [
                {name: item.get(name) for name in ("id", "price", "quantity")} for item in told["items"]
            ],
            "subscription": told["subscription"],
        }
    elif told:
        flow[kind] = {"subscription": told["subscription"]}
    return flow


def _ending(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what follows a flow: by default the portal's home. 400 for a redirect without an address."""
    kind = sent["type"] if sent else "portal_homepage"
    told: Mapping[str, Any] = (sent or {}).get(kind) or {}
    if kind == "redirect" and not told:
        raise errors.required("flow_data[after_completion][redirect]")
    ending: dict[str, Any] = {"hosted_confirmation": None, "redirect": None, "type": kind}
    if kind == "hosted_confirmation":
        ending[kind] = {"custom_message": told.get("custom_message")}
    elif kind == "redirect":
        ending[kind] = {"return_url": told["return_url"]}
    return ending


def _discounts(sent: Any) -> list[dict[str, Any]] | None:
    return (
        [{name: each.get(name) for name in ("coupon", "promotion_code")} for each in sent] if sent else None
    )


def _check(
    work: Work,
    configuration: BillingPortalConfiguration,
    kind: str,
    subscription: Subscription,
    told: Mapping[str, Any],
    at: str,
) -> None:
    """Refuse (400) a flow that the subscription does not allow."""
    if subscription.status in ENDED:
        message = f"The subscription {subscription.id} is {subscription.status} and cannot be changed."
        raise errors.invalid(message, param=f"{at}[subscription]")
    if kind in FREE and (subscription.cancel_at_period_end or subscription.cancel_at is not None):
        message = f"The subscription {subscription.id} is already set to be canceled."
        raise errors.invalid(message, param=f"{at}[subscription]")
    if kind in FREE and subscription.schedule is not None:
        message = f"The subscription {subscription.id} is managed by a schedule."
        raise errors.invalid(message, param=f"{at}[subscription]")
    if kind == "subscription_cancel":
        coupon = ((told.get("retention") or {}).get("coupon_offer") or {}).get("coupon")
        if coupon:
            work.get(objects.coupon, coupon, param=f"{at}[retention][coupon_offer][coupon]")
    elif kind in ("subscription_update", "subscription_update_confirm"):
        items: list[Document] = subscription["items"]["data"]
        if len(items) != 1:
            message = "The portal cannot update a subscription with more than one item."
            raise errors.invalid(message, param=f"{at}[subscription]")
        if (items[0]["price"]["recurring"] or {}).get("usage_type") == "metered":
            message = "The portal cannot update a subscription that is billed by usage."
            raise errors.invalid(message, param=f"{at}[subscription]")
        if kind == "subscription_update_confirm":
            _check_items(work, configuration, items[0], told, at)


def _check_items(
    work: Work,
    configuration: BillingPortalConfiguration,
    item: Mapping[str, Any],
    told: Mapping[str, Any],
    at: str,
) -> None:
    if len(told["items"]) != 1:
        raise errors.invalid("You can only update one item.", param=f"{at}[items]")
    [sent] = told["items"]
    if sent["id"] != item["id"]:
        noun = objects.subscription_item.noun
        raise errors.missing(noun, sent["id"], param=f"{at}[items][0][id]", status=400)
    if sent.get("price"):
        work.get(objects.price, sent["price"], param=f"{at}[items][0][price]")
        offered = configuration["features"]["subscription_update"]["products"]
        names = {id for each in offered or () for id in each["prices"]}
        # The default configuration, which names no products, offers all.
        anything = configuration.is_default and not offered
        if sent["price"] not in (item["price"]["id"], *names) and not anything:
            message = (
                f"The price {sent['price']} is not among the `features[subscription_update][products]` of the"
                f" portal configuration {configuration.id}."
            )
            raise errors.invalid(message, param=f"{at}[items][0][price]")
    if len(told.get("discounts") or ()) > 1:
        raise errors.invalid("You can apply at most one discount.", param=f"{at}[discounts]")
