"""What a run returns: its outcome in named numbers, and the events its story is told from."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from simulation.blueprint import Blueprint
from simulation.compiled import compiled, phase
from simulation.dissolution import MOST_OF_IT, adopted_share
from simulation.events import ABOUT_A_DEMAND, EVENTS
from simulation.population import populate
from simulation.scenario import Scenario
from simulation.state import ENDS, NEVER, NOBODY, REASONS, STAGES, TIERS, State
from simulation.week import live


class OutcomeInfo(NamedTuple):
    """Unit and meaning of one number of an outcome."""

    unit: str
    meaning: str


OUTCOMES: dict[str, OutcomeInfo] = {
    "success": OutcomeInfo("0/1", "1 if at least half of the paper's ambition was adopted"),
    "adopted": OutcomeInfo("share", "share of the paper's ambition that was adopted"),
    "depth": OutcomeInfo("share", "ambition agreed in the paper, by priority over all demands; 0 without a paper"),
    "impact": OutcomeInfo("share", "ambition adopted, by priority over all demands"),
    "members_max": OutcomeInfo("organisations", "most members at one time, supporters included"),
    "core_max": OutcomeInfo("organisations", "most members at the table at one time"),
    "sectors": OutcomeInfo("sectors", "effective number of sectors when the alliance was largest"),
    "weeks_to_agreement": OutcomeInfo("weeks", "from the first invitation to the common paper; missing if never"),
    "weeks_to_effect": OutcomeInfo("weeks", "from the first invitation to the first adoption; missing if never"),
    "lifetime": OutcomeInfo("weeks", "from the first invitation to the end, or to the end of the run"),
    "end": OutcomeInfo("kind", "how the alliance ended; running if it had not"),
    "exits": OutcomeInfo("organisations", "members that left"),
    "decisions_in_time": OutcomeInfo("share", "occasions met with a joint reaction in time; missing without any"),
    "coordination_share": OutcomeInfo("share", "share of all time spent that went into coordination and talks"),
    "trust_change": OutcomeInfo("share", "mean change of members' trust in the partnership"),
    "satisfaction": OutcomeInfo("net benefit", "mean of members' benefits less costs when they last looked"),
    "visibility_balance": OutcomeInfo("share", "visibility members won less what they gave up, mean over weeks"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run came out; `OUTCOMES` gives unit and meaning of each number. What is missing is NaN."""

    success: int
    adopted: float
    depth: float
    impact: float
    members_max: int
    core_max: int
    sectors: float
    weeks_to_agreement: float
    weeks_to_effect: float
    lifetime: int
    end: str
    exits: int
    decisions_in_time: float
    coordination_share: float
    trust_change: float
    satisfaction: float
    visibility_balance: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        week: of the run, from 0.
        day: the week's first day.
        kind: one of `simulation.events.EVENTS`.
        who: organisation concerned, or None.
        what: the demand, reason, tier, stage, kind of end or calendar entry concerned; empty if there is none.
        value: ambition, share, tension or number of a milestone, depending on the kind.
    """

    week: int
    day: date
    kind: str
    who: str | None
    what: str
    value: float


def outcome_of(state: State) -> Outcome:
    """Return the outcome of a run as it stands."""
    adopted, impact, decided, coordinated, trust, satisfaction, visibility = map(float, summary(state))
    alliance = state.alliance
    return Outcome(
        success=int(adopted >= MOST_OF_IT),
        adopted=adopted,
        depth=float(alliance.depth),
        impact=impact,
        members_max=int(alliance.members_max),
        core_max=int(alliance.core_max),
        sectors=float(alliance.sectors),
        weeks_to_agreement=_weeks(alliance.agreed_week),
        weeks_to_effect=_weeks(alliance.effect_week),
        lifetime=int(state.clock.week),
        end=ENDS[alliance.end],
        exits=int(alliance.exits),
        # the one NaN that equals itself in a comparison of outcomes
        decisions_in_time=math.nan if math.isnan(decided) else decided,
        coordination_share=coordinated,
        trust_change=trust,
        satisfaction=satisfaction,
        visibility_balance=visibility,
    )


def _weeks(week: int) -> float:
    return math.nan if week == NEVER else float(week)


@compiled
def summary(state: State) -> tuple[float, float, float, float, float, float, float]:
    """Return the shares and means of an outcome: adopted, impact, decisions in time, coordination, and `of_members`."""
    alliance = state.alliance
    decided = alliance.in_time / alliance.occasions if alliance.occasions > 0 else math.nan
    coordinated = alliance.coordination_hours / alliance.total_hours if alliance.total_hours > 0.0 else 0.0
    return adopted_share(state), adopted_ambition_of_all(state), decided, coordinated, *of_members(state)


@phase
def adopted_ambition_of_all(state: State) -> float:
    """Return the adopted ambition, by priority over all demands, 0 to 1."""
    adopted = weights = 0.0
    for k in range(len(state.demands)):
        adopted += state.demands[k].weight * state.demands[k].adopted
        weights += state.demands[k].weight
    return adopted / weights


@phase
def of_members(state: State) -> tuple[float, float, float]:
    """Return the means, over all who ever were members, of change in trust, satisfaction and visibility balance."""
    members = trust = satisfaction = visibility = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.joined != NEVER:
            until = state.clock.week if membership.left == NEVER else membership.left + 1
            members += 1.0
            trust += membership.trust - membership.trust_at_start
            satisfaction += membership.net
            visibility += (membership.seen - membership.given) / max(1, until - membership.joined)
    return trust / members, satisfaction / members, visibility / members


def read_log(state: State, blueprint: Blueprint) -> Iterator[Event]:
    """Read the events noted since the log was last emptied, and empty it."""
    start = blueprint.scenario.start
    words = _words(blueprint.scenario)
    rows: Any = state.log
    for week, kind, who, what, value in rows[: state.clock.logged].tolist():
        name = None if who == NOBODY else blueprint.names[who]
        about = words.get(EVENTS[kind])
        yield Event(week, start + timedelta(weeks=week), EVENTS[kind], name, about[what] if about else "", value)
    state.clock.logged = 0


def _words(scenario: Scenario) -> dict[str, Sequence[str]]:
    """Return what the number of an event stands for, by kind of event."""
    arena = scenario.arena
    dated = [entry.name for part in (arena.windows, arena.votes, arena.shocks) for entry in part]
    demands = dict.fromkeys(ABOUT_A_DEMAND, tuple(demand.name for demand in scenario.goal.demands))
    lists: dict[str, Sequence[str]] = {"joined": TIERS, "declined": REASONS, "left": REASONS, "stage": STAGES}
    return {**demands, **lists, "ended": ENDS, "window": dated, "shock": dated}


def simulate(scenario: Scenario, seed: int) -> Outcome:
    """Run a scenario once, for its outcome only.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.

    Example:
        >>> from simulation import load_scenario, simulate
        >>> simulate(load_scenario("baseline"), seed=1) == simulate(load_scenario("baseline"), seed=1)
        True
    """
    return next(replicate(scenario, [seed]))


def replicate(scenario: Scenario, seeds: Iterable[int]) -> Iterator[Outcome]:
    """Run a scenario once for each seed, for the outcomes only; what seeds have in common is prepared once."""
    blueprint = Blueprint(scenario)
    for seed in seeds:
        state = populate(blueprint, seed)
        live(state, scenario.weeks)
        yield outcome_of(state)
