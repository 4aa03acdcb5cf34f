"""What must not matter does not: each test changes a scenario in a way that leaves its runs as they were."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from simulation.blueprint import Blueprint
from simulation.errors import ScenarioError
from simulation.fields import Part, facts
from simulation.population import populate, ranking
from simulation.record import Outcome, outcome_of, simulate
from simulation.scenario import Group, Scenario, Sector
from simulation.scenario_file import changed
from simulation.state import State
from simulation.traits import Distribution
from simulation.week import live
from tests.snapshots import contents
from tests.strategies import sample, scenarios, seeds

NO_ADOPTION: Mapping[str, object] = {
    "arena.windows": [{"name": "Closed", "start": 0, "weeks": 5200, "strength": 0}],
    "arena.votes": [],
}


def final(scenario: Scenario, seed: int) -> State:
    state = populate(Blueprint(scenario), seed)
    live(state, scenario.weeks)
    return state


def written(state: State) -> dict[str, bytes]:
    """Return all that a run has written, but for how many events it noted."""
    return {name: part for name, part in contents(state).items() if name != "clock"}


def same(one: Scenario, other: Scenario, seed: int) -> bool:
    """Tell whether two scenarios give the same outcome, to the last digit."""
    return repr(simulate(one, seed)) == repr(simulate(other, seed))


def nearly(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome to compare with, but for rounding."""
    numbers = dataclasses.asdict(outcome)
    end = numbers.pop("end")
    return {"end": end, **{name: pytest.approx(n, rel=1e-6, abs=1e-9, nan_ok=True) for name, n in numbers.items()}}


# --- words ---------------------------------------------------------------------------------------


def _retold(scenario: Scenario) -> Scenario:
    """Give every text and every name that is not an organisation's another wording."""
    data = scenario.model_dump(mode="json", exclude_unset=True)
    for part in ("title", "summary"):
        data[part] = {"en": "Something else", "de": "Etwas anderes"}
    for demand in data["goal"]["demands"]:
        demand["name"] = f"Other {demand['name']}"
    for organisation in data.get("organisations", []):
        organisation["title"] = "A fuller name"
        organisation["positions"] = {f"Other {name}": p for name, p in organisation.get("positions", {}).items()}
    for entries in ("windows", "votes", "shocks"):
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
    for entries, moment in (("windows", "start"), ("votes", "when"), ("shocks", "when")):
        for entry in arena.get(entries, ()):
            entry[moment] = scenario.start + timedelta(days=7 * scenario.week_of(entry[moment]) + 6)
    dated = scenario.model_copy(update={"arena": type(scenario.arena).model_validate(arena)})
    assert contents(final(scenario, seed)) == contents(final(dated, seed))


@sample(25)
@given(scenarios(), seeds())
def test_the_length_of_a_run_does_not_matter_before_its_end(scenario: Scenario, seed: int) -> None:
    longer = scenario.model_copy(update={"weeks": scenario.weeks + 52})
    state = populate(Blueprint(longer), seed)
    live(state, scenario.weeks)
    assert contents(state) == contents(final(scenario, seed))


# --- order and bystanders ------------------------------------------------------------------------


def in_other_order(data: st.DataObject, scenario: Scenario, *parts: str) -> Scenario:
    """Put the entries of some lists of a scenario into any other order."""
    return scenario.model_copy(update={p: tuple(data.draw(st.permutations(getattr(scenario, p)))) for p in parts})


@sample(40)
@given(scenarios(), seeds(), st.sampled_from(["random", "trust", "sectors"]), st.data())
def test_the_order_in_the_file_changes_nothing(scenario: Scenario, seed: int, order: str, data: st.DataObject) -> None:
    asked = changed(scenario, {"invitation.order": order})
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
            "arena.shock_rate": 0.0,
            "arena.shocks": [{"name": "All at once", "when": 60, "red_lines": -0.3}],
            "mechanisms.cooperation.conflict_rate": 0.0,
        },
    )
    shuffled = in_other_order(data, everybody, "organisations", "groups")
    assert dataclasses.asdict(simulate(shuffled, seed)) == nearly(simulate(everybody, seed))


