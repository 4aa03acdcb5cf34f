"""The report of a comparison: a sentence first, then shares, differences, ends, and two stories side by side."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from experiments.analysis.contrast import Contrast, percent
from experiments.analysis.statistics import Estimate
from experiments.compare.comparison import Change, Pairs, Plan
from experiments.compare.example_pairs import Twins, show_twins, twins_of
from experiments.terminal.console import console
from simulation import OUTCOMES
from simulation.errors import shown

_WIDE_TABLE = 108
_MOST_ENDS = 6
_MOST_TIMES = 999
_UNPAIRED = "unpaired: how many times the runs it takes without pairing"
_DECIMALS = {"weeks": 1, "organisations": 2, "sectors": 2}


class Finding(NamedTuple):
    """The pairs of one change, and the pair that shows it best."""

    pairs: Pairs
    twins: Twins | None


def found(pairs: Pairs) -> Finding:
    """Look for the pair that shows a difference best."""
    return Finding(pairs, twins_of(pairs))


def show(findings: list[Finding]) -> None:
    """Print the summary sentences, then all about each change."""
    screen = console()
    for finding in findings:
        screen.print(sentence(finding.pairs), style="bold")
    for finding in findings:
        if finding.pairs.is_unchanged:
            continue
        screen.print()
        for field in fields_changed(finding.pairs.change):
            screen.print(field, style="bold")
        if not finding.pairs.are_alike:
            _show_differences(screen, finding)


def sentence(pairs: Pairs) -> str:
    """Say in one sentence what the change does to impact, and whether chance could have done as much.

    Args:
        pairs: at least two.
    """
    label, runs, impact = pairs.change.label, pairs.plan.runs, pairs.contrasts["impact"]
    if pairs.is_unchanged:
        return f"{label}: so it is in this scenario already, and all {runs:,} pairs are the same.{_other_way(pairs)}"
    if pairs.are_alike:
        return f"{label}: this changes nothing; all {runs:,} pairs are the same in every outcome."
    if impact.is_alike:
        others = ", ".join(name for name, two in pairs.contrasts.items() if not two.is_alike) or "the kind of end"
        return f"{label}: impact is the same in all {runs:,} pairs; what differs is {others}."
    rises, falls, stays = (percent(count, runs) for count in (impact.higher, impact.lower, impact.same))
    chance = "more than chance explains" if impact.is_beyond_chance else "which may be chance"
    return (
        f"{label}: impact rises in {rises}, falls in {falls} and stays the same in {stays} of {runs:,} pairs; mean "
        f"difference {signed('impact', impact.mean.value)} (95 %: {interval('impact', impact.mean)}), {chance}."
    )


def fields_changed(change: Change) -> Iterator[str]:
    """Yield each field with the value it had and the one it gets."""
    for field, value in change.values.items():
        before = change.replaced[field]
        was = "not set" if before is None else shown(before)
        yield f"{field}: {was} → {shown(value)}" if before != value else f"{field}: {was}, as it is"


def signed(name: str, value: float) -> str:
    """Return a difference of an outcome with its sign; what is not 0 does not look like 0."""
    if math.isnan(value):
        return "–"
    if value == 0:
        return "0"
    decimals = _DECIMALS.get(OUTCOMES[name].unit, 3)
    if abs(value) < 0.5 * 10**-decimals:
        decimals = math.ceil(-math.log10(abs(value)))
    return f"{value:+.{decimals}f}"


def interval(name: str, estimate: Estimate) -> str:
    """Return the interval of a difference."""
    if math.isnan(estimate.low):
        return "–"
    return f"{signed(name, estimate.low)} to {signed(name, estimate.high)}"


def as_data(plan: Plan, findings: list[Finding], files: list[Path]) -> dict[str, Any]:
    """Return the whole comparison for machines."""
    return {
        "scenario": plan.source,
        "settings": list(plan.settings),
        "runs": plan.runs,
        "seed": plan.seed,
        "seeds": {"first": plan.seeds[0], "last": plan.seeds[-1]},
        "comparisons": [_finding_as_data(finding) for finding in findings],
        "files": [str(path) for path in files],
    }


def _finding_as_data(finding: Finding) -> dict[str, Any]:
    pairs, twins = finding
    return {
        "change": dict(pairs.change.values),
        "instead_of": dict(pairs.change.replaced),
        "sentence": sentence(pairs),
        "all_the_same": pairs.are_alike,
        "outcomes": {name: _contrast_as_data(name, two) for name, two in pairs.contrasts.items()},
        "ends": [
            {"without": one, "with": other, "pairs": count, "share": count / pairs.plan.runs}
            for (one, other), count in sorted(pairs.ends.items(), key=lambda item: (-item[1], item[0]))
        ],
        "story": None if twins is None else twins.as_data(),
    }


def _other_way(pairs: Pairs) -> str:
    """Return how to ask for the opposite, where all that was asked for can only be so or not."""
    if not all(isinstance(value, bool) for value in pairs.change.values.values()):
        return ""
    opposite = " ".join(f"{field}={str(not value).lower()}" for field, value in pairs.change.values.items())
    return f" Ask the other way round: --with {opposite}"


def _show_differences(console: Console, finding: Finding) -> None:
    pairs, twins = finding
    console.print()
    console.print(_table(pairs, console.width, directed=True))
    console.print()
    console.print(_table(pairs, console.width, directed=False))
    console.print("mean, median: of the differences, with bootstrap intervals over pairs;", _UNPAIRED, style="dim")
    console.print()
    for line in (*_balance(pairs), *_alike(pairs), *_missing(pairs), *_ends(pairs), *_pairing(pairs)):
        console.print(line)
    if twins is not None:
        console.print()
        show_twins(console, pairs, twins)


def _table(pairs: Pairs, width: int, *, directed: bool) -> Table:
    """Lay out shares and differences of outcomes that differ: those for which better has a meaning, or the others."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("outcome" if directed else "neither way better", no_wrap=True, min_width=20)
    for head in ("better", "worse") if directed else ("higher", "lower"):
        table.add_column(head, justify="right", no_wrap=True)
    is_wide = width >= _WIDE_TABLE
    for head in ("same", "mean", "95 %", *(("median", "95 %") if is_wide else ()), "unpaired"):
        table.add_column(head, justify="right", no_wrap=True)
    for name, two in pairs.contrasts.items():
        ways = two.better_and_worse
        if (ways is not None) == directed and not two.is_alike:
            shares = [percent(count, two.pairs) for count in (*(ways or (two.higher, two.lower)), two.same)]
            estimates = (two.mean, two.median) if is_wide else (two.mean,)
            cells = [cell for e in estimates for cell in (signed(name, e.value), interval(name, e))]
            table.add_row(name, *shares, *cells, _times(two))
    return table


