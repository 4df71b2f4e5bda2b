"""File links: URLs under which a file can be read without a key, for a time or for ever.

Source: API reference, File Links. A file shows its newest links within itself, so whatever changes a link writes the file anew.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Space, Work, errors, ids

file_links = Resource("file_link", prefix="link", noun="file_link", path_param="link", filters={"file": "file", "expired": "expired"})

LINKABLE = frozenset(
    """business_icon business_logo customer_signature dispute_evidence finance_report_run financial_account_statement
    identity_document_downloadable issuing_logo issuing_regulatory_reporting pci_document selfie sigma_scheduled_query
    tax_document_user_upload terminal_reader_splashscreen""".split()
)
SHOWN = 10  # links within their file
SECRET = 40  # characters of a URL that nobody can guess
PAST = "Invalid timestamp: must be an integer Unix timestamp in the future."


@file_links.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """A link to a file. Refuses files whose purpose keeps them private, and an end that is past (400)."""
    file = work.get(Resource.registry["file"], params["file"], param="file")
    check(work, file.purpose, params)
    return make(work, file, params)


def check(work: Work, purpose: str, params: Mapping[str, Any], *, within: str = "") -> None:
    """Refuse a link that cannot be. within: the hash its parameters came in."""
    if purpose not in LINKABLE:
        raise errors.invalid(f"Files with the purpose {purpose} cannot be linked.", param=within or "file")
    if params.get("expires_at") is not None and params["expires_at"] <= work.now:
        raise errors.invalid(PAST, param=f"{within}[expires_at]" if within else "expires_at")


def make(work: Work, file: Document, params: Mapping[str, Any]) -> Document:
    """The link, of parameters that were checked."""
    id = file_links.new_id(work.space)
    # The token begins with the link's own id, so that it is found without knowing whose it is; the rest is what must not be guessed.
    token = id.removeprefix("link_") + ids.secret("", SECRET)
    told = {name: value for name, value in params.items() if name in ("expires_at", "metadata")}
    link = work.insert(file_links, told, id=id, file=file.id, url=f"{work.house.base_url}/links/{token}", _token=token)
    if link.expires_at is not None:
        work.schedule(expire, link, at=link.expires_at)
    _show(work, file)
    return link


@file_links.update
def update(work: Work, link: Document, params: Mapping[str, Any]) -> Document:
    """Another end (`now` ends it at once, empty takes the end away), other metadata. Refused once it has expired."""
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
    file = work.find(Resource.registry["file"], link.file)
    if file is not None:
        _show(work, file)
    return link


@file_links.due
def expire(work: Work, link: Document) -> None:
    """Its end has come."""
    work.change(link, expired=True)
    file = work.find(Resource.registry["file"], link.file)
    if file is not None:
        _show(work, file)


def end(work: Work, file: Document) -> None:
    """The file goes, and with it whatever its links led to."""
    for link in work.list(file_links, file=file.id, expired=False):
        work.change(link, expired=True)
        work.unschedule(link)


# -- within the file ---------------------------------------------------------------------------------------------------


def none(file: str) -> dict[str, Any]:
    """The links of a file that has none."""
    return {"object": "list", "data": [], "has_more": False, "url": f"/v1/file_links?file={file}"}


def _show(work: Work, file: Document) -> None:
    newest = work.list(file_links, limit=SHOWN + 1, file=file.id)
    shown = {"data": [work.visible(link) for link in newest[:SHOWN]], "has_more": len(newest) > SHOWN}
    work.change(file, links={**none(file.id), **shown})


# -- for everyone ------------------------------------------------------------------------------------------------------


def opened(session: Any, token: str, now: int) -> tuple[Space, str] | None:
    """Whose file, and which, the link of a token leads to, whoever asks; None: no such link, or no longer."""
    id = f"link_{token[:-SECRET]}"
    for space in session.spaces(file_links.table, id):
        link = session.load(file_links.table, space, id)
        if link is None or not hmac.compare_digest(link["_token"].encode(), token.encode()):
            continue
        if link.expired or (link.expires_at is not None and link.expires_at <= now):
            continue
        return space, link.file
    return None
