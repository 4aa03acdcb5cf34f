"""Names of points: each in its point's colour and tied to it by a leader, or left out where there is no room."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from experiments.analysis.statistics import Numbers

NAME, LEADER = "name", "leader"
_STEPS = 60  # a number of steps, never a time, so that a busy machine draws the same figure
_PER_STRETCH = 4
_HALO = withStroke(linewidth=1.5, foreground="white")
_MARKER, _ROOM, _ASIDE = 4.0, 0.5, 9.0  # in points


class Named(NamedTuple):
    """A point with its name."""

    name: str
    x: float
    y: float
    colour: str
    weight: str = "normal"


def name_points(axes: Axes, points: Sequence[Named], lines: Sequence[Numbers]) -> None:
    """Write names beside points, free of each other, of all points and of lines as far as possible.

    Args:
        axes: a panel whose limits are set.
        points: what is named; the first are the last to be left out.
        lines: for each line its corners, a row with place and height for each; corners bear markers.
    """
    from adjustText import adjust_text

    if not points:
        return
    starts = _towards_the_middle(axes, np.array([(point.x, point.y) for point in points]))
    look: dict[str, Any] = {"size": 8, "ha": "center", "va": "center", "gid": NAME, "path_effects": [_HALO]}
    texts = [
        axes.text(x, y, point.name, color=point.colour, weight=point.weight, **look)
        for (x, y), point in zip(starts, points, strict=True)
    ]
    avoided = np.concatenate([_densely(line) for line in lines])
    adjust_text(
        texts,
        *avoided.T,
        objects=[box.transformed(axes.transData.inverted()) for box in _markers(axes, np.concatenate(lines))],
        target_x=[point.x for point in points],
        target_y=[point.y for point in points],
        avoid_self=False,
        ax=axes,
        iter_lim=_STEPS,
        expand=(1.2, 1.4),
        force_text=(0.2, 0.4),
        force_static=(0.2, 0.4),
    )
    _tie(axes, texts, points, np.concatenate(lines))


def _towards_the_middle(axes: Axes, places: Numbers) -> Numbers:
    """Return places a little aside, away from the edges of the panel, at which no name would have room."""
    middle = np.array(axes.bbox.get_points()).mean(axis=0)
    places = np.asarray(axes.transData.transform(places))
    step = _ASIDE * axes.figure.dpi / 72
    beside = places + step * np.sign(middle - places)
    return np.asarray(axes.transData.inverted().transform(beside))


def _tie(axes: Axes, texts: Sequence[Text], points: Sequence[Named], corners: Numbers) -> None:
    """Tie names to their points, and take away those that lie on a marker, on another name, or outside."""
    room = _ROOM * axes.figure.dpi / 72
    taken = _markers(axes, corners)
    names: list[Bbox] = []
    leaders: list[Path] = []
    for text, point in zip(texts, points, strict=True):
        box = Text.get_window_extent(text).padded(room)
        place = axes.transData.transform((point.x, point.y))
        leader = Path([np.clip(place, box.min, box.max), place])
        is_free = not any(box.overlaps(other) for other in (*taken, *names))
        crosses = any(leader.intersects_bbox(name) for name in names) or any(o.intersects_bbox(box) for o in leaders)
        if is_free and not crosses and _is_inside(axes.bbox, box):
            names.append(box)
            leaders.append(leader)
            line = axes.transData.inverted().transform(leader.vertices)
            axes.plot(*line.T, color=point.colour, lw=0.6, clip_on=False, gid=LEADER)
        else:
            text.remove()


def _is_inside(outer: Bbox, inner: Bbox) -> bool:
    return bool(outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1)


def _densely(corners: Numbers) -> Numbers:
    """Return places along a line, its corners among them."""
    fine = np.linspace(0, len(corners) - 1, _PER_STRETCH * (len(corners) - 1) + 1)
    return np.column_stack([np.interp(fine, np.arange(len(corners)), side) for side in corners.T])


def _markers(axes: Axes, corners: Numbers) -> list[Bbox]:
    size = _MARKER * axes.figure.dpi / 72
    return [Bbox.from_bounds(x, y, 0, 0).padded(size) for x, y in axes.transData.transform(corners)]
