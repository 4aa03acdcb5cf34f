"""What a run returns: its outcome in named numbers, each with unit and meaning."""

from dataclasses import astuple, dataclass
from typing import NamedTuple


class OutcomeInfo(NamedTuple):
    """Unit and meaning of one number of an outcome."""

    unit: str
    meaning: str


OUTCOMES: dict[str, OutcomeInfo] = {
    "success": OutcomeInfo("0/1", "1 if at least half of the paper's ambition was adopted"),
    "adopted": OutcomeInfo("share", "share of the paper's ambition that was adopted"),
    "depth": OutcomeInfo("share", "ambition the paper asks for sure, by priority over all demands; 0 without a paper"),
    "impact": OutcomeInfo("share", "ambition adopted, by priority over all demands"),
    "members_max": OutcomeInfo("organisations", "most members at one time, supporters included"),
    "core_max": OutcomeInfo("organisations", "most members at the table at one time"),
    "sectors": OutcomeInfo("sectors", "effective number of sectors when the alliance was largest"),
    "weeks_to_agreement": OutcomeInfo("weeks", "from the first invitation to the common paper; missing if never"),
    "weeks_to_effect": OutcomeInfo("weeks", "from the first invitation to the first adoption; missing if never"),
    "lifetime": OutcomeInfo("weeks", "from the first invitation to the end, or to the end of the run"),
    "end": OutcomeInfo("kind", "how the alliance ended; running if it had not"),
    "exits": OutcomeInfo("organisations", "members that left"),
    "decisions_in_time": OutcomeInfo("share", "occasions met with a joint reaction in time; missing without any"),
    "coordination_share": OutcomeInfo("share", "share of all time spent that went into coordination and talks"),
    "trust_change": OutcomeInfo("share", "mean change of members' trust in the partnership"),
    "satisfaction": OutcomeInfo("net benefit", "mean of members' benefits less costs when they last looked"),
    "visibility_balance": OutcomeInfo("share", "visibility members won less what they gave up, mean over weeks"),
    "label": OutcomeInfo("kind", "what the six conditions made of it when it was largest"),
    "renewals": OutcomeInfo("goals", "further goals agreed on after the first was reached"),
    "accepted": OutcomeInfo("share", "share of those invited that accepted; missing if nobody was"),
    "weeks_to_start": OutcomeInfo("weeks", "from the first invitation to the first week together; missing if never"),
    "weeks_to_goal": OutcomeInfo("weeks", "from the first invitation to the goal worded together; missing if never"),
    "values_spread": OutcomeInfo("distance", "mean distance from the table's centre of values when it was largest"),
    "value_points": OutcomeInfo("points", "statements on common values signed by all; 0 if it never began"),
    "reach": OutcomeInfo("share", "largest share of the public reached"),
    "influence": OutcomeInfo("influence", "mean influence while working on the goal; missing if it never did"),
    "conflicts": OutcomeInfo("conflicts", "conflicts that broke out"),
    "escalations": OutcomeInfo("conflicts", "conflicts that were not settled in their week"),
    "exits_effect": OutcomeInfo("organisations", "members that left for lack of effect"),
    "exits_time": OutcomeInfo("organisations", "members that left for lack of time"),
    "exits_money": OutcomeInfo("organisations", "members that left over money"),
    "exits_visibility": OutcomeInfo("organisations", "members that left for lack of own visibility"),
    "exits_values": OutcomeInfo("organisations", "members that left over values"),
    "exits_risk": OutcomeInfo("organisations", "members that left for fear of what the paper might say"),
    "exits_red_line": OutcomeInfo("organisations", "members that left over a red line"),
    "exits_conflict": OutcomeInfo("organisations", "members that left in an open conflict"),
    "exits_party_line": OutcomeInfo("organisations", "members that left over closeness to parties"),
    "exits_early": OutcomeInfo("organisations", "members that left within half a year of joining"),
    "reworded": OutcomeInfo("share", "share of crossed red lines met by rewording; missing without any"),
    "hours": OutcomeInfo("hours", "all time that members spent"),
    "money_spent": OutcomeInfo("1000 euro", "money spent on the office"),
    "energy": OutcomeInfo("share", "mean energy, at the end, of all who ever were members"),
    "attendance": OutcomeInfo("share", "mean share of the needed exchange that members took part in; missing if never"),
    "trust_before": OutcomeInfo("share", "members' mean trust when they were asked"),
    "trust_after": OutcomeInfo("share", "members' mean trust at the end"),
    "solidarity_change": OutcomeInfo("share", "mean change of members' readiness to help without return"),
    "framing": OutcomeInfo("share", "how far the demands were seen in the light of all members' causes"),
    "credit_claimed": OutcomeInfo("share", "share of successes that one member claimed; missing without any"),
    "admitted": OutcomeInfo("organisations", "outsiders that applied and got in"),
    "weeks_to_implementation": OutcomeInfo(
        "weeks", "from the first invitation until something adopted is put into practice; missing if never"
    ),
    "network_weeks": OutcomeInfo("weeks", "weeks together without a goal, as a network or a league"),
    "effort_after_lead": OutcomeInfo(
        "effective hours", "mean weekly effort in the year after the lead was lost; missing if never"
    ),
    "project_overlap": OutcomeInfo(
        "share", "share of members' projects that repeat others at the end; missing without any"
    ),
    "project_effect": OutcomeInfo(
        "projects", "effect of members' projects at the end, repetitions worth less; missing without any"
    ),
    "new_ideas": OutcomeInfo(
        "ideas", "ideas from exchange with organisations of other sectors; missing without projects"
    ),
    "scaled_reach": OutcomeInfo(
        "share", "share of the public to which proven projects were carried; missing if none were"
    ),
    "scaled_quality": OutcomeInfo("share", "quality of what was carried further; missing if nothing was"),
    "passage": OutcomeInfo("share", "mean chance that a person gets through all stations; missing without a path"),
    "days_to_helpers": OutcomeInfo("days", "from an emergency until a hundred helpers were there; missing if never"),
    "services": OutcomeInfo("sectors", "effective number of sectors that helped in an emergency; missing without one"),
    "grant_inequality": OutcomeInfo("1", "spread of grants won, as a share of their mean; missing without grants"),
    "next_weeks_to_agreement": OutcomeInfo(
        "weeks", "from the first invitation to the common paper of the next alliance; missing if never"
    ),
    "next_success": OutcomeInfo("0/1", "success of the next alliance; missing if there is none"),
    "next_impact": OutcomeInfo("share", "impact of the next alliance; missing if there is none"),
}


