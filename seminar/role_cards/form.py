"""The agreement form on paper: every line is a field of the scenario, every box a value of it."""

import shlex
from itertools import groupby
from pathlib import Path
from typing import Any

import tomlkit

from seminar.agreement_form import HEADINGS, Question, questions
from seminar.papers.pdf import pdf
from seminar.role_cards import words
from seminar.role_cards.cards import Roles

_TEMPLATE = Path(__file__).with_name("form.typ")


def agreement_paper(roles: Roles, file: str) -> bytes:
    """Return the form as PDF, with a line for each organisation to sign.

    Args:
        roles: who is played.
        file: that holds their scenario, as one types its name to run what was agreed on.
    """
    spoken, to_set = roles.spoken, roles.spoken.say(words.SET)
    sections = groupby(questions(roles.scenario), key=lambda question: question.section)
    data = {
        "title": spoken.say(words.FORM),
        "scenario": roles.title,
        "footer": roles.footer,
        "how": spoken.say(words.FORM_HOW),
        "sections": [
            {"title": spoken.say(HEADINGS[section]), "questions": [_question(roles, one) for one in asked]}
            for section, asked in sections
        ],
        "signed": spoken.say(words.SIGNED),
        "names": roles.names,
        "run": spoken.say(words.RUN),
        "command": f"{shlex.join(['alliance', 'agreement', file, '--lang', spoken.code])} {to_set} {to_set} …",
    }
    return pdf(_TEMPLATE, data, spoken)


def _question(roles: Roles, question: Question) -> dict[str, Any]:
    scenario, spoken = roles.scenario, roles.spoken
    return {
        "text": question.asked(scenario, spoken),
        "field": question.field,
        "answers": [
            {
                "text": question.answered(answer.value, scenario, spoken),
                "value": tomlkit.item(answer.value).as_string().strip('"'),
                "stays": answer.value == question.as_it_is,
            }
            for answer in question.answers
        ],
    }
