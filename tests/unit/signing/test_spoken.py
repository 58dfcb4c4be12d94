"""Fingerprints read aloud: repeatable with sha256sum, distinct by ear, equal in both languages."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from secondsource.errors import InputError
from secondsource.trust.signing import spoken


def plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


@pytest.mark.parametrize("language", spoken.LANGUAGES)
def test_the_words_of_a_list_are_told_apart(language: str) -> None:
    words = [plain(word) for word in spoken.word_list(language)]
    assert len(words) == 256
    assert all(4 <= len(word) <= 9 and word.isalpha() and word.islower() for word in words)
    assert len({word[:4] for word in words}) == 256
    close = [(a, b) for n, a in enumerate(words) for b in words[:n] if Levenshtein.distance(a, b) < 3]
    assert close == []


def test_the_scheme_is_the_first_bytes_of_sha256() -> None:
    data = b"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    digest = hashlib.sha256(data).hexdigest()
    for language in spoken.LANGUAGES:
        lines = spoken.word_list(language)
        again = [lines[int(digest[at : at + 2], 16)] for at in range(0, 24, 2)]
        assert spoken.fingerprint(data, language) == tuple(again)


@given(st.binary(max_size=100), st.sampled_from(spoken.LANGUAGES), st.integers(0, 11))
def test_words_heard_right_fit_and_one_wrong_word_is_named(data: bytes, language: str, at: int) -> None:
    words = list(spoken.fingerprint(data, language))
    assert spoken.differing(", ".join(words).upper(), data) == ()
    assert spoken.differing(" ".join(plain(word)[:4] for word in words), data) == ()
    lines = spoken.word_list(language)
    words[at] = lines[(lines.index(words[at]) + 1) % 256]
    found = spoken.differing(" ".join(words), data)
    assert found in ((at + 1,), ())  # a word may be right in the other language
    assert found or plain(words[at])[:4] in {
        plain(word)[:4] for word in spoken.fingerprint(data, "en" if language == "es" else "es")
    }


@pytest.mark.parametrize("heard", ["", "acorn", "acorn " * 13])
def test_too_few_or_too_many_words_are_refused(heard: str) -> None:
    with pytest.raises(InputError, match="12 words"):
        spoken.differing(heard, b"x")


def test_three_letters_are_not_enough() -> None:
    heard = " ".join(plain(word)[:3] for word in spoken.fingerprint(b"x", "en"))
    assert spoken.differing(heard, b"x") == tuple(range(1, 13))
