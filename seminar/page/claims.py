"""The claims behind a chapter: what each says and who says it, what became of it in the model, and where it holds."""

from collections.abc import Iterator, Mapping, Sequence

from htmltools import Tag, TagChild, TagList, tags

from experiments.claims.last_test import LastTest, last_test_of
from experiments.claims.verdict import Verdict
from seminar.chapters.verdicts import Known, known
from seminar.page.cards import explained
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

CLAIMS = Phrase("What is claimed, and what became of it in the model")
SOURCE = Phrase("Source: {source}")
WHICH_SOURCES, SOURCES = (
    Phrase("What do S4, authors and int. stand for?"),
    Phrase(
        "S0 is a paper of foundations that worked together, S1 a training page on networks, alliances and leagues, S2 "
        "the Allianz Vielfältige Demokratie, S3 Gemeinsam Wirken, S4 the short study Allianzen des Fortschritts. Where "
        "it says authors, those of the source say so themselves; int. stands for an interview in it."
    ),
)
TESTED = Phrase("Verdicts of the last full test: {sets} parameter sets, model as of {commit}.")
CONSTRUCTED, NOT_TESTED = Phrase("true by construction: a rule says so"), Phrase("not in the last full test")
VERDICTS: Mapping[Verdict, Phrase] = {
    Verdict.SUPPORTED: Phrase("supported"),
    Verdict.UNEXPLAINED: Phrase("supported, but not by the mechanism meant"),
    Verdict.MIXED: Phrase("mixed"),
    Verdict.NO_EFFECT: Phrase("no effect"),
    Verdict.CONTRADICTED: Phrase("contradicted"),
    Verdict.NOT_COMPARABLE: Phrase("nothing to compare"),
}
WHERE, THERE, NOT_THERE = (
    Phrase("Where is it supported, and where not?"),
    Phrase("Supported: {names}."),
    Phrase("Not supported: {names}."),
)
# What the test calls its kinds of alliances and of organisations.
NAMES: Mapping[str, Phrase] = {
    "led": Phrase("with a lead"),
    "leaderless": Phrase("without a lead"),
    "core plus supporters": Phrase("with a core group and supporters"),
    "one core group": Phrase("with everybody in the core group"),
    "office": Phrase("with an office"),
    "no office": Phrase("without an office"),
    "consensus": Phrase("where all must agree"),
    "two-thirds": Phrase("where two thirds decide"),
    "majority": Phrase("where a majority decides"),
    "silence": Phrase("where silence counts as consent"),
    "baseline": Phrase("among sixty organisations of all kinds"),
    "few large, many small": Phrase("among few large and many small organisations"),
    "field": Phrase("among the two hundred organisations of the shipped field"),
    "supply chain": Phrase("among those of the initiative for a supply-chain law"),
}


def claims(visit: Visit, identities: Sequence[str]) -> TagList:
    """Return the claims with their heading, and what helps to read them; nothing where there is none."""
    if not identities:
        return TagList()
    return TagList(
        tags.h3(visit.say(CLAIMS)),
        tags.ul(*(_claim(visit, known(one)) for one in identities), class_="claims"),
        explained(visit.say(WHICH_SOURCES), visit.say(SOURCES)),
        *(_tested(visit, test) for test in _tests(identities)),
    )


def _tests(identities: Sequence[str]) -> list[LastTest]:
    """Return the tests in which any of the claims was."""
    found: list[LastTest] = []
    for test in filter(None, map(last_test_of, identities)):
        if test not in found:
            found.append(test)
    return found


def _tested(visit: Visit, test: LastTest) -> Tag:
    sets = visit.spoken.number(test.sets, "#,##0")
    return tags.p(visit.say(TESTED, sets=sets, commit=(test.commit or "?")[:7]), class_="help")


def _claim(visit: Visit, claim: Known) -> Tag:
    verdict, kind = _verdict(visit, claim)
    return tags.li(
        tags.span(claim.id, class_="claim-id"),
        tags.span(getattr(claim.claim, visit.spoken.code), " "),
        tags.span(verdict, class_=f"verdict {kind}"),
        tags.div(visit.say(SOURCE, source=claim.source), class_="help"),
        _where(visit, claim),
    )


def _verdict(visit: Visit, claim: Known) -> tuple[str, str]:
    """Return what became of a claim in words, and what style sheets call it."""
    if claim.is_by_construction:
        return visit.say(CONSTRUCTED), "constructed"
    if claim.verdict is None:
        return visit.say(NOT_TESTED), "untested"
    return visit.say(VERDICTS[claim.verdict]), claim.verdict.name.lower().replace("_", "-")


def _where(visit: Visit, claim: Known) -> TagChild:
    if not claim.where:
        return None
    lines = [tags.li(" ".join(_both(visit, names))) for names in claim.where.values()]
    return tags.details(tags.summary(visit.say(WHERE)), tags.ul(*lines), class_="help")


def _both(visit: Visit, names: Mapping[str, bool]) -> Iterator[str]:
    for phrase, expected in ((THERE, True), (NOT_THERE, False)):
        some = (visit.say(NAMES[name]) for name, is_supported in names.items() if is_supported is expected)
        yield visit.say(phrase, names="; ".join(some))
