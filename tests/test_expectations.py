"""What mechanisms are expected to do, written down before the first run that shows it (issue 12 D).

Each test names the sign and the smallest size that counts; none of it is in a rule, and no parameter was set by it.
"""

import math
from collections.abc import Iterable
from statistics import fmean

import pytest

from simulation.engine.codes import NEVER
from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import load_scenario
from tests.worlds import Changes, another, world_of

RUNS = range(100)
FEW = range(40)  # where what is expected shows in fewer
# Ends that members bring about themselves, before politics has answered for good or an agreed day has come.
BY_ITS_MEMBERS = {"lead lost", "red line", "members left", "exhaustion", "no agreement", "poor fit", "not formed"}


def baseline(changes: Changes | None = None, **traits: float) -> Scenario:
    """Return the baseline with changes, and with the same value of some traits for everybody."""
    scenario = load_scenario("baseline")
    everybody = [f"organisations.{k}" for k in range(len(scenario.organisations))]
    everybody += [f"groups.{k}" for k in range(len(scenario.groups))]
    alike = {f"{who}.{trait}": value for who in everybody for trait, value in traits.items()}
    return load_scenario("baseline", {**alike, **(changes or {})})


def survival(runs: Iterable[Outcome]) -> float:
    """Return the share of alliances that their members did not bring to an end."""
    ends = [run.end not in BY_ITS_MEMBERS for run in runs]
    return sum(ends) / len(ends)


@pytest.fixture(scope="module")
def as_it_is() -> list[Outcome]:
    """The baseline's own runs."""
    return list(replicate(baseline(), RUNS))


def test_trust_from_best_to_worst_moves_survival() -> None:
    """D2: by 0.05 or more."""
    cooperation = "mechanisms.cooperation"
    best = baseline({f"{cooperation}.trust_loss": 0.03, f"{cooperation}.farewell": 0.1}, trust=0.9)
    worst = baseline({f"{cooperation}.trust_loss": 0.25, f"{cooperation}.farewell": 0.8}, trust=0.1)
    assert survival(replicate(best, RUNS)) - survival(replicate(worst, RUNS)) >= 0.05


def test_members_fall_asleep_and_leave_quietly(as_it_is: list[Outcome]) -> None:
    """D2: both exist, told apart from exits over a red line."""
    assert sum(run.asleep for run in as_it_is) > 0
    assert 0 < sum(run.exits_quiet for run in as_it_is) < sum(run.exits for run in as_it_is)
    assert sum(run.exits_red_line for run in as_it_is) > 0


def hazard_of_leaving(scenario: Scenario, since: int, before: int) -> float:
    """Return the exits a year of members that joined at least `since` and less than `before` weeks ago."""
    exits = weeks = 0.0
    for seed in RUNS:
        whole = world_of(scenario, scenario.weeks, seed)
        alliance = whole.alliances[0]
        over = alliance.ended if alliance.ended != NEVER else whole.clock.week
        for row in range(len(whole.memberships)):
            membership = whole.memberships[row]
            if membership.joined != NEVER:
                stayed = (membership.left if membership.left != NEVER else over) - membership.joined
                weeks += min(max(0, stayed - since), before - since)
                exits += membership.left != NEVER and since <= stayed < before
    return 52.0 * exits / weeks


@pytest.mark.xfail(strict=True, reason="missed: what ends memberships here is red lines that events tighten at any age")
def test_the_longer_somebody_is_a_member_the_less_likely_it_leaves() -> None:
    """D6: from the second half-year on, and more so with habits than without.

    In the first half-year most alliances have no agreement yet over which anybody could leave.
    """
    early, late = (hazard_of_leaving(baseline(), *ages) for ages in ((26, 104), (156, 260)))
    off = baseline({"mechanisms.dissolution.habit": 0.0})
    early_off, late_off = (hazard_of_leaving(off, *ages) for ages in ((26, 104), (156, 260)))
    assert late < early
    assert late / early < late_off / early_off


