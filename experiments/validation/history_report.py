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
from experiments.analysis.labels import ENGLISH
from experiments.analysis.statistics import share
from experiments.terminal.screen import list_table
from experiments.validation.calibration import answers_of, calibration, inside
from experiments.validation.history import Answer, History, Verdict
from experiments.validation.observations import NEVER, Incomparable
from experiments.validation.wording import label, reason, value, word
from simulation.language.translation import Language, Phrase

_HEADS = (
    *(Phrase("observation"), Phrase("observed"), Phrase("runs: 5 % – median – 95 %")),
    *(Phrase("quantile"), Phrase("verdict")),
)
_NOTHING = Phrase("Nothing was observed that runs could be asked for.")
_INSIDE, _DO = Phrase("{share} lie in the middle 90 % of runs."), Phrase("Of those {which}, {share} do.")
_HELD_BACK, _MAY_BE_TUNED = Phrase("held back from all tuning"), Phrase("that may be tuned")
_SHARE_INSIDE = Phrase("{count} of {number} observations ({low} to {high} %)")
_CALIBRATION = Phrase(
    "Calibration over {number} numbers: the largest distance from even is {distance} (0 for a perfect model, 1 at "
    "worst)."
)
_NOT_COMPARABLE = Phrase("Not comparable (named with --json): {reasons}.")
_A_MISS_OF = Phrase(" (a miss of the {cause})")
_OF_RUNS = Phrase("{share} of runs")


def show(histories: Sequence[History], console: Console, spoken: Language = ENGLISH) -> None:
    """Print a table for each scenario, then what all of them say together; notes are told as their files have them."""
    for history in histories:
        _show_one(history, console, spoken)
        console.print()
    for sentence in summary(histories, spoken):
        console.print(sentence)


def summary(histories: Sequence[History], spoken: Language = ENGLISH) -> Iterator[str]:
    """Say how many observations lie where most runs lie, among all and among those held back."""
    answers = answers_of(histories)
    if not answers:
        yield spoken.say(_NOTHING)
        return
    yield spoken.say(_INSIDE, share=_share_inside(answers, spoken))
    for which, held_back in ((_HELD_BACK, True), (_MAY_BE_TUNED, False)):
        if some := answers_of(histories, held_back=held_back):
            yield spoken.say(_DO, which=spoken.say(which), share=_share_inside(some, spoken))
    found = calibration(answers)
    if found.intervals:
        distance = spoken.number(found.distance(), "0.00")
        yield spoken.say(_CALIBRATION, number=str(len(found.intervals)), distance=distance)


def observed(answer: Answer, spoken: Language = ENGLISH) -> str:
    """Return what was observed, in words."""
    return value(answer.question.seen, answer.question.unit, spoken)


def spread(answer: Answer, spoken: Language = ENGLISH) -> str:
    """Return what most runs return, in words."""
    question = answer.question
    if isinstance(question.seen, str):
        runs = answer.kinds.total()
        return ", ".join(f"{word(kind, spoken)} {percent(count, runs)}" for kind, count in answer.kinds.most_common(3))
    return " – ".join(value(number, question.unit, spoken) for number in answer.spread())


def mostly(answer: Answer) -> str:
    """Return the word that most runs return, and how many do."""
    ((kind, count),) = answer.kinds.most_common(1)
    return f"{kind} {percent(count, answer.kinds.total())}"


def same(answer: Answer) -> str:
    """Return the share of runs that returned the very word that was observed."""
    return percent(answer.kinds[str(answer.question.seen)], answer.kinds.total())


def place(answer: Answer, spoken: Language = ENGLISH) -> str:
    """Return where what was observed falls: its quantile, or for a word the share of runs that returned it."""
    if isinstance(answer.question.seen, str):
        return spoken.say(_OF_RUNS, share=same(answer))
    return spoken.number(answer.quantile, "0.00")


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


def _show_one(history: History, console: Console, spoken: Language) -> None:
    console.print(f"{history.name}: {getattr(history.scenario.title, spoken.code)}", style="bold")
    if history.answers:
        heads = [spoken.say(head) for head in _HEADS]
        console.print(list_table(heads, [_row(answer, spoken) for answer in history.answers]))
    for answer in history.answers:
        if answer.question.observation.note and answer.verdict is Verdict.OUTSIDE:
            note = answer.question.observation.note
            _indented(console, f"{label(answer.question, spoken)}: {note}{_cause(answer, spoken)}")
    if history.incomparable:
        _indented(console, incomparable(history, spoken))


def incomparable(history: History, spoken: Language = ENGLISH) -> str:
    """Say how many observations runs cannot be asked for, reason by reason; --json and the page name each."""
    reasons = Counter(reason(entry, spoken) for entry in history.incomparable)
    told = "; ".join(f"{count} {why}" for why, count in reasons.most_common())
    return spoken.say(_NOT_COMPARABLE, reasons=told)


def _cause(answer: Answer, spoken: Language) -> str:
    cause = answer.question.observation.lies_in
    return spoken.say(_A_MISS_OF, cause=word(cause, spoken)) if cause else ""


def _indented(console: Console, text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 2)), style="dim")


def _row(answer: Answer, spoken: Language) -> tuple[str, ...]:
    mark = " *" if answer.question.observation.held_back else ""
    told = f"{label(answer.question, spoken)}{mark}", observed(answer, spoken), spread(answer, spoken)
    return *told, place(answer, spoken), word(answer.verdict.value, spoken)


def _share_inside(answers: Sequence[Answer], spoken: Language) -> str:
    count = inside(answers)
    estimate = share(count, len(answers))
    low, high = f"{100 * estimate.low:.0f}", f"{100 * estimate.high:.0f}"
    return spoken.say(_SHARE_INSIDE, count=str(count), number=str(len(answers)), low=low, high=high)


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
