"""The example pair: the two runs with one seed that show a difference best, and their stories where they part."""

import shlex
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from experiments.analysis.labels import outcome_name
from experiments.analysis.wording import level
from experiments.compare.comparison import Pairs
from simulation import AllianceModel, OrganisationalField, RulesFile, Scenario, paragraphs
from simulation.field_run import live_fields
from simulation.language.translation import Language, Phrase
from simulation.scenario.definition import Setting
from simulation.story.chronicle import DECISIVE
from simulation.story.field_chronicle import field_chronicle

MOST_WEEKS = 8
IN_THE_DIRECTION = Phrase("largest difference in {outcome} in the direction of the mean")
BY_ANOTHER = Phrase("{leading} never differs; largest difference in {outcome}")
CHOSEN = Phrase(
    "The pair that shows it best has seed {seed} ({rule}): {outcome} {without} without and {with_it} with the change."
)
AS_IT_IS, WITH_THE_CHANGE = Phrase("As it is: {told}"), Phrase("With the change: {told}")
NOTHING = "–"
LEFT_OUT = Phrase("One further week differs.", "{number} further weeks differ.")
IN_FULL = Phrase("The whole stories:")


class Week(NamedTuple):
    """What is told of a week in one story and not in the other; empty where there is nothing."""

    day: str
    without: str
    with_it: str


@dataclass(frozen=True, slots=True)
class ExamplePair:
    """Two runs with one seed.

    Attributes:
        place: among the pairs.
        seed: of both runs.
        leading: the outcome that leads.
        outcome: by which the pair was chosen: the one that leads, where any pair differs in it.
        without: the outcome without the change.
        with_it: the outcome with the change.
    """

    place: int
    seed: int
    leading: str
    outcome: str
    without: float
    with_it: float

    def sentence(self, spoken: Language) -> str:
        """Say which pair it is, why, and how the two runs came out."""
        rule = IN_THE_DIRECTION if self.outcome == self.leading else BY_ANOTHER
        leading, outcome = (outcome_name(name, spoken) for name in (self.leading, self.outcome))
        return spoken.say(
            CHOSEN,
            seed=str(self.seed),
            rule=spoken.say(rule, outcome=outcome, leading=leading),
            outcome=self.outcome,
            without=level(self.outcome, self.without, spoken),
            with_it=level(self.outcome, self.with_it, spoken),
        )

    def commands(self, pairs: Pairs, spoken: Language) -> list[str]:
        """Return what tells each of the two runs in full."""
        told = ["--all"] if spoken.code == "en" else ["--all", "--lang", spoken.code]
        run = ["alliance", "run", pairs.plan.source, "--seed", str(self.seed)]
        fixed = pairs.plan.asked["settings"]
        settings = (fixed, (*fixed, *pairs.change.typed))
        return [shlex.join([*run, *(word for text in typed for word in ("--set", text)), *told]) for typed in settings]


class Stories(NamedTuple):
    """Two stories with one seed.

    Attributes:
        weeks: in which they differ, the first one and those in which something was decided.
        left_out: how many further weeks differ.
    """

    weeks: tuple[Week, ...]
    left_out: int


class _Story(NamedTuple):
    days: dict[int, str]
    sentences: dict[int, list[str]]
    decisive: frozenset[int]


def example_pair(pairs: Pairs) -> ExamplePair | None:
    """Choose the pair that differs most in the outcome that leads in the direction of the mean; of several, the first.

    Where no pair differs in it, the first outcome in which one does takes its place. A mean of 0 has no
    direction; then the largest difference of all counts.

    Returns:
        The pair; None if no pair differs in any outcome.
    """
    leading = pairs.plan.returns.leading
    for name in (leading, *pairs.contrasts):
        differences = np.nan_to_num(pairs.differences(name))
        if differences.any():
            towards = differences * np.sign(differences.mean())
            place = int(np.argmax(towards if towards.any() else np.abs(differences)))
            without, with_it = (float(getattr(arm[place], name)) for arm in (pairs.without, pairs.with_it))
            return ExamplePair(place, pairs.plan.seeds[place], leading, name, without, with_it)
    return None


