"""The distributions of a comparison: every pair is a dot, and every run a step; nothing is smoothed."""

import altair as alt
import numpy as np
from htmltools import Tag, TagList, tags

from experiments.analysis.contrast import column
from experiments.analysis.labels import outcome_note, outcome_title
from experiments.analysis.statistics import Numbers
from experiments.compare.comparison import Pairs
from seminar.page import charts
from seminar.page.bets import WAYS
from seminar.page.tab import Visit
from simulation import OUTCOMES
from simulation.language.translation import Phrase

EACH_PAIR, EACH_RUN = Phrase("Every dot is a pair of runs"), Phrase("All runs")
AS_IT_IS, WITH_THE_CHANGE = Phrase("as it is"), Phrase("with the change")
DIFFERENCE = Phrase("Difference: with the change less as it is")
SHARE = Phrase("Share of runs at or below")
DOTS = Phrase("Differences of {pairs} pairs in {outcome}, each as a dot; half of them lie below {median}.")
STEPS = Phrase("Share of runs at or below each value of {outcome}: median {before} as it is, {after} with the change.")
HAPPENED = Phrase("It happens in {before} of {runs} runs as it is, and in {after} with the change.")
_BINS, _DOT_CHART, _STEP_CHART = 40, 190, 170
_YES_OR_NO = "0/1"
_COLOURS = {"better": charts.BLUE, "worse": charts.VERMILION, "same": "#8a9599"}


def distributions(visit: Visit, pairs: Pairs, outcome: str) -> Tag:
    """Return the charts of one outcome."""
    without, with_it = (column(arm, outcome) for arm in (pairs.without, pairs.with_it))
    differences = pairs.differences(outcome)
    differences = np.sort(differences[~np.isnan(differences)])
    dots = TagList(tags.h3(visit.say(EACH_PAIR)), _dots(visit, outcome, differences)) if differences.size else None
    if OUTCOMES[outcome].unit == _YES_OR_NO:
        counts = {"before": np.nansum(without), "after": np.nansum(with_it), "runs": len(without)}
        told = visit.say(HAPPENED, **{name: visit.spoken.number(float(count)) for name, count in counts.items()})
        return tags.div(dots, tags.p(told))
    return tags.div(dots, tags.h3(visit.say(EACH_RUN)), _steps(visit, outcome, without, with_it))


def _dots(visit: Visit, outcome: str, differences: Numbers) -> Tag:
    """Draw a dot for each pair, those of nearly the same difference one above the other."""
    width = max(float(np.ptp(np.append(differences, np.zeros(1)))) / _BINS, OUTCOMES[outcome].smallest_difference)
    places = np.round(differences / width).astype(int)
    heights = [int((places[:rank] == place).sum()) + 1 for rank, place in enumerate(places)]
    sign = 1 if OUTCOMES[outcome].better == "higher" else -1
    ways = ["same" if value == 0 else "better" if sign * value > 0 else "worse" for value in differences]
    words = {way: visit.say(phrase) for way, phrase in WAYS.items()}
    data = charts.rows(
        at=(places * width).tolist(), height=heights, way=[words[way] for way in ways], exact=differences.tolist()
    )
    reach = float(np.abs(differences).max()) + width
    scale = alt.Scale(domain=list(words.values()), range=[_COLOURS[way] for way in words])
    drawn = (
        alt.Chart(data)
        .mark_circle(size=45, opacity=1)
        .encode(
            x=alt.X(
                "at:Q",
                title=visit.say(DIFFERENCE),
                scale=alt.Scale(domain=[-reach, reach], nice=False),
                axis=alt.Axis(tickCount=7),
            ),
            y=alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, max([*heights, 12]) + 1])),
            color=alt.Color("way:N", scale=scale),
            tooltip=[alt.Tooltip("exact:Q", format=".3~f", title=outcome_title(outcome, visit.spoken))],
        )
    )
    zero = alt.Chart(charts.rows(at=[0])).mark_rule(color="#5b6a6f", strokeDash=[4, 3]).encode(x="at:Q")
    numbers = {"pairs": len(differences), "median": float(np.median(differences))}
    told = {name: visit.spoken.number(value, "#,##0.###") for name, value in numbers.items()}
    described = visit.say(DOTS, outcome=outcome_title(outcome, visit.spoken), **told)
    return charts.chart(visit, alt.layer(zero, drawn), described, _DOT_CHART)


def _steps(visit: Visit, outcome: str, without: Numbers, with_it: Numbers) -> Tag:
    """Draw the share of all runs at or below each value; it ends below 1 where the outcome is missing in some runs."""
    values, shares, arms = list[float](), list[float](), list[str]()
    words = (visit.say(AS_IT_IS), visit.say(WITH_THE_CHANGE))
    seen = [np.sort(arm[~np.isnan(arm)]) for arm in (without, with_it)]
    ends = [float(bound(arm)) for arm in seen if arm.size for bound in (np.min, np.max)] or [0.0, 1.0]
    for arm, word in zip(seen, words, strict=True):
        values += [min(ends), *arm.tolist(), max(ends)]
        shares += [rank / len(without) for rank in (0, *range(1, arm.size + 1), arm.size)]
        arms += [word] * (arm.size + 2)
    title = outcome_title(outcome, visit.spoken)
    drawn = (
        alt.Chart(charts.rows(value=values, share=shares, arm=arms))
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=alt.X(
                "value:Q",
                title=f"{title} ({outcome_note(outcome, visit.spoken)})",
                scale=alt.Scale(zero=False),
                axis=alt.Axis(tickCount=7),
            ),
            y=alt.Y("share:Q", title=visit.say(SHARE), axis=alt.Axis(format=".0%", tickCount=5)),
            color=alt.Color("arm:N", scale=alt.Scale(domain=list(words), range=["#5b6a6f", charts.BLUE])),
            strokeDash=alt.StrokeDash("arm:N", scale=alt.Scale(domain=list(words), range=[[6, 3], [1, 0]])),
        )
    )
    medians = (visit.spoken.number(float(np.median(arm)), "#,##0.###") if arm.size else "–" for arm in seen)
    described = visit.say(STEPS, outcome=title, **dict(zip(("before", "after"), medians, strict=True)))
    return charts.chart(visit, drawn, described, _STEP_CHART)
