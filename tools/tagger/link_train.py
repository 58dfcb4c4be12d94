"""Trains the linker on the gold spans of the corpus and writes linker.json.

    python tools/tagger/link_train.py CORPUS TOKENIZER OUT [--seed 1]

Each decision (cue for a content, source for a cue) is a choice among the candidates of the paragraph and `none`,
learned with a softmax over their scores. Some spans are hidden at random, since the tagger misses some as well.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from corpus import Document, label_pieces, line_paragraphs, read_split
from evaluate import spans as cut_labels
from tokenizers import Tokenizer
from torch import Tensor, nn

from secondsource.analysis.reading.english.decoding import Role, WordSpan
from secondsource.analysis.reading.english.linker import Scene
from secondsource.analysis.reading.english.pieces import cut_pieces

HIDDEN = 48
HIDE = 0.08
COPIES = 2
"""How often each paragraph is shown, each time with other spans hidden."""


@dataclass
class Choices:
    """Candidates of many decisions, one below the other."""

    rows: list[list[float]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    """Number of the decision of each row."""
    right: list[int] = field(default_factory=list)
    """Row that is right for each decision, or -1 for none of them."""

    def add(self, rows: list[list[float]], right: int | None) -> None:
        """Add one decision; without candidates there is nothing to learn."""
        if rows:
            self.right.append(-1 if right is None else len(self.rows) + right)
            self.groups += [len(self.right) - 1] * len(rows)
            self.rows += rows


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's words, gold spans, and the numbers of the events each span belongs to."""

    words: list[str]
    spans: list[WordSpan]
    events: list[frozenset[int]]
    """Several for a source of several statements."""


def gold_paragraphs(document: Document, tokenizer: Tokenizer) -> list[Paragraph]:
    """Return the paragraphs that hold any span."""
    pieces = cut_pieces(document.text, line_paragraphs(document.text), tokenizer)
    labels = label_pieces(pieces, document.events)
    found = []
    for number in range(int(pieces.paragraphs.max(initial=-1)) + 1):
        places = np.flatnonzero((pieces.paragraphs == number) & pieces.word_starts)
        if not labels[places].any():
            continue
        ends = [int(pieces.ends[b - 1]) for b in places[1:]] + [int(pieces.ends[pieces.paragraphs == number][-1])]
        starts = pieces.starts[places]
        words = [document.text[a:b] for a, b in zip(starts, ends, strict=True)]
        spans = [WordSpan(Role(r), a, b, 1.0) for r, a, b in sorted(cut_labels(labels[places]), key=lambda s: s[1])]
        events = [_events_of(span, int(starts[span.first]), ends[span.last], document) for span in spans]
        found.append(Paragraph(words, spans, events))
    return found


def _events_of(span: WordSpan, start: int, end: int, document: Document) -> frozenset[int]:
    """Return the numbers of the events whose role covers at least half of start..end."""
    role = span.role.name.lower()
    return frozenset(
        number
        for number, event in enumerate(document.events)
        if 2 * sum(max(0, min(end, part.end) - max(start, part.start)) for part in getattr(event, role)) >= end - start
    )


def collect(paragraphs: list[Paragraph], chance: random.Random, hide: float) -> list[Choices]:
    """Return the decisions (cue for content, source for cue) of all paragraphs."""
    cues_, sources_ = Choices(), Choices()
    for paragraph in paragraphs:
        kept = [i for i in range(len(paragraph.spans)) if chance.random() >= hide]
        scene = Scene(paragraph.words, [paragraph.spans[i] for i in kept])
        by_role = {role: [i for i in kept if paragraph.spans[i].role is role] for role in Role}
        for wanted, given, choices in (
            (Role.CUE, Role.CONTENT, cues_),
            (Role.SOURCE, Role.CUE, sources_),
        ):
            for i in by_role[given]:
                candidates = by_role[wanted]
                right = [k for k, j in enumerate(candidates) if paragraph.events[j] & paragraph.events[i]]
                rows = [scene.describe(paragraph.spans[i], paragraph.spans[j]) for j in candidates]
                choices.add(rows, right[0] if right else None)
    return [cues_, sources_]


class Net(nn.Module):
    """The scorer as a PyTorch module."""

    def __init__(self, size: int) -> None:
        """Make a network for `size` features."""
        super().__init__()
        self.hidden = nn.Linear(size, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.none = nn.Parameter(torch.zeros(()))

    def forward(self, rows: Tensor) -> Tensor:
        """Score each row."""
        scores: Tensor = self.out(torch.relu(self.hidden(rows)))[:, 0]
        return scores


def group_loss(scores: Tensor, none: Tensor, groups: Tensor, right: Tensor) -> Tensor:
    """Return the mean cross-entropy of the decisions; `groups` numbers them from 0 without gaps."""
    count = len(right)
    total = torch.zeros(count).index_add(0, groups, torch.exp(scores.clamp(max=30))) + torch.exp(none)
    picked = torch.where(right < 0, none, scores[right.clamp(min=0)])
    return (torch.log(total) - picked).mean()


def fit(choices: Choices, epochs: int = 30) -> dict[str, object]:
    """Train one scorer and return its JSON form."""
    rows = np.array(choices.rows)
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    inputs = torch.tensor((rows - mean) / spread, dtype=torch.float32)
    borders = np.flatnonzero(np.diff(choices.groups, prepend=-1))
    borders = np.append(borders, len(rows))
    right = np.array(choices.right)
    net = Net(rows.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    per_batch = 256
    steps = epochs * -(-len(right) // per_batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    for _ in range(epochs):
        for part in torch.randperm(len(right)).split(per_batch):
            where = np.concatenate([np.arange(borders[i], borders[i + 1]) for i in part])
            sizes = [borders[i + 1] - borders[i] for i in part]
            offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            local = [-1 if right[i] < 0 else right[i] - borders[i] + o for i, o in zip(part, offsets, strict=True)]
            loss = group_loss(
                net(inputs[where]),
                net.none,
                torch.from_numpy(np.repeat(np.arange(len(part)), sizes)),
                torch.tensor(local),
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    state = {name: tensor.detach().numpy() for name, tensor in net.state_dict().items()}
    return {
        "mean": np.round(mean, 5).tolist(),
        "spread": np.round(spread, 5).tolist(),
        "hidden": np.round(state["hidden.weight"].T, 4).tolist(),
        "bias": np.round(state["hidden.bias"], 4).tolist(),
        "out": np.round(state["out.weight"][0], 4).tolist(),
        "none": round(float(state["none"]), 4),
    }


def main() -> None:
    """Train both scorers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    chance = random.Random(options.seed)  # noqa: S311 - a shuffle, no secret
    paragraphs = [p for document in read_split(options.corpus / "train") for p in gold_paragraphs(document, tokenizer)]
    together = [Choices(), Choices()]
    for _ in range(COPIES):
        chance.shuffle(paragraphs)
        for all_, new in zip(together, collect(paragraphs, chance, HIDE), strict=True):
            base, first = len(all_.rows), len(all_.right)
            all_.rows += new.rows
            all_.groups += [g + first for g in new.groups]
            all_.right += [-1 if r < 0 else r + base for r in new.right]
    names = ("cue_for_content", "source_for_cue")
    trained = {name: fit(choices) for name, choices in zip(names, together, strict=True)}
    options.out.write_text(json.dumps(trained) + "\n", encoding="utf-8")
    print({name: len(choices.right) for name, choices in zip(names, together, strict=True)})


if __name__ == "__main__":
    main()
