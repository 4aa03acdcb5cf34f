"""The report of a comparison with history: a table a scenario, reasons, notes, and a summary."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding

from experiments.analysis.contrast import percent
from experiments.analysis.statistics import share
from experiments.terminal.screen import list_table
from experiments.validation.calibration import answers_of, calibration, inside
from experiments.validation.history import Answer, History, Verdict
from experiments.validation.observations import NEVER, Incomparable

_WHOLE = ("organisations", "weeks", "days")
_HEADS = ("observation", "observed", "runs: 5 % – median – 95 %", "quantile", "verdict")


def show(histories: Sequence[History], console: Console) -> None:
    """Print a table for each scenario, then what all of them say together."""
    for history in histories:
        _show_one(history, console)
        console.print()
    for sentence in summary(histories):
        console.print(sentence)


def summary(histories: Sequence[History]) -> Iterator[str]:
    """Say how many observations lie where most runs lie, among all and among those held back."""
    answers = answers_of(histories)
    if not answers:
        yield "Nothing was observed that runs could be asked for."
        return
    yield f"{_share_inside(answers)} lie in the middle 90 % of runs."
    for what, held_back in (("held back from all tuning", True), ("that may be tuned", False)):
        if some := answers_of(histories, held_back=held_back):
            yield f"Of those {what}, {_share_inside(some)} do."
    found = calibration(answers)
    if found.intervals:
        yield (
            f"Calibration over {len(found.intervals)} numbers: the largest distance from even is "
            f"{found.distance():.2f} (0 for a perfect model, 1 at worst)."
        )


def observed(answer: Answer) -> str:
    """Return what was observed, in words."""
    return _written(answer.question.seen, answer.question.unit)


def spread(answer: Answer) -> str:
    """Return what most runs return, in words."""
    question = answer.question
    if isinstance(question.seen, str):
        runs = answer.kinds.total()
        return ", ".join(f"{kind} {percent(count, runs)}" for kind, count in answer.kinds.most_common(3))
    return " – ".join(_written(value, question.unit) for value in answer.spread())


def mostly(answer: Answer) -> str:
    """Return the word that most runs return, and how many do."""
    ((kind, count),) = answer.kinds.most_common(1)
    return f"{kind} {percent(count, answer.kinds.total())}"


def same(answer: Answer) -> str:
    """Return the share of runs that returned the very word that was observed."""
    return percent(answer.kinds[str(answer.question.seen)], answer.kinds.total())


def place(answer: Answer) -> str:
    """Return where what was observed falls: its quantile, or for a word the share of runs that returned it."""
    return f"{same(answer)} of runs" if isinstance(answer.question.seen, str) else f"{answer.quantile:.2f}"


def as_data(histories: Sequence[History], runs: int, seed: int, files: Sequence[Path]) -> dict[str, Any]:
    """Return the whole comparison for machines."""
    answers = answers_of(histories)
    found = calibration(answers)
    return {
        "runs": runs,
        "seed": seed,
        "scenarios": [_history_as_data(history) for history in histories],
        "compared": len(answers),
        "inside": inside(answers),
        "calibration": {"intervals": found.intervals, "distance": found.distance() if found.intervals else None},
        "files": [str(path) for path in files],
    }


def _show_one(history: History, console: Console) -> None:
    console.print(f"{history.name}: {history.scenario.title.en}", style="bold")
    if history.answers:
        console.print(list_table(_HEADS, [_row(answer) for answer in history.answers]))
    for answer in history.answers:
        if answer.question.observation.note and answer.verdict is Verdict.OUTSIDE:
            _indented(console, f"{answer.question.label}: {answer.question.observation.note}{_cause(answer)}")
    if history.incomparable:
        _indented(console, incomparable(history))


def incomparable(history: History) -> str:
    """Say how many observations runs cannot be asked for, reason by reason; --json and the page name each."""
    reasons = Counter(reason for _, reason, _ in history.incomparable)
    told = "; ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"Not comparable (named with --json): {told}."


def _cause(answer: Answer) -> str:
    cause = answer.question.observation.lies_in
    return f" (a miss of the {cause})" if cause else ""


def _indented(console: Console, text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 2)), style="dim")


def _row(answer: Answer) -> tuple[str, ...]:
    question = answer.question
    mark = " *" if question.observation.held_back else ""
    return f"{question.label}{mark}", observed(answer), spread(answer), place(answer), answer.verdict.value


def _written(value: float | str, unit: str) -> str:
    if isinstance(value, str):
        return value
    if math.isinf(value):
        return NEVER
    return f"{value:.0f}" if unit in _WHOLE or abs(value) >= 10 else f"{value:.2g}"


def _share_inside(answers: Sequence[Answer]) -> str:
    count = inside(answers)
    estimate = share(count, len(answers))
    return f"{count} of {len(answers)} observations ({100 * estimate.low:.0f} to {100 * estimate.high:.0f} %)"


def _history_as_data(history: History) -> dict[str, Any]:
    return {
        "scenario": history.name,
        "title": history.scenario.title.en,
        "observations": [
            *map(_answer_as_data, history.answers),
            *map(_incomparable_as_data, history.incomparable),
        ],
    }


def _answer_as_data(answer: Answer) -> dict[str, Any]:
    question, observation = answer.question, answer.question.observation
    is_word = isinstance(question.seen, str)
    return {
        "observation": question.label,
        "unit": question.unit,
        "observed": _plain(question.seen),
        "verdict": answer.verdict,
        "quantile": None if is_word else answer.quantile,
        "share_of_runs_below": None if is_word else answer.interval[0],
        "share_of_runs_the_same": answer.same,
        "runs_5_50_95": None if is_word else [_plain(value) for value in answer.spread()],
        "kinds": dict(answer.kinds.most_common()),
        "held_back": observation.held_back,
        "certainty": observation.certainty,
        "source": observation.source,
        "note": observation.note,
        "lies_in": observation.lies_in,
    }


def _incomparable_as_data(incomparable: Incomparable) -> dict[str, Any]:
    return {
        "observation": incomparable.label,
        "verdict": Verdict.NOT_COMPARABLE,
        "reason": incomparable.reason,
        "held_back": incomparable.observation.held_back,
        "certainty": incomparable.observation.certainty,
        "source": incomparable.observation.source,
    }


def _plain(value: float | str | date) -> float | str | None:
    if isinstance(value, float):
        return value if math.isfinite(value) else NEVER
    return str(value)
