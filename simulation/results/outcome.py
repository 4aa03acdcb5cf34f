"""What a run returns: its outcome, each number and word of it declared once.

All else that is said of outcomes follows from here: which way they are better, from which difference on they count as
different, the table in results/README.md, titles in figures, and the table that a run prints.
"""

from dataclasses import astuple, dataclass

from simulation.engine.codes import End, GoalResult, Label
from simulation.results.measure import (
    CONFLICTS,
    DAYS,
    DISTANCE,
    EFFECTIVE_HOURS,
    FURTHER_GOALS,
    HIGHER,
    HOURS,
    INFLUENCE,
    LOWER,
    MONEY,
    NET_BENEFIT,
    ORGANISATIONS,
    POINTS,
    PROJECTS,
    RATIO,
    SECTORS,
    SHARE,
    WEEKS,
    YES_NO,
    Measure,
    headlines,
    kind,
    measure,
    measures,
)

_WHO_LEAVES = "who leaves takes influence along and leaves a quarrel behind"
_VARIETY = "variety is a means; what it brings and costs shows elsewhere"
_EARLIER = "what comes earlier helps for longer"


@dataclass(slots=True)
class Outcome:
    """How one run came out; `OUTCOMES` gives what is declared of each number. What is missing is NaN.

    Compiled rules write its numbers into a row of the same names; the words are added afterwards.
    """

    success: int = measure(
        YES_NO,
        "1 if the goal was reached; half of what was agreed was adopted, or less where less was to suffice",
        HIGHER,
        "the alliance achieved most of what it agreed on",
        headline=4,
        note="runs with half of the agreement adopted or more",
    )
    adopted: float = measure(
        SHARE,
        "share of what was agreed that was adopted; 0 without an agreement",
        HIGHER,
        "more of what was agreed was adopted, however much that was",
    )
    depth: float = measure(
        SHARE,
        "ambition agreed on, by priority over all demands; missing without an agreement",
        HIGHER,
        "the members agreed to ask for more",
        headline=2,
        note="ambition agreed on, 0 to 1",
    )
    impact: float = measure(
        SHARE,
        "ambition adopted, by priority over all demands",
        HIGHER,
        "more of the goal was adopted",
        headline=1,
        note="ambition adopted by politics, 0 to 1",
    )
    gain: float = measure(
        SHARE,
        "ambition adopted beyond what the majority would have granted unasked, by priority over all demands",
        HIGHER,
        "more was adopted that would not have come by itself",
    )
    members_max: int = measure(
        ORGANISATIONS,
        "most members at one time, supporters included",
        None,
        "breadth is a means; what it brings and costs shows elsewhere",
        headline=3,
        title="members reached",
    )
    core_max: int = measure(
        ORGANISATIONS,
        "most members in the core group at one time",
        None,
        "a larger core group hears more and decides more slowly",
    )
    sectors: float = measure(SECTORS, "effective number of sectors when the alliance was largest", None, _VARIETY)
    weeks_to_agreement: float = measure(
        WEEKS,
        "from the first invitation to the agreement; missing if never",
        LOWER,
        "time before the agreement is time without effect",
        headline=5,
        title="time to agreement",
    )
    weeks_to_effect: float = measure(
        WEEKS, "from the first invitation to the first adoption; missing if never", LOWER, _EARLIER
    )
    lifetime: int = measure(
        WEEKS,
        "from the first invitation to the end, or to the end of the run",
        None,
        "an early end may be success or failure; a long life may be both",
        headline=6,
    )
    goal: str = kind("what came of the first goal; undecided if still open, no goal in a network", GoalResult.words())
    end: str = kind("why the alliance stopped; running if it had not", End.words())
    exits: int = measure(ORGANISATIONS, "members that left", LOWER, _WHO_LEAVES, headline=7)
    decisions_in_time: float = measure(
        SHARE, "occasions met with a joint reaction in time; missing without any", HIGHER, "more occasions are used"
    )
    coordination_share: float = measure(
        SHARE,
        "share of all time spent that went into coordination and talks",
        LOWER,
        "more time is left for the work itself",
        title="coordination",
        note="share of all time spent",
    )
    trust_change: float = measure(
        SHARE, "mean change of members' trust in the partnership", HIGHER, "the members trust one another more"
    )
    satisfaction: float = measure(
        NET_BENEFIT,
        "mean of members' benefits less costs when they last looked",
        HIGHER,
        "membership brings the members more than it costs",
        headline=8,
    )
    visibility_balance: float = measure(
        SHARE,
        "visibility members won less what they gave up, mean over weeks",
        HIGHER,
        "the members are seen for more than they gave up",
    )
    label: str = kind("what it was by the six conditions when it was largest", Label.words())
    renewals: int = measure(
        FURTHER_GOALS, "further goals set out for after one was reached", None, "a new goal is a choice, not a merit"
    )
    accepted: float = measure(
        SHARE,
        "share of those invited that accepted; missing if nobody was",
        HIGHER,
        "more of those who were wanted take part",
    )
    weeks_to_start: float = measure(
        WEEKS, "from the first invitation to the first week together; missing if never", LOWER, "work can begin earlier"
    )
    weeks_to_goal: float = measure(
        WEEKS,
        "from the first invitation to the goal worded together; missing if never",
        LOWER,
        "what it is all about is clear earlier",
    )
    values_spread: float = measure(
        DISTANCE, "mean distance from the core group's centre of values when the alliance was largest", None, _VARIETY
    )
    value_points: int = measure(
        POINTS,
        "statements on common values signed by all; 0 if it never began",
        None,
        "common ground is a means; what it brings and costs shows elsewhere",
    )
    reach: float = measure(SHARE, "largest share of the public reached", HIGHER, "more people hear of it")
    influence: float = measure(
        INFLUENCE,
        "mean influence while working on the goal; missing if it never did",
        HIGHER,
        "the same demand meets less that can withstand it",
    )
    conflicts: int = measure(CONFLICTS, "conflicts that broke out", LOWER, "quarrels cost time and energy")
    escalations: int = measure(
        CONFLICTS, "conflicts that were not settled in their week", LOWER, "open quarrels cost trust and members"
    )
    exits_effect: int = measure(ORGANISATIONS, "members that left for lack of effect", LOWER, _WHO_LEAVES)
    exits_time: int = measure(ORGANISATIONS, "members that left for lack of time", LOWER, _WHO_LEAVES)
    exits_money: int = measure(ORGANISATIONS, "members that left over money", LOWER, _WHO_LEAVES)
    exits_visibility: int = measure(ORGANISATIONS, "members that left for lack of own visibility", LOWER, _WHO_LEAVES)
    exits_values: int = measure(ORGANISATIONS, "members that left over values", LOWER, _WHO_LEAVES)
    exits_risk: int = measure(ORGANISATIONS, "members that left for fear of what might be agreed", LOWER, _WHO_LEAVES)
    exits_red_line: int = measure(ORGANISATIONS, "members that left over a red line", LOWER, _WHO_LEAVES)
    exits_conflict: int = measure(ORGANISATIONS, "members that left in an open conflict", LOWER, _WHO_LEAVES)
    exits_party_line: int = measure(ORGANISATIONS, "members that left over closeness to parties", LOWER, _WHO_LEAVES)
    exits_quiet: int = measure(
        ORGANISATIONS,
        "members that left with no word, long after they last took part",
        LOWER,
        _WHO_LEAVES,
    )
    asleep: int = measure(
        ORGANISATIONS, "members at the end that took no part any more", LOWER, "who is on the list also takes part"
    )
    exits_early: int = measure(ORGANISATIONS, "members that left within half a year of joining", LOWER, _WHO_LEAVES)
    reworded: float = measure(
        SHARE,
        "share of crossed red lines met by rewording; missing without any",
        HIGHER,
        "fewer choices between a position and a member",
    )
    hours: float = measure(HOURS, "all time that members spent", None, "time spent may be well spent or wasted")
    money_spent: float = measure(
        MONEY, "money that members spent on the office", None, "money spent may be well spent or wasted"
    )
    energy: float = measure(
        SHARE, "mean energy, at the end, of all who ever were members", HIGHER, "the members can go on"
    )
    attendance: float = measure(
        SHARE,
        "mean share of the needed exchange that members took part in; missing if never",
        HIGHER,
        "the members are in touch as they need to be",
    )
    trust_before: float = measure(SHARE, "members' mean trust when they were asked", None, "it is given at the start")
    trust_after: float = measure(
        SHARE, "members' mean trust at the end", HIGHER, "the members can count on one another"
    )
    solidarity_change: float = measure(
        SHARE,
        "mean change of members' readiness to help without return",
        HIGHER,
        "the members help one another without return",
    )
    framing: float = measure(
        SHARE,
        "how far the demands were seen in the light of all members' causes",
        None,
        "seeing demands in a new light is a means",
    )
    credit_claimed: float = measure(
        SHARE,
        "share of successes that one member claimed; missing without any",
        LOWER,
        "a success that one claims costs the trust of the others",
    )
    admitted: int = measure(
        ORGANISATIONS,
        "outsiders that applied and got in",
        None,
        "growth is a means; what it brings and costs shows elsewhere",
    )
    weeks_to_implementation: float = measure(
        WEEKS,
        "from the first invitation until something adopted is put into practice; missing if never",
        LOWER,
        _EARLIER,
    )
    network_weeks: int = measure(
        WEEKS,
        "weeks together without a goal, as a network or a league",
        None,
        "a network may be a good end, or a habit",
    )
    effort_after_lead: float = measure(
        EFFECTIVE_HOURS,
        "mean weekly effort in the year after the lead was lost; missing if never",
        HIGHER,
        "the work goes on without those who began it",
    )
    project_overlap: float = measure(
        SHARE,
        "share of members' projects that repeat others at the end; missing without any",
        LOWER,
        "less is done twice",
    )
    project_effect: float = measure(
        PROJECTS,
        "effect of members' projects at the end, repetitions worth less; missing without any",
        HIGHER,
        "more topics are served",
    )
    scaled_reach: float = measure(
        SHARE,
        "share of the public to which proven projects were carried; missing if none were",
        HIGHER,
        "what works reaches more people",
    )
    scaled_quality: float = measure(
        SHARE,
        "quality of what was carried further; missing if nothing was",
        HIGHER,
        "what is carried further is worth it",
    )
    passage: float = measure(
        SHARE,
        "mean chance that a person gets through all stations; missing without a path",
        HIGHER,
        "more people get through",
    )
    days_to_helpers: float = measure(
        DAYS, "from an emergency until a hundred helpers were there; missing if never", LOWER, "help is there earlier"
    )
    services: float = measure(
        SECTORS,
        "effective number of sectors that helped in an emergency; missing without one",
        HIGHER,
        "more kinds of help are there",
    )
    grant_inequality: float = measure(
        RATIO,
        "spread of grants won, as a share of their mean; missing without grants",
        LOWER,
        "grants are spread more evenly",
    )
    next_weeks_to_agreement: float = measure(
        WEEKS,
        "from the first invitation to the agreement of the next alliance; missing if never",
        LOWER,
        "the next attempt agrees earlier",
    )
    next_success: float = measure(
        YES_NO,
        "success of the next alliance; missing if there is none",
        HIGHER,
        "the next attempt achieves most of what it agreed",
    )
    next_impact: float = measure(
        SHARE, "impact of the next alliance; missing if there is none", HIGHER, "the next attempt achieves more"
    )

    def __eq__(self, other: object) -> bool:
        return _equal_parts(self) == _equal_parts(other) if isinstance(other, Outcome) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # its numbers can be written


def _equal_parts(outcome: Outcome) -> tuple[object, ...]:
    """Return the parts of an outcome such that what is missing equals itself, in whatever process it was missed."""
    return tuple(None if part != part else part for part in astuple(outcome))


OUTCOMES: dict[str, Measure] = measures(Outcome)
NUMBERS: dict[str, Measure] = {name: declared for name, declared in OUTCOMES.items() if declared.is_number}
HEADLINES: tuple[str, ...] = headlines(OUTCOMES)
