"""Whether a capital or a palace acts for its government here, or is where something happens."""

from __future__ import annotations

from tidings.mentions.found import Marked
from tidings.mentions.words import Words

__all__ = ["capital_acts", "metonym_acts"]

# Verbs whose subject may well be a place: "Moscow was quiet", "Paris woke to", "Kabul fell".
_STILL = frozenset(
    [
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "being",
        "'s",
        "lies",
        "lie",
        "lay",
        "sits",
        "sat",
        "stands",
        "stood",
        "became",
        "becomes",
        "remain",
        "remains",
        "remained",
        "fell",
        "woke",
        "saw",
        "sees",
        "hosts",
        "hosted",
        "experienced",
        "suffered",
        "grew",
        "looks",
        "looked",
        "has",
        "had",
        "have",
        "boasts",
        "burned",
        "burns",
        "shook",
        "trembled",
        "celebrated",
        "felt",
        "recorded",
    ]
)
# Verbs that are done to somebody, not to a place.
_TO_SOMEBODY = frozenset(
    [
        "accuse",
        "accused",
        "accuses",
        "accusing",
        "urge",
        "urged",
        "urges",
        "urging",
        "ask",
        "asked",
        "asks",
        "asking",
        "tell",
        "told",
        "tells",
        "telling",
        "warn",
        "warned",
        "warns",
        "warning",
        "blame",
        "blamed",
        "blames",
        "blaming",
        "criticise",
        "criticised",
        "criticize",
        "criticized",
        "condemn",
        "condemned",
        "condemns",
        "support",
        "supported",
        "supports",
        "supporting",
        "back",
        "backed",
        "backs",
        "backing",
        "threaten",
        "threatened",
        "threatens",
        "threatening",
        "sanction",
        "sanctioned",
        "pressure",
        "pressured",
        "pressures",
        "pressuring",
        "persuade",
        "persuaded",
        "thank",
        "thanked",
        "invite",
        "invited",
        "inform",
        "informed",
        "notify",
        "notified",
        "provoke",
        "provoked",
        "denounce",
        "denounced",
        "call-on",
        "anger",
        "angered",
        "infuriate",
        "infuriated",
        "press",
        "pressed",
        "assure",
        "assured",
        "convince",
        "convinced",
        "help",
        "helped",
        "irritate",
        "irritated",
        "oppose",
        "opposed",
    ]
)
# What only somebody can be: "Tehran is unlikely to accept".
_MINDED = frozenset(
    (
        "unlikely likely willing unwilling ready reluctant keen eager determined prepared committed convinced "
        "concerned worried furious angry responsible opposed wary unable adamant set certain confident alarmed "
        "hopeful suspicious"
    ).split()
)
# What only somebody has: "Pyongyang's decision", "Moscow's ally".
_DEEDS = frozenset(
    (
        "decision announcement claim claims offer demand demands refusal response policy stance position support "
        "call request plan plans proposal accusation accusations threat threats pledge promise commitment ally allies "
        "envoy ambassador nuclear foreign efforts effort willingness intention intentions rejection move ambitions "
        "insistence denial intervention aggression warning warnings military forces troops interests leadership "
        "diplomats diplomacy veto sanctions invasion influence"
    ).split()
)
_WITH = frozenset(["with", "between", "against", "by"])
_AT = frozenset(
    [
        "at",
        "in",
        "outside",
        "near",
        "inside",
        "around",
        "from",
        "to",
        "behind",
        "toward",
        "towards",
        "into",
        "past",
        "across",
        "of",
    ]
)


def capital_acts(words: Words, number: int) -> bool:
    """Whether a capital's name stands for the government: it speaks, demands, or is dealt with.

    Args:
        words: the tokens of the sentence.
        number: the last token of the name.
    """
    dep, head = words.dep[number], words.heads[number]
    after = words.words[number + 1] if number + 1 < len(words) else ""
    if words.words[number].isupper() and after in ("—", "–", "-", "--", "("):
        # "CAIRO -- A court ruled": where the report was written.
        return False
    if dep == "conj" and head != number:
        return capital_acts(words, head)
    if dep == "nsubj":
        if words.pos[head] == "AUX" or words.low[head] in _STILL:
            minded = words.child(head, "acomp")
            return minded is not None and words.low[minded] in _MINDED
        return bool(words.pos[head] == "VERB")
    if dep == "poss":
        return words.low[head] in _DEEDS
    if dep == "dobj":
        return words.low[head] in _TO_SOMEBODY
    if dep == "pobj":
        return words.low[head] in _WITH and words.dep[head] in ("prep", "agent")
    return False


def metonym_acts(words: Words, marked: Marked) -> bool:
    """Whether a building's name stands for who works there: it does, unless something is at it.

    Args:
        words: the tokens of the sentence.
        marked: the name.
    """
    number = marked.last
    if words.dep[number] == "pobj":
        return words.low[words.heads[number]] not in _AT
    return True
