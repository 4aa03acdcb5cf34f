"""What rules shared by several stages do to a small state: who counts and pays, what is weighed, how stages begin."""

import pytest

from simulation.engine.codes import (
    NEVER,
    NO_DEMAND,
    NO_REASON,
    NOBODY,
    Choice,
    Contributions,
    End,
    EventKind,
    Form,
    Reason,
    Stage,
    StateLevel,
    Status,
    Tier,
)
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import Terms
from simulation.engine.state import State, seen_by
from simulation.rules.shared.composition import compose, is_to_pay, leave, share_of_work, takes_part
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.expected_effect import expected_effect
from simulation.rules.shared.joint_office import dispute_money, open_office
from simulation.rules.shared.membership_terms import (
    cohesion_term,
    exchange_term,
    money_term,
    named_in_reports,
    others_share,
    party_term,
    visibility_term,
)
from simulation.rules.shared.net_benefit import net_benefit, terms_of
from simulation.rules.shared.reasons import first_weighed, main_reason, reason_to_leave, remember
from simulation.rules.shared.red_lines import crossed_demand, crosses, met_by_rewording, move_red_line
from simulation.rules.shared.stages import close, enter, goes_on_as_network, look_back
from simulation.start.population import populate
from tests.worlds import at_work, noted, world

NOTHING_WEIGHED = Terms(*[0.0] * len(Terms._fields))


def kinds(state: State) -> list[EventKind]:
    """Return what was noted on a state."""
    return [kind for kind, _, _ in noted(state)]


# --- composition -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "stage", "counts"),
    [
        (Status.MEMBER, Stage.WORKING, True),
        (Status.ASKED, Stage.INVITING, True),
        (Status.ASKED, Stage.WORKING, False),
        (Status.LEFT, Stage.INVITING, False),
    ],
)
def test_whoever_may_yet_accept_counts_while_the_alliance_invites(status: Status, stage: Stage, counts: bool) -> None:
    state = at_work(2)
    state.memberships[1].status, state.alliance.stage = status, stage
    assert takes_part(state, 1) == counts


@pytest.mark.parametrize(
    ("contributions", "tier", "willing", "pays"),
    [
        (Contributions.ALL, Tier.SUPPORTER, False, True),
        (Contributions.WILLING, Tier.CORE, False, False),
        (Contributions.WILLING, Tier.CORE, True, True),
        (Contributions.WILLING, Tier.SUPPORTER, True, False),
    ],
)
def test_who_is_to_pay_is_agreed(contributions: Contributions, tier: Tier, willing: bool, pays: bool) -> None:
    state = at_work(2)
    state.alliance.plan.contributions = contributions
    state.memberships[1].tier, state.memberships[1].pays = tier, willing
    assert is_to_pay(state, state.memberships[1]) == pays


def test_who_leaves_takes_its_work_out_of_what_is_expected_and_is_counted() -> None:
    state = at_work(2)
    state.memberships["work"], state.memberships["load"], state.memberships["coordination"] = [1.0, 3.0], 0.5, 1.0
    state.alliance.expected_effort, state.alliance.exits, state.clock.week = 8.0, 1, 30
    state.alliance.changed = False
    assert share_of_work(state, 1) == pytest.approx(0.75)
    leave(state, 1, Reason.MONEY)
    membership = state.memberships[1]
    assert state.alliance.expected_effort == pytest.approx(2.0)
    assert (membership.status, membership.left, membership.reason) == (Status.LEFT, 30, Reason.MONEY)
    assert (membership.work, membership.load, membership.coordination) == (0.0, 0.0, 0.0)
    assert (state.alliance.exits, state.alliance.last_reason) == (2, Reason.MONEY)
    assert state.alliance.changed
    assert noted(state) == [(EventKind.LEFT, 1, Reason.MONEY)]


def test_composing_counts_members_by_tier_level_and_purse() -> None:
    state = at_work(5)
    alliance, tally = state.alliance, state.alliance.tally
    state.memberships["status"] = [Status.LEFT, *[Status.MEMBER] * 4]
    state.memberships["tier"] = [Tier.CORE, Tier.CORE, Tier.SUPPORTER, Tier.CORE, Tier.CORE]
    state.organisations["level"] = [StateLevel.LOCAL, StateLevel.LOCAL, StateLevel.STATE, StateLevel.STATE, 2]
    alliance.plan.contributions = Contributions.ALL
    alliance.changed, alliance.regrouped, tally.core_max, tally.members_max = True, False, 9, 3
    compose(state)
    assert (alliance.core, alliance.supporters, alliance.taking_part, alliance.payers) == (3, 1, 4, 4)
    assert (alliance.at_local, alliance.at_state, alliance.at_federal) == (1, 2, 1)
    assert [int(state.memberships[place].core_row) for place in range(3)] == [1, 3, 4]
    assert sum(state.sectors["members"]) == 4.0
    assert (tally.core_max, tally.members_max) == (9, 4)
    assert alliance.regrouped
    assert not alliance.changed
    state.memberships["status"] = Status.LEFT
    compose(state)
    assert alliance.core == 3, "nothing has changed"


