"""Which agreement first, and which two together? Each agreement that a plan does not have yet, alone and in pairs."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from experiments.advice.question import TIME, Option, Question, outcomes_of, possible
from simulation import Scenario
from simulation.language.translation import Phrase

MOST_COMBINED = 6

ALL_AGREED = Phrase("All agreements that could be asked about are made already.")
TOO_FEW = Phrase("There are no two agreements to combine.")


class Step(NamedTuple):
    """Something that could be agreed on.

    Attributes:
        field: of the agreements.
        value: that it gets.
        told: what to do, as a sentence has it behind "if you".
    """

    field: str
    value: Any
    told: Phrase


STEPS = (
    Step("values_debate_weeks", 12, Phrase("debate values for twelve weeks")),
    Step("tone_clarified", True, Phrase("clarify tone and manners first")),
    Step("goal_openness", 0.5, Phrase("invite with the goal half worded")),
    Step("ground_rules", True, Phrase("set ground rules")),
    Step("handover", True, Phrase("settle who takes over from the lead")),
    Step("moderation", True, Phrase("have a neutral person moderate")),
    Step("office_hours", 40.0, Phrase("pay for a joint office of 40 hours a week")),
    Step("money_settled", True, Phrase("settle what each pays before anyone joins")),
    Step("pace_settled", True, Phrase("settle the pace of decisions")),
    Step("red_lines_disclosed", True, Phrase("disclose red lines before drafting")),
    Step("renegotiation", True, Phrase("negotiate again when events ask for it")),
    Step("stopping_rule", True, Phrase("let those who do not fit stop early")),
    Step("conflict_procedure", True, Phrase("agree on a procedure for conflicts")),
    Step("decision_rule", "two-thirds", Phrase("decide by two thirds")),
    Step("value_points", 3, Phrase("have three statements on values signed")),
    Step("details_open", 0.3, Phrase("leave a third of the details open")),
    Step("parallel_papers", True, Phrase("draft in groups side by side")),
    Step("obligation", 0.5, Phrase("ask members for half the usual time")),
    Step("contact_persons", 2, Phrase("name two contact persons each")),
    Step("party_line_settled", True, Phrase("settle the relation to parties")),
    Step("milestones", 3, Phrase("plan three milestones")),
    Step("demands_ranked", True, Phrase("rank the demands")),
    Step("division_of_labour", "coordinated", Phrase("share out the tasks by strengths")),
    Step("credit_rule", True, Phrase("settle how success is shared")),
    Step("renewal", True, Phrase("decide together on going on after the goal")),
    Step("structures", 0.1, Phrase("keep a tenth of the work for bad times")),
    Step("products", 0.2, Phrase("make products for members' own use")),
    Step("vision", True, Phrase("agree on a long-term vision")),
    Step("shared_measurement", True, Phrase("measure progress by common signs")),
    Step("grants_shared", True, Phrase("share grants among members")),
    Step("projects_coordinated", True, Phrase("coordinate projects")),
    Step("projects_scaled", True, Phrase("carry projects that work further")),
)
# Of numbers, more of what a plan has already is no new agreement; of these, less is one.
_LESS = frozenset({"goal_openness", "obligation"})
LEAD = Phrase("give {whom} the lead")


def about_agreements(scenario: Scenario) -> Question:
    """Ask what each agreement would do that a plan does not have yet."""
    options = tuple(_single(scenario))
    outcomes = (*outcomes_of(scenario), *(() if scenario.form == "network" else (TIME,)))
    return Question("agreements", scenario, outcomes, options, () if options else (ALL_AGREED,))


def about_two_agreements(asked: Question, best: Sequence[str]) -> Question:
    """Ask what agreements do in pairs that are promising alone.

    Args:
        asked: the question about single ones.
        best: keys of the promising ones, the best first.
    """
    single = [asked.option(key) for key in best[:MOST_COMBINED]]
    changes = {option.key: _changes_of(option) for option in single}
    pairs = []
    for one, other in combinations(single, 2):
        made = possible(asked.scenario, changes[one.key] | changes[other.key])
        if made is not None:
            pairs.append(Option("together", f"{one.key} + {other.key}", made, parts=(one.key, other.key)))
    options = (*single, *pairs) if pairs else ()
    return Question("two agreements", asked.scenario, asked.outcomes, options, () if pairs else (TOO_FEW,))


def most_combined(asked: Question) -> int:
    """Return how many changes the question about pairs will have at most."""
    single = min(MOST_COMBINED, len(asked.options))
    return single + single * (single - 1) // 2 if single > 1 else 0


def _single(scenario: Scenario) -> Iterator[Option]:
    if not scenario.agreements.lead:
        whom = scenario.invitation.initiators[0]
        if (made := possible(scenario, {"agreements.lead": whom})) is not None:
            yield Option("agreement", "lead", made, LEAD, whom=whom)
    for step in STEPS:
        made = possible(scenario, {f"agreements.{step.field}": step.value})
        if made is not None and _is_new(step, getattr(scenario.agreements, step.field)):
            yield Option("agreement", step.field, made, step.told)


def _is_new(step: Step, own: Any) -> bool:
    """Tell whether a plan has nothing of an agreement yet, or too little of it."""
    if isinstance(step.value, bool | str):
        return own in (False, "consensus", "free")
    return bool(own > step.value if step.field in _LESS else own < step.value)


def _changes_of(option: Option) -> dict[str, Any]:
    """Return what an option changes, by dotted path."""
    return {f"agreements.{option.key}": getattr(option.scenario.agreements, option.key)}
