"""The edge between files and the model: what passes here is valid, and what does not is explained in full."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import to_json

from simulation.errors import Fault, KeyPath, Problem, ScenarioError
from simulation.scenario.consistency import inconsistencies, names_in, translatable
from simulation.scenario.definition import Scenario, Setting
from simulation.scenario.document import Document
from simulation.scenario.dossier import Dossier
from simulation.scenario.field_consistency import field_inconsistencies, names_in_a_field
from simulation.scenario.fields import Part
from simulation.scenario.foundations import misplaced
from simulation.scenario.messages import FileStructure, misread, value_at
from simulation.scenario.naming import TRANSLATIONS
from simulation.scenario.organisational_field import OrganisationalField
from simulation.scenario.overrides import CHANGES, applied, entry_names, parse_value, resolved
from simulation.scenario.reading import read_toml, scenario_path, shipped_fields, shipped_scenarios

__all__ = [
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
]


class _Kind[S: Setting](NamedTuple):
    """A kind of scenario: its model, what must agree in it, and the names that texts may translate."""

    model: type[S]
    inconsistencies: Callable[[S], Iterator[Fault]]
    names: Callable[[S], list[str]]


_ALLIANCES = _Kind(Scenario, inconsistencies, names_in)
_FIELD = _Kind(OrganisationalField, field_inconsistencies, names_in_a_field)
_MARK_OF_A_FIELD = "issues"
NO_CHANGES: Mapping[str, object] = MappingProxyType({})


def load_scenario(source: str | Path, changes: Mapping[str, object] = NO_CHANGES) -> Scenario:
    """Read a scenario, change it, and check it.

    Args:
        source: name of a shipped scenario, path of a TOML file, or "-" for standard input.
        changes: values by dotted path, such as `{"agreements.core_size": 8}`; entries of a list go by number,
            from 0, or by `name`, all of them by `*`. They are made before anything is checked.

    Returns:
        The scenario, without the file's facts, assumptions and observed history.

    Raises:
        ScenarioError: with all problems of the file and of the changes.
    """
    return _checked(_ALLIANCES, _for_the_model(_read(source), changes))


def load_field(source: str | Path, changes: Mapping[str, object] = NO_CHANGES) -> OrganisationalField:
    """Read a field of organisations, change it, and check it; arguments and errors as of `load_scenario`."""
    return _checked(_FIELD, _for_the_model(_read(source), changes))


def load_any(source: str | Path, changes: Mapping[str, object] = NO_CHANGES) -> Scenario | OrganisationalField:
    """Read a scenario or a field, whichever the file holds; arguments and errors as of `load_scenario`."""
    document = _for_the_model(_read(source), changes)
    loaded: Scenario | OrganisationalField = _checked(_kind_in(document), document)
    return loaded


def load_with_places(
    source: str | Path, changes: Mapping[str, object]
) -> tuple[Scenario | OrganisationalField, Mapping[str, tuple[KeyPath, ...]]]:
    """Read and change a scenario or a field, and say where each change was made: names are those before all changes.

    Args:
        source: as in `load_scenario`.
        changes: likewise.

    Raises:
        ScenarioError: with all problems of the file and of the changes.
    """
    read = _read(source)
    document = _for_the_model(read, changes)
    return _checked(_kind_in(document), document), {dotted: resolved(read.data, dotted) for dotted in changes}


def changed[S: Setting](scenario: S, changes: Mapping[str, object]) -> S:
    """Return a scenario with some values changed, checked like a file.

    Args:
        scenario: where to start from; stays as it is.
        changes: values by dotted path, as in `load_scenario`.

    Raises:
        ScenarioError: with all problems of the changes.
    """
    data = scenario.model_dump(mode="json", exclude_unset=True)
    return _checked(_kind_of(scenario), Document(CHANGES, "", *_applied(data, changes)))


def load_dossier(source: str | Path) -> Dossier:
    """Read the facts, assumptions and observed history of a scenario file, which the model cannot read.

    Args:
        source: as in `load_scenario`.

    Raises:
        ScenarioError: with all problems of these parts; the others are left to `load_scenario`.
    """
    return _dossier(_read(source))


def problems_in(source: str | Path) -> tuple[Problem, ...]:
    """Return all problems of a scenario file, of the parts for the model and of those for people; none if it is valid.

    Args:
        source: as in `load_scenario`.
    """
    try:
        document = _read(source)
    except ScenarioError as error:
        return error.problems
    found = [
        *_problems_of(lambda: _checked(_kind_in(document), _for_the_model(document, {}))),
        *_problems_of(lambda: _dossier(document)),
    ]
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def _problems_of(load: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        load()
    except ScenarioError as error:
        return error.problems
    return ()


def _read(source: str | Path) -> Document:
    document = Document(*read_toml(source))
    document.refuse_what_no_model_reads()
    return document


def _for_the_model(document: Document, changes: Mapping[str, object]) -> Document:
    tables = {key: value for key, value in document.data.items() if key not in Dossier.model_fields}
    return Document(document.label, document.text, *_applied(tables, changes))


def _applied(tables: Mapping[str, Any], changes: Mapping[str, object]) -> tuple[dict[str, Any], tuple[KeyPath, ...]]:
    """Put changes into a scenario's tables; one of the title leaves it the random numbers it has."""
    copy, paths = applied(tables, changes)
    title = value_at(tables, ("title", "en")) or value_at(tables, ("title", "de"))
    if isinstance(title, str) and any(path[0] == "title" for path in paths):
        copy["stream"] = copy.get("stream") or title
    return copy, paths


