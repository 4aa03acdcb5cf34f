"""The outlook: citizens, hard times, products, projects, paths and emergencies (C58 to C71)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Stage
from simulation.engine.state import seen_by
from simulation.rules.cooperation.emergency_help import call_to_help
from simulation.rules.cooperation.energy import help_given_and_got
from simulation.rules.cooperation.milestones import encouraged
from simulation.rules.cooperation.projects import best_of, effect_on_topic, with_proven_projects
from simulation.rules.cooperation.support_chain import finds_the_way
from simulation.rules.impact.political_response import weeks_into_practice
from simulation.scenario.definition import Scenario
from simulation.week import live
from tests.worlds import STUBBORN, Changes, kinds, lively, mean, outcomes, story, world, world_of

share = st.floats(0, 1)

LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}
SOFT: Changes = {"mechanisms.impact.adoption_rate": 0.2, "arena.resistance": 0.3}


def after(scenario: Scenario, weeks: int | None = None) -> dict[str, float]:
    """Return what an alliance's own row says at the end of a run."""
    alliance = seen_by(world_of(scenario, weeks), 0).alliance
    return {
        name: getattr(alliance, name).item() for name in ("structures", "product", "capability", "vision", "pressure")
    }


# --- citizens at the table (C58) ---------------------------------------------------------------------------


@given(st.floats(0, 0.999), st.floats(0.01, 10), st.floats(0, 10), st.floats(0.001, 5), st.floats(0, 10))
def test_what_is_resisted_takes_longer_to_put_into_practice(
    draw: float, influence: float, resistance: float, rate: float, more: float
) -> None:
    weeks = weeks_into_practice(draw, influence, resistance, rate)
    assert weeks >= 0.0
    assert weeks_into_practice(draw, influence, resistance + more, rate) >= weeks * (1 - 1e-9)
    assert weeks_into_practice(draw, influence, 0.0, rate) == pytest.approx(-math.log(1 - draw) / rate)


def test_unresisted_implementation_takes_its_rate_on_average() -> None:
    draws = (np.arange(20_000) + 0.5) / 20_000
    assert np.mean([weeks_into_practice(draw, 1.0, 0.0, 0.04) for draw in draws]) == pytest.approx(25.0, rel=1e-3)


def test_citizens_by_lot_lower_resistance_by_their_share() -> None:
    """C58, by hand."""
    without, with_them = (
        seen_by(world_of(world(4, LONG | {"groups.0.sectors": [sector]})), 0).demands["resistance"][0]
        for sector in ("union", "citizens")
    )
    assert with_them == pytest.approx((1 - 0.6 * 3 / 4) * without)


def test_citizens_who_are_not_asked_lower_nothing() -> None:
    lots = {"organisations.0.sector": "democracy", "groups.0.sectors": ["union", "union", "union", "citizens"]}
    near, far = (
        seen_by(world_of(world(size, LONG | lots, outside=6 - size)), 0).demands["resistance"][0] for size in (5, 4)
    )
    assert near == pytest.approx((1 - 0.6 / 5) * far)


def test_citizens_speed_what_comes_of_it() -> None:
    """C58, over paired runs."""
    base = SOFT | {"arena.resistance": 1.0}
    citizens = base | {"organisations.1.sector": "citizens"}
    neutral = citizens | {"mechanisms.impact.lot_acceptance": 0.0}
    assert mean(lively(citizens), 80, "impact") > mean(lively(neutral), 80, "impact")


# --- shrinking space (C61) and structures for it (C62) -----------------------------------------------------


@pytest.mark.parametrize("pressure", [0.0, 0.4, 1.0])
def test_pressure_cuts_time_in_proportion(pressure: float) -> None:
    state = seen_by(world_of(world(4, LONG | {"arena.pressure": pressure}), 20), 0)
    assert state.memberships["free"] == pytest.approx(np.full(4, 40.0 * (1 - 0.5 * pressure)))


def test_company_keeps_spirits_up_under_pressure() -> None:
    """C61: morale rises with the number of those in touch."""
    pressed: Changes = LONG | {"arena.pressure": 1.0, "mechanisms.cooperation.recovery": 0.0}
    pressed |= {"mechanisms.cooperation.frustration": 0.02}
    energies = [
        float(seen_by(world_of(world(size, pressed), 20), 0).organisations["energy"].mean()) for size in (2, 6, 16)
    ]
    assert energies[0] < energies[1] < energies[2]


