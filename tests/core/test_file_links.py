"""File links: a file for whoever has its URL, until the link expires."""

from __future__ import annotations

import pytest

from tests.core.test_files import JPG, PNG, SVG, uploaded


def read(api, link):
    """The link as anyone opens it."""
    return api.request("GET", link.url.removeprefix(api.house.server.services.base_url), key=None)


@pytest.fixture
def file(api):
    return uploaded(api, filename="receipt.png")


def test_a_link_needs_no_key(api, file):
    link = api.post("/v1/file_links", file=file.id, metadata={"order_id": "6735"})
    assert (link.object, link.file, link.expired, link.expires_at, link.livemode) == (
        "file_link",
        file.id,
        False,
        None,
        False,
    )
    assert link.metadata == {"order_id": "6735"}
    answer = read(api, link)
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, PNG, "image/png")
    assert answer.headers["content-disposition"] == 'inline; filename="receipt.png"'
    assert api.get(f"/v1/file_links/{link.id}", expand=["file"]).file.id == file.id
    assert api.happened() == ["file.created"], "links have no events"


def test_a_url_is_good_as_a_whole_only(api, file):
    link = api.post("/v1/file_links", file=file.id)
    for url in (
        link.url[:-1],
        link.url[:-1] + ("a" if link.url[-1] != "a" else "b"),
        link.url.rpartition("/")[0] + "/nothing",
    ):
        link_to = type(link)(link | {"url": url})
        assert read(api, link_to).status == 404


def test_drawings_run_no_scripts(api):
    drawing = uploaded(api, SVG, "customer_signature", filename="a.svg")
    answer = read(api, api.post("/v1/file_links", file=drawing.id))
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_link_expires_at_its_time(api, wall, file):
    end = wall.now + 3600
    link = api.post("/v1/file_links", file=file.id, expires_at=end)
    assert (link.expires_at, link.expired) == (end, False)
    wall.advance(to=end - 1)
    assert read(api, link).status == 200
    assert api.get(f"/v1/file_links/{link.id}") == link
    wall.advance(to=end)
    assert api.get(f"/v1/file_links/{link.id}").expired is True
    assert read(api, link).status == 404
    assert api.get(f"/v1/files/{file.id}").links.data[0].expired is True


def test_now_ends_a_link_at_once_and_for_good(api, file):
    link = api.post("/v1/file_links", file=file.id)
    ended = api.post(f"/v1/file_links/{link.id}", expires_at="now")
    assert (ended.expired, ended.expires_at) == (True, api.now)
    assert read(api, ended).status == 404
    error = api.refused("POST", f"/v1/file_links/{link.id}", metadata={"a": "b"})
    assert error.type == "invalid_request_error"
    assert api.get(f"/v1/file_links/{link.id}") == ended


def test_the_end_of_a_link_can_be_moved_and_taken_away(api, file):
    soon, later = api.now + 3600, api.now + 7200
    link = api.post("/v1/file_links", file=file.id, expires_at=soon)
    assert api.post(f"/v1/file_links/{link.id}", expires_at=later).expires_at == later
    forever = api.post(f"/v1/file_links/{link.id}", expires_at="", metadata={"a": "b"})
    assert (forever.expires_at, forever.metadata) == (None, {"a": "b"})
    assert api.get(f"/v1/files/{file.id}").links.data == [forever]


def test_an_end_lies_in_the_future(api, file):
    past = api.now
    link = api.post("/v1/file_links", file=file.id)
    for error in (
        api.refused("POST", "/v1/file_links", file=file.id, expires_at=past),
        api.refused("POST", f"/v1/file_links/{link.id}", expires_at=past),
    ):
        text = "Invalid timestamp: must be an integer Unix timestamp in the future."
        assert (error.message, error.param) == (text, "expires_at")
    assert api.get("/v1/file_links").data == [link]


def test_only_some_purposes_can_be_linked(api):
    private = uploaded(api, JPG, "identity_document")
    assert api.refused("POST", "/v1/file_links", file=private.id).param == "file"
    error = api.refused("POST", "/v1/file_links", file="file_nothing")
    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "file",
        "No such file upload: 'file_nothing'",
    )
    assert api.refused("POST", "/v1/file_links").code == "parameter_missing"


def test_a_file_shows_its_ten_newest_links(api, file):
    links = [api.post("/v1/file_links", file=file.id) for _ in range(11)]
    shown = api.get(f"/v1/files/{file.id}").links
    assert [one.id for one in shown.data] == [one.id for one in reversed(links)][:10]
    assert shown.has_more is True


def test_links_are_listed_by_file_and_by_whether_they_expired(api, file):
    other = uploaded(api)
    first, second, third = (api.post("/v1/file_links", file=of.id) for of in (file, file, other))
    api.post(f"/v1/file_links/{first.id}", expires_at="now")

    def listed(**params):
        return [one.id for one in api.get("/v1/file_links", **params).data]

    assert listed() == [third.id, second.id, first.id]
    assert listed(file=file.id) == [second.id, first.id]
    assert listed(expired=True) == [first.id]
    assert listed(expired=False, file=file.id) == [second.id]
    assert listed(created={"gt": third.created}) == []


def test_links_are_of_their_account(api, file):
    link = api.post("/v1/file_links", file=file.id)
    assert api.other().refused("GET", f"/v1/file_links/{link.id}", 404).code == "resource_missing"
    assert api.other().refused("POST", "/v1/file_links", file=file.id).code == "resource_missing"
