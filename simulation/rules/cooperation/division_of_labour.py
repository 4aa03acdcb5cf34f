"""Tasks: who lobbies, who talks and who campaigns, and what is lost where they are done by the wrong ones (C49)."""

import math

from simulation.engine.codes import DivisionOfLabour, Status
from simulation.engine.compilation import compiled
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State

# How sharply members that coordinate sort themselves by what they are relatively best at.
_SORTING = 4.0

# --- rules ---------------------------------------------------------------------------------------


@compiled
def balance(lobbying: float, dialogue: float, campaigning: float, complementarity: float) -> float:
    """Return the share of effect that is left where tasks are done in unequal measure, 1 for equal ones (C49).

    Args:
        lobbying: work done in it; the other two likewise.
        dialogue: see there.
        campaigning: see there.
        complementarity: how much the tasks need each other; 0 makes one replace the other.
    """
    total = lobbying + dialogue + campaigning
    if total <= 0.0 or complementarity <= 0.0:
        return 1.0
    power = 1.0 / (1.0 + complementarity)
    joined = math.pow(lobbying, power) + math.pow(dialogue, power) + math.pow(campaigning, power)
    return 3.0 * math.pow(joined / 3.0, 1.0 / power) / total


@compiled
def sorted_shares(lobbying: float, dialogue: float, campaigning: float) -> tuple[float, float, float]:
    """Return how a member divides its work by where it is most wanted, given its credibility over what there is."""
    first, second, third = lobbying**_SORTING, dialogue**_SORTING, campaigning**_SORTING
    total = first + second + third
    if total <= 0.0:
        return 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0
    return first / total, second / total, third / total


@compiled
def own_best(lobbying: float, dialogue: float, campaigning: float) -> tuple[float, float, float]:
    """Return how a member divides its work that asks nobody: all of it where it is most credible."""
    if lobbying >= dialogue and lobbying >= campaigning:
        return 1.0, 0.0, 0.0
    return (0.0, 1.0, 0.0) if dialogue >= campaigning else (0.0, 0.0, 1.0)


@compiled
def kept_without(means: float, kept: float) -> float:
    """Return what an hour's work counts for: part of its effect is kept even without any of what it takes."""
    return kept + (1.0 - kept) * means


# --- on the state --------------------------------------------------------------------------------


@compiled
def usual_effect(state: State, organisation: OrganisationRow) -> float:
    """Return the effect of an hour's work that others expect of a member, by how tasks are dealt out."""
    lobbying, dialogue, campaigning = organisation.lobbying, organisation.dialogue, organisation.campaigning
    if state.alliance.plan.labour == DivisionOfLabour.FORCED:
        return kept_without((lobbying + dialogue + campaigning) / 3.0, state.mechanisms.impact.unsuited)
    return kept_without(max(lobbying, dialogue, campaigning), state.mechanisms.impact.unsuited)


@compiled
def supply_of_tasks(state: State) -> tuple[float, float, float]:
    """Return how credible the members' work would be in each task, if all of them did it."""
    lobbying = dialogue = campaigning = 1e-9
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER and membership.work > 0.0:
            organisation = state.organisations[membership.organisation]
            lobbying += membership.work * organisation.lobbying
            dialogue += membership.work * organisation.dialogue
            campaigning += membership.work * organisation.campaigning
    return lobbying, dialogue, campaigning


@compiled
def shares_of_tasks(
    state: State, organisation: OrganisationRow, supply: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return how a member divides its work over lobbying, dialogue and campaigning, as agreed."""
    if state.alliance.plan.labour == DivisionOfLabour.FORCED:
        return 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0
    lobbying, dialogue, campaigning = organisation.lobbying, organisation.dialogue, organisation.campaigning
    if state.alliance.plan.labour == DivisionOfLabour.COORDINATED:
        return sorted_shares(lobbying / supply[0], dialogue / supply[1], campaigning / supply[2])
    return own_best(lobbying, dialogue, campaigning)
