"""Joint work: what an hour is worth, how knowledge is connected, and what is left for politics (C09, C12, C35, C49)."""

import math

from simulation.engine.codes import DivisionOfLabour, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import balance, kept_without, shares_of_tasks, supply_of_tasks
from simulation.rules.cooperation.investment import invest
from simulation.rules.cooperation.projects import with_proven_projects
from simulation.rules.cooperation.support_chain import through_the_chain, weakest_station

# --- rules ---------------------------------------------------------------------------------------


@compiled
def in_the_own_field(effective: float, specialisation: float, expertise: float) -> float:
    """Return what a week's work counts for in the field of whoever does it; elsewhere it counts as it is (C35).

    Args:
        effective: hours, from 0.
        specialisation: share of them that lies in the own field, 0 to 1.
        expertise: by how much more an hour counts there, from 0.
    """
    return effective * specialisation * (1.0 + expertise)


# --- on the state --------------------------------------------------------------------------------


@compiled
def skill(state: State, organisation: OrganisationRow) -> float:
    """Return what an organisation's hour of work counts for, whatever its task: by its name and whom it knows."""
    impact = state.mechanisms.impact
    return organisation.credibility * kept_without(organisation.contacts, impact.unsuited)


@compiled
def add_work(state: State, organisation: OrganisationRow, effective: float) -> float:
    """Put a member's work in its own field there, if the goal needs it; return its work in any field (C35)."""
    if state.sectors[organisation.sector].needed:
        own = in_the_own_field(effective, organisation.specialisation, state.goal.expertise)
        state.sectors[organisation.sector].effort += own
    return effective * (1.0 - organisation.specialisation)


@compiled
def fields_needed(state: State) -> int:
    """Count the fields of knowledge that the goal needs."""
    needed = 0
    for s in range(len(state.sectors)):
        needed += state.sectors[s].needed
    return needed


@compiled
def connect(state: State, general: float) -> float:
    """Return the joint effort: fields add up, and gain from each other as far as members exchange (C09).

    The gain is that of a constant elasticity of substitution over the fields the goal needs; general work is
    spread evenly over them.
    """
    needed = fields_needed(state)
    total = joined = 0.0
    power = 1.0 / (1.0 + state.mechanisms.impact.complementarity)
    for s in range(len(state.sectors)):
        if state.sectors[s].needed:
            effort = state.sectors[s].effort + general / needed
            total += effort
            joined += math.pow(effort, power)
    together = math.pow(joined, 1.0 / power)
    return total + state.alliance.exchange * (together - total)


@compiled
def pool_work(state: State) -> float:
    """Return this week's joint effort, the office's part included, over all fields and tasks (C35, C49)."""
    alliance, impact = state.alliance, state.mechanisms.impact
    for s in range(len(state.sectors)):
        state.sectors[s].effort = 0.0
    at_work = Stage.WORKING <= alliance.stage <= Stage.EXCHANGING
    general = alliance.week.office if at_work else 0.0
    lobbying = dialogue = campaigning = general / 3.0
    supply = supply_of_tasks(state) if alliance.plan.labour == DivisionOfLabour.COORDINATED else (1.0, 1.0, 1.0)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER or membership.work <= 0.0:
            continue
        organisation = state.organisations[membership.organisation]
        done = membership.work * membership.coverage * skill(state, organisation)
        shares = shares_of_tasks(state, organisation, supply)
        lobbied = done * shares[0] * kept_without(organisation.lobbying, impact.unsuited)
        talked = done * shares[1] * kept_without(organisation.dialogue, impact.unsuited)
        campaigned = done * shares[2] * kept_without(organisation.campaigning, impact.unsuited)
        lobbying, dialogue, campaigning = lobbying + lobbied, dialogue + talked, campaigning + campaigned
        general += add_work(state, organisation, lobbied + talked + campaigned)
    balanced = balance(lobbying, dialogue, campaigning, impact.complementarity)
    return balanced * connect(state, general)


@phase
def act(state: State) -> None:
    """Pool this week's work; what is not invested in the alliance itself builds up pressure on politics."""
    alliance, impact = state.alliance, state.mechanisms.impact
    proven = alliance.tally
    alliance.week.effort = with_proven_projects(pool_work(state), proven.scaled_quality, proven.scaled_reach)
    left = through_the_chain(invest(state, alliance.week.effort), weakest_station(state))
    campaign = left if alliance.stage == Stage.WORKING else 0.0
    alliance.pressure += impact.memory * (campaign - alliance.pressure)
    alliance.achieved += campaign
    if alliance.stage in (Stage.WORKING, Stage.EXCHANGING):
        observe(state)


@compiled
def observe(state: State) -> None:
    """Add a week to the means by which a run is described."""
    alliance = state.alliance
    alliance.weeks_together += 1
    alliance.tally.weeks_without_goal += alliance.stage == Stage.EXCHANGING
    alliance.tally.reach_max = max(alliance.tally.reach_max, alliance.reach)
    covered = members = 0.0
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.MEMBER:
            covered += state.memberships[row].coverage
            members += 1.0
    alliance.tally.attendance += covered / max(1.0, members)
