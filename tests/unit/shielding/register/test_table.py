"""A register read from a plain table: what is understood, what is refused by line, what is pointed out."""

import pytest

from secondsource.errors import InputError
from secondsource.shielding.register.entry import Level, Protected, Register
from secondsource.shielding.register.table import read_table, write_table


def test_the_four_columns_are_read() -> None:
    table = "name,alias,kind,level\nInés Quiroga Bastida,la Tuerta; @inesq88; +52 55 1234 5678,witness,high\n"
    (entry,) = read_table(table.encode()).register
    assert (entry.id, entry.name, entry.kind, entry.level) == ("p-1", "Inés Quiroga Bastida", "witness", Level.FULL)
    assert entry.nicknames == ("la Tuerta",)
    assert entry.handles == ("@inesq88",)
    assert entry.phones == ("+52 55 1234 5678",)


def test_spanish_headings_semicolons_and_a_byte_order_mark_are_read() -> None:
    table = "\ufeffNombre;Apodo;Tipo;Nivel\nBruno Tejada;Grillo|Moro;fuente;bajo\n"
    (entry,) = read_table(table.encode()).register
    assert entry.nicknames == ("Grillo", "Moro")
    assert entry.level is Level.WATCH


def test_a_kind_can_say_what_stands_under_name() -> None:
    (entry,) = read_table(b"name,kind\n+34 600 100 200,phone\n").register
    assert (entry.name, entry.phones) == ("", ("+34 600 100 200",))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("name,alias\nIda Moss,\n,Idy\n", "Line 3: The name is empty."),
        ("name\nBo\n", "Line 2: A name of one or two letters"),
        ("name\n--\n", "Line 2: A name has no letters."),
        ("alias\nBo\n", "no heading `name`"),
        ("name\n", "no row"),
        ("", "empty"),
    ],
)
def test_what_could_never_be_found_is_refused_by_line(table: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_table(table.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read_table(b"\xff\xfe\x00name")
    assert refused.value.code == "register-unreadable"


def test_a_full_name_of_two_characters_is_taken_where_the_script_has_such_names() -> None:
    assert read_table("name\n王芳\n".encode()).register.entries[0].name == "王芳"


def test_a_common_word_is_accepted_and_said() -> None:
    read = read_table(b"name\nRosa Blanco\n")
    assert [(one.line, "common word" in one.sentence) for one in read.cautions] == [(2, True)]


def test_an_unknown_level_masks_everything_and_is_said() -> None:
    read = read_table(b"name,level\nIda Moss Lindgren,purple\n")
    assert read.register.entries[0].level is Level.FULL
    assert "level is not known" in read.cautions[0].sentence


def test_rows_of_one_name_make_one_entry_at_the_stricter_level() -> None:
    read = read_table(b"name,alias,level\nIda Moss,@ida,watch\nida moss,Ida Falk,full\n")
    (entry,) = read.register
    assert (entry.aliases, entry.handles, entry.level) == (("Ida Falk",), ("@ida",), Level.FULL)


def test_what_is_written_reads_back() -> None:
    entries = (
        Protected(id="p-1", name="Inés Quiroga", places=("Aldea Nueva",), why="asked for it", level=Level.NAME),
        Protected(id="p-2", name="", phones=("+34 600 100 200",)),
    )
    assert read_table(write_table(Register(entries=entries)).encode()).register.entries == entries
