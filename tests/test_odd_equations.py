"""The equations on the model's page are those of the code: read as Python, they give what the rules return."""

import inspect
import math
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import simulation
from simulation.rules.cooperation import (
    coordination,
    division_of_labour,
    emergency_help,
    energy,
    exchange,
    investment,
    leadership,
    projects,
    support_chain,
    trust,
)
from simulation.rules.dissolution import wear
from simulation.rules.formation import admission, drafting, goal_wording, values_debate
from simulation.rules.impact import adoption_odds, arena, grants, influence, political_response, reach
from simulation.rules.search import choice, in_force, occasion
from simulation.rules.shared import (
    diversity,
    expected_effect,
    governing_bodies,
    membership_terms,
    red_lines,
    reliance,
    stages,
    stakes,
)

ODD = " ".join((Path(simulation.__file__).parent / "ODD.md").read_text(encoding="utf-8").split())
# How signs of the page are written in Python, and what its functions are.
SIGNS = {"·": "*", "−": "-", "^": "**", "²": "**2", "√": "sqrt", "ln(": "log(", "10⁻⁹": "1e-9", "≤": "<=", ";": ""}
SIGNS |= {"[": "(", "]": ")", "⌈": "ceil(", "⌉": ")", "2u": "2 * u"}
FUNCTIONS = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt, "ceil": math.ceil, "max": max, "min": min, "abs": abs}
FUNCTIONS["clip"] = lambda x: min(1.0, max(0.0, x))
# A rule, its equation as it stands on the page, and what the page calls by another name than the rule's arguments.
EQUATIONS: list[tuple[Callable[..., Any], str, Mapping[str, str]]] = [
    (
        diversity.value_distance,
        "√( (Δeconomic² + Δcultural²) / 2 )",
        {"Δeconomic": "(economic - other_economic)", "Δcultural": "(cultural - other_cultural)"},
    ),
    (diversity.effective_number, "(Σ x)² / Σ x²", {"(Σ x)²": "total**2", "Σ x²": "squares"}),
    (
        governing_bodies.wait_for_meeting,
        "first_meeting + max(0, ⌈(t − first_meeting)/interval⌉) · interval − t",
        {"first_meeting": "first", "t": "now"},
    ),
    (
        governing_bodies.moderated,
        "v + (1 − v) · formation.moderation · v",
        {"v": "value", "formation.moderation": "gain * present"},
    ),
    (
        governing_bodies.eased,
        "v · (1 − formation.moderation)",
        {"v": "obstacle", "formation.moderation": "gain * present"},
    ),
    (
        stakes.stake_in_goal,
        "min(1, stake · mobilisation) · (1 − mismatch · |defensiveness − (1 − change_share)|)",
        {"|defensiveness": "abs(defensiveness", "change_share)|": "change_share))"},
    ),
    (occasion.chance_to_come_up, "agenda · stake · salience", {}),
    (
        choice.price_of_another,
        "cost_weight · min(1, hours/free_hours)",
        {"cost_weight": "weight", "free_hours": "free"},
    ),
    (in_force.kept_a_week, "(1 − erosion)^(1/52)", {}),
    (reliance.bond, "trust · (1 + ownership)/2", {}),
    (reliance.entrusted, "1 − reliance · (1 − t)", {"t": "trust"}),
    (reliance.held_back, "1 − reliance · t", {"t": "trust"}),
    (wear.falls_asleep, "wear · (1 − energy) · (1 − trust)", {}),
    (wear.wakes, "recovery · energy · trust", {}),
    (membership_terms.confidence, "1 − doubt · (1 − c · trust)", {"c": "credibility"}),
    (membership_terms.out_of_sight, "1 − max(visibility · named, credit)", {}),
    (red_lines.within_reach, "min(1, red_line/(1 − details_open))", {}),
    (
        expected_effect.fit,
        "0 if a < least or a > limit; else a/ideal if a ≤ ideal; else (limit − a)/(limit − ideal)",
        {"a": "ambition", "limit": "red_line"},
    ),
    (
        trust.remembered,
        "t + (T − t) · exp(−forgetting · apart)",
        {"T": "trust", "t": "stranger", "apart": "weeks"},
    ),
    (
        trust.kindred,
        "trust + (1 − trust) · shared_disadvantage · disadvantage · d",
        {"shared_disadvantage": "share", "disadvantage": "own", "d": "other"},
    ),
    (trust.reachable_contact, "(1 − (1 − settled)^n)/settled", {"settled": "chance", "n": "persons"}),
    (
        trust.trusting,
        "trust + g · coverage · (1 − trust) − trust_rate · (1 − coverage) · trust",
        {"g": "gain", "coverage": "delivered", "trust_rate": "neglect"},
    ),
    (
        trust.after_farewell,
        "trust − farewell/n · max(0, trust − trust_at_start)",
        {"farewell/n": "share", "trust_at_start": "before"},
    ),
    (
        arena.nearness,
        "calm + (1 − calm) · exp(−w/13)",
        {"w": "weeks"},
    ),
    (
        adoption_odds.resistance_to,
        "base · ( 1 + depth_resistance · max(0, a − majority)/max(10⁻⁹, 1 − majority) )",
        {"depth_resistance": "slope", "a": "ambition"},
    ),
    (adoption_odds.odds, "1/(1 + (r/i)^steepness)", {"r": "resistance", "i": "influence"}),
    (
        adoption_odds.adopted_ambition,
        "a if a ≤ majority; else majority + (a − majority) · i/(i + r)",
        {"a": "agreed", "i": "influence", "r": "resistance"},
    ),
    (
        political_response.weeks_into_practice,
        "− ln(1 − u)/max(10⁻⁹, adoption_rate · i/(i + r))",
        {"u": "draw", "adoption_rate": "rate", "i": "influence", "r": "resistance"},
    ),
    (
        reach.audience,
        "1 − exp(−10^(audience_power · (members − audience_scale)))",
        {"audience_power": "power", "audience_scale": "scale"},
    ),
    (influence.clarity, "change_share² + (1 − change_share)²", {}),
    (
        influence.party_effect,
        "(1 + party_gain · party_line · party_capacity) · (1 − partisanship · party_line · campaign)",
        {"party_gain": "gain", "party_line": "line", "party_capacity": "capacity"},
    ),
    (
        influence.influence_of,
        "V · (pressure/unit)^effort_power",
        {"V": "voice", "pressure": "effort", "unit": "scale", "effort_power": "power"},
    ),
    (
        values_debate.common_ground,
        "1 − (1 − debate_rate)^value_points",
        {"debate_rate": "ground", "value_points": "points"},
    ),
    (
        goal_wording.objection_chance,
        "min(1, eased(objection) · distance · (1 − talked) · change_share · goal_openness)",
        {"eased(objection)": "objection", "change_share · goal_openness": "change_share"},
    ),
    (
        admission.application_chance,
        "min(1, application_rate · stake' · renown · (1 + attraction · vision))",
        {"application_rate": "rate", "stake'": "stake", "renown": "visibility"},
    ),
    (
        drafting.guessed_limit,
        "clip(red_line + eased(misjudgement) · (1 − experience) · held_back(trust) · (2u − 1))",
        {"eased(misjudgement) · (1 − experience) · held_back(trust)": "error", "2u": "2 * draw"},
    ),
    (exchange.saturating, "1 − exp(−h/s)", {"h": "hours", "s": "scale"}),
    (
        coordination.coordination_in_the_core_group,
        "p·(core − 1) + q·supporters/max(1, core)",
        {"p": "per_partner", "q": "per_supporter"},
    ),
    (
        coordination.coordination_of_a_lead,
        "p·(core − 1) + q·supporters",
        {"p": "per_partner", "q": "per_supporter"},
    ),
    (
        coordination.coordination_in_a_network,
        "q·min(8, core − 1)",
        {"q": "per_contact", "core": "members"},
    ),
    (
        division_of_labour.kept_without,
        "unsuited + (1 − unsuited) · v",
        {"unsuited": "kept", "v": "means"},
    ),
    (
        projects.effect_on_topic,
        "(1 − repetition^n_t)/(1 − repetition)",
        {"repetition": "repeat", "n_t": "projects"},
    ),
    (projects.best_of, "u^(1/(1 + judged · (candidates − 1)))", {"u": "draw"}),
    (
        support_chain.finds_the_way,
        "loose_handover + (1 − loose_handover) · exchange",
        {"loose_handover": "loose", "exchange": "coordinated"},
    ),
    (
        grants.grant_won,
        "grant_dependence · ( 1 − funding + funding · prominence/m )",
        {"grant_dependence": "dependence", "funding": "competition", "m": "mean"},
    ),
    (
        leadership.lost_with_the_lead,
        "farewell · (1 − exchange_memory)^overlap",
        {"farewell": "loss", "exchange_memory": "renewed"},
    ),
    (
        energy.low_spirits,
        "drift · (week − encouraged)/52 · (1 − vision) · (1 − structures)",
        {"drift": "rate", "(week − encouraged)/52": "years"},
    ),
    (
        energy.help_given_and_got,
        "solidarity · need − theirs · (1 − energy)",
        {"theirs": "others_solidarity", "(1 − energy)": "own_need"},
    ),
    (
        energy.tired,
        "clip( energy + recovery · (base_energy − energy) − fatigue · load − strain )",
        {"strain": "losses", "base_energy": "base"},
    ),
    (
        investment.faded_vision,
        "vision · (1 − forgetting · (1 − settled · [shared_measurement]))",
        {"forgetting": "fading", "settled": "prevented", "shared_measurement": "measured"},
    ),
    (stages.with_lesson, "experience + (1 − experience) · lesson", {}),
    (
        emergency_help.call_to_help,
        "need · reachability · ( 1 − (1 − spontaneous) · (1 − min(1, call · max over its alliances of trust · H)) )",
        {"call · max over its alliances of trust · H": "called"},
    ),
]


