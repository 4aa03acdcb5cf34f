"""Figures that know their texts: files say what they show, and the panels can be had without the texts around them."""

from io import BytesIO

import pytest
from matplotlib.transforms import Bbox
from PIL import Image

from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure


@pytest.fixture(scope="module")
def figure() -> SheetFigure:
    sheet = new_sheet(7, 2, heading="Größe & <Wirkung>", subheading="", caption="20 runs.", sentences=["It rises."])
    sheet.panels(1, 1, left=0.5, right=0.5)
    return sheet.figure


def test_files_tell_programs_what_they_show(figure: SheetFigure) -> None:
    assert "<title>Größe &amp; &lt;Wirkung&gt;</title>" in figure.drawn("svg").decode()
    with Image.open(BytesIO(figure.drawn("png"))) as picture:
        assert picture.info["Title"] == "Größe & <Wirkung>"
        assert picture.info["Description"] == "It rises. 20 runs."


def test_panels_lie_between_the_texts(figure: SheetFigure) -> None:
    height = figure.get_figheight()
    [axes] = figure.axes
    lower, upper = (edge * height for edge in axes.get_position().intervaly)
    assert figure.panels.y0 < lower < upper < figure.panels.y1
    for text in figure.texts:
        assert not Bbox.intersection(
            figure.panels, text.get_window_extent().transformed(figure.dpi_scale_trans.inverted())
        )
