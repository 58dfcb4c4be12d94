"""The line-by-line check of a frozen content."""

from __future__ import annotations

import re

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import checking
from secondsource.core.vetting.lines.check import LineMark, LineState
from secondsource.store.judgement.values import CheckedMark
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import LINES, LONGEST, Speaking, choices, context

MOST_PROOFS = 20


class LineForm(forms.Form):
    """What the checker says of a line."""

    state = forms.ChoiceField(choices=choices(LINES), label=_("This line is"))
    proof = forms.CharField(max_length=400, required=False, label=_("Proof: ids of statements, such as s-3fa1c09b77de"))
    document = forms.BooleanField(required=False, label=_("A document of record carries it"))
    labelled = forms.BooleanField(
        required=False, label=_("The line itself says that it has one source, or a source that could not be judged")
    )
    no_fact = forms.BooleanField(required=False, label=_("The line claims nothing"))
    words = forms.CharField(max_length=LONGEST, required=False, label=_("Question or comment"))


@require_safe
def lines(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Show a frozen content line by line."""
    return _page(request, case, digest, None, "")


@require_POST
def line(request: HttpRequest, case: str, digest: str, line: str) -> HttpResponse:
    """Mark one line."""
    actor = member_key(request)
    access.working(case, actor)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _page(request, case, digest, form, line)
    given = form.cleaned_data
    proof = tuple(dict.fromkeys(re.split(r"[\s,;]+", given["proof"].strip())))[:MOST_PROOFS] if given["proof"] else ()
    marked = checking.check_line(
        actor=actor,
        case=case,
        digest=digest,
        checked=CheckedMark(
            mark=LineMark(
                line=line,
                state=LineState(given["state"]),
                by=actor,
                at=now(),
                words=given["words"],
                proof=proof,
                no_fact=given["no_fact"],
            ),
            document=given["document"],
            labelled=given["labelled"],
        ),
        now=now(),
    )
    return redirect(f"{reverse('lines', args=[case, digest])}#{marked.id}")


def _page(request: HttpRequest, case: str, digest: str, wrong: LineForm | None, place: str) -> HttpResponse:
    actor = member_key(request)
    found = access.reading(case, actor)
    seen = checking.see(actor=actor, case=case, digest=digest)
    speaking = Speaking(case, actor)
    evidence = {one.line: one for one in seen.evidence}
    rows = []
    for one in seen.lines:
        mark = one.mark
        rows.append(
            {
                "line": one.line,
                "mark": mark,
                "complete": one.complete,
                "state": LINES[mark.state] if mark else None,
                "who": speaking(mark.by) if mark else "",
                "evidence": evidence.get(one.line.id),
                "earlier": [
                    (LINES[each.mark.state], each.mark.words, speaking(each.mark.by), each.mark.at)
                    for each in seen.checked
                    if each.mark.line == one.line.id and each.mark.words
                ],
                "form": wrong if wrong and place == one.line.id else _form(one.line.id, seen),
            }
        )
    shown = {
        "seen": seen,
        "rows": rows,
        "open": sum(not row["complete"] for row in rows),
        "may_check": seen.may_check,
    }
    return render(
        request,
        "judgement/lines.html",
        context(request, found, "lines") | shown,
        status=422 if wrong else 200,
    )


def _form(line_id: str, seen: checking.SeenCheck) -> LineForm:
    """Return the form of a line, filled as it was marked last; its fields' ids differ from those of other lines."""
    last = next((one for one in reversed(seen.checked) if one.mark.line == line_id), None)
    initial = (
        {}
        if last is None
        else {
            "state": last.mark.state.value,
            "proof": " ".join(last.mark.proof),
            "document": last.document,
            "labelled": last.labelled,
            "no_fact": last.mark.no_fact,
        }
    )
    return LineForm(initial=initial, auto_id=f"{line_id}-%s")
