"""Article -> Sentences: borders, triage, and the parse of those that pass it."""

from tidings.sentences.parse import load_language_model, parse
from tidings.sentences.sentence import Parsed, Sentence
from tidings.sentences.split import split, split_text
from tidings.sentences.triage import Gate, load_gate, select

__all__ = ["Gate", "Parsed", "Sentence", "load_gate", "load_language_model", "parse", "select", "split", "split_text"]
