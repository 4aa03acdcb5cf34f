"""The report of a comparison on the screen: what leads fits one, and all the rest is told on demand."""

import math
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from experiments.analysis.contrast import Contrast, percent
from experiments.analysis.labels import outcome_name
from experiments.analysis.statistics import FEWEST
from experiments.analysis.wording import difference, interval, level
from experiments.compare.comparison import Pairs
from experiments.compare.example_pairs import IN_FULL, as_lines, example_pair, stories
from experiments.compare.sentences import fields_changed, sentence
from experiments.runner.returns import MEASURES
from experiments.terminal.console import print_text
from simulation.language.translation import Language, Phrase

_GAP = 1
_ENDS = 3
_MOST_TIMES = 999

HEADS = {
    "outcome": Phrase("outcome"),
    "without": Phrase("without"),
    "difference": Phrase("difference (95 %)"),
    "rises": Phrase("rises"),
    "falls": Phrase("falls"),
    "verdict": Phrase("verdict"),
}
_DROPPED = ("without", "falls", "rises", "verdict")
_WORDS = ("outcome", "verdict")
WITH_INTERVAL = Phrase("{value} ({interval})")
SAME_IN_ALL, NEVER_THERE = Phrase("the same in all pairs"), Phrase("missing in all runs")
BETTER, WORSE, HIGHER, LOWER = Phrase("better"), Phrase("worse"), Phrase("higher"), Phrase("lower")
MAY_BE_CHANCE, TOO_LITTLE = Phrase("may be chance"), Phrase("too little")
OTHERS = Phrase("Beyond chance, each by itself, among all other outcomes: {told}.")
NO_OTHERS = Phrase("Beyond chance, each by itself, among all other outcomes: none.")
VERDICT_ON, AND_ALSO = Phrase("{verdict} {outcomes}"), "; "
ALIKE = Phrase("The same in all pairs: {outcomes}.")
NOWHERE = Phrase("Missing in all runs: {outcomes}.")
COMPARED = Phrase("{outcome} is compared in {both} of {runs} pairs; it is missing {missing}.")
MISSING_IN = {
    "only_with": Phrase("in {number} without the change"),
    "only_without": Phrase("in {number} with the change"),
    "in_neither": Phrase("in {number} both times"),
}
ENDS, ENDS_ALIKE = Phrase("Ends: the same in {same}; {changes}."), Phrase("Ends: the same in all pairs.")
END, OTHER_ENDS = Phrase("{share} {one} → {other}"), Phrase("{share} other changes")
PAIRING = Phrase(
    "Pairing works: the standard error of the difference in {outcome} is {paired}, unpaired {unpaired}; unpaired it "
    "takes {times} as many runs."
)
NO_PAIRING = Phrase(
    "Pairing does not help here: the standard error of the difference in {outcome} is {paired}, unpaired {unpaired}."
)
FEW = Phrase("So few pairs give intervals that are too narrow; six are the least.")
ALL = Phrase("--all tells all outcomes and the two stories of that pair.")


def show(pairs: Pairs, output: Console, spoken: Language) -> None:
    """Print what a change does to the main outcomes, on one screen."""
    _show_head(pairs, output, spoken)
    if pairs.is_unchanged or pairs.are_alike:
        return
    output.print()
    headlines = pairs.plan.returns.headlines
    output.print(table(pairs, headlines, output.width, spoken))
    output.print()
    compared = _compared(pairs, headlines, spoken)
    for line in (*_few(pairs, spoken), *_others(pairs, spoken), *compared, *_ends(pairs, _ENDS, spoken)):
        print_text(output, line)
    if example := example_pair(pairs):
        print_text(output, example.sentence(spoken))
    output.print()
    print_text(output, spoken.say(ALL), style="dim")


