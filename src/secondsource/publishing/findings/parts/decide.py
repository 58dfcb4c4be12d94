"""Lines for the decisions file, ready to copy, in the language of the interface."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.core.vetting.decisions_words import quote
from secondsource.core.vetting.finding import Person
from secondsource.core.vetting.statement import Statement
from secondsource.publishing.findings.parts.index import Index
from secondsource.publishing.findings.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Writes decision lines with the keywords of one language."""

    w: Wording
    index: Index

    def statement(self, statement: Statement) -> str:
        """Return the line that rejects a statement, which is the decision most often taken."""
        return f"{self.w('verb.reject')} {statement.id}"

    def private(self, person: Person) -> str:
        """Return the line that keeps a person's name back."""
        return f"{self.w('verb.private')} {quote(person.name)} {self.w('yes')}"

    def examples(self) -> tuple[str, ...]:
        """Return one line of every kind with ids and names of these findings, each commented out.

        Commented out, so that copying the block decides nothing before somebody has chosen.
        """
        w = self.w
        lines = [w("correct.comment")]
        for statement in self.index.findings.statements[:1]:
            lines += [f"{w(verb)} {statement.id}" for verb in ("verb.accept", "verb.reject")]
            chain = " > ".join(quote(link.name) for link in statement.chain)
            said = statement.said_on.isoformat() if statement.said_on else "2031-05-04"
            edit = f"{w('verb.edit')} {statement.id}"
            lines += [
                f"{edit} {w('part.chain')} {chain}",
                f"{edit} {w('part.said')} {said}",
                f"{edit} {w('part.position')} {w('keyword.denies')}",
                f"{w('verb.split-origin')} {statement.id}",
                f"{w('verb.split-claim')} {statement.id}",
            ]
        lines += self._merges() + self._names()
        return (lines[0], *(f"# {line}" for line in lines[1:]))

    def _merges(self) -> list[str]:
        """Return lines that make two origins or two claims one."""
        findings = self.index.findings
        pairs = (
            ("verb.same-origin", [origin.id for origin in findings.origins[:2]]),
            ("verb.same-claim", [claim.id for claim in findings.claims[:2]]),
        )
        return [f"{self.w(verb)} {' '.join(ids)}" for verb, ids in pairs if len(ids) == 2]

    def _names(self) -> list[str]:
        """Return lines about speakers, reports and people."""
        w, findings = self.w, self.index.findings
        lines = []
        for origin in [origin for origin in findings.origins if origin.upstream_known][:1]:
            group = origin.circle or w("correct.group")
            lines.append(f"{quote(origin.speaker)} {w('verb.belongs')} {quote(group)}")
            lines += [f"{quote(one.file)} {w('verb.relays')} {quote(origin.speaker)}" for one in self.index.read[:1]]
            lines.append(f"{w('verb.grade')} {quote(origin.speaker)} B")
        return lines + [self.private(person) for person in findings.people[:1]]
