"""Parameters of cooperation: coordinating, deciding, working, quarrelling and tiring."""

from simulation.scenario.fields import Part, quantity


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
    supporter_pledge: float = quantity(
        0.15,
        "Share of its free time that a supporter, or a member of a network, gives to a goal with full stake.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.3),
        basis="assumption; C03, C33",
    )
    wage: float = quantity(
        0.03,
        "Price of an hour's work in a joint office.",
        unit="1000 euro/hour",
        allowed=(0, 1),
        plausible=(0.02, 0.05),
        basis="assumption; 80,000 euro a year kept a small office in 2017, dossier 9",
    )
    settled: float = quantity(
        0.6,
        "Share of what an agreement is there to prevent that it does prevent: friction over manners, impatience, "
        "open conflicts, offence at closeness to parties, the fading of a vision, a contact missed.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C18, C24, C29, C40, C45, C68",
    )
    hours_per_voice: float = quantity(
        0.15,
        "Time each voice takes in a meeting of the core group, of everybody there; they meet each week of talks, each "
        "month at work, and over a conflict, a milestone or a vote on an application.",
        unit="hours",
        allowed=(0, 8),
        plausible=(0.03, 0.3),
        basis="assumption; two to twenty minutes a voice; C19, C32, C34",
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
        "Weekly time at which two thirds of what it is for is had: each member's for connecting knowledge, or "
        "effective hours for products.",
        unit="hours/week",
        allowed=(0.01, 100),
        plausible=(2, 8),
        basis="assumption; C09, C67",
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
    settlement: float = quantity(
        0.5,
        "Chance that a conflict is settled in its week without an agreed procedure.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
    )
    rewording: float = quantity(
        0.6,
        "Chance that an explained red line which the agreement crosses is met by other words.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C41, C42",
    )
    reliance: float = quantity(
        0.3,
        "How far it takes trust that a quarrel is settled, that partners tell what they know and where their red lines "
        "are, and that they leave decisions to a lead; 0: not at all.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.6),
        basis="assumption; Zand 1972; trust and teamwork correlate by 0.3, De Jong et al. 2016; C18, C27, C40, C41",
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
        "Share of the lost energy that comes back in a week, and hazard that a rested member that trusts wakes again.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.01, 0.06),
    )
    frustration: float = quantity(
        0.02,
        "Energy lost in a week of waiting for others by a member that decides weekly, by slower ones in proportion "
        "less, and by those in touch with nobody while civic space is under full pressure.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.005, 0.05),
        basis="assumption; C29, C61",
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
        0.2,
        "Share of the missing energy that a milestone or the adoption of a demand gives back; an adoption also that "
        "share of missing solidarity, at full trust.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.5),
        basis="assumption; C04, C28",
    )
    campaign_hours: float = quantity(
        4000.0,
        "Effective work over which members spread their milestones.",
        unit="effective hours",
        allowed=(1, 1e7),
        plausible=(1000, 8000),
        basis="assumption; about two years of twenty effective hours' work and its joint gain a week",
    )
    trust_rate: float = quantity(
        0.012,
        "Share of the gap between trust and what was delivered of the needed exchange that a week closes.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.004, 0.03),
        basis="assumption; C18",
    )
    trust_loss: float = quantity(
        0.1,
        "Share of trust lost in a conflict that was not settled, or when one member claims a success for itself.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.03, 0.25),
        basis="assumption; C52, C54",
    )
    farewell: float = quantity(
        0.4,
        "Share of what hangs on people that goes with them: the trust gained through an only contact person, "
        "exchange and trust with a lead.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.8),
        basis="assumption; C18, C66",
    )
    help: float = quantity(
        0.02,
        "Energy a week that a wholly exhausted member gets from partners of full solidarity.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0, 0.05),
        basis="assumption; C04",
    )
    reframing: float = quantity(
        0.05,
        "Part of the unseen links between causes that an encounter at unit distance brings to light in full exchange.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.01, 0.15),
        basis="assumption; C38",
    )
    setback_energy: float = quantity(
        0.05,
        "Energy a member loses over a conflict, a lost vote, or something adopted that is taken back.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.01, 0.15),
        basis="assumption; C62",
    )
    resentment: float = quantity(
        0.5,
        "Tension that a member adds which pays all its free money unasked, or for all others, and each time its "
        "governing body meets which wants to leave and may not.",
        unit="tension",
        allowed=(0, 100),
        plausible=(0.1, 3),
        basis="assumption; C01, C37",
    )
