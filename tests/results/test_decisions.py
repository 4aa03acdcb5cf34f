"""Why? Every decision can be asked, and the answer is what was weighed when it was taken."""

import re
from itertools import pairwise

import pytest

from simulation import AllianceError, AllianceModel, Decision, load_scenario, shipped_scenarios
from simulation.engine.codes import Choice
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import Terms
from simulation.language.translation import LANGUAGES
from simulation.scenario.definition import Scenario
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import STUBBORN, world

# Several alliances, applications, a paper that changes: all the ways in which a body can come to decide.
EVENTFUL: dict[str, object] = {
    "agreements.admission": "vote",
    "agreements.red_lines_disclosed": True,
    "agreements.value_points": 3,
    "arena.shock_rate": 0.2,
    "others": [
        {
            "name": "Ring",
            "form": "league",
            "start": 20,
            "goal": {"demands": [{"name": "Something else"}]},
            "invitation": {"initiators": ["Union 1"], "size": 6},
        }
    ],
}
ABOUT_JOINING = ("join", "decline")


def ran(scenario: Scenario | str, seed: int = 1) -> AllianceModel:
    model = AllianceModel(scenario, rng=seed)
    model.run_model()
    return model


def eventful(seed: int) -> AllianceModel:
    return ran(load_scenario("baseline", EVENTFUL), seed)


@pytest.fixture(scope="module")
def models() -> list[AllianceModel]:
    """Runs in which everything happens that a body can decide about."""
    return [eventful(seed) for seed in range(3)] + [ran(name, 7) for name in shipped_scenarios()[:3]]


@pytest.fixture(scope="module")
def decisions(models: list[AllianceModel]) -> list[Decision]:
    return [decision for model in models for decision in model.decisions]


# --- what is written down -------------------------------------------------------------------------


def test_there_is_every_kind_of_decision(decisions: list[Decision]) -> None:
    assert {decision.decided for decision in decisions} == set(Choice.words())
    assert {decision.alliance for decision in decisions} == {"", "Ring"}
    assert any(decision.red_line for decision in decisions)


def test_the_sum_is_that_of_the_terms(decisions: list[Decision]) -> None:
    for decision in decisions:
        assert list(decision.terms) == list(Terms._fields)
        assert decision.net == pytest.approx(sum(decision.terms.values()))


def test_what_was_decided_follows_from_what_was_weighed(decisions: list[Decision]) -> None:
    for decision in decisions:
        enough = decision.judged > decision.threshold
        if decision.decided == "apply":
            assert enough
        elif decision.decided in ABOUT_JOINING:
            may = not decision.red_line and decision.reason != "values"
            assert (decision.decided == "join") == (enough and may) or (decision.reason == "values" and not enough)
        else:
            enough = decision.judged >= decision.threshold
            assert (decision.decided == "stay") == (enough and not decision.red_line)


def test_only_refusals_and_exits_have_a_reason(decisions: list[Decision]) -> None:
    for decision in decisions:
        assert bool(decision.reason) == (decision.decided in ("decline", "leave"))
        assert bool(decision.red_line) <= (decision.reason in ("red line", "values"))


def test_decisions_and_events_tell_the_same(models: list[AllianceModel]) -> None:
    verbs = {"join": "joined", "decline": "declined", "leave": "left"}
    for model in models:
        decided = {
            (d.week, d.alliance, verbs[d.decided], d.organisation) for d in model.decisions if d.decided in verbs
        }
        told = {(e.week, e.alliance, e.kind, e.who) for e in model.story if e.kind in verbs.values()}
        assert decided <= told
        admitted = {(e.week, e.alliance, "joined", e.who) for e in model.story if e.kind == "admitted"}
        assert {kind for _, _, kind, _ in told - decided - admitted} <= {"left"}
        values = {(e.week, e.alliance, e.who): e.value for e in model.story if e.kind in ("joined", "declined")}
        for decision in model.decisions:
            if decision.decided in ABOUT_JOINING:
                assert decision.net == values[decision.week, decision.alliance, decision.organisation]


