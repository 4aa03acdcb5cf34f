"""The shipped scenarios: complete, founded on something, and free of what only came out in the end."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

import pytest

from simulation.dossier import Dossier
from simulation.fields import Part
from simulation.scenario import Scenario, When
from simulation.scenario_file import load_dossier, load_scenario, scenario_path, shipped_scenarios
from simulation.traits import TRAITS

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


def parts_of(annotation: object) -> Iterator[type[Part]]:
    """Yield the parts that a field may hold, also inside tuples and unions."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_of(inner)


def is_field(path: str, part: type[Part] = Scenario) -> bool:
    """Tell whether a dotted path leads to a field; entries of lists are passed through."""
    first, _, rest = path.partition(".")
    if first not in part.model_fields:
        return False
    return not rest or any(is_field(rest, inner) for inner in parts_of(part.model_fields[first].annotation))


def bases(dossier: Dossier) -> set[str]:
    """Return the fields for which a fact or an assumption is given."""
    abouts = [*(fact.about for fact in dossier.facts), *(guess.about for guess in dossier.assumptions)]
    return {path for about in abouts for path in about.split(", ")}


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
@pytest.mark.parametrize("size", [2, 12, 45, 60])
def test_two_to_sixty_organisations_can_be_invited(name: str, size: int) -> None:
    scenario = load_scenario(name, {"invitation.size": size})
    assert scenario.invitation.size == size
    assert len(scenario.names()) >= size


@pytest.mark.parametrize("name", shipped_scenarios())
def test_what_people_know_bears_on_fields_that_exist(name: str) -> None:
    assert [path for path in sorted(bases(load_dossier(name))) if not is_field(path)] == []


@pytest.mark.parametrize("name", shipped_scenarios())
def test_parameters_of_the_submodels_are_left_alone(name: str) -> None:
    assert not load_scenario(name).mechanisms.model_fields_set


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_file_has_a_line_in_the_list(name: str) -> None:
    assert f"`{name}.toml`" in (scenario_path(name).parent / "README.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("part", ["goal", "invitation", "agreements", "arena"])
def test_nothing_is_set_without_a_fact_or_an_assumption(part: str, real: Scenario, dossier: Dossier) -> None:
    chosen = {f"{part}.{name}" for name in getattr(real, part).model_fields_set}
    founded = {".".join(path.split(".")[:2]) for path in bases(dossier)}
    assert chosen - founded == set()


@pytest.mark.parametrize("part", ["organisations", "groups"])
def test_unknown_traits_are_left_to_their_defaults(part: str, real: Scenario, dossier: Dossier) -> None:
    chosen = {f"{part}.{name}" for entry in getattr(real, part) for name in entry.model_fields_set & set(TRAITS)}
    assert chosen - bases(dossier) == set()


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
