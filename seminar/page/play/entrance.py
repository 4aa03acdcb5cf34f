"""The way in: open a class, find one by its code, join a team."""

from htmltools import Tag, TagChild, TagList, tags
from shiny import ui

from seminar.classroom.classroom import Classroom
from seminar.classroom.school import LEAST_TEAMS, MOST_TEAMS
from seminar.classroom.state import ClassState
from seminar.page.cards import card, number_with_slider
from seminar.page.choosing import scenario_choice
from seminar.page.play.acts import button
from seminar.page.tab import Visit
from seminar.profile_words import public_lines
from seminar.profiles import Profile
from simulation.language.translation import Phrase

FIND = Phrase("Join a class")
CODE = Phrase("Code of the class")
GO_ON = Phrase("Go on")
OPEN_A_CLASS = Phrase("Open a class")
HOW = Phrase(
    "For the teacher: each team plays one organisation of the scenario. The teams negotiate aloud and vote here; then "
    "their agreement is put to the model."
)
TEAMS = Phrase("Number of teams")
DRAW = Phrase("Seed of the draw")
DRAW_HELP = Phrase("What is not known of an organisation is drawn. Another seed draws other organisations.")
JOIN = Phrase("Join a team")
NAME = Phrase("Your name")
CHOOSE_TEAM = Phrase("Give your name, then choose the organisation in whose name you will negotiate.")
NOBODY_YET, ALREADY = Phrase("nobody yet"), Phrase("already here: {names}")

_TEAMS = 5


def way_in(visit: Visit) -> Tag:
    """Return what somebody sees who has no class yet."""
    return tags.div(
        card(
            visit.say(FIND),
            ui.input_text("code", visit.say(CODE), autocomplete="off"),
            button("find", visit.say(GO_ON), look="primary"),
        ),
        card(
            visit.say(OPEN_A_CLASS),
            tags.p(visit.say(HOW)),
            scenario_choice(visit, "scenario"),
            number_with_slider("teams", visit.say(TEAMS), LEAST_TEAMS, MOST_TEAMS, _TEAMS, 1),
            number_with_slider("draw", visit.say(DRAW), 1, 100, 1, 1),
            tags.p(visit.say(DRAW_HELP), class_="help"),
            button("open", visit.say(OPEN_A_CLASS), look="primary"),
        ),
        class_="page-grid two",
    )


def joining(visit: Visit, classroom: Classroom) -> Tag:
    """Return what somebody sees who has found a class and is not in it yet; the teams follow by themselves."""
    return tags.div(
        card(
            visit.say(JOIN),
            tags.p(getattr(classroom.opening.scenario.title, visit.spoken.code), class_="lead"),
            tags.p(visit.say(CHOOSE_TEAM)),
            ui.input_text("name", visit.say(NAME), autocomplete="given-name"),
            ui.output_ui("teams_to_join"),
        ),
        class_="page-grid",
    )


def teams_to_join(visit: Visit, state: ClassState) -> TagChild:
    """Return a button for each team, with what everybody knows of it and who is there already."""
    return TagList(*(_team(visit, state, profile) for profile in state.opening.profiles))


def _team(visit: Visit, state: ClassState, profile: Profile) -> Tag:
    called = state.opening.scenario.called(profile.name, visit.spoken.code)
    names = visit.spoken.listed([member.name for member in state.members if member.team == profile.name])
    here = visit.say(ALREADY, names=names) if names else visit.say(NOBODY_YET)
    known = ", ".join(line.text for line in public_lines(profile, visit.spoken)[:3])
    return button("join", tags.strong(called), tags.span(known), tags.em(here), look="team", team=profile.name)
