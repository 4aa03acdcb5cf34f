"""The partners of a run: who worked with whom in a core group for how long, and who quarrelled.

Places depend on the scenario alone, so that runs of it can be compared: organisations stand around a ring, by sector
and then in the order of the file.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from experiments.analysis.memberships import quarrels, refusals, spans, weeks_together
from experiments.analysis.statistics import Numbers
from experiments.figures.key import Entry
from experiments.figures.runs.picture import Picture
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, PALE, Look
from experiments.figures.typesetting import shortened, width
from simulation import Scenario
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.language.translation import Phrase
from simulation.scenario.participants import SECTORS

HEADING = Phrase("Who worked with whom")
TOGETHER = Phrase("together in a core group; the wider, the longer")
QUARRELLED = Phrase("quarrelled; the wider, the more often")
CORE, SUPPORTER = Phrase("member of a core group"), Phrase("supporter")
LEFT = Phrase("left")
DECLINED, NEVER = Phrase("declined"), Phrase("took no part")
MEANING = Phrase(
    "Supporters work for a core group as a whole and have no lines. Places depend on the scenario alone, so that its "
    "runs can be compared."
)
SHOWN = Phrase("Shown: the {shown} pairs that were together longest, of {number}.")
MOST_LINES = 1500
_BLUE, _ORANGE = "#0072B2", "#D55E00"
_RING, _REACH = 1.0, 1.95  # radius of the ring, and half the side of the drawing
_FEW, _SMALL, _LARGE = 24, 7.0, 10.0  # sides in inches for few organisations and for more
_STEPS = np.linspace(0.0, 1.0, 16)[:, None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation stands on the ring.

    Attributes:
        name: of the organisation.
        sector: its sector.
        angle: in radians, clockwise from the top.
    """

    name: str
    sector: str
    angle: float

    def distance(self, other: "Place") -> float:
        """Return the angle between two places."""
        apart = abs(self.angle - other.angle)
        return min(apart, 2 * pi - apart)

    def at(self, radius: float) -> tuple[float, float]:
        """Return the point at this angle and a distance from the centre."""
        return radius * sin(self.angle), radius * cos(self.angle)


@dataclass(frozen=True, slots=True)
class Bows:
    """How lines of one kind are drawn.

    Attributes:
        colour: of all.
        thin: width in points of what counts for next to nothing.
        wide: width of the most.
        aside: how far they bend to one side, so that two kinds between the same places stand apart.
    """

    colour: str
    thin: float
    wide: float
    aside: float = 0.0


def draw_partners(picture: Picture) -> SheetFigure:
    """Draw a line between each two organisations that were in one core group, and one between those that quarrelled."""
    run = picture.run
    together, quarrelled = weeks_together(spans(run)), quarrels(run)
    shown = min(len(together), MOST_LINES)
    left_out = ""
    if shown < len(together):
        left_out = picture.say(SHOWN, shown=picture.spoken.number(shown), number=picture.spoken.number(len(together)))
    roles, places = _roles(picture), places_of(picture.run.scenario)
    side = _SMALL if len(places) <= _FEW else _LARGE
    sheet = new_sheet(
        side,
        side - 0.4,
        heading=picture.say(HEADING),
        subheading=picture.subheading,
        caption=picture.caption(picture.say(MEANING), left_out),
        key=_key(picture, together, quarrelled, roles),
        head=0.0,
        foot=0.0,
    )
    [[axes]] = sheet.panels(1, 1, left=0.2, right=0.2)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-_REACH, _REACH)
    axes.set_ylim(-_REACH, _REACH)
    at = {place.name: place for place in places}
    _draw_lines(axes, at, Counter(dict(together.most_common(MOST_LINES))), Bows(_BLUE, 0.3, 4.0))
    _draw_lines(axes, at, quarrelled, Bows(_ORANGE, 0.8, 3.5, aside=0.12))
    _draw_names(axes, picture, places, roles)
    _draw_sectors(axes, picture, places)
    return sheet.figure


def places_of(scenario: Scenario) -> list[Place]:
    """Spread all organisations of a scenario over the ring, with a gap between sectors."""
    prepared = PreparedScenario(scenario)
    order = sorted(zip(prepared.sectors.tolist(), prepared.names, strict=True), key=lambda one: one[0])
    slots, places, before = len(order) + len({sector for sector, _ in order}), [], None
    slot = 0.0
    for sector, name in order:
        slot += 1.0 if before in (None, sector) else 2.0
        places.append(Place(name, SECTORS[sector], 2 * pi * (slot - 0.5) / slots))
        before = sector
    return places


def _roles(picture: Picture) -> dict[str, Look]:
    """Return how each organisation that was asked is marked, by what it was at most and whether it is still in."""
    looks: dict[str, Look] = {refusal.organisation: _LOOKS["declined"] for refusal in refusals(picture.run)}
    members = spans(picture.run)
    stayed = {span.organisation for span in members if not span.reason}
    core = {span.organisation for span in members if span.tier == "core"}
    for span in members:
        name = span.organisation
        role = "left" if name not in stayed else "core" if name in core else "supporter"
        looks[name] = _LOOKS[role]
    return looks


