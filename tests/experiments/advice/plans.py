"""Plans of alliances for the tests of advice: small, and with an effect that is known beforehand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation import Scenario, changed, load_scenario
from tests.worlds import PLAIN

FILE = Path(__file__).parents[2] / "data" / "alliance.toml"


def plan_file(**changes: Any) -> Scenario:
    """Return the plan with every part that a scenario can have, with changes by dotted path, dots as `__`."""
    return load_scenario(FILE, {path.replace("__", "."): value for path, value in changes.items()})


def plan_of(partners: Mapping[str, Mapping[str, Any]], **changes: Any) -> Scenario:
    """Return a plan of partners that are alike but for the traits that are named, the first one initiating."""
    organisations = [{"name": name, "sector": "union", **PLAIN, **traits} for name, traits in partners.items()]
    base = {
        "organisations": organisations,
        "groups": [],
        "goal.demands": [{"name": "law", "majority": 0.1}],
        "invitation.initiators": [next(iter(partners))],
        "invitation.size": len(partners),
        "invitation.order": "listed",
        "weeks": 80,
    }
    given = {path.replace("__", "."): value for path, value in changes.items()}
    return changed(load_scenario("baseline"), base | given)
