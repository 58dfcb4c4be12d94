"""Statements made by a verb inside one sentence: before, behind and around the words said."""

from __future__ import annotations

from secondsource.analysis.reading.english.lexicon import DOCUMENT_NOUNS, PEOPLE_NOUNS
from secondsource.analysis.reading.english.rules.complements import clause_end, complement, filler_end
from secondsource.analysis.reading.english.rules.finds import Find
from secondsource.analysis.reading.english.rules.passives import passive_find
from secondsource.analysis.reading.english.rules.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    VerbGroup,
    is_verb,
    phrase_after,
    subject_before,
    verb_group,
)
from secondsource.analysis.reading.english.rules.tokens import Sentence
from secondsource.analysis.reading.english.verbs import CUE_VERBS, QUOTE_ONLY, CueClass, CueVerb, Frame, Inflection
from secondsource.analysis.reading.segments import word_set

_SPOKEN = Frame.THAT | Frame.BARE | Frame.QUOTE
_COORDINATORS = word_set("and but while although though whereas or yet as")
_PLURAL = word_set("they we i you some many others few critics people most police")
_NOT_A_SUBJECT = word_set("there here nothing it's that's what how why when where if not")
_MARKS = frozenset({",", "—", "–", "--"})
_FULL_SPEECH = frozenset(
    {CueClass.SAY, CueClass.CLAIM, CueClass.ANNOUNCE, CueClass.WARN, CueClass.CONFIRM, CueClass.DENY}
)


def clause_finds(sentence: Sentence) -> list[Find]:
    """Return what the verbs of one sentence say, outermost statements only."""
    found: list[Find] = []
    for index, word in enumerate(sentence.words):
        verb = CUE_VERBS.get(word)
        if verb is None or (index == 0 and not verb.inflection & Inflection.ING):
            continue
        if found and found[-1].cue and index < found[-1].cue[1]:
            continue
        find = _find(sentence, index, verb, found)
        if find is not None:
            found.append(find)
    return found


def _find(sentence: Sentence, index: int, verb: CueVerb, earlier: list[Find]) -> Find | None:
    """Return the statement the verb at `index` makes, or None."""
    group = verb_group(sentence, index)
    if group.passive:
        return passive_find(sentence, group, verb)
    if not group.finite:
        return _participle(sentence, group, verb, earlier) if verb.inflection & Inflection.ING else None
    behind = _behind(sentence, group, verb)
    if behind is not None:
        return behind
    subject = subject_before(sentence, group.start)
    joined = False
    if subject is None or _is_bad_subject(sentence, subject, group, verb):
        subject = _shared_subject(sentence, group, verb, earlier)
        joined = subject is not None
    if subject is None:
        return None
    said = complement(sentence, index, verb)
    if said is None or (_speaks_only_quotes(sentence, index) and not sentence.is_quote(said[1])):
        return None
    return Find(
        rule="clause",
        content=(said[1], clause_end(sentence, said[1])),
        cue=(group.start, said[0]),
        source=subject,
        opens=group.start - 1 if joined else subject[0],
        joined=joined,
    )


def _is_bad_subject(sentence: Sentence, subject: tuple[int, int], group: VerbGroup, verb: CueVerb) -> bool:
    """Say whether the words before the verb are no subject, or the verb is a noun here (`the claim`, `new reports`)."""
    words = sentence.words
    last = words[subject[1] - 1]
    if words[subject[0]] in _NOT_A_SUBJECT or last in DETERMINERS or last in PREPOSITIONS:
        return True
    if group.start < group.cue or verb.inflection & Inflection.PAST:
        return last.endswith(("'s", "'")) and group.start == group.cue
    following = sentence.word(group.cue + 1)
    if following in {"of", "is", "are", "was", "were", "by", "from"} - verb.particles:
        return True
    if last.endswith(("'s", "'")):
        return True
    if verb.inflection & Inflection.BASE:
        return not (
            last in _PLURAL or last in PEOPLE_NOUNS or (last.endswith("s") and len(last) > 3) or last in {",", ")"}
        )
    named = sentence.titles[subject[1] - 1] or last in PEOPLE_NOUNS or last in DOCUMENT_NOUNS or last in {",", ")"}
    singular = words[subject[0]] in DETERMINERS
    return not (named or singular or subject[1] - subject[0] == 1)


