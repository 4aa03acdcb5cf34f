"""Looking at figures as a reader does: which texts are seen, and where they stand."""

import io

from matplotlib.axes._base import _AxesBase
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def texts_of(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text that is seen, with the box it fills."""
    figure.savefig(io.BytesIO(), dpi=figure.dpi)
    panels = [panel for axes in figure.axes for panel in (axes, *axes.child_axes)]
    far = {id(text) for axes in panels for text in _ticks_out_of_view(axes)}
    texts = [text for text in figure.findobj(Text) if id(text) not in far]
    shown = [text for text in texts if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text)) for text in shown]


def covers(one: Bbox, other: Bbox) -> bool:
    """Tell whether two boxes share more than a pixel."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > 1 and up > 1)


def lies_outside(figure: Figure) -> list[str]:
    """Return the texts that reach beyond the edge of the figure."""
    width, height = figure.bbox.width, figure.bbox.height
    return [t for t, box in texts_of(figure) if min(box.x0, box.y0) < 0 or box.x1 > width or box.y1 > height]


def _ticks_out_of_view(axes: _AxesBase) -> list[Text]:
    """Return labels that Matplotlib keeps ready for ticks beyond the limits, and does not draw."""
    return [
        label
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim())))
        for tick in axis.get_major_ticks()
        for label in (tick.label1, tick.label2)
        if not low <= tick.get_loc() <= high
    ]
