"""What holds after every week for the amounts, members, time and money of each alliance.

Each law compares what an alliance saw before and after a week.
"""

from collections.abc import Iterator

import numpy as np

from simulation.engine.codes import NEVER, NOBODY, Admission, Contributions, End, Reason, Stage, Status, Tier
from simulation.engine.prepared_alliance import PreparedAlliance
from simulation.engine.state import State
from tests.snapshots import (
    ROUNDING,
    Law,
    free_time,
    in_the_core_group,
    is_alive,
    lived_through,
    others_merge_into,
    read,
    takes_outsiders,
    took_part,
    within,
)

SHARES = {
    "organisations": ("energy", "base_energy", "experience", "solidarity"),
    "memberships": (
        *("ownership", "trust", "trust_at_start", "solidarity_at_start", "alone"),
        *("coverage", "distance"),
    ),
    "positions": ("ideal", "least", "red_line"),
    "demands": ("proposed", "agreed", "conceded", "adopted", "attention", "prospect"),
    "sectors": ("unreached",),
    "alliance": (
        *("talked", "clarified", "exchange", "reach", "reach_max", "visibility", "depth"),
        *("adopted", "impact", "gain"),
        *("economic", "cultural", "spread", "values_spread", "solidarity", "need"),
        *("framing", "structures", "capability", "product", "vision"),
        *("overlap", "scaled_reach", "scaled_quality"),
    ),
    "arena": ("salience", "usual_salience", "campaign", "need"),
}
AMOUNTS = {
    "organisations": ("hours", "money", "interval", "claimed", "load"),
    "memberships": (
        *("free", "coordination", "work", "needed", "pledged", "wanted", "load", "seen", "given", "granted"),
        "willingness",
    ),
    "demands": ("influence", "resistance", "in_practice"),
    "sectors": ("members", "effort"),
    "alliance": (
        *("tension", "extra_meetings", "talks", "hub", "office", "office_cost", "effort", "expected_effort"),
        *("pressure", "achieved", "coordination_hours", "total_hours", "money_spent", "influence", "attendance"),
        *("effort_after_lead", "project_effect", "passage", "in_time", "milestones"),
    ),
    "arena": ("resistance", "window", "voices", "helpers"),
}
NEVER_LESS = (
    *("talked", "clarified", "renewals", "exits", "admitted"),
    *("occasions", "in_time", "conflicts", "escalations", "crossings", "rewordings", "successes", "claims"),
    *("core_max", "members_max", "reach_max", "coordination_hours", "total_hours", "money_spent"),
    *("weeks_together", "influence", "attendance", "effort_after_lead", "passage"),
    *("framing", "structures", "capability"),
)
NEVER_LESS_FOR_A_GOAL = ("achieved", "milestones")
PART_OF = (
    ("in_time", "occasions"),
    ("escalations", "conflicts"),
    ("rewordings", "crossings"),
    ("claims", "successes"),
    ("attendance", "weeks_together"),
)
ONCE = ("begun", "started", "worded", "agreed_week", "effect_week", "lead_lost", "ended")
# A renewed alliance words and agrees on its new goal, and a paper may be opened again.
STEPS_BACK = {
    (Stage.WORKING, Stage.WORDING_THE_GOAL),
    (Stage.WORKING, Stage.AGREEING_ON_DEMANDS),
    (Stage.AGREEING_ON_DEMANDS, Stage.WORDING_THE_GOAL),
}

JOINING = {(Status.ASKED, Status.MEMBER), (Status.ASKED, Status.DECLINED), (Status.OUTSIDE, Status.MEMBER)}
# Who was asked may join and walk out of a quarrel in the same week.
LEAVING = {(Status.MEMBER, Status.LEFT), (Status.ASKED, Status.LEFT)}
# An outsider applies and is turned away in the same week.
APPLYING = {(Status.OUTSIDE, Status.DECLINED)}
BEGINNING = {(Status.OUTSIDE, Status.ASKED), (Status.OUTSIDE, Status.DECLINED), (Status.OUTSIDE, Status.LEFT)}
# Members of an alliance that merges into the first are asked to go on there, even those who once declined.
ASKED_TO_GO_ON = {
    (step, answer)
    for step in (Status.OUTSIDE, Status.DECLINED)
    for answer in (Status.ASKED, Status.MEMBER, Status.DECLINED)
}


# --- what may be where ---------------------------------------------------------------------------


def shares_lie_between_0_and_1(_: PreparedAlliance, __: State, now: State) -> None:
    stray = list(_outside(now, SHARES, 0, 1))
    assert not stray


