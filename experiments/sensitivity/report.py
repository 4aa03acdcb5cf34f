"""The report of a sensitivity analysis: on the screen, and as plain data for machines and pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from experiments.analysis.labels import ENGLISH, outcome_name, outcome_title
from experiments.analysis.wording import difference, level
from experiments.design.variation import Range
from experiments.sensitivity.answer import Answer, Grown
from experiments.sensitivity.factors import Factors
from experiments.sensitivity.names import SPAN, meaning_of, name_of, span_of
from experiments.sensitivity.screening import Effect
from experiments.sensitivity.sentences import headline, interval, left_out, percent, screening_sentences, sentences
from experiments.terminal.console import print_text
from simulation.language.translation import Language, Phrase

_INDENT = 2
ALONE, TOGETHER = Phrase("by itself (95 %)"), Phrase("with others (95 %)")
MOVED, MOVES = Phrase("Moved by two thirds of its range"), Phrase("moves {outcome} by (95 %)")
RISING, NOISE_ALONE = Phrase("rising"), Phrase("noise alone")


def show(answer: Answer, output: Console, spoken: Language, *, in_full: bool) -> None:
    """Print what was found, the headline first."""
    print_text(output, headline(answer, spoken), style="bold")
    output.print()
    for name in answer.found if in_full else (answer.led,):
        output.print(_indices_table(answer, name, spoken))
        output.print()
    for sentence in (*sentences(answer, spoken), *screening_sentences(answer, spoken), *left_out(answer, spoken)):
        print_text(output, sentence, indent=_INDENT)
    if in_full and answer.screened:
        output.print()
        output.print(_screening_table(answer, spoken))


def as_data(answer: Answer, files: Sequence[Path] = (), spoken: Language = ENGLISH) -> dict[str, Any]:
    """Return all that was found."""
    return {
        "scenario": answer.source,
        "title": answer.titles[spoken.code],
        "runs_per_point": answer.runs,
        "runs": answer.total,
        "seed": answer.seed,
        "how": spoken.say(answer.made),
        "headline": headline(answer, spoken),
        "sentences": [*sentences(answer, spoken), *screening_sentences(answer, spoken)],
        "ranking": answer.ranked(),
        "factors": {path: _factor_as_data(answer.factors, path, spoken) for path in answer.factors},
        "outcomes": {name: _outcome_as_data(answer, name) for name in answer.found},
        "screening": {
            "trajectories": answer.trajectories,
            "factors": {
                path: _factor_as_data(answer.screened_factors, path, spoken) for path in answer.screened_factors
            },
            "outcomes": {
                name: {path: _effect_as_data(effect) for path, effect in effects.items()}
                for name, effects in answer.screened.items()
            },
            "without_effect": answer.without_effect(),
        },
        "left_out": dict(answer.left_out),
        "files": [str(path) for path in files],
    }


def _indices_table(answer: Answer, outcome: str, spoken: Language) -> Table:
    heads = [spoken.say(ALONE), *([spoken.say(TOGETHER)] if answer.has_totals else [])]
    table = _table(outcome_title(outcome, spoken), heads)
    indices = answer.indices(outcome)
    for place, path in enumerate(answer.ranked(), start=1):
        one = answer.place(path)
        shares = (indices.first[one], *((indices.total[one],) if answer.has_totals else ()))
        told = (f"{percent(share.value)} ({interval(share, spoken)})" for share in shares)
        table.add_row(str(place), name_of(path, spoken), *told)
    return table


def _screening_table(answer: Answer, spoken: Language) -> Table:
    led, effects = answer.led, answer.screened[answer.led]
    heads = (spoken.say(MOVES, outcome=outcome_name(led, spoken)), spoken.say(RISING), spoken.say(NOISE_ALONE))
    table = _table(spoken.say(MOVED), heads)
    moving = (path for path in answer.screening_ranks() if not effects[path].does_nothing)
    for place, path in enumerate(moving, start=1):
        found = effects[path]
        ends = spoken.say(SPAN, low=level(led, found.size.low, spoken), high=level(led, found.size.high, spoken))
        size = f"{level(led, found.size.value, spoken)} ({ends})"
        rising = difference(led, found.mean, spoken) if _has_order(answer.screened_factors, path) else ""
        table.add_row(str(place), name_of(path, spoken), size, rising, level(led, found.noise, spoken))
    return table


def _has_order(factors: Factors, path: str) -> bool:
    """Tell whether a factor can rise; words have no order in which they could."""
    field = factors[path]
    return isinstance(field, Range) or not any(isinstance(value, str) for value in field)


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(title)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _factor_as_data(factors: Factors, path: str, spoken: Language) -> dict[str, Any]:
    field = factors[path]
    return {
        "name": name_of(path, spoken),
        "meaning": meaning_of(path, spoken),
        "values": str(field) if isinstance(field, Range) else list(field),
        "in_words": span_of(factors, path, spoken),
    }


def _outcome_as_data(answer: Answer, name: str) -> dict[str, Any]:
    *parts, whole = (_grown_as_data(answer, grown) for grown in answer.found[name])
    return {**whole, "from_fewer": parts}


def _grown_as_data(answer: Answer, grown: Grown) -> dict[str, Any]:
    indices = grown.indices
    shares: Mapping[str, Any] = {
        path: {"first": first._asdict(), "total": total._asdict()}
        for path, first, total in zip(answer.factors, indices.first, indices.total, strict=True)
    }
    return {answer.unit.one.replace(" ", "_"): grown.size, "noise": indices.noise, "indices": shares}


def _effect_as_data(effect: Effect) -> dict[str, Any]:
    return {**effect._asdict(), "size": effect.size._asdict()}
