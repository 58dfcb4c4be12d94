"""Which log and which witnesses a verifier asks for (C2SP tlog-policy, https://c2sp.org/tlog-policy).

    log <vkey> [<url>]
    witness <name> <vkey> [<url>]
    group <name> <k>|any|all <member>...
    quorum <name>|none

`#` starts a comment line. No forward references; a name stands in one group at most; exactly one quorum line; two
witnesses must not share one key, because a key is one voice however often it is listed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from secondsource.errors import InputError
from secondsource.trust.tlog import note
from secondsource.trust.tlog.cosignature import WitnessKey

NONE = "none"


def _wrong(line: int, why: str) -> InputError:
    return InputError(
        "log-policy-unreadable", f"Line {line} of the policy: {why}.", "Correct that line; nothing was used."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Members of which `threshold` must agree; a member is a witness or another group."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPolicy:
    """The logs and witnesses a verifier trusts, and how many witnesses must have signed."""

    logs: tuple[note.VerifierKey, ...]
    witnesses: dict[str, WitnessKey]
    groups: dict[str, Group]
    quorum: str

    def satisfied(self, signed: Collection[bytes]) -> bool:
        """Say whether the raw keys in `signed` meet the quorum."""
        return self.quorum == NONE or self._holds(self.quorum, signed)

    def missing(self, signed: Collection[bytes]) -> tuple[str, ...]:
        """Return the names of the witnesses that have not signed."""
        return tuple(name for name, witness in self.witnesses.items() if witness.key not in signed)

    def _holds(self, name: str, signed: Collection[bytes]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name].key in signed
        group = self.groups[name]
        return sum(self._holds(member, signed) for member in group.members) >= group.threshold


@dataclass(slots=True)
class _Draft:
    logs: list[note.VerifierKey] = field(default_factory=list)
    witnesses: dict[str, WitnessKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    grouped: set[str] = field(default_factory=set)
    quorum: str | None = None


def parse(text: str) -> LogPolicy:
    """Read a policy file.

    Raises:
        InputError: `log-policy-unreadable`, with the line and what is wrong.
    """
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), start=1):
        # The specification's white space is the space and the tab; another kind is part of a word, and refused in it.
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            _read(draft, words, number)
        except note.NoteError as error:
            raise _wrong(number, error.sentence.rstrip(".")) from error
    if draft.quorum is None:
        raise _wrong(text.count("\n") + 1, "no line says which quorum is asked for")
    if not draft.logs:
        raise _wrong(text.count("\n") + 1, "no line names a log")
    return LogPolicy(logs=tuple(draft.logs), witnesses=draft.witnesses, groups=draft.groups, quorum=draft.quorum)


def _read(draft: _Draft, words: list[str], number: int) -> None:
    match words:
        case ["log", vkey] | ["log", vkey, _]:
            key = note.VerifierKey.parse(vkey)
            if key.kind != note.ED25519:
                raise _wrong(number, "this key is not one of a log")
            if any(known.key == key.key for known in draft.logs):
                raise _wrong(number, "this log's key is listed twice")
            draft.logs.append(key)
        case ["witness", name, vkey] | ["witness", name, vkey, _]:
            _fresh(draft, name, number)
            witness = WitnessKey.parse(vkey)
            if any(known.key == witness.key for known in draft.witnesses.values()):
                raise _wrong(number, "this witness's key is listed twice under two names")
            draft.witnesses[name] = witness
        case ["group", name, count, *members] if members:
            _fresh(draft, name, number)
            draft.groups[name] = _group(draft, count, members, number)
        case ["quorum", name]:
            if draft.quorum is not None:
                raise _wrong(number, "a second quorum is asked for")
            if name != NONE and name not in draft.witnesses and name not in draft.groups:
                raise _wrong(number, f"nothing is called {name} so far")
            draft.quorum = name
        case _:
            raise _wrong(number, f"it begins with {words[0]!r} and cannot be read")


def _group(draft: _Draft, count: str, members: list[str], number: int) -> Group:
    for member in members:
        if member not in draft.witnesses and member not in draft.groups:
            raise _wrong(number, f"nothing is called {member} so far")
        if member in draft.grouped:
            raise _wrong(number, f"{member} stands in two groups")
        draft.grouped.add(member)
    named = {"any": 1, "all": len(members)}
    if count not in named and not (count.isascii() and count.isdigit() and not count.startswith("0")):
        raise _wrong(number, f"{count!r} is neither a number nor any nor all")
    threshold = named.get(count) or int(count)
    if threshold > len(members):
        raise _wrong(number, f"{threshold} of {len(members)} members can never agree")
    return Group(threshold=threshold, members=tuple(members))


def _fresh(draft: _Draft, name: str, number: int) -> None:
    if name == NONE or name in draft.witnesses or name in draft.groups:
        raise _wrong(number, f"the name {name} is taken")
