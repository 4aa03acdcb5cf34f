"""The page of SolaraViz: it shows a run, steps through it, and resets it with what was set."""

from collections.abc import Iterator

import ipyvuetify
import ipywidgets
import numpy as np
import pytest
import solara
from matplotlib.figure import Figure
from mesa.visualization import Slider

from experiments import app
from simulation import AllianceModel, load_scenario


class Visit:
    """Somebody who opens the page; `drawn` are the models whose partners were drawn for them, in order."""

    def __init__(self, drawn: list[AllianceModel]) -> None:
        self.drawn = drawn
        _, self.page = solara.render(solara.AppLayout(children=[app.Page()]), handle_error=False)

    def press(self, name: str) -> None:
        next(button for button in self.page.find(ipyvuetify.Btn).widgets if button.children == [name]).click()

    def slide(self, name: str, value: float) -> None:
        next(slider for slider in self.page.find(ipyvuetify.Slider).widgets if slider.label == name).v_model = value

    def pictures(self) -> list[bytes]:
        return [bytes(image.value) for image in self.page.find(ipywidgets.Image).widgets]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    drawn: list[AllianceModel] = []
    draw = app.partners_figure

    def noted(model: AllianceModel) -> Figure:
        drawn.append(model)
        return draw(model)

    monkeypatch.setattr(app, "partners_figure", noted)
    visit = Visit(drawn)
    yield visit
    visit.page.close()


def test_the_page_opens_with_the_scenario_as_it_stands(visit: Visit) -> None:
    assert len(visit.pictures()) == 3
    assert visit.drawn[-1].week == 0
    assert visit.drawn[-1].prepared.scenario == load_scenario(app.SCENARIO)


def test_a_step_is_a_week_and_draws_all_anew(visit: Visit) -> None:
    before = visit.pictures()
    for _ in range(12):
        visit.press("Step")
    alone = AllianceModel(app.SCENARIO, rng=1)
    for _ in range(12):
        alone.step()
    assert visit.drawn[-1].week == 12
    assert [one.status for one in visit.drawn[-1].organisations] == [one.status for one in alone.organisations]
    assert all(new != old for new, old in zip(visit.pictures(), before, strict=True))


def test_reset_starts_anew_with_what_was_set(visit: Visit) -> None:
    partners = visit.pictures()[0]
    visit.slide("invitation.size", 4)
    visit.slide("seed", 3)
    visit.press("Step")
    visit.press("Reset")
    model = visit.drawn[-1]
    assert (model.week, model.seed, model.prepared.scenario.invitation.size) == (0, 3, 4)
    assert visit.pictures()[0] == partners
    visit.press("Step")
    assert visit.drawn[-1].week == 1
    assert list(model.datacollector.get_model_vars_dataframe()) == list(app.WEEKLY)


def test_everybody_has_a_run_of_their_own(visit: Visit) -> None:
    other = Visit(visit.drawn)
    visit.press("Step")
    assert sorted(model.week for model in set(visit.drawn)) == [0, 1]
    other.page.close()


def test_sliders_stay_within_what_is_plausible() -> None:
    sliders = [given for given in app.page_parameters().values() if isinstance(given, Slider)]
    assert len(sliders) == len(app.FIELDS) + 1
    assert all(slider.min <= slider.value <= slider.max for slider in sliders)


def test_the_figure_joins_members_to_their_alliance() -> None:
    model = AllianceModel(app.SCENARIO, rng=1)
    for _ in range(30):
        model.step()
    [axes] = app.partners_figure(model).axes
    lines = [line for line in axes.lines if np.size(line.get_xdata()) == 2]
    assert len(lines) == len(model.alliance.members) > 0
