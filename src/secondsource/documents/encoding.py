"""Bytes to text: which encoding a file is written in, and what had to be guessed.

Order of trust: a byte order mark; strict UTF-8; zero bytes in every other place (UTF-16 without a mark);
UTF-8 with a few damaged places; windows-1252 where its reading gives only the letters and marks of
Western languages; last the statistical guess of charset-normalizer. Line ends, zero-width and
right-to-left characters come through untouched.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from secondsource.documents.extract import UnreadableError

NULL_STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Stands where a zero byte stood, one for one, so that offsets do not move."""

SAMPLE_BYTES = 65_536
"""How much of a file the statistical guess looks at; more does not make it better, only slower."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "a rich text (RTF) document"),
)

# Names a file may give its own encoding. Python knows more, among them some that run programs of a kind
# (`unicode_escape`) or take quadratic time (`punycode`); UTF-16 is told by its mark, never by a declaration.
_DECLARABLE = re.compile(
    r"utf-?8|us-ascii|ascii|latin-?1|iso-?8859-\d{1,2}|(?:windows-|cp)\d{3,4}|koi8-[ru]|macintosh"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)|iso-2022-jp"
)
# As browsers do: pages that say Latin-1 mean windows-1252.
_BROWSER_NAMES = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
}

_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŸŠšŽž€‚„…‘’“”•–—‹›«»¡¿ªº°·´¨¸§©®™±²³¼½¾×÷£¢¥¶µ¬\u00a0\u00ad]")
_WESTERN_SHARE = 0.95
# Every fourth character accented is no Western language, but Cyrillic, Greek or Arabic in one byte a letter.
_ACCENTED_SHARE = 0.25
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_NULL_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """The text of some bytes, with what had to be guessed."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> DecodedText:
    """Decode `data` without translating line ends.

    Args:
        data: the bytes of a file or of a part of one.
        declared: the encoding the file names itself (an HTML `charset`); used where it fits without an error.

    Raises:
        UnreadableError: code `not-text`, where the bytes are no text in any encoding.
    """
    _refuse_known_formats(data)
    text, notes = _decode(data, declared)
    nulls = text.count("\0")
    if nulls > max(8, len(text) * _NULL_SHARE) or _looks_binary(text):
        raise UnreadableError("not-text", "The file is named like a text, but its bytes are not text.")
    if nulls:
        text = text.replace("\0", NULL_STAND_IN)
        places = "1 zero byte" if nulls == 1 else f"{nulls} zero bytes"
        notes = (*notes, f"The file held {places}; each is shown as {NULL_STAND_IN}.")
    return DecodedText(text=text, notes=notes)


def _refuse_known_formats(data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError("not-text", f"The file is named like a text, but its bytes are {kind}.")


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            note = () if codec == "utf-8" else (f"The file is written in {name}.",)
            return text, (*note, *_damage(text, data, name))
    if declared is not None and _DECLARABLE.fullmatch(declared.strip().lower()):
        try:
            return data.decode(_BROWSER_NAMES.get(declared.strip().lower(), declared.strip())), ()
        except (LookupError, UnicodeError):
            pass
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        text = data.decode(unmarked, "replace")
        return text, ("The file is written in UTF-16.", *_damage(text, data, "UTF-16"))
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_unmarked(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: Western text then has a zero in every other place."""
    sample = data[: SAMPLE_BYTES & ~1]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 0.4 * half and first < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if first > 0.4 * half and second < 0.02 * half else None


def _decode_unmarked(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", "replace")
    damaged = text.count(NULL_STAND_IN)
    sound = sum(character > "\x7f" for character in text) - damaged
    if sound > 3 * damaged:
        return text, _damage(text, data, "UTF-8")
    western = data.decode("cp1252", "replace")
    letters = [character for character in western if character > "\x7f"]
    fitting = sum(_WESTERN.match(character) is not None for character in letters)
    if fitting >= _WESTERN_SHARE * len(letters) and len(letters) <= _ACCENTED_SHARE * len(western):
        return western, ("The file is not UTF-8; it was read as windows-1252.", *_damage(western, data, "windows-1252"))
    return _guess(data)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    # Loaded only for the rare file that nothing above explains: it would double the start-up of every run.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    if best is None:
        raise UnreadableError("not-text", "The file is named like a text, but no encoding makes text of its bytes.")
    text = data.decode(best.encoding, "replace")
    return text, (f"The file does not say its encoding; it was read as {best.encoding}, a guess.",)


def _damage(text: str, data: bytes, name: str) -> tuple[str, ...]:
    """Say how many places could not be decoded; a stand-in the author wrote is not one of them."""
    damaged = text.count(NULL_STAND_IN) - data.count(NULL_STAND_IN.encode())
    if damaged <= 0:
        return ()
    places = "One place is" if damaged == 1 else f"{damaged} places are"
    return (f"{places} not valid {name} and shown as {NULL_STAND_IN}.",)


def _looks_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > max(4, len(text) * _CONTROL_SHARE)
