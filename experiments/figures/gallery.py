"""The gallery: which figures a sweep can be drawn as, and the files they go into."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from experiments.figures.alliances.again import draw_again
from experiments.figures.alliances.breadth import draw_breadth, draw_breadth_beside
from experiments.figures.alliances.lifetimes import draw_lifetimes
from experiments.figures.alliances.memberships import draw_memberships
from experiments.figures.alliances.network import MOST_ORGANISATIONS, draw_network
from experiments.figures.alliances.sizes import draw_sizes
from experiments.figures.alliances.standing import draw_standing
from experiments.figures.breadth import draw_front, draw_limits, has_breadth
from experiments.figures.columns import draw_columns
from experiments.figures.differences import draw_differences
from experiments.figures.distributions import draw_distributions
from experiments.figures.ends import draw_ends, draw_goals
from experiments.figures.fields import draw_fields
from experiments.figures.outcomes import draw_outcomes
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import save, theme
from experiments.figures.surface import draw_surface, has_surface
from experiments.figures.tradeoff import draw_tradeoff
from experiments.figures.view import Shape, View
from simulation import DataError
from simulation.errors import did_you_mean
from simulation.language.translation import Phrase

_MOST_LETTERS = 80


class Kind(NamedTuple):
    """A kind of figure: how it is drawn, what it shows, and whether a sweep can be drawn so."""

    draw: Callable[[View], SheetFigure]
    shows: Phrase
    fits: Callable[[View], bool]


def _is_of_fields(view: View) -> bool:
    return view.returns.are_of_fields


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "outcomes": Kind(
            draw_outcomes,
            Phrase("Means along one field, a line for each setting, and how they differ in pairs of runs."),
            lambda view: view.shape is Shape.GRID,
        ),
        "differences": Kind(
            draw_differences,
            Phrase("How each point of a list differs from the scenario, in pairs of runs."),
            lambda view: view.shape is Shape.LIST,
        ),
        "fields": Kind(
            draw_fields,
            Phrase("Means along each field of a sample."),
            lambda view: view.shape is Shape.SAMPLE,
        ),
        "surface": Kind(
            draw_surface,
            Phrase("Means over two fields with numbers, as colours with contours."),
            has_surface,
        ),
        "tradeoff": Kind(
            draw_tradeoff,
            Phrase("Depth against breadth, and what is adopted of it, with curves of equal impact."),
            lambda view: view.shape is not Shape.POINT and not _is_of_fields(view),
        ),
        "limits": Kind(
            draw_limits,
            Phrase("Impact along the number invited for each kind of alliance, and where it falls again."),
            has_breadth,
        ),
        "front": Kind(
            draw_front,
            Phrase("How deep the deepest alliances of each size get, for each kind of alliance."),
            has_breadth,
        ),
        "distributions": Kind(
            draw_distributions,
            Phrase("The share of runs at or below each value of an outcome."),
            lambda _view: True,
        ),
        "goals": Kind(
            draw_goals,
            Phrase("What comes of the goal, as shares of runs."),
            lambda view: not _is_of_fields(view),
        ),
        "ends": Kind(
            draw_ends,
            Phrase("Why alliances stop, as shares of runs."),
            lambda view: not _is_of_fields(view),
        ),
        "standing": Kind(draw_standing, Phrase("How many alliances stand at a time, week by week."), _is_of_fields),
        "sizes": Kind(draw_sizes, Phrase("How large alliances become, on logarithmic scales."), _is_of_fields),
        "lifetimes": Kind(
            draw_lifetimes,
            Phrase("How long alliances last, those that stand at the end censored."),
            _is_of_fields,
        ),
        "memberships": Kind(draw_memberships, Phrase("In how many alliances organisations are."), _is_of_fields),
        "breadth": Kind(draw_breadth, Phrase("The depth of agreements against breadth."), _is_of_fields),
        "network": Kind(
            draw_network,
            Phrase("Who is in an alliance with whom, in several weeks of one run."),
            lambda view: _is_of_fields(view) and len(view.records.setting(0).names()) <= MOST_ORGANISATIONS,
        ),
        "again": Kind(
            draw_again,
            Phrase("Who allies, by past joint work, shared forums and likeness; needs --series."),
            lambda view: _is_of_fields(view) and view.records.has_searches,
        ),
    }
)


def possible(view: View) -> dict[str, Kind]:
    """Return the kinds of figures that a sweep can be drawn as, by name."""
    return {name: kind for name, kind in KINDS.items() if kind.fits(view)}


def figure_of(view: View, name: str) -> SheetFigure:
    """Draw one figure of a sweep in the house style.

    Args:
        view: what is drawn.
        name: of the figure.

    Raises:
        DataError: where the sweep cannot be drawn so.
    """
    refuse_unknown(view, [name])
    with theme():
        return KINDS[name].draw(view)


def refuse_unknown(view: View, names: Sequence[str]) -> None:
    """Refuse figures that a sweep cannot be drawn as.

    Raises:
        DataError: naming those that it can.
    """
    kinds = possible(view)
    for name in names:
        if name not in kinds:
            told = ", ".join(kinds)
            raise DataError(f"This sweep has no figure {name}; it can be drawn as {told}{did_you_mean(name, kinds)}")


def draw(view: View, names: Sequence[str] = ()) -> Iterator[Path]:
    """Draw figures into the sweep's folder, as PNG and SVG, and yield each file as soon as it is there.

    Args:
        view: what is drawn.
        names: of the figures; all that are possible where none is given.

    Raises:
        DataError: where the sweep cannot be drawn so.
    """
    refuse_unknown(view, names)
    for name in names or possible(view):
        yield from _saved(view, KINDS[name].draw, [name, *view.outcomes])


def draw_pair(view: View, across: str, up: str) -> Iterator[Path]:
    """Draw one column of the runs against another into the sweep's folder, and yield the files."""
    yield from _saved(view, lambda view: draw_columns(view, across, up), [up, "against", across])


def draw_beside(view: View, other: View) -> Iterator[Path]:
    """Draw breadth against depth of what formed in a field beside what was set up, and yield the files.

    Raises:
        DataError: where the first is no field, or the other one is.
    """
    if not view.returns.are_of_fields or other.returns.are_of_fields:
        raise DataError("--beside draws runs of a field beside runs in which alliances are given; give them so.")
    yield from _saved(
        view, lambda view: draw_breadth_beside(view, other), ["breadth", "beside", other.sweep.folder.name]
    )


def _saved(view: View, drawn: Callable[[View], SheetFigure], words: Sequence[str]) -> list[Path]:
    """Draw a figure and save it under a name made of these words and of what else was asked for."""
    along = ["by", view.along] if view.along else []
    lang = [] if view.spoken.code == "en" else [view.spoken.code]
    name = re.sub(r"[^\w.-]+", "_", "-".join([*words, *along, *lang]))
    with theme():
        return save(drawn(view), view.sweep.folder, name[:_MOST_LETTERS])
