"""Answers: the indices of all outcomes, as they grow with the sample, and what came before and around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from experiments.analysis.statistics import Numbers
from experiments.sensitivity.factors import Factors
from experiments.sensitivity.indices import Indices, sobol_indices
from experiments.sensitivity.screening import Effect
from experiments.sensitivity.study import FEWEST_BLOCKS, Study, effects_of
from simulation.language.translation import Phrase

BASE_POINTS, POINTS = Phrase("base points"), Phrase("points")
MADE = Phrase(
    "Saltelli's design on a Sobol sequence. The runs of a base point and of its companions share their seeds, each "
    "base point has seeds of its own, and indices are those of the expected outcome: products are taken of runs with "
    "different seeds, so that the noise of single runs adds nothing to them. Intervals: 95 %, by bootstrap over base "
    "points."
)
_STEPS = 4


class Grown(NamedTuple):
    """The indices of an outcome from the first so many blocks or points of a design."""

    size: int
    indices: Indices


@dataclass(frozen=True)
class Answer:
    """What is known of the sensitivity of outcomes.

    Attributes:
        source: where the scenario came from.
        titles: of the scenario, by language.
        factors: those that have indices, with their ranges or values.
        found: for each outcome, the one that leads first, its indices from parts of the design that double, the whole
            last.
        screened: for each outcome what each factor does that was screened; empty where none was.
        screened_factors: these, with their ranges or values.
        left_out: fields that could not vary by themselves, each with the reason.
        runs: replicates at every point.
        total: number of all runs.
        seed: base seed.
        weeks: length of a run at most.
        trajectories: of the screening.
        unit: what `Grown.size` counts.
        made: how the indices were estimated.
        idle: share of the points of the design at which nothing was ever agreed on.
    """

    source: str
    titles: Mapping[str, str]
    factors: Factors
    found: Mapping[str, tuple[Grown, ...]]
    runs: int
    total: int
    seed: int
    weeks: int
    unit: Phrase
    made: Phrase
    idle: float
    screened: Mapping[str, Mapping[str, Effect]] = MappingProxyType({})
    screened_factors: Factors = MappingProxyType({})
    left_out: Mapping[str, str] = MappingProxyType({})
    trajectories: int = 0

    @property
    def led(self) -> str:
        """The outcome that leads."""
        return next(iter(self.found))

    def indices(self, outcome: str = "") -> Indices:
        """Return the indices of an outcome, of the one that leads where none is named, from the whole design."""
        return self.found[outcome or self.led][-1].indices

    @property
    def has_totals(self) -> bool:
        """Whether the design tells which part a factor has together with others."""
        return any(total.value == total.value for total in self.indices().total)

    def ranked(self) -> list[str]:
        """Return the factors by their part in the variance of what leads, the largest first."""
        indices = self.indices()
        shares = indices.total if self.has_totals else indices.first
        order = sorted(zip(self.factors, shares, strict=True), key=lambda one: -_known(one[1].value))
        return [path for path, _ in order]

    def place(self, path: str) -> int:
        """Return the place of a factor among the indices."""
        return list(self.factors).index(path)

    def screening_ranks(self) -> list[str]:
        """Return the screened factors by the mean size of their effects on what leads, the largest first."""
        effects = self.screened.get(self.led, {})
        return sorted(effects, key=lambda path: -effects[path].size.value)

    def without_effect(self) -> list[str]:
        """Return the screened factors with which not one run differed in any of the outcomes."""
        every = self.screened.values()
        return [path for path in self.screened_factors if all(one[path].does_nothing for one in every)]


def answer_of(study: Study) -> Answer:
    """Estimate all that a study tells."""
    last, screened = study.indices, study.screening
    blocks, plan = last.blocks, last.plan
    totals = [one.plan.total for one in (screened, last) if one is not None]
    return Answer(
        source=plan.source,
        titles=plan.scenario.title.model_dump(),
        factors=blocks.factors,
        found={name: _grown(last.values[name]) for name in plan.returns.explained},
        runs=plan.runs,
        total=sum(totals),
        seed=plan.seed,
        weeks=plan.scenario.weeks,
        unit=BASE_POINTS,
        made=MADE,
        idle=idle_share(last.values[plan.returns.explained[1]].reshape(-1, plan.runs)),
        screened={} if screened is None else {name: effects_of(screened, name) for name in screened.values},
        screened_factors={} if screened is None else screened.blocks.factors,
        left_out=study.left_out,
        trajectories=0 if screened is None else screened.blocks.count,
    )


def idle_share(depths: Numbers) -> float:
    """Return the share of points (rows) at which nothing was agreed on in any run."""
    return float((depths == 0).all(axis=1).mean())


def counts_up_to(whole: int, fewest: int) -> list[int]:
    """Return a few parts of a design that double, up to the whole of it.

    >>> counts_up_to(128, 16), counts_up_to(96, 64)
    ([16, 32, 64, 128], [96])
    """
    halves = [whole >> k for k in reversed(range(_STEPS))]
    return [count for count in halves if count >= fewest]


def _grown(values: Numbers) -> tuple[Grown, ...]:
    counts = counts_up_to(len(values), FEWEST_BLOCKS)
    return tuple(Grown(count, sobol_indices(values[:count])) for count in counts)


def _known(value: float) -> float:
    return value if value == value else float("-inf")
