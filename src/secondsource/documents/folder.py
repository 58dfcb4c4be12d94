"""A folder of reports: every file becomes a report or a skipped report with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import Extract, UnreadableError, refuse_unusable_text
from secondsource.documents.labels.filenames import complete_from_file_name
from secondsource.documents.limits import Limits
from secondsource.documents.listing import list_files, relative_name
from secondsource.documents.opening import read_bytes
from secondsource.documents.readers.text import read_markdown, read_text
from secondsource.errors import InputError

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the file about to be read (at the end: none)."""

PLAIN_READERS = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
}
"""Formats simple enough to be read without a process of their own."""

SANDBOXED_SUFFIXES = frozenset(
    {".htm", ".html", ".xhtml", ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".eml"}
)
"""Formats whose parsers face a stranger's file only in a confined process."""

_DEFAULT_LIMITS = Limits()
_REASONS_SHOWN = 3


def read_folder(
    folder: Path,
    *,
    limits: Limits = _DEFAULT_LIMITS,
    progress: Progress | None = None,
    exclude: Sequence[Path] = (),
) -> tuple[list[Report], list[SkippedReport]]:
    """Read every report of a folder and its sub-folders, in the order of their paths.

    Args:
        folder: the folder of reports.
        limits: how much of one file is read before it is skipped.
        progress: told of every file before it is read, and once at the end.
        exclude: files or folders inside the folder that are no reports, such as an output folder.

    Raises:
        InputError: code `folder-missing`, `folder-unreadable`, `folder-empty` or `no-readable-report`.
    """
    files = list_files(folder, exclude=exclude)
    reports, skipped = read_files(folder, files, limits=limits, progress=progress)
    refuse_unread(folder, reports, skipped)
    return reports, skipped


def read_files(
    root: Path,
    files: Sequence[Path],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> tuple[list[Report], list[SkippedReport]]:
    """Read some files of a folder, in the order given.

    Args:
        root: the folder of reports; names are given relative to it, and no file outside it is read.
        files: paths as `list_files` gives them, or relative to `root`.
        limits: how much of one file is read before it is skipped.
        progress: told of every file before it is read, and once at the end.

    Returns:
        The reports, and the files that could not be read with the reason for each. Neither list has to
        hold anything; `refuse_unread` turns two such lists into a refusal.
    """
    reports: list[Report] = []
    skipped: list[SkippedReport] = []
    with Sandbox(limits) as sandbox:
        for done, file in enumerate(files):
            path = file if file.is_absolute() or file.is_relative_to(root) else root / file
            name = relative_name(root, path)
            if progress is not None:
                progress(done, len(files), name)
            found = _read_one(root, path, name, limits, sandbox)
            if isinstance(found, Report):
                reports.append(found)
            else:
                skipped.append(found)
    if progress is not None:
        progress(len(files), len(files), "")
    return reports, skipped


def refuse_unread(folder: Path, reports: Sequence[Report], skipped: Sequence[SkippedReport]) -> None:
    """Refuse a folder that gave no report at all.

    Raises:
        InputError: code `folder-empty` or `no-readable-report`.
    """
    if reports:
        return
    if not skipped:
        sentence = f"The folder {folder} holds no file."
        raise InputError(
            "folder-empty", sentence, "Put reports into it: .md, .txt, .html, .pdf, .eml or office documents."
        )
    shown = " ".join(f"{entry.file}: {entry.reason}" for entry in skipped[:_REASONS_SHOWN])
    more = len(skipped) - _REASONS_SHOWN
    others = f" And {more} more." if more > 0 else ""
    sentence = f"None of the files in {folder} ({len(skipped)}) can be read as a report. {shown}{others}"
    raise InputError(
        "no-readable-report", sentence, "Add at least one report as .md, .txt, .html, .pdf, .eml or an office document."
    )


def _read_one(root: Path, path: Path, name: str, limits: Limits, sandbox: Sandbox) -> Report | SkippedReport:
    suffix = PurePath(name).suffix.lower()
    digest: str | None = None
    try:
        if suffix not in PLAIN_READERS and suffix not in SANDBOXED_SUFFIXES and not path.is_dir():
            raise _unknown_type(suffix)
        file = read_bytes(root, path, limits)
        digest = file.sha256
        extract = _extract(file.data, suffix, limits, sandbox)
    except UnreadableError as refusal:
        return SkippedReport(file=name, sha256=digest, code=refusal.code, reason=refusal.sentence)
    return _report(name, digest, complete_from_file_name(extract, PurePath(name).stem))


def _extract(data: bytes, suffix: str, limits: Limits, sandbox: Sandbox) -> Extract:
    if not data:
        raise UnreadableError("empty-file", "The file is empty (0 bytes).")
    reader = PLAIN_READERS.get(suffix)
    if reader is None:
        return sandbox.read(data, suffix)
    extract = reader(data, limits)
    refuse_unusable_text(extract.text, limits)
    return extract


def _unknown_type(suffix: str) -> UnreadableError:
    kind = f"Files of type {suffix}" if suffix else "Files without an extension"
    return UnreadableError(
        "unknown-type", f"{kind} are not read; .md, .txt, .html, .pdf, .eml and office documents are."
    )


def _report(name: str, digest: str, extract: Extract) -> Report:
    return Report(
        file=name,
        sha256=digest,
        text=extract.text,
        title=extract.title,
        outlet=extract.outlet,
        published=extract.published,
        published_basis=extract.published_basis,
        language=extract.language,
        language_basis=extract.language_basis,
        via=extract.via,
        author=extract.author,
        url=extract.url,
        notes=extract.notes,
    )
