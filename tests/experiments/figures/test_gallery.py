"""The gallery: the same data give the same files, and anything in a folder can be drawn by its name."""

import pytest

from experiments.figures.columns import draw_columns
from experiments.figures.contents import contents_of
from experiments.figures.ends import END_LOOKS, GOAL_LOOKS
from experiments.figures.gallery import draw, draw_pair
from experiments.figures.style import theme
from experiments.figures.view import View
from simulation import NUMBERS, DataError
from simulation.engine.codes import End, GoalResult
from simulation.language.translation import language
from tests.experiments.figures.awkward import DESIGNS, awkward_sweep
from tests.experiments.figures.looking import lies_outside, texts_of


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(awkward_sweep(tmp_path_factory.mktemp("sweep"), DESIGNS["one at a time"]))


def test_figures_are_drawn_again_byte_for_byte(view: View) -> None:
    files = list(draw(view))
    first = {path: path.read_bytes() for path in files}
    assert {path.suffix for path in files} == {".png", ".svg"}
    assert {path: path.read_bytes() for path in draw(view)} == first


def test_other_outcomes_and_languages_go_into_files_of_their_own(view: View) -> None:
    asked = View(view.sweep, ("exits",), spoken=language("de"))
    assert [path.name for path in draw(asked, ["differences"])] == [
        "differences-exits-de.png",
        "differences-exits-de.svg",
    ]


@pytest.mark.parametrize(
    ("across", "up"),
    [
        ("members_max", "depth"),
        ("agreements.lead", "impact"),
        ("depth", "end"),
        ("agreements.decision_rule", "end"),
        ("weeks_to_agreement", "arena.polarisation"),
    ],
)
def test_any_two_columns_can_be_drawn(view: View, across: str, up: str) -> None:
    with theme():
        figure = draw_columns(view, across, up)
        assert not lies_outside(figure)
    assert {path.suffix for path in draw_pair(view, across, up)} == {".png", ".svg"}


def test_missing_values_are_counted(view: View) -> None:
    missing = int(view.sweep.runs["weeks_to_agreement"].isna().sum())
    assert missing
    with theme():
        words = " ".join(text for text, _ in texts_of(draw_columns(view, "weeks_to_agreement", "impact")))
    assert f"Left out: {missing} run" in words


def test_what_is_not_there_is_refused_by_name(view: View) -> None:
    with pytest.raises(DataError, match=r"impackt is no number .*did you mean.*impact"):
        View(view.sweep, ("impackt",))
    with pytest.raises(DataError, match="no figure surface; it can be drawn as differences"):
        list(draw(view, ["surface"]))
    with pytest.raises(DataError, match="neither a varied field nor an outcome"):
        draw_columns(view, "arena.salience", "impact")


def test_the_contents_name_what_can_be_shown(view: View) -> None:
    contents = contents_of(view)
    assert tuple(contents.figures) == DESIGNS["one at a time"].figures
    assert tuple(contents.fields) == tuple(view.sweep.points.columns)
    assert next(iter(contents.outcomes)) == "impact"
    assert set(contents.outcomes) == NUMBERS.keys() - {name for name in NUMBERS if view.sweep.runs[name].isna().all()}


def test_every_goal_and_end_has_its_look() -> None:
    assert set(END_LOOKS) == set(End.words())
    assert set(GOAL_LOOKS) == set(GoalResult.words())