def _shared_subject(sentence: Sentence, group: VerbGroup, verb: CueVerb, earlier: list[Find]) -> tuple[int, int] | None:
    """Return the subject of an earlier verb for a second one: `denied it and threatened to sue`."""
    before = sentence.word(group.start - 1)
    if before not in {"and", "but", ",", "or", "then"}:
        return None
    last = earlier[-1] if earlier else None
    if last is not None and last.source is not None and last.cue is not None and last.after:
        verbs = [CUE_VERBS[word] for word in sentence.words[slice(*last.cue)] if word in CUE_VERBS]
        return last.source if any(one.inflection & verb.inflection for one in verbs) else None
    if before == "," or not verb.inflection & Inflection.PAST:
        return None
    return last.source if last is not None and last.source else _main_subject(sentence, group.start - 1)


def _behind(sentence: Sentence, group: VerbGroup, verb: CueVerb) -> Find | None:
    """Return a statement whose words stand before the verb: `..., she said`, `“...,” said the mayor`."""
    if not verb.frame & _SPOKEN:
        return None
    inverted = _inverted(sentence, group, verb)
    if inverted is not None:
        return inverted
    subject = subject_before(sentence, group.start)
    if subject is None or subject[0] < 1 or _is_bad_subject(sentence, subject, group, verb):
        return None
    opens = subject[0] - (sentence.words[subject[0] - 1] == "as")
    if opens == 0:
        return _as_reported(sentence, group, subject)
    quoted = sentence.is_quote(opens - 1) or (sentence.words[opens - 1] == "," and sentence.is_quote(opens - 2))
    if not (_ends_quotation(sentence, group, verb) if quoted else _is_parenthesis(sentence, group, verb, opens)):
        return None
    return _around(sentence, (group.start, group.cue + 1), subject, opens, "quoted" if quoted else "parenthesis")


def _inverted(sentence: Sentence, group: VerbGroup, verb: CueVerb) -> Find | None:
    """Return `“...,” said the mayor`."""
    cue = group.cue
    behind_words = sentence.word(cue - 1) in _MARKS or sentence.is_quote(cue - 1)
    if group.start != cue or not behind_words or verb.cue_class not in _FULL_SPEECH or verb.lemma == "tell":
        return None
    end = phrase_after(sentence, cue + 1)
    named = end > cue + 1 and (
        sentence.titles[cue + 1] or sentence.words[cue + 1] in DETERMINERS | {"he", "she", "they"} | PEOPLE_NOUNS
    )
    quoted = sentence.is_quote(cue - 1) or sentence.is_quote(cue - 2)
    ended = _closes(sentence, end) if quoted else filler_end(sentence, end) >= sentence.last
    if not named or not ended:
        return None
    return _around(sentence, (cue, cue + 1), (cue + 1, end), cue, "inverted")


def _hearer_end(sentence: Sentence, group: VerbGroup, verb: CueVerb) -> int:
    """Return the index behind the cue verb and whom it addresses."""
    return phrase_after(sentence, group.cue + 1) if verb.lemma in {"tell", "warn", "remind"} else group.cue + 1


def _ends_quotation(sentence: Sentence, group: VerbGroup, verb: CueVerb) -> bool:
    """Say whether the verb speaks the quotation before it and has no other words of its own."""
    return _closes(sentence, _hearer_end(sentence, group, verb)) or not complement(sentence, group.cue, verb)


def _is_parenthesis(sentence: Sentence, group: VerbGroup, verb: CueVerb, opens: int) -> bool:
    """Say whether `, the airline added,` stands inside or behind words that it speaks."""
    if sentence.words[opens - 1] not in _MARKS:
        return False
    if _goes_on(sentence, group, opens):
        return True
    speaks = verb.cue_class in _FULL_SPEECH | {CueClass.BELIEVE, CueClass.SHOW}
    if not speaks or _speaks_only_quotes(sentence, group.cue):
        return False
    quotes_behind = sentence.is_quote(filler_end(sentence, group.cue + 1) + 1)
    return not quotes_behind and _closes(sentence, _hearer_end(sentence, group, verb))


def _goes_on(sentence: Sentence, group: VerbGroup, opens: int) -> bool:
    """Say whether `, it goes on,` or `, she continued,` stands between marks on both sides."""
    end = group.cue + 1 + (sentence.word(group.cue + 1) == "on")
    on = end > group.cue + 1 or CUE_VERBS[sentence.words[group.cue]].lemma == "continue"
    return on and _speaks_only_quotes(sentence, group.cue) and opens > 2 and sentence.word(end) in _MARKS


def _as_reported(sentence: Sentence, group: VerbGroup, subject: tuple[int, int]) -> Find | None:
    """Return `As the paper reported on Tuesday, ...`."""
    end = filler_end(sentence, group.cue + 1)
    if sentence.word(end) not in {",", ":"} or end + 2 >= sentence.last:
        return None
    return Find("as-reported", (end + 1, sentence.last), (group.start, group.cue + 1), subject, 0)


