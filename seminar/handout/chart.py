"""The chart of a handout: a dot for each run, as it is above the line, with the reader's change below it."""

from typing import Any

import altair as alt

AS_IT_IS, WITH_THE_CHANGE = "#595959", "#0072b2"
_SIDES = ["asIs", "yours"]


def chart() -> dict[str, Any]:
    """Return the chart as Vega-Lite describes it; the page's script puts the dots in."""
    colours = alt.Scale(domain=_SIDES, range=[AS_IT_IS, WITH_THE_CHANGE])
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_point(filled=True, opacity=0.75)
        .encode(
            x=alt.X("x:Q", title=None),
            y=alt.Y("y:Q", axis=None),
            color=alt.Color("side:N", scale=colours, legend=None),
            shape=alt.Shape("side:N", scale=alt.Scale(domain=_SIDES, range=["circle", "square"]), legend=None),
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=alt.Tooltip("told:N", title=" "),
        )
    )
    line = alt.Chart(alt.InlineData(values=[{}])).mark_rule(color="#8a8a8a").encode(y=alt.YDatum(0, axis=None))
    both = alt.layer(line, dots).properties(width="container", height=280)
    plain: dict[str, Any] = both.configure_view(stroke=None).configure_axis(labelFontSize=13).to_dict()
    return plain
