"""The kinds of reports: which one a folder is told by is read from its manifests."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from experiments.report.content import Report
from experiments.report.of_a_comparison import report_on_a_comparison
from experiments.report.of_a_history import report_on_a_history
from experiments.report.of_a_sweep import report_on_a_sweep
from experiments.report.of_advice import report_on_advice
from experiments.report.of_claims import report_on_claims
from experiments.report.of_sensitivity import report_on_sensitivity
from experiments.runner.plan import Question
from experiments.storage.manifest import Manifest
from experiments.storage.sweep_folder import folders_in, manifest_of
from simulation import DataError
from simulation.language.translation import Language


class Kind(NamedTuple):
    """A kind of report.

    Attributes:
        tell: makes it from a folder.
        has_folders: whether the runs of one answer lie in several folders, inside the one that is named.
    """

    tell: Callable[[Path, Language], Report]
    has_folders: bool = False


# By what the manifests say was asked; the runs of claims lie beside those that chose their parameter sets.
KINDS: Mapping[Question, Kind] = MappingProxyType(
    {
        "claim": Kind(report_on_claims, has_folders=True),
        "sweep": Kind(report_on_a_sweep),
        "comparison": Kind(report_on_a_comparison),
        "history": Kind(report_on_a_history, has_folders=True),
        "sensitivity": Kind(report_on_sensitivity, has_folders=True),
        "planning question": Kind(report_on_advice, has_folders=True),
    }
)


def manifests_in(folder: Path) -> dict[str, Manifest]:
    """Return the manifests of all runs in a folder by the name of the folder that holds them; empty for itself.

    Raises:
        DataError: where there are none, or one is damaged.
    """
    found = {"" if one == folder else one.name: manifest_of(one) for one in folders_in(folder)}
    if not found:
        raise _no_report(folder, "holds no runs")
    return found


def report_on(folder: Path, spoken: Language) -> Report:
    """Return the report of what a folder holds.

    Args:
        folder: of one sweep, comparison, sensitivity analysis, advice, history or test of claims.
        spoken: the language, as far as there are texts in it.

    Raises:
        DataError: where it holds something else, or cannot be read.
    """
    manifests = manifests_in(folder)
    asked = {manifest.question for manifest in manifests.values()} - {"parameter sets"}
    kind = KINDS.get(next(iter(asked))) if len(asked) == 1 else None
    if kind is None:
        raise _no_report(folder, f"holds runs that belong to: {', '.join(sorted(asked)) or 'parameter sets'}")
    if len(manifests) > 1 and not kind.has_folders:
        raise _no_report(folder, f"holds several: {', '.join(sorted(manifests)[:6])}")
    return kind.tell(folder, spoken)


def _no_report(folder: Path, why: str) -> DataError:
    return DataError(
        f"{folder} {why}; a report is made of the folder of one sweep, comparison, sensitivity analysis, advice, "
        "history or test of claims, which `alliance sweep`, `compare`, `sensitivity`, `advise`, `history` and `claims` "
        "keep with --out."
    )
