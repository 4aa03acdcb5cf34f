"""The call: a few word a text and publish it, and others sign it as it stands (German *Aufruf*; dossiers 2, 3 and 7).

A joint paper, called or not, may be due on a day, and groups may draft it side by side.
"""

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Stage, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.extraordinary_meetings import takes_it_up

# --- rules ---------------------------------------------------------------------------------------


@compiled
def has_quorum(members: int, quorum: int) -> bool:
    """Tell whether enough have said yes to start without those who have not answered; 0 stands for no quorum.

    Args:
        members: of the core group so far.
        quorum: with whom work starts, as agreed.
    """
    return 0 < quorum <= members


@compiled
def is_due(week: int, due: int) -> bool:
    """Tell whether the day has come for which a paper is written; without a day it is due at any time."""
    return week >= due


@compiled
def is_drafted_in(stage: Stage, parallel: bool) -> bool:
    """Tell whether drafts are made at a stage: once the goal is worded, or beside the debate and the wording."""
    return stage == Stage.AGREEING_ON_DEMANDS or (parallel and Stage.DEBATING_VALUES <= stage < Stage.WORKING)


# --- on the state --------------------------------------------------------------------------------


@compiled
def is_published(state: State) -> bool:
    """Tell whether there is a call that can be signed."""
    return state.agreements.call and state.alliance.agreed_week != NEVER


@compiled
def is_called(state: State, membership: MembershipRow) -> bool:
    """Tell whether an organisation is asked by now: to found, or else to sign the call once it is published."""
    return not state.agreements.call or membership.tier == Tier.CORE or is_published(state)


@compiled
def staff_may_sign(state: State, who: int) -> bool:
    """Tell whether a signature, or an informal yes, lies within the mandate of an organisation's staff."""
    organisation, salt = state.organisations[who], state.alliance.plan.salt
    return streams.happens(
        organisation.mandate, state.clock.key, streams.SIGNATURE, streams.START, organisation.identity, salt
    )


@compiled
def answers(state: State, membership: MembershipRow) -> bool:
    """Tell whether an organisation answers this week: at its body's meeting, or by its staff where a call is signed."""
    if membership.status != Status.ASKED or not is_called(state, membership):
        return False
    by_staff = state.agreements.call and staff_may_sign(state, membership.organisation)
    return by_staff or takes_it_up(state, membership.organisation)


@compiled
def publish(state: State) -> None:
    """Publish the first agreement of an alliance that works by a call."""
    if state.agreements.call and state.alliance.renewals == 0:
        note(state, EventKind.CALL_PUBLISHED, NOBODY, NOTHING, 0.0)
