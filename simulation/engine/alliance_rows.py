"""Columns of alliances, by what they are: its plan, how it stands, this week, and what is counted for the outcome."""

from simulation.engine.codes import (
    Admission,
    Contributions,
    DivisionOfLabour,
    End,
    Form,
    GoalResult,
    Label,
    Reason,
    Stage,
)
from simulation.engine.columns import column


class AlliancePlan:
    """What was settled before an alliance began to invite. No rule writes to it."""

    number: int = column("place among all alliances; 0 is the scenario's own", "", 0)
    venture: int = column("which goal and agreements it has: `number`, or in a field the issue", "", 0)
    arena: int = column("which arena it meets: 0, or in a field that of its issue and place", "", 0)
    salt: int = column("what tells its draws from those of others; 0 for the scenario's own", "", 0)
    memberships_from: int = column("its first row of all memberships", "row", 0)
    memberships_to: int = column("the row after its last", "row", 0)
    demands_from: int = column("its first row of all demands", "row", 0)
    demands_to: int = column("the row after its last", "row", 0)
    start: int = column("week in which it begins; if `after` names an alliance, weeks since its end", "weeks", 0)
    after: int = column("alliance after whose end it begins", "", -1, 50)
    among: int = column("alliance among whose members alone it invites", "", -1, 50)
    merger: int = column("week in which its members are asked to go on in the first alliance", "week", -1)
    initiators: int = column("number of those who start it", "organisations", 1)
    invited: int = column("size it would have if all accepted", "organisations", 1)
    admission: Admission = column("how outsiders get in")
    contributions: Contributions = column("who pays for the office")
    labour: DivisionOfLabour = column("how tasks are divided among members")
    consent: float = column("share of the core group that must agree", "share", 0.5, 1)
    silence: bool = column("whether silence counts as consent")
    lead_leaves: int = column("week in which the lead gives up its office", "week", -1)
    outside_money_ends: int = column("week from which outside money for the office is missing", "week", -1)
    season_from: int = column("week in which one season begins, and another every year", "week", 0)
    paper_due: int = column("week for which the joint paper is written", "week", -1)
    successor: int = column("membership that takes over from the lead", "row", -1)


class CurrentWeek:
    """What a phase finds out anew each week."""

    talks: float = column("time for talks this week, for each member in the core group", "hours", 0)
    hub: float = column("coordination at the hub that the office has left", "hours", 0)
    office: float = column("working time of the joint office that coordination has left", "hours/week", 0)
    office_cost: float = column("what the office asks of each payer", "1000 euro/year", 0)
    effort: float = column("joint work this week", "effective hours/week", 0)
    visibility: float = column("public visibility", "share", 0, 1)
    solidarity: float = column("members' mean solidarity at the end of the last week", "share", 0, 1)
    given: float = column("what the members gave of what the alliance asked of them, on average", "share", 0, 1)
    need: float = column("energy that members lacked on average at the end of the last week", "share", 0, 1)


class AllianceTally:
    """What is counted and noted down for the outcome, and for nothing else."""

    label: Label = column("what the conditions made of it when it was largest")
    worded: int = column("week in which the first goal was worded", "week", -1)
    depth: float = column("depth of the agreement on the first goal when last adopted", "share", 0, 1)
    adopted: float = column("share of the agreement on the first goal that was adopted, once settled", "share", 0, 1)
    impact: float = column("adopted ambition of the first goal, over all demands by weight", "share", 0, 1)
    gain: float = column("what of it the majority would not have granted unasked", "share", 0, 1)
    core_max: int = column("most members in the core group", "organisations", 0)
    members_max: int = column("most members", "organisations", 0)
    sectors: float = column("effective number of sectors when it was largest for the first time", "sectors", 0, 19)
    values_spread: float = column("mean distance of the core group from its centre at that time", "share", 0, 1)
    reach_max: float = column("largest reach while working or exchanging", "share", 0, 1)
    admitted: int = column("applicants that got in", "organisations", 0)
    conflicts: int = column("conflicts that broke out", "conflicts", 0)
    escalations: int = column("conflicts that were not settled", "conflicts", 0)
    crossings: int = column("times a governing body found the agreement beyond a red line", "crossings", 0)
    rewordings: int = column("crossings met by other words", "crossings", 0)
    successes: int = column("demands adopted", "successes", 0)
    claims: int = column("successes claimed by one member", "successes", 0)
    occasions: int = column("occasions for a quick reaction", "occasions", 0)
    in_time: int = column("occasions met in time", "occasions", 0)
    coordination_hours: float = column("members' time spent on coordination and talks since the start", "hours", 0)
    total_hours: float = column("members' time spent since the start", "hours", 0)
    money_spent: float = column("money that members paid for the office since the start", "1000 euro", 0)
    weeks_without_goal: int = column("weeks of exchanging", "weeks", 0)
    weeks_at_work: int = column("weeks that began in stage working", "weeks", 0)
    influence: float = column("sum of weekly influence while working", "influence", 0)
    attendance: float = column("sum of weekly mean coverage", "share", 0)
    effort_after_lead: float = column("mean effort in the year after a lead was lost", "effective hours/week", 0)
    overlap: float = column("share of projects that repeat others", "share", 0, 1)
    project_effect: float = column("effect of all projects, repetitions worth less", "projects", 0)
    scaled_reach: float = column("share of the public to which a proven project is carried", "share", 0, 1)
    scaled_quality: float = column("quality of that project", "share", 0, 1)
    passage: float = column("sum of weekly chances to get through all stations", "weeks", 0)


