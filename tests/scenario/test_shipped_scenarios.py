"""The shipped scenarios: complete, founded on something, and free of what only came out in the end."""

from datetime import date, timedelta

import pytest

from simulation.engine.codes import End
from simulation.run import replicate, simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.dossier import Dossier
from simulation.scenario.fields import When
from simulation.scenario.foundations import basis, named
from simulation.scenario.loading import load_dossier, load_scenario, shipped_scenarios
from simulation.scenario.traits import TRAITS

REAL = "lieferkettengesetz"
SYNTHETIC = "baseline"
FIRST_CARRIERS = {
    "agl",
    "Brot für die Welt",
    "BUND",
    "Christliche Initiative Romero",
    "CorA network",
    "DGB",
    "Forum Fairer Handel",
    "Germanwatch",
    "Greenpeace",
    "INKOTA",
    "MISEREOR",
    "Oxfam",
    "SÜDWIND",
    "ver.di",
    "WEED",
    "Weltladen-Dachverband",
    "Werkstatt Ökonomie",
}


@pytest.fixture(scope="module")
def real() -> Scenario:
    return load_scenario(REAL)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load_dossier(REAL)


@pytest.fixture(scope="module")
def synthetic() -> Scenario:
    return load_scenario(SYNTHETIC)


def of_real_alliances() -> list[str]:
    """Return the names of the scenarios that rest on facts."""
    return [name for name in shipped_scenarios() if load_dossier(name).facts]


def spoken_of(dossier: Dossier) -> set[str]:
    """Return the fields and parts for which a fact or an assumption is given."""
    abouts = [*(fact.about for fact in dossier.facts), *(guess.about for guess in dossier.assumptions)]
    return {path for about in abouts for path in named(about)}


def calendar(scenario: Scenario) -> dict[str, When]:
    """Return what the calendar holds, by name."""
    arena = scenario.arena
    return {
        **{f"window: {window.name}": window.start for window in arena.windows},
        **{f"vote: {vote.name}": vote.when for vote in arena.votes},
        **{f"shock: {shock.name}": shock.when for shock in arena.shocks},
    }


# --- all of them ---------------------------------------------------------------------------------


