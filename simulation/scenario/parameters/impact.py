"""Parameters of impact: effort, reach, legitimacy, attention, resistance and credit."""

from simulation.scenario.fields import Part, quantity


class Impact(Part):
    """Effort, reach, legitimacy, attention, resistance and credit (claims C46 to C53)."""

    memory: float = quantity(
        0.1,
        "Share of the effect of past work, and of passing excitement over a topic, that fades in a week.",
        unit="share/week",
        allowed=(0.001, 1),
        plausible=(0.04, 0.25),
    )
    complementarity: float = quantity(
        0.5,
        "How much connected fields of knowledge, and tasks, gain from each other; 0: they simply add up.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.2, 1),
        basis="assumption; elasticity of substitution below that of perfect substitutes, C09, C35, C49",
    )
    unsuited: float = quantity(
        0.4,
        "Share of effect kept without what it takes: an hour's work without credibility in the task or contacts in "
        "politics and the media, reach without acting in public.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.7),
        basis="assumption; C49",
    )
    effort_power: float = quantity(
        0.5,
        "Exponent in influence of pooled work and of its share of attention; below 1 each further hour moves less.",
        unit="1",
        allowed=(0, 2),
        plausible=(0.3, 0.8),
        basis="assumption; C10, C46",
    )
    effort_scale: float = quantity(
        13.4,
        "Work a week in one field that gives unit influence where reach, legitimacy and attention are full.",
        unit="effective hours/week",
        allowed=(0.1, 10000),
        plausible=(6.7, 27),
        basis="assumption; 30 over five unconnected fields",
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
        "Reach outside the own sector's audience, relative to that inside.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.05, 0.5),
        basis="assumption; C50",
    )
    legitimacy: float = quantity(
        0.9,
        "Exponent in influence of the effective number of camps on a wholly divisive topic; else in proportion less.",
        unit="1",
        allowed=(0, 2),
        plausible=(0, 1.6),
        basis="assumption; C11, C48",
    )
    adoption_rate: float = quantity(
        0.03,
        "Weekly hazard that a demand which meets no resistance is adopted outside windows, and then put into practice.",
        unit="1/week",
        allowed=(0, 5),
        plausible=(0.015, 0.06),
        basis="assumption, chosen in trials together with arena.resistance; C58",
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
    grab: float = quantity(
        0.6,
        "Chance that the most prominent member claims a success for itself in full hurry and without a credit rule.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C52",
    )
    party_gain: float = quantity(
        0.5,
        "What going together with fully capable parties adds to influence, as a share of it.",
        unit="share",
        allowed=(0, 5),
        plausible=(0.2, 1),
        basis="assumption; C14, C45",
    )
    partisanship: float = quantity(
        0.5,
        "Share of credibility that going together with parties costs on the day of an election.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C45",
    )
    calm: float = quantity(
        0.4,
        "What is left in calm times: of influence where nobody attends, of suspicion far from elections, of hurry "
        "outside votes and windows.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.8),
        basis="assumption; C45, C52",
    )
    lot_acceptance: float = quantity(
        0.6,
        "Share of resistance that a table of citizens chosen by lot alone would not meet; less in proportion to seats.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.9),
        basis="assumption; C58",
    )
    message_power: float = quantity(
        0.25,
        "Exponent in influence of how much of the message is of one piece, for or against.",
        unit="1",
        allowed=(0, 2),
        plausible=(0, 0.5),
        basis="assumption; C07",
    )
