"""What a web page says about itself: meta elements, JSON-LD, its `lang`, its first `time` element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import lxml.html

from secondsource.documents.extract import Extract, one_line
from secondsource.documents.labels.values import read_day, read_language

# In order of trust: the first that names a day wins.
_DAY_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "date",
    "fecha",
)
_LANGUAGE_NAMES = ("og:locale", "content-language", "dc.language", "dcterms.language", "inlanguage", "language")
_JSON_LD_CHARACTERS = 200_000
_JSON_LD_OBJECTS = 200
_ARTICLE_KEYS = ("datePublished", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What one page says about itself."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    published_basis: str | None = None
    language: str | None = None
    language_basis: str | None = None

    def filled(self, *, title: str | None, outlet: str | None, author: str | None, url: str | None) -> PageMetadata:
        """Return the same with what is missing taken from the extractor's findings."""
        return replace(
            self,
            title=self.title or title,
            outlet=self.outlet or outlet,
            author=self.author or author,
            url=self.url or url,
        )

    def as_extract(self, text: str, notes: tuple[str, ...]) -> Extract:
        """Join the metadata with the text of the page."""
        return Extract(
            text=text,
            title=self.title,
            outlet=self.outlet,
            published=self.published,
            published_basis=self.published_basis,
            language=self.language,
            language_basis=self.language_basis,
            author=self.author,
            url=self.url,
            notes=notes,
        )


def read_page_metadata(tree: lxml.html.HtmlElement) -> PageMetadata:
    """Read what the page itself declares; nothing is guessed from its text."""
    named = _named_values(tree)
    article = _article_object(tree)
    published, basis = _published(tree, named, article)
    language, language_basis = _language(tree, named)
    return PageMetadata(
        title=one_line(named.get("og:title")) or one_line(article.get("headline")),
        outlet=one_line(named.get("og:site_name")) or _name_of(article.get("publisher")),
        author=_name_of(article.get("author")) or one_line(named.get("author")),
        url=one_line(_canonical(tree)) or one_line(named.get("og:url")),
        published=published,
        published_basis=basis,
        language=language,
        language_basis=language_basis,
    )


def _named_values(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the page's meta elements and micro-data by lower-case name; the first of a name stays."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                named.setdefault(name.strip().lower(), content)
    for element in tree.xpath("//*[@itemprop='datePublished' and (@datetime or @content)]"):
        named.setdefault("datepublished", element.get("datetime") or element.get("content"))
    return named


def _article_object(tree: lxml.html.HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, or an empty one."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        content = script.text or ""
        if len(content) > _JSON_LD_CHARACTERS:
            continue
        try:
            loaded = json.loads(content)
        except (ValueError, RecursionError):
            continue
        for found in _objects(loaded):
            if any(key in found for key in _ARTICLE_KEYS):
                return found
    return {}


def _objects(loaded: object) -> Iterator[dict[str, Any]]:
    waiting = [loaded]
    seen = 0
    while waiting and seen < _JSON_LD_OBJECTS:
        seen += 1
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.append(value.get("@graph"))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _name_of(value: object) -> str | None:
    """Return the name of a JSON-LD person or body, or the names of several."""
    if isinstance(value, dict):
        return one_line(value.get("name"))
    if isinstance(value, list):
        names = (one_line(item.get("name")) if isinstance(item, dict) else one_line(item) for item in value)
        return ", ".join(name for name in names if name) or None
    return one_line(value)


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return str(links[0]) if links else None


def _published(
    tree: lxml.html.HtmlElement, named: dict[str, str], article: dict[str, Any]
) -> tuple[date | None, str | None]:
    day = read_day(str(article.get("datePublished") or ""))
    if day is not None:
        return day, "page metadata: JSON-LD datePublished"
    for name in _DAY_NAMES:
        day = read_day(named.get(name, ""))
        if day is not None:
            return day, f"page metadata: {name}"
    # A page about one article shows its day first; an index of many would show several different ones.
    days = {read_day(str(value)) for value in tree.xpath("//time/@datetime")} - {None}
    if len(days) == 1:
        return days.pop(), "page: the only time element"
    return None, None


def _language(tree: lxml.html.HtmlElement, named: dict[str, str]) -> tuple[str | None, str | None]:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    language = read_language(declared or "")
    if language is not None:
        return language, "page: lang attribute"
    for name in _LANGUAGE_NAMES:
        language = read_language(named.get(name, ""))
        if language is not None:
            return language, f"page metadata: {name}"
    return None, None