def _times(two: Contrast) -> str:
    times = two.times_the_runs
    if math.isnan(times) or two.is_alike:
        return "–"
    return ">×999" if times > _MOST_TIMES else f"×{times:.1f}" if times < 9.95 else f"×{times:.0f}"


def _balance(pairs: Pairs) -> Iterator[str]:
    """Say which outcomes are better and which worse beyond chance."""
    gains: dict[bool, list[str]] = {True: [], False: []}
    for name, two in pairs.contrasts.items():
        if OUTCOMES[name].better and two.is_beyond_chance:
            gains[(two.mean.value > 0) == (OUTCOMES[name].better == "higher")].append(name)
    yield (
        f"On average and beyond chance, each looked at by itself, better: {', '.join(gains[True]) or 'nothing'}; "
        f"worse: {', '.join(gains[False]) or 'nothing'}."
    )


def _alike(pairs: Pairs) -> Iterator[str]:
    """Name the outcomes that differ in no pair, which stand in no table."""
    if same := [name for name, two in pairs.contrasts.items() if two.is_alike and two.in_both]:
        yield f"The same in all pairs: {', '.join(same)}."
    if never := [name for name, two in pairs.contrasts.items() if not two.in_both and two.is_alike]:
        yield f"Came about in no run: {', '.join(never)}."


def _missing(pairs: Pairs) -> Iterator[str]:
    """Tell apart the pairs in which an outcome did not come about twice, so that it has no difference."""
    for name, two in pairs.contrasts.items():
        if two.in_both < two.pairs and not two.is_alike:
            yield (
                f"{name}: compared in {two.in_both:,} pairs; it came about only without the change in "
                f"{two.only_without:,}, only with it in {two.only_with:,}, in neither run in {two.in_neither:,}."
            )


def _ends(pairs: Pairs) -> Iterator[str]:
    """Tell how ends change, the most frequent changes first."""
    changes = {ways: count for ways, count in pairs.ends.items() if ways[0] != ways[1]}
    same = pairs.plan.runs - sum(changes.values())
    yield f"Ends: the same in {percent(same, pairs.plan.runs)}{'; otherwise' if changes else '.'}"
    ordered = sorted(changes.items(), key=lambda item: (-item[1], item[0]))
    for (one, other), count in ordered[:_MOST_ENDS]:
        yield f"  {percent(count, pairs.plan.runs):>5}  {one} → {other}"
    if rest := sum(count for _, count in ordered[_MOST_ENDS:]):
        yield f"  {percent(rest, pairs.plan.runs):>5}  other changes"


def _pairing(pairs: Pairs) -> Iterator[str]:
    """Show what pairing is worth, by the standard errors with and without it."""
    two = pairs.contrasts["impact"]
    if two.is_alike or math.isnan(two.error_ratio):
        return
    errors = f"standard error of the difference in impact {two.paired_error:.2g}, unpaired {two.unpaired_error:.2g}"
    if two.times_the_runs > 1:
        yield f"Pairing works: {errors} (ratio {two.error_ratio:.2f}); unpaired it takes {_times(two)} as many runs."
    else:
        yield f"Pairing does not help here: {errors} (ratio {two.error_ratio:.2f})."


def _contrast_as_data(name: str, two: Contrast) -> dict[str, Any]:
    better, worse = two.better_and_worse or (None, None)
    counts = {"higher": two.higher, "lower": two.lower, "same": two.same, "better": better, "worse": worse}
    counts |= {"only_without": two.only_without, "only_with": two.only_with, "in_neither": two.in_neither}
    return {
        "unit": OUTCOMES[name].unit,
        "better_if": OUTCOMES[name].better,
        "shares": {key: None if count is None else count / two.pairs for key, count in counts.items()},
        "pairs_compared": two.in_both,
        "without": two.before,
        "with": two.after,
        "mean": two.mean._asdict(),
        "median": two.median._asdict(),
        "standard_error": {
            "paired": two.paired_error,
            "unpaired": two.unpaired_error,
            "ratio": two.error_ratio,
            "times_the_runs_unpaired": two.times_the_runs,
        },
    }
