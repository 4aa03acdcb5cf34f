"""Conflict: differences that were not talked through break out over small things (C19, C24, C38, C40, C44)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Form, Issue, Reason, Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import compose, leave
from simulation.rules.shared.core_group import core_member, core_row
from simulation.rules.shared.diversity import friction, value_distance
from simulation.rules.shared.governing_bodies import moderated
from simulation.rules.shared.member_draws import draw_for_members
from simulation.rules.shared.reliance import bond_of, bond_of_the_core_group, leant_on, not_held

# --- rules ---------------------------------------------------------------------------------------


@compiled
def place_drawn(draw: float, core: int) -> int:
    """Return the place in the core group that a draw from [0, 1) points to."""
    return min(core - 1, int(draw * core))


@compiled
def issue_between(economic: float, cultural: float, values: float, manners: float) -> Issue:
    """Return what lies behind a conflict between two members: where they differ most, values or manners (C19, C24).

    Args:
        economic: difference of their economic values.
        cultural: difference of their cultural values.
        values: friction over values that were not talked through.
        manners: friction over manners that were not clarified.
    """
    if manners > values:
        return Issue.TONE
    return Issue.ECONOMIC if economic > cultural else Issue.CULTURAL


# --- on the state --------------------------------------------------------------------------------


@compiled
def partner_of(state: State, place: int) -> int:
    """Return the place of the one whom a member of the core group meets this week, by what was drawn for it."""
    partner = place_drawn(core_member(state, place).draw, state.alliance.core - 1)
    return partner + (partner >= place)  # anybody but oneself


@compiled
def meet_partners(state: State) -> int:
    """Let all in the core group who are awake meet one other; what was not talked through adds to the tension (C19).

    Where there is a common goal, unlike partners who exchange also see their causes in a new light (C38).

    Returns:
        The place whose encounter strained most.
    """
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    strain = insight = worst = 0.0
    strained = 0
    draw_for_members(state, streams.ENCOUNTER, alliance.plan.salt)
    for place in range(alliance.core):
        if core_member(state, place).asleep != NEVER:
            continue
        one = state.organisations[core_member(state, place).organisation]
        partner = state.organisations[core_member(state, partner_of(state, place)).organisation]
        values = value_distance(one.economic, one.cultural, partner.economic, partner.cultural)
        felt = friction(values, alliance.talked, abs(one.tone - partner.tone), alliance.clarified)
        if felt > worst:
            worst, strained = felt, place
        strain += felt
        insight += values / alliance.core
    alliance.tension += cooperation.conflict_rate * strain
    if alliance.stage > Stage.WORDING_THE_GOAL:
        alliance.framing += cooperation.reframing * insight * alliance.exchange * (1.0 - alliance.framing)
    return strained


@compiled
def name_quarrel(state: State, place: int) -> None:
    """Note between whom a conflict breaks out and what lies behind it, once for each of the two."""
    first = core_member(state, place).organisation
    second = core_member(state, partner_of(state, place)).organisation
    one, partner = state.organisations[first], state.organisations[second]
    values = value_distance(one.economic, one.cultural, partner.economic, partner.cultural)
    issue = issue_between(
        abs(one.economic - partner.economic),
        abs(one.cultural - partner.cultural),
        values * (1.0 - state.alliance.talked),
        abs(one.tone - partner.tone) * (1.0 - state.alliance.clarified),
    )
    note(state, EventKind.QUARREL, first, issue, state.alliance.tension)
    note(state, EventKind.QUARREL, second, issue, state.alliance.tension)


@phase
def quarrel(state: State) -> None:
    """Let tension break out; it is settled if moderation, procedure or chance allow, or costs trust (C40)."""
    alliance, clock = state.alliance, state.clock
    cooperation = state.mechanisms.cooperation
    # In a network there is nothing to fight over.
    if alliance.stage < Stage.DEBATING_VALUES or alliance.form == Form.NETWORK:
        return
    strained = meet_partners(state) if alliance.core > 1 else 0
    hazard = 1.0 - math.exp(-cooperation.outbreak * alliance.tension)
    if not streams.happens(hazard, clock.key, streams.OUTBREAK, clock.week, streams.EVERYBODY, alliance.plan.salt):
        return
    if alliance.core > 1:
        name_quarrel(state, strained)
    alliance.tally.conflicts += 1
    alliance.extra_meetings += 1
    chance = settlement_chance(state)
    if streams.happens(chance, clock.key, streams.SETTLEMENT, clock.week, streams.EVERYBODY, alliance.plan.salt):
        alliance.tension = 0.0
        note(state, EventKind.CONFLICT_SETTLED, NOBODY, NOTHING, alliance.tension)
        hurt(state, cooperation.setback_energy, 0.0)
    else:
        escalate(state)


@compiled
def escalate(state: State) -> None:
    """Let an open conflict cost trust, and perhaps members (C44)."""
    cooperation = state.mechanisms.cooperation
    state.alliance.tally.escalations += 1
    note(state, EventKind.CONFLICT_ESCALATED, NOBODY, NOTHING, state.alliance.tension)
    hurt(state, cooperation.setback_energy, cooperation.trust_loss)
    walk_out(state)
    compose(state)


@compiled
def settlement_chance(state: State) -> float:
    """Return the chance that a conflict is settled in its week: by those who trust each other, or as agreed (C40)."""
    cooperation = state.mechanisms.cooperation
    chance = moderated(cooperation.settlement, state.mechanisms.formation.moderation, state.agreements.moderation)
    chance = leant_on(chance, bond_of_the_core_group(state), cooperation.reliance)
    return chance + (1.0 - chance) * cooperation.settled * state.agreements.conflict_procedure


@compiled
def hurt(state: State, energy: float, trust: float) -> None:
    """Take energy and trust from all members in the core group."""
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        organisation = state.organisations[membership.organisation]
        organisation.energy = max(0.0, organisation.energy - energy)
        membership.trust *= 1.0 - trust


@compiled
def walk_out(state: State) -> None:
    """After an open conflict a member that claims the whole truth may leave, the less bound the sooner (C01, C44)."""
    clock, salt, reliance = state.clock, state.alliance.plan.salt, state.mechanisms.cooperation.reliance
    if not state.agreements.reversible:
        return
    for place in range(state.alliance.core):
        row = core_row(state, place)
        organisation = state.organisations[state.memberships[row].organisation]
        loose = 1.0 - bond_of(state.memberships[row])
        chance = leant_on(organisation.dogmatism / state.alliance.core, loose, reliance)
        chance *= not_held(state.memberships[row].habit, state.mechanisms.dissolution.habit)
        if streams.happens(chance, clock.key, streams.BREACH, clock.week, organisation.identity, salt):
            leave(state, row, Reason.CONFLICT)
