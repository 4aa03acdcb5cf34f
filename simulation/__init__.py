"""Alliance dynamics: how organisations form, sustain and dissolve alliances.

What is offered here is loaded when it is first used, so that commands which only read a
scenario do not wait for the compiler.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.chronicle import chronicle
    from simulation.dossier import Dossier
    from simulation.errors import AllianceError, DataError, ScenarioError
    from simulation.model import Alliance, AllianceModel, Organisation
    from simulation.record import OUTCOMES, Event, Outcome, replicate, simulate
    from simulation.scenario import Scenario
    from simulation.scenario_file import (
        changed,
        load_dossier,
        load_scenario,
        parse_value,
        scenario_path,
        shipped_scenarios,
    )
    from simulation.start import compile_rules

_ROOMS = {
    "chronicle": ("chronicle",),
    "dossier": ("Dossier",),
    "errors": ("AllianceError", "DataError", "ScenarioError"),
    "model": ("Alliance", "AllianceModel", "Organisation"),
    "record": ("OUTCOMES", "Event", "Outcome", "replicate", "simulate"),
    "scenario": ("Scenario",),
    "scenario_file": (
        "changed",
        "load_dossier",
        "load_scenario",
        "parse_value",
        "scenario_path",
        "shipped_scenarios",
    ),
    "start": ("compile_rules",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "OUTCOMES",
    "Alliance",
    "AllianceError",
    "AllianceModel",
    "DataError",
    "Dossier",
    "Event",
    "Organisation",
    "Outcome",
    "Scenario",
    "ScenarioError",
    "changed",
    "chronicle",
    "compile_rules",
    "load_dossier",
    "load_scenario",
    "parse_value",
    "replicate",
    "scenario_path",
    "shipped_scenarios",
    "simulate",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = value
    return value
