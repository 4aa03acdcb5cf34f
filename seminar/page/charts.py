"""Charts in the browser: drawn there by Vega, of which the page brings its own copy, so that no internet is needed."""

import json
from pathlib import Path
from typing import Any

import altair as alt
from htmltools import HTML, Tag, tags

from experiments.figures.style import GREY, INK, LOOKS
from seminar.chart_library import chart_library
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

LIBRARY = "vega.js"
SAVE_PNG, SAVE_SVG, MENU = Phrase("Save as PNG"), Phrase("Save as SVG"), Phrase("Save this figure")
type Drawing = alt.Chart | alt.LayerChart | alt.FacetChart
BLUE, VERMILION, SKY, ORANGE = LOOKS[0].colour, LOOKS[1].colour, LOOKS[5].colour, LOOKS[4].colour


def write_library(folder: Path) -> None:
    """Write what draws charts in the browser into a folder from which the page is served."""
    (folder / LIBRARY).write_text(chart_library(), encoding="utf-8")


def chart(visit: Visit, drawing: Drawing, described: str, height: int) -> Tag:
    """Return a chart as wide as its place.

    Args:
        visit: in whose language its menu and numbers are.
        drawing: the chart, without size and look.
        described: what it shows, for those who cannot see it.
        height: in pixels.
    """
    sized = drawing.properties(width="container", height=height, description=described)
    spec = _in_our_look(sized).to_dict(validate=False)
    words = {"PNG_ACTION": SAVE_PNG, "SVG_ACTION": SAVE_SVG, "CLICK_TO_VIEW_ACTIONS": MENU}
    options = {"i18n": {name: visit.say(phrase) for name, phrase in words.items()}}
    content = json.dumps({"spec": spec, "options": options}).replace("<", "\\u003c")
    return Tag("vega-chart", tags.script(HTML(content), type="application/json"), role="img", aria_label=described)


def rows(**columns: list[Any]) -> alt.InlineData:
    """Return data for a chart from columns of one length."""
    names = list(columns)
    return alt.InlineData(values=[dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)])


def _in_our_look(drawing: Drawing) -> Drawing:
    text = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal"}
    look: dict[str, Any] = {
        "font": "Inter, Segoe UI, Helvetica Neue, Roboto, Noto Sans, DejaVu Sans, sans-serif",
        "background": "transparent",
        "axis": {"gridColor": "#e8ecec", "domainColor": GREY, "tickColor": GREY, **text},
        "legend": {"orient": "top", "symbolSize": 120, "title": None, "labelFontSize": 13, "labelLimit": 400},
        "view": {"stroke": None},
    }
    configured: Drawing = drawing.configure(**look)
    return configured
