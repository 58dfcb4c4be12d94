"""Turns a trained network into what the product loads: int8 ONNX, tokenizer, decoding table, linker, manifest.

    python tools/tagger/export.py RUN/tagger.pt TOKENIZER LINKER OUT [--temperature 1.0]

The graph is written by hand, node by node, for one core and one window at a time: without padding there is no mask,
and only then does ONNX Runtime keep attention inside the processor's cache. Adding and normalising stay two nodes,
which are vectorised; the fused one is not. The last layer is worked out only for the pieces whose scores are asked
for. Weights get one scale a column, and 7 bits unless asked for 8: with 8, processors without VNNI may overflow in
their 16-bit sums. Measure both; 8 bits scored 0.5 pair higher even on such a processor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from corpus import LABELS
from model import HEADS, LAYERS
from onnx import TensorProto, helper, numpy_helper

from secondsource.analysis.reading.english.pieces import WINDOW

MICROSOFT = "com.microsoft"
EPSILON = 1e-12
FILES = ("model.int8.onnx", "tokenizer.json", "decoding.json", "linker.json")


class Graph:
    """Collects nodes and weights; each method adds one step and returns the name of its answer."""

    def __init__(self, state: dict[str, torch.Tensor], top: int) -> None:
        """Take the network's weights by name, and the largest whole number a weight may become."""
        self.state = {name: tensor.float().numpy() for name, tensor in state.items()}
        self.top = top
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, np.ndarray] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """Use a constant."""
        self.weights[name] = np.ascontiguousarray(value)
        return name

    def weight(self, name: str) -> str:
        """Use a weight as it is."""
        return self.constant(name, self.state[name])

    def step(self, operator: str, inputs: list[str], out: str | list[str], domain: str = "", **settings: object) -> str:
        """Add one node."""
        outs = [out] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(operator, inputs, outs, name=outs[0], domain=domain, **settings))
        return outs[0]

    def embedded(self, table: str, ids: str, out: str) -> str:
        """Look up rows of a table kept as int8 with one scale a row."""
        rows = self.state[f"{table}.weight"]
        scales = np.abs(rows).max(axis=1, keepdims=True) / 127
        scales[scales == 0] = 1
        whole = self.constant(f"{table}.int8", np.round(rows / scales).astype(np.int8))
        self.step("Gather", [whole, ids], f"{out}.int8")
        self.step("Cast", [f"{out}.int8"], f"{out}.float", to=TensorProto.FLOAT)
        self.step("Gather", [self.constant(f"{table}.scales", scales), ids], f"{out}.scale")
        return self.step("Mul", [f"{out}.float", f"{out}.scale"], out)

    def linear(self, x: str, name: str, out: str, *, rows: slice = slice(None), bias: bool = True) -> str:
        """Multiply by a weight matrix (or some of its output rows), in int8, and add its bias."""
        # ONNX multiplies by [in, out]; PyTorch keeps [out, in].
        matrix = self.state[f"{name}.weight"][rows].T
        scales = np.abs(matrix).max(axis=0) / self.top
        scales[scales == 0] = 1
        inputs = [
            x,
            self.constant(f"{out}.int8", np.round(matrix / scales).astype(np.int8)),
            self.constant(f"{out}.scales", scales),
        ]
        if bias:
            inputs += ["", self.constant(f"{out}.bias", self.state[f"{name}.bias"][rows])]
        return self.step("DynamicQuantizeMatMul", inputs, out, MICROSOFT)

    def normalise(self, x: str, norm: str, out: str) -> str:
        """Normalise each row."""
        inputs = [x, self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias")]
        return self.step("LayerNormalization", inputs, out, epsilon=EPSILON)

    def layer(self, x: str, number: int, *, last: bool) -> str:
        """Add one encoder layer; the last one answers only for the pieces in `kept`."""
        name = f"layers.{number}"
        width = self.state["head.weight"].shape[1]
        queries, others = slice(width), slice(width, None)
        q, k, v = (f"{name}.{part}" for part in "qkv")
        if last:
            self.linear(x, f"{name}.joint", f"{name}.kv", rows=others)
            self.step("Split", [f"{name}.kv"], [k, v], axis=2, num_outputs=2)
            x = self.step("Gather", [x, "kept"], f"{name}.kept", axis=1)
            self.linear(x, f"{name}.joint", q, rows=queries)
        else:
            self.linear(x, f"{name}.joint", f"{name}.qkv")
            self.step("Split", [f"{name}.qkv"], [q, k, v], axis=2, num_outputs=3)
        mixed = self.step("MultiHeadAttention", [q, k, v], f"{name}.mixed", MICROSOFT, num_heads=HEADS)
        y = self.linear(mixed, f"{name}.out", f"{name}.attended")
        half = self.normalise(self.step("Add", [x, y], f"{name}.sum1"), f"{name}.norm1", f"{name}.half")
        up = self.linear(half, f"{name}.up", f"{name}.wide", bias=False)
        wide = self.step("BiasGelu", [up, self.weight(f"{name}.up.bias")], f"{name}.gelu", MICROSOFT)
        y = self.linear(wide, f"{name}.down", f"{name}.narrow")
        return self.normalise(self.step("Add", [half, y], f"{name}.sum2"), f"{name}.norm2", f"{name}.whole")


def build(state: dict[str, torch.Tensor], *, top: int) -> onnx.ModelProto:
    """Return the graph: ids, types (int64 [1, l]) and kept (int64 [k], places in l) to scores (float32 [1, k, 7])."""
    positions = state["positions.weight"][: WINDOW + 2]
    g = Graph(state | {"positions.weight": positions}, top)
    g.step("Shape", ["ids"], "shape")
    g.step("Gather", ["shape", g.constant("one", np.array(1, dtype=np.int64))], "length")
    g.step("Range", [g.constant("zero", np.array(0, dtype=np.int64)), "length", "one"], "where")
    g.step("Gather", [g.weight("types.weight"), "types"], "types.read")
    g.step("Gather", [g.weight("positions.weight"), "where"], "positions.read")
    g.step("Add", [g.embedded("words", "ids", "words.read"), "types.read"], "embedded.1")
    x = g.normalise(g.step("Add", ["embedded.1", "positions.read"], "embedded"), "norm", "layer.in")
    for number in range(LAYERS):
        x = g.layer(x, number, last=number == LAYERS - 1)
    # The head, too small to matter, keeps its precision.
    g.step("MatMul", [x, g.constant("head.turned", g.state["head.weight"].T)], "scores.product")
    g.step("Add", ["scores.product", g.weight("head.bias")], "scores")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "l"]) for n in ("ids", "types")]
    inputs.append(helper.make_tensor_value_info("kept", TensorProto.INT64, ["k"]))
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["b", "k", len(LABELS)])
    weights = [numpy_helper.from_array(value, name) for name, value in g.weights.items()]
    graph = helper.make_graph(g.nodes, "tagger", inputs, [output], weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def seal(folder: Path) -> None:
    """Write the manifest with each file's SHA-256."""
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "manifest.json").write_text(json.dumps({"sha256": hashes}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Export and seal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("linker", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--which", choices=("average", "last"), default="average")
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--eight-bits", action="store_true", help="finer weights; sums may overflow without VNNI")
    parser.add_argument("--begin", type=float, default=0.0, help="bonus for each source and each cue, chosen on dev")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.trained, weights_only=True)[options.which]
    onnx.save(build(state, top=127 if options.eight_bits else 63), options.out / "model.int8.onnx")
    shutil.copyfile(options.tokenizer, options.out / "tokenizer.json")
    shutil.copyfile(options.linker, options.out / "linker.json")
    # The network leaves out more sources and cues than it invents; this evens it out.
    state["transitions"][:, [LABELS.index("B-source"), LABELS.index("B-cue")]] += options.begin
    decoding = {
        "labels": list(LABELS),
        "transitions": [[round(float(x), 4) for x in row] for row in state["transitions"]],
        "temperature": options.temperature,
    }
    (options.out / "decoding.json").write_text(json.dumps(decoding, indent=1) + "\n", encoding="utf-8")
    seal(options.out)


if __name__ == "__main__":
    main()
