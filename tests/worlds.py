"""Small worlds in which all organisations are alike and no chance is left, for tests to vary one thing in.

Everything a test does not name stands still: bodies meet every week, nobody tires, no red line moves,
nothing is misjudged, taking part costs nothing, alone nobody could do anything, and one task is as good as
another. What such a world does is therefore known in advance.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import EventKind, Stage
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, World, seen_by
from simulation.engine.streams import key_of
from simulation.model import AllianceModel
from simulation.results.event_log import Event
from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.start.order_of_asking import rank
from simulation.start.population import begin, empty_world, populate, traits_in
from simulation.week import live

type Changes = dict[str, object]

_ROOM_FOR_EVENTS, _ROOM_FOR_DECISIONS = 500, 100

# An organisation with every trait fixed.
PLAIN: dict[str, float] = {
    "members": 4.0,
    "economic": 0.5,
    "cultural": 0.5,
    "tone": 0.5,
    "stake": 1.0,
    "ambition": 0.6,
    "dispersion": 0.0,
    "tolerance": 0.2,
    "threshold": 0.5,
    "hours": 40.0,
    "home_load": 0.0,
    "reachability": 1.0,
    "money": 100.0,
    "specialisation": 0.5,
    "contacts": 1.0,
    "energy": 1.0,
    "interval": 1.0,
    "postponement": 0.0,
    "mandate": 1.0,
    "lobbying": 1.0,
    "dialogue": 1.0,
    "campaigning": 1.0,
    "credibility": 1.0,
    "visibility_need": 0.0,
    "dogmatism": 0.0,
    "trust": 0.5,
    "party_closeness": 0.0,
    "solidarity": 0.0,
    "disadvantage": 0.0,
    "defensiveness": 0.0,
    "grant_dependence": 0.0,
}

_STILL: dict[str, object] = {
    "agreements.values_debate_weeks": 0,
    "agreements.red_lines_disclosed": True,
    "arena.shock_rate": 0.0,
    "arena.salience_swing": 0.0,
    "arena.turnover": 0.0,
    "mechanisms.formation.judgement": 0.0,
    "mechanisms.formation.doubt": 0.0,
    "mechanisms.cooperation.fatigue": 0.0,
    "mechanisms.cooperation.frustration": 0.0,
    "mechanisms.cooperation.drift": 0.0,
    "mechanisms.cooperation.reliance": 0.0,
    "mechanisms.dissolution.wear": 0.0,
    "mechanisms.dissolution.habit": 0.0,
    "mechanisms.dissolution.mutual_weight": 0.0,
    "agreements.division_of_labour": "forced",
    "mechanisms.cooperation.hours_per_voice": 0.0,
    "mechanisms.dissolution.cost_weight": 0.0,
    "mechanisms.dissolution.outside_option": 0.0,
}
_UNLIKE = {"en": "Unlike", "de": "Ungleich"}
_CROWD = ["environment", "union", "welfare", "church", "science", "business"]
# Politics so slow that an alliance works on to the end of the run, though not without hope.
STUBBORN: dict[str, object] = {"mechanisms.impact.adoption_rate": 1e-6}


def world(
    size: int,
    changes: Mapping[str, object] | None = None,
    *,
    first: Mapping[str, object] | None = None,
    second: Mapping[str, object] | None = None,
    others: Mapping[str, object] | None = None,
    demands: int = 1,
    outside: int = 0,
) -> Scenario:
    """Make a world in which "First" invites all others, "Other 1", "Other 2" and so on.

    Args:
        size: number of organisations, "First" included; all are asked, unless `changes` say otherwise.
        changes: of the scenario, by dotted path.
        first: traits of the first organisation that are not as in `PLAIN`.
        second: the same for a second organisation, "Second", that invites as well; without it there is none.
        others: the same for all others.
        demands: number of demands.
        outside: organisations beyond those asked, of the same kind as the others.
    """
    text = {"en": "Still", "de": "Still"}
    named = [PLAIN | {"name": "First", "sector": "democracy"} | dict(first or {})]
    if second is not None:
        named.append(PLAIN | {"name": "Second", "sector": "church"} | dict(second))
    crowd = PLAIN | {"name": "Other", "count": size - len(named) + outside, "sectors": ["union"]} | dict(others or {})
    still = Scenario.model_validate(
        {
            "title": text,
            "summary": text,
            "goal": {"demands": [{"name": f"Demand {k + 1}"} for k in range(demands)]},
            "organisations": named,
            "groups": [crowd] if crowd["count"] else [],
            "invitation": {"initiators": [str(one["name"]) for one in named], "size": size},
        }
    )
    return changed(still, _STILL | dict(changes or {}))


@cache
def _lively() -> Scenario:
    drawn = [{"name": "Convenor", "sector": "democracy"}, {"name": "Second", "sector": "culture"}]
    crowd = {"name": "Other", "count": 12, "sectors": _CROWD, "levels": ["local", "state", "federal"]}
    return Scenario.model_validate(
        {
            "title": _UNLIKE,
            "summary": _UNLIKE,
            "weeks": 156,
            "goal": {"demands": [{"name": f"Demand {k + 1}"} for k in range(3)]},
            "organisations": drawn,
            "groups": [crowd],
            "invitation": {"initiators": ["Convenor"], "size": 8},
        }
    )


def lively(changes: Mapping[str, object] | None = None) -> Scenario:
    """Return a scenario of fourteen unlike organisations; "Convenor" asks seven of them, first of all "Second"."""
    return changed(_lively(), dict(changes or {}))


def another(name: str = "Another", by: str = "First", size: int = 2, **given: object) -> dict[str, object]:
    """Return another alliance for a scenario's `others`, with one demand of its own.

    Args:
        name: of the alliance.
        by: who sets out for it.
        size: organisations asked, its initiator included.
        given: what else there is to say of it; agreements by default are as few as those of the first.
    """
    plain: dict[str, object] = {
        "name": name,
        "goal": {"demands": [{"name": f"Demand of {name}"}]},
        "invitation": {"initiators": [by], "size": size},
        "agreements": {"values_debate_weeks": 0, "red_lines_disclosed": True},
    }
    return plain | given


def begun(scenario: Scenario, seed: int = 1) -> State:
    """Return what the scenario's own alliance sees of a run at its start."""
    return seen_by(populate(PreparedScenario(scenario), seed), 0)


