"""The page on history: Markdown tables of all that was compared, with the reason for every miss."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from experiments.runner import provenance
from experiments.validation.calibration import answers_of, inside, missed
from experiments.validation.history import Answer, History, Verdict
from experiments.validation.history_report import observed, place, spread, summary
from experiments.validation.observations import Incomparable

OVERVIEW = ("Scenario", "Compared", "Inside", "Held back: inside", "May be tuned: inside", "Not comparable")
COLUMNS = ("Observation", "Tuning", "Observed", "Runs: 5 % – median – 95 %", "Quantile", "Verdict", "A miss of")


def as_page(histories: Sequence[History], runs: int, seed: int, command: str) -> str:
    """Return the comparison in Markdown: how it was made, what it says as a whole, and a table for each scenario."""
    version = ", ".join(f"{name} {number}" for name, number in provenance.versions().items())
    made = (
        f"Made by `{command}`: {runs * len(histories):,} runs, {runs:,} of each scenario, seed {seed}, {version}, "
        f"commit {provenance.commit()}."
    )
    parts = [made, *as_a_whole(histories), _table(OVERVIEW, map(in_one_row, histories))]
    return "\n\n".join([*parts, *(part for history in histories for part in _one(history))]) + "\n"


def as_a_whole(histories: Sequence[History]) -> Iterator[str]:
    """Yield what the comparison says as a whole, a paragraph each."""
    yield " ".join(summary(histories))
    causes = Counter(answer.question.observation.lies_in for answer in missed(answers_of(histories)))
    unexplained = causes.pop(None, 0)
    if causes:
        yield f"Misses lie in {', '.join(f'the {cause} ({count})' for cause, count in causes.most_common())}."
    if unexplained:
        yield f"Still to be explained: {unexplained}."


def in_one_row(history: History) -> tuple[str, ...]:
    """Return how a scenario does, in the columns of `OVERVIEW`."""
    parts = (answers_of([history], held_back=held) for held in (None, True, False))
    every, *apart = [(inside(answers), len(answers)) for answers in parts]
    told = (f"{count} of {among}" if among else "–" for count, among in apart)
    return history.name, str(every[1]), str(every[0]), *told, str(len(history.incomparable))


def _one(history: History) -> Iterator[str]:
    """Yield the heading of a scenario, its table, why runs miss, and what cannot be compared."""
    yield f"### {history.name}: {history.scenario.title.en}"
    if history.answers:
        yield _table(COLUMNS, map(_row, history.answers))
    if reasons := [f"- {reason}" for reason in reasons_of(history)]:
        yield "\n".join(reasons)
    if history.incomparable:
        yield f"Not comparable: {'; '.join(by_reason(history.incomparable))}."


def reasons_of(history: History) -> list[str]:
    """Return why runs miss, an observation each."""
    missing = missed(history.answers)
    return [f"{a.question.label}: {' '.join((a.question.observation.note or '').split())}" for a in missing]


def cells(answer: Answer) -> tuple[str, ...]:
    """Return what was observed and what runs say of it, in the columns of `COLUMNS`."""
    question, verdict = answer.question, answer.verdict
    tuning = "held back" if question.observation.held_back else "may be tuned"
    cause = question.observation.lies_in or "" if verdict is Verdict.OUTSIDE else ""
    return question.label, tuning, observed(answer), spread(answer), place(answer), verdict.value, cause


def _row(answer: Answer) -> tuple[str, ...]:
    *told, verdict, cause = cells(answer)
    return *told, f"**{verdict}**" if answer.verdict is Verdict.OUTSIDE else verdict, cause


def by_reason(incomparable: Sequence[Incomparable]) -> Iterator[str]:
    """Yield what cannot be compared, reason by reason."""
    ordered = sorted(incomparable, key=lambda entry: entry.reason)
    for reason, entries in groupby(ordered, key=lambda entry: entry.reason):
        yield f"{', '.join(entry.label for entry in entries)} ({reason})"


def _table(heads: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
