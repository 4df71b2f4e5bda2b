"""Files: uploaded, or created by reports. Their contents are in the store.

The type of a file is detected from its contents, not from its name or the upload's media type.
Source: API reference, Files; guide "File upload", whose table of purposes is PURPOSES.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Content, Space, Work, errors, objects
from counterfoil.kernel.shapes import File
from counterfoil.resources.core import file_links

files = objects.file

KB, MB, DAY = 1024, 1024 * 1024, 86400

MEDIA = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """The rules of a purpose.

    types: accepted types. largest: maximum size in bytes. largest_of: other maxima, by type.
    lasts: seconds until the file is deleted; None for never. downloadable: its contents can be read.
    """

    types: tuple[str, ...]
    largest: int
    lasts: int | None = None
    downloadable: bool = True
    largest_of: Mapping[str, int] | None = None


_DOCUMENT = ("pdf", "jpg", "png")
_PICTURE = ("jpg", "png", "gif")

PURPOSES = {
    "account_requirement": Purpose(_DOCUMENT, 16 * MB, downloadable=False),
    "additional_verification": Purpose(_DOCUMENT, 16 * MB, downloadable=False),
    "business_icon": Purpose(_PICTURE, 512 * KB),
    "business_logo": Purpose(_PICTURE, 512 * KB),
    "customer_signature": Purpose(("jpg", "png", "svg"), 4 * MB, 7 * DAY),
    "dispute_evidence": Purpose(_DOCUMENT, 5 * MB, 270 * DAY),
    "identity_document": Purpose(_DOCUMENT, 16 * MB, downloadable=False),
    "issuing_logo": Purpose(("png", "jpg"), 512 * KB),
    "issuing_regulatory_reporting": Purpose(("json",), 256 * KB, 730 * DAY),
    "pci_document": Purpose(("pdf",), 16 * MB),
    "tax_document_user_upload": Purpose(("pdf", "csv", "jpg", "png", "xlsx", "docx"), 16 * MB),
    "terminal_reader_splashscreen": Purpose(_PICTURE, 2 * MB, largest_of={"gif": 4 * MB}),
}
# Ids of identity documents that verify with a known outcome. Source: guide "Testing Connect".
TEST_DOCUMENTS = ("file_identity_document_success", "file_identity_document_failure")
# Purposes of files created by the system that cannot be downloaded.
CONFIDENTIAL = {"document_provider_identity_document"}


@files.create
def create(work: Work, params: Mapping[str, Any]) -> File:
    """Store an upload, and with file_link_data[create] a link to it. Emits file.created.

    400 for a type, a size or a link that the purpose does not allow.
    """
    upload, purpose = params["file"], params["purpose"]
    rule = PURPOSES[purpose]
    if not upload.content:
        raise errors.invalid("The file you tried to upload is empty.", param="file")
    type = _type(upload.content, upload.filename, rule.types)
    if type is None:
        declared = upload.content_type.partition(";")[0].strip() or "application/octet-stream"
        accepted = ", ".join(MEDIA[one] for one in rule.types)
        message = (
            f"We don't currently support file type: {declared}. Try uploading a file with one of the"
            f" following mimetypes: {accepted}"
        )
        raise errors.invalid(message, param="file")
    largest = (rule.largest_of or {}).get(type, rule.largest)
    if len(upload.content) > largest:
        limit = f"{largest // MB} MB" if largest >= MB else f"{largest // KB} KB"
        raise errors.invalid(
            f"The file is too large: a {type} file for the purpose {purpose} can have {limit} at most.",
            param="file",
        )
    link = params.get("file_link_data") or {}
    if link.get("create"):
        file_links.check(work, purpose, link, within="file_link_data")
    filename = upload.filename.replace("\\", "/").rpartition("/")[2] or None
    file = _store(
        work,
        purpose,
        type,
        upload.content,
        filename=filename,
        lasts=rule.lasts,
        downloadable=rule.downloadable,
    )
    if link.get("create"):
        file_links.make(work, file, link)
    file = work.latest(file)
    work.emit("file.created", file)
    return file


def make(
    work: Work,
    purpose: str,
    type: str,
    content: bytes,
    *,
    filename: str,
    title: str | None = None,
    lasts: int | None = None,
) -> File:
    """Create a file of the system, such as a report.

    lasts: seconds until it is deleted. Emits file.created.
    """
    downloadable = purpose not in CONFIDENTIAL
    file = _store(
        work, purpose, type, content, filename=filename, title=title, lasts=lasts, downloadable=downloadable
    )
    work.emit("file.created", file)
    return file


def _store(
    work: Work,
    purpose: str,
    type: str,
    content: bytes,
    *,
    lasts: int | None,
    downloadable: bool,
    **fields: Any,
) -> File:
    id = files.new_id(work.space)
    expires_at = work.now + lasts if lasts is not None else None
    file = work.insert(
        files,
        id=id,
        expires_at=expires_at,
        links=file_links.none(id),
        purpose=purpose,
        size=len(content),
        type=type,
        url=f"{work.services.base_url}/v1/files/{id}/contents" if downloadable else None,
        **fields,
    )
    work.session.save_content(work.space, id, content)
    if expires_at is not None:
        work.schedule(expire, file, at=expires_at)
    return file


@files.standing
def is_test_document(work: Work, id: str) -> bool:
    """Whether an id is that of a test document, which is valid without an upload."""
    return id in TEST_DOCUMENTS and not work.livemode


@files.operation("files.contents")
def contents(work: Work, file: File, params: Mapping[str, Any]) -> Content:
    """Return the contents of a file. 400 for a purpose that cannot be downloaded."""
    if file.url is None:
        raise errors.invalid(f"Files with the purpose {file.purpose} cannot be downloaded.", param="file")
    return _content(work.session, work.space, file)


def linked(session: Any, token: str, now: int) -> Content | None:
    """Return the contents that a link token gives access to; None if it is invalid or expired."""
    found = file_links.resolve(session, token, now)
    file = session.load(files.table, *found) if found else None
    return _content(session, found[0], file) if found and file else None


def _content(session: Any, space: Space, file: File) -> Content:
    """Load the contents of a file."""
    body = session.content(space, file.id)
    assert body is not None, "a file has contents until it is deleted"
    return Content(body, MEDIA.get(file.type or "", "application/octet-stream"), file.filename)


@files.due(name="file.expire")
def expire(work: Work, file: File) -> None:
    """Delete the file, its contents and its links at the end of its purpose's lifetime."""
    file_links.expire_all(work, file)
    work.delete(file)
    work.session.delete_content(work.space, file.id)


