"""Alliance dynamics: how organisations form, sustain and dissolve alliances.

What is offered here is loaded when it is first used, so that commands which only read a
scenario do not wait for the compiler.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.errors import AllianceError, DataError, RuleError, ScenarioError
    from simulation.field_run import ObservedField
    from simulation.model import Alliance, AllianceModel, Organisation
    from simulation.replacement.rules_file import RulesFile, read_rules
    from simulation.results.decisions import Decision
    from simulation.results.event_log import Event
    from simulation.results.field_outcome import FIELD_OUTCOMES, FieldOutcome
    from simulation.results.outcome import HEADLINES, NUMBERS, OUTCOMES, Outcome
    from simulation.run import replicate, simulate
    from simulation.scenario.definition import Scenario
    from simulation.scenario.dossier import Dossier
    from simulation.scenario.loading import (
        changed,
        load_any,
        load_dossier,
        load_field,
        load_scenario,
        parse_value,
        problems_in,
        scenario_path,
        shipped_fields,
        shipped_scenarios,
    )
    from simulation.scenario.organisational_field import OrganisationalField
    from simulation.series import SERIES, AllianceWeek, Spell, Trace, trace
    from simulation.story.chronicle import chronicle, paragraphs, turning_points
    from simulation.warm_up import compile_field_rules, compile_rules

_MODULES = {
    "story.chronicle": ("chronicle", "paragraphs", "turning_points"),
    "scenario.dossier": ("Dossier",),
    "replacement.rules_file": ("RulesFile", "read_rules"),
    "field_run": ("ObservedField",),
    "scenario.organisational_field": ("OrganisationalField",),
    "errors": ("AllianceError", "DataError", "RuleError", "ScenarioError"),
    "model": ("Alliance", "AllianceModel", "Organisation"),
    "results.field_outcome": ("FIELD_OUTCOMES", "FieldOutcome"),
    "results.outcome": ("HEADLINES", "NUMBERS", "OUTCOMES", "Outcome"),
    "results.event_log": ("Event",),
    "run": ("replicate", "simulate"),
    "scenario.definition": ("Scenario",),
    "scenario.loading": (
        "changed",
        "load_any",
        "load_dossier",
        "load_field",
        "load_scenario",
        "parse_value",
        "problems_in",
        "scenario_path",
        "shipped_fields",
        "shipped_scenarios",
    ),
    "series": ("SERIES", "AllianceWeek", "Spell", "Trace", "trace"),
    "warm_up": ("compile_field_rules", "compile_rules"),
    "results.decisions": ("Decision",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "FIELD_OUTCOMES",
    "HEADLINES",
    "NUMBERS",
    "OUTCOMES",
    "SERIES",
    "Alliance",
    "AllianceError",
    "AllianceModel",
    "AllianceWeek",
    "DataError",
    "Decision",
    "Dossier",
    "Event",
    "FieldOutcome",
    "ObservedField",
    "Organisation",
    "OrganisationalField",
    "Outcome",
    "RuleError",
    "RulesFile",
    "Scenario",
    "ScenarioError",
    "Spell",
    "Trace",
    "changed",
    "chronicle",
    "compile_field_rules",
    "compile_rules",
    "load_any",
    "load_dossier",
    "load_field",
    "load_scenario",
    "paragraphs",
    "parse_value",
    "problems_in",
    "read_rules",
    "replicate",
    "scenario_path",
    "shipped_fields",
    "shipped_scenarios",
    "simulate",
    "trace",
    "turning_points",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_MODULE_OF[name]}")
    # All that the module offers at once: importing it has put the module itself where one of them has the same name.
    globals().update({offered: getattr(module, offered) for offered in _MODULES[_MODULE_OF[name]]})
    return globals()[name]