def test_the_largest_alliance_is_remembered_as_it_was() -> None:
    state = at_work(3)
    state.alliance.changed, state.alliance.tally.members_max, state.alliance.tally.sectors = True, 3, 7.0
    compose(state)
    assert state.alliance.tally.sectors == 7.0, "no larger than before"
    state.alliance.changed, state.alliance.tally.members_max = True, 2
    compose(state)
    assert state.alliance.tally.sectors == pytest.approx(state.alliance.camps)
    assert state.alliance.tally.values_spread == pytest.approx(state.alliance.spread)


# --- the joint office ------------------------------------------------------------------------------------


def test_an_office_is_paid_for_in_equal_shares_and_smaller_where_somebody_has_less() -> None:
    state = at_work(3, {"agreements.office_hours": 10.0, "agreements.contributions": "all"})
    year = 52.0 * state.mechanisms.cooperation.wage
    share = 10.0 * year / 3
    state.organisations["money"], state.alliance.tally.money_spent = [2 * share, share / 2, 2 * share], 1.0
    open_office(state)
    assert state.alliance.week.office_cost == pytest.approx(share)
    assert state.alliance.week.office == pytest.approx(10.0 * 2.5 / 3)
    assert state.alliance.tally.money_spent == pytest.approx(1.0 + 2.5 * share / 52.0)


def test_without_payers_there_is_no_office() -> None:
    state = at_work(3, {"agreements.office_hours": 10.0})
    state.alliance.payers, state.alliance.week.office = 0, 5.0
    open_office(state)
    assert (state.alliance.week.office, state.alliance.week.office_cost) == (0.0, 0.0)


@pytest.mark.parametrize(("settled", "disputed"), [(True, False), (False, True)])
def test_money_that_was_not_settled_is_disputed_by_what_it_asks(settled: bool, disputed: bool) -> None:
    changes = {"agreements.office_hours": 1.0, "agreements.contributions": "all", "agreements.money_settled": settled}
    state = at_work(2, changes)
    state.organisations["money"], state.alliance.week.office_cost, state.alliance.tension = [100.0, 5.0], 10.0, 0.0
    dispute_money(state)
    felt = (0.1 + 1.0) / 2 * disputed
    assert state.alliance.tension == pytest.approx(state.mechanisms.cooperation.resentment * felt)
    assert kinds(state) == [EventKind.MONEY_DISPUTED] * disputed


def test_those_who_pay_nothing_are_resented_where_paying_is_left_to_the_willing() -> None:
    state = at_work(2, {"agreements.office_hours": 1.0, "agreements.money_settled": True})
    state.alliance.plan.contributions, state.alliance.tension = Contributions.WILLING, 0.0
    state.memberships["pays"] = [True, False]
    dispute_money(state)
    assert state.alliance.tension == pytest.approx(state.mechanisms.cooperation.resentment / 2)


# --- red lines -------------------------------------------------------------------------------------------


def test_only_open_demands_cross_red_lines_and_only_beyond_them() -> None:
    state = at_work(2, {"agreements.details_open": 0.0}, demands=2)
    state.demands["agreed"], state.positions["red_line"] = [0.5, 0.7], 0.6
    assert not crosses(state, state.demands[0], 0.5)
    assert crosses(state, state.demands[0], 0.49)
    assert crossed_demand(state, 1) == 1
    state.demands[1].open = False
    assert crossed_demand(state, 1) == NO_DEMAND


@pytest.mark.parametrize(
    ("disclosed", "explained", "chance", "met"),
    [(True, False, 1.0, True), (False, True, 1.0, True), (False, False, 1.0, False), (True, True, 0.0, False)],
)
def test_other_words_are_found_for_red_lines_that_are_known(
    disclosed: bool, explained: bool, chance: float, met: bool
) -> None:
    state = at_work(2, {"agreements.red_lines_disclosed": disclosed, "mechanisms.cooperation.rewording": chance})
    state.demands["agreed"], state.positions["red_line"], state.positions["explained"] = 0.7, 0.5, explained
    state.alliance.tally.rewordings = 2
    assert met_by_rewording(state, 1, 0) == met
    assert state.positions[1, 0].red_line == (0.7 if met else 0.5)
    assert state.alliance.tally.rewordings == 2 + met
    assert kinds(state) == [EventKind.REWORDED] * met


