"""What each parameter of the submodels moves over its whole plausible range: `python -m benchmarks.screening FILE.csv`.

Names of settings behind the file, such as `bocholt` or "agreements on", choose among them; without any all are tried.

Every parameter is set to the lower and to the upper end of its range, all else as a scenario has it, in pairs of runs
with the same seeds. Its effect is the mean difference of an outcome over the pairs, in standard deviations of that
outcome between the scenario's own runs. Less twice its standard error it is what chance cannot explain. Among sixty
outcomes and a dozen scenarios some effect always looks large by chance; so a parameter moves nothing if even the
greatest of these lower bounds is below `MATTERS`.
"""

import csv
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.claims.populations import populations
from experiments.design.declarations import single_fields
from experiments.design.plausible_space import plausible_range
from experiments.runner.batch import Changes, run_point
from simulation import NUMBERS, Scenario, load_scenario

MATTERS = 0.02
ROUNDING = 1e-9
SECONDS = 45.0  # of processor time for each scenario
_RUNS = (10, 200)

# Baseline with agreements of each kind, since by default most of them are off.
AGREED: Mapping[str, object] = {
    "agreements.lead": "Convenor",
    "agreements.core_size": 12,
    **{f"agreements.{name}": True for name in ("tone_clarified", "ground_rules", "handover", "moderation")},
    **{f"agreements.{name}": True for name in ("pace_settled", "red_lines_disclosed", "renegotiation", "renewal")},
    **{f"agreements.{name}": True for name in ("stopping_rule", "conflict_procedure", "vision", "shared_measurement")},
    **{f"agreements.{name}": True for name in ("party_line_settled", "evaluation")},
    **{f"agreements.{name}": 0.1 for name in ("structures", "products", "transfer")},
    "agreements.office_hours": 30,
    "agreements.value_points": 3,
    "agreements.milestones": 3,
    "agreements.admission": "vote",
    "agreements.party_line": 0.5,
    "agreements.lead_leaves": 120,
    "arena.pressure": 0.2,
    "arena.rollback_rate": 0.005,
    "arena.votes": [{"name": "Vote", "when": 150}],
    "arena.elections": [{"name": "Election", "when": 130}],
}
SHIPPED = (
    *("lieferkettengesetz", "bocholt", "ampel", "unteilbar", "zusammenhalt", "gemeinsam-wirken"),
    *("transformationsrat", "neue-deutsche-organisationen", "allianz-fuer-transformation", "sexuelle-selbstbestimmung"),
)


class Setting(NamedTuple):
    """Where parameters are tried."""

    name: str
    scenario: str
    changes: Changes


class Effect(NamedTuple):
    """What a parameter moves most in a setting, in standard deviations: an outcome, by how much, and surely by."""

    parameter: str
    setting: str
    outcome: str
    effect: float
    surely: float


def settings() -> tuple[Setting, ...]:
    """Return the populations of the baseline, the baseline with agreements, and shipped scenarios of each kind."""
    return (
        *(Setting(name, "baseline", changes) for name, changes in populations()),
        Setting("agreements on", "baseline", AGREED),
        *(Setting(name, name, {}) for name in SHIPPED),
    )


def parameters() -> list[str]:
    """Return the paths of all parameters of the submodels."""
    return [path for path, _ in single_fields() if path.startswith("mechanisms.")]


def screened(setting: Setting) -> list[Effect]:
    """Return the greatest effect of every parameter in a setting."""
    scenario = load_scenario(setting.scenario)
    seeds = range(_affordable(scenario, setting.changes))
    usual = _numbers(scenario, setting.changes, seeds)
    return [_greatest(path, setting, usual, _ends(path, scenario, setting.changes, seeds)) for path in parameters()]


def _affordable(scenario: Scenario, changes: Changes) -> int:
    started = time.process_time()
    list(run_point(scenario, changes, range(5)))
    each = (time.process_time() - started) / 5
    return int(np.clip(SECONDS / (2 * len(parameters()) * each), *_RUNS))


def _ends(
    path: str, scenario: Scenario, changes: Changes, seeds: range
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    found = plausible_range(path)
    if found is None:
        raise ValueError(f"{path} declares no plausible range.")
    low, high = (found.at(share) for share in (0.0, 1.0))
    return _numbers(scenario, {**changes, path: low}, seeds), _numbers(scenario, {**changes, path: high}, seeds)


def _numbers(scenario: Scenario, changes: Changes, seeds: range) -> NDArray[np.float64]:
    """Return all outcomes that are numbers, one row a run."""
    runs: Iterator[Any] = map(asdict, run_point(scenario, changes, seeds))
    return np.array([[run[name] for name in NUMBERS] for run in runs], dtype=float)


def _greatest(
    path: str, setting: Setting, usual: NDArray[np.float64], ends: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> Effect:
    low, high = ends
    best = Effect(path, setting.name, "", 0.0, 0.0)
    for column, name in enumerate(NUMBERS):
        both = ~np.isnan(low[:, column]) & ~np.isnan(high[:, column])
        spread = np.nanstd(usual[:, column]) if np.isfinite(usual[:, column]).sum() > 1 else 0.0
        if both.sum() > 2 and spread > ROUNDING:
            differences = (high - low)[both, column] / spread
            effect, error = abs(differences.mean()), differences.std(ddof=1) / np.sqrt(both.sum())
            found = Effect(path, setting.name, name, float(effect), float(max(0.0, effect - 2 * error)))
            best = max(best, found, key=lambda one: (one.surely, one.effect))
    return best


def screen(workers: int, chosen: Sequence[Setting]) -> list[Effect]:
    """Return the greatest effect of every parameter in each setting."""
    with ProcessPoolExecutor(workers) as pool:
        return [effect for effects in pool.map(screened, chosen) for effect in effects]


def table(effects: Sequence[Effect]) -> list[Effect]:
    """Return for every parameter where it moves most, the weakest first."""
    most: dict[str, Effect] = {}
    for effect in effects:
        most[effect.parameter] = max(most.get(effect.parameter, effect), effect, key=lambda one: one.surely)
    return sorted(most.values(), key=lambda one: one.surely)


def main(file: str, *names: str) -> None:
    """Screen, store everything, and print where each parameter moves most."""
    effects = screen(1, [setting for setting in settings() if setting.name in names or not names])
    with Path(file).open("w", newline="", encoding="utf-8") as stored:
        csv.writer(stored).writerows([Effect._fields, *effects])
    for effect in table(effects):
        mark = " " if effect.surely >= MATTERS else "-"
        moved = f"{effect.effect:7.3f} {effect.surely:7.3f}  {effect.outcome:25} {effect.setting}"
        print(f"{mark} {effect.parameter:45} {moved}")
    print(f"{len(parameters())} parameters")


if __name__ == "__main__":
    main(*sys.argv[1:])
