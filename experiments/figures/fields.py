"""Fields of a sample: an outcome at every point along each varied field, and its mean in slices of that field."""

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.labels import outcome_note
from experiments.analysis.main_effects import MainEffect
from experiments.figures.captions import caption
from experiments.figures.field_axis import set_field_axis
from experiments.figures.findings import findings_in_a_sample
from experiments.figures.marks import draw_curve, draw_points, limits, spread_aside, title_panel, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, Look
from experiments.figures.view import View
from simulation.language.translation import Phrase

_COLUMNS, _MOST = 4, 12
_WIDTH, _HEIGHT, _ASIDE, _BETWEEN = 2.7, 2.1, 0.65, 1.0  # inches
_LEFT, _RIGHT = 0.75, 0.35
_POINT, _MEANS = Look("#8fb8d6", "none", "o"), Look(INK, "-", "o")

HEADING = Phrase("{outcomes} along each field of a sample")
DOTS = Phrase("Pale dots: means over the runs at a point.")
SLICES = Phrase(
    "Dark: means over all points in a fifth of a field, or with a word, whatever the other fields are there; bands and "
    "bars: 95 % bootstrap intervals over points and runs."
)
MOST = Phrase("Shown: the {shown} of {all} fields along which the outcome changes most.")


def draw_fields(view: View) -> SheetFigure:
    """Draw outcomes along the fields of a sample, those first along which the first outcome changes most."""
    outcomes, fields = view.shown, view.fields
    are_few = len(fields) <= _COLUMNS
    cells = [(name, path) for name in (outcomes if are_few else outcomes[:1]) for path in fields[:_MOST]]
    columns = min(len(fields), _COLUMNS)
    rows = -(-len(cells) // columns)
    sheet = new_sheet(
        _LEFT + columns * (_WIDTH + _ASIDE) - _ASIDE + _RIGHT,
        rows * (_HEIGHT + _BETWEEN) - _BETWEEN,
        heading=view.say(HEADING, outcomes=view.listed(name for name, _ in cells)),
        subheading=view.title(),
        sentences=findings_in_a_sample(view, outcomes[0]),
        caption=caption(view, _marks(view)),
    )
    gaps = {"wspace": _ASIDE / _WIDTH, "hspace": _BETWEEN / _HEIGHT}
    grid = [axes for row in sheet.panels(rows, columns, left=_LEFT, right=_RIGHT, **gaps) for axes in row]
    for axes, (name, path) in zip(grid, cells, strict=False):
        _draw(axes, view, name, view.effect(name, path))
    for unused in grid[len(cells) :]:
        unused.remove()
    return sheet.figure


def _marks(view: View) -> list[str]:
    shown = view.say(MOST, shown=str(_MOST), all=str(len(view.fields)))
    return [view.say(DOTS), view.say(SLICES), *([shown] if len(view.fields) > _MOST else [])]


def _draw(axes: Axes, view: View, name: str, effect: MainEffect) -> None:
    means = view.means(name)
    across = effect.at + (0.0 if effect.axis.is_numeric else spread_aside(len(means)))
    axes.plot(across, means, _POINT.marker, color=_POINT.colour, ms=3.5, mec="white", mew=0.3, clip_on=False, zorder=1)
    draw = draw_curve if effect.axis.is_numeric else draw_points
    draw(axes, effect.slices, effect.means, _MEANS)
    ends = np.concatenate([means, *effect.means])
    axes.set_ylim(limits(ends, ends, floor=0))
    write_numbers(axes.yaxis, view.spoken)
    set_field_axis(axes, view, effect.axis)
    title_panel(axes, view.outcome(name), outcome_note(name, view.spoken))