@pytest.mark.xfail(
    strict=True, reason="missed: 2 of 100 pairs form and 16 of 100 triples, 0 and 8 without; effect is missing"
)
@pytest.mark.parametrize("size", [2, 3])
def test_small_alliances_form_and_do_not_all_break_up(size: int) -> None:
    """D5: half of them form, and a third of those that do are still together after two years."""
    runs = list(replicate(baseline({"invitation.size": size}), RUNS))
    formed = [run for run in runs if run.end != "not formed"]
    assert len(formed) >= len(runs) / 2
    assert sum(run.lifetime >= 104 for run in formed) >= len(formed) / 3


# --- D7: the smaller ones ------------------------------------------------------------------------------------


def share_without_agreement(runs: Iterable[Outcome]) -> float:
    """Return the share of alliances that never agree on demands."""
    missing = [math.isnan(run.weeks_to_agreement) for run in runs]
    return sum(missing) / len(missing)


def test_one_dogmatist_blows_up_a_core_group_that_decides_by_consensus() -> None:
    """D7, C44: that settles for nothing below its wish; five alliances in a hundred more end by their members.

    The same red lines stand for one that would settle for anything.
    """
    first = "organisations.Convenor"
    modest = baseline({f"{first}.tolerance": 0.0, f"{first}.dogmatism": 0.0})
    dogmatic = baseline({f"{first}.tolerance": 0.0, f"{first}.dogmatism": 1.0})
    assert survival(replicate(modest, RUNS)) - survival(replicate(dogmatic, RUNS)) >= 0.05


@pytest.mark.xfail(
    strict=True, reason="missed: of six, 11 in 100 never agree either way; wording costs one member in eight alliances"
)
def test_wording_can_fail_where_there_is_something_to_word() -> None:
    """D7, C06: of small alliances of half-dogmatic members five in a hundred more never agree for change."""
    change, threat = (
        baseline({"goal.change_share": share, "invitation.size": 6}, dogmatism=0.5, tolerance=0.3)
        for share in (1.0, 0.0)
    )
    missing = share_without_agreement(replicate(change, RUNS)) - share_without_agreement(replicate(threat, RUNS))
    assert missing >= 0.05


def test_a_quick_pace_takes_hours_of_those_who_decide_together() -> None:
    """D7, C29: more of all time goes into coordination, by a hundredth, less than half as much under a lead."""
    often: Changes = {"mechanisms.cooperation.occasion_rate": 0.4}
    never: Changes = {"mechanisms.cooperation.occasion_rate": 0.0}
    led: Changes = {"agreements.lead": "Convenor"}
    by_all = coordination(baseline(often)) - coordination(baseline(never))
    by_the_lead = coordination(baseline({**often, **led})) - coordination(baseline({**never, **led}))
    assert by_all >= 0.01
    assert by_the_lead < by_all / 2


def coordination(scenario: Scenario) -> float:
    """Return the mean share of all time that goes into coordination."""
    return fmean(run.coordination_share for run in replicate(scenario, RUNS))


def test_a_core_group_that_votes_keeps_to_what_it_has_time_for() -> None:
    """D7, C32: with values out of play, it is smaller by two than one that is open, and keeps up better by 0.02."""
    crowded = {"mechanisms.formation.poor_fit": 2.0, "mechanisms.formation.application_rate": 0.2}
    is_open, votes = (
        list(replicate(baseline({**crowded, "agreements.admission": admission}), RUNS))
        for admission in ("open", "vote")
    )
    assert fmean(run.core_max for run in is_open) - fmean(run.core_max for run in votes) >= 2.0
    assert fmean(run.attendance for run in votes) - fmean(run.attendance for run in is_open) >= 0.02


@pytest.mark.xfail(strict=True, reason="missed: half a week; governing bodies' calendars decide, not what is talked of")
def test_what_was_talked_through_makes_the_next_agreement_quicker() -> None:
    """D7, C19, C56: by two weeks, where the next alliance of the same begins at once and not ten years later."""
    following = another("Next", by="Convenor", size=12, after="first", agreements={"values_debate_weeks": 0})
    soon, late = (
        baseline({"agreements.end_week": 104, "weeks": 1040, "others": [{**following, "pause_weeks": pause}]})
        for pause in (1, 520)
    )
    known = [[run.next_weeks_to_agreement for run in replicate(scenario, RUNS)] for scenario in (soon, late)]
    quick, slow = (fmean(weeks for weeks in each if not math.isnan(weeks)) for each in known)
    assert slow - quick >= 2.0


