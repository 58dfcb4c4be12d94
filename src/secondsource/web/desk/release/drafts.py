"""The releases of a case: beginning a draft, and writing it."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out import writing
from secondsource.core.release import lines
from secondsource.errors import InputError
from secondsource.store.evidence.lookups import exhibits as evidence_exhibits
from secondsource.store.letting_out import lookups
from secondsource.store.letting_out.values import Draft
from secondsource.store.team.lookups import names_in
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.places import papers

_LONG = {"rows": 5}


class BeginForm(forms.Form):
    """What a new draft needs."""

    subject = forms.SlugField(max_length=64, label=_("Subject (a neutral id; public for ever)"))
    desk_name = forms.CharField(max_length=120, label=_("Public name of the desk"))
    follows = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)


class DraftForm(forms.Form):
    """The words of a release."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, label=_("Title"))
    summary = forms.CharField(widget=forms.Textarea(attrs=_LONG), max_length=20_000, label=_("Summary"))
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], label=_("Language"))
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label=_("Day it is to go out"))
    embargo = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), required=False, label=_("Not before (may stay empty)")
    )
    checked = forms.CharField(
        widget=forms.Textarea(attrs=_LONG), max_length=20_000, label=_("What was checked, a sentence a line")
    )
    unchecked = forms.CharField(
        widget=forms.Textarea(attrs=_LONG), max_length=20_000, label=_("What was not checked, a sentence a line")
    )
    corrections = forms.CharField(max_length=500, label=_("How to ask for a correction"))

    def __init__(self, *given: object, draft: Draft, **named: object) -> None:
        """Add a row of fields for each claim, and the exhibits to choose from."""
        super().__init__(*given, **named)  # type: ignore[arg-type]  # Django: handed on as it came
        for claim in draft.release.claims:
            self.fields[f"keep-{claim.id}"] = forms.BooleanField(required=False, initial=True, label=claim.id)
            self.fields[f"text-{claim.id}"] = forms.CharField(
                max_length=2000, initial=claim.text, label=_("The claim"), widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"found-{claim.id}"] = forms.CharField(
                max_length=2000,
                initial=claim.finding.sentence,
                label=_("What was found"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        ready = [one for one in evidence_exhibits.exhibits(draft.case) if one.clean is not None]
        self.fields["exhibits"] = forms.MultipleChoiceField(
            choices=[(one.key, one.name) for one in ready],
            initial=list(draft.exhibits),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Exhibits whose redacted copies go with it"),
        )


@require_safe
def index(request: HttpRequest, case: str) -> HttpResponse:
    """Show the drafts, releases and holds of a case."""
    member = member_key(request)
    found = access.reading(case, member)
    policy = papers().in_force()
    initial = {"desk_name": lines.host(policy.log_origin) if policy else "", "follows": request.GET.get("follows", "")}
    drafts = lookups.drafts(case)
    shown = {
        "case": found,
        "tab": "release",
        "drafts": [(one, lookups.frozen_of(case, one.key)) for one in drafts],
        "released": lookups.released(case),
        "holds": lookups.holds(case),
        "names": names_in(case, member),
        "member": member,
        "may_write": found.role in access.WORKING,
        "begin": BeginForm(initial=initial),
    }
    return render(request, "release/index.html", shown)


@require_POST
def begin(request: HttpRequest, case: str) -> HttpResponse:
    """Begin a draft."""
    actor = member_key(request)
    access.working(case, actor)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise InputError("form-unfit", "Something in this form is missing or wrong.", "Go back and fill in all of it.")
    key = writing.begin(
        actor=actor,
        case=case,
        subject=form.cleaned_data["subject"].lower(),
        desk_name=form.cleaned_data["desk_name"],
        follows=form.cleaned_data["follows"],
        now=now(),
    )
    return redirect("release-draft", case=case, draft=key)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, case: str, draft: str) -> HttpResponse:
    """Show a draft, and keep what its author writes."""
    member = member_key(request)
    found = access.working(case, member) if request.method == "POST" else access.reading(case, member)
    held = lookups.draft(case, draft)
    form = DraftForm(request.POST or None, initial=_initial(held), draft=held)
    if request.method == "POST" and form.is_valid():
        writing.write(
            actor=member,
            case=case,
            draft=draft,
            version=form.cleaned_data["version"],
            words=_words(form, held),
            now=now(),
        )
        messages.success(request, gettext("Kept."))
        return redirect("release-draft", case=case, draft=draft)
    rows = [
        (one, form[f"keep-{one.id}"], form[f"text-{one.id}"], form[f"found-{one.id}"]) for one in held.release.claims
    ]
    shown = {
        "case": found,
        "tab": "release",
        "draft": held,
        "form": form,
        "rows": rows,
        "plain_fields": [form[name] for name in DraftForm.base_fields if name != "version"],
        "frozen": lookups.frozen_of(case, draft),
        "names": names_in(case, member),
        "is_author": held.author == member,
        "may_work": found.role in access.WORKING,
    }
    return render(request, "release/draft.html", shown, status=422 if form.errors else 200)


def _initial(held: Draft) -> dict[str, object]:
    release = held.release
    return {
        "version": held.version,
        "title": release.title,
        "summary": release.summary,
        "language": release.language,
        "day": release.day.isoformat(),
        "embargo": held.embargo.date().isoformat() if held.embargo else "",
        "checked": "\n".join(release.checked),
        "unchecked": "\n".join(release.unchecked),
        "corrections": release.corrections,
    }


def _words(form: DraftForm, held: Draft) -> writing.Words:
    data = form.cleaned_data
    embargo = data["embargo"]
    return writing.Words(
        title=data["title"],
        summary=data["summary"].replace("\r\n", "\n"),
        language=data["language"],
        day=data["day"],
        checked=_sentences(data["checked"]),
        unchecked=_sentences(data["unchecked"]),
        corrections=data["corrections"],
        claims={
            one.id: (data[f"text-{one.id}"], data[f"found-{one.id}"])
            for one in held.release.claims
            if data[f"keep-{one.id}"]
        },
        exhibits=tuple(data["exhibits"]),
        embargo=datetime.combine(embargo, time(), UTC) if embargo else None,
    )


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
