"""Money: the joint office, who pays for it and when that is talked about, and grants (C37, C60)."""

from simulation.engine.codes import NOBODY, NOTHING, Contributions, EventKind, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.capacity import free_money
from simulation.rules.shared.composition import is_to_pay
from simulation.rules.shared.core_group import core_member

# --- rules ---------------------------------------------------------------------------------------


@compiled
def grant_won(dependence: float, prominence: float, mean: float, competition: float) -> float:
    """Return a week's grants relative to what an organisation that lives by them would win (C60).

    Args:
        dependence: share of its means that comes from grants, 0 to 1.
        prominence: how far it is seen itself, 0 to 1.
        mean: the same for all who compete.
        competition: share of that which decides, 0 to 1.
    """
    relative = prominence / mean if mean > 0.0 else 1.0
    return dependence * (1.0 - competition + competition * relative)


# --- on the state --------------------------------------------------------------------------------


@compiled
def open_office(state: State) -> None:
    """Pay for the joint office out of what those who are to pay have; it is smaller if that is not enough (C37).

    While partners are being invited each expects to share with all who may yet join.
    """
    wanted = state.agreements.office_hours
    alliance = state.alliance
    alliance.week.office = alliance.week.office_cost = 0.0
    if wanted <= 0.0 or alliance.payers == 0:
        return
    year = 52.0 * state.mechanisms.cooperation.wage
    share = wanted * year / alliance.payers
    paid = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER and is_to_pay(state, membership):
            paid += min(share, free_money(state, state.organisations[membership.organisation]))
    alliance.week.office = paid / year if year > 0.0 else wanted
    alliance.week.office_cost = share
    alliance.tally.money_spent += paid / 52.0


@compiled
def dispute_money(state: State) -> None:
    """Quarrel about money when work begins, if it was not settled before, or if only some care to pay (C37)."""
    alliance, agreements = state.alliance, state.agreements
    if agreements.office_hours <= 0.0 or alliance.core == 0:
        return
    tension = 0.0
    for seat in range(alliance.core):
        membership = core_member(state, seat)
        if not is_to_pay(state, membership):
            tension += (alliance.plan.contributions == Contributions.WILLING) / alliance.core
        elif not agreements.money_settled:
            money = max(free_money(state, state.organisations[membership.organisation]), 1e-9)
            tension += min(1.0, alliance.week.office_cost / money) / alliance.core
    if tension > 0.0:
        alliance.tension += state.mechanisms.cooperation.money_dispute * tension
        note(state, EventKind.MONEY_DISPUTED, NOBODY, NOTHING, alliance.tension)


@compiled
def mean_prominence(state: State) -> float:
    """Return how far members are seen themselves, on average."""
    total = members = 0.0
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.MEMBER:
            total += 1.0 - min(1.0, state.memberships[row].load)
            members += 1.0
    return total / max(1.0, members)


@phase
def win_grants(state: State) -> None:
    """Deal out a week's grants: to those who are seen, or to all alike where members share (C60)."""
    competition = state.climate.funding
    if competition <= 0.0:
        return
    mean, shared, members = mean_prominence(state), 0.0, 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER:
            continue
        dependence = state.organisations[membership.organisation].grant_dependence
        won = grant_won(dependence, 1.0 - min(1.0, membership.load), mean, competition)
        shared += won
        members += 1.0
        membership.granted += won * (not state.agreements.grants_shared)
    if state.agreements.grants_shared:
        for row in range(len(state.memberships)):
            is_member = state.memberships[row].status == Status.MEMBER
            state.memberships[row].granted += (shared / max(1.0, members)) * is_member