class AllianceRow:
    """An alliance, in whatever form, from before it begins to invite until after its end."""

    plan: AlliancePlan
    week: CurrentWeek
    tally: AllianceTally
    form: Form = column("form it was given, or has by now")
    lead: int = column("membership that leads, or nobody", "row", -1)
    stage: Stage = column("stage of its life")
    since: int = column("week in which this stage began", "week", 0)
    goal: GoalResult = column("what came of the first goal, once it is settled; undecided before")
    end: End = column("why it stopped, or running")
    ended: int = column("week in which it ended, as an alliance if it goes on as a network", "week", -1)
    begun: int = column("week of the first invitations", "week", -1)
    term: int = column("week from which the agreed date is counted: `begun`, or since a prolongation", "week", -1)
    started: int = column("first week together", "week", -1)
    has_agreement: bool = column("whether the alliance has agreed on its demands")
    drafted: bool = column("whether a draft lies before the governing bodies")
    drafted_week: int = column("week of the present draft", "week", 0)
    changed: bool = column("whether membership has changed since the last `compose`")
    regrouped: bool = column("whether membership has changed since reach was last found")
    core: int = column("members in the core group", "organisations", 0)
    asleep: int = column("members in the core group that take no part any more", "organisations", 0)
    supporters: int = column("members beyond the core group", "organisations", 0)
    citizens: int = column("members in the core group that are of the sector `citizens`", "organisations", 0)
    taking_part: int = column("organisations that take part", "organisations", 0)
    payers: int = column("organisations taking part that are to pay for the office", "organisations", 0)
    at_local: int = column("organisations taking part that are at home at the local level", "organisations", 0)
    at_state: int = column("the same at the level of the federal states", "organisations", 0)
    at_federal: int = column("the same at the federal level", "organisations", 0)
    economic: float = column("centre of the core group's values, on the economic axis", "share", 0, 1)
    cultural: float = column("the same, on the cultural axis", "share", 0, 1)
    spread: float = column("mean distance of the core group from its centre", "share", 0, 1)
    talked: float = column("share of value differences talked through", "share", 0, 1)
    clarified: float = column("share of the friction between manners removed beforehand", "share", 0, 1)
    tension: float = column("what was not talked through and has not been settled", "tension", 0)
    unsettled: bool = column("whether a red line has moved since the agreement was last looked at")
    extra_meetings: int = column("meetings beside the regular ones until time is next claimed", "meetings", 0)
    exchange: float = column("how far the members have connected their knowledge", "share", 0, 1)
    expected_effort: float = column("joint work that members expect", "effective hours/week", 0)
    pressure: float = column("joint work as politics and public remember it", "effective hours/week", 0)
    reach: float = column("share of the public that hears of it", "share", 0, 1)
    camps: float = column("effective number of sectors that take part", "sectors", 0, 19)
    achieved: float = column("joint work for the present goal", "effective hours", 0)
    milestones: int = column("milestones reached towards the present goal", "milestones", 0, "agreements.milestones")
    encouraged: int = column("week of the agreement, or of the last milestone or success since", "week", 0)
    agreed_week: int = column("week in which the first agreement was reached", "week", -1)
    in_force_since: int = column("week in which the agreement on the present goal was first reached", "week", -1)
    effect_week: int = column("week of the first adoption", "week", -1)
    last_effect: int = column("week of the last adoption", "week", -1)
    renewals: int = column("further goals set out for", "goals", 0)
    exits: int = column("members that left", "organisations", 0)
    last_reason: Reason = column("why the last member left")
    weeks_together: int = column("weeks of working and exchanging", "weeks", 0)
    framing: float = column("how far the demands are seen in the light of all members' causes", "share", 0, 1)
    structures: float = column("structures for bad times", "share", 0, 1)
    capability: float = column("how far the others can go on without the lead", "share", 0, 1)
    product: float = column("use of products made for members", "share", 0, 1)
    vision: float = column("how alive the shared vision is", "share", 0, 1)
    lead_lost: int = column("week in which a lead was first lost or handed over", "week", -1)
