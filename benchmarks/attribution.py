"""Runs the English tagger alone over a folder of texts: speed, and findings for the attribution scorer.

    python benchmarks/attribution.py SPLIT_FOLDER [--out findings.json] [--weights FOLDER] [--threads 1]

SPLIT_FOLDER holds text/*.txt. Speed is whitespace words per second of processor time, reading files left out.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from secondsource.analysis.reading.english.tagger import Tagger
from secondsource.analysis.reading.segments import paragraphs
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution


def quote(text: str, span: Span | None) -> dict[str, object] | None:
    """Return a span as findings.json gives it."""
    return None if span is None else {"text": span.of(text), "start": span.start, "end": span.end}


def statement(report: str, number: int, text: str, found: Attribution) -> dict[str, object]:
    """Return the part of a statement that the scorer reads."""
    return {
        "id": f"{report}-{number}",
        "report": report,
        "content": quote(text, found.content),
        "cue": quote(text, found.cue),
        "source": quote(text, found.source),
        "form": found.form.value,
        "confidence": found.confidence,
        "fired": list(found.fired),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("findings.json"))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    texts = {}
    for path in sorted((options.folder / "text").glob("*.txt")):
        # Line ends stay as they are: offsets count in the untouched text.
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.name] = file.read()
    tagger = Tagger.load(options.weights, options.threads)
    statements = []
    began = time.process_time()
    for name, text in texts.items():
        found = tagger.attributions(text, paragraphs(text))
        statements += [statement(name, i, text, one) for i, one in enumerate(found)]
    seconds = time.process_time() - began
    words = sum(len(text.split()) for text in texts.values())
    options.out.write_text(json.dumps({"statements": statements}, ensure_ascii=False), encoding="utf-8")
    print(f"{len(statements)} statements, {words} words, {seconds:.1f} CPU s, {words / seconds:.0f} words/s")


if __name__ == "__main__":
    main()
