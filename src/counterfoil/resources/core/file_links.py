"""File links: URLs at which a file can be downloaded without a key, optionally until they expire.

A file shows its newest links, so changing a link also updates its file. Source: API reference, File Links.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Space, Work, errors, ids, objects
from counterfoil.kernel.shapes import File, FileLink

file_links = objects.file_link.page(
    filters={"file": "file", "expired": "expired"},
)

LINKABLE = frozenset(
    """business_icon business_logo customer_signature dispute_evidence finance_report_run
    financial_account_statement identity_document_downloadable issuing_logo issuing_regulatory_reporting
    pci_document selfie sigma_scheduled_query tax_document_user_upload terminal_reader_splashscreen""".split()
)
SHOWN = 10  # links shown in their file
SECRET = 40  # characters of a URL's secret part
PAST = "Invalid timestamp: must be an integer Unix timestamp in the future."


@file_links.create
def create(work: Work, params: Mapping[str, Any]) -> FileLink:
    """Create a link to a file. 400 for a purpose that cannot be linked, or an expiry in the past."""
    file = work.get(objects.file, params["file"], param="file")
    check(work, file.purpose, params)
    return make(work, file, params)


def check(work: Work, purpose: str, params: Mapping[str, Any], *, within: str = "") -> None:
    """Refuse (400) a link that cannot be created.

    within: the hash that contains its parameters, for errors.
    """
    if purpose not in LINKABLE:
        raise errors.invalid(f"Files with the purpose {purpose} cannot be linked.", param=within or "file")
    if params.get("expires_at") is not None and params["expires_at"] <= work.now:
        raise errors.invalid(PAST, param=f"{within}[expires_at]" if within else "expires_at")


def make(work: Work, file: File, params: Mapping[str, Any]) -> FileLink:
    """Create a link from checked parameters."""
    id = file_links.new_id(work.space)
    # The token begins with the link's id, by which the link is found in any account; the rest is secret.
    token = id.removeprefix("link_") + ids.secret("", SECRET)
    fields = {name: value for name, value in params.items() if name in ("expires_at", "metadata")}
    url = f"{work.services.base_url}/links/{token}"
    link = work.insert(file_links, fields, id=id, file=file.id, url=url, _token=token)
    if link.expires_at is not None:
        work.schedule(expire, link, at=link.expires_at)
    _update_file(work, file)
    return link


@file_links.update
def update(work: Work, link: FileLink, params: Mapping[str, Any]) -> FileLink:
    """Update expires_at (`now` expires it at once, empty removes the expiry) and metadata.

    400 if it has expired.
    """
    if link.expired:
        raise errors.invalid("This file link has expired and can no longer be updated.")
    fields: dict[str, Any] = {}
    if "expires_at" in params:
        at = params["expires_at"]
        if at == "now":
            fields = {"expires_at": work.now, "expired": True}
        elif at is not None and at <= work.now:
            raise errors.invalid(PAST, param="expires_at")
        else:
            fields = {"expires_at": at}
        work.unschedule(link, expire)
        if at is not None and at != "now":
            work.schedule(expire, link, at=at)
    link = work.update(link, params, **fields)
    file = work.find(objects.file, link.file)
    if file is not None:
        _update_file(work, file)
    return link


@file_links.due(name="file_link.expire")
def expire(work: Work, link: FileLink) -> None:
    """Expire the link."""
    work.change(link, expired=True)
    file = work.find(objects.file, link.file)
    if file is not None:
        _update_file(work, file)


def expire_all(work: Work, file: File) -> None:
    """Expire all links of a file that is deleted."""
    for link in work.list(file_links, file=file.id, expired=False):
        work.change(link, expired=True)
        work.unschedule(link)


# -- within the file -----------------------------------------------------------------------------------------


def none(file: str) -> dict[str, Any]:
    """Return the empty `links` list of a file."""
    return {"object": "list", "data": [], "has_more": False, "url": f"/v1/file_links?file={file}"}


def _update_file(work: Work, file: File) -> None:
    """Update the `links` list of a file."""
    newest = work.list(file_links, limit=SHOWN + 1, file=file.id)
    shown = {"data": [work.visible(link) for link in newest[:SHOWN]], "has_more": len(newest) > SHOWN}
    work.change(file, links={**none(file.id), **shown})


# -- public access -------------------------------------------------------------------------------------------


def resolve(session: Any, token: str, now: int) -> tuple[Space, str] | None:
    """Return (space, file id) of an unexpired link token, in any account; None otherwise."""
    id = f"link_{token[:-SECRET]}"
    for space in session.spaces(file_links.table, id):
        link = session.load(file_links.table, space, id)
        if link is None or not hmac.compare_digest(link["_token"].encode(), token.encode()):
            continue
        if link.expired or (link.expires_at is not None and link.expires_at <= now):
            continue
        return space, link.file
    return None
