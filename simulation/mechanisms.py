"""Parameters of the submodels, one class for each of the study's four chapters.

Every number says what it means, in which unit, and on what basis. Setting the ones that
are named in a claim's file to nothing switches that mechanism off.
"""

from simulation.fields import Part, quantity


class Formation(Part):
    """Inviting, joining, debating values and wording the goal (claims C15 to C24)."""

    reply_weeks: int = quantity(
        26,
        "Weeks after the invitation at which those who have answered start without the others.",
        unit="weeks",
        allowed=(1, 260),
        plausible=(8, 39),
    )
    judgement: float = quantity(
        0.08,
        "Largest deviation of a body's judgement from its own sum of benefits and costs.",
        unit="net benefit",
        allowed=(0, 1),
        plausible=(0, 0.2),
    )
    debate_rate: float = quantity(
        0.2,
        "Share of the value differences not yet talked through that one week of debate settles.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.05, 0.4),
        basis="assumption; falling returns of a structured debate, C19",
    )
    debate_hours: float = quantity(
        4.0,
        "Time each organisation at the table spends on a week of debate or of wording.",
        unit="hours/week",
        allowed=(0, 40),
        plausible=(2, 8),
    )
    clarification: float = quantity(
        0.7,
        "Share of the friction between manners that clarifying tone and terms beforehand removes.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.3, 0.9),
        basis="assumption; C24",
    )
    objection: float = quantity(
        0.8,
        "Chance that an organisation at unit distance from the table's centre objects to a proposed goal.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.3, 1),
        basis="assumption; C06",
    )
    moderation: float = quantity(
        0.5,
        "Share by which neutral moderation speeds talks, lowers objections and helps to settle conflicts.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
        basis="assumption; C26",
    )
    misjudgement: float = quantity(
        0.2,
        "Largest error of the drafters about a red line that was not disclosed.",
        unit="ambition",
        allowed=(0, 1),
        plausible=(0.05, 0.4),
        basis="assumption; C41",
    )


class Cooperation(Part):
    """Coordinating, deciding, working, quarrelling and tiring (claims C25 to C45)."""

    hours_per_partner: float = quantity(
        0.25,
        "Time a member at the table needs to stay in touch with one other member for one week.",
        unit="hours/week",
        allowed=(0, 40),
        plausible=(0.1, 0.6),
        basis="assumption, lowered from 0.4, where the best table has 14 to 16 (here near 20): no test of C34's number",
    )
    hours_per_supporter: float = quantity(
        0.1,
        "Time it takes to keep one supporter informed for one week, at the table and at the supporter alike.",
        unit="hours/week",
        allowed=(0, 40),
        plausible=(0.02, 0.3),
        basis="assumption; C33",
    )
    core_pledge: float = quantity(
        1.0,
        "Share of its free time that a member at the table gives to a goal with full stake.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.5, 1),
    )
    supporter_pledge: float = quantity(
        0.15,
        "The same for a supporter.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
        basis="assumption; C33",
    )
    wage: float = quantity(
        0.03,
        "Price of an hour's work in a joint office.",
        unit="1000 euro/hour",
        allowed=(0, 1),
        plausible=(0.02, 0.05),
        basis="assumption; 80,000 euro a year kept a small office in 2017, dossier 9",
    )
    office_skill: float = quantity(
        0.6,
        "Effect of an hour of office work relative to one by a member that is credible in all it does.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.3, 0.9),
    )
    ground_rules: float = quantity(
        0.3,
        "Share of coordination time that clear rules on meetings, press and responsibilities save.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.5),
        basis="assumption; C25",
    )
    exchange_memory: float = quantity(
        0.1,
        "Share of what was connected between members' knowledge that is renewed in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
    )
    exchange_hours: float = quantity(
        4.0,
        "Coordination time a member and week at which two thirds of the gain from connecting knowledge is had.",
        unit="hours/week",
        allowed=(0.01, 100),
        plausible=(2, 8),
        basis="assumption; C09",
    )
    occasion_rate: float = quantity(
        0.2,
        "Occasions a week on which the alliance must react quickly.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0.05, 0.4),
    )
    occasion_weeks: float = quantity(
        2.0,
        "Time within which such a reaction still counts.",
        unit="weeks",
        allowed=(0, 52),
        plausible=(0.5, 4),
    )
    silence_weeks: float = quantity(
        0.5,
        "Time after which silence counts as consent, where the decision rule says so.",
        unit="weeks",
        allowed=(0, 8),
        plausible=(0.2, 1),
        basis="two to three working days in a local anti-TTIP and a national alliance, dossiers 7 and 17l",
    )
    occasion_gain: float = quantity(
        0.5,
        "Weeks of work whose effect a reaction in time is worth.",
        unit="weeks of work",
        allowed=(0, 20),
        plausible=(0, 2),
    )
    conflict_rate: float = quantity(
        0.02,
        "Tension that one encounter at unit distance in values and manners leaves behind.",
        unit="tension/week",
        allowed=(0, 1),
        plausible=(0.005, 0.05),
        basis="assumption; C19",
    )
    outbreak: float = quantity(
        0.05,
        "Weekly hazard that one unit of tension breaks out as a conflict.",
        unit="1/week",
        allowed=(0, 5),
        plausible=(0.02, 0.2),
        basis="assumption, lowered in trials so that quarrels do not fill the story",
    )
    conflict_hours: float = quantity(
        3.0,
        "Time every member at the table loses to a conflict in the week after it broke out.",
        unit="hours",
        allowed=(0, 40),
        plausible=(1, 6),
    )
    relief: float = quantity(
        0.5,
        "Share of the tension that a settled conflict takes with it.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
    )
    settlement: float = quantity(
        0.5,
        "Chance that a conflict is settled in its week without an agreed procedure.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
    )
    procedure: float = quantity(
        0.6,
        "Share of the remaining conflicts that a procedure agreed beforehand settles.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C40",
    )
    rewording: float = quantity(
        0.6,
        "Chance that a crossed red line is met by rewording, where its owner has explained it.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C42",
    )
    fatigue: float = quantity(
        0.008,
        "Energy a member loses in a week in which the alliance takes all its free time.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.003, 0.02),
        basis="assumption; C36",
    )
    recovery: float = quantity(
        0.03,
        "Share of the lost energy that comes back in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.01, 0.06),
    )
    impatience: float = quantity(
        0.02,
        "Energy a member that decides weekly loses for each week it waits for others; slower ones in proportion less.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.005, 0.05),
        basis="assumption; C29",
    )
    pace_settled: float = quantity(
        0.6,
        "Share of that impatience which settling the expected pace beforehand takes away.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.3, 0.9),
        basis="assumption; C29",
    )
    drift: float = quantity(
        0.004,
        "Energy lost a week for each year since the last milestone or success.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0, 0.01),
        basis="assumption; C28",
    )
    encouragement: float = quantity(
        0.15,
        "Share of the missing energy that a milestone gives back.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
        basis="assumption; C28",
    )
    campaign_hours: float = quantity(
        4000.0,
        "Effective work over which members spread their milestones.",
        unit="effective hours",
        allowed=(1, 1e7),
        plausible=(1000, 8000),
        basis="assumption; about two years of twenty effective hours' work and its joint gain a week",
    )
    success_encouragement: float = quantity(
        0.3,
        "Share of the missing energy that the adoption of a demand gives back.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.6),
    )
    milestone_hours: float = quantity(
        6.0,
        "Time each member at the table spends on planning and celebrating one milestone, in the week after it.",
        unit="hours",
        allowed=(0, 100),
        plausible=(2, 12),
    )
    quarrel_energy: float = quantity(
        0.02,
        "Energy every member at the table loses in a conflict.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.005, 0.05),
    )
    trust_gain: float = quantity(
        0.01,
        "Share of the missing trust that a week of fully delivered pledges builds.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.003, 0.03),
        basis="assumption; C18",
    )
    trust_loss: float = quantity(
        0.06,
        "Share of trust lost in a conflict that was not settled.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.02, 0.15),
    )


