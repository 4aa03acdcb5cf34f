"""Every switch: with it off, the runs change in which its mechanism acts, and no others do, not by a bit.

Each row of the table names a parameter or an agreement, the value that switches it off (or, for a scale, merely
another one), what has to be so that it matters, and what is enough to take all its effect away.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import get_args

import pytest

from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.agreements import Agreements
from simulation.scenario.fields import Part
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.surroundings import Arena
from simulation.scenario.traits import TRAITS
from simulation.scenario.ventures import Goal, Invitation, Venture
from tests.worlds import Changes, another, lively

SEEDS = range(6)
MANY_SEEDS = range(60)  # until the first that shows an effect
ROUNDING = 1e-14

# --- circumstances -----------------------------------------------------------------------------------------

EVERYBODY = ("organisations.0", "organisations.1", "groups.0")


def all_with(**traits: float) -> Changes:
    """Give all organisations the same value of some traits."""
    return {f"{who}.{trait}": value for who in EVERYBODY for trait, value in traits.items()}


def but(*circumstances: Changes, **more: object) -> Changes:
    """Put circumstances together; names with two underscores are dotted paths."""
    together: dict[str, object] = {}
    for circumstance in circumstances:
        together |= circumstance
    return together | {path.replace("__", "."): value for path, value in more.items()}


COOPERATION = "mechanisms.cooperation"
DISSOLUTION = "mechanisms.dissolution"
FORMATION = "mechanisms.formation"
IMPACT = "mechanisms.impact"
OUTLOOK = "mechanisms.outlook"

RESPONSIVE: Changes = {f"{IMPACT}.adoption_rate": 0.2, "arena.resistance": 0.3}
# Who expects nothing does not join of its own will.
DEAF: Changes = {f"{IMPACT}.adoption_rate": 0.0, "agreements.voluntary": False}
NETWORK: Changes = {"form": "network"}
ALIKE: Changes = {"population.heterogeneity": 0.0}
# Where all stand at 0, their mean is 0 whatever the rounding, and nobody is at any distance from it.
AT_THE_ORIGIN = but(all_with(economic=0.0, cultural=0.0))
ONE_KIND: Changes = {
    "organisations.0.sector": "union",
    "organisations.1.sector": "union",
    "groups.0.sectors": ["union"],
    "groups.0.levels": ["federal"],
}
NO_TIME = but(all_with(home_load=1.0), agreements__voluntary=False)
SUPPORTERS: Changes = {"agreements.core_size": 4}
OFFICE: Changes = {"agreements.office_hours": 12.0}
FUNDED = but(OFFICE, agreements__outside_money=20.0)
NO_OFFICE: Changes = {"agreements.office_hours": 0.0}
QUIET: Changes = {f"{COOPERATION}.outbreak": 0.0}
LOUD: Changes = {f"{COOPERATION}.outbreak": 0.3}
UNCALLED: Changes = {f"{COOPERATION}.occasion_rate": 0.0}
TIRELESS = but(
    all_with(energy=1.0),
    {f"{COOPERATION}.{loss}": 0.0 for loss in ("fatigue", "frustration", "drift", "setback_energy")},
)
SELFISH = but(all_with(solidarity=0.0), {f"{COOPERATION}.encouragement": 0.0})
SHAKEN: Changes = {"arena.shock_rate": 0.3, "arena.shock_size": 0.6}
VOTE: Changes = {"arena.votes": [{"name": "Vote", "when": 90}]}
LED: Changes = {"agreements.lead": "Convenor"}
LEAD_GOES = but(LED, agreements__lead_leaves=60)
LEAD_STAYS: Changes = {"agreements.lead_leaves": 5000, "agreements.reversible": False}
HANDED_ON = but(LEAD_GOES, agreements__successor="Second", agreements__overlap_weeks=8)
NEXT: Changes = {
    "agreements.end_week": 70,
    "others": [another("Next", by="Convenor", size=8, after="first", pause_weeks=10, agreements={})],
}
BESIDE: Changes = {"others": [another("Beside", by="Second", size=8, agreements={})]}
NO_OTHER: Changes = {"others": []}
MILESTONES: Changes = {"agreements.milestones": 3, f"{COOPERATION}.campaign_hours": 500.0}
CAPTIVE: Changes = {"agreements.voluntary": False, "agreements.reversible": False, f"{COOPERATION}.resentment": 0.0}
OPEN: Changes = {"agreements.admission": "open", f"{FORMATION}.application_rate": 0.5}
VOTED_IN = but(OPEN, agreements__admission="vote")
PARTISAN: Changes = {"agreements.party_line": 0.9}
ELECTION: Changes = {"arena.elections": [{"name": "Election", "when": 80}]}
PRESSED: Changes = {"arena.pressure": 0.5}
PROJECTS: Changes = {"goal.topics": 4}
COORDINATED = but(PROJECTS, agreements__projects_coordinated=True)
SCALED = but(PROJECTS, agreements__projects_scaled=True)
FILTERED = but(SCALED, agreements__quality_filter=True)
PATH: Changes = {"goal.stations": 3}
EMERGENCY: Changes = {"arena.shocks": [{"name": "Flood", "when": 60, "need": 1.0}]}
VISION: Changes = {"agreements.vision": True}
ONE_DEMAND: Changes = {"goal.demands": [{"name": "Demand 1"}]}
GRANTS: Changes = {"arena.funding": 0.8}
NOTHING: Changes = {}
NO_TRUST_MATTERS = but(
    all_with(trust=1.0),
    {f"{COOPERATION}.hours_per_{whom}": 0.0 for whom in ("partner", "supporter")},
    {f"{COOPERATION}.{loss}": 0.0 for loss in ("trust_loss", "farewell")},
)
NO_TRUST_GROWS: Changes = {f"{COOPERATION}.trust_rate": 0.0, f"{FORMATION}.shared_disadvantage": 0.0}
NOTHING_SETTLED: Changes = {
    f"agreements.{name}": False for name in ("pace_settled", "tone_clarified", "conflict_procedure", "vision")
}


# --- the table ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Switch:
    """One mechanism's switch.

    Attributes:
        to: value that switches it off, or on, or, for a scale, another value.
        idle: what takes all its effect away.
        where: what has to be so for the mechanism to matter.
        told: numbers of the outcome that only repeat what was set.
    """

    to: object
    idle: Changes
    where: Changes = field(default_factory=dict)
    told: tuple[str, ...] = ()


PARAMETERS: dict[str, dict[str, Switch]] = {
    FORMATION: {
        "reply_weeks": Switch(1, all_with(interval=0.5, postponement=0.0)),
        "judgement": Switch(0.0, CAPTIVE, {f"{DISSOLUTION}.cost_weight": 0.4}),
        "debate_rate": Switch(0.0, {"goal.change_share": 0.0, "agreements.values_debate_weeks": 0}),
        "objection": Switch(0.0, {"goal.change_share": 0.0}),
        "moderation": Switch(0.0, {"agreements.moderation": False}, {"agreements.moderation": True}),
        "misjudgement": Switch(0.0, {"agreements.red_lines_disclosed": True}),
        "doubt": Switch(0.0, but(all_with(trust=1.0), organisations__0__credibility=1.0), {f"{FORMATION}.doubt": 0.9}),
        "shared_disadvantage": Switch(0.0, all_with(disadvantage=0.0)),
        "value_point_strain": Switch(0.0, {"agreements.value_points": 0}, {"agreements.value_points": 5}),
        "poor_fit": Switch(0.0, {"agreements.stopping_rule": False}, {"agreements.stopping_rule": True}),
        "application_rate": Switch(0.0, {"agreements.admission": "none"}, OPEN),
    },
    COOPERATION: {
        "hours_per_partner": Switch(0.0, NETWORK),
        "hours_per_supporter": Switch(0.0, {"agreements.core_size": 8}, SUPPORTERS),
        "supporter_pledge": Switch(0.0, {"agreements.core_size": 8}, SUPPORTERS),
        "wage": Switch(0.0, NO_OFFICE, OFFICE),
        "settled": Switch(0.0, NOTHING_SETTLED, {"agreements.pace_settled": True}),
        "hours_per_voice": Switch(0.0, NETWORK),
        "exchange_memory": Switch(0.0, NO_TIME),
        "exchange_hours": Switch(8.0, NO_TIME),
        "occasion_rate": Switch(0.0, NETWORK),
        "occasion_weeks": Switch(0.0, UNCALLED),
        "conflict_rate": Switch(0.0, ALIKE),
        "outbreak": Switch(0.0, NETWORK),
        "settlement": Switch(0.0, QUIET, LOUD),
        "rewording": Switch(0.0, {"arena.shock_rate": 0.0}, but(SHAKEN, agreements__red_lines_disclosed=True)),
        "reliance": Switch(0.0, but(NO_TIME, QUIET, agreements__red_lines_disclosed=True)),
        "fatigue": Switch(0.0, NO_TIME),
        "recovery": Switch(0.0, TIRELESS),
        "frustration": Switch(0.0, {"agreements.pace_settled": True, f"{COOPERATION}.settled": 1.0}),
        "drift": Switch(0.0, NETWORK),
        "encouragement": Switch(0.0, but(DEAF, agreements__milestones=0), but(RESPONSIVE, MILESTONES)),
        "campaign_hours": Switch(100.0, {"agreements.milestones": 0}, MILESTONES),
        "trust_rate": Switch(0.0, NO_TRUST_MATTERS),
        "trust_loss": Switch(0.0, but(QUIET, agreements__credit_rule=True), LOUD),
        "farewell": Switch(0.0, {"arena.turnover": 0.0}, {"arena.turnover": 0.1}),
        "help": Switch(0.0, SELFISH),
        "reframing": Switch(0.0, ALIKE),
        "setback_energy": Switch(0.0, but(QUIET, arena__votes=[]), VOTE),
        "resentment": Switch(
            0.0,
            {"agreements.reversible": True},
            {"agreements.voluntary": False, "agreements.reversible": False, f"{DISSOLUTION}.values_weight": 8.0},
        ),
    },
    IMPACT: {
        "memory": Switch(0.5, NETWORK),
        "complementarity": Switch(
            0.0,
            but(
                all_with(lobbying=1.0, dialogue=1.0, campaigning=1.0),
                {"goal.fields": ["union"], "agreements.division_of_labour": "forced"},
            ),
        ),
        "effort_power": Switch(0.0, NETWORK),
        "effort_scale": Switch(60.0, NETWORK),
        "reach_power": Switch(0.0, NETWORK),
        "audience_scale": Switch(4.0, NETWORK, told=("reach",)),
        "audience_power": Switch(0.0, NETWORK, told=("reach",)),
        "spillover": Switch(0.0, NETWORK, told=("reach",)),
        "unsuited": Switch(0.0, all_with(contacts=1.0, lobbying=1.0, dialogue=1.0, campaigning=1.0)),
        "legitimacy": Switch(0.0, ONE_KIND),
        "adoption_rate": Switch(0.0, NETWORK, RESPONSIVE),
        "steepness": Switch(1.0, NETWORK),
        "depth_resistance": Switch(0.0, {"goal.demands": [{"name": "Demand 1", "majority": 1.0}]}),
        "polarised_resistance": Switch(0.0, {"arena.polarisation": 0.0}),
        "names": Switch(0.0, but(DEAF, agreements__public=False)),
        "calm": Switch(0.0, NETWORK),
        "grab": Switch(0.0, {"agreements.credit_rule": True}, RESPONSIVE),
        "party_gain": Switch(0.0, {"arena.party_capacity": 0.0}, PARTISAN),
        "partisanship": Switch(0.0, {"agreements.party_line": 0.0}, PARTISAN),
        "lot_acceptance": Switch(0.0, {"organisations.1.sector": "culture"}, {"organisations.1.sector": "citizens"}),
        "message_power": Switch(0.0, {"goal.change_share": 1.0}, {"goal.change_share": 0.5}),
    },
    DISSOLUTION: {
        "effect_weight": Switch(0.0, NETWORK),
        "exchange_weight": Switch(0.0, ONE_KIND),
        "belonging_weight": Switch(
            0.0,
            but(all_with(trust=0.0), NO_TRUST_GROWS),
        ),
        "cost_weight": Switch(0.0, but(NO_TIME, agreements__obligation=0.0)),
        "visibility_weight": Switch(0.0, all_with(visibility_need=0.0)),
        "values_weight": Switch(0.0, AT_THE_ORIGIN),
        "risk_weight": Switch(0.0, {"agreements.red_lines_disclosed": True}),
        "habit": Switch(0.0, NO_TIME, {f"{DISSOLUTION}.values_weight": 2.0}),
        "mutual_weight": Switch(0.0, but(all_with(trust=0.0), NO_TRUST_GROWS)),
        "loyalty": Switch(0.0, CAPTIVE, {f"{DISSOLUTION}.values_weight": 2.0}),
        "outlook_weeks": Switch(26.0, NETWORK),
        "wear": Switch(0.0, TIRELESS),
        "handover_chance": Switch(1.0, {"agreements.handover": True}, LEAD_GOES),
        "outside_option": Switch(0.0, NETWORK, {"arena.resistance": 0.05}),
        "mismatch": Switch(0.0, all_with(defensiveness=0.0)),
        "solidarity_weight": Switch(0.0, SELFISH),
        "cohesion_weight": Switch(0.0, {"form": "alliance"}, {"form": "league"}),
        "party_weight": Switch(0.0, all_with(party_closeness=1.0), PARTISAN),
        "forgetting": Switch(0.0, NO_OTHER, NEXT),
        "lesson": Switch(0.0, {"agreements.evaluation": False}, but(NEXT, agreements__evaluation=True)),
    },
    OUTLOOK: {
        "cutback": Switch(0.0, {"arena.pressure": 0.0}, PRESSED),
        "investment_hours": Switch(
            3000.0,
            {"agreements.structures": 0.0, "agreements.transfer": 0.0, f"{DISSOLUTION}.habit": 0.0},
            but(VOTE, agreements__structures=0.3),
        ),
        "product_weight": Switch(0.0, {"agreements.products": 0.0}, {"agreements.products": 0.3}),
        "attraction": Switch(0.0, {"agreements.vision": False}, but(OPEN, VISION)),
        "adjustment": Switch(0.0, {"agreements.projects_coordinated": False}, COORDINATED),
        "repetition": Switch(0.0, {"goal.topics": 0}, PROJECTS),
        "candidates": Switch(1, {"agreements.quality_filter": False}, FILTERED),
        "loose_handover": Switch(0.0, {"goal.stations": 1}, PATH),
        "spontaneous": Switch(0.0, {"arena.shocks": []}, EMERGENCY),
        "call": Switch(0.0, {"arena.shocks": []}, EMERGENCY),
    },
}

AGREEMENTS: dict[str, Switch] = {
    "core_size": Switch(4, {"invitation.size": 4}),
    "values_debate_weeks": Switch(0, NETWORK),
    "tone_clarified": Switch(True, NETWORK),
    "goal_openness": Switch(0.2, but(NETWORK, {f"{DISSOLUTION}.belonging_weight": 0.0})),
    "ground_rules": Switch(True, {"agreements.distinct": False}),
    "lead": Switch("Convenor", NETWORK),
    "handover": Switch(True, LEAD_STAYS, LEAD_GOES),
    "lead_leaves": Switch(60, {"agreements.lead": ""}, LED),
    "successor": Switch("Second", {"agreements.lead_leaves": 5000, "agreements.reversible": False}, LEAD_GOES),
    "overlap_weeks": Switch(20, {"agreements.lead_leaves": 5000}, HANDED_ON),
    "transfer": Switch(0.3, NO_TIME),
    "moderation": Switch(True, NETWORK),
    "office_hours": Switch(12.0, but(all_with(money=0.0), {f"{DISSOLUTION}.cost_weight": 0.0})),
    "contributions": Switch("willing", NO_OFFICE, OFFICE),
    "outside_money": Switch(20.0, NO_OFFICE, OFFICE),
    "outside_money_ends": Switch(60, {"agreements.outside_money": 0.0}, FUNDED),
    "money_settled": Switch(False, NO_OFFICE, OFFICE),
    "pace_settled": Switch(True, {f"{COOPERATION}.frustration": 0.0}),
    "red_lines_disclosed": Switch(True, NETWORK),
    "renegotiation": Switch(True, {"arena.shock_rate": 0.0}, SHAKEN),
    "stopping_rule": Switch(True, ALIKE, {f"{FORMATION}.poor_fit": 0.1}),
    "conflict_procedure": Switch(True, ALIKE, LOUD),
    "decision_rule": Switch("majority", NETWORK),
    "value_points": Switch(6, ALIKE, told=("value_points",)),
    "details_open": Switch(0.4, NETWORK),
    "admission": Switch(
        "open", {f"{FORMATION}.application_rate": 0.0, "arena.shock_rate": 0.0}, {f"{FORMATION}.application_rate": 0.5}
    ),
    "call": Switch(True, {"invitation.size": 1, f"{FORMATION}.application_rate": 0.0}, SUPPORTERS),
    "quorum": Switch(3, {"agreements.voluntary": False, **all_with(interval=0.5, postponement=0.0)}),
    "paper_due": Switch(60, NETWORK),
    "parallel_papers": Switch(True, NETWORK),
    "extraordinary_hours": Switch(10.0, {"arena.votes": []}, but(VOTE, all_with(interval=60.0))),
    "season_weeks": Switch(20, {"agreements.end_week": 8}),
    "season_from": Switch(30, {"agreements.season_weeks": 0}, {"agreements.season_weeks": 20}),
    "obligation": Switch(0.2, but(NO_TIME, {f"{DISSOLUTION}.{what}_weight": 0.0 for what in ("cost", "visibility")})),
    "contact_persons": Switch(4, {"arena.turnover": 0.0, f"{COOPERATION}.trust_rate": 0.0}),
    "party_line": Switch(0.9, but(NETWORK, all_with(party_closeness=1.0))),
    "party_line_settled": Switch(True, {"agreements.party_line": 0.0}, PARTISAN),
    "milestones": Switch(3, NETWORK, {f"{COOPERATION}.campaign_hours": 500.0}),
    "demands_ranked": Switch(False, ONE_DEMAND),
    "division_of_labour": Switch("forced", NETWORK),
    "credit_rule": Switch(True, DEAF, RESPONSIVE),
    "end_week": Switch(100, {"weeks": 90}),
    "give_up_weeks": Switch(20, NETWORK),
    "renewal": Switch(True, DEAF, RESPONSIVE),
    "transition": Switch(True, DEAF, RESPONSIVE),
    "evaluation": Switch(True, NO_OTHER, NEXT),
    "structures": Switch(0.3, NO_TIME),
    "products": Switch(0.3, NO_TIME),
    "vision": Switch(True, NETWORK),
    "shared_measurement": Switch(True, {"agreements.vision": False}, VISION),
    "grants_shared": Switch(True, {"arena.funding": 0.0}, GRANTS),
    "projects_coordinated": Switch(True, {"goal.topics": 0}, PROJECTS),
    "projects_scaled": Switch(True, {"goal.topics": 0}, PROJECTS),
    "quality_filter": Switch(True, {"agreements.projects_scaled": False}, SCALED),
    "voluntary": Switch(False, {f"{DISSOLUTION}.effect_weight": 10.0, f"{FORMATION}.judgement": 0.0}, told=("label",)),
    "reversible": Switch(
        False,
        but(all_with(dogmatism=0.0), {f"{DISSOLUTION}.loyalty": 1.0}, arena__shock_rate=0.0),
        {"agreements.red_lines_disclosed": True, f"{DISSOLUTION}.values_weight": 2.0},
        told=("label",),
    ),
    "distinct": Switch(False, but(all_with(visibility_need=0.0), invitation__size=1), told=("label",)),
    "public": Switch(False, NETWORK, told=("reach",)),
}

SWITCHES: dict[str, Switch] = {
    **{f"{room}.{name}": switch for room, table in PARAMETERS.items() for name, switch in table.items()},
    **{f"agreements.{name}": switch for name, switch in AGREEMENTS.items()},
}


def _fields(part: type[Part], path: str) -> Iterator[str]:
    for name, declared in part.model_fields.items():
        inner = declared.annotation
        if isinstance(inner, type) and issubclass(inner, Part):
            yield from _fields(inner, f"{path}.{name}")
        else:
            yield f"{path}.{name}"


def test_every_parameter_and_every_agreement_has_its_switch() -> None:
    assert sorted(SWITCHES) == sorted([*_fields(Mechanisms, "mechanisms"), *_fields(Agreements, "agreements")])


# --- what a switch does, and what it leaves alone ----------------------------------------------------------


def _runs(circumstances: Changes) -> list[Outcome]:
    return list(replicate(lively(circumstances), SEEDS))


def _pairs(path: str, circumstances: Changes, seeds: range) -> Iterator[tuple[Outcome, Outcome]]:
    switched = {**circumstances, path: SWITCHES[path].to}
    return zip(replicate(lively(circumstances), seeds), replicate(lively(switched), seeds), strict=True)


def _apart(one: Outcome, other: Outcome, by: float = 1e-6) -> set[str]:
    """Return in what two outcomes differ, in numbers by more than a share of them."""
    near = {
        name: value if isinstance(value, str) else pytest.approx(value, rel=by, abs=by, nan_ok=True)
        for name, value in asdict(other).items()
    }
    return {name for name, value in asdict(one).items() if value != near[name]}


def _are_apart(one: Outcome, other: Outcome) -> bool:
    return bool(_apart(one, other))


@pytest.mark.parametrize("path", SWITCHES)
def test_a_switch_changes_the_runs_it_should(path: str) -> None:
    pairs = _pairs(path, SWITCHES[path].where, MANY_SEEDS)
    assert any(_are_apart(*pair) for pair in pairs), "the switch moves nothing but the last bits"


@pytest.mark.parametrize("path", SWITCHES)
def test_a_switch_leaves_all_other_runs_as_they_were(path: str) -> None:
    switch = SWITCHES[path]
    pairs = list(_pairs(path, but(switch.where, switch.idle), SEEDS))
    alone = switch.idle.get("invitation.size") == 1
    assert alone or any(one.members_max > 1 for one, _ in pairs), "nobody comes together, so that this shows nothing"
    for one, other in pairs:
        assert _apart(one, other, by=ROUNDING) <= set(switch.told)


# --- what a scenario says of the organisations -------------------------------------------------------------

# A room in which every trait can matter: all sides of the model are at work.
EVERYTHING = but(
    NEXT,
    GRANTS,
    OFFICE,
    PARTISAN,
    OPEN,
    RESPONSIVE,
    LOUD,
    EMERGENCY,
    agreements__end_week=0,
    agreements__give_up_weeks=60,
)


@pytest.mark.parametrize("trait", TRAITS)
def test_every_trait_matters_somewhere(trait: str) -> None:
    allowed = {"members": (2.0, 6.0), "interval": (1.0, 20.0), "hours": (10.0, 40.0), "money": (0.0, 50.0)}
    low, high = allowed.get(trait, (0.1, 0.9))
    one, other = (_runs(but(EVERYTHING, {f"groups.0.{trait}": value})) for value in (low, high))
    assert any(map(_are_apart, one, other))


@pytest.mark.parametrize("trait", ["economic", "cultural", "tone"])
def test_values_and_manners_count_by_their_differences_only(trait: str) -> None:
    one, other = (_runs(but(EVERYTHING, all_with(**{trait: value}))) for value in (0.25, 0.75))
    assert not any(map(_are_apart, one, other))


# --- what a scenario says of goal and arena, and each word of each choice ----------------------------------

SITUATION: Changes = {
    "goal.change_share": 0.3,
    "goal.fields": ["culture"],
    "goal.societal": 0.7,
    "goal.expertise": 1.0,
    "goal.mobilisation": 0.5,
    "goal.stations": 3,
    "goal.topics": 4,
    "goal.sufficient": 0.4,
    "goal.demands": [{"name": "Demand 1", "weight": 9.0}, {"name": "Demand 2"}, {"name": "Demand 3"}],
    "arena.salience": 0.9,
    "arena.salience_swing": 0.0,
    "arena.polarisation": 0.0,
    "arena.resistance": 1.0,
    "arena.backlash": 0.9,
    "arena.shock_rate": 0.5,
    "arena.shock_size": 0.9,
    "arena.party_capacity": 1.0,
    "arena.rollback_rate": 0.5,
    "arena.turnover": 0.2,
    "arena.funding": 0.1,
    "arena.pressure": 0.6,
    "arena.attention_shared": False,
    "arena.windows": [{"name": "Window", "start": 50, "weeks": 30, "strength": 9}],
    "arena.votes": [{"name": "Vote", "when": 70}],
    "arena.elections": [{"name": "Election", "when": 60}],
    "arena.shocks": [{"name": "Shock", "when": 50, "salience": -0.4}],
}


def test_all_that_goal_and_arena_say_is_looked_at() -> None:
    declared = [f"goal.{name}" for name in Goal.model_fields] + [f"arena.{name}" for name in Arena.model_fields]
    assert sorted(SITUATION) == sorted(declared)


@pytest.mark.parametrize("path", SITUATION)
def test_all_that_goal_and_arena_say_matters_somewhere(path: str) -> None:
    shaken = but(EVERYTHING, arena__shock_rate=0.1)
    assert any(map(_are_apart, _runs(shaken), _runs({**shaken, path: SITUATION[path]})))


@pytest.mark.parametrize("change", ["salience", "resistance", "red_lines", "need"])
def test_each_side_of_a_shock_is_felt(change: str) -> None:
    calm, shaken = (
        _runs(but(RESPONSIVE, arena__shocks=[{"name": "Shock", "when": 40, change: size}])) for size in (0.0, 0.6)
    )
    assert any(map(_are_apart, calm, shaken))


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("form", NOTHING),
        ("invitation.order", {"ties": [{"between": ["Convenor", "Other 9"], "trust": 0.9}]}),
        ("agreements.decision_rule", NOTHING),
        ("agreements.admission", but(OPEN, {f"{FORMATION}.poor_fit": 0.4}, agreements__core_size=10)),
        ("agreements.contributions", but(OFFICE, agreements__core_size=6)),
        ("agreements.division_of_labour", NOTHING),
    ],
)
def test_no_two_words_of_a_choice_mean_the_same(path: str, where: Changes) -> None:
    parts: dict[str, type[Part]] = {"form": Venture, "invitation.order": Invitation}
    part, name = parts.get(path, Agreements), path.rpartition(".")[2]
    words = get_args(part.model_fields[name].annotation)
    runs = [_runs({**where, path: word}) for word in words]
    assert len(words) > 1
    for one, other in combinations(runs, 2):
        assert any(map(_are_apart, one, other))
