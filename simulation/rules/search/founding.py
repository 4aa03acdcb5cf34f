"""Founding: an organisation imagines the alliance that it could have, and founds it if that is worth its while.

Nothing here says what pays: it weighs the imagined alliance by the rules by which members weigh a real one.
"""

from simulation.engine import streams
from simulation.engine.codes import NOBODY, Channel, Stage, Status, Tier, Verdict
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World, seen_by
from simulation.rules.impact.influence import take_stock
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.search.choice import is_worth_another, price_of_a_partner
from simulation.rules.search.in_force import arena_of, begin_from_what_is_in_force
from simulation.rules.search.memory import is_at_odds, trust_in
from simulation.rules.search.room import SHORTEST, length_class, make_room_for_one, take_alliance, take_stretch
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import places_taken
from simulation.rules.shared.net_benefit import joins, judgement, net_benefit, terms_of
from simulation.rules.shared.new_membership import list_membership
from simulation.rules.shared.time_and_money import expected_load, free_hours

SALTS = 1 << 20  # that tell the draws of alliances apart; what else does is added, below 4096

# --- alliances ---------------------------------------------------------------------------------------


@compiled
def salt_of(world: World, founder: int, issue: int) -> int:
    """Return what tells the draws of an alliance from those of others: who founds it, when and for what."""
    clock, identity = world.clock, world.organisations[founder].identity
    draw = streams.uniform(clock.key, streams.FOUNDING, clock.week, identity, issue)
    return (1 + int(draw * (SALTS - 1))) << 12


@compiled
def set_up(world: World, field: FieldState, a: int, issue: int, founder: int) -> None:
    """Let a row stand for an alliance on an issue that begins to invite, with no members yet."""
    first = world.alliances[a].plan.memberships_from
    world.alliances[a] = field.alliances_at_rest[issue]
    alliance = world.alliances[a]
    longest, sectors = len(field.demands_at_rest) // len(field.rivals), len(world.sectors) // len(world.alliances)
    alliance.plan.number, alliance.plan.salt = a, salt_of(world, founder, issue)
    alliance.plan.memberships_from = alliance.plan.memberships_to = first
    alliance.plan.demands_from, alliance.plan.demands_to = a * longest, a * longest + alliance.plan.demands_to
    for k in range(longest):
        world.demands[a * longest + k] = field.demands_at_rest[issue * longest + k]
    for s in range(sectors):
        world.sectors[a * sectors + s] = field.sectors_at_rest[issue * sectors + s]
    alliance.plan.arena = arena_of(field, founder, issue)
    begin_from_what_is_in_force(world, field, a)
    alliance.stage = Stage.INVITING
    alliance.begun = alliance.term = alliance.since = world.clock.week


@compiled
def list_in(world: World, field: FieldState, a: int, who: int, status: Status) -> int:
    """Give an organisation the next row of an alliance, and return this row."""
    make_room_for_one(world, field, a)
    plan = world.alliances[a].plan
    world.memberships[plan.memberships_to] = field.membership_at_rest[0]
    plan.memberships_to += 1
    plan.invited = row = plan.memberships_to - plan.memberships_from
    state = seen_by(world, a)
    list_membership(state, row - 1, who)
    membership, organisation = state.memberships[row - 1], state.organisations[who]
    founder = state.memberships[0].organisation
    membership.tier = Tier.CORE if places_taken(state) < state.agreements.core_size else Tier.SUPPORTER
    membership.status = status
    membership.trust = organisation.trust if who == founder else trust_in(world, field, who, founder)
    membership.trust_at_start, membership.solidarity_at_start = membership.trust, organisation.solidarity
    membership.alone = prospect_alone(state, organisation)
    state.alliance.changed = True
    return row - 1


@compiled
def strike_last(world: World, a: int) -> None:
    """Take the last row of an alliance away again."""
    plan = world.alliances[a].plan
    plan.memberships_to -= 1
    plan.invited -= 1
    world.alliances[a].changed = True


@compiled
def list_founder(world: World, field: FieldState, a: int, who: int) -> None:
    """Make the founder the first member."""
    state = seen_by(world, a)
    row = list_in(world, field, a, who, Status.MEMBER)
    founder = world.memberships[state.alliance.plan.memberships_from + row]
    founder.joined, founder.ownership = state.clock.week, 1.0


