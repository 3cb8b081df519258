"""Article -> Sentences: borders, triage and parse."""

from tidings.sentences.parse import load_language_model, parse
from tidings.sentences.sentence import Parsed, Sentence
from tidings.sentences.split import split, split_text

__all__ = ["Parsed", "Sentence", "load_language_model", "parse", "split", "split_text"]