def in_python(equation: str, names: Mapping[str, str]) -> str:
    """Return an equation of the page as Python, in the names of the rule's arguments."""
    said = {**SIGNS, **names}
    return re.sub("|".join(map(_whole, sorted(said, key=len, reverse=True))), lambda found: said[found[0]], equation)


def _whole(sign: str) -> str:
    """Return a pattern for a sign, or for a name that is not part of another one."""
    return (
        rf"(?<![A-Za-z_]){re.escape(sign)}(?![A-Za-z_])"
        if sign[0].isalpha() and sign[-1].isalpha()
        else re.escape(sign)
    )


def some_arguments(rule: Callable[..., Any], chance: random.Random) -> dict[str, Any]:
    """Draw an argument for each parameter of a rule: shares, small counts, and switches."""
    draw: dict[Any, Callable[[], Any]] = {
        float: lambda: chance.uniform(0.05, 0.95),
        int: lambda: chance.randint(2, 9),
        bool: lambda: chance.random() < 0.5,
    }
    return {name: draw[kind]() for name, kind in inspect.get_annotations(rule).items() if name != "return"}


@pytest.mark.parametrize(("rule", "equation", "names"), EQUATIONS, ids=[rule.__name__ for rule, *_ in EQUATIONS])
def test_an_equation_of_the_page_gives_what_the_rule_returns(
    rule: Any, equation: str, names: Mapping[str, str]
) -> None:
    assert equation in ODD
    computed = compile(in_python(equation, names), rule.__name__, "eval")
    chance, plain = random.Random(rule.__name__), getattr(rule, "py_func", rule)
    for _ in range(50):
        arguments = some_arguments(plain, chance)
        assert plain(**arguments) == pytest.approx(eval(computed, FUNCTIONS, arguments))
