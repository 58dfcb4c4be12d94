"""Exports as the other systems write them, of an invented story, made anew in every test."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PICTURE = b"\x89PNG\r\n\x1a\n invented"
PAGE = (
    b"<html><head><title>Four boats at night</title></head><body><nav>Home</nav><article><h1>Four boats at night</h1>"
    b"<p>Four boats left the inner harbour on Tuesday night, a warden told the Quay Courier.</p>"
    b"<p>The harbour company said that no boat had left, and that the book was whole.</p></article></body></html>"
)
ADDRESS = "https://quay.example/four-boats"


SHA1 = hashlib.sha1(PICTURE, usedforsecurity=False).hexdigest()


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def gzipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=out, mtime=0) as stream:
        stream.write(data)
    return out.getvalue()


def journalist_interface() -> dict[str, bytes]:
    """A download after decryption, with one part that nobody decrypted."""
    place = "calm-heron"
    return {
        f"{place}/1_2031-03-04/1-calm_heron-msg": b"Four boats left on Tuesday night.\n",
        f"{place}/2_2031-03-04/2-calm_heron-doc.gz": gzipped("crossings list.txt", b"22:10, 22:40, 23:05, 23:30\n"),
        f"{place}/3_2031-03-04/3-calm_heron-reply": b"Thank you. Who wrote the list?\n",
        f"{place}/4_2031-03-04/4-calm_heron-msg.gpg": b"\x85\x02",
    }


def transcript() -> dict[str, bytes]:
    text = (
        "Source: calm heron\nLast Updated: 2031-03-04 10:15\n\nTranscript:\n-----------\nSource wrote:\n"
        "Four boats left on Tuesday night.\n\nThe warden saw them.\n\nadviser replied:\nWho wrote the list?\n\n"
        "Source uploaded file: list.txt\n\nSource wrote:\nThe night clerk.\n"
    )
    return {"calm heron/transcript.txt": text.encode(), "calm heron/list.txt": b"22:10, 22:40\n"}


def globaleaks() -> dict[str, bytes]:
    rows = io.StringIO()
    table = csv.writer(rows)
    table.writerow(["Filename", "Type", "Size", "Antivirus result"])
    table.writerow(["files/boats.png", "image/png", len(PICTURE), "SAFE"])
    table.writerow(["files/list.txt", "text/plain", 999, "PENDING"])
    return {
        "report.txt": b"Report 12\r\n\r\nFour boats left on Tuesday night.\r\n",
        "files/boats.png": PICTURE,
        "files/list.txt": b"22:10\n",
        "files/letter.pdf.pgp": b"-----BEGIN PGP MESSAGE-----",
        "files_attached_from_recipients/memo.txt": b"Our memo.\n",
        "metadata.csv": rows.getvalue().encode(),
    }


def atlos_csv() -> dict[str, bytes]:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [
            "slug",
            "inserted_at",
            "latitude",
            "longitude",
            "status",
            "description",
            "sensitive",
            "date",
            "assignments",
            "source_1",
        ]
    )
    table.writerow(
        [
            "ATL1",
            "2031-03-05",
            "1.5",
            "2.5",
            "In Progress",
            "Four boats leave the harbour",
            "Not Sensitive",
            "2031-03-03",
            "some_member",
            ADDRESS,
        ]
    )
    table.writerow(
        [
            "ATL2",
            "2031-03-05",
            "",
            "",
            "Unclaimed",
            "'=a note that begins like a formula",
            "Graphic Violence",
            "",
            "",
            "",
        ]
    )
    table.writerow(["ATL3", "2031-03-05", "", "", "Unclaimed", "", "Not Sensitive", "", "", ""])
    return {"atlos-export-2031-03-06.csv": out.getvalue().encode()}


def atlos_zip(*, digest: str | None = None) -> dict[str, bytes]:
    root = "atlos-export-2031-03-06"
    incident = {
        "slug": "ATL1",
        "attr_description": "Four boats leave the harbour",
        "attr_date": "2031-03-03",
        "attr_status": "In Progress",
        "attr_sensitive": ["Not Sensitive"],
        "attr_tags": ["harbour"],
        "deleted": False,
        "source_material": [{"source_url": ADDRESS}],
    }
    version = {
        "source_url": ADDRESS,
        "artifacts": [{"type": "media", "file_hash_sha256": digest or sha256(PICTURE), "file_size": len(PICTURE)}],
    }
    gone = {"slug": "ATL2", "attr_description": "Deleted", "deleted": True}
    return {
        f"{root}/ATL1/ATL1-1/media_ATL1-1.png": PICTURE,
        f"{root}/ATL1/ATL1-1/metadata.json": json.dumps(version).encode(),
        f"{root}/ATL1/metadata.json": json.dumps(incident).encode(),
        f"{root}/ATL1/updates.json": b'[{"user": "some_member"}]',
        f"{root}/ATL2/metadata.json": json.dumps(gone).encode(),
        f"{root}/project.json": b'{"name": "Harbour"}',
        f"{root}/README.txt": b"This folder contains ...",
    }


def archiver_entry(digest: str | None = None) -> dict[str, object]:
    return {
        "status": "generic_extractor: success",
        "metadata": {
            "_processed_at": "2031-03-06T10:00:00+00:00",
            "url": ADDRESS,
            "title": "Four boats",
            "content": "Four boats left the inner harbour on Tuesday night.",
            "timestamp": "2031-03-04T21:00:00+00:00",
            "author": "Quay Courier",
        },
        "media": [
            {
                "filename": "/tmp/x/boats.png",  # noqa: S108 - what the peer writes
                "_key": "four-boats/boats.png",
                "urls": ["archive/four-boats/boats.png"],
                "properties": {"hash": f"SHA-256:{digest or sha256(PICTURE)}", "id": "media_0"},
                "_mimetype": "image/png",
            }
        ],
    }


def archiver_json(digest: str | None = None) -> dict[str, bytes]:
    return {"four-boats/metadata.json": json.dumps(archiver_entry(digest)).encode(), "four-boats/boats.png": PICTURE}


def archiver_csv() -> dict[str, bytes]:
    entry = archiver_entry()
    moment = "datetime.datetime(2031, 3, 6, 10, 0, 0, 5, tzinfo=datetime.timezone.utc)"
    metadata = repr({**entry["metadata"], "_processed_at": "MOMENT"}).replace("'MOMENT'", moment)  # type: ignore[dict-item]
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["status", "metadata", "media"])
    table.writerow([entry["status"], metadata, repr(entry["media"])])
    table.writerow(["success", "__import__('os').system('true')", "[]"])
    return {"db.csv": out.getvalue().encode(), "archive/four-boats/boats.png": PICTURE}


def archiver_html() -> dict[str, bytes]:
    page = f"""<html><body>
    <h2>Archived media for <span class="copy">{ADDRESS}</span> - <a href="{ADDRESS}">open</a></h2>
    <p><b>title:</b> '<span class="copy">Four boats</span>'</p>
    <table class="content"><tr><td><ul><li>hash: SHA-256:{sha256(PICTURE)}</li></ul></td><td></td></tr></table>
    <table class="metadata"><tr><td>content</td><td><span>Four boats left the inner harbour.</span></td></tr>
    <tr><td>timestamp</td><td><span>2031-03-04T21:00:00+00:00</span></td></tr></table>
    <p class="center">Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a></p>
    </body></html>"""
    return {"four-boats/formatted.html": page.encode(), "four-boats/boats.png": PICTURE}


def warc(page: bytes = PAGE, address: str = ADDRESS, packing: str = "identity") -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", packing)], protocol="HTTP/1.1"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its own scratch file open
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(page),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": datetime(2031, 3, 5, 8, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
        )
    return out.getvalue()


def wacz(archive: bytes | None = None, *, lie: bool = False, lie_about_list: bool = False) -> bytes:
    """A web archive as WACZ 1.1.1 writes it."""
    pages = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    pages += "\n" + json.dumps({"id": "1", "url": ADDRESS, "title": "Four boats", "ts": "2031-03-05T08:00:00Z"})
    pages += "\n" + json.dumps({"id": "2", "url": f"{ADDRESS}/2", "title": "More", "text": "More boats."}) + "\n"
    parts = {"archive/data.warc.gz": archive or warc(), "pages/pages.jsonl": pages.encode()}
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256(data)}", "bytes": len(data)}
        for path, data in parts.items()
    ]
    if lie:
        resources[0]["hash"] = f"sha256:{'0' * 64}"
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    digest = "0" * 64 if lie_about_list else sha256(package)
    listed = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()
    return packed({**parts, "datapackage.json": package, "datapackage-digest.json": listed})


def entities() -> dict[str, bytes]:
    listed = [
        {
            "id": "d1",
            "schema": "PlainText",
            "properties": {
                "fileName": ["list.txt"],
                "bodyText": ["Four boats left."],
                "date": ["2031-03-04"],
                "language": ["eng"],
            },
        },
        {
            "id": "d2",
            "schema": "Document",
            "properties": {"fileName": ["boats.png"], "contentHash": [SHA1]},
        },
        {"id": "d3", "schema": "Document", "properties": {"fileName": ["lost.pdf"], "contentHash": ["0" * 40]}},
        {
            "id": "e1",
            "schema": "Event",
            "properties": {"name": ["Night crossing"], "date": ["2031-03-03"], "proof": ["d1"], "sourceUrl": [ADDRESS]},
        },
        {"id": "n1", "schema": "Note", "properties": {"description": ["Two lists agree."], "entity": ["e1"]}},
        {"id": "x1", "schema": "Documentation", "properties": {"document": ["d2"], "entity": ["e1"]}},
        {"id": "p1", "schema": "Person", "properties": {"name": ["Somebody Named"]}},
        {"id": "p2", "schema": "Person", "properties": {"name": ["Somebody Else"]}},
    ]
    lines = "\n".join(json.dumps(one) for one in listed) + "\nnot json\n"
    return {"entities.ftm.json": lines.encode(), "boats.png": PICTURE}
