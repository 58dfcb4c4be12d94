"""Each peer's export, as its own source writes it, gives what it holds and names what it does not."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from tests.worlds import exports
from tests.worlds.letting_out import release

from secondsource.documents.imports.detect import peer_of, take_in
from secondsource.documents.imports.peers.literals import read_literal
from secondsource.documents.imports.taken import Match, Peer, TakenIn
from secondsource.publishing.exports.ftm import followthemoney


def left(taken: TakenIn) -> list[str]:
    return sorted(one.code for one in taken.left_out)


@pytest.mark.parametrize(
    ("files", "peer"),
    [
        (exports.journalist_interface(), Peer.SECUREDROP),
        (exports.transcript(), Peer.SECUREDROP),
        (exports.globaleaks(), Peer.GLOBALEAKS),
        (exports.atlos_csv(), Peer.ATLOS),
        (exports.atlos_zip(), Peer.ATLOS),
        (exports.archiver_json(), Peer.AUTO_ARCHIVER),
        (exports.archiver_csv(), Peer.AUTO_ARCHIVER),
        (exports.archiver_html(), Peer.AUTO_ARCHIVER),
        (exports.entities(), Peer.FOLLOW_THE_MONEY),
        ({"a.wacz": exports.wacz()}, Peer.WACZ),
        ({"notes.txt": b"x", "more/metadata.json": b"{}", "1-of-2-msg.txt": b"y"}, Peer.FOLDER),
    ],
)
def test_an_export_is_known_by_what_lies_in_it_as_folder_and_as_archive(files: dict[str, bytes], peer: Peer) -> None:
    assert take_in(files).peer is peer
    if peer is not Peer.WACZ:
        assert take_in({"export.zip": exports.packed(files)}).peer is peer


def test_securedrop_messages_are_reports_and_files_come_out_of_their_gzip() -> None:
    taken = take_in(exports.journalist_interface())
    (report,) = taken.reports
    assert (report.name, report.text) == ("calm_heron-1", "Four boats left on Tuesday night.\n")
    assert report.published is None, "the folder's day is that of the last activity"
    (exhibit,) = taken.exhibits
    assert (exhibit.name, exhibit.data) == ("crossings list.txt", b"22:10, 22:40, 23:05, 23:30\n")
    assert left(taken) == ["encrypted", "own-words"]


def test_a_securedrop_transcript_is_taken_message_by_message_and_warned_of() -> None:
    taken = take_in(exports.transcript())
    assert [report.text for report in taken.reports] == [
        "Four boats left on Tuesday night.\n\nThe warden saw them.\n",
        "The night clerk.\n",
    ]
    assert [one.name for one in taken.exhibits] == ["list.txt"]
    assert "imitate" in taken.notes[0]


def test_globaleaks_gives_sizes_and_no_hashes() -> None:
    taken = take_in(exports.globaleaks())
    assert taken.reports[0].text == "Report 12\n\nFour boats left on Tuesday night.\n"
    found = {one.path: one for one in taken.exhibits}
    assert found["files/boats.png"].match is Match.MATCHES
    assert found["files/list.txt"].match is Match.DIFFERS
    assert dict(found["files_attached_from_recipients/memo.txt"].about)["attached_by"] == "recipient"
    assert left(taken) == ["encrypted"]


def test_two_files_of_one_name_in_a_globaleaks_archive_are_both_taken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in exports.globaleaks().items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("files/boats.png", b"another")
    taken = take_in({"report-12.zip": out.getvalue()})
    assert sum(one.name.startswith("boats") for one in taken.exhibits) == 2


def test_an_atlos_spreadsheet_gives_incidents_without_the_names_of_its_team() -> None:
    taken = take_in(exports.atlos_csv())
    first, second = taken.reports
    assert first.text == "Four boats leave the harbour\n"
    about = dict(first.about)
    assert (about["day_of_incident"], about["place"], about["source_1"]) == ("2031-03-03", "1.5, 2.5", exports.ADDRESS)
    assert first.published is None, "the day of an incident is no day of a report"
    assert "some_member" not in str(taken)
    assert second.text.startswith("=a note"), "the apostrophe against formulas is taken off"
    assert left(taken) == ["no-text"]


def test_an_atlos_archive_is_held_to_its_hashes() -> None:
    taken = take_in(exports.atlos_zip())
    assert [one.match for one in taken.exhibits] == [Match.MATCHES]
    assert [one.name for one in taken.reports] == ["ATL1"]
    assert left(taken) == ["deleted", "team-names"]
    assert "some_member" not in str(taken)


def test_wrong_hashes_of_atlos_and_auto_archiver_are_told() -> None:
    for files in (exports.atlos_zip(digest="1" * 64), exports.archiver_json("1" * 64)):
        taken = take_in(files)
        assert [one.match for one in taken.exhibits] == [Match.DIFFERS]
        assert taken.notes == ("Files that are not what the export says of them: 1. Ask the peer before you use them.",)


@pytest.mark.parametrize("files", [exports.archiver_json(), exports.archiver_csv(), exports.archiver_html()])
def test_auto_archiver_entries_are_reports_with_their_media_checked(files: dict[str, bytes]) -> None:
    taken = take_in(files)
    (report,) = taken.reports
    assert (report.url, report.title, report.published) == (exports.ADDRESS, "Four boats", "2031-03-04")
    assert "inner harbour" in report.text
    assert [(one.name, one.match) for one in taken.exhibits] == [("boats.png", Match.MATCHES)]


def test_nothing_in_a_python_literal_is_run() -> None:
    assert left(take_in(exports.archiver_csv())) == ["damaged"]
    for hostile in (
        "__import__('os')",
        "open('x')",
        "1+1",
        "[x for x in ()]",
        "f'{1}'",
        "{**{}}x",
        "(" * 9999,
        "9" * 5000,
    ):
        with pytest.raises(ValueError, match=r"literal|digits"):
            read_literal(hostile)
    assert read_literal("{'a': [1, -2.5, None, True, 'b'], 'd': datetime.datetime(2031, 3, 6, 10, 0)}") == {
        "a": [1, -2.5, None, True, "b"],
        "d": "2031-03-06",
    }


def test_a_web_archive_gives_the_main_text_of_its_pages() -> None:
    taken = take_in({"boats.wacz": exports.wacz()})
    first, second = taken.reports
    assert first.url == exports.ADDRESS
    assert "a warden told the Quay Courier" in first.text
    assert "Home" not in first.text
    assert dict(first.about)["archived"] == "2031-03-05"
    assert second.text == "More boats."
    assert [one.name for one in taken.exhibits] == ["boats.wacz"]
    assert take_in({"boats.zip": exports.wacz()}).peer is Peer.WACZ


def test_wrong_hashes_in_a_web_archive_stop_its_text() -> None:
    taken = take_in({"a.wacz": exports.wacz(lie=True)})
    assert "hash-differs" in left(taken)
    assert [one.text for one in taken.reports] == ["More boats."]
    whole = take_in({"a.wacz": exports.wacz(lie_about_list=True)})
    assert (left(whole), whole.reports) == (["hash-differs"], ())
    assert len(whole.exhibits) == 1, "the archive itself is evidence all the same"


def test_a_changed_record_in_a_web_archive_is_noticed_by_its_own_digest() -> None:
    changed = gzip.compress(gzip.decompress(exports.warc()).replace(b"Four boats left", b"Nine boats left"))
    taken = take_in({"a.wacz": exports.wacz(changed)})
    assert "Nine boats" not in str([one.text for one in taken.reports])


def test_a_web_archive_among_other_files_is_read_as_well() -> None:
    taken = take_in({**exports.archiver_json(), "four-boats/page.wacz": exports.wacz()})
    assert taken.peer is Peer.AUTO_ARCHIVER
    assert len(taken.reports) == 3


def test_followthemoney_gives_reports_and_claims_with_proofs_and_makes_nobody_a_record() -> None:
    taken = take_in(exports.entities())
    (report,) = taken.reports
    assert (report.title, report.text, report.published, report.language) == (
        "list.txt",
        "Four boats left.",
        "2031-03-04",
        "en",
    )
    (claim,) = taken.claims
    assert (claim.text, claim.day, claim.remarks) == ("Night crossing", "2031-03-03", ("Two lists agree.",))
    assert claim.proofs == ("list.txt", "boats.png")
    assert "Somebody" not in str(taken)
    assert left(taken) == ["damaged", "no-bytes", "no-record-made", "no-record-made"]
    assert {"Person: 2", "Documentation: 1"} <= {one.path for one in taken.left_out}


def test_our_own_export_can_be_taken_in_again() -> None:
    taken = take_in({"entities.ftm.json": followthemoney(release())})
    assert [claim.text for claim in taken.claims] == [claim.text for claim in release().claims]


def test_what_is_nearly_an_export_is_taken_as_a_folder() -> None:
    files = {"report.md": b"x", "metadata.json": json.dumps({"status": 1}).encode()}
    assert peer_of(files) is Peer.FOLDER
    assert take_in({}).exhibits == ()


def test_a_page_packed_in_a_way_nobody_here_unpacks_is_not_read_as_rubbish() -> None:
    taken = take_in({"a.wacz": exports.wacz(exports.warc(packing="br"))})
    assert [report.text for report in taken.reports] == ["More boats."]
    assert left(taken) == ["no-text"]