@pytest.mark.parametrize(("shift", "moved"), [(-0.3, (0.3, 0.3, 0.2)), (0.9, (1.0, 0.5, 0.2)), (-0.9, (0.0, 0.0, 0.0))])
def test_wishes_never_lie_beyond_a_red_line(shift: float, moved: tuple[float, float, float]) -> None:
    state = at_work(2)
    position = state.positions[1, 0]
    position.red_line, position.ideal, position.least, state.alliance.unsettled = 0.6, 0.5, 0.2, False
    move_red_line(state, 1, 0, shift)
    assert (position.red_line, position.ideal, position.least) == pytest.approx(moved)
    assert state.alliance.unsettled


# --- stages ----------------------------------------------------------------------------------------------


def test_a_stage_begins_in_its_week() -> None:
    state = at_work(2)
    state.clock.week, state.alliance.since = 17, 3
    enter(state, Stage.EXCHANGING)
    assert (state.alliance.stage, state.alliance.since) == (Stage.EXCHANGING, 17)
    assert noted(state) == [(EventKind.STAGE, NOBODY, Stage.EXCHANGING)]


def test_looking_back_teaches_members_where_it_is_agreed() -> None:
    for agreed in (True, False):
        state = at_work(3, {"agreements.evaluation": agreed})
        state.organisations["experience"], state.memberships[2].status = 0.5, Status.LEFT
        look_back(state)
        learned = 0.5 * state.mechanisms.dissolution.lesson * agreed
        assert state.organisations["experience"] == pytest.approx([0.5 + learned, 0.5 + learned, 0.5])
        assert kinds(state) == [EventKind.EVALUATED] * agreed


@pytest.mark.parametrize(
    ("agreed", "end", "started", "members", "form", "goes_on"),
    [
        (True, End.GOAL_REACHED, 3, 2, Form.ALLIANCE, True),
        (False, End.GOAL_REACHED, 3, 2, Form.ALLIANCE, False),
        (True, End.EXHAUSTION, 3, 2, Form.ALLIANCE, False),
        (True, End.GIVEN_UP, NEVER, 2, Form.ALLIANCE, False),
        (True, End.AGREED_DATE, 3, 1, Form.ALLIANCE, False),
        (True, End.AGREED_DATE, 3, 2, Form.LEAGUE, False),
    ],
)
def test_an_alliance_that_has_done_its_work_may_go_on_as_a_network(
    agreed: bool, end: End, started: int, members: int, form: Form, goes_on: bool
) -> None:
    state = at_work(2, {"agreements.transition": agreed})
    alliance = state.alliance
    alliance.started, alliance.core, alliance.supporters, alliance.form = started, members, 0, form
    assert goes_on_as_network(state, end) == goes_on


@pytest.mark.parametrize("transition", [True, False])
def test_an_end_is_noted_once_whatever_follows(transition: bool) -> None:
    state = at_work(2, {"agreements.transition": transition})
    alliance = state.alliance
    state.clock.week = 40
    close(state, End.GOAL_REACHED)
    assert (alliance.end, alliance.ended, alliance.since) == (End.GOAL_REACHED, 40, 40)
    assert alliance.stage == (Stage.EXCHANGING if transition else Stage.ENDED)
    assert alliance.form == (Form.NETWORK if transition else Form.ALLIANCE)
    assert kinds(state) == [EventKind.ENDED, *[EventKind.NETWORK] * transition]
    state.clock.week = 50
    close(state, End.EXHAUSTION)
    assert (alliance.end, alliance.ended, alliance.stage) == (End.GOAL_REACHED, 40, Stage.ENDED)


# --- reasons ---------------------------------------------------------------------------------------------

COSTS = {
    "time": Reason.TIME,
    "money": Reason.MONEY,
    "visibility": Reason.VISIBILITY,
    "values": Reason.VALUES,
    "risk": Reason.RISK,
    "party": Reason.PARTY_LINE,
}


@pytest.mark.parametrize("term", COSTS)
def test_the_main_reason_is_the_cost_that_weighs_most(term: str) -> None:
    costs = NOTHING_WEIGHED._replace(**dict.fromkeys(COSTS, 0.2))._replace(**{term: 0.3})
    assert main_reason(costs, 0.1) == COSTS[term]
    assert main_reason(costs, 0.3) == Reason.EFFECT