class Impact(Part):
    """Effort, reach, legitimacy, attention, resistance and credit (claims C46 to C53)."""

    memory: float = quantity(
        0.1,
        "Share of the public and political effect of past work that fades in a week.",
        unit="share/week",
        allowed=(0.001, 1),
        plausible=(0.04, 0.25),
    )
    complementarity: float = quantity(
        0.5,
        "How much connected fields of knowledge gain from each other; 0: fields simply add up.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.2, 1),
        basis="assumption; elasticity of substitution below that of perfect substitutes, C09, C35",
    )
    unconnected: float = quantity(
        0.5,
        "Share of effect kept by an organisation without any contacts in politics and the media.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.3, 0.8),
    )
    salience_return: float = quantity(
        0.1,
        "Share of the way back to usual salience that attention goes in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
    )
    unheard: float = quantity(
        0.5,
        "Influence on a topic nobody attends to, relative to one at middling salience.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
    )
    effort_power: float = quantity(
        0.5,
        "Exponent of pooled work in influence; below 1 each further hour moves less.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.3, 0.8),
        basis="assumption; C10",
    )
    effort_scale: float = quantity(
        30.0,
        "Work a week that gives unit influence where reach, legitimacy and attention are full.",
        unit="effective hours/week",
        allowed=(0.1, 10000),
        plausible=(15, 60),
    )
    reach_power: float = quantity(
        0.4,
        "Exponent of the share of the public reached in influence.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.2, 0.7),
        basis="assumption; C50",
    )
    audience_scale: float = quantity(
        5.5,
        "Size at which an organisation reaches about two thirds of its own sector's audience.",
        unit="log10 persons",
        allowed=(0, 9),
        plausible=(5, 6),
    )
    audience_power: float = quantity(
        0.3,
        "How steeply that reach rises with the number of members.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.2, 0.5),
    )
    spillover: float = quantity(
        0.2,
        "Reach of an organisation outside its own sector's audience, relative to that inside.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.5),
        basis="assumption; C50",
    )
    attention_power: float = quantity(
        0.5,
        "Exponent in influence of the share of attention a demand gets.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.3, 1),
        basis="assumption; C46",
    )
    legitimacy: float = quantity(
        0.2,
        "Exponent of the effective number of camps in influence on a topic that does not polarise.",
        unit="1",
        allowed=(0, 2),
        plausible=(0, 0.4),
        basis="assumption; C11",
    )
    legitimacy_polarised: float = quantity(
        0.4,
        "What full polarisation adds to that exponent.",
        unit="1",
        allowed=(0, 2),
        plausible=(0, 0.8),
        basis="assumption; C48",
    )
    forced_task: float = quantity(
        0.3,
        "Share of effect kept when an organisation does a task in which it is not credible at all.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.6),
        basis="assumption; C49",
    )
    adoption_rate: float = quantity(
        0.03,
        "Weekly hazard of adoption of a demand that meets no resistance, outside windows.",
        unit="1/week",
        allowed=(0, 5),
        plausible=(0.015, 0.06),
        basis="assumption, chosen in trials together with arena.resistance",
    )
    steepness: float = quantity(
        2.0,
        "How sharply the chance of adoption turns where influence equals resistance (Hill exponent).",
        unit="1",
        allowed=(0.1, 20),
        plausible=(1.2, 4),
        basis="assumption, chosen in trials together with arena.resistance",
    )
    depth_resistance: float = quantity(
        1.5,
        "How much resistance grows when a demand goes from what the majority wants anyway to full ambition.",
        unit="1",
        allowed=(0, 20),
        plausible=(1, 4),
        basis="assumption, chosen in trials together with arena.resistance",
    )
    polarised_resistance: float = quantity(
        0.5,
        "What full polarisation adds to resistance, as a share of it.",
        unit="share",
        allowed=(0, 5),
        plausible=(0.2, 1),
    )
    names: float = quantity(
        5.0,
        "Members that a report about an alliance names.",
        unit="organisations",
        allowed=(0, 1000),
        plausible=(2, 10),
        basis="assumption; C53",
    )
    success_weeks: float = quantity(
        8.0,
        "Weeks of full visibility that a success is worth.",
        unit="weeks",
        allowed=(0, 520),
        plausible=(2, 20),
    )
    grab: float = quantity(
        0.6,
        "Chance that the most prominent member claims a success for itself in full hurry and without a credit rule.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C52",
    )
    calm: float = quantity(
        0.5,
        "Hurry at a success outside of votes and windows, relative to that within.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
        basis="assumption; C52",
    )
    grab_trust: float = quantity(
        0.15,
        "Share of trust the other members lose when a success is claimed by one.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
    )


