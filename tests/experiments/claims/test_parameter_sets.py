"""The plausible space: drawn as the fields declare it, and kept where alliances work at all."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice

import numpy as np
import pytest

from experiments.claims import parameter_sets
from experiments.claims.parameter_sets import is_plausible, plausible_worlds
from experiments.design.declarations import single_fields
from experiments.design.plausible_space import draw, plausible_range, usual_ranges
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.pool import LocalPool
from simulation import DataError, Outcome, Scenario, changed, load_scenario
from simulation.scenario.fields import facts
from tests.experiments.made_up import outcome
from tests.experiments.made_up_claims import silently

POINTS = list(islice(draw(usual_ranges(), seed=1), 128))


def test_drawn_is_every_number_that_is_something_by_default_and_the_length_of_a_run_is_not() -> None:
    ranges = usual_ranges()
    for path, field in single_fields():
        plausible = facts(field).get("plausible")
        if plausible and path != "weeks" and field.default and plausible[0] <= field.default <= plausible[1]:
            assert ranges[path].middle == field.default
            assert [ranges[path].low, ranges[path].high] == plausible
        else:
            assert path not in ranges


def test_values_lie_in_their_ranges_half_of_them_to_each_side_of_the_default() -> None:
    for path, range_ in usual_ranges().items():
        values = np.array([float(str(point[path])) for point in POINTS])
        assert range_.low <= values.min() <= values.max() <= range_.high
        if not range_.is_whole and range_.low < range_.middle < range_.high:
            assert (values < range_.middle).sum() == 64
        assert not range_.is_whole or all(value.is_integer() for value in values)


def test_every_drawn_set_is_a_valid_scenario() -> None:
    scenario = load_scenario("baseline")
    for point in POINTS[:16]:
        changed(scenario, point)


def test_the_same_seed_draws_the_same_and_another_one_does_not() -> None:
    again, other = (list(islice(draw(usual_ranges(), seed), 128)) for seed in (1, 2))
    assert again == POINTS != other


def test_traits_of_all_organisations_can_be_drawn_evenly() -> None:
    range_ = plausible_range("groups.*.home_load")
    assert range_ is not None
    assert range_.at(0.5) == pytest.approx((range_.low + range_.high) / 2)
    assert plausible_range("groups.*.name") is None
    assert plausible_range("nowhere") is None


def runs(agreed: int, successes: int, of: int = 20) -> list[Outcome]:
    return [outcome(weeks_to_agreement=30.0 if k < agreed else np.nan, success=int(k < successes)) for k in range(of)]


@pytest.mark.parametrize(
    ("agreed", "successes", "plausible"),
    [(20, 8, True), (10, 2, True), (9, 8, False), (20, 1, False), (20, 18, True), (20, 19, False)],
)
def test_a_world_is_plausible_if_alliances_agree_and_neither_always_fail_nor_always_win(
    agreed: int, successes: int, plausible: bool
) -> None:
    assert is_plausible(runs(agreed, successes)) is plausible


def in_loud_worlds(_scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
    """Let alliances work where the topic is salient, and nowhere else."""
    return runs(20, 8 if float(str(changes["arena.salience"])) > 0.5 else 0, of=len(seeds))


@pytest.mark.parametrize("start", [InThisProcess, partial(LocalPool, workers=2)])
def test_kept_are_the_first_plausible_worlds_in_the_order_of_drawing(start: Start) -> None:
    told: list[tuple[int, int]] = []
    kept = plausible_worlds(24, 1, lambda *now: told.append(now), start=start, runner=in_loud_worlds)
    drawn = POINTS[: kept.drawn]
    assert list(kept.points) == [point for point in drawn if float(str(point["arena.salience"])) > 0.5]
    assert len(kept.points) == 24
    assert kept.points[-1] == drawn[-1]
    assert told[-1] == (24, 24)


def in_no_world(_scenario: Scenario, _changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
    """Let no alliance ever agree."""
    return runs(0, 0, of=len(seeds))


def test_too_few_plausible_worlds_are_an_error_and_no_endless_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameter_sets, "MOST_DRAWN", 4)
    with pytest.raises(DataError, match=r"only 0 of .* look at the plausible ranges"):
        plausible_worlds(8, 1, silently, runner=in_no_world)
