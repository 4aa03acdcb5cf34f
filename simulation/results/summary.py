"""Summary: a run's outcome, read off its state as it stands."""

import math

from simulation.engine.codes import NEVER, GoalResult, Reason, Stage, Status
from simulation.engine.compilation import compiled, entry
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State, World, seen_by
from simulation.results.outcome import Outcome
from simulation.results.outcome_rows import OutcomeRows, outcome_rows, outcomes_in
from simulation.rules.shared.diversity import effective_number
from simulation.rules.shared.goal_result import adopted_of_all, adopted_share, gained_of_all, is_reached

HALF_A_YEAR = 26

# --- rules ---------------------------------------------------------------------------------------


@compiled
def share_of(part: float, whole: float) -> float:
    """Return a share, or NaN of nothing."""
    return part / whole if whole > 0.0 else math.nan


@compiled
def weeks_between(start: int, end: int) -> float:
    """Return the weeks from one event to another, or NaN if either never came."""
    return math.nan if min(start, end) == NEVER else 1.0 * (end - start)


# --- phases --------------------------------------------------------------------------------------


@compiled
def last_week(state: State) -> int:
    """Return the first week after the alliance's end, or this week."""
    return state.clock.week if state.alliance.ended == NEVER else state.alliance.ended + 1


@compiled
def adopted_of_first_goal(state: State) -> tuple[float, float]:
    """Return which share of the first goal was adopted, of what was agreed and of all: settled, or as it stands."""
    alliance = state.alliance
    if alliance.goal == GoalResult.UNDECIDED:
        return adopted_share(state), adopted_of_all(state)
    return alliance.tally.adopted, alliance.tally.impact


@compiled
def sum_up_effect(state: State, outcome: Outcome) -> None:
    """Write what came of the first goal."""
    alliance = state.alliance
    outcome.adopted, outcome.impact = adopted_of_first_goal(state)
    outcome.success = int(is_reached(outcome.adopted, state.goal.sufficient))
    outcome.gain = gained_of_all(state) if alliance.goal == GoalResult.UNDECIDED else alliance.tally.gain
    outcome.depth = math.nan if alliance.agreed_week == NEVER else alliance.tally.depth
    outcome.renewals = alliance.renewals
    outcome.weeks_to_effect = weeks_between(alliance.begun, alliance.effect_week)
    outcome.influence = share_of(alliance.tally.influence, alliance.tally.weeks_at_work)
    soonest = math.inf
    for k in range(len(state.demands)):
        if state.demands[k].in_practice > 0.0:
            soonest = min(soonest, state.demands[k].in_practice)
    outcome.weeks_to_implementation = soonest - alliance.begun if soonest < math.inf else math.nan


@compiled
def sum_up_alliance(state: State, outcome: Outcome) -> None:
    """Write what is known of the alliance as a whole."""
    alliance = state.alliance
    outcome.members_max, outcome.core_max = alliance.tally.members_max, alliance.tally.core_max
    outcome.sectors, outcome.values_spread = alliance.tally.sectors, alliance.tally.values_spread
    outcome.reach, outcome.framing = alliance.tally.reach_max, alliance.framing
    outcome.weeks_to_start = weeks_between(alliance.begun, alliance.started)
    outcome.weeks_to_goal = weeks_between(alliance.begun, alliance.tally.worded)
    outcome.weeks_to_agreement = weeks_between(alliance.begun, alliance.agreed_week)
    outcome.lifetime = last_week(state) - max(0, alliance.begun)
    outcome.value_points = state.agreements.value_points * (alliance.started != NEVER)
    outcome.conflicts, outcome.escalations = alliance.tally.conflicts, alliance.tally.escalations
    outcome.exits, outcome.admitted = alliance.exits, alliance.tally.admitted


@compiled
def sum_up_work(state: State, outcome: Outcome) -> None:
    """Write how the members worked together, and what it took."""
    alliance = state.alliance
    outcome.decisions_in_time = share_of(alliance.tally.in_time, alliance.tally.occasions)
    outcome.reworded = share_of(alliance.tally.rewordings, alliance.tally.crossings)
    outcome.credit_claimed = share_of(alliance.tally.claims, alliance.tally.successes)
    outcome.attendance = share_of(alliance.tally.attendance, alliance.weeks_together)
    outcome.hours, outcome.money_spent = alliance.tally.total_hours, alliance.tally.money_spent
    coordinated = share_of(alliance.tally.coordination_hours, alliance.tally.total_hours)
    outcome.coordination_share = coordinated if alliance.tally.total_hours > 0.0 else 0.0
    lost = alliance.lead_lost != NEVER
    outcome.effort_after_lead = alliance.tally.effort_after_lead if lost else math.nan
    outcome.network_weeks = alliance.tally.weeks_without_goal


@compiled
def sum_up_outlook(state: State, outcome: Outcome) -> None:
    """Write what came of projects, the path and the emergency, where there are any."""
    alliance, goal = state.alliance, state.goal
    has_projects = goal.topics > 0
    outcome.project_overlap = alliance.tally.overlap if has_projects else math.nan
    outcome.project_effect = alliance.tally.project_effect if has_projects else math.nan
    scaled = has_projects and state.agreements.projects_scaled
    outcome.scaled_reach = alliance.tally.scaled_reach if scaled else math.nan
    outcome.scaled_quality = alliance.tally.scaled_quality if scaled else math.nan
    outcome.passage = share_of(alliance.tally.passage, alliance.weeks_together) if goal.stations > 0 else math.nan
    arrived = state.arena.help_arrived
    outcome.days_to_helpers = math.nan if arrived == NEVER else 1.0 * arrived
    outcome.services = math.nan if state.arena.emergency == NEVER else services(state)


