"""Trials: every condition of every set is run with the luck of its set, and claims come out as they should."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from experiments.claims.claim import Expectation
from experiments.claims.claim_file import shipped_claims
from experiments.claims.claims_page import places
from experiments.claims.claims_report import as_data
from experiments.claims.expected_patterns import Pattern
from experiments.claims.parameter_sets import plausible_sets
from experiments.claims.preparation import Effort, load_trials
from experiments.claims.result import ClaimResult, identity_of, result_of
from experiments.claims.trial import measured
from experiments.claims.trial_runs import plan_claim, run_trials
from experiments.claims.verdict import Verdict
from experiments.figures.claims import EFFECT, draw_claim
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import load_sweep, manifest_of
from experiments.sweeps.verification import verify
from simulation import Outcome, Scenario, changed, load_scenario
from tests.experiments.made_up import outcome
from tests.experiments.made_up_claims import ARMS, CLAIM, SEEDS, result_for, sets_of, with_supporters, written

EFFORT = Effort((sets_of(3),), part=1.0)
OPPOSITE = {"hump": "valley", "up": "down"}


def test_a_claim_that_holds_is_supported_and_its_mechanism_matters(tmp_path: Path) -> None:
    result = result_for(written(tmp_path))
    assert result.verdict is Verdict.SUPPORTED
    assert [finding.is_weakened for finding in result.findings] == [True, True]
    assert (result.sets, result.drawn, result.kind) == (24, 80, "further")
    assert result.populations == ("baseline", "few large, many small", "supply chain")
    assert result.seeds == (1, 2)


@pytest.mark.parametrize(("pattern", "opposite"), OPPOSITE.items())
def test_a_file_turned_round_comes_out_contradicted(tmp_path: Path, pattern: str, opposite: str) -> None:
    turned = written(tmp_path, CLAIM, (f'pattern = "{pattern}"', f'pattern = "{opposite}"'))
    verdicts = {str(one.expectation.pattern): one.verdict for one in result_for(turned).findings}
    assert verdicts[opposite] is Verdict.CONTRADICTED
    assert [verdict for name, verdict in verdicts.items() if name != opposite] == [Verdict.SUPPORTED]


def test_it_is_told_among_which_alliances_a_claim_holds(tmp_path: Path) -> None:
    seeds = (sets_of(1, 48), sets_of(2, 48))
    found, _ = result_for(written(tmp_path), seeds, runner=with_supporters).findings
    assert found.verdict is not Verdict.SUPPORTED
    assert found.where()["tiers"]["one core group"] is Verdict.SUPPORTED
    assert found.where()["tiers"]["core plus supporters"] is not Verdict.SUPPORTED
    assert any("one core group supported" in told for told in places(found))


def test_two_arms_turned_round_too(tmp_path: Path) -> None:
    arms = CLAIM.replace('levels = ["invitation.size=2,6,12,24,45"]\n', "").replace('"hump"', '"up"') + ARMS
    assert result_for(written(tmp_path, arms)).verdict is Verdict.SUPPORTED
    assert result_for(written(tmp_path, arms, ('"up"', '"down"'))).verdict is Verdict.CONTRADICTED


def test_all_conditions_of_a_set_share_its_seeds_and_its_values(tmp_path: Path) -> None:
    trial = load_trials(written(tmp_path), EFFORT)[0]
    plan, _ = plan_claim([trial])
    by_seeds: dict[int, list[Mapping[str, object]]] = {}
    for seed, point in zip(plan.starts.seeds.tolist(), plan.points, strict=True):
        by_seeds.setdefault(seed, []).append(point)
    assert len(by_seeds) == len(trial.points) == 1 + len(SEEDS[0].sets) // 3
    assert min(np.diff(sorted(by_seeds))) >= trial.replicates == plan.runs
    for drawn, changes in zip(trial.points, by_seeds.values(), strict=True):
        assert [one["invitation.size"] for one in changes] == [2, 6, 12, 24, 45] * 2
        assert [one.get("arena.polarisation") for one in changes] == [None] * 5 + [0] * 5
        assert {one.get("arena.salience") for one in changes} == {drawn.get("arena.salience")}


def test_what_a_claim_sets_or_fixes_is_not_drawn_and_what_it_adds_is(tmp_path: Path) -> None:
    extra = '[draw]\nalso = ["groups.*.home_load"]\nfixed = ["arena.salience"]\n\n[claim]'
    trial = load_trials(written(tmp_path, CLAIM, ("[claim]", extra)), EFFORT)[0]
    added = [f"groups.{k}.home_load" for k in range(len(load_scenario("baseline").groups))]
    for point in trial.points[1:]:
        assert not {"arena.salience", "invitation.size"} & set(point)
        assert len({point[field] for field in added}) == 1
    assert len({point[added[0]] for point in trial.points[1:]}) == len(trial.points) - 1
    assert trial.points[0] == {}


def test_switches_stand_as_drawn_unless_the_claim_says_how(tmp_path: Path) -> None:
    trial = load_trials(written(tmp_path), EFFORT)[0]
    assert [point["agreements.lead"] for point in trial.points[1:]] == ["", "Convenor", "Convenor", ""]
    assert [labels["lead"] for labels in trial.labels] == ["leaderless", "led", "led", "leaderless"]
    led = load_trials(written(tmp_path, CLAIM, ("[claim]", 'set = ["agreements.lead=Convenor"]\n\n[claim]')), EFFORT)[0]
    assert all("agreements.lead" not in point for point in led.points)
    assert all("lead" not in labels for labels in led.labels)


def test_a_claim_that_says_who_the_organisations_are_has_its_own_population(tmp_path: Path) -> None:
    own = 'set = [\'groups=[{ name = "All", count = 60, sectors = ["union"] }]\']\n\n[claim]'
    [trial] = load_trials(written(tmp_path, CLAIM, ("[claim]", own)), EFFORT)
    assert len(trial.points) == 1 + len(SEEDS[0].sets)
    assert not any(field.startswith("groups") for point in trial.points for field in point)


def test_traits_are_scaled_within_what_is_allowed(tmp_path: Path) -> None:
    trial = load_trials(written(tmp_path), EFFORT)[0]
    for point in trial.points[1:]:
        scenario = changed(trial.scenario, point)
        for usual, scaled in zip(trial.scenario.groups, scenario.groups, strict=True):
            assert scaled.mandate.high <= 1.0
            assert usual.hours.high == 0 or 0.5 <= scaled.hours.high / usual.hours.high <= 2.0


def test_trials_in_one_queue_get_their_own_runs_whatever_their_order(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = written(tmp_path / "other", CLAIM, ("2,6,12,24,45", "3,7,9"), ('"mine"', '"other"'))
    claims = [load_trials(path, EFFORT) for path in (written(tmp_path), other)]
    trials = [trial for some in claims for trial in some]
    done: list[tuple[int, int]] = []
    by_claim = list(run_trials(claims, lambda *now, **_: done.append(now), runner=name_runs))
    assert done[-1] == (sum(trial.total for trial in trials),) * 2
    assert [[one.trial for one in some] for some in by_claim] == claims
    for observed in (one for some in by_claim for one in some):
        trial, (impact, members) = observed.trial, observed.values
        assert impact.shape == (5, 2, 1, len(trial.levels), trial.replicates)
        for level, changes in enumerate(trial.levels):
            assert impact[3, 0, 0, level].tolist() == [changes["invitation.size"]] * trial.replicates
        first = 3_000_000 + 3 * trial.replicates
        assert members[3, 1, 0, 0].tolist() == list(range(first, first + trial.replicates))


def test_the_runs_of_a_claim_are_kept_labelled_and_their_plan_is_read_back(tmp_path: Path) -> None:
    trials = load_trials(written(tmp_path), EFFORT)
    [observed] = run_trials([trials], runner=name_runs, folder=tmp_path)
    folder = tmp_path / "mine"
    plan, again = plan_claim(trials)[0], load_plan(folder, manifest_of(folder))
    assert [dict(point) for point in again.points] == [dict(point) for point in plan.points]
    assert (again.point_names == plan.point_names).all()
    assert [one.groups for one in again.starts.scenarios] == [one.groups for one in plan.starts.scenarios]
    rows = load_sweep(folder).runs
    assert set(rows.loc[rows["set"].isna(), "population"]) == {trial.population for trial in trials}
    assert set(rows["mechanism"]) == {"on", "off"}
    runs = rows[(rows["set"] == 4) & (rows["mechanism"] == "off") & (rows["level"] == "12")]
    assert runs["members_max"].tolist() == observed[1].values[1, 1, 1, 0, 2].tolist() == runs["seed"].tolist()
    assert not [finding for finding in verify(folder, sample=10, runner=name_runs) if finding.problem]


def test_conditions_that_come_to_the_same_are_run_once(tmp_path: Path) -> None:
    arms = CLAIM.replace('levels = ["invitation.size=2,6,12,24,45"]\n', "").replace('"hump"', '"up"')
    same = arms + ARMS.replace("invitation.size=12", "invitation.size=4")
    trials = load_trials(written(tmp_path, same), EFFORT)
    plan, places = plan_claim(trials)
    assert 2 * len(plan.points) == len(places)
    [observed] = run_trials([trials], runner=name_runs)
    assert (observed[0].values[:, :, :, :, 0] == observed[0].values[:, :, :, :, 1]).all()


def name_runs(_scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
    """Return runs whose impact is their size and whose members are their seed."""
    return [outcome(impact=changes["invitation.size"], members_max=seed) for seed in seeds]


RUNS = [
    outcome(impact=0.5, hours=10, end="goal reached", weeks_to_agreement=20.0),
    outcome(impact=0.2, hours=0, end="exhaustion", weeks_to_agreement=np.nan),
]


@pytest.mark.parametrize(
    ("looked_at", "values"),
    [
        ({"outcome": "impact"}, [0.5, 0.2]),
        ({"outcome": "impact", "per": "hours"}, [0.05, np.nan]),
        ({"outcome": "impact", "given": "weeks_to_agreement"}, [0.5, np.nan]),
        ({"outcome": "end", "one_of": ("exhaustion", "red line")}, [0.0, 1.0]),
        ({"outcome": "weeks_to_agreement"}, [20.0, np.nan]),
        ({"outcome": "weeks_to_agreement", "defined": True}, [1.0, 0.0]),
    ],
)
def test_an_expectation_looks_at_what_it_says(looked_at: dict[str, object], values: list[float]) -> None:
    seen = measured(RUNS, Expectation.model_validate({**looked_at, "standing": "emergent", "pattern": Pattern.UP}))
    np.testing.assert_allclose(seen, values)


def test_a_result_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    result = result_for(written(tmp_path))
    again = ClaimResult.model_validate_json(result.model_dump_json())
    assert again.model_dump_json() == result.model_dump_json()
    assert again.verdict is result.verdict
    assert "NaN" not in result.model_dump_json()


@pytest.mark.parametrize(
    "change", [('"hump"', '"valley"'), ("2,6,12", "2,6,13"), ('"arena.polarisation=0"', '"arena.salience=0"')]
)
def test_another_test_has_another_identity(tmp_path: Path, change: tuple[str, str]) -> None:
    identity = identity_of(load_trials(written(tmp_path), EFFORT))
    assert identity == identity_of(load_trials(written(tmp_path), EFFORT))
    assert identity != identity_of(load_trials(written(tmp_path, CLAIM, change), EFFORT))
    assert identity != identity_of(load_trials(written(tmp_path), EFFORT._replace(seeds=(sets_of(4),))))


def test_the_figure_shows_what_the_verdict_rests_on(tmp_path: Path) -> None:
    result = result_for(written(tmp_path))
    figure = draw_claim(result)
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert f"mine: {result.verdict}" in texts
    for finding, axes in zip(result.findings, figure.axes[1::2], strict=True):
        assert sorted(effects_in(axes)) == pytest.approx(sorted(finding.effects.calibrated))
    assert {"for 100 %", "against 0 %"} <= set(texts)


def effects_in(axes: Axes) -> list[float]:
    """Return where the effects of all sets are drawn, across."""
    clouds = [cloud for cloud in axes.collections if cloud.get_gid() == EFFECT]
    return [float(x) for cloud in clouds for x in np.asarray(cloud.get_offsets())[:, 0]]


def test_a_set_far_out_is_drawn_at_the_edge_and_told(tmp_path: Path) -> None:
    result = result_for(written(tmp_path))
    first, *others = result.findings
    far = first.effects.calibrated.copy()
    far[0] = -40 * np.abs(far).max()
    effects = first.effects.model_copy(update={"calibrated": far})
    changed = result.model_copy(update={"findings": (first.model_copy(update={"effects": effects}), *others)})
    figure = draw_claim(changed)
    axes = figure.axes[1]
    drawn = effects_in(axes)
    assert len(drawn) == len(far)
    assert min(drawn) == axes.get_xlim()[0]
    assert "Triangles" in " ".join(text.get_text() for text in figure.texts)
    assert "Triangles" not in " ".join(text.get_text() for text in draw_claim(result).texts)


@pytest.mark.long
@pytest.mark.parametrize(("claim", "outcome"), [("C47", "depth"), ("C17b", "accepted")])
def test_a_shipped_claim_turned_round_comes_out_contradicted(tmp_path: Path, claim: str, outcome: str) -> None:
    sets = plausible_sets(24, 1)
    text = shipped_claims()[claim].read_text(encoding="utf-8")
    turned = written(tmp_path, text, ('pattern = "up"', 'pattern = "down"'))
    for path, verdict in ((shipped_claims()[claim], Verdict.SUPPORTED), (turned, Verdict.CONTRADICTED)):
        [observed] = run_trials([load_trials(path, Effort((sets,), part=0.4))])
        [found] = [one for one in result_of(observed).findings if one.expectation.outcome == outcome]
        assert found.verdict is verdict


def test_numbers_for_machines_are_json(tmp_path: Path) -> None:
    told = json.loads(json.dumps(as_data(result_for(written(tmp_path))), allow_nan=False))
    assert told["verdict"] == "supported"
    assert [finding["for"] for finding in told["findings"]] == [24, 24]
    assert told["claim"] == {"en": "A middling size is best.", "de": "Eine mittlere Größe ist am besten."}
