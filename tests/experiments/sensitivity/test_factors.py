"""Factors: which fields vary over what, and what is refused."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.design.layouts import drawn
from experiments.design.variation import DesignError, Range
from experiments.sensitivity.blocks import Blocks, saltelli, trajectories
from experiments.sensitivity.factors import Chosen, Factors, factors_of
from simulation import Scenario, changed, load_field, load_scenario

type Design = Callable[[Factors, int, int], Blocks]


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return load_scenario("baseline")


@pytest.fixture(scope="module")
def everything(baseline: Scenario) -> Chosen:
    return factors_of(baseline)


def test_everything_that_is_plausible_varies_over_what_it_declares(everything: Chosen) -> None:
    factors = everything.factors
    assert factors["arena.resistance"] == Range(0.3, 1.2)
    assert factors["mechanisms.outlook.candidates"] == Range(2, 10, is_whole=True)
    assert factors["agreements.moderation"] == (False, True)
    assert factors["agreements.contributions"] == ("core", "all", "willing", "nobody")
    assert factors["agreements.lead"] == ("", "Convenor")
    assert not {"weeks", "agreements.distinct", "arena.backlash", "title.en", "agreements.paper_due"} & factors.keys()


def test_what_may_not_be_agreed_on_at_all_is_no_small_amount_of_it(everything: Chosen) -> None:
    factors = everything.factors
    assert factors["agreements.core_size"] == (100_000, 4, 12, 20)
    assert factors["agreements.end_week"] == (0, 130, 260)
    assert factors["agreements.office_hours"] == Range(0, 80)


def test_ranges_hold_what_the_scenario_has_itself() -> None:
    scenario = load_scenario("lieferkettengesetz")
    found = factors_of(scenario, ["invitation"]).factors["invitation.size"]
    assert isinstance(found, Range)
    assert found.low == max(2, len(scenario.invitation.initiators))
    assert found.high == max(45, scenario.invitation.size)


def test_what_cannot_vary_by_itself_is_left_out_with_its_reason(everything: Chosen) -> None:
    assert "successor" in everything.left_out["agreements.overlap_weeks"]


def test_what_issues_and_forums_have_varies_for_all_of_them() -> None:
    field = load_field("field")
    found = factors_of(field, ["agreements", "search.looks", "forums"]).factors
    assert found["issues.*.agreements.core_size"] == (100_000, 4, 12, 20)
    assert found["issues.*.agreements.decision_rule"] == ("consensus", "two-thirds", "majority", "silence")
    assert found["search.looks"] == Range(4, 16, is_whole=True)
    assert found["forums.*.share"] == Range(0.1, 1)
    assert "issues.*.agreements.lead" not in found
    every = factors_of(field)
    assert every.factors["issues.*.founder_leads"] == (False, True)
    changed(field, {path: drawn(one, np.ones(1) * 0.999)[0] for path, one in every.factors.items()})


def test_a_part_a_field_and_values_can_be_named(baseline: Scenario) -> None:
    found = factors_of(baseline, ["population", "arena.backlash", "arena.salience=0.1,0.9"]).factors
    assert found == {
        "population.heterogeneity": Range(0, 1),
        "arena.backlash": Range(0, 1),
        "arena.salience": (0.1, 0.9),
    }


@pytest.mark.parametrize(
    ("specification", "told"),
    [
        ("arena.saliense", "did you mean arena.salience"),
        ("arena.salience=0.5", "two at least"),
        ("arena.salience=0.5..7", "cannot vary so: arena.salience = 7.0"),
        ("title.en", "write FIELD=VALUES"),
    ],
)
def test_what_is_no_factor_is_refused(baseline: Scenario, specification: str, told: str) -> None:
    with pytest.raises(DesignError, match=told):
        factors_of(baseline, [specification])


def test_a_field_is_named_once(baseline: Scenario) -> None:
    with pytest.raises(DesignError, match=r"arena\.salience is varied twice"):
        factors_of(baseline, ["arena", "arena.salience=0.1,0.2"])


@pytest.mark.parametrize("design", [saltelli, trajectories])
def test_points_lie_in_their_ranges_and_take_every_word(baseline: Scenario, design: Design) -> None:
    chosen = factors_of(baseline, ["agreements.decision_rule", "agreements.milestones", "arena.salience"]).factors
    points = design(chosen, 16, 1).points()
    rules, milestones, salience = (list(points.columns[path].spread(points.columns[path].levels)) for path in chosen)
    assert set(rules) == {"consensus", "two-thirds", "majority", "silence"}
    assert {type(one) for one in milestones} == {int}
    assert min(milestones) >= 0
    assert max(milestones) <= 6
    assert min(salience) >= 0.2
    assert max(salience) <= 0.8
    changed(baseline, points[len(points) - 1])


@pytest.mark.parametrize("design", [saltelli, trajectories])
def test_a_larger_design_begins_with_the_smaller_one(baseline: Scenario, design: Design) -> None:
    chosen = factors_of(baseline, ["arena"]).factors
    small, large = design(chosen, 16, 1), design(chosen, 32, 1)
    assert np.array_equal(small.shares, large.shares[:16])
