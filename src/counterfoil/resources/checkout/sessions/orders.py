"""Changing an open session: its seller's updates, and what its buyer may change on the page.

Source: API reference, Update a Checkout Session; guides "Promotion codes", "Adjustable line item quantities".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import CheckoutSession
from counterfoil.resources.checkout.sessions import items as line_items
from counterfoil.resources.checkout.sessions import life, options
from counterfoil.resources.checkout.sessions.life import sessions


@sessions.operation("checkout.sessions.update")
def update(work: Work, session: str, params: Mapping[str, Any]) -> CheckoutSession:
    """Change metadata at any time, shipping options and collected information while the session is open.

    No event.
    """
    found = life.known(work, session)
    changed: dict[str, Any] = {}
    if (
        any(name in params for name in ("collected_information", "shipping_options", "line_items"))
        and found.status != "open"
    ):
        raise errors.invalid(life.only_open(found, "updated"))
    if params.get("line_items"):
        found = work.change(found, **_replaced(work, found, params["line_items"]))
    if params.get("shipping_options"):
        options = line_items.shipping_options(work, params["shipping_options"], str(found.currency))
        changed |= {"shipping_options": options, **reordered(work, found, shipping=options[0])}
    if params.get("collected_information"):
        sent = params["collected_information"]
        changed["collected_information"] = {
            "business_name": None,
            "individual_name": None,
            "shipping_details": None,
            **sent,
        }
    meta = {"metadata": params["metadata"]} if "metadata" in params else {}
    return work.update(found, meta, **changed)


def _replaced(work: Work, session: CheckoutSession, sent: Any) -> dict[str, Any]:
    """Return the items that an update sends, all of them, and the amounts.

    An item with an id stays, with what is sent of it changed.
    """
    if session.mode == "setup":
        raise errors.invalid("You can not pass `line_items` in `setup` mode.", param="line_items")
    kept = {item["id"]: item for item in session["_items"]}
    items = []
    for index, each in enumerate(sent):
        id, name = each.get("id"), f"line_items[{index}]"
        if id is not None and id not in kept:
            raise errors.missing("line item", id, param=f"{name}[id]", status=400)
        if id is None:
            items.append(line_items.item(work, each, name))
        elif each.get("price") or each.get("price_data"):
            items.append(
                {**line_items.item(work, {"quantity": kept[id]["quantity"], **each}, name), "id": id}
            )
        else:
            items.append(line_items.changed(work, kept[id], each, name))
    line_items.check(items, session.mode)
    fields = reordered(work, session, items=items)
    life.check_total(fields["amount_total"], str(session.currency), session.mode)
    return fields


def amend(
    work: Work,
    session: CheckoutSession,
    *,
    quantities: Mapping[str, int],
    shipping: str | None,
    code: str | None,
    added: Mapping[str, int] | None = None,
    amounts: Mapping[str, str] | None = None,
) -> CheckoutSession:
    """Change an order as its buyer may. 400 for what it does not allow. No event.

    quantities: of adjustable items, by id. shipping: a shipping rate. code: a promotion code. added:
    quantities of optional items, by price; None leaves them as they are. amounts: as the buyer wrote
    them, by item.
    """
    if session.status != "open":
        raise errors.invalid(life.only_open(session, "updated"))
    items = [line_items.with_quantity(item, quantities.get(item["id"])) for item in session["_items"]]
    items = [options.priced(work, item, (amounts or {}).get(item["id"])) for item in items]
    if added is not None:
        items = options.extended(work, session, items, added)
    if items and not any(item["quantity"] is None or item["quantity"] > 0 for item in items):
        raise errors.invalid("At least one item must remain.", param="quantity")
    chosen_rate = shipping or session.at("shipping_cost.shipping_rate")
    option = next(
        (each for each in session.shipping_options or () if each["shipping_rate"] == chosen_rate), None
    )
    if shipping and option is None:
        raise errors.invalid("This shipping option is not available.", param="shipping")
    session = work.change(session, **reordered(work, session, items=items, shipping=option))
    return with_code(work, session, code) if code else session


def with_code(work: Work, session: CheckoutSession, code: str) -> CheckoutSession:
    """Discount an open session by a promotion code, as a buyer types it.

    400 if it cannot be used. No event.
    """
    subtotal, currency = int(session.amount_subtotal or 0), str(session.currency)
    typed = work.list(objects.promotion_code, _code=code.strip().lower(), active=True)
    # Two codes may have one text, for different customers.
    found = [each for each in typed if each.customer in (None, session.customer)]
    if not session.allow_promotion_codes or not found:
        raise errors.invalid(line_items.INVALID_CODE, param="promotion_code")
    sent = {"promotion_code": found[0].id}
    try:
        coupon = line_items.coupon_of(
            work, sent, currency=currency, subtotal=subtotal, customer=session.customer, param="discounts[0]"
        )
    except errors.Refusal:
        raise errors.invalid(line_items.INVALID_CODE, param="promotion_code") from None
    shown = [{"coupon": coupon["id"], "promotion_code": found[0].id}]
    return work.change(session, discounts=shown, **reordered(work, session, coupon=coupon))


def reordered(work: Work, session: CheckoutSession, **changed: Any) -> dict[str, Any]:
    """Return the items and amounts of a session whose items, coupon or shipping change."""
    chosen_rate = session.at("shipping_cost.shipping_rate")
    shipping = next(
        (each for each in session.shipping_options or () if each["shipping_rate"] == chosen_rate), None
    )
    coupon = work.find(objects.coupon, session.discounts[0]["coupon"]) if session.discounts else None
    terms: dict[str, Any] = {"coupon": coupon, "shipping": shipping, "items": session["_items"], **changed}
    items, fields = line_items.order(
        work,
        terms["items"],
        currency=str(session.currency),
        coupon=terms["coupon"],
        shipping=terms["shipping"],
    )
    return {"_items": items, **fields}
