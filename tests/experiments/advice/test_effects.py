"""Effects: intervals that hold as often as they say, and no word stronger than its interval."""

import numpy as np
import pytest

from experiments.advice.effects import Effect, Sureness, effect, mean_of, per_week
from experiments.analysis.statistics import Estimate


def test_all_intervals_of_an_answer_hold_at_once_as_often_as_they_say() -> None:
    random, answers, comparisons, pairs = np.random.default_rng(4), 120, 6, 100
    # Most pairs do not differ, and those that do are skewed, as differences of impact are.
    differs = random.random((answers, comparisons, pairs)) < 0.3
    values = differs * random.gamma(2.0, 0.05, (answers, comparisons, pairs))
    true = 0.3 * 2.0 * 0.05
    hold = alone = 0
    for answer in values:
        found = [mean_of(row, comparisons) for row in answer]
        hold += all(one.low <= true <= one.high for one in found)
        alone += all(one.low <= true <= one.high for one in (mean_of(row, 1) for row in answer))
    assert hold / answers > 0.92  # 0.95, less what 120 answers may miss
    assert alone / answers < 0.85, "intervals that are not widened would do as well"


def test_with_nothing_to_find_hardly_any_answer_is_sure_of_anything() -> None:
    random, comparisons = np.random.default_rng(5), 8
    answers = random.normal(0.0, 0.1, (50, comparisons, 100))
    zero = np.zeros(100)
    wrong = sum(any(effect("impact", zero, row, comparisons).is_sure for row in answer) for answer in answers)
    assert wrong / len(answers) < 0.12


def test_what_is_the_same_in_all_pairs_is_no_effect() -> None:
    found = effect("depth", np.array([0.2, np.nan, 0.4]), np.array([0.2, np.nan, 0.4]), comparisons=3)
    assert (found.mean, found.sureness, found.pairs, found.of) == (Estimate(0, 0, 0), Sureness.NONE, 2, 3)


def test_an_outcome_that_is_missing_in_one_run_only_is_a_difference_without_a_size() -> None:
    found = effect("depth", np.array([np.nan, 0.4, 0.4]), np.array([0.5, 0.4, 0.4]), comparisons=1)
    assert (found.differing, found.mean.value, found.sureness) == (1, 0.0, Sureness.NOT_FOUND)


@pytest.mark.parametrize(
    ("shift", "comparisons", "expected"),
    [
        (0.05, 1, Sureness.SURE),
        (0.05, 1_000_000, Sureness.PERHAPS),
        (0.0, 1, Sureness.NOT_FOUND),
        (0.002, 1, Sureness.NOT_FOUND),  # sure, and too little to count
    ],
)
def test_how_sure_it_is_follows_from_the_intervals(shift: float, comparisons: int, expected: Sureness) -> None:
    spread = 0.002 if shift == 0.002 else 0.05
    with_it = shift + spread * np.linspace(-1, 1, 20) * (0.1 if shift == 0.002 else 1)
    assert effect("impact", np.zeros(20), with_it, comparisons).sureness in {expected, Sureness.NONE}


def test_what_a_week_brings_lies_where_gain_and_time_let_it() -> None:
    def found(outcome: str, low: float, value: float, high: float) -> Effect:
        estimate = Estimate(value, low, high)
        return Effect(outcome, estimate, estimate, pairs=10, of=10, differing=10)

    gain, time = found("impact", 0.1, 0.2, 0.3), found("weeks_to_agreement", 2, 4, 5)
    assert per_week(gain, time) == pytest.approx((0.05, 0.02, 0.15))
    assert per_week(gain, found("weeks_to_agreement", -1, 4, 5)) is None
    assert per_week(found("impact", -0.1, 0.2, 0.3), time) is None