@sample(40)
@given(scenarios(), seeds(), st.sampled_from(["listed", "random"]), st.integers(1, 3))
def test_organisations_that_nobody_asks_change_nothing(scenario: Scenario, seed: int, order: str, count: int) -> None:
    asked = changed(scenario, {"invitation.order": order})
    bystanders = Group(name="Bystanders", count=count, sectors=(Sector.PARTY,))
    watched = asked.model_copy(update={"groups": (*asked.groups, bystanders)})
    first = ranking(Blueprint(watched), seed)[: asked.invitation.size]
    assume(first.max() < len(asked.names()))
    assert same(asked, watched, seed)


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
        converted = still_allowed(in_other_units(scenario, convert))
        assert converted != scenario
        assert dataclasses.asdict(simulate(converted, seed)) == nearly(simulate(scenario, seed))

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
        {f"{COOPERATION}.milestone_hours": 0, f"{COOPERATION}.campaign_hours": 1},
        {f"{COOPERATION}.milestone_hours": 100, f"{COOPERATION}.campaign_hours": 1e7},
    ),
    Idle(
        "silence does not count as consent",
        {"agreements.decision_rule": "consensus"},
        {f"{COOPERATION}.silence_weeks": 0},
        {f"{COOPERATION}.silence_weeks": 8},
    ),
    Idle(
        "there is no office",
        {"agreements.office_hours": 0},
        {f"{COOPERATION}.wage": 0, f"{COOPERATION}.office_skill": 0},
        {f"{COOPERATION}.wage": 1, f"{COOPERATION}.office_skill": 1},
    ),
    Idle(
        "the table has room for all",
        {},
        {"agreements.core_size": 1000},
        {"agreements.core_size": 100_000},
    ),
    Idle("the end comes after the run", {}, {"agreements.end_week": 0}, {"agreements.end_week": 5200}),
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
        {f"{IMPACT}.success_weeks": 0, f"{IMPACT}.grab": 0},
        {f"{IMPACT}.success_weeks": 520, f"{IMPACT}.grab": 1, f"{IMPACT}.grab_trust": 1},
    ),
    Idle(
        "polarisation is without effect",
        {f"{IMPACT}.legitimacy_polarised": 0, f"{IMPACT}.polarised_resistance": 0},
        {"arena.polarisation": 0},
        {"arena.polarisation": 1},
    ),
    Idle(
        "nobody objects to any goal",
        {f"{FORMATION}.objection": 0},
        {"goal.change_share": 0},
        {"goal.change_share": 1},
    ),
    Idle(
        "nobody leads",
        {"agreements.lead": ""},
        {"agreements.handover": False, "mechanisms.dissolution.handover_chance": 0},
        {"agreements.handover": True, "mechanisms.dissolution.handover_chance": 1},
    ),
    Idle(
        "nothing breaks out",
        {f"{COOPERATION}.outbreak": 0},
        {"agreements.conflict_procedure": False, f"{COOPERATION}.conflict_hours": 0},
        {"agreements.conflict_procedure": True, f"{COOPERATION}.conflict_hours": 40},
    ),
    idle_switch("rules save nothing", {f"{COOPERATION}.ground_rules": 0}, "ground_rules"),
    idle_switch("a settled pace eases nothing", {f"{COOPERATION}.pace_settled": 0}, "pace_settled"),
    idle_switch("clarifying removes nothing", {f"{FORMATION}.clarification": 0}, "tone_clarified"),
    idle_switch("moderation helps nothing", {f"{FORMATION}.moderation": 0}, "moderation"),
    idle_switch("forced tasks cost nothing", {f"{IMPACT}.forced_task": 1}, "division_of_labour"),
    idle_switch("nothing is adopted", NO_ADOPTION, "credit_rule"),
    idle_switch("nothing is reached", NO_ADOPTION, "renewal"),
    idle_switch(
        "red lines are known anyway",
        {f"{FORMATION}.misjudgement": 0, f"{COOPERATION}.rewording": 0, "mechanisms.dissolution.risk_weight": 0},
        "red_lines_disclosed",
    ),
)


@pytest.mark.parametrize("idle", IDLE, ids=[idle.why.replace(" ", "-") for idle in IDLE])
def test_what_cannot_matter_changes_not_a_byte(idle: Idle) -> None:
    @sample(12)
    @given(scenarios(), seeds())
    def check(scenario: Scenario, seed: int) -> None:
        one = final(changed(scenario, {**idle.where, **idle.one}), seed)
        other = final(changed(scenario, {**idle.where, **idle.other}), seed)
        assert written(one) == written(other)
        assert repr(outcome_of(one)) == repr(outcome_of(other))

    check()
