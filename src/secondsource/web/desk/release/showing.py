"""The filter of the release pages: the gate's words in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from secondsource.core.vetting.grading.scales import Words

register = template.Library()


@register.filter
def in_words(words: Words) -> str:
    """Return words in the reader's language."""
    return words.said("es" if (get_language() or "en").startswith("es") else "en")
