"""What users wrote is drawn as they wrote it: signs that mean something to Matplotlib, and texts of any length."""

from dataclasses import replace

import pytest
from matplotlib import rcParams

from experiments.figures.gallery import KINDS
from experiments.figures.key import Entry
from experiments.figures.sheet import new_sheet
from experiments.figures.style import LOOKS, theme
from experiments.figures.view import View
from experiments.storage.sweep_folder import Sweep
from tests.experiments.figures.looking import lies_outside, texts_of
from tests.experiments.made_up import made_up_sweep

TITLES = {
    "one dollar": "Price of $5 a ticket",
    "two dollars": "From $5 to $9",
    "a broken formula": r"Costs $\frac{1}$ and \alpha_2",
    "brackets": "[bold]Rights[/] & <duties>",
    "long": "An alliance with a title that goes on and on " * 6,
    "without a space": "Bündnis" * 30,
}


def titled(sweep: Sweep, title: str) -> Sweep:
    """Return the sweep as if its scenario bore another title."""
    scenario = sweep.manifest.scenario | {"title": {"en": title, "de": title}}
    return replace(sweep, manifest=sweep.manifest.model_copy(update={"scenario": scenario}))


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return made_up_sweep(tmp_path_factory.mktemp("sweep"), "invitation.size=4,12", runs=4)


@pytest.mark.parametrize("title", TITLES.values(), ids=list(TITLES))
def test_a_title_is_drawn_as_it_was_written(sweep: Sweep, title: str) -> None:
    with theme():
        figure = KINDS["ends"].draw(View(titled(sweep, title)))
        drawn = "".join("".join(text.split()) for text, _ in texts_of(figure))
        assert "".join(title.split()) in drawn
        assert not lies_outside(figure)


def test_the_house_style_leaves_no_trace() -> None:
    before = rcParams["text.parse_math"]
    with theme():
        pass
    assert rcParams["text.parse_math"] == before


@pytest.mark.parametrize("name", ["_Attac", "$x$ and $y$", "a name that is far too long for any key " * 9])
def test_names_in_a_key_are_drawn_whatever_they_begin_with(name: str) -> None:
    with theme():
        key = [Entry(name, look) for look in LOOKS]
        figure = new_sheet(8, 2, heading="Key", subheading="", caption="", key=key).figure
        assert sum(text.startswith(name[:5]) for text, _ in texts_of(figure)) == len(LOOKS)
        assert not lies_outside(figure)
