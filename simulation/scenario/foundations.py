"""What the fields of a scenario rest on: the facts and assumptions that speak of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.dossier import Assumption, Dossier, Fact
from simulation.scenario.field_reference import entries, entries_of_a_field
from simulation.scenario.ventures import Venture


def named(about: str) -> tuple[str, ...]:
    """Return the fields and parts that a fact or assumption is about.

    >>> named("goal.demands.weight, arena.windows")
    ('goal.demands.weight', 'arena.windows')
    """
    return tuple(path.strip() for path in about.split(","))


@cache
def known() -> frozenset[str]:
    """Return the dotted paths of all fields of a scenario and of all parts around them."""
    steps_of = [entry.path.split(".") for entry in (*entries(), *entries_of_a_field())]
    paths = frozenset(".".join(steps[: length + 1]) for steps in steps_of for length in range(len(steps)))
    return paths | {f"others.{path}" for path in paths if path.partition(".")[0] in Venture.model_fields}


def basis(field: str, dossier: Dossier) -> str:
    """Say what a field rests on: a fact, an assumption, both; empty if nothing is said of it or of a part around it.

    Args:
        field: its dotted path, in which entries of lists are passed through.
        dossier: what is known and assumed.
    """
    words = {"fact": _all_named(dossier.facts), "assumption": _all_named(dossier.assumptions)}
    return " and ".join(word for word, paths in words.items() if any(_includes(path, field) for path in paths))


def misplaced(dossier: Dossier, demands: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each fact, assumption or observation about something that the scenario does not have.

    Args:
        dossier: what is known, assumed and observed.
        demands: names of the scenario's demands.
    """
    for index, fact in enumerate(dossier.facts):
        yield from _about_nothing(("facts", index, "about"), fact.about)
    for index, assumption in enumerate(dossier.assumptions):
        yield from _about_nothing(("assumptions", index, "about"), assumption.about)
    wanted = list(demands)
    for index, outcome in enumerate(dossier.observed.outcomes):
        if outcome.demand is not None and outcome.demand not in wanted:
            message = f"is not a demand listed in goal.demands{did_you_mean(outcome.demand, wanted)}"
            yield Fault(("observed", "outcomes", index, "demand"), shown(outcome.demand), message)


def _about_nothing(place: KeyPath, about: str) -> Iterator[Fault]:
    for path in named(about):
        if path not in known():
            advice = did_you_mean(path, known()) or "; give a dotted path such as agreements.core_size"
            yield Fault(place, shown(path), f"is no field or part of a scenario{advice}")


def _all_named(entries: Sequence[Fact] | Sequence[Assumption]) -> set[str]:
    return {path for entry in entries for path in named(entry.about)}


def _includes(path: str, field: str) -> bool:
    return field == path or field.startswith(f"{path}.")
