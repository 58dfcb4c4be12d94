"""Exporting a release to other formats on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from secondsource.actions.files import write_whole
from secondsource.core.release.letting_out.release import Release
from secondsource.publishing.exports.formats import Exported, Format, export
from secondsource.publishing.guard import Guard
from secondsource.shielding.register.entry import Register


def export_release(
    release: Release, wanted: Sequence[Format], register: Register, *, out: Path, page: str | None = None
) -> tuple[Exported, ...]:
    """Write a release in several formats, all or none.

    Args:
        release: what goes out, redacted.
        wanted: the formats.
        register: who must not be found in any of them.
        out: folder for the files, which have neutral names.
        page: address of the desk's own page on this release, for a ClaimReview.

    Raises:
        RuleError: `release-names-protected`, `export-nothing-public`.
        InputError: `export-page-missing`.
        StorageError: `output-unwritable`.
    """
    guard = Guard(register)
    made = tuple(export(release, one, guard=guard, page=page) for one in wanted)
    for one in made:
        write_whole(out / one.name, one.data)
    return made
