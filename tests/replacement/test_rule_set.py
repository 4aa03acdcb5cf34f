# ruff: noqa: ARG001, ARG005 - a rule takes what it is given, whether it needs it or not
"""Rules of the user's in place of the model's: they decide, in their own run only, and are checked beforehand."""

import pickle
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import pytest

from simulation import AllianceError, AllianceModel, RuleError, load_scenario, replicate, simulate, trace
from simulation.engine.compilation import compiled
from simulation.replacement.copies import Copies
from simulation.replacement.functions import as_function
from simulation.replacement.replaceable import REPLACEABLE
from simulation.replacement.rule_set import RuleSet, rule_set
from simulation.results.summary import outcome_of
from simulation.rules.shared.net_benefit import joins
from simulation.week import is_over, live

WEEKS: dict[str, Any] = {"weeks": 80, "invitation.order": "trust"}
ITSELF = {name: known.rule for name, known in REPLACEABLE.items()}


def nobody_joins(net: float, deviation: float) -> bool:
    return False


def told(model: AllianceModel) -> str:
    """Return all events and the outcome of a run that lasts to its end, to the last digit."""
    model.run_model()
    return str([*map(astuple, model.story), model.outcome()])


# --- runs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["baseline", "lieferkettengesetz"])
def test_rules_replaced_by_themselves_change_nothing(name: str) -> None:
    scenario = load_scenario(name, WEEKS)
    for seed in range(3):
        assert told(AllianceModel(scenario, rng=seed, rules=ITSELF)) == told(AllianceModel(scenario, rng=seed))


def test_an_alliance_that_nobody_joins_does_not_form() -> None:
    scenario = load_scenario("baseline", WEEKS)
    outcome = simulate(scenario, 1, {"joins": nobody_joins})
    assert simulate(scenario, 1).core_max > 2
    assert outcome.members_max <= len(scenario.invitation.initiators)
    assert outcome.goal != "reached"
    assert outcome.end != "running"


def test_models_with_different_rules_do_not_mix() -> None:
    scenario = load_scenario("baseline", WEEKS)
    models = [AllianceModel(scenario, rng=1, rules=rules) for rules in (None, {"joins": nobody_joins}, None)]
    while models[0].running:
        for model in models:
            model.step()
    assert models[0].story == models[2].story != models[1].story
    assert models[0].outcome() == models[2].outcome() == simulate(scenario, 1)


def test_all_ways_of_running_follow_the_rules() -> None:
    scenario, rules = load_scenario("baseline", WEEKS), {"joins": nobody_joins}
    outcome = simulate(scenario, 1, rules)
    assert [*replicate(scenario, [1], rules)] == [outcome]
    model = AllianceModel("baseline", rng=1, rules=rules, **WEEKS)
    model.run_model()
    assert model.outcome() == outcome
    assert not any(event.kind == "joined" for event in trace(scenario, 1, rules).events)


def test_whom_an_alliance_asks_first_is_decided_by_its_rule() -> None:
    scenario = load_scenario("baseline", {"weeks": 1, "invitation.size": 10})

    def the_last(one: Any, order: int) -> float:
        return -float(one.listed)

    asked = [o.name for o in AllianceModel(scenario, rules={"place_in_order": the_last}).organisations if o.membership]
    names = scenario.names()
    assert {*asked} == {*scenario.invitation.initiators, *names[-(10 - len(scenario.invitation.initiators)) :]}


def test_a_rule_that_returns_nonsense_in_the_middle_of_a_run_stops_it() -> None:
    def nonsense_for_the_fiftieth(one: Any, order: int) -> float:
        return float("nan") if one.listed == 50.0 else one.lot

    with pytest.raises(RuleError, match="place_in_order must return a number from -1,000,000 to 1,000,000, and did no"):
        simulate(load_scenario("baseline", WEEKS), 1, {"place_in_order": nonsense_for_the_fiftieth})


# --- which copies are made -------------------------------------------------------------------------------


def test_what_reaches_no_replaced_rule_is_shared() -> None:
    rule = as_function(joins)
    copies = Copies({joins: rule}, "copy")  # type: ignore[dict-item]
    assert copies.of(is_over) is is_over
    assert copies.of(live) is live, "a rule that stands for itself is no change"


