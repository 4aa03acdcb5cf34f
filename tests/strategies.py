"""Hypothesis generators: random valid scenarios, from ordinary to degenerate ones.

What can be varied is read off the scenario's own declarations, so a field that is added there is varied here.
"""

from datetime import date, timedelta
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import Scenario
from simulation.scenario.fields import Part, facts
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.participants import LEVELS, SECTORS, Population
from simulation.scenario.surroundings import Arena
from simulation.scenario.traits import TRAITS, Traits
from simulation.scenario.ventures import FIRST, Demand, Goal, Invitation, Venture

type Table = dict[str, Any]
type Days = st.SearchStrategy[int | str]

ZERO_TO_ONE = st.floats(0, 1)
TEXT = {"en": "Generated", "de": "Erzeugt"}
_NOT_BY_TYPE = frozenset({"lead", "successor", "overlap_weeks", "name"})
_NAMED_AT_MOST = 6
_GROUPS_AT_MOST = 5


def seeds() -> st.SearchStrategy[int]:
    """Seeds of runs, the largest included."""
    return st.integers(0, 1000) | st.integers(0, 2**63 - 1)


def _limits(field: FieldInfo) -> tuple[float, float]:
    low = next(limit.ge for limit in field.metadata if isinstance(limit, Ge))
    high = next(limit.le for limit in field.metadata if isinstance(limit, Le))
    return low, high  # type: ignore[return-value]


@cache
def _number(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Numbers that are plausible, and now and then one at the edge of what is allowed."""
    low, high = facts(field)["plausible"]
    edges = st.sampled_from(_limits(field))
    if field.annotation is int:
        return _mostly(st.integers(int(low), int(high)), edges.map(int))
    return _mostly(st.floats(low, high), edges)


def _mostly[Value](usual: st.SearchStrategy[Value], rare: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return usual | usual | usual | usual | usual | rare


@cache
def _value(field: FieldInfo) -> st.SearchStrategy[Any]:
    if get_origin(field.annotation) is Literal:
        return st.sampled_from(get_args(field.annotation))
    if field.annotation is bool:
        return st.booleans()
    return _number(field)


def _fields(part: type[Part]) -> dict[str, FieldInfo]:
    """Fields of a part that its declaration alone says how to vary."""
    single = {name: f for name, f in part.model_fields.items() if name not in _NOT_BY_TYPE}
    return {name: f for name, f in single.items() if not _is_collection(f.annotation)}


def _is_collection(annotation: object) -> bool:
    return get_origin(annotation) in (tuple, dict, list, Union, UnionType)


@cache
def parts(part: type[Part], at_most: int | None = None) -> st.SearchStrategy[Table]:
    """Tables for a part in which some fields are set (at most so many); the others keep their defaults."""
    fields = _fields(part)
    if at_most is None:
        return st.fixed_dictionaries({}, optional={name: _value(f) for name, f in fields.items()})
    chosen = st.sets(st.sampled_from(sorted(fields)), max_size=at_most)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: _value(fields[name]) for name in sorted(names)}))


@cache
def mechanisms() -> st.SearchStrategy[Table]:
    """Parameters of the submodels, a few of them off their defaults."""
    rooms: dict[str, Any] = {name: field.annotation for name, field in Mechanisms.model_fields.items()}
    return st.fixed_dictionaries({name: parts(room, at_most=3) for name, room in rooms.items()})


@cache
@st.composite
def constant_traits(draw: st.DrawFn, name: str) -> float:
    """One value of a trait: plausible, or at the edge of what is allowed."""
    declared = facts(Traits.model_fields[name])
    edges = st.sampled_from([float(edge) for edge in declared["allowed"]])
    return draw(_mostly(st.floats(*declared["plausible"]), edges))


@cache
@st.composite
def spread_traits(draw: st.DrawFn, name: str) -> Table:
    """A distribution of a trait within its plausible range, uniform or triangular."""
    low, mode, high = sorted(draw(st.tuples(*[st.floats(*facts(Traits.model_fields[name])["plausible"])] * 3)))
    return {"low": low, "high": high} | ({"mode": mode} if draw(st.booleans()) else {})


@cache
@st.composite
def traits(draw: st.DrawFn) -> Table:
    """Some traits of an organisation or group; the others keep their defaults."""
    names = draw(st.sets(st.sampled_from(TRAITS), max_size=4))
    return {name: draw(constant_traits(name) | spread_traits(name)) for name in sorted(names)}


@cache
@st.composite
def traits_of_all(draw: st.DrawFn) -> Table:
    """Traits all organisations have in common: often none, at times a few or every one, or that they lack means."""
    kind = draw(st.sampled_from(["none", "none", "none", "some", "all", "destitute"]))
    if kind == "destitute":
        means = st.sampled_from(["hours", "money", "energy", "stake", "contacts"])
        return dict.fromkeys(sorted(draw(st.sets(means, min_size=1))), 0.0)
    some = st.sets(st.sampled_from(TRAITS), min_size=1, max_size=2).map(sorted)
    names = {"none": st.just(()), "some": some, "all": st.just(TRAITS)}[kind]
    return {name: draw(constant_traits(name)) for name in draw(names)}


@cache
@st.composite
def positions(draw: st.DrawFn) -> Table:
    """A known position on a demand: wish, red line, both or neither."""
    ideal, red_line = sorted(draw(st.tuples(ZERO_TO_ONE, ZERO_TO_ONE)))
    known = draw(st.sets(st.sampled_from(["ideal", "red_line"])))
    return {name: value for name, value in {"ideal": ideal, "red_line": red_line}.items() if name in known}


@cache
def sectors() -> st.SearchStrategy[str]:
    """A sector of society."""
    return st.sampled_from([sector.value for sector in SECTORS])


@cache
def levels() -> st.SearchStrategy[str]:
    """A level of the state."""
    return st.sampled_from([level.value for level in LEVELS])


@cache
@st.composite
def goals(draw: st.DrawFn, most: int, first: int = 1) -> Table:
    """A goal with a few demands, named by numbers from `first`, as often as not of the same priority."""
    count = draw(st.integers(1, most))
    alike = draw(st.booleans())
    common = draw(parts(Demand))
    names = [f"Demand {k}" for k in range(first, first + count)]
    demands = [{"name": name, **(common if alike else draw(parts(Demand)))} for name in names]
    fields = draw(st.lists(sectors(), min_size=1, max_size=5, unique=True))
    return {**draw(parts(Goal)), "demands": demands, "fields": fields}


@st.composite
def populations(draw: st.DrawFn, demands: list[str], largest: int) -> tuple[list[Table], list[Table]]:
    """Named organisations and sampled groups, together at least two organisations and at most `largest`."""
    total = draw(st.integers(2, min(12, largest)) | st.integers(2, largest))
    named = draw(st.integers(0, min(_NAMED_AT_MOST, total)))
    common = draw(traits_of_all())
    organisations = [draw(_organisation(f"N{k + 1}", demands, common)) for k in range(named)]
    groups: list[Table] = []
    left = total - named
    while left > 0:
        last = len(groups) + 1 == _GROUPS_AT_MOST
        count = left if last else draw(st.integers(1, left))
        groups.append(draw(_group(f"G{len(groups) + 1}", count, common)))
        left -= count
    return organisations, groups


@st.composite
def _organisation(draw: st.DrawFn, name: str, demands: list[str], common: Table) -> Table:
    known = draw(st.dictionaries(st.sampled_from(demands), positions(), max_size=min(2, len(demands))))
    place = {"sector": draw(sectors()), "level": draw(levels())}
    return {"name": name, **place, "positions": known, **draw(traits()), **common}


@st.composite
def _group(draw: st.DrawFn, name: str, count: int, common: Table) -> Table:
    kinds = draw(st.lists(sectors(), min_size=1, max_size=4))
    homes = draw(st.lists(levels(), min_size=1, max_size=3))
    return {"name": name, "count": count, "sectors": kinds, "levels": homes, **draw(traits()), **common}


@st.composite
def ties(draw: st.DrawFn, names: tuple[str, ...]) -> list[Table]:
    """Ties between some pairs of organisations."""
    pair = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True).map(sorted)
    pairs = draw(st.lists(pair, max_size=6, unique_by=tuple))
    return [{"between": between, "trust": draw(ZERO_TO_ONE)} for between in pairs]


@st.composite
def invitations(draw: st.DrawFn, names: tuple[str, ...]) -> Table:
    """An invitation to some of the organisations, in any order; now and then somebody goes it alone."""
    few = partial(st.lists, st.sampled_from(names), max_size=min(3, len(names)), unique=True)
    initiators = draw(few(min_size=1))
    usual = st.integers(max(2, len(initiators)), len(names)) | st.just(len(names))
    size = draw(_mostly(usual, st.just(len(initiators))))
    order = draw(_value(Invitation.model_fields["order"]))
    return {"initiators": initiators, "size": size, "order": order, "indispensable": draw(few())}


@st.composite
def agreements(draw: st.DrawFn, invitation: Table, names: tuple[str, ...], days: Days) -> Table:
    """Any agreements; the lead, if there is one, is asked early enough to sit at the table."""
    settled = draw(parts(Agreements))
    first = list(dict.fromkeys([*invitation["initiators"], *invitation["indispensable"]]))
    seats = min(invitation["size"], settled.get("core_size", invitation["size"]))
    lead = draw(st.just("") | st.sampled_from(first[:seats]))
    ends = {"outside_money_ends": draw(days)} if settled.get("outside_money") else {}
    return {**settled, **ends, "lead": lead} | (draw(_handovers(lead, invitation, names, days)) if lead else {})


@st.composite
def _handovers(draw: st.DrawFn, lead: str, invitation: Table, names: tuple[str, ...], days: Days) -> Table:
    """When the lead gives up its office, if it does, and who takes over then, if that is settled."""
    leaves = {"lead_leaves": draw(days)} if draw(st.booleans()) else {}
    initiators = {*invitation["initiators"], lead}
    heirs = [name for name in names if name != lead and len({*initiators, name}) <= invitation["size"]]
    successor = draw(st.just("") | st.sampled_from(heirs)) if heirs else ""
    overlap = {"overlap_weeks": draw(_number(Agreements.model_fields["overlap_weeks"]))} if successor else {}
    return {**leaves, **overlap, "successor": successor}


@st.composite
def ventures(draw: st.DrawFn, names: tuple[str, ...], goal: Table, days: Days) -> Table:
    """What an alliance sets out to be and to do, with a given goal."""
    invitation = draw(invitations(names))
    form = draw(_mostly(st.just("alliance"), _value(Venture.model_fields["form"])))
    settled = draw(agreements(invitation, names, days))
    return {"form": form, "goal": goal, "invitation": invitation, "agreements": settled}


@st.composite
def other_alliances(draw: st.DrawFn, names: tuple[str, ...], demands: int, days: Days) -> list[Table]:
    """Further alliances among the same organisations, often none: beside, after, out of, or merging into others."""
    count = draw(st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3]))
    known = [FIRST, *(f"Other alliance {k}" for k in range(1, count + 1))]
    one_after_another = [draw(_other_alliance(name, known, names, demands, days)) for name in known[1:]]
    return draw(st.permutations(one_after_another))


@st.composite
def _other_alliance(
    draw: st.DrawFn, name: str, known: list[str], names: tuple[str, ...], demands: int, days: Days
) -> Table:
    earlier = st.sampled_from(known[: known.index(name)])  # none may wait for one that waits for it
    strangers = st.sampled_from([other for other in known if other != name])
    place: Table = {"name": name, "after": draw(st.just("") | earlier), "among": draw(st.just("") | strangers)}
    place |= {"start": draw(st.just(0) | days)} if not place["after"] else {"pause_weeks": draw(st.integers(0, 20))}
    place |= {"merger": draw(days)} if draw(st.booleans()) else {}
    goal = draw(goals(min(3, demands), first=draw(st.sampled_from([1, 50]))))
    return place | draw(ventures(names, goal, days))


def days_of(start: date, weeks: int) -> Days:
    """Weeks of a run or dates within them, some of them after its end."""
    week = st.integers(0, weeks + 10)
    return week | week.map(lambda w: (start + timedelta(weeks=w)).isoformat())


@st.composite
def calendars(draw: st.DrawFn, days: Days) -> Table:
    """Windows, votes, elections and shocks."""
    windows = st.fixed_dictionaries(
        {"name": st.just("Window"), "start": days, "weeks": st.integers(1, 60), "strength": st.floats(0, 5)}
    )
    shift = st.floats(-1, 1) | st.just(0.0)
    shocks = st.fixed_dictionaries(
        {"name": st.just("Shock"), "when": days},
        optional={"salience": shift, "resistance": st.floats(-10, 10), "red_lines": shift, "need": ZERO_TO_ONE},
    )
    votes = st.fixed_dictionaries({"name": st.just("Vote"), "when": days})
    elections = st.fixed_dictionaries({"name": st.just("Election"), "when": days})
    few = {"windows": windows, "votes": votes, "elections": elections, "shocks": shocks}
    return {name: draw(st.lists(entries, max_size=2)) for name, entries in few.items()}


@st.composite
def scenarios(draw: st.DrawFn, largest: int = 40, demands: int = 6, weeks: int = 260) -> Scenario:
    """Valid scenarios.

    Args:
        draw: given by Hypothesis.
        largest: most organisations, 2 or above.
        demands: most demands, 1 or above.
        weeks: most weeks, 1 or above; usually as many.
    """
    goal = draw(goals(demands))
    organisations, groups = draw(populations([demand["name"] for demand in goal["demands"]], largest))
    names = (*(o["name"] for o in organisations), *(f"{g['name']} {k + 1}" for g in groups for k in range(g["count"])))
    start = draw(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
    length = draw(_mostly(st.just(weeks), st.integers(1, weeks)))
    days = days_of(start, length)
    return Scenario.model_validate(
        {
            "title": TEXT,
            "summary": TEXT,
            "start": start,
            "weeks": length,
            **draw(ventures(names, goal, days)),
            "others": draw(other_alliances(names, demands, days)),
            "organisations": organisations,
            "groups": groups,
            "ties": draw(ties(names)),
            "population": draw(parts(Population)),
            "arena": {**draw(parts(Arena, at_most=4)), **draw(calendars(days))},
            "mechanisms": draw(mechanisms()),
        }
    )


def sample(examples: int) -> settings:
    """Settings of a test with so many examples, the same ones in every place where it runs."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
