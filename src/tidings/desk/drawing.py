"""Events over time and on the map, as SVG that takes its colours from the style sheet; no script, nothing loaded."""

from __future__ import annotations

import datetime
import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tidings.archive import Period, Point
from tidings.display import load_outline

__all__ = ["Frame", "frame_of", "over_time", "world"]

# The chart over time, in its own units: wide enough for a hundred bars, and read on a phone.
_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 36, 12, 26
_KM_OF_DEGREE = 111.2


def over_time(unit: str, periods: Sequence[Period], title: str) -> Markup:
    """Draw events over time: cooperation above the line, conflict below, and the mean score across.

    Args:
        unit: `day`, `month` or `year`.
        periods: the periods that have events, in order.
        title: what the chart shows, for who cannot see it.
    """
    if not periods:
        return Markup("")
    every = list(_every(unit, periods[0].start, periods[-1].start))
    at = {day: number for number, day in enumerate(every)}
    up = max(max(p.counts[0] + p.counts[1] for p in periods), 1)
    down = max(max(p.counts[2] + p.counts[3] for p in periods), 1)
    plot = _Plot(len(every), up, down)
    parts = [*plot.axes(), *_labels(unit, every, plot)]
    for period in periods:
        parts += plot.bars(at[period.start], period, _named(unit, period.start))
    means = [(plot.x(at[p.start]), plot.score(p.scale)) for p in periods if p.scale is not None]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in means)
    parts.append(f'<polyline class="scale" points="{line}"/>')
    dots = 3.2 if len(every) < 60 else 1.8
    parts += [f'<circle class="scale" cx="{x:.1f}" cy="{y:.1f}" r="{dots}"/>' for x, y in means]
    return _svg("chart", f"0 0 {_WIDTH} {_HEIGHT}", title, parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand: so many periods wide, so many events up and down from the line."""

    count: int
    up: int
    down: int

    @property
    def zero(self) -> float:
        room = _HEIGHT - _TOP - _BOTTOM
        return _TOP + room * min(0.8, max(0.2, self.up / (self.up + self.down)))

    @property
    def step(self) -> float:
        return (_WIDTH - _LEFT - _RIGHT) / self.count

    def x(self, number: int) -> float:
        return _LEFT + self.step * (number + 0.5)

    def above(self, count: int) -> float:
        return (self.zero - _TOP) * count / self.up

    def below(self, count: int) -> float:
        return (_HEIGHT - _BOTTOM - self.zero) * count / self.down

    def score(self, scale: float) -> float:
        """The height of a score from -10 to 10: nought is the middle of the chart, not the bars' line."""
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (10 - scale) / 20

    def axes(self) -> list[str]:
        right = _WIDTH - _RIGHT
        parts = [f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{self.zero:.1f}" y2="{self.zero:.1f}"/>']
        for y, count in ((float(_TOP), self.up), (_HEIGHT - _BOTTOM, self.down)):
            parts.append(f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{count:,}</text>')
        for scale in (10, 0, -10):
            y = self.score(scale)
            sign = f"{scale:+d}".replace("-", "−") if scale else "0"
            parts.append(f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(f'<text class="tick scale" x="{right + 5}" y="{y + 4:.1f}">{sign}</text>')
        return parts

    def bars(self, number: int, period: Period, name: str) -> list[str]:
        width = max(0.8, min(26.0, self.step * 0.78))
        left, parts, total = self.x(number) - width / 2, [], sum(period.counts)
        y_up, y_down = self.zero, self.zero
        for quad, count in enumerate(period.counts, 1):
            if not count:
                continue
            if quad <= 2:
                height = self.above(count)
                y_up -= height
                y = y_up
            else:
                height = self.below(count)
                y = y_down
                y_down += height
            parts.append(
                f'<rect class="quad{quad}" x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
            )
        words = f"{name}: {total} event{'' if total == 1 else 's'}{_told(period.scale)}"
        return [f"<g><title>{escape(words)}</title>", *parts, "</g>"]


def _told(scale: float | None) -> str:
    return "" if scale is None else f", mean score {scale:+.1f}"


def _every(unit: str, first: datetime.date, last: datetime.date) -> Iterable[datetime.date]:
    day = first
    while day <= last:
        yield day
        if unit == "day":
            day += datetime.timedelta(days=1)
        elif unit == "month":
            day = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day = datetime.date(day.year + 1, 1, 1)


def _named(unit: str, day: datetime.date) -> str:
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4]}[unit]


def _labels(unit: str, every: Sequence[datetime.date], plot: _Plot) -> list[str]:
    """Names under the line: the first of the periods and so many more as have room."""
    each = max(1, math.ceil(len(every) / 8))
    if unit == "month":
        each = 12 * math.ceil(each / 12) if each > 3 else each
    starts = [n for n, day in enumerate(every) if unit != "month" or each < 12 or day.month == 1][::1]
    chosen = starts[:: max(1, each // 12) if unit == "month" and each >= 12 else each]
    y = _HEIGHT - 8
    return [
        f'<text class="tick" x="{plot.x(n):.1f}" y="{y}" text-anchor="middle">{_short(unit, every[n], each)}</text>'
        for n in chosen
    ]


def _short(unit: str, day: datetime.date, each: int) -> str:
    return str(day.year) if unit == "month" and each >= 12 else _named(unit, day)


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the world is shown, in degrees: west, south, and how wide and high."""

    west: float
    south: float
    width: float
    height: float


WORLD = Frame(-180, -60, 360, 145)


def frame_of(points: Sequence[Point]) -> Frame:
    """Give the part of the world that some points lie in, with room around them.

    Args:
        points: the points; none gives the whole world.
    """
    if not points:
        return WORLD
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    width = min(360.0, max(30.0, (east - west) * 1.2, (north - south) * 1.2 * 2.2))
    height = min(145.0, max(width / 2.2, (north - south) * 1.2))
    left = min(max((west + east - width) / 2, -180.0), 180 - width)
    bottom = min(max((south + north - height) / 2, -60.0), 85 - height)
    return Frame(left, bottom, width, height)


@functools.cache
def _outline() -> tuple[str, str]:
    """The paths of land and of borders, in tenths of a degree, north up."""
    paths: dict[str, list[str]] = {}
    for kind, lines in load_outline().items():
        for line in lines:
            whole = [(round(lon * 10), round(-lat * 10)) for lon, lat in line]
            steps = [f"{x - a} {y - b}" for (a, b), (x, y) in itertools.pairwise(whole)]
            end = "z" if kind == "land" else ""
            paths.setdefault(kind, []).append(f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}{end}")
    return "".join(paths["land"]), "".join(paths["border"])


def world(points: Sequence[Point], frame: Frame, title: str) -> Markup:
    """Draw events where they happened; a ring shows how far off a point may be.

    A point that stands for a whole country or province is a hollow circle, for the place is not
    known more closely; one off a place ("200 km from") has a ring of as many kilometres.

    Args:
        points: the points.
        frame: what of the world is shown.
        title: what the map shows, for who cannot see it.
    """
    land, border = _outline()
    unit = frame.width / 360
    parts = [
        f'<path class="land" d="{land}" stroke-width="{5 * unit:.2f}"/>',
        f'<path class="border" d="{border}" stroke-width="{4 * unit:.2f}"/>',
    ]
    parts += _graticule(frame, unit)
    most = max((p.count for p in points), default=1)
    for point in points:
        parts += _spot(point, unit, most)
    box = (
        f"{frame.west * 10:.0f} {-(frame.south + frame.height) * 10:.0f} {frame.width * 10:.0f} {frame.height * 10:.0f}"
    )
    return _svg("map", box, title, parts)


def _graticule(frame: Frame, unit: float) -> list[str]:
    step = 30 if frame.width > 120 else 10 if frame.width > 40 else 5
    lines = [f"M{lon * 10} -900V900" for lon in range(-180, 181, step)]
    lines += [f"M-1800 {lat * 10}H1800" for lat in range(-90, 91, step)]
    return [f'<path class="graticule" d="{"".join(lines)}" stroke-width="{2 * unit:.2f}"/>']


def _spot(point: Point, unit: float, most: int) -> list[str]:
    x, y = point.lon * 10, -point.lat * 10
    radius = (14 + 46 * math.sqrt(point.count / most)) * unit
    side = "unscored" if point.scale is None else "cooperation" if point.scale >= 0 else "conflict"
    rough = point.resolution is not None and point.resolution <= 2
    words = (
        f"{point.place or 'unnamed place'}: {point.count} event{'' if point.count == 1 else 's'}{_told(point.scale)}"
    )
    if rough:
        words += f"; known only to the {'country' if point.resolution == 1 else 'province'}"
    parts = []
    if point.uncertainty_km:
        words += f"; up to {point.uncertainty_km:.0f} km off"
        north = 10 * point.uncertainty_km / _KM_OF_DEGREE
        east = north / max(0.2, math.cos(math.radians(point.lat)))
        parts.append(
            f'<ellipse class="doubt" cx="{x:.1f}" cy="{y:.1f}" rx="{east:.1f}" ry="{north:.1f}" '
            f'stroke-width="{5 * unit:.2f}" stroke-dasharray="{16 * unit:.1f}"/>'
        )
    look = f"spot {side}{' rough' if rough else ''}"
    dashes = f' stroke-dasharray="{14 * unit:.1f}"' if rough else ""
    parts.append(
        f'<circle class="{look}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" stroke-width="{8 * unit:.2f}"{dashes}/>'
    )
    return [f"<g><title>{escape(words)}</title>", *parts, "</g>"]


def _svg(kind: str, box: str, title: str, parts: Iterable[str]) -> Markup:
    return Markup(
        f'<svg class="{kind}" viewBox="{box}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )
