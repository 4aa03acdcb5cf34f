"""Findings: what a sweep shows, in sentences that compare points in pairs of runs with the same seed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from experiments.analysis.contrast import Contrast, contrast
from experiments.analysis.labels import capital
from experiments.analysis.main_effects import MainEffect
from experiments.analysis.optimum import Optimum
from experiments.analysis.replicates import contrasts, estimates
from experiments.analysis.series import Series
from experiments.analysis.statistics import Numbers
from experiments.figures.panels import Division, divided, own_place, reference_of
from experiments.figures.view import AS_IT_IS, Shape, View
from experiments.figures.wording import in_pairs, interval, number, signed
from experiments.runner.returns import MEASURES
from simulation.language.translation import Phrase

_MOST, _MOST_OF_A_LIST = 8, 3

ALONE = Phrase("{outcome} is {mean}{unit} on average (95 %: {interval}).")
MISSING = Phrase("{outcome} is missing in all runs.")
INNER = Phrase(
    "{outcome} is best at {best} (mean {mean}), an inner optimum: in pairs of runs with the same seed it differs from "
    "that by {first} at {at_first} and by {last} at {at_last}."
)
AT_AN_END = Phrase(
    "{outcome} is best at {best} (mean {mean}), the edge of what was tried, so these runs show no inner optimum."
)
AN_END_IS_ALIKE = Phrase(
    "{outcome} is best at {best} (mean {mean}), but in pairs of runs with the same seed it may be as good at {end}, "
    "the edge of what was tried, so these runs show no inner optimum."
)
NO_OPTIMUM = Phrase(
    "{outcome} differs nowhere between {at_first} and {at_last} by more than chance in pairs of runs with the same "
    "seed, so these runs show no optimum."
)
ALIKE = Phrase("From {first} to {last} it may be as good as at the best.")
SPREAD = Phrase(
    "{outcome} is highest at {highest} (mean {high}) and lowest at {lowest} (mean {low}); in pairs of runs with the "
    "same seed the difference is {difference} (95 %: {interval})."
)
LEVEL = Phrase(
    "{outcome} differs nowhere between {at_first} and {at_last} by more than chance in pairs of runs with the same "
    "seed."
)
WITH_INTERVAL = Phrase("{value} (95 %: {interval})")
MOST_AT = Phrase("At {place}, where they differ most: {sentence}")
THE_FIRST = Phrase("the first point")
BETWEEN_SLICES = Phrase(
    "{outcome} is {low} on average at the points with the lowest {field} and {high} at those with the highest: a "
    "difference of {difference} (95 %, over points and runs: {interval})."
)
HIGHER_BETWEEN = Phrase("In between it is higher: {mean} near {level}.")
LOWER_BETWEEN = Phrase("In between it is lower: {mean} near {level}.")
BETWEEN_NAMES = Phrase(
    "{outcome} is {low} on average at the points {first} and {high} at those {last}: a difference of {difference} "
    "(95 %, over points and runs: {interval})."
)
OF_A_SETTING = Phrase("{setting}: {sentence}")


def alone(view: View, name: str) -> str:
    """Say what an outcome is on average, where all runs belong to one point."""
    [mean] = estimates(name, view.rows(name, [0]))
    if np.isnan(mean.value):
        return view.say(MISSING, outcome=view.outcome(name))
    written = {"mean": number(view.spoken, mean.value), "interval": interval(view.spoken, mean)}
    return view.say(ALONE, outcome=view.outcome(name), unit=view.unit(name), **written)


def findings(view: View) -> list[str]:
    """Return what the sentences under the figures of a sweep say together."""
    name = view.shown[0]
    match view.shape:
        case Shape.POINT:
            return [alone(view, name) for name in view.shown]
        case Shape.GRID:
            return findings_on_a_grid(view, divided(view))
        case Shape.LIST:
            return findings_on_a_list(view, name)
        case Shape.SAMPLE:
            return findings_in_a_sample(view, name)


def findings_on_a_grid(view: View, division: Division) -> list[str]:
    """Say where outcomes are best along the axis, and how settings differ."""
    told: list[str] = []
    for panel in division.panels if division.is_by_setting else division.panels[:1]:
        name, lines = panel.outcome, panel.lines
        reference = lines[reference_of(view, lines)]
        if not division.is_by_setting:
            told += [
                s for series in (lines if view.axis.is_numeric else [reference]) for s in _along(view, name, series)
            ]
        told += [s for series in lines if series is not reference for s in _against(view, name, series, reference)]
    return told[:_MOST]


def _along(view: View, name: str, series: Series) -> list[str]:
    if len(series.places) == 1:
        return []
    if view.axis.is_numeric:
        return [along_the_axis(view, name, series)]
    return against_one_value(view, name, series, own_place(view, series))


def findings_on_a_list(view: View, name: str) -> list[str]:
    """Say which points differ most from the one with which they are compared."""
    rows = view.rows(name, range(view.sweep.manifest.points))
    found = contrasts(name, rows, rows[view.reference])
    sizes = np.nan_to_num([abs(two.mean.value) for two in found])
    others = [point for point in np.argsort(-sizes, kind="stable")[:_MOST_OF_A_LIST] if point != view.reference]
    reference = view.say(AS_IT_IS if view.is_own(view.reference) else THE_FIRST)
    return [
        in_pairs(
            view,
            name,
            capital(view.what_differs(int(point))),
            reference,
            found[point],
        )
        for point in others
    ]


def findings_in_a_sample(view: View, name: str) -> list[str]:
    """Say along which fields of a sample an outcome changes most."""
    return [_in_slices(view, name, view.effect(name, path)) for path in view.fields[:_MOST_OF_A_LIST]]


def _in_slices(view: View, name: str, effect: MainEffect) -> str:
    first, last = effect.ends
    path = effect.axis.path
    written = {
        "outcome": view.outcome(name),
        "low": number(view.spoken, effect.means[first].value),
        "high": number(view.spoken, effect.means[last].value),
        "difference": signed(view.spoken, effect.difference.value),
        "interval": interval(view.spoken, effect.difference, is_difference=True),
        "field": view.field(path),
    }
    if effect.axis.is_numeric:
        return " ".join([view.say(BETWEEN_SLICES, **written), *_between(view, effect)])
    names = [view.level(path, effect.axis.values[int(effect.slices[end])]) for end in effect.ends]
    return view.say(BETWEEN_NAMES, **written, first=names[0], last=names[1])


def _between(view: View, effect: MainEffect) -> Iterator[str]:
    """Say where between the ends of a field an outcome surely lies beyond what it is at both."""
    ends, inner = [effect.means[end] for end in effect.ends], range(effect.ends[0] + 1, effect.ends[1])
    highest = max(inner, key=lambda k: effect.means[k].value, default=0)
    lowest = min(inner, key=lambda k: effect.means[k].value, default=0)
    for phrase, at, is_beyond in (
        (HIGHER_BETWEEN, highest, effect.means[highest].low > max(end.high for end in ends)),
        (LOWER_BETWEEN, lowest, effect.means[lowest].high < min(end.low for end in ends)),
    ):
        if is_beyond:
            level = view.level(effect.axis.path, round(effect.slices[at], 2))
            yield view.say(phrase, mean=number(view.spoken, effect.means[at].value), level=level)


def optimum_of(view: View, name: str, series: Series) -> Optimum | None:
    """Return where a line is best, if that can be asked: of numbers that somebody chooses, where they differ."""
    if not (view.axis.is_numeric and view.is_chosen and MEASURES[name].better):
        return None
    found = view.best(name, series)
    return None if found is None or found.is_flat else found


def in_common(view: View, name: str, series: Series, reference: Series) -> tuple[list[int], list[Contrast]]:
    """Return the places of the axis at which two settings both have points, and how they differ there."""
    shared = [place for place in series.places if place in reference.places]
    ours, theirs = (view.rows(name, [s.points[s.places.index(place)] for place in shared]) for s in (series, reference))
    return shared, [contrast(name, *pair) for pair in zip(theirs, ours, strict=True)]


def along_the_axis(view: View, name: str, series: Series) -> str:
    """Say where along the axis an outcome is best; of a field that nobody chooses, where it is highest and lowest."""
    rows = view.rows(name, series.points)
    found = view.best(name, series)
    names = [view.level(view.axis.path, view.axis.values[place]) for place in series.places]
    if found is None:
        sentence = view.say(MISSING, outcome=view.outcome(name))
    elif view.is_chosen and MEASURES[name].better:
        sentence = _optimum(view, name, names, found)
    else:
        sentence = _spread(view, name, names, rows)
    return _of_a_setting(view, series.setting, sentence)


def against_one_value(view: View, name: str, series: Series, reference: int) -> list[str]:
    """Say for each value of an axis how an outcome differs from that at one of them, given by its place."""
    rows = view.rows(name, series.points)
    at = series.places.index(reference)
    names = [view.level(view.axis.path, view.axis.values[place]) for place in series.places]
    compared = zip(names, contrasts(name, rows, rows[at]), strict=True)
    told = [in_pairs(view, name, capital(one), names[at], two) for one, two in compared if one != names[at]]
    return [_of_a_setting(view, series.setting, sentence) for sentence in told]


def _against(view: View, name: str, series: Series, reference: Series) -> list[str]:
    """Say where along the axis two settings differ most; nothing where they share no value of it."""
    shared, found = in_common(view, name, series, reference)
    sizes = [abs(two.mean.value) for two in found]
    if np.isnan(sizes).all():
        return []
    most = int(np.nanargmax(sizes))
    place = view.level(view.axis.path, view.axis.values[shared[most]])
    differing = [path for path, value in series.setting.items() if value != reference.setting[path]]
    one, other = (view.setting({path: s.setting[path] for path in differing}) for s in (series, reference))
    sentence = view.say(MOST_AT, place=place, sentence=in_pairs(view, name, one, other, found[most]))
    shared_setting = {path: value for path, value in series.setting.items() if path not in differing}
    return [_of_a_setting(view, shared_setting, sentence)]


def _optimum(view: View, name: str, names: Sequence[str], found: Optimum) -> str:
    written = {
        "outcome": view.outcome(name),
        "best": names[found.best],
        "mean": number(view.spoken, found.mean),
        "at_first": names[0],
        "at_last": names[-1],
        "first": _difference(view, found.lags[0]),
        "last": _difference(view, found.lags[-1]),
        "end": names[0 if 0 in found.alike else -1],
    }
    if found.is_flat:
        return view.say(NO_OPTIMUM, **written)
    kind = INNER if found.is_inner else AT_AN_END if found.is_at_an_end else AN_END_IS_ALIKE
    sentence = view.say(kind, **written)
    if len(found.alike) == 1:
        return sentence
    alike = view.say(ALIKE, first=names[min(found.alike)], last=names[max(found.alike)])
    return f"{sentence} {alike}"


def _spread(view: View, name: str, names: Sequence[str], rows: Numbers) -> str:
    means = [estimate.value for estimate in estimates(name, rows)]
    highest, lowest = int(np.nanargmax(means)), int(np.nanargmin(means))
    two = contrast(name, rows[lowest], rows[highest])
    if not two.is_beyond_chance:
        return view.say(LEVEL, outcome=view.outcome(name), at_first=names[0], at_last=names[-1])
    return view.say(
        SPREAD,
        outcome=view.outcome(name),
        highest=names[highest],
        lowest=names[lowest],
        high=number(view.spoken, means[highest]),
        low=number(view.spoken, means[lowest]),
        difference=signed(view.spoken, two.mean.value),
        interval=interval(view.spoken, two.mean, is_difference=True),
    )


def _difference(view: View, two: Contrast) -> str:
    """Write a difference with its interval."""
    written = signed(view.spoken, two.mean.value)
    return view.say(WITH_INTERVAL, value=written, interval=interval(view.spoken, two.mean, is_difference=True))


def _of_a_setting(view: View, values: Mapping[str, Any], sentence: str) -> str:
    setting = capital(view.setting(values))
    return view.say(OF_A_SETTING, setting=setting, sentence=sentence) if setting else sentence
