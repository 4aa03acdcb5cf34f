"""The network of a field: organisations on a ring by kind, alliances as discs within it, and who asks whom.

Organisations have the same place in every run of a field. An alliance keeps its place as long as it lives; afterwards
another one may stand there. What is shown in which week the browser decides, from what stands in the drawing.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import count
from math import cos, dist, pi, sin, sqrt

from htmltools import Tag, tags

from experiments.figures.style import LOOKS
from seminar.page.field_told import Asking, ToldField
from seminar.page.tab import Visit
from simulation.language.translation import Phrase
from simulation.results.field_entries import FieldSpell, FoundedAlliance
from simulation.scenario.organisational_field import OrganisationalField

PICTURE = Phrase(
    "Network: which alliances there are in the week chosen, who is in them and who asks whom. The list beside it "
    "offers the organisations by keyboard."
)
IN_ONE, IN_NONE, ASKS = Phrase("in an alliance"), Phrase("in none"), Phrase("asks")
_RING, _WIDE, _HIGH = 84.0, 164.0, 102.0  # radius, and half of the width and of the height of the drawing
_REACH, _WIDEST = 62.0, 27.0  # within which alliances stand, and how far apart at most
_WEEKS_OF_ASKING = 4
_MARK_WIDTH, _NAME_AT = 11.0, 92.0

type Point = tuple[float, float]


def field_network(visit: Visit, told: ToldField) -> Tag:
    """Return the drawing, with every organisation at its place and all that there ever is between them."""
    places = _places(told.scenario)
    centres = _centres(told, places)
    colours = colours_of_issues(told.scenario)
    alliances = {one.name: one for one in told.alliances}
    return Tag(
        "svg",
        *(
            _membership(told, alliances[one.alliance], one, places, centres, colours)
            for one in told.spells
            if one.joined is not None
        ),
        *(_asking(one, places) for one in told.askings),
        *(_alliance(visit, told, one, centres[one.name], colours[one.issue]) for one in told.alliances),
        *_organisations(visit, told, places),
        *_kinds(visit, told.scenario),
        Tag("text", x=4 - _WIDE, y=8 - _HIGH, class_="chosen-name"),
        viewBox=f"{-_WIDE} {-_HIGH} {2 * _WIDE} {2 * _HIGH}",
        role="img",
        aria_label=visit.say(PICTURE),
        class_="network many field",
    )


def field_legend(visit: Visit, told: ToldField) -> Tag:
    """Return what marks and colours mean."""
    marks = [(_mark("core"), visit.say(IN_ONE)), (_mark("outside"), visit.say(IN_NONE))]
    marks.append((Tag("path", d="M-6 0H6", class_="asking is-on"), visit.say(ASKS)))
    marks += [
        (Tag("circle", r=5.2, fill=colour), told.scenario.called(issue, visit.spoken.code))
        for issue, colour in colours_of_issues(told.scenario).items()
    ]
    drawn = (tags.span(Tag("svg", mark, viewBox="-7 -7 14 14", aria_hidden="true"), name) for mark, name in marks)
    return tags.div(*drawn, class_="legend field")


def colours_of_issues(field: OrganisationalField) -> dict[str, str]:
    """Return the colour of each issue."""
    return {issue.name: LOOKS[place % len(LOOKS)].colour for place, issue in enumerate(field.issues)}


def _places(field: OrganisationalField) -> dict[str, Point]:
    names = field.names()
    return {name: _on_the_ring((place + 0.5) / len(names), _RING) for place, name in enumerate(names)}


def _on_the_ring(share: float, radius: float) -> Point:
    """Return the point of a ring at a share of it, clockwise from the top."""
    return radius * sin(2 * pi * share), -radius * cos(2 * pi * share)


def _centres(told: ToldField, places: Mapping[str, Point]) -> dict[str, Point]:
    """Return where each alliance stands: of the places that are free, at the one nearest to its founder."""
    free_from: dict[Point, int] = dict.fromkeys(_spots(_most_at_once(told)), 0)
    centres: dict[str, Point] = {}
    for one in told.alliances:
        free = [spot for spot, week in free_from.items() if week <= one.begun]
        x, y = places[one.founder]
        centres[one.name] = min(free, key=lambda spot: dist(spot, (0.6 * x, 0.6 * y)))
        free_from[centres[one.name]] = told.until(one.ended) + 1
    return centres


def _most_at_once(told: ToldField) -> int:
    lives = [(one.begun, told.until(one.ended)) for one in told.alliances]
    return max((sum(begun <= week <= end for begun, end in lives) for week, _ in lives), default=1)


def _spots(number: int) -> list[Point]:
    """Return at least so many places within the ring, as far apart as it allows."""
    grids = (_hexagonal_grid(_WIDEST * 0.95**step) for step in count())
    return next(grid for grid in grids if len(grid) >= number)


def _hexagonal_grid(width: float) -> list[Point]:
    """Return the points of a hexagonal grid of this width that lie within the ring."""
    rows = range(-int(_REACH / width) - 1, int(_REACH / width) + 2)
    points = [(width * (x + (y % 2) / 2), width * y * sqrt(0.75)) for x in rows for y in rows]
    return [point for point in points if dist(point, (0.0, 0.0)) <= _REACH]


def _membership(
    told: ToldField,
    alliance: FoundedAlliance,
    spell: FieldSpell,
    places: Mapping[str, Point],
    centres: Mapping[str, Point],
    colours: Mapping[str, str],
) -> Tag:
    end = told.until(alliance.ended if spell.left is None else spell.left)
    return Tag(
        "line",
        class_=f"membership {spell.tier}",
        data_alliance=spell.alliance,
        data_organisation=spell.organisation,
        data_start=spell.joined,
        data_end=end,
        style=f"--issue: {colours[alliance.issue]}",
        **_ends(centres[spell.alliance], places[spell.organisation]),
    )


def _asking(one: Asking, places: Mapping[str, Point]) -> Tag:
    weeks = {"data_start": one.week, "data_end": one.week + _WEEKS_OF_ASKING}
    (x1, y1), (x2, y2) = places[one.who], places[one.whom]
    path = f"M{_short(x1)} {_short(y1)}Q{_short(0.3 * (x1 + x2))} {_short(0.3 * (y1 + y2))} {_short(x2)} {_short(y2)}"
    return Tag("path", class_="asking", d=path, data_organisation=one.who, data_whom=one.whom, **weeks)


def _alliance(visit: Visit, told: ToldField, one: FoundedAlliance, centre: Point, colour: str) -> Tag:
    return Tag(
        "g",
        Tag("circle", r=4, fill=colour),
        Tag("text", "0", y=2.4, class_="members"),
        Tag("title", told.scenario.called(one.name, visit.spoken.code)),
        class_="alliance",
        data_alliance=one.name,
        data_start=one.begun,
        data_end=told.until(one.ended),
        transform=f"translate({_short(centre[0])} {_short(centre[1])})",
    )


def _organisations(visit: Visit, told: ToldField, places: Mapping[str, Point]) -> Iterator[Tag]:
    scale = min(1.0, 2 * pi * _RING / len(places) / _MARK_WIDTH)
    for name, (x, y) in places.items():
        yield Tag(
            "g",
            _mark(""),
            Tag("title", told.scenario.called(name, visit.spoken.code)),
            class_="organisation outside",
            data_name=name,
            data_roles=json.dumps(_roles(told, name)),
            transform=f"translate({_short(x)} {_short(y)}) scale({_short(scale)})",
        )


def _roles(told: ToldField, name: str) -> list[tuple[int, str]]:
    """Return from which week on an organisation is in an alliance, and from which on in none."""
    ended = {one.name: one.ended for one in told.alliances}
    own = [
        (one.joined, told.until(ended[one.alliance] if one.left is None else one.left))
        for one in told.spells
        if one.organisation == name and one.joined is not None
    ]
    weeks = sorted({week for spell in own for week in spell})
    return [(week, "core" if any(start <= week < end for start, end in own) else "outside") for week in weeks]


def _kinds(visit: Visit, field: OrganisationalField) -> Iterator[Tag]:
    """Yield the names of groups around the ring, each at the middle of its organisations."""
    first, number = len(field.organisations), len(field.names())
    for group in field.groups:
        x, y = _on_the_ring((first + group.count / 2) / number, _NAME_AT)
        first += group.count
        anchor = "middle" if abs(x) < _NAME_AT / 4 else "start" if x > 0 else "end"
        lower = 4 if y > _NAME_AT / 2 else 0
        kind = field.naming(group.name, visit.spoken.code)
        name = kind.plural or kind.label
        yield Tag("text", name, x=_short(x), y=_short(y + lower), text_anchor=anchor, class_="kind")


def _mark(role: str) -> Tag:
    return Tag("circle", r=5.2, class_=f"mark {role}")


def _ends(one: Point, other: Point) -> dict[str, str]:
    return {"x1": _short(one[0]), "y1": _short(one[1]), "x2": _short(other[0]), "y2": _short(other[1])}


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