def _closes(sentence: Sentence, end: int) -> bool:
    """Say whether nothing but time and place follows up to the next comma or the end of the sentence."""
    end = filler_end(sentence, end)
    return end >= sentence.last or sentence.words[end] in _MARKS | {";", ":"} or sentence.is_quote(end)


def _around(sentence: Sentence, cue: tuple[int, int], source: tuple[int, int], opens: int, rule: str) -> Find | None:
    """Return the find whose content runs before the cue, and behind it when the sentence goes on."""
    start = 0
    while start < opens and sentence.words[start] in {"and", "but", ",", "—", "–", "yet"}:
        start += 1
    if ":" in sentence.words[start:opens]:
        # `Two owners told the Post: “...,” they said`: what introduces the words is not among them.
        start = sentence.words.index(":", start) + 1
    end = opens
    while end > start and sentence.words[end - 1] in _MARKS:
        end -= 1
    behind = filler_end(sentence, max(cue[1], source[1]))
    while behind < sentence.last and sentence.words[behind] not in _MARKS | {":"} and not sentence.is_quote(behind):
        behind += 1
    rest = [index for index in range(behind, sentence.last) if sentence.is_quote(index)]
    if rest:
        end = rest[-1] + 1
    elif sentence.word(behind) in _MARKS and behind < sentence.last - 3 and rule == "parenthesis":
        following = sentence.words[behind + 1]
        if not following.endswith("ing") and following not in _COORDINATORS | {
            "who",
            "which",
            "after",
            "when",
            "before",
        }:
            end = sentence.last
    return (
        Find(rule=rule, content=(start, end), cue=cue, source=source, opens=opens, after=False) if end > start else None
    )


def _participle(sentence: Sentence, group: VerbGroup, verb: CueVerb, earlier: list[Find]) -> Find | None:
    """Return the statement of a participle: `..., adding that ...`, `a letter claiming that ...`."""
    if sentence.word(group.start - 1) in PREPOSITIONS | DETERMINERS:
        return None
    said = complement(sentence, group.cue, verb)
    if said is None or verb.needs_particle:
        return None
    before = sentence.word(group.start - 1)
    source: tuple[int, int] | None
    if before in _MARKS or before in {"and", "before", "after", "while", "without"}:
        source = earlier[-1].source if earlier else _main_subject(sentence, group.start)
    else:
        source = subject_before(sentence, group.start)
        if source and sentence.words[source[1] - 1] in {"who", "that", "which"}:
            source = None
    if source is None:
        return None
    content = (said[1], clause_end(sentence, said[1]))
    return Find("participle", content, (group.start, said[0]), source, group.start, joined=before in _MARKS)


def _main_subject(sentence: Sentence, limit: int) -> tuple[int, int] | None:
    """Return the subject of the sentence's first verb."""
    for index in range(1, limit):
        past = sentence.words[index].endswith("ed") and sentence.words[index - 1] not in DETERMINERS
        if past or is_verb(sentence, index):
            return subject_before(sentence, index)
    return None


def outermost(sentence: Sentence, found: list[Find]) -> list[Find]:
    """Drop statements inside another's words, and end a content where the next statement of its own begins."""
    kept: list[Find] = []
    for find in sorted(found, key=lambda one: one.cue[0] if one.cue else one.content[0]):
        if not find.after:
            kept = [one for one in kept if not _inside(one, find)]
            kept.append(find)
            continue
        current = next((one for one in reversed(kept) if _holds(one, find)), None)
        if current is None:
            kept.append(find)
        elif current.after and _stands_alone(sentence, find):
            end = find.opens
            while end > current.content[0] and sentence.words[end - 1] in _COORDINATORS | _MARKS | {";", "that"}:
                end -= 1
            if end > current.content[0]:
                current.content = (current.content[0], end)
                kept.append(find)
    return kept


def _inside(inner: Find, outer: Find) -> bool:
    """Say whether the cue of `inner` lies in the words of `outer`."""
    cue = inner.cue or inner.content
    return outer.content[0] <= cue[0] < outer.content[1]


def _holds(outer: Find, inner: Find) -> bool:
    """Say whether `inner` begins inside the words of `outer`."""
    return _inside(inner, outer)


def _stands_alone(sentence: Sentence, find: Find) -> bool:
    """Say whether a statement inside an earlier content is coordinated with it and not part of it."""
    before = sentence.word(find.opens - 1)
    if find.joined:
        return True
    if before in {";", "—", "–", "--"}:
        return True
    return before in {"and", "but", "while", "although", "though", "whereas"} and sentence.word(find.opens - 2) == ","


def _speaks_only_quotes(sentence: Sentence, index: int) -> bool:
    """Say whether the verb speaks only beside a quotation."""
    return sentence.words[index] in QUOTE_ONLY
