"""Each format is held to its own library, and no export carries anybody or anything that joins two of them."""

from __future__ import annotations

import json
import re
import string
import warnings
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.worlds.letting_out import REGISTER, release

from secondsource.actions.letting_out.drafting import masking
from secondsource.core.release.letting_out.parts import Stance
from secondsource.core.release.letting_out.release import Release, texts_of, with_texts
from secondsource.errors import InputError, RuleError
from secondsource.publishing.exports.formats import Format, export
from secondsource.publishing.exports.stix import TLP_WHITE
from secondsource.publishing.guard import Guard
from secondsource.shielding.register.entry import Register

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # these libraries use what their own dependencies deprecate
    followthemoney = pytest.importorskip("followthemoney")
    prov = pytest.importorskip("prov.model")
    stix2 = pytest.importorskip("stix2")
    scales = pytest.importorskip("stix2.confidence.scales")
    stix2validator = pytest.importorskip("stix2validator")
    jsonld = pytest.importorskip("pyld.jsonld")

NOBODY = Guard(Register())
GUARD = Guard(REGISTER)
MASK = masking(REGISTER)
PAGE = "https://desk.example/harbour-list"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def made(wanted: Format, of: Release | None = None) -> bytes:
    return export(of or release(), wanted, guard=NOBODY, page=PAGE).data


def test_followthemoney_takes_every_value_and_drops_none() -> None:
    entities = [json.loads(line) for line in made(Format.FOLLOW_THE_MONEY).splitlines()]
    assert {one["schema"] for one in entities} == {"Document", "Event", "Note", "Documentation"}
    ids = {one["id"] for one in entities}
    for plain in entities:
        proxy = followthemoney.model.make_entity(plain["schema"])
        proxy.id = plain["id"]
        for name, values in plain["properties"].items():
            # The model drops what it does not like without a word, a bad date first of all.
            proxy.add(name, values)
            assert sorted(proxy.get(name)) == sorted(set(values)), (plain["schema"], name)
            kind = proxy.schema.properties[name].type.name
            assert kind != "entity" or set(values) <= ids
        assert not proxy.schema.validate(proxy.to_dict())
        assert set(proxy.schema.required) <= set(plain["properties"])
        read = followthemoney.model.get_proxy(plain)
        assert read.to_dict()["properties"] == proxy.to_dict()["properties"]


def test_nobody_is_made_a_person_of_in_followthemoney() -> None:
    schemata = {json.loads(line)["schema"] for line in made(Format.FOLLOW_THE_MONEY).splitlines()}
    assert not schemata & {"Person", "LegalEntity", "Organization", "Mention"}


def test_prov_json_comes_back_the_same_from_its_library() -> None:
    plain = json.loads(made(Format.PROV))
    document = prov.ProvDocument.deserialize(content=json.dumps(plain), format="json")
    again = prov.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert document == again
    written = json.loads(document.serialize(format="json"))
    kinds = ("entity", "agent", "activity", "wasDerivedFrom", "wasAttributedTo", "used", "wasAssociatedWith")
    assert {kind: len(plain[kind]) for kind in kinds} == {kind: len(written[kind]) for kind in kinds}
    assert sum("prov:type" in one for one in plain["wasDerivedFrom"].values()) == 1


def test_every_end_of_a_prov_relation_is_there() -> None:
    plain = json.loads(made(Format.PROV))
    things = {name for kind in ("entity", "agent", "activity") for name in plain[kind]}
    ties = [
        tie
        for kind, ties in plain.items()
        if kind[0] in "wua" and kind not in ("agent", "activity")
        for tie in ties.values()
    ]
    ends = [end for tie in ties for key, end in tie.items() if key != "prov:type"]
    assert ends
    assert set(ends) <= things


