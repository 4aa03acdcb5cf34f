"""Effects: luck is taken out of their spread, and of nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from experiments.claims.effects import Effects, calibrated, effects_of
from experiments.claims.expected_patterns import Pattern

NUMBERS = arrays.arrays(float, 12, elements=st.floats(-100, 100))
ERRORS = arrays.arrays(float, 12, elements=st.floats(0, 50))


@given(NUMBERS, ERRORS)
def test_calibration_draws_towards_the_mean_and_never_across(effects: np.ndarray, errors: np.ndarray) -> None:
    drawn, mean = calibrated(effects, errors), effects.mean()
    assert np.all(np.abs(drawn - mean) <= np.abs(effects - mean) + 1e-9)
    assert np.all((drawn - mean) * (effects - mean) >= -1e-9)


@given(NUMBERS)
def test_without_luck_nothing_is_drawn_in(effects: np.ndarray) -> None:
    assert calibrated(effects, np.zeros(12)) == pytest.approx(effects)


def test_what_luck_alone_spreads_comes_together() -> None:
    random = np.random.default_rng(1)
    one_effect = 0.3 + 0.2 * random.standard_normal(400)
    assert np.ptp(calibrated(one_effect, np.full(400, 0.2))) < 0.3 * np.ptp(one_effect)


def test_the_spread_that_is_real_is_left() -> None:
    random = np.random.default_rng(2)
    true = random.standard_normal(2_000)
    measured = true + 0.7 * random.standard_normal(2_000)
    assert calibrated(measured, np.full(2_000, 0.7)).std() == pytest.approx(true.std(), rel=0.05)


def test_shares_do_not_depend_on_how_many_runs_a_set_had() -> None:
    random = np.random.default_rng(5)
    true = 0.5 + random.standard_normal(4_000)
    for error in (0.1, 1.0):
        measured = true + error * random.standard_normal(4_000)
        share = (calibrated(measured, np.full(4_000, error)) > 0).mean()
        assert share == pytest.approx((true > 0).mean(), abs=0.03)


def test_a_set_without_two_comparable_pairs_is_left_out_and_the_defaults_stand_apart() -> None:
    values = np.ones((4, 1, 2, 3))
    values[0, 0, 1] = 5.0  # the defaults
    values[1, 0, 1] = 2.0
    values[2, 0, 1] = [np.nan, np.nan, 9.0]
    effects = effects_of(Pattern.UP, values)
    assert effects.sets.tolist() == [0, 2]
    assert effects.measured.tolist() == [1.0, 0.0]
    assert effects.at_defaults == 4.0


def test_a_set_stands_out_only_beyond_its_own_luck() -> None:
    values = np.zeros((3, 1, 2, 4))
    values[1, 0, 1] = [1.0, 1.1, 0.9, 1.0]
    values[2, 0, 1] = [1.0, -1.1, 0.9, -1.0]
    assert effects_of(Pattern.UP, values).stands_out.tolist() == [1, 0]


def test_effects_are_read_back_as_they_were_written() -> None:
    values = np.random.default_rng(1).random((5, 1, 2, 6))
    values[0] = np.nan
    effects = effects_of(Pattern.UP, values)
    again = Effects.model_validate_json(effects.model_dump_json())
    assert again.calibrated.tolist() == effects.calibrated.tolist()
    assert np.isnan(again.at_defaults)
    assert "NaN" not in effects.model_dump_json()
