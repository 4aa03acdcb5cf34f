"""The axis of a varied field in a panel: to scale, by ratio, or one place a value, and labelled without crowding."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter, NullLocator

from experiments.analysis.axis import Axis, Scale
from experiments.analysis.labels import capital, field_label
from experiments.figures.marks import write_numbers
from experiments.figures.typesetting import width, wrapped
from experiments.figures.view import View
from simulation.language.translation import Phrase

IN_ORDER = Phrase("{field}, in the scenario's order")
BY_RATIO = Phrase("{label}, by ratio")
_SIZE, _APART, _SPARE = 8.5, 0.12, 0.03
_ROOM = 0.06


def axis_label(view: View, axis: Axis) -> str:
    """Return the label of the axis of a field."""
    label = field_label(axis.path, view.spoken).axis()
    if axis.path == "invitation.size" and view.order_decides:
        label = view.say(IN_ORDER, field=label)
    return view.say(BY_RATIO, label=label) if axis.scale is Scale.LOGARITHMIC else label


def set_field_axis(axes: Axes, view: View, axis: Axis, *, is_labelled: bool = True) -> None:
    """Set limits, ticks and label of the horizontal axis of a panel."""
    low, high = axis.places[0], axis.places[-1]
    inches = float(axes.bbox.width) / axes.figure.dpi
    if axis.scale is Scale.LINEAR:
        room = _ROOM * (high - low)
        axes.set_xlim(low - room, high + room)
        write_numbers(axes.xaxis, view.spoken, 6, is_whole=all(float(value).is_integer() for value in axis.values))
    elif axis.scale is Scale.LOGARITHMIC:
        room = (high / low) ** _ROOM
        axes.set_xscale("log")
        axes.set_xlim(low / room, high * room)
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        _name_places(axes, view, axis, inches)
    else:
        axes.set_xlim(low - 0.5, high + 0.5)
        _name_places(axes, view, axis, inches)
    if is_labelled:
        axes.set_xlabel(capital(axis_label(view, axis)))
    else:
        axes.tick_params(labelbottom=False)


def width_of_names(view: View, axis: Axis) -> float:
    """Return the width in inches at which the names of all values have room side by side; 0 for numbers."""
    if axis.is_numeric:
        return 0.0
    words = [word for value in axis.values for word in view.tick(axis.path, value).split()]
    return len(axis.values) * (max((width(word, _SIZE) for word in words), default=0.0) + _APART + _SPARE)


def _name_places(axes: Axes, view: View, axis: Axis, inches: float) -> None:
    """Write the values under their places: names in several lines, of numbers as many as keep apart."""
    names = [view.tick(axis.path, value) for value in axis.values]
    if axis.is_numeric:
        axes.set_xticks(axis.places, _kept_apart(names, [_inches(axes, place) for place in axis.places]))
    else:
        room = inches / len(names) - _APART
        axes.set_xticks(axis.places, ["\n".join(wrapped(name, room, _SIZE)) for name in names])


def _kept_apart(names: Sequence[str], places: Sequence[float]) -> list[str]:
    """Return the names with those emptied that would run into one further right; places are in inches."""
    kept: list[str] = []
    free = math.inf
    for name, place in reversed(list(zip(names, places, strict=True))):
        half = width(name, _SIZE) / 2
        fits = place + half <= free
        free = place - half - _APART if fits else free
        kept.insert(0, name if fits else "")
    return kept


def _inches(axes: Axes, place: float) -> float:
    return float(axes.transData.transform((place, 0.5))[0]) / axes.figure.dpi
