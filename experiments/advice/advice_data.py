"""An advice as plain data for machines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.advice.answer import Answer
from experiments.advice.consultation import TOPICS, Consultation
from experiments.advice.effects import Effect, per_week
from experiments.advice.labels import full
from experiments.advice.question import TIME, Option
from experiments.advice.sentences import head, sentences
from simulation import OUTCOMES
from simulation.language.translation import Language


def as_data(asked: Consultation, found: Sequence[Answer], files: Sequence[Path], spoken: Language) -> dict[str, Any]:
    """Return all answers that are there; texts are in the language given."""
    return {
        "scenario": asked.source,
        "settings": list(asked.settings),
        "runs": asked.runs,
        "seed": asked.seed,
        "answers": [_answer_as_data(answer, spoken) for answer in found],
        "missing": list(TOPICS[len(found) :]),
        "files": [str(path) for path in files],
    }


def _answer_as_data(answer: Answer, spoken: Language) -> dict[str, Any]:
    return {
        "topic": answer.question.topic,
        "question": head(answer.question.topic, spoken),
        "sentences": sentences(answer, spoken),
        "pairs": answer.runs,
        "base_seed": answer.seed,
        "comparisons": answer.comparisons if answer.question.options else 0,
        "led_by": answer.led,
        "ranking": [_option_as_data(answer, option, spoken) for option in answer.ranked],
    }


def _option_as_data(answer: Answer, option: Option, spoken: Language) -> dict[str, Any]:
    effects = answer.effects[option.key]
    rate = per_week(effects[answer.led], effects[TIME]) if TIME in effects else None
    return {
        "change": option.key,
        "told": full(answer.question, option, spoken),
        "kind": option.line,
        "parts": list(option.parts),
        "outcomes": {name: _effect_as_data(found) for name, found in effects.items()},
        "per_week_it_costs": rate and rate._asdict(),
    }


def _effect_as_data(found: Effect) -> dict[str, Any]:
    return {
        "unit": OUTCOMES[found.outcome].unit,
        "mean": found.mean._asdict(),
        "by_itself": found.by_itself._asdict(),
        "sureness": found.sureness.value,
        "pairs_compared": found.pairs,
        "pairs_that_differ": found.differing,
    }
