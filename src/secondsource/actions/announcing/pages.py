"""Building the status pages into the public folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from secondsource.actions.announcing.folder import write_public
from secondsource.publishing.status.pages import pages
from secondsource.publishing.status.views import SiteView, view
from secondsource.trust.tlog import note
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import LOG_POLICY, Asked, open_site


def build(site: Path, now: datetime) -> SiteView:
    """Check the log as a reader would and write every page, each in one step, the indexes last.

    Args:
        site: the public folder.
        now: UTC, whole seconds.

    Returns:
        What the pages show.

    Raises:
        SecondSourceError: the log does not add up; no page is touched then.
    """
    shown = view(open_site(site, Asked(now=now)), read_some(site / LOG_POLICY, note.MOST_BYTES).decode(), now)
    for name, text in list(pages(shown)):
        write_public(site / name, text.encode())
    return shown