def world_of(scenario: Scenario, weeks: int | None = None, seed: int = 1) -> World:
    """Return a whole run after some weeks, or at its end, with all alliances."""
    whole = populate(PreparedScenario(scenario), seed)
    live(whole, scenario.weeks if weeks is None else weeks)
    return whole


def lived(scenario: Scenario, weeks: int, seed: int = 1) -> State:
    """Return what the scenario's own alliance sees of a run after some weeks."""
    return seen_by(world_of(scenario, weeks, seed), 0)


def at_work(
    size: int = 3,
    changes: Mapping[str, object] | None = None,
    *,
    first: Mapping[str, object] | None = None,
    others: Mapping[str, object] | None = None,
    demands: int = 1,
) -> State:
    """Return what an alliance sees that has just agreed, for a phase to be tried on it; what happens is noted anew.

    Args:
        size: number of organisations; all are members of the core group, unless `changes` say otherwise.
        changes: of the scenario, by dotted path.
        first: as for `world`.
        others: as for `world`.
        demands: as for `world`.
    """
    scenario = world(size, STUBBORN | dict(changes or {}), first=first, others=others, demands=demands)
    whole = populate(PreparedScenario(scenario), 1, _ROOM_FOR_EVENTS, _ROOM_FOR_DECISIONS)
    while whole.alliances[0].stage < Stage.WORKING:
        live(whole, 1)
    whole.clock.logged = whole.clock.decided = 0
    return seen_by(whole, 0)


def noted(state: State) -> list[tuple[EventKind, int, int]]:
    """Return what was noted on a state: what happened, to whom, and with what."""
    rows = [state.log[place] for place in range(int(state.clock.logged))]
    return [(EventKind(row.kind), int(row.who), int(row.what)) for row in rows]


def noted_kinds(state: State) -> list[EventKind]:
    """Return what kinds of things were noted on a state."""
    return [kind for kind, _, _ in noted(state)]


def asked_first(prepared: PreparedScenario, seed: int) -> npt.NDArray[np.intp]:
    """Return the rows of all organisations in the order in which the scenario's own alliance asks them."""
    world = empty_world(prepared)
    begin(world, prepared.beginning, traits_in(world), key_of(seed, prepared.scenario.draws_as))
    rank(world, prepared.beginning, 0)
    return world.scratch["row"][: len(world.organisations)]


def story(scenario: Scenario, seed: int = 1) -> list[Event]:
    """Return everything that happens in a run."""
    model = AllianceModel(scenario, rng=seed)
    model.run_model()
    return model.story


def kinds(events: Sequence[Event]) -> list[str]:
    """Return what kinds of things happened, in order."""
    return [event.kind for event in events]


def spread(scenario: Scenario, trait: str, value: object) -> Scenario:
    """Give all organisations, named and sampled, the same value or distribution of a trait."""
    named = {f"organisations.{i}.{trait}": value for i in range(len(scenario.organisations))}
    sampled = {f"groups.{i}.{trait}": value for i in range(len(scenario.groups))}
    return changed(scenario, named | sampled)


def outcomes(scenario: Scenario, seeds: int) -> list[Outcome]:
    """Return the outcomes of the runs with seeds from 0."""
    return list(replicate(scenario, range(seeds)))


def mean(scenario: Scenario, seeds: int, number: str) -> float:
    """Return the mean of one number of the outcomes over the runs that have it."""
    values: list[Any] = [getattr(outcome, number) for outcome in outcomes(scenario, seeds)]
    known = [value for value in values if value == value]
    return float(sum(known) / len(known))