# --- D7: outside money that ends, seasons, extraordinary meetings, hours in the own field ---------------------

OFFICE: Changes = {"agreements.office_hours": 40.0}
PAID_FROM_OUTSIDE: Changes = {**OFFICE, "agreements.outside_money": 62.4}


@pytest.mark.xfail(
    strict=True,
    reason="missed: 1.8 leave either way; few mind paying for such an office, and what counts is whether it stays: "
    "impact is 0.37 with it, and 0.29 where nobody pays when the money ends",
)
def test_who_came_while_others_paid_leaves_when_they_stop() -> None:
    """D7: more leave, by 0.3 an alliance, than where members pay for the office from the start.

    Those who will pay have then joined knowing it; who was spared it has not. And what outside money bought does not
    outlive it: no better survival than without.
    """
    ends = list(replicate(baseline({**PAID_FROM_OUTSIDE, "agreements.outside_money_ends": 104}), FEW))
    own = list(replicate(baseline(OFFICE), FEW))
    assert fmean(run.exits for run in ends) - fmean(run.exits for run in own) >= 0.3
    assert survival(ends) <= survival(own)


def test_an_alliance_that_rests_half_the_year_tires_less_and_gets_less() -> None:
    """D7: members keep more energy, by 0.03; what is adopted over all demands is less, by 0.02."""
    all_year, seasons = (
        list(replicate(baseline({"agreements.season_weeks": weeks, "weeks": 208}), FEW)) for weeks in (0, 26)
    )
    assert fmean(run.energy for run in seasons) - fmean(run.energy for run in all_year) >= 0.03
    assert fmean(run.impact for run in all_year) - fmean(run.impact for run in seasons) >= 0.02


def test_a_season_before_the_vote_is_worth_more_than_one_after_it() -> None:
    """D7: by 0.02 of impact, since politics forgets; the same hours are spent."""
    vote: Changes = {"arena.votes": [{"name": "Vote", "when": 130}], "agreements.season_weeks": 26}
    before, after = (
        fmean(run.impact for run in replicate(baseline({**vote, "agreements.season_from": week}), FEW))
        for week in (0, 26)
    )
    assert before - after >= 0.02


def test_meetings_out_of_turn_bring_an_agreement_before_the_vote_but_hardly_what_it_asks_for() -> None:
    """D7, C29: with bodies that meet twice a year a tenth more have agreed by the vote.

    Of what is agreed on the eve of a vote little is adopted, since nobody has worked for it yet: the gain of
    impact is less than half as large.
    """
    eve: Changes = {"arena.votes": [{"name": "Vote", "when": 52}], "weeks": 60}
    waits, hurries = (
        list(replicate(baseline({**eve, "agreements.extraordinary_hours": hours}, interval=26.0), FEW))
        for hours in (0.0, 20.0)
    )
    agreed = share_without_agreement(waits) - share_without_agreement(hurries)
    assert agreed >= 0.1
    assert fmean(run.impact for run in hurries) - fmean(run.impact for run in waits) < agreed / 2


def test_the_more_an_hour_counts_in_the_own_field_the_more_it_matters_to_have_all_fields() -> None:
    """D7, C12, C35: asking one from each sector in turn gains impact over asking by lot, by 0.02 more than without."""
    gains = []
    for expertise in (0.0, 1.0):
        by_sector, by_lot = (
            fmean(run.impact for run in replicate(specialists(expertise, order), RUNS))
            for order in ("sectors", "random")
        )
        gains.append(by_sector - by_lot)
    without, with_it = gains
    assert with_it - without >= 0.02


def specialists(expertise: float, order: str) -> Scenario:
    """Return the baseline with eight specialists asked in an order, whose hours count so much more in their field."""
    asked: Changes = {"goal.expertise": expertise, "invitation.size": 8, "invitation.order": order}
    return baseline(asked, specialisation=0.9)
