"""What must not matter does not: each test changes a scenario in a way that leaves its runs as they were."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World, seen_by
from simulation.errors import ScenarioError
from simulation.results.outcome import OUTCOMES, Outcome
from simulation.results.summary import outcome_of
from simulation.run import simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.fields import Part, facts
from simulation.scenario.loading import changed
from simulation.scenario.participants import Group, Organisation, Sector
from simulation.scenario.traits import Distribution
from simulation.start.population import populate
from simulation.week import live
from tests.snapshots import contents
from tests.strategies import sample, scenarios, seeds
from tests.worlds import STUBBORN, asked_first, world, world_of

CALENDAR = {"windows": "start", "votes": "when", "elections": "when", "shocks": "when"}
NO_ADOPTION: Mapping[str, object] = {
    "arena.windows": [{"name": "Closed", "start": 0, "weeks": 5200, "strength": 0}],
    "arena.votes": [],
}


def final(scenario: Scenario, seed: int) -> World:
    world = populate(PreparedScenario(scenario), seed)
    live(world, scenario.weeks)
    return world


def written(world: World) -> dict[str, bytes]:
    """Return all that a run has written, but for how many events it noted."""
    return {name: part for name, part in contents(world).items() if name != "clock"}


def same(one: Scenario, other: Scenario, seed: int) -> bool:
    """Tell whether two scenarios give the same outcome, to the last digit."""
    return repr(simulate(one, seed)) == repr(simulate(other, seed))


def nearly(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome to compare with, but for rounding."""
    numbers = dataclasses.asdict(outcome)
    words = {name: numbers.pop(name) for name, value in list(numbers.items()) if isinstance(value, str)}
    return {**words, **{name: pytest.approx(n, rel=1e-6, abs=1e-9, nan_ok=True) for name, n in numbers.items()}}


# --- words ---------------------------------------------------------------------------------------


def _retold(scenario: Scenario) -> Scenario:
    """Give every text and every name that is not an organisation's another wording."""
    data = scenario.model_dump(mode="json", exclude_unset=True)
    for part in ("title", "summary"):
        data[part] = {"en": "Something else", "de": "Etwas anderes"}
    data["stream"] = scenario.draws_as
    for venture in (data, *data["others"]):
        for demand in venture["goal"]["demands"]:
            demand["name"] = f"Other {demand['name']}"
    for organisation in data.get("organisations", []):
        organisation["title"] = "A fuller name"
        organisation["positions"] = {f"Other {name}": p for name, p in organisation.get("positions", {}).items()}
    for entries in CALENDAR:
        for entry in data.get("arena", {}).get(entries, []):
            entry["name"] = f"Other {entry['name']}"
    return Scenario.model_validate(data)


@sample(25)
@given(scenarios(), seeds())
def test_words_change_nothing(scenario: Scenario, seed: int) -> None:
    assert contents(final(scenario, seed)) == contents(final(_retold(scenario), seed))


@sample(25)
@given(scenarios(), seeds())
def test_a_date_says_the_same_as_its_week(scenario: Scenario, seed: int) -> None:
    arena = scenario.arena.model_dump(exclude_unset=True)
    for entries, moment in CALENDAR.items():
        for entry in arena.get(entries, ()):
            entry[moment] = scenario.start + timedelta(days=7 * scenario.week_of(entry[moment]) + 6)
    dated = scenario.model_copy(update={"arena": type(scenario.arena).model_validate(arena)})
    assert contents(final(scenario, seed)) == contents(final(dated, seed))


@sample(25)
@given(scenarios(), seeds())
def test_the_length_of_a_run_does_not_matter_before_its_end(scenario: Scenario, seed: int) -> None:
    longer = scenario.model_copy(update={"weeks": scenario.weeks + 52})
    world = populate(PreparedScenario(longer), seed)
    live(world, scenario.weeks)
    assert contents(world) == contents(final(scenario, seed))


# One alliance that takes in nobody who was not asked, and no emergency, in which everybody may help.
CLOSED: dict[str, object] = {
    "others": [],
    "agreements.admission": "none",
    "agreements.call": False,  # of a call anybody may hear
    "arena.shocks": [],
}


# --- order and bystanders ------------------------------------------------------------------------


def in_other_order(data: st.DataObject, scenario: Scenario, *parts: str) -> Scenario:
    """Put the entries of some lists of a scenario into any other order."""
    return scenario.model_copy(update={p: tuple(data.draw(st.permutations(getattr(scenario, p)))) for p in parts})


