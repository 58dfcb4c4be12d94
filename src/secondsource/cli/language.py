"""The language of the interface: what the command line asks for, else the system's.

The Spanish words come with the pages they are written for, so they are loaded only when something is said in Spanish:
a check of an announcement in English must not wait for them.
"""

from __future__ import annotations

import importlib
import os
import unicodedata
from collections.abc import Sequence

LANGUAGES = ("en", "es")
OPTION = "--ui-language"
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def interface_language(chosen: str | None = None) -> str:
    """Return the chosen language, else Spanish where the system's locale is Spanish, else English."""
    return chosen or ("es" if _system_language().startswith("es") else "en")


def asked_for(arguments: Sequence[str]) -> str | None:
    """Return the language that a command line names, before or without its being parsed.

    A refusal can come before the options are understood; it is to be in the right language as well.
    """
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == OPTION:
            wanted = value or "".join(arguments[place + 1 : place + 2])
            return wanted if wanted in LANGUAGES else None
    return None


def spoken(sentence: str, arguments: Sequence[str]) -> str:
    """Return one of our English sentences in the language that the command line or the system asks for."""
    return in_language(sentence, interface_language(asked_for(arguments)))


def in_language(sentence: str, language: str) -> str:
    """Return one of our English sentences in a language, safe to print; what has no Spanish form stays English."""
    if language == "en":
        return harmless(sentence)
    wording = importlib.import_module("secondsource.publishing.findings.wording")
    return harmless(str(wording.said(sentence, language).text))


def harmless(text: str) -> str:
    """Return a text whose hidden characters are spelled out.

    A sentence can quote a name out of a stranger's file. A terminal obeys some characters: with them a refusal could
    wipe itself off the screen and write GO in its place.
    """
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _HIDDEN and char not in "\n\t" else char
        for char in text
    )


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return ""
