"""What holds after every week for amounts, members, time and money; each law compares the state before and after."""

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np

from simulation.scenario import Scenario
from simulation.state import (
    ASKED,
    CORE,
    DEBATING,
    DECLINED,
    ENDED,
    INVITING,
    LEFT,
    MEMBER,
    NEVER,
    NOBODY,
    REASONS,
    SUPPORTER,
    WORKING,
    State,
)
from tests.snapshots import ROUNDING, Law, at_the_table, free_time, took_part, within

SHARES = {
    "organisations": ("energy", "base_energy"),
    "memberships": ("ownership", "trust", "trust_at_start", "coverage", "distance"),
    "positions": ("ideal", "least", "red_line"),
    "demands": ("proposed", "agreed", "conceded", "adopted", "attention", "prospect"),
    "sectors": ("unreached",),
    "alliance": ("talked", "clarified", "exchange", "reach", "visibility", "depth", "economic", "cultural"),
    "arena": ("salience", "usual_salience"),
}
AMOUNTS = {
    "organisations": ("hours", "money", "interval"),
    "memberships": ("free", "coordination", "work", "seen", "given"),
    "demands": ("influence", "resistance"),
    "sectors": ("members", "effort"),
    "alliance": (
        *("tension", "extra_talks", "office", "office_cost", "effort", "expected_effort", "pressure", "achieved"),
        *("coordination_hours", "total_hours", "in_time", "milestones"),
    ),
    "arena": ("resistance", "window"),
}
NEVER_LESS = ("stage", "talked", "achieved", "milestones", "exits", "occasions", "in_time", "core_max", "members_max")

STEPS = {
    (ASKED, MEMBER),
    (ASKED, DECLINED),
    (MEMBER, LEFT),
    (ASKED, LEFT),  # joined, and walked out of a quarrel in the same week
}


# --- what may be where ---------------------------------------------------------------------------


def shares_lie_between_0_and_1(_: Scenario, __: State, now: State) -> None:
    stray = list(_outside(now, SHARES, 0, 1))
    assert not stray


def nothing_is_negative_or_boundless(_: Scenario, __: State, now: State) -> None:
    stray = list(_outside(now, AMOUNTS, 0, 1e300))
    assert not stray


def _outside(state: State, columns: dict[str, tuple[str, ...]], low: float, high: float) -> Iterator[str]:
    """Name the columns in which a value lies outside its limits."""
    for name, names in columns.items():
        part = getattr(state, name)
        for column in names:
            values = getattr(part, column) if isinstance(part, SimpleNamespace) else part[column]
            if not within(values, low, high):
                yield f"{name}.{column}"


def what_is_done_stays_done(_: Scenario, before: State, now: State) -> None:
    for column in NEVER_LESS:
        assert getattr(now.alliance, column) >= getattr(before.alliance, column), column
    for column in ("agreed_week", "effect_week"):
        assert getattr(before.alliance, column) in (NEVER, getattr(now.alliance, column)), column


def time_passes_week_by_week(_: Scenario, before: State, now: State) -> None:
    assert now.clock.week == before.clock.week + 1
    assert now.clock.seed == before.clock.seed


def organisations_keep_their_traits(_: Scenario, before: State, now: State) -> None:
    asked = np.zeros(len(now.organisations), dtype=bool)
    asked[now.memberships["organisation"]] = True
    then, today = np.asarray(before.organisations).copy(), np.asarray(now.organisations).copy()
    assert np.array_equal(then["energy"][~asked], today["energy"][~asked]), "somebody tired who was never asked"
    then["energy"] = today["energy"] = 0.0
    assert then.tobytes() == today.tobytes()
    assert np.asarray(before.positions)[~asked].tobytes() == np.asarray(now.positions)[~asked].tobytes()


# --- members -------------------------------------------------------------------------------------


def memberships_follow_their_course(_: Scenario, before: State, now: State) -> None:
    old, new = before.memberships["status"], now.memberships["status"]
    for step in zip(old[old != new].tolist(), new[old != new].tolist(), strict=True):
        assert step in STEPS
    for column in ("organisation", "tier", "trust_at_start"):
        assert np.array_equal(before.memberships[column], now.memberships[column]), column
    for column in ("joined", "left"):
        known = before.memberships[column] != NEVER
        assert np.array_equal(before.memberships[column][known], now.memberships[column][known]), column
    assert len(np.unique(now.memberships["organisation"])) == len(now.memberships)


def nobody_leaves_before_joining(_: Scenario, before: State, now: State) -> None:
    week = before.clock.week
    status, joined, left = (now.memberships[column] for column in ("status", "joined", "left"))
    assert np.array_equal(joined == NEVER, (status == ASKED) | (status == DECLINED))
    assert np.array_equal(left != NEVER, status == LEFT)
    assert np.all(joined <= week)
    assert np.all(left <= week)
    assert np.all(left[status == LEFT] >= joined[status == LEFT])
    assert np.all(joined[(before.memberships["status"] == ASKED) & (joined != NEVER)] == week)
    assert np.count_nonzero(status == LEFT) == now.alliance.exits
    assert not now.memberships["leaving"].any()


