"""What the words of an article say of an act beside its record: its word, whether it is known already, how often.

Read from the text alone, once for each act: two records are then compared by what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tidings.records import Article, Entity, Event

__all__ = ["DEFINITE", "Wording", "base", "is_bare", "is_light", "kin", "stems", "takes_as_known"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"})
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_NOMINAL = ("ion", "ment", "ure", "ing", "al", "age", "ance", "ence", "ism", "y")
# Nouns that verbs are like: which one stands there, the words before it tell.
_BARE = frozenset(
    "aid ambush assault attack blast bomb bombing clash coup crackdown deal demand launch march massacre meeting murder"
    " offensive offer order plea pledge protest raid release rescue rally search seizure shooting siege strike summit"
    " talks test threat trial truce visit vote war".split()
)
# What stands between two nouns, not between an article and its noun.
_BETWEEN = frozenset("and or of in on at by to for from with as than that who which is was were are be but not".split())
_BASES = {
    "shot": "shoot", "struck": "strike", "met": "meet", "fought": "fight", "sought": "seek", "said": "say",
    "told": "tell", "held": "hold", "took": "take", "taken": "take", "gave": "give", "given": "give", "made": "make",
    "slain": "slay", "stolen": "steal", "stole": "steal", "spoke": "speak", "spoken": "speak", "drove": "drive",
    "driven": "drive", "beaten": "beat", "threw": "throw", "thrown": "throw", "broke": "break", "broken": "break",
    "withdrew": "withdraw", "withdrawn": "withdraw", "sold": "sell", "sale": "sell", "sent": "send", "stood": "stand",
    "fled": "flee", "flight": "flee", "left": "leave", "freed": "free", "frees": "free", "freeing": "free",
    "death": "die", "dead": "die", "talks": "talk", "denies": "deny", "denied": "deny", "denial": "deny",
    "swore": "swear", "sworn": "swear", "won": "win", "led": "lead", "dug": "dig", "fed": "feed", "paid": "pay",
    "payment": "pay", "lent": "lend", "sank": "sink", "sunk": "sink", "rode": "ride", "ran": "run", "hid": "hide",
}  # fmt: skip
# Verbs that any act may be told by, and verbs of saying: the same one again is not the same act.
_LIGHT = frozenset(
    "say tell call make take give hold carry carri carrie conduct announce ask want need continue have face accuse-of put set get"
    " bring come become begin start keep let plan seek try move show note add report describe issue hear learn reveal"
    " confirm write".split()
)
_STOP = frozenset(
    "about above after again against ahead along also although among another around because been before being below"
    " between both came could does doing done down during each even every from further have having here hers herself"
    " himself into itself just last less like made make many more most much must next only other over said same says"
    " shall should since some still such than that their them then there these they this those though through today"
    " told tuesday monday wednesday thursday friday saturday sunday under until upon very were what when where which"
    " while whom will with within without would year years your first news people week month".split()
)
_HABIT = re.compile(
    r"\b(?:repeatedly|periodically|routinely|regularly|often|always|habitually|consistently|frequently|continually|"
    r"several occasions?|several times|many times|(?:in|over) (?:the )?(?:recent|past|last) (?:months|years)|"
    r"for years)\b",
    re.I,
)
_SERIES = re.compile(
    r"\b(?:(?:a|the|any) number of|dozens of|scores of|(?:a|the) (?:\w+ )?(?:series|string|wave|spate|raft) of)\b", re.I
)
_BOMB = re.compile(r"\b(?:nuclear|atomic|hydrogen|thermonuclear)\b", re.I)
_FLIES = re.compile(r"\b(?:missiles?|rockets?|satellites?|projectiles?|icbms?)\b", re.I)
_TIMES = re.compile(r"\b(?:times|occasions)\b")
_ANOTHER = re.compile(r"\b(?:(?<!yet )another|other|others|similar|separate|previous|unrelated|subsequent)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:earlier|previously|formerly|in the past|last (?:year|month)|at the time|"
    r"(?:years?|months?|weeks?|days|hours) (?:ago|earlier|after|before))\b",
    re.I,
)
_OWNER = re.compile(r"^(?:['’]s|['’])(?= )")
_HAD = re.compile(r"\b(?:had|having)(?: \w+)? $", re.I)
_SEVERAL = re.compile(
    r"\W{0,20}\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|more|most|multiple|some|\d+)\b", re.I
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_WINDOW = 14
# How far from a noun its parties stand: "the Taliban's overnight attack on the German consulate".
_BESIDE = 2
_TO_PARTIES = frozenset({"by", "on", "against", "of", "between", "from", "at"})
_AFTER_NOUNS = _TO_PARTIES | {"in", "that", "which", "near", "across", "over", "to"}
_PHRASE = 3


def base(word: str) -> str:
    """Give the form under which an irregular word is compared; other words in small letters.

    Args:
        word: a word.
    """
    small = word.casefold()
    return _BASES.get(small, small)


def kin(one: str, other: str) -> bool:
    """Tell whether two words are forms of one ("indicts", "indictment").

    Args:
        one: a word as `base` gives it.
        other: another.
    """
    if one == other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    # Endings have up to four letters beyond the shorter form's ("indict-s", "indict-ment"); "fire" and "first" differ.
    return shared >= max(4, min(len(one), len(other)) - 2)


def is_bare(word: str) -> bool:
    """Tell whether a word may be a noun for an act that looks like its verb ("attack", "talks").

    Args:
        word: a word.
    """
    small = word.casefold()
    return small in _BARE or small.removesuffix("s") in _BARE


def takes_as_known(before: str, word: str) -> bool:
    """Tell whether a word is a noun for an act that the words before it take for known ("the attack").

    Args:
        before: what stands before it in the sentence.
        word: the word.
    """
    own = word.casefold()
    if " " in own or own.endswith(("ed", "en")):
        return False
    for back, prior in enumerate(reversed(before.split()[-3:])):
        small = prior.casefold().strip("“\"‘'")
        if prior[-1:] in ",.;:)" or (back and prior.casefold().strip('“"‘').endswith(("ed", "ing", "es"))):
            return False
        if small in DEFINITE or small.endswith(_POSSESSIVE):
            return back == 0 or is_bare(own) or own.endswith(_NOMINAL)
    return False


def is_light(word: str) -> bool:
    """Tell whether a word may tell of any act: "said", "carried".

    Args:
        word: a word.
    """
    small = base(word)
    return any(form in _LIGHT for form in (small, *(small.removesuffix(end) for end in ("s", "ing", "ed", "ies"))))


def stems(text: str) -> frozenset[str]:
    """Give the words of a text that say what it is about, cut to what their forms share.

    Args:
        text: some text.
    """
    words = (base(w.removesuffix("'s").removesuffix("’s")) for w in _WORD.findall(text))
    return frozenset(w[:5] for w in words if len(w) > 3 and w not in _STOP and w not in _LIGHT)


@dataclass(frozen=True)
class Wording:
    """An act and the article that tells of it."""

    article: Article
    event: Event

    @cached_property
    def _before(self) -> str:
        info = self.event.text_info
        return self.article.text[min(info.start, info.trigger_start) : info.trigger_start]

    @cached_property
    def _own(self) -> str:
        info = self.event.text_info
        return self.article.text[info.trigger_start : info.trigger_end]

    @cached_property
    def _after(self) -> str:
        info = self.event.text_info
        return self.article.text[info.trigger_end : max(info.end, info.trigger_end)]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The act's own words that tell it from others."""
        found = [base(w) for text in self.event.event_text for w in _WORD.findall(text)]
        return tuple(w for w in found if len(w) > 3 and not is_light(w) and w not in _STOP)

    @cached_property
    def noun(self) -> bool:
        """Whether a noun tells of the act that the words take for known: "the attack", "their mass abduction"."""
        return takes_as_known(self._before, self._own)

    @cached_property
    def bare(self) -> bool:
        """Whether the act's word may be a noun for it."""
        return is_bare(self._own)

    @cached_property
    def actor(self) -> tuple[Entity, ...]:
        """Who acts, as far as the words say it: by a noun those who stand beside it."""
        return self._bound(self.event.actor)

    @cached_property
    def recipient(self) -> tuple[Entity, ...]:
        """To whom it is done, as far as the words say it."""
        return self._bound(self.event.recipient)

    def _bound(self, parties: tuple[Entity, ...]) -> tuple[Entity, ...]:
        if not (self.bare or self.noun):
            return parties
        return tuple(e for e in parties if self._beside(e))

    def _beside(self, entity: Entity) -> bool:
        info, text = self.event.text_info, self.article.text
        if not info.start <= entity.start < info.end or text[entity.start : entity.end] != entity.entity_text:
            # Somebody whom another sentence names.
            return True
        if entity.end <= info.trigger_start:
            between = _OWNER.sub("", text[entity.end : info.trigger_start]).split()
            return len(between) <= _BESIDE and not any(w[-1:] in ",.;:" for w in between)
        between = text[info.trigger_end : entity.start].split()
        return 0 < len(between) <= _BESIDE and between[0].casefold() in _TO_PARTIES

    @cached_property
    def habit(self) -> bool:
        """Whether the words tell of many acts: "has repeatedly criticised", "a number of tests"."""
        near = " ".join(self._before.split()[-5:])
        ahead = " ".join(self._after.split()[:4]) if self.light else ""
        series = _SERIES.search(f"{near if self.bare else ''} {self._own} {ahead}")
        times = _TIMES.search(" ".join(self._after.split()[:7]))
        return bool(_HABIT.search(f"{near} {self._own} {ahead}") or series or times)

    @cached_property
    def light(self) -> bool:
        """Whether the act's word may tell of any act: "said", "carried out"."""
        return is_light(self._own.split()[0])

    @cached_property
    def another(self) -> bool:
        """Whether the words say that it is none of those told before: "another attack", "thousands of other women"."""
        near = " ".join(self._before.split()[-3:])
        told = (f"{near} {self._own}", *(e.entity_text for e in self.event.recipient))
        return any(_ANOTHER.search(text) for text in told)

    @cached_property
    def several(self) -> bool:
        """Whether more than one is told of: "launched three missiles", "their attacks on civilians"."""
        if self.event.event[0] == "MOBILIZE":
            return bool(_SEVERAL.match(self._after) or _SEVERAL.search(self._own))
        own = self._own.casefold()
        many = own.endswith("s") and (own[:-1] in _BARE or own.endswith("ings")) and own != "talks"
        return many and (self.noun or self._before_place)

    @cached_property
    def _before_place(self) -> bool:
        following = self._after.split()[:1]
        return bool(following) and following[0].casefold() in _AFTER_NOUNS

    @cached_property
    def caption(self) -> bool:
        """Whether a noun names the act without article or parties: "truck attack in Nice"."""
        return self.bare and self._before_place and not self.actor and not self.recipient and not self.several

    @cached_property
    def before_that(self) -> bool:
        """Whether the tense sets it before something else that is told: "had threatened"."""
        return bool(_HAD.search(self._before))

    @cached_property
    def earlier(self) -> bool:
        """Whether the words set it before the news, without a date: "earlier in the year, he denied"."""
        return bool(_EARLIER.search(" ".join(self._before.split()[-8:])))

    @cached_property
    def whole(self) -> frozenset[str]:
        """Stems of the sentence."""
        return stems(self.event.text)

    def before(self, other: Wording) -> str:
        """Give the words between this act and a later one of the same sentence.

        Args:
            other: the later one.
        """
        return self.article.text[self.event.text_info.trigger_end : other.event.text_info.trigger_start]

    @cached_property
    def topic(self) -> frozenset[str]:
        """Stems of the words around the act's."""
        around = " ".join((*self._before.split()[-_WINDOW:], *self._after.split()[:_WINDOW]))
        return stems(around) - stems(" ".join(self.event.event_text)) - stems(self._own)

    @cached_property
    def named(self) -> frozenset[str]:
        """Stems of what its parties are called."""
        return _named((*self.event.actor, *self.event.recipient))

    @cached_property
    def nuclear(self) -> bool | None:
        """Whether a weapon that is tested is nuclear, or one that flies; None where the words say neither or both."""
        near = " ".join((*self._before.split()[-4:], self._own, *self._after.split()[:6]))
        bomb, flies = _BOMB.search(near), _FLIES.search(near)
        return None if bool(bomb) == bool(flies) else bool(bomb)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words of content around the act's, itself among them."""
        before = _content(self._before)[-(_PHRASE - 1) :]
        after = _content(self._after)[: _PHRASE - 1]
        line = [*before, *_content(self._own), *after]
        first, last = len(before), len(line) - len(after) - 1
        runs = (
            tuple(line[i : i + _PHRASE]) for i in range(len(line) - _PHRASE + 1) if i <= last and i + _PHRASE > first
        )
        return frozenset(runs)


def _named(parties: Iterable[Entity]) -> frozenset[str]:
    return stems(" ".join(f"{e.entity_text} {e.name}" for e in parties))


def _content(text: str) -> list[str]:
    words = (base(w.removesuffix("'s").removesuffix("’s")) for w in _WORD.findall(text))
    return [w for w in words if len(w) > 2 and w not in _STOP and w not in {"the", "and", "for", "was", "are", "has"}]
