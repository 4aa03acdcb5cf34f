"""The page on claims: Markdown tables of all verdicts, of where they hold, and of what was changed after a look."""

from collections.abc import Iterator, Sequence

from experiments.claims.claim import Claim
from experiments.claims.claim_file import KINDS
from experiments.claims.claims_report import by_kind, cells, headline
from experiments.claims.result import ClaimResult
from experiments.claims.verdict import Finding
from experiments.claims.wording import expected

_COLUMNS = ("Claim", "Expected", "Standing", "Effect (95 %)", "For / against / none", "Mechanism off", "Verdict")


def as_page(results: Sequence[ClaimResult], constructed: Sequence[Claim], command: str) -> str:
    """Return the tables in Markdown.

    Args:
        results: of the claims that were run.
        constructed: claims that hold by construction, wholly or in part.
        command: by which they were made.
    """
    parts = [f"**{headline(results, constructed)}**\n", *([_made(results, command)] if results else [])]
    head = _row(_COLUMNS) + _row(["---"] * len(_COLUMNS))
    parts += [f"### {KINDS[kind]}\n\n{head}{''.join(_rows(some))}" for kind, some in by_kind(results)]
    parts += ["### Where claims hold\n", _places(results), "### By construction\n", _constructions(constructed)]
    parts += ["### Tests changed after a look\n", _revisions([*(result.claim for result in results), *constructed])]
    return "\n".join(parts)


def _made(results: Sequence[ClaimResult], command: str) -> str:
    first = results[0]
    version = ", ".join(f"{name} {number}" for name, number in first.versions.items())
    return (
        f"Made by `{command}`: {first.sets} parameter sets (of {first.drawn:,} drawn), "
        f"{sum(result.runs for result in results):,} runs, seeds {' and '.join(map(str, first.seeds))}, {version}, "
        f"commit {first.commit}.\n"
    )


def places(finding: Finding) -> list[str]:
    """Return where the verdict on an expectation is another one than on the whole, in words."""
    return [
        f"{kind}: " + ", ".join(f"{label} {verdict}" for label, verdict in verdicts.items())
        for kind, verdicts in finding.where_some_support().items()
    ]


def _places(results: Sequence[ClaimResult]) -> str:
    rows = [
        _row([result.claim.id, expected(result.claim, finding.expectation), "; ".join(found), str(finding.verdict)])
        for result in results
        for finding in result.findings
        if (found := places(finding))
    ]
    return _listed(("Claim", "Expected", "Verdict where sets differ", "Verdict on all"), rows)


def _constructions(claims: Sequence[Claim]) -> str:
    parts = [(claim.id, one) for claim in claims for one in claim.constructed]
    rows = [_row([identity, one.says, one.rule, f"`tests/{one.test}`"]) for identity, one in parts]
    return _listed(("Claim", "What holds", "By which rule", "Unit test"), rows)


def _revisions(claims: Sequence[Claim]) -> str:
    once = {claim.id: claim for claim in claims}
    rows = [_row([claim.id, one.first, one.what]) for claim in once.values() for one in claim.revisions]
    return _listed(("Claim", "First verdict", "What was changed, and why"), rows)


def _listed(head: Sequence[str], rows: Sequence[str]) -> str:
    return f"{_row(head)}{_row(['---'] * len(head))}{''.join(rows)}" if rows else "None.\n"


def _rows(results: Sequence[ClaimResult]) -> Iterator[str]:
    for result in results:
        claim = result.claim
        label = f"; *{claim.label}*" if claim.label else ""
        head = [f"**{claim.id}** {claim.claim.en} ({claim.source}{label})", *[""] * 5, f"**{result.verdict}**"]
        yield _row(head)
        for finding in result.findings:
            effect, ends, *shares, off = cells(finding)
            shown = [f"{effect} ({ends})", " / ".join(shares), off, str(finding.verdict)]
            expectation = finding.expectation
            yield _row(["", expected(claim, expectation), str(expectation.standing), *shown])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"
