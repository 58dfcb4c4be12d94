"""The attacker's own search: what names somebody, what may, and what does not."""

from __future__ import annotations

import pytest

from secondsource.shielding.attacking.naming.searching import Search
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.attacking.naming.views import views
from secondsource.shielding.register.table import read_table

TABLE = """name,alias,kind,level
Oriana Belcastro Quimbaya,La Garza|@ori_belq|+57 300 555 0148|oriana.b@example.org,witness,full
"de la Fuente, Iñigo",,source,full
Mo Rosales,,guide,full
李小龙,,source,full
Wilhelmina Oakhollow,,visitor,watch
"""
SEARCH = Search(suspects_of(read_table(TABLE.encode()).register))


def strong(text: str) -> set[str]:
    return {seen.suspect.id for seen in SEARCH.find(text) if seen.strong}


def weak(text: str) -> set[str]:
    return {seen.suspect.id for seen in SEARCH.find(text) if not seen.strong}


@pytest.mark.parametrize(
    "text",
    [
        "ORIANA BELCASTRO",
        "Belcastro Quimbaya, Oriana",
        "Oriana M. Belcastro",
        "Ms Belcastro's house",
        "O. Belcastro",
        "Quimbaya said",
        "belcastro.oriana",
        "#JusticiaParaOrianaBelcastro",
        "fotos/obelcastro_03.png",
        "O r i a n a   B e l c a s t r o",
        "Oria\u200bna Bel\u00adcastro",
        "Oriana Belcas-\r\ntro",
        "Ориана Белкастро",
        "Оrіаnа Веlсаstrо",
        "ortsacleB anairO",
        "Oriana Belcasrto",
        "la Garza vino",
        "ORI_BELQ",
        "0148 is wrong, 300 555 0148 is right",
        "oriana.b at example dot org",
        "oriana.b (arroba) example (punto) org",
    ],
)
def test_somebody_is_named(text: str) -> None:
    assert strong(text) == {"p-1"}, SEARCH.find(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [("Iñigo de la Fuente", "p-2"), ("DE LA FUENTE INIGO", "p-2"), ("Mo Rosales", "p-3"), ("他是李小龙。", "p-4")],
)
def test_particles_short_names_and_other_scripts(text: str, who: str) -> None:
    assert who in strong(text), SEARCH.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oriana went home",
        "Pedro Belcastro went home",
        "la fuente del pueblo y la Fuente",
        "Wilhelmina Oakhollow",
    ],
)
def test_somebody_may_be_meant(text: str) -> None:
    assert strong(text) == set()
    assert weak(text)


@pytest.mark.parametrize(
    "text", ["", "una garza en el río", "call 300 555 0149", "the quick brown fox", "Marianao Bel"]
)
def test_nobody_is_meant(text: str) -> None:
    assert SEARCH.find(text) == []


def test_a_place_leads_back_to_the_source() -> None:
    text = "xx “Ori\u00e1na\u00a0Belcastro” yy"
    seen = SEARCH.find(text)[0]
    assert text[seen.start : seen.end] == "Ori\u00e1na\u00a0Belcastro"


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (b"\x00\x01Oriana Belcastro\xff\xfe", "as-written"),
        ("José Ünal".encode("latin-1"), "as-written"),
        ("Oriana Belcastro".encode("utf-16-be"), "utf-16-big-endian"),
        (b"4f7269616e612042656c63617374726f", "hexadecimal"),
        (b"T3JpYW5hIEJlbGNhc3Rybw==", "base64"),
        (rb"\u004friana Belcastro", "escapes-undone"),
        (b"=4Friana=20Belcastro", "escapes-undone"),
        (rb"\117riana Belcastro", "escapes-undone"),
    ],
)
def test_bytes_are_seen_in_every_view(data: bytes, how: str) -> None:
    texts = [text for text, seen in views(data) if seen == how]
    assert any("Oriana Belcastro" in text or "José Ünal" in text for text in texts), list(views(data))
