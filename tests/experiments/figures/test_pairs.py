"""Figures of comparisons: pairs on both sides of zero, changes in their places, and no text on another."""

import itertools

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.analysis.contrast import percent
from experiments.compare.comparison import Pairs, run_comparison
from experiments.compare.ranking import ranked
from experiments.figures.marks import BAR
from experiments.figures.pairs import draw_pairs
from experiments.figures.ranking import ranking_figure
from experiments.figures.style import theme
from experiments.runner.returns import Returns
from simulation import NUMBERS
from simulation.language.translation import Language
from tests.experiments.compare.made_up_pairs import CHANGE, ENGLISH, GERMAN, by_impact, planned
from tests.experiments.figures.looking import covers, lies_outside, texts_of

FALL, RISE, NOTHING = ((0.9, 0.1), (0.8, 0.3)), ((0.1, 0.5), (0.2, 0.4)), ((0.2, 0.2), (0.3, 0.3))
LONG = [
    CHANGE,
    *(f"agreements.{name}=true" for name in ("moderation", "ground_rules", "tone_clarified", "renewal", "credit_rule")),
]


def test_what_the_figure_shows_is_better_one_way() -> None:
    assert all(NUMBERS[name].better for name in Returns.OF_ALLIANCES.in_pairs)


@pytest.mark.parametrize(
    "pairs",
    [[(0.2, 0.2)] * 5, [(0.1, 0.2), (0.4, 0.1), (0.3, 0.3)], [(0.0, 0.9), (0.1, 0.1), (0.2, 0.2)]],
    ids=["all the same", "both ways", "one far out"],
)
def test_a_figure_labels_both_sides_of_zero(pairs: list[tuple[float, float]]) -> None:
    two = by_impact(*pairs)
    with theme():
        figure = draw_pairs(two, ENGLISH)
    impact, *_ = figure.axes
    low, high = impact.get_xlim()
    assert low == -high
    told = [text.get_text() for text in impact.texts]
    contrasted = two.contrasts["impact"]
    shares = [percent(n, len(pairs)) for n in (contrasted.lower, contrasted.same, contrasted.higher)]
    assert told[1:] == [f"worse {shares[0]}", f"same {shares[1]}", f"better {shares[2]}"]
    written = " ".join(text.get_text() for text in figure.texts)
    assert f"{len(pairs)} pairs of runs of up to 260 weeks, seed 1" in written


@pytest.mark.parametrize("count", [100, 101, 250])
def test_one_pair_in_a_hundred_far_out_does_not_squeeze_the_others(count: int) -> None:
    two = by_impact(*[(0.2, 0.2 + 0.0004 * k) for k in range(count - 1)], (0.0, 1.0))
    with theme():
        impact, *_ = draw_pairs(two, ENGLISH).axes
    seen = 1.06 * max(0.0004 * (count - 3), two.contrasts["impact"].mean.high)
    assert impact.get_xlim()[1] == pytest.approx(seen, rel=0.01)


def test_of_fewer_pairs_every_one_is_seen() -> None:
    two = by_impact(*[(0.2, 0.2 + 0.0004 * k) for k in range(98)], (0.0, 1.0))
    with theme():
        impact, *_ = draw_pairs(two, ENGLISH).axes
    assert impact.get_xlim()[1] == pytest.approx(1.06)


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    return [(a, b) for (a, x), (b, y) in itertools.combinations(texts_of(figure), 2) if covers(x, y)]


@pytest.mark.parametrize("spoken", [ENGLISH, GERMAN], ids=["en", "de"])
def test_no_text_of_a_figure_lies_on_another_or_outside(spoken: Language) -> None:
    [pairs] = run_comparison(planned(LONG, runs=20))
    with theme():
        figure = draw_pairs(pairs, spoken)
        assert overlaps(figure) == []
        assert lies_outside(figure) == []


def ranking_of(*changes: Pairs, spoken: Language = ENGLISH) -> Figure:
    return ranking_figure(changes[0].plan, ranked(changes), spoken)


def test_changes_stand_in_their_places_with_their_intervals() -> None:
    first, last = by_impact(*RISE, change=["agreements.core_size=4"]), by_impact(*FALL)
    with theme():
        [axes] = ranking_of(last, first).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "1. Core group of 4 plus supporters",
        "2. With red lines disclosed",
    ]
    ends = [np.asarray(line.get_xdata()).tolist() for line in axes.lines if line.get_gid() == BAR]
    expected = [pairs.contrasts["impact"].mean for pairs in (first, last)]
    assert ends == [[mean.low, mean.high] for mean in expected]
    low, high = axes.get_xlim()
    assert low < min(mean.low for mean in expected) <= max(mean.high for mean in expected) < high


@pytest.mark.parametrize("spoken", [ENGLISH, GERMAN], ids=["en", "de"])
def test_a_ranking_can_be_read_whatever_is_ranked(spoken: Language) -> None:
    changes = [by_impact(*NOTHING, change=[f"agreements.core_size={size}"]) for size in range(2, 12)]
    with theme():
        figure = ranking_of(by_impact(*RISE, change=LONG), by_impact(*FALL), *changes, spoken=spoken)
        assert overlaps(figure) == []
        assert lies_outside(figure) == []
