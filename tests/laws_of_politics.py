"""What holds after every week for the paper, the arena and the end of each alliance.

Each law compares what an alliance saw before and after a week.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, End, Form, Label, Reason, Stage, Status, Tier, Venue
from simulation.engine.prepared_alliance import PreparedAlliance
from simulation.engine.records import Terms
from simulation.engine.state import State
from simulation.rules.formation.call import is_drafted_in, is_due
from simulation.scenario.definition import Scenario
from simulation.scenario.surroundings import Shock
from tests.snapshots import ROUNDING, Law, in_the_core_group, is_alive, lived_through, took_part, within

BENEFITS = ("effect", "exchange", "belonging", "solidarity", "cohesion", "cooperation")


def _weeks(scenario: Scenario, when: int | date) -> int:
    return (when - scenario.start).days // 7 if isinstance(when, date) else when


# --- the paper -----------------------------------------------------------------------------------


def _limits(state: State, organisation: int) -> npt.NDArray[np.float64]:
    """Return the most that a paper may ask of an organisation, by demand, if it leaves part of each open (C23)."""
    lines = state.positions["red_line"][organisation][: len(state.demands)]
    return np.asarray(np.minimum(1.0, lines / (1.0 - state.agreements.details_open)))


def _agreed_this_week(before: State, now: State) -> bool:
    first = now.alliance.agreed_week == before.clock.week
    again = (
        before.alliance.stage == Stage.AGREEING_ON_DEMANDS
        and now.alliance.stage in (Stage.WORKING, Stage.EXCHANGING, Stage.ENDED)
        and now.alliance.encouraged == before.clock.week
    )
    return bool(first or again)


def a_vote_respects_the_red_line(prepared: PreparedAlliance, before: State, now: State) -> None:
    part = now.memberships
    if prepared.venture.agreements.decision_rule == "silence" or before.alliance.stage != Stage.AGREEING_ON_DEMANDS:
        return
    for row in np.flatnonzero(in_the_core_group(now) & part["consented"] & ~before.memberships["consented"]):
        limits = _limits(now, part["organisation"][row])
        assert np.all(now.demands["proposed"] <= limits + ROUNDING), f"membership {row}"


def staff_confirm_no_more_than_was_approved(prepared: PreparedAlliance, before: State, now: State) -> None:
    if now.alliance.drafted_week != before.clock.week or prepared.venture.agreements.decision_rule == "silence":
        return
    part, asked = now.memberships, now.demands["proposed"]
    for row in np.flatnonzero(in_the_core_group(before) & before.memberships["consented"] & part["consented"]):
        # What goes beyond the last draft can only have been approved by the body, which keeps to its red line.
        limits = np.maximum(before.demands["proposed"], _limits(now, part["organisation"][row]))
        assert np.all(asked <= limits + ROUNDING), f"membership {row}"


def a_draft_that_failed_is_not_repeated(_: PreparedAlliance, before: State, now: State) -> None:
    again = before.alliance.drafted_week != now.alliance.drafted_week == before.clock.week
    same_table = np.array_equal(in_the_core_group(before), in_the_core_group(now))
    # Where those who objected have left, the others may well try the same once more.
    objectors = np.any(in_the_core_group(before) & before.memberships["objects"])
    if again and same_table and objectors and before.demands["proposed"].any() and not before.alliance.has_agreement:
        assert not np.array_equal(before.demands["proposed"], now.demands["proposed"])


def members_at_the_table_had_a_say(prepared: PreparedAlliance, before: State, now: State) -> None:
    if not _agreed_this_week(before, now):
        return
    part = now.memberships
    voters = (part["tier"] == Tier.CORE) & took_part(before, now)
    outvoted = voters & part["objects"]
    assert np.all((part["consented"] | part["objects"])[voters])
    if prepared.venture.agreements.reversible:
        assert np.all(part["status"][outvoted] == Status.LEFT)
        assert np.all(part["reason"][outvoted] == Reason.RED_LINE)
    needed = now.alliance.plan.consent * np.count_nonzero(voters)
    assert np.count_nonzero(part["consented"] & voters) >= needed - ROUNDING
    is_call = prepared.venture.agreements.call  # which one alone may word, for others to sign
    assert np.count_nonzero(voters) >= (1 if is_call else min(2, prepared.venture.invitation.size))


def depth_is_what_was_agreed(prepared: PreparedAlliance, before: State, now: State) -> None:
    alliance, agreed = now.alliance, now.demands["agreed"]
    if alliance.agreed_week == NEVER:
        assert alliance.tally.depth == 0.0
        assert not agreed.any()
    elif not _agreed_this_week(before, now):
        assert alliance.tally.depth == before.alliance.tally.depth
        assert np.all(agreed <= before.demands["agreed"])
    elif alliance.renewals == 0:
        weights = [demand.weight for demand in prepared.venture.goal.demands]
        asked = np.where(before.demands["open"], now.demands["proposed"], agreed)
        firm = np.average(asked, weights=weights) * (1.0 - prepared.venture.agreements.details_open)
        assert within(alliance.tally.depth, firm, firm)
        assert np.all(agreed <= asked)


def whoever_joins_later_can_sign(prepared: PreparedAlliance, before: State, now: State) -> None:
    if not (before.alliance.has_agreement and now.alliance.has_agreement and prepared.venture.agreements.voluntary):
        return
    asked = now.demands["agreed"] * now.demands["open"]
    for organisation in now.memberships["organisation"][now.memberships["joined"] == before.clock.week]:
        assert np.all(asked <= _limits(now, organisation) + ROUNDING)


def demands_close_once(prepared: PreparedAlliance, before: State, now: State) -> None:
    old, new = before.demands, now.demands
    assert [demand.weight for demand in prepared.venture.goal.demands] == new["weight"].tolist()
    assert within(new["attention"].sum(), 0, 1 if prepared.scenario.arena.attention_shared else len(new))
    assert np.array_equal(new["adopted"][new["open"]], new["secured"][new["open"]])
    asked = new["agreed"] * (1.0 - prepared.venture.agreements.details_open)
    assert np.all(new["adopted"] <= np.maximum(asked, new["secured"]) + ROUNDING)
    if now.alliance.renewals > before.alliance.renewals:
        assert new["open"].all()
        assert np.all(new["majority"] >= old["majority"])
        assert np.array_equal(new["secured"], new["adopted"])
        return
    assert np.array_equal(new["secured"], old["secured"])
    assert np.array_equal(new["majority"], old["majority"])
    assert not np.any(new["open"] & ~old["open"])
    settled = ~old["open"]
    assert np.array_equal(new["agreed"][settled], old["agreed"][settled])
    lost = settled & (new["adopted"] != old["adopted"])
    assert np.array_equal(new["adopted"][lost], new["majority"][lost])
    assert np.all(new["adopted"][lost] < old["adopted"][lost])
    assert not lost.any() or prepared.scenario.arena.rollback_rate > 0.0
    closed = old["open"] & ~new["open"]
    if closed.any() and not now.arena.vote:
        # Politics has answered, or a draft has dropped what its groups or the day of the paper found no words for.
        agreements, stage = prepared.venture.agreements, Stage(before.alliance.stage)
        pressed = agreements.paper_due is not None and is_due(before.clock.week, now.alliance.plan.paper_due)
        talking = Stage.INVITING <= stage <= Stage.AGREEING_ON_DEMANDS
        drafts = is_drafted_in(stage, agreements.parallel_papers) or (talking and pressed)
        assert stage == Stage.WORKING or drafts


def networks_never_adopt_anything(prepared: PreparedAlliance, before: State, now: State) -> None:
    """C03."""
    if before.alliance.form == Form.NETWORK and before.alliance.stage != Stage.WAITING:
        assert now.alliance.form == Form.NETWORK
        assert np.all(now.demands["adopted"] <= before.demands["adopted"])
        assert now.alliance.achieved == before.alliance.achieved
    if prepared.venture.form == "network":
        assert not now.demands["agreed"].any()
        assert now.alliance.stage not in (Stage.AGREEING_ON_DEMANDS, Stage.WORKING)


def forms_turn_only_into_networks(prepared: PreparedAlliance, before: State, now: State) -> None:
    """C05, C56."""
    if now.alliance.form != before.alliance.form:
        assert (before.alliance.form, now.alliance.form) == (Form.ALLIANCE, Form.NETWORK)
        assert prepared.venture.agreements.transition
        assert now.alliance.ended == before.clock.week
    if now.alliance.stage == Stage.EXCHANGING:
        assert now.alliance.form in (Form.NETWORK, Form.LEAGUE)


def the_label_agrees_with_the_conditions(prepared: PreparedAlliance, _: State, now: State) -> None:
    """C01."""
    alliance, agreements = now.alliance, prepared.venture.agreements
    label = alliance.tally.label
    assert (label == Label.NONE) == (alliance.tally.members_max == 0)
    if label == Label.NONE:
        return
    if not (agreements.voluntary and agreements.reversible):
        assert label == Label.FORCED_ASSOCIATION
    elif not agreements.distinct:
        assert label == Label.MERGER
    elif alliance.form == Form.NETWORK:
        assert label == Label.NETWORK or prepared.venture.form == "alliance"
    elif alliance.form == Form.LEAGUE and (agreements.end_week == 0):
        assert label == Label.LEAGUE or not agreements.public
    else:
        assert label in ((Label.ALLIANCE if agreements.public else Label.CLOSED_CIRCLE), Label.LEAGUE)
        assert label != Label.LEAGUE or alliance.form == Form.LEAGUE


# --- the arena -----------------------------------------------------------------------------------


def shocks_of(scenario: Scenario, week: int) -> Iterator[Shock]:
    """Yield the shocks that a scenario sets for a week."""
    return (shock for shock in scenario.arena.shocks if _weeks(scenario, shock.when) == week)


def windows_open_and_close(prepared: PreparedAlliance, before: State, now: State) -> None:
    strength, week = 1.0, before.clock.week
    for window in prepared.scenario.arena.windows:
        start = _weeks(prepared.scenario, window.start)
        if start <= week < start + window.weeks:
            strength *= window.strength
    assert within(now.arena.window, strength, strength)


def elections_come_near(prepared: PreparedAlliance, before: State, now: State) -> None:
    """C45."""
    calm, week = prepared.scenario.mechanisms.impact.calm, before.clock.week
    days = [_weeks(prepared.scenario, election.when) for election in prepared.scenario.arena.elections]
    if week in days:
        assert now.arena.campaign == 1.0
    elif not any(day > week for day in days):
        assert within(now.arena.campaign, calm, calm)
    assert within(now.arena.campaign, calm, 1.0)


def votes_decide_once(prepared: PreparedAlliance, before: State, now: State) -> None:
    week = before.clock.week
    due = any(_weeks(prepared.scenario, vote.when) == week for vote in prepared.scenario.arena.votes)
    assert bool(now.arena.vote) == due
    meets_for_exchange = before.alliance.stage == Stage.EXCHANGING or prepared.venture.form == "network"
    if due and lived_through(before, now) and not meets_for_exchange:
        voted_on = (now.demands["venue"] == Venue.PARLIAMENT) & (now.demands["agenda_from"] <= week)
        undecided = voted_on & now.demands["open"] & (now.alliance.has_agreement | (now.demands["secured"] == 0.0))
        assert not undecided.any() or now.alliance.renewals > before.alliance.renewals


def the_arena_moves_as_shocks_say(prepared: PreparedAlliance, before: State, now: State) -> None:
    arena, old = prepared.scenario.arena, before.arena
    heading = old.salience + prepared.scenario.mechanisms.impact.memory * (old.usual_salience - old.salience)
    usual, resistance = float(old.usual_salience), float(old.resistance)
    span = np.clip([heading - arena.salience_swing, heading + arena.salience_swing], 0, 1)
    for shock in shocks_of(prepared.scenario, before.clock.week):
        span = np.clip(span + shock.salience, 0, 1)
        usual = min(1.0, max(0.0, usual + shock.salience))
        resistance = max(0.0, resistance + shock.resistance)
    assert within(now.arena.salience, span[0], span[1])
    assert within(now.arena.usual_salience, usual, usual)
    assert within(now.arena.resistance, resistance, resistance)


def red_lines_move_as_shocks_say(prepared: PreparedAlliance, before: State, now: State) -> None:
    if not lived_through(before, now):
        return
    lines = before.positions["red_line"].copy()
    asked = now.memberships["organisation"]
    for shock in shocks_of(prepared.scenario, before.clock.week):
        lines[asked] = np.clip(lines[asked] + shock.red_lines, 0, 1)
    demands = len(now.demands)
    shifts = (now.positions["red_line"] - lines)[:, :demands]
    assert np.count_nonzero(shifts < -ROUNDING) <= 1
    assert within(shifts, -prepared.scenario.arena.shock_size, 1)
    bystanders = np.ones(len(shifts), dtype=bool)
    bystanders[asked] = False
    assert not shifts[bystanders].any()
    reworded = shifts > ROUNDING
    explained = now.positions["explained"][:, :demands]
    assert np.all(explained[reworded] | prepared.venture.agreements.red_lines_disclosed)
    assert not reworded.any() or now.alliance.agreed_week != NEVER


def wishes_lie_within_red_lines(_: PreparedAlliance, __: State, now: State) -> None:
    wishes = now.positions
    assert np.all(wishes["least"] <= wishes["ideal"] + ROUNDING)
    assert np.all(wishes["ideal"] <= wishes["red_line"] + ROUNDING)


# --- the end -------------------------------------------------------------------------------------


def an_end_has_a_kind_and_a_week(_: PreparedAlliance, before: State, now: State) -> None:
    alliance = now.alliance
    over = alliance.ended != NEVER
    assert (alliance.end != End.RUNNING) == over
    assert over or alliance.stage != Stage.ENDED
    assert before.alliance.ended != NEVER or alliance.ended in (NEVER, before.clock.week)
    if over and is_alive(now):
        assert (alliance.form, alliance.stage) == (Form.NETWORK, Stage.EXCHANGING)
        assert before.alliance.stage in (Stage.WORKING, Stage.EXCHANGING) or alliance.ended == before.clock.week


def judgements_have_bounds(prepared: PreparedAlliance, _: State, now: State) -> None:
    weigh = prepared.scenario.mechanisms.dissolution
    shared = {"cooperation": "belonging", "time": "cost", "money": "cost"}  # terms that share one weight
    most = {term: getattr(weigh, f"{shared.get(term, term)}_weight") for term in Terms._fields}
    most["exchange"] += weigh.mutual_weight + prepared.scenario.mechanisms.outlook.product_weight
    most["belonging"] *= 1.0 + prepared.scenario.arena.pressure
    most["visibility"] *= 1.0 + prepared.scenario.arena.funding
    gains = sum(most[term] for term in BENEFITS)
    costs = sum(most[term] for term in Terms._fields if term not in BENEFITS)
    # What an organisation could do alone counts against the effect, and a league of strangers against cohesion.
    assert within(now.memberships["net"], -costs - most["effect"] - most["cohesion"], gains)


LAWS: tuple[Law, ...] = (
    a_vote_respects_the_red_line,
    staff_confirm_no_more_than_was_approved,
    a_draft_that_failed_is_not_repeated,
    members_at_the_table_had_a_say,
    depth_is_what_was_agreed,
    whoever_joins_later_can_sign,
    demands_close_once,
    networks_never_adopt_anything,
    forms_turn_only_into_networks,
    the_label_agrees_with_the_conditions,
    windows_open_and_close,
    elections_come_near,
    votes_decide_once,
    the_arena_moves_as_shocks_say,
    red_lines_move_as_shocks_say,
    wishes_lie_within_red_lines,
    an_end_has_a_kind_and_a_week,
    judgements_have_bounds,
)
