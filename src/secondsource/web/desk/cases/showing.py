"""What every page of a case shares: who looks, how members are called, and how words of the analysis are written.

Also the template library `showing`. Nothing of a report reaches a page but through `visible` or Django's escaping.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import template
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from secondsource.actions.desk import access
from secondsource.publishing.findings.parts import visible as hidden
from secondsource.publishing.findings.wording import Wording, wording
from secondsource.publishing.findings.wording import said as said_in
from secondsource.store.team import lookups
from secondsource.store.team.values import Case
from secondsource.web.desk.base.asking import member_key

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case as one of its members has opened it."""

    case: Case
    actor: str
    works: bool
    """Whether they may change something."""
    names: Mapping[str, str]
    """How its members are called towards this one, by key."""

    def context(self, tab: str, **more: object) -> dict[str, object]:
        """Return what a template of this case is given."""
        return {"case": self.case, "tab": tab, "works": self.works, "names": self.names, "actor": self.actor} | more


def opened(request: HttpRequest, case: str) -> Opened:
    """Open a case for whoever asks.

    Raises:
        AccessError: as `access.reading`; a case that is not theirs and one that is not there look alike.
    """
    actor = member_key(request)
    found = access.reading(case, actor)
    works = found.role in access.WORKING
    # Looked up with the first name that a page shows: most have none to show.
    names = SimpleLazyObject(lambda: lookups.names_in(case, actor))
    return Opened(case=found, actor=actor, works=works, names=cast(Mapping[str, str], names))


def number_of(request: HttpRequest, name: str = "page") -> int:
    """Return the number of a page that an address asks for; 1 for anything that is none."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def words() -> Wording:
    """Return the words of the analysis in the language of the page."""
    return wording("es" if get_language() == "es" else "en")


@register.filter
def visible(text: str) -> SafeString:
    """Escape a stranger's text and show its hidden characters by name."""
    return mark_safe(str(hidden.visible(text)))  # noqa: S308 - `visible` escapes everything that it is given


@register.filter
def seen(text: str) -> str:
    """Return a text without characters that hide or steer, for a field that somebody is to edit."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C" or c == "\n")


@register.filter
def short(text: str, most: int) -> str:
    """Cut a text to one line of so many characters."""
    return hidden.shortened(text, most)


@register.filter
def term(value: object, group: str) -> str:
    """Return the word for a value of the analysis: `{{ statement.position|term:"position" }}`."""
    return words().term(group, str(value))


@register.filter
def day(when: date | None) -> str:
    """Write a date in words, or that there is none."""
    return words().day(when)


@register.filter
def short_day(when: date) -> str:
    """Write a date for the axis of a drawing."""
    return words().short_day(when)


@register.filter
def percent(share: float) -> str:
    """Write a share, 0-1, as a whole percentage."""
    return words().percent(share)


@register.filter
def called(key: str, names: Mapping[str, str]) -> str:
    """Return how a member is called here; the desk itself where there is none."""
    if not key:
        return _("the desk")
    return names.get(key) or _("somebody who left the case")


@register.filter
def item(table: Mapping[str, Any], key: str) -> Any:
    """Look a key up in a table; nothing where it is not."""
    return table.get(key)


@register.filter
def plus(number: float, more: float) -> float:
    """Add to a place in a drawing."""
    return number + more


@register.filter
def position_word(value: str) -> str:
    """Return the word for a position."""
    return words().term("position", value)


@register.simple_tag
def sentence(text: str) -> SafeString:
    """Write a sentence of the analysis in the language of the page, marked as English where it has no other form."""
    shown = said_in(text, words().language)
    return mark_safe(Markup('<span lang="{}" dir="auto">{}</span>').format(shown.language, visible(shown.text)))  # noqa: S308


@register.simple_tag
def phrase(key: str, **values: object) -> str:
    """Return a phrase of the findings page by its key."""
    return words()(key, **values)