def test_pressure_draws_organisations_together_while_it_drains_them() -> None:
    """C61: as far as it leaves them the means."""
    marginal: Changes = {
        "mechanisms.dissolution.cost_weight": 0.4,
        "mechanisms.dissolution.belonging_weight": 0.3,
        "mechanisms.outlook.cutback": 0.0,
    }
    free, pressed = (lively(marginal | {"arena.pressure": pressure}) for pressure in (0.0, 0.8))
    assert mean(pressed, 60, "accepted") > mean(free, 60, "accepted")
    assert mean(pressed, 60, "energy") < mean(free, 60, "energy")


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


def test_what_is_invested_is_missing_from_the_campaign() -> None:
    plain = after(world(4, LONG | {"mechanisms.cooperation.occasion_rate": 0.0}))
    invested = after(world(4, LONG | {"mechanisms.cooperation.occasion_rate": 0.0, "agreements.structures": 0.4}))
    assert invested["pressure"] == pytest.approx(0.6 * plain["pressure"])


def test_no_more_than_everything_can_be_invested() -> None:
    everything: dict[str, object] = LONG | {"mechanisms.cooperation.occasion_rate": 0.0}
    everything |= {f"agreements.{what}": 0.8 for what in ("structures", "products", "transfer")}
    ended = after(world(4, everything))
    assert ended["pressure"] == pytest.approx(0.0, abs=1e-9)
    assert ended["capability"] > 0.0
    assert ended["product"] > 0.0


# --- products (C67) ----------------------------------------------------------------------------------------


def test_products_keep_members_of_a_network_content() -> None:
    """C67: over paired runs, with the same members to begin with."""
    network: Changes = {"form": "network", "mechanisms.dissolution.cost_weight": 1.0}
    plain, useful = (lively(network | {"agreements.products": part}) for part in (0.0, 0.5))
    assert mean(useful, 60, "satisfaction") > mean(plain, 60, "satisfaction")
    assert mean(useful, 60, "exits") < mean(plain, 60, "exits")


def test_exchange_across_levels_draws_more_into_a_network_than_among_equals() -> None:
    """C67."""
    network: Changes = {"form": "network", "mechanisms.dissolution.cost_weight": 1.0, "groups.0.sectors": ["culture"]}
    equals = network | {"groups.0.levels": ["federal"]}
    assert mean(lively(network), 60, "accepted") > mean(lively(equals), 60, "accepted")


# --- energy shared (C04) and given back --------------------------------------------------------------------


@given(share, share, share, share)
def test_help_is_no_perpetual_motion(mine: float, theirs: float, my_need: float, their_need: float) -> None:
    """C04: between two partners, what one pays for help the other gets."""
    one = help_given_and_got(mine, their_need, theirs, my_need)
    other = help_given_and_got(theirs, my_need, mine, their_need)
    assert one + other == pytest.approx(0.0, abs=1e-12)


@given(share, share)
def test_encouragement_gives_back_its_share_of_what_is_missing(energy: float, part: float) -> None:
    assert 1 - encouraged(energy, part) == pytest.approx((1 - energy) * (1 - part))


# --- projects (C63, C64) -----------------------------------------------------------------------------------


@given(st.integers(0, 50), share)
def test_each_repetition_is_worth_its_share_of_the_one_before(projects: int, repeat: float) -> None:
    effect = effect_on_topic(float(projects), repeat)
    assert effect == pytest.approx(sum(repeat**k for k in range(projects)))
    assert effect <= projects + 1e-9


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 100), share, share)
def test_better_judgement_never_chooses_worse(draw: float, candidates: int, judged: float, more: float) -> None:
    """C64."""
    quality = best_of(draw, candidates, judged)
    assert 0.0 <= quality <= 1.0
    assert best_of(draw, candidates, 0.0) == draw
    assert best_of(draw, candidates, judged + (1 - judged) * more) >= quality - 1e-12


def test_proven_projects_spare_hours_as_far_as_they_are_good_and_carried() -> None:
    """C64: nobody spends on beginning anew what half of the public gets from a project of full quality."""
    assert with_proven_projects(10.0, 1.0, 0.5) == 15.0
    assert with_proven_projects(10.0, 0.0, 0.5) == with_proven_projects(10.0, 1.0, 0.0) == 10.0
    scaled = LONG | {"goal.topics": 4, "agreements.projects_scaled": True}
    assert after(world(4, scaled))["pressure"] > after(world(4, LONG | {"goal.topics": 4}))["pressure"]


@pytest.mark.parametrize("candidates", [1, 4, 9])
def test_the_best_of_n_is_n_over_n_plus_one_on_average(candidates: int) -> None:
    draws = (np.arange(20_000) + 0.5) / 20_000
    chosen = [best_of(draw, candidates, 1.0) for draw in draws]
    assert np.mean(chosen) == pytest.approx(candidates / (candidates + 1), abs=1e-3)


