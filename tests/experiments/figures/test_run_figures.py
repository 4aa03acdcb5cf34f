"""Figures of a run: drawn from its trace alone, whatever happens in it, and saying no more than the trace."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.analysis.memberships import quarrels, refusals, spans, weeks_together
from experiments.figures.runs.field import draw_field
from experiments.figures.runs.gallery import KINDS, draw_run, picture_of
from experiments.figures.runs.members import MOST_ROWS, draw_members
from experiments.figures.runs.partners import MOST_LINES, draw_partners
from experiments.figures.runs.picture import FieldPicture, Picture
from experiments.figures.style import theme
from experiments.storage.field_trace import write_field_trace
from experiments.storage.trace_files import read_trace, write_trace
from simulation import Scenario, load_scenario
from simulation.language.translation import language
from tests.experiments.figures.looking import covers, lies_outside, texts_of
from tests.fields import lived_field
from tests.worlds import world

SLOW = {"interval": 260.0}
AWKWARD: dict[str, Scenario] = {
    "two organisations": load_scenario("bund-ig-metall"),
    "a hundred and forty": load_scenario("lieferkettengesetz", {"invitation.size": 140, "weeks": 60}),
    "several alliances": load_scenario("ttip-ceta", {"weeks": 100}),
    "everybody declines": load_scenario("five-or-fifty-demands"),
    "nothing happens": world(2, {"weeks": 10}, others=SLOW),
    "one week": load_scenario("baseline", {"weeks": 1}),
    "marks in a title": load_scenario("bund-ig-metall", {"title.en": "$x$ and [/] and {y} and 100 %"}),
}


def picture_of_run(scenario: Scenario, folder: Path, seed: int = 2, lang: str = "en") -> Picture:
    file = folder / "run.parquet"
    write_trace(scenario, seed, file, source="shared/file.toml")
    return Picture(read_trace(file), language(lang))


# German words are the longer ones.
@pytest.mark.parametrize(("name", "lang"), [*((name, "de") for name in AWKWARD), ("several alliances", "en")])
def test_every_run_can_be_drawn_without_text_on_text(name: str, lang: str, tmp_path: Path) -> None:
    picture = picture_of_run(AWKWARD[name], tmp_path, lang=lang)
    with theme():
        for figure_name, kind in KINDS.items():
            figure = kind.draw(picture)
            assert not lies_outside(figure), figure_name
            if figure_name != "partners":  # whose names are turned
                texts = texts_of(figure)
                assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)], figure_name
            words = " ".join(text for text, _ in texts_of(figure))
            assert picture.title in words
            assert "file.toml" in words


def test_the_same_trace_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = picture_of_run(AWKWARD["two organisations"], tmp_path)
    files = list(draw_run(picture))
    assert sorted(path.name for path in files) == sorted(
        f"run.{name}.{form}" for name in KINDS for form in ("png", "svg")
    )
    before = [path.read_bytes() for path in files]
    assert [path.read_bytes() for path in draw_run(picture)] == before


def bars_of(figure: Figure) -> list[tuple[float, float]]:
    """Return first and last week of every bar."""
    (axes,) = figure.axes
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars)


def test_the_chart_of_members_has_a_bar_for_each_membership_and_a_reason_for_each_exit(tmp_path: Path) -> None:
    picture = picture_of_run(load_scenario("baseline", {"arena.shock_rate": 0.1}), tmp_path)
    with theme():
        figure = draw_members(picture)
        told = {text for text, _ in texts_of(figure)}
    memberships = spans(picture.run)
    assert bars_of(figure) == sorted((span.start, span.end) for span in memberships)
    left = [*(span for span in memberships if span.reason), *refusals(picture.run)]
    assert left, "nobody left or declined, so that this shows nothing"
    (axes,) = figure.axes
    assert len([text for text in axes.texts if text.get_text()]) == len(left)
    assert {picture.called(spell.organisation) for spell in picture.run.memberships} <= told


def test_where_there_are_too_many_those_of_the_core_group_and_those_that_left_are_shown(tmp_path: Path) -> None:
    crowd = world(200, {"agreements.core_size": 10, "weeks": 60}, others={"threshold": {"low": 0.0, "high": 1.0}})
    picture = picture_of_run(crowd, tmp_path)
    with theme():
        told = [text for text, _ in texts_of(draw_members(picture))]
    shown = {span.organisation for span in spans(picture.run)} & set(told)
    assert len(shown) <= MOST_ROWS
    assert {span.organisation for span in spans(picture.run) if span.tier == "core"} <= shown
    assert f"Shown: {MOST_ROWS} of 200 organisations" in " ".join(told)


def lines_of(figure: Figure) -> list[int]:
    (axes,) = figure.axes
    return [len(lines.get_paths()) for lines in axes.collections if isinstance(lines, LineCollection)]


def test_partners_have_a_line_for_each_two_that_were_together_and_each_two_that_quarrelled(tmp_path: Path) -> None:
    picture = picture_of_run(load_scenario("baseline"), tmp_path)
    with theme():
        figure = draw_partners(picture)
    assert lines_of(figure) == [len(weeks_together(spans(picture.run))), len(quarrels(picture.run))]


def test_of_very_many_partners_the_longest_are_drawn_and_the_others_counted(tmp_path: Path) -> None:
    picture = picture_of_run(world(70, {"weeks": 20}), tmp_path)
    together = len(weeks_together(spans(picture.run)))
    assert together > MOST_LINES
    with theme():
        figure = draw_partners(picture)
    assert lines_of(figure)[0] == MOST_LINES
    words = " ".join(text for text, _ in texts_of(figure))
    assert f"the {MOST_LINES:,} pairs that were together longest, of {together:,}" in words


def test_places_of_partners_depend_on_the_scenario_alone(tmp_path: Path) -> None:
    places = []
    for seed, size in ((1, 4), (2, 30)):
        (tmp_path / str(seed)).mkdir()
        picture = picture_of_run(load_scenario("baseline", {"invitation.size": size}), tmp_path / str(seed), seed)
        with theme():
            (axes,) = draw_partners(picture).axes
        places.append({text.get_text(): text.get_position() for text in axes.texts})
    assert places[0] == places[1]


@pytest.mark.parametrize(("weeks", "lang"), [(4, "en"), (120, "de")])
def test_every_run_of_a_field_can_be_drawn_with_what_its_trace_says(weeks: int, lang: str, tmp_path: Path) -> None:
    run = lived_field(weeks=weeks)
    write_field_trace(run, tmp_path / "run.csv", source="shared/file.toml")
    picture = picture_of(tmp_path / "run.csv", language(lang))
    assert isinstance(picture, FieldPicture)
    assert list(picture.run.alliances) == list(run.entries().alliances)
    with theme():
        figure = draw_field(picture)
        texts = texts_of(figure)
    assert not lies_outside(figure)
    assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
    formed = [one for one in picture.run.alliances if one.has_formed]
    standing = [one for one in formed if one.started is not None and (one.ended is None or one.ended >= weeks - 1)]
    [steps, *_] = figure.axes[0].lines
    assert np.asarray(steps.get_ydata())[-1] == len(standing)
    assert len(figure.axes[1].lines) == (2 if formed else 0)