@compiled
def worth_as_it_stands(state: State, row: int) -> float:
    """Return the net benefit of a membership with all who take part or may yet accept."""
    compose(state)
    take_stock(state)
    return net_benefit(terms_of(state, row))


# --- imagining and founding ---------------------------------------------------------------------------


@compiled
def imagine(world: World, field: FieldState, who: int, issue: int, count: int) -> float:
    """Choose among the candidates whom to ask, the most appealing first, and return what that would be worth.

    A candidate is to be asked if the alliance with it is worth more to the founder than without, by more than the
    price of a partner. The founder reckons with the load that it would pledge, and with as much exchange and help as it
    trusts strangers, as whoever comes new does.
    """
    set_up(world, field, issue, issue, who)
    list_founder(world, field, issue, who)
    state = seen_by(world, issue)
    state.memberships[0].load = expected_load(state, 0)
    state.alliance.exchange = state.alliance.week.given = state.memberships[0].trust
    worth, price = worth_as_it_stands(state, 0), price_of_a_partner(state, who)
    for place in range(count):
        candidate = field.candidates[place]
        if candidate.verdict != Verdict.PASSED_OVER:
            continue
        if is_at_odds(world, field, seen_by(world, issue), candidate.organisation):
            candidate.verdict = Verdict.AT_ODDS
            continue
        list_in(world, field, issue, candidate.organisation, Status.ASKED)
        with_it = worth_as_it_stands(seen_by(world, issue), 0)
        if is_worth_another(with_it - worth, price):
            candidate.verdict, worth = Verdict.ASKED, with_it
        else:
            candidate.verdict = Verdict.NOT_WORTH_IT
            strike_last(world, issue)
    return worth


@compiled
def founds(world: World, field: FieldState, who: int, issue: int, count: int) -> bool:
    """Tell whether an organisation founds the alliance that it imagines with those whom it would ask."""
    worth = imagine(world, field, who, issue, count)
    state = seen_by(world, issue)
    deviation = judgement(state, 0)
    state.alliance.stage = Stage.ENDED
    return state.alliance.plan.invited > 1 and joins(worth, deviation)


@compiled
def take_the_time(state: State, field: FieldState, who: int, contacts: int) -> None:
    """Let an organisation's people tire of asking others, as of any other work."""
    organisation = state.organisations[who]
    load = field.search.hours_per_contact * contacts / max(free_hours(state, organisation), 1e-9)
    organisation.energy = max(0.0, organisation.energy - state.mechanisms.cooperation.fatigue * load)


@compiled
def note_find(world: World, field: FieldState, a: int, row: int, by: int, place: int) -> None:
    """Note how a member to be was found, and that it is engaged for the issue; `place` is NOBODY for the founder."""
    plan = world.alliances[a].plan
    find, who = field.finds[plan.memberships_from + row], world.memberships[plan.memberships_from + row].organisation
    find.by, find.channel, find.through, find.appeal, find.signs = by, Channel.FOUNDER, NOBODY, 0.0, False
    if place != NOBODY:
        candidate = field.candidates[place]
        find.channel, find.through, find.appeal = candidate.channel, candidate.through, candidate.appeal
    field.engaged[who, plan.venture] = a


@compiled
def ask(world: World, field: FieldState, a: int, by: int, place: int) -> None:
    """Ask a candidate to take part."""
    row = list_in(world, field, a, field.candidates[place].organisation, Status.ASKED)
    world.memberships[world.alliances[a].plan.memberships_from + row].invited = True
    note_find(world, field, a, row, by, place)


@compiled
def found(world: World, field: FieldState, who: int, issue: int, count: int) -> int:
    """Found an alliance, ask those who are to be asked, and return the row that stands for it."""
    a = take_alliance(field)
    founding = field.foundings[a]
    number = length_class(world.alliances[issue].plan.invited)
    world.alliances[a].plan.memberships_from = take_stretch(field, number)
    founding.room = SHORTEST << number
    field.book.founded += 1
    founding.serial, founding.founder, founding.place = field.book.founded, who, field.seekers[who].place
    founding.members_first, founding.added = 0, 0.0
    set_up(world, field, a, issue, who)
    list_founder(world, field, a, who)
    note_find(world, field, a, 0, NOBODY, NOBODY)
    contacts = 0
    for place in range(count):
        if field.candidates[place].verdict == Verdict.ASKED:
            ask(world, field, a, who, place)
            contacts += 1
    compose(seen_by(world, a))
    take_the_time(seen_by(world, a), field, who, contacts)
    return a
