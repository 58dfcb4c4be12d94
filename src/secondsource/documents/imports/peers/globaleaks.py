"""GlobaLeaks: the ZIP of one report: `report.pdf` or `report.txt`, `files/`, and `metadata.csv` with sizes.

No hashes are given; the size is compared. `files_attached_from_recipients/` was added by recipients and is marked so.
Source: globaleaks/globaleaks-whistleblowing-software, `handlers/recipient/export.py` and `utils/antivirus.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from secondsource.documents.encoding import decode
from secondsource.documents.imports.peers.folder import is_dropping
from secondsource.documents.imports.tables import records
from secondsource.documents.imports.taken import Taking

_REPORTS = ("report.txt", "report.pdf")
_LIST = "metadata.csv"
_BY_RECIPIENTS = "files_attached_from_recipients/"
_SCANNED = "Antivirus result"
_FORMULA = ("'=", "'+", "'-", "'@")


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether these files are such an export."""
    listed = _LIST in files and files[_LIST].lstrip(b"\xef\xbb\xbf").startswith(b"Filename,")
    return any(name in files for name in _REPORTS) and (listed or any(path.startswith("files/") for path in files))


def take(taking: Taking) -> None:
    """Take the report and its files."""
    rows = _rows(taking)
    for path in sorted(taking.files):
        if is_dropping(path) or path == _LIST:
            continue
        if path == "report.txt":
            text = decode(taking.files[path]).text.replace("\r\n", "\n")
            taking.report("report", text, {"system": "GlobaLeaks", "path": path})
        elif PurePosixPath(path).suffix in {".pgp", ".gpg"}:
            taking.leave(
                path, code="encrypted", reason="It is still encrypted; decrypt it on the viewing station first."
            )
        else:
            row = rows.get(path, {})
            size = row.get("Size", "")
            scanned = row.get(_SCANNED, "")
            added = "recipient" if path.startswith(_BY_RECIPIENTS) else ""
            given = f"size:{size}" if size.isdigit() else ""
            taking.exhibit(path, given, system="GlobaLeaks", antivirus=scanned, attached_by=added)
    taking.note("GlobaLeaks gives sizes and no hashes: that a file is the one sent cannot be shown.")


def _rows(taking: Taking) -> dict[str, dict[str, str]]:
    """Return what the list of files says, by path."""
    if _LIST not in taking.files:
        return {}
    found = {}
    rows, whole = records(taking.files[_LIST])
    for row in rows:
        name = row.get("Filename", "")
        # A cell that would be a formula is written behind an apostrophe.
        found[name[1:] if name.startswith(_FORMULA) else name] = row
    if not whole:
        taking.leave(_LIST, code="damaged", reason="The table cannot be read to its end.")
    return found
