"""The desk's pages under readers, a decision under load, and a search over 100,000 statements.

    python benchmarks/desk_pages.py [--readers 20] [--seconds 8] [--large 100000] [--folder FOLDER]

Two cases of invented reports are written straight into the store: one of 100 reports and 1,500 statements, one of
100,000 statements. The desk is then served as `secondsource serve` does it, by two processes, and asked over HTTP by
readers of a process of their own: first each reader asks again as soon as it has its answer, then each waits a second
between two pages, as people do at most. Times are what a reader waits, in milliseconds.
"""

# ruff: noqa: PLC0415 - the store is loaded once Django knows the desk
from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

REPORTS, EACH = 100, 15
WORDS = (
    "harbour", "quarry", "council", "mayor", "bridge", "permit", "closed", "opened", "lorry", "night", "witness",
    "letter", "engineer", "water", "fund", "vote", "orchard", "tunnel", "survey", "guard", "fence", "ledger", "barge",
    "signal", "puente", "alcaldesa", "cantera", "vecinos", "permiso", "noche", "carta",
)  # fmt: skip
SERVE = (sys.executable, "-m", "secondsource.cli.main", "serve", "--no-background")
QUERIES = ("harbour", "quarry witness", '"closed opened"', "alcaldesa ve", "mayor letter engineer", "zanahoria")


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def filled(case: str, reports: int, each: int, seed: int) -> None:
    """Write one case as a finished vetting leaves it."""
    from secondsource.core.vetting.finding import Claim, Findings, OriginCount
    from secondsource.core.vetting.report import Quote, Report, Span
    from secondsource.core.vetting.statement import (
        Form,
        Modality,
        Position,
        Speaker,
        SpeakerKind,
        Statement,
        Strength,
        statement_id,
    )
    from secondsource.core.vetting.tracing import Origin
    from secondsource.store.evidence.blobs import Blob
    from secondsource.store.evidence.changes import exhibits, proposals
    from secondsource.store.evidence.changes.exhibits import MadeReady
    from secondsource.store.evidence.values import CleanCopy
    from secondsource.store.team import journal

    chance, now = random.Random(seed), datetime.now(UTC)  # noqa: S311 - the same case every time
    said: list[Statement] = []
    read: list[Report] = []
    for number in range(reports):
        file, text = f"report-{number:05}.md", ""
        for place in range(each):
            content = f"{words(chance, 12)} {number}-{place}"
            start = len(text) + len("The clerk said that ")
            text += f"The clerk said that {content}. {words(chance, 25)}.\n\n"
            said.append(
                Statement(
                    id=statement_id(file, content, 0),
                    report=file,
                    content=Quote(text=content, start=start, end=start + len(content)),
                    cue=Quote(text="said", start=start - 10, end=start - 6),
                    source=Quote(text="The clerk", start=start - 20, end=start - 11),
                    chain=(
                        Speaker(name=f"Outlet {number % 30}", kind=SpeakerKind.OUTLET),
                        Speaker(name=f"Clerk {place}", kind=SpeakerKind.PERSON, span=Span(start - 20, start - 11)),
                    ),
                    said_on=now.date() - timedelta(days=number % 300),
                    said_on_basis="front matter: published",
                    position=chance.choice([Position.AFFIRMS, Position.DENIES, Position.DOUBTS]),
                    modality=Modality.ASSERTED,
                    form=Form.INDIRECT,
                    language="en",
                    fired=("tagger", "rule:said"),
                    strength=Strength.CHECK,
                )
            )
        read.append(
            Report(
                file=file,
                sha256=f"{number:064x}",
                text=text,
                title=words(chance, 8),
                outlet=f"Outlet {number % 30}",
                published=now.date() - timedelta(days=number % 300),
                language="en",
            )
        )
    origins = [
        Origin(
            id=f"o-{at:012x}",
            speaker=said[at].speaker.name,
            kind=SpeakerKind.PERSON,
            first_said=said[at].said_on,
            statements=tuple(one.id for one in said[at : at + 5]),
        )
        for at in range(0, len(said), 5)
    ]
    claims = [
        Claim(
            id=f"c-{at:012x}",
            text=said[at].content.text,
            supporting=tuple(one.id for one in said[at : at + 4]),
            denying=tuple(one.id for one in said[at + 4 : at + 5]),
            unsure=(),
            mentions=5,
            documents=3,
            origins=OriginCount(low=1, likely=2, high=3, reasons=("Three reports name another speaker.",)),
            single_origin=False,
            likelihood=None,
        )
        for at in range(0, len(said), 5)
    ]
    with journal.entry(actor="", verb="benchmark.fill", now=now, case=case):
        for report in read:
            blob = Blob(id="0" * 32, sha256=f"{seed}-{report.file}".ljust(64, "0")[:64], size=len(report.text))
            key = exhibits.add_exhibit(case=case, name=report.file, how="upload", blob=blob, member="", now=now)
            clean = CleanCopy(blob="0" * 32, sha256="0" * 64, size=1, suffix=".md", removals=(), notes=())
            made = MadeReady(kind="md", sensitive=False, clean=clean, refusal=None, sealed="", report=report)
            exhibits.make_ready(exhibit=key, made=made, now=now)
        found = Findings(
            reports=tuple(read),
            statements=tuple(said),
            reuse=(),
            origins=tuple(origins),
            claims=tuple(claims),
            contradictions=(),
            timeline=(),
            people=(),
        )
        proposals.put_findings(case, found, {})


