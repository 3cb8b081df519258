"""A parsed sentence as plain lists, and its noun phrases: what every rule of this room reads.

spaCy's tokens are slow to walk from Python; one `to_array` a sentence makes the rules ten times
faster.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.sentences import Parsed

__all__ = ["Phrase", "Words", "left_edge", "phrases"]

_LEFT = frozenset(
    [
        "det",
        "predet",
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "quantmod",
        "advmod",
        "npadvmod",
        "case",
        "nn",
        "punct",
        "neg",
        "appos",
        "ROOT",
        "dep",
    ]
)
_INSIDE = frozenset(["compound", "nmod", "amod", "nn", "nummod"])
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NOMINAL_DEPS = frozenset(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "iobj",
        "dative",
        "attr",
        "appos",
        "conj",
        "agent",
        "oprd",
        "poss",
        "ROOT",
        "npadvmod",
        "dep",
    ]
)
_OPENING = frozenset({"“", "‘", '"', "``"})
_CLOSING = frozenset({"”", "’", "''"})
# "at least one suspect" begins with the number.
_NO_START = frozenset(["'s", "’s", "least", "most", "more", "less", "than", "first"])
_PREMODIFIER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "SYM", "VERB", "ADV", "PRON"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by token numbers: `start` to `head`, both inside; what follows the head is left out."""

    start: int
    head: int


class Words:
    """The tokens of one sentence; `shouting` where it is a headline that capitalises every word.

    Args:
        parsed: a sentence with its parse.
    """

    __slots__ = (
        "children",
        "dep",
        "ends",
        "ent",
        "ent_begin",
        "heads",
        "low",
        "number",
        "offset",
        "parsed",
        "pos",
        "shouting",
        "starts",
        "tag",
        "text",
        "words",
    )  # fmt: skip

    def __init__(self, parsed: Parsed) -> None:
        doc = parsed.doc
        strings = doc.vocab.strings
        columns: list[int | str] = ["POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "ORTH", "IDX"]
        rows = doc.to_array(columns).astype("int64").tolist()
        names = _NAMES
        for row in rows:
            for key in (row[1], row[2], row[4]):
                if key not in names:
                    names[key] = strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        self.parsed = parsed
        self.number = parsed.sentence.number
        self.offset = parsed.sentence.start
        self.text = parsed.sentence.text
        self.words: list[str] = [strings[row[6] & 0xFFFFFFFFFFFFFFFF] for row in rows]
        self.starts: list[int] = [row[7] for row in rows]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        long = [word for word in self.words if len(word) > 4]
        self.shouting = parsed.sentence.kind in ("headline", "subhead") and all(w[:1].isupper() for w in long)
        self.low = [word.lower() for word in self.words]
        self.pos = [_POS.get(row[0], "X") for row in rows]
        self.tag = [names[row[1]] for row in rows]
        self.dep = [names[row[2]] for row in rows]
        self.heads = [number + row[3] for number, row in enumerate(rows)]
        self.ent = [names[row[4]] for row in rows]
        self.ent_begin = [row[5] == 3 for row in rows]
        self.children: list[list[int]] = [[] for _ in rows]
        for number, head in enumerate(self.heads):
            if head != number:
                self.children[head].append(number)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, start: int) -> int | None:
        """Give the number of the token that holds a character of the sentence.

        Args:
            start: an offset into the sentence.
        """
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= start:
                low = middle + 1
            else:
                high = middle
        return low - 1 if low and start < self.ends[low - 1] else None

    def span(self, first: int, last: int) -> str:
        """Give the text from one token to another, both inside.

        Args:
            first: token number.
            last: token number.
        """
        return self.text[self.starts[first] : self.ends[last]]

    def child(self, head: int, *deps: str) -> int | None:
        """Give the first child of a token with one of the relations.

        Args:
            head: token number.
            deps: relations as spaCy names them.
        """
        return next((number for number in self.children[head] if self.dep[number] in deps), None)

    def verb_above(self, number: int) -> int | None:
        """Give the nearest verb above a token, nothing where there is none.

        Args:
            number: token number.
        """
        for _ in range(len(self.words)):
            head = self.heads[number]
            if head == number:
                return None
            number = head
            if self.pos[number] in ("VERB", "AUX"):
                return number
        return None

    def top(self, number: int) -> int:
        """Give the head of the noun phrase that a noun is a part of, itself where it is the head.

        Args:
            number: token number.
        """
        for _ in range(len(self.words)):
            head = self.heads[number]
            if self.dep[number] not in _INSIDE or head <= number or self.pos[head] not in _NOMINAL:
                break
            number = head
        return number


