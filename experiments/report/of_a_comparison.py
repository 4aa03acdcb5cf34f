"""The report of a comparison: what each change does, in pairs of runs with the same seed."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from experiments.analysis.labels import capital, group_label, outcome_name
from experiments.compare import comparison_report, ranking_report
from experiments.compare.comparison import Pairs, pairs_in
from experiments.compare.example_pairs import example_pair
from experiments.compare.ranking import Ranking, ranked
from experiments.compare.sentences import fields_changed, sentence
from experiments.figures.pairs import draw_pairs
from experiments.figures.ranking import ranking_figure
from experiments.report.content import Cell, Part, Picture, Report, Table
from experiments.report.making import scenario_summary, scenario_title
from experiments.report.outcome_tables import both_names
from experiments.storage.sweep_folder import manifest_of
from simulation.language.translation import Language, Phrase

WHAT_IF = Phrase("What would be different with this change: {changes}?", "Which change does most: {changes}?")
OF_PAIRS = Phrase("The share of pairs at or below each difference, a panel for each of six outcomes.")
OF_RANKING = Phrase("A row for each change, with its mean difference in the outcome that leads, and its interval.")
RANKING, PLACE = Phrase("All changes"), Phrase("Place")
OUTCOMES = Phrase("All outcomes without and with the change, and how they differ in pairs")
TOLD_BY = Phrase("These commands tell its two runs: {commands}")
READ, DRAW, TABULATE = (
    Phrase("The pairs of each change: outcomes without it and with it, seed by seed."),
    Phrase("What each change does. Figures show themselves; `figure.savefig` writes one into a file."),
    Phrase("The differences in the outcome that leads, as numbers."),
)
_READ = """\
from experiments.compare.comparison import pairs_in
from experiments.compare.ranking import ranked
from experiments.compare.sentences import sentence
from experiments.figures.pairs import draw_pairs
from experiments.figures.ranking import ranking_figure
from experiments.figures.style import theme

compared = pairs_in(folder)
[sentence(pairs, spoken) for pairs in compared]"""
_DRAW_PAIRS = "with theme():\n    figure = draw_pairs(compared[{number}], spoken)\nfigure"
_DRAW_RANKING = "with theme():\n    figure = ranking_figure(compared[0].plan, ranked(compared), spoken)\nfigure"
_TABULATE = "{pairs.change.label(spoken): pairs.leading.mean for pairs in compared}"


def report_on_a_comparison(folder: Path, spoken: Language) -> Report:
    """Return the report of a finished comparison.

    Raises:
        DataError: where the folder holds none, or it cannot be read.
        RunError: where a run has no outcome.
    """
    manifest, compared = manifest_of(folder), pairs_in(folder)
    labels = "; ".join(group_label(pairs.change.values, spoken) for pairs in compared)
    return Report(
        title=scenario_title(manifest, spoken),
        question=spoken.say(WHAT_IF, len(compared), changes=labels),
        about=scenario_summary(manifest, spoken),
        findings=[sentence(pairs, spoken) for pairs in compared],
        parts=[*_ranking(ranked(compared), spoken), *(_part(pairs, spoken) for pairs in compared)],
        outcomes=_led(compared[0]),
        cells=_cells(len(compared), spoken),
        lang=spoken.code,
    )


def _ranking(ranking: Ranking, spoken: Language) -> Iterator[Part]:
    """Yield the part on all changes together, where there are several."""
    if len(ranking.places) == 1:
        return
    draw = partial(ranking_figure, ranking.places[0].plan, ranking, spoken)
    heading = spoken.say(RANKING)
    yield Part(heading, (), [Picture(draw, spoken.say(OF_RANKING))], [_places(ranking, heading, spoken)])


def _places(ranking: Ranking, caption: str, spoken: Language) -> Table:
    led = outcome_name(ranking.places[0].leading.outcome, spoken)
    words = (ranking_report.RISES, ranking_report.FALLS, ranking_report.VERDICT)
    first = (spoken.say(ranking_report.CHANGE), spoken.say(PLACE), spoken.say(ranking_report.LEADING, outcome=led))
    rows = [
        (pairs.change.label(spoken), str(place), *ranking_report.cells(pairs, spoken))
        for place, pairs in enumerate(ranking.places, start=1)
    ]
    return Table(caption, list(map(capital, (*first, *map(spoken.say, words)))), rows)


def _part(pairs: Pairs, spoken: Language) -> Part:
    """Return what there is to tell of one change; nothing but its sentence where it changes nothing."""
    heading, fields = pairs.change.label(spoken), list(fields_changed(pairs.change, spoken))
    if pairs.is_unchanged or pairs.are_alike:
        return Part(heading, [*fields, sentence(pairs, spoken)])
    told, notes = [*fields, *_example(pairs, spoken)], list(comparison_report.remarks(pairs, spoken))
    picture = Picture(partial(draw_pairs, pairs, spoken), spoken.say(OF_PAIRS))
    return Part(heading, told, [picture], [_outcomes(pairs, spoken)], notes)


def _example(pairs: Pairs, spoken: Language) -> Sequence[str]:
    """Say which pair shows the change best, and how to have its stories told."""
    example = example_pair(pairs)
    if example is None:
        return ()
    return example.sentence(spoken), spoken.say(TOLD_BY, commands="; ".join(example.commands(pairs, spoken)))


def _led(pairs: Pairs) -> list[str]:
    """Return all outcomes, behind those that reports lead with."""
    return list(dict.fromkeys([*pairs.plan.returns.headlines, *pairs.contrasts]))


def _outcomes(pairs: Pairs, spoken: Language) -> Table:
    heads = [capital(spoken.say(head)) for head in comparison_report.HEADS.values()]
    rows = []
    for name in _led(pairs):
        _, *cells = comparison_report.cells(pairs.contrasts[name], spoken)
        rows.append((both_names(name, spoken), *cells))
    return Table(spoken.say(OUTCOMES), heads, rows)


def _cells(changes: int, spoken: Language) -> list[Cell]:
    codes = [_DRAW_RANKING] * (changes > 1) + [_DRAW_PAIRS.format(number=number) for number in range(changes)]
    drawn = [Cell("" if place else spoken.say(DRAW), code) for place, code in enumerate(codes)]
    return [Cell(spoken.say(READ), _READ), *drawn, Cell(spoken.say(TABULATE), _TABULATE)]