def show_all(pairs: Pairs, output: Console, spoken: Language) -> None:
    """Print all that a comparison tells of a change."""
    _show_head(pairs, output, spoken)
    if pairs.is_unchanged or pairs.are_alike:
        return
    headlines, contrasts = pairs.plan.returns.headlines, pairs.contrasts
    differing = [name for name, two in contrasts.items() if name not in headlines and not two.is_alike]
    for names in (headlines, differing):
        output.print()
        output.print(table(pairs, names, output.width, spoken))
    output.print()
    for line in (*_alike(pairs, spoken), *remarks(pairs, spoken)):
        print_text(output, line)
    _show_stories(pairs, output, spoken)


def remarks(pairs: Pairs, spoken: Language) -> Iterator[str]:
    """Yield what is to be known beside tables: what some pairs miss, how ends change, what pairing is worth."""
    yield from _few(pairs, spoken)
    yield from _compared(pairs, [*pairs.contrasts], spoken)
    yield from _ends(pairs, pairs.plan.runs, spoken)
    yield from _pairing(pairs, spoken)


def table(pairs: Pairs, names: Sequence[str], width: int, spoken: Language) -> Table:
    """Lay out how outcomes differ; what a narrow screen has no room for is left out, intervals last of all."""
    columns = dict(zip(HEADS, zip(*(cells(pairs.contrasts[name], spoken) for name in names), strict=True), strict=True))
    laid = {name: [spoken.say(HEADS[name]), *told] for name, told in columns.items()}
    for dropped in _DROPPED:
        if sum(max(map(len, told)) + _GAP for told in laid.values()) - _GAP > width:
            del laid[dropped]
    laid_out = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for name, (head, *_) in laid.items():
        laid_out.add_column(head, justify="left" if name in _WORDS else "right", no_wrap=True)
    _, *rows = zip(*laid.values(), strict=True)
    for row in rows:
        laid_out.add_row(*row)
    return laid_out


def _few(pairs: Pairs, spoken: Language) -> list[str]:
    return [spoken.say(FEW)] if 1 < pairs.plan.runs < FEWEST else []


def verdict(two: Contrast, spoken: Language) -> str:
    """Return in a word or two what a mean difference is worth; nothing where there is none."""
    if two.is_alike:
        return ""
    if not two.is_beyond_chance:
        return spoken.say(TOO_LITTLE if two.is_negligible else MAY_BE_CHANCE)
    is_higher = two.mean.value > 0
    if two.better_and_worse is None:
        return spoken.say(HIGHER if is_higher else LOWER)
    return spoken.say(BETTER if is_higher == (MEASURES[two.outcome].better == "higher") else WORSE)


def beyond_chance(pairs: Pairs, names: Sequence[str], spoken: Language) -> str:
    """Return which outcomes are better, worse, higher or lower beyond chance, each looked at by itself."""
    found: dict[str, list[str]] = {}
    for name in names:
        if pairs.contrasts[name].is_beyond_chance:
            found.setdefault(verdict(pairs.contrasts[name], spoken), []).append(name)
    order = [spoken.say(word) for word in (BETTER, WORSE, HIGHER, LOWER)]
    told = [(word, ", ".join(found[word])) for word in order if word in found]
    return AND_ALSO.join(spoken.say(VERDICT_ON, verdict=word, outcomes=outcomes) for word, outcomes in told)


def _show_head(pairs: Pairs, output: Console, spoken: Language) -> None:
    print_text(output, sentence(pairs, spoken), style="bold")
    if not pairs.is_unchanged:
        output.print()
        for field in fields_changed(pairs.change, spoken):
            print_text(output, field)


def _show_stories(pairs: Pairs, output: Console, spoken: Language) -> None:
    if example := example_pair(pairs):
        output.print()
        print_text(output, example.sentence(spoken))
        output.print()
        for line in as_lines(stories(pairs, example, spoken.code), spoken, output.width):
            output.print(line)
        output.print(spoken.say(IN_FULL))
        for command in example.commands(pairs, spoken):
            output.print(f"  {command}", soft_wrap=True)


