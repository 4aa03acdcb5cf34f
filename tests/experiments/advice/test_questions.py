"""Planning questions: what is asked of which plan, and answers that are known beforehand."""

from collections.abc import Iterator

import numpy as np
import pytest

from experiments.advice.agreements import about_agreements, about_two_agreements
from experiments.advice.consultation import answers
from experiments.advice.effects import Sureness
from experiments.advice.partners import about_partners
from experiments.advice.question import TIME
from experiments.advice.red_lines import about_red_lines
from experiments.advice.sentences import sentences
from experiments.advice.size import about_size, own_size
from experiments.storage.sweep_folder import read_manifest
from simulation import Outcome, changed, load_scenario
from simulation.language.translation import language
from simulation.run import replicate
from tests.experiments.advice.conftest import RUNS, Consulted
from tests.experiments.advice.plans import plan_file, plan_of

ENGLISH = language("en")


def test_a_partner_that_nothing_works_without_is_ranked_first(consulted: Consulted) -> None:
    answer = consulted["partners"]
    worst = answer.along("without")[-1]
    assert worst.whom == "Backbone"
    assert answer.led_by(worst).is_sure
    assert sentences(answer, ENGLISH)[0].startswith("Surely worse without Backbone (−")


def test_whoever_alone_starts_it_is_not_left_out(consulted: Consulted) -> None:
    answer = consulted["partners"]
    assert [option.whom for option in answer.question.options] == ["Small", "Backbone", "Tiny"]
    assert "Starter: nobody else starts it" in sentences(answer, ENGLISH)[-1]


def test_a_red_line_that_moves_where_nobody_gets_to_changes_nothing() -> None:
    partner = {"ambition": 0.3, "tolerance": 0.4}
    question = about_red_lines(plan_of({"A": partner, "B": partner, "C": partner}))
    looser = [option for option in question.options if option.line == "looser"]
    assert [option.whom for option in looser] == ["A", "B", "C"]
    for option in looser:
        assert list(replicate(option.scenario, range(5))) == list(replicate(question.scenario, range(5)))


def test_a_red_line_at_its_end_cannot_move_further() -> None:
    question = about_red_lines(plan_of({"A": {"tolerance": 1.0}, "B": {"tolerance": 0.0}}))
    assert [option.key for option in question.options] == ["tighter A", "looser B"]


def test_known_red_lines_move_with_the_drawn_ones() -> None:
    question = about_red_lines(plan_file())
    tighter, looser = question.option("tighter ver.di"), question.option("looser ver.di")
    found = [one.scenario.organisations[0].positions["liability"].red_line for one in (tighter, looser)]
    assert found == pytest.approx([0.7, 1.0])
    assert question.option("tighter Churches").scenario.groups[0].tolerance.low == 0.0


def test_two_agreements_together_are_the_run_of_both(consulted: Consulted) -> None:
    answer = consulted["two agreements"]
    option = answer.along("together")[0]
    single = [answer.question.option(key) for key in option.parts]
    values = {f"agreements.{one.key}": getattr(one.scenario.agreements, one.key) for one in single}
    both = changed(answer.question.scenario, values)
    seeds = range(2_000_000, 2_000_000 + RUNS)  # fresh ones: they were chosen by the runs of seed 1
    number = 1 + [one.key for one in answer.question.options].index(option.key)
    assert answer.values["impact"][number].tolist() == [run.impact for run in replicate(both, seeds)]


def test_every_option_is_compared_with_the_plan_under_the_same_seeds(consulted: Consulted) -> None:
    answer = consulted["agreements"]
    own = [run.depth for run in replicate(answer.question.scenario, range(1_000_000, 1_000_000 + RUNS))]
    assert np.array_equal(answer.values["depth"][0], np.array(own), equal_nan=True)


def test_an_agreement_that_a_plan_has_is_not_asked_about() -> None:
    plan = plan_of({"A": {}, "B": {}}, agreements__moderation=True, agreements__milestones=5)
    keys = {option.key for option in about_agreements(plan).options}
    assert {"moderation", "milestones"} & keys == set()
    assert {"lead", "conflict_procedure"} <= keys


def test_without_two_agreements_there_is_nothing_to_combine() -> None:
    question = about_agreements(plan_of({"A": {}, "B": {}}))
    assert about_two_agreements(question, ["lead"]).options == ()
    assert len(about_two_agreements(question, ["lead", "moderation"]).options) == 3


def test_sizes_reach_from_the_smallest_core_group_to_all_there_are() -> None:
    scenario = load_scenario("one-table-or-two-tiers", {"agreements.core_size": 8, "invitation.size": 20})
    question = about_size(scenario)
    cores, totals = ([one.number for one in question.options if one.line == line] for line in ("core", "supporters"))
    assert (min(cores), max(cores), max(totals)) == (2, 36, 36)
    assert min(totals) > 8
    assert [own_size(scenario, line) for line in ("core", "supporters")] == [8, 20]
    assert all(one.scenario.agreements.core_size == 8 for one in question.options if one.line == "supporters")


def test_a_file_with_nobody_else_says_so() -> None:
    [remark] = about_size(plan_of({"A": {}, "B": {}, "C": {}})).remarks
    assert "nobody else to ask" in remark.one


def test_a_network_is_asked_only_what_applies_to_it() -> None:
    scenario = load_scenario("zusammenhalt")
    assert about_red_lines(scenario).options == ()
    assert "no red line is ever crossed" in about_red_lines(scenario).remarks[0].one
    assert about_agreements(scenario).outcomes[0] == "satisfaction"
    assert TIME not in about_agreements(scenario).outcomes


@pytest.mark.parametrize("name", ["baseline", "unteilbar", "lieferkettengesetz", "oepnv-2020"])
def test_single_partners_groups_calls_and_lots_can_all_be_asked_about(name: str) -> None:
    question = about_partners(load_scenario(name))
    lines = {option.line for option in question.options}
    assert "without" in lines
    assert ("with" in lines) == (question.scenario.invitation.size < len(question.scenario.names()))


def test_answers_are_kept_and_not_run_again(consulted: Consulted) -> None:
    again = list(answers(consulted.asked, folder=consulted.folder, runner=_refusing))
    assert [one.effects for one in again] == [one.effects for one in consulted.found]
    manifest = read_manifest(consulted.folder / "red-lines")
    assert manifest is not None
    assert manifest.question == "planning question"


def _refusing(*_arguments: object) -> Iterator[Outcome]:
    raise AssertionError("ran again")


def test_progress_counts_the_runs_of_all_questions(consulted: Consulted) -> None:
    done = [one for one, _ in consulted.told]
    assert done == sorted(done)
    assert {total for _, total in consulted.told} == {consulted.asked.total} == {done[-1]}


def test_nothing_is_said_to_be_sure_that_the_interval_does_not_show(consulted: Consulted) -> None:
    for answer in consulted.found:
        for effects in answer.effects.values():
            for found in effects.values():
                is_outside = found.mean.low > 0 or found.mean.high < 0
                assert is_outside or found.sureness is not Sureness.SURE
