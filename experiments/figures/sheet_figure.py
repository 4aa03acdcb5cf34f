"""Figures that know their texts: for readers of the file, for pages that set these texts themselves, for notebooks."""

from io import BytesIO
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

_DOTS_PER_INCH = 120  # on a screen, and in a notebook


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

    Attributes:
        texts_around: what stands around the panels.
        panels: where these are, with their key and the labels of their axes, in inches.
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
        self.panels = panels

    def drawn(self, form: str, **how: Any) -> bytes:
        """Return the figure as the content of a file, without its date, so that the same data give the same bytes.

        Args:
            form: `png` or `svg`.
            how: passed on to Matplotlib.
        """
        file = BytesIO()
        self.savefig(file, format=form, metadata=self.metadata(form), **how)
        return file.getvalue()

    def metadata(self, form: str) -> dict[str, str | None]:
        """Return what a file of a form says of itself to programs, among them those that read out loud."""
        texts = self.texts_around
        told = {"Title": texts.heading, "Description": " ".join([*texts.sentences, texts.caption])}
        return told | ({"Date": None} if form == "svg" else {})

    def _repr_png_(self) -> bytes:
        """Show the figure in a notebook."""
        return self.drawn("png", dpi=_DOTS_PER_INCH)