def test_projects_of_strangers_overlap_as_by_chance() -> None:
    """N projects thrown on m topics leave m (1 - 1/m)^n of them empty on average."""
    members, topics, seeds = 8, 6, 300
    scenario = world(members, LONG | {"goal.topics": topics, "weeks": 4})
    served = topics * (1 - (1 - 1 / topics) ** members)
    overlaps = [run.project_overlap for run in outcomes(scenario, seeds)]
    bound = 4.5 * np.std(overlaps) / np.sqrt(seeds)
    assert np.mean(overlaps) == pytest.approx(1 - served / members, abs=bound)


def test_coordinated_members_stop_repeating_each_other() -> None:
    """C63: less overlap, more effect of as many projects."""
    projects: Changes = LONG | {"goal.topics": 12, "mechanisms.outlook.adjustment": 1.0, "weeks": 150}
    apart, together = (world(6, projects | {"agreements.projects_coordinated": on}) for on in (False, True))
    assert mean(together, 20, "project_overlap") < 0.05 < mean(apart, 20, "project_overlap")
    assert mean(together, 20, "project_effect") > mean(apart, 20, "project_effect")


def test_more_networks_carry_a_project_further() -> None:
    """C64: one, three and thirteen foundations."""
    scaled: Changes = LONG | {"goal.topics": 6, "agreements.projects_scaled": True}
    reaches = [mean(world(size, scaled), 2, "scaled_reach") for size in (2, 3, 13)]
    assert reaches[0] < reaches[1] < reaches[2]


def test_expert_advice_raises_the_quality_of_what_is_carried_further() -> None:
    """C64."""
    scaled: Changes = LONG | {"goal.topics": 6, "agreements.projects_scaled": True}
    plain = outcomes(world(6, scaled), 30)
    advised = outcomes(world(6, scaled | {"agreements.quality_filter": True}), 30)
    assert all(two.scaled_quality > one.scaled_quality for one, two in zip(plain, advised, strict=True))
    assert [run.scaled_reach for run in plain] == [run.scaled_reach for run in advised]


# --- the path (C69) ----------------------------------------------------------------------------------------


@given(share, share)
def test_handing_on_finds_the_way_that_luck_misses(loose: float, coordinated: float) -> None:
    way = finds_the_way(loose, coordinated)
    assert loose - 1e-12 <= way <= 1.0 + 1e-12
    assert finds_the_way(loose, 0.0) == loose
    assert finds_the_way(loose, 1.0) == pytest.approx(1.0)


def test_a_path_of_one_station_by_hand() -> None:
    """C69: nobody misses whom at least one of all members reaches; each reaches by its energy."""
    path: Changes = LONG | {"goal.stations": 1, "mechanisms.cooperation.hours_per_partner": 0.0}
    whole = world_of(world(4, path), 0)
    live(whole, 30)
    before = float(seen_by(whole, 0).alliance.tally.passage)
    energy = seen_by(whole, 0).organisations["energy"].copy()
    live(whole, 1)
    state = seen_by(whole, 0)
    reached = 1 - float(np.prod(1 - 0.4 * energy))
    assert state.alliance.tally.passage - before == pytest.approx(reached)


def test_no_path_is_better_than_its_weakest_link() -> None:
    """With more stations than members some station has nobody."""
    assert mean(world(3, LONG | {"goal.stations": 4}), 5, "passage") == 0.0


def test_more_supporters_help_only_if_they_are_coordinated() -> None:
    """C69: without exchange the passage from station to station caps what numbers can do."""
    path: Changes = LONG | {"goal.stations": 4}
    loose = path | {"mechanisms.cooperation.exchange_memory": 0.0}
    sizes = (6, 16, 40)
    tied = [mean(world(size, path), 15, "passage") for size in sizes]
    untied = [mean(world(size, loose), 15, "passage") for size in sizes]
    cap = 0.5**3
    assert tied[0] < tied[1]
    assert all(passage <= cap + 1e-9 for passage in untied)
    assert tied[1] > cap


# --- emergencies (C71) -------------------------------------------------------------------------------------


@given(share, share, share, share, share)
def test_two_ways_to_be_moved_to_help(need: float, reach: float, own: float, called: float, more: float) -> None:
    chance = call_to_help(need, reach, own, called)
    assert 0.0 <= chance <= need * reach + 1e-12
    assert call_to_help(need, reach, 0.0, 0.0) == 0.0
    assert call_to_help(0.0, reach, own, called) == 0.0
    assert call_to_help(need, reach, own, called + (1 - called) * more) >= chance - 1e-12
    assert call_to_help(need, reach, own, 1.0) == pytest.approx(need * reach)