def test_stix_passes_the_validator_of_oasis_strictly() -> None:
    bundle = json.loads(made(Format.STIX))
    # A hash of somebody's web page would be no true one tomorrow: that advice alone is not followed.
    options = stix2validator.ValidationOptions(version="2.1", strict=True, disabled=["extref-hashes"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = stix2validator.validate_instance(bundle, options)
    assert result.is_valid, [str(error) for error in result.errors]
    assert len(stix2.parse(bundle).objects) == len(bundle["objects"])


def test_a_validator_that_ships_no_schemas_would_be_noticed() -> None:
    bundle = json.loads(made(Format.STIX))
    bundle["objects"][-1]["confidence"] = 130
    options = stix2validator.ValidationOptions(version="2.1", strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not stix2validator.validate_instance(bundle, options).is_valid


def test_stix_confidence_is_the_standards_own_scale_and_left_out_for_6() -> None:
    opinions = [one for one in json.loads(made(Format.STIX))["objects"] if one["type"] == "opinion"]
    graded = [one for one in opinions if "confidence" in one]
    assert {one["confidence"] for one in graded} == {scales.admiralty_credibility_to_value("2 - Probably True")}
    assert len(graded) == 2
    assert len(opinions) == 3
    (note, _) = (one for one in json.loads(made(Format.STIX))["objects"] if one["type"] == "note")
    assert note["confidence"] == scales.none_low_med_high_to_value("Med")
    assert {"source_name": "Likelihood", "description": "very likely (80-95 %), ICD 203"} in note["external_references"]


CLAIM_REVIEW: dict[str, Any] = {
    "type": "object",
    "required": ["@type", "url", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "url": {"type": "string", "format": "uri"},
        "datePublished": {"type": "string", "format": "date"},
        "reviewRating": {"type": "object", "required": ["@type", "alternateName"]},
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "author", "appearance"],
            "properties": {"@type": {"const": "Claim"}, "appearance": {"type": "array", "minItems": 1}},
        },
    },
}


def test_claim_review_has_what_readers_ask_for_and_expands_as_json_ld() -> None:
    plain = json.loads(made(Format.CLAIM_REVIEW))
    for review in plain["@graph"]:
        jsonschema.validate(review, CLAIM_REVIEW, format_checker=jsonschema.FormatChecker())
    context = {"@vocab": "https://schema.org/"}
    (expanded,) = jsonld.expand({**plain, "@context": context})
    assert expanded["@type"] == ["https://schema.org/ClaimReview"]
    assert all(key.startswith(("@", "https://schema.org/")) for key in expanded)


def test_a_claim_that_was_never_public_gets_no_review_and_no_tipster_is_an_author() -> None:
    exported = export(release(), Format.CLAIM_REVIEW, guard=NOBODY, page=PAGE)
    assert len(json.loads(exported.data)["@graph"]) == 1
    assert b"witness-" not in exported.data
    assert exported.notes[0] == "Claims left out because they were never public before: 1."
    private = replace(release(), claims=tuple(replace(one, appearances=()) for one in release().claims))
    with pytest.raises(RuleError) as refusal:
        made(Format.CLAIM_REVIEW, private)
    assert refusal.value.code == "export-nothing-public"
    with pytest.raises(InputError):
        export(release(), Format.CLAIM_REVIEW, guard=NOBODY)


@pytest.mark.parametrize("wanted", Format)
def test_two_exports_of_one_release_share_no_id(wanted: Format) -> None:
    one, other = (set(UUID.findall(made(wanted).decode())) for _ in range(2))
    assert not (one & other) - {TLP_WHITE.partition("--")[2]}
    assert one or wanted is Format.CLAIM_REVIEW


@pytest.mark.parametrize("wanted", Format)
def test_nothing_in_an_export_leads_back_to_a_release_or_to_a_member(wanted: Format) -> None:
    text = made(wanted).decode()
    leads = [one.sha256 for one in release().exhibits] + [one.commitment for one in release().exhibits]
    leads += [release().subject] if wanted is not Format.CLAIM_REVIEW else []  # its page's address is the desk's own
    assert [lead for lead in leads if lead in text] == []
    assert "@" not in re.sub(r'"@(context|graph|type|id|vocab)"', "", text)
    assert not re.search(r"\d\d:\d\d:\d\d(?!\.000Z)", text.replace("T00:00:00", "")), "a time finer than a day"


TOKENS = [
    *("Mirela Okonjova-Brandt", "Okonjova", "mirela_ob", "+34 612 555 014"),
    *("Teodor Quispevic", "t.quispevic@ferry.example"),
]
WORDS = (
    st.lists(
        st.sampled_from([*TOKENS, "crossed", "the quay at night,", "says", "no one", "2031", "“sí”", "\n"]),
        min_size=1,
        max_size=8,
    )
    .map(" ".join)
    .filter(str.strip)
)


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Any release: some claims and statements on them, in words that may name anybody."""
    claims = tuple(
        replace(release().claims[(number - 1) % 2], id=f"claim-{number}", text=draw(WORDS))
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    statements = tuple(
        replace(
            release().statements[number % 2],
            id=f"statement-{number}",
            text=draw(WORDS),
            speaker=draw(WORDS),
            on=((draw(st.sampled_from([one.id for one in claims])), draw(st.sampled_from(list(Stance)))),),
            reliability=draw(st.sampled_from([None, *"ABCDE"])),
            credibility=draw(st.none() | st.integers(1, 5)),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    wide = replace(release(), claims=claims, statements=statements, contradictions=())
    return replace(wide, title=draw(WORDS), summary=draw(WORDS), desk=draw(WORDS))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=releases())
def test_no_export_of_any_redacted_release_holds_a_protected_token_or_shares_an_id(raw: Release) -> None:
    redacted = with_texts(raw, MASK)
    for wanted in Format:
        one, other = (export(redacted, wanted, guard=GUARD, page=PAGE).data.decode().lower() for _ in range(2))
        assert [token for token in TOKENS if token.lower() in one] == []
        assert not (set(UUID.findall(one)) & set(UUID.findall(other))) - {TLP_WHITE.partition("--")[2]}


@settings(max_examples=20, deadline=None)
@given(
    token=st.sampled_from(TOKENS),
    place=st.integers(0, 30),
    wanted=st.sampled_from([Format.FOLLOW_THE_MONEY, Format.PROV, Format.STIX]),
)
def test_what_slipped_past_redaction_never_leaves(token: str, place: int, wanted: Format) -> None:
    texts = [text for text in texts_of(release()) if text and not text.startswith("http")]
    chosen = texts[place % len(texts)]
    slipped = with_texts(release(), lambda text: f"{text} {token}" if text == chosen else text)
    if token in made(wanted, slipped).decode():
        with pytest.raises(RuleError) as refusal:
            export(slipped, wanted, guard=GUARD)
        assert refusal.value.code == "release-names-protected"
        assert token not in str(refusal.value)


@pytest.mark.parametrize("wanted", Format)
def test_a_release_with_a_part_that_says_nothing_is_not_exported(wanted: Format) -> None:
    silent = replace(release().statements[0], text=" \u200b\n")
    for wrong in (replace(release(), title=" "), replace(release(), statements=(silent,), contradictions=())):
        with pytest.raises(InputError) as refusal:
            made(wanted, wrong)
        assert refusal.value.code == "export-incomplete"


def test_hidden_characters_and_line_ends_do_not_survive() -> None:
    hostile = with_texts(release(), lambda text: text if text.startswith("http") else f"{text}\u202e\u200b\r\n\x00more")
    for wanted in Format:
        told = made(wanted, hostile).decode()
        assert not set(told) & set("\u202e\u200b\x00")
        assert all(char in string.printable or ord(char) > 0xA0 for char in told)
