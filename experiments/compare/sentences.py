"""The sentences of a comparison: what a change does to the outcome that leads, and which fields it sets."""

from collections.abc import Iterator

from experiments.analysis.contrast import percent
from experiments.analysis.labels import outcome_name
from experiments.analysis.wording import difference, interval, verdict
from experiments.compare.comparison import Change, Pairs
from simulation.errors import shown
from simulation.language.translation import Language, Phrase

MOVES = Phrase(
    "{change}: {outcome} rises in {rises}, falls in {falls} and stays the same in {same} of {runs} pairs; mean "
    "difference {difference} (95 %: {interval}), {verdict}."
)
UNCHANGED = Phrase("{change}: so it is in this scenario already, and all {runs} pairs are the same.")
OTHER_WAY = Phrase("Ask the other way round: {option}")
NOTHING = Phrase("{change}: this changes nothing; all {runs} pairs are the same in every outcome.")
ELSEWHERE = Phrase("{change}: {outcome} is the same in all {runs} pairs; what differs is {outcomes}.")
KIND_OF_END = Phrase("the kind of end")
SET, LEFT = Phrase("{field}: {before} → {after}"), Phrase("{field}: {before}, as it is")
NOT_SET = Phrase("not set")


def sentence(pairs: Pairs, spoken: Language, change: str = "") -> str:
    """Say in one sentence what the change does to the outcome that leads, and whether chance could have done as much.

    Args:
        pairs: at least two.
        spoken: the language.
        change: what it is called; empty for the fields that it sets.
    """
    two = pairs.leading
    told = {"change": change or pairs.change.label(spoken), "runs": spoken.number(pairs.plan.runs, "#,##0")}
    told["outcome"] = outcome_name(two.outcome, spoken)
    if pairs.is_unchanged:
        return " ".join([spoken.say(UNCHANGED, **told), *_other_way(pairs, spoken)])
    if pairs.are_alike:
        return spoken.say(NOTHING, **told)
    if two.is_alike:
        others = [name for name, other in pairs.contrasts.items() if not other.is_alike]
        return spoken.say(ELSEWHERE, **told, outcomes=", ".join(others) or spoken.say(KIND_OF_END))
    return spoken.say(
        MOVES,
        **told,
        rises=percent(two.higher, two.pairs),
        falls=percent(two.lower, two.pairs),
        same=percent(two.same, two.pairs),
        difference=difference(two.outcome, two.mean.value, spoken),
        interval=interval(two.outcome, two.mean, spoken),
        verdict=spoken.say(verdict(two)),
    )


def fields_changed(change: Change, spoken: Language) -> Iterator[str]:
    """Yield each field with the value it had and the one it gets, as they are typed."""
    for field, value in change.values.items():
        before = change.replaced[field]
        was = spoken.say(NOT_SET) if before is None else shown(before)
        yield spoken.say(LEFT if before == value else SET, field=field, before=was, after=shown(value))


def _other_way(pairs: Pairs, spoken: Language) -> Iterator[str]:
    """Say how to ask for the opposite, where all that was asked for can only be so or not."""
    values = pairs.change.values
    if all(isinstance(value, bool) for value in values.values()):
        opposite = " ".join(f"{field}={str(not value).lower()}" for field, value in values.items())
        yield spoken.say(OTHER_WAY, option=f"--with {opposite}")