def test_a_chain_is_as_good_as_its_weakest_station() -> None:
    """C69: where nobody stands at a station the goal gets nowhere; where all are manned, by the worst manned one."""
    quiet = LONG | {"mechanisms.cooperation.occasion_rate": 0.0}
    path = quiet | {"goal.stations": 2, "mechanisms.outlook.station_reach": 0.4}
    whole = after(world(4, quiet))["pressure"]
    pressures = []
    for seed in range(20):
        state = seen_by(world_of(world(4, path), seed=seed), 0)
        at_first = int((state.memberships["station"] == 0).sum())
        weakest = min(1 - 0.6**manned for manned in (at_first, 4 - at_first))
        pressures.append(state.alliance.pressure / whole - weakest)
    assert pressures == pytest.approx([0.0] * 20, abs=1e-3)


FLOOD: Changes = LONG | {"arena.shocks": [{"name": "Flood", "when": 40, "need": 1.0}], "weeks": 200}
HELPERS = {"members": math.log10(30_000)}  # thirty helpers each at one in a thousand: four of them are enough


def days(changes: Changes, seeds: int = 40) -> float:
    return mean(world(8, FLOOD | changes, first=HELPERS, others=HELPERS), seeds, "days_to_helpers")


def test_standing_ties_bring_help_sooner() -> None:
    """C71."""
    alone = days({"mechanisms.outlook.call": 0.0})
    weak = days({"mechanisms.outlook.call": 0.1})
    strong = days({"mechanisms.outlook.call": 0.9})
    assert strong < weak < alone


def test_an_alliance_that_has_ended_calls_nobody() -> None:
    """C71: what helps is what still stands."""
    over: Changes = {"agreements.end_week": 20}
    standing, ended, uncalled = days({}), days(over), days(over | {"mechanisms.outlook.call": 0.0})
    assert standing < ended
    assert ended == uncalled


def test_helping_of_ones_own_accord_takes_the_time_of_chance() -> None:
    """Eight independent organisations, four needed: the mean of the fourth of eight geometric times."""
    rate, seeds = 0.05, 400
    changes: Changes = FLOOD | {"mechanisms.outlook.call": 0.0, "mechanisms.outlook.spontaneous": rate}
    runs = outcomes(world(8, changes, first=HELPERS, others=HELPERS), seeds)
    waited = [run.days_to_helpers for run in runs]
    idle = 1 - rate
    at_least_four_by = np.array([_at_least(4, 8, 1 - idle ** (day + 1)) for day in range(2000)])
    expected = float((1 - at_least_four_by).sum())
    assert np.mean(waited) == pytest.approx(expected, abs=4.5 * np.std(waited) / np.sqrt(seeds))


def _at_least(count: int, of: int, chance: float) -> float:
    return sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1))


def test_help_in_an_emergency_builds_ties() -> None:
    """C71: only among those who help together."""
    helped = seen_by(world_of(world(8, FLOOD | {"mechanisms.outlook.spontaneous": 1.0}), 41), 0)
    unhelped = seen_by(world_of(world(8, FLOOD | {"mechanisms.outlook.spontaneous": 0.0}), 41), 0)
    assert (helped.memberships["trust"] > unhelped.memberships["trust"]).all()


def test_an_emergency_to_come_keeps_the_run_going() -> None:
    scenario = world(4, FLOOD | {"agreements.end_week": 10})
    whole = world_of(scenario)
    assert whole.alliances["stage"].tolist() == [Stage.ENDED]
    assert "emergency" in kinds(story(scenario))


def test_help_comes_from_as_many_sectors_as_help() -> None:
    mixed: Changes = FLOOD | {
        "groups.0.sectors": ["union", "church", "science", "culture"],
        "mechanisms.outlook.call": 1.0,
    }
    one = FLOOD | {"organisations.0.sector": "union", "mechanisms.outlook.call": 1.0}
    assert mean(world(9, mixed), 5, "services") > mean(world(9, one), 5, "services") == 1.0


def test_without_an_emergency_nobody_is_awaited() -> None:
    run = outcomes(world(4, LONG), 1)[0]
    assert math.isnan(run.days_to_helpers)
    assert math.isnan(run.services)
    assert seen_by(world_of(world(4, LONG)), 0).alliance.stage == Stage.WORKING
