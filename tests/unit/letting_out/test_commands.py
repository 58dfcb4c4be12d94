"""The commands as somebody types them: draft, line, build, check, export, hand over."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, NOON, World
from tests.worlds.letting_out import COPIES, ORIGINALS, openings, release

from secondsource.cli.main import main
from secondsource.core.release.letting_out.release import release_bytes, release_of
from secondsource.core.release.policy import Action
from secondsource.core.vetting.finding import Findings, Person
from secondsource.core.vetting.report import Quote, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    State,
    Statement,
    Strength,
)
from secondsource.publishing.dossier.check import openings_bytes
from secondsource.publishing.findings.findings_json import dumps
from secondsource.trust.custody.keys.age import new_identity, recipient_of, unseal

REGISTER = "name\nMirela Okonjova-Brandt\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("release.json").write_bytes(release_bytes(release()))
    Path("people.csv").write_text(REGISTER, encoding="utf-8")
    for folder, files in (("copies", COPIES), ("sealed", ORIGINALS)):
        Path(folder).mkdir()
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
    return tmp_path


def statement(text: str, speaker: str, state: State) -> Statement:
    return Statement(
        id=f"s-{abs(hash(text)) % 10**12:012x}",
        report="one.txt",
        content=Quote(text=text, start=0, end=len(text)),
        cue=None,
        source=None,
        chain=(Speaker(name="Quay Courier", kind=SpeakerKind.OUTLET), Speaker(name=speaker, kind=SpeakerKind.PERSON)),
        said_on=None,
        said_on_basis=None,
        position=Position.AFFIRMS,
        modality=Modality.ASSERTED,
        form=Form.DIRECT,
        language="en",
        fired=("rule",),
        strength=Strength.CHECK,
        state=state,
    )


def findings(state: State) -> Findings:
    return Findings(
        reports=(),
        statements=(
            statement("Teodor Quispevic steered, said Mirela Okonjova-Brandt.", "Oriol Vantserra", state),
            statement("Nobody crossed.", "Oriol Vantserra", State.PROPOSED),
        ),
        reuse=(),
        origins=(),
        claims=(),
        contradictions=(),
        timeline=(),
        people=(
            Person(
                name="Teodor Quispevic", mentions=(("one.txt", Span(0, 16)),), role=None, private=None, harm_hint="x"
            ),
        ),
    )


@pytest.mark.usefixtures("room")
def test_a_draft_keeps_accepted_statements_only_and_names_nobody() -> None:
    Path("findings.json").write_text(dumps(findings(State.ACCEPTED)), encoding="utf-8")
    asked = ["--subject", "harbour-list", "--desk", "Desk", "--day", "2031-03-05", "--register", "people.csv"]
    pair = "copies/exhibit-1.txt=sealed/exhibit-1"
    assert main(["dossier", "draft", "findings.json", *asked, "--exhibit", pair, "--out", "draft"]) == 0
    made = release_of(json.loads(Path("draft/release.json").read_bytes()))
    assert [one.speaker for one in made.statements] == ["speaker-1"]
    text = Path("draft/release.json").read_text(encoding="utf-8")
    assert not any(name in text for name in ("Teodor", "Quispevic", "Mirela", "Okonjova", "Oriol", "Vantserra"))
    assert main(["dossier", "build", "draft/release.json", "--copies", "draft/copies", "--out", "dossier"]) == 0
    shown = ["--openings", "draft/openings.json", "--original", "sealed/exhibit-1"]
    assert main(["dossier", "check", "dossier", *shown]) == 12
    assert main(["dossier", "check", "dossier", *shown[:3], "sealed/exhibit-2"]) == 4
    assert not (Path("dossier") / "openings.json").exists()


@pytest.mark.usefixtures("room")
def test_what_nobody_accepted_makes_no_draft(capsys: pytest.CaptureFixture[str]) -> None:
    Path("findings.json").write_text(dumps(findings(State.PROPOSED)), encoding="utf-8")
    asked = ["--subject", "harbour-list", "--desk", "Desk", "--day", "2031-03-05"]
    assert main(["dossier", "draft", "findings.json", *asked]) == 3
    assert "[draft-nothing-accepted]" in capsys.readouterr().err


def test_folder_and_archive_are_checked_alike_and_a_touched_one_is_refused(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in ("dossier", "dossier.zip"):
        assert main(["dossier", "build", "release.json", "--copies", "copies", "--out", out]) == 0
        assert main(["dossier", "check", out]) == 12
    assert main(["dossier", "build", "release.json", "--copies", "copies", "--out", "dossier.zip"]) == 2
    Path("openings.json").write_bytes(openings_bytes(openings()))
    given = [word for name in ORIGINALS for word in ("--original", f"sealed/{name}")]
    assert main(["dossier", "check", "dossier", "--openings", "openings.json", *given]) == 12
    assert "exhibit-1, exhibit-2" in capsys.readouterr().out
    (Path("dossier") / ".hidden").write_bytes(b"x")
    assert main(["dossier", "check", "dossier"]) == 4
    (Path("dossier") / ".hidden").unlink()
    (Path("dossier") / "link").symlink_to(room / "people.csv")
    assert main(["dossier", "check", "dossier"]) == 2


@pytest.mark.usefixtures("room")
def test_a_name_in_words_or_copies_stops_dossier_export_and_hand_over(capsys: pytest.CaptureFixture[str]) -> None:
    named = replace(release(), summary="As Mirela Okonjova-Brandt told us.")
    Path("named.json").write_bytes(release_bytes(named))
    Path("letter.txt").write_bytes(b"Dear Mirela Okonjova-Brandt, the list is done.\n")
    who = ["--register", "people.csv"]
    assert main(["dossier", "build", "named.json", "--copies", "copies", "--out", "d", *who]) == 3
    assert main(["export", "named.json", "--format", "stix", *who]) == 3
    assert main(["hand-over", "letter.txt", "--to", recipient_of(new_identity()), "--partner", "Quay", *who]) == 3
    assert not any(Path(name).exists() for name in ("d", "export", "hand-over"))
    assert "Mirela" not in capsys.readouterr().err


@pytest.mark.usefixtures("room")
def test_exports_land_under_neutral_names() -> None:
    formats = [word for one in ("followthemoney", "prov", "stix", "claimreview") for word in ("--format", one)]
    page = ["--page", "https://desk.example/1"]
    assert main(["export", "release.json", *formats, *page, "--register", "people.csv", "--out", "x"]) == 0
    assert sorted(path.name for path in Path("x").iterdir()) == [
        "claimreview.jsonld",
        "entities.ftm.json",
        "prov.json",
        "stix.json",
    ]


@pytest.mark.usefixtures("room")
def test_a_dossier_is_handed_over_by_a_file_of_recipients() -> None:
    identity = new_identity()
    Path("quay.txt").write_text(f"# Quay Courier\n{recipient_of(identity)}\n", encoding="utf-8")
    assert main(["dossier", "build", "release.json", "--copies", "copies", "--out", "dossier"]) == 0
    assert main(["hand-over", "dossier", "--to", "quay.txt", "--partner", "Quay Courier"]) == 0
    (sealed,) = Path("hand-over").glob("*.age")
    Path("got.zip").write_bytes(unseal(sealed.read_bytes(), identity))
    assert main(["dossier", "check", "got.zip"]) == 12
    (record,) = (Path("hand-over") / "records").iterdir()
    assert json.loads(record.read_bytes())["partner"] == "Quay Courier"
    shutil.rmtree("hand-over")


@pytest.mark.usefixtures("room")
def test_refusals_come_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    Path("copies/exhibit-1.txt").write_bytes(b"edited")
    assert main(["dossier", "build", "release.json", "--copies", "copies", "--out", "d", "--ui-language", "es"]) == 4
    assert "La copia 'exhibit-1.txt' no es la que" in capsys.readouterr().err


def test_the_whole_way_from_the_line_in_the_text_to_a_dossier_that_pinned_seats_vouch_for(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dossier", "line", "release.json", "--copies", "copies"]) == 0
    line = capsys.readouterr().out.strip()
    world = World(room / "desk")
    Path("text.txt").write_text(f"The list goes out.\n{line}\n", encoding="utf-8")
    Path("seats.txt").write_bytes(world.first)
    index = world.say(Action.RELEASE, 1, 2, 3, text=Path("text.txt").read_bytes())
    world.witness(NOON + HOUR)
    site = world.site
    papers = ["--statement", str(site / "statement" / f"{index}.note"), "--text", "text.txt", "--seats", "seats.txt"]
    build = ["dossier", "build", "release.json", "--copies", "copies", *papers]
    assert main([*build, "--out", "no"]) == 2
    assert main([*build, "--log-policy", str(site / "log.policy"), "--out", "dossier.zip"]) == 0
    at = ["--at", "2031-03-06T12:00:00Z"]
    assert main(["dossier", "check", "dossier.zip", "--seats", "seats.txt", *at]) == 0
    assert main(["dossier", "check", "dossier.zip", *at]) == 12
    assert main(["dossier", "check", "dossier.zip", "--policy-fingerprint", "0" * 64, *at]) == 4
    told = capsys.readouterr()
    assert "[dossier-changed]" in told.err
    assert "Every one of 11 files is as the manifest says." in told.out
