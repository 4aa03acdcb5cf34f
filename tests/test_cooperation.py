"""Cooperation: coordinating, reacting in time, quarrelling and tiring."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.cooperation import (
    coordination_at_the_table,
    coordination_of_a_lead,
    encouraged,
    friction,
    seat_of,
    tired,
)
from simulation.record import replicate, simulate
from simulation.scenario_file import changed, load_scenario
from tests.worlds import STUBBORN, Changes, kinds, lived, story, world

share = st.floats(0, 1)
crowd = st.integers(1, 200)


# --- rules -----------------------------------------------------------------------------------------------


@given(crowd, st.floats(0, 10))
def test_at_one_table_all_talk_with_all(core: int, per_partner: float) -> None:
    each = coordination_at_the_table(core, 0, per_partner, 0.0)
    assert core * each == pytest.approx(core * (core - 1) * per_partner)


@given(crowd, st.integers(0, 500), st.floats(0, 10))
def test_the_table_shares_the_care_for_supporters(core: int, supporters: int, hours: float) -> None:
    each = coordination_at_the_table(core, supporters, 0.0, hours)
    assert core * each == pytest.approx(supporters * hours)


@given(crowd, st.integers(0, 500))
def test_a_lead_needs_one_spoke_for_each_partner(core: int, supporters: int) -> None:
    """C27."""
    assert coordination_of_a_lead(core, supporters, 1.0, 0.0) == core - 1
    assert coordination_of_a_lead(core, supporters, 0.0, 1.0) == supporters


@given(share, share, share, share, share)
def test_what_was_talked_through_causes_no_friction(
    values: float, manners: float, talked: float, clarified: float, more: float
) -> None:
    """C19, C24."""
    assert friction(values, 1.0, manners, 1.0) == 0.0
    assert friction(0.0, talked, 0.0, clarified) == 0.0
    strain = friction(values, talked, manners, clarified)
    assert friction(values, talked + (1 - talked) * more, manners, clarified) <= strain
    assert friction(values, talked, manners, clarified + (1 - clarified) * more) <= strain
    assert strain <= values + manners


@given(share, share, share, share, share, share, share)
def test_load_and_disappointment_tire(
    energy: float, base: float, load: float, fatigue: float, recovery: float, losses: float, more: float
) -> None:
    after = tired(energy, base, load, fatigue, recovery, losses)
    assert 0.0 <= after <= 1.0
    assert tired(energy, base, load + more, fatigue, recovery, losses) <= after
    assert tired(energy, base, load, fatigue, recovery, losses + more) <= after


@given(share, share, share)
def test_a_rest_brings_energy_back_towards_where_it_was(energy: float, base: float, recovery: float) -> None:
    rested = tired(energy, base, 0.0, 0.01, recovery, 0.0)
    assert abs(base - rested) <= abs(base - energy) + 1e-12
    assert tired(base, base, 0.0, 0.01, recovery, 0.0) == base


@given(share, st.floats(0, 3))
def test_success_gives_back_part_of_what_is_missing(energy: float, part: float) -> None:
    assert energy <= encouraged(energy, part) <= 1.0
    assert encouraged(energy, 0.0) == energy
    assert encouraged(energy, 1.0) == 1.0


@given(st.floats(0, 1, exclude_max=True), crowd)
def test_every_draw_points_to_a_seat(draw: float, core: int) -> None:
    assert 0 <= seat_of(draw, core) < core


def test_every_seat_is_as_likely() -> None:
    seats = [seat_of((draw + 0.5) / 1200, 12) for draw in range(1200)]
    assert np.bincount(seats).tolist() == [100] * 12


# --- time in a run ---------------------------------------------------------------------------------------

TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


@pytest.mark.parametrize("size", [2, 6, 30])
def test_coordination_at_one_table_grows_with_pairs(size: int) -> None:
    state = lived(world(size, TOUCH), 20)
    assert state.memberships["coordination"].sum() == pytest.approx(0.25 * size * (size - 1))


@pytest.mark.parametrize("size", [2, 6, 30])
def test_a_lead_turns_pairs_into_spokes(size: int) -> None:
    state = lived(world(size, TOUCH | {"agreements.lead": "First"}), 20)
    hours = state.memberships["coordination"]
    assert hours[0] == pytest.approx(0.25 * (size - 1))
    assert hours[1:] == pytest.approx(np.full(size - 1, 0.25))


def test_a_lead_that_cannot_keep_up_keeps_its_partners_waiting() -> None:
    """C27: the lead pays, and can be overloaded; whom it does not reach hears late."""
    scenario = world(40, TOUCH | {"agreements.lead": "First"}, first={"hours": 4.0})
    state = lived(scenario, 20)
    assert state.memberships["coordination"][0] == pytest.approx(4.0)
    assert state.memberships["coverage"] == pytest.approx(np.full(40, 4.0 / (0.25 * 39)))


def test_supporters_cost_little() -> None:
    """C33."""
    size = 20
    flat = lived(world(size, TOUCH), 20)
    tiered = lived(world(size, TOUCH | {"agreements.core_size": 6}), 20)
    supporters = size - 6
    assert tiered.memberships["coordination"].sum() == pytest.approx(0.25 * 6 * 5 + 2 * 0.1 * supporters)
    assert tiered.memberships["coordination"].sum() < flat.memberships["coordination"].sum()


def test_ground_rules_save_their_share_of_coordination() -> None:
    """C25."""
    saving = TOUCH | {"mechanisms.cooperation.ground_rules": 0.3}
    without = lived(world(8, saving), 20).memberships["coordination"].sum()
    agreed = lived(world(8, saving | {"agreements.ground_rules": True}), 20).memberships["coordination"].sum()
    assert agreed == pytest.approx(0.7 * without)


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
        "mechanisms.dissolution.money_weight": 0.0,
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


# --- reacting in time ------------------------------------------------------------------------------------

HURRY: dict[str, object] = TOUCH | {
    "mechanisms.cooperation.occasion_rate": 1.0,
    "mechanisms.cooperation.occasion_weeks": 2.0,
    "mechanisms.cooperation.silence_weeks": 0.5,
    "agreements.decision_rule": "silence",  # for the paper; a silence of three weeks is none for an occasion
}
BODIES_DECIDE = {"interval": 4.0, "mandate": 0.0}


@pytest.mark.parametrize("size", [2, 3, 5])
def test_all_bodies_must_meet_in_time(size: int) -> None:
    """Bodies that meet every T weeks at independent times all meet within w weeks with chance (w / T) ** n."""
    seeds = 800
    changes = HURRY | {"agreements.decision_rule": "consensus", "weeks": 60}
    scenario = world(size, changes, first=BODIES_DECIDE, others=BODIES_DECIDE)
    shares = [outcome.decisions_in_time for outcome in replicate(scenario, range(seeds))]
    assert np.mean(shares) == pytest.approx(0.5**size, abs=4.5 * np.std(shares) / np.sqrt(seeds))


@pytest.mark.parametrize(
    ("changes", "mandate"),
    [
        ({"agreements.decision_rule": "silence"}, 0.0),
        ({"agreements.decision_rule": "consensus"}, 1.0),
    ],
)
def test_staff_with_a_mandate_and_silence_procedures_are_always_in_time(changes: Changes, mandate: float) -> None:
    slow = {"interval": 20.0, "mandate": mandate}
    outcome = simulate(world(8, {**HURRY, **changes}, first=slow, others=slow), 1)
    assert outcome.decisions_in_time == 1.0


def test_a_lead_with_a_mandate_decides_for_all() -> None:
    slow = {"interval": 20.0, "mandate": 0.0}
    changes = HURRY | {"agreements.decision_rule": "consensus"}
    flat = simulate(world(8, changes, others=slow), 1)
    led = simulate(world(8, changes | {"agreements.lead": "First"}, others=slow), 1)
    assert led.decisions_in_time == 1.0
    assert flat.decisions_in_time < 0.2


def test_without_an_occasion_there_is_no_share_of_decisions_in_time() -> None:
    outcome = simulate(world(3, TOUCH | {"mechanisms.cooperation.occasion_rate": 0.0}), 1)
    assert np.isnan(outcome.decisions_in_time)


# --- quarrels --------------------------------------------------------------------------------------------

TENSE: dict[str, object] = TOUCH | {
    "mechanisms.cooperation.outbreak": 5.0,
    "mechanisms.cooperation.conflict_rate": 0.2,
    "mechanisms.cooperation.quarrel_energy": 0.0,
    "mechanisms.dissolution.values_weight": 0.0,
    "mechanisms.formation.debate_rate": 0.0,
    "mechanisms.formation.objection": 0.0,
}
STRANGERS = {"economic": {"low": 0.0, "high": 1.0}, "tone": {"low": 0.0, "high": 1.0}}


def test_those_who_are_alike_do_not_quarrel() -> None:
    """C19."""
    assert not {"conflict settled", "conflict escalated"} & set(kinds(story(world(6, TENSE))))
    assert "conflict escalated" in kinds(story(world(6, TENSE, others=STRANGERS)))


@pytest.mark.parametrize(
    ("changes", "settled"),
    [
        ({"mechanisms.cooperation.settlement": 1.0}, 1.0),
        ({"mechanisms.cooperation.settlement": 0.0}, 0.0),
        ({"mechanisms.cooperation.settlement": 0.4}, 0.4),
        (
            {
                "mechanisms.cooperation.settlement": 0.4,
                "mechanisms.cooperation.procedure": 0.5,
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


# --- energy and trust ------------------------------------------------------------------------------------


def test_trust_grows_with_delivered_pledges() -> None:
    """C18."""
    gain = 0.01
    changes = TOUCH | {"mechanisms.cooperation.trust_gain": gain}
    state = lived(world(4, changes), 50)
    assert state.memberships["trust"][0] == pytest.approx(1 - 0.5 * (1 - gain) ** 50)


def test_waiting_costs_the_fast_their_patience_and_less_if_the_pace_was_settled() -> None:
    """C29."""
    wait = TOUCH | {"mechanisms.cooperation.impatience": 0.02, "mechanisms.formation.reply_weeks": 26}
    others = {"interval": 20.0}
    lost = []
    for settled in (False, True):
        scenario = changed(world(6, wait, others=others), {"agreements.pace_settled": settled})
        state = lived(scenario, 12)
        lost.append(1.0 - state.organisations["energy"])
    assert lost[0][0] > lost[1][0] > 0.0
    quick_loss, slow_losses = lost[0][0], lost[0][1:]
    assert (slow_losses < quick_loss).all()


def test_milestones_are_celebrated_up_to_the_number_planned() -> None:
    """C28."""
    for planned in (0, 2, 5):
        changes = TOUCH | {"agreements.milestones": planned, "mechanisms.cooperation.campaign_hours": 500.0}
        events = story(world(6, changes))
        assert [event.value for event in events if event.kind == "milestone"] == list(range(1, planned + 1))


def test_exchange_connects_fields_only_where_time_was_spent_on_it() -> None:
    """C09."""
    without = TOUCH | {"mechanisms.cooperation.hours_per_partner": 0.0, "weeks": 60}
    silent = lived(changed(world(6, without), {"mechanisms.formation.debate_hours": 0.0}), 60)
    talking = lived(world(6, TOUCH), 60)
    assert silent.alliance.exchange == 0.0
    hours = 0.25 * 5
    learned = 1 - np.exp(-hours / load_scenario("baseline").mechanisms.cooperation.exchange_hours)
    assert talking.alliance.exchange == pytest.approx(learned, rel=0.01)
