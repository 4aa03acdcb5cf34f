"""Energy: tiring, resting, being encouraged, helping each other, and getting over setbacks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NOBODY, EventKind, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import seen_by
from simulation.rules.cooperation.energy import (
    begin_week,
    drift,
    help_given_and_got,
    impatience,
    isolation,
    low_spirits,
    rest,
    rest_alone,
    sense_need,
    suffer_setback,
    tire,
    tired,
)
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import STUBBORN, Changes, at_work, lived, noted, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share)
def test_a_rest_brings_energy_back_towards_where_it_was(energy: float, base: float, recovery: float) -> None:
    rested = tired(energy, base, 0.0, 0.01, recovery, 0.0)
    assert abs(base - rested) <= abs(base - energy) + 1e-12
    assert tired(base, base, 0.0, 0.01, recovery, 0.0) == base


@given(st.lists(st.tuples(share, share), min_size=1, max_size=20))
def test_help_among_partners_gives_as_much_as_it_takes(members: list[tuple[float, float]]) -> None:
    """C04: over all partners, what help costs is what it brings."""
    readiness = sum(solidarity for solidarity, _ in members) / len(members)
    need = sum(lacking for _, lacking in members) / len(members)
    balance = [help_given_and_got(solidarity, need, readiness, lacking) for solidarity, lacking in members]
    assert sum(balance) == pytest.approx(0.0, abs=1e-9)


@given(share, st.floats(0, 20), share, share)
def test_a_vision_and_structures_carry_through_lows_by_their_share(
    rate: float, years: float, vision: float, structures: float
) -> None:
    """C62, C68."""
    alone = low_spirits(rate, years, 0.0, 0.0)
    assert alone == pytest.approx(rate * years)
    assert low_spirits(rate, years, vision, structures) == pytest.approx((1 - vision) * (1 - structures) * alone)


@given(share, share, share, share)
def test_help_is_no_perpetual_motion(mine: float, theirs: float, my_need: float, their_need: float) -> None:
    """C04: between two partners, what one pays for help the other gets."""
    one = help_given_and_got(mine, their_need, theirs, my_need)
    other = help_given_and_got(theirs, my_need, mine, their_need)
    assert one + other == pytest.approx(0.0, abs=1e-12)


def test_a_week_of_load_rest_and_disappointment_by_hand() -> None:
    """C36: a fifth of what is missing comes back, half a load costs half of the fatigue."""
    assert tired(0.5, 0.9, 0.5, 0.1, 0.2, 0.03) == pytest.approx(0.5 + 0.2 * 0.4 - 0.05 - 0.03)
    assert help_given_and_got(0.6, 0.3, 0.4, 0.25) == pytest.approx(0.18 - 0.1)
    assert low_spirits(0.2, 2.0, 0.5, 0.25) == pytest.approx(0.2 * 2.0 * 0.5 * 0.75)


# --- on a small state ------------------------------------------------------------------------------------


def test_a_setback_takes_energy_from_members_less_where_structures_carry_them() -> None:
    state = at_work(3)
    state.organisations["energy"], state.alliance.structures = [0.9, 0.01, 0.9], 0.5
    state.memberships[2].status = Status.LEFT
    suffer_setback(state)
    loss = state.mechanisms.cooperation.setback_energy * 0.5
    assert state.organisations["energy"] == pytest.approx([0.9 - loss, max(0.0, 0.01 - loss), 0.9])
    assert noted(state) == [(EventKind.SETBACK, NOBODY, 0)]


@pytest.mark.parametrize(
    ("settled", "interval", "tier"), [(False, 4.0, 0), (True, 4.0, 0), (False, 0.5, 0), (False, 4.0, 1)]
)
def test_waiting_costs_those_most_who_decide_fast(settled: bool, interval: float, tier: int) -> None:
    state = at_work(2, {"agreements.pace_settled": settled, "mechanisms.cooperation.frustration": 0.1})
    cooperation, membership = state.mechanisms.cooperation, state.memberships[0]
    state.organisations["interval"], membership.tier = interval, (Tier.CORE, Tier.SUPPORTER)[tier]
    eased = 1.0 - cooperation.settled * settled
    assert impatience(state, membership) == pytest.approx(0.1 * eased / max(1.0, interval) * (tier == 0))


def test_working_long_without_success_costs_energy_by_the_year() -> None:
    state = at_work(2, {"mechanisms.cooperation.drift": 0.2})
    state.clock.week, state.alliance.encouraged = 60, 34
    state.alliance.vision, state.alliance.structures = 0.5, 0.25
    assert drift(state) == pytest.approx(0.2 * 26 / 52 * 0.5 * 0.75)
    state.alliance.stage = Stage.AGREEING_ON_DEMANDS
    assert drift(state) == 0.0


def test_pressure_wears_out_those_who_are_alone_under_it() -> None:
    frustration: dict[str, object] = {"mechanisms.cooperation.frustration": 0.1}
    calm, state = at_work(2, frustration), at_work(2, frustration | {"arena.pressure": 0.5})
    cooperation = state.mechanisms.cooperation
    assert isolation(calm, calm.memberships[0]) == 0.0
    state.memberships["coordination"] = [0.0, cooperation.exchange_hours]
    assert isolation(state, state.memberships[0]) == pytest.approx(0.05)
    assert isolation(state, state.memberships[1]) == pytest.approx(0.05 * math.exp(-1.0))


@pytest.mark.parametrize(("stage", "waits"), [(Stage.AGREEING_ON_DEMANDS, True), (Stage.WORKING, False)])
def test_an_alliance_adds_what_it_costs_its_members(stage: Stage, waits: bool) -> None:
    state = at_work(3, {"mechanisms.cooperation.frustration": 0.1, "mechanisms.cooperation.help": 0.2})
    state.alliance.stage, state.alliance.encouraged = stage, state.clock.week
    state.alliance.week.need, state.alliance.week.solidarity = 0.3, 0.4
    state.organisations["load"] = state.organisations["strain"] = 0.5
    state.organisations["solidarity"], state.organisations["energy"] = 0.6, 0.75
    state.memberships["load"] = 0.25
    state.memberships[2].status = Status.LEFT
    tire(state)
    cost = 0.1 * waits + 0.2 * (0.6 * 0.3 - 0.4 * 0.25)
    assert state.organisations["load"] == pytest.approx([0.75, 0.75, 0.5])
    assert state.organisations["strain"] == pytest.approx([0.5 + cost, 0.5 + cost, 0.5])


def test_who_is_listed_rests_from_all_it_did() -> None:
    whole = populate(PreparedScenario(world(2, {"mechanisms.cooperation.fatigue": 0.1})), 1)
    cooperation = whole.mechanisms.cooperation
    whole.organisations["energy"], whole.organisations["base_energy"] = 0.5, 0.9
    whole.organisations["load"], whole.organisations["strain"] = [1.0, 0.0], [0.05, 0.0]
    rest(whole, 0)
    rested = 0.5 + cooperation.recovery * 0.4
    assert whole.organisations["energy"] == pytest.approx([rested - 0.1 - 0.05, rested])
    rest_alone(whole)
    assert whole.organisations["energy"] == pytest.approx([rested - 0.1 - 0.05, rested]), "once a week"


def test_who_is_listed_no_more_rests_from_nothing() -> None:
    whole = populate(PreparedScenario(world(3)), 1)
    live(whole, 2)
    whole.organisations["energy"], whole.organisations["base_energy"] = 0.5, 0.9
    whole.organisations["load"] = whole.organisations["strain"] = whole.organisations["claimed"] = 1.0
    whole.blocks[1] = 0  # no alliance has a turn
    begin_week(whole, 0)
    rest(whole, 0)
    rest_alone(whole)
    assert whole.organisations["energy"] == pytest.approx(0.5 + whole.mechanisms.cooperation.recovery * 0.4)
    assert all((whole.organisations[name] == 0.0).all() for name in ("load", "strain", "claimed"))


def test_need_and_solidarity_are_means_over_members() -> None:
    state = at_work(4)
    state.organisations["energy"], state.organisations["solidarity"] = [0.9, 0.5, 0.4, 0.0], [0.1, 0.3, 0.2, 1.0]
    state.memberships[3].status = Status.LEFT
    sense_need(state)
    assert state.alliance.week.need == pytest.approx((0.1 + 0.5 + 0.6) / 3)
    assert state.alliance.week.solidarity == pytest.approx(0.2)
    state.memberships["status"][1:] = Status.LEFT
    sense_need(state)
    assert (state.alliance.week.need, state.alliance.week.solidarity) == pytest.approx((0.1, 0.1)), "of one member"
    state.memberships["status"] = Status.LEFT
    sense_need(state)
    assert (state.alliance.week.need, state.alliance.week.solidarity) == (0.0, 0.0)


# --- in a run --------------------------------------------------------------------------------------------


@given(share, share, share, share, share, share, share)
def test_load_and_disappointment_tire(
    energy: float, base: float, load: float, fatigue: float, recovery: float, losses: float, more: float
) -> None:
    after = tired(energy, base, load, fatigue, recovery, losses)
    assert 0.0 <= after <= 1.0
    assert tired(energy, base, load + more, fatigue, recovery, losses) <= after
    assert tired(energy, base, load, fatigue, recovery, losses + more) <= after


TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


def test_waiting_costs_the_fast_their_patience_and_less_if_the_pace_was_settled() -> None:
    """C29."""
    wait = TOUCH | {"mechanisms.cooperation.frustration": 0.02, "mechanisms.formation.reply_weeks": 26}
    others = {"interval": 20.0}
    lost = []
    for settled in (False, True):
        scenario = changed(world(6, wait, others=others), {"agreements.pace_settled": settled})
        state = lived(scenario, 12)
        lost.append(1.0 - state.organisations["energy"])
    assert lost[0][0] > lost[1][0] > 0.0
    quick_loss, slow_losses = lost[0][0], lost[0][1:]
    assert (slow_losses < quick_loss).all()


def test_who_is_exhausted_is_helped_by_the_solidary() -> None:
    """C04."""
    weak, kind = {"energy": 0.5}, {"solidarity": 1.0}
    energy = []
    for others in (kind, {}):
        changes = TOUCH | {"mechanisms.cooperation.recovery": 0.0}
        energy.append(float(lived(world(6, changes, first=weak, others=others), 20).organisations["energy"][0]))
    assert energy[0] > energy[1] == 0.5


def test_pressure_wears_down_those_who_stand_alone() -> None:
    """C61: the more time partners have for each other, the less; a settled pace leaves nothing to wait for."""
    hard = TOUCH | {
        "agreements.pace_settled": True,
        "arena.pressure": 1.0,
        "mechanisms.outlook.cutback": 0.0,
        "mechanisms.cooperation.frustration": 0.02,
        "mechanisms.cooperation.recovery": 0.0,
        "mechanisms.cooperation.settled": 1.0,
    }
    lonely = lived(world(2, hard), 30).organisations["energy"][0]
    in_company = lived(world(12, hard), 30).organisations["energy"][0]
    assert lonely < in_company < 1.0
    assert lived(world(2, hard | {"arena.pressure": 0.0}), 30).organisations["energy"][0] == 1.0


def test_a_lost_vote_costs_energy_and_less_where_structures_carry() -> None:
    """C62."""
    lost = {"arena.votes": [{"name": "Reading", "when": 60}], "arena.resistance": 1e9, "weeks": 62}
    losses = []
    for structures in (0.0, 0.5):
        events = story(world(4, STUBBORN | lost | {"agreements.structures": structures}))
        losses += [event.value for event in events if event.kind == "setback"]
    assert len(losses) == 2
    assert losses[0] > losses[1] > 0.0


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_company_keeps_spirits_up_under_pressure() -> None:
    """C61: morale rises with the number of those in touch."""
    pressed: Changes = LONG | {"arena.pressure": 1.0, "mechanisms.cooperation.recovery": 0.0}
    pressed |= {"mechanisms.cooperation.frustration": 0.02}
    energies = [
        float(seen_by(world_of(world(size, pressed), 20), 0).organisations["energy"].mean()) for size in (2, 6, 16)
    ]
    assert energies[0] < energies[1] < energies[2]


def after(scenario: Scenario, weeks: int | None = None) -> dict[str, float]:
    """Return what an alliance's own row says at the end of a run."""
    alliance = seen_by(world_of(scenario, weeks), 0).alliance
    return {
        name: getattr(alliance, name).item() for name in ("structures", "product", "capability", "vision", "pressure")
    }


