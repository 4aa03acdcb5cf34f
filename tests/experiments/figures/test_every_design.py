"""Every design can be drawn, and no figure misleads: texts are free, points are inside, captions name what is there."""

import itertools
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments.figures.gallery import KINDS, possible
from experiments.figures.marks import BAND
from experiments.figures.names import LEADER, NAME
from experiments.figures.style import theme
from experiments.figures.view import View
from tests.experiments.figures.awkward import DESIGNS, awkward_sweep
from tests.experiments.figures.looking import covers, lies_outside, texts_of

# What came of goals is drawn as ends are.
DRAWN = {f"{d}: {name}": (d, name) for d in DESIGNS for name in DESIGNS[d].figures if name != "goals"}

type Drawn = Callable[[str, str], Figure]
type Views = Callable[[str], View]


@pytest.fixture(scope="module")
def view_of(tmp_path_factory: pytest.TempPathFactory) -> Views:
    """Return a function that makes a sweep of a design once."""

    @cache
    def view(design: str) -> View:
        return View(awkward_sweep(tmp_path_factory.mktemp("awkward"), DESIGNS[design]))

    return view


@pytest.fixture(scope="module")
def drawn(view_of: Views) -> Drawn:
    """Return a function that draws a figure once."""

    @cache
    def figure(design: str, name: str) -> Figure:
        with theme():
            made = KINDS[name].draw(view_of(design))
            made.draw_without_rendering()  # ticks take the house style from the time when they are first drawn
            return made

    return figure


every_figure = pytest.mark.parametrize(("design", "name"), DRAWN.values(), ids=list(DRAWN))


@pytest.mark.parametrize("design", DESIGNS)
def test_a_design_can_be_drawn_as_what_suits_it(view_of: Views, design: str) -> None:
    assert tuple(possible(view_of(design))) == DESIGNS[design].figures


@every_figure
def test_no_text_lies_on_another_or_outside(drawn: Drawn, design: str, name: str) -> None:
    figure = drawn(design, name)
    texts = texts_of(figure)
    assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
    assert not lies_outside(figure)


@every_figure
def test_nothing_is_cut_off_at_the_edge_of_a_panel(drawn: Drawn, design: str, name: str) -> None:
    for axes in drawn(design, name).axes:
        for place in places_of(axes):
            x, y = axes.transData.transform(place)
            box = axes.bbox.padded(0.5)
            assert box.contains(x, y), place


def places_of(axes: Axes) -> list[np.ndarray]:
    """Return the places of all marks and of the ends of all bars in a panel, in its data."""
    lines = [line for line in axes.lines if line.get_transform() == axes.transData and line.get_gid() != "steps"]
    places = [place for line in lines for place in np.column_stack(line.get_data())]
    bars = [bar for bar in axes.collections if isinstance(bar, LineCollection)]
    places += [place for bar in bars for segment in bar.get_segments() for place in segment]
    bands = [band for band in axes.collections if band.get_gid() == BAND]
    places += [place for band in bands for path in band.get_paths() for place in np.asarray(path.vertices)]
    return [place for place in places if np.isfinite(place).all()]


@every_figure
def test_a_caption_names_what_is_there_and_nothing_else(drawn: Drawn, design: str, name: str) -> None:
    figure = drawn(design, name)
    words = " ".join(text.get_text() for text in figure.texts)
    there = {artist.get_gid() for artist in figure.findobj() if artist.get_gid()}
    for word, mark in (
        ("Bands:", "band"),
        ("Vertical bars:", "bar"),
        ("Rings:", "ring"),
        ("Bars along the axis:", "alike"),
        ("Grey strips:", "strip"),
        ("Crosses:", "bar"),
        ("Grey curves:", "equal impact"),
        ("Cells:", "cell"),
        ("Discs:", "disc"),
        ("Steps:", "steps"),
    ):
        assert (word in words) <= (mark in there), word
    for mark, word in (("ring", "Rings:"), ("alike", "Bars along the axis:"), ("strip", "strips"), ("disc", "Discs:")):
        assert (mark in there) <= (word in words), mark


@every_figure
def test_no_text_is_read_as_a_formula(drawn: Drawn, design: str, name: str) -> None:
    assert not any(text.get_parse_math() for text in drawn(design, name).findobj(Text))


@every_figure
def test_names_belong_to_points_by_colour_and_leader(drawn: Drawn, design: str, name: str) -> None:
    for axes in drawn(design, name).axes:
        names = [text for text in axes.texts if text.get_gid() == NAME]
        leaders = [line for line in axes.lines if line.get_gid() == LEADER]
        assert len(names) == len(leaders)
        for text, leader in zip(names, leaders, strict=True):
            assert text.get_color() == leader.get_color()
            assert to_hex(leader.get_color()) in colours_at(axes, np.column_stack(leader.get_data())[-1])
            start = axes.transData.transform(np.column_stack(leader.get_data())[0])
            assert Text.get_window_extent(text).padded(2).contains(*start)


def colours_at(axes: Axes, place: np.ndarray) -> set[str]:
    """Return the colours of the marks at a place."""
    marked = [line for line in axes.lines if line.get_marker() not in {"None", ""}]
    return {
        to_hex(line.get_markeredgecolor() if line.get_markerfacecolor() == "none" else line.get_markerfacecolor())
        for line in marked
        if np.isclose(np.column_stack(line.get_data()), place).all(axis=1).any()
    }