@pytest.mark.parametrize("term", COSTS)
def test_who_leaves_does_so_over_what_has_become_worse(term: str) -> None:
    before = NOTHING_WEIGHED._replace(**dict.fromkeys(COSTS, 0.5))
    now = before._replace(**{term: 0.8}, effect=-0.1)
    assert reason_to_leave(now, before) == COSTS[term]
    assert reason_to_leave(now._replace(effect=-0.4), before) == Reason.EFFECT


def test_what_was_weighed_first_is_kept() -> None:
    membership = at_work(2).memberships[1]
    membership.weighed = False
    first = Terms(*[0.1 * k for k in range(len(Terms._fields))])
    remember(membership, first)
    remember(membership, NOTHING_WEIGHED)
    assert first_weighed(membership) == pytest.approx(first)


# --- net benefit, term by term ---------------------------------------------------------------------------


def test_newcomers_learn_from_those_of_other_sectors_and_levels() -> None:
    state = at_work(4)
    alliance, one = state.alliance, state.organisations[1]
    alliance.taking_part, state.sectors[one.sector].members = 4, 2.0
    alliance.at_local, alliance.at_state, alliance.at_federal = 1, 2, 3
    for level, same in ((StateLevel.LOCAL, 1), (StateLevel.STATE, 2), (StateLevel.FEDERAL, 3)):
        one.level = level
        assert others_share(state, one) == pytest.approx(1.0 - 2 / 4 * same / 4)


def test_members_weigh_what_they_learn_and_newcomers_what_they_trust_in() -> None:
    state = at_work(3)
    weight = state.mechanisms.dissolution.exchange_weight
    membership, organisation = state.memberships[1], state.organisations[1]
    state.alliance.exchange, state.alliance.product, membership.trust = 0.3, 0.0, 0.7
    share = others_share(state, organisation)
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.3 * share)
    membership.status = Status.ASKED
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.7 * share)
    state.alliance.product = 0.5
    more = state.mechanisms.outlook.product_weight * 0.5
    assert exchange_term(state, membership, organisation) == pytest.approx(weight * 0.7 * share + more)


def test_being_among_one_s_own_counts_in_a_league() -> None:
    state = at_work(2)
    state.memberships[1].distance = 0.2
    assert cohesion_term(state, state.memberships[1]) == 0.0
    state.alliance.form = Form.LEAGUE
    weight = state.mechanisms.dissolution.cohesion_weight
    assert cohesion_term(state, state.memberships[1]) == pytest.approx(weight * 0.6)


def test_reports_name_the_core_group_first_and_supporters_with_what_room_is_left() -> None:
    state = at_work(4, {"mechanisms.impact.names": 4})
    state.alliance.core, state.alliance.supporters = 5, 10
    assert named_in_reports(state, Tier.CORE) == pytest.approx(0.8)
    assert named_in_reports(state, Tier.SUPPORTER) == 0.0
    state.alliance.core = 3
    assert named_in_reports(state, Tier.CORE) == 1.0
    assert named_in_reports(state, Tier.SUPPORTER) == pytest.approx(0.1)


@pytest.mark.parametrize(("distinct", "shared"), [(True, False), (False, False), (True, True)])
def test_visibility_given_up_weighs_by_need_and_by_grants_unless_these_are_shared(distinct: bool, shared: bool) -> None:
    changes = {"agreements.distinct": distinct, "agreements.grants_shared": shared, "arena.funding": 0.5}
    state = at_work(2, changes)
    membership, organisation = state.memberships[1], state.organisations[1]
    organisation.visibility_need, organisation.grant_dependence, membership.credit = 0.4, 0.6, 0.0
    state.alliance.week.visibility = 0.5
    need = 0.4 + 0.3 * (not shared)
    unseen = 1.0 - 0.5 * named_in_reports(state, membership.tier)
    weight = state.mechanisms.dissolution.visibility_weight
    hidden = 0.25 if distinct else 1.0
    assert visibility_term(state, membership, organisation, 0.25) == pytest.approx(weight * need * hidden * unseen)


@pytest.mark.parametrize(("settled", "stage", "known"), [(True, 4, True), (False, 4, False), (False, 5, True)])
def test_money_is_thought_of_before_work_begins_only_where_it_was_settled(
    settled: bool, stage: int, known: bool
) -> None:
    state = at_work(2, {"agreements.money_settled": settled, "agreements.contributions": "all"})
    state.alliance.stage, state.alliance.week.office_cost, state.organisations["money"] = Stage(stage), 5.0, 20.0
    weight = state.mechanisms.dissolution.cost_weight
    assert money_term(state, state.memberships[1], state.organisations[1]) == pytest.approx(weight * 0.25 * known)