def _dossier(document: Document) -> Dossier:
    for_people = {key: value for key, value in document.data.items() if key in Dossier.model_fields}
    try:
        dossier = _strictly(Dossier, for_people)
    except ValidationError as error:
        raise document.error(misread(error, for_people, FileStructure(Scenario, Dossier))) from None
    demands = value_at(document.data, ("goal", "demands"))
    document.refuse(misplaced(dossier, entry_names(demands) if isinstance(demands, list) else ()))
    return dossier


def is_field(data: Mapping[str, Any]) -> bool:
    """Tell whether the tables of a scenario are those of a field, in which alliances come about."""
    return _MARK_OF_A_FIELD in data


def _kind_in(document: Document) -> _Kind[Any]:
    return _FIELD if is_field(document.data) else _ALLIANCES


def _kind_of[S: Setting](scenario: S) -> _Kind[S]:
    kinds: tuple[_Kind[Any], ...] = (_FIELD, _ALLIANCES)
    return next(kind for kind in kinds if isinstance(scenario, kind.model))


def _checked[S: Setting](kind: _Kind[S], document: Document) -> S:
    """Return a scenario of a kind.

    Raises:
        ScenarioError: if the tables hold another kind, or with all their problems.
    """
    document.refuse_what_no_model_reads()
    document.refuse(_of_another_kind(kind, document.data))
    try:
        scenario = _strictly(kind.model, document.data)
    except ValidationError as error:
        faults = list(misread(error, document.data, FileStructure(kind.model, Dossier)))
        raise document.error([*faults, *_faults_of_the_rest(kind, document.data, faults)]) from None
    if document.changes:
        scenario = _without_names_left_over(scenario, kind.names(scenario), {str(path[0]) for path in document.changes})
    document.refuse(kind.inconsistencies(scenario))
    return scenario


def _of_another_kind(kind: _Kind[Any], data: Mapping[str, Any]) -> Iterator[Fault]:
    if kind is _ALLIANCES and is_field(data):
        message = "make this a field, in which alliances come about; what was asked for needs [goal] and [invitation]"
        yield Fault((_MARK_OF_A_FIELD,), "", message)
    elif kind is _FIELD and not is_field(data):
        yield Fault((_MARK_OF_A_FIELD,), "", "are missing; a field has [[issues]] in place of [goal] and [invitation]")


def _without_names_left_over[S: Setting](scenario: S, named: list[str], changed: set[str]) -> S:
    """Forget what languages call whatever a change took away, unless the change itself speaks of it."""
    known = translatable(named)
    kept = {
        table: {name: called for name, called in getattr(scenario, table).items() if name in known}
        for table in set(TRANSLATIONS.values()) - changed
    }
    return scenario.model_copy(update=kept)


def _strictly[Model: Part](model: type[Model], data: dict[str, Any]) -> Model:
    # By way of JSON, whose kinds of values are those of TOML: strict reading then takes a list for a tuple
    # and a word for an enumeration, but no quoted number for a number.
    return model.model_validate_json(to_json(data), strict=True)


def _faults_of_the_rest(kind: _Kind[Any], data: dict[str, Any], faults: list[Fault]) -> Iterator[Fault]:
    """Check what remains when unreadable values are left out, so that one look shows all problems of a file.

    Only what is sure counts: nothing if whole parts are missing, and nothing about a value whose neighbour
    could not be read, since a misspelt name leaves the right one at its default.
    """
    if any(len(fault.path) == 1 for fault in faults):
        return
    try:
        rest = _strictly(kind.model, _without(data, [fault.path for fault in faults]))
    except ValidationError:
        return
    unsure = {fault.path[:-1] for fault in faults}
    yield from (fault for fault in kind.inconsistencies(rest) if fault.path[:-1] not in unsure)


def _without(data: dict[str, Any], paths: list[KeyPath]) -> dict[str, Any]:
    rest = deepcopy(data)
    for path in paths:
        around = value_at(rest, path[:-1])
        if isinstance(around, dict):
            around.pop(path[-1], None)
    return rest
