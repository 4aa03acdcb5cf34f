"""Composition: who takes part, at which place, and what follows from that for the alliance as a whole."""

from simulation.engine.codes import NEVER, Contributions, EventKind, Reason, Stage, StateLevel, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.diversity import camps, place_centre
from simulation.rules.shared.forms import conditions_of, label_of
from simulation.scenario.participants import SECTORS, Sector

CITIZENS: int = SECTORS.index(Sector.CITIZENS)


@compiled
def takes_part(state: State, row: int) -> bool:
    """Tell whether an organisation counts when others judge the alliance: as a member, or as one who may yet accept."""
    status = state.memberships[row].status
    return status == Status.MEMBER or (status == Status.ASKED and state.alliance.stage == Stage.INVITING)


@compiled
def is_to_pay(state: State, membership: MembershipRow) -> bool:
    """Tell whether a member is to pay for the office, as agreed (C37)."""
    if state.alliance.plan.contributions == Contributions.ALL:
        return True
    if membership.tier != Tier.CORE or state.alliance.plan.contributions == Contributions.NOBODY:
        return False
    return membership.pays or state.alliance.plan.contributions != Contributions.WILLING


@compiled
def share_of_work(state: State, row: int) -> float:
    """Return a member's share of the work that all have done this week, 0 where nobody has done any."""
    if state.memberships[row].work == 0.0:
        return 0.0  # as most who leave have done none, not each of them has to go through all
    work = 0.0
    for other in range(len(state.memberships)):
        work += state.memberships[other].work
    return state.memberships[row].work / work


@compiled
def leave(state: State, row: int, reason: Reason) -> None:
    """Take a member out of the alliance; nobody expects its work any more."""
    membership = state.memberships[row]
    alliance = state.alliance
    alliance.expected_effort *= 1.0 - share_of_work(state, row)
    membership.status = Status.LEFT
    membership.left = state.clock.week
    membership.reason = reason
    membership.coordination = membership.work = membership.load = 0.0
    state.organisations[membership.organisation].grants = 0.0
    alliance.exits += 1
    alliance.last_reason = reason
    alliance.changed = True
    note(state, EventKind.LEFT, membership.organisation, reason, membership.net)


@compiled
def clear_counts(state: State) -> None:
    """Forget who took part so far."""
    alliance = state.alliance
    alliance.core = alliance.asleep = alliance.supporters = alliance.citizens = alliance.taking_part = (
        alliance.payers
    ) = 0
    alliance.at_local = alliance.at_state = alliance.at_federal = 0
    for s in range(len(state.sectors)):
        state.sectors[s].members = 0.0


@compiled
def count_in(state: State, membership: MembershipRow) -> None:
    """Count somebody who takes part by sector and level, and among those who are to pay."""
    alliance, organisation = state.alliance, state.organisations[membership.organisation]
    state.sectors[organisation.sector].members += 1.0
    alliance.taking_part += 1
    alliance.payers += is_to_pay(state, membership)
    alliance.at_local += organisation.level == StateLevel.LOCAL
    alliance.at_state += organisation.level == StateLevel.STATE
    alliance.at_federal += organisation.level == StateLevel.FEDERAL


@compiled
def list_core_group(state: State) -> None:
    """Renew the list of those in the core group and all counts."""
    alliance = state.alliance
    clear_counts(state)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if takes_part(state, row):
            count_in(state, membership)
        if membership.status != Status.MEMBER:
            continue
        if membership.tier == Tier.CORE:
            state.memberships[alliance.core].core_row = row
            alliance.core += 1
            alliance.asleep += membership.asleep != NEVER
            alliance.citizens += state.organisations[membership.organisation].sector == CITIZENS
        else:
            alliance.supporters += 1


@compiled
def compose(state: State) -> None:
    """Renew everything that follows from who is a member, if that has changed."""
    alliance = state.alliance
    if not alliance.changed:
        return
    alliance.changed = False
    list_core_group(state)
    place_centre(state)
    alliance.camps = camps(state)
    alliance.regrouped = True
    if alliance.stage <= Stage.INVITING:
        return
    alliance.tally.core_max = max(alliance.tally.core_max, alliance.core)
    if alliance.core + alliance.supporters > alliance.tally.members_max:
        alliance.tally.members_max = alliance.core + alliance.supporters
        alliance.tally.sectors = alliance.camps
        alliance.tally.values_spread = alliance.spread
        alliance.tally.label = label_of(conditions_of(state))
