"""The joint office: who pays for it, and when that is talked about (C37)."""

from simulation.engine.codes import NOBODY, NOTHING, Contributions, EventKind, Status
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import is_to_pay
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.time_and_money import free_money


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
    for place in range(alliance.core):
        membership = core_member(state, place)
        if not is_to_pay(state, membership):
            tension += (alliance.plan.contributions == Contributions.WILLING) / alliance.core
        elif not agreements.money_settled:
            money = max(free_money(state, state.organisations[membership.organisation]), 1e-9)
            tension += min(1.0, alliance.week.office_cost / money) / alliance.core
    if tension > 0.0:
        alliance.tension += state.mechanisms.cooperation.money_dispute * tension
        note(state, EventKind.MONEY_DISPUTED, NOBODY, NOTHING, alliance.tension)
