"""What holds after every week of a field: its tables, who is where, whom one remembers, and what is written down.

Each law looks at a run as it stands after a week; one looks at how it stood before, too.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, NOBODY, Channel, Stage, Status, Tier
from simulation.field_run import ObservedField
from simulation.rules.search.room import SHORTEST
from tests.snapshots import ROUNDING, within

type FieldLaw = Callable[[ObservedField], None]


class Standing(NamedTuple):
    """A living alliance: its row, and the rows of its memberships."""

    row: int
    alliance: Any
    memberships: Any


def living(run: ObservedField) -> Iterator[Standing]:
    """Yield the alliances that stand."""
    world, field = run.state
    for row in np.flatnonzero(field.foundings["serial"]).tolist():
        plan = world.alliances[row].plan
        yield Standing(row, world.alliances[row], world.memberships[plan.memberships_from : plan.memberships_to])


def amounts_are_bounded(run: ObservedField) -> None:
    """No hours, money or shares below zero, none above what they are shares of, and nothing without bounds."""
    world, field = run.state
    assert within(world.organisations["energy"], 0, 1)
    assert within(field.memories["trust"], 0, 1)
    assert within(field.in_force, 0, 1)
    assert within(world.organisations["claimed"], 0, 1e9)
    for one in living(run):
        for column in ("work", "coordination", "load"):
            assert within(one.memberships[column], 0, 1e9), column
        for column in ("trust", "ownership"):
            assert within(one.memberships[column], 0, 1), column
        assert np.isfinite(one.memberships["net"]).all()
        assert 0 <= one.alliance.tension < 1e9


def no_hour_is_spent_twice(run: ObservedField, grants: npt.NDArray[np.float64]) -> None:
    """What all living alliances took of an organisation in the week is no more than it had.

    Args:
        run: as it stands after the week.
        grants: of each organisation as the week began; in its course others are won, and none are left to who leaves.
    """
    world = run.state.world
    spent = np.zeros(len(world.organisations))
    for one in living(run):
        np.add.at(spent, one.memberships["organisation"], one.memberships["work"] + one.memberships["coordination"])
    doers = world.organisations
    most = doers["hours"] * (1 - doers["home_load"]) * (1 + np.maximum(grants, 0))
    assert np.all(spent <= most + ROUNDING)


def memberships_are_counted_once(run: ObservedField) -> None:
    """Nobody stands twice on a list, and an alliance has the members that it counts."""
    for one in living(run):
        assert max(Counter(one.memberships["organisation"].tolist()).values()) == 1
        is_member = one.memberships["status"] == Status.MEMBER
        is_core = is_member & (one.memberships["tier"] == Tier.CORE)
        assert one.alliance.core == is_core.sum()
        assert one.alliance.supporters == (is_member & ~is_core).sum()


def everybody_is_where_it_is_engaged(run: ObservedField) -> None:
    """Who is a member or asked is engaged for the issue, with one alliance at most, and never for its opposite too.

    Calls that somebody heard of from afar are counted beside: several may be signed, but none for the opposite.
    """
    field = run.state.field
    engaged, signed = np.full_like(field.engaged, NOBODY), np.zeros_like(field.engaged)
    for one in living(run):
        if one.alliance.stage < Stage.EXCHANGING:
            issue, first = one.alliance.plan.venture, one.alliance.plan.memberships_from
            is_bound = np.isin(one.memberships["status"], (Status.MEMBER, Status.ASKED, Status.APPLYING))
            is_afar = field.finds["channel"][first : first + len(is_bound)] == Channel.AFAR
            bound = one.memberships["organisation"][is_bound & ~is_afar]
            assert (engaged[bound, issue] == NOBODY).all()
            engaged[bound, issue] = one.row
            signed[one.memberships["organisation"][is_bound & is_afar], issue] += 1
    assert np.array_equal(engaged, field.engaged)
    assert np.array_equal(signed[: len(field.signatures)], field.signatures)
    takes_part = (engaged != NOBODY) | (signed > 0)
    for issue, rival in enumerate(field.rivals.tolist()):
        assert rival == NOBODY or not (takes_part[:, issue] & takes_part[:, rival]).any()


def free_rows_hold_nothing(run: ObservedField) -> None:
    """Rows of alliances and memberships are in use or on a list of free ones, each once."""
    world, field = run.state
    issues = len(field.rivals)
    used, first = field.book.alliances_used, field.book.free_alliance
    free = list(_chain(first, field.foundings["next_free"]))
    taken = np.flatnonzero(field.foundings["serial"]).tolist()
    assert sorted([*free, *taken]) == list(range(issues, used))
    for row in free:
        plan = world.alliances[row].plan
        assert plan.memberships_from == plan.memberships_to
        assert world.alliances[row].stage == Stage.ENDED
    rooms = [(world.alliances[row].plan.memberships_from, field.foundings[row].room) for row in taken]
    for number, start in enumerate(field.stretches.tolist()):
        rooms += [(stretch, SHORTEST << number) for stretch in _chain(start, field.finds["next_free"])]
    place = world.alliances[:issues]["plan"]["memberships_from"].max() + field.foundings["room"][0]
    for start, room in sorted(rooms):
        assert start == place
        place = start + room
    assert place == field.book.memberships_used


def _chain(first: int, following: Any) -> Iterator[int]:
    while first != NOBODY:
        yield int(first)
        first = int(following[first])


def memories_are_of_others_and_each_of_one(run: ObservedField) -> None:
    """Whom one remembers stands first, once, is not oneself, and was met by now."""
    field, slots = run.state.field, run.scenario.search.memory_slots
    partners = field.memories["partner"].reshape(-1, slots) if slots else np.empty((0, 0), int)
    for who, own in enumerate(partners.tolist()):
        known = own[: own.index(NOBODY)] if NOBODY in own else own
        assert set(own[len(known) :]) <= {NOBODY}
        assert len({*known, who}) == len(known) + 1
    assert within(field.memories["week"], 0, run.week)


def in_forums_everybody_sits_once(run: ObservedField) -> None:
    field = run.state.field
    for number in range(len(field.forums)):
        guests = field.guests[field.forums[number].guests_from : field.forums[number].guests_to]
        assert (np.diff(guests) > 0).all()
    for number in range(len(field.seekers)):
        seeker = field.seekers[number]
        for forum in field.seats[seeker.forums_from : seeker.forums_to].tolist():
            there = field.forums[forum]
            assert number in field.guests[there.guests_from : there.guests_to]


def every_alliance_is_a_row(run: ObservedField) -> None:
    """What has been founded is written down once, in the order in which things happen to it."""
    tables = run.tables()
    rows = tables.alliances
    assert sorted(rows["serial"].tolist()) == list(range(1, run.state.field.book.founded + 1))
    assert set(rows["serial"][rows["ended"] == NEVER].tolist()) == {
        int(run.state.field.foundings[one.row].serial) for one in living(run) if one.alliance.ended == NEVER
    }  # those that go on as networks have ended as alliances
    for earlier, later in (("begun", "started"), ("started", "agreed"), ("agreed", "effect")):
        assert (rows[earlier] <= rows[later])[rows[later] != NEVER].all(), later
    is_over = rows["ended"] != NEVER
    for column in ("begun", "started", "agreed", "effect"):
        assert (rows[column] <= rows["ended"])[is_over].all(), column
    assert (rows["members_first"] <= rows["members_max"]).all()
    assert (rows["members_last"] <= rows["members_max"])[rows["started"] != NEVER].all()
    assert within(rows["depth"], 0, 1)
    assert within(rows["adopted"], 0, 1)
    assert (rows["impact"] >= -ROUNDING).all()
    listed = Counter(tables.spells["serial"].tolist())
    assert listed == {serial: asked + 1 for serial, asked in rows[["serial", "asked"]].tolist()}


def memberships_lie_within_their_alliance(run: ObservedField) -> None:
    tables = run.tables()
    rows = np.sort(tables.alliances, order="serial")
    spells, own = tables.spells, rows[tables.spells["serial"] - 1]
    end = np.where(own["ended"] == NEVER, run.week, own["ended"])
    has_joined, has_left = spells["joined"] != NEVER, spells["left"] != NEVER
    assert ((own["begun"] <= spells["joined"]) & (spells["joined"] <= end))[has_joined].all()
    assert (spells["joined"] <= spells["left"])[has_joined & has_left].all()
    assert (spells["left"] <= end)[has_left].all()
    assert np.array_equal(has_joined, np.isin(spells["status"], (Status.MEMBER, Status.LEFT)))


def who_hears_from_afar_only_signs(run: ObservedField) -> None:
    """Whom a call reaches from afar joins as a supporter once it is published, and nobody has asked it."""
    tables = run.tables()
    agreed = dict(tables.alliances[["serial", "agreed"]].tolist())
    for spell in tables.spells[tables.spells["channel"] == Channel.AFAR]:
        assert spell["tier"] == Tier.SUPPORTER
        assert spell["by"] == NOBODY
        assert NEVER < agreed[spell["serial"]] <= spell["joined"]


def nobody_asks_itself(run: ObservedField) -> None:
    tables, search = run.tables(), run.scenario.search
    assert (tables.searches["searcher"] != tables.searches["candidate"]).all()
    assert (tables.spells["by"] != tables.spells["organisation"]).all()
    each = Counter(zip(*(tables.searches[part].tolist() for part in ("week", "searcher", "issue")), strict=True))
    asked = max((len(alliance.asked) for alliance in run.scenario.alliances), default=0)
    assert max(each.values(), default=0) <= max(search.looks, asked) * 2


LAWS: tuple[FieldLaw, ...] = (
    amounts_are_bounded,
    memberships_are_counted_once,
    everybody_is_where_it_is_engaged,
    free_rows_hold_nothing,
    memories_are_of_others_and_each_of_one,
)
# These look at what is written down in the course of a run, and once at its end is enough.
LAWS_AT_THE_END: tuple[FieldLaw, ...] = (
    in_forums_everybody_sits_once,
    every_alliance_is_a_row,
    memberships_lie_within_their_alliance,
    who_hears_from_afar_only_signs,
    nobody_asks_itself,
)