@pytest.mark.parametrize("name", REPLACEABLE)
def test_every_replaceable_rule_is_reached_by_what_a_run_calls_and_only_by_that(name: str) -> None:
    def other() -> None:
        """Stand for the rule."""

    copies = Copies({REPLACEABLE[name].rule: other}, "copy")  # type: ignore[dict-item]
    own = rule_set(None)
    assert (copies.of(own.live) is not own.live) or (copies.of(own.populate) is not own.populate)
    assert copies.of(outcome_of) is outcome_of
    assert copies.of(is_over) is is_over


def test_no_rule_replaced_means_the_model_s_own_functions() -> None:
    assert rule_set(None).live is live
    assert RuleSet({}).fingerprint == ""


# --- fingerprints ----------------------------------------------------------------------------------------


def test_rules_are_told_apart_by_what_they_do() -> None:
    def one(net: float, deviation: float) -> bool:
        return net > deviation

    def same(net: float, deviation: float) -> bool:
        return net > deviation

    def other(net: float, deviation: float) -> bool:
        return net >= deviation

    found = [RuleSet({"joins": rule}).fingerprint for rule in (one, same, other)]
    assert found[0] == found[1] != found[2]
    assert RuleSet({"joins": one}).fingerprint != RuleSet({"accepts": one}).fingerprint


def test_a_set_of_rules_can_be_sent_to_another_process() -> None:
    rules = RuleSet({"joins": nobody_joins})
    assert pickle.loads(pickle.dumps(rules)).fingerprint == rules.fingerprint


# --- what cannot replace a rule --------------------------------------------------------------------------

STRANGE: dict[str, tuple[Any, str]] = {
    "joyns": (lambda net, deviation: True, r'"joyns" is not a rule that can be replaced; did you mean joins\?'),
    "joins": (3, "joins = 3 is not allowed: must be a function written in Python"),
    "stays": (lambda net: True, r"stays takes net; must be stays\(net, deviation, held\)"),
    "accepts": (lambda *values: True, r"accepts takes \*values; must be accepts\(proposed, limit\)"),
    "keeps_the_member": (lambda c, lost: 0.5, "returned 0.5, which is not allowed: must be true or false"),
    "proposed_ambition": (lambda a, w: 1.5, "returned 1.5, which is not allowed: must be a number from 0 to 1"),
    "odds": (lambda i, r, s: float("nan"), "returned nan, which is not allowed"),
    "net_benefit": (lambda terms: terms.efect, "raised AttributeError: 'Terms' object has no attribute 'efect'"),
    "application_chance": (lambda s, v, p, r, a: s / v, "raised ZeroDivisionError: .*tried with stake = 0, visib"),
    "place_in_order": (lambda one, order: "last", 'returned "last", which is not allowed'),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_cannot_replace_a_rule_is_refused_before_the_first_run(name: str) -> None:
    function, message = STRANGE[name]
    with pytest.raises(AllianceError, match=message):
        AllianceModel("baseline", rules={name: function})


def _uses_a_list(accepted: float, wished: float) -> float:
    values = [accepted, wished]
    return sorted(values)[0]


def test_what_cannot_be_compiled_is_refused_with_its_line() -> None:
    if not hasattr(live, "py_func"):
        pytest.skip("nothing is compiled")
    line = _uses_a_list.__code__.co_firstlineno
    with pytest.raises(RuleError, match=rf"{__file__}, line ({line}|{line + 1}|{line + 2}): .* cannot be compiled"):
        RuleSet({"proposed_ambition": _uses_a_list})


def shared_out(net: float, share: float | None = None) -> float:
    """Return a part of the net benefit, or all of it."""
    return net if share is None else net * share


def test_a_rule_may_hold_a_function_and_call_one_with_less() -> None:
    def joins(net: float, deviation: float) -> bool:
        def beyond(limit: float) -> bool:
            return shared_out(net) > limit + deviation

        return beyond(0.1)

    RuleSet({"joins": joins})


def test_a_rule_may_be_marked_as_compiled_already() -> None:
    rule: Callable[[float, float], bool] = compiled(nobody_joins)
    assert RuleSet({"joins": rule}).fingerprint == RuleSet({"joins": nobody_joins}).fingerprint


def test_every_replaceable_rule_says_what_its_arguments_are() -> None:
    for known in REPLACEABLE.values():
        arguments = known.call.partition("(")[2].rstrip(")").split(", ")
        assert [*known.meanings] == arguments
        assert all(meaning.endswith(".") for meaning in known.meanings.values())
