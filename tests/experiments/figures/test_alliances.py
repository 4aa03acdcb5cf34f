"""Figures of fields: they say what the records say, also where no alliance formed, one did, or there is one run."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_type_hints

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.analysis import field_measures
from experiments.analysis.field_records import REPLICATE
from experiments.design.designs import Design
from experiments.figures.gallery import KINDS, draw_beside, possible
from experiments.figures.style import theme
from experiments.figures.view import View
from experiments.runner.batch import Run
from experiments.runner.planning import plan_sweep
from experiments.storage.field_tables import tabulated
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.sweep import run_sweep
from simulation import FIELD_OUTCOMES, DataError, FieldOutcome
from simulation.language.translation import language
from simulation.results.field_entries import CandidateSeen, FieldSpell, FoundedAlliance
from tests.experiments.figures.looking import covers, lies_outside, texts_of
from tests.experiments.made_up import made_up_sweep
from tests.fields import small_field

WEEKS = 120
NAMES = small_field().names()
FIGURES = ("standing", "sizes", "lifetimes", "memberships", "breadth", "network", "again")


def made_up(most: int, _scenario: object, _point: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Run]:
    """Run fields in which at most so many alliances are made up, of which some have ended."""
    for seed in seeds:
        draws = np.random.default_rng(seed)
        alliances = [_alliance(draws, number) for number in range(int(draws.integers(most + 1)) if most > 1 else most)]
        spells = [spell for one in alliances for spell in _spells(draws, one)]
        entries: Any = SimpleNamespace(
            alliances=alliances, spells=spells, searches=[_search(draws) for _ in range(200 if most > 1 else most)]
        )
        kinds = get_type_hints(FieldOutcome)
        outcome = FieldOutcome(**{name: kinds[name](len(alliances)) for name in FIELD_OUTCOMES})
        yield Run(outcome, tabulated(entries))


def _alliance(draws: np.random.Generator, number: int) -> FoundedAlliance:
    begun = int(draws.integers(WEEKS - 30))
    ended = begun + int(draws.integers(10, 80))
    return FoundedAlliance(
        name=f"Roof {number + 1}",
        issue="Roof",
        founder=NAMES[0],
        place=0,
        begun=begun,
        started=begun + 2,
        agreed=begun + 8,
        effect=None,
        ended=ended if ended < WEEKS else None,
        end="running",
        asked=5,
        members_first=2,
        members_max=2 + int(draws.geometric(0.2)),
        members_last=2,
        sectors=1.0 + float(draws.random()),
        spread=0.1,
        depth=float(draws.random()),
        adopted=0.0,
        impact=0.0,
        exits=0,
    )


def _spells(draws: np.random.Generator, one: FoundedAlliance) -> Iterator[FieldSpell]:
    for name in draws.choice(NAMES, one.members_max, replace=False):
        yield FieldSpell(one.name, str(name), "", "forum", "", "core", "member", one.started, None, "", 0.5, 0.5)


def _search(draws: np.random.Generator) -> CandidateSeen:
    return CandidateSeen(
        *(int(draws.integers(WEEKS)), NAMES[0], "Roof", "", NAMES[1], "forum", "Forum A", 0.5),
        likeness=float(draws.random()),
        addition=0.5,
        appeal=0.5,
        verdict="asked",
        at_risk=True,
        joint_work=int(draws.integers(3)),
        shared_forums=int(draws.integers(2)),
        allied=bool(draws.integers(2)),
    )


CASES = {
    "no alliance": (0, {}, 2),
    "one alliance and one run": (1, {}, 1),
    "some points": (30, {"search.looks": (2, 3, 4, 6, 8)}, 6),
}


@pytest.fixture(scope="module", params=CASES)
def view(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> View:
    most, fields, runs = CASES[request.param]
    plan = plan_sweep("small", small_field(weeks=WEEKS), Design(fields), runs=runs, seed=1, has_series=True)
    folder = tmp_path_factory.mktemp("field")
    run_sweep(plan, folder, runner=partial(made_up, most), prepare=lambda: None)
    return View(load_sweep(folder), spoken=language("de"))  # whose words are longer


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_drawn_and_read(view: View, name: str) -> None:
    with theme():
        figure = KINDS[name].draw(view)
        texts = texts_of(figure)
    assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
    assert not lies_outside(figure)


def test_a_field_is_drawn_as_what_suits_it(view: View) -> None:
    assert set(possible(view)) == {*FIGURES, "distributions", *(["outcomes"] if len(view.sweep.points) > 1 else [])}


def test_what_is_set_up_stands_beside_what_formed_and_not_the_other_way_round(view: View, tmp_path: Path) -> None:
    other = View(made_up_sweep(tmp_path, "invitation.size=2,8", runs=2))
    assert [path.suffix for path in draw_beside(view, other)] == [".png", ".svg"]
    with pytest.raises(DataError, match="beside runs in which alliances are given"):
        list(draw_beside(other, view))


# --- what is drawn ------------------------------------------------------------------------------------


def alliances(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({REPLICATE: 0, **columns})


def test_alliances_stand_from_their_first_week_together_to_the_last() -> None:
    formed = alliances(started=[0, 2, 3], ended=[3, None, 3])
    assert [week.value for week in field_measures.standing(formed, 1, 6)] == [1, 1, 2, 3, 1, 1]


def test_sizes_are_shares_with_at_least_so_many() -> None:
    values, shares = field_measures.sizes(alliances(members_max=[2, 2, 5, 9]), 1)
    assert values.tolist() == [2, 5, 9]
    assert [share.value for share in shares] == [1.0, 0.5, 0.25]


def test_lifetimes_are_those_of_kaplan_and_meier() -> None:
    draws = np.random.default_rng(3)
    started, lived, weeks = draws.integers(0, 60, 80), draws.integers(1, 90, 80), 100
    is_ended = started + lived < weeks
    formed = alliances(started=started.tolist(), ended=np.where(is_ended, started + lived, np.nan).tolist())
    found = [week.value for week in field_measures.lifetimes(formed, 1, weeks)]
    seen = stats.CensoredData(lived[is_ended].tolist(), right=(weeks - started)[~is_ended].tolist())
    survival = stats.ecdf(seen).sf
    assert [found[int(week)] for week in survival.quantiles] == pytest.approx(survival.probabilities.tolist())


def test_memberships_count_those_who_are_in_none() -> None:
    members = alliances(organisation=["a", "a", "b"], alliance=["Roof 1", "Roof 2", "Roof 1"])
    values, shares = field_measures.memberships(members, 1, organisations=4)
    assert values.tolist() == [0, 1, 2]
    assert [share.value for share in shares] == [0.5, 0.25, 0.25]
