"""Facts about the people in the text: items 1-3, 8, 9 and 11."""

from __future__ import annotations

from secondsource.core.release.gate.conditions import Reading
from secondsource.core.release.gate.facts.reading import Limits, met, settled, unknown, unmet, worst
from secondsource.core.release.gate.records import Records
from secondsource.core.release.harm.jigsaw import JigsawStanding
from secondsource.core.release.harm.matrix import HarmStanding, by_kind, harm_to
from secondsource.core.release.harm.people import ACCUSED, LegalStage, Naming, naming
from secondsource.core.release.harm.reply import SETTLED, Reply, standing
from secondsource.core.release.harm.wording import too_strong


def roles_known(records: Records, _limits: Limits) -> Reading:
    """Item 1: everybody has a role. An empty list is for the members who say that everybody is on it."""
    return worst([one.id for one in records.people if one.role is None], [])


def names_needed(records: Records, _limits: Limits) -> Reading:
    """Item 2: nobody is named who need not or must not be."""
    found = {one.id: naming(one) for one in records.people}
    return worst(
        [person for person, each in found.items() if each is Naming.UNKNOWN],
        [person for person, each in found.items() if each is Naming.FORBIDDEN],
    )


def private_names_decided(records: Records, _limits: Limits) -> Reading:
    """Item 2: a private person or one not charged is named by the seats alone."""
    private = [one.id for one in records.people if naming(one) is Naming.QUORUM]
    if not private:
        return met()
    quorum = records.fed.quorum
    if quorum is None:
        return unknown(*private)
    return met() if quorum.carried else unmet(*private)


def stages_known(records: Records, _limits: Limits) -> Reading:
    """Item 3: how far the law has gone with everybody accused."""
    return worst([one.id for one in records.people if one.role in ACCUSED and one.stage is None], [])


def wording_matches(records: Records, limits: Limits) -> Reading:
    """Item 3: no word says more than the law has, unless members have looked at it."""
    if records.fed.text is None:
        return unknown()
    stages = {one.id: one.stage or LegalStage.NONE for one in records.people}
    hits = too_strong(records.fed.text, records.spoken_of, stages)
    places = [f"{hit.line}:{hit.word}" + (f":{hit.person}" if hit.person else "") for hit in hits]
    return worst([], [place for place in places if not settled(records, "wording-matches", place, limits)])


def jigsaw_apart(records: Records, limits: Limits) -> Reading:
    """Item 8: nobody is put together from several releases, unless members have looked at the profile."""
    if records.fed.earlier is None:
        return unknown()
    if not records.fed.earlier:
        return met()
    found = {one.person: one.standing for one in records.jigsaws}
    untested = [one.id for one in records.people if one.id not in found]
    return worst(
        untested,
        [
            person
            for person, each in found.items()
            if each is JigsawStanding.TELLING and not settled(records, "jigsaw-apart", person, limits)
        ],
    )


def harm_answered(records: Records, _limits: Limits) -> Reading:
    """Item 9: every kind of harm is answered for every person."""
    return worst(
        [
            f"{person.id}:{kind}"
            for person in records.people
            for kind, note in by_kind(person.id, records.harm).items()
            if note is None or note.severity is None
        ],
        [],
    )


def harm_bearable(records: Records, _limits: Limits) -> Reading:
    """Item 9: nothing blocks, and what needs a mitigation has one that was checked."""
    found = {person.id: harm_to(person.id, records.harm) for person in records.people}
    bad = {HarmStanding.BLOCKS, HarmStanding.NEEDS_MITIGATION}
    return worst(
        [person for person, each in found.items() if each is HarmStanding.UNKNOWN],
        [person for person, each in found.items() if each in bad],
    )


def harm_by_all_seats(records: Records, _limits: Limits) -> Reading:
    """Item 9: high harm takes every seat."""
    grave = {HarmStanding.FULL_QUORUM, HarmStanding.BLOCKS}
    heavy = [person.id for person in records.people if harm_to(person.id, records.harm) in grave]
    if not heavy:
        return met()
    quorum = records.fed.quorum
    if quorum is None:
        return unknown(*heavy)
    return met() if quorum.carried and quorum.full else unmet(*heavy)


def replies_settled(records: Records, limits: Limits) -> Reading:
    """Item 11: everybody criticised was heard, or asking was too dangerous."""
    replies = {reply.person: reply for reply in records.replies}
    standings = {
        one.id: standing(replies.get(one.id, Reply(person=one.id)), records.now, limits.attempts)
        for one in records.people
        if one.criticised
    }
    return worst(
        [one.id for one in records.people if one.criticised is None],
        [person for person, found in standings.items() if found not in SETTLED],
    )
