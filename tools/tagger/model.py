"""The network: a BERT encoder with eight token types, a linear head, and a linear-chain CRF over words.

Written out in plain PyTorch, so that training needs no other package and the exported graph is small. The CRF's
partition function is computed as a tree of 7 x 7 log-matrix products: the same value as the forward algorithm,
in log2(length) steps.
"""

from __future__ import annotations

from pathlib import Path

import torch
from corpus import LABELS
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from secondsource.analysis.reading.english.pieces import NUMBER_OF_TYPES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
FORBIDDEN = -1e4


class Layer(nn.Module):
    """One encoder layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        """Make a layer without weights of its own yet."""
        super().__init__()
        self.joint = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Map [batch, length, width] to the same shape; `bias` is 0 or very low, [batch, 1, 1, length]."""
        batch, length, _ = x.shape
        q, k, v = self.joint(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """From pieces to one score per label, [batch, length, 7]."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make a network with random weights."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.types = nn.Embedding(NUMBER_OF_TYPES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Score every piece; all inputs are int64 [batch, length]."""
        where = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.types(types) + self.positions(where)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * FORBIDDEN
        for layer in self.layers:
            x = layer(x, bias)
        scores: Tensor = self.head(self.dropout(x))
        return scores


def load_encoder(network: Network, file: Path) -> None:
    """Copy a published MiniLM encoder's weights (safetensors, BERT's names) into `network`."""
    state = load_file(file)
    state = {name.removeprefix("bert."): tensor for name, tensor in state.items()}
    with torch.no_grad():
        network.words.weight.copy_(state["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(state["embeddings.position_embeddings.weight"])
        network.types.weight.copy_(state["embeddings.token_type_embeddings.weight"][:1].expand(NUMBER_OF_TYPES, -1))
        _copy(network.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            name = f"encoder.layer.{number}."
            parts = [name + f"attention.self.{part}." for part in ("query", "key", "value")]
            layer.joint.weight.copy_(torch.cat([state[p + "weight"] for p in parts]))
            layer.joint.bias.copy_(torch.cat([state[p + "bias"] for p in parts]))
            _copy(layer.out, state, name + "attention.output.dense")
            _copy(layer.norm1, state, name + "attention.output.LayerNorm")
            _copy(layer.up, state, name + "intermediate.dense")
            _copy(layer.down, state, name + "output.dense")
            _copy(layer.norm2, state, name + "output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, state: dict[str, Tensor], name: str) -> None:
    """Copy weight and bias of one sub-module."""
    module.weight.copy_(state[name + ".weight"])
    module.bias.copy_(state[name + ".bias"])


def forbidden_transitions() -> Tensor:
    """Return 0 where label j may follow label i, and FORBIDDEN where an I would follow nothing of its kind."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for after, label in enumerate(LABELS):
        if label.startswith("I-"):
            for before in range(len(LABELS)):
                if before not in (after, after - 1):
                    table[before, after] = FORBIDDEN
    return table


def chain_loss(emissions: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Return the summed negative log-likelihood of the label sequences under a linear-chain CRF.

    Args:
        emissions: float32 [batch, words, 7].
        labels: int64 [batch, words]; anything where the mask is False.
        mask: bool [batch, words]; True first, False after the last word.
        transitions: float32 [7, 7], from row to column, with FORBIDDEN included.
    """
    safe = labels.clamp(min=0)
    gold = emissions.gather(2, safe[..., None])[..., 0].masked_fill(~mask, 0.0).sum()
    gold = gold + transitions[safe[:, :-1], safe[:, 1:]].masked_fill(~mask[:, 1:], 0.0).sum()
    size = emissions.shape[2]
    identity = torch.full((size, size), FORBIDDEN).fill_diagonal_(0.0)
    links = transitions[None, None] + emissions[:, 1:, None, :]
    links = torch.where(mask[:, 1:, None, None], links, identity)
    while links.shape[1] > 1:
        if links.shape[1] % 2:
            links = torch.cat([links, identity.expand(links.shape[0], 1, size, size)], dim=1)
        left, right = links[:, 0::2], links[:, 1::2]
        links = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
    total = torch.logsumexp((emissions[:, 0, :, None] + links[:, 0]).flatten(1), dim=1).sum()
    return total - gold
