"""The findings on one screen of a terminal: plain text, no colours, no control characters from the reports.

A VT100 has 24 lines of 80 columns; that is the least anybody has. What does not fit is counted and stands on the
page. Widths are counted in terminal cells (Unicode Standard Annex 11): wide letters take two, marks none.
"""

from __future__ import annotations

import unicodedata

from secondsource.core.vetting.finding import Claim, Findings
from secondsource.publishing.findings.parts.index import Index, build, contested
from secondsource.publishing.findings.parts.views import status
from secondsource.publishing.findings.parts.views import summary as figures
from secondsource.publishing.findings.parts.visible import plain
from secondsource.publishing.findings.wording import Wording, said, wording

MOST_LINES = 23
"""One less than a screen, for the prompt."""
LEAST_WIDTH = 40
MOST_CLAIMS = 8


def summary(findings: Findings, width: int = 80, *, language: str = "en") -> str:
    """Write what an editor has to know first.

    Args:
        findings: the whole result.
        width: columns of the terminal; less than 40 is treated as 40.
        language: of the interface, `en` or `es`.

    Returns:
        At most 23 lines, none wider than `width`, each ending in a line feed.

    Raises:
        InputError: `ui-language` when the interface is not written in `language`.
    """
    w = wording(language)
    index = build(findings)
    room = max(width, LEAST_WIDTH)
    head = _folded(_counts(index, w), room)[:5]
    tail = _tail(index, w, room)
    claims = _claims(index, w, room, MOST_LINES - len(head) - len(tail) - 2)
    return "".join(f"{line}\n" for line in [*head, "", *claims, *([""] if claims else []), *tail])


def _counts(index: Index, w: Wording) -> str:
    """Return the first paragraph."""
    figure = figures(index)
    sentences = [w("summary.reports", n=len(index.read))]
    if index.skipped:
        sentences.append(w("summary.skipped", n=len(index.skipped)))
    sentences += [w("summary.statements", n=figure.statements), w("summary.origins", n=figure.origins)]
    if figure.unknown:
        sentences.append(w("summary.unknown", n=figure.unknown))
    sentences.append(w("summary.claims", n=len(index.claims)))
    if figure.single:
        sentences.append(w("summary.single", n=figure.single))
    return " ".join(sentences)


def _claims(index: Index, w: Wording, room: int, lines: int) -> list[str]:
    """Return the ranked claims, one a line, under their heading."""
    if not index.claims:
        return []
    shown = index.claims[: min(MOST_CLAIMS, max(1, lines - 2))]
    rest = len(index.claims) - len(shown)
    rows = [_claim(claim, w, room) for claim in shown]
    return [_fit(w("terminal.claims"), room), *rows, *([f"  {w('terminal.more', n=rest)}"] if rest else [])]


def _claim(claim: Claim, w: Wording, room: int) -> str:
    """Return one claim with its figures first, so that they stand below each other."""
    count = f"{w.span(claim.origins.low, claim.origins.high):>5} /{claim.mentions:>3} /{claim.documents:>3}  "
    if contested(claim):
        mood = f"  [{w('mood.contested').rstrip('.')}]"
    elif claim.single_origin:
        sure = claim.origins.high <= 1
        mood = f"  [{w('likelihood.single' if sure else 'likelihood.maybe')}]"
    else:
        mood = f"  [{w.term('icd', claim.likelihood.word)}]" if claim.likelihood else ""
    words = _fit(plain(claim.text), max(12, room - _cells(count) - _cells(mood)))
    return _fit(f"{count}{words}{mood}", room)


def _tail(index: Index, w: Wording, room: int) -> list[str]:
    """Return the lines on status, contradictions, people, and what was not checked."""
    findings, figure = index.findings, figures(index)
    lines = []
    if figure.latest:
        latest = f"{plain(status(figure.latest, w))}, {w.day(figure.latest.date)}"
        lines.append(f"{w('terminal.status')}: {latest}")
    lines.append(f"{w('terminal.contradictions')}: {w.number(len(findings.contradictions))}")
    protected = sum(person.private is not False for person in findings.people)
    if protected:
        # The names stay off the screen: shoulders are looked over and terminals are logged.
        lines.append(f"{w('terminal.people')}: {w('terminal.people.count', n=protected)}")
    if index.skipped:
        files = ", ".join(plain(report.file) for report in index.skipped)
        lines.append(f"{w('terminal.skipped')}: {files}")
    notes = [plain(said(note, w.language).text) for note in findings.notes[:3]]
    rest = len(findings.notes) - len(notes)
    lines += [f"{w('terminal.unchecked')}: {note}" for note in notes or [w("unchecked.so")]]
    if rest > 0:
        lines.append(f"  {w('terminal.more', n=rest)}")
    return [*(_fit(line, room) for line in lines), *_folded(w("terminal.proposal"), room)[:2]]


def _cells(text: str) -> int:
    """Return how many columns `text` takes."""
    return sum(_width(mark) for mark in text)


def _width(mark: str) -> int:
    if unicodedata.combining(mark):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in {"W", "F"} else 1


def _fit(text: str, room: int) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `room` columns."""
    if _cells(text) <= room:
        return text
    kept, used = "", 0
    for mark in text:
        used += _width(mark)
        if used > room - 1:
            break
        kept += mark
    return f"{kept.rstrip()}…"


def _folded(text: str, room: int) -> list[str]:
    """Return `text` in lines of at most `room` columns, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _cells(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_fit(word, room))
    return lines
