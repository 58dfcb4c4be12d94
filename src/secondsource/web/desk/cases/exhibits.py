"""Exhibits: the list with the form to hand files in, one exhibit with its custody, and its bytes.

Bytes never leave as something a browser would run: originals and most copies go as attachments of no kind, and the
only thing shown in a page is a picture or a recording that was encoded anew here.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import decisions, exhibits
from secondsource.actions.desk.evidence.exhibits import Incoming
from secondsource.errors import AccessError, InputError
from secondsource.store.evidence import blobs
from secondsource.store.evidence.lookups import exhibits as lookups
from secondsource.store.evidence.values import Exhibit
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.cases.showing import number_of, opened

SHOWN = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}
"""Suffixes of clean copies that a page may show, and as what; everything else is only ever taken away."""
CAGE = "default-src 'none'; sandbox"
"""The policy that exhibits' bytes travel under: were one opened by itself, nothing in it could run or load."""


@require_safe
def index(request: HttpRequest, case: str) -> HttpResponse:
    """Show a case's exhibits and the form to hand in more."""
    here = opened(request, case)
    page = lookups.exhibit_page(case, number_of(request))
    return render(request, "cases/exhibits.html", here.context("exhibits", page=page, sealing=exhibits.sealing()))


@require_POST
def take_in(request: HttpRequest, case: str) -> HttpResponse:
    """Take in the files of a form."""
    actor = member_key(request)
    access.working(case, actor)
    files = [
        Incoming(name=upload.name or "", pieces=upload.chunks())
        for name in ("files", "folder")
        for upload in request.FILES.getlist(name)
    ]
    done = exhibits.take_in(actor=actor, case=case, files=files, how="upload", now=now())
    taken = len(done.exhibits)
    if taken:
        told = ngettext(
            "%(n)d file was taken in; it is being read.", "%(n)d files were taken in; they are being read.", taken
        )
        messages.success(request, told % {"n": taken})
    for names, told in (
        (done.known, _("Already in this case, by their content: %(names)s")),
        (done.too_large, _("Too large (at most 64 MiB): %(names)s")),
        (done.empty, _("Empty: %(names)s")),
    ):
        if names:
            messages.warning(request, told % {"names": ", ".join(names[:20])})
    return redirect("exhibits", case=case)


@require_safe
def exhibit(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Show one exhibit: digests, what cleaning left behind, and who had it in hand."""
    here = opened(request, case)
    found = lookups.exhibit(case, key)
    kind = SHOWN.get(found.clean.suffix, "") if found.clean else ""
    more = here.context(
        "exhibits",
        exhibit=found,
        custody=lookups.custody(case, key),
        shown_as=kind.partition("/")[0],
        has_report=lookups.has_report(case, key),
    )
    return render(request, "cases/exhibit.html", more)


@require_safe
def look(request: HttpRequest, case: str, key: str) -> HttpResponseBase:
    """Send the clean copy of a picture or recording for its page."""
    opened(request, case)
    found = exhibits.with_copy(case, key)
    kind = SHOWN.get(found.clean.suffix) if found.clean else None
    if kind is None or found.clean is None:
        raise AccessError("copy-unknown", "There is no clean copy of this exhibit to show.", "Its page says why.")
    return _send(found.clean.blob, kind, "")


@require_POST
def copy(request: HttpRequest, case: str, key: str) -> HttpResponseBase:
    """Send the clean copy to take away, under a name that tells nothing."""
    found = exhibits.take_copy(actor=member_key(request), case=case, exhibit=key, now=now())
    if found.clean is None:
        raise AccessError("copy-unknown", "There is no clean copy of this exhibit.", "Its page says why.")
    name = f"clean-{found.clean.sha256[:12]}{found.clean.suffix}"
    return _send(found.clean.blob, "application/octet-stream", name)


@require_POST
def original(request: HttpRequest, case: str, key: str) -> HttpResponseBase:
    """Send the original, for a reason that stands in its custody; a sealed one goes out sealed."""
    why = request.POST.get("why", "")
    found = exhibits.open_original(actor=member_key(request), case=case, exhibit=key, why=why, now=now())
    return _send(found.original, "application/octet-stream", _safe_name(found))


@require_POST
def read_decisions(request: HttpRequest, case: str) -> HttpResponse:
    """Take over the decisions of a decisions file."""
    actor = member_key(request)
    access.working(case, actor)
    upload = request.FILES.get("decisions")
    if upload is None:
        raise InputError("no-file", "There is no file to take in.", "Choose a decisions file.")
    data = upload.read(decisions.LARGEST + 1)
    done = decisions.read_in(actor=actor, case=case, data=data, name=upload.name or "decisions", now=now())
    told = ngettext("%(n)d decision was taken over.", "%(n)d decisions were taken over.", done.decided)
    messages.success(request, told % {"n": done.decided})
    if done.missing:
        names = ", ".join(done.missing[:20])
        messages.warning(request, _("Not in this case, and passed over: %(names)s") % {"names": names})
    return redirect("case", case=case)


@require_safe
def write_decisions(request: HttpRequest, case: str) -> HttpResponse:
    """Send the case's decisions as a decisions file."""
    text = decisions.export(actor=member_key(request), case=case)
    answer = HttpResponse(text, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = 'attachment; filename="decisions.txt"'
    return answer


def _safe_name(found: Exhibit) -> str:
    """Return a name for the way out: letters, digits and a suffix that opens nothing by a double click."""
    return f"original-{found.sha256[:12]}{'.age' if found.sealed else '.bin'}"


def _send(blob: str, kind: str, name: str) -> HttpResponseBase:
    size = blobs.size_of(blob)
    answer = StreamingHttpResponse(blobs.pieces(blob), content_type=kind)
    answer.headers["Content-Length"] = str(size)
    answer.headers["Content-Security-Policy"] = CAGE
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
