"""Conflict: tension, quarrels over small things, and how they are settled."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import EventKind, Form, Issue, Reason, Stage
from simulation.engine.state import State
from simulation.rules.cooperation.conflict import (
    hurt,
    meet_partners,
    name_quarrel,
    partner_of,
    place_drawn,
    quarrel,
    settlement_chance,
)
from simulation.run import simulate
from tests.worlds import STUBBORN, Changes, at_work, kinds, lively, mean, noted, story, world

# --- rules -----------------------------------------------------------------------------------------------


crowd = st.integers(1, 200)


@given(st.floats(0, 1, exclude_max=True), crowd)
def test_every_draw_points_to_a_seat(draw: float, core: int) -> None:
    assert 0 <= place_drawn(draw, core) < core


def test_every_seat_is_as_likely() -> None:
    seats = [place_drawn((draw + 0.5) / 1200, 12) for draw in range(1200)]
    assert np.bincount(seats).tolist() == [100] * 12


# --- on a small state ------------------------------------------------------------------------------------


ONE, OTHER = {"economic": 0.2, "cultural": 0.5}, {"economic": 0.6, "cultural": 0.5}

OUTBREAK: dict[str, object] = {"mechanisms.cooperation.outbreak": 1.0, "mechanisms.cooperation.settled": 0.0}


def tense(settlement: float, **more: object) -> State:
    """Return a state in which a conflict is sure to break out, and settled with a probability."""
    changes = OUTBREAK | {"mechanisms.cooperation.settlement": settlement} | more
    state = at_work(2, changes, first=ONE, others=OTHER)
    state.alliance.tension = 50.0
    state.alliance.tally.conflicts = state.alliance.tally.escalations = 0
    state.alliance.extra_meetings = 0
    state.organisations["energy"] = 0.8
    state.memberships["trust"] = 0.6
    return state


def test_a_settled_conflict_costs_energy_and_talks_and_relieves() -> None:
    state = tense(1.0)
    cooperation = state.mechanisms.cooperation
    quarrel(state)
    assert (state.alliance.tally.conflicts, state.alliance.tally.escalations) == (1, 0)
    assert state.alliance.extra_meetings == 1
    assert state.alliance.tension == 0.0
    assert state.organisations["energy"] == pytest.approx(0.8 - cooperation.setback_energy)
    assert state.memberships["trust"] == pytest.approx(0.6)
    kinds = [kind for kind, _, _ in noted(state)]
    assert kinds == [EventKind.QUARREL, EventKind.QUARREL, EventKind.CONFLICT_SETTLED]


def test_a_conflict_that_is_not_settled_costs_trust_too_and_relieves_nobody() -> None:
    state = tense(0.0)
    quarrel(state)
    assert (state.alliance.tally.conflicts, state.alliance.tally.escalations) == (1, 1)
    assert state.alliance.tension > 50.0
    assert state.memberships["trust"] == pytest.approx(0.6 * (1.0 - state.mechanisms.cooperation.trust_loss))
    assert state.organisations["energy"] == pytest.approx(0.8 - state.mechanisms.cooperation.setback_energy)
    assert noted(state)[-1][0] == EventKind.CONFLICT_ESCALATED
    assert state.alliance.exits == 0


@pytest.mark.parametrize(("reversible", "exits"), [(True, 2), (False, 0)])
def test_after_an_open_conflict_dogmatists_leave_where_they_may(reversible: bool, exits: int) -> None:
    state = tense(0.0, **{"agreements.reversible": reversible})
    state.organisations["dogmatism"] = 2.0  # shared by two at the table
    quarrel(state)
    assert state.alliance.exits == exits
    assert state.alliance.core == 2 - exits
    if exits:
        assert (state.memberships["reason"] == Reason.CONFLICT).all()


def test_without_tension_nothing_breaks_out() -> None:
    state = at_work(2, OUTBREAK)
    state.alliance.tension = 0.0
    quarrel(state)
    assert state.alliance.tally.conflicts == 0
    assert noted(state) == []


@pytest.mark.parametrize(
    ("stage", "form", "conflicts"),
    [
        (Stage.INVITING, Form.ALLIANCE, 0),
        (Stage.DEBATING_VALUES, Form.ALLIANCE, 1),
        (Stage.EXCHANGING, Form.ALLIANCE, 1),
        (Stage.WORKING, Form.NETWORK, 0),
    ],
)
def test_there_is_something_to_fight_over_from_the_debate_on_and_never_in_a_network(
    stage: Stage, form: Form, conflicts: int
) -> None:
    state = tense(1.0)
    state.alliance.stage, state.alliance.form = stage, form
    quarrel(state)
    assert state.alliance.tally.conflicts == conflicts


@pytest.mark.parametrize(("stage", "is_felt"), [(Stage.WORDING_THE_GOAL, False), (Stage.AGREEING_ON_DEMANDS, True)])
def test_unlike_partners_see_demands_in_a_new_light_once_there_is_a_goal(stage: Stage, is_felt: bool) -> None:
    state = at_work(2, {"mechanisms.cooperation.reframing": 0.5}, first=ONE, others=OTHER)
    state.alliance.stage, state.alliance.exchange, state.alliance.framing = stage, 0.5, 0.2
    meet_partners(state)
    values = math.sqrt(0.4**2 / 2)
    assert state.alliance.framing == pytest.approx(0.2 + 0.5 * values * 0.5 * (1.0 - 0.2) * is_felt)


def test_the_encounter_that_strains_most_is_named() -> None:
    state = at_work(3, others={"tone": 0.5})
    state.organisations["tone"] = [0.5, 0.5, 1.0]
    state.alliance.clarified = state.alliance.tension = 0.0
    strained = meet_partners(state)
    tones = [float(state.organisations["tone"][place]) for place in (strained, partner_of(state, strained))]
    assert sorted(tones) == [0.5, 1.0]
    assert state.alliance.tension > 0.0


@pytest.mark.parametrize(
    ("trait", "issue"), [("economic", Issue.ECONOMIC), ("cultural", Issue.CULTURAL), ("tone", Issue.TONE)]
)
def test_a_quarrel_is_about_what_the_two_differ_in_most(trait: str, issue: Issue) -> None:
    state = at_work(2)
    for name in ("economic", "cultural", "tone"):
        state.organisations[name] = [0.5, 0.6] if name != trait else [0.1, 0.9]
    state.alliance.talked = state.alliance.clarified = 0.0
    name_quarrel(state, 1)
    assert noted(state) == [(EventKind.QUARREL, 1, issue), (EventKind.QUARREL, 0, issue)]


def test_what_was_talked_through_is_no_issue_any_more() -> None:
    state = at_work(2)
    state.organisations["economic"], state.organisations["tone"] = [0.1, 0.9], [0.5, 0.6]
    state.alliance.talked, state.alliance.clarified = 0.99, 0.0
    name_quarrel(state, 0)
    assert {issue for _, _, issue in noted(state)} == {Issue.TONE}


def test_a_procedure_settles_part_of_what_would_stay_open() -> None:
    plain, agreed = at_work(2), at_work(2, {"agreements.conflict_procedure": True})
    settlement, settled = (getattr(plain.mechanisms.cooperation, name) for name in ("settlement", "settled"))
    assert settlement_chance(plain) == pytest.approx(settlement)
    assert settlement_chance(agreed) == pytest.approx(settlement + (1.0 - settlement) * settled)


def test_energy_is_not_taken_below_nothing() -> None:
    state = at_work(2)
    state.organisations["energy"] = 0.05
    hurt(state, 0.1, 0.5)
    assert (state.organisations["energy"] == 0.0).all()


def test_everybody_meets_somebody_else_and_all_of_them_in_time() -> None:
    state = at_work(3)
    met: set[tuple[int, int]] = set()
    for week in range(60):
        state.clock.week = week
        meet_partners(state)
        met |= {(place, int(partner_of(state, place))) for place in range(3)}
    assert met == {(one, other) for one in range(3) for other in range(3) if one != other}


def test_tension_grows_by_what_each_of_two_feels() -> None:
    """C19: opposites at two fifths of the economic axis, of which a quarter was talked through."""
    state = at_work(2, first=ONE, others=OTHER)
    state.alliance.talked, state.alliance.tension = 0.25, 1.0
    assert meet_partners(state) == 0, "of encounters that strain alike the first is named"
    felt = math.sqrt(0.4**2 / 2) * 0.75
    assert state.alliance.tension == pytest.approx(1.0 + state.mechanisms.cooperation.conflict_rate * 2 * felt)


# --- in a run --------------------------------------------------------------------------------------------


STRANGERS = {"economic": {"low": 0.0, "high": 1.0}, "tone": {"low": 0.0, "high": 1.0}}

TENSE: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.outbreak": 5.0,
    "mechanisms.cooperation.conflict_rate": 0.2,
    "mechanisms.cooperation.setback_energy": 0.0,
    "mechanisms.dissolution.values_weight": 0.0,
    "mechanisms.formation.debate_rate": 0.0,
    "mechanisms.formation.objection": 0.0,
}


def test_those_who_are_alike_do_not_quarrel() -> None:
    """C19."""
    assert not {"conflict settled", "conflict escalated"} & set(kinds(story(world(6, TENSE))))
    assert "conflict escalated" in kinds(story(world(6, TENSE, others=STRANGERS)))


@pytest.mark.parametrize(
    ("differing", "issue"),
    [({"tone": 1.0}, "tone"), ({"economic": 1.0}, "economic"), ({"cultural": 1.0}, "cultural")],
)
def test_a_quarrel_is_between_the_one_who_differs_and_another_over_what_they_differ_in(
    differing: dict[str, float], issue: str
) -> None:
    """C19, C24."""
    quarrels = [event for event in story(world(4, TENSE, first=differing)) if event.kind == "quarrel"]
    assert quarrels
    assert {event.what for event in quarrels} == {issue}
    for one, other in zip(quarrels[::2], quarrels[1::2], strict=True):
        assert "First" in (one.who, other.who)
        assert one.who != other.who
        assert one.week == other.week


@pytest.mark.parametrize(
    ("changes", "settled"),
    [
        ({"mechanisms.cooperation.settlement": 1.0}, 1.0),
        ({"mechanisms.cooperation.settlement": 0.0}, 0.0),
        ({"mechanisms.cooperation.settlement": 0.4}, 0.4),
        (
            {
                "mechanisms.cooperation.settlement": 0.4,
                "mechanisms.cooperation.settled": 0.5,
                "agreements.conflict_procedure": True,
            },
            0.7,
        ),
    ],
)
def test_conflicts_are_settled_as_often_as_agreed(changes: Changes, settled: float) -> None:
    """C40."""
    scenario = world(6, {**TENSE, **changes, "weeks": 1000}, others=STRANGERS)
    conflicts = [kind for kind in kinds(story(scenario)) if kind.startswith("conflict")]
    bound = 4.5 * np.sqrt(settled * (1 - settled) / len(conflicts))
    assert len(conflicts) > 200
    assert conflicts.count("conflict settled") / len(conflicts) == pytest.approx(settled, abs=bound)


def test_an_open_conflict_costs_trust_and_drives_out_those_who_hold_the_whole_truth() -> None:
    """C44."""
    open_conflicts = TENSE | {"mechanisms.cooperation.settlement": 0.0, "weeks": 60}
    tolerant = simulate(world(6, open_conflicts, others=STRANGERS), 1)
    dogmatic = simulate(world(6, open_conflicts, others=STRANGERS | {"dogmatism": 1.0}), 1)
    calm = simulate(world(6, open_conflicts), 1)
    assert tolerant.trust_change < calm.trust_change
    assert tolerant.exits == 0
    assert dogmatic.exits > 0


def test_where_nobody_may_leave_open_conflicts_drive_nobody_out() -> None:
    """C01."""
    dogmatic = STRANGERS | {"dogmatism": 1.0}
    changes = TENSE | {"mechanisms.cooperation.settlement": 0.0, "agreements.reversible": False, "weeks": 60}
    assert simulate(world(6, changes, others=dogmatic), 1).exits == 0


def test_in_a_network_there_is_nothing_to_fight_over() -> None:
    """C03."""
    assert simulate(world(6, TENSE | {"form": "network"}, others=STRANGERS), 1).conflicts == 0


def test_unlike_partners_that_exchange_see_their_causes_in_a_new_light() -> None:
    """C38."""
    calm = STUBBORN | {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.dissolution.values_weight": 0.0}
    unlike, alike = (simulate(world(4, calm, others=others), 1).framing for others in (STRANGERS, {}))
    assert unlike > alike == 0.0
    assert simulate(world(4, calm | {"mechanisms.cooperation.reframing": 0.0}, others=STRANGERS), 1).framing == 0.0


def test_clarified_manners_mean_fewer_conflicts() -> None:
    """C24."""
    loud: Changes = {"mechanisms.cooperation.outbreak": 0.2}
    plain = mean(lively(loud), 40, "conflicts")
    assert mean(lively(loud | {"agreements.tone_clarified": True}), 40, "conflicts") < plain
