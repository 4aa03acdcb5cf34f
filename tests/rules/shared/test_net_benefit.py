"""Joining, staying and leaving: how a paper suits an organisation, and what its body weighs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Form, Status, Tier
from simulation.engine.records import Terms
from simulation.rules.shared.net_benefit import joins, judgement, net_benefit, stays, terms_of
from tests.worlds import Changes, at_work, lived, lively, mean, world

# --- rules -----------------------------------------------------------------------------------------------


BENEFITS, COSTS = Terms._fields[:6], Terms._fields[6:]

NOTHING = Terms(*[0.0] * 12)


@pytest.mark.parametrize(("names", "sign"), [(BENEFITS, 1.0), (COSTS, -1.0)])
def test_benefits_count_for_and_costs_against(names: tuple[str, ...], sign: float) -> None:
    for name in names:
        assert net_benefit(NOTHING._replace(**{name: 0.25})) == sign * 0.25


share = st.floats(0, 1)

any_terms = st.builds(Terms, *[share] * len(Terms._fields))


@given(any_terms)
def test_the_sum_is_that_of_its_terms(terms: Terms) -> None:
    weighed = sum(getattr(terms, name) for name in BENEFITS) - sum(getattr(terms, name) for name in COSTS)
    assert net_benefit(terms) == pytest.approx(weighed)


# --- on a small state ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "form", "agreement", "disclosed", "risks"),
    [
        (Tier.CORE, Form.ALLIANCE, False, False, True),
        (Tier.CORE, Form.ALLIANCE, True, False, False),
        (Tier.CORE, Form.ALLIANCE, False, True, False),
        (Tier.SUPPORTER, Form.ALLIANCE, False, False, False),
        (Tier.CORE, Form.NETWORK, False, False, False),
    ],
)
def test_what_is_not_known_yet_is_a_risk_for_those_who_are_bound(
    tier: Tier, form: Form, agreement: bool, disclosed: bool, risks: bool
) -> None:
    state = at_work(2, {"agreements.red_lines_disclosed": disclosed})
    state.memberships[1].tier, state.alliance.form, state.alliance.has_agreement = tier, form, agreement
    assert terms_of(state, 1).risk == state.mechanisms.dissolution.risk_weight * risks


def test_terms_of_a_member_follow_from_the_state() -> None:
    state = at_work(2, {"goal.societal": 0.5, "mechanisms.dissolution.cost_weight": 0.4, "arena.pressure": 0.25})
    membership, organisation, weigh = state.memberships[1], state.organisations[1], state.mechanisms.dissolution
    membership.status = Status.MEMBER  # whatever it thinks of what membership costs here
    membership.trust, membership.ownership, membership.coverage = 0.6, 0.5, 0.8
    membership.load, membership.distance, state.alliance.talked = 1.5, 0.3, 0.25
    organisation.solidarity, state.alliance.week.need = 0.5, 0.2
    terms = terms_of(state, 1)
    assert terms.belonging == pytest.approx(weigh.belonging_weight * 1.25 * 0.6 * 0.5)
    assert terms.solidarity == pytest.approx(weigh.solidarity_weight * 0.1)
    assert terms.cooperation == pytest.approx(weigh.belonging_weight * 0.5 * 0.8 * 0.6)
    assert terms.time == pytest.approx(0.4)
    assert terms.values == pytest.approx(weigh.values_weight * 0.3 * 0.75)


def test_who_finds_as_much_cost_as_benefit_does_not_join() -> None:
    assert not joins(0.0, 0.0)
    assert joins(0.1, -0.05)
    assert not joins(0.1, -0.15)


def test_loyalty_makes_up_for_as_much_net_cost() -> None:
    assert stays(-0.25, 0.0, 0.25)
    assert not stays(-0.26, 0.0, 0.25)
    assert stays(-0.5, 0.25, 0.25)
    assert not stays(0.0, -0.5, 0.25)


def test_judgement_strays_to_both_sides_by_no_more_than_it_may_and_by_chance_for_each_and_each_week() -> None:
    state = at_work(2, {"mechanisms.formation.judgement": 0.5})
    strayed = []
    for week in range(300):
        state.clock.week = week
        strayed.append([judgement(state, row) for row in range(2)])
    one, other = np.array(strayed).T
    assert (np.abs(strayed) <= 0.5).all()
    assert one.mean() == pytest.approx(0.0, abs=4.5 * 0.5 / math.sqrt(3 * 300))  # evenly spread: a third of the square
    assert one.min() < -0.4
    assert one.max() > 0.4
    assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / math.sqrt(300)


def test_who_is_asked_weighs_the_load_it_expects_and_its_say_on_joining() -> None:
    """C22, C33: half a stake pledges half of the free time; whoever comes after the wording owns nothing of it."""
    changes: Changes = {"mechanisms.dissolution.cost_weight": 0.4, "mechanisms.dissolution.mismatch": 0.0}
    state = at_work(2, changes | {"goal.mobilisation": 1.0, "agreements.obligation": 1.0})
    state.organisations["stake"] = 0.5
    state.memberships["status"], state.memberships["load"], state.memberships["ownership"] = Status.ASKED, 0.9, 1.0
    asked = terms_of(state, 1)
    assert asked.time == pytest.approx(0.4 * 0.5)
    assert asked.belonging == 0.0
    state.memberships["status"] = Status.MEMBER
    assert terms_of(state, 1).time == pytest.approx(0.4 * 0.9)
    assert terms_of(state, 1).belonging > 0.0


def test_distance_from_the_core_group_weighs_less_for_supporters_and_in_networks() -> None:
    state = at_work(2)
    cooperation, weight = state.mechanisms.cooperation, state.mechanisms.dissolution.values_weight
    state.memberships["distance"], state.alliance.talked = 0.5, 0.0
    assert terms_of(state, 1).values == pytest.approx(weight * 0.5)
    state.memberships[1].tier = Tier.SUPPORTER
    assert terms_of(state, 1).values == pytest.approx(weight * 0.5 * cooperation.supporter_pledge)
    state.memberships[1].tier, state.alliance.form = Tier.CORE, Form.NETWORK
    assert terms_of(state, 1).values == pytest.approx(weight * 0.5 * cooperation.supporter_pledge)


# --- in a run --------------------------------------------------------------------------------------------


def test_who_expects_nothing_and_gives_much_declines() -> None:
    unsure = {"agreements.red_lines_disclosed": False, "mechanisms.dissolution.risk_weight": 0.2}
    state = lived(world(4, unsure, others={"stake": 0.0, "trust": 0.0}), 1)
    assert state.memberships["status"].tolist() == [Status.MEMBER] + [Status.DECLINED] * 3


def test_cheap_membership_is_accepted() -> None:
    assert (lived(world(4), 1).memberships["status"] == Status.MEMBER).all()


def test_pressure_draws_organisations_together_while_it_drains_them() -> None:
    """C61: as far as it leaves them the means."""
    marginal: Changes = {
        "mechanisms.dissolution.cost_weight": 0.4,
        "mechanisms.dissolution.belonging_weight": 0.3,
        "mechanisms.outlook.cutback": 0.0,
        "mechanisms.dissolution.mutual_weight": 0.0,
    }
    free, pressed = (lively(marginal | {"arena.pressure": pressure}) for pressure in (0.0, 0.8))
    assert mean(pressed, 60, "accepted") > mean(free, 60, "accepted")
    assert mean(pressed, 60, "energy") < mean(free, 60, "energy")


@pytest.mark.parametrize("solidarity", [0.1, 0.3])
def test_an_alliance_forms_without_solidarity(solidarity: float) -> None:
    """C04: formation hardly depends on it."""
    spread: Changes = {f"{who}.solidarity": 0.0 for who in ("organisations.0", "organisations.1", "groups.0")}
    none = lively(spread)
    some = lively(dict.fromkeys(spread, solidarity))
    assert mean(some, 40, "accepted") == pytest.approx(mean(none, 40, "accepted"), abs=0.05)
