"""Taking people out of a release: its words and its exhibits under one set of choices and one set of names.

The register masks by itself. Every other name, number or group that the finders point out stays open until a member
has decided about it, and while one is open nothing is frozen.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from secondsource.actions.shielding.redacting import Dossier, redact_files, undecided
from secondsource.core.release.letting_out.commitments import commit
from secondsource.core.release.letting_out.parts import ReleasedExhibit
from secondsource.core.release.letting_out.release import Release, texts_of, with_texts
from secondsource.core.vetting.decisions_words import folded
from secondsource.errors import InputError
from secondsource.shielding.finders.groups import find_groups
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.redact import Redacted, redact
from secondsource.shielding.redaction.spans import Fate, spans_of
from secondsource.shielding.register.entry import Register
from secondsource.store.evidence import blobs
from secondsource.store.evidence.lookups import exhibits as evidence_exhibits
from secondsource.store.evidence.values import Exhibit
from secondsource.store.letting_out.values import Copy, Draft

_CONTEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSpan:
    """Words that nobody has decided about."""

    words: str
    """Folded: the form a choice is kept in."""
    shown: str
    why: str
    context: str
    count: int
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A release after redaction, with its copies."""

    release: Release
    copies: tuple[Copy, ...]
    masked: int


def open_spans(draft: Draft, register: Register) -> tuple[OpenSpan, ...]:
    """Return what a member must decide in words and exhibits, the most frequent first.

    Raises:
        InputError: an exhibit cannot be read. AccessError: `exhibit-unknown`.
    """
    rows: dict[str, OpenSpan] = {}
    for text, done in _redacted(draft, register).items():
        for span in done.open:
            shown = " ".join(text[span.start : span.end].split())
            around = " ".join(text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT].split())
            _count(rows, OpenSpan(words=folded(shown), shown=shown, why=span.why, context=around, count=1))
    if draft.exhibits:
        choices = _choices(draft)
        with _laid_out(draft) as files:
            waiting = undecided(_dossier(draft, register, tuple(files)))
            for one in waiting.rows:
                row = OpenSpan(
                    words=folded(one.words), shown=one.words, why=one.why, context=one.context, count=one.count
                )
                _count(rows, row)
            for path, exhibit in files.items():
                if exhibit.kind == "image" and path.name not in choices.kept_pictures:
                    picture = OpenSpan(
                        words=path.name, shown=path.name, why="picture", context=exhibit.name, count=1, picture=True
                    )
                    _count(rows, picture)
    return tuple(sorted(rows.values(), key=lambda row: (-row.count, row.words)))


def mask(draft: Draft, register: Register) -> Masked:
    """Return the release as it would go out. Everything open is masked as well, so look at `open_spans` first.

    Raises:
        InputError: an exhibit cannot be read. RuleError: `undecided`. AccessError: `exhibit-unknown`.
    """
    texts = _redacted(draft, register)
    masked = sum(span.fate is not Fate.KEPT for done in texts.values() for span in done.spans)
    release = with_texts(draft.release, lambda text: texts[text].text)
    copies, listed = [], []
    if draft.exhibits:
        with _laid_out(draft) as files, _aside() as out:
            made = redact_files(_dossier(draft, register, tuple(files)), out=out)
            for number, (one, exhibit) in enumerate(zip(made, files.values(), strict=True), start=1):
                copy, released = _copy(one.copy, exhibit, number)
                copies.append(copy)
                listed.append(released)
                masked += one.masked
    return Masked(release=replace(release, exhibits=tuple(listed)), copies=tuple(copies), masked=masked)


def _copy(path: Path, exhibit: Exhibit, number: int) -> tuple[Copy, ReleasedExhibit]:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    name = f"exhibit-{number}{path.suffix}"
    opening = commit(f"exhibit-{number}", original_sha256=exhibit.sha256, copy_sha256=digest)
    released = ReleasedExhibit(
        id=f"exhibit-{number}", name=name, sha256=digest, size=len(data), commitment=opening.commitment
    )
    return Copy(name=name, data=data, opening=opening), released


def _redacted(draft: Draft, register: Register) -> dict[str, Redacted]:
    """Return every free text of a release with its redaction, all under the same names."""
    texts = tuple(dict.fromkeys(texts_of(draft.release)))
    matcher = Matcher(register)
    names = Pseudonyms(draft.pseudonym_key, (entry.id for entry in register))
    ordinary = small_words(texts)
    choices = _choices(draft)
    done = {}
    for text in texts:
        found = [*find_structured(text), *find_names(text, ordinary), *find_numbers(text), *find_groups(text)]
        done[text] = redact(text, spans_of(matcher.find(text), found), choices, names, draft.release.language)
    return done


def _choices(draft: Draft) -> Choices:
    words = [one for one in draft.choices if not one.picture]
    return Choices(
        masked={one.words: None for one in words if one.masked},
        kept=frozenset(one.words for one in words if not one.masked),
        kept_pictures=frozenset(one.words for one in draft.choices if one.picture and not one.masked),
    )


def _dossier(draft: Draft, register: Register, files: Sequence[Path]) -> Dossier:
    return Dossier(
        files=files,
        register=register,
        choices=_choices(draft),
        key=draft.pseudonym_key,
        language=draft.release.language,
    )


@contextmanager
def _laid_out(draft: Draft) -> Iterator[dict[Path, Exhibit]]:
    """Lay the exhibits' clean copies into a folder of their own under neutral names, for as long as it takes.

    Raises:
        InputError: `exhibit-no-copy`.
    """
    with _aside() as folder:
        files = {}
        for number, key in enumerate(draft.exhibits, start=1):
            exhibit = evidence_exhibits.exhibit(draft.case, key)
            if exhibit.clean is None:
                raise InputError(
                    "exhibit-no-copy",
                    "An exhibit of this draft has no clean copy, so nothing of it can leave.",
                    "Leave it out, or wait until it has been cleaned.",
                )
            path = folder / f"exhibit-{number}{exhibit.clean.suffix}"
            path.write_bytes(blobs.read(exhibit.clean.blob))
            files[path] = exhibit
        yield files


@contextmanager
def _aside() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="secondsource-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _count(rows: dict[str, OpenSpan], span: OpenSpan) -> None:
    before = rows.get(span.words)
    rows[span.words] = span if before is None else replace(before, count=before.count + span.count)
