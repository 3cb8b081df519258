"""The network: one small encoder, read once a sentence, and four heads on its word vectors.

- trigger head: is this word an act, and of which type (with its modes)?
- role head: is this phrase actor or recipient of that act? (and, by type, how likely nobody is)
- glance: does any word of the sentence report an act? (asked before the sentence is parsed)
- pair head: what happens between these two spans? (mean-pooled vectors, and the words that the two
  together attend to; the trigger is not told)
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

__all__ = ["HIDDEN", "Network"]

HIDDEN = 256
ATTENTION = 64


class Network(nn.Module):
    """The encoder and its heads.

    Args:
        encoder: a BERT encoder of 384 dimensions.
        labels: how many types, NONE among them.
        modes: how many modes.
        trigger_names: how many trigger features.
        role_names: how many role features.
    """

    def __init__(self, encoder: BertModel, labels: int, modes: int, trigger_names: int, role_names: int) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.glance = nn.Linear(width, 1)
        self.trigger_words = nn.Linear(2 * width, HIDDEN)
        self.trigger_names = nn.EmbeddingBag(trigger_names, HIDDEN, mode="sum")
        self.trigger_out = nn.Linear(HIDDEN, labels)
        self.mode_out = nn.Linear(HIDDEN, modes)
        self.role_words = nn.Linear(3 * width, HIDDEN)
        self.role_type = nn.Embedding(labels, HIDDEN)
        self.role_names = nn.EmbeddingBag(role_names, HIDDEN, mode="sum")
        self.role_out = nn.Linear(HIDDEN, 2)
        self.role_nobody = nn.Embedding(labels, 2)
        self.nobody = nn.Parameter(torch.zeros(width))
        self.pair_query = nn.Linear(2 * width, ATTENTION)
        self.pair_key = nn.Linear(width, ATTENTION)
        self.pair_words = nn.Linear(4 * width, HIDDEN)
        self.pair_out = nn.Linear(HIDDEN, labels)
        self.drop = nn.Dropout(0.2)
        for bag in (self.trigger_names, self.role_names):
            nn.init.normal_(bag.weight, std=0.05)

    def trigger(self, word: Tensor, sentence: Tensor, names: Tensor, offsets: Tensor) -> tuple[Tensor, Tensor]:
        """Score triggers: types (n, labels) and modes (n, modes)."""
        hidden = self.trigger_words(torch.cat([word, sentence], 1)) + self.trigger_names(names, offsets)
        hidden = self.drop(nn.functional.gelu(hidden, approximate="tanh"))
        return self.trigger_out(hidden), self.mode_out(hidden)

    def role(self, trigger: Tensor, party: Tensor, type: Tensor, names: Tensor, offsets: Tensor) -> Tensor:
        """Score parties: actor and recipient (n, 2)."""
        hidden = (
            self.role_words(torch.cat([trigger, party, trigger * party], 1))
            + self.role_type(type)
            + self.role_names(names, offsets)
        )
        out: Tensor = self.role_out(self.drop(nn.functional.gelu(hidden, approximate="tanh")))
        return out

    def pair(self, pieces: Tensor, mask: Tensor, sentence: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        """Score what happens between two spans (n, labels).

        Args:
            pieces: (n, pieces, width) the vectors of each pair's sentence.
            mask: (n, pieces) which of them there are.
            sentence: (n, width) their means.
            actor: (n, width).
            recipient: (n, width).
        """
        query = self.pair_query(torch.cat([actor, recipient], 1))
        weights = torch.einsum("nd,npd->np", query, self.pair_key(pieces)) / ATTENTION**0.5
        weights = weights.masked_fill(mask == 0, -1e4).softmax(1)
        between = torch.einsum("np,npd->nd", weights, pieces)
        hidden = self.pair_words(torch.cat([sentence, actor, recipient, between], 1))
        out: Tensor = self.pair_out(self.drop(nn.functional.gelu(hidden, approximate="tanh")))
        return out
