"""Writes a trained network as what tidings loads: ONNX encoder, word table and heads without torch.

The word embeddings are kept apart from the ONNX file, in 8 bits a value with one scale a word, and
are looked up by tidings itself: that keeps the release small. The encoder's matrices and the rows of
the features are quantised to 8 bits, the heads to 16; one sentence is run at a time, so the scores do not depend on what stands beside it.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.examples import LABELS, MODE_LABELS
from training.network import Network

__all__ = ["export"]


class _FromWords(nn.Module):
    """The encoder behind its word table: (1, pieces, width) in and out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, words: Tensor) -> Tensor:
        mask = torch.ones(words.shape[:2], dtype=torch.long)
        out: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return out


def _eight_bits(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def write_heads(state: dict[str, np.ndarray], words: np.ndarray, folder: Path) -> None:
    """Write the heads and the word table; tables with a row a word or a feature in 8 bits, all else in 16.

    Args:
        state: the heads' matrices by name.
        words: (words, width) the word table.
        folder: where `heads.npz` goes.
    """
    arrays = {name.replace(".", "__"): value.astype(np.float16) for name, value in state.items()}
    for name in ("trigger_names", "role_names"):
        arrays[f"{name}__weight"], arrays[f"{name}__scale"] = _eight_bits(state[f"{name}.weight"])
    arrays["table"], arrays["scale"] = _eight_bits(words)
    with (folder / "heads.npz").open("wb") as file:
        np.savez_compressed(file, **arrays)


def _strip(path: Path) -> None:
    """Take out what the exporter notes of each node: where in whose source, by paths of the machine it ran on."""
    model = onnx.load(str(path))
    graph = model.graph
    for noted in (model, graph, *graph.node, *graph.initializer, *graph.value_info, *graph.input, *graph.output):
        del noted.metadata_props[:]
        noted.ClearField("doc_string")
    onnx.save(model, str(path))


def export(network: Network, tokenizer: Tokenizer, names: dict[str, Any], folder: Path) -> None:
    """Write the files of a release.

    Args:
        network: a trained network.
        tokenizer: its tokenizer.
        names: the numbers of the features by head, and the nouns that may name an act.
        folder: where the files go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.cpu().eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "plain.onnx", Path(scratch) / "prepared.onnx"
        pieces = torch.export.Dim("pieces", min=3, max=512)
        words = torch.randn(1, 24, network.encoder.config.hidden_size)
        torch.onnx.export(
            _FromWords(network),
            (words,),
            str(plain),
            input_names=["words"],
            output_names=["vectors"],
            dynamic_shapes={"words": {1: pieces}},
            dynamo=True,
            external_data=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    _strip(folder / "encoder.onnx")
    state = {
        name: value.detach().numpy() for name, value in network.state_dict().items() if not name.startswith("encoder.")
    }
    write_heads(state, network.encoder.embeddings.word_embeddings.weight.detach().numpy(), folder)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    described = {"labels": LABELS, "modes": MODE_LABELS, **names}
    (folder / "names.json").write_text(
        json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )
