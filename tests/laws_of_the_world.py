"""What holds after every week for all alliances together: organisations, their time, and who follows whom.

Each law compares what all alliances saw before and after a week.
"""

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, End, Stage, Status
from simulation.engine.state import State
from simulation.scenario.definition import Scenario
from simulation.scenario.ventures import FIRST
from tests.snapshots import ROUNDING, CommonLaw, Flags, Photo, lived_through, took_part_anywhere

CHANGING = ("energy", "experience", "claimed", "load", "strain", "helping", "solidarity", "grants")
ONLY_BY_TAKING_PART = ("energy", "experience", "solidarity")


def _ever_members(photo: Photo) -> Flags:
    there = np.zeros(len(photo[0].organisations), dtype=bool)
    for state in photo:
        there[state.memberships["organisation"][state.memberships["joined"] != NEVER]] = True
    return there


def organisations_keep_their_traits(_: Scenario, before: Photo, now: Photo) -> None:
    then, today = np.asarray(before[0].organisations).copy(), np.asarray(now[0].organisations).copy()
    strangers = ~_ever_members(now)
    for column in ONLY_BY_TAKING_PART:
        assert np.array_equal(then[column][strangers], today[column][strangers]), column
    for column in CHANGING:
        then[column] = today[column] = 0
    assert then.tobytes() == today.tobytes()


def _hours(before: Photo, now: Photo) -> tuple[npt.NDArray[np.float64], float]:
    """Return the hours each organisation gave to all alliances, and the sum of all that was given."""
    each, total = np.zeros(len(now[0].organisations)), 0.0
    for old, new in zip(before, now, strict=True):
        if lived_through(old, new):
            part = new.memberships
            each[part["organisation"]] += part["coordination"] + part["work"]
            total += new.alliance.tally.total_hours - old.alliance.tally.total_hours
    return each, total


def no_time_is_spent_twice_over_all_alliances(_: Scenario, before: Photo, now: Photo) -> None:
    doers, state = before[0].organisations, now[0]
    left = 1 - state.mechanisms.outlook.cutback * state.climate.pressure
    there = doers["hours"] * (1 - doers["home_load"]) * left * (1 + doers["grants"]) * doers["energy"]
    each, total = _hours(before, now)
    assert np.all(each <= there + ROUNDING)
    took_part = took_part_anywhere(before, now)
    assert total <= there[took_part].sum() + 1e-6 * max(1.0, total)


def who_takes_part_nowhere_recovers(_: Scenario, before: Photo, now: Photo) -> None:
    """C36."""
    outside = ~took_part_anywhere(before, now)
    then, base = before[0].organisations["energy"], before[0].organisations["base_energy"]
    recovered = then + now[0].mechanisms.cooperation.recovery * (base - then)
    assert np.allclose(now[0].organisations["energy"][outside], recovered[outside])


def help_only_grows(_: Scenario, before: Photo, now: Photo) -> None:
    """C71."""
    old, new = before[0].arena, now[0].arena
    assert new.helpers >= old.helpers
    for column in ("emergency", "help_arrived"):
        assert getattr(old, column) in (NEVER, getattr(new, column)), column
    began = before[0].organisations["helping"]
    since = began != NEVER
    assert np.array_equal(began[since], now[0].organisations["helping"][since])
    if new.emergency == NEVER:
        assert new.helpers == 0.0
        assert np.all(now[0].organisations["helping"] == NEVER)


def solidarity_and_experience_only_grow(_: Scenario, before: Photo, now: Photo) -> None:
    """C04, C57."""
    for column in ("solidarity", "experience"):
        assert np.all(now[0].organisations[column] >= before[0].organisations[column] - ROUNDING), column


def alliances_begin_when_their_time_has_come(scenario: Scenario, before: Photo, now: Photo) -> None:
    """C56."""
    week = before[0].clock.week
    names = [FIRST, *(other.name for other in scenario.others)]
    for number, other in enumerate(scenario.others, start=1):
        due = week >= scenario.week_of(other.start)
        if other.after:
            earlier = before[names.index(other.after)].alliance
            due = earlier.ended != NEVER and week > earlier.ended + other.pause_weeks
        begun = now[number].alliance.begun
        if before[number].alliance.stage == Stage.WAITING:
            unborn = now[number].alliance.end == End.MERGED
            assert begun == (week if due and not unborn else NEVER)
        # In week 0 alliances begin before the first photograph is taken.
        elif before[number].alliance.stage != Stage.ENDED:
            assert due


def only_members_of_the_other_are_asked_where_so_agreed(scenario: Scenario, before: Photo, now: Photo) -> None:
    names = [FIRST, *(other.name for other in scenario.others)]
    for number, other in enumerate(scenario.others, start=1):
        old, new = before[number], now[number]
        if other.among and old.alliance.stage == Stage.WAITING and new.alliance.begun == old.clock.week:
            asked = new.memberships["organisation"][new.memberships["invited"]]
            assert np.isin(asked, _members(before[names.index(other.among)])).all()


def _members(state: State) -> npt.NDArray[np.int64]:
    return np.asarray(state.memberships["organisation"][state.memberships["status"] == Status.MEMBER])


def who_merges_is_asked_to_go_on(scenario: Scenario, before: Photo, now: Photo) -> None:
    """C66."""
    week, first = before[0].clock.week, now[0]
    for number, other in enumerate(scenario.others, start=1):
        old, new = before[number].alliance, now[number].alliance
        merges = other.merger is not None and scenario.week_of(other.merger) == week
        if merges and old.stage not in (Stage.WAITING, Stage.ENDED) and lived_through(before[0], first):
            assert new.stage == Stage.ENDED
            rows = np.isin(first.memberships["organisation"], _members(before[number]))
            assert np.all(first.memberships["status"][rows] != Status.OUTSIDE)


def nobody_is_asked_by_an_alliance_that_has_ended(_: Scenario, before: Photo, now: Photo) -> None:
    for old, new in zip(before, now, strict=True):
        if old.alliance.stage == Stage.ENDED:
            fresh = (new.memberships["status"] == Status.ASKED) & (old.memberships["status"] != Status.ASKED)
            assert not fresh.any()


LAWS: tuple[CommonLaw, ...] = (
    organisations_keep_their_traits,
    no_time_is_spent_twice_over_all_alliances,
    who_takes_part_nowhere_recovers,
    help_only_grows,
    solidarity_and_experience_only_grow,
    alliances_begin_when_their_time_has_come,
    only_members_of_the_other_are_asked_where_so_agreed,
    who_merges_is_asked_to_go_on,
    nobody_is_asked_by_an_alliance_that_has_ended,
)
