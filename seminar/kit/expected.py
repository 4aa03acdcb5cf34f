"""Expected results: what the teaching scenarios come to, told and drawn, in case the machine fails in class."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from experiments.analysis.contrast import Contrast, column, contrast
from experiments.analysis.labels import outcome_title
from experiments.analysis.wording import level
from experiments.terminal.progress import Report, silence
from seminar.kit.dots import dots
from simulation import (
    OUTCOMES,
    Outcome,
    Scenario,
    changed,
    load_dossier,
    load_scenario,
    shipped_scenarios,
    turning_points,
)
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.run import replicate
from simulation.scenario.dossier import Lesson

PAIRS = 100
_MOST_TURNS = 7
_ALSO = ("impact", "depth", "success")
_YES_OR_NO = "0/1"

TITLE = Phrase("Expected results")
HOW = Phrase(
    "If the machine fails, show these pages instead. Each dot is one run of the model; the seeds are 1 to {runs}, the "
    "same with the change and without. The program comes to the same numbers as long as it has the version at the foot "
    "of the page."
)
POINT, CHANGE = Phrase("What is to be seen:"), Phrase("What is changed:")
RESULT = {
    "rises": Phrase("**{outcome} is higher in {hits} of {runs} pairs**, lower in {misses} and the same in {same}."),
    "falls": Phrase("**{outcome} is lower in {hits} of {runs} pairs**, higher in {misses} and the same in {same}."),
}
MISSING = Phrase("In {number} pair it is missing in a run.", "In {number} pairs it is missing in a run.")
SEEDS = Phrase("Seeds that tell it best, as it is → with the change")
SEED = Phrase("seed")
YES, NO = Phrase("yes"), Phrase("no")
STORY, STORY_CHANGED = Phrase("Seed {seed}, as it is"), Phrase("Seed {seed}, with the change")
MORE = Phrase("… {number} turning point more.", "… {number} turning points more.")
TYPED = Phrase("To see it yourself:")


@dataclass(frozen=True, slots=True)
class LessonRuns:
    """The runs of a teaching scenario, as it is and with what its lesson changes.

    Attributes:
        name: of the scenario.
        scenario: as it is.
        lesson: what it is to show.
        before: outcomes as it is, seed by seed from 1.
        after: with the change.
    """

    name: str
    scenario: Scenario
    lesson: Lesson
    before: tuple[Outcome, ...]
    after: tuple[Outcome, ...]

    @property
    def contrast(self) -> Contrast:
        """How the outcome of the lesson differs in pairs."""
        name = self.lesson.outcome
        return contrast(name, column(self.before, name), column(self.after, name))


def lessons() -> Mapping[str, Lesson]:
    """Return the lessons of all shipped scenarios that have one."""
    return {name: lesson for name in shipped_scenarios() if (lesson := load_dossier(name).lesson)}


def lesson_runs(pairs: int = PAIRS, report: Report = silence) -> Iterator[LessonRuns]:
    """Run all teaching scenarios, and yield one after another."""
    there = lessons()
    for number, (name, lesson) in enumerate(there.items(), start=1):
        scenario, seeds = load_scenario(name), range(1, pairs + 1)
        before, after = (tuple(replicate(scenario, seeds, changes=changes)) for changes in ({}, lesson.compare))
        yield LessonRuns(name, scenario, lesson, before, after)
        report(number, len(there))


def told(runs: LessonRuns, spoken: Language) -> tuple[str, dict[str, bytes]]:
    """Tell a lesson's results in Markdown, and draw them; the figure goes by the name under which the text shows it."""
    name, figure = runs.lesson.outcome, f"{runs.name}.png"
    image = dots(name, column(runs.before, name), column(runs.after, name), spoken)
    parts = [*_head(runs, spoken), f"![]({figure})", *_seeds(runs, spoken), "---", *_stories(runs, spoken)]
    return "\n\n".join(parts), {figure: image}