def setback_in(structures: float) -> float:
    changes: Changes = LONG | {
        "agreements.structures": structures,
        "arena.votes": [{"name": "Vote", "when": 50}],
        "arena.resistance": 1000.0,  # so that the vote is lost
        "weeks": 51,
    }
    return next(event.value for event in story(world(4, changes)) if event.kind == "setback")


def test_structures_take_the_edge_off_a_setback() -> None:
    """C62: of the loss, only what structures do not carry is felt."""
    standing = after(world(4, LONG | {"agreements.structures": 0.2}), 50)["structures"]
    assert 0.5 < standing < 1.0
    assert setback_in(0.0) == pytest.approx(0.05)
    assert setback_in(0.2) < 0.05 * 0.5
    assert setback_in(0.2) < setback_in(0.05) < setback_in(0.0)


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}

GOING_ON: Changes = NEEDED | STUBBORN


@pytest.mark.parametrize("pause", [0, 8, 30])
def test_who_has_left_one_alliance_rests_until_it_applies_to_another(pause: int) -> None:
    """C36: energy comes back week by week, whether or not an alliance begins in between."""
    recovery = 0.05
    whole = world_of(world(3, GOING_ON | {"mechanisms.cooperation.recovery": recovery}, outside=1), 0)
    whole.organisations["energy"][3] = tired = 0.2
    live(whole, pause)
    assert whole.organisations["energy"][3] == pytest.approx(1.0 - (1.0 - tired) * (1.0 - recovery) ** pause)