@sample(40)
@given(scenarios(), seeds(), st.sampled_from(["random", "trust", "sectors"]), st.data())
def test_the_order_in_the_file_changes_nothing(scenario: Scenario, seed: int, order: str, data: st.DataObject) -> None:
    ventures = ["", *(f"others.{k}." for k in range(len(scenario.others)))]
    asked = changed(scenario, {f"{venture}invitation.order": order for venture in ventures})
    shuffled = in_other_order(data, asked, "organisations", "groups", "ties")
    assert same(asked, shuffled, seed)


@sample(40)
@given(scenarios(), seeds(), st.data())
def test_the_order_of_those_asked_changes_nothing(scenario: Scenario, seed: int, data: st.DataObject) -> None:
    """Nobody's decision hangs on who happened to decide before it in the same week.

    Left out are what picks somebody by the place in the order: chance shocks, and who meets whom.
    """
    everybody = changed(
        scenario,
        {
            "invitation.order": "listed",
            "invitation.size": len(scenario.names()),
            "agreements.core_size": 100_000,
            "others": [],
            "arena.shock_rate": 0.0,
            "arena.turnover": 0.0,
            "arena.shocks": [{"name": "All at once", "when": 60, "red_lines": -0.3}],
            "mechanisms.cooperation.conflict_rate": 0.0,
            "mechanisms.cooperation.reframing": 0.0,
        },
    )
    shuffled = in_other_order(data, everybody, "organisations", "groups")
    assert dataclasses.asdict(simulate(shuffled, seed)) == nearly(simulate(everybody, seed))


@sample(40)
@given(scenarios(), seeds(), st.sampled_from(["listed", "random"]), st.integers(1, 3))
def test_organisations_that_nobody_asks_change_nothing(scenario: Scenario, seed: int, order: str, count: int) -> None:
    asked = changed(scenario, CLOSED | {"invitation.order": order})
    bystanders = Group(name="Bystanders", count=count, sectors=(Sector.PARTY,))
    watched = asked.model_copy(update={"groups": (*asked.groups, bystanders)})
    prepared = PreparedScenario(watched)
    first = asked_first(prepared, seed)[: asked.invitation.size]
    assume(first.max() < len(asked.names()))
    assert same(asked, watched, seed)


@sample(25)
@given(scenarios(), seeds())
def test_an_alliance_that_never_begins_changes_nothing(scenario: Scenario, seed: int) -> None:
    """Whoever only waits asks nothing of anybody: as long as the others last, they are the same to the last byte."""
    late = {"name": "Never", "start": 5000, "goal": {"demands": [{"name": "Something"}]}}
    late |= {"invitation": {"initiators": [scenario.names()[0]], "size": 2}}
    others = [other.model_dump(exclude_unset=True) for other in scenario.others]
    without = final(scenario, seed)
    with_it = world_of(changed(scenario, {"others": [*others, late]}), int(without.clock.week), seed)
    for a in range(len(without.alliances)):
        one, other = seen_by(without, a), seen_by(with_it, a)
        for mine, yours in ((one.memberships, other.memberships), (one.demands, other.demands)):
            assert np.asarray(mine).tobytes() == np.asarray(yours).tobytes()
        assert np.asarray(one.sectors).tobytes() == np.asarray(other.sectors).tobytes()
    for trait in ("energy", "solidarity", "experience", "helping"):
        assert without.organisations[trait].tolist() == with_it.organisations[trait].tolist()


NO_CHANCE: dict[str, object] = {"weeks": 120, "arena.resistance": 0.3, "mechanisms.cooperation.occasion_rate": 0.0}


@sample(25)
@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=5, max_size=5, unique=True))
def test_another_name_changes_nothing_where_nothing_is_left_to_chance(names: list[str]) -> None:
    scenario = world(5, NO_CHANCE | STUBBORN, second={}, others={"stake": 0.8})
    organisations = [*scenario.organisations]
    common = scenario.groups[0].model_dump(exclude_unset=True, exclude={"count", "sectors", "levels"})
    organisations += [Organisation(**{**common, "name": name, "sector": Sector.UNION}) for name in names[2:]]
    renamed = [o.model_copy(update={"name": name}) for o, name in zip(organisations, names, strict=True)]
    invitation = scenario.invitation.model_copy(update={"initiators": tuple(names[:2])})
    other = scenario.model_copy(update={"organisations": tuple(renamed), "groups": (), "invitation": invitation})
    assert same(scenario, other, 1)


@sample(25)
@given(scenarios(), seeds(), st.sampled_from(["listed", "random"]))
def test_splitting_an_organisation_that_takes_no_part_changes_nothing(
    scenario: Scenario, seed: int, order: str
) -> None:
    whole = Group(name="Idle", count=1, sectors=(Sector.PARTY,))
    halves = Group(name="Half", count=2, sectors=(Sector.PARTY,), members=Distribution(low=1.0, high=2.0))
    asked = changed(scenario, CLOSED | {"invitation.order": order})
    runs: list[Scenario] = []
    for idle in (whole, halves):
        watched = asked.model_copy(update={"groups": (*asked.groups, idle)})
        prepared = PreparedScenario(watched)
        first = asked_first(prepared, seed)[: asked.invitation.size]
        assume(first.max() < len(asked.names()))
        runs.append(watched)
    assert same(runs[0], runs[1], seed)


