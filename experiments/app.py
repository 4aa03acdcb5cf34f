"""One run in the browser, with SolaraViz: `solara run experiments.app`.

A page to copy and to change: its first lines say what is run, what can be set and what is drawn week by week. It needs
the extra `viz`.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import solara
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mesa.visualization import Slider, SolaraViz, make_plot_component

from experiments.figures.style import GREY, INK, LOOKS
from simulation import AllianceModel, Scenario, load_scenario
from simulation.run_views import Alliance, Organisation
from simulation.scenario.fields import facts

type Point = tuple[float, float]
type Places = dict[Organisation, Point]

SCENARIO = "baseline"
FIELDS = ("invitation.size", "agreements.office_hours", "goal.mobilisation", "arena.polarisation")
WEEKLY: dict[str, Callable[[AllianceModel], float]] = {
    "core group": lambda model: model.alliance.core,
    "supporters": lambda model: model.alliance.supporters,
    "mean energy of members": lambda model: _mean_energy(model.alliance.members),
}


class WatchedModel(AllianceModel):
    """A run that SolaraViz can reset.

    Reset makes a model anew from the page's parameters, unless the old one has a scenario: that must be of Mesa's own
    class. So this model hides its scenario, which is one of the parameters.
    """

    @property
    def scenario(self) -> Any:
        """None; `SCENARIO` names what is run."""
        return None

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Take what Mesa's constructor sets, which nothing reads."""


@solara.component  # type: ignore[untyped-decorator]
def Page() -> None:  # noqa: N802 -- Solara looks for this name
    """Show the run, its partners and its weekly numbers, to everybody who opens the page a run of their own."""
    parameters = solara.use_memo(page_parameters, [])
    model = solara.use_memo(lambda: first_model(parameters), [])
    members, energy = list(WEEKLY)[:2], list(WEEKLY)[2]
    drawn = [_Partners, make_plot_component(members), make_plot_component(energy)]
    SolaraViz(model, components=drawn, model_params=parameters, name=load_scenario(SCENARIO).title.en)


def _Partners(model: AllianceModel) -> Any:  # noqa: N802 -- a component of Solara, named like one
    return solara.FigureMatplotlib(partners_figure(model), format="png")


def page_parameters() -> dict[str, Any]:
    """Return what models are made from: fixed values, and sliders over the plausible ranges of the fields."""
    scenario = load_scenario(SCENARIO)
    fixed = {"scenario": SCENARIO, "model_reporters": WEEKLY}
    return fixed | {"rng": Slider("seed", 1, 1, 100)} | {dotted: _slider(scenario, dotted) for dotted in FIELDS}


def first_model(parameters: dict[str, Any]) -> WatchedModel:
    """Return the model with which the page opens: sliders stand at what the scenario says."""
    return WatchedModel(**{name: getattr(given, "value", given) for name, given in parameters.items()})


def partners_figure(model: AllianceModel) -> Figure:
    """Draw who is where: organisations around their alliances, and a line from each member to its alliance."""
    figure = Figure(figsize=(6, 4.5), layout="constrained")
    axes = figure.add_subplot(aspect="equal")
    axes.set_axis_off()
    axes.set_title(f"Week {model.week}: {model.alliance.stage}", color=INK)
    around, within = _circle(model.organisations, 1.0), _circle(model.alliances, 0.25)
    for alliance in model.alliances:
        _draw_members(axes, alliance, around, within[alliance])
    hollow = [around[one] for one in model.organisations if one.tier is None]
    axes.scatter(*zip(*hollow, (np.nan, np.nan), strict=True), facecolors="white", edgecolors=GREY, zorder=2)
    return figure


def _draw_members(axes: Axes, alliance: Alliance, around: Places, centre: Point) -> None:
    axes.plot(*centre, "s", color=INK, markersize=14)
    for member in alliance.members:
        place, look = around[member], LOOKS[0] if member.tier == "core" else LOOKS[1]
        axes.plot(*zip(centre, place, strict=True), color=look.colour, linestyle=look.line, linewidth=1, zorder=1)
        axes.plot(*place, look.marker, color=look.colour)


def _circle[Kind](placed: Sequence[Kind], radius: float) -> dict[Kind, Point]:
    """Return a place for each, evenly on a circle; one alone stands in its centre."""
    angles = np.linspace(0, 2 * np.pi, len(placed), endpoint=False)
    reach = radius if len(placed) > 1 else 0.0
    return {one: (reach * np.sin(angle), reach * np.cos(angle)) for one, angle in zip(placed, angles, strict=True)}


def _mean_energy(organisations: Sequence[Organisation]) -> float:
    return float(np.mean([one.energy for one in organisations])) if organisations else np.nan


def _slider(scenario: Scenario, dotted: str) -> Slider:
    *parts, name = dotted.split(".")
    part: Any = reduce(getattr, parts, scenario)
    low, high = facts(type(part).model_fields[name])["plausible"]
    value = getattr(part, name)
    return Slider(dotted, value, low, high, 1 if isinstance(value, int) else (high - low) / 20)
