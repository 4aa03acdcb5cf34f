"""What if one partner's red line moves? The plan with each partner stricter, and more lenient, than it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.advice.asked import partners_of, surely_asked
from experiments.advice.question import Line, Option, Question, outcomes_of, possible
from simulation import Scenario
from simulation.language.translation import Phrase
from simulation.scenario.participants import Group, Organisation

STEP = 0.2  # of the way from asking for nothing to asking for all; two thirds of the largest shock by default
MOST_PARTNERS = 20

NO_DEMANDS = Phrase("A network agrees on no demands, so no red line is ever crossed.")
BY_LOT = Phrase("Who is asked is drawn anew in every run, so there is no partner whose red line could be asked about.")


def about_red_lines(scenario: Scenario) -> Question:
    """Ask what happens if the red lines of one partner that is surely asked move, each on all demands."""
    outcomes = outcomes_of(scenario)
    if scenario.form == "network":
        return Question("red lines", scenario, outcomes, (), (NO_DEMANDS,))
    asked = set(surely_asked(scenario))
    partners = [one.name for one in partners_of(scenario) if asked & set(one.members)][:MOST_PARTNERS]
    options = (*_moved(scenario, partners, "tighter", -STEP), *_moved(scenario, partners, "looser", STEP))
    return Question("red lines", scenario, outcomes, options, () if options else (BY_LOT,))


def _moved(scenario: Scenario, partners: list[str], line: Line, step: float) -> Iterator[Option]:
    for name in partners:
        if (made := possible(scenario, moved(scenario, name, step))) is not None:
            yield Option(line, f"{line} {name}", made, whom=name)


def moved(scenario: Scenario, name: str, step: float) -> Mapping[str, Any]:
    """Return the changes that move the red lines of a partner on all demands, as far as they can go.

    Args:
        scenario: the plan.
        name: of the organisation or the group.
        step: of ambition; below 0 they tighten.
    """
    for part in ("organisations", "groups"):
        for number, one in enumerate(getattr(scenario, part)):
            if one.name == name:
                return {f"{part}.{number}.{field}": value for field, value in _traits(one, step).items()}
    return {}


def _traits(one: Organisation | Group, step: float) -> dict[str, Any]:
    ends = one.tolerance.model_dump(exclude_none=True)
    traits: dict[str, Any] = {"tolerance": {end: _shifted(at, step) for end, at in ends.items()}}
    if isinstance(one, Organisation) and one.positions:
        traits["positions"] = {
            demand: {
                **position.model_dump(exclude_none=True),
                **({} if position.red_line is None else {"red_line": _shifted(position.red_line, step)}),
            }
            for demand, position in one.positions.items()
        }
    return traits


def _shifted(value: float, step: float) -> float:
    return min(1.0, max(0.0, value + step))
