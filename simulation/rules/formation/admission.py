"""Admission: outsiders apply to an alliance that is seen, and get in as it was agreed (C32, C65, C68)."""

from simulation.engine import streams
from simulation.engine.codes import NO_DEMAND, NOTHING, Admission, Choice, EventKind, Reason, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.formation.call import is_published
from simulation.rules.formation.joining import admit, signs_values
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import core_member, is_awake, places_taken
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.diversity import value_distance
from simulation.rules.shared.net_benefit import joins, judgement, net_benefit, terms_of
from simulation.rules.shared.red_lines import agreement_crosses_red_line
from simulation.rules.shared.stakes import stake_of

# --- rules ---------------------------------------------------------------------------------------


@compiled
def application_chance(stake: float, visibility: float, vision: float, rate: float, attraction: float) -> float:
    """Return the chance that an outsider applies this week: it must know of the alliance, and care (C32, C68).

    Args:
        stake: in the alliance's goal, 0 to 1.
        visibility: how many of those concerned know of the alliance, 0 to 1.
        vision: how far its vision attracts, 0 to 1.
        rate: chance a week of one with full stake that knows of it, 0 to 1.
        attraction: by how much a full vision raises the chance, as a share, from 0.
    """
    return min(1.0, rate * stake * visibility * (1.0 + attraction * vision))


@compiled
def is_at_capacity(needed: float, talks: float, pledged: float) -> bool:
    """Tell whether staying in touch and talking take a member more time than it pledged, all work aside (C32).

    Args:
        needed: hours it takes to stay in touch with those who take part already.
        talks: hours in meetings.
        pledged: hours for the alliance in all.
    """
    return needed + talks > pledged


# --- on the state --------------------------------------------------------------------------------


@compiled
def renown(state: State) -> float:
    """Return how many of those concerned know of the alliance: what is seen of it, or by word of mouth in a network.

    A call is known to all whom those who signed it reach.
    """
    seen = state.alliance.week.visibility
    if is_published(state):
        return max(seen, state.alliance.reach)
    return max(seen, state.alliance.exchange) if state.alliance.stage == Stage.EXCHANGING else seen


@compiled
def opposed(state: State, applicant: OrganisationRow) -> int:
    """Count the members in the core group that have no time for one more, or stand too far from it in values."""
    count = 0
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        one = state.organisations[membership.organisation]
        distance = value_distance(one.economic, one.cultural, applicant.economic, applicant.cultural)
        full = is_awake(membership) and is_at_capacity(membership.needed, state.alliance.week.talks, membership.pledged)
        count += full or distance > state.mechanisms.formation.poor_fit
    return count


@compiled
def is_accepted(state: State, applicant: OrganisationRow) -> bool:
    """Let the members decide on an application as was agreed."""
    alliance = state.alliance
    if alliance.plan.admission == Admission.SILENCE:
        return opposed(state, applicant) == 0
    if alliance.plan.admission == Admission.VOTE:
        alliance.extra_meetings += 1
        return opposed(state, applicant) <= (1.0 - alliance.plan.consent) * alliance.core + 1e-9
    return True


@compiled
def wants_in(state: State, row: int) -> bool:
    """Tell whether an outsider that has heard of the alliance wants to take part in it as it is."""
    membership = state.memberships[row]
    if state.alliance.has_agreement and agreement_crosses_red_line(state, membership.organisation):
        return False
    terms, deviation = terms_of(state, row), judgement(state, row)
    wants = joins(net_benefit(terms), deviation) and signs_values(state, membership)
    if wants:
        minute(state, row, terms, deviation, 0.0, NO_DEMAND, Choice.APPLY)
    return wants


@compiled
def collect_applications(state: State, places: int) -> None:
    """Let outsiders that know of an alliance at work apply to it, in the eyes of whom it is worth it."""
    alliance, clock = state.alliance, state.clock
    seen, formation, outlook = renown(state), state.mechanisms.formation, state.mechanisms.outlook
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.OUTSIDE:
            continue
        organisation = state.organisations[membership.organisation]
        stake = stake_of(state, organisation)
        chance = application_chance(stake, seen, alliance.vision, formation.application_rate, outlook.attraction)
        membership.tier = Tier.CORE if places > 0 else Tier.SUPPORTER
        if streams.happens(
            chance, clock.key, streams.APPLICATION, clock.week, organisation.identity, alliance.plan.salt
        ) and wants_in(state, row):
            membership.status = Status.APPLYING


@compiled
def answer_application(state: State, row: int, places: int) -> bool:
    """Take in an applicant, in the core group where there is a place, or turn it away; tell whether it sits there."""
    membership = state.memberships[row]
    if not is_accepted(state, state.organisations[membership.organisation]):
        membership.status, membership.reason = Status.DECLINED, Reason.VALUES
        note(state, EventKind.TURNED_AWAY, membership.organisation, NOTHING, 0.0)
        return False
    membership.tier = Tier.CORE if places > 0 else Tier.SUPPORTER
    state.alliance.tally.admitted += 1
    how = EventKind.SIGNED if is_published(state) else EventKind.ADMITTED
    note(state, how, membership.organisation, membership.tier, 0.0)
    admit(state, row, net_benefit(terms_of(state, row)))
    return places > 0


@phase
def consider_applications(state: State) -> None:
    """Collect the week's applications or signatures, then decide on them together; places go in the order of asking."""
    alliance = state.alliance
    closed = alliance.plan.admission == Admission.NONE and not is_published(state)
    if closed or not Stage.WORKING <= alliance.stage <= Stage.EXCHANGING:
        return
    signs_only = alliance.plan.admission in (Admission.NONE, Admission.SUPPORTERS)
    places = 0 if signs_only else state.agreements.core_size - places_taken(state)
    collect_applications(state, places)
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.APPLYING:
            places -= answer_application(state, row, places)
    compose(state)
