"""Attack files before they leave: each in a confined process, then all against originals and one another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError
from secondsource.documents.opening import read_bytes
from secondsource.errors import InputError
from secondsource.shielding.attacking.leak import SECOND_LOOKS, Attacked, Leak, Severity, Unchecked, leak_as_plain
from secondsource.shielding.attacking.naming.searching import Search
from secondsource.shielding.attacking.naming.suspects import Suspect, suspects_of
from secondsource.shielding.attacking.releases import across_releases, against_originals
from secondsource.shielding.attacking.task import LIMITS, TASK, from_answer, options_for
from secondsource.shielding.register.entry import Register

Progress = Callable[[int, int], None]
SCHEMA = "second-source-attack-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an attack on several files gave."""

    files: int
    leaks: tuple[Leak, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    unopened: tuple[tuple[str, str, str], ...] = field(default=())
    """File, code and sentence of every file that could not be opened."""

    @property
    def blocks(self) -> bool:
        """Whether anything found stops the release."""
        return any(leak.severity == Severity.BLOCK for leak in self.leaks)

    def unseen(self, accepted: Collection[str] = ()) -> tuple[Unchecked, ...]:
        """Return what nobody looked into, so that nothing can be said about it.

        Args:
            accepted: words of what a person takes upon themselves.
        """
        return tuple(one for one in self.unchecked if one.what not in SECOND_LOOKS and one.what not in accepted)


def attack_files(
    files: Sequence[Path], register: Register, *, originals: Path | None = None, progress: Progress | None = None
) -> Report:
    """Try to find protected people in files that are about to leave.

    Args:
        files: files, or folders whose files are taken; together they are one release.
        register: who is protected; empty for what needs no name.
        originals: folder of public originals that the files could be compared with.
        progress: told after each file how many are done, and of how many.

    Raises:
        InputError: `nothing-to-attack`, if no file was named or found; `originals-unreadable`.
    """
    paths = list(_files_of(files))
    if not paths:
        raise InputError(
            "nothing-to-attack", "There is no file to attack.", "Name one or more files, or a folder of them."
        )
    suspects = suspects_of(register)
    attacked: dict[tuple[str, ...], Attacked] = {}
    unopened = []
    with Sandbox(LIMITS) as sandbox:
        for done, path in enumerate(paths, start=1):
            try:
                # A leading number keeps files of one name apart where several folders are attacked together.
                attacked[(str(done),)] = _attack(path, suspects, sandbox)
            except UnreadableError as refusal:
                unopened.append((str(path), refusal.code, refusal.sentence))
            if progress is not None:
                progress(done, len(paths))
        public = _texts_of(originals, sandbox) if originals is not None else {}
    leaks = [leak for one in attacked.values() for leak in one.leaks]
    leaks += _comparisons(attacked, public, suspects, paths)
    unchecked = tuple(dict.fromkeys(note for one in attacked.values() for note in one.unchecked))
    leaks.sort(key=lambda leak: leak.severity != Severity.BLOCK)
    return Report(files=len(paths), leaks=tuple(leaks), unchecked=unchecked, unopened=tuple(unopened))


def report_as_plain(report: Report, *, show_names: bool, accepted: Collection[str] = ()) -> dict[str, Any]:
    """Return the report as JSON carries it.

    Args:
        report: what was found.
        show_names: keep the words that were found; they name protected people.
        accepted: words of what was not checked and is let pass all the same.
    """
    leaks = [leak_as_plain(leak if show_names else replace(leak, excerpt="")) for leak in report.leaks]
    return {
        "schema": SCHEMA,
        "files": report.files,
        "blocks": report.blocks or bool(report.unopened) or bool(report.unseen(accepted)),
        "leaks": leaks,
        "unchecked": [{"path": list(one.path), "what": one.what} for one in report.unchecked],
        "accepted": sorted(accepted),
        "unopened": [{"file": file, "code": code, "sentence": why} for file, code, why in report.unopened],
    }


def _attack(path: Path, suspects: tuple[Suspect, ...], sandbox: Sandbox) -> Attacked:
    """Attack one file in the confined process.

    Raises:
        UnreadableError: if it cannot be opened or the process gave no sense.
    """
    opened = read_bytes(path.parent, path, LIMITS)
    _, payload = sandbox.run(TASK, opened.data, options_for(path.name, suspects))
    try:
        return from_answer(payload)
    except ValueError:
        raise UnreadableError("damaged", "Reading the file gave an answer that makes no sense.") from None


def _comparisons(
    attacked: dict[tuple[str, ...], Attacked], public: dict[str, str], suspects: tuple[Suspect, ...], paths: list[Path]
) -> list[Leak]:
    search = Search(suspects)
    names = {key: (paths[int(key[0]) - 1].name,) for key in attacked}
    leaks = [leak for key, one in attacked.items() for leak in against_originals(names[key], one.text, public, search)]
    texts = {key: one.text for key, one in attacked.items()}
    joined = across_releases(texts, search) if len(texts) > 1 else []
    return leaks + [replace(leak, place=replace(leak.place, path=names[leak.place.path])) for leak in joined]


def _texts_of(folder: Path, sandbox: Sandbox) -> dict[str, str]:
    """Return the texts of the public originals.

    Raises:
        InputError: `originals-unreadable`, if the folder is none or one of its files cannot be read.
    """
    paths = list(_files_of([folder])) if folder.is_dir() else []
    if not paths:
        raise InputError(
            "originals-unreadable", f"There are no originals in {folder}.", "Name a folder of public originals."
        )
    texts = {}
    for path in paths:
        try:
            texts[path.name] = _attack(path, (), sandbox).text
        except UnreadableError as refusal:
            raise InputError(
                "originals-unreadable",
                f"The original {path} could not be read: {refusal.sentence}",
                "Take it out of the folder, or save it in another format.",
            ) from refusal
    return texts


def _files_of(files: Sequence[Path]) -> Iterator[Path]:
    """Yield files; of a folder those inside it."""
    for path in files:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.is_file() and not entry.is_symlink())
        else:
            yield path
