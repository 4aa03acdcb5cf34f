"""Alliances in which events tighten red lines until a lead, or another member, has to go."""

from simulation.scenario.definition import Scenario
from tests.worlds import STUBBORN, world

NO_REWORDING: dict[str, object] = {"mechanisms.cooperation.rewording": 0.0}


def shocked(week: int, red_lines: float) -> dict[str, object]:
    """Return changes by which an event moves red lines in a week, and nobody finds other words for a demand."""
    return {"arena.shocks": [{"name": "Scandal", "when": week, "red_lines": red_lines}]} | NO_REWORDING


def led_by_one_that_goes(handover: bool = False) -> Scenario:
    """Return a world whose lead meets every week and must go when red lines tighten; the others look away longer."""
    changes = {
        "agreements.lead": "First",
        "agreements.handover": handover,
        "agreements.decision_rule": "silence",
        "mechanisms.dissolution.handover_chance": 0.0,
        "mechanisms.formation.reply_weeks": 12,
    }
    return world(5, STUBBORN | changes | shocked(60, -0.7), others={"interval": 10.0})
