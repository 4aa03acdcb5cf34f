"""Wear: members that take no part any more, wake again or quietly leave (Knoke 1981 on detachment; C36, C55)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOTHING, EventKind, Reason, Stage
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.reliance import not_held

# --- rules ---------------------------------------------------------------------------------------


@compiled
def falls_asleep(energy: float, trust: float, wear: float) -> float:
    """Return the hazard a week that a member takes part no longer, as energy and trust fall (C36)."""
    return wear * (1.0 - energy) * (1.0 - trust)


@compiled
def slips_away(trust: float, wear: float) -> float:
    """Return the hazard a week that a sleeping member leaves, with no word about it, as its trust wears off."""
    return wear * (1.0 - trust)


@compiled
def wakes(energy: float, trust: float, recovery: float) -> float:
    """Return the hazard a week that a sleeping member takes part again, once rested and while it still trusts."""
    return recovery * energy * trust


@compiled
def within(hazard: float, weeks: float) -> float:
    """Return the chance that something of a weekly hazard happens within some weeks."""
    return 1.0 - math.exp(-hazard * weeks)


# --- on the state --------------------------------------------------------------------------------


@compiled
def fall_asleep(state: State, membership: MembershipRow) -> None:
    """Let a member take part no longer: it spends no time and is told nothing, but stays on the list."""
    membership.asleep = state.clock.week
    membership.coverage = membership.coordination = membership.work = membership.load = 0.0
    state.alliance.changed = True
    note(state, EventKind.ASLEEP, membership.organisation, NOTHING, membership.trust)


@compiled
def wake(state: State, membership: MembershipRow) -> None:
    """Let a sleeping member take part again."""
    membership.asleep = NEVER
    state.alliance.changed = True
    note(state, EventKind.AWAKE, membership.organisation, NOTHING, membership.trust)


@compiled
def wear_out(state: State, row: int) -> None:
    """Let a member fall asleep, wake or slip away since its governing body last met; nobody decides on it.

    A lead does not: what it lacks, all others miss (`simulation.rules.cooperation.coordination.pass_on`).
    """
    membership, clock = state.memberships[row], state.clock
    organisation, wear = state.organisations[membership.organisation], state.mechanisms.dissolution.wear
    weeks, energy, trust = max(1.0, organisation.interval), organisation.energy, membership.trust
    wear *= not_held(membership.habit, state.mechanisms.dissolution.habit)
    draw = streams.uniform(clock.key, streams.WEAR, clock.week, organisation.identity, state.alliance.plan.salt)
    if membership.asleep == NEVER:
        may = row != state.alliance.lead and state.alliance.stage > Stage.INVITING
        if may and draw < within(falls_asleep(energy, trust, wear), weeks):
            fall_asleep(state, membership)
    elif draw < within(slips_away(trust, wear), weeks):
        membership.reason = Reason.WEAR
        membership.leaving = state.agreements.reversible
    elif 1.0 - draw <= within(wakes(energy, trust, state.mechanisms.cooperation.recovery), weeks):
        wake(state, membership)