class Dissolution(Part):
    """What members weigh when they join, stay or leave, and when an alliance is at its end (claims C53 to C57)."""

    effect_weight: float = quantity(
        1.2,
        "Weight of stake times expected effect times fit of the paper.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.6, 1.5),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join",
    )
    exchange_weight: float = quantity(
        0.1,
        "Weight of what is learned from partners with other knowledge.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.2),
    )
    belonging_weight: float = quantity(
        0.15,
        "Weight of belonging: trust in the partners times the own part in wording the goal.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.3),
        basis="assumption; C21",
    )
    time_weight: float = quantity(
        0.15,
        "Cost of giving all free time to the alliance.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.05, 0.4),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join",
    )
    money_weight: float = quantity(
        0.2,
        "Cost of giving all free money to the alliance.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.05, 0.4),
    )
    visibility_weight: float = quantity(
        0.15,
        "Cost of being wholly invisible behind the alliance for an organisation that lives by visibility.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.05, 0.4),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join; C53",
    )
    values_weight: float = quantity(
        0.3,
        "Cost of standing at unit distance in values from the others with nothing talked through.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.1, 0.8),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join",
    )
    supporters_distance: float = quantity(
        0.5,
        "How much of that cost a supporter feels, who does not sit with the others.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
    )
    risk_weight: float = quantity(
        0.05,
        "Cost of not knowing whether the paper will cross an own red line.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.3),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join; C41",
    )
    loyalty: float = quantity(
        0.1,
        "How far below nothing the sum may fall before a member leaves.",
        unit="net benefit",
        allowed=(0, 1),
        plausible=(0, 0.3),
    )
    outlook_weeks: float = quantity(
        156.0,
        "Time over which members judge whether an effect is still to be expected.",
        unit="weeks",
        allowed=(4, 520),
        plausible=(52, 260),
        basis="assumption, chosen in trials so that most of a dozen asked join; about the rest of an electoral term",
    )
    adaptation: float = quantity(
        0.02,
        "Share of the gap between expected and seen work that expectations close in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.01, 0.1),
    )
    exhaustion: float = quantity(
        0.15,
        "Mean energy at the table below which an alliance gives up.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
    )
    handover_chance: float = quantity(
        0.3,
        "Chance that someone takes over when a lead is lost and no handover was agreed.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.1, 0.6),
        basis="assumption; C27, C66",
    )


class Mechanisms(Part):
    """All parameters of the submodels."""

    formation: Formation = Formation()
    cooperation: Cooperation = Cooperation()
    impact: Impact = Impact()
    dissolution: Dissolution = Dissolution()
