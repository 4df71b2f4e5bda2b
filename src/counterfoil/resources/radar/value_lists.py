"""Value lists: named lists of values, such as email addresses or cards, for the rules that assess payments.

Each account has default lists, which are stored only once they have items. They cannot be renamed or deleted,
and decide on payments (`payments.risk`). A list shows its newest items. No events.
Source: API reference, Value Lists; Radar, "Lists".
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import RadarValueList
from counterfoil.resources.payments import balance, risk

value_lists = objects.radar_value_list.page(filters={"alias": "alias"})

SHOWN = 10  # items shown in their list
ACRONYMS = ("bin", "id", "ip")
CREATED_BY = "API"
CREATED_BY_DEFAULT = "Stripe"
DEFAULTS = {
    f"{kind}_{suffix}": item_type
    for suffix in risk.RULINGS.values()
    for kind, item_type in risk.KINDS.items()
}
BOUNDS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
NOT_EDITABLE = "The list {alias} is a default list: it cannot be renamed or deleted."


@value_lists.create
def create(work: Work, params: Mapping[str, Any]) -> RadarValueList:
    """Create an empty list.

    400 for an alias with other characters than letters, digits, underscores, or one in use.
    """
    _check_alias(work, params["alias"])
    id = value_lists.new_id(work.space)
    item_type = params.get("item_type") or "string"
    return work.insert(
        value_lists,
        params,
        id=id,
        created_by=CREATED_BY,
        item_type=item_type,
        list_items=no_items(id),
        _count=0,
    )


@value_lists.operation("radar.value_lists.retrieve")
def retrieve(work: Work, value_list: str, params: Mapping[str, Any]) -> RadarValueList:
    """Return a list, also a default one."""
    return existing(work, value_list)


@value_lists.operation("radar.value_lists.update")
def update(work: Work, value_list: str, params: Mapping[str, Any]) -> RadarValueList:
    """Update alias, name and metadata. 400 to rename a default list."""
    found = existing(work, value_list)
    alias, name = params.get("alias", found.alias), params.get("name", found.name)
    if found.alias in DEFAULTS and (alias, name) != (found.alias, found.name):
        raise errors.invalid(
            NOT_EDITABLE.format(alias=found.alias), param="name" if alias == found.alias else "alias"
        )
    if alias != found.alias:
        _check_alias(work, alias)
    return work.update(stored(work, found), params)


@value_lists.operation("radar.value_lists.delete")
def delete(work: Work, value_list: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a list and its items. 400 for a default list."""
    found = existing(work, value_list)
    if found.alias in DEFAULTS:
        raise errors.invalid(NOT_EDITABLE.format(alias=found.alias))
    for item in work.list(objects.radar_value_list_item, value_list=found.id):
        work.delete(item)
    return work.delete(found)


@value_lists.operation("radar.value_lists.list")
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List value lists by alias, creation time or contained value. Newest first, default lists last."""
    defaults = [default(work, alias) for alias in DEFAULTS]
    own = [one for one in work.list(value_lists) if one.alias not in DEFAULTS]
    found = [
        one
        for one in (*own, *defaults)
        if params.get("alias") in (None, one.alias) and _made(one, params.get("created"))
    ]
    if params.get("contains"):
        found = [one for one in found if _contains(work, one, params["contains"])]
    return inherited.sliced(value_lists, params, found)


def _made(value_list: RadarValueList, bounds: Any) -> bool:
    """Whether a list was created within bounds: a time, or times by operator."""
    if isinstance(bounds, Mapping):
        return all(BOUNDS[name](value_list.created, time) for name, time in bounds.items())
    return bounds in (None, value_list.created)


def _contains(work: Work, value_list: RadarValueList, value: str) -> bool:
    """Whether a list has an item of this value."""
    try:
        key = risk.key(value_list.id, value_list.item_type, value)
    except ValueError:
        return False  # no address, so on no list of addresses
    return work.first(objects.radar_value_list_item, _key=key) is not None


def _check_alias(work: Work, alias: str) -> None:
    """Refuse (400) an alias that is malformed or in use."""
    if not (alias.isascii() and alias.replace("_", "a").isalnum()):
        raise errors.invalid("The alias can only contain letters, digits and underscores.", param="alias")
    if alias in DEFAULTS or work.first(value_lists, alias=alias) is not None:
        raise errors.invalid(f"A value list with the alias {alias} already exists.", param="alias")


# -- default lists, and the items within a list --------------------------------------------------------------


def existing(work: Work, id: str, *, param: str = "value_list", status: int = 404) -> RadarValueList:
    """Return a list, also a default one, or raise `resource_missing`."""
    alias = next((alias for alias in DEFAULTS if risk.list_id(work, alias) == id), None)
    found = default(work, alias) if alias else work.find(value_lists, id)
    if found is None:
        raise errors.missing(value_lists.noun, id, param=param, status=status)
    return found


@value_lists.standing
def is_default(work: Work, id: str) -> bool:
    """Whether an id is that of a default list, which exists even if it is not stored."""
    return any(risk.list_id(work, alias) == id for alias in DEFAULTS)


def default(work: Work, alias: str) -> RadarValueList:
    """Return a default list, stored or initial."""
    id = risk.list_id(work, alias)
    account = balance.account(work)
    fields = {
        "id": id,
        "object": value_lists.object,
        "alias": alias,
        "created": account.created if account else 0,
        "created_by": CREATED_BY_DEFAULT,
        "item_type": DEFAULTS[alias],
        "list_items": no_items(id),
        "livemode": work.livemode,
        "metadata": {},
        "name": _name(alias),
        "_count": 0,
    }
    return work.find(value_lists, id) or RadarValueList(value_lists.complete(fields))


def _name(alias: str) -> str:
    """Return the name of a default list: `Card BIN block list`."""
    kind, _, list = alias.rpartition("_")
    words = [word.upper() if word in ACRONYMS else word for word in kind.split("_")]
    name = f"{' '.join(words)} {list.removesuffix('list')} list"
    return name[0].upper() + name[1:]


def stored(work: Work, value_list: RadarValueList) -> RadarValueList:
    """Store a default list, if it is not yet."""
    return work.find(value_lists, value_list.id) or work.insert(value_lists, **value_list)


def no_items(id: str) -> dict[str, Any]:
    """Return the empty `list_items` of a list."""
    return {
        "object": "list",
        "data": [],
        "has_more": False,
        "url": f"/v1/radar/value_list_items?value_list={id}",
    }


def show_items(work: Work, value_list: RadarValueList, *, added: int) -> None:
    """Update the items that a list shows. added: how many more it has now."""
    count = value_list.get("_count", 0) + added
    newest = work.list(objects.radar_value_list_item, limit=SHOWN, value_list=value_list.id)
    items = {
        **no_items(value_list.id),
        "data": [work.visible(item) for item in newest],
        "has_more": count > SHOWN,
    }
    work.change(value_list, list_items=items, _count=count)
