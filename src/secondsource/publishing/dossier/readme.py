"""The README of a dossier, in English and Spanish: what was found, what was checked, what was not, how to check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from secondsource.core.release.letting_out.parts import ReleasedClaim
from secondsource.core.release.letting_out.release import Release
from secondsource.publishing.findings.parts.visible import plain
from secondsource.publishing.findings.wording.catalogue import LANGUAGES, Wording


def readmes(release: Release, *, signed: bool) -> dict[str, bytes]:
    """Return the README in every language of the interface, by file name.

    Args:
        release: what goes out.
        signed: whether the desk's statement lies beside it.
    """
    return {
        f"README.{language}.md": "".join(
            f"{line}\n" for line in _lines(release, _wording(language), signed=signed)
        ).encode()
        for language in LANGUAGES
    }


def _lines(release: Release, say: Wording, *, signed: bool) -> Iterator[str]:
    yield from (f"# {_text(release.title)}", "", say("made", desk=_text(release.desk), day=say.day(release.day)), "")
    yield from (_text(release.summary), "")
    yield from (f"## {say('claims')}", "", say("claims.note"), "")
    for claim in release.claims:
        yield from _claim(release, claim, say)
    yield from (f"## {say('checked')}", "")
    yield from (f"- {_text(one)}" for one in (*release.checked, *_counted(release, say)))
    yield from ("", f"## {say('unchecked')}", "")
    yield from (f"- {_text(one)}" for one in release.unchecked)
    yield from (f"- {say(key)}" for key in ("unchecked.truth", "unchecked.recognise"))
    yield from ("", f"## {say('how')}", "")
    yield from (f"- {say(key)}" for key in ("how.command", "how.hash", "how.signed" if signed else "how.unsigned"))
    yield from (f"- {say(key)}" for key in ("how.status", "how.original"))
    if release.corrections:
        yield from ("", f"## {say('corrections')}", "", _text(release.corrections))


def _claim(release: Release, claim: ReleasedClaim, say: Wording) -> Iterator[str]:
    """Yield one claim; likelihood and confidence never stand in one sentence (ICD 203)."""
    stances = [stance for _, stance in release.on(claim.id)]
    yield from (f"### {claim.id}: {_text(claim.text)}", "", f"- {_text(claim.finding.sentence)}")
    if claim.finding.likelihood is not None:
        yield f"- {say('likelihood', word=say.term('word', claim.finding.likelihood))}"
    if claim.finding.confidence is not None:
        yield f"- {say('confidence', word=say.term('confidence', claim.finding.confidence.value))}"
    yield f"- {say('origins', span=say.span(claim.origins_low, claim.origins_high))}"
    yield f"- {say('statements', supports=stances.count('supports'), denies=stances.count('denies'))}"
    if claim.single_origin:
        yield f"- {say('single')}"
    if claim.finding.would_change:
        yield f"- {say('change', what=_text(claim.finding.would_change))}"
    yield ""


def _counted(release: Release, say: Wording) -> Iterator[str]:
    if release.contradictions:
        yield say("checked.contradictions", n=len(release.contradictions))
    if release.roles:
        yield say("checked.roles", n=len(release.roles))


def _text(text: str) -> str:
    """Return words of a release on one line, with hidden characters named and nothing that Markdown would obey."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in plain(text))


@cache
def _wording(language: str) -> Wording:
    text = files("secondsource.publishing.dossier").joinpath(f"wording/{language}.json").read_text(encoding="utf-8")
    months = files("secondsource.publishing.findings.wording").joinpath(f"{language}.json").read_text(encoding="utf-8")
    dates = {key: value for key, value in json.loads(months).items() if key.startswith(("date.", "month."))}
    return Wording(language=language, phrases={**dates, **json.loads(text)})
