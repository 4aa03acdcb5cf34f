"""The report of a sensitivity analysis: on the screen, and as plain data for machines and pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from experiments.analysis.labels import ENGLISH, outcome_title
from experiments.analysis.wording import difference, level
from experiments.design.variation import Range
from experiments.sensitivity.answer import Answer, Grown, meaning_of, name_of, span_of
from experiments.sensitivity.factors import Factors
from experiments.sensitivity.screening import Effect
from experiments.sensitivity.sentences import headline, interval, percent, screening_sentences, sentences
from experiments.sensitivity.study import LED, OUTCOMES
from experiments.terminal.console import print_text

_INDENT = 2


def show(answer: Answer, output: Console, *, in_full: bool) -> None:
    """Print what was found, the headline first."""
    print_text(output, headline(answer), style="bold")
    output.print()
    for name in OUTCOMES if in_full else (LED,):
        output.print(_indices_table(answer, name))
        output.print()
    for sentence in (*sentences(answer), *screening_sentences(answer)):
        print_text(output, sentence, indent=_INDENT)
    for path, reason in answer.left_out.items():
        print_text(output, f"Left out: {path}, as {reason}.".replace("..", "."), indent=_INDENT)
    if in_full and answer.screened:
        output.print()
        output.print(_screening_table(answer))


def as_data(answer: Answer, files: Sequence[Path] = ()) -> dict[str, Any]:
    """Return all that was found."""
    return {
        "scenario": answer.source,
        "title": answer.title,
        "runs_per_point": answer.runs,
        "runs": answer.total,
        "seed": answer.seed,
        "how": answer.made,
        "headline": headline(answer),
        "sentences": [*sentences(answer), *screening_sentences(answer)],
        "ranking": answer.ranked(),
        "factors": {path: _factor_as_data(answer.factors, path) for path in answer.factors},
        "outcomes": {name: _outcome_as_data(answer, name) for name in answer.found},
        "screening": {
            "trajectories": answer.trajectories,
            "factors": {path: _factor_as_data(answer.screened_factors, path) for path in answer.screened_factors},
            "outcomes": {
                name: {path: _effect_as_data(effect) for path, effect in effects.items()}
                for name, effects in answer.screened.items()
            },
            "without_effect": answer.without_effect(),
        },
        "left_out": dict(answer.left_out),
        "files": [str(path) for path in files],
    }


def _indices_table(answer: Answer, outcome: str) -> Table:
    heads = ("by itself (95 %)", *(("with others (95 %)",) if answer.has_totals else ()))
    table = _table(outcome_title(outcome), heads)
    indices = answer.indices(outcome)
    for place, path in enumerate(answer.ranked(), start=1):
        one = answer.place(path)
        shares = (indices.first[one], *((indices.total[one],) if answer.has_totals else ()))
        table.add_row(str(place), name_of(path), *(f"{percent(s.value)} ({interval(s)})" for s in shares))
    return table


def _screening_table(answer: Answer) -> Table:
    table = _table("Moved by two thirds of its range", ("moves impact by (95 %)", "rising", "noise alone"))
    effects = answer.screened[LED]
    moving = (path for path in answer.screening_ranks() if not effects[path].does_nothing)
    for place, path in enumerate(moving, start=1):
        found = effects[path]
        ends = f"{level(LED, found.size.low, ENGLISH)} to {level(LED, found.size.high, ENGLISH)}"
        size = f"{level(LED, found.size.value, ENGLISH)} ({ends})"
        rising = _rising(answer.screened_factors, path, found)
        table.add_row(str(place), name_of(path), size, rising, level(LED, found.noise, ENGLISH))
    return table


def _rising(factors: Factors, path: str, found: Effect) -> str:
    """Write the mean effect of what rises; words have no order in which they could."""
    field = factors[path]
    has_order = isinstance(field, Range) or not any(isinstance(value, str) for value in field)
    return difference(LED, found.mean, ENGLISH) if has_order else ""


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(title)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _factor_as_data(factors: Factors, path: str) -> dict[str, Any]:
    field = factors[path]
    values = str(field) if isinstance(field, Range) else list(field)
    return {"name": name_of(path), "meaning": meaning_of(path), "values": values, "in_words": span_of(factors, path)}


def _outcome_as_data(answer: Answer, name: str) -> dict[str, Any]:
    *parts, whole = (_grown_as_data(answer, grown) for grown in answer.found[name])
    return {**whole, "from_fewer": parts}


def _grown_as_data(answer: Answer, grown: Grown) -> dict[str, Any]:
    indices = grown.indices
    shares: Mapping[str, Any] = {
        path: {"first": first._asdict(), "total": total._asdict()}
        for path, first, total in zip(answer.factors, indices.first, indices.total, strict=True)
    }
    return {answer.unit.replace(" ", "_"): grown.size, "noise": indices.noise, "indices": shares}


def _effect_as_data(effect: Effect) -> dict[str, Any]:
    return {**effect._asdict(), "size": effect.size._asdict()}
