"""Which place each name of an article stands for, all names together.

One name has one meaning in an article, unless the words around it say otherwise. The meaning is
the one with most points: how well known a place is, what the words say contains it, and how many
of the other names may lie in the same country, the same province, or near. The other names weigh
by how likely each of their own meanings is, and are weighed again after each round.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tidings.mentions.geography import Candidate, lies_in
from tidings.mentions.toponyms import Toponym

__all__ = ["Scene", "choose"]

# Tuned on LGL and GeoVirus together (`benchmarks/places.py`), by hand; figures near these do as well.
_COUNTRY = 3.0
_HOME = 1.2
_PROVINCE, _PROVINCE_MOST = 1.1, 2.6
_NEAR, _NEAR_MOST = 1.0, 2.6
_CONTAINED = 6.0
_KIND = 2.5
_ROUNDS = 2
# Candidates of one name that are weighed: the best known, and those that lie where something else does.
_MOST = 40
# A paper called after a place is a paper of that place: of its name, being famous says little.
_OWN_FAME = 0.25
# How far off its town a place may lie that takes the town's point, in kilometres.
_TOWN_KM = 25.0
# Places are near each other where they lie in the same or the next cell of so many degrees.
_CELL = 1.0


@dataclass(slots=True)
class Scene:
    """What is known of where an article plays before its places are chosen.

    `codes` is how often each country is spoken of, `home` the outlet's country, `own` the outlet's
    name or domain, folded: places called so are the outlet's own.
    """

    codes: Counter[str] = field(default_factory=Counter)
    home: str | None = None
    own: str = ""


@dataclass(slots=True)
class _Name:
    """A name of the article: its toponyms, what it may stand for, and how likely each is by now."""

    toponyms: list[Toponym]
    options: list[Candidate]
    points: list[float]
    shares: list[float]

    @property
    def weight(self) -> float:
        return 1.0 + 0.3 * min(3, len(self.toponyms) - 1)


def choose(toponyms: Sequence[Toponym], scene: Scene) -> None:
    """Choose what each toponym of an article stands for.

    Args:
        toponyms: the toponyms of an article, in order; their `chosen` is set.
        scene: what is known of the article.
    """
    names = _names(toponyms, scene)
    for _ in range(_ROUNDS if any(len(name.options) > 1 for name in names) else 0):
        _weigh(names, scene)
    for name in names:
        best = max(range(len(name.options)), key=lambda n: (name.shares[n], -(name.options[n].geonameid or 0)))
        for toponym in name.toponyms:
            toponym.chosen = name.options[best]
    for toponym in toponyms:
        _settle_containers(toponym)
    for toponym in toponyms:
        if toponym.chosen is None and toponym.kind not in ("road", "water"):
            toponym.chosen = _lent(toponym)


def _names(toponyms: Iterable[Toponym], scene: Scene) -> list[_Name]:
    """Group toponyms by name; one whose words say where it lies speaks for the others of its name."""
    groups: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.options:
            groups[f"{toponym.text.casefold()}\x1f{toponym.kind == 'county'}"].append(toponym)
    names = []
    for group in groups.values():
        for part in _told_apart(group):
            options = _best_known(_contained(part), part)
            points = [_own_points(option, part, scene) for option in options]
            names.append(_Name(part, options, points, _shares(points)))
    return names


def _told_apart(group: list[Toponym]) -> list[list[Toponym]]:
    """Toponyms of one name by what the words say contains them; those that say nothing go with the first."""
    parts: dict[tuple[tuple[str | None, int | None], ...], list[Toponym]] = {}
    for toponym in group:
        inside = [c for c in toponym.options if _fits(c, toponym)] if toponym.containers else []
        key = (
            tuple(sorted({(c.country, c.admin1) for c in inside}, key=str))
            if len(inside) < len(toponym.options)
            else ()
        )
        parts.setdefault(key, []).append(toponym)
    silent = parts.pop((), [])
    if not parts:
        return [silent]
    next(iter(parts.values())).extend(silent)
    return list(parts.values())


def _fits(candidate: Candidate, toponym: Toponym) -> bool:
    return any(lies_in(candidate, option) for around in toponym.containers for option in around.options)


def _contained(part: list[Toponym]) -> list[Candidate]:
    """What a name may stand for: only what lies where some words say, if anything does."""
    options = part[0].options
    for toponym in part:
        for container in toponym.containers:
            options = [c for c in options if any(lies_in(c, o) for o in container.options)] or options
    return options


def _best_known(options: list[Candidate], part: list[Toponym]) -> list[Candidate]:
    if len(options) <= _MOST:
        return options
    return sorted(options, key=lambda c: -c.fame)[:_MOST]


def _own_points(candidate: Candidate, part: list[Toponym], scene: Scene) -> float:
    fame = candidate.fame
    if scene.own and len(candidate.name) > 4 and _squeezed(part[0].text) in scene.own:
        fame = fame * _OWN_FAME + (_HOME if candidate.country == scene.home else 0.0)
    kinds = {t.kind for t in part if t.kind}
    points = fame + max((_kind_points(candidate, kind) for kind in kinds), default=0.0)
    if candidate.country and candidate.country == scene.home:
        points += _HOME
    containers = [around for toponym in part for around in toponym.containers]
    if containers:
        points += _CONTAINED * any(lies_in(candidate, o) for around in containers for o in around.options) - 1.0
    return points


def _squeezed(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _kind_points(candidate: Candidate, kind: str) -> float:
    resolution = candidate.resolution
    fits = {
        "city": resolution == 4,
        "province": resolution in (2, 3),
        "county": resolution == 3,
        "country": resolution == 1,
    }.get(kind, True)
    return _KIND if fits else -1.5


def _shares(points: Sequence[float]) -> list[float]:
    top = max(points)
    raised = [math.exp(p - top) for p in points]
    total = sum(raised)
    return [r / total for r in raised]


def _cell(candidate: Candidate) -> tuple[int, int] | None:
    wide = (
        candidate.resolution in (1, 2) or candidate.feature_code in ("CONT", "RGN") or (candidate.radius_km or 0) > 100
    )
    if candidate.lat is None or candidate.lon is None or wide:
        return None
    return math.floor(candidate.lat / _CELL), math.floor(candidate.lon / _CELL)


@dataclass(slots=True)
class _Ground:
    """How much of the article lies in each country, province and cell, and what each name adds to it."""

    countries: defaultdict[str, float]
    provinces: defaultdict[int, float]
    cells: defaultdict[tuple[int, int], float]


def _ground(names: Iterable[_Name]) -> _Ground:
    ground = _Ground(defaultdict(float), defaultdict(float), defaultdict(float))
    for name in names:
        for option, share in zip(name.options, name.shares, strict=True):
            weight = share * name.weight
            if weight < 0.02:
                continue
            if option.country:
                ground.countries[option.country] += weight
            if option.admin1 is not None:
                ground.provinces[option.admin1] += weight
            cell = _cell(option)
            if cell is not None:
                ground.cells[cell] += weight
    return ground


def _around(ground: _Ground, cell: tuple[int, int]) -> float:
    row, column = cell
    return sum(ground.cells.get((r, c), 0.0) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1))


def _weigh(names: list[_Name], scene: Scene) -> None:
    """Weigh the meanings of every name by what the others mean so far."""
    ground = _ground(names)
    spoken = sum(scene.codes.values())
    total = max(1.0, spoken + sum(ground.countries.values()))
    for name in names:
        if len(name.options) == 1:
            continue
        own = _ground([name])
        points = []
        for option, base in zip(name.options, name.points, strict=True):
            score = base
            if option.country:
                others = ground.countries[option.country] - own.countries.get(option.country, 0.0)
                score += _COUNTRY * (scene.codes[option.country] + others) / total
            if option.admin1 is not None and option.resolution != 1:
                others = ground.provinces[option.admin1] - own.provinces.get(option.admin1, 0.0)
                score += min(_PROVINCE_MOST, _PROVINCE * others)
            cell = _cell(option)
            if cell is not None:
                score += min(_NEAR_MOST, _NEAR * (_around(ground, cell) - _around(own, cell)))
            points.append(score)
        name.shares = _shares(points)


def _lent(toponym: Toponym) -> Candidate | None:
    """What the words say contains a place that no table has lends it country and region, a town its point as well."""
    around = next((c.toponym.chosen for c in toponym.containers if c.toponym and c.toponym.chosen), None)
    if around is None or around.country is None:
        return None
    town = around.resolution in (3, 4)
    number = around.row or f"gazetteer:{around.geonameid}"
    return Candidate(
        toponym.text, 0.0, around.lat if town else None, around.lon if town else None, around.country, around.admin1,
        None, None, row=number, province=around.province, radius_km=_TOWN_KM if town else None,
    )  # fmt: skip


def _settle_containers(toponym: Toponym) -> None:
    """What contains a place is the one of its name that does: the state of Georgia after "Atlanta"."""
    for container in toponym.containers:
        around = [c for c in container.options if toponym.chosen is not None and lies_in(toponym.chosen, c)]
        if around and container.toponym is not None:
            container.toponym.chosen = max(around, key=lambda c: c.fame)