def test_members_keep_the_sum_of_their_last_decision(models: list[AllianceModel]) -> None:
    """What is written down is what the run goes on with, not something computed anew."""
    for model in models:
        for alliance in model.alliances:
            for member in alliance.members:
                own = [decision for decision in member.decisions if decision.alliance == alliance.key]
                part = member.membership_in(alliance)
                if own and own[-1].decided != "apply":
                    assert part is not None
                    assert own[-1].net == part.net


def test_whoever_is_asked_is_written_down_in_the_order_of_time(models: list[AllianceModel]) -> None:
    for model in models:
        weeks = [decision.week for decision in model.decisions]
        assert all(earlier <= later for earlier, later in pairwise(weeks))
        together = [decision for organisation in model.organisations for decision in organisation.decisions]
        assert sorted(map(str, together)) == sorted(map(str, model.decisions))


def test_a_run_that_nobody_asks_writes_nothing_down() -> None:
    scenario = load_scenario("baseline")
    asked, silent = populate(PreparedScenario(scenario), 3, 0, 100), populate(PreparedScenario(scenario), 3)
    for one in (asked, silent):
        live(one, 60)
    assert (int(silent.clock.decided), len(silent.decisions)) == (0, 0)
    assert asked.clock.decided > 0
    for column in ("status", "net", "trust"):
        assert asked.memberships[column].tolist() == silent.memberships[column].tolist()


def test_minutes_end_where_the_room_for_them_ends() -> None:
    run = populate(PreparedScenario(load_scenario("baseline")), 3, 0, 5)
    live(run, 60)
    assert run.clock.decided == 5


# --- exact results --------------------------------------------------------------------------------


def test_terms_and_thresholds_are_those_of_the_scenario() -> None:
    changes = {
        "agreements.red_lines_disclosed": False,
        "mechanisms.dissolution.risk_weight": 0.03,
        "mechanisms.dissolution.loyalty": 0.25,
    }
    other = ran(world(3, STUBBORN | changes | {"weeks": 8})).organisations[1]
    joined, stayed = other.explain(week=0), other.explain(week=1)
    assert (joined.decided, joined.threshold, joined.terms["risk"]) == ("join", 0.0, -0.03)
    assert (stayed.decided, stayed.threshold) == ("stay", -0.25)
    assert joined.deviation == 0.0, "in a still world nothing is misjudged"


def test_judgement_strays_no_further_than_it_may() -> None:
    for share in (0.1, 0.4):
        model = ran(load_scenario("baseline", {"mechanisms.formation.judgement": share, "weeks": 80}), 2)
        strays = [abs(decision.deviation) for decision in model.decisions]
        assert share / 2 < max(strays) <= share


def test_members_that_may_not_leave_say_so() -> None:
    bound = {"agreements.voluntary": False, "agreements.reversible": False, "mechanisms.dissolution.cost_weight": 5.0}
    model = ran(world(3, STUBBORN | bound | {"weeks": 30}))
    unwilling = [decision for decision in model.decisions if decision.is_bound]
    assert unwilling
    assert all(decision.judged < decision.threshold for decision in unwilling)
    assert "members may not" in unwilling[0].sentences()[-1]
    assert not [decision for decision in model.decisions if decision.decided != "stay"]


# --- asking ---------------------------------------------------------------------------------------


def test_an_organisation_explains_its_last_decision_up_to_a_week() -> None:
    model = eventful(0)
    deciders = {decision.organisation for decision in model.decisions if not decision.alliance}
    assert len(deciders) > 5
    for name in deciders:
        own = [decision for decision in model.organisation(name).decisions if not decision.alliance]
        assert model.organisation(name).explain() == own[-1]
        assert model.organisation(name).explain(week=own[0].week) == own[0]