def stories(pairs: Pairs, example: ExamplePair, lang: str) -> Stories:
    """Tell two runs with one seed from the first week in which they differ."""
    arms, rules = (pairs.plan, pairs.change), pairs.plan.rules
    weeks, decisive = _parted(*(_told(arm.scenario, example.seed, rules, lang) for arm in arms))
    shown = _most_telling(sorted(weeks), decisive)
    return Stories(tuple(weeks[week] for week in shown), len(weeks) - len(shown))


def as_lines(told: Stories, spoken: Language, width: int) -> Iterator[str]:
    """Yield the lines of two stories, week by week, what either of them tells below the day."""
    for week in told.weeks:
        yield week.day
        for phrase, text in ((AS_IT_IS, week.without), (WITH_THE_CHANGE, week.with_it)):
            line = spoken.say(phrase, told=text or NOTHING)
            yield textwrap.fill(line, width, initial_indent="  ", subsequent_indent="    ")
        yield ""
    if told.left_out:
        yield spoken.counted(LEFT_OUT, told.left_out)


def as_data(pairs: Pairs, example: ExamplePair, lang: str) -> dict[str, Any]:
    """Return a pair with its stories for machines."""
    told = stories(pairs, example, lang)
    return {
        "seed": example.seed,
        "chosen_by": example.outcome,
        "without": example.without,
        "with": example.with_it,
        "weeks": [{"week": week.day, "without": week.without, "with": week.with_it} for week in told.weeks],
        "weeks_left_out": told.left_out,
    }


def _told(scenario: Setting, seed: int, rules: RulesFile | None, lang: str) -> _Story:
    if isinstance(scenario, OrganisationalField):
        return _told_of_a_field(scenario, seed, lang)
    assert isinstance(scenario, Scenario)
    model = AllianceModel(scenario, rng=seed, rules=rules and rules.rules)
    days: dict[int, str] = {}
    sentences: dict[int, list[str]] = {}
    for told in paragraphs(model, lang):
        days[told.week] = told.head
        of = f"{told.alliance}: " if told.alliance else ""
        sentences.setdefault(told.week, []).extend(of + sentence for sentence in told.sentences)
    return _Story(days, sentences, frozenset(event.week for event in model.story if event.kind in DECISIVE))


def _told_of_a_field(scenario: OrganisationalField, seed: int, lang: str) -> _Story:
    [run] = live_fields(scenario, [seed])
    days: dict[int, str] = {}
    sentences: dict[int, list[str]] = {}
    for told in field_chronicle(run.entries(), lang):
        days[told.week] = told.head
        sentences.setdefault(told.week, []).append(told.text)
    return _Story(days, sentences, frozenset([scenario.weeks]))


def _parted(one: _Story, other: _Story) -> tuple[dict[int, Week], frozenset[int]]:
    """Return the weeks in which two stories differ, and those in which something was decided in one of them."""
    weeks = {}
    for week, day in (one.days | other.days).items():
        here, there = one.sentences.get(week, []), other.sentences.get(week, [])
        only_here = " ".join(sentence for sentence in here if sentence not in there)
        only_there = " ".join(sentence for sentence in there if sentence not in here)
        if only_here or only_there:
            weeks[week] = Week(day, only_here, only_there)
    return weeks, one.decisive | other.decisive


def _most_telling(weeks: Sequence[int], decisive: frozenset[int]) -> list[int]:
    """Return all weeks if they are few; else the first and the decisive ones, of those the earliest and the last."""
    if len(weeks) <= MOST_WEEKS:
        return list(weeks)
    telling = [week for week in weeks if week == weeks[0] or week in decisive]
    half = MOST_WEEKS // 2
    return telling if len(telling) <= MOST_WEEKS else [*telling[:half], *telling[-half:]]
