from hypothesis import given
from hypothesis import strategies as st

from secondsource.analysis.reading.english.rules import attributions
from secondsource.analysis.reading.segments import paragraphs

PROSE = """The mayor Holm said says that the ferry sailed , . : “ ” " according to and but reportedly told reporters
on Friday he who is quoted as saying — claims ( ) in view 's threatened believed of was warning ? U.S. As far"""
WORDS = st.sampled_from(PROSE.split())
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("\n\n".join)
)


@given(TEXTS)
def test_whatever_is_read_every_span_lies_in_the_text(text: str) -> None:
    blocks = paragraphs(text)
    found = attributions(text, blocks)
    assert found == sorted(found, key=lambda one: (one.content, one.cue or one.content))
    for one in found:
        assert 0 <= one.content.start < one.content.end <= len(text)
        assert one.content.of(text).strip()
        assert one.fired
        for span in (one.cue, one.source):
            assert span is None or (span.end <= len(text) and span.of(text).strip())


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    blocks = paragraphs(text)
    assert attributions(text, blocks) == attributions(text, blocks)
