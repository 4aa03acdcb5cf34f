"""The outside option: what an organisation may expect to bring about alone (Olson 1965)."""

import math

import pytest

from simulation.engine.codes import Status
from simulation.rules.impact.influence import take_stock
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.shared.composition import compose
from tests.worlds import Changes, at_work

# --- on a small state ------------------------------------------------------------------------------------


def test_alone_is_as_good_as_in_an_alliance_of_one() -> None:
    """Olson (1965): the outside option is what the same forty hours bring about with nobody to join."""
    changes: Changes = {"agreements.details_open": 0.0, "goal.change_share": 1.0, "goal.mobilisation": 1.0}
    state = at_work(2, changes)
    alliance = state.alliance
    state.positions["ideal"], state.demands["agreed"], state.demands["majority"] = 0.6, 0.6, 0.2
    state.memberships[0].status, alliance.changed = Status.LEFT, True
    compose(state)
    alliance.expected_effort = alliance.week.effort = 40.0
    take_stock(state)
    assert 0.0 < prospect_alone(state, state.organisations[1]) == pytest.approx(float(state.demands[0].prospect))


def test_who_has_no_time_can_do_nothing_alone() -> None:
    state = at_work(2, demands=2)
    state.organisations[1].hours = 0.0
    assert prospect_alone(state, state.organisations[1]) == 0.0


def test_where_nobody_resists_alone_is_as_good_as_together() -> None:
    """Every demand is then adopted at the rate of politics, whatever its weight and whoever asks for it."""
    state = at_work(2, {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.02}, demands=3)
    state.demands["weight"] = [3.0, 1.0, 2.0]
    weeks = state.mechanisms.dissolution.outlook_weeks
    assert prospect_alone(state, state.organisations[1]) == pytest.approx(1.0 - math.exp(-0.02 * weeks))


def test_what_is_asked_beyond_the_majority_counts_by_its_weight() -> None:
    """Between the prospect of a demand that all want anyway and that of a bold one, three parts to one."""

    def alone(majority: list[float], weight: list[float]) -> float:
        state = at_work(2, {"mechanisms.impact.adoption_rate": 0.02}, demands=2)
        state.positions["ideal"], state.demands["majority"], state.demands["weight"] = 0.8, majority, weight
        return float(prospect_alone(state, state.organisations[1]))

    easy, bold = alone([0.8, 0.8], [1.0, 1.0]), alone([0.0, 0.0], [1.0, 1.0])
    assert easy > bold > 0.0
    assert alone([0.8, 0.0], [3.0, 1.0]) == pytest.approx((3 * easy + bold) / 4)


def test_two_demands_share_the_attention_to_one() -> None:
    """C46: half of the attention is worth as much as the influence of half of the effort."""
    one, two = at_work(2), at_work(2, demands=2)
    for state in (one, two):
        state.positions["ideal"], state.demands["majority"] = 0.6, 0.2
    one.organisations[1].hours /= 2
    assert prospect_alone(two, two.organisations[1]) == pytest.approx(prospect_alone(one, one.organisations[1]))
