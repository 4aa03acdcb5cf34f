"""The example pair: chosen by a rule, told from where its stories part, in either language."""

from experiments.compare.comparison import Pairs, run_comparison
from experiments.compare.example_pairs import example_pair, stories
from tests.experiments.compare.made_up_pairs import ENGLISH, GERMAN, by_impact, made_up, planned
from tests.experiments.made_up import outcome


def chosen(pairs: Pairs) -> tuple[int, str] | None:
    example = example_pair(pairs)
    return None if example is None else (example.place, example.outcome)


def test_it_is_the_largest_difference_in_the_direction_of_the_mean() -> None:
    falls_on_average = by_impact((0.9, 0.1), (0.1, 0.5), (0.9, 0.1), (0.5, 0.2))
    rises_on_average = by_impact((0.5, 0.0), (0.1, 0.5), (0.1, 0.5), (0.0, 0.3))
    assert chosen(falls_on_average) == (0, "impact")
    assert chosen(rises_on_average) == (1, "impact")
    assert chosen(by_impact((0.5, 0.25), (0.0, 0.25), (0.0, 0.0))) == (0, "impact")


def test_where_impact_never_differs_another_outcome_chooses() -> None:
    without, with_it = [outcome(), outcome()], [outcome(), outcome(depth=0.2)]
    assert chosen(made_up(without, with_it)) == (1, "depth")
    assert chosen(made_up(without, without)) is None


def test_what_is_too_little_to_count_chooses_nothing() -> None:
    assert chosen(by_impact((0.3, 0.304), (0.3, 0.296))) is None


def test_two_stories_start_where_they_part() -> None:
    [pairs] = run_comparison(planned(["agreements.values_debate_weeks=0"], runs=3))
    example = example_pair(pairs)
    assert example is not None
    assert example.seed in pairs.plan.seeds
    told = stories(pairs, example, "en")
    assert 0 < len(told.weeks) <= 8
    assert all(week.without != week.with_it for week in told.weeks)
    assert "begin" in told.weeks[0].without + told.weeks[0].with_it  # the first stage without a debate on values
    german = stories(pairs, example, "de")
    assert len(german.weeks) == len(told.weeks)
    assert "Woche" in german.weeks[0].day


def test_its_commands_tell_the_two_runs_in_full() -> None:
    pairs = by_impact((0.1, 0.5))
    example = example_pair(pairs)
    assert example is not None
    first, second = example.commands(pairs, ENGLISH)
    assert first == "alliance run baseline --seed 1000000 --all"
    assert second == "alliance run baseline --seed 1000000 --set agreements.red_lines_disclosed=true --all"
    assert all(command.endswith(" --all --lang de") for command in example.commands(pairs, GERMAN))