def nothing_is_negative_or_boundless(_: PreparedAlliance, __: State, now: State) -> None:
    stray = list(_outside(now, AMOUNTS, 0, 1e300))
    assert not stray


def _outside(state: State, columns: dict[str, tuple[str, ...]], low: float, high: float) -> Iterator[str]:
    """Name the columns in which a value lies outside its limits."""
    for name, names in columns.items():
        part = getattr(state, name)
        for column in names:
            if not within(read(part, column), low, high):
                yield f"{name}.{column}"


def what_is_done_stays_done(_: PreparedAlliance, before: State, now: State) -> None:
    for column in NEVER_LESS:
        if column in ("talked", "clarified") and before.alliance.stage <= Stage.INVITING:
            continue  # what is talked through is counted from the first week together
        assert read(now.alliance, column) >= read(before.alliance, column), column
    for column in NEVER_LESS_FOR_A_GOAL:
        is_new = now.alliance.renewals > before.alliance.renewals
        assert is_new or read(now.alliance, column) >= read(before.alliance, column), column
    for column in ONCE:
        assert read(before.alliance, column) in (NEVER, read(now.alliance, column)), column
    for part, whole in PART_OF:
        assert read(now.alliance, part) <= read(now.alliance, whole) + ROUNDING, part


def stages_follow_each_other(_: PreparedAlliance, before: State, now: State) -> None:
    step = (before.alliance.stage, now.alliance.stage)
    assert step[0] <= step[1] or step in STEPS_BACK
    if step[0] > step[1]:
        assert now.alliance.renewals > before.alliance.renewals or now.agreements.renegotiation
    if now.alliance.stage == Stage.WAITING:
        assert not (now.memberships["status"] != Status.OUTSIDE).any()


def time_passes_week_by_week(_: PreparedAlliance, before: State, now: State) -> None:
    assert now.clock.week == before.clock.week + 1
    assert now.clock.key == before.clock.key


# --- members -------------------------------------------------------------------------------------


def memberships_follow_their_course(prepared: PreparedAlliance, before: State, now: State) -> None:
    old, new = before.memberships["status"], now.memberships["status"]
    allowed = JOINING | LEAVING
    if before.alliance.stage == Stage.WAITING:
        allowed = allowed | BEGINNING
    if Stage.WORKING <= before.alliance.stage <= Stage.EXCHANGING and takes_outsiders(prepared):
        allowed = allowed | APPLYING
    if others_merge_into(prepared):
        allowed = allowed | ASKED_TO_GO_ON
    for step in zip(old[old != new].tolist(), new[old != new].tolist(), strict=True):
        assert step in allowed
    assert np.array_equal(before.memberships["organisation"], now.memberships["organisation"])
    assert len(np.unique(now.memberships["organisation"])) == len(now.memberships)
    if not takes_outsiders(prepared):
        assert not ((old == Status.OUTSIDE) & (new != Status.OUTSIDE)).any() or before.alliance.stage == Stage.WAITING
    if before.alliance.stage != Stage.WAITING:
        settled = before.memberships["joined"] != NEVER if others_merge_into(prepared) else slice(None)
        for column in ("trust_at_start", "solidarity_at_start", "alone"):
            assert np.array_equal(before.memberships[column][settled], now.memberships[column][settled]), column


def nobody_leaves_before_joining(_: PreparedAlliance, before: State, now: State) -> None:
    week = before.clock.week
    status, joined, left = (now.memberships[column] for column in ("status", "joined", "left"))
    assert np.all(joined[(status == Status.MEMBER) | (status == Status.LEFT)] != NEVER)
    assert np.all(joined[status == Status.OUTSIDE] == NEVER)
    assert np.all(left[status == Status.LEFT] != NEVER)
    assert np.all(left[status == Status.MEMBER] == NEVER)
    assert np.all(joined <= week)
    assert np.all(left <= week)
    assert np.all(left[status == Status.LEFT] >= joined[status == Status.LEFT])
    fresh = (
        (before.memberships["status"] != Status.MEMBER)
        & (status == Status.MEMBER)
        & (before.alliance.stage != Stage.WAITING)
    )
    assert np.all(joined[fresh] == week)
    assert not now.memberships["leaving"].any()
    assert np.array_equal(joined == NEVER, (status != Status.MEMBER) & (status != Status.LEFT))
    assert np.array_equal(left != NEVER, status == Status.LEFT)
    assert np.count_nonzero(status == Status.LEFT) == now.alliance.exits


def nobody_leaves_where_that_is_impossible(prepared: PreparedAlliance, _: State, now: State) -> None:
    """C01."""
    if not prepared.venture.agreements.reversible:
        assert now.alliance.exits == 0
        assert not (now.memberships["status"] == Status.LEFT).any()


