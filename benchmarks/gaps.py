"""How often a redacted PDF tells, by widths alone, which of fifty suspects it hides.

Each trial draws fifty invented names and sets one paragraph with each of them in the same place, as somebody with a
list of suspects would. All fifty PDFs are redacted; a suspect is identified uniquely when no other suspect's copy has
the same bytes. The register calls every suspect the same person, so that only layout is left to tell them apart. The
peer is removal that keeps the gap: a suspect is identified when no other has a width within 0.1 points.

Usage: python benchmarks/gaps.py [--trials 4]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, SimpleDocTemplate

from secondsource.documents.limits import Limits
from secondsource.documents.readers.lines import laid_out
from secondsource.documents.readers.pdf import open_pdf, page_lines, read_pdf
from secondsource.documents.writing.raster import paint
from secondsource.documents.writing.texts import write_paper
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.lines import redacted_lines
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.redact import Redacted, redact
from secondsource.shielding.redaction.spans import spans_of
from secondsource.shielding.register.entry import Protected, Register

SUSPECTS = 50
NEAR = 0.1
FONTS = ("Times-Roman", "Helvetica")
BEGIN = ("bar", "cal", "do", "fer", "gar", "ilan", "jo", "lor", "mar", "nor", "ota", "pel", "quin", "ro", "sal", "tor")
END = ("a", "án", "ano", "edo", "era", "és", "eta", "illo", "ina", "osa", "ova", "uce", "ui", "uz", "ya", "zabal")
WORDS = (
    *("the", "harbour", "was", "quiet", "when", "boats", "came", "in", "and", "nobody", "at", "the", "quay"),
    *("asked", "whose", "nets", "had", "been", "cut", "that", "night"),
)
KEY = bytes(32)


def names(draw: random.Random) -> list[str]:
    """Return invented names of two words, all different."""
    found: set[str] = set()
    while len(found) < SUSPECTS:
        found.add(" ".join((draw.choice(BEGIN) + draw.choice(END)).capitalize() for _ in range(2)))
    return sorted(found)


def paper(text: str, font: str, path: Path, *, justified: bool) -> bytes:
    """Return a PDF of one paragraph."""
    style = ParagraphStyle("text", fontName=font, fontSize=12, leading=16, alignment=4 if justified else 0)
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build([Paragraph(text, style)])
    return path.read_bytes()


def redacted(text: str, name: str) -> Redacted:
    """Redact the one person the text names."""
    register = Register(entries=(Protected(id="p-1", name=name),))
    return redact(text, spans_of(Matcher(register).find(text), ()), Choices(), Pseudonyms(KEY, ["p-1"]), "en")


def flowed(data: bytes, name: str) -> bytes:
    """Return the redacted PDF whose text flows anew."""
    return write_paper(redacted(read_pdf(data, Limits()).text, name).text)


def painted(data: bytes, name: str) -> bytes:
    """Return the redacted PDF painted with bars."""
    lines = page_lines(open_pdf(data, Limits()), 0, Limits(), areas=True)
    text, places = laid_out(lines)
    done = redacted_lines(text, redacted(text, name), places)
    rows = [
        {"text": line.text, "area": before.area, "barred": line.masked}
        for line, before in zip(done, lines, strict=True)
    ]
    return paint(data, {"pages": [rows]}, Limits())[1]


def alone(copies: list[bytes]) -> float:
    """Return the share of copies that no other one equals."""
    seen = Counter(hashlib.sha256(copy).digest() for copy in copies)
    return sum(count == 1 for count in seen.values()) / len(copies)


def gap_kept(suspects: list[str], font: str) -> float:
    """Return the share of suspects whose width is nobody else's."""
    widths = [stringWidth(name, font, 12) for name in suspects]
    return sum(sum(abs(one - other) <= NEAR for other in widths) == 1 for one in widths) / len(widths)


def main() -> None:
    """Print one row for each way of redacting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=4)
    trials = parser.parse_args().trials
    ways: dict[str, Callable[[bytes, str], bytes]] = {"text flows anew": flowed, "painted with bars": painted}
    shares: dict[str, list[float]] = {way: [] for way in ("gap kept", *ways)}
    with tempfile.TemporaryDirectory() as folder:
        for trial in range(trials):
            draw = random.Random(trial)  # noqa: S311 - names, not secrets
            suspects, font = names(draw), FONTS[trial % len(FONTS)]
            words = [draw.choice(WORDS) for _ in range(90)]
            place = draw.randrange(20, 70)
            papers = [
                paper(
                    " ".join([*words[:place], name, *words[place:]]),
                    font,
                    Path(folder) / "a.pdf",
                    justified=trial % 4 > 1,
                )
                for name in suspects
            ]
            shares["gap kept"].append(gap_kept(suspects, font))
            for way, redaction in ways.items():
                shares[way].append(alone([redaction(data, name) for data, name in zip(papers, suspects, strict=True)]))
    for way, found in shares.items():
        print(
            f"{way:<20} identified uniquely {100 * sum(found) / len(found):5.1f} % ({len(found)} x {SUSPECTS} suspects)"
        )


if __name__ == "__main__":
    main()
