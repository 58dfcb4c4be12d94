"""What an editor's decisions do to statements, and which of them fit nothing here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import chain

from secondsource.core.vetting.decisions import Decisions, StatementDecision
from secondsource.core.vetting.decisions_words import folded, is_identity, quote
from secondsource.core.vetting.statement import Speaker, SpeakerKind, Statement
from secondsource.errors import InputError

BASIS = "decisions file"
"""The basis that an edited link or date carries, so that nobody takes it for a reading of the text."""


def apply(statements: tuple[Statement, ...], decisions: Decisions) -> tuple[Statement, ...]:
    """Return the statements as the editor has decided them, in the same order.

    Rejected statements stay in the row with their state, so that the page can show what was rejected; whoever
    counts leaves them out. Decisions on other statements than these are passed over (see `unmatched`).
    """
    by_id = {decision.statement: decision for decision in decisions.statements}
    kinds = _kinds(statements)
    return tuple(
        _decided(statement, by_id[statement.id], kinds) if statement.id in by_id else statement
        for statement in statements
    )


def _kinds(statements: tuple[Statement, ...]) -> dict[str, SpeakerKind]:
    """Return what kind of speaker each name is, as far as the statements say; the first one counts."""
    kinds: dict[str, SpeakerKind] = {}
    for link in chain.from_iterable(statement.chain for statement in statements):
        kinds.setdefault(folded(link.name), link.kind)
    return kinds


def _decided(statement: Statement, decision: StatementDecision, kinds: dict[str, SpeakerKind]) -> Statement:
    """Return one statement with its state and whatever was edited."""
    decided = replace(statement, state=decision.state)
    if decision.chain is not None:
        decided = replace(decided, chain=_chain(statement, decision.chain, kinds))
    if decision.said_on is not None:
        decided = replace(decided, said_on=decision.said_on, said_on_basis=BASIS)
    if decision.position is not None:
        decided = replace(decided, position=decision.position)
    return decided


def _chain(statement: Statement, names: tuple[str, ...], kinds: dict[str, SpeakerKind]) -> tuple[Speaker, ...]:
    """Build the edited chain; links that were there before keep their kind, place and basis."""
    before = {folded(link.name): link for link in statement.chain}
    links = []
    for place, name in enumerate(names):
        kept = before.get(folded(name))
        # A name seen nowhere else gets the usual kind of its place: publisher, go-between, speaker.
        usual = SpeakerKind.OUTLET if place == 0 else SpeakerKind.ORGANISATION
        usual = SpeakerKind.PERSON if place == len(names) - 1 else usual
        links.append(kept or Speaker(name=name, kind=kinds.get(folded(name), usual), basis=BASIS))
    return tuple(links)


def unmatched(
    decisions: Decisions,
    *,
    statement_ids: Collection[str],
    origin_ids: Collection[str],
    claim_ids: Collection[str],
    speakers: Collection[str],
    files: Collection[str],
) -> tuple[str, ...]:
    """Say which decisions fit nothing among these reports, one sentence each.

    Args:
        decisions: the editor's decisions.
        statement_ids: every statement's id, rejected ones too.
        origin_ids: every origin's id before merging and splitting.
        claim_ids: every claim's id before merging and splitting.
        speakers: names of speakers and of people named.
        files: the reports' files.

    Returns:
        One sentence for each id or name that is not here; empty when all fit.

    Raises:
        InputError: `decisions-foreign` when the decisions name ids and not one of them is here.
    """
    known_ids = {*statement_ids, *origin_ids, *claim_ids}
    named_ids = _ids(decisions)
    missing = [wanted for wanted in named_ids if wanted not in known_ids]
    if named_ids and len(missing) == len(named_ids):
        raise InputError(
            "decisions-foreign",
            f"None of the {len(named_ids)} ids in the decisions file is found in these reports.",
            "Check that the decisions file belongs to this folder; if the reports were replaced, start a new one.",
        )
    known_names = {folded(known) for known in chain(speakers, files)}
    strangers = [name for name in _names(decisions) if folded(name) not in known_names and name not in known_ids]
    return (
        *(
            f"The decisions file names {wanted}, which is not in these reports; it was passed over."
            for wanted in missing
        ),
        *(f"The decisions file names {quote(name)}, who or which is not in these reports." for name in strangers),
    )


def _ids(decisions: Decisions) -> tuple[str, ...]:
    """Return every id the decisions name, once each, in order."""
    sets = chain(decisions.merged_origins, decisions.split_origins, decisions.merged_claims, decisions.split_claims)
    relayed = (side for side in chain.from_iterable(decisions.relays) if is_identity(side))
    wanted = chain(
        (decision.statement for decision in decisions.statements),
        chain.from_iterable(sorted(together) for together in sets),
        relayed,
    )
    return tuple(dict.fromkeys(wanted))


def _names(decisions: Decisions) -> tuple[str, ...]:
    """Return every name that has to be here for its decision to do anything, once each, in order.

    A group somebody belongs to and an upstream that somebody relays may well be named in no report.
    """
    wanted = chain(
        (speaker for speaker, _ in decisions.affiliations),
        (relay for relay, _ in decisions.relays if not is_identity(relay)),
        (speaker for speaker, _ in decisions.grades),
        (person for person, _ in decisions.private),
    )
    return tuple(dict.fromkeys(wanted))
