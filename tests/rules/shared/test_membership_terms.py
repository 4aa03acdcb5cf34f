"""Each term that speaks for or against membership (C03, C05, C17, C37, C45, C52, C53, C60, C67)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Form, Stage, StateLevel, Status, Tier
from simulation.engine.state import State
from simulation.rules.shared.membership_terms import (
    cohesion_term,
    confidence,
    effect_term,
    exchange_term,
    money_term,
    named_in_reports,
    others_share,
    out_of_sight,
    party_term,
    visibility_term,
    worth_alone,
)
from tests.worlds import Changes, at_work, lived, lively, mean, outcomes, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share)
def test_who_is_named_with_a_success_is_seen_as_if_all_reports_were_about_it(
    visibility: float, named: float, credit: float
) -> None:
    """C53."""
    assert out_of_sight(visibility, named, 1.0) == 0.0
    assert out_of_sight(0.0, named, 0.0) == 1.0
    assert 0.0 <= out_of_sight(visibility, named, credit) <= out_of_sight(visibility, named, 0.0)


@given(share, share, share)
def test_who_trusts_a_credible_initiator_doubts_nothing(credibility: float, trust: float, doubt: float) -> None:
    """C17."""
    assert confidence(1.0, 1.0, doubt) == 1.0
    assert confidence(0.0, trust, doubt) == confidence(credibility, 0.0, doubt) == 1.0 - doubt
    assert 1.0 - doubt <= confidence(credibility, trust, doubt) + 1e-12 <= 1.0 + 2e-12


def test_what_costs_more_than_it_brings_is_no_alternative() -> None:
    """C10: going it alone takes the time, too."""
    assert worth_alone(0.5, 0.2) == pytest.approx(0.3)
    assert worth_alone(0.1, 0.2) == 0.0


# --- on a small state ------------------------------------------------------------------------------------


def test_newcomers_learn_from_those_of_other_sectors_and_levels() -> None:
    state = at_work(4)
    alliance, one = state.alliance, state.organisations[1]
    alliance.taking_part, state.sectors[one.sector].members = 4, 2.0
    alliance.at_local, alliance.at_state, alliance.at_federal = 1, 2, 3
    for level, same in ((StateLevel.LOCAL, 1), (StateLevel.STATE, 2), (StateLevel.FEDERAL, 3)):
        one.level = level
        assert others_share(state, one) == pytest.approx(1.0 - 2 / 4 * same / 4)


def test_members_weigh_what_they_learn_and_newcomers_what_they_trust_in() -> None:
    state = at_work(3)
    weight = state.mechanisms.dissolution.exchange_weight
    membership, organisation = state.memberships[1], state.organisations[1]
    state.alliance.exchange, state.alliance.product, membership.trust = 0.3, 0.0, 0.7
    share = others_share(state, organisation)
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.3 * share)
    membership.status = Status.ASKED
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.7 * share)
    state.alliance.product = 0.5
    more = state.mechanisms.outlook.product_weight * 0.5
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.7 * share + more)


def test_being_among_one_s_own_counts_in_a_league() -> None:
    state = at_work(2)
    state.memberships[1].distance = 0.2
    assert cohesion_term(state, state.memberships[1]) == 0.0
    state.alliance.form = Form.LEAGUE
    weight = state.mechanisms.dissolution.cohesion_weight
    assert cohesion_term(state, state.memberships[1]) == pytest.approx(weight * 0.6)


def test_reports_name_the_core_group_first_and_supporters_with_what_room_is_left() -> None:
    state = at_work(4, {"mechanisms.impact.names": 4})
    state.alliance.core, state.alliance.supporters = 5, 10
    assert named_in_reports(state, Tier.CORE) == pytest.approx(0.8)
    assert named_in_reports(state, Tier.SUPPORTER) == 0.0
    state.alliance.core = 3
    assert named_in_reports(state, Tier.CORE) == 1.0
    assert named_in_reports(state, Tier.SUPPORTER) == pytest.approx(0.1)


@pytest.mark.parametrize(("distinct", "shared"), [(True, False), (False, False), (True, True)])
def test_visibility_given_up_weighs_by_need_and_by_grants_unless_these_are_shared(distinct: bool, shared: bool) -> None:
    changes = {"agreements.distinct": distinct, "agreements.grants_shared": shared, "arena.funding": 0.5}
    state = at_work(2, changes)
    membership, organisation = state.memberships[1], state.organisations[1]
    organisation.visibility_need, organisation.grant_dependence, membership.credit = 0.4, 0.6, 0.0
    state.alliance.week.visibility = 0.5
    need = 0.4 + 0.3 * (not shared)
    unseen = 1.0 - 0.5 * named_in_reports(state, membership.tier)
    weight = state.mechanisms.dissolution.visibility_weight
    hidden = 0.25 if distinct else 1.0
    assert visibility_term(state, membership, organisation, 0.25) == pytest.approx(weight * need * hidden * unseen)


@pytest.mark.parametrize(("settled", "stage", "known"), [(True, 4, True), (False, 4, False), (False, 5, True)])
def test_money_is_thought_of_before_work_begins_only_where_it_was_settled(
    settled: bool, stage: int, known: bool
) -> None:
    state = at_work(2, {"agreements.money_settled": settled, "agreements.contributions": "all"})
    state.alliance.stage, state.alliance.week.office_cost, state.organisations["money"] = Stage(stage), 5.0, 20.0
    weight = state.mechanisms.dissolution.cost_weight
    assert money_term(state, state.memberships[1], state.organisations[1]) == pytest.approx(weight * 0.25 * known)


@pytest.mark.parametrize(("closeness", "settled"), [(0.2, False), (0.2, True), (0.9, False)])
def test_being_seen_too_close_to_parties_weighs_in_a_campaign(closeness: float, settled: bool) -> None:
    state = at_work(2, {"agreements.party_line": 0.6, "agreements.party_line_settled": settled})
    state.arena.campaign, state.organisations[1].party_closeness = 0.5, closeness
    too_close = max(0.0, 0.6 - closeness)
    explained = 1.0 - state.mechanisms.cooperation.settled * settled
    weight = state.mechanisms.dissolution.party_weight
    assert party_term(state, state.organisations[1]) == pytest.approx(weight * 0.5 * too_close * explained)


def weighing(**columns: object) -> State:
    """Return a state in which an organisation with half a stake could bring about four fifths alone."""
    changes: Changes = {
        "mechanisms.dissolution.outside_option": 0.5,
        "mechanisms.dissolution.cost_weight": 0.2,
        "mechanisms.dissolution.mismatch": 0.0,
        "mechanisms.formation.doubt": 0.4,
        "goal.mobilisation": 1.0,
    }
    state = at_work(2, changes)
    state.demands["prospect"] = 0.5
    for name in ("least", "ideal"):
        state.positions[name] = state.demands["agreed"]
    state.positions["red_line"] = 1.0
    state.organisations["stake"], state.organisations["credibility"] = 0.5, [0.5, 1.0]
    state.memberships["status"], state.memberships["alone"] = Status.MEMBER, 0.8
    for name, value in columns.items():
        state.memberships[name] = value
    return state


def test_the_effect_counts_by_stake_less_what_one_could_do_alone_in_the_time_it_takes() -> None:
    """C10: half a stake in a prospect of a half, against half of four fifths alone and its cost in time."""
    state = weighing()
    weight = state.mechanisms.dissolution.effect_weight
    alone = 0.5 * max(0.0, weight * 0.5 * 0.8 - 0.2 * 0.5)
    effect = effect_term(state, state.memberships[1], state.organisations[1])
    assert effect == pytest.approx(weight * 0.5 * 0.5 - alone)


def test_who_is_asked_believes_in_the_effect_by_trust_in_a_credible_initiator() -> None:
    """C17: half of a trust in somebody of half credibility leaves three quarters of the doubt."""
    state = weighing(status=Status.ASKED, trust=0.5, alone=0.0)
    believed = 1.0 - 0.4 * 0.75
    weight = state.mechanisms.dissolution.effect_weight
    effect = effect_term(state, state.memberships[1], state.organisations[1])
    assert effect == pytest.approx(weight * 0.5 * 0.5 * believed)


@pytest.mark.parametrize(
    ("form", "stage"), [(Form.NETWORK, Stage.WORKING), (Form.ALLIANCE, Stage.EXCHANGING), (Form.LEAGUE, Stage.WORKING)]
)
def test_where_no_goal_is_pursued_there_is_no_effect(form: Form, stage: Stage) -> None:
    """C03, C05: a league pursues one."""
    state = weighing()
    state.alliance.form, state.alliance.stage = form, stage
    effect = effect_term(state, state.memberships[1], state.organisations[1])
    assert (effect != 0.0) == (form == Form.LEAGUE)


def test_who_is_not_to_pay_thinks_of_no_money() -> None:
    state = at_work(
        2,
        {
            "agreements.money_settled": True,
            "agreements.contributions": "willing",
            "mechanisms.dissolution.cost_weight": 0.4,
        },
    )
    state.alliance.week.office_cost, state.organisations["money"] = 5.0, 20.0
    state.memberships["pays"] = [True, False]
    weight = state.mechanisms.dissolution.cost_weight
    terms = [money_term(state, state.memberships[row], state.organisations[row]) for row in range(2)]
    assert terms == pytest.approx([weight * 0.25, 0.0])


def test_alone_in_an_alliance_there_is_nobody_to_learn_from() -> None:
    state = at_work(2)
    one = state.organisations[0]
    one.level, state.alliance.taking_part, state.alliance.at_local = StateLevel.LOCAL, 1, 1
    state.sectors[one.sector].members = 1.0
    assert others_share(state, one) == 0.0


@pytest.mark.parametrize(("names", "core", "supporter"), [(1, 1.0, 0.0), (2, 1.0, 1.0), (5, 1.0, 1.0)])
def test_reports_have_room_for_all_of_a_few(names: int, core: float, supporter: float) -> None:
    state = at_work(2, {"mechanisms.impact.names": names})
    state.alliance.core = state.alliance.supporters = 1
    assert named_in_reports(state, Tier.CORE) == core
    assert named_in_reports(state, Tier.SUPPORTER) == supporter


def test_nobody_gives_up_more_than_all_of_its_visibility_and_money() -> None:
    state = at_work(2, {"agreements.contributions": "all", "mechanisms.dissolution.cost_weight": 0.4})
    membership, organisation = state.memberships[1], state.organisations[1]
    organisation.visibility_need, organisation.money, state.alliance.week.office_cost = 0.5, 20.0, 50.0
    overloaded, full = (visibility_term(state, membership, organisation, load) for load in (1.5, 1.0))
    assert overloaded == full > 0.0
    assert money_term(state, membership, organisation) == pytest.approx(0.4)


# --- in a run --------------------------------------------------------------------------------------------


def test_products_keep_members_of_a_network_content() -> None:
    """C67: over paired runs, with the same members to begin with."""
    network: Changes = {"form": "network", "mechanisms.dissolution.cost_weight": 1.0}
    network |= {"mechanisms.dissolution.mutual_weight": 0.0}
    plain, useful = (lively(network | {"agreements.products": part}) for part in (0.0, 0.5))
    assert mean(useful, 60, "satisfaction") > mean(plain, 60, "satisfaction")
    assert mean(useful, 60, "exits") < mean(plain, 60, "exits")


def test_exchange_across_levels_draws_more_into_a_network_than_among_equals() -> None:
    """C67."""
    network: Changes = {"form": "network", "mechanisms.dissolution.cost_weight": 1.0, "groups.0.sectors": ["culture"]}
    equals = network | {"groups.0.levels": ["federal"]}
    assert mean(lively(network), 60, "accepted") > mean(lively(equals), 60, "accepted")


def test_the_non_partisan_leave_over_closeness_to_parties_and_fewer_if_it_was_told() -> None:
    """C45."""
    close: Changes = {
        **{f"{who}.party_closeness": 0.0 for who in ("organisations.0", "organisations.1", "groups.0")},
        "mechanisms.dissolution.party_weight": 1.5,
        "agreements.party_line": 0.6,
        "arena.elections": [{"name": "Election", "when": 100}],
    }
    silent = mean(lively(close), 40, "exits_party_line")
    told = mean(lively(close | {"agreements.party_line_settled": True}), 40, "exits_party_line")
    away = mean(lively(close | {"agreements.party_line": 0.0}), 40, "exits_party_line")
    assert silent > told
    assert away == 0.0


def test_those_as_close_to_parties_as_the_alliance_do_not_mind() -> None:
    keen = {f"{who}.party_closeness": 1.0 for who in ("organisations.0", "organisations.1", "groups.0")}
    close: Changes = {"agreements.party_line": 1.0, "mechanisms.dissolution.party_weight": 10.0}
    assert all(run.exits_party_line == 0 for run in outcomes(lively({**keen, **close}), 20))


def test_more_people_than_a_report_names_share_its_places() -> None:
    """C53: of ten in the core group, a report names five; each gets half of the credit, which begins to fade."""
    changes = {
        "arena.resistance": 0.0,
        "agreements.credit_rule": True,
        "mechanisms.impact.names": 5.0,
        "mechanisms.impact.adoption_rate": 5.0,
    }
    for size, part in ((4, 1.0), (5, 1.0), (10, 0.5), (20, 0.25)):
        state = lived(world(size, changes), 260)
        faded = 1.0 - state.mechanisms.impact.memory
        assert state.memberships["credit"] == pytest.approx(np.full(size, part * faded))
