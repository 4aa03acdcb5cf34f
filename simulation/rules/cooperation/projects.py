"""Projects: what members run side by side for a goal, avoid doing twice, and carry further for others (C63, C64)."""

import math

from simulation.engine import streams
from simulation.engine.codes import Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def effect_on_topic(projects: float, repeat: float) -> float:
    """Return the effect of several projects on one topic, each worth a share of the one before (C63)."""
    return (1.0 - repeat**projects) / (1.0 - repeat) if repeat < 1.0 else projects


@compiled
def with_proven_projects(effort: float, quality: float, reach: float) -> float:
    """Return joint work with the hours that carrying proven projects spares those who need not begin anew (C64).

    Args:
        effort: joint work without them.
        quality: of the project that is carried further, 0 to 1; 0 without any.
        reach: share of the public to which it is carried, 0 to 1.
    """
    return effort * (1.0 + quality * reach)


@compiled
def best_of(draw: float, candidates: int, judged: float) -> float:
    """Return the quality of what is chosen: any, or the best of several as far as it can be told (C64).

    Args:
        draw: from [0, 1).
        candidates: projects to choose from; qualities are spread evenly over [0, 1].
        judged: how well quality can be told, 0 to 1.
    """
    return math.pow(draw, 1.0 / (1.0 + judged * (candidates - 1)))


# --- on the state --------------------------------------------------------------------------------


@compiled
def count_projects(state: State) -> None:
    """Count the members' projects by topic."""
    for topic in range(state.goal.topics):
        state.scratch[topic].projects = 0.0
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.MEMBER:
            state.scratch[state.memberships[row].topic].projects += 1.0


@compiled
def avoid_repetition(state: State) -> None:
    """Let members that hear of a project just like theirs turn to a topic that fewer work on (C63)."""
    alliance, clock = state.alliance, state.clock
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER or state.scratch[membership.topic].projects <= 1.0:
            continue
        identity = state.organisations[membership.organisation].identity
        repeated = 1.0 - 1.0 / state.scratch[membership.topic].projects
        chance = state.mechanisms.outlook.adjustment * alliance.exchange * repeated
        if streams.happens(chance, clock.key, streams.ADJUSTMENT, clock.week, identity, alliance.plan.salt):
            draw = streams.uniform(clock.key, streams.NEW_TOPIC, clock.week, identity, alliance.plan.salt)
            topic = int(draw * state.goal.topics)
            if state.scratch[topic].projects + 1.0 < state.scratch[membership.topic].projects:
                membership.topic = topic


@compiled
def take_stock_of_projects(state: State) -> None:
    """Note how many projects repeat others, and what all bring about (C63)."""
    alliance, outlook = state.alliance, state.mechanisms.outlook
    count_projects(state)
    served = projects = effect = 0.0
    for topic in range(state.goal.topics):
        served += state.scratch[topic].projects > 0.0
        projects += state.scratch[topic].projects
        effect += effect_on_topic(state.scratch[topic].projects, outlook.repetition)
    alliance.tally.overlap = 1.0 - served / projects if projects > 0.0 else 0.0
    alliance.tally.project_effect = effect


@compiled
def scale_projects(state: State) -> None:
    """Carry a proven project of somebody else into the networks of all members (C64)."""
    alliance, clock = state.alliance, state.clock
    judged = alliance.exchange if state.agreements.quality_filter else 0.0
    draw = streams.uniform(clock.key, streams.QUALITY, streams.START, streams.EVERYBODY, alliance.plan.salt)
    alliance.tally.scaled_quality = best_of(draw, state.mechanisms.outlook.candidates, judged)
    alliance.tally.scaled_reach = alliance.reach


@phase
def run_projects(state: State) -> None:
    """Let members run their projects for a week, where the goal is one for projects."""
    if state.goal.topics == 0 or state.alliance.weeks_together == 0:
        return
    count_projects(state)
    if state.agreements.projects_coordinated:
        avoid_repetition(state)
    take_stock_of_projects(state)
    if state.agreements.projects_scaled:
        scale_projects(state)
