"""How much speaks for two records of an article telling of one event; what contradicts rules it out.

Points are given for the same word, the same parties, the place and the day, a headline and what opens the
text, a noun that takes the act as known, and the same run of words. Deeds need less than acts of words:
one party accuses another of many things, and of the same thing once.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence

from tidings.joining.parties import alike, contradict, match, sides
from tidings.joining.wording import Wording, kin
from tidings.records import Entity, Event

__all__ = ["ENOUGH", "forbids", "one_word", "weigh"]

ENOUGH = 2.0
# Acts of other times and other worlds: other words on another day tell of another.
_STANDING_ALONE = frozenset({"historical", "future", "hypothetical", "negation"})
# Acts of words: what they are about tells them apart.
_OF_WORDS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_WORDS_NEED = 3.0
# Of this kind any two words may tell of one deed; others are of many kinds, which mode or word tells.
_ONE_KIND = frozenset({"ASSAULT"})
# A headline is told again by one of the first sentences behind it.
_LEAD = 4
_NEWS_DAYS = 3
_STATED = frozenset({"stated", "relative"})
# Tolls that are told in round numbers differ by so much.
_OF_ONE_DEED = (
    frozenset({"explosives", "suicide-attack", "heavy-weapons", "destroy"}),
    frozenset({"aerial", "heavy-weapons", "destroy"}),
    frozenset({"drone", "heavy-weapons", "destroy"}),
)
# Characters between two words of one breath: "groped, sexually molested and robbed".
_BREATH = 40
# A sentence that a caption repeats, cut or longer by a clause.
_SENTENCE, _SENTENCE_SHARE = 6, 0.7
_SEQUEL = re.compile(r"\b(?:after|before|since|then|later|following|until|despite)\b", re.I)
# What makes it one with what was suffered: "killed after a bomber struck".
_CAUSE = re.compile(r"\b(?:after|when|as)\b", re.I)
_ROUND, _ROUND_SHARE = 10, 0.15


def forbids(one: Wording, other: Wording) -> bool:
    """Tell whether what is known of two acts rules out that they are one.

    Args:
        one: an act.
        other: another of the same article.
    """
    first, second = one.event, other.event
    if set(first.auxiliary) != set(second.auxiliary):
        return True
    if (first.attribution.certainty == "denied") != (second.attribution.certainty == "denied"):
        return True
    if not _dates_agree(first, second) or not _sizes_agree(first, second):
        return True
    again = _again(one, other)
    if not again and (one.habit != other.habit or _later(one, other).another):
        return True
    if not again and not _places_agree(first, second) and first.event[0] not in _OF_WORDS:
        return True
    if first.event[0] in _OF_WORDS and _others(one, other):
        return True
    return not again and (not _types_agree(one, other) or not _modes_agree(one, other) or _others(one, other))


def weigh(one: Wording, other: Wording) -> float:
    """Give the points that speak for two acts being one, where nothing forbids it.

    Args:
        one: an act.
        other: another of the same article.
    """
    if _again(one, other):
        return 2 * ENOUGH
    if one.event.event == other.event.event == ("CONSULT",):
        return _meeting(one, other)
    of_words = one.event.event[0] in _OF_WORDS
    return _words(one, other) if of_words else _deeds(one, other)


def one_word(one: Wording, other: Wording) -> bool:
    """Tell whether two acts are told by forms of one word that is not said of every act.

    Args:
        one: an act.
        other: another.
    """
    return any(kin(a, b) for a in one.words for b in other.words)


def _again(one: Wording, other: Wording) -> bool:
    """Whether the same words tell of both: a run of them, a whole sentence, or one is the doer of the other."""
    if one.event.event[0] in _OF_WORDS and min(_sides(one, other)) < 0:
        # Two may say the same of a third.
        return False
    if one_word(one, other):
        return bool(one.phrases & other.phrases)
    if one.event.text_info.sequence == other.event.text_info.sequence:
        return one.event.event == other.event.event and (
            _names(one.event, other.event) or _names(other.event, one.event)
        )
    shared = len(one.whole & other.whole)
    if one.event.event_text != other.event.event_text:
        return False
    whole = shared >= _SENTENCE and shared >= _SENTENCE_SHARE * min(len(one.whole), len(other.whole))
    return whole or len(one.phrases & other.phrases) > 1


def _names(one: Event, other: Event) -> bool:
    """Whether who acts in the one is the other ("killed by airstrikes"), or their words overlap."""
    info = other.text_info
    spans = [(e.start, e.end) for e in one.actor]
    spans.append((one.text_info.trigger_start, one.text_info.trigger_end))
    return any(start < info.trigger_end and info.trigger_start < end for start, end in spans)


def _later(one: Wording, other: Wording) -> Wording:
    return max(one, other, key=lambda w: (w.event.text_info.trigger_start, w.event.id))


def _deeds(one: Wording, other: Wording) -> float:
    first, second = one.event, other.event
    actor, recipient = _sides(one, other)
    points = actor + recipient + 2 * one_word(one, other) + _circumstances(one, other)
    if set(first.mode) & set(second.mode):
        points += 1
    elif first.event[0] not in _ONE_KIND and not one_word(one, other):
        points -= 1
    if not (one.recipient and other.recipient) and not (_refers(one, other) or one.caption or other.caption):
        points -= 1
    if one.several != other.several:
        points -= 2 if first.event[0] == "MOBILIZE" else 3 if one.bare and other.bare else 2 - one_word(one, other)
    if None not in {one.nuclear, other.nuclear} and one.nuclear != other.nuclear:
        points -= 2
    if len(_about(one, other)) > 1 and not _one_sentence(first, second):
        points += 1
    if _refers(one, other):
        points += 2
    elif one.caption or other.caption:
        points += 1
    elif not actor and not recipient:
        points -= 2
    return points


def _words(one: Wording, other: Wording) -> float:
    first, second = one.event, other.event
    actor, recipient = _sides(one, other)
    if actor <= 0 and (recipient <= 0 or (one.actor and other.actor)):
        return 0
    if 1 < actor < 2 and not _headline(one, other) and not one_word(one, other):
        # One state, but two of those who speak for it.
        actor = 1
    points = (actor or recipient) + min(recipient, 1) + _circumstances(one, other)
    about = 0 if _one_sentence(first, second) or recipient < 0 else min(3, len(_about(one, other)))
    same = one_word(one, other)
    points += 3 * same + about
    if set(first.mode) & set(second.mode):
        points += 1
    elif same and not about and recipient <= 0 and not _refers(one, other):
        points -= 1
    if not _places_agree(first, second):
        points -= 1
    if _one_sentence(first, second) and actor > 0 and recipient > 0 and (one.light or other.light):
        # What is said and that it is said: "said that these provocations deepen …".
        points += 2
    if _headline(one, other):
        points += 2
    if (
        about
        and recipient > 0
        and (one.light or other.light)
        and abs(first.text_info.sequence - second.text_info.sequence) == 1
    ):
        # What somebody did, and then his words: "He apologised. He said he was very sorry."
        points += 1
    if first.mode and second.mode and not same and not set(first.mode) & set(second.mode):
        points -= 1
    if _refers(one, other):
        points += 1
    return points - _WORDS_NEED


def _about(one: Wording, other: Wording) -> frozenset[str]:
    """What both acts are about, beside their parties."""
    return (one.topic & other.topic) - one.named - other.named


def _sides(one: Wording, other: Wording) -> tuple[float, float]:
    return _side(one.actor, other.actor), _side(one.recipient, other.recipient)


def _side(one: Sequence[Entity], other: Sequence[Entity]) -> float:
    """Two for the same party, one for what may be the same, nothing where one is not told, less for another."""
    if not one or not other:
        return 0
    return alike(one, other)


def _circumstances(one: Wording, other: Wording) -> float:
    first, second = one.event, other.event
    points = 0.0
    if _one_sentence(first, second):
        earlier, later = sorted((one, other), key=lambda w: w.event.text_info.trigger_start)
        suffered = one.event.event == ("ASSAULT",) and bool(earlier.actor) != bool(later.actor)
        between = earlier.before(later)
        if _SEQUEL.search(between) and not (suffered and _CAUSE.search(between)):
            points -= 3
        else:
            points += 2 if len(between) <= _BREATH and _parties(first) == _parties(second) else 1
    elif abs(first.text_info.sequence - second.text_info.sequence) == 1 and (
        first.event[0] not in _OF_WORDS or _about(one, other) or one_word(one, other)
    ):
        points += 1
    far = _far(one, other) or _far(other, one)
    if one.earlier != other.earlier and not (far or one.before_that or other.before_that):
        points -= 2
    if _headline(one, other):
        points += 1
    undated = _undated(one) + _undated(other)
    if undated < 2 - (first.event[0] in _OF_WORDS) and _day(first) and _day(first) == _day(second):
        points += 1
    here, there = first.event_loc, second.event_loc
    if here and there and here.city and here.city == there.city:
        points += 1
    if far and not (one.earlier or one.before_that or other.earlier or other.before_that):
        # An undated noun may have the day of what it takes as known.
        points -= 1 if any(w.noun and _undated(w) for w in (one, other)) else 2
    return points


def _parties(event: Event) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.name) for e in (*event.actor, *event.recipient)]


def _one_sentence(one: Event, other: Event) -> bool:
    return one.text_info.sequence == other.text_info.sequence


def _day(event: Event) -> datetime.date | None:
    return event.date if event.enddate in {None, event.date} else None


def _far(one: Wording, other: Wording) -> bool:
    """Whether the one is dated and the other, undated, is taken for the news of another day."""
    stated, news = one.event, other.article.published
    if _undated(one) or not _undated(other) or stated.date is None or news is None:
        return False
    apart = datetime.timedelta(days=_NEWS_DAYS)
    return not stated.date - apart <= news <= (stated.enddate or stated.date) + apart


def _undated(act: Wording) -> bool:
    """Whether no day is told: "this year" is as good as none."""
    event, news = act.event, act.article.published
    if event.date_basis not in _STATED or event.date is None:
        return True
    return event.date_precision == "year" and news is not None and event.date <= news <= (event.enddate or event.date)


def _refers(one: Wording, other: Wording) -> bool:
    """Whether the later of two is a noun that takes the act as known."""
    return _later(one, other).noun and one.event.text_info.sequence != other.event.text_info.sequence


def _headline(one: Wording, other: Wording) -> bool:
    """Whether a headline and the beginning of the text tell the two."""
    first, second = sorted((one.event.text_info, other.event.text_info), key=lambda i: i.sequence)
    return first.block == "headline" and second.block != "headline" and second.sequence <= _LEAD


def _meeting(one: Wording, other: Wording) -> float:
    """Who visits whom is told in many ways; the parties as a set are what stays."""
    mine = (*one.event.actor, *one.event.recipient)
    theirs = (*other.event.actor, *other.event.recipient)
    if not mine or not theirs:
        return ENOUGH + _circumstances(one, other)
    here, there = sides(mine), sides(theirs)
    if len(here) > 1 and len(there) > 1 and not (here <= there or there <= here):
        return -1
    fewer, more = sorted((mine, theirs), key=len)
    met = [any(match([a], [b]) for b in more) for a in fewer]
    if all(met) or (min(len(here), len(there)) > 1 and any(met)):
        return ENOUGH + _circumstances(one, other)
    return -1


def _others(one: Wording, other: Wording) -> bool:
    """Whether the parties cannot be the same ones."""
    first, second = one.event, other.event
    if first.event == second.event == ("CONSULT",):
        return _meeting(one, other) < 0
    return contradict(one.actor, other.actor) or contradict(one.recipient, other.recipient)


def _types_agree(one: Wording, other: Wording) -> bool:
    """Whether the types are one, or the same word between the same two parties was read as two."""
    first, second = one.event, other.event
    if first.event == second.event:
        return True
    plain = "CONSULT" not in {first.event[0], second.event[0]}
    return plain and one_word(one, other) and min(_sides(one, other)) > 0


def _modes_agree(one: Wording, other: Wording) -> bool:
    first, second = one.event, other.event
    if not first.mode or not second.mode or first.event[0] in _OF_WORDS:
        return True
    if set(first.mode) & set(second.mode) or one_word(one, other):
        return True
    # A lorry bomb is explosives to one sentence and a suicide attack to the next; how is told with what.
    return any(set(first.mode) & kind and set(second.mode) & kind for kind in _OF_ONE_DEED) or _aimed(first, second)


def _aimed(one: Event, other: Event) -> bool:
    """Whether the only mode of one says at whom it was aimed, and those of the other with what it was done."""
    return "ASSAULT" == one.event[0] == other.event[0] and ("targeted",) in {one.mode, other.mode}


def _dates_agree(one: Event, other: Event) -> bool:
    if one.date is None or other.date is None or "publication" in {one.date_basis, other.date_basis}:
        return True
    if _STANDING_ALONE & {*one.auxiliary} and one.date != other.date and not _one_act(one, other):
        return False
    first, last = one.enddate or one.date, other.enddate or other.date
    return one.date <= last and other.date <= first


def _one_act(one: Event, other: Event) -> bool:
    """Whether words or modes say that two old or coming acts are of one kind, so that their dates may overlap."""
    words = [[w for text in e.event_text for w in text.casefold().split() if len(w) > 3] for e in (one, other)]
    return any(kin(a, b) for a in words[0] for b in words[1]) or bool(set(one.mode) & set(other.mode))


def _places_agree(one: Event, other: Event) -> bool:
    here, there = one.event_loc, other.event_loc
    if here is None or there is None:
        return True
    for level in ("country_code", "province", "city"):
        a, b = getattr(here, level), getattr(there, level)
        if a and b and a != b:
            return False
    return True


def _sizes_agree(one: Event, other: Event) -> bool:
    if one.size is None or other.size is None:
        return True
    pairs = ((getattr(one.size, f.name), getattr(other.size, f.name)) for f in dataclasses.fields(one.size))
    return all(a is None or b is None or _nearly(a, b) for a, b in pairs)


def _nearly(one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return low == high or (low >= _ROUND and high - low <= _ROUND_SHARE * high)
