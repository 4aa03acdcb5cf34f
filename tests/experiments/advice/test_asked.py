"""Who is asked, and plans without a partner or with one more: who is there, and what stays as it was."""

import numpy as np
import pytest

from experiments.advice.asked import Partner, partners_of, surely_asked, with_one_more, without
from simulation import Scenario, changed, load_scenario
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.traits import TRAITS
from tests.experiments.advice.plans import plan_file, plan_of
from tests.worlds import begun

SEEDS = range(6)


def asked_in_a_run(scenario: Scenario, seed: int) -> list[str]:
    """Return who is asked in a run, in the order of asking."""
    rows = begun(scenario, seed).memberships["organisation"][: scenario.invitation.size]
    names = PreparedScenario(scenario).names
    return [names[row] for row in rows]


def partner(scenario: Scenario, name: str) -> Partner:
    return next(one for one in partners_of(scenario) if one.name == name)


def runs(scenario: Scenario) -> list[Outcome]:
    return list(replicate(scenario, SEEDS))


@pytest.mark.parametrize("name", ["mobilitaetswende", "lieferkettengesetz", "baseline", "upload-filter", "oepnv-2020"])
def test_whoever_is_surely_asked_is_asked_in_every_run_in_that_order(name: str) -> None:
    scenario = load_scenario(name)
    expected = list(surely_asked(scenario))
    for seed in SEEDS:
        assert asked_in_a_run(scenario, seed)[: len(expected)] == expected
    if scenario.invitation.order == "listed":
        assert len(expected) == scenario.invitation.size


def test_without_a_partner_all_that_named_it_is_gone_and_the_others_are_asked_as_before() -> None:
    scenario = plan_file()
    made = changed(scenario, without(scenario, partner(scenario, "ver.di")))
    assert surely_asked(made) == ("BUND", "Churches 1", "Churches 2")
    assert (made.agreements.lead, made.agreements.core_size, made.ties) == ("", 2, scenario.ties[1:])
    assert made.others[0].name == "Follow-up"


def test_a_group_goes_as_a_whole() -> None:
    scenario = plan_file()
    made = changed(scenario, without(scenario, partner(scenario, "Churches")))
    assert surely_asked(made) == ("BUND", "ver.di")
    assert (made.groups, made.agreements.core_size, made.ties) == ((), 2, scenario.ties[:1])


def test_places_that_are_drawn_go_to_others() -> None:
    scenario = load_scenario("baseline")
    made = changed(scenario, without(scenario, partner(scenario, "Movement")))
    assert made.invitation.size == scenario.invitation.size
    assert not any(name.startswith("Movement") for name in made.names())


@pytest.mark.parametrize("name", ["mobilitaetswende", "ampel"])
def test_an_organisation_that_nobody_asks_has_no_effect_at_all(name: str) -> None:
    scenario = load_scenario(name)
    more = {"name": "Bystander", "sector": "union"}
    organisations = scenario.model_dump(mode="json", exclude_unset=True)["organisations"]
    watched = changed(scenario, {"organisations": [*organisations, more]})
    assert runs(changed(watched, without(watched, partner(watched, "Bystander")))) == runs(watched) == runs(scenario)


def test_without_a_partner_the_draws_of_all_others_stay_as_they_were() -> None:
    scenario = load_scenario("mobilitaetswende")
    gone = scenario.organisations[4].name
    made = changed(scenario, without(scenario, partner(scenario, gone)))
    kept = [k for k, one in enumerate(scenario.organisations) if one.name != gone]
    for seed in SEEDS:
        one, other = begun(scenario, seed), begun(made, seed)
        for column in (*TRAITS, "first_meeting", "identity"):
            assert np.array_equal(one.organisations[column][kept], other.organisations[column])
        for wish in ("ideal", "least", "red_line"):
            assert np.array_equal(one.positions[wish][kept], other.positions[wish])


def test_pairs_without_a_partner_vary_less_than_runs_with_other_seeds() -> None:
    scenario = load_scenario("mobilitaetswende")
    made = changed(scenario, without(scenario, partner(scenario, scenario.organisations[-1].name)))
    own, other = (np.array([run.impact for run in replicate(one, range(60))]) for one in (scenario, made))
    assert np.var(other - own) < 0.5 * np.var(np.roll(other, 1) - own)


def test_one_more_comes_after_all_who_are_surely_asked() -> None:
    scenario = plan_file(invitation__size=2)
    made = changed(scenario, with_one_more(scenario, "Churches 3"))
    assert surely_asked(scenario) == ("BUND", "ver.di")
    assert surely_asked(made) == ("BUND", "ver.di", "Churches 3")


def test_naming_those_who_are_asked_anyway_changes_nothing() -> None:
    scenario = plan_of({"A": {}, "B": {}, "C": {}, "D": {}}, invitation__size=3)
    named = changed(scenario, {"invitation.indispensable": list(surely_asked(scenario)[1:])})
    assert runs(named) == runs(scenario)
