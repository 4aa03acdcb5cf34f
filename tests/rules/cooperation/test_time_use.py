"""Time use: how members split their week between coordination, talks and work (C33, C36)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Stage, Status, Tier
from simulation.engine.state import State, seen_by
from simulation.rules.cooperation.time_use import (
    claim_time,
    hours_in_meetings,
    pledged_hours,
    spend_time,
    talks_this_week,
    work,
)
from simulation.week import live
from tests.worlds import STUBBORN, Changes, another, at_work, lived, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


crowd = st.integers(1, 200)


@given(st.floats(0, 5), crowd, st.floats(0, 8))
def test_everybody_listens_to_everybody_in_a_meeting(meetings: float, voices: int, hours: float) -> None:
    """C34: all together they spend as many hours as there are pairs of a speaker and one who listens."""
    each = hours_in_meetings(meetings, voices, hours)
    assert voices * each == pytest.approx(meetings * hours * voices**2)
    assert hours_in_meetings(meetings, voices, 0.0) == hours_in_meetings(0.0, voices, hours) == 0.0


# --- on a small state ------------------------------------------------------------------------------------


MET: dict[str, object] = {"mechanisms.cooperation.hours_per_voice": 0.5}


@pytest.mark.parametrize(
    ("stage", "meetings"),
    [
        (Stage.INVITING, 2.0),
        (Stage.DEBATING_VALUES, 3.0),
        (Stage.AGREEING_ON_DEMANDS, 3.0),
        (Stage.WORKING, 2.25),
        (Stage.EXCHANGING, 2.0),
    ],
)
def test_the_core_group_meets_every_week_while_it_talks_and_every_fourth_at_work(stage: Stage, meetings: float) -> None:
    """C32: beside two extra meetings, which are held once; in each of them three speak for half an hour."""
    state = at_work(3, MET)
    state.alliance.stage, state.alliance.extra_meetings = stage, 2
    assert talks_this_week(state) == pytest.approx(meetings * 3 * 0.5)
    assert state.alliance.extra_meetings == 0


def test_a_merged_body_speaks_with_one_voice() -> None:
    """C01."""
    state = at_work(3, MET | {"agreements.distinct": False})
    state.alliance.extra_meetings = 0
    assert talks_this_week(state) == pytest.approx(0.25 * 0.5)


@pytest.mark.parametrize(
    ("stage", "pledges"),
    [(Stage.AGREEING_ON_DEMANDS, 0), (Stage.WORKING, 1), (Stage.EXCHANGING, 1), (Stage.ENDED, 0)],
)
def test_time_is_pledged_once_there_is_work_to_do(stage: Stage, pledges: int) -> None:
    """C33: by stake and obligation."""
    changes: dict[str, object] = {"agreements.obligation": 0.5, "mechanisms.dissolution.mismatch": 0.0}
    state = at_work(2, changes | {"goal.mobilisation": 1.0})
    membership, organisation = state.memberships[1], state.organisations[1]
    membership.free, organisation.stake, state.alliance.stage = 20.0, 0.5, stage
    assert pledged_hours(state, membership, organisation) == pytest.approx(20.0 * 0.5 * 0.5 * pledges)


def test_members_ask_for_what_they_pledged_or_for_what_talks_and_ties_take_if_that_is_more() -> None:
    """C36: of forty hours three quarters are at home; other alliances have claimed five already."""
    ties: dict[str, object] = {
        "mechanisms.cooperation.hours_per_partner": 4.0,
        "mechanisms.cooperation.hours_per_supporter": 1.0,
        "mechanisms.cooperation.supporter_pledge": 0.25,
        "mechanisms.dissolution.mismatch": 0.0,
        "goal.mobilisation": 1.0,
        "agreements.core_size": 2,
    }
    state = at_work(4, MET | ties)
    state.alliance.extra_meetings = 9
    state.organisations["home_load"], state.organisations["claimed"] = [0.75, 0.0, 0.75, 0.0], 5.0
    state.memberships[3].status = Status.LEFT
    claim_time(state)
    talks = 9.25 * 2 * 0.5
    assert state.alliance.week.talks == pytest.approx(talks)
    assert state.memberships["free"][:3] == pytest.approx([10.0, 40.0, 10.0])
    shared = 4.0 + 2 * 1.0 / 2  # the former supporter is counted until the group is composed anew
    wanted = [max(shared + talks, 10.0), 40.0, 2.5]
    assert state.memberships["wanted"][:3] == pytest.approx(wanted)
    assert state.organisations["claimed"] == pytest.approx([5.0 + hours for hours in wanted] + [5.0])


def test_the_office_relieves_the_hub_first() -> None:
    """C37."""
    changes: dict[str, object] = {
        "agreements.office_hours": 6.0,
        "agreements.contributions": "all",
        "mechanisms.cooperation.hours_per_partner": 2.0,
        "mechanisms.cooperation.wage": 0.0,
    }
    state = at_work(2, changes)
    claim_time(state)
    assert (state.alliance.week.office, state.alliance.week.hub) == pytest.approx((2.0, 0.0))


def busy(available: float, **columns: object) -> State:
    """Return a state in which a member has hours, of which four go to ties and two to talks of twenty pledged."""
    state = at_work(2)
    state.organisations["reachability"], state.organisations["energy"] = 1.0, 0.5
    state.organisations["claimed"], state.alliance.week.talks = 20.0, 2.0
    state.memberships["free"], state.memberships["needed"] = 2.0 * available, 4.0
    state.memberships["pledged"] = state.memberships["wanted"] = 20.0
    for name, value in columns.items():
        state.memberships[name] = value
    return state


@pytest.mark.parametrize(
    ("available", "coverage", "coordination", "work"),
    [
        (30.0, 1.0, 6.0, 14.0),
        (20.0, 1.0, 6.0, 14.0),
        (10.0, 1.0, 6.0, 4.0),
        (5.0, 1.0, 5.0, 0.0),
        (3.0, 0.75, 3.0, 0.0),
    ],
)
def test_a_week_goes_to_ties_and_talks_before_work(
    available: float, coverage: float, coordination: float, work: float
) -> None:
    """C36: of what energy leaves; what is not pledged stays at home."""
    state = busy(available)
    spend_time(state, 1)
    membership = state.memberships[1]
    spent = (float(membership.coverage), float(membership.coordination), float(membership.work))
    assert spent == pytest.approx((coverage, coordination, work))
    assert membership.load == pytest.approx((coordination + work) / (2.0 * available))


def test_supporters_are_spared_talks_and_who_needs_no_ties_is_in_the_loop() -> None:
    supporter, loner = busy(20.0, tier=Tier.SUPPORTER), busy(20.0, needed=0.0)
    for state, coordination in ((supporter, 4.0), (loner, 2.0)):
        spend_time(state, 1)
        assert state.memberships[1].coordination == pytest.approx(coordination)
        assert state.memberships[1].coverage == 1.0


def test_who_is_in_several_alliances_gives_each_its_part() -> None:
    state = busy(20.0)
    state.organisations["claimed"] = 40.0
    spend_time(state, 1)
    assert state.memberships[1].coordination + state.memberships[1].work == pytest.approx(10.0)


def test_who_cannot_be_reached_gives_nothing_this_week() -> None:
    state = busy(20.0)
    state.organisations["reachability"] = 0.0
    spend_time(state, 1)
    membership = state.memberships[1]
    assert (membership.coverage, membership.coordination, membership.work, membership.load) == (0.0, 0.0, 0.0, 0.0)


def test_the_hours_of_members_are_added_up() -> None:
    state = busy(20.0)
    tally = state.alliance.tally
    tally.coordination_hours, tally.total_hours = 1.0, 2.0
    state.memberships[0].status = Status.LEFT
    work(state)
    assert (tally.coordination_hours, tally.total_hours) == pytest.approx((1.0 + 6.0, 2.0 + 20.0))


# --- in a run --------------------------------------------------------------------------------------------


TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


def test_what_coordination_eats_is_missing_from_the_work() -> None:
    state = lived(world(30, TOUCH), 20)
    members = state.memberships
    assert members["work"] == pytest.approx(members["free"] - members["coordination"])
    huge = lived(world(200, TOUCH), 20)
    assert (huge.memberships["work"] == 0.0).all(), "199 partners take more than forty hours"


def test_an_office_takes_over_coordination_as_far_as_members_can_pay_for_it() -> None:
    """C37."""
    office = TOUCH | {
        "agreements.office_hours": 6.0,
        "mechanisms.cooperation.wage": 0.03,
        "mechanisms.dissolution.cost_weight": 0.0,
    }
    rich = lived(world(6, office), 20)
    assert rich.memberships["coordination"].sum() == pytest.approx(0.25 * 30 - 6.0)
    year = 52 * 0.03
    poor_money = {"money": 2.0 * year / 6}
    poor = lived(world(6, office, first=poor_money, others=poor_money), 20)
    assert poor.memberships["coordination"].sum() == pytest.approx(0.25 * 30 - 2.0)


def test_who_cannot_be_reached_neither_coordinates_nor_works() -> None:
    """C36."""
    state = lived(world(4, TOUCH, others={"reachability": 0.0}), 20)
    assert (state.memberships["coordination"][1:] == 0.0).all()
    assert (state.memberships["work"][1:] == 0.0).all()


def test_the_home_load_comes_first() -> None:
    state = lived(world(4, TOUCH, others={"home_load": 0.75}), 20)
    assert state.memberships["free"].tolist() == [40.0, 10.0, 10.0, 10.0]


def test_supporters_pledge_less() -> None:
    pledged = TOUCH | {"mechanisms.cooperation.supporter_pledge": 0.15, "agreements.core_size": 4}
    work = lived(world(8, pledged), 20).memberships["work"]
    assert work[4:] == pytest.approx(np.full(4, 0.15 * 40 - 0.1))
    assert (work[:4] > 30).all()


def test_a_lower_obligation_asks_for_less_of_the_week() -> None:
    """C65."""
    work = lived(world(4, TOUCH | {"agreements.obligation": 0.25}), 20).memberships["work"]
    assert work == pytest.approx(np.full(4, 0.25 * 40 - 3 * 0.25))


@pytest.mark.parametrize("lead", ["", "First"])
def test_a_lead_spares_the_core_group_none_of_its_voices(lead: str) -> None:
    """C34: a plenary every fourth week, in which each of eight takes a tenth of an hour, and no occasion for more."""
    free_of_charge = {"mechanisms.cooperation.hours_per_partner": 0.0, "mechanisms.cooperation.occasion_rate": 0.0}
    quiet = TOUCH | {"agreements.lead": lead} | free_of_charge
    met = lived(world(8, quiet | {"mechanisms.cooperation.hours_per_voice": 0.1}), 20)
    assert met.memberships["coordination"] == pytest.approx(np.full(8, 8 * 0.1 / 4))
    assert lived(world(8, quiet), 20).memberships["coordination"].sum() == 0.0


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}

GOING_ON: Changes = NEEDED | STUBBORN

SAME: Changes = {"values_debate_weeks": 0, "red_lines_disclosed": True}


def test_two_alliances_of_the_same_members_get_half_their_time_each() -> None:
    one = seen_by(world_of(world(4, GOING_ON | {"weeks": 30})), 0)
    twin = another("Twin", size=4, agreements=dict(SAME), invitation={"initiators": ["First"], "size": 4})
    whole = world_of(world(4, GOING_ON | {"weeks": 30, "others": [twin]}))
    halves = [seen_by(whole, a).memberships for a in (0, 1)]
    for half in halves:
        assert half["coordination"] + half["work"] == pytest.approx(np.full(4, 20.0))
    whole = one.memberships["coordination"] + one.memberships["work"]
    assert whole == pytest.approx(np.full(4, 40.0))


def test_who_is_in_one_alliance_only_gives_it_all() -> None:
    pair = another(
        "Pair",
        by="Other 3",
        size=2,
        agreements=dict(SAME),
        invitation={"initiators": ["Other 3", "Other 2"], "size": 2},
    )
    whole = world_of(world(4, GOING_ON | {"weeks": 30, "others": [pair]}))
    first = seen_by(whole, 0).memberships
    assert (first["coordination"] + first["work"]).tolist() == pytest.approx([40.0, 40.0, 20.0, 20.0])


def test_no_hour_is_given_twice_even_if_an_alliance_breaks_apart() -> None:
    """A law: what all alliances together get in a week is no more than there is, also when members walk out."""
    quarrels: Changes = GOING_ON | {
        "mechanisms.cooperation.outbreak": 1.0,
        "mechanisms.cooperation.settlement": 0.0,
        "mechanisms.cooperation.conflict_rate": 0.2,
        "mechanisms.cooperation.setback_energy": 0.0,
        "mechanisms.formation.objection": 0.0,
        "mechanisms.dissolution.values_weight": 0.0,
        "others": [another("B", by="Other 1", size=6), another("C", by="Other 2", size=6)],
    }
    blunt = {"dogmatism": 0.5, "economic": {"low": 0, "high": 1}, "tone": {"low": 0, "high": 1}}
    exits = 0
    for seed in range(4):
        whole = world_of(world(6, quarrels, others=blunt), 0, seed)
        given = 0.0
        for _ in range(40):
            there_is = float((whole.organisations["hours"] * whole.organisations["energy"]).sum())
            live(whole, 1)
            spent = float(whole.alliances["tally"]["total_hours"].sum()) - given
            assert spent <= there_is + 1e-9
            given += spent
        exits += int(whole.alliances["exits"].sum())
    assert exits > 0, "nobody walked out, so that this shows nothing"


def test_an_alliance_that_breaks_up_leaves_no_load_behind() -> None:
    """Who starts anew after a lead was lost has a whole week for it."""
    lost: Changes = GOING_ON | {
        "agreements.lead": "First",
        "agreements.lead_leaves": 20,
        "mechanisms.dissolution.handover_chance": 0.0,
        "others": [another("Next", size=4, after="first", pause_weeks=0, agreements=dict(SAME))],
    }
    whole = world_of(world(4, lost), 0)
    while seen_by(whole, 1).alliance.stage != Stage.WORKING:
        live(whole, 1)
        claimed = whole.organisations["claimed"].sum()
        asked = seen_by(whole, 1).memberships["wanted"].sum()
        assert (
            whole.alliances["stage"][0] != Stage.ENDED
            or whole.alliances["ended"][0] == whole.clock.week - 1
            or claimed <= asked + 1e-9
        )
