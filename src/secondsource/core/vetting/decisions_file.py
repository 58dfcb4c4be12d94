"""The decisions file: what an editor has decided, in plain text, one decision a line.

    accept s-3fa1c09b77de
    reject s-3fa1c09b77de                    # a reason, for whoever reads this file later
    edit s-3fa1c09b77de chain "Outlet" > "Wire" > "Speaker"
    edit s-3fa1c09b77de said 2031-05-04
    edit s-3fa1c09b77de position denies
    same-origin s-3fa1c09b77de o-0011223344ff
    split-origin s-3fa1c09b77de
    same-claim s-3fa1c09b77de c-0011223344ff
    split-claim s-3fa1c09b77de
    "Ana Ruiz" belongs to "Harbour Desk"
    "05-gazette.md" relays "Northern Wire"
    grade "Northern Wire" B
    private "Ana Ruiz" yes

Every keyword has a Spanish equal (`decisions_words`). Every line that cannot be read is reported at once, because
an editor who corrects one line at a time gives up. Nothing of a file with a bad line is applied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from secondsource.core.vetting.decisions import Decisions, StatementDecision
from secondsource.core.vetting.decisions_words import (
    ANSWERS,
    PARTS,
    POSITIONS,
    VERBS,
    LineError,
    Part,
    Verb,
    Word,
    cut,
    folded,
    identity,
    nearest,
    one_name,
    quote,
)
from secondsource.core.vetting.statement import Position, State
from secondsource.errors import InputError

MOST_SHOWN = 8
"""Bad lines named in the refusal; the rest are counted."""
GRADES = "ABCDEF"


@dataclass(slots=True)
class _Draft:
    """What the lines read so far decide."""

    statements: dict[str, StatementDecision] = field(default_factory=dict)
    decided_on: dict[tuple[str, str], int] = field(default_factory=dict)
    """(statement or name, what was decided) -> line, to name the line that a later one contradicts."""
    sets: dict[Verb, list[frozenset[str]]] = field(default_factory=dict)
    pairs: dict[Verb, list[tuple[str, str]]] = field(default_factory=dict)
    private: list[tuple[str, bool]] = field(default_factory=list)

    def once(self, who: str, what: str, line: int) -> None:
        """Note that `what` is decided about `who`, and refuse to decide it a second time."""
        earlier = self.decided_on.setdefault((who, what), line)
        if earlier != line:
            raise LineError(f"{what} of {who} is already decided on line {earlier}")


def parse(text: str, *, name: str) -> Decisions:
    """Read a decisions file.

    Args:
        text: the whole file.
        name: the file's name, for the refusal.

    Returns:
        The decisions, in the order of their lines.

    Raises:
        InputError: `decisions-unreadable`, naming every bad line (the first eight in words).
    """
    draft = _Draft()
    bad: list[tuple[int, str]] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            words = cut(line)
            if words:
                _read(words, number, draft)
        except LineError as wrong:
            bad.append((number, str(wrong)))
    if bad:
        raise _refusal(bad, name)
    return Decisions(
        statements=tuple(draft.statements.values()),
        merged_origins=tuple(draft.sets.get(Verb.SAME_ORIGIN, ())),
        split_origins=tuple(draft.sets.get(Verb.SPLIT_ORIGIN, ())),
        merged_claims=tuple(draft.sets.get(Verb.SAME_CLAIM, ())),
        split_claims=tuple(draft.sets.get(Verb.SPLIT_CLAIM, ())),
        affiliations=tuple(draft.pairs.get(Verb.BELONGS, ())),
        relays=tuple(draft.pairs.get(Verb.RELAYS, ())),
        grades=tuple(draft.pairs.get(Verb.GRADE, ())),
        private=tuple(draft.private),
    )


def _refusal(bad: list[tuple[int, str]], name: str) -> InputError:
    """Build the one refusal that names the bad lines."""
    shown = " ".join(f"Line {number}: {wrong.rstrip('.?')}." for number, wrong in bad[:MOST_SHOWN])
    rest = len(bad) - MOST_SHOWN
    more = f" And {rest} more." if rest > 0 else ""
    lines = "1 line" if len(bad) == 1 else f"{len(bad)} lines"
    return InputError(
        "decisions-unreadable",
        f"{lines} of {name} cannot be read. {shown}{more}",
        "Correct these lines and run again; nothing of the file was applied.",
    )


def _read(words: tuple[Word, ...], line: int, draft: _Draft) -> None:
    """Read one line into `draft`."""
    if words[0].quoted:
        _read_tie(words, draft)
        return
    verb = VERBS.get(folded(words[0].text))
    reader = _READERS.get(verb) if verb else None
    if verb is None or reader is None:
        known = [word for word, meant in VERBS.items() if meant in _READERS]
        raise LineError(f"`{words[0].text[:40]}` is not a decision{nearest(words[0].text, known)}")
    reader(verb, words[1:], line, draft)


def _read_tie(words: tuple[Word, ...], draft: _Draft) -> None:
    """Read `"X" belongs to "Y"` and `"A" relays "B"`."""
    bare = [word.text for word in words[1:] if not word.quoted]
    names = tuple(word for word in words[1:] if word.quoted)
    verb = VERBS.get(folded(" ".join(bare)))
    if verb not in {Verb.BELONGS, Verb.RELAYS} or words[-1] not in names:
        ties = [word for word, meant in VERBS.items() if meant in {Verb.BELONGS, Verb.RELAYS}]
        said = " ".join(bare)[:40]
        hint = nearest(said, ties) if said and verb is None else '; write `"A" belongs to "B"` or `"A" relays "B"`'
        raise LineError(f"`{said}` does not say what ties the two names{hint}")
    left = one_name(words[:1], "a name is missing")
    right = one_name(names, "a second name is missing")
    if left == right:
        raise LineError(f"{quote(left)} is tied to itself")
    draft.pairs.setdefault(verb, []).append((left, right))


def _read_state(verb: Verb, words: tuple[Word, ...], line: int, draft: _Draft) -> None:
    """Read `accept s-…` and `reject s-…`, one or more statements."""
    if not words:
        raise LineError(f"`{verb}` needs the id of a statement, such as s-3fa1c09b77de")
    state = State.REJECTED if verb is Verb.REJECT else State.ACCEPTED
    for word in words:
        statement = identity(word, "s")
        before = draft.statements.get(statement)
        if before is not None and (before.state is State.REJECTED) != (state is State.REJECTED):
            raise LineError(f"{statement} is both rejected and kept; keep one of the two lines")
        draft.once(statement, "the state", line)
        # An edited statement is an accepted one with changes, so accepting it as well changes nothing.
        draft.statements.setdefault(statement, StatementDecision(statement=statement, state=state))


def _read_edit(verb: Verb, words: tuple[Word, ...], line: int, draft: _Draft) -> None:
    """Read `edit s-… chain|said|position …`."""
    if len(words) < 3:
        raise LineError(f"`{verb}` needs a statement's id, one of chain, said, position, and the new value")
    statement = identity(words[0], "s")
    part = PARTS.get(folded(words[1].text))
    if part is None:
        raise LineError(f"`{words[1].text[:40]}` cannot be edited{nearest(words[1].text, PARTS)}")
    decided = draft.statements.get(statement) or StatementDecision(statement=statement, state=State.EDITED)
    if decided.state is State.REJECTED:
        raise LineError(f"{statement} is both rejected and kept; keep one of the two lines")
    draft.once(statement, f"the {part}", line)
    match part:
        case Part.CHAIN:
            decided = replace(decided, chain=_chain(words[2:]))
        case Part.SAID:
            decided = replace(decided, said_on=_day(words[2:]))
        case Part.POSITION:
            decided = replace(decided, position=_position(words[2:]))
    draft.statements[statement] = replace(decided, state=State.EDITED)


def _chain(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Read `"Outlet" > "Wire" > "Speaker"`."""
    marks, links = words[1::2], words[0::2]
    if len(words) % 2 == 0 or any(mark.quoted or mark.text not in {">", "→"} for mark in marks):
        raise LineError('write the chain as "Outlet" > "Speaker", publisher first, each name in quotation marks')
    return tuple(one_name((link,), "a name is missing") for link in links)