def set_up(folder: Path, large: int) -> tuple[str, str, str]:
    """Return the keys of the two cases and the session of their editor."""
    os.environ |= {"SECONDSOURCE_DESK": str(folder), "DJANGO_SETTINGS_MODULE": "secondsource.web.settings.desk"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.test import Client
    from tests.cast import cast_desk

    from secondsource.actions.desk.team import cases
    from secondsource.store.team.models import MemberRow

    cast = cast_desk()
    other = cases.open_case(actor=cast.ada, title="Large", language="en", now=datetime.now(UTC))
    began = time.perf_counter()
    filled(cast.case, REPORTS, EACH, 1)
    print(f"filled {REPORTS * EACH} statements in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    filled(other, max(1, large // 100), 100, 2)
    print(f"filled {large} statements in {time.perf_counter() - began:.1f} s")
    client = Client()
    client.force_login(MemberRow.objects.get(name="ada"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return cast.case, other, client.cookies["sessionid"].value


async def ask(port: int, cookie: str, path: str, form: str = "") -> tuple[int, str, float]:
    """Ask once over a connection of its own and return status, page and milliseconds."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = form.encode()
    head = [f"{'POST' if form else 'GET'} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}"]
    head += ["Connection: close", "X-Requested-With: script"] if form else ["Connection: close"]
    if form:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    writer.write("\r\n".join([*head, "", ""]).encode() + body)
    answer = await reader.read(-1)
    writer.close()
    return int(answer[9:12]), answer.decode("utf-8", "replace"), 1000 * (time.perf_counter() - began)


async def read_pages(
    port: int, cookie: str, paths: list[str], readers: int, seconds: float, pause: float
) -> list[float]:
    """Let `readers` read for some seconds and return every time."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    async def reader(number: int) -> None:
        await asyncio.sleep(pause * number / readers)
        while time.perf_counter() < until:
            status, _page, took = await ask(port, cookie, paths[(number + len(times)) % len(paths)])
            assert status == 200, status
            times.append(took)
            await asyncio.sleep(pause)

    await asyncio.gather(*(reader(number) for number in range(readers)))
    return times


async def accept_all(port: int, cookie: str, case: str, report: str, most: int) -> list[float]:
    """Accept statements one after the other, as the keyboard does, and return every time."""
    _status, page, _took = await ask(port, cookie, report)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    crumb = re.search(r"csrftoken=([^;]+)", page)
    assert token
    assert crumb
    times = []
    for statement in re.findall(r'article class="statement proposed" id="(s-[0-9a-f]+)"', page)[:most]:
        form = f"csrfmiddlewaretoken={token[1]}&version=0&state=accepted"
        path = f"/case/{case}/statement/{statement}/decide"
        status, _page, took = await ask(port, f"{cookie}; csrftoken={crumb[1]}", path, form)
        assert status == 200, status
        times.append(took)
    return times


def show(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))] for share in (50, 95, 99)}
    print(f"{name:46} n={len(times):5}  p50 {at[50]:7.1f}  p95 {at[95]:7.1f}  p99 {at[99]:7.1f} ms")


def reports_of(port: int, cookie: str, case: str) -> list[str]:
    _status, page, _took = asyncio.run(ask(port, cookie, f"/case/{case}/reports/"))
    keys = dict.fromkeys(re.findall(r'href="../report/([0-9a-f]+)/"', page))
    return [f"/case/{case}/report/{key}/" for key in keys]


def measure(port: int, cookie: str, case: str, other: str, options: argparse.Namespace) -> None:
    reports = reports_of(port, cookie, case)
    kinds = {
        "case page": [f"/case/{case}/"],
        "reports list": [f"/case/{case}/reports/"],
        "report with 15 statements": reports,
        "claims": [f"/case/{case}/claims/"],
    }
    for pause, how in ((0.0, "at once"), (1.0, "a page a second")):
        for name, paths in kinds.items():
            times = asyncio.run(read_pages(port, cookie, paths, options.readers, options.seconds, pause))
            show(f"{name}, {options.readers} readers {how}", times)
    accepted: list[float] = []
    for report in reports:
        if len(accepted) < 200:
            accepted += asyncio.run(accept_all(port, cookie, case, report, 15))
    if accepted:  # a folder that was measured often has none left to accept
        show("accept a statement", accepted)
    for query in QUERIES:
        path = f"/case/{other}/search/?q={query.replace(' ', '+').replace(chr(34), '%22')}"
        times = [asyncio.run(ask(port, cookie, path))[2] for _ in range(30)]
        show(f"search {options.large}: {query}", times)


def memory(process: int) -> list[int]:
    """Return the resident megabytes of a process's children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    found = []
    for child in children:
        status = Path(f"/proc/{child}/status").read_text(encoding="ascii")
        found.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024)  # type: ignore[index]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8479)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        kept = folder / "benchmark.json"
        if not kept.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(set_up(folder, options.large)), encoding="utf-8")
        case, other, session = json.loads(kept.read_text(encoding="utf-8"))
        print("load before:", " ".join(f"{one:.1f}" for one in os.getloadavg()))
        server = subprocess.Popen([*SERVE, "--folder", str(folder), "--port", str(options.port)])
        try:
            for _ in range(100):
                time.sleep(0.3)
                try:
                    asyncio.run(ask(options.port, "", "/health"))
                    break
                except OSError:
                    continue
            measure(options.port, f"sessionid={session}", case, other, options)
            print("memory of the web processes:", memory(server.pid), "MB")
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main()
