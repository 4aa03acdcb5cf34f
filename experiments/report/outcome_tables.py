"""Tables of the outcomes of a sweep: means with intervals, shares of what comes of goals, and what outcomes mean."""

from collections.abc import Iterator, Mapping, Sequence

from experiments.analysis.contrast import percent
from experiments.analysis.labels import capital, outcome_title
from experiments.analysis.replicates import estimates, words
from experiments.analysis.statistics import Estimate
from experiments.figures.view import Shape, View
from experiments.figures.wording import interval, number, signed
from experiments.report.content import Table
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase

MOST_ROWS = 200

MEANS = Phrase("Means over runs, each with its 95 % interval below it")
SHARES = {
    "goal": Phrase("What comes of the goal, in shares of runs"),
    "end": Phrase("Why alliances stop, in shares of runs"),
}
SLICES = Phrase("Means at the points with the lowest and the highest values of each field, and their difference")
MEANINGS = Phrase("What the outcomes are")
POINT, ALL_RUNS, FIELD, OUTCOME = Phrase("Point"), Phrase("All runs"), Phrase("Field"), Phrase("Outcome")
LOWEST, HIGHEST, DIFFERENCE = Phrase("Lowest"), Phrase("Highest"), Phrase("Difference")
MEANING, UNIT, BETTER = Phrase("Meaning"), Phrase("Unit"), Phrase("Better if")
NEITHER, NO_UNIT = Phrase("neither way is better"), Phrase("none")


def outcomes_of(view: View) -> Sequence[str]:
    """Return the outcomes that tables show: those that were asked for, or those that reports lead with."""
    return view.outcomes or view.returns.headlines


def tables_of(view: View) -> list[Table]:
    """Return the tables of a sweep: a row for each point, or of a sample a row for each field."""
    if view.shape is Shape.SAMPLE or view.sweep.manifest.points > MOST_ROWS:
        return [_slices(view, name) for name in view.shown]
    return [_means(view), *(_shares(view, name) for name in SHARES if name in view.returns.measures)]


def meanings(names: Sequence[str], spoken: Language) -> Table:
    """Return what outcomes are: unit, meaning, and which way they are better."""
    heads = [spoken.say(head) for head in (OUTCOME, MEANING, UNIT, BETTER)]
    return Table(spoken.say(MEANINGS), heads, [_meaning(name, spoken) for name in names])


def both_names(name: str, spoken: Language) -> str:
    """Return what an outcome is called and, below that where it differs, its name in files."""
    title = outcome_title(name, spoken)
    return title if title.lower() == name else f"{title}\n{name}"


def _meaning(name: str, spoken: Language) -> tuple[str, ...]:
    declared = MEASURES[name]
    better = spoken.say(Phrase(declared.better) if declared.better else NEITHER)
    return both_names(name, spoken), spoken.say(Phrase(declared.meaning)), spoken.say(Phrase(declared.unit)), better


def _means(view: View) -> Table:
    names = outcomes_of(view)
    points = range(view.sweep.manifest.points)
    found = [estimates(name, view.rows(name, points)) for name in names]
    cells = [[_estimate(one, view.spoken) for one in column] for column in found]
    heads = [*_heads(view), *map(view.outcome, names)]
    rows = [[*_point(view, point), *(column[point] for column in cells)] for point in points]
    return Table(view.say(MEANS), heads, rows)


def _shares(view: View, name: str) -> Table:
    """Lay out the shares of the words of an outcome; words that no run returned have no column."""
    found = words(view.sweep, name)
    seen = [word for word in MEASURES[name].words if (found == word).any()]
    heads = [*_heads(view), *(capital(view.say(Phrase(word))) for word in seen)]
    rows = [
        [*_point(view, point), *(percent(int((runs == word).sum()), len(runs)) for word in seen)]
        for point, runs in enumerate(found)
    ]
    return Table(view.say(SHARES[name]), heads, rows)


def _slices(view: View, name: str) -> Table:
    """Lay out how an outcome changes along each field of a sample, those first along which it does so most."""
    heads = [view.say(head) for head in (FIELD, LOWEST, HIGHEST, DIFFERENCE)]
    return Table(f"{view.outcome(name)}. {view.say(SLICES)}", heads, [list(_slice(view, name, p)) for p in view.fields])


def _slice(view: View, name: str, path: str) -> Iterator[str]:
    effect = view.effect(name, path)
    yield capital(view.field(path))
    for end in effect.ends:
        yield _estimate(effect.means[end], view.spoken)
    two = effect.difference
    yield f"{signed(view.spoken, two.value)}\n{interval(view.spoken, two, is_difference=True)}"


def _heads(view: View) -> list[str]:
    """Return the heads of the columns that tell points apart."""
    if view.shape is Shape.GRID:
        return [capital(view.field(path)) for path in view.sweep.points.columns]
    return [view.say(POINT)]


def _point(view: View, point: int) -> list[str]:
    """Return what tells a point from the others."""
    match view.shape:
        case Shape.GRID:
            values: Mapping[str, object] = view.sweep.points[point]
            return [view.tick(path, values[path]) for path in view.sweep.points.columns]
        case Shape.LIST:
            return [capital(view.what_differs(point))]
    return [view.say(ALL_RUNS)]


def _estimate(estimate: Estimate, spoken: Language) -> str:
    return f"{number(spoken, estimate.value)}\n{interval(spoken, estimate)}"
