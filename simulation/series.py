"""A run in full, for tables: series week by week, events, memberships and decisions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, NO_REASON, Reason, Status, Tier
from simulation.engine.state import State, seen_by
from simulation.observed_run import ObservedRun
from simulation.replacement.rule_set import Functions
from simulation.results.decisions import Decision
from simulation.results.event_log import Event
from simulation.run_views import Alliance
from simulation.scenario.definition import Scenario


class SeriesInfo(NamedTuple):
    """Unit and meaning of a weekly number, and how to read it off an alliance."""

    unit: str
    meaning: str
    read: Callable[[Alliance], Any]


def _seen_by(alliance: Alliance) -> State:
    return seen_by(alliance.model.world, alliance.number)


def _of_demands(column: str) -> Callable[[Alliance], float]:
    """Return a reader of the mean over all demands, by priority."""

    def read(alliance: Alliance) -> float:
        demands = _seen_by(alliance).demands
        return float(demands[column] @ demands["weight"] / demands["weight"].sum())

    return read


def _mean(values: npt.NDArray[np.float64]) -> float | None:
    return float(values.mean()) if len(values) else None


def _energy(alliance: Alliance) -> float | None:
    """Return the mean energy of the members; None without any."""
    state = _seen_by(alliance)
    members = state.memberships["organisation"][state.memberships["status"] == Status.MEMBER]
    return _mean(state.organisations["energy"][members])


def _trust(alliance: Alliance) -> float | None:
    """Return the members' mean trust in the partnership; None without any."""
    memberships = _seen_by(alliance).memberships
    return _mean(memberships["trust"][memberships["status"] == Status.MEMBER])


def _of_arena(column: str) -> Callable[[Alliance], float]:
    """Return a reader of what holds for all politics."""
    return lambda alliance: float(getattr(alliance.model.world.arena, column))


def _series(unit: str, meaning: str, read: Callable[[Alliance], Any]) -> Any:
    """Declare a weekly number."""
    return field(metadata={"series": SeriesInfo(unit, meaning, read)})


@dataclass(frozen=True, slots=True)
class AllianceWeek:
    """How an alliance stands at the end of a week; `SERIES` gives unit and meaning of each number, by name.

    Attributes:
        week: of the run, from 0.
        day: the week's first day.
        alliance: name of the alliance, where it is not the scenario's first; else empty.
    """

    week: int
    day: date
    alliance: str
    stage: str = _series("kind", "stage of its life", attrgetter("stage"))
    core: int = _series("organisations", "members of the core group", attrgetter("core"))
    supporters: int = _series("organisations", "supporters", attrgetter("supporters"))
    camps: float = _series("sectors", "effective number of sectors that take part", attrgetter("camps"))
    talked: float = _series("share", "share of value differences that were talked through", attrgetter("talked"))
    tension: float = _series("tension", "what was not talked through and has not been settled", attrgetter("tension"))
    exchange: float = _series("share", "how far members have connected their knowledge", attrgetter("exchange"))
    hours: float = _series("hours", "time spent by all members so far", attrgetter("total_hours"))
    coordination: float = _series("hours", "of it on coordination and talks", attrgetter("coordination_hours"))
    effort: float = _series("effective hours", "what this week's joint work amounts to", attrgetter("effort"))
    pressure: float = _series("effective hours/week", "joint work as it is remembered outside", attrgetter("pressure"))
    reach: float = _series("share", "share of the public that hears of it", attrgetter("reach"))
    visibility: float = _series("share", "how visible it is in public", attrgetter("visibility"))
    agreed: float = _series("share", "ambition agreed on for its present goal, by priority", _of_demands("agreed"))
    adopted: float = _series("share", "ambition adopted so far, by priority", _of_demands("adopted"))
    milestones: int = _series("milestones", "intermediate goals reached so far", attrgetter("milestones"))
    exits: int = _series("organisations", "members that have left so far", attrgetter("exits"))
    asleep: int = _series("organisations", "members of the core group that take no part any more", attrgetter("asleep"))
    energy: float | None = _series("share", "mean energy of its members", _energy)
    trust: float | None = _series("share", "mean trust of its members in the partnership", _trust)
    salience: float = _series("share", "public attention to the topic", _of_arena("salience"))
    resistance: float = _series("influence", "resistance to what the majority wants anyway", _of_arena("resistance"))
    window: float = _series("1", "factor on the hazard of adoption", _of_arena("window"))


SERIES: dict[str, SeriesInfo] = {
    declared.name: declared.metadata["series"] for declared in fields(AllianceWeek) if declared.metadata
}


@dataclass(frozen=True, slots=True)
class Spell:
    """One organisation's part in an alliance.

    Attributes:
        alliance: name of the alliance, where it is not the scenario's first; else empty.
        organisation: that was asked.
        tier: core or supporter.
        status: at the end of the run: asked, member, declined or left.
        joined: week in which it became a member; None if it never did.
        left: week in which it left; None if it did not.
        reason: why it declined or left; empty if it did neither.
    """

    alliance: str
    organisation: str
    tier: str
    status: str
    joined: int | None
    left: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All that can be known of a run.

    Attributes:
        weeks: of every alliance, as it stood at the end of each.
        events: in order.
        memberships: of everybody who was asked.
        decisions: of all governing bodies about membership, in order.
    """

    weeks: tuple[AllianceWeek, ...]
    events: tuple[Event, ...]
    memberships: tuple[Spell, ...]
    decisions: tuple[Decision, ...]


def trace(scenario: Scenario, seed: int, rules: Functions | None = None) -> Trace:
    """Run a scenario once and keep everything.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        rules: functions that replace rules of the model, by name.

    Example:
        >>> from simulation import load_scenario, trace
        >>> kept = trace(load_scenario("baseline", {"weeks": 10}), seed=1)
        >>> len(kept.weeks), kept.weeks[0].stage
        (10, 'inviting')
    """
    model = ObservedRun(scenario, seed, rules)
    weeks: list[AllianceWeek] = []
    while model.running:
        week, day = model.week, scenario.start + timedelta(weeks=model.week)
        model.step()
        weeks += [AllianceWeek(week, day, alliance.key, **_read(alliance)) for alliance in model.alliances]
    spells = (spell for alliance in model.alliances for spell in _spells(alliance))
    return Trace(tuple(weeks), tuple(model.story), tuple(spells), tuple(model.decisions))


def _read(alliance: Alliance) -> dict[str, Any]:
    return {name: column.read(alliance) for name, column in SERIES.items()}


def _spells(alliance: Alliance) -> Iterator[Spell]:
    for organisation in alliance.model.organisations:
        part = organisation.membership_in(alliance)
        if part is not None and part.status != Status.OUTSIDE:
            yield Spell(
                alliance=alliance.key,
                organisation=organisation.name,
                tier=Tier(part.tier).word,
                status=Status(part.status).word,
                joined=None if part.joined == NEVER else int(part.joined),
                left=None if part.left == NEVER else int(part.left),
                reason="" if part.reason == NO_REASON else Reason(part.reason).word,
            )
