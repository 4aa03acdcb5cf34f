"""Figures: drawn for every kind of design, from saved data alone, with no text on another."""

import itertools
from pathlib import Path

import pytest

from experiments.analysis.series import axis_of, optimum_of, optimum_sentences, series_of
from experiments.figures.distributions import chosen_places
from experiments.figures.ends import END_LOOKS
from experiments.figures.gallery import FIGURES, draw_all
from experiments.figures.style import theme
from simulation.engine.codes import End
from tests.experiments.figures.looking import covers, lies_outside, texts_of
from tests.experiments.made_up import BEST_SIZE, made_up_sweep

DESIGNS = {
    "size and core": ("invitation.size=2,4,6,8,12,16,20,26,32,38,45", "agreements.core_size=8,100000"),
    "size": ("invitation.size=2:45:1",),
    "two numbers": ("arena.polarisation=0.2,0.8", "invitation.size=2:30:4"),
    "three fields": (
        "invitation.size=4,12,20",
        "agreements.core_size=8,100000",
        "agreements.red_lines_disclosed=true,false",
        "agreements.decision_rule=consensus,two-thirds",
    ),
    "one far out": ("agreements.core_size=4,8,12,100000", "invitation.size=8,20"),
    "one point": ("invitation.size=12",),
}


@pytest.mark.parametrize("design", DESIGNS.values(), ids=list(DESIGNS))
def test_no_text_lies_on_another_or_outside(tmp_path: Path, design: tuple[str, ...]) -> None:
    sweep = made_up_sweep(tmp_path, *design, runs=30)
    with theme():
        for name, draw in FIGURES.items():
            figure = draw(sweep)
            texts = texts_of(figure)
            clashes = [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
            assert not clashes, name
            assert not lies_outside(figure), name


def test_figures_are_drawn_again_byte_for_byte(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, *DESIGNS["size and core"], runs=20)
    files = draw_all(sweep)
    first = {path: path.read_bytes() for path in files}
    assert {path.suffix for path in files} == {".png", ".svg"}
    assert {path: path.read_bytes() for path in draw_all(sweep)} == first


def test_the_caption_says_how_the_figure_was_made(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, *DESIGNS["size and core"], runs=25)
    for draw in FIGURES.values():
        words = " ".join(text for text, _ in texts_of(draw(sweep)))
        assert "25 runs per point, horizon 260 weeks, seed 1" in words
        assert sweep.manifest.title in words


def test_settings_that_are_left_out_are_counted_in_the_caption(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, *DESIGNS["three fields"], runs=10)
    words = " ".join(text for text, _ in texts_of(FIGURES["breadth"](sweep)))
    assert "Shown: 6 of 8 settings" in words


def test_the_axis_is_the_numeric_field_with_the_most_values(tmp_path: Path) -> None:
    axis = axis_of(made_up_sweep(tmp_path, *DESIGNS["two numbers"], runs=2))
    assert axis.path == "invitation.size"
    assert axis.is_linear


def test_a_value_far_out_does_not_squeeze_the_others(tmp_path: Path) -> None:
    axis = axis_of(made_up_sweep(tmp_path, *DESIGNS["one far out"], runs=2))
    assert axis.path == "agreements.core_size"
    assert axis.places == (0, 1, 2, 3)


def test_the_sentence_and_the_ring_show_the_known_best(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, "invitation.size=2,6,12,24,45", runs=400)
    axis = axis_of(sweep)
    [series] = series_of(sweep, axis)
    assert optimum_of(axis, series).best == BEST_SIZE
    [told] = optimum_sentences(axis, [series])
    assert f"highest at {BEST_SIZE} organisations invited" in told
    assert "an inner optimum" in told
    assert [axis.values[place] for place in chosen_places(axis, [series])] == [2, BEST_SIZE, 45]


def test_every_kind_of_end_has_its_look() -> None:
    assert set(END_LOOKS) == set(End.words())
