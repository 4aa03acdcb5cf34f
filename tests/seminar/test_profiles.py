"""Profiles: what a card says of an organisation holds in the runs that follow."""

import pytest

from seminar.profiles import Profile, profiles, settled
from simulation import ScenarioError, load_scenario, simulate
from simulation.scenario.traits import TRAITS, Traits

SCENARIOS = ("lieferkettengesetz", "five-or-fifty-demands", "ampel")
SEED = 4


def without_initiating(profile: Profile) -> tuple[object, ...]:
    return profile.name, profile.sector, profile.level, dict(profile.traits), profile.wishes


@pytest.mark.parametrize("name", SCENARIOS)
def test_profiles_are_of_those_invited_and_lie_within_what_the_scenario_allows(name: str) -> None:
    scenario = load_scenario(name)
    drawn = profiles(scenario, SEED)
    assert len({one.name for one in drawn}) == len(drawn) == scenario.invitation.size
    given: dict[str, Traits] = {one.name: one for one in scenario.organisations}
    for one in drawn:
        assert [wish.demand for wish in one.wishes] == [demand.name for demand in scenario.goal.demands]
        assert all(wish.least <= wish.ideal <= wish.red_line for wish in one.wishes)
        for trait in TRAITS if one.name in given else ():
            spread = getattr(given[one.name], trait)
            assert spread.low <= one.traits[trait] <= spread.high


def test_another_seed_draws_other_people() -> None:
    scenario = load_scenario("baseline")
    assert profiles(scenario, SEED) == profiles(scenario, SEED)
    assert profiles(scenario, SEED)[0].traits != profiles(scenario, SEED + 1)[0].traits


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_settled_scenario_has_the_same_organisations_in_every_run(name: str) -> None:
    scenario = load_scenario(name)
    drawn = {one.name: without_initiating(one) for one in profiles(scenario, SEED)}
    later = {one.name: without_initiating(one) for one in profiles(settled(scenario, SEED), SEED + 1)}
    both = drawn.keys() & later.keys()
    assert both
    assert all(drawn[one] == later[one] for one in both)


@pytest.mark.parametrize("name", SCENARIOS)
def test_settling_what_a_seed_draws_changes_nothing_under_that_seed(name: str) -> None:
    scenario = load_scenario(name)
    assert simulate(settled(scenario, SEED), SEED) == simulate(scenario, SEED)


def test_whoever_is_sure_is_asked_in_every_run_and_is_called_as_before() -> None:
    scenario = load_scenario("five-or-fifty-demands")
    sure = [one.name for one in profiles(scenario, SEED)[:5]]
    fixed = settled(scenario, SEED, sure)
    assert all([one.name for one in profiles(fixed, seed)[:5]] == sure for seed in range(3))
    assert fixed.called(sure[1], "de").startswith("Verband ")


def test_nobody_can_be_sure_who_is_not_there() -> None:
    with pytest.raises(ScenarioError, match="Nobody Ltd"):
        settled(load_scenario("baseline"), SEED, ["Nobody Ltd"])
