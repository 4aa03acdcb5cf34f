"""Choice: who of those that come to mind is asked, in which order, and for whose sake one more is not asked."""

from simulation.engine.codes import NOBODY, Verdict
from simulation.engine.compilation import compiled
from simulation.engine.field_rows import CandidateRow
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World
from simulation.rules.cooperation.coordination import hours_per_tie
from simulation.rules.cooperation.time_use import PLENARIES_A_WEEK, hours_in_meetings
from simulation.rules.impact.reach import audience
from simulation.rules.search.memory import bears_a_grudge, trust_in
from simulation.rules.search.occasion import has_time_left, takes_up, works_for_the_opposite
from simulation.rules.shared.diversity import value_distance
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours

# --- rules ---------------------------------------------------------------------------------------


@compiled
def appeal(trust: float, likeness: float, addition: float, weights: tuple[float, float, float]) -> float:
    """Return what speaks for asking an organisation: that it is trusted, is like oneself, and adds an audience.

    Args:
        trust: in it, 0 to 1 (C17, C18).
        likeness: nearness in values, 0 to 1 (McPherson, Smith-Lovin and Cook 2001).
        addition: audience it would add, 0 to 1 (C11, C50).
        weights: of the three, from 0.
    """
    for_trust, for_likeness, for_addition = weights
    return for_trust * trust + for_likeness * likeness + for_addition * addition


@compiled
def added_audience(own: float, spillover: float, same_sector: bool) -> float:
    """Return the audience that an organisation adds: its own, of which those of its sector share all but a part."""
    return own * (spillover if same_sector else 1.0)


@compiled
def price_of_another(hours: float, free: float, weight: float) -> float:
    """Return what it costs to have one partner more: the hours with it, of one's own free ones, in net benefit."""
    return weight * min(1.0, hours / max(free, 1e-9))


@compiled
def is_worth_another(gain: float, price: float) -> bool:
    """Tell whether one partner more brings more than it costs."""
    return gain > price


# --- on the state --------------------------------------------------------------------------------


@compiled
def price_of_a_partner(state: State, who: int) -> float:
    """Return what one partner more in the core group costs an organisation, in net benefit."""
    per_partner, _ = hours_per_tie(state)
    hours = per_partner + hours_in_meetings(PLENARIES_A_WEEK, 1, state.mechanisms.cooperation.hours_per_voice)
    free = free_hours(state, state.organisations[who])
    return price_of_another(hours, free, state.mechanisms.dissolution.cost_weight)


@compiled
def weigh_up_candidate(world: World, field: FieldState, state: State, who: int, candidate: CandidateRow) -> None:
    """Find what speaks for asking a candidate."""
    search, impact = field.search, state.mechanisms.impact
    one, other = state.organisations[who], state.organisations[candidate.organisation]
    candidate.trust = trust_in(world, field, who, candidate.organisation)
    candidate.likeness = 1.0 - value_distance(one.economic, one.cultural, other.economic, other.cultural)
    own = audience(other.members, impact.audience_scale, impact.audience_power)
    candidate.addition = added_audience(own, impact.spillover, one.sector == other.sector)
    weights = (search.trust_weight, search.likeness_weight, search.addition_weight)
    candidate.appeal = appeal(candidate.trust, candidate.likeness, candidate.addition, weights)


@compiled
def objection_to(field: FieldState, state: State, who: int, issue: int, candidate: CandidateRow) -> Verdict:
    """Return why a candidate is not asked, whatever speaks for it; PASSED_OVER where nothing is in the way."""
    other = candidate.organisation
    if bears_a_grudge(candidate.trust, field.search.grudge):
        return Verdict.GRUDGE
    if field.seekers[other].place != field.seekers[who].place:
        return Verdict.ELSEWHERE
    if not takes_up(stake_of(state, state.organisations[other]), field.search.least_stake):
        return Verdict.NO_STAKE
    if works_for_the_opposite(field, other, issue):
        return Verdict.RIVAL
    if field.engaged[other, issue] != NOBODY:
        return Verdict.TAKEN
    return Verdict.PASSED_OVER if has_time_left(state, other) else Verdict.NO_TIME


@compiled
def weigh_up_candidates(world: World, field: FieldState, state: State, who: int, issue: int, count: int) -> None:
    """Weigh up all who came to mind, and sort them by what speaks for them, the most appealing first."""
    for place in range(count):
        candidate = field.candidates[place]
        weigh_up_candidate(world, field, state, who, candidate)
        candidate.verdict = objection_to(field, state, who, issue, candidate)
    spare = len(field.candidates) - 1
    for place in range(1, count):
        field.candidates[spare] = field.candidates[place]
        there = place
        while there > 0 and field.candidates[there - 1].appeal < field.candidates[spare].appeal:
            field.candidates[there] = field.candidates[there - 1]
            there -= 1
        field.candidates[there] = field.candidates[spare]