@dataclass(slots=True)
class Outcome:
    """How one run came out; `OUTCOMES` gives unit and meaning of each number. What is missing is NaN.

    Compiled rules write its numbers into a row of the same names; the words are added afterwards.
    """

    success: int
    adopted: float
    depth: float
    impact: float
    members_max: int
    core_max: int
    sectors: float
    weeks_to_agreement: float
    weeks_to_effect: float
    lifetime: int
    end: str
    exits: int
    decisions_in_time: float
    coordination_share: float
    trust_change: float
    satisfaction: float
    visibility_balance: float
    label: str
    renewals: int
    accepted: float
    weeks_to_start: float
    weeks_to_goal: float
    values_spread: float
    value_points: int
    reach: float
    influence: float
    conflicts: int
    escalations: int
    exits_effect: int
    exits_time: int
    exits_money: int
    exits_visibility: int
    exits_values: int
    exits_risk: int
    exits_red_line: int
    exits_conflict: int
    exits_party_line: int
    exits_early: int
    reworded: float
    hours: float
    money_spent: float
    energy: float
    attendance: float
    trust_before: float
    trust_after: float
    solidarity_change: float
    framing: float
    credit_claimed: float
    admitted: int
    weeks_to_implementation: float
    network_weeks: int
    effort_after_lead: float
    project_overlap: float
    project_effect: float
    new_ideas: float
    scaled_reach: float
    scaled_quality: float
    passage: float
    days_to_helpers: float
    services: float
    grant_inequality: float
    next_weeks_to_agreement: float
    next_success: float
    next_impact: float

    def __eq__(self, other: object) -> bool:
        # As tuples, in which what is missing equals itself; compared one by one, NaN would not.
        return astuple(self) == astuple(other) if isinstance(other, Outcome) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # its numbers can be written
