"""Energy: tiring, resting, being encouraged, and getting over setbacks (C28, C29, C36, C61, C62)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prefetching import fetch_block
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.exchange import saturating
from simulation.rules.shared.core_group import is_awake

# --- rules ---------------------------------------------------------------------------------------


@compiled
def tired(energy: float, base: float, load: float, fatigue: float, recovery: float, losses: float) -> float:
    """Return an organisation's energy after a week of load, rest and disappointments, 0 to 1 (C36)."""
    rested = energy + recovery * (base - energy)
    return min(1.0, max(0.0, rested - fatigue * load - losses))


@compiled
def help_given_and_got(solidarity: float, need: float, others_solidarity: float, own_need: float) -> float:
    """Return what help among partners costs an organisation, less what it brings it (C04).

    Args:
        solidarity: its own readiness to help, 0 to 1.
        need: energy the partners lack on average.
        others_solidarity: the partners' readiness on average.
        own_need: energy it lacks itself.
    """
    return solidarity * need - others_solidarity * own_need


@compiled
def low_spirits(rate: float, years: float, vision: float, structures: float) -> float:
    """Return the energy that a week of work costs that has long seen no milestone and no success (C28).

    Args:
        rate: energy lost a week after a year without.
        years: since the last milestone or success.
        vision: how far a common vision carries members through, 0 to 1 (C68).
        structures: how far structures do, 0 to 1 (C62).
    """
    return rate * years * (1.0 - vision) * (1.0 - structures)


# --- on the state --------------------------------------------------------------------------------


@compiled
def suffer_setback(state: State) -> None:
    """Take energy from all members, less where structures carry them through (C62)."""
    loss = state.mechanisms.cooperation.setback_energy * (1.0 - state.alliance.structures)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            organisation = state.organisations[membership.organisation]
            organisation.energy = max(0.0, organisation.energy - loss)
    note(state, EventKind.SETBACK, NOBODY, NOTHING, loss)


@compiled
def impatience(state: State, membership: MembershipRow) -> float:
    """Return the energy a week of waiting costs a member of the core group; those who decide fast lose most (C29)."""
    if membership.tier != Tier.CORE or membership.asleep != NEVER:
        return 0.0
    cooperation = state.mechanisms.cooperation
    eased = 1.0 - cooperation.settled * state.agreements.pace_settled
    return cooperation.frustration * eased / max(1.0, state.organisations[membership.organisation].interval)


@compiled
def drift(state: State) -> float:
    """Return the energy that working without a milestone or a success costs this week (C28)."""
    alliance = state.alliance
    if alliance.stage != Stage.WORKING:
        return 0.0
    years = (state.clock.week - alliance.encouraged) / 52.0
    return low_spirits(state.mechanisms.cooperation.drift, years, alliance.vision, alliance.structures)


@compiled
def isolation(state: State, membership: MembershipRow) -> float:
    """Return the energy that pressure on civic space takes this week from whoever feels alone under it (C61)."""
    pressure = state.climate.pressure
    if pressure <= 0.0:
        return 0.0
    company = saturating(membership.coordination, state.mechanisms.cooperation.exchange_hours)
    return state.mechanisms.cooperation.frustration * pressure * (1.0 - company)


@compiled
def strain(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Return the energy one membership costs this week beyond its load: waiting, loneliness, help given less got."""
    alliance = state.alliance
    waiting = impatience(state, membership) if alliance.stage <= Stage.AGREEING_ON_DEMANDS else 0.0
    help_balance = help_given_and_got(
        organisation.solidarity, alliance.week.need, alliance.week.solidarity, 1.0 - organisation.energy
    )
    return waiting + isolation(state, membership) + state.mechanisms.cooperation.help * help_balance


@phase
def tire(state: State) -> None:
    """Add up what this alliance costs those awake in energy this week; other alliances add theirs."""
    common = drift(state)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if is_awake(membership):
            organisation = state.organisations[membership.organisation]
            organisation.load += membership.load
            organisation.strain += common + strain(state, membership, organisation)


@compiled
def forget_load(organisation: OrganisationRow) -> None:
    """Let nothing have been asked of an organisation yet."""
    organisation.claimed = organisation.load = organisation.strain = 0.0


@phase
def begin_week(world: World, block: int) -> None:
    """Let all whom an alliance of a block lists begin a week in which nothing has been asked of them yet."""
    fetch_block(world, block)
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        for row in range(len(state.memberships)):
            forget_load(state.organisations[state.memberships[row].organisation])


@compiled
def rest_after(world: World, organisation: OrganisationRow, load: float, losses: float) -> None:
    """Let an organisation tire and rest after a week of load and disappointments."""
    fatigue, recovery = world.mechanisms.cooperation.fatigue, world.mechanisms.cooperation.recovery
    organisation.energy = tired(organisation.energy, organisation.base_energy, load, fatigue, recovery, losses)


@phase
def rest(world: World, block: int) -> None:
    """Let all whom an alliance of a block lists tire and rest, once each."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        for row in range(len(state.memberships)):
            i = state.memberships[row].organisation
            if world.rested[i] != world.clock.week:
                world.rested[i] = world.clock.week
                organisation = world.organisations[i]
                rest_after(world, organisation, organisation.load, organisation.strain)


@phase
def rest_alone(world: World) -> None:
    """Let all others rest: who was listed a week ago is so no more, and has nothing to tire from."""
    for i in range(len(world.organisations)):
        if world.rested[i] == world.clock.week:
            continue
        if world.rested[i] == world.clock.week - 1:
            forget_load(world.organisations[i])
        rest_after(world, world.organisations[i], 0.0, 0.0)


@phase
def sense_need(state: State) -> None:
    """Note how the members are after the week: what energy they lack, and how ready they are to help (C04)."""
    members, solidarity, need = 0, 0.0, 0.0
    for row in range(len(state.memberships)):
        if state.memberships[row].status != Status.MEMBER:
            continue
        organisation = state.organisations[state.memberships[row].organisation]
        members += 1
        solidarity += organisation.solidarity
        need += 1.0 - organisation.energy
    state.alliance.week.solidarity = solidarity / max(1, members)
    state.alliance.week.need = need / max(1, members)
