"""Turns a trained network into what the product loads: int8 ONNX, tokenizer, decoding table, linker, manifest.

    python tools/tagger/export.py RUN/tagger.pt TOKENIZER LINKER OUT [--temperature 1.0]

The graph is written by hand with ONNX Runtime's fused operators (attention, add-and-normalise, biased GELU), which
makes it small and fast on one core. Weights get one scale a column, and 7 bits unless asked for 8: with 8, processors
without VNNI may overflow in their 16-bit sums. Measure both; 8 bits scored 0.5 pair higher even on such a processor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from corpus import LABELS
from model import HEADS, LAYERS
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

MICROSOFT = "com.microsoft"
EPSILON = 1e-12
FILES = ("model.int8.onnx", "tokenizer.json", "decoding.json", "linker.json")


class Graph:
    """Collects nodes and weights; each method adds one step and returns the name of its answer."""

    def __init__(self, state: dict[str, torch.Tensor]) -> None:
        """Take the network's weights by name."""
        self.state = {name: tensor.float().numpy() for name, tensor in state.items()}
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, np.ndarray] = {}

    def weight(self, name: str, *, turned: bool = False) -> str:
        """Use a weight, `turned` from PyTorch's [out, in] to [in, out]."""
        self.weights[name] = np.ascontiguousarray(self.state[name].T if turned else self.state[name])
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        """Use a constant."""
        self.weights[name] = value
        return name

    def step(self, operator: str, inputs: list[str], out: str | list[str], domain: str = "", **settings: object) -> str:
        """Add one node."""
        outs = [out] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(operator, inputs, outs, name=outs[0], domain=domain, **settings))
        return outs[0]

    def linear(self, x: str, name: str, out: str, *, bias: bool = True) -> str:
        """Multiply by a weight matrix and add its bias."""
        y = self.step("MatMul", [x, self.weight(f"{name}.weight", turned=True)], f"{out}.product")
        return self.step("Add", [y, self.weight(f"{name}.bias")], out) if bias else y

    def add_and_normalise(self, x: str, y: str, norm: str, bias: str, out: str) -> str:
        """Add x, y and y's bias, and normalise."""
        inputs = [x, y, self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias"), self.weight(f"{bias}.bias")]
        return self.step("SkipLayerNormalization", inputs, out, MICROSOFT, epsilon=EPSILON)


def build(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """Return the float32 graph: ids, types, mask (int64 [b, l]) to scores (float32 [b, l, 7])."""
    g = Graph(state)
    g.step("Shape", ["ids"], "shape")
    g.step("Gather", ["shape", g.constant("one", np.array(1, dtype=np.int64))], "length")
    g.step("Range", [g.constant("zero", np.array(0, dtype=np.int64)), "length", "one"], "where")
    for table, ids in (("words", "ids"), ("types", "types"), ("positions", "where")):
        g.step("Gather", [g.weight(f"{table}.weight"), ids], f"{table}.read")
    g.step("Add", ["words.read", "types.read"], "embedded.1")
    g.step("Add", ["embedded.1", "positions.read"], "embedded")
    norm = [g.weight("norm.weight"), g.weight("norm.bias")]
    x = g.step("LayerNormalization", ["embedded", *norm], "layer.in", epsilon=EPSILON)
    g.step("Cast", ["mask"], "mask32", to=TensorProto.INT32)
    g.constant("thirds", np.array([state["head.weight"].shape[1]] * 3, dtype=np.int64))
    for number in range(LAYERS):
        name = f"layers.{number}"
        joint = g.linear(x, f"{name}.joint", f"{name}.qkv")
        parts = [f"{name}.{part}" for part in "qkv"]
        g.step("Split", [joint, "thirds"], parts, axis=2)
        mixed = g.step("MultiHeadAttention", [*parts, "", "mask32"], f"{name}.mixed", MICROSOFT, num_heads=HEADS)
        y = g.linear(mixed, f"{name}.out", f"{name}.attended", bias=False)
        x = g.add_and_normalise(x, y, f"{name}.norm1", f"{name}.out", f"{name}.half")
        up = g.linear(x, f"{name}.up", f"{name}.wide", bias=False)
        wide = g.step("BiasGelu", [up, g.weight(f"{name}.up.bias")], f"{name}.gelu", MICROSOFT)
        y = g.linear(wide, f"{name}.down", f"{name}.narrow", bias=False)
        x = g.add_and_normalise(x, y, f"{name}.norm2", f"{name}.down", f"{name}.whole")
    g.linear(x, "head", "scores")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "l"]) for n in ("ids", "types", "mask")]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["b", "l", len(LABELS)])
    weights = [numpy_helper.from_array(value, name) for name, value in g.weights.items()]
    graph = helper.make_graph(g.nodes, "tagger", inputs, [output], weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def quantised(model: onnx.ModelProto, out: Path, *, narrow: bool = True) -> None:
    """Write `model` with integer weights; the head, too small to matter, stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            out,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=narrow,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=["scores.product", "length"],
            # The types behind fused operators are unknown to ONNX's own inference.
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


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
    quantised(build(state), options.out / "model.int8.onnx", narrow=not options.eight_bits)
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