def expected_results(spoken: Language, all_runs: list[LessonRuns]) -> tuple[str, dict[str, bytes]]:
    """Return the whole text in Markdown, a page with the result and one with a run for each scenario, and figures."""
    count = spoken.number(len(all_runs[0].before), "#,##0")
    text, images = f"# {spoken.say(TITLE)}\n\n{spoken.say(HOW, runs=count)}", dict[str, bytes]()
    for number, runs in enumerate(all_runs):
        section, figures = told(runs, spoken)
        text += ("\n\n---\n\n" if number else "\n\n") + section
        images |= figures
    return text, images


def _head(runs: LessonRuns, spoken: Language) -> Iterator[str]:
    lesson, lang, two = runs.lesson, spoken.code, runs.contrast
    yield f"## {getattr(runs.scenario.title, lang)}"
    yield str(getattr(runs.scenario.summary, lang)).strip()
    yield f"**{spoken.say(POINT)}** {str(getattr(lesson.point, lang)).strip()}"
    yield f"**{spoken.say(CHANGE)}** {getattr(lesson.change_in_words, lang)}."
    hits, misses = (two.higher, two.lower) if lesson.change == "rises" else (two.lower, two.higher)
    counted = {"hits": hits, "misses": misses, "same": two.same, "runs": two.pairs}
    numbers = {part: str(number) for part, number in counted.items()}
    yield " ".join(
        [
            spoken.say(RESULT[lesson.change], outcome=outcome_title(lesson.outcome, spoken), **numbers),
            *([spoken.counted(MISSING, two.pairs - two.in_both)] if two.in_both < two.pairs else []),
        ]
    )


def _seeds(runs: LessonRuns, spoken: Language) -> Iterator[str]:
    """Yield a table of the seeds that tell it best, and how to run one of them."""
    names = list(dict.fromkeys([runs.lesson.outcome, *_ALSO]))
    heads = [spoken.say(SEED), *(outcome_title(name, spoken) for name in names)]
    rows = [[str(seed), *(_both(runs, seed, name, spoken) for name in names)] for seed in runs.lesson.seeds]
    yield f"### {spoken.say(SEEDS)}"
    yield "\n".join(f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *rows])
    yield f"{spoken.say(TYPED)}\n\n```\n{_typed(runs, spoken)}\n```"


def _both(runs: LessonRuns, seed: int, name: str, spoken: Language) -> str:
    """Return an outcome of a seed, as it is and with the change."""
    return " → ".join(_written(name, getattr(side[seed - 1], name), spoken) for side in (runs.before, runs.after))


def _written(name: str, value: float, spoken: Language) -> str:
    if OUTCOMES[name].unit == _YES_OR_NO:
        return spoken.say(YES if value else NO)
    return level(name, value, spoken)


def _typed(runs: LessonRuns, spoken: Language) -> str:
    words: list[str] = ["alliance", "run", runs.name, "--seed", str(runs.lesson.seeds[0]), "--lang", spoken.code]
    return shlex.join(words)


def _stories(runs: LessonRuns, spoken: Language) -> Iterator[str]:
    seed = runs.lesson.seeds[0]
    for heading, scenario in ((STORY, runs.scenario), (STORY_CHANGED, changed(runs.scenario, runs.lesson.compare))):
        yield f"### {spoken.say(heading, seed=str(seed))}"
        yield "\n".join(_turns(scenario, seed, spoken))


def _turns(scenario: Scenario, seed: int, spoken: Language) -> Iterator[str]:
    """Yield the turning points of a run as a list; of many, the first ones and the last."""
    points = [
        f"- {point.head.partition(',')[0]}: {point.text}"
        for point in turning_points(ObservedRun(scenario, seed), spoken.code)
    ]
    if len(points) <= _MOST_TURNS + 1:
        yield from points
        return
    yield from points[: _MOST_TURNS - 1]
    yield f"- {spoken.counted(MORE, len(points) - _MOST_TURNS)}"
    yield points[-1]