def _day(words: tuple[Word, ...]) -> date:
    """Read an ISO 8601 date, `2031-05-04`."""
    said = " ".join(word.text for word in words)
    try:
        return date.fromisoformat(said)
    except ValueError as wrong:
        raise LineError(f"`{said[:40]}` is not a date; write year-month-day, such as 2031-05-04") from wrong


def _position(words: tuple[Word, ...]) -> Position:
    """Read one position, such as `denies`."""
    said = " ".join(word.text for word in words)
    if folded(said) not in POSITIONS:
        raise LineError(f"`{said[:40]}` is not a position{nearest(said, POSITIONS)}")
    return POSITIONS[folded(said)]


def _read_set(verb: Verb, words: tuple[Word, ...], _line: int, draft: _Draft) -> None:
    """Read `same-origin`, `split-origin`, `same-claim`, `split-claim` and the ids that follow."""
    kinds = {Verb.SAME_ORIGIN: "so", Verb.SAME_CLAIM: "sc"}.get(verb, "s")
    together = frozenset(identity(word, kinds) for word in words)
    fewest = 2 if verb in {Verb.SAME_ORIGIN, Verb.SAME_CLAIM} else 1
    if len(together) < fewest:
        raise LineError(f"`{verb}` needs at least {fewest} id{'s' if fewest > 1 else ''}")
    draft.sets.setdefault(verb, []).append(together)


