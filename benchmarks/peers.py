"""textacy's quotation finder on a folder of texts, for the same scorer as `attribution.py`.

    python benchmarks/peers.py SPLIT_FOLDER --model SPACY_MODEL [--out findings.json]

Needs textacy and an English spaCy model, best in an environment of their own. Paragraph by paragraph, because one
unpaired quotation mark makes textacy refuse a whole text. Speed is words per second of processor time with parsing.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import spacy
from textacy.extract import direct_quotations


def place(text: str, start: int, end: int) -> dict[str, object]:
    """Return a span as findings.json gives it."""
    return {"text": text[start:end], "start": start, "end": end}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", type=Path, default=Path("findings.json"))
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    statements: list[dict[str, object]] = []
    words = refused = 0
    began = time.process_time()
    for path in sorted((options.folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        words += len(text.split())
        offset = 0
        for line in text.splitlines(keepends=True):
            try:
                found = list(direct_quotations(nlp(line)))
            except ValueError:  # an odd number of quotation marks
                found, refused = [], refused + 1
            for quote in found:
                cue, source = quote.cue, quote.speaker
                statements.append(
                    {
                        "id": f"{path.name}-{len(statements)}",
                        "report": path.name,
                        "content": place(text, offset + quote.content.start_char, offset + quote.content.end_char),
                        "cue": place(text, offset + cue[0].idx, offset + cue[-1].idx + len(cue[-1])) if cue else None,
                        "source": place(text, offset + source[0].idx, offset + source[-1].idx + len(source[-1]))
                        if source
                        else None,
                    }
                )
            offset += len(line)
    seconds = time.process_time() - began
    options.out.write_text(json.dumps({"statements": statements}, ensure_ascii=False), encoding="utf-8")
    print(f"{len(statements)} statements, {words} words, {seconds:.1f} CPU s, {words / seconds:.0f} words/s")
    print(f"{refused} paragraphs refused")


if __name__ == "__main__":
    main()
