"""The page of a handout: text, chart, data and scripts in one HTML file that loads nothing."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis.labels import outcome_name, outcome_note, outcome_title
from experiments.design.assignments import typed_change
from experiments.report.offline_page import offline_page
from experiments.report.words import LIMITS
from experiments.runner.provenance import PACKAGE, package_version
from seminar.chart_library import chart_library
from seminar.handout import words
from seminar.handout.chart import chart
from seminar.handout.levers import levers_asked_for, levers_of
from seminar.handout.precomputed import Precomputed, precompute
from simulation import OUTCOMES, Scenario, changed, load_dossier, load_scenario, turning_points
from simulation.language.translation import Language, Phrase, language
from simulation.observed_run import ObservedRun
from simulation.scenario.dossier import Lesson

_FOLDER = Path(__file__).parent
_MOST_DEMANDS = 6
_YES_OR_NO = "0/1"
_DECIMALS = 4  # of the values in the file, more than any chart shows


@dataclass(frozen=True)
class Handout:
    """What goes into one handout.

    Attributes:
        source: name or path of the scenario.
        scenario: as it is.
        lesson: what it is to show, if it is for teaching.
        data: the runs.
        spoken: the language.
    """

    source: str
    scenario: Scenario
    lesson: Lesson | None
    data: Precomputed
    spoken: Language

    def html(self) -> str:
        """Return the file."""
        return offline_page(
            _FOLDER,
            lang=self.spoken.code,
            title=self.title,
            handout=self,
            say=self.spoken.say,
            words=words,
            data=self.for_the_page(),
            library=_library(),
        )

    @property
    def title(self) -> str:
        """What the scenario is called."""
        return str(getattr(self.scenario.title, self.spoken.code))

    @property
    def summary(self) -> str:
        """What the scenario says of itself."""
        return str(getattr(self.scenario.summary, self.spoken.code)).strip()

    @property
    def point(self) -> str:
        """What the scenario is to show; empty where it is for no lesson."""
        return "" if self.lesson is None else str(getattr(self.lesson.point, self.spoken.code)).strip()

    @cached_property
    def facts(self) -> list[str]:
        """What is wanted and who is asked, a sentence each."""
        return [*self._demands(), self._asked()]

    @cached_property
    def stories(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Headings, each with the turning points of a run as day and sentence."""
        told = [(self.spoken.say(words.STORY), list(self._turning_points(self.scenario)))]
        if self.lesson is not None:
            heading = self.spoken.say(
                words.STORY_CHANGED, change=getattr(self.lesson.change_in_words, self.spoken.code)
            )
            told.append((heading, list(self._turning_points(changed(self.scenario, self.lesson.compare)))))
        return told

    @property
    def seed(self) -> int:
        """The seed of the run that is told."""
        return 1 if self.lesson is None else self.lesson.seeds[0]

    def seed_told(self, number: int) -> str:
        """Return with which seed a story was run, and how to run it again, by the number of the story."""
        changes = self.lesson.compare if self.lesson is not None and number else {}
        typed = ["alliance", "run", self.source, "--seed", str(self.seed)]
        typed += [word for field, value in changes.items() for word in ("--set", typed_change(field, value))]
        command = shlex.join([*typed, "--lang", self.spoken.code])
        return self.spoken.say(words.SEED, seed=str(self.seed), command=command)

    @property
    def notes(self) -> list[str]:
        """How the handout was made and what it is not, a paragraph each."""
        count = self.spoken.number
        points = next(iter(self.data.outcomes.values())).shape[0] if self.data.outcomes else 0
        runs = {"runs": self.data.runs, "last": self.data.runs - 1, "total": points * self.data.runs}
        return [
            self.spoken.say(words.PAIRS, **{name: count(number, "#,##0") for name, number in runs.items()}),
            self.spoken.say(words.SMALLEST),
            self.spoken.say(LIMITS),
            self.spoken.say(words.MADE_WITH, package=PACKAGE, version=package_version(), source=Path(self.source).name),
        ]

    def for_the_page(self) -> dict[str, Any]:
        """Return what the page's script works with, as plain data."""
        return {
            "locale": self.spoken.locale.replace("_", "-"),
            "runs": self.data.runs,
            "levers": [
                {"title": one.title(self.spoken), "labels": one.labels(self.spoken), "own": one.own}
                for one in self.data.levers
            ],
            "outcomes": [self._outcome(name) for name in self.data.outcomes],
            "words": words.at_work(self.spoken),
            "chart": chart(),
        }

    def _outcome(self, name: str) -> dict[str, Any]:
        rows, declared = self.data.outcomes[name], OUTCOMES[name]
        return {
            "inSentence": outcome_name(name, self.spoken),
            "title": outcome_title(name, self.spoken),
            "note": outcome_note(name, self.spoken),
            "meaning": self.spoken.say(Phrase(declared.meaning)),
            "smallest": declared.smallest_difference,
            "isYesNo": declared.unit == _YES_OR_NO,
            "low": min(0.0, float(np.nanmin(rows))),
            "high": float(np.nanmax(rows)),
            "values": [[_plain(value) for value in row] for row in rows],
        }

    def _demands(self) -> Iterator[str]:
        names = [self.scenario.called(one.name, self.spoken.code) for one in self.scenario.goal.demands]
        if names:
            rest = len(names) - _MOST_DEMANDS
            listed = names if rest <= 0 else [*names[:_MOST_DEMANDS], self.spoken.counted(words.MORE, rest)]
            told = {"number": str(len(names)), "names": self.spoken.listed(listed)}
            yield self.spoken.say(words.DEMANDS, len(names), **told)

    def _asked(self) -> str:
        count = {"size": self.scenario.invitation.size, "all": len(self.scenario.names())}
        sectors = [self.spoken.say(Phrase(sector)) for sector, _ in _sectors(self.scenario).most_common()]
        numbers = {name: self.spoken.number(number, "#,##0") for name, number in count.items()}
        return self.spoken.say(words.ASKED, count["size"], sectors=", ".join(sectors), **numbers)

    def _turning_points(self, scenario: Scenario) -> Iterator[tuple[str, str]]:
        for point in turning_points(ObservedRun(scenario, self.seed), self.spoken.code):
            yield point.head.partition(",")[0], point.text


def handout_of(source: str, specifications: Sequence[str], lang: str, *, runs: int, **means: Any) -> Handout:
    """Make all that a handout shows.

    Args:
        source: name or path of the scenario.
        specifications: what its sliders move, each `FIELD=VALUES`; none for those that the scenario has by itself.
        lang: language of the handout.
        runs: how many there are of each combination.
        means: with what the runs are made, as for `precompute`.

    Raises:
        AllianceError: where the scenario or a slider is not valid.
    """
    scenario, lesson = load_scenario(source), load_dossier(source).lesson
    levers = levers_asked_for(scenario, specifications) if specifications else levers_of(scenario, lesson)
    data = precompute(source, scenario, levers, lesson, runs=runs, **means)
    return Handout(source, scenario, lesson, data, language(lang))


@cache
def _library() -> str:
    """Return the scripts that draw the chart, in a form that can stand inside a page."""
    return chart_library().replace("</script", "<\\/script")


def _sectors(scenario: Scenario) -> Counter[str]:
    """Count the organisations that could take part by sector; those of a group are dealt out to its sectors."""
    found: Counter[str] = Counter(one.sector for one in scenario.organisations)
    for group in scenario.groups:
        found.update(group.sectors[k % len(group.sectors)] for k in range(group.count))
    return found


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), _DECIMALS)
