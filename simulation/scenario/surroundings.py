"""What surrounds alliances: politics and the public, and what happens there on known days."""

from pydantic import Field

from simulation.scenario.fields import Name, Part, When, choice, quantity


class Window(Part):
    """A time in which the political arena is more open (or less)."""

    name: Name = Field(description="What opens the window.")
    start: When = Field(description="First day, as a date or as a week of the run.")
    weeks: int = quantity(..., "Length.", unit="weeks", allowed=(1, 5200), plausible=(4, 52))
    strength: float = quantity(..., "Factor on the hazard of adoption.", unit="1", allowed=(0, 100), plausible=(0.2, 5))


class Vote(Part):
    """A vote that decides all open demands once and for all."""

    name: Name = Field(description="Who votes on what.")
    when: When = Field(description="Day of the vote, as a date or as a week of the run.")


class Election(Part):
    """An election: the nearer it is, the more closeness to parties costs."""

    name: Name = Field(description="Who is elected.")
    when: When = Field(description="Day, as a date or as a week of the run.")


class Shock(Part):
    """Something outside that changes the situation for good."""

    name: Name = Field(description="What happens.")
    when: When = Field(description="Day, as a date or as a week of the run.")
    salience: float = quantity(0.0, "Change of usual salience.", unit="share", allowed=(-1, 1), plausible=(-0.5, 0.5))
    resistance: float = quantity(
        0.0, "Change of resistance.", unit="influence", allowed=(-10, 10), plausible=(-0.5, 0.5)
    )
    red_lines: float = quantity(
        0.0,
        "Shift of all red lines; below 0 they tighten.",
        unit="ambition",
        allowed=(-1, 1),
        plausible=(-0.5, 0.5),
        basis="C43",
    )
    need: float = quantity(
        0.0,
        "How much help an emergency calls for at once; 0: it is none.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C71",
    )


class Arena(Part):
    """Politics and the public as the alliance meets them."""

    salience: float = quantity(
        0.5, "Usual public attention to the topic.", unit="share", allowed=(0, 1), plausible=(0.2, 0.8)
    )
    salience_swing: float = quantity(
        0.05,
        "Largest random change of salience in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0, 0.1),
    )
    polarisation: float = quantity(
        0.4,
        "How far the topic divides the camps.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C11, C48",
    )
    resistance: float = quantity(
        0.6,
        "Influence that a demand needs which asks no more than the majority wants anyway.",
        unit="influence",
        allowed=(0, 1e9),
        plausible=(0.3, 1.2),
        basis="assumption; half of the baseline's campaigns failed when it was set, seven in ten do since wear acts "
        "(six in ten in Baumgartner et al. 2009)",
    )
    backlash: float = quantity(
        0.0,
        "Share by which resistance grows at most in answer to open pressure; quiet work provokes none.",
        unit="share",
        allowed=(0, 10),
        plausible=(0, 1),
        basis="assumption; counter-mobilisation, Meyer and Staggenborg 1996",
    )
    shock_rate: float = quantity(
        0.005,
        "Chance a week that events tighten one member's red line on one demand.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0, 0.02),
        basis="C43",
    )
    shock_size: float = quantity(
        0.3, "Largest such shift.", unit="ambition", allowed=(0, 1), plausible=(0.1, 0.5), basis="C43"
    )
    party_capacity: float = quantity(
        0.5,
        "How able parties are to take up demands of those close to them.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C14",
    )
    rollback_rate: float = quantity(
        0.0,
        "Chance a week that an adopted demand is taken back, where nobody works for it any more.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0, 0.01),
        basis="assumption; partial repeals in dossiers 3 and 16",
    )
    turnover: float = quantity(
        0.003,
        "Chance a week that a contact person leaves.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0, 0.01),
        basis="assumption; one in seven people a year changes the post; C18",
    )
    funding: float = quantity(
        0.0,
        "Share of organisations' visibility that decides on grants for which all of them compete.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C60",
    )
    pressure: float = quantity(
        0.0,
        "How far civic space is shrinking: means are cut, and each of those who stand alone feels alone.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.5),
        basis="C61",
    )
    attention_shared: bool = choice(
        True, "Demands share the attention there is; if not, each gets all of it, however many there are.", basis="C46"
    )
    windows: tuple[Window, ...] = Field((), description="Windows of opportunity.")
    votes: tuple[Vote, ...] = Field((), description="Votes.")
    elections: tuple[Election, ...] = Field((), description="Elections.")
    shocks: tuple[Shock, ...] = Field((), description="Known shocks.")