def cells(two: Contrast, spoken: Language) -> Iterator[str]:
    """Yield what tables say of an outcome, in the order of `HEADS`."""
    name = two.outcome
    yield name
    yield level(name, two.before, spoken)
    if two.is_alike:
        yield spoken.say(SAME_IN_ALL if two.in_both else NEVER_THERE)
    else:
        value, ends = difference(name, two.mean.value, spoken), interval(name, two.mean, spoken)
        yield spoken.say(WITH_INTERVAL, value=value, interval=ends)
    yield from ("" if two.is_alike else percent(count, two.pairs) for count in (two.higher, two.lower))
    yield verdict(two, spoken)


def _others(pairs: Pairs, spoken: Language) -> Iterator[str]:
    told = beyond_chance(pairs, [name for name in pairs.contrasts if name not in pairs.plan.returns.headlines], spoken)
    yield spoken.say(OTHERS, told=told) if told else spoken.say(NO_OTHERS)


def _alike(pairs: Pairs, spoken: Language) -> Iterator[str]:
    """Name the outcomes that differ in no pair, which stand in no table unless they lead."""
    alike = [name for name, two in pairs.contrasts.items() if two.is_alike]
    for phrase, has_values in ((ALIKE, True), (NOWHERE, False)):
        if names := [name for name in alike if bool(pairs.contrasts[name].in_both) is has_values]:
            yield spoken.say(phrase, outcomes=", ".join(names))


def _compared(pairs: Pairs, names: Sequence[str], spoken: Language) -> Iterator[str]:
    """Tell apart the pairs in which an outcome is missing, so that it has no difference there."""
    for two in (pairs.contrasts[name] for name in names):
        if two.in_both < two.pairs and not two.is_alike:
            counts = {phrase: getattr(two, how) for how, phrase in MISSING_IN.items()}
            missing = [spoken.counted(phrase, count) for phrase, count in counts.items() if count]
            both, runs = (spoken.number(count, "#,##0") for count in (two.in_both, two.pairs))
            yield spoken.say(COMPARED, outcome=two.outcome, both=both, runs=runs, missing=spoken.listed(missing))


def _ends(pairs: Pairs, most: int, spoken: Language) -> Iterator[str]:
    """Tell how ends change, the most frequent changes first; nothing where runs have no end of their own."""
    runs = pairs.plan.runs
    changes = {ways: count for ways, count in pairs.ends.items() if ways[0] != ways[1]}
    if not changes:
        yield from [spoken.say(ENDS_ALIKE)] if pairs.ends else []
        return
    ordered = sorted(changes.items(), key=lambda item: (-item[1], item[0]))
    told = [
        spoken.say(END, share=percent(count, runs), one=spoken.say(Phrase(one)), other=spoken.say(Phrase(other)))
        for (one, other), count in ordered[:most]
    ]
    if rest := sum(count for _, count in ordered[most:]):
        told.append(spoken.say(OTHER_ENDS, share=percent(rest, runs)))
    yield spoken.say(ENDS, same=percent(runs - sum(changes.values()), runs), changes=", ".join(told))


def _pairing(pairs: Pairs, spoken: Language) -> Iterator[str]:
    """Show what pairing is worth, by the standard errors with and without it."""
    two = pairs.leading
    if two.is_alike or math.isnan(two.error_ratio):
        return
    errors = {"paired": two.paired_error, "unpaired": two.unpaired_error}
    written = {name: spoken.number(error, "0.0000") for name, error in errors.items()}
    written["outcome"] = outcome_name(two.outcome, spoken)
    if two.times_the_runs > 1:
        yield spoken.say(PAIRING, **written, times=_times(two, spoken))
    else:
        yield spoken.say(NO_PAIRING, **written)


def _times(two: Contrast, spoken: Language) -> str:
    times = two.times_the_runs
    return f">{_MOST_TIMES}" if times > _MOST_TIMES else spoken.number(times, "0.0" if times < 9.95 else "#,##0")
