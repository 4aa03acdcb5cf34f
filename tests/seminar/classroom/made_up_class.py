"""A class made up for tests: four teams that meet in every, every second and every third round."""

from pathlib import Path

from seminar.classroom.classroom import Classroom
from seminar.classroom.entries import Opening
from seminar.classroom.member import MemberAccess
from seminar.classroom.school import School, join
from seminar.classroom.teacher import TeacherAccess
from seminar.classroom.tokens import fingerprint
from seminar.profiles import Profile, Wish
from simulation import Scenario, changed, load_scenario
from simulation.scenario.participants import Level, Sector

INTERVALS = {"Fast": 0.5, "Steady": 4.0, "Slow": 7.0, "Slowest": 30.0}
TEACHER = "the teacher's token"


def scenario() -> Scenario:
    """Return a small scenario with the four teams among its organisations."""
    teams = [{"name": name, "sector": "union"} for name in INTERVALS]
    return changed(
        load_scenario("fast-and-slow"),
        {"organisations": teams, "invitation.initiators": ["Fast"], "invitation.indispensable": [*INTERVALS][1:]},
    )


def profile(name: str, interval: float) -> Profile:
    """Return a profile whose red lines tell whose they are."""
    wishes = (Wish("Demand 1", ideal=0.5, least=0.1, red_line=len(name) / 10),)
    return Profile(name, "", Sector.UNION, Level.FEDERAL, {"interval": interval}, wishes, initiates=name == "Fast")


def opening(teacher: str = TEACHER) -> Opening:
    """Return how the class begins."""
    profiles = tuple(profile(name, interval) for name, interval in INTERVALS.items())
    return Opening(source="fast-and-slow", scenario=scenario(), seed=1, profiles=profiles, teacher=fingerprint(teacher))


def classroom(folder: Path) -> Classroom:
    """Return the class, just begun, in a file of its own."""
    school = School(folder / "classes.sqlite")
    return school.classroom(school.begin(opening()))


def teacher(of: Classroom) -> TeacherAccess:
    """Return the class as its teacher may use it."""
    return TeacherAccess(of, TEACHER)


def somebody(of: Classroom, team: str) -> MemberAccess:
    """Return the class as somebody may use it who has just joined a team."""
    return MemberAccess(of, join(of, f"One of {team}", team))
