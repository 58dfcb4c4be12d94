"""Laws of matching: offsets hold, nothing of a cut name is left, letters keep the order of the text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.matching.views.escapes import decoded
from secondsource.shielding.matching.views.folding import new_table
from secondsource.shielding.matching.views.view import fold, stream_of
from secondsource.shielding.register.entry import Protected, Register

NAMES = ("Inés Lucía Quiroga Bastida", "Desmond O'Hanlon", "Вадим Рябцев", "Omar al-Sabbagh")
MATCHER = Matcher(Register(entries=tuple(Protected(id=f"p-{n}", name=name) for n, name in enumerate(NAMES, start=1))))
TABLES = (new_table(), new_table("i"), new_table("l"))
PIECES = st.sampled_from(
    [
        *(word for name in NAMES for word in name.split()),
        *(
            "I.",
            "Q.",
            "de",
            "y",
            "-",
            "-\n",
            " ",
            "\u00ad",
            "\u200b",
            "@",
            "#",
            "_",
            ".",
            "%C3%A9",
            "&eacute;",
            "Ã©",
            "1987",
        ),
        *(
            "quiroga",
            "QUIROGA",
            "Quirgoa",
            "Kiroga",
            "Ryabtsev",
            "الصباغ",
            "plaza",
            "they",
            "\u0301",
            "𝐐",
            "ß",
            "ﬁ",
            "\n",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=10).map(" ".join)
)


@given(TEXTS)
@example("Inés Quiroga\u0301")
def test_hits_lie_within_the_text_in_order_and_apart(text: str) -> None:
    hits = MATCHER.find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


@given(TEXTS)
def test_nothing_is_found_again_where_everything_found_was_cut(text: str) -> None:
    # Each pass may bring together what stood apart; a bar keeps apart what was.
    cut = text
    for hit in reversed(MATCHER.find(text)):
        cut = f"{cut[: hit.start]}\n\n\n█\n\n\n{cut[hit.end :]}"
    assert MATCHER.find(cut) == ()


@given(
    st.sampled_from(NAMES),
    st.text(alphabet=st.characters(categories=("Zs", "Po")), min_size=1, max_size=5),
    st.text(max_size=20),
)
def test_a_full_name_is_found_in_any_surroundings(name: str, mark: str, after: str) -> None:
    text = f"{mark} {name} {mark}{after}"
    begin = len(mark) + 1
    inside = {place for hit in MATCHER.find(text) for place in range(hit.start, hit.end)}
    assert all(place in inside for place in range(begin, begin + len(name)) if text[place].isalnum())


@given(TEXTS)
def test_letters_keep_the_order_of_the_text_and_stand_for_something(text: str) -> None:
    streams = [stream_of(text), decoded(text)]
    for stream in filter(None, streams):
        for table in TABLES:
            view = fold(stream, table)
            assert bool(np.all(np.diff(view.first) >= 0))
            assert bool(np.all(view.last > view.first))
            assert len(view) == 0 or (view.first[0] >= 0 and view.last[-1] <= len(text))
            assert view.letters.isalnum() or not view.letters
            assert bool(np.all(view.begins | ~view.apart))