@compiled
def services(state: State) -> float:
    """Return the effective number of sectors among the organisations that help in an emergency (C71)."""
    sectors = len(state.sectors)
    for s in range(sectors):
        state.scratch[s].helpers = 0.0
    for i in range(len(state.organisations)):
        organisation = state.organisations[i]
        state.scratch[organisation.sector].helpers += organisation.helping != NEVER
    total = squares = 0.0
    for s in range(sectors):
        total += state.scratch[s].helpers
        squares += state.scratch[s].helpers ** 2
    return effective_number(total, squares)


@compiled
def sum_up_exits(outcome: Outcome, membership: MembershipRow) -> None:
    """Count a member that left, by reason."""
    reason = membership.reason
    outcome.exits_effect += reason == Reason.EFFECT
    outcome.exits_time += reason == Reason.TIME
    outcome.exits_money += reason == Reason.MONEY
    outcome.exits_visibility += reason == Reason.VISIBILITY
    outcome.exits_values += reason == Reason.VALUES
    outcome.exits_risk += reason == Reason.RISK
    outcome.exits_red_line += reason == Reason.RED_LINE
    outcome.exits_conflict += reason == Reason.CONFLICT
    outcome.exits_party_line += reason == Reason.PARTY_LINE
    outcome.exits_quiet += reason == Reason.WEAR
    outcome.exits_early += membership.left - membership.joined < HALF_A_YEAR


@compiled
def sum_up_member(state: State, outcome: Outcome, membership: MembershipRow) -> None:
    """Add one who ever was a member to the sums over all of them."""
    organisation = state.organisations[membership.organisation]
    together = state.clock.week if state.alliance.stage != Stage.ENDED else state.alliance.since + 1
    until = together if membership.left == NEVER else membership.left + 1
    outcome.trust_before += membership.trust_at_start
    outcome.trust_after += membership.trust
    outcome.satisfaction += membership.net
    outcome.visibility_balance += (membership.seen - membership.given) / max(1, until - membership.joined)
    outcome.solidarity_change += organisation.solidarity - membership.solidarity_at_start
    outcome.energy += organisation.energy


@compiled
def sum_up_members(state: State, outcome: Outcome) -> None:
    """Write the means over all who ever were members, the exits, and who accepted."""
    members = invited = accepted = granted = squares = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        invited += membership.invited
        if membership.joined == NEVER:
            continue
        accepted += membership.invited
        members += 1.0
        granted += membership.granted
        squares += membership.granted**2
        sum_up_member(state, outcome, membership)
        outcome.asleep += membership.status == Status.MEMBER and membership.asleep != NEVER
        if membership.status == Status.LEFT:
            sum_up_exits(outcome, membership)
    for_all = max(1.0, members)
    outcome.trust_before /= for_all
    outcome.trust_after /= for_all
    outcome.trust_change = outcome.trust_after - outcome.trust_before
    outcome.satisfaction /= for_all
    outcome.visibility_balance /= for_all
    outcome.solidarity_change /= for_all
    outcome.energy /= for_all
    outcome.accepted = share_of(accepted, invited)
    outcome.grant_inequality = relative_spread(members, granted, squares)


@compiled
def relative_spread(count: float, total: float, squares: float) -> float:
    """Return the coefficient of variation from a count, a sum and a sum of squares; NaN if all is nothing."""
    if total <= 0.0:
        return math.nan
    mean = total / count
    return math.sqrt(max(0.0, squares / count - mean * mean)) / mean


@compiled
def sum_up_next(state: State, outcome: Outcome) -> None:
    """Write how the next alliance among the same organisations fared (C54 to C57)."""
    alliance = state.alliance
    outcome.next_weeks_to_agreement = weeks_between(alliance.begun, alliance.agreed_week)
    if alliance.begun == NEVER:
        return
    adopted, outcome.next_impact = adopted_of_first_goal(state)
    outcome.next_success = 1.0 * is_reached(adopted, state.goal.sufficient)


@entry
def sum_up(world: World, outcomes: OutcomeRows, row: int) -> None:
    """Write the outcome of a run as it stands into a row of zeros."""
    state, outcome = seen_by(world, 0), outcomes.numbers[row]
    sum_up_effect(state, outcome)
    sum_up_alliance(state, outcome)
    sum_up_work(state, outcome)
    sum_up_outlook(state, outcome)
    sum_up_members(state, outcome)
    outcome.next_weeks_to_agreement = outcome.next_success = outcome.next_impact = math.nan
    if len(world.alliances) > 1:
        sum_up_next(seen_by(world, 1), outcome)
    words = outcomes.words[row]
    words.goal = GoalResult.REACHED if outcome.success else state.alliance.goal
    words.end, words.label = state.alliance.end, state.alliance.tally.label


def outcome_of(world: World) -> Outcome:
    """Return the outcome of a run as it stands."""
    outcomes = outcome_rows(1)
    sum_up(world, outcomes, 0)
    return next(outcomes_in(outcomes))
