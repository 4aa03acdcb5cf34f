"""Alliance dynamics: how organisations form, sustain and dissolve alliances.

What is offered here is loaded when it is first used, so that commands which only read a
scenario do not wait for the compiler.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.chronicle import chronicle, paragraphs
    from simulation.dossier import Dossier
    from simulation.errors import AllianceError, DataError, ScenarioError
    from simulation.model import Alliance, AllianceModel, Organisation
    from simulation.outcome import OUTCOMES, Outcome
    from simulation.record import Event, replicate, simulate
    from simulation.scenario import Scenario
    from simulation.scenario_file import (
        changed,
        load_dossier,
        load_scenario,
        parse_value,
        problems_in,
        scenario_path,
        shipped_scenarios,
    )
    from simulation.series import SERIES, Spell, Trace, trace
    from simulation.start import compile_rules
    from simulation.why import Decision

_ROOMS = {
    "chronicle": ("chronicle", "paragraphs"),
    "dossier": ("Dossier",),
    "errors": ("AllianceError", "DataError", "ScenarioError"),
    "model": ("Alliance", "AllianceModel", "Organisation"),
    "outcome": ("OUTCOMES", "Outcome"),
    "record": ("Event", "replicate", "simulate"),
    "scenario": ("Scenario",),
    "scenario_file": (
        "changed",
        "load_dossier",
        "load_scenario",
        "parse_value",
        "problems_in",
        "scenario_path",
        "shipped_scenarios",
    ),
    "series": ("SERIES", "Spell", "Trace", "trace"),
    "start": ("compile_rules",),
    "why": ("Decision",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "OUTCOMES",
    "SERIES",
    "Alliance",
    "AllianceError",
    "AllianceModel",
    "DataError",
    "Decision",
    "Dossier",
    "Event",
    "Organisation",
    "Outcome",
    "Scenario",
    "ScenarioError",
    "Spell",
    "Trace",
    "changed",
    "chronicle",
    "compile_rules",
    "load_dossier",
    "load_scenario",
    "paragraphs",
    "parse_value",
    "problems_in",
    "replicate",
    "scenario_path",
    "shipped_scenarios",
    "simulate",
    "trace",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = import_module(f"{__name__}.{_ROOM_OF[name]}")
    # All that the room offers at once: importing it has put the room itself where one of them has the same name.
    globals().update({offered: getattr(room, offered) for offered in _ROOMS[_ROOM_OF[name]]})
    return globals()[name]