# --- units ---------------------------------------------------------------------------------------

type InOtherUnits = Callable[[str, float], float]


def _converted(value: Any, unit: str, convert: InOtherUnits) -> Any:
    if isinstance(value, Distribution):
        numbers = {name: number for name, number in value if number is not None}
        return value.model_copy(update={name: convert(unit, number) for name, number in numbers.items()})
    if isinstance(value, Part):
        return in_other_units(value, convert)
    if isinstance(value, tuple):
        return tuple(_converted(entry, unit, convert) for entry in value)
    return convert(unit, value) if isinstance(value, float) else value


def in_other_units(part: Part, convert: InOtherUnits) -> Any:
    """Convert every number of a scenario by the unit that its field declares."""
    fields = type(part).model_fields
    units = {name: str(facts(field).get("unit", "")) for name, field in fields.items()}
    return part.model_copy(
        update={name: _converted(getattr(part, name), unit, convert) for name, unit in units.items()}
    )


def still_allowed(scenario: Scenario) -> Scenario:
    """Pass over what lies at the edge of what is allowed, and beyond it in other units."""
    try:
        return changed(scenario, {})
    except ScenarioError:
        reject()


def told_in(convert: InOtherUnits, outcome: Outcome) -> Outcome:
    """Return an outcome whose numbers are counted in other units."""
    told = {name: getattr(outcome, name) for name in OUTCOMES}
    numbers: dict[str, Any] = {
        name: convert(OUTCOMES[name].unit, n) for name, n in told.items() if not isinstance(n, str)
    }
    return dataclasses.replace(outcome, **numbers)


def in_half_hours(unit: str, value: float) -> float:
    """Count working time in half hours; weeks, the steps of the model, stay what they are."""
    counted, _, per = unit.partition("/")
    return value * 2.0 ** (("hours" in counted) - (per == "hour"))


def in_half_euros(unit: str, value: float) -> float:
    return value * 2.0 if "euro" in unit else value


def in_tens_of_persons(unit: str, value: float) -> float:
    return value - 1.0 if unit == "log10 persons" else value


@pytest.mark.parametrize("convert", [in_half_hours, in_half_euros, in_tens_of_persons])
def test_units_change_nothing(convert: InOtherUnits) -> None:
    @sample(40)
    @given(scenarios(), seeds())
    def check(scenario: Scenario, seed: int) -> None:
        # A hundred helpers are a hundred helpers in whatever unit members are counted.
        peaceful = changed(scenario, {"arena.shocks": []})
        converted = still_allowed(in_other_units(peaceful, convert))
        assert converted != peaceful
        assert dataclasses.asdict(simulate(converted, seed)) == nearly(told_in(convert, simulate(peaceful, seed)))

    check()


@sample(30)
@given(scenarios(), seeds())
def test_only_the_proportions_of_priorities_matter(scenario: Scenario, seed: int) -> None:
    demands = tuple(d.model_copy(update={"weight": 2.0 * d.weight}) for d in scenario.goal.demands)
    goal = scenario.goal.model_copy(update={"demands": demands})
    assert same(scenario, still_allowed(scenario.model_copy(update={"goal": goal})), seed)


# --- agreements and parameters that cannot matter --------------------------------------------------


@sample(25)
@given(scenarios(demands=1), seeds())
def test_a_single_demand_needs_no_ranking(scenario: Scenario, seed: int) -> None:
    ranked, unranked = (changed(scenario, {"agreements.demands_ranked": choice}) for choice in (True, False))
    assert contents(final(ranked, seed)) == contents(final(unranked, seed))


@sample(25)
@given(scenarios(), seeds(), st.sampled_from(["coordinated", "forced"]))
def test_where_any_task_is_as_good_as_another_it_does_not_matter_who_does_which(
    scenario: Scenario, seed: int, labour: str
) -> None:
    """C49."""
    alike = {"mechanisms.impact.unsuited": 1, "mechanisms.impact.complementarity": 0}
    free = changed(scenario, alike | {"agreements.division_of_labour": "free"})
    dealt_out = changed(free, {"agreements.division_of_labour": labour})
    assert dataclasses.asdict(simulate(dealt_out, seed)) == nearly(simulate(free, seed))


class Idle(NamedTuple):
    """Two settings that cannot differ where the rest is as in `where`."""

    why: str
    where: Mapping[str, object]
    one: Mapping[str, object]
    other: Mapping[str, object]


