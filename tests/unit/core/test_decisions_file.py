"""The decisions file: read by hand-written line, written back, refused by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.core.vetting.decisions import Decisions, StatementDecision
from secondsource.core.vetting.decisions_file import dumps, parse
from secondsource.core.vetting.decisions_words import POSITIONS, VERBS, Verb
from secondsource.core.vetting.statement import Position, State
from secondsource.errors import InputError

ENGLISH = """\
# Desk of the Harbour, second reading
accept s-3fa1c09b77de
reject s-000000000001     # heard in the corridor only
edit s-000000000002 chain "Harbour Gazette" > "Northern Wire" > "Ana Ruiz"
edit s-000000000002 said 2031-05-04
edit s-000000000002 position denies

same-origin s-3fa1c09b77de o-00000000000a
split-origin s-000000000002
same-claim s-3fa1c09b77de c-00000000000b
split-claim s-000000000002 s-000000000003
"Ana Ruiz" belongs to "Harbour Desk"
"05-gazette.md" relays "Northern Wire"
grade "Northern Wire" b
private "Ana Ruiz" yes
"""

SPANISH = """\
# Mesa del puerto, segunda lectura
aceptar s-3fa1c09b77de
rechazar s-000000000001
editar s-000000000002 cadena «Harbour Gazette» > «Northern Wire» > «Ana Ruiz»
editar s-000000000002 dicho 2031-05-04
editar s-000000000002 postura niega

