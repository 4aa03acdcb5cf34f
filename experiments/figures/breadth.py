"""Breadth in a sample: for which kinds of alliance impact falls beyond a best size, and how deep each size gets."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.labels import capital, outcome_note
from experiments.analysis.main_effects import slices_of
from experiments.analysis.replicates import replicates
from experiments.analysis.statistics import Numbers
from experiments.analysis.workable_limit import FEWEST_POINTS, SLICES, Chosen, Course, Verdict, course_of
from experiments.figures.captions import caption
from experiments.figures.marks import draw_curve, draw_ring, limits, title_panel, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS
from experiments.figures.view import Shape, View
from experiments.figures.wording import interval, signed
from experiments.runner.returns import MEASURES
from simulation.language.translation import Phrase

SIZE = "invitation.size"
_COLUMNS, _MOST_WORDS = 4, 6
_PANEL, _HEIGHT, _ASIDE, _BETWEEN = 2.7, 2.1, 0.6, 1.05  # inches
_LEFT, _RIGHT = 0.75, 0.35
_DEEPEST = 0.9

LIMITS = Phrase("How large an alliance can grow before impact falls")
FRONT = Phrase("How deep the deepest alliances of each size get")
ALL_KINDS, ALL_POINTS = Phrase("All kinds of alliances"), Phrase("all points")
LOWEST, HIGHEST = Phrase("lowest third"), Phrase("highest third")
FALLS = Phrase("Beyond a best size, impact falls with: {kinds}.")
ONE_FALLS = Phrase("{kind} (best near {best}; from there to the largest {fall}, 95 %: {interval})")
DOES_NOT = Phrase("It does not fall by more than counts with: {kinds}.")
CANNOT_TELL = Phrase("These runs cannot tell with: {kinds}.")
COURSES = Phrase(
    "Lines and bands: mean impact in sixths of the sizes, whatever the other fields are, with 95 % bootstrap intervals "
    "over points and runs. Rings: best size, where impact falls beyond it by more than chance and by more than counts; "
    "the best size is looked for at half of the points, and the fall measured at the other half."
)
DEEPEST = Phrase(
    "Lines: the depth that a tenth of the points reach or exceed, in sixths of the sizes reached; depth counts as 0 "
    "where nothing was agreed on, and a point is the mean of its runs. Dots: the points."
)


class Kind(NamedTuple):
    """A kind of alliance: its name, the numbers of its points, and the field that makes it one; empty for all."""

    path: str
    name: str
    points: Chosen


def has_breadth(view: View) -> bool:
    """Tell whether a sample varies the number invited among other fields."""
    manifest = view.sweep.manifest
    is_enough = view.shape is Shape.SAMPLE and manifest.points >= FEWEST_POINTS and len(manifest.design) > 1
    return is_enough and SIZE in manifest.design and not view.returns.are_of_fields


def draw_limits(view: View) -> SheetFigure:
    """Draw impact along the number invited, a panel for every other field and a line for each of its levels."""
    courses = _courses(view)

    def draw(axes: Axes, of_panel: Sequence[Kind]) -> None:
        names = {kind.name for kind in of_panel}
        shown = [(k, c) for k, c in courses if k.path == of_panel[0].path and k.name in names and c is not None]
        for (kind, course), look in zip(shown, LOOKS, strict=False):
            draw_curve(axes, course.places, course.means, look)
            axes.lines[-1].set_label(kind.name)
            if course.verdict is Verdict.LIMIT:
                draw_ring(axes, course.places[course.best], course.means[course.best].value, look.colour)
        axes.set_xlabel(capital(view.field(SIZE)))

    return _panels(view, draw, LIMITS, limit_sentences(view, courses), "impact", COURSES)


def findings_on_limits(view: View) -> list[str]:
    """Say for which kinds of alliances impact falls beyond a best size."""
    return limit_sentences(view, _courses(view))


def draw_front(view: View) -> SheetFigure:
    """Draw depth against the members reached for the deepest tenth, a panel for every field and a line a level."""
    breadth = view.means("members_max")
    depth = np.nan_to_num(replicates(view.sweep, "depth")).mean(axis=1)

    def draw(axes: Axes, of_panel: Sequence[Kind]) -> None:
        for kind, look in zip(of_panel, LOOKS, strict=False):
            across, up = front_of(breadth[kind.points], depth[kind.points])
            style = {"linestyle": look.line, "marker": look.marker, "color": look.colour, "markeredgecolor": "white"}
            axes.plot(across, up, label=kind.name, lw=1.7, ms=4.5, **style)  # type: ignore[arg-type]
        if not of_panel[0].path:
            axes.plot(breadth, depth, "o", color="#8fb8d6", ms=2.5, mec="white", mew=0.2, zorder=1)
        axes.set_xlabel(view.outcome("members_max"))

    return _panels(view, draw, FRONT, [], "depth", DEEPEST)


def front_of(breadth: Numbers, depth: Numbers) -> tuple[Numbers, Numbers]:
    """Return the median breadth of each sixth of the points, and the depth that a tenth of them reach there."""
    members = slices_of(breadth, SLICES)
    across = np.array([np.median(breadth[chosen]) for chosen in members])
    return across, np.array([np.quantile(depth[chosen], _DEEPEST) for chosen in members])


def kinds_of(view: View) -> list[Kind]:
    """Return all alliances as one kind, and for every field but their number a kind for each level that it has.

    Of a field with numbers these are its lowest and its highest third.
    """
    every = np.arange(view.sweep.manifest.points)
    kinds = [Kind("", view.say(ALL_POINTS), every)]
    for path, column in view.sweep.points.columns.items():
        if path == SIZE:
            continue
        if len(column.levels) <= _MOST_WORDS:
            places = range(len(column.levels))
            chosen = [(view.level(path, column.levels[place]), column.codes == place) for place in places]
            kinds += [Kind(path, capital(name), every[is_in]) for name, is_in in chosen]
        else:
            at = np.array([float(str(level)) for level in column.levels])[column.codes]
            low, high = np.quantile(at, (1 / 3, 2 / 3))
            kinds += [Kind(path, view.say(LOWEST), every[at <= low]), Kind(path, view.say(HIGHEST), every[at >= high])]
    return kinds


def limit_sentences(view: View, courses: Sequence[tuple[Kind, Course | None]]) -> list[str]:
    """Say for which kinds of alliances there is a limit, for which there is none, and for which one cannot tell."""
    told: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for kind, course in courses:
        if course is None:
            continue
        name = f"{view.field(kind.path)}: {kind.name}" if _is_third(view, kind) else kind.name
        if course.verdict is Verdict.LIMIT:
            best = view.spoken.number(course.places[course.best], "0")
            fall, ends = signed(view.spoken, course.fall.value), interval(view.spoken, course.fall, is_difference=True)
            name = view.say(ONE_FALLS, kind=name, best=best, fall=fall, interval=ends)
        told[course.verdict].append(name)
    phrases = {Verdict.LIMIT: FALLS, Verdict.NONE: DOES_NOT, Verdict.UNSURE: CANNOT_TELL}
    return [view.say(phrases[verdict], kinds="; ".join(kinds)) for verdict, kinds in told.items() if kinds]


def _courses(view: View) -> list[tuple[Kind, Course | None]]:
    return [(kind, _course(view, kind)) for kind in kinds_of(view)]


def _course(view: View, kind: Kind) -> Course | None:
    column = view.sweep.points.columns[SIZE]
    sizes = np.array([float(str(level)) for level in column.levels])[column.codes][kind.points]
    return course_of(sizes, view.rows("impact", kind.points.tolist()), MEASURES["impact"].smallest_difference)


def _is_third(view: View, kind: Kind) -> bool:
    return bool(kind.path) and len(view.sweep.points.columns[kind.path].levels) > _MOST_WORDS


def _panels(
    view: View,
    draw: Callable[[Axes, Sequence[Kind]], None],
    heading: Phrase,
    sentences: Sequence[str],
    outcome: str,
    marks: Phrase,
) -> SheetFigure:
    """Lay out a panel for each field, with the same axis of an outcome in all of them."""
    by_path: dict[str, list[Kind]] = {}
    for kind in kinds_of(view):
        by_path.setdefault(kind.path, []).append(kind)
    columns = min(len(by_path), _COLUMNS)
    rows = -(-len(by_path) // columns)
    sheet = new_sheet(
        _LEFT + columns * (_PANEL + _ASIDE) - _ASIDE + _RIGHT,
        rows * (_HEIGHT + _BETWEEN) - _BETWEEN,
        heading=view.say(heading),
        subheading=view.title(),
        sentences=sentences,
        caption=caption(view, [view.say(marks)]),
    )
    gaps = {"wspace": _ASIDE / _PANEL, "hspace": _BETWEEN / _HEIGHT}
    grid = [axes for row in sheet.panels(rows, columns, left=_LEFT, right=_RIGHT, **gaps) for axes in row]
    used = grid[: len(by_path)]
    for axes, (path, kinds) in zip(used, by_path.items(), strict=True):
        draw(axes, kinds)
        title_panel(
            axes, capital(view.field(path)) if path else view.say(ALL_KINDS), outcome_note(outcome, view.spoken)
        )
        if len(kinds) > 1 and axes.get_legend_handles_labels()[0]:
            axes.legend(fontsize=7, frameon=False, loc="best", labelspacing=0.2, handlelength=2.4)
    _level(used, view)
    for unused in grid[len(by_path) :]:
        unused.remove()
    return sheet.figure


def _level(panels: Sequence[Axes], view: View) -> None:
    """Give all panels the same limits, so that they can be compared."""
    ends = np.maximum(0.0, [axes.get_ylim() for axes in panels])
    for axes in panels:
        axes.set_ylim(limits(ends[:, 0], ends[:, 1], floor=0))
        write_numbers(axes.xaxis, view.spoken)
        write_numbers(axes.yaxis, view.spoken)
