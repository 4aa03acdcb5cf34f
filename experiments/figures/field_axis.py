"""The axis of a varied field in a panel: to scale, by ratio, or one place a value, and labelled without crowding."""

import math
from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter, NullLocator

from experiments.analysis.axis import Axis, Scale
from experiments.analysis.labels import capital, field_label
from experiments.figures.marks import write_numbers
from experiments.figures.typesetting import fitting_size, width, wrapped
from experiments.figures.view import View
from simulation.language.translation import Phrase

IN_ORDER = Phrase("{field}, in the scenario's order")
BY_RATIO = Phrase("{label}, by ratio")
_SIZE, _APART, _SPARE = 8.5, 0.12, 0.03  # the last two in inches
_HEIGHT, _OVER = 0.13, 0.2
_LABEL_SIZE, _LEAST_SIZE = 9, 6
_ROOM = 0.06

type Side = Literal["x", "y"]


def axis_label(view: View, axis: Axis) -> str:
    """Return the label of the axis of a field."""
    label = field_label(axis.path, view.spoken).axis()
    if axis.path == "invitation.size" and view.order_decides:
        label = view.say(IN_ORDER, field=label)
    return capital(view.say(BY_RATIO, label=label) if axis.scale is Scale.LOGARITHMIC else label)


def set_field_axis(axes: Axes, view: View, axis: Axis, side: Side = "x", *, is_labelled: bool = True) -> None:
    """Set limits, ticks and label of an axis of a panel."""
    ticks = axes.xaxis if side == "x" else axes.yaxis
    low, high = axis.places[0], axis.places[-1]
    if axis.scale is Scale.LINEAR:
        room = _ROOM * (high - low)
        axes.set(**{f"{side}lim": (low - room, high + room)})
        write_numbers(ticks, view.spoken, 6, is_whole=all(float(value).is_integer() for value in axis.values))
    elif axis.scale is Scale.LOGARITHMIC:
        room = (high / low) ** _ROOM
        axes.set(**{f"{side}scale": "log", f"{side}lim": (low / room, high * room)})
        ticks.set_minor_locator(NullLocator())
        ticks.set_minor_formatter(NullFormatter())
        _name_places(axes, view, axis, side)
    else:
        axes.set(**{f"{side}lim": (low - 0.5, high + 0.5)})
        _name_places(axes, view, axis, side)
    if is_labelled:
        room = float(axes.bbox.width if side == "x" else axes.bbox.height) / axes.figure.dpi + _OVER
        axes.set(**{f"{side}label": "\n".join(wrapped(axis_label(view, axis), room, _LABEL_SIZE))})
    else:
        axes.tick_params(axis=side, labelbottom=False, labelleft=False)


def width_of_names(view: View, axis: Axis) -> float:
    """Return the width in inches at which the names of all values have room side by side; 0 for numbers."""
    if axis.is_numeric:
        return 0.0
    words = [word for value in axis.values for word in view.tick(axis.path, value).split()]
    return len(axis.values) * (max((width(word, _SIZE) for word in words), default=0.0) + _APART + _SPARE)


def _name_places(axes: Axes, view: View, axis: Axis, side: Side) -> None:
    """Write the values at their places: names in several lines, of numbers as many as keep apart."""
    names = [view.tick(axis.path, value) for value in axis.values]
    if axis.is_numeric:
        sizes = [width(name, _SIZE) if side == "x" else _HEIGHT for name in names]
        names = _kept_apart(names, [_inches(axes, place, side) for place in axis.places], sizes)
    elif side == "x":
        room = float(axes.bbox.width) / axes.figure.dpi / len(names) - _APART
        size = fitting_size([word for name in names for word in name.split()], room, _SIZE, _LEAST_SIZE)
        names = ["\n".join(wrapped(name, room, size)) for name in names]
        axes.tick_params(axis="x", labelsize=size)
    axes.set(**{f"{side}ticks": axis.places, f"{side}ticklabels": names})


def _kept_apart(names: Sequence[str], places: Sequence[float], sizes: Sequence[float]) -> list[str]:
    """Return the names with those emptied that would run into a later one; places and sizes are in inches."""
    kept: list[str] = []
    free = math.inf
    for name, place, size in reversed(list(zip(names, places, sizes, strict=True))):
        fits = place + size / 2 <= free
        free = place - size / 2 - _APART if fits else free
        kept.insert(0, name if fits else "")
    return kept


def _inches(axes: Axes, place: float, side: Side) -> float:
    """Return how far a place on an axis is from the edge of the figure, in inches."""
    at = (place, axes.get_ylim()[0]) if side == "x" else (axes.get_xlim()[0], place)
    return float(axes.transData.transform(at)[0 if side == "x" else 1]) / axes.figure.dpi
