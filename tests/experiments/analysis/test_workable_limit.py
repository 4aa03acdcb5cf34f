"""The workable limit: one is found where there is one, none where there is none, and doubt where runs are few."""

import numpy as np
import pytest

from experiments.analysis.statistics import Numbers
from experiments.analysis.workable_limit import Verdict, course_of

LEAST = 0.02


def _points(count: int, noise: float) -> tuple[Numbers, Numbers]:
    random = np.random.default_rng(4)
    return random.uniform(2, 60, count), random.normal(0, noise, (count, 6))


def test_a_hump_has_a_limit_at_its_best_size() -> None:
    sizes, noise = _points(300, 0.05)
    course = course_of(sizes, 0.5 - ((sizes - 20) / 60)[:, None] ** 2 + noise, LEAST)
    assert course is not None
    assert course.verdict is Verdict.LIMIT
    assert course.places[course.best] == pytest.approx(20, abs=6)
    assert course.fall.low <= -(((55 - 20) / 60) ** 2) + 0.03 <= course.fall.high + 0.03


@pytest.mark.parametrize("slope", [0.0, 0.01])
def test_what_does_not_fall_has_no_limit(slope: float) -> None:
    sizes, noise = _points(300, 0.01)
    course = course_of(sizes, slope * sizes[:, None] + noise, LEAST)
    assert course is not None
    assert course.verdict is Verdict.NONE


def test_few_noisy_runs_cannot_tell() -> None:
    sizes, noise = _points(100, 0.5)
    course = course_of(sizes, noise, LEAST)
    assert course is not None
    assert course.verdict is Verdict.UNSURE


def test_the_best_of_pure_noise_makes_no_limit() -> None:
    found = []
    for seed in range(6):
        random = np.random.default_rng(seed)
        sizes, rows = random.uniform(2, 60, 120), random.normal(0, 0.3, (120, 6))
        course = course_of(sizes, rows, LEAST)
        found.append(course is not None and course.verdict is Verdict.LIMIT)
    assert sum(found) <= 1


def test_too_few_points_have_no_course() -> None:
    sizes, noise = _points(60, 0.1)
    assert course_of(sizes, noise, LEAST) is None
