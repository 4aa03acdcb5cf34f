"""Declarations: what the scenario's classes say about a field, found by its dotted path."""

import re
import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation import OrganisationalField, Scenario
from simulation.scenario.fields import facts

_OF_AN_ISSUE = re.compile(r"issues\..+?\.(?=(agreements|goal)\.)")


def in_a_scenario(path: str) -> str:
    """Return the path that a field has where an alliance is given: what an issue says of its alliances is said once.

    >>> in_a_scenario("issues.*.agreements.call"), in_a_scenario("arena.salience")
    ('agreements.call', 'arena.salience')
    """
    return _OF_AN_ISSUE.sub("", path, count=1)


def declaration(path: str) -> FieldInfo | None:
    """Return the declaration of a field; None where the path leads to none.

    Args:
        path: dotted; what stands for entries of a list (a number, a name or `*`) is passed over.

    >>> declaration("groups.*.hours").description[:4], declaration("arena.none")
    ('Time', None)
    """
    return _declared(Scenario, path) or _declared(OrganisationalField, path)


def _declared(part: Any, path: str) -> FieldInfo | None:
    found = None
    for name in path.split("."):
        part, found = _inner(part), None
        if isinstance(part, type) and issubclass(part, BaseModel) and name in part.model_fields:
            found = part.model_fields[name]
            part = found.annotation
    return found


def facts_of(path: str) -> dict[str, Any]:
    """Return unit, plausible range and basis of a field; empty where the path leads to none."""
    field = declaration(path)
    return {} if field is None else facts(field)


def choices_of(path: str) -> tuple[str, ...]:
    """Return the words among which a field, or each entry of it, is chosen; none where it is no such choice.

    >>> choices_of("agreements.contributions"), choices_of("agreements.lead")
    (('core', 'all', 'willing', 'nobody'), ())
    """
    field = declaration(path)
    return () if field is None else tuple(_words(field.annotation))


def single_fields(part: type[BaseModel] = Scenario, prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every field that a scenario has once, by dotted path: none of those inside lists."""
    for name, field in part.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from single_fields(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", field


def _inner(annotation: Any) -> Any:
    """Return the model inside `tuple[Model, ...]` or `Model | None`; other annotations stay as they are."""
    if get_origin(annotation) in {tuple, Union, types.UnionType}:
        return next((a for a in get_args(annotation) if isinstance(a, type) and issubclass(a, BaseModel)), annotation)
    return annotation


def _words(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from annotation
    else:
        for part in get_args(annotation):
            yield from _words(part)
