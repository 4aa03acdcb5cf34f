"""Population: traits and wishes as declared, each organisation drawn for itself, and who is asked first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulation import AllianceError
from simulation.engine.codes import Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import seen_by
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario
from simulation.scenario.participants import LEVELS, SECTORS
from simulation.scenario.traits import TRAITS
from simulation.start.population import populate, quantile
from simulation.week import live
from tests.worlds import PLAIN, asked_first, begun, spread, world

share = st.floats(0, 1, exclude_max=True)
three = st.lists(st.floats(-100, 100), min_size=3, max_size=3).map(sorted)


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return load_scenario("baseline")


# A synthetic scenario and a real one; both invite fewer than there are.
SHIPPED = ("baseline", "lieferkettengesetz")

# --- distributions ---------------------------------------------------------------------------------------


@given(three, share)
def test_a_draw_lies_within_its_limits(limits: list[float], draw: float) -> None:
    low, mode, high = limits
    for middle in (mode, float("nan")):
        assert low - 1e-9 <= quantile(low, middle, high, draw) <= high + 1e-9


@given(st.floats(0, 1), st.floats(0.01, 0.99))
def test_a_triangle_has_its_share_below_each_value(place: float, draw: float) -> None:
    low, high = 2.0, 6.0
    mode = low + place * (high - low)
    value = quantile(low, mode, high, draw)
    assert stats.triang.cdf(value, place, loc=low, scale=high - low) == pytest.approx(draw)


@given(share)
def test_without_a_mode_every_value_is_as_likely(draw: float) -> None:
    assert quantile(2.0, float("nan"), 6.0, draw) == pytest.approx(2.0 + 4.0 * draw)


@given(st.floats(-100, 100), share)
def test_a_fixed_trait_is_not_drawn(value: float, draw: float) -> None:
    assert quantile(value, value, value, draw) == value


# --- organisations ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_traits_lie_where_the_scenario_says(name: str) -> None:
    scenario = load_scenario(name)
    prepared = PreparedScenario(scenario)
    low, high = prepared.spreads.low[prepared.kinds], prepared.spreads.high[prepared.kinds]
    for seed in range(20):
        organisations = begun(scenario, seed).organisations
        drawn = np.column_stack([organisations[trait] for trait in TRAITS])
        assert (low - 1e-12 <= drawn).all()
        assert (drawn <= high + 1e-12).all()


def test_traits_are_spread_as_the_scenario_says(baseline: Scenario) -> None:
    scenario = spread(baseline, "stake", {"low": 0.5, "mode": 0.6, "high": 1.0})
    stakes = np.concatenate([begun(scenario, seed).organisations["stake"] for seed in range(60)])
    assert stats.kstest(stakes, stats.triang(0.2, loc=0.5, scale=0.5).cdf).pvalue > 1e-3


def test_bodies_first_meet_evenly_within_their_interval(baseline: Scenario) -> None:
    drawn = [begun(baseline, seed).organisations for seed in range(60)]
    shares = np.concatenate([o["first_meeting"] / o["interval"] for o in drawn])
    assert stats.kstest(shares, "uniform").pvalue > 1e-3


def test_an_organisation_is_the_same_whoever_else_there_is(baseline: Scenario) -> None:
    """Draws hang on the name, so that a larger field leaves all others as they were."""
    larger = changed(baseline, {"groups.Movement.count": 20, "groups.Environment.count": 30})
    few, many = begun(baseline, 3), begun(larger, 3)
    places = [larger.names().index(name) for name in baseline.names()]
    for column in (*TRAITS, "first_meeting"):
        assert few.organisations[column].tolist() == many.organisations[column][places].tolist()
    for column in ("ideal", "least", "red_line"):
        assert few.positions[column].tolist() == many.positions[column][places].tolist()


def test_seeds_give_other_organisations(baseline: Scenario) -> None:
    stakes = [tuple(begun(baseline, seed).organisations["stake"]) for seed in range(20)]
    assert len(set(stakes)) == 20


def test_a_prepared_scenario_is_not_used_up(baseline: Scenario) -> None:
    prepared = PreparedScenario(baseline)
    first = populate(prepared, 1)
    live(first, baseline.weeks)
    again = populate(prepared, 1)
    live(again, baseline.weeks)
    assert first.organisations["energy"].tolist() == again.organisations["energy"].tolist()
    assert first.demands["adopted"].tolist() == again.demands["adopted"].tolist()


# --- wishes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_wishes_stand_in_order(name: str) -> None:
    for seed in range(20):
        wishes = begun(load_scenario(name), seed).positions
        assert (wishes["least"] >= 0.0).all()
        assert (wishes["least"] <= wishes["ideal"]).all()
        assert (wishes["ideal"] <= wishes["red_line"]).all()
        assert (wishes["red_line"] <= 1.0).all()


def test_a_known_position_is_kept_and_the_rest_is_drawn() -> None:
    known = {"positions": {"Demand 1": {"ideal": 0.35, "red_line": 0.45}, "Demand 2": {"red_line": 0.5}}}
    wishes = begun(world(2, first=known, demands=3)).positions
    assert wishes["ideal"][0].tolist() == [0.35, 0.5, 0.6]
    assert wishes["red_line"][0].tolist() == pytest.approx([0.45, 0.5, 0.8])


def test_who_holds_the_whole_truth_has_no_room_above_its_wish() -> None:
    """C44."""
    wishes = begun(world(2, first={"dogmatism": 1.0}, others={"dogmatism": 0.5})).positions
    assert wishes["red_line"][:, 0].tolist() == pytest.approx([0.6, 0.7])


def test_dispersion_bounds_how_far_single_wishes_stray() -> None:
    strays = begun(world(200, others={"dispersion": 0.15}, demands=5)).positions["ideal"][1:] - 0.6
    assert np.abs(strays).max() <= 0.15
    assert stats.kstest((strays.ravel() + 0.15) / 0.3, "uniform").pvalue > 1e-3


ALIKE = ("economic", "cultural", "tone")


@pytest.mark.parametrize("heterogeneity", [0.0, 0.5, 1.0])
def test_heterogeneity_draws_those_invited_towards_their_mean(baseline: Scenario, heterogeneity: float) -> None:
    full = begun(baseline, 4)
    part = begun(changed(baseline, {"population.heterogeneity": heterogeneity}), 4)
    invited = full.memberships["organisation"]
    for name in ALIKE:
        values, drawn = full.organisations[name][invited], part.organisations[name][invited]
        assert drawn - values.mean() == pytest.approx(heterogeneity * (values - values.mean()))
    for name in ("ideal", "least", "red_line"):
        wishes, drawn = full.positions[name][invited], part.positions[name][invited]
        mean = wishes.mean(axis=0)
        assert drawn - mean == pytest.approx(heterogeneity * (wishes - mean))
    assert full.organisations["interval"].tolist() == part.organisations["interval"].tolist()


# --- who is asked ----------------------------------------------------------------------------------------

ORDERS = ("listed", "random", "trust", "sectors")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", SHIPPED)
def test_who_is_asked_in_a_small_alliance_is_asked_in_a_larger_one(name: str, order: str) -> None:
    scenario = load_scenario(name, {"invitation.order": order})
    for seed in range(5):
        everybody = asked_first(PreparedScenario(scenario), seed)
        assert sorted(everybody.tolist()) == list(range(len(everybody)))
        for size in sorted({min(size, len(everybody)) for size in (4, 12, len(everybody))}):
            asked = begun(changed(scenario, {"invitation.size": size}), seed).memberships["organisation"]
            assert asked[:size].tolist() == everybody[:size].tolist()


@pytest.mark.parametrize("order", ORDERS)
def test_initiators_lead_and_indispensable_come_first(baseline: Scenario, order: str) -> None:
    changes = {
        "invitation.order": order,
        "invitation.initiators": ["Church 2", "Convenor"],
        "invitation.indispensable": ["Business 1", "Union 3"],
        "agreements.lead": "Union 3",
    }
    prepared = PreparedScenario(changed(baseline, changes))
    first = [prepared.names[row] for row in asked_first(prepared, 1)[:4]]
    assert first == ["Church 2", "Convenor", "Union 3", "Business 1"]


def test_listed_means_in_the_scenario_s_order(baseline: Scenario) -> None:
    prepared = PreparedScenario(changed(baseline, {"invitation.order": "listed"}))
    assert asked_first(prepared, 1).tolist() == list(range(60))


def test_by_lot_everybody_has_the_same_chance(baseline: Scenario) -> None:
    prepared = PreparedScenario(changed(baseline, {"invitation.order": "random"}))
    seeds = 600
    asked = np.zeros(60)
    for seed in range(seeds):
        asked[asked_first(prepared, seed)[1:12]] += 1
    expected = np.full(59, 11 / 59 * seeds)
    assert stats.chisquare(asked[1:], expected * asked[1:].sum() / expected.sum()).pvalue > 1e-3


def test_one_from_each_sector_in_turn(baseline: Scenario) -> None:
    alone_in_its_sector = {"organisations.Convenor.sector": "sport"}
    prepared = PreparedScenario(changed(baseline, {"invitation.order": "sectors"} | alone_in_its_sector))
    for seed in range(10):
        sectors = prepared.sectors[asked_first(prepared, seed)[1:]]
        assert len(set(sectors[:10].tolist())) == 10
        assert len(set(sectors[10:20].tolist())) == 10


def test_who_invites_counts_as_the_first_of_its_sector(baseline: Scenario) -> None:
    prepared = PreparedScenario(changed(baseline, {"invitation.order": "sectors"}))
    for seed in range(20):
        assert len(set(prepared.sectors[asked_first(prepared, seed)[:10]].tolist())) == 10


def test_those_known_best_come_first(baseline: Scenario) -> None:
    ties = [
        {"between": ["Convenor", "Church 4"], "trust": 0.9},
        {"between": ["Science 1", "Convenor"], "trust": 0.6},
        {"between": ["Science 1", "Science 2"], "trust": 1.0},
    ]
    prepared = PreparedScenario(changed(baseline, {"invitation.order": "trust", "ties": ties}))
    assert [prepared.names[row] for row in asked_first(prepared, 1)[:3]] == ["Convenor", "Church 4", "Science 1"]


def test_a_tie_opens_the_door(baseline: Scenario) -> None:
    """C17: who knows an initiator comes with the trust of that tie, whoever does not with its own."""
    ties = [{"between": ["Convenor", "Movement 1"], "trust": 0.9}]
    by_ties_alone = {"invitation.order": "listed", "ties": ties, "mechanisms.formation.shared_disadvantage": 0.0}
    state = begun(changed(baseline, by_ties_alone), 2)
    own = state.organisations["trust"][state.memberships["organisation"]]
    assert state.memberships["trust"][1] == 0.9
    assert state.memberships["trust"][2:].tolist() == own[2:].tolist()


def test_shared_disadvantage_makes_up_for_missing_trust() -> None:
    """C39: only where both sides know it."""
    changes = {"mechanisms.formation.shared_disadvantage": 0.5}
    for mine, theirs, trust in ((1.0, 1.0, 0.75), (1.0, 0.5, 0.625), (1.0, 0.0, 0.5), (0.0, 1.0, 0.5)):
        state = begun(world(2, changes, first={"disadvantage": mine}, others={"disadvantage": theirs}))
        assert state.memberships["trust"][1] == pytest.approx(trust)


def test_levels_are_dealt_out_in_turn() -> None:
    state = begun(world(7, others={"levels": ["local", "state", "federal"]}))
    assert [LEVELS[level].value for level in state.organisations["level"][1:]] == ["local", "state", "federal"] * 2


def test_another_alliance_draws_for_itself(baseline: Scenario) -> None:
    """Adding one leaves the first as it was."""
    goal = baseline.goal.model_dump(exclude_unset=True)
    twin = {"name": "Twin", "goal": goal, "invitation": {"initiators": ["Convenor"], "size": 12, "order": "random"}}
    alone, both = begun(baseline, 3), populate(PreparedScenario(changed(baseline, {"others": [twin]})), 3)
    first, second = seen_by(both, 0), seen_by(both, 1)
    assert alone.memberships["organisation"].tolist() == first.memberships["organisation"].tolist()
    assert alone.positions["ideal"].tolist() == first.positions["ideal"].tolist()
    assert first.memberships["organisation"].tolist() != second.memberships["organisation"].tolist()
    assert first.positions["ideal"].tolist() != second.positions["ideal"].tolist()


@pytest.mark.parametrize("seats", [1, 5, 12, 100_000])
def test_there_is_room_for_so_many_at_the_table(baseline: Scenario, seats: int) -> None:
    tiers = begun(changed(baseline, {"agreements.core_size": seats})).memberships["tier"]
    core = min(seats, 12)
    assert tiers.tolist() == [Tier.CORE] * core + [Tier.SUPPORTER] * (12 - core)


def test_sectors_are_dealt_out_in_turn() -> None:
    sectors = ["union", "church", "sport"]
    state = begun(world(8, others={"sectors": sectors}))
    dealt = [SECTORS[s].value for s in state.organisations["sector"][1:]]
    assert dealt == (sectors * 3)[:7]


def test_the_plain_organisation_leaves_nothing_to_chance() -> None:
    assert set(PLAIN) == set(TRAITS)
    one, other = begun(world(5), 1), begun(world(5), 2)
    for trait in TRAITS:
        assert one.organisations[trait].tolist() == other.organisations[trait].tolist()


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_out_of_range_is_refused(baseline: Scenario, seed: int) -> None:
    with pytest.raises(AllianceError, match="seed = "):
        populate(PreparedScenario(baseline), seed)


def test_rows_are_found_by_name_without_a_list_of_them(baseline: Scenario) -> None:
    rows = PreparedScenario(baseline).row_of
    assert [rows[name] for name in baseline.names()] == list(range(len(rows)))
    assert tuple(rows) == baseline.names()
    group = baseline.groups[0]
    assert list(rows.of_group(group.name)) == [rows[f"{group.name} {k + 1}"] for k in range(group.count)]
