"""Wording of claims: kinds, verdicts and what is expected, in words of a language; a reader's own names stay."""

from collections.abc import Mapping
from types import MappingProxyType

from experiments.analysis.labels import ENGLISH
from experiments.claims.claim import Claim, Expectation
from experiments.claims.claim_file import KINDS
from experiments.claims.expected_patterns import INTERACTIONS
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase

# Looked up word by word, as the verdicts and the kinds of claims are called.
VERDICTS = (
    *(Phrase("supported"), Phrase("unexplained"), Phrase("contradicted")),
    *(Phrase("mixed"), Phrase("no effect"), Phrase("not comparable")),
)
HEADINGS = (
    *(Phrase("Core claims"), Phrase("Further claims"), Phrase("Tensions between claims")),
    *(Phrase("Signs from the literature"), Phrase("In a field")),
)
# In the same way, what shipped claims call outcomes and the second of two situations.
NAMES = (
    Phrase("a thousand organisations"),
    *(Phrase("agreement in time"), Phrase("failure"), Phrase("main demand adopted"), Phrase("survival")),
    *(Phrase("30 invited"), Phrase("40 invited"), Phrase("45 invited"), Phrase("anchor organisation")),
    *(Phrase("change"), Phrase("coordinated"), Phrase("core consensus"), Phrase("core of eight")),
    *(Phrase("credit settled"), Phrase("elections near"), Phrase("goal missed"), Phrase("good access")),
    *(Phrase("grants shared"), Phrase("hurry"), Phrase("large shocks"), Phrase("many conflicts")),
    *(Phrase("members differ"), Phrase("pace settled"), Phrase("polarising topic"), Phrase("pressure")),
    *(Phrase("ranked"), Phrase("renewal agreed"), Phrase("salient topic"), Phrase("strong resistance")),
    *(Phrase("vote in 104 weeks"), Phrase("vote in 156 weeks"), Phrase("window in the first year")),
)
_ONE_OF, _OR = Phrase("{what}: {words}"), Phrase(" or ")
_NOT_MISSING, _PER = Phrase("{what} is not missing"), Phrase("{what} per {other}")
_CHANGES: Mapping[str, Phrase] = MappingProxyType(
    {
        "up": Phrase("{what} goes up"),
        "down": Phrase("{what} goes down"),
        "hump": Phrase("{what} is highest in between"),
        "valley": Phrase("{what} is lowest in between"),
        "jump up": Phrase("{what} jumps up"),
        "jump down": Phrase("{what} jumps down"),
        "effect up": Phrase("{what} rises more, or falls less: {where}"),
        "effect down": Phrase("{what} falls more, or rises less: {where}"),
        "flat": Phrase("{what} hardly changes"),
    }
)
_COMPARED: Mapping[str, Phrase] = MappingProxyType(
    {
        "up": Phrase("{what} lies above {than}"),
        "down": Phrase("{what} lies below {than}"),
        "effect up": Phrase("{what} lies higher, in the second situation, against {than}"),
        "effect down": Phrase("{what} lies lower, in the second situation, against {than}"),
        "flat": Phrase("{what} hardly differs from {than}"),
    }
)


def verdict(found: str, spoken: Language = ENGLISH) -> str:
    """Return what a verdict is called."""
    return spoken.say(Phrase(str(found)))


def heading(kind: str, spoken: Language = ENGLISH) -> str:
    """Return what tables call the claims of a kind, one of `claim_file.KINDS`."""
    return spoken.say(Phrase(KINDS[kind]))


def expected(claim: Claim, expectation: Expectation, spoken: Language = ENGLISH) -> str:
    """Return what a claim expects in words; of an effect that depends on a condition, where it is expected."""
    what, than = _measured(expectation, spoken), expectation.than
    if than is not None:
        other = _called(than, spoken) if isinstance(than, str) else str(than)
        return spoken.say(_COMPARED[expectation.pattern], what=what, than=other)
    where = claim.condition[1].name if expectation.pattern in INTERACTIONS else ""
    return spoken.say(_CHANGES[expectation.pattern], what=what, where=_named(where, spoken))


def _measured(expectation: Expectation, spoken: Language) -> str:
    """Return what is looked at: an outcome, or what is made of it."""
    if expectation.name:
        return _named(expectation.name, spoken)
    what = _called(expectation.outcome, spoken)
    if expectation.one_of:
        words = spoken.say(_OR).join(spoken.say(Phrase(word)) for word in expectation.one_of)
        return spoken.say(_ONE_OF, what=what, words=words)
    if expectation.defined:
        return spoken.say(_NOT_MISSING, what=what)
    if expectation.per:
        return spoken.say(_PER, what=what, other=_called(expectation.per, spoken))
    return what


def _named(name: str, spoken: Language) -> str:
    """Return a name that a claim's file gives; a reader's own stays as it is."""
    return spoken.say(Phrase(name)) if Phrase(name) in NAMES else name


def _called(outcome: str, spoken: Language) -> str:
    """Return an outcome's name in words as it stands in files; in other languages, its title."""
    name = outcome.replace("_", " ")
    if spoken.code == ENGLISH.code:
        return name
    return spoken.say(Phrase((outcome in MEASURES and MEASURES[outcome].title) or name))
