"""The chart of a handout: a dot for each run, as it is above the line, with the reader's change below it."""

import altair as alt

AS_IT_IS, WITH_THE_CHANGE = "#595959", "#0072b2"
_SIDES = ["asIs", "yours"]


def chart() -> alt.LayerChart:
    """Return the chart; the page's script puts the dots in."""
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
    line = alt.Chart(alt.Data(values=[{}])).mark_rule(color="#8a8a8a").encode(y=alt.YDatum(0, axis=None))
    return (
        alt.layer(line, dots)
        .properties(width="container", height=280)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13)
    )
