"""Objects: every object of the API is declared under one name, whatever was imported or asked first."""

from __future__ import annotations

from counterfoil import contract
from counterfoil.contract import versions
from counterfoil.kernel import Resource, objects


def test_every_object_of_every_version_is_declared():
    declared = {each.object for each in objects.every()}
    assert contract.load(versions.NEWEST).objects | contract.load(versions.DEFAULT).objects <= declared


def test_an_object_is_found_by_its_api_name_written_with_underscores():
    for name, each in vars(objects).items():
        if not isinstance(each, Resource):
            continue
        assert name == each.object.lstrip("_").replace(".", "_")
        assert (
            objects.named(each.object)
            is objects.find(each.object)
            is objects.of({"object": each.object})
            is each
        )
    assert objects.find("nothing") is objects.find(None) is None


def test_an_object_has_one_page():
    try:
        objects.charge.page(filters={"customer": "customer"})
    except AssertionError as error:
        assert "one page" in str(error)
    else:
        raise AssertionError("a second page was taken")


def test_listeners_run_in_the_written_order_of_areas(house):
    from counterfoil.resources import AREAS

    for type, listeners in Resource.listeners.items():
        areas = [listener.__module__.split(".")[2] for listener in listeners]
        assert areas == sorted(areas, key=AREAS.index), type