def _read_grade(verb: Verb, words: tuple[Word, ...], line: int, draft: _Draft) -> None:
    """Read `grade "Northern Wire" B`; F is missing, not low."""
    letter = words[-1].text.upper() if words and not words[-1].quoted else ""
    if len(letter) != 1 or letter not in GRADES:
        raise LineError(f'`{verb}` ends with one letter A to F, such as grade "Northern Wire" B')
    who = one_name(words[:-1], f"`{verb}` needs the name of a source in quotation marks")
    draft.once(who, "the grade", line)
    draft.pairs.setdefault(verb, []).append((who, letter))


def _read_private(verb: Verb, words: tuple[Word, ...], line: int, draft: _Draft) -> None:
    """Read `private "Ana Ruiz" yes`."""
    answer = ANSWERS.get(folded(words[-1].text)) if words and not words[-1].quoted else None
    if answer is None:
        raise LineError(f'`{verb}` ends with yes or no, such as private "Ana Ruiz" yes')
    who = one_name(words[:-1], f"`{verb}` needs a person's name in quotation marks")
    draft.once(who, "the privacy", line)
    draft.private.append((who, answer))


_READERS: dict[Verb, Callable[[Verb, tuple[Word, ...], int, _Draft], None]] = {
    Verb.ACCEPT: _read_state,
    Verb.REJECT: _read_state,
    Verb.EDIT: _read_edit,
    Verb.SAME_ORIGIN: _read_set,
    Verb.SPLIT_ORIGIN: _read_set,
    Verb.SAME_CLAIM: _read_set,
    Verb.SPLIT_CLAIM: _read_set,
    Verb.GRADE: _read_grade,
    Verb.PRIVATE: _read_private,
}


def dumps(decisions: Decisions) -> str:
    """Write decisions as a file that `parse` reads back to equal decisions, in English keywords."""
    lines: list[str] = []
    for statement in decisions.statements:
        lines += _statement_lines(statement)
    for verb, sets in (
        (Verb.SAME_ORIGIN, decisions.merged_origins),
        (Verb.SPLIT_ORIGIN, decisions.split_origins),
        (Verb.SAME_CLAIM, decisions.merged_claims),
        (Verb.SPLIT_CLAIM, decisions.split_claims),
    ):
        lines += [f"{verb} {' '.join(sorted(together))}" for together in sets]
    for verb, pairs in ((Verb.BELONGS, decisions.affiliations), (Verb.RELAYS, decisions.relays)):
        lines += [f"{quote(left)} {verb} {quote(right)}" for left, right in pairs]
    lines += [f"{Verb.GRADE} {quote(who)} {letter}" for who, letter in decisions.grades]
    lines += [f"{Verb.PRIVATE} {quote(who)} {'yes' if answer else 'no'}" for who, answer in decisions.private]
    return "".join(f"{line}\n" for line in lines)


def _statement_lines(decision: StatementDecision) -> list[str]:
    """Write one statement's decision, one line for each thing changed."""
    if decision.state is State.REJECTED:
        return [f"{Verb.REJECT} {decision.statement}"]
    edit = f"{Verb.EDIT} {decision.statement}"
    lines = []
    if decision.chain is not None:
        lines.append(f"{edit} {Part.CHAIN} {' > '.join(quote(link) for link in decision.chain)}")
    if decision.said_on is not None:
        lines.append(f"{edit} {Part.SAID} {decision.said_on.isoformat()}")
    if decision.position is not None:
        lines.append(f"{edit} {Part.POSITION} {decision.position}")
    return lines or [f"{Verb.ACCEPT} {decision.statement}"]
