"""Every kind of bad file against every way in, by name: one sentence, nothing half done, and never a pass."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.unit.shielding.attacking.leaking import others, pdfs
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import Planting

from secondsource.actions.shielding.redacting import Dossier, redact_files
from secondsource.documents.cleaning.dispatch import clean_file
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.dispatch import layers_of
from secondsource.documents.limits import Limits
from secondsource.errors import InputError, RuleError
from secondsource.shielding.attacking import task
from secondsource.shielding.attacking.leak import Attacked
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.register.entry import Register
from secondsource.shielding.register.table import read_table

LIMITS = Limits(archive_bytes=4 * 1024 * 1024)
PEOPLE = read_table(f"name\n{pdfs.NAME}\n".encode()).register
SUSPECTS = suspects_of(PEOPLE)


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "encrypted": ("a.pdf", encrypted),
    "truncated": ("a.pdf", lambda: papers.paper(Planting())[:300]),
    "truncated archive": ("a.docx", lambda: others.word(others.run("x"))[:-60]),
    "empty": ("a.pdf", lambda: b""),
    "bomb": ("a.zip", lambda: offices.zipped({"a.txt": b"\0" * (8 * 1024 * 1024)})),
    "5,000 pages": ("a.pdf", lambda: pdfs.blank_pages(5000)),
}
POLYGLOT = ("a.jpg", papers.picture(Planting()) + offices.zipped({"a.txt": pdfs.NAME.encode()}))
MISLABELLED = ("a.pdf", papers.picture(Planting()))


def look(data: bytes, name: str) -> object:
    return layers_of(data, name, LIMITS)


def clean(data: bytes, name: str) -> object:
    return clean_file(data, name, LIMITS)


def attack(data: bytes, name: str) -> Attacked:
    return task.from_answer(task.attack(data, task.options_for(name, SUSPECTS), LIMITS)[1])


@pytest.mark.parametrize("work", [look, clean], ids=["look", "clean"])
@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_by_one_sentence(case: str, work: Callable[[bytes, str], object]) -> None:
    name, make = BAD[case]
    with pytest.raises(UnreadableError) as refusal:
        work(make(), name)
    assert refusal.value.code in {"encrypted", "damaged", "empty", "empty-file", "too-large", "too-many-pages"}
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("case", [case for case in BAD if case != "empty"])
def test_an_attack_never_passes_a_bad_file(case: str) -> None:
    name, make = BAD[case]
    try:
        attacked = attack(make(), name)
    except UnreadableError as refusal:
        assert refusal.sentence.endswith(".")  # noqa: PT017 - either way out is right
    else:
        assert {leak.check.value for leak in attacked.leaks} == {"unopened-part"}


def test_an_attack_on_nothing_finds_nothing() -> None:
    assert attack(b"", "a.pdf") == Attacked()


def test_a_polyglot_is_refused_or_both_its_kinds_are_seen() -> None:
    name, data = POLYGLOT
    with pytest.raises(UnreadableError) as refusal:
        clean(data, name)
    assert refusal.value.code == "two-kinds"
    assert "p-1" in {leak.suspect for leak in attack(data, name).leaks}


def test_a_mislabelled_file_is_taken_for_what_it_is() -> None:
    name, data = MISLABELLED
    assert clean_file(data, name, LIMITS).suffix == ".jpg"
    assert "picture" in {layer.sort.value for layer in layers_of(data, name, LIMITS).layers}
    assert {leak.place.slot for leak in attack(data, name).leaks} & {"exif", "thumbnail"}


@pytest.mark.parametrize("case", BAD)
def test_nothing_is_redacted_beside_a_bad_file(case: str, tmp_path: Path) -> None:
    name, make = BAD[case]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "good.txt").write_text("It rained.", encoding="utf-8")
    asked = [tmp_path / "good.txt", tmp_path / name]
    dossier = Dossier(files=asked, register=PEOPLE, choices=Choices(), key=b"k" * 32)
    with pytest.raises(InputError) as refusal:
        redact_files(dossier, out=tmp_path / "out")
    assert refusal.value.sentence.endswith(".")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    ["التقى سمير الحداد مع الشاهد.", "გიორგი ბერიძე შეხვდა მოწმეს.", "王小明见到了证人。", "דוד כהן פגש את העד."],
)
def test_a_script_in_which_names_cannot_be_told_is_a_question(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    dossier = Dossier(files=[tmp_path / "a.txt"], register=Register(), choices=Choices(), key=b"k" * 32)
    with pytest.raises(RuleError) as refusal:
        redact_files(dossier, out=tmp_path / "out")
    assert refusal.value.code == "undecided"
    assert not (tmp_path / "out").exists()
    (made,) = redact_files(dossier, out=tmp_path / "out", mask_undecided=True)
    assert text.split(maxsplit=1)[0] not in made.copy.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "words"),
    [("Ida Moss,\n,Idy", "The name is empty"), ("Bo", "one or two letters")],
    ids=["empty name", "two-letter name"],
)
def test_a_name_that_could_never_be_found_is_refused(row: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_table(f"name,alias\n{row}\n".encode())


def test_a_common_word_as_a_name_is_taken_and_said() -> None:
    (caution,) = read_table(b"name\nRosa Blanco\n").cautions
    assert "common word" in caution.sentence
