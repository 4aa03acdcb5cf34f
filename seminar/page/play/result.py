"""What the agreement is worth: pairs that are better and worse, distributions, red lines broken; and the files."""

from collections.abc import Iterator

import altair as alt
import numpy as np
from htmltools import HTML, Tag, TagChild, TagList, tags

from experiments.analysis.labels import outcome_title
from seminar.classroom.classroom import Classroom
from seminar.classroom.replay import PAIRS, Compared, Replay, from_parquet
from seminar.classroom.state import ClassState
from seminar.page.cards import alert, told
from seminar.page.charts import BLUE, ORANGE, chart, rows
from seminar.page.play import saving
from seminar.page.play.agreement import agreed_so_far
from seminar.page.play.replays import Progress
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

RESULT = Phrase("What the agreement is worth")
ABOUT = Phrase("Each pair is one run as the scenario was and one with your agreement, with the same random numbers.")
NONE_YET = Phrase("The agreement has not been put to the model yet.")
UNDER_WAY = Phrase("{done} of {all} pairs of runs are done.")
BETTER_IN = Phrase("{outcome}: better in {better} of {pairs} pairs, worse in {worse}, the same in {same}.")
MISSING_IN = Phrase("In {number} it is missing in one run or in both.")
DRAWN = ("impact", "depth")
AS_IT_WAS, WITH_AGREEMENT = Phrase("as it was"), Phrase("with your agreement")
SHARE_OF_RUNS = Phrase("share of runs up to this value")
DESCRIBED = Phrase("{outcome}: share of runs that reach so much or less, as it was and with your agreement.")
HEADLINES = ("impact", "depth", "success", "weeks_to_agreement")
RED_LINES = Phrase("Red lines broken")
LEFT_OVER = Phrase(
    "Members who left over a red line, in the mean of all runs: {before} as it was, {after} with your agreement."
)
OF_AN_OLDER = Phrase("Since then the agreement has changed. This is about what was agreed on at the time:")
BETTER, SAME, WORSE = Phrase("better"), Phrase("the same"), Phrase("worse")


def shown(visit: Visit, classroom: Classroom, state: ClassState, progress: Progress | None) -> TagChild:
    """Return the result that a class has: the replay that is under way, or else the last one."""
    if progress is not None:
        return _under_way(visit, progress)
    if not state.replays:
        return tags.p(visit.say(NONE_YET))
    last = state.replays[-1]
    older = None
    if last.decided != state.decided:
        agreed = agreed_so_far(visit, classroom.opening.scenario, last.decided)
        older = tags.div(tags.p(visit.say(OF_AN_OLDER)), agreed, class_="older")
    return TagList(older, _drawn(visit, classroom, last.number), saving.outcome_links(visit))


def _drawn(visit: Visit, classroom: Classroom, number: int) -> HTML:
    """Return a result that is kept, drawn once for all who look at it in this language."""
    drawn, which = visit.playing.results, (classroom.code, number, visit.spoken.code)
    if which not in drawn:
        replay = from_parquet(classroom.outcomes(number) or b"")
        drawn[which] = HTML(str(TagList(result(visit, replay), *distributions(visit, replay))))
    return drawn[which]


def result(visit: Visit, replay: Replay) -> TagList:
    """Return what pairs of runs show."""
    return TagList(
        tags.p(visit.say(ABOUT), class_="help"),
        *(_compared(visit, name, replay.compared(name)) for name in HEADLINES),
        tags.h3(visit.say(RED_LINES)),
        _red_lines(visit, replay),
    )


def distributions(visit: Visit, replay: Replay) -> Iterator[Tag]:
    """Yield a chart for each of the outcomes that are shares: the share of runs that reach so much or less."""
    for outcome in DRAWN:
        title = outcome_title(outcome, visit.spoken)
        values, shares, arms = [], [], []
        for word, runs in ((AS_IT_WAS, replay.without(outcome)), (WITH_AGREEMENT, replay.with_it(outcome))):
            steps = [0.0, *np.sort(runs[~np.isnan(runs)]).tolist(), 1.0]
            values += steps
            shares += [min(k / replay.pairs, (len(steps) - 2) / replay.pairs) for k in range(len(steps))]
            arms += [visit.say(word)] * len(steps)
        drawing = _steps(visit, rows(value=values, share=shares, arm=arms), title)
        yield chart(visit, drawing, visit.say(DESCRIBED, outcome=title), 230)


def _steps(visit: Visit, data: alt.InlineData, title: str) -> alt.Chart:
    colours = alt.Scale(domain=[visit.say(AS_IT_WAS), visit.say(WITH_AGREEMENT)], range=[ORANGE, BLUE])
    drawing: alt.Chart = (
        alt.Chart(data)
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=alt.X("value:Q", title=title, scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("share:Q", title=visit.say(SHARE_OF_RUNS), axis=alt.Axis(format="%", tickCount=4)),
            color=alt.Color("arm:N", scale=colours, legend=alt.Legend(columns=1)),  # one below the other fits a phone
            strokeDash=alt.StrokeDash("arm:N", scale=alt.Scale(domain=colours.domain, range=[[5, 3], [1, 0]])),
        )
    )
    return drawing


def _under_way(visit: Visit, progress: Progress) -> TagChild:
    if progress.mishap is not None:
        return alert(visit, told(visit, progress.mishap))
    so_far = progress.so_far
    done = so_far.pairs if so_far else 0
    bar = tags.progress(value=done, max=PAIRS)
    words = visit.say(UNDER_WAY, done=str(done), all=str(PAIRS))
    return TagList(tags.p(words, bar, class_="busy", role="status"), result(visit, so_far) if so_far else None)


def _compared(visit: Visit, outcome: str, pairs: Compared) -> Tag:
    """Return an outcome's sentence over a bar whose parts are the pairs that are better, the same and worse."""
    counts = {"better": pairs.better, "same": pairs.same, "worse": pairs.worse}
    written = {name: str(count) for name, count in counts.items()}
    words = visit.say(BETTER_IN, outcome=outcome_title(outcome, visit.spoken), pairs=str(sum(pairs)), **written)
    if pairs.missing:
        words += " " + visit.say(MISSING_IN, number=str(pairs.missing))
    parts = (
        tags.span(str(count), class_=f"share-{name}", style=f"flex-grow: {count}", title=visit.say(phrase))
        for (name, count), phrase in zip(counts.items(), (BETTER, SAME, WORSE), strict=True)
        if count
    )
    return tags.div(tags.p(words), tags.div(*parts, class_="shares", aria_hidden="true"))


def _red_lines(visit: Visit, replay: Replay) -> Tag:
    means = (float(np.nanmean(runs("exits_red_line"))) for runs in (replay.without, replay.with_it))
    before, after = (visit.spoken.number(mean, "0.0") for mean in means)
    return tags.p(visit.say(LEFT_OVER, before=before, after=after))
