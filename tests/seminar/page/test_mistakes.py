"""Mistakes that a page or a link can cause are told in the visitor's language, and only where that is the mistake."""

import pytest

from seminar.page.changes import given_in
from seminar.page.mistakes import in_the_language
from simulation import ScenarioError, load_scenario
from simulation.language.translation import language


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("arena.salience=2", "2 ist nicht erlaubt. Erlaubt sind Zahlen von 0 bis 1."),
        ("agreements.core_size=0", "Größte Kerngruppe: 0 ist nicht erlaubt. Erlaubt sind Zahlen von 1 bis"),
        ("agreements.core_size=many", 'Größte Kerngruppe: "many" ist nicht erlaubt. Erlaubt sind Zahlen von 1 bis'),
        ("form=club", "network, alliance, league"),
        ("arena.salienc=1", "„arena.salienc“"),
    ],
)
def test_a_mistake_is_told_in_german(change: str, told: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        load_scenario("baseline", given_in([change]))
    german = in_the_language(refused.value, language("de"))
    assert german is not None
    assert told in german
    assert "allowed" not in german


def test_what_only_the_model_can_tell_is_left_to_it() -> None:
    with pytest.raises(ScenarioError) as refused:
        load_scenario("baseline", {"agreements.lead": "Nobody"})
    assert in_the_language(refused.value, language("de")) is None
