"""Who is asked: the organisations that a plan asks in every run, and the plan without one partner or with one more."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from simulation import Scenario
from simulation.scenario.ventures import Venture


class Partner(NamedTuple):
    """A named organisation, or a group of which only the kind is known.

    Attributes:
        name: of the organisation or the group.
        members: names of its organisations; of a named one its own.
    """

    name: str
    members: tuple[str, ...]


def partners_of(scenario: Scenario) -> tuple[Partner, ...]:
    """Return all partners there could be, in the scenario's order."""
    named = (Partner(one.name, (one.name,)) for one in scenario.organisations)
    groups = (Partner(g.name, tuple(f"{g.name} {k + 1}" for k in range(g.count))) for g in scenario.groups)
    return (*named, *groups)


def surely_asked(scenario: Scenario) -> tuple[str, ...]:
    """Return the organisations that are asked in every run, in the order of asking as far as the plan fixes it.

    Initiators come first, then the lead and its successor and whoever is indispensable. The plan itself decides who
    follows where it asks in its own order, or asks all; else that is drawn anew in every run.
    """
    invitation, agreements, names = scenario.invitation, scenario.agreements, scenario.names()
    first = (*invitation.initiators, agreements.lead, agreements.successor, *invitation.indispensable)
    is_fixed = invitation.order == "listed" or invitation.size >= len(names)
    ordered = dict.fromkeys(name for name in (*first, *(names if is_fixed else ())) if name)
    return tuple(ordered)[: invitation.size]


def without(scenario: Scenario, partner: Partner) -> Mapping[str, Any]:
    """Return the changes that take a partner out of a plan.

    The alliance, and its core group where that is limited, becomes smaller by those members who were surely asked;
    places that are drawn go to others.
    """
    gone, asked = frozenset(partner.members), surely_asked(scenario)
    left = len(scenario.names()) - len(gone)
    core = scenario.agreements.core_size
    data = scenario.model_dump(mode="json", exclude_unset=True)
    changes: dict[str, Any] = {
        "organisations": [one for one in data.get("organisations", []) if one["name"] not in gone],
        "groups": [one for one in data.get("groups", []) if one["name"] != partner.name],
        "ties": [tie for tie in data.get("ties", []) if not gone & set(tie["between"])],
        **_invitation(scenario, gone, min(left, scenario.invitation.size - len(gone & set(asked)))),
        "others": [_other(one, venture, gone, left) for one, venture in _others(data, scenario)],
    }
    if core < scenario.invitation.size:
        changes["agreements.core_size"] = core - len(gone & set(asked[:core]))
    return changes


def with_one_more(scenario: Scenario, name: str) -> Mapping[str, Any]:
    """Return the changes by which an organisation is asked after all those whom the plan surely asks."""
    asked = dict.fromkeys((*surely_asked(scenario), name))
    return {
        "invitation.size": scenario.invitation.size + 1,
        "invitation.indispensable": [one for one in asked if one not in scenario.invitation.initiators],
    }


def _invitation(venture: Venture, gone: Collection[str], size: int) -> dict[str, Any]:
    """Return who is asked, by dotted path, without some; without its lead, an alliance has none."""
    changes: dict[str, Any] = {
        f"invitation.{part}": [name for name in getattr(venture.invitation, part) if name not in gone]
        for part in ("initiators", "indispensable")
    }
    changes["invitation.size"] = size
    if venture.agreements.lead in gone:
        changes |= {"agreements.lead": "", "agreements.successor": "", "agreements.lead_leaves": None}
    elif venture.agreements.successor in gone:
        changes["agreements.successor"] = ""
    return changes


def _others(data: Mapping[str, Any], scenario: Scenario) -> list[tuple[dict[str, Any], Venture]]:
    return list(zip(data.get("others", []), scenario.others, strict=True))


def _other(tables: Mapping[str, Any], venture: Venture, gone: Collection[str], left: int) -> dict[str, Any]:
    """Return another alliance of the scenario without some organisations."""
    changed = {key: dict(part) if isinstance(part, Mapping) else part for key, part in tables.items()}
    for path, value in _invitation(venture, gone, min(left, venture.invitation.size)).items():
        part, field = path.split(".")
        changed.setdefault(part, {})[field] = value
    return changed
