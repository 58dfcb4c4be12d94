"""Notices: what is said to whom, in both languages. None names a person; a pseudonym is all that stands in them."""

from __future__ import annotations

from typing import assert_never

from secondsource.core.custody.watched import Deed
from secondsource.publishing.findings.wording import said


def notice(deed: Deed, member: str) -> str:
    """Return the notice of a deed, English first."""
    return in_both(_sentences(deed, member))


def _sentences(deed: Deed, member: str) -> list[str]:
    match deed:
        case Deed.REMIND:
            return [
                f"{member}: please check in, the time you chose has passed.",
                "Answer the file ask.txt beside this one with `secondsource checkin answer`.",
            ]
        case Deed.ALERT:
            return [
                f"There is reason to worry about {member}.",
                "Try to reach them in the way that you agreed on.",
                "Then tell the desk with your codeword what you have learnt.",
                "Publish nothing about it, and name nobody.",
            ]
        case Deed.SUSPEND:
            return [
                f"{member} is suspended: nothing new is sealed to them.",
                "Put no statement together with a ballot of theirs until they are back.",
                "Do not speak of it on any channel that they use. It is undone by them and one contact together.",
            ]
        case Deed.RESTORE:
            return [f"{member} is back: they and a contact have both said so, each for themselves."]
        case Deed.PREPARE:
            return [
                f"A membership that takes the seat of {member} lies beside this notice, if enough seats would be left.",
                "Nothing happens by itself: only the remaining quorum can carry it, and then wrap everything anew.",
            ]
        case _ as never:
            assert_never(never)


def drill_notice(code: str) -> str:
    """Return what is sent in a drill."""
    return in_both(
        [
            "This is a drill, and nothing has happened to anybody.",
            f"Read this code to the desk: {code}",
            "If you did not expect it, ask the desk in person.",
        ]
    )


def drill_due() -> str:
    """Return what the desk is told when the last drill is long ago."""
    return in_both(["The last drill is more than a month ago.", "Rehearse it with `secondsource checkin drill`."])


def in_both(sentences: list[str]) -> str:
    """Return sentences in English, and below in Spanish."""
    english = "\n".join(sentences)
    spanish = "\n".join(said(sentence, "es").text for sentence in sentences)
    return f"{english}\n\n{spanish}\n"