def test_it_explains_itself_for_each_alliance_apart() -> None:
    model = eventful(0)
    ring = model.alliances[1]
    asked = [member for member in ring.members if member.name != "Union 1"]
    assert asked
    for member in asked:
        assert member.explain(ring).alliance == "Ring"


def test_where_nothing_was_decided_there_is_nothing_to_explain() -> None:
    model = AllianceModel("baseline", rng=1)
    convenor = model.organisation("Convenor")
    with pytest.raises(AllianceError, match=r"The governing body of Convenor has decided nothing .* so far"):
        convenor.explain()
    model.run_model()
    with pytest.raises(AllianceError, match="up to week 0"):
        convenor.explain(week=0)
    outside = next(one for one in model.organisations if one.status == "outside")
    assert list(outside.reasons()) == ["Movement 1 has nothing to decide in this run."]


@pytest.mark.parametrize(("name", "hint"), [("Convener", "did you mean Convenor?"), ("xyz", "scenario")])
def test_an_unknown_organisation_is_named_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(AllianceError) as refused:
        AllianceModel("baseline").organisation(name)
    assert f'"{name}" is not an organisation' in str(refused.value)
    assert str(refused.value).endswith(hint)


def test_an_organisation_is_found_by_its_german_name() -> None:
    model = AllianceModel("baseline")
    found = model.organisation("Environment 3")
    assert model.organisation("Umweltgruppe 3") is model.organisation("environmental group 3") is found


# --- in words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_decision_is_told_in_whole_sentences(decisions: list[Decision], lang: str) -> None:
    for decision in decisions[::7]:
        told = decision.sentences(lang)
        assert 3 <= len(told) <= 5
        assert all(sentence.endswith(".") for sentence in told)
        assert not re.search(r"[{}_]|\bnan\b|\bNone\b|\(\)", " ".join(told))


def test_sentences_hold_the_numbers() -> None:
    decision = eventful(0).decisions[20]
    text = " ".join(decision.sentences())
    for value in (*decision.terms.values(), decision.net, decision.deviation, decision.threshold):
        assert round(value, 2) == 0 or f"{abs(value):.2f}" in text


def test_the_weightiest_is_named_first_on_its_side(decisions: list[Decision]) -> None:
    for decision in decisions[::11]:
        for side in decision.sentences()[1:-2]:
            weights = [float(number) for number in re.findall(r"\([+−](\d+\.\d\d)\)", side)]
            assert weights == sorted(weights, reverse=True)


def test_a_crossed_red_line_is_named(decisions: list[Decision]) -> None:
    crossed = [decision for decision in decisions if decision.reason == "red line"]
    assert crossed
    for decision in crossed:
        assert f"“{decision.red_line}”" in decision.sentences()[-1]


def test_a_row_of_decisions_to_stay_is_one_paragraph(models: list[AllianceModel]) -> None:
    about_staying = re.compile(r"decides \d+ times to stay\.|, and [^,]+ stays\.$")
    for model in models:
        for organisation in model.organisations:
            own = [text for text in organisation.reasons() if not text.startswith("Ring: ")]
            staying = [bool(about_staying.search(text)) for text in own]
            assert (True, True) not in pairwise(staying)


def test_an_exit_without_a_decision_is_told_as_such() -> None:
    for seed in range(20):
        model = ran("baseline", seed)
        walked_out = [event for event in model.story if event.kind == "left" and event.what == "conflict"]
        if walked_out:
            *_, last = model.organisation(str(walked_out[0].who)).reasons()
            assert "without a decision of its governing body: an open conflict" in last
            return
    pytest.fail("nobody walked out")


def test_what_happened_in_another_alliance_says_where() -> None:
    model = eventful(0)
    member = next(one for one in model.alliances[1].members if one.name != "Union 1")
    assert any(paragraph.startswith("Ring: ") for paragraph in member.reasons())
