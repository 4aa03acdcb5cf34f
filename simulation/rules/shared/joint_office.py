"""The joint office: who pays for it, members or others for a time, and when that is talked about (C37)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, Contributions, EventKind, Stage, Status
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import is_to_pay
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.time_and_money import free_money

# --- rules ---------------------------------------------------------------------------------------


@compiled
def from_outside(money: float, cost: float, week: int, ends: int) -> float:
    """Return what of an office's cost others pay in a week.

    Args:
        money: that they give, in 1000 euro a year.
        cost: of the office, in the same unit.
        week: of the run.
        ends: week from which it is missing; -1 if it lasts.
    """
    return min(money, cost) if ends == NEVER or week < ends else 0.0


# --- on the state --------------------------------------------------------------------------------


@compiled
def open_office(state: State) -> None:
    """Pay for the joint office, by outside money and by those who are to pay; it is smaller if they have less (C37).

    While partners are being invited each expects to share with all who may yet join.
    """
    wanted = state.agreements.office_hours
    alliance = state.alliance
    alliance.week.office = alliance.week.office_cost = 0.0
    year = 52.0 * state.mechanisms.cooperation.wage
    money, ends = state.agreements.outside_money, alliance.plan.outside_money_ends
    outside = from_outside(money, wanted * year, state.clock.week, ends)
    if wanted <= 0.0 or (alliance.payers == 0 and outside <= 0.0):
        return
    share = (wanted * year - outside) / max(1, alliance.payers)
    paid = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER and is_to_pay(state, membership):
            paid += min(share, free_money(state, state.organisations[membership.organisation]))
    alliance.week.office = (outside + paid) / year if year > 0.0 else wanted
    alliance.week.office_cost = share
    alliance.tally.money_spent += paid / 52.0


@compiled
def dispute_money(state: State) -> None:
    """Quarrel about money when work begins, if it was not settled before, or if only some care to pay (C37)."""
    alliance, agreements = state.alliance, state.agreements
    if agreements.office_hours <= 0.0 or alliance.core == 0:
        return
    tension = 0.0
    for place in range(alliance.core):
        membership = core_member(state, place)
        if not is_to_pay(state, membership):
            tension += (alliance.plan.contributions == Contributions.WILLING) / alliance.core
        elif not agreements.money_settled:
            money = max(free_money(state, state.organisations[membership.organisation]), 1e-9)
            tension += min(1.0, alliance.week.office_cost / money) / alliance.core
    if tension > 0.0:
        alliance.tension += state.mechanisms.cooperation.resentment * tension
        note(state, EventKind.MONEY_DISPUTED, NOBODY, NOTHING, alliance.tension)


@compiled
def miss_outside_money(state: State) -> None:
    """Tell what is left of the office in the week in which outside money ends, and quarrel about it as at first."""
    alliance, agreements = state.alliance, state.agreements
    had_it = agreements.outside_money > 0.0 and agreements.office_hours > 0.0
    if not had_it or state.clock.week != alliance.plan.outside_money_ends:
        return
    note(state, EventKind.OUTSIDE_MONEY_ENDS, NOBODY, NOTHING, alliance.week.office / agreements.office_hours)
    if alliance.stage >= Stage.WORKING:
        dispute_money(state)
