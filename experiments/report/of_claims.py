"""The report of claims: what came of each over the plausible parameter space."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from experiments.analysis.labels import ENGLISH
from experiments.claims.claim_file import KINDS
from experiments.claims.claims_folder import results_in
from experiments.claims.claims_page import places
from experiments.claims.claims_report import by_kind, cells
from experiments.claims.result import ClaimResult
from experiments.claims.wording import expected
from experiments.figures.claims import draw_claim
from experiments.report.content import Cell, Part, Picture, Report, Table
from simulation import DataError
from simulation.language.translation import Language

_QUESTION = "Which of these claims hold over the plausible values of all parameters, and how surely?"
_SHOWS = (
    "For each expectation, on the left the outcome under the conditions that are compared, on the right the effect in "
    "every parameter set."
)
_HEADS = ("Claim", "Expected", "Standing", "Effect (95 %)", "For / against / none", "Mechanism off", "Verdict")
_READING = (
    "The effect is the mean over all parameter sets, with its 95 % bootstrap interval over them. For, against, none: "
    "shares of the sets that show an effect as expected, the opposite one, or none that matters. Mechanism off: the "
    "effect with the mechanism switched off that is said to bring it about; ! where that does not weaken it. Claims "
    "that hold by construction have no runs and are not on this page."
)
_READ = """\
from experiments.claims.claims_folder import results_in
from experiments.figures.claims import draw_claim
from experiments.figures.style import theme

results = {result.claim.id: result for result in results_in(folder)}
{name: str(result.verdict) for name, result in results.items()}"""
_DRAW = "with theme():\n    figure = draw_claim(results[{name!r}])\nfigure"
_TABULATE = """\
import pandas as pd

pd.DataFrame(
    [
        (name, finding.expectation.outcome, *finding.effects.mean, str(finding.verdict))
        for name, result in results.items()
        for finding in result.findings
    ],
    columns=["claim", "outcome", "effect", "low", "high", "verdict"],
)"""


def report_on_claims(folder: Path, _spoken: Language) -> Report:
    """Return the report of claims that were put to the test, which can be told in English only.

    Raises:
        DataError: where no claim in the folder has a result yet.
    """
    results = [result for _, some in by_kind(results_in(folder)) for result in some]
    if not results:
        raise DataError(f"No claim in {folder} has a result yet; the same `alliance claims` command resumes it.")
    return Report(
        title="Claims put to the test",
        question=_QUESTION,
        about=(),
        findings=list(_findings(results)),
        parts=[Part("All verdicts", [_READING], (), list(_tables(results))), *map(_part, results)],
        outcomes=list(dict.fromkeys(finding.expectation.outcome for one in results for finding in one.findings)),
        cells=_cells(results),
        lang=ENGLISH.code,
    )


def _findings(results: Sequence[ClaimResult]) -> Iterator[str]:
    verdicts = Counter(str(result.verdict) for result in results)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    yield f"Of {len(results)} claims that were run: {told}."
    yield (
        f"{sum(result.runs for result in results):,} runs in {results[0].sets} parameter sets, seeds "
        f"{' and '.join(map(str, results[0].seeds))}."
    )


def _tables(results: Sequence[ClaimResult]) -> Iterator[Table]:
    for kind, some in by_kind(results):
        yield Table(KINDS[kind], _HEADS, [row for result in some for row in _rows(result)])
    held = [
        (r.claim.id, expected(r.claim, f.expectation), told) for r in results for f in r.findings for told in places(f)
    ]
    if held:
        yield Table("Where verdicts differ", ("Claim", "Expected", "Verdict where sets differ"), held)


def _rows(result: ClaimResult) -> Iterator[tuple[str, ...]]:
    for finding in result.findings:
        effect, ends, *shares, off = cells(finding)
        expectation = finding.expectation
        told = (expected(result.claim, expectation), str(expectation.standing), f"{effect}\n{ends}")
        yield result.claim.id, *told, " / ".join(shares), off, str(finding.verdict)


def _part(result: ClaimResult) -> Part:
    claim = result.claim
    told = [claim.claim.en, f"Source: {claim.source}.", f"Test: {claim.test}"]
    return Part(f"{claim.id}: {result.verdict}", told, [Picture(partial(draw_claim, result), _SHOWS)])


def _cells(results: Sequence[ClaimResult]) -> list[Cell]:
    return [
        Cell("The results of all claims, by name.", _READ),
        *(Cell(result.claim.claim.en, _DRAW.format(name=result.claim.id)) for result in results),
        Cell("All effects as numbers.", _TABULATE),
    ]
