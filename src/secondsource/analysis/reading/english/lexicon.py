"""Words other than verbs that show who speaks: hedges, nouns that say, documents, people, small words."""

from __future__ import annotations

from itertools import product

from secondsource.analysis.reading.segments import word_set

HEDGES = word_set("reportedly allegedly purportedly supposedly apparently ostensibly")
"""Adverbs that hand a clause to somebody unnamed."""
HEDGE_ADJECTIVES = word_set("alleged purported supposed reported suspected rumored rumoured")

SAYING_NOUNS = word_set("""
    claim claims allegation allegations assertion assertions accusation accusations charge charges statement
    statements warning warnings suggestion suggestions belief fear fears hope hopes promise promises threat threats
    pledge vow report reports rumor rumors rumour rumours argument arguments assurance assurances concern concerns
    complaint complaints conclusion conclusions prediction predictions demand demands denial denials insistence
    contention announcement doubt doubts suspicion suspicions confirmation admission acknowledgment speculation hint
    hints notion view opinion answer response point message reason idea request requests call calls remark remarks
    comment comments decision plan plans
""")
"""Nouns whose `that`-clause or infinitive is what was said."""

DOCUMENT_NOUNS = word_set("""
    video message statement report letter post posting page website site note memo email e-mail tweet release
    communique bulletin article story paper newspaper document banner sign leaflet recording poll survey study
    account blog magazine transcript indictment complaint lawsuit filing caption text headline broadcast clip
""")
"""Things that carry words and can stand as the speaker."""

PEOPLE_NOUNS = word_set("""
    spokesman spokeswoman spokesperson official officials police authorities source sources witness witnesses analyst
    analysts expert experts critic critics activist activists lawyer lawyers researcher researchers resident residents
    minister president mayor governor senator group agency ministry company office department government party
    campaign court judge prosecutor prosecutors leader leaders member members author authors teacher teachers
    scientists people others some many few neighbors neighbours relatives family organization organisation union
    network newspaper paper magazine firm army military
""")
"""Heads of noun phrases that speak, for headline tails such as `..., officials say`."""

TIME_WORDS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february march
    april may june july august september october november december morning afternoon evening night week month year
    weekend recently earlier later ago now then again last this next early late shortly soon once previously publicly
    repeatedly privately reportedly flatly simply
""")

ADVERBS = word_set("""
    also then later again repeatedly often always never still now just even further previously recently earlier
    publicly privately openly once twice already only simply flatly firmly clearly bluntly quietly reportedly
    allegedly apparently long thus therefore however frequently routinely explicitly specifically immediately
    consistently vehemently strongly falsely wrongly rightly correctly first finally subsequently soon quickly rather
    actually really not n't sometimes nevertheless meanwhile initially effectively regularly both all jokingly
    sarcastically probably certainly long ever afterwards instead largely widely generally duly
""")

BE_FORMS = word_set("is are was were be been being am 's 're")
HAVE_FORMS = word_set("has have had having 've")
MODALS = word_set("""
    will would can could may might shall should must does do did doesn't don't didn't won't wouldn't can't cannot
    couldn't shouldn't hasn't haven't hadn't isn't aren't wasn't weren't mustn't needn't
""")
AUXILIARIES = BE_FORMS | HAVE_FORMS | MODALS

SUBJECT_PRONOUNS = word_set("he she they it we i you who everyone someone somebody anyone nobody others some many")
CONTRACTED = frozenset(
    "".join(pair) for pair in product(("he", "she", "they", "it", "we", "i", "you"), ("'d", "'s", "'ve", "'ll"))
)