def whoever_is_not_in_has_a_reason(_: Scenario, __: State, now: State) -> None:
    out = (now.memberships["status"] == DECLINED) | (now.memberships["status"] == LEFT)
    reasons = now.memberships["reason"]
    assert np.all((reasons[out] >= 0) & (reasons[out] < len(REASONS)))
    assert np.all(reasons[~out] == NEVER)


def the_list_of_seats_names_those_at_the_table(scenario: Scenario, _: State, now: State) -> None:
    seated = now.memberships["seated"][: now.alliance.core]
    assert np.array_equal(seated, np.flatnonzero(at_the_table(now)))
    members = now.memberships["status"] == MEMBER
    assert now.alliance.supporters == np.count_nonzero(members & (now.memberships["tier"] == SUPPORTER))
    assert now.alliance.core <= scenario.agreements.core_size
    assert not now.alliance.changed


def sectors_are_counted(_: Scenario, __: State, now: State) -> None:
    if not DEBATING <= now.alliance.stage <= WORKING:
        return
    members = now.memberships["organisation"][now.memberships["status"] == MEMBER]
    counts = np.bincount(now.organisations["sector"][members], minlength=len(now.sectors))
    assert np.array_equal(now.sectors["members"], counts)
    effective = counts.sum() ** 2 / (counts**2).sum() if counts.any() else 0.0
    assert within(now.alliance.camps, effective, effective)


def the_largest_membership_is_remembered(_: Scenario, before: State, now: State) -> None:
    alliance = now.alliance
    assert alliance.core_max <= alliance.members_max <= np.count_nonzero(now.memberships["joined"] != NEVER)
    assert within(alliance.sectors, min(1, alliance.members_max), alliance.members_max)
    if before.alliance.stage > INVITING:
        assert alliance.core_max >= max(before.alliance.core, alliance.core)
        assert alliance.members_max >= before.alliance.core + before.alliance.supporters


def the_lead_is_a_member(_: Scenario, __: State, now: State) -> None:
    lead = now.alliance.lead
    if lead != NOBODY and DEBATING <= now.alliance.stage <= WORKING:
        assert now.memberships["status"][lead] == MEMBER


def the_lead_sits_at_the_table(_: Scenario, __: State, now: State) -> None:
    if now.alliance.lead != NOBODY:
        assert now.memberships["tier"][now.alliance.lead] == CORE


# --- time and money ------------------------------------------------------------------------------


def no_time_is_spent_twice(_: Scenario, __: State, now: State) -> None:
    spent = now.memberships["coordination"] + now.memberships["work"]
    assert np.all(spent <= free_time(now) + ROUNDING)
    assert np.all(spent[now.memberships["status"] != MEMBER] == 0.0)


def all_time_is_somebodys(_: Scenario, before: State, now: State) -> None:
    hours = now.alliance.total_hours - before.alliance.total_hours
    there = free_time(now)[took_part(before, now)].sum()
    assert hours <= there + ROUNDING * max(1.0, now.alliance.total_hours)


def coordination_is_part_of_all_time(_: Scenario, before: State, now: State) -> None:
    coordination = now.alliance.coordination_hours - before.alliance.coordination_hours
    total = now.alliance.total_hours - before.alliance.total_hours
    assert -ROUNDING <= coordination <= total + ROUNDING * max(1.0, now.alliance.total_hours)


def the_office_is_paid_for(scenario: Scenario, before: State, now: State) -> None:
    agreed, wage = scenario.agreements.office_hours, scenario.mechanisms.cooperation.wage
    part = now.memberships
    payers = part["organisation"][took_part(before, now) & (part["tier"] == CORE)]
    assert now.alliance.office <= agreed + ROUNDING
    assert now.alliance.office * 52 * wage <= now.organisations["money"][payers].sum() * (1 + ROUNDING) + ROUNDING


def work_needs_a_paper(_: Scenario, before: State, now: State) -> None:
    if now.alliance.agreed_week == NEVER:
        assert not now.memberships["work"].any()
        assert now.alliance.effort == now.alliance.achieved == 0.0
        assert not now.demands["adopted"].any()
    assert (before.alliance.stage == WORKING) <= (now.alliance.stage in (WORKING, ENDED))


LAWS: tuple[Law, ...] = (
    shares_lie_between_0_and_1,
    nothing_is_negative_or_boundless,
    what_is_done_stays_done,
    time_passes_week_by_week,
    organisations_keep_their_traits,
    memberships_follow_their_course,
    nobody_leaves_before_joining,
    whoever_is_not_in_has_a_reason,
    the_list_of_seats_names_those_at_the_table,
    sectors_are_counted,
    the_largest_membership_is_remembered,
    the_lead_is_a_member,
    the_lead_sits_at_the_table,
    no_time_is_spent_twice,
    all_time_is_somebodys,
    coordination_is_part_of_all_time,
    the_office_is_paid_for,
    work_needs_a_paper,
)
