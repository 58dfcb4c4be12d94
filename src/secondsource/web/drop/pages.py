"""The pages of the drop in two languages: whole, without script, with their one style sheet inside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource.web.drop.answers import padded
from secondsource.web.drop.settings import LANGUAGES, DropSettings

_HERE = resources.files(__package__)


class Pages:
    """Renders every page of one drop."""

    def __init__(self, settings: DropSettings) -> None:
        """Load words and templates once."""
        self._settings = settings
        self._style = (_HERE / "templates" / "style.css").read_text(encoding="utf-8")
        self._words = {language: read_words(language) for language in LANGUAGES}
        self._environment = Environment(
            loader=PackageLoader("secondsource.web.drop"), autoescape=True, undefined=StrictUndefined, auto_reload=False
        )
        self._fixed: dict[tuple[str, str], bytes] = {}

    @property
    def style_digest(self) -> str:
        """The style sheet's SHA-256 in base64, as the Content-Security-Policy names it."""
        return base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode("ascii")

    def page(self, name: str, language: str, **given: Any) -> bytes:
        """Return one page, padded.

        Args:
            name: of the template, without `.html`.
            language: of `LANGUAGES`.
            given: what the template shows.
        """
        template = self._environment.get_template(f"{name}.html")
        text = template.render(
            words=self._words[language],
            language=language,
            other="es" if language == "en" else "en",
            style=Markup(self._style),  # noqa: S704 - our own file
            desk=self._settings.name,
            limits=self._settings.limits,
            here=name,
            **given,
        )
        return padded(text.encode())

    def fixed(self, name: str, language: str) -> bytes:
        """Return a page that shows everybody the same; rendered once."""
        key = (name, language)
        if key not in self._fixed:
            self._fixed[key] = self.page(name, language)
        return self._fixed[key]


def read_words(language: str) -> Mapping[str, str]:
    """Return the words of the pages in a language."""
    words: dict[str, str] = json.loads((_HERE / "wording" / f"{language}.json").read_text(encoding="utf-8"))
    return words