def idle_switch(why: str, where: Mapping[str, object], agreement: str) -> Idle:
    return Idle(why, where, {f"agreements.{agreement}": False}, {f"agreements.{agreement}": True})


COOPERATION, IMPACT, FORMATION = (f"mechanisms.{room}" for room in ("cooperation", "impact", "formation"))
IDLE = (
    Idle(
        "no milestones are planned",
        {"agreements.milestones": 0},
        {f"{COOPERATION}.campaign_hours": 1},
        {f"{COOPERATION}.campaign_hours": 1e7},
    ),
    Idle(
        "there is no office",
        {"agreements.office_hours": 0},
        {f"{COOPERATION}.wage": 0},
        {f"{COOPERATION}.wage": 1},
    ),
    Idle(
        "the table has room for all",
        {},
        {"agreements.core_size": 1000},
        {"agreements.core_size": 100_000},
    ),
    Idle(
        "the end comes after the run", {"form": "alliance"}, {"agreements.end_week": 0}, {"agreements.end_week": 5200}
    ),
    Idle(
        "a window changes nothing",
        {"arena.votes": []},
        {"arena.windows": []},
        {"arena.windows": [{"name": "Neither open nor shut", "start": 3, "weeks": 90, "strength": 1}]},
    ),
    Idle(
        "the calendar starts after the run",
        {"arena.windows": [], "arena.shocks": []},
        {"arena.votes": []},
        {"arena.votes": [{"name": "Late", "when": 5000}], "arena.shocks": [{"name": "Late", "when": 5000}]},
    ),
    Idle(
        "nothing is told",
        NO_ADOPTION,
        {f"{IMPACT}.grab": 0},
        {f"{IMPACT}.grab": 1},
    ),
    Idle(
        "polarisation is without effect",
        {f"{IMPACT}.legitimacy": 0, f"{IMPACT}.polarised_resistance": 0},
        {"arena.polarisation": 0},
        {"arena.polarisation": 1},
    ),
    Idle(
        "nobody objects to any goal",
        {
            "agreements.goal_openness": 1,
            f"{FORMATION}.objection": 0,
            f"{IMPACT}.message_power": 0,
            "mechanisms.dissolution.mismatch": 0,
        },
        {"goal.change_share": 0},
        {"goal.change_share": 1},
    ),
    Idle(
        "nobody leads",
        {"agreements.lead": "", "agreements.successor": "", "agreements.overlap_weeks": 0},
        {"agreements.handover": False, "mechanisms.dissolution.handover_chance": 0},
        {"agreements.handover": True, "mechanisms.dissolution.handover_chance": 1},
    ),
    Idle(
        "nothing breaks out",
        {f"{COOPERATION}.outbreak": 0},
        {"agreements.conflict_procedure": False},
        {"agreements.conflict_procedure": True},
    ),
    idle_switch("rules save nothing", {f"{FORMATION}.moderation": 0}, "ground_rules"),
    idle_switch("a settled pace eases nothing", {f"{COOPERATION}.settled": 0}, "pace_settled"),
    idle_switch("clarifying removes nothing", {f"{COOPERATION}.settled": 0}, "tone_clarified"),
    idle_switch("moderation helps nothing", {f"{FORMATION}.moderation": 0}, "moderation"),
    idle_switch("nothing is adopted", NO_ADOPTION, "credit_rule"),
    idle_switch("nothing is reached", {**NO_ADOPTION, "agreements.end_week": 0}, "renewal"),
    idle_switch(
        "red lines are known anyway",  # and nobody is told beside them what would be too little
        {
            f"{FORMATION}.misjudgement": 0,
            f"{COOPERATION}.rewording": 0,
            "mechanisms.dissolution.risk_weight": 0,
            "organisations.*.dogmatism": 0,
            "groups.*.dogmatism": 0,
        },
        "red_lines_disclosed",
    ),
)


def has_place(scenario: Scenario, path: str) -> bool:
    """Tell whether there is anything to change: a list whose entries are all to be changed may be empty."""
    before, star, _ = path.partition(".*")
    return not star or bool(getattr(scenario, before))


@pytest.mark.parametrize("idle", IDLE, ids=[idle.why.replace(" ", "-") for idle in IDLE])
def test_what_cannot_matter_changes_not_a_byte(idle: Idle) -> None:
    @sample(12)
    @given(scenarios(), seeds())
    def check(scenario: Scenario, seed: int) -> None:
        where = {path: value for path, value in idle.where.items() if has_place(scenario, path)}
        alone = changed(scenario, {"others": []} | where)  # others have agreements of their own
        one = final(changed(alone, idle.one), seed)
        other = final(changed(alone, idle.other), seed)
        assert written(one) == written(other)
        assert repr(outcome_of(one)) == repr(outcome_of(other))

    check()
