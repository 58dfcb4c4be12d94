"""Trains the English tagger on the CPU.

    python tools/tagger/train.py CORPUS ENCODER OUT [--epochs 4] [--minutes 40] [--seed 1]

CORPUS holds train/ and dev/, ENCODER holds model.safetensors and tokenizer.json of a MiniLM-L6, OUT gets the
checkpoint and the averaged weights. Started again with the same OUT, it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from batches import Batch, collate, cut_examples, group
from corpus import read_split
from evaluate import strict_scores
from model import Network, chain_loss, forbidden_transitions, load_encoder
from tokenizers import Tokenizer
from torch import Tensor

CHECKPOINT_SECONDS = 180
AVERAGE_EVERY = 5


@dataclass
class Run:
    """Everything that a checkpoint must bring back."""

    network: Network
    average: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    step: int = 0
    seconds: float = 0.0

    def save(self, path: Path) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def restore(self, path: Path) -> None:
        """Take up a checkpoint."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]

    def take_average(self, decay: float) -> None:
        """Move the averaged weights a little towards the present ones."""
        for name, tensor in self.network.state_dict().items():
            if name == "words.weight":
                continue
            self.average[name].lerp_(tensor, 1 - decay)


def learning_rate(progress: float, warm_up: float = 0.06) -> float:
    """Return the factor on the learning rate at `progress` (0-1): a short rise, then a straight fall to zero."""
    return min(progress / warm_up, max(0.0, (1 - progress) / (1 - warm_up)))


def make_optimizer(network: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    """Return AdamW with its own rate for the head and no decay on biases and norms."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    # The word embeddings stay as they are: half of all weights, and rare names are better left where they lie.
    network.words.weight.requires_grad_(False)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        lr = head_rate if name.startswith(("head", "transitions", "types")) else rate
        decay = 0.01 if parameter.ndim > 1 and name != "transitions" else 0.0
        groups.setdefault((lr, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": lr, "initial_lr": lr, "weight_decay": decay} for (lr, decay), p in groups.items()],
        fused=True,
    )


def take_step(run: Run, batch: Batch, factor: float, forbidden: Tensor, *, half: bool) -> float:
    """Learn from one batch; returns the loss per word."""
    for group_ in run.optimizer.param_groups:
        group_["lr"] = group_["initial_lr"] * factor
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        scores = run.network(batch.ids, batch.types, batch.mask)
    emissions = scores.float().gather(1, batch.where[..., None].expand(-1, -1, scores.shape[2]))
    loss = chain_loss(emissions + batch.fixed, batch.labels, batch.present, run.network.transitions + forbidden) / int(
        batch.present.sum()
    )
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    if run.step % AVERAGE_EVERY == 0:
        run.take_average(min(0.98, run.step / (run.step + 50)))
    return float(loss.detach())


def main() -> None:
    """Train, log, average, and leave OUT/tagger.pt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument(
        "--minutes", type=float, default=1e9, help="the learning rate reaches zero by then at the latest"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--masked", type=float, default=0.05, help="share of pieces hidden from the network")
    parser.add_argument("--start", type=Path, help="go on from the weights of an earlier run (its tagger.pt)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-judging", action="store_true", help="skip the dev score after each epoch")
    parser.add_argument(
        "--bf16", action="store_true", help="only where the processor multiplies bf16 itself; far slower elsewhere"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # without it the optimizer's tiny moments slow every step
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "options.json").write_text(json.dumps(vars(options), default=str, indent=1), encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = [cut_examples(document, tokenizer) for document in read_split(options.corpus / "train")]
    network = Network()
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True)["average"])
    else:
        load_encoder(network, options.encoder / "model.safetensors")
    run = Run(
        network,
        {name: tensor.clone() for name, tensor in network.state_dict().items()},
        make_optimizer(network, options.rate, options.head_rate),
    )
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        run.restore(checkpoint)
    train(run, examples, options, checkpoint)
    torch.save({"average": run.average, "last": run.network.state_dict()}, options.out / "tagger.pt")


def train(run: Run, examples: list, options: argparse.Namespace, checkpoint: Path) -> None:
    """Go through the epochs; the same seed and epoch always give the same batches."""
    forbidden = forbidden_transitions()
    dev = list(read_split(options.corpus / "dev"))
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    shuffles = [random.Random(options.seed * 1000 + e) for e in range(options.epochs)]  # noqa: S311 - no secret
    epochs = [group(examples, shuffle) for shuffle in shuffles]
    total = sum(map(len, epochs))
    before, last_save = run.seconds, time.monotonic()
    started = last_save
    losses: list[float] = []
    step = 0
    for epoch, batches in enumerate(epochs):
        for rows in batches:
            step += 1
            if step <= run.step:
                continue
            run.network.train()
            progress = max(run.step / total, run.seconds / (60 * options.minutes))
            if progress >= 1:
                break
            batch = collate(rows, np.random.default_rng(options.seed * 10**6 + step), options.masked)
            losses.append(take_step(run, batch, learning_rate(progress + 1e-4), forbidden, half=options.bf16))
            run.seconds = before + time.monotonic() - started
            if step % 25 == 0:
                print(f"step {step}/{total} loss {np.mean(losses[-25:]):.4f} {run.seconds:.0f} s", flush=True)
            if time.monotonic() - last_save > CHECKPOINT_SECONDS:
                run.save(checkpoint)
                last_save = time.monotonic()
        run.save(checkpoint)
        last_save = time.monotonic()
        if options.no_judging:
            continue
        judge = Network()
        judge.load_state_dict(run.average)
        print(f"epoch {epoch + 1} {strict_scores(judge.eval(), dev, tokenizer)}", flush=True)


if __name__ == "__main__":
    main()
