"""What one rule proposes inside one sentence, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.analysis.reading.english.rules.tokens import QUOTE, Sentence
from secondsource.core.vetting.statement import Attribution, Form, Strength


@dataclass(slots=True)
class Find:
    """A proposal; token indexes of one sentence, ends exclusive."""

    rule: str
    content: tuple[int, int]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    opens: int
    """Where its clause begins, conjunction included: the content of an earlier find ends there."""
    after: bool = True
    """False when the words said stand before the cue or around it."""
    joined: bool = False
    """True for a second verb of the same subject, or a participle, which never lies inside an earlier content."""
    form: Form | None = None

    def attribution(self, sentence: Sentence) -> Attribution:
        """Return the proposal in the report's offsets."""
        start, end = self.content
        return Attribution(
            content=sentence.span(start, end),
            cue=sentence.span(*self.cue) if self.cue else None,
            source=sentence.span(*self.source) if self.source else None,
            form=self.form or self._form(sentence),
            fired=(f"rule:{self.rule}",),
            strength=Strength.CHECK,
        )

    def _form(self, sentence: Sentence) -> Form:
        """Return how the words are given, by the quotations among them."""
        outside = set(range(*self.cue or (0, 0))) | set(range(*self.source or (0, 0)))
        said = [sentence.words[index] for index in range(*self.content) if index not in outside]
        if QUOTE not in said:
            return Form.INDIRECT
        return Form.DIRECT if all(word == QUOTE or not word[0].isalnum() for word in said) else Form.MIXED
