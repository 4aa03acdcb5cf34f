"""Parameters of formation: inviting, joining, debating and wording."""

from simulation.scenario.fields import Part, quantity


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
        "Share of the value differences not yet talked through that a week of debate settles, or a signed statement.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.05, 0.4),
        basis="assumption; falling returns of a structured debate, C19, C20",
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
        0.4,
        "Share of what is in the way that a neutral moderator takes from talks, and clear rules from coordination.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.6),
        basis="assumption; C25, C26",
    )
    misjudgement: float = quantity(
        0.2,
        "Largest error of the drafters about a red line that was not disclosed.",
        unit="ambition",
        allowed=(0, 1),
        plausible=(0.05, 0.4),
        basis="assumption; C41",
    )
    doubt: float = quantity(
        0.2,
        "Share of the expected effect that those discount who neither trust nor believe who invites them.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.6),
        basis="assumption; C17",
    )
    shared_disadvantage: float = quantity(
        0.5,
        "How much of the missing trust shared experience of disadvantage makes up for when partners are asked.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="assumption; C39",
    )
    value_point_strain: float = quantity(
        0.5,
        "Chance that an organisation at unit distance from those who invite cannot sign a statement on values.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 1),
        basis="assumption; C20",
    )
    poor_fit: float = quantity(
        0.5,
        "Friction above which a stopping rule ends the first talks, and distance in values beyond which a member would "
        "rather not have an applicant.",
        unit="share",
        allowed=(0, 2),
        plausible=(0.35, 0.65),
        basis="assumption; C24, C32",
    )
    application_rate: float = quantity(
        0.05,
        "Chance a week that an outsider with full stake applies to an alliance that everybody sees.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0.01, 0.2),
        basis="assumption; C32",
    )