mismo-origen s-3fa1c09b77de o-00000000000a
separar-origen s-000000000002
misma-afirmación s-3fa1c09b77de c-00000000000b
separar-afirmacion s-000000000002 s-000000000003
“Ana Ruiz” pertenece a “Harbour Desk”
"05-gazette.md" reproduce a "Northern Wire"
calificar "Northern Wire" B
privada "Ana Ruiz" sí
"""

READ = Decisions(
    statements=(
        StatementDecision(statement="s-3fa1c09b77de", state=State.ACCEPTED),
        StatementDecision(statement="s-000000000001", state=State.REJECTED),
        StatementDecision(
            statement="s-000000000002",
            state=State.EDITED,
            chain=("Harbour Gazette", "Northern Wire", "Ana Ruiz"),
            said_on=date(2031, 5, 4),
            position=Position.DENIES,
        ),
    ),
    merged_origins=(frozenset({"s-3fa1c09b77de", "o-00000000000a"}),),
    split_origins=(frozenset({"s-000000000002"}),),
    merged_claims=(frozenset({"s-3fa1c09b77de", "c-00000000000b"}),),
    split_claims=(frozenset({"s-000000000002", "s-000000000003"}),),
    affiliations=(("Ana Ruiz", "Harbour Desk"),),
    relays=(("05-gazette.md", "Northern Wire"),),
    grades=(("Northern Wire", "B"),),
    private=(("Ana Ruiz", True),),
)


@pytest.mark.parametrize("text", [ENGLISH, SPANISH, "\ufeff" + ENGLISH.replace("\n", "\r\n"), ENGLISH.upper()])
def test_both_languages_read_alike(text: str) -> None:
    names_in_capitals = text.isupper()
    read = parse(text, name="decisions.txt")
    assert read.statements[:2] == READ.statements[:2]
    assert read.merged_origins == READ.merged_origins
    assert names_in_capitals or read == READ


def test_an_empty_file_decides_nothing() -> None:
    assert parse("", name="d") == Decisions()
    assert parse("# nothing yet\n\n   \n", name="d") == Decisions()


def test_every_verb_and_position_has_a_word_in_both_languages() -> None:
    for verb in Verb:
        assert sum(meant is verb for meant in VERBS.values()) >= 2, verb
    for position in Position:
        assert sum(meant is position for meant in POSITIONS.values()) >= 2, position


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("acept s-3fa1c09b77de", "did you mean `accept`"),
        ("rechasar s-3fa1c09b77de", "did you mean `rechazar`"),
        ("accept", "needs the id of a statement"),
        ("accept o-3fa1c09b77de", "not an id"),
        ('accept "s-3fa1c09b77de"', "not an id"),
        ("edit s-3fa1c09b77de", "needs a statement's id"),
        ("edit s-3fa1c09b77de positon denies", "did you mean `position`"),
        ("edit s-3fa1c09b77de position denys", "did you mean `denies`"),
        ("edit s-3fa1c09b77de said 4 May", "not a date"),
        ('edit s-3fa1c09b77de chain "A" "B"', "write the chain as"),
        ("edit s-3fa1c09b77de chain Gazette > Ruiz", "quotation marks"),
        ("same-origin s-3fa1c09b77de", "at least 2 ids"),
        ("same-origin s-3fa1c09b77de s-3fa1c09b77de", "at least 2 ids"),
        ("same-claim s-3fa1c09b77de o-3fa1c09b77de", "not an id"),
        ("split-origin", "at least 1 id"),
        ('"Ana Ruiz" belong to "Harbour Desk"', "did you mean `belongs to`"),
        ('"Ana Ruiz" relays', "does not say what ties"),
        ('"Ana Ruiz" "Harbour Desk"', "does not say what ties"),
        ('"Ana Ruiz" relays "Ana Ruiz"', "tied to itself"),
        ('"Ana Ruiz belongs to Harbour Desk', "opened and not closed"),
        ('"Ana Ruiz" relays ""', "is empty"),
        ("grade Northern Wire B", "put the name in quotation marks"),
        ('grade "Northern Wire" G', "one letter A to F"),
        ("grade B", "needs the name"),
        ('private "Ana Ruiz" maybe', "yes or no"),
        ("private yes", "needs a person's name"),
        ("belongs to", "not a decision"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(line: str, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse(f"accept s-000000000009\n{line}\n", name="decisions.txt")
    assert refusal.value.code == "decisions-unreadable"
    assert "Line 2: " in refusal.value.sentence
    assert said in refusal.value.sentence
    assert refusal.value.next_step


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("accept s-1\nreject s-1", "both rejected and kept"),
        ("reject s-1\nedit s-1 position denies", "both rejected and kept"),
        ("edit s-1 position denies\nreject s-1", "both rejected and kept"),
        ("edit s-1 position denies\nedit s-1 position warns", "the position of s-1 is already decided on line 1"),
        ('grade "A" B\ngrade "A" C', "the grade of A is already decided on line 1"),
        ('private "A" yes\nprivate "A" no', "the privacy of A is already decided on line 1"),
    ],
)
def test_lines_that_contradict_each_other_are_refused(lines: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse(lines, name="d")


def test_accepting_an_edited_statement_changes_nothing() -> None:
    edited = parse("edit s-1 position denies", name="d")
    assert parse("accept s-1\nedit s-1 position denies", name="d") == edited
    assert parse("edit s-1 position denies\naccept s-1", name="d") == edited


def test_all_bad_lines_are_reported_and_the_rest_counted() -> None:
    with pytest.raises(InputError) as refusal:
        parse("\n".join(["nonsense"] * 30), name="d")
    assert "30 lines of d cannot be read" in refusal.value.sentence
    assert "Line 8: " in refusal.value.sentence
    assert "Line 9: " not in refusal.value.sentence
    assert "And 22 more" in refusal.value.sentence


def test_bytes_that_are_no_text_end_as_one_refusal() -> None:
    with pytest.raises(InputError):
        parse("PK\x03\x04\x00\x00\x08\n\x00\xff" * 50, name="d")


identities = st.from_regex(r"[0-9a-f]{12}", fullmatch=True)
names = st.text(min_size=1).filter(lambda name: bool(name.strip()))
statements = st.builds(
    StatementDecision,
    statement=identities.map(lambda digits: f"s-{digits}"),
    state=st.just(State.EDITED),
    chain=st.lists(names, min_size=1, max_size=4).map(tuple),
    said_on=st.none() | st.dates(),
    position=st.none() | st.sampled_from(Position),
) | st.builds(
    StatementDecision,
    statement=identities.map(lambda digits: f"s-{digits}"),
    state=st.sampled_from([State.ACCEPTED, State.REJECTED]),
)


def id_sets(kinds: str, fewest: int) -> st.SearchStrategy[tuple[frozenset[str], ...]]:
    one = st.builds(lambda kind, digits: f"{kind}-{digits}", st.sampled_from(kinds), identities)
    return st.lists(st.frozensets(one, min_size=fewest, max_size=4), max_size=3).map(tuple)


pairs = st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=3).map(tuple)
everything = st.builds(
    Decisions,
    statements=st.lists(statements, max_size=4, unique_by=lambda decision: decision.statement).map(tuple),
    merged_origins=id_sets("so", 2),
    split_origins=id_sets("s", 1),
    merged_claims=id_sets("sc", 2),
    split_claims=id_sets("s", 1),
    affiliations=pairs,
    relays=pairs,
    grades=st.dictionaries(names, st.sampled_from("ABCDEF"), max_size=3).map(lambda grades: tuple(grades.items())),
    private=st.dictionaries(names, st.booleans(), max_size=3).map(lambda private: tuple(private.items())),
)


@given(everything)
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back(decisions: Decisions) -> None:
    assert parse(dumps(decisions), name="d") == decisions


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        decisions = parse(text, name="d")
    except InputError:
        return
    assert parse(dumps(decisions), name="d") == decisions
