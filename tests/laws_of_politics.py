"""What holds after every week for the paper, the arena and the end; each law compares the state before and after."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from simulation.membership import Terms
from simulation.scenario import Scenario, Shock
from simulation.state import (
    AGREEING,
    BY_RED_LINE,
    CORE,
    ENDED,
    LEFT,
    NEVER,
    RUNNING,
    WORKING,
    State,
)
from tests.snapshots import ROUNDING, Law, at_the_table, took_part, within


def _weeks(scenario: Scenario, when: int | date) -> int:
    return (when - scenario.start).days // 7 if isinstance(when, date) else when


# --- the paper -----------------------------------------------------------------------------------


def a_vote_respects_the_red_line(scenario: Scenario, before: State, now: State) -> None:
    part = now.memberships
    if scenario.agreements.decision_rule == "silence" or before.alliance.stage != AGREEING:
        return
    for row in np.flatnonzero(at_the_table(now) & part["consented"] & ~before.memberships["consented"]):
        limits = now.positions["red_line"][part["organisation"][row]]
        assert np.all(now.demands["proposed"] <= limits + ROUNDING), f"membership {row}"


def staff_confirm_no_more_than_was_approved(scenario: Scenario, before: State, now: State) -> None:
    if now.alliance.drafted_week != before.clock.week or scenario.agreements.decision_rule == "silence":
        return
    part, asked = now.memberships, now.demands["proposed"]
    for row in np.flatnonzero(at_the_table(before) & before.memberships["consented"] & part["consented"]):
        # What goes beyond the last draft can only have been approved by the body, which keeps to its red line.
        limits = np.maximum(before.demands["proposed"], now.positions["red_line"][part["organisation"][row]])
        assert np.all(asked <= limits + ROUNDING), f"membership {row}"


def a_draft_that_failed_is_not_repeated(_: Scenario, before: State, now: State) -> None:
    again = before.alliance.drafted_week != now.alliance.drafted_week == before.clock.week
    same_table = np.array_equal(at_the_table(before), at_the_table(now))
    if again and same_table and before.demands["proposed"].any():
        assert not np.array_equal(before.demands["proposed"], now.demands["proposed"])


def members_at_the_table_had_a_say(_: Scenario, before: State, now: State) -> None:
    week, part = before.clock.week, now.memberships
    if now.alliance.agreed_week != week:
        return
    voters = (part["tier"] == CORE) & took_part(before, now)
    assert np.all((part["consented"] | part["objects"])[voters])
    assert np.all(part["status"][voters & part["objects"]] == LEFT)
    assert np.all(part["reason"][voters & part["objects"]] == BY_RED_LINE)
    needed = now.alliance.consent * np.count_nonzero(voters)
    assert np.count_nonzero(part["consented"] & voters) >= needed - ROUNDING
    assert np.count_nonzero(voters) >= 2


def depth_is_what_was_agreed(scenario: Scenario, before: State, now: State) -> None:
    if now.alliance.agreed_week == NEVER:
        assert now.alliance.depth == 0.0
        assert not now.demands["agreed"].any()
        return
    weights = [demand.weight for demand in scenario.goal.demands]
    depth = np.average(now.demands["proposed"], weights=weights)
    assert within(now.alliance.depth, depth, depth)
    assert np.all(now.demands["agreed"] <= now.demands["proposed"])
    if before.alliance.agreed_week != NEVER:
        assert np.array_equal(now.demands["proposed"], before.demands["proposed"])
        assert np.all(now.demands["agreed"] <= before.demands["agreed"])


def whoever_joins_later_can_sign(_: Scenario, before: State, now: State) -> None:
    if NEVER != now.alliance.agreed_week < before.clock.week:
        asked = now.demands["agreed"] * now.demands["open"]
        for organisation in now.memberships["organisation"][now.memberships["joined"] == before.clock.week]:
            assert np.all(asked <= now.positions["red_line"][organisation] + ROUNDING)


def demands_close_once(scenario: Scenario, before: State, now: State) -> None:
    assert not np.any(now.demands["open"] & ~before.demands["open"])
    closed = before.demands["open"] & ~now.demands["open"]
    for column in ("agreed", "adopted"):
        settled = ~before.demands["open"]
        assert np.array_equal(now.demands[column][settled], before.demands[column][settled]), column
    assert np.all(now.demands["adopted"] <= now.demands["agreed"] + ROUNDING)
    assert not np.any(now.demands["adopted"][now.demands["open"]])
    if closed.any() and not now.arena.vote:
        assert before.alliance.stage in (AGREEING, WORKING)
    attention = now.demands["attention"].sum()
    assert within(attention, 0, 1)
    assert [demand.weight for demand in scenario.goal.demands] == now.demands["weight"].tolist()


# --- the arena -----------------------------------------------------------------------------------


def shocks_of(scenario: Scenario, week: int) -> Iterator[Shock]:
    """Yield the shocks that a scenario sets for a week."""
    return (shock for shock in scenario.arena.shocks if _weeks(scenario, shock.when) == week)


def windows_open_and_close(scenario: Scenario, before: State, now: State) -> None:
    strength, week = 1.0, before.clock.week
    for window in scenario.arena.windows:
        start = _weeks(scenario, window.start)
        if start <= week < start + window.weeks:
            strength *= window.strength
    assert within(now.arena.window, strength, strength)


def votes_decide_once(scenario: Scenario, before: State, now: State) -> None:
    week = before.clock.week
    due = any(_weeks(scenario, vote.when) == week for vote in scenario.arena.votes)
    assert bool(now.arena.vote) == due
    if due:
        assert not now.demands["open"].any()


def shocks_do_what_they_say(scenario: Scenario, before: State, now: State) -> None:
    arena, old = scenario.arena, before.arena
    heading = old.salience + scenario.mechanisms.impact.salience_return * (old.usual_salience - old.salience)
    usual, resistance = float(old.usual_salience), float(old.resistance)
    lines = before.positions["red_line"].copy()
    asked = now.memberships["organisation"]
    span = np.clip([heading - arena.salience_swing, heading + arena.salience_swing], 0, 1)
    for shock in shocks_of(scenario, before.clock.week):
        span = np.clip(span + shock.salience, 0, 1)
        usual = min(1.0, max(0.0, usual + shock.salience))
        resistance = max(0.0, resistance + shock.resistance)
        lines[asked] = np.clip(lines[asked] + shock.red_lines, 0, 1)
    assert within(now.arena.salience, span[0], span[1])
    assert within(now.arena.usual_salience, usual, usual)
    assert within(now.arena.resistance, resistance, resistance)
    shifts = now.positions["red_line"] - lines
    assert np.count_nonzero(shifts < -ROUNDING) <= 1
    assert within(shifts, -arena.shock_size, 1)
    reworded = shifts > ROUNDING
    assert np.all(now.positions["explained"][reworded] | scenario.agreements.red_lines_disclosed)
    assert not reworded.any() or now.alliance.agreed_week != NEVER


def wishes_lie_within_red_lines(_: Scenario, __: State, now: State) -> None:
    wishes = now.positions
    assert np.all(wishes["least"] <= wishes["ideal"] + ROUNDING)
    assert np.all(wishes["ideal"] <= wishes["red_line"] + ROUNDING)


# --- the end -------------------------------------------------------------------------------------


def an_end_has_a_kind_and_a_week(_: Scenario, before: State, now: State) -> None:
    ended = now.alliance.stage == ENDED
    assert (now.alliance.end != RUNNING) == ended
    assert now.alliance.ended == (before.clock.week if ended else NEVER)


def judgements_have_bounds(scenario: Scenario, _: State, now: State) -> None:
    weigh = scenario.mechanisms.dissolution
    gains = weigh.effect_weight + weigh.exchange_weight + weigh.belonging_weight
    costs = sum(getattr(weigh, f"{term}_weight") for term in Terms._fields[3:])
    assert within(now.memberships["net"], -costs, gains)


LAWS: tuple[Law, ...] = (
    a_vote_respects_the_red_line,
    staff_confirm_no_more_than_was_approved,
    a_draft_that_failed_is_not_repeated,
    members_at_the_table_had_a_say,
    depth_is_what_was_agreed,
    whoever_joins_later_can_sign,
    demands_close_once,
    windows_open_and_close,
    votes_decide_once,
    shocks_do_what_they_say,
    wishes_lie_within_red_lines,
    an_end_has_a_kind_and_a_week,
    judgements_have_bounds,
)