def _pos_names() -> dict[int, str]:
    # spaCy's numbers for universal tags, spelled out so that nothing heavy is imported here.
    names = [
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CONJ",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
        "EOL",
        "SPACE",
    ]
    return dict(enumerate(names, start=84))


_POS = _pos_names()
# The names of tags, relations and labels by spaCy's hashes: a few hundred, the same in every document.
_NAMES: dict[int, str] = {}


def phrases(words: Words) -> list[Phrase]:
    """Find the noun phrases of a sentence, from left to right; possessors are phrases of their own.

    Args:
        words: the tokens of a sentence.
    """
    found = []
    for number, pos in enumerate(words.pos):
        if pos in _NOMINAL:
            head = words.heads[number]
            inside = words.dep[number] in _INSIDE and head > number and words.pos[head] in _NOMINAL
            if not inside:
                found.append(Phrase(left_edge(words, number), number))
        elif pos in ("ADJ", "NUM", "VERB", "DET") and words.dep[number] in _NOMINAL_DEPS and _is_nominal(words, number):
            found.append(Phrase(left_edge(words, number), number))
    return found


def _is_nominal(words: Words, number: int) -> bool:
    """Whether an adjective, numeral or "both" stands for a noun: "the French", "the two", "both"."""
    if words.pos[number] == "VERB":
        return bool(words.tag[number] == "VBN" and words.child(number, "det") is not None)
    return words.dep[number] not in ("ROOT", "dep", "npadvmod") or words.child(number, "det") is not None


def left_edge(words: Words, head: int) -> int:
    """Walk left over the modifiers that belong to a phrase, as long as nothing else stands between.

    Args:
        words: the tokens of a sentence.
        head: the head of the phrase.
    """
    edge = head
    while edge > 0:
        number = edge - 1
        if words.pos[number] not in _PREMODIFIER and words.words[number] not in (
            "-",
            "–",
            ".",
            "&",
            "’",
            "'",
            '"',
            "“",
            "”",
            "‘",
            "/",
            "$",
        ):
            break
        if not _belongs(words, number, head):
            break
        edge = number
    edge = _after_quote(words, edge, head)
    while (
        edge < head and edge > 0 and words.words[edge - 1] in ("-", "‑") and words.starts[edge] == words.ends[edge - 1]
    ):
        # The end of a hyphened name before the phrase: "Mazar-i-Sharif provincial hospital".
        edge += 1
    while edge < head and (words.pos[edge] in ("PUNCT", "PART", "ADP") or words.low[edge] in _NO_START):
        edge += 1
    return edge


def _after_quote(words: Words, edge: int, head: int) -> int:
    """Begin behind a quotation mark that the phrase opens and does not close: the “hegemonic forces”."""
    opened = [n for n in range(edge, head) if words.words[n] in _OPENING]
    closed = sum(words.words[n] in _CLOSING for n in range(edge, head))
    if len(opened) > closed and not (words.words[opened[-1]] == '"' and len(opened) % 2 == 0):
        return opened[-1] + 1
    return edge


def _belongs(words: Words, number: int, head: int) -> bool:
    for _ in range(12):
        above = words.heads[number]
        if words.dep[number] == "case" and above == number - 1:
            # "North Korea's leader": the sign hangs on the possessor before it.
            number = above
            continue
        if words.dep[number] not in _LEFT or above <= number:
            return False
        if above == head:
            return words.dep[number] not in ("ROOT", "dep", "appos")
        number = above
    return False
