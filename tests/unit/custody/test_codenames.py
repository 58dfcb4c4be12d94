"""Codenames: two languages, long enough, forgiving to the typist, and leading to keys that age understands."""

from __future__ import annotations

import json
import secrets
import unicodedata

import pyrage
import pytest

from secondsource.errors import InputError
from secondsource.trust.custody.codenames.bech32 import encode
from secondsource.trust.custody.codenames.codename import (
    BITS,
    SALT_BYTES,
    WORDS,
    Codename,
    derive_root,
    make_codename,
    read_codename,
    source_keys,
)
from secondsource.trust.custody.codenames.words import LANGUAGES, folded, word_list

SALT = bytes(SALT_BYTES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_every_word_once_and_four_letters_tell_them_apart(language: str) -> None:
    words = word_list(language).words
    assert len(words) == 2048
    assert len({folded(word)[:4] for word in words}) == 2048
    assert all(unicodedata.is_normalized("NFC", word) for word in words)


def test_a_codename_has_at_least_96_bits() -> None:
    assert BITS >= 96
    assert len(str(make_codename("es")).split()) == WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_codename_is_read_as_people_type_it(language: str) -> None:
    made = make_codename(language)
    words = str(made).split()
    typings = [
        str(made),
        f"  {str(made).upper()}\r\n",
        "-".join(words),
        ", ".join(words),
        " ".join(folded(word) for word in words),
        " ".join(word[:4] for word in words),
        unicodedata.normalize("NFD", str(made)),
    ]
    assert {read_codename(typed) for typed in typings} == {made}


@pytest.mark.parametrize(
    "typed", ["", "one", "zoo " * 9 + "zoo", "zoo " * 8 + "zzzz", "zoo " * 8 + "zoology", "zo " * 9]
)
def test_what_is_no_codename_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        read_codename(typed)
    assert caught.value.code == "codename-unreadable"
    assert "zo" not in str(caught.value)


def test_one_codename_leads_to_one_place_at_one_drop_only() -> None:
    made = Codename(language="en", places=tuple(range(9)))
    same = source_keys(derive_root(read_codename(str(made)), SALT))
    assert same == source_keys(derive_root(made, SALT))
    others = [
        source_keys(derive_root(made, secrets.token_bytes(SALT_BYTES))),
        source_keys(derive_root(Codename(language="es", places=tuple(range(9))), SALT)),
        source_keys(derive_root(Codename(language="en", places=tuple(range(1, 10))), SALT)),
    ]
    assert len({keys.mailbox for keys in [same, *others]}) == 4
    assert len({keys.recipient for keys in [same, *others]}) == 4


def test_the_keys_of_a_codename_never_change() -> None:
    # Sources write codenames down: what leads to their mailbox today must lead there in ten years.
    keys = source_keys(derive_root(Codename(language="es", places=(0, 1, 2, 3, 2047, 5, 6, 7, 8)), SALT))
    assert (keys.mailbox, keys.recipient) == (
        "6470e40fe32635d9eba8873d84168928",
        "age1yxsch5ujy22ty7r7uy62ep8vppp0aeqgcnpn9kyzhqj0xqnc7qysfwpp9z",
    )


def test_the_derived_identity_opens_what_is_sealed_to_its_recipient() -> None:
    keys = source_keys(secrets.token_bytes(32))
    sealed = pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(keys.recipient)])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(keys.identity)]) == b"x"


def test_nothing_secret_is_shown_by_accident() -> None:
    made = make_codename("en")
    keys = source_keys(derive_root(made, SALT))
    shown = repr(made) + repr(keys) + json.dumps([str(type(made))])
    assert keys.identity not in shown
    assert str(made.places) not in shown


def test_bech32_writes_the_vectors_of_its_standard() -> None:
    # BIP 173, valid strings: the empty one, and 32 zero digits of five bits, which are 20 zero bytes.
    assert encode("a", b"") == "a12uel5l"
    assert encode("an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", b"") == (
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs"
    )
