"""What a run of a field returns: its outcome, each number of it declared once."""

from dataclasses import astuple, dataclass

from simulation.results.measure import (
    DISTANCE,
    HIGHER,
    LOWER,
    ORGANISATIONS,
    RATIO,
    SECTORS,
    SHARE,
    WEEKS,
    Measure,
    Unit,
    headlines,
    measure,
    measures,
)

ALLIANCES = Unit("alliances", 0.05)
A_YEAR = Unit("1/year", 0.005)
_NO_BETTER = "more alliances are not better ones"
_BREADTH = "breadth is a means; what it brings and costs shows elsewhere"
_OLD_OR_NEW = "whether old partners or new ones are better is what is asked"
_KINDS = "alliances of two kinds are compared, and neither kind is wanted"
_NO_WISH = "a chance has no better side"


@dataclass(slots=True)
class FieldOutcome:
    """How one run of a field came out; `FIELD_OUTCOMES` gives what is declared of each number. What is missing is NaN.

    An alliance has formed if it has had two members or more.
    """

    founded: int = measure(ALLIANCES, "founded", None, _NO_BETTER, headline=1, title="alliances founded")
    formed: int = measure(
        ALLIANCES,
        "of these, with two members or more at some time",
        None,
        _NO_BETTER,
        headline=2,
        title="number of alliances",
        note="alliances that had two members or more",
    )
    standing: float = measure(
        ALLIANCES, "with two members or more at one time, on average over the weeks", None, _NO_BETTER
    )
    size_median: float = measure(
        ORGANISATIONS,
        "median of the most members of each alliance that has formed; missing without any",
        None,
        _BREADTH,
        headline=3,
        title="median size",
    )
    size_mean: float = measure(
        ORGANISATIONS, "most members of an alliance that has formed, on average; missing without any", None, _BREADTH
    )
    largest: int = measure(
        ORGANISATIONS, "most members of the largest alliance", None, _BREADTH, headline=4, title="largest size"
    )
    sectors_mean: float = measure(
        SECTORS,
        "mean effective number of alliances that have formed, when largest; missing without any",
        None,
        "variety is a means; what it brings and costs shows elsewhere",
        headline=5,
        title="breadth",
    )
    spread_mean: float = measure(
        DISTANCE,
        "distance of members from their centre in values then, on average; missing without any that formed",
        None,
        "variety is a means; what it brings and costs shows elsewhere",
        title="spread of values",
    )
    depth_mean: float = measure(
        SHARE,
        "mean ambition agreed on in alliances with an agreement; missing without any",
        HIGHER,
        "alliances agreed to ask for more",
        headline=6,
        title="depth",
    )
    impact_mean: float = measure(
        SHARE,
        "ambition adopted, on average over alliances with an agreement; missing without any",
        HIGHER,
        "more of what alliances wanted was adopted",
        title="mean impact",
    )
    success_share: float = measure(
        SHARE,
        "share of ended alliances that had formed whose goal was reached; missing without any",
        HIGHER,
        "more alliances achieved most of what they agreed on",
        title="goals reached",
    )
    weeks_to_form: float = measure(
        WEEKS,
        "from the founding to the first week together, on average; missing without any that formed",
        LOWER,
        "time before the first week together is time without effect",
    )
    lifetime_median: float = measure(
        WEEKS,
        "weeks together after which half of the alliances have ended, those that stand censored; missing if never",
        None,
        "an early end may be success or failure; a long life may be both",
        headline=7,
        title="median lifetime",
    )
    memberships: float = measure(
        RATIO,
        "alliances that an organisation was ever a member of, on average over all organisations",
        None,
        "memberships cost time as well as bringing partners",
    )
    alone: float = measure(
        SHARE,
        "share of all organisations that were never a member of an alliance that formed",
        LOWER,
        "fewer organisations stand alone",
    )
    again: float = measure(
        SHARE,
        "share of members that had been in an earlier alliance with somebody there; missing without any member",
        None,
        _OLD_OR_NEW,
    )
    ally_again: float = measure(
        SHARE,
        "share of candidates with past joint work, free for the issue, that were asked and joined; missing without any",
        None,
        _OLD_OR_NEW,
        title="chance with past joint work",
        note="share of candidates that were asked and joined",
    )
    ally_first: float = measure(
        SHARE,
        "the same share of candidates without past joint work, weighed to the same half-years; missing without any",
        None,
        _OLD_OR_NEW,
        title="chance without past joint work",
        note="share of candidates that were asked and joined",
    )

    small_share: float = measure(
        SHARE,
        "share of alliances that have formed and never had more than five members; missing without any",
        None,
        _BREADTH,
        title="share of small alliances",
    )
    size_variation: float = measure(
        RATIO,
        "standard deviation over mean of the most members of alliances that have formed; missing without any",
        None,
        _BREADTH,
        title="variation of sizes",
    )
    won: float = measure(
        RATIO,
        "impact of all alliances together",
        HIGHER,
        "more was adopted for all",
        title="impact in all",
    )
    lifetime_mean: float = measure(
        WEEKS,
        "weeks together within three years, on average, those that stand censored; missing without any that formed",
        None,
        "an early end may be success or failure; a long life may be both",
        title="mean lifetime within three years",
    )
    ends_first_year: float = measure(
        A_YEAR,
        "ends for each year that alliances were in their first year together; missing without any",
        None,
        _KINDS,
        title="ends in the first year",
    )
    ends_later: float = measure(
        A_YEAR,
        "the same for each later year together; missing if no alliance was together for so long",
        None,
        _KINDS,
        title="ends in later years",
    )
    weeks_to_form_few: float = measure(
        WEEKS,
        "weeks to form of alliances that began with no more members than half of them; missing without any",
        None,
        _KINDS,
        title="weeks to form, few members",
    )
    weeks_to_form_many: float = measure(
        WEEKS,
        "the same of those that began with more members; missing without any",
        None,
        _KINDS,
        title="weeks to form, many members",
    )
    lifetime_few: float = measure(
        WEEKS,
        "mean lifetime of those that began with few members; missing without any",
        None,
        _KINDS,
        title="mean lifetime, few members",
    )
    lifetime_many: float = measure(
        WEEKS,
        "mean lifetime of those that began with many members; missing without any",
        None,
        _KINDS,
        title="mean lifetime, many members",
    )
    depth_few: float = measure(
        SHARE,
        "mean depth of those that began with few members; missing without any agreement",
        None,
        _KINDS,
        title="depth, few members",
    )
    depth_many: float = measure(
        SHARE,
        "mean depth of those that began with many members; missing without any agreement",
        None,
        _KINDS,
        title="depth, many members",
    )
    impact_few: float = measure(
        SHARE,
        "mean impact of those that began with few members; missing without any agreement",
        None,
        _KINDS,
        title="impact, few members",
    )
    impact_many: float = measure(
        SHARE,
        "mean impact of those that began with many members; missing without any agreement",
        None,
        _KINDS,
        title="impact, many members",
    )
    impact_alike: float = measure(
        SHARE,
        "mean impact of alliances of no more sectors than half of those with an agreement; missing without any",
        None,
        _KINDS,
        title="impact, few sectors",
    )
    impact_varied: float = measure(
        SHARE,
        "the same of alliances of more sectors; missing without any",
        None,
        _KINDS,
        title="impact, many sectors",
    )
    joined_first: float = measure(
        SHARE,
        "share of those asked that joined, where neither had worked with the other; missing without any",
        None,
        _NO_WISH,
        title="acceptance among strangers",
    )
    joined_again: float = measure(
        SHARE,
        "the same where they had worked together; missing without any",
        None,
        _NO_WISH,
        title="acceptance among old partners",
    )
    ally_in_no_forum: float = measure(
        SHARE,
        "share of candidates free for the issue that were asked and joined, of those in no forum together; missing "
        "without any",
        None,
        _NO_WISH,
        title="chance without a shared forum",
    )
    ally_in_one_forum: float = measure(
        SHARE,
        "the same of those in one forum together; missing without any",
        None,
        _NO_WISH,
        title="chance with one shared forum",
    )
    ally_in_several_forums: float = measure(
        SHARE,
        "the same of those in several forums together; missing without any",
        None,
        _NO_WISH,
        title="chance with several shared forums",
    )
    partners_in_no_forum: float = measure(
        SHARE,
        "share of all pairs of organisations of whom one brought the other into an alliance, of those in no forum "
        "together; missing without such pairs",
        None,
        _NO_WISH,
        title="partners without a shared forum",
    )
    partners_in_one_forum: float = measure(
        SHARE,
        "the same of those in one forum together; missing without such pairs",
        None,
        _NO_WISH,
        title="partners with one shared forum",
    )
    partners_in_several_forums: float = measure(
        SHARE,
        "the same of those in several forums together; missing without such pairs",
        None,
        _NO_WISH,
        title="partners with several shared forums",
    )
    likeness_all: float = measure(
        DISTANCE,
        "by how much nearer in values those are who allied than those at the same place; missing without any",
        None,
        _NO_WISH,
        title="likeness of partners against all",
    )
    likeness_met: float = measure(
        DISTANCE,
        "by how much nearer in values those are who allied than those who came to mind and were free; missing without "
        "any",
        None,
        _NO_WISH,
        title="likeness of partners against those met",
    )
    trust_gained: float = measure(
        SHARE,
        "trust of members at the end less that when they were asked, on average; missing without any member",
        HIGHER,
        "members trust each other more",
        title="trust gained",
    )

    def __eq__(self, other: object) -> bool:
        return _equal_parts(self) == _equal_parts(other) if isinstance(other, FieldOutcome) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # its numbers can be written


def _equal_parts(outcome: FieldOutcome) -> tuple[object, ...]:
    """Return the parts of an outcome such that what is missing equals itself, in whatever process it was missed."""
    return tuple(None if part != part else part for part in astuple(outcome))


FIELD_OUTCOMES: dict[str, Measure] = measures(FieldOutcome)
FIELD_HEADLINES = headlines(FIELD_OUTCOMES)