# -- type detection ------------------------------------------------------------------------------------------


def _type(content: bytes, filename: str, accepted: tuple[str, ...]) -> str | None:
    """Return the accepted type that the contents have, or None."""
    for type in accepted:
        if _DETECTORS[type](content):
            return None if type == "csv" and not filename.lower().endswith(".csv") else type
    return None


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    """Return a detector of contents that start with one of the marks."""
    return lambda content: content.startswith(marks)


def _office(folder: str) -> Callable[[bytes], bool]:
    """Return a detector of zip archives with a file in this folder. Nothing is unpacked."""
    # A directory entry is a mark, 42 bytes of numbers and the name.
    listed = re.compile(rb"PK\x01\x02.{42}" + folder.encode(), re.DOTALL).search
    return lambda content: content.startswith(b"PK\x03\x04") and listed(content) is not None


def _text(content: bytes) -> bool:
    """Whether the contents are UTF-8 text."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _json(content: bytes) -> bool:
    """Whether the contents are JSON."""
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


_DETECTORS: dict[str, Callable[[bytes], bool]] = {
    "csv": _text,
    "docx": _office("word/"),
    "gif": _starts(b"GIF87a", b"GIF89a"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "json": _json,
    "pdf": lambda content: b"%PDF-" in content[:1024],
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "svg": lambda content: _text(content) and b"<svg" in content[:4096],
    "xlsx": _office("xl/"),
}
