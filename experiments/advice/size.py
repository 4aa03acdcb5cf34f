"""How large can we grow? The plan with other core groups, and with other numbers of supporters around its own."""

from collections.abc import Iterator, Mapping

import numpy as np

from experiments.advice.question import Line, Option, Question, outcomes_of, possible
from simulation import Scenario
from simulation.language.translation import Phrase

_BELOW, _ABOVE = 3, 5

NOBODY_ELSE = Phrase("The file has nobody else to ask; add organisations or groups to ask how it would grow.")


def about_size(scenario: Scenario) -> Question:
    """Ask how large core group and alliance can be; those of a plan without a place in the core group support it."""
    invited, everybody = scenario.invitation.size, len(scenario.names())
    core = core_of(scenario)
    least = max(2, len(scenario.invitation.initiators))
    cores = (size for size in _sizes(least, core, everybody) if size != core)
    totals = (size for size in _sizes(core + 1, invited, everybody) if size != invited)
    options = (
        *_options(scenario, "core", {size: (size, max(size, invited)) for size in cores}),
        *_options(scenario, "supporters", {size: (core, size) for size in totals}),
    )
    remarks = (NOBODY_ELSE,) if invited == everybody else ()
    return Question("size", scenario, outcomes_of(scenario), options, remarks)


def core_of(scenario: Scenario) -> int:
    """Return how many places the core group of a plan has, as far as there is somebody to take them."""
    return min(scenario.agreements.core_size, scenario.invitation.size)


def own_size(scenario: Scenario, line: Line) -> int:
    """Return what a plan has of what varies along a line: places of the core group, or organisations in all."""
    return core_of(scenario) if line == "core" else scenario.invitation.size


def _sizes(least: int, own: int, most: int) -> list[int]:
    """Return sizes around the plan's own, each larger than the one before by about the same factor."""
    below = np.geomspace(min(least, own), own, _BELOW)
    above = np.geomspace(own, most, _ABOVE + 1)
    return sorted({round(float(size)) for size in (*below, *above)})


def _options(scenario: Scenario, line: Line, sizes: Mapping[int, tuple[int, int]]) -> Iterator[Option]:
    """Yield an option for every number along a line, with the largest core group and the alliance that go with it."""
    for number, (core, invited) in sizes.items():
        if (made := possible(scenario, {"agreements.core_size": core, "invitation.size": invited})) is not None:
            yield Option(line, f"{line} {number}", made, number=number)
