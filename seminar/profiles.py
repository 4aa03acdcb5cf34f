"""Profiles: what an organisation is like and where its red lines lie, as one seed draws them.

A scenario leaves open what is not known of an organisation, and every run draws it anew. People who are to negotiate in
its name need to know who they are, so one draw is settled: role cards, the page and the runs afterwards are of the same
organisations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulation import Scenario, changed
from simulation.engine.demand_rows import PositionRow
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World
from simulation.scenario.naming import TRANSLATIONS
from simulation.scenario.participants import LEVELS, SECTORS, Level, Sector
from simulation.scenario.traits import TRAITS
from simulation.start.population import populate

# What others can know of an organisation, what it keeps to itself, and what it can bring along.
PUBLIC = ("members", "economic", "cultural", "tone", "interval")
PRIVATE = ("stake", "visibility_need", "party_closeness", "dogmatism", "trust", "postponement", "mandate")
RESOURCES = ("hours", "home_load", "money", "contacts", "lobbying", "dialogue", "campaigning", "credibility")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an organisation wants of one demand, as ambitions from 0 to 1.

    Attributes:
        demand: its name in the scenario.
        ideal: what it would like best.
        least: below this the demand is not worth its trouble.
        red_line: beyond this it must leave.
    """

    demand: str
    ideal: float
    least: float
    red_line: float


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation as one seed draws it.

    Attributes:
        name: in the scenario; `Scenario.called` gives what a language calls it.
        title: its full name; empty where the scenario gives none.
        sector: of society.
        level: of the state at which it is at home.
        traits: all of `TRAITS`, each in its own unit.
        wishes: one for each demand of the scenario's own alliance, in the scenario's order.
        initiates: whether it is one of those who invite.
    """

    name: str
    title: str
    sector: Sector
    level: Level
    traits: Mapping[str, float]
    wishes: tuple[Wish, ...]
    initiates: bool


def profiles(scenario: Scenario, seed: int) -> tuple[Profile, ...]:
    """Return all organisations that the scenario's own alliance invites, in the order of asking.

    Args:
        scenario: whose organisations are meant.
        seed: of the draw, 0 or above.

    Raises:
        AllianceError: if the seed is not allowed.
    """
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed)
    invited = world.memberships["organisation"][: scenario.invitation.size]
    return tuple(_profile(prepared, world, int(row)) for row in invited)


def settled(scenario: Scenario, seed: int, sure: Sequence[str] = ()) -> Scenario:
    """Return a scenario whose organisations are in every run as one seed draws them.

    Everything else, such as when governing bodies meet and what happens outside, is still drawn in every run; under the
    seed itself nothing changes.

    Args:
        scenario: stays as it is.
        seed: of the draw, 0 or above.
        sure: organisations that are asked right after the initiators in every run.

    Raises:
        AllianceError: if the seed is not allowed.
        ScenarioError: if one of those who are to be sure is none of the scenario's.
    """
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed)
    everybody = [_profile(prepared, world, row) for row in range(len(prepared.names))]
    known = {one.name: one.model_dump(mode="json", exclude_unset=True) for one in scenario.organisations}
    invitation = scenario.invitation
    certain = dict.fromkeys([*invitation.indispensable, *sure])
    values: dict[str, object] = {
        "organisations": [_as_table(profile, known.get(profile.name, {})) for profile in everybody],
        "groups": [],
        "population.heterogeneity": 1.0,
        "invitation.indispensable": [name for name in certain if name not in invitation.initiators],
        "invitation.size": max(invitation.size, len({*invitation.initiators, *certain})),
    }
    return changed(scenario, values | _translations(scenario))


def _profile(prepared: PreparedScenario, world: World, row: int) -> Profile:
    scenario, name = prepared.scenario, prepared.names[row]
    drawn = world.organisations[row]
    titles = {one.name: one.title or "" for one in scenario.organisations}
    return Profile(
        name=name,
        title=titles.get(name, ""),
        sector=SECTORS[int(drawn.sector)],
        level=LEVELS[int(drawn.level)],
        traits={trait: float(getattr(drawn, trait)) for trait in TRAITS},
        wishes=tuple(_wish(demand.name, world.positions[row, k]) for k, demand in enumerate(scenario.goal.demands)),
        initiates=name in scenario.invitation.initiators,
    )


def _wish(demand: str, position: PositionRow) -> Wish:
    return Wish(demand, float(position.ideal), float(position.least), float(position.red_line))


def _as_table(profile: Profile, known: Mapping[str, Any]) -> dict[str, object]:
    """Return an organisation as a scenario file has it, with nothing left to draw for the scenario's own alliance."""
    wishes = {wish.demand: {"ideal": wish.ideal, "red_line": wish.red_line} for wish in profile.wishes}
    return {
        **known,
        "name": profile.name,
        "sector": profile.sector,
        "level": profile.level,
        **profile.traits,
        "positions": {**known.get("positions", {}), **wishes},
    }


def _translations(scenario: Scenario) -> dict[str, object]:
    """Return what languages call the organisations of groups, now that each has a name of its own."""
    return {table: {**getattr(scenario, table), **_counted(scenario, lang)} for lang, table in TRANSLATIONS.items()}


def _counted(scenario: Scenario, lang: str) -> dict[str, str]:
    names = (f"{group.name} {k + 1}" for group in scenario.groups for k in range(group.count))
    return {name: scenario.called(name, lang) for name in names}