def nobody_declines_where_that_is_impossible(prepared: PreparedAlliance, _: State, now: State) -> None:
    """C01."""
    if not prepared.venture.agreements.voluntary:
        assert not (now.memberships["invited"] & (now.memberships["status"] == Status.DECLINED)).any()


def whoever_is_not_in_has_a_reason(_: PreparedAlliance, __: State, now: State) -> None:
    out = (now.memberships["status"] == Status.DECLINED) | (now.memberships["status"] == Status.LEFT)
    reasons = now.memberships["reason"]
    assert np.all((reasons[out] >= 0) & (reasons[out] < len(Reason.words())))
    never_asked = now.memberships["status"] == Status.OUTSIDE
    assert np.all(reasons[never_asked] == NEVER)


def outsiders_come_in_only_as_agreed(prepared: PreparedAlliance, before: State, now: State) -> None:
    """C32; a call that is published can be signed by anybody."""
    came = now.alliance.tally.admitted - before.alliance.tally.admitted
    agreements = prepared.venture.agreements
    signs_only = agreements.admission in ("none", "supporters")
    if agreements.admission == "none":
        assert came == 0 or (agreements.call and now.alliance.agreed_week != NEVER)
    was_outside = before.memberships["status"] == Status.OUTSIDE
    joined = was_outside & (now.memberships["joined"] == before.clock.week)
    uninvited = joined & ~now.memberships["invited"]
    if before.alliance.stage != Stage.WAITING:
        assert np.count_nonzero(uninvited) == came
    if signs_only:
        assert np.all(now.memberships["tier"][uninvited & (before.alliance.stage != Stage.WAITING)] == Tier.SUPPORTER)


def the_list_of_seats_names_those_at_the_table(prepared: PreparedAlliance, _: State, now: State) -> None:
    listed = now.memberships["core_row"][: now.alliance.core]
    assert np.array_equal(listed, np.flatnonzero(in_the_core_group(now)))
    members = now.memberships["status"] == Status.MEMBER
    assert now.alliance.supporters == np.count_nonzero(members & (now.memberships["tier"] == Tier.SUPPORTER))
    agreements = prepared.venture.agreements
    # A successor that was a supporter takes its seat beside the old lead.
    assert now.alliance.core <= agreements.core_size + bool(agreements.successor)
    assert not now.alliance.changed or now.alliance.stage == Stage.WAITING


def sectors_and_levels_are_counted(_: PreparedAlliance, __: State, now: State) -> None:
    alliance = now.alliance
    if not Stage.INVITING < alliance.stage < Stage.ENDED:
        return
    members = now.memberships["organisation"][now.memberships["status"] == Status.MEMBER]
    counts = np.bincount(now.organisations["sector"][members], minlength=len(now.sectors))
    assert np.array_equal(now.sectors["members"], counts)
    effective = counts.sum() ** 2 / (counts**2).sum() if counts.any() else 0.0
    effective = effective if now.agreements.distinct else min(1.0, float(counts.sum()))
    assert within(alliance.camps, effective, effective)
    levels = np.bincount(now.organisations["level"][members], minlength=3).tolist()
    assert [alliance.at_local, alliance.at_state, alliance.at_federal] == levels
    assert alliance.taking_part == counts.sum() == sum(levels)


def the_largest_membership_is_remembered(_: PreparedAlliance, before: State, now: State) -> None:
    alliance = now.alliance
    assert alliance.tally.core_max <= alliance.tally.members_max <= np.count_nonzero(now.memberships["joined"] != NEVER)
    assert within(alliance.tally.sectors, min(1, alliance.tally.members_max), alliance.tally.members_max)
    if before.alliance.stage > Stage.INVITING:
        assert alliance.tally.core_max >= max(before.alliance.core, alliance.core)
        assert alliance.tally.members_max >= before.alliance.core + before.alliance.supporters


def the_lead_is_a_member(_: PreparedAlliance, __: State, now: State) -> None:
    lead = now.alliance.lead
    if lead != NOBODY and Stage.INVITING < now.alliance.stage < Stage.ENDED:
        assert now.memberships["status"][lead] == Status.MEMBER


def the_lead_sits_at_the_table(_: PreparedAlliance, __: State, now: State) -> None:
    if now.alliance.lead != NOBODY:
        assert now.memberships["tier"][now.alliance.lead] == Tier.CORE


# --- time and money ------------------------------------------------------------------------------


def no_time_is_spent_twice(_: PreparedAlliance, before: State, now: State) -> None:
    spent = now.memberships["coordination"] + now.memberships["work"]
    assert np.all(spent <= free_time(before, now) + ROUNDING)
    assert np.all(spent[now.memberships["status"] != Status.MEMBER] == 0.0)


