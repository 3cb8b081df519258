"""Plural references: the pair, the two leaders, both sides, they, and whom they stand for together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tidings.mentions.discourse import Discourse, Place, Referent
from tidings.mentions.found import Found
from tidings.records import Entity

__all__ = ["PAIR_NOUNS", "resolve_plural", "take_members"]

_PAIRS = frozenset(["pair", "duo", "couple", "twosome"])
_PEOPLE = frozenset(
    [
        "leaders",
        "presidents",
        "ministers",
        "men",
        "women",
        "premiers",
        "chancellors",
        "statesmen",
        "politicians",
        "heads",
        "rivals",
        "officials",
        "candidates",
        "diplomats",
        "strongmen",
        "envoys",
        "negotiators",
        "generals",
        "spouses",
        "lawmakers",
        "counterparts",
    ]
)
_STATES = frozenset(
    ["countries", "nations", "neighbours", "neighbors", "states", "governments", "capitals", "powers", "superpowers"]
)
_SIDES = frozenset(["sides", "parties", "allies", "foes", "enemies", "adversaries", "partners", "camps"])
PAIR_NOUNS = _PAIRS | _PEOPLE | _STATES | _SIDES
_LOOK_BACK = 8


def resolve_plural(found: Found, discourse: Discourse) -> bool:
    """Fill in the members of a plural reference where exactly two actors can be meant.

    Args:
        found: an actor; anything but a reference to two is left as it is.
        discourse: whom the article has spoken of so far.
    """
    wanted = _wanted(found)
    if wanted is None:
        return False
    pair = _pair(found, discourse, wanted)
    if pair is None or (found.kind == "pronoun" and _others(found, discourse, pair)):
        return False
    take_members(found, pair)
    return True


def take_members(found: Found, pair: Sequence[Referent]) -> None:
    """Make an actor stand for several together, in place.

    Args:
        found: a plural reference.
        pair: whom it stands for.
    """
    members = tuple(_entity(found, referent) for referent in pair)
    found.members = members
    found.resolved = " and ".join(referent.name for referent in pair)
    found.plural = True
    codes = {referent.code for referent in pair}
    found.code = codes.pop() if len(codes) == 1 else None
    shared = set(pair[0].sectors).intersection(*(referent.sectors for referent in pair[1:]))
    found.sectors = tuple(sector for sector in pair[0].sectors if sector in shared)
    found.row = found.office = found.name = None
    found.kind = "role"


def _others(found: Found, discourse: Discourse, pair: Sequence[Referent]) -> bool:
    """Whether "they" may stand for others than a pair: several spoken of since, or things that are many."""
    words = found.words
    since = min(referent.places[-1].sentence for referent in pair)
    if words.number - since > 1:
        return True
    told = {referent.name for referent in pair}
    for referent in discourse.referents.values():
        if referent.members and {member.resolved for member in referent.members} == told:
            continue
        if (referent.many or referent.plural) and any(
            since <= p.sentence and p.begin < found.begin for p in referent.places
        ):
            return True
    return words.low[found.head] == "them" and any(words.tag[n] == "NNS" for n in range(found.head))


def _wanted(found: Found) -> Callable[[Referent], bool] | None:
    words, head = found.words, found.head
    noun, before = words.low[head], set(words.low[found.start : head])
    if found.kind == "pronoun":
        return _is_person if noun in ("both", "they", "them", "their") else None
    if before & {"other", "another", "more", "further", "additional"}:
        return None
    counted = "both" in before or ("two" in before and bool(before & {"the", "these", "those", "his", "its", "their"}))
    if noun in _PAIRS and before & {"the", "this", "that"}:
        return _is_person
    if noun in _PEOPLE and (counted or before == {"the"}):
        return _is_leader if noun in ("leaders", "presidents", "heads") else _is_person
    if noun in _STATES and counted:
        return _is_state
    if noun in _SIDES and (counted or noun == "sides"):
        return _is_side
    return None


def _is_person(referent: Referent) -> bool:
    return referent.kind == "person" and not referent.plural


def _is_leader(referent: Referent) -> bool:
    return _is_person(referent) and bool({"GOV", "ELI"} & set(referent.sectors) or not referent.sectors)


def _is_state(referent: Referent) -> bool:
    return referent.kind == "country"


def _is_side(referent: Referent) -> bool:
    return referent.kind in ("country", "organisation")


def _pair(found: Found, discourse: Discourse, wanted: Callable[[Referent], bool]) -> tuple[Referent, Referent] | None:
    """The two that were spoken of last, if they are two; of more, the two that stand out."""
    seen: dict[str, Referent] = {}
    nearest: list[tuple[Place, Referent]] = []
    for _, near in discourse.recent(found, wanted, _LOOK_BACK):
        for place, referent in near:
            if not seen or len(seen) < 2:
                nearest.append((place, referent))
        for _, referent in near:
            seen.setdefault(referent.key, referent)
        if len(seen) >= 2:
            break
    if len(seen) < 2:
        return None
    people = list(seen.values())
    if len(people) > 2:
        people = _standing_out(people, found.begin)
    if len(people) != 2:
        return None
    first, second = sorted(people, key=lambda referent: referent.places[0].begin)
    return first, second


def _standing_out(people: list[Referent], before: int) -> list[Referent]:
    counts = sorted(((sum(p.begin < before for p in r.places), -r.places[0].begin, r) for r in people),
                    key=lambda item: item[:2], reverse=True)  # fmt: skip
    second, third = counts[1][0], counts[2][0]
    return [counts[0][2], counts[1][2]] if second >= 2 * third else []


def _entity(found: Found, referent: Referent) -> Entity:
    return Entity(
        entity_text=found.text,
        start=found.begin,
        end=found.end,
        resolved=referent.name,
        identifier_text=referent.name,
        code=referent.code,
        sector=referent.sectors,
        office=referent.office,
        row=referent.row,
    )
