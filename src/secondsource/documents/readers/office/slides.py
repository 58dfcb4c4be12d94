"""Presentations (.pptx): the words on the slides that are shown, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from secondsource.documents.cleaning.office.parts import local, parse_xml
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.limits import Limits
from secondsource.documents.readers.office.package import attribute, described, elements, read_package, related

PRESENTATION = "ppt/presentation.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide."""

    part: str
    """The name of its part."""
    hidden: bool
    paragraphs: tuple[str, ...]


def read_slides(data: bytes, limits: Limits) -> Extract:
    """Read one presentation, a paragraph of its own for each on a slide.

    Raises:
        UnreadableError: if it is encrypted, damaged or a bomb.
    """
    parts = read_package(data, limits)
    slides = tuple(slides_of(parts))
    texts = [paragraph for slide in slides if not slide.hidden for paragraph in slide.paragraphs]
    hidden = sum(slide.hidden for slide in slides)
    notes = [f"Hidden slides were not read ({hidden})."] if hidden else []
    if any(name.startswith("ppt/notesSlides/") for name in parts):
        notes.append("The speaker's notes were not read.")
    return described("\n\n".join(texts), parts, *notes)


def slides_of(parts: Mapping[str, bytes]) -> Iterator[Slide]:
    """Yield the slides of a presentation in its order.

    Raises:
        UnreadableError: if it has no list of slides.
    """
    if PRESENTATION not in parts:
        raise UnreadableError("damaged", "The presentation has no list of its slides.")
    targets = related(parts, PRESENTATION)
    for entry in elements(parse_xml(parts[PRESENTATION], PRESENTATION), "sldId"):
        # A slide's own number is an `id` as well; the one of the relation has a namespace.
        names = [str(value) for key, value in entry.attrib.items() if str(key).endswith("}id")]
        part = targets.get(names[0], "") if names else ""
        if part in parts:
            root = parse_xml(parts[part], part)
            hidden = attribute(root, "show") in {"0", "false"}
            yield Slide(part=part, hidden=hidden, paragraphs=tuple(paragraphs_of(root)))


def paragraphs_of(root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of a slide or of its notes."""
    for paragraph in elements(root, "p"):
        pieces = ("\n" if local(node.tag) == "br" else node.text or "" for node in elements(paragraph, "t", "br"))
        text = "".join(pieces).strip()
        if text:
            yield text
