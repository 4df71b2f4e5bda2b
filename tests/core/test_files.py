"""Files: uploaded as multipart forms, known by their bytes, read with the account's key."""

from __future__ import annotations

import io
import zipfile

import pytest

from counterfoil.kernel import Claim, Resource, Space, Work, objects
from tests.support.clocks import DAY

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 40
GIF = b"GIF89a" + b"\0" * 40
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'


def office(folder: str) -> bytes:
    """A document of an office suite, as far as anyone looks."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        # Dated 1980: workers must agree on its bytes.
        archive.writestr(zipfile.ZipInfo(f"{folder}/document.xml"), "<x/>")
    return packed.getvalue()


def upload(
    api,
    content: bytes,
    *,
    filename="file.png",
    media="image/png",
    key: str | None = "",
    headers=None,
    **fields,
):
    """POST /v1/files as SDKs send it."""
    parts = [
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--xx\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\nContent-Type:'
        f" {media}\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), content, b"\r\n--xx--\r\n"])
    sent = {"content-type": "multipart/form-data; boundary=xx", **(headers or {})}
    return api.request("POST", "/v1/files", body, headers=sent, key=key)


def uploaded(api, content: bytes = PNG, purpose: str = "dispute_evidence", **fields):
    response = upload(api, content, purpose=purpose, **fields)
    assert response.status == 200, response.body
    file = response.json
    api.check("POST", "/v1/files", file)
    return file


def refused(api, content: bytes, purpose: str, **fields):
    response = upload(api, content, purpose=purpose, **fields)
    assert response.status == 400, response.body
    return response.json["error"]


def test_an_upload_is_a_file_that_can_be_read_back(api):
    file = uploaded(api, filename="receipt.png")
    assert (file.object, file.filename, file.purpose, file.type) == (
        "file",
        "receipt.png",
        "dispute_evidence",
        "png",
    )
    assert (file.size, file.title) == (len(PNG), None)
    assert file.expires_at == file.created + 270 * DAY
    assert file.links == {
        "object": "list",
        "data": [],
        "has_more": False,
        "url": f"/v1/file_links?file={file.id}",
    }
    assert file.url.endswith(f"/v1/files/{file.id}/contents")

    assert api.get(f"/v1/files/{file.id}") == file
    contents = api.request("GET", f"/v1/files/{file.id}/contents")
    assert (contents.status, contents.body, contents.headers["content-type"]) == (200, PNG, "image/png")
    assert contents.headers["content-disposition"] == 'inline; filename="receipt.png"'
    assert api.happened() == ["file.created"]


def test_contents_need_a_key_of_the_account(api):
    file = uploaded(api)
    assert api.request("GET", f"/v1/files/{file.id}/contents", key=None).status == 401
    error = api.other().refused("GET", f"/v1/files/{file.id}/contents", 404)
    assert (error.code, error.message, error.param) == (
        "resource_missing",
        f"No such file upload: '{file.id}'",
        "file",
    )


@pytest.mark.parametrize(
    ("content", "purpose", "filename", "type"),
    [
        (PDF, "dispute_evidence", "a.txt", "pdf"),
        (JPG, "identity_document", "photo", "jpg"),
        (GIF, "business_logo", "a.gif", "gif"),
        (SVG, "customer_signature", "a.svg", "svg"),
        (b'{"a": 1}', "issuing_regulatory_reporting", "a.json", "json"),
        (b"a,b\n1,2\n", "tax_document_user_upload", "a.csv", "csv"),
        (office("xl"), "tax_document_user_upload", "a.xlsx", "xlsx"),
        (office("word"), "tax_document_user_upload", "a.docx", "docx"),
        (PDF, "pci_document", "a.pdf", "pdf"),
        (PNG, "issuing_logo", "a.png", "png"),
    ],
)
def test_what_a_file_is_its_otherstell(api, content, purpose, filename, type):
    assert uploaded(api, content, purpose, filename=filename, media="application/octet-stream").type == type


def broken(content: bytes, at: int, others: bytes) -> bytes:
    """A zip with other bytes at a place of its directory's first entry."""
    start = content.index(b"PK\x01\x02") + at
    return content[:start] + others + content[start + len(others) :]


@pytest.mark.parametrize(
    "at_and_bytes", [(6, b"\x63\0"), (28, b"\xff\xff"), (30, b"\xff\xff"), (8, b"\0\x08"), (42, b"\xff" * 4)]
)
def test_a_zip_is_known_by_the_names_in_it_whatever_else_it_says(api, at_and_bytes):
    odd = broken(office("word"), *at_and_bytes)
    assert uploaded(api, odd, "tax_document_user_upload", filename="a.docx").type == "docx"


@pytest.mark.parametrize(
    "content",
    [
        broken(office("notes"), 6, b"\x63\0"),
        broken(office("word"), 0, b"PK\x01\x03"),
        broken(office("word"), 46, b"\xff\xfe"),
        b"PK\x03\x04" + b"word/" * 20,
        office("word")[:-60],
        b"word/" + office("word"),
    ],
)
def test_a_zip_of_something_else_is_refused(api, content):
    assert refused(api, content, "tax_document_user_upload").param == "file"