_LOOKS = {
    "core": Look(_BLUE, "none", "o"),
    "supporter": Look("#56B4E9", "none", "s"),
    "left": Look(INK, "none", "X"),
    "declined": Look(GREY, "none", "v"),
    "never": Look(PALE, "none", "o"),
}
_WORDS = {"core": CORE, "supporter": SUPPORTER, "left": LEFT, "declined": DECLINED, "never": NEVER}


def _key(
    picture: Picture, together: Counter[tuple[str, str]], quarrelled: Counter[tuple[str, str]], roles: dict[str, Look]
) -> list[Entry]:
    lines = [
        Entry(picture.say(TOGETHER), Look(_BLUE, "-", "")) if together else None,
        Entry(picture.say(QUARRELLED), Look(_ORANGE, "-", "")) if quarrelled else None,
    ]
    seen = {*roles.values(), *([] if len(roles) == len(picture.run.scenario.names()) else [_LOOKS["never"]])}
    marks = [Entry(picture.say(_WORDS[role]), look) for role, look in _LOOKS.items() if look in seen]
    return [entry for entry in (*lines, *marks) if entry]


def _draw_lines(axes: Axes, at: dict[str, Place], pairs: Counter[tuple[str, str]], bows: Bows) -> None:
    """Draw a bow for each pair, as wide as its number among all; the more there are, the paler."""
    if not pairs:
        return
    most = max(pairs.values())
    paleness = min(0.75, max(0.06, 12 / len(pairs) ** 0.75))
    axes.add_collection(
        LineCollection(
            [_bow(at[one], at[other], bows.aside) for one, other in pairs],
            colors=bows.colour,
            alpha=paleness,
            linewidths=[bows.thin + (bows.wide - bows.thin) * number / most for number in pairs.values()],
            capstyle="round",
        )
    )


def _bow(one: Place, other: Place, aside: float) -> Numbers:
    """Return points of a curve between two places that bends towards the centre."""
    start, end = np.array(one.at(0.98 * _RING)), np.array(other.at(0.98 * _RING))
    middle = 0.2 * (start + end) + aside * (end - start)[::-1] * (1, -1)
    bow: Numbers = (1 - _STEPS) ** 2 * start + 2 * _STEPS * (1 - _STEPS) * middle + _STEPS**2 * end
    return bow


def _draw_names(axes: Axes, picture: Picture, places: Sequence[Place], roles: dict[str, Look]) -> None:
    """Mark all places, and name them as far as names do not touch: those that took part before the others."""
    size = min(8.5, max(5.0, 900 / len(places)))
    needed = 1.15 * size / 72 / _inches(axes, _RING)
    named: list[Place] = []
    for place in sorted(places, key=lambda place: place.name not in roles):
        look = roles.get(place.name, _LOOKS["never"])
        axes.plot(*place.at(_RING), look.marker, color=look.colour, ms=min(7.0, size), mec=look.colour, clip_on=False)
        if all(place.distance(other) >= needed for other in named):
            named.append(place)
            name = shortened(picture.called(place.name), 1.7, size)
            _write_outwards(axes, name, place, 1.04 * _RING, size, INK if place.name in roles else GREY)


def _inches(axes: Axes, length: float) -> float:
    """Return how long on paper a length in the drawing is."""
    figure = cast(SheetFigure, axes.figure)
    return length * axes.get_position().width * figure.get_figwidth() / (2 * _REACH)


def _write_outwards(axes: Axes, text: str, place: Place, radius: float, size: float, colour: str) -> None:
    """Write a text along the ray through a place, readable from the right or the left."""
    is_right = place.angle <= pi
    turn = degrees(pi / 2 - place.angle) if is_right else degrees(3 * pi / 2 - place.angle)
    side = "left" if is_right else "right"
    axes.text(
        *place.at(radius), text, size=size, color=colour, rotation=turn, rotation_mode="anchor", ha=side, va="center"
    )


def _draw_sectors(axes: Axes, picture: Picture, places: Sequence[Place]) -> None:
    """Name the sectors on arcs outside the names, where the arc is long enough."""
    for sector in dict.fromkeys(place.sector for place in places):
        own = [place.angle for place in places if place.sector == sector]
        step = pi / (len(places) + 1)
        first, last = own[0] - 0.6 * step, own[-1] + 0.6 * step
        arc = np.linspace(first, last, 40)
        radius = 1.82 * _RING
        axes.plot(radius * np.sin(arc), radius * np.cos(arc), color=GREY, linewidth=1.0)
        middle = (first + last) / 2
        room = (last - first) * _inches(axes, radius)
        name = picture.say(Phrase(sector))
        if width(name, 7.5) < room or len(own) == len(places):
            _write_along(axes, name, middle, radius + 0.05)
        else:
            place = Place(name, sector, middle)
            _write_outwards(axes, name, place, radius + 0.02, 6.5, GREY)


def _write_along(axes: Axes, text: str, angle: float, radius: float) -> None:
    turn = -degrees(angle) if angle < pi / 2 or angle > 3 * pi / 2 else degrees(pi - angle)
    x, y = radius * sin(angle), radius * cos(angle)
    axes.text(x, y, text, size=7.5, color=GREY, rotation=turn, ha="center", va="center")