def test_both_scenarios_are_shipped() -> None:
    assert {REAL, SYNTHETIC} <= set(shipped_scenarios())


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_shipped_scenario_speaks_both_languages(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.title.en != scenario.title.de
    assert scenario.summary.en != scenario.summary.de


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_shipped_scenario_runs_to_an_end_or_to_its_horizon(name: str) -> None:
    scenario = load_scenario(name)
    outcome = simulate(scenario, 1)
    assert outcome.end in End.words()
    assert 0 < outcome.lifetime <= scenario.weeks


@pytest.mark.parametrize("name", shipped_scenarios())
def test_as_few_or_as_many_can_be_asked_as_there_are(name: str) -> None:
    scenario = load_scenario(name)
    fewest = max(2, len(scenario.invitation.initiators))
    for size in (fewest, len(scenario.names())):
        changes = {"invitation.size": size, "agreements.lead": "", "agreements.successor": ""}
        assert load_scenario(name, changes).invitation.size == size


def test_a_coalition_that_nobody_resists_reaches_its_goals() -> None:
    """Where politics would grant all, those who decide among themselves still need each other."""
    easy = load_scenario("ampel", {"arena.resistance": 0.0})
    ends = [outcome.end for outcome in replicate(easy, range(40))]
    assert ends.count("goal reached") > 30


@pytest.mark.parametrize("name", shipped_scenarios())
def test_parameters_of_the_submodels_are_left_alone(name: str) -> None:
    assert not load_scenario(name).mechanisms.model_fields_set


# --- all real alliances --------------------------------------------------------------------------


@pytest.mark.parametrize("name", of_real_alliances())
@pytest.mark.parametrize("part", ["goal", "invitation", "agreements", "arena"])
def test_nothing_is_set_without_a_fact_or_an_assumption(part: str, name: str) -> None:
    scenario, dossier = load_scenario(name), load_dossier(name)
    founded = {path.split(".")[1] for path in spoken_of(dossier) if path.startswith(f"{part}.")}
    assert getattr(scenario, part).model_fields_set - founded == set()


@pytest.mark.parametrize("name", of_real_alliances())
@pytest.mark.parametrize("part", ["organisations", "groups"])
def test_unknown_traits_are_left_to_their_defaults(part: str, name: str) -> None:
    scenario, dossier = load_scenario(name), load_dossier(name)
    chosen = {trait for entry in getattr(scenario, part) for trait in entry.model_fields_set & set(TRAITS)}
    assert [trait for trait in sorted(chosen) if not basis(f"{part}.{trait}", dossier)] == []


@pytest.mark.parametrize("name", of_real_alliances())
def test_what_rests_on_no_source_is_said_to_be_assumed(name: str) -> None:
    dossier = load_dossier(name)
    assert dossier.assumptions
    assert all(fact.source.strip() for fact in dossier.facts)


@pytest.mark.parametrize("name", of_real_alliances())
def test_what_happened_stands_beside_what_is_assumed(name: str) -> None:
    observed = load_dossier(name).observed
    assert observed.members or observed.outcomes


# --- the supply chain act ------------------------------------------------------------------------


def test_the_seventeen_first_carriers_are_named(real: Scenario) -> None:
    assert {organisation.name for organisation in real.organisations} == FIRST_CARRIERS


def test_the_carriers_are_asked_before_any_supporter(real: Scenario) -> None:
    assert {*real.invitation.initiators, *real.invitation.indispensable} == FIRST_CARRIERS


def test_the_ten_asked_first_come_from_all_six_sectors(real: Scenario) -> None:
    sector = {organisation.name: organisation.sector for organisation in real.organisations}
    asked = (*real.invitation.initiators, *real.invitation.indispensable)
    assert {sector[name] for name in asked[:10]} == set(real.goal.fields)


def test_as_many_can_be_asked_as_took_part_at_the_height(real: Scenario, dossier: Dossier) -> None:
    assert len(real.names()) == max(count.members for count in dossier.observed.members)


def test_every_fact_has_a_source(dossier: Dossier) -> None:
    assert {fact.certainty for fact in dossier.facts} == {"documented", "published", "memory", "inferred"}
    assert all(fact.source.strip() for fact in dossier.facts)


@pytest.mark.parametrize(
    ("name", "week"),
    [
        ("shock: Pandemic", 26),
        ("window: First lockdown", 26),
        ("window: Final report of the companies' survey", 42),
        ("vote: Last week of sittings before the election", 93),
    ],
)
def test_dates_of_the_calendar_become_weeks_of_the_run(name: str, week: int, real: Scenario) -> None:
    when = calendar(real)[name]
    assert isinstance(when, date)
    assert real.week_of(when) == week
    first_day = real.start + timedelta(weeks=week)
    assert first_day <= when < first_day + timedelta(weeks=1)


def test_the_agreed_end_is_the_end_of_2021(real: Scenario) -> None:
    assert real.agreements.end_week == real.week_of(date(2021, 12, 31))


def test_the_run_goes_on_past_the_agreed_end_and_the_calendar(real: Scenario) -> None:
    last = max(real.agreements.end_week, *(real.week_of(when) for when in calendar(real).values()))
    assert last < real.weeks


# --- what came out in the end --------------------------------------------------------------------


def test_a_scenario_has_no_room_for_what_was_observed() -> None:
    assert not set(Dossier.model_fields) & set(Scenario.model_fields)


def test_no_date_of_the_calendar_is_the_date_of_an_outcome(real: Scenario, dossier: Dossier) -> None:
    came_out = {outcome.when for outcome in dossier.observed.outcomes}
    assert date(2021, 6, 11) in came_out
    assert not came_out & set(calendar(real).values())


def test_the_growth_of_the_membership_is_no_input(real: Scenario, dossier: Dossier) -> None:
    first, *later = [count.members for count in dossier.observed.members]
    assert later == sorted(later)
    assert real.invitation.size == first < later[0]


# --- the baseline --------------------------------------------------------------------------------


def test_the_baseline_has_sixty_organisations_from_ten_sectors(synthetic: Scenario) -> None:
    assert len(synthetic.names()) == 60
    named = {organisation.sector for organisation in synthetic.organisations}
    assert len(named | {sector for group in synthetic.groups for sector in group.sectors}) == 10


def test_the_baseline_prefers_no_demand(synthetic: Scenario) -> None:
    assert len(synthetic.goal.demands) == 5
    assert len({(demand.weight, demand.majority) for demand in synthetic.goal.demands}) == 1


def test_the_baseline_invites_by_lot_so_that_size_alone_varies(synthetic: Scenario) -> None:
    assert synthetic.invitation.order == "random"
    assert not synthetic.invitation.indispensable


def test_the_baseline_agrees_on_nothing_and_knows_no_calendar(synthetic: Scenario) -> None:
    assert not synthetic.agreements.model_fields_set
    assert not calendar(synthetic)


def test_wishes_in_the_baseline_do_not_depend_on_the_sector(synthetic: Scenario) -> None:
    wishes = {"stake", "ambition", "dispersion", "tolerance", "threshold", "energy"}
    assert not any(group.model_fields_set & wishes for group in synthetic.groups)
