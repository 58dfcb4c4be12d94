"""Inputs that fuzzing found, each as small as it goes: what once ended in an error of a library ends in a refusal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import Planting

from secondsource.documents.cleaning.dispatch import clean_file
from secondsource.documents.confined.reading import read
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.dispatch import layers_of
from secondsource.documents.limits import Limits


def nameless_part() -> bytes:
    """An archive with a part whose name has no letter, which Python 3.11 asks for its last one."""
    data = offices.zipped({"a": b"x"})
    return data.replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00").replace(b"a", b"")


def cut_deflate() -> bytes:
    """A Word document whose main part inflates to an error."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document/>" * 200)
        archive.writestr("[Content_Types].xml", b"<Types/>")
    data = bytearray(out.getvalue())
    start = 30 + len("word/document.xml")
    data[start : start + 12] = b"\xed\xfd\xff\x07\x05\x00\x00\x00\x00\x00\x00\x00"
    return bytes(data)


def charset_of_nothing() -> bytes:
    """A message whose character set holds a zero byte, encoded as mail allows."""
    return b"Content-Type: text/plain; charset*=utf-8''%00a\nContent-Transfer-Encoding: 8bit\n\nl\xf3\n"


def odd_paper(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The invented PDF with one entry of a wrong kind."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.paper(Planting()))) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def number_for_a_font(document: pikepdf.Pdf) -> None:
    document.pages[0].obj["/Resources"]["/Font"]["/Fx"] = 7


def nothing_for_a_layer(document: pikepdf.Pdf) -> None:
    document.Root["/OCProperties"] = pikepdf.Dictionary(D=pikepdf.Dictionary(OFF=pikepdf.Array([None])))


def word_for_a_mode(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"BT /x Tr ET")


def unknown_operator(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"\xc5\xff Q BI ID")


def outcome(work: Callable[[], object]) -> str:
    """Do the work and return how it ended; anything but a refusal is an error of ours."""
    try:
        work()
    except UnreadableError as refusal:
        return refusal.code
    return "done"


PAPERS = {
    "number for a font": number_for_a_font,
    "nothing for a layer": nothing_for_a_layer,
    "word for a mode": word_for_a_mode,
    "operator of no letters": unknown_operator,
}


@pytest.mark.parametrize("case", PAPERS)
def test_a_pdf_with_an_entry_of_a_wrong_kind_is_cleaned_or_refused(case: str) -> None:
    data = odd_paper(PAPERS[case])
    assert outcome(lambda: clean_file(data, "a.pdf", Limits())) in {"done", "damaged"}


def test_a_picture_that_holds_no_picture_is_refused() -> None:
    data = papers.picture(Planting(), "AVIF")
    with pytest.raises(UnreadableError) as refusal:
        clean_file(data[:200], "a.avif", Limits())
    assert refusal.value.code == "damaged"


@pytest.mark.parametrize("suffix", [".xlsx", ".pptx", ".odt", ".docx"])
def test_an_archive_with_a_nameless_part_is_refused(suffix: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(nameless_part(), {"suffix": suffix}, Limits())
    assert refusal.value.code in {"damaged", "no-text", "entity-expansion"}


def test_a_part_that_does_not_inflate_is_refused() -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(cut_deflate(), {"suffix": ".docx"}, Limits())
    assert refusal.value.code == "damaged"


def test_a_message_in_no_character_set_is_read_or_refused() -> None:
    ended = outcome(lambda: read(charset_of_nothing(), {"suffix": ".eml"}, Limits()))
    assert ended in {"done", "damaged"}


def test_a_drawing_of_nothing_is_refused() -> None:
    with pytest.raises(UnreadableError) as refusal:
        layers_of(b"a text and no drawing", "a.svg", Limits())
    assert refusal.value.code == "damaged"


def test_a_damaged_file_in_an_archive_does_not_take_the_others_with_it() -> None:
    data = offices.zipped({"a.svg": b"a text and no drawing", "b.txt": b"He denied it."})
    found = layers_of(data, "a.zip", Limits())
    texts = [layer.text for layer in found.layers]
    assert any("He denied it." in text for text in texts)
    assert any("damaged" in text for text in texts)
