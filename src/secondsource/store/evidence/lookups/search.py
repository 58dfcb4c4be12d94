"""Full-text search over one case: reports and statements, by words and phrases, whatever their accents.

SQLite answers from FTS5, PostgreSQL from `tsvector` with the `simple` configuration (no stemming: two languages, and
a vetter looks for the word that was written). All words must be there; the last one may be the beginning of a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from secondsource.core.vetting.folding import fold
from secondsource.store.evidence.models import ReportRow, StatementRow
from secondsource.store.evidence.words import bare_words

A_PAGE = 30
MOST_COUNTED = 1000
"""Hits counted; beyond it the page says "more than"."""
MOST_WORDS = 12
AROUND = 90
"""Code points shown on each side of the first word found."""
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_BARE = re.compile(r"\w+")
_CASE = re.compile(r"[0-9a-f]{20}")
_SQLITE = """
FROM evidence_words w JOIN evidence_search s ON s.id = w.rowid
WHERE evidence_words MATCH %s
"""
_POSTGRESQL = """
FROM evidence_search s
WHERE s.case_key = %s AND to_tsvector('simple', s.words) @@ to_tsquery('simple', %s)
"""
_OF_KIND = """
AND s.kind = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a snippet."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report or statement with the words."""

    kind: str
    """`report` or `statement`."""
    ref: str
    """The statement's id; empty for a report."""
    report_key: str
    name: str
    """The report's outlet or file; for a statement its speaker as well."""
    state: str
    """Of the statement; empty for a report."""
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of hits."""

    hits: tuple[Hit, ...]
    total: int
    more: bool
    """True where there are more than `total`."""
    number: int
    pages: int


def search(case: str, query: str, number: int = 1, kind: str = "") -> Found:
    """Find the words of `query` in one case.

    Args:
        case: the case's key; nothing of another case is ever looked at.
        query: words and "phrases in quotation marks"; what has no letter or digit is passed over.
        number: the page, from 1.
        kind: `report` or `statement`, or empty for both.
    """
    groups = groups_of(query)
    if not groups:
        return Found(hits=(), total=0, more=False, number=1, pages=1)
    asked = _ask(case, groups, kind)
    total = _count(asked)
    pages = max(1, -(-min(total, MOST_COUNTED) // A_PAGE))
    number = min(max(1, number), pages)
    hits = _hits(case, _page(asked, (number - 1) * A_PAGE), groups)
    return Found(hits=hits, total=min(total, MOST_COUNTED), more=total > MOST_COUNTED, number=number, pages=pages)


def groups_of(query: str) -> tuple[tuple[str, ...], ...]:
    """Cut a query into groups of folded words: a phrase is one group of several, a word is a group of one."""
    groups = []
    for phrase, word in _WORD.findall(query):
        words = tuple(bare_words(phrase or word))
        if words:
            groups.append(words)
    return tuple(groups[:MOST_WORDS])


def _sqlite_match(case: str, groups: tuple[tuple[str, ...], ...]) -> str:
    """Write the question for FTS5: every word in quotation marks, where it knows no operator."""
    wanted = [f'"{" ".join(words)}"' for words in groups]
    wanted[-1] += "*"
    return f'case_key : "{case}" AND words : ({" AND ".join(wanted)})'


def _postgresql_match(groups: tuple[tuple[str, ...], ...]) -> str:
    """Write the question for `to_tsquery`; words are letters and digits alone, so none can be an operator."""
    wanted = [" <-> ".join(f"'{word}'" for word in words) for words in groups]
    wanted[-1] += ":*"
    return " & ".join(f"({one})" for one in wanted)


def _ask(case: str, groups: tuple[tuple[str, ...], ...], kind: str) -> tuple[str, list[str]]:
    """Return the conditions of a search and their values, for this database."""
    if not _CASE.fullmatch(case):
        message = "not the key of a case"
        raise ValueError(message)
    conditions, values = _POSTGRESQL, [case]
    if connection.vendor == "sqlite":
        conditions, values = _SQLITE, [_sqlite_match(case, groups)]
    else:
        values.append(_postgresql_match(groups))
    if kind:
        conditions += _OF_KIND
        values.append(kind)
    return conditions, values


def _count(asked: tuple[str, list[str]]) -> int:
    """Count the hits, up to one more than are counted."""
    with connection.cursor() as cursor:
        # Conditions are our own constants; whatever was typed travels as values.
        cursor.execute(f"SELECT count(*) FROM (SELECT s.id {asked[0]} LIMIT %s) found", [*asked[1], MOST_COUNTED + 1])  # noqa: S608
        return int(cursor.fetchall()[0][0])


def _page(asked: tuple[str, list[str]], first: int) -> list[tuple[str, str]]:
    """Return kind and name of the hits of one page, in the order they came into the case."""
    # FTS5 gives its rows in the order of their numbers by itself; asked for the other table's, it would sort them all.
    order = "w.rowid" if connection.vendor == "sqlite" else "s.id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.kind, s.ref {asked[0]} ORDER BY {order} LIMIT %s OFFSET %s",
            [*asked[1], A_PAGE, first],
        )
        return [(str(kind), str(ref)) for kind, ref in cursor.fetchall()]


def _hits(case: str, found: list[tuple[str, str]], groups: tuple[tuple[str, ...], ...]) -> tuple[Hit, ...]:
    """Fetch what was found, in its order, each with a snippet cut from the words as they were written."""
    wanted = {word for words in groups for word in words}
    prefix = groups[-1][-1]
    hits: dict[tuple[str, str], Hit] = {}
    statements = [ref for kind, ref in found if kind == "statement"]
    rows = StatementRow.objects.filter(case__key=case, statement__in=statements).values_list(
        "statement", "text", "speaker", "state", "report__exhibit__key", "report__outlet", "report__file"
    )
    for ref, text, speaker, state, key, outlet, file in rows:
        hits["statement", ref] = Hit(
            kind="statement",
            ref=ref,
            report_key=key,
            name=f"{speaker} · {outlet or file}",
            state=state,
            snippet=snippet(text, wanted, prefix),
        )
    files = [ref for kind, ref in found if kind == "report"]
    for row in ReportRow.objects.filter(case__key=case, file__in=files).select_related("exhibit"):
        hits["report", row.file] = Hit(
            kind="report",
            ref="",
            report_key=row.exhibit.key,
            name=row.outlet or row.file,
            state="",
            snippet=snippet(str(row.plain.get("text", "")), wanted, prefix),
        )
    return tuple(hits[one] for one in found if one in hits)


def snippet(text: str, wanted: set[str], prefix: str) -> tuple[Piece, ...]:
    """Cut the surroundings of the first word found, every word found marked."""
    places: list[tuple[int, int]] = []
    for match in _BARE.finditer(text):
        word = fold(match.group())
        if word in wanted or word.startswith(prefix):
            if places and match.end() > places[0][0] + 2 * AROUND:
                break
            places.append(match.span())
    start = max(0, places[0][0] - AROUND) if places else 0
    end = min(len(text), (places[0][0] if places else 0) + 2 * AROUND)
    pieces = [Piece(text="…", found=False)] if start else []
    last = start
    for begin, stop in places:
        pieces += [Piece(text=text[last:begin], found=False), Piece(text=text[begin:stop], found=True)]
        last = stop
    pieces.append(Piece(text=text[last : max(last, end)] + ("…" if end < len(text) else ""), found=False))
    return tuple(piece for piece in pieces if piece.text)
