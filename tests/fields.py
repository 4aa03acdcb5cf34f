"""Small fields for tests to vary one thing in."""

from typing import Any

from simulation.field_run import ObservedField
from simulation.scenario.loading import changed
from simulation.scenario.organisational_field import OrganisationalField

SMALL: dict[str, Any] = {
    "title": {"en": "Small field"},
    "summary": {"en": "Forty organisations of two kinds."},
    "weeks": 120,
    "issues": [
        {
            "name": "Roof",
            "goal": {"demands": [{"name": "More roofs"}]},
            "stakes": {"welfare": 1.0, "movement": 1.0},
            "agreements": {"give_up_weeks": 20},
        }
    ],
    "forums": [{"name": "Forum A", "groups": ["Welfare"]}, {"name": "Forum B", "groups": ["Movement"]}],
    "groups": [
        {"name": "Welfare", "count": 20, "sectors": ["welfare"], "interval": {"low": 1, "high": 4}},
        {"name": "Movement", "count": 20, "sectors": ["movement"], "interval": {"low": 1, "high": 4}},
    ],
    "arena": {"resistance": 0.1},
    "search": {"agenda": 1.0},
}


def small_field(**fields: Any) -> OrganisationalField:
    """Return a field of forty organisations, with some values changed; two underscores stand for a dot."""
    whole = OrganisationalField.model_validate(SMALL)
    return changed(whole, {path.replace("__", "."): value for path, value in fields.items()})


def lived_field(seed: int = 1, **fields: Any) -> ObservedField:
    """Return a run of such a field that has come to its end."""
    run = ObservedField(small_field(**fields), seed)
    run.run_model()
    return run
