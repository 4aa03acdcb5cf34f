"""What members settle among themselves: the levers of every what-if."""

from typing import Literal

from simulation.scenario.fields import Part, When, Words, choice, quantity


class Agreements(Part):
    """What the members settle among themselves: the levers of every what-if."""

    core_size: int = quantity(
        100_000,
        "Most members of the core group; those invited beyond it are supporters. "
        "The default is no limit up to 100,000.",
        unit="organisations",
        allowed=(1, 10_000_000),
        plausible=(4, 20),
        basis="C33",
    )
    values_debate_weeks: int = quantity(
        4,
        "Length of the structured debate on values before the goal is worded.",
        unit="weeks",
        allowed=(0, 260),
        plausible=(0, 20),
        basis="C19",
    )
    tone_clarified: bool = choice(False, "Tone, manners and terms are talked about first.", basis="C24")
    goal_openness: float = quantity(
        1.0,
        "Share of the goal's wording still open when partners are invited.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C21, C22",
    )
    ground_rules: bool = choice(False, "Meetings, responsibilities, press and money have clear rules.", basis="C25")
    lead: Words = choice(
        "",
        "Organisation that leads with a mandate; it must be among those invited. Empty: nobody.",
        basis="C27",
    )
    handover: bool = choice(False, "It is settled who takes over when the lead is lost.", basis="C27, C66")
    lead_leaves: When | None = choice(
        None, "Day on which the lead gives up its office, as a date or as a week of the run.", basis="C66"
    )
    successor: Words = choice(
        "",
        "Organisation that then takes over; it must be among those invited. Empty: as `handover` says.",
        basis="C66",
    )
    overlap_weeks: int = quantity(
        0,
        "Weeks in which the old and the new lead work side by side before.",
        unit="weeks",
        allowed=(0, 104),
        plausible=(0, 26),
        basis="C66",
    )
    transfer: float = quantity(
        0.0,
        "Share of the joint work that goes into enabling the others to go on without the lead.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.3),
        basis="C70",
    )
    moderation: bool = choice(False, "A neutral person moderates.", basis="C26")
    office_hours: float = quantity(
        0.0,
        "Working time of a joint office paid by the members.",
        unit="hours/week",
        allowed=(0, 2000),
        plausible=(0, 80),
        basis="C37; two-person office of the supply-chain initiative, dossier 3",
    )
    contributions: Literal["core", "all", "willing", "nobody"] = choice(
        "core",
        "Who pays for the office: the core group, all members, those of the core group who care to, or nobody, so that "
        "there is one only as long as outside money lasts.",
        basis="C37",
    )
    money_settled: bool = choice(
        True, "What each has to pay is settled before anyone joins, not when work begins.", basis="C37"
    )
    outside_money: float = quantity(
        0.0,
        "Money from outside for the joint office, such as a grant; members pay for what it leaves.",
        unit="1000 euro/year",
        allowed=(0, 100_000),
        plausible=(0, 100),
        basis="dossiers 5, 11, 12 and 13: foundations and a programme paid for the first years",
    )
    outside_money_ends: When | None = choice(
        None,
        "Day from which that money is missing, as a date or as a week of the run. Empty: it lasts.",
        basis="dossiers 11 and 13",
    )
    pace_settled: bool = choice(False, "Expected speed of decisions is settled beforehand.", basis="C29")
    red_lines_disclosed: bool = choice(False, "Red lines are told and explained before drafting.", basis="C41, C42")
    renegotiation: bool = choice(
        False, "The joint demands are negotiated again when something outside makes one unfit.", basis="C43"
    )
    stopping_rule: bool = choice(
        False, "Those who find at the first talks that they do not fit stop the attempt.", basis="C24"
    )
    conflict_procedure: bool = choice(False, "A procedure for conflicts is agreed beforehand.", basis="C40")
    decision_rule: Literal["consensus", "two-thirds", "majority", "silence"] = choice(
        "consensus",
        "How the core group decides; silence counts as consent under the last rule.",
        basis="C47",
    )
    value_points: int = quantity(
        0,
        "Statements on common values that everybody who takes part has to sign.",
        unit="points",
        allowed=(0, 100),
        plausible=(0, 10),
        basis="C20",
    )
    details_open: float = quantity(
        0.0,
        "Share of each demand that is left open for later.",
        unit="share",
        allowed=(0, 0.9),
        plausible=(0, 0.5),
        basis="C23",
    )
    admission: Literal["none", "open", "vote", "supporters", "silence"] = choice(
        "none",
        "What happens to organisations that apply: none gets in, all do, the core group votes, "
        "all become supporters, or all do unless somebody in the core group objects in time.",
        basis="C32, C65",
    )
    call: bool = choice(
        False,
        "A few word a text and publish it, and everybody else signs it as it stands: those with a place in the core "
        "group are asked in private first, all others once the text is agreed.",
        basis="dossiers 2, 3 and 7: calls that hundreds signed",
    )
    quorum: int = quantity(
        0,
        "Members of the core group with whom work starts, though others have not answered; 0: all have to.",
        unit="organisations",
        allowed=(0, 10_000_000),
        plausible=(0, 20),
        basis="assumption; calls are published with those who have said yes by then",
    )
    paper_due: When | None = choice(
        None,
        "Day for which the joint paper is written, as a date or as a week of the run: it stands then, asking what "
        "nobody disputes, and not before.",
        basis="dossiers 15 and 17a: papers due on a day and hour, and for coalition talks",
    )
    parallel_papers: bool = choice(
        False,
        "Groups draft their papers side by side while values are debated and the goal is worded.",
        basis="dossiers 5 and 15: one process; twenty-two groups at once",
    )
    extraordinary_hours: float = quantity(
        0.0,
        "Hours of its people that an extraordinary meeting takes of a member whose body would otherwise meet too late "
        "for a vote or a day of decision; 0: there are no such meetings.",
        unit="hours",
        allowed=(0, 2000),
        plausible=(0, 40),
        basis="assumption; C29",
    )
    season_weeks: int = quantity(
        0,
        "Weeks of a year in which the alliance works; in the others it rests. 0: it works all year.",
        unit="weeks",
        allowed=(0, 52),
        plausible=(8, 40),
        basis="assumption; a yearly action day, dossier 4",
    )
    season_from: When | None = choice(
        None,
        "Day on which one season begins, as a date or as a week of the run, and another every year. Empty: the first "
        "day of the run.",
        basis="dossier 4",
    )
    obligation: float = quantity(
        1.0,
        "How much of the usual pledge of time is asked of members.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 1),
        basis="C65",
    )
    contact_persons: int = quantity(
        1,
        "People at each member whom the others know and can always ask.",
        unit="persons",
        allowed=(1, 20),
        plausible=(1, 4),
        basis="C18",
    )
    party_line: float = quantity(
        0.0,
        "How close to parties the alliance lets itself be seen: 0 keeps away from all, 1 goes together with them.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C45",
    )
    party_line_settled: bool = choice(False, "The relation to parties is defined and told to everybody.", basis="C45")
    milestones: int = quantity(
        0,
        "Intermediate goals planned backwards from the big goal.",
        unit="milestones",
        allowed=(0, 50),
        plausible=(0, 6),
        basis="C28",
    )
    demands_ranked: bool = choice(True, "The demands are ranked under one main goal.", basis="C46")
    division_of_labour: Literal["free", "coordinated", "forced"] = choice(
        "free",
        "Who lobbies, talks and campaigns: each does what it does best, or they share the tasks out by that, "
        "or everybody has to do a part of all.",
        basis="C49",
    )
    credit_rule: bool = choice(False, "It is settled how success is told and shared.", basis="C52")
    end_week: int = quantity(
        0,
        "Week after which the alliance ends as agreed; 0: no date is set.",
        unit="weeks",
        allowed=(0, 5200),
        plausible=(0, 260),
        basis="C55",
    )
    give_up_weeks: int = quantity(
        0,
        "Weeks of work without any adoption after which the alliance ends as agreed; 0: no such condition.",
        unit="weeks",
        allowed=(0, 5200),
        plausible=(26, 156),
        basis="C55",
    )
    renewal: bool = choice(
        False,
        "When the goal is reached or the agreed date has come, the members decide whether they go on.",
        basis="C02, C55",
    )
    transition: bool = choice(
        False, "At its end the alliance goes on as a network that meets for exchange.", basis="C56"
    )
    evaluation: bool = choice(
        False, "At its end the members look back on what they learned and would do otherwise.", basis="C57"
    )
    structures: float = quantity(
        0.0,
        "Share of the joint work that goes into structures for bad times.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.3),
        basis="C62",
    )
    products: float = quantity(
        0.0,
        "Share of the joint work that goes into products which members can use at home.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.5),
        basis="C67",
    )
    vision: bool = choice(
        False, "There is a shared long-term vision and a common picture of the situation.", basis="C68"
    )
    shared_measurement: bool = choice(False, "Progress is measured by signs that all have agreed on.", basis="C68")
    grants_shared: bool = choice(False, "Grants that members win are shared among them.", basis="C60")
    projects_coordinated: bool = choice(
        False, "Members tell each other of their projects and avoid doing the same twice.", basis="C63"
    )
    projects_scaled: bool = choice(
        False, "Members carry projects of others that work into their own networks.", basis="C64"
    )
    quality_filter: bool = choice(False, "Which projects are carried further is decided on expert advice.", basis="C64")
    voluntary: bool = choice(
        True, "Whoever is asked may decline; else those invited are members by order.", basis="C01"
    )
    reversible: bool = choice(True, "Members may leave.", basis="C01")
    distinct: bool = choice(True, "Members remain themselves; else they merge into one organisation.", basis="C01")
    public: bool = choice(True, "The alliance cooperates in public.", basis="C01")
