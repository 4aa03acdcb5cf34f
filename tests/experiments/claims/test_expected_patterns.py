"""Shapes: each is found where it is, nowhere else, and not in luck."""

import numpy as np
import pytest

from experiments.analysis.statistics import Numbers
from experiments.claims.expected_patterns import Pattern, contrasts

STRAIGHT = [0.0, 0.2, 0.4, 0.6, 0.8]
CURVES = {
    "rises": STRAIGHT,
    "falls": STRAIGHT[::-1],
    "peaks": [0.1, 0.6, 0.9, 0.5, 0.2],
    "sinks": [0.9, 0.4, 0.1, 0.5, 0.8],
    "jumps": [0.0, 0.1, 0.1, 0.9, 0.9],
    "drops": [0.9, 0.9, 0.1, 0.1, 0.0],
    "is flat": [0.5] * 5,
}
SHOWS = {
    Pattern.UP: {"rises", "jumps"},
    Pattern.DOWN: {"falls", "drops"},
    Pattern.HUMP: {"peaks"},
    Pattern.VALLEY: {"sinks"},
    Pattern.JUMP_UP: {"jumps"},
    Pattern.JUMP_DOWN: {"drops"},
}
FALLING = {Pattern.DOWN}


def replicates(*curves: list[float], runs: int = 8, luck: float = 0.0) -> Numbers:
    """Return replicates in rows, situations, levels, with luck of this size added to each value."""
    random = np.random.default_rng(7)
    return np.array([curves] * runs) + luck * random.standard_normal((runs, len(curves), len(curves[0])))


def effect(pattern: Pattern, *curves: list[float]) -> float:
    return float(contrasts(pattern, replicates(*curves)).mean())


# Peaks and troughs hardly rise or fall as a whole, so only these shapes are looked for in them.
CASES = [
    (pattern, curve)
    for pattern in SHOWS
    for curve in ("rises", "falls", "jumps", "drops", "peaks", "sinks")
    if curve not in {"peaks", "sinks"} or pattern in {Pattern.HUMP, Pattern.VALLEY}
]


@pytest.mark.parametrize(("pattern", "curve"), CASES)
def test_a_shape_is_seen_where_it_is_and_nowhere_else(pattern: Pattern, curve: str) -> None:
    seen = effect(pattern, CURVES[curve]) * (-1 if pattern in FALLING else 1)
    assert (seen > 1e-9) == (curve in SHOWS[pattern])


@pytest.mark.parametrize("pattern", [s for s in Pattern if s not in {Pattern.EFFECT_UP, Pattern.EFFECT_DOWN}])
def test_what_is_flat_shows_no_shape(pattern: Pattern) -> None:
    assert effect(pattern, CURVES["is flat"]) == 0


def test_a_rise_is_that_of_the_straight_line_from_first_to_last() -> None:
    assert effect(Pattern.UP, STRAIGHT) == pytest.approx(0.8)
    assert effect(Pattern.UP, [3.0, 5.0]) == 2


def test_a_hump_is_measured_against_the_higher_end() -> None:
    assert effect(Pattern.HUMP, [0.1, 0.9, 0.4]) == pytest.approx(0.5)
    assert effect(Pattern.VALLEY, [0.5, 0.2, 0.9]) == pytest.approx(0.3)


def test_a_jump_is_what_the_steepest_step_has_above_half_of_the_whole() -> None:
    assert effect(Pattern.JUMP_UP, [0.0, 0.0, 1.0, 1.0]) == pytest.approx(0.5)
    assert effect(Pattern.JUMP_UP, [0.0, 1 / 3, 2 / 3, 1.0]) == pytest.approx(1 / 3 - 1 / 2)


@pytest.mark.parametrize("pattern", [Pattern.HUMP, Pattern.VALLEY, Pattern.JUMP_UP, Pattern.JUMP_DOWN])
def test_luck_does_not_pass_for_a_shape(pattern: Pattern) -> None:
    # Choosing the peak in the very runs in which it is measured would give a mean of about one unit of luck.
    effects = [contrasts(pattern, one[:, np.newaxis]).mean() for one in luck_only(sets=400)]
    assert abs(np.mean(effects)) < 3 * np.std(effects) / np.sqrt(len(effects)) + 0.06


def luck_only(sets: int) -> Numbers:
    return np.random.default_rng(3).standard_normal((sets, 24, 6))


def test_an_effect_is_compared_between_situations() -> None:
    weak, strong = [1.0, 1.5], [1.0, 3.0]
    assert effect(Pattern.EFFECT_UP, weak, strong) == pytest.approx(1.5)
    assert effect(Pattern.EFFECT_UP, strong, weak) == pytest.approx(-1.5)
    assert effect(Pattern.UP, weak, strong) == pytest.approx((0.5 + 2.0) / 2)


def test_levels_that_never_came_about_are_passed_over_in_a_rise_but_not_at_an_end() -> None:
    values = replicates([np.nan, *STRAIGHT[1:]])
    assert contrasts(Pattern.UP, values).tolist() == pytest.approx([0.8] * len(values))
    assert np.isnan(contrasts(Pattern.JUMP_UP, values)).all()
    assert np.isnan(contrasts(Pattern.UP, replicates([np.nan, 1.0]))).all()
