"""Turns an int8 ONNX tagger of the first recipe back into float32 weights, as a start for further training.

    python tools/tagger/thaw.py MODEL TRANSITIONS OUT

MODEL is an export with BERT's own parameter names and one integer matrix product for each of query, key, value, out,
up and down, layer by layer, and one for the head. TRANSITIONS is a JSON table, [7, 7].
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch
from model import LAYERS, Network
from onnx import numpy_helper
from torch import Tensor

EMBEDDINGS = "m.enc.embeddings."


class Frozen:
    """The stored weights, read by name."""

    def __init__(self, model: onnx.ModelProto) -> None:
        """Read all initialisers and the order of the matrix products."""
        self.arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        products = [node.input[1] for node in model.graph.node if node.op_type == "MatMulInteger"]
        self.products = [name.removesuffix("_quantized") for name in products]

    def plain(self, name: str) -> Tensor:
        """Return a weight that was stored as it is."""
        return torch.tensor(self.arrays[name])

    def thawed(self, name: str) -> Tensor:
        """Return a weight stored as integers, in float32."""
        integers = torch.tensor(self.arrays[f"{name}_quantized"]).float()
        zero = torch.tensor(self.arrays[f"{name}_zero_point"]).float()
        return (integers - zero) * torch.tensor(self.arrays[f"{name}_scale"])


def thaw(frozen: Frozen, transitions: Tensor) -> dict[str, Tensor]:
    """Return the state of a Network."""
    state = {
        "words.weight": frozen.thawed(EMBEDDINGS + "word_embeddings.weight"),
        "types.weight": frozen.thawed(EMBEDDINGS + "token_type_embeddings.weight"),
        "positions.weight": frozen.thawed(EMBEDDINGS + "position_embeddings.weight"),
        "norm.weight": frozen.plain(EMBEDDINGS + "LayerNorm.weight"),
        "norm.bias": frozen.plain(EMBEDDINGS + "LayerNorm.bias"),
        "head.weight": frozen.thawed(frozen.products[-1]).T,
        "head.bias": frozen.plain("m.head.bias"),
        # Forbidden transitions are set apart; here they count nothing.
        "transitions": torch.where(transitions < -5000, torch.zeros(()), transitions),
    }
    for number in range(LAYERS):
        old, new = f"m.enc.encoder.layer.{number}.", f"layers.{number}."
        query, key, value, out, up, down = (
            frozen.thawed(name).T for name in frozen.products[6 * number : 6 * number + 6]
        )
        state[new + "joint.weight"] = torch.cat([query, key, value])
        parts = ("query", "key", "value")
        state[new + "joint.bias"] = torch.cat([frozen.plain(f"{old}attention.self.{part}.bias") for part in parts])
        for name, stored, weight in (
            ("out", "attention.output.dense", out),
            ("up", "intermediate.dense", up),
            ("down", "output.dense", down),
        ):
            state[f"{new}{name}.weight"] = weight
            state[f"{new}{name}.bias"] = frozen.plain(f"{old}{stored}.bias")
        for name, stored in (("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):
            state[f"{new}{name}.weight"] = frozen.plain(f"{old}{stored}.weight")
            state[f"{new}{name}.bias"] = frozen.plain(f"{old}{stored}.bias")
    return {name: tensor.contiguous() for name, tensor in state.items()}


def main() -> None:
    """Read, thaw, check that every weight has its place, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("transitions", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    table = torch.tensor(json.loads(options.transitions.read_text(encoding="utf-8")))
    state = thaw(Frozen(onnx.load(options.model)), table)
    Network().load_state_dict(state)
    torch.save({"average": state}, options.out)


if __name__ == "__main__":
    main()
