"""Entry: organisations join what they hear of through somebody in it, and members bring in others."""

from simulation.engine.codes import NOBODY, Admission, Stage, Status, Tier, Verdict
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.seasons import rests_in
from simulation.rules.formation.admission import wants_in
from simulation.rules.formation.call import is_published
from simulation.rules.search.choice import is_worth_another, price_of_a_partner
from simulation.rules.search.founding import list_in, note_find, strike_last, take_the_time, worth_as_it_stands
from simulation.rules.search.memory import is_at_odds, row_in
from simulation.rules.shared.composition import compose


@compiled
def takes_applicants(state: State) -> bool:
    """Tell whether an alliance hears who asks to be let in: while it invites, and at work, in season, as was agreed."""
    if state.alliance.stage == Stage.INVITING:
        return True
    is_at_work = Stage.WORKING <= state.alliance.stage <= Stage.EXCHANGING and not rests_in(state, state.clock.week)
    return is_at_work and (state.alliance.plan.admission != Admission.NONE or is_published(state))


@compiled
def applies(world: World, field: FieldState, a: int, who: int) -> bool:
    """Let an organisation ask to be let in, if it wants to take part in the alliance as it is."""
    row = list_in(world, field, a, who, Status.OUTSIDE)
    state = seen_by(world, a)
    membership = state.memberships[row]
    if state.alliance.stage == Stage.INVITING:
        membership.status, membership.invited = Status.ASKED, True
        return True
    if state.alliance.plan.admission in (Admission.NONE, Admission.SUPPORTERS):
        membership.tier = Tier.SUPPORTER
    compose(state)
    if not wants_in(state, row):
        strike_last(world, a)
        return False
    membership.status = Status.APPLYING
    return True


@compiled
def join_what_is_heard_of(world: World, field: FieldState, who: int, issue: int, count: int) -> int:
    """Let an organisation ask to be let into the alliance of the most appealing candidate that is in one it may join.

    Returns:
        The row of that alliance, or NOBODY.
    """
    for place in range(count):
        candidate = field.candidates[place]
        a = field.engaged[candidate.organisation, issue]
        if candidate.verdict != Verdict.TAKEN or a == NOBODY:
            continue
        state = seen_by(world, a)
        is_member = state.memberships[row_in(state, candidate.organisation)].status == Status.MEMBER
        may_ask = is_member and takes_applicants(state) and row_in(state, who) == NOBODY
        if may_ask and not is_at_odds(world, field, state, who) and applies(world, field, a, who):
            candidate.verdict = Verdict.ASKED_TO_BE_LET_IN
            plan = world.alliances[a].plan
            note_find(world, field, a, plan.memberships_to - plan.memberships_from - 1, candidate.organisation, place)
            return int(a)
    return NOBODY


@compiled
def bring_one_in(world: World, field: FieldState, a: int, who: int, count: int) -> None:
    """Let a member ask the most appealing candidate on top, if that is worth more to it than a partner costs it."""
    state = seen_by(world, a)
    own, worth = row_in(state, who), worth_as_it_stands(state, row_in(state, who))
    for place in range(count):
        candidate = field.candidates[place]
        if candidate.verdict != Verdict.PASSED_OVER or row_in(state, candidate.organisation) != NOBODY:
            continue
        if is_at_odds(world, field, state, candidate.organisation):
            candidate.verdict = Verdict.AT_ODDS
            continue
        row = list_in(world, field, a, candidate.organisation, Status.ASKED)
        grown = seen_by(world, a)
        grown.memberships[row].invited = True
        if is_worth_another(worth_as_it_stands(grown, own) - worth, price_of_a_partner(grown, who)):
            candidate.verdict = Verdict.ASKED
            note_find(world, field, a, row, who, place)
            take_the_time(grown, field, who, 1)
        else:
            candidate.verdict = Verdict.NOT_WORTH_IT
            strike_last(world, a)
        return
