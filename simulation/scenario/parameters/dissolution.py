"""Parameters of dissolution: what members weigh, and what is left at the end."""

from simulation.scenario.fields import Part, quantity


class Dissolution(Part):
    """What members weigh when they join, stay or leave, and when an alliance is at its end (claims C53 to C57)."""

    effect_weight: float = quantity(
        1.2,
        "Weight of stake times expected effect times how the agreement suits.",
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
        "Weight of belonging: trust in the partners times the own part in wording the goal, and times cooperation as "
        "far as that is the goal.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.3),
        basis="assumption; C21, C51",
    )
    cost_weight: float = quantity(
        0.15,
        "Cost of giving all free time to the alliance, or all free money.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.05, 0.4),
        basis="assumption, chosen in trials so that most of those asked to an alliance of a dozen join; C36, C37",
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
    risk_weight: float = quantity(
        0.05,
        "Cost of not knowing whether the agreement will cross an own red line.",
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
    habit: float = quantity(
        0.5,
        "How far a member is held that has built with the others all there is to build: by so much it is less likely "
        "to walk out or drop out, and puts up with more.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.9),
        basis="assumption; side bets, Becker 1960",
    )
    mutual_weight: float = quantity(
        0.15,
        "Weight of what partners are for each other whatever their number: protection, clients, an office, standing "
        "with the own base; as far as they do their part.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.3),
        basis="assumption; Gouldner 1960",
    )
    outlook_weeks: float = quantity(
        156.0,
        "Time over which members judge whether an effect is still to be expected.",
        unit="weeks",
        allowed=(4, 520),
        plausible=(52, 260),
        basis="assumption, chosen in trials so that most of a dozen asked join; about the rest of an electoral term",
    )
    wear: float = quantity(
        0.01,
        "Hazard a week that a member with neither energy nor trust takes part no longer, and that one who does not and "
        "trusts nobody quietly leaves.",
        unit="1/week",
        allowed=(0, 5),
        plausible=(0.003, 0.03),
        basis="assumption; one in eight a year where both are middling; Knoke 1981; C36",
    )
    handover_chance: float = quantity(
        0.3,
        "Chance that someone takes over when a lead is lost and no handover was agreed.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.1, 0.6),
        basis="assumption; C27, C66",
    )
    outside_option: float = quantity(
        1.0,
        "How far organisations set what they could do alone against what they expect of the alliance.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="assumption; Olson 1965; largest organisations join less, Mahoney and Baumgartner 2004",
    )
    mismatch: float = quantity(
        0.3,
        "Share of its stake that an organisation loses moved by threats alone and asked to change, or the reverse.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.6),
        basis="assumption; C07",
    )
    solidarity_weight: float = quantity(
        0.2,
        "Weight of helping partners in need, for the fully solidary.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0, 0.4),
        basis="assumption; C04",
    )
    cohesion_weight: float = quantity(
        0.3,
        "Weight of being among one's own in a league: closeness of values above the middling.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.1, 0.6),
        basis="assumption; C05",
    )
    party_weight: float = quantity(
        0.3,
        "Cost of being seen twice as close to parties as one is, on the day of an election.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.1, 0.6),
        basis="assumption; C45",
    )
    forgetting: float = quantity(
        0.01,
        "Share that goes in a week of what nobody keeps alive: trust from earlier work, a vision without an anchor.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0.003, 0.03),
        basis="assumption; C56, C68",
    )
    lesson: float = quantity(
        0.4,
        "Share of what a joint attempt can teach that looking back on it keeps.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.8),
        basis="assumption; C57",
    )
