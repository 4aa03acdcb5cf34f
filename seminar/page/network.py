"""The network of a run: organisations on a ring, their alliances within it, and a line for each membership.

Places depend on the scenario alone. Which lines and roles are shown in which week the browser decides, from what stands
in the drawing.
"""

import json
from collections.abc import Iterator
from math import cos, degrees, pi, sin

from htmltools import Tag, TagList, tags

from experiments.analysis.memberships import Span, refusals, spans
from experiments.figures.runs.partners import Place, places_of
from experiments.figures.typesetting import shortened
from seminar.page.tab import Visit
from seminar.page.told import Told
from simulation.language.translation import Phrase

PICTURE = Phrase(
    "Network: who is in which alliance in the week chosen. The list beside it offers the same by keyboard."
)
ROLES = {
    "core": Phrase("core group"),
    "supporter": Phrase("supporter"),
    "left": Phrase("has left"),
    "declined": Phrase("has declined"),
    "outside": Phrase("not in"),
}
_RANKS = {role: rank for rank, role in enumerate(ROLES)}
_RING, _HALF, _HALF_WITHOUT_NAMES = 84.0, 142.0, 96.0
_MOST_NAMED, _NAME_SIZE, _MARK_WIDTH = 75, 6.2, 11.0
_INCHES_OF_A_NAME, _BELOW_THE_MIDDLE = 1.0, 26


def network(visit: Visit, told: Told) -> Tag:
    """Return the drawing, with every organisation at its place and every membership that there ever is."""
    places = places_of(told.scenario)
    at = {place.name: place for place in places}
    centres = _centres(told)
    is_named = len(places) <= _MOST_NAMED
    half = _HALF if is_named else _HALF_WITHOUT_NAMES
    return Tag(
        "svg",
        *(_line(span, at[span.organisation], centres[span.alliance]) for span in spans(told.trace)),
        *(_alliance(visit, told, name, centre) for name, centre in centres.items()),
        *_organisations(visit, told, places),
        Tag("text", y=_BELOW_THE_MIDDLE, class_="chosen-name"),
        viewBox=f"{-half} {-half} {2 * half} {2 * half}",
        role="img",
        aria_label=visit.say(PICTURE),
        class_="network" if is_named else "network many",
    )


def legend(visit: Visit) -> Tag:
    """Return what the marks mean."""
    marks = (
        tags.span(Tag("svg", _mark(role), viewBox="-7 -7 14 14", aria_hidden="true"), visit.say(phrase))
        for role, phrase in ROLES.items()
    )
    return tags.div(*marks, class_="legend")


def _centres(told: Told) -> dict[str, tuple[float, float]]:
    """Return where each alliance stands: one alone in the middle, several around it."""
    names = ["", *(other.name for other in told.scenario.others)]
    reach = 0.0 if len(names) == 1 else 0.42 * _RING
    angles = (2 * pi * number / len(names) for number in range(len(names)))
    return {name: (reach * sin(angle), -reach * cos(angle)) for name, angle in zip(names, angles, strict=True)}


def _line(span: Span, place: Place, centre: tuple[float, float]) -> Tag:
    x, y = place.at(_RING)
    ends = {"x1": _short(centre[0]), "y1": _short(centre[1]), "x2": _short(x), "y2": _short(-y)}
    weeks = {"data_start": span.start, "data_end": span.end}
    return Tag("line", class_=f"membership {span.tier}", data_alliance=span.alliance, **ends, **weeks)


def _alliance(visit: Visit, told: Told, name: str, centre: tuple[float, float]) -> Tag:
    called = told.scenario.called(name, visit.spoken.code) if name else getattr(told.scenario.title, visit.spoken.code)
    return Tag(
        "g",
        Tag("rect", x=-11, y=-9, width=22, height=18, rx=4),
        Tag("text", "0", y=3.2, class_="members"),
        Tag("title", called),
        class_="alliance",
        data_alliance=name,
        transform=f"translate({_short(centre[0])} {_short(centre[1])})",
    )


def _organisations(visit: Visit, told: Told, places: list[Place]) -> Iterator[Tag]:
    scale, roles = min(1.0, 2 * pi * _RING / len(places) / _MARK_WIDTH), _roles(told)
    for place in places:
        x, y = place.at(_RING)
        called = told.scenario.called(place.name, visit.spoken.code)
        yield Tag(
            "g",
            _mark(""),
            Tag("title", called),
            _name(called, place),
            class_="organisation outside",
            data_name=place.name,
            data_roles=json.dumps(roles.get(place.name, [])),
            transform=f"translate({_short(x)} {_short(-y)}) scale({_short(scale)})",
        )


def _name(called: str, place: Place) -> Tag:
    """Write a name along the ray through its place, readable from the right or the left."""
    is_right = place.angle <= pi
    turn = degrees(place.angle) - (90 if is_right else 270)
    return Tag(
        "text",
        shortened(called, _INCHES_OF_A_NAME, 8),
        x=8 if is_right else -8,
        transform=f"rotate({_short(turn)})",
        font_size=_NAME_SIZE,
        text_anchor="start" if is_right else "end",
        dominant_baseline="central",
        class_="name",
    )


def _mark(role: str) -> TagList:
    return TagList(Tag("circle", r=5.2, class_=f"mark {role}"), Tag("path", d="M-3-3 3 3M3-3-3 3", class_="cross"))


def _roles(told: Told) -> dict[str, list[tuple[int, str]]]:
    """Return for every organisation that was asked from which week on it has which role, the nearest of several."""
    moments: dict[str, list[tuple[int, int | None, str]]] = {}
    for span in spans(told.trace):
        own = moments.setdefault(span.organisation, [])
        own.append((span.start, span.end, span.tier))
        own += [(span.end, None, "left")] if span.reason else []
    for refusal in refusals(told.trace):
        moments.setdefault(refusal.organisation, []).append((refusal.week, None, "declined"))
    return {name: list(_changes(own)) for name, own in moments.items()}


def _changes(moments: list[tuple[int, int | None, str]]) -> Iterator[tuple[int, str]]:
    weeks = sorted({week for start, end, _ in moments for week in (start, end) if week is not None})
    for week in weeks:
        held = [role for start, end, role in moments if start <= week and (end is None or week < end)]
        yield week, min(held, key=_RANKS.__getitem__, default="outside")


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
