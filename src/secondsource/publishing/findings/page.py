"""The findings as one self-contained HTML page.

Nothing is loaded from anywhere and nothing runs: no script, no image, no font, no link out. The Content Security
Policy (W3C CSP Level 3) forbids all but the page's own style sheet, which it names by hash. Everything that comes
from a report is escaped, and characters that hide are shown by name. Drawings are SVG with a table beside them.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource.core.vetting.finding import Findings
from secondsource.publishing.findings.parts import index as parts_index
from secondsource.publishing.findings.parts import origin_graph
from secondsource.publishing.findings.parts.decide import Decide
from secondsource.publishing.findings.parts.index import MOST_OTHERS, Index, shown
from secondsource.publishing.findings.parts.marking import Segment
from secondsource.publishing.findings.parts.timeline import timeline
from secondsource.publishing.findings.parts.views import by_file, claim_views, report_views, status, summary
from secondsource.publishing.findings.parts.visible import plain, shortened, visible
from secondsource.publishing.findings.wording import said, wording

LIMITS = {
    "claims": parts_index.MOST_CLAIMS,
    "glanced": parts_index.MOST_GLANCED,
    "at_once": parts_index.AT_ONCE,
    "others": MOST_OTHERS,
    "passages": parts_index.MOST_PASSAGES,
    "passage_text": parts_index.MOST_PASSAGE_TEXT,
}
BOX = {
    "left": origin_graph.LEFT,
    "right": origin_graph.RIGHT,
    "width": origin_graph.BOX,
    "height": origin_graph.HEIGHT,
}


def render_page(findings: Findings, *, language: str = "en") -> str:
    """Write findings as one HTML page.

    Args:
        findings: the whole result.
        language: of the interface, `en` or `es`; the reports' own words stay as they are.

    Returns:
        The page, to be written as UTF-8. The same findings give the same page.

    Raises:
        InputError: `ui-language` when the interface is not written in `language`.
    """
    w = wording(language)
    index = parts_index.build(findings)
    entries = shown(findings.timeline, MOST_OTHERS)
    unshown = [report for report in index.read if report not in index.shown_reports]
    page = _environment().get_template("page.html.j2")
    return page.render(
        w=w,
        index=index,
        limits=LIMITS,
        box=BOX,
        csp=_policy(),
        style=Markup(_style()),  # noqa: S704 - our own file, not a report's
        decide=Decide(w=w, index=index),
        summary=summary(index),
        claims=claim_views(index),
        timeline=entries,
        timeline_drawing=timeline(entries.items),
        contradictions=shown(findings.contradictions, MOST_OTHERS),
        people=shown(findings.people, MOST_OTHERS),
        reuse=shown(findings.reuse, MOST_OTHERS),
        reports=report_views(index),
        others=shown(unshown, 15 * MOST_OTHERS),
        skipped=shown(index.skipped, MOST_OTHERS),
        tallies=_tallies(index),
    )


def _tallies(index: Index) -> dict[str, int]:
    """Return the figures beside the names of the sections."""
    findings = index.findings
    return {
        "claims": len(findings.claims),
        "timeline": len(findings.timeline),
        "contradictions": len(findings.contradictions),
        "people": len(findings.people),
        "reuse": len(findings.reuse),
        "reports": len(index.read),
    }


@cache
def _environment() -> Environment:
    """Return the templates with their filters; whatever is printed is escaped, whatever is missing is an error."""
    environment = Environment(
        loader=PackageLoader("secondsource.publishing.findings", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    filters: dict[str, Any] = {
        "visible": visible,
        "plain": plain,
        "shortened": shortened,
        "by_file": by_file,
        "status": status,
        "tag": _tag,
        "classes": _classes,
        "seconds": _seconds,
        "said": said,
    }
    environment.filters.update(filters)
    return environment


def _tag(segment: Segment) -> str:
    """Return the element that marks a segment: `mark` for what is said, `s` for what was rejected."""
    if "content" in segment.roles:
        return "mark"
    return "s" if "rejected" in segment.roles else "span"


def _classes(segment: Segment) -> str:
    """Return the classes of a segment."""
    return " ".join("person-name" if role == "person" else role for role in segment.roles)


def _seconds(seconds: float) -> str:
    """Write a duration in seconds to two places."""
    return f"{seconds:.2f}"


@cache
def _style() -> str:
    """Return the style sheet."""
    return files("secondsource.publishing.findings").joinpath("templates/style.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Return the Content Security Policy: nothing at all, save the style sheet with this hash."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
