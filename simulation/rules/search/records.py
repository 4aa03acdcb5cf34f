"""Records: what an ended alliance was, who was in it and how they were found, and who came to mind when."""

from simulation.engine.codes import NEVER, Stage, Status
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import World, seen_by
from simulation.rules.search.memory import remember_partners
from simulation.rules.search.room import give_alliance_back
from simulation.rules.shared.goal_result import adopted_share


@compiled
def write_search(field: FieldState, week: int, who: int, issue: int, serial: int, count: int) -> None:
    """Write down all candidates of a search and what came of each, as far as there is room for whoever asks why."""
    for place in range(count):
        if field.book.kept_searches >= len(field.kept_searches):
            return
        record, candidate = field.kept_searches[field.book.kept_searches], field.candidates[place]
        field.book.kept_searches += 1
        record.week, record.searcher, record.issue, record.serial = week, who, issue, serial
        record.candidate, record.channel, record.through = candidate.organisation, candidate.channel, candidate.through
        record.trust, record.likeness, record.addition = candidate.trust, candidate.likeness, candidate.addition
        record.appeal, record.verdict = candidate.appeal, candidate.verdict


@compiled
def write_spells(world: World, field: FieldState, a: int) -> None:
    """Write down everybody's part in an alliance."""
    state, serial = seen_by(world, a), field.foundings[a].serial
    for row in range(len(state.memberships)):
        membership, find = state.memberships[row], field.finds[state.alliance.plan.memberships_from + row]
        record = field.kept_spells[field.book.kept_spells]
        field.book.kept_spells += 1
        record.serial, record.organisation = serial, membership.organisation
        record.by, record.channel, record.through = find.by, find.channel, find.through
        record.tier, record.status, record.reason = membership.tier, membership.status, membership.reason
        record.joined, record.left = membership.joined, membership.left
        record.trust_before, record.trust_after = membership.trust_at_start, membership.trust


@compiled
def write_alliance(world: World, field: FieldState, a: int) -> None:
    """Write down an alliance as it stands."""
    state, founding = seen_by(world, a), field.foundings[a]
    alliance, record = state.alliance, field.kept_alliances[field.book.kept_alliances]
    field.book.kept_alliances += 1
    record.serial, record.issue, record.place = founding.serial, alliance.plan.venture, founding.place
    record.founder, record.begun, record.started = founding.founder, alliance.begun, alliance.started
    record.agreed, record.effect, record.ended = alliance.agreed_week, alliance.effect_week, alliance.ended
    record.end, record.exits = alliance.end, alliance.exits
    record.asked = len(state.memberships) - 1
    record.members_first = founding.members_first
    record.members_max = alliance.tally.members_max if alliance.started != NEVER else 0
    record.members_last = alliance.core + alliance.supporters
    record.sectors, record.spread, record.depth = (
        alliance.tally.sectors,
        alliance.tally.values_spread,
        alliance.tally.depth,
    )
    is_settled = alliance.ended != NEVER
    record.adopted = alliance.tally.adopted if is_settled else adopted_share(state)
    record.impact = founding.added


@compiled
def release(world: World, field: FieldState, a: int) -> None:
    """Let those go for other alliances on the issue who declined, left, or merely exchange."""
    state = seen_by(world, a)
    issue = state.alliance.plan.venture
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        is_bound = membership.status in (Status.MEMBER, Status.ASKED) and state.alliance.stage < Stage.EXCHANGING
        if is_bound:
            continue
        find = field.finds[state.alliance.plan.memberships_from + row]
        if find.signs:
            find.signs = False
            field.signatures[membership.organisation, issue] -= 1
        elif field.engaged[membership.organisation, issue] == a:
            field.engaged[membership.organisation, issue] = NEVER


@compiled
def pause(world: World, field: FieldState, a: int) -> None:
    """Let those who are members of an alliance that ended without any effect found no other for a while."""
    state = seen_by(world, a)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            field.seekers[membership.organisation].pause_until = state.clock.week + field.search.pause_weeks


@compiled
def conclude_ended(world: World, field: FieldState, a: int) -> None:
    """Write down an alliance that has ended; members remember each other, and its rows are free for others."""
    alliance = world.alliances[a]
    remember_partners(world, field, a, 1)
    if alliance.effect_week == NEVER:
        pause(world, field, a)
    write_alliance(world, field, a)
    write_spells(world, field, a)
    release(world, field, a)
    give_alliance_back(world, field, a)


@compiled
def note_the_beginning(world: World, field: FieldState, a: int) -> None:
    """Note with how many members an alliance has come to be, who from now on know each other."""
    alliance = world.alliances[a]
    if alliance.started != NEVER and field.foundings[a].members_first == 0:
        field.foundings[a].members_first = alliance.core + alliance.supporters
        remember_partners(world, field, a, 0)