@pytest.mark.parametrize(
    ("content", "purpose", "accepted"),
    [
        (b"hello", "dispute_evidence", "application/pdf, image/jpeg, image/png"),
        (GIF, "dispute_evidence", "application/pdf, image/jpeg, image/png"),
        (PDF, "business_icon", "image/jpeg, image/png, image/gif"),
        (PNG, "pci_document", "application/pdf"),
        (b"{", "issuing_regulatory_reporting", "application/json"),
    ],
)
def test_each_purpose_takes_some_kinds_of_files(api, content, purpose, accepted):
    error = refused(api, content, purpose, media="image/png")
    assert (
        error.message
        == "We don't currently support file type: image/png. Try uploading a file with one of the following"
        f" mimetypes: {accepted}"
    )
    assert (error.type, error.param) == ("invalid_request_error", "file")
    assert api.get("/v1/files").data == []
    assert api.happened() == []


def test_each_purpose_has_a_largest_size(api):
    icon = PNG + b"\0" * (512 * 1024)
    error = refused(api, icon, "business_icon")
    assert (error.param, error.message) == (
        "file",
        "The file is too large: a png file for the purpose business_icon can have 512 KB at most.",
    )
    assert uploaded(api, icon, "dispute_evidence").size == len(icon)
    splash = GIF + b"\0" * (3 * 1024 * 1024)
    assert uploaded(api, splash, "terminal_reader_splashscreen", filename="a.gif").size == len(splash)
    assert refused(api, PNG + splash, "terminal_reader_splashscreen").param == "file"
    assert refused(api, b"", "dispute_evidence").param == "file"


def test_the_purpose_is_one_that_can_be_uploaded(api):
    error = refused(api, PNG, "finance_report_run")
    assert error.param == "purpose"
    assert error.message.startswith(
        "Invalid purpose: must be one of account_requirement, additional_verification, business_icon"
    )
    assert upload(api, PNG).json["error"].code == "parameter_missing"


def test_a_text_is_no_file(api):
    error = api.refused("POST", "/v1/files", purpose="dispute_evidence", file="@/path/to/a/file.jpg")
    assert (error.message, error.param) == ("Invalid hash", "file")


def test_documents_of_identity_are_neither_shown_nor_linked(api):
    file = uploaded(api, JPG, "identity_document")
    assert (file.url, file.expires_at) == (None, None)
    assert api.refused("GET", f"/v1/files/{file.id}/contents").param == "file"
    assert api.refused("POST", "/v1/file_links", file=file.id).param == "file"


def test_browsers_upload_documents_of_identity_only(api):
    publishable = api.key.replace("sk_", "pk_")
    assert upload(api, PNG, purpose="identity_document", key=publishable).status == 200
    denied = upload(api, PNG, purpose="dispute_evidence", key=publishable)
    assert (denied.status, denied.json["error"].code) == (401, "secret_key_required")


def test_files_are_listed_by_purpose_and_time(api):
    first = uploaded(api)
    second = uploaded(api, PDF, "pci_document")
    assert [one.id for one in api.get("/v1/files").data] == [second.id, first.id]
    assert [one.id for one in api.get("/v1/files", purpose="pci_document").data] == [second.id]
    assert api.get("/v1/files", created={"lt": first.created}).data == []
    assert [one.id for one in api.get("/v1/files", starting_after=second.id).data] == [first.id]


def test_a_link_can_be_asked_for_with_the_upload(api):
    file = uploaded(api, **{"file_link_data[create]": "true", "file_link_data[metadata][order]": "6735"})
    (link,) = file.links.data
    assert (link.object, link.file, link.metadata) == ("file_link", file.id, {"order": "6735"})
    assert api.get(f"/v1/file_links/{link.id}") == link
    assert api.get(f"/v1/files/{file.id}") == file

    error = refused(api, JPG, "identity_document", **{"file_link_data[create]": "true"})
    assert error.param == "file_link_data"
    past = refused(
        api, PNG, "dispute_evidence", **{"file_link_data[create]": "true", "file_link_data[expires_at]": "1"}
    )
    assert past.param == "file_link_data[expires_at]"
    assert len(api.get("/v1/files").data) == 1


def test_the_same_upload_sent_again_is_the_same_file(api):
    headers = {"Idempotency-Key": "upload-1"}
    first = upload(api, PNG, purpose="dispute_evidence", headers=headers).json
    assert upload(api, PNG, purpose="dispute_evidence", headers=headers).json == first
    other = upload(api, PNG + b"1", purpose="dispute_evidence", headers=headers)
    assert (other.status, other.json["error"].type) == (400, "idempotency_error")
    assert [one.id for one in api.get("/v1/files").data] == [first.id]


def test_a_file_is_gone_when_its_time_is_over(api):
    file = uploaded(api, SVG, "customer_signature", **{"file_link_data[create]": "true"})
    assert file.expires_at == file.created + 7 * DAY
    house, space = api.house, Space(api.get("/v1/account").id)

    async def later() -> None:
        def phase() -> None:
            work = Work(house.server.store.writer, space, house.server.services, now=file.expires_at)
            expire = Resource.due_actions["file.expire"]
            expire(work, work.get(objects.file, file.id))

        await house.server.phases.run(phase, Claim.of(space.account))

    house.run(later())
    for path in (f"/v1/files/{file.id}", f"/v1/files/{file.id}/contents"):
        assert api.refused("GET", path, 404).code == "resource_missing"
    assert api.get("/v1/files").data == []
    (link,) = file.links.data
    assert api.get(f"/v1/file_links/{link.id}").expired is True
    assert api.request("GET", link.url.removeprefix(house.server.services.base_url), key=None).status == 404