def all_time_is_somebodys(_: PreparedAlliance, before: State, now: State) -> None:
    hours = now.alliance.tally.total_hours - before.alliance.tally.total_hours
    there = free_time(before, now)[took_part(before, now)].sum()
    assert hours <= there + ROUNDING * max(1.0, now.alliance.tally.total_hours)


def coordination_is_part_of_all_time(_: PreparedAlliance, before: State, now: State) -> None:
    coordination = now.alliance.tally.coordination_hours - before.alliance.tally.coordination_hours
    total = now.alliance.tally.total_hours - before.alliance.tally.total_hours
    assert -ROUNDING <= coordination <= total + ROUNDING * max(1.0, now.alliance.tally.total_hours)


def the_office_is_paid_for(prepared: PreparedAlliance, before: State, now: State) -> None:
    """C37."""
    if not lived_through(before, now):
        return
    agreed, wage = prepared.venture.agreements.office_hours, prepared.scenario.mechanisms.cooperation.wage
    part = now.memberships
    asked_to_pay = took_part(before, now)
    if now.alliance.plan.contributions != Contributions.ALL:
        asked_to_pay &= (part["tier"] == Tier.CORE) & (now.alliance.plan.contributions != Contributions.NOBODY)
    means = now.organisations["money"][part["organisation"][asked_to_pay]].sum()
    assert now.alliance.week.office <= agreed + ROUNDING
    ends = now.alliance.plan.outside_money_ends
    given = prepared.venture.agreements.outside_money * (ends == NEVER or before.clock.week < ends)
    assert now.alliance.week.office * 52 * wage <= (means + given) * (1 + ROUNDING) + ROUNDING
    spent = now.alliance.tally.money_spent - before.alliance.tally.money_spent
    assert spent * 52 <= means * (1 + ROUNDING) + ROUNDING * max(1.0, now.alliance.tally.money_spent)


def work_needs_a_paper(_: PreparedAlliance, before: State, now: State) -> None:
    alliance = now.alliance
    if alliance.agreed_week == NEVER:
        assert alliance.achieved == alliance.pressure == 0.0
        assert not now.demands["adopted"].any()
    if alliance.agreed_week == NEVER and max(before.alliance.stage, alliance.stage) < Stage.EXCHANGING:
        assert not now.memberships["work"].any()
        assert alliance.week.effort == 0.0


def who_waits_or_has_ended_does_nothing(_: PreparedAlliance, before: State, now: State) -> None:
    waits = before.alliance.stage == now.alliance.stage == Stage.WAITING
    if not waits and before.alliance.stage != Stage.ENDED:
        return
    # Shocks move what organisations would accept of later alliances, too.
    moved = {"unsettled": now.alliance.unsettled} if waits else {}
    assert vars(now.alliance) == vars(before.alliance) | moved
    for part in ("memberships", "demands", "sectors") if waits else ("memberships", "demands", "sectors", "positions"):
        assert np.array_equal(getattr(before, part), getattr(now, part)), part


def the_living_are_those_between_waiting_and_end(_: PreparedAlliance, before: State, now: State) -> None:
    alliance = now.alliance
    assert (alliance.begun != NEVER) == (alliance.stage != Stage.WAITING) or alliance.end == End.MERGED
    assert (alliance.started == NEVER) == (alliance.stage <= Stage.INVITING) or alliance.stage == Stage.ENDED
    if is_alive(now) and alliance.plan.admission == Admission.NONE:
        asked = now.memberships["status"] == Status.ASKED
        assert np.all(now.memberships["invited"][asked])
    assert before.alliance.plan.number == alliance.plan.number


LAWS: tuple[Law, ...] = (
    shares_lie_between_0_and_1,
    nothing_is_negative_or_boundless,
    what_is_done_stays_done,
    stages_follow_each_other,
    time_passes_week_by_week,
    memberships_follow_their_course,
    nobody_leaves_before_joining,
    nobody_leaves_where_that_is_impossible,
    nobody_declines_where_that_is_impossible,
    whoever_is_not_in_has_a_reason,
    outsiders_come_in_only_as_agreed,
    the_list_of_seats_names_those_at_the_table,
    sectors_and_levels_are_counted,
    the_largest_membership_is_remembered,
    the_lead_is_a_member,
    the_lead_sits_at_the_table,
    no_time_is_spent_twice,
    all_time_is_somebodys,
    coordination_is_part_of_all_time,
    the_office_is_paid_for,
    work_needs_a_paper,
    who_waits_or_has_ended_does_nothing,
    the_living_are_those_between_waiting_and_end,
)
