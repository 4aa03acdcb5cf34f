"""Parameters of the outlook and the other sources: hard times, visions, projects, paths and emergencies."""

from simulation.scenario.fields import Part, quantity


class Outlook(Part):
    """Hard times, products, visions, projects, paths of support and emergencies (claims C58 to C71)."""

    cutback: float = quantity(
        0.5,
        "Share of time and money that full pressure on civic space takes.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
        basis="assumption; C61",
    )
    investment_hours: float = quantity(
        300.0,
        "Joint work after which two thirds of what it was invested in are there: structures, or able successors.",
        unit="effective hours",
        allowed=(1, 1000000.0),
        plausible=(100, 1000),
        basis="assumption; C62, C70",
    )
    product_weight: float = quantity(
        0.2,
        "Weight of products that members can use at home.",
        unit="net benefit",
        allowed=(0, 10),
        plausible=(0.05, 0.4),
        basis="assumption; C67",
    )
    attraction: float = quantity(
        1.0,
        "What a fully alive vision adds to applications, as a share of them.",
        unit="1",
        allowed=(0, 10),
        plausible=(0.3, 3),
        basis="assumption; C68",
    )
    adjustment: float = quantity(
        0.1,
        "Chance a week that a member gives up a project for another topic once it knows of one just like it.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0.03, 0.3),
        basis="assumption; C63",
    )
    repetition: float = quantity(
        0.4,
        "Effect of each further project on a topic, relative to the one before.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 0.8),
        basis="assumption; C63",
    )
    candidates: int = quantity(
        5,
        "Projects of others among which members choose what to carry further.",
        unit="projects",
        allowed=(1, 100),
        plausible=(2, 10),
        basis="assumption; C64",
    )
    loose_handover: float = quantity(
        0.5,
        "Chance that a person finds the way to the next station where nobody coordinates.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.2, 0.8),
        basis="assumption; C69",
    )
    spontaneous: float = quantity(
        0.01,
        "Chance a day that an organisation helps in an emergency of its own accord.",
        unit="1/day",
        allowed=(0, 1),
        plausible=(0.003, 0.03),
        basis="assumption; C71",
    )
    call: float = quantity(
        0.5,
        "Chance a day that an organisation follows where all its partners help and it trusts them fully.",
        unit="1/day",
        allowed=(0, 1),
        plausible=(0.1, 0.9),
        basis="assumption; C71",
    )
