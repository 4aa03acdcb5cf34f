"""The report on claims: on the screen, each with its expectations and their intervals, and as data for machines."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from rich.console import Console

from experiments.analysis.labels import ENGLISH
from experiments.analysis.statistics import Estimate
from experiments.claims.claim import Claim, Standing
from experiments.claims.claim_file import KINDS
from experiments.claims.result import ClaimResult
from experiments.claims.verdict import Finding, Verdict
from experiments.claims.wording import expected, heading, verdict
from experiments.terminal.console import console, print_text
from simulation.language.translation import Language, Phrase

_SETS = (Phrase("for"), Phrase("against"), Phrase("none"))
_INDENT, _DEEPER, _GAP = 4, 6, 2
_MEANING = Phrase(
    "First the mean effect over all parameter sets, with its 95 % bootstrap interval over them. for, against, none: "
    "sets that show an effect as expected, the opposite one, or none, of those with something to compare. off: effect "
    "with the mechanism switched off; ! where that does not weaken it."
)
_HEADLINE = Phrase(
    "Supported: {emergent} emergent, {assumed} sign assumed; by construction: {wholly}; of {number} claim.",
    "Supported: {emergent} emergent, {assumed} sign assumed; by construction: {wholly}; of {number} claims.",
)
_BY_CONSTRUCTION = Phrase("{claim}: by construction: {says} Shown by tests/{test}.")
_TO, _OFF = Phrase("{low} to {high}"), Phrase("off")


def show(results: Sequence[ClaimResult], constructed: Sequence[Claim], spoken: Language = ENGLISH) -> None:
    """Print how many claims are supported, then each kind of claims, and what their numbers mean.

    Args:
        results: of the claims that were run.
        constructed: claims that hold by construction, wholly or in part.
        spoken: language of all but what holds by construction, which files say in English.
    """
    screen = console()
    print_text(screen, headline(results, constructed, spoken), style="bold")
    screen.print()
    for kind, some in by_kind(results):
        screen.print(heading(kind, spoken), style="italic")
        for result in some:
            _show_claim(result, screen, spoken)
        screen.print()
    for claim in constructed:
        for one in claim.constructed:
            told = spoken.say(_BY_CONSTRUCTION, claim=claim.id, says=one.says, test=one.test)
            print_text(screen, told)
    print_text(screen, spoken.say(_MEANING), style="dim")


def headline(results: Sequence[ClaimResult], constructed: Sequence[Claim], spoken: Language = ENGLISH) -> str:
    """Return what the whole comes to: how many claims are supported, and what that support is worth."""
    wholly = [claim for claim in constructed if claim.is_by_construction]
    supported = [result.claim.standing for result in results if result.verdict is Verdict.SUPPORTED]
    emergent, assumed = (supported.count(standing) for standing in (Standing.EMERGENT, Standing.SIGN_ASSUMED))
    counts = {"emergent": str(emergent), "assumed": str(assumed), "wholly": str(len(wholly))}
    number = len(results) + len(wholly)
    return spoken.say(_HEADLINE, number, number=str(number), **counts)


def as_data(result: ClaimResult) -> dict[str, Any]:
    """Return a result without the single sets, for machines."""
    claim = result.claim
    return {
        "id": claim.id,
        "kind": result.kind,
        "claim": claim.claim.model_dump(),
        "source": claim.source,
        "label": claim.label,
        "test": claim.test,
        "verdict": result.verdict,
        "scenario": claim.scenario,
        "sets": result.sets,
        "replicates": result.replicates,
        "runs": result.runs,
        "seeds": result.seeds,
        "standing": result.claim.standing,
        "populations": result.populations,
        "findings": list(map(_finding_as_data, result.findings)),
        "versions": result.versions,
        "commit": result.commit,
    }


def number(value: float, spoken: Language = ENGLISH) -> str:
    """Return an effect with its sign and two digits that count.

    >>> number(0.01234), number(-1234.5), number(0.0), number(1.7e-6)
    ('+0.012', '-1,234', '0', '+1.7e-06')
    """
    if math.isnan(value):
        return "–"
    if value == 0:
        return "0"
    if abs(value) < 1e-4:
        return f"{value:+.1e}"
    decimals = 0 if abs(value) >= 100 else max(0, 1 - math.floor(math.log10(abs(value))))
    form = f"#,##0.{'0' * decimals}".rstrip(".")
    return spoken.number(value, f"+{form};-{form}")


def interval(estimate: Estimate, spoken: Language = ENGLISH) -> str:
    """Return the interval of an effect."""
    if math.isnan(estimate.low):
        return "–"
    return spoken.say(_TO, low=number(estimate.low, spoken), high=number(estimate.high, spoken))


def share(sets: int, finding: Finding) -> str:
    """Return a share of the sets that were compared; neither none nor all is said of what is merely close to it."""
    percent = 100 * sets / max(1, finding.compared)
    return "<1 %" if 0 < percent < 0.5 else ">99 %" if 99.5 < percent < 100 else f"{percent:.0f} %"


def without(finding: Finding, spoken: Language = ENGLISH) -> str:
    """Return the effect with the mechanism switched off, marked where that does not weaken it."""
    if finding.without is None:
        return ""
    return f"{number(finding.without.mean.value, spoken)}{'' if finding.is_weakened else ' !'}"


def by_kind(results: Iterable[ClaimResult]) -> Iterator[tuple[str, list[ClaimResult]]]:
    """Yield kinds of claims, each with its results, in the order of tables."""
    order = list(KINDS)
    ordered = sorted(results, key=lambda result: order.index(result.kind))
    yield from ((kind, list(some)) for kind, some in groupby(ordered, key=lambda result: result.kind))


def _show_claim(result: ClaimResult, screen: Console, spoken: Language) -> None:
    """Print a claim with its verdict, and below each expectation with its numbers, which stand under one another."""
    claim = getattr(result.claim.claim, spoken.code)
    _show_verdict(f"{result.claim.id}  {claim}", verdict(result.verdict, spoken), screen, indent=0, style="bold")
    for finding in result.findings:
        told = expected(result.claim, finding.expectation, spoken)
        _show_verdict(told, verdict(finding.verdict, spoken), screen, indent=_INDENT)
        print_text(screen, f"{' ' * _DEEPER}{_numbers(finding, spoken)}", indent=_DEEPER)


def _show_verdict(text: str, found: str, screen: Console, *, indent: int, style: str = "") -> None:
    """Print a text in as many lines as it needs, with a verdict at the right end of the first."""
    width = screen.width - len(found) - _GAP
    first, *below = textwrap.wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * _INDENT)
    screen.print("\n".join([f"{first:<{width}}{' ' * _GAP}{found}", *below]), style=style or None)


def _numbers(finding: Finding, spoken: Language) -> str:
    """Return effect, interval and shares of sets of a finding in one line, each in a place of its own."""
    effect, ends, *shares, off = cells(finding, spoken)
    sets = (f"{spoken.say(head)} {cell:>5}" for head, cell in zip(_SETS, shares, strict=True))
    return "  ".join([f"{effect:>6} {f'({ends})':<20}", *sets, *([f"{spoken.say(_OFF)} {off}"] if off else [])])


def cells(finding: Finding, spoken: Language = ENGLISH) -> list[str]:
    """Return what tables say of a finding: effect, interval, sets for, against and without effect, mechanism off."""
    mean = finding.effects.mean
    shares = [share(sets, finding) for sets in (finding.in_favour, finding.against, finding.none)]
    return [number(mean.value, spoken), interval(mean, spoken), *shares, without(finding, spoken)]


def _finding_as_data(finding: Finding) -> dict[str, Any]:
    weakening = finding.weakening
    return {
        "expectation": finding.expectation.model_dump(mode="json"),
        "verdict": finding.verdict,
        "effect": _estimate(finding.effects.mean),
        "effect_in_standard_deviations": float(np.divide(finding.effects.mean.value, finding.spread)),
        "standard_deviation": finding.spread,
        "sets": finding.sets,
        "compared": finding.compared,
        "for": finding.in_favour,
        "against": finding.against,
        "none": finding.none,
        "distinguishable_from_noise": int(finding.effects.stands_out.sum()),
        "share_for_of_those_with_effect": _share(finding.in_favour, finding.in_favour + finding.against),
        "share_for_of_all": _share(finding.in_favour, finding.compared),
        "at_defaults": finding.effects.at_defaults,
        "mechanism_off": None if finding.without is None else _estimate(finding.without.mean),
        "weakening": None if weakening is None else _estimate(weakening),
        "is_weakened": finding.is_weakened,
        "smallest_that_matters": finding.smallest,
        "where": finding.where(),
    }


def _estimate(estimate: Estimate) -> dict[str, float]:
    return estimate._asdict()


def _share(sets: int, of: int) -> float | None:
    return sets / of if of else None
