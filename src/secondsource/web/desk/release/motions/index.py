"""The list of motions, one motion whole, its papers to carry away, and putting its statement together."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.desk import access
from secondsource.actions.desk.motions import handing_in, seeing
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.places import papers

_PUBLIC = ("checkpoint", "log.policy")
_PUBLIC_FOLDERS = ("tile", "text", "sighting")
_OLDEST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the motions that this member may read."""
    desk, member = papers(), member_key(request)
    found = seeing.motions(desk, member, now())
    seat = seeing.seat_of(desk, access.standing(member))
    shown = {
        "motions": [one for one in found if isinstance(one, seeing.SeenMotion)],
        "unreadable": [one for one in found if isinstance(one, seeing.Unreadable)],
        "policy": desk.in_force(),
        "seat": seat,
    }
    return render(request, "motions/index.html", shown)


@require_safe
def motion(request: HttpRequest, name: str) -> HttpResponse:
    """Show one motion."""
    desk, member = papers(), member_key(request)
    moment = handing_in.whole_second(now())
    seen = seeing.motion(desk, member, name, moment)
    mine = access.standing(member).seat
    return render(
        request,
        "motions/motion.html",
        {
            "seen": seen,
            "motion": seen.held.motion,
            "mine": mine,
            "open_round": next((one for one in seen.rounds if not one.over), None),
            "may_vote": any(not one.over or moment < one.held.round.closes for one in seen.rounds[-1:])
            and seen.note is None,
            "may_open": seen.note is None and all(one.over for one in seen.rounds) and not seen.carried,
        },
    )


@require_POST
def together(request: HttpRequest, name: str) -> HttpResponse:
    """Put a carried motion's statement together."""
    handing_in.put_together(papers(), actor=member_key(request), name=name, now=now())
    return redirect("motion", name=name)


@require_safe
def carry(request: HttpRequest, name: str) -> HttpResponse:
    """Return the papers that somebody needs who votes on a machine of their own."""
    desk = papers()
    seeing.motion(desk, member_key(request), name, now())
    return HttpResponse(
        _packed(desk, name),
        headers={"Content-Type": "application/zip", "Content-Disposition": f'attachment; filename="{name}.zip"'},
    )


def _packed(desk: Desk, name: str) -> bytes:
    """Return seats, the motion and the log, and never the log's key, as a ZIP file."""
    folders = [desk.folder / "seats", desk.motion_path(name), *(desk.site / one for one in _PUBLIC_FOLDERS)]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    files += [path for one in _PUBLIC if (path := desk.site / one).is_file()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.writestr(zipfile.ZipInfo(_inside(desk, path), _OLDEST_ZIP_DAY), path.read_bytes())
    return out.getvalue()


def _inside(desk: Desk, path: Path) -> str:
    return f"papers/{path.relative_to(desk.folder).as_posix()}"
