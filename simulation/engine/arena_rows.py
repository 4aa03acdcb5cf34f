"""Columns of the arena, its calendar and the clock."""

from simulation.engine.codes import CalendarKind
from simulation.engine.columns import column


class ArenaRow:
    """Politics and the public this week: one arena where alliances are given, in a field one by issue and place."""

    number: int = column("place among all arenas; 0 where there is one only", "", 0)
    salience: float = column("public attention to the topic", "share", 0, 1)
    usual_salience: float = column("attention to which it returns", "share", 0, 1)
    resistance: float = column("resistance to what the majority wants anyway", "influence", 0)
    window: float = column("factor on the hazard of adoption this week", "1", 0)
    vote: bool = column("whether a vote is held this week")
    campaign: float = column("how far politics is in campaign", "share", 0, 1)
    voices: float = column("pressure of all its living alliances together as the week began", "effective hours/week", 0)
    emergency: int = column("week in which an emergency began", "week", -1)
    need: float = column("how much the emergency calls for help", "share", 0, 1)
    helpers: float = column("members of the organisations that help", "persons", 0)
    help_arrived: int = column("day on which help was enough", "day", -1)


class CalendarRow:
    """A dated entry of the arena's calendar."""

    kind: CalendarKind = column("what happens")
    week: int = column("when it begins", "week", 0)
    weeks: int = column("how long a window lasts", "weeks", 1)
    strength: float = column("a window's factor on the hazard of adoption", "1", 0, 100)
    salience: float = column("a shock's lasting change of salience", "share", -1, 1)
    resistance: float = column("a shock's change of resistance", "influence", -10, 10)
    red_lines: float = column("a shock's shift of red lines", "ambition", -1, 1)
    need: float = column("how much help a shock calls for", "share", 0, 1)
    alliance: int = column("who demonstrates; 0 of all other entries", "", 0, 50)


class ClockRow:
    """Which run this is, and where it stands."""

    key: int = column("key of its draws, from seed and scenario", "", 0, "2⁶³ − 1")
    week: int = column("the week that is lived; after the run, the number of weeks lived", "week", 0, "weeks")
    seeking: bool = column("whether alliances may yet be founded: in a field, always")
    logged: int = column("events since the log was last read", "events", 0)
    decided: int = column("decisions since they were last read", "decisions", 0)