@pytest.mark.parametrize(("closeness", "settled"), [(0.2, False), (0.2, True), (0.9, False)])
def test_being_seen_too_close_to_parties_weighs_in_a_campaign(closeness: float, settled: bool) -> None:
    state = at_work(2, {"agreements.party_line": 0.6, "agreements.party_line_settled": settled})
    state.arena.campaign, state.organisations[1].party_closeness = 0.5, closeness
    too_close = max(0.0, 0.6 - closeness)
    explained = 1.0 - state.mechanisms.cooperation.settled * settled
    weight = state.mechanisms.dissolution.party_weight
    assert party_term(state, state.organisations[1]) == pytest.approx(weight * 0.5 * too_close * explained)


def test_the_expected_effect_weighs_prospects_by_how_demands_suit() -> None:
    state = at_work(2, {"agreements.details_open": 0.0}, demands=2)
    state.demands["weight"], state.demands["prospect"], state.demands["agreed"] = [3.0, 1.0], [0.5, 1.0], [0.4, 0.8]
    state.positions["least"], state.positions["ideal"], state.positions["red_line"] = 0.2, 0.8, 1.0
    assert expected_effect(state, state.memberships[1]) == pytest.approx((3 * 0.5 * 0.5 + 1.0) / 4)


@pytest.mark.parametrize(
    ("tier", "form", "agreement", "disclosed", "risks"),
    [
        (Tier.CORE, Form.ALLIANCE, False, False, True),
        (Tier.CORE, Form.ALLIANCE, True, False, False),
        (Tier.CORE, Form.ALLIANCE, False, True, False),
        (Tier.SUPPORTER, Form.ALLIANCE, False, False, False),
        (Tier.CORE, Form.NETWORK, False, False, False),
    ],
)
def test_what_is_not_known_yet_is_a_risk_for_those_who_are_bound(
    tier: Tier, form: Form, agreement: bool, disclosed: bool, risks: bool
) -> None:
    state = at_work(2, {"agreements.red_lines_disclosed": disclosed})
    state.memberships[1].tier, state.alliance.form, state.alliance.has_agreement = tier, form, agreement
    assert terms_of(state, 1).risk == state.mechanisms.dissolution.risk_weight * risks


def test_terms_of_a_member_follow_from_the_state() -> None:
    state = at_work(2, {"goal.societal": 0.5, "mechanisms.dissolution.cost_weight": 0.4, "arena.pressure": 0.25})
    membership, organisation, weigh = state.memberships[1], state.organisations[1], state.mechanisms.dissolution
    membership.status = Status.MEMBER  # whatever it thinks of what membership costs here
    membership.trust, membership.ownership, membership.coverage = 0.6, 0.5, 0.8
    membership.load, membership.distance, state.alliance.talked = 1.5, 0.3, 0.25
    organisation.solidarity, state.alliance.week.need = 0.5, 0.2
    terms = terms_of(state, 1)
    assert terms.belonging == pytest.approx(weigh.belonging_weight * 1.25 * 0.6 * 0.5)
    assert terms.solidarity == pytest.approx(weigh.solidarity_weight * 0.1)
    assert terms.cooperation == pytest.approx(weigh.belonging_weight * 0.5 * 0.8 * 0.6)
    assert terms.time == pytest.approx(0.4)
    assert terms.values == pytest.approx(weigh.values_weight * 0.3 * 0.75)


def test_decisions_are_written_down_with_what_was_weighed() -> None:
    state = seen_by(populate(PreparedScenario(world(2)), 1, decision_rows=2), 0)
    terms = NOTHING_WEIGHED._replace(effect=0.5, time=0.25)
    state.memberships[1].reason, state.clock.week = Reason.TIME, 9
    for decided in (Choice.LEAVE, Choice.STAY, Choice.STAY):
        minute(state, 1, terms, 0.1, -0.2, 1, decided)
    assert state.clock.decided == 2, "there is room for two"
    left, stayed = state.decisions[0], state.decisions[1]
    assert (left.week, left.organisation, left.crossed, left.decided) == (9, 1, 1, Choice.LEAVE)
    assert (left.deviation, left.threshold, left.net) == pytest.approx((0.1, -0.2, net_benefit(terms)))
    assert (left.reason, stayed.reason) == (Reason.TIME, NO_REASON)
    assert left.terms == pytest.approx(terms)
