"""Figures that know their texts: for readers of the file, for pages that set these texts themselves, for notebooks."""

import re
from io import BytesIO
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

_DOTS_PER_INCH = 120  # on a screen, and in a notebook
_POINTS_PER_INCH = 72
_SIZE_OF_SVG = re.compile(r'width="[\d.]+pt" height="[\d.]+pt" viewBox="[^"]+"')


class Texts(NamedTuple):
    """What a figure says in words.

    Attributes:
        heading: what it shows.
        subheading: of which scenario.
        sentences: what to read in it; some figures leave that to their readers.
        caption: how it was made, and what its marks mean.
    """

    heading: str
    subheading: str
    sentences: tuple[str, ...]
    caption: str


class SheetFigure(Figure):
    """A figure with texts around its panels, which it can also tell and be drawn without.

    It is drawn in the style in which it was begun, whatever is set when somebody looks at it.

    Attributes:
        texts_around: what stands around the panels.
        around: these texts as they are drawn, line by line.
        panels: where the panels are, with their key and the labels of their axes, in inches.
    """

    def __init__(self, size: tuple[float, float], texts: Texts, panels: Bbox) -> None:
        """Begin an empty figure.

        Args:
            size: width and height in inches.
            texts: what stands around the panels.
            panels: where they are.
        """
        super().__init__(figsize=size, facecolor="white")
        self.texts_around = texts
        self.around: list[Text] = []
        self.panels = panels
        self._style = {name: value for name, value in mpl.rcParams.items() if not name.startswith("backend")}

    def drawn(self, form: str, **how: Any) -> bytes:
        """Return the figure as the content of a file, without its date, so that the same data give the same bytes.

        Args:
            form: `png` or `svg`.
            how: passed on to Matplotlib.
        """
        file = BytesIO()
        with mpl.rc_context(self._style):
            self.savefig(file, format=form, metadata=self.metadata(form), **how)
        return file.getvalue()

    def panels_drawn(self, form: str, dpi: int = _DOTS_PER_INCH) -> bytes:
        """Return the figure without the texts around its panels, as the content of a file.

        Args:
            form: `png` or `svg`.
            dpi: dots per inch of a PNG.
        """
        self._show_texts(False)
        try:
            content = self.drawn(form, dpi=dpi)
        finally:
            self._show_texts(True)
        return self._cropped_svg(content) if form == "svg" else self._cropped_png(content, dpi)

    def _show_texts(self, is_visible: bool) -> None:
        for text in self.around:
            text.set_visible(is_visible)

    def _cropped_svg(self, content: bytes) -> bytes:
        width, height = self.panels.size * _POINTS_PER_INCH
        top = (self.get_figheight() - self.panels.y1) * _POINTS_PER_INCH
        size = f'width="{width:g}pt" height="{height:g}pt" viewBox="0 {top:g} {width:g} {height:g}"'
        return _SIZE_OF_SVG.sub(size, content.decode(), count=1).encode()

    def _cropped_png(self, content: bytes, dpi: int) -> bytes:
        file, edges = BytesIO(), (0.0, self.get_figheight() - self.panels.y1, *self.panels.size)
        left, top, width, height = (round(edge * dpi) for edge in edges)
        Image.open(BytesIO(content)).crop((left, top, left + width, top + height)).save(file, "png")
        return file.getvalue()

    def metadata(self, form: str) -> dict[str, str | None]:
        """Return what a file of a form says of itself to programs, among them those that read out loud."""
        texts = self.texts_around
        told = {"Title": texts.heading, "Description": " ".join([*texts.sentences, texts.caption])}
        return told | ({"Date": None} if form == "svg" else {})

    def _repr_png_(self) -> bytes:
        """Show the figure in a notebook."""
        return self.drawn("png", dpi=_DOTS_PER_INCH)
