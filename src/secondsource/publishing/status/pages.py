"""The status pages as HTML: one for the site and one for each subject, in English and Spanish.

A page is whole without JavaScript. It carries its own style sheet and one small script, each allowed by its hash in
the Content Security Policy (W3C CSP Level 3); nothing else may load or run, and nothing is fetched. The script only
ever takes away: it can turn a page that is out of date or does not add up into HOLD, never into go.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource.publishing.findings.parts.visible import visible
from secondsource.publishing.findings.wording import LANGUAGES, Wording, said
from secondsource.publishing.status.views import SiteView, SubjectView

_ROOM = "secondsource.publishing.status"


def pages(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield every page's name in the site folder and its text: the subjects' pages first, the indexes last."""
    for language in LANGUAGES:
        for subject in view.subjects:
            yield f"{_prefix(language)}subject/{subject.status.subject}.html", subject_page(view, subject, language)
    for language in LANGUAGES:
        yield f"{_prefix(language)}index.html", index_page(view, language)


def subject_page(view: SiteView, subject: SubjectView, language: str) -> str:
    """Return one subject's page."""
    other = _other(language)
    up = "../" if language == "en" else "../../"
    return _render(
        "subject.html.j2",
        language,
        view=view,
        subject=subject,
        root=up,
        home="../index.html",
        other=f"{up}{_prefix(other)}subject/{subject.status.subject}.html",
    )


def index_page(view: SiteView, language: str) -> str:
    """Return the page that lists all subjects."""
    root = "" if language == "en" else "../"
    return _render(
        "index.html.j2",
        language,
        view=view,
        root=root,
        home="index.html",
        other=f"{root}{_prefix(_other(language))}index.html",
    )


def _render(template: str, language: str, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            w=_wording(language),
            csp=_policy(),
            style=Markup(_part("style.css")),  # noqa: S704 - our own file
            script=Markup(_part("check.js")),  # noqa: S704 - our own file
            other_language=_other(language),
            **values,
        )
    )


def _prefix(language: str) -> str:
    return "" if language == "en" else f"{language}/"


def _other(language: str) -> str:
    return "es" if language == "en" else "en"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_ROOM, "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update({"visible": visible, "said": said, "moment": _moment, "machine": _machine})
    return environment


def _moment(moment: datetime) -> str:
    """Write a moment for people; the same in both languages."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") + " UTC"


def _machine(moment: datetime) -> str:
    """Write a moment for programs."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _wording(language: str) -> Wording:
    text = files(_ROOM).joinpath(f"wording/{language}.json").read_text(encoding="utf-8")
    return Wording(language=language, phrases=json.loads(text))


@cache
def _part(name: str) -> str:
    return files(_ROOM).joinpath(f"templates/{name}").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Return the Content Security Policy: nothing at all, save the style sheet and the script with these hashes."""
    style, script = (b64encode(sha256(_part(name).encode()).digest()).decode() for name in ("style.css", "check.js"))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        f"base-uri 'none'; form-action 'none'"
    )
