"""Claims on the page: whatever the last test calls the alliances where a claim holds, the page has words for it."""

from typing import cast

import pytest

from experiments.claims.last_test import last_tests
from experiments.claims.populations import populations, populations_of_a_field
from experiments.claims.switches import RULES, SWITCHES
from seminar.page.claims import NAMES, claims
from seminar.page.link import Link
from seminar.page.play.playing import Playing
from seminar.page.tab import Visit
from seminar.page.workers import Workers
from simulation.language.translation import LANGUAGES, language


def test_all_kinds_of_alliances_and_organisations_have_words() -> None:
    switched = {word for switch in SWITCHES.values() for word in (switch.has, switch.has_not) if word}
    assert NAMES.keys() == {*switched, *RULES, *(one.name for one in (*populations(), *populations_of_a_field()))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_tested_claim_can_be_shown(lang: str) -> None:
    visit = Visit(language(lang), Link({}), cast(Workers, None), cast(Playing, None), {})
    tested = [claim for test in last_tests() for claim in test.claims]
    drawn = str(claims(visit, [claim.id for claim in tested]))
    assert drawn.count("<details") == sum(bool(claim.where()) for claim in tested) + 1
    assert all(claim.id in drawn for claim in tested)
    assert all((test.commit or "?")[:7] in drawn for test in last_tests())
    assert not claims(visit, [])
