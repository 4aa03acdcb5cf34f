"""The plausible space: drawn as the fields declare it, and kept where alliances work at all."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice

import numpy as np
import pytest

from experiments.claims import parameter_sets
from experiments.claims.parameter_sets import drawn_sets, is_plausible, of_alliances, panel, plausible_sets
from experiments.claims.switches import RULE, RULES, SWITCHES, settings
from experiments.design.declarations import single_fields
from experiments.design.plausible_space import draw, plausible_range, usual_ranges
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.pool import LocalPool
from simulation import DataError, Outcome, Scenario, changed, load_scenario
from simulation.scenario.fields import facts
from tests.experiments.made_up import outcome

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


def runs(agreed: int, successes: int, of: int = 60) -> list[Outcome]:
    return [outcome(weeks_to_agreement=30.0 if k < agreed else np.nan, success=int(k < successes)) for k in range(of)]


@pytest.mark.parametrize(
    ("agreed", "successes", "plausible"),
    [(60, 24, True), (20, 3, True), (19, 8, False), (60, 2, False), (60, 57, True), (60, 58, False)],
)
def test_a_set_is_plausible_if_alliances_agree_and_neither_always_fail_nor_always_win(
    agreed: int, successes: int, plausible: bool
) -> None:
    assert is_plausible(runs(agreed, successes)) is plausible


def where_salient(_scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
    """Let alliances that are led work where the topic is salient, and no others."""
    works = float(str(changes["arena.salience"])) > 0.5 and changes["agreements.lead"] == "Convenor"
    return runs(20, 1 if works else 0, of=len(seeds))


@pytest.mark.parametrize("start", [InThisProcess, partial(LocalPool, workers=2)])
def test_kept_are_the_first_plausible_sets_in_the_order_of_drawing(start: Start) -> None:
    told: list[tuple[int, int]] = []
    kept = plausible_sets(24, 1, lambda *now, **_: told.append(now), start=start, runner=where_salient)
    drawn = list(islice(drawn_sets(1, of_alliances().numbers), kept.drawn))
    assert list(kept.sets) == [one for one in drawn if float(str(one.point["arena.salience"])) > 0.5]
    assert len(kept.sets) == 24
    assert kept.sets[-1] == drawn[-1]
    assert told[-1] == (24, 24)


def test_the_panel_has_small_and_large_alliances_led_and_leaderless_with_and_without_supporters() -> None:
    arms = panel()
    for field in ("invitation.size", "agreements.lead", "agreements.core_size"):
        values = [arm[field] for arm in arms]
        assert len(set(values)) > 1
        assert all(values.count(value) == len(arms) // len(set(values)) for value in values)


def test_half_of_all_sets_have_each_switch_and_rules_are_even() -> None:
    sets = list(islice(drawn_sets(1, of_alliances().numbers), 128))
    baseline = load_scenario("baseline")
    told = [{field: label for field, _, label, _ in settings(one.switched, baseline)} for one in sets]
    for field, switch in SWITCHES.items():
        labels = [one[field] for one in told]
        kinds = RULES if field == RULE else (switch.has, switch.has_not)
        assert {kind: labels.count(kind) for kind in kinds} == dict.fromkeys(kinds, 128 // len(kinds))


def nowhere(_scenario: Scenario, _changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
    """Let no alliance ever agree."""
    return runs(0, 0, of=len(seeds))


def test_too_few_plausible_sets_are_an_error_and_no_endless_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameter_sets, "MOST_DRAWN", 4)
    with pytest.raises(DataError, match=r"only 0 of .* look at the plausible ranges"):
        plausible_sets(8, 1, runner=nowhere)
