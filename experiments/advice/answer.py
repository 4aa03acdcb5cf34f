"""Answers: what the runs of a question say about each of its options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from experiments.advice.effects import Effect, effect
from experiments.advice.question import Line, Option, Question
from experiments.analysis.statistics import Numbers
from simulation import OUTCOMES


@dataclass(frozen=True)
class Answer:
    """What came of a question.

    Attributes:
        question: what was asked.
        runs: pairs for each option.
        seed: base seed of the runs.
        values: by outcome, a row for the plan as it is and then one for each option, a column for each seed; nan where
            the outcome is missing.
    """

    question: Question
    runs: int
    seed: int
    values: Mapping[str, Numbers]

    @property
    def led(self) -> str:
        """The outcome that leads."""
        return self.question.outcomes[0]

    @cached_property
    def comparisons(self) -> int:
        """How many comparisons the answer makes: of each option with the plan, by outcome, and with the best option."""
        return max(1, len(self.question.options) * (len(self.question.outcomes) + 1))

    @cached_property
    def effects(self) -> Mapping[str, Mapping[str, Effect]]:
        """What each option does, by its key and by outcome."""
        return {
            option.key: {
                name: effect(name, rows[0], rows[number], self.comparisons)
                for name, rows in self.values.items()
                if name in self.question.outcomes
            }
            for number, option in enumerate(self.question.options, start=1)
        }

    def led_by(self, option: Option) -> Effect:
        """Return what an option does to the outcome that leads."""
        return self.effects[option.key][self.led]

    def gain_over(self, option: Option, other: Option) -> Effect:
        """Return by how much the outcome that leads differs under an option from what it is under another."""
        rows, keys = self.values[self.led], [one.key for one in self.question.options]
        number, before = (1 + keys.index(one.key) for one in (option, other))
        return effect(self.led, rows[before], rows[number], self.comparisons)

    def along(self, *lines: Line) -> list[Option]:
        """Return the options of these lines, those first that are best for what leads."""
        chosen = (option for option in self.question.options if option.line in lines)
        return sorted(chosen, key=lambda option: -self.led_by(option).mean.value)

    @property
    def ranked(self) -> list[Option]:
        """All options, those first that are best for what leads."""
        return self.along(*{option.line for option in self.question.options})

    def as_good_as(self, best: Option, others: Iterable[Option]) -> list[Option]:
        """Return those of some options that are not surely worse than the best one."""
        return [one for one in others if one is not best and not self.gain_over(best, one).is_sure]


def outcomes_read(questions: Iterable[Question]) -> list[str]:
    """Return the outcomes that answers look at, success among them as it is told of the plan itself."""
    return [*dict.fromkeys(name for one in questions for name in (*one.outcomes, "success") if name in OUTCOMES)]
