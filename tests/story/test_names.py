"""Names in sentences: articles, plurals, lists, and counts where there are many."""

from collections.abc import Sequence

import pytest

from simulation.language.translation import language
from simulation.scenario.loading import changed
from simulation.story.names import Names
from tests.worlds import world

TRAITS = {"sector": "union"}
SCENARIO = changed(
    world(3),
    {
        "organisations": [{"name": name, **TRAITS} for name in ("First", "SPD", "Greens", "ver.di", *"ABCDEFGHIJ")],
        "groups": [{"name": name, "count": 30, "sectors": ["union"]} for name in ("Union", "Club", "Firm")],
        "english": {
            "SPD": "the SPD",
            "Greens": {"several": "the Greens"},
            "Union": {"one": "union", "several": "unions"},
        },
        "german": {"SPD": "die SPD", "Union": {"one": "Gewerkschaft", "several": "Gewerkschaften"}},
    },
)
ENGLISH, GERMAN = (Names(SCENARIO, language(code)) for code in ("en", "de"))


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["SPD", "ver.di"], "the SPD and ver.di"),
        (["Union 4"], "union 4"),
        (["Union 6", "Union 2"], "unions 2 and 6"),
        (["Union 6", "SPD", "Union 2"], "the SPD, and unions 2 and 6"),
        (["Union 6", "A", "B"], "A, B and union 6"),
        (["Club 3", "Club 1", "Union 2", "A"], "A, Club 1 and 3, and union 2"),
        ([f"Union {k}" for k in range(1, 8)], "7 unions"),
        ([f"Club {k}" for k in range(1, 8)], "Club 1, 2, 3, 4 and 3 more"),
        (["A", *(f"Union {k}" for k in range(1, 8))], "A and 7 unions"),
        (list("ABCDEFGHIJ"), "A, B, C, D, E, F, G, H, I and J"),
        (["SPD", *"ABCDEFGHIJ"], "the SPD, A, B, C, D and 6 others"),
        ([f"{kind} {k}" for kind in ("Union", "Club", "Firm") for k in range(1, 5)], "12 organisations"),
        (["A", *(f"{kind} {k}" for kind in ("Union", "Club", "Firm") for k in range(1, 5))], "A and 12 others"),
    ],
)
def test_organisations_are_listed_as_one_would_say_it(names: Sequence[str], listed: str) -> None:
    assert ENGLISH.listed(names) == listed


def test_german_says_it_in_its_own_way() -> None:
    assert GERMAN.listed(["Union 6", "SPD", "Union 2"]) == "die SPD sowie die Gewerkschaften 2 und 6"
    assert GERMAN.listed(["Union 4"]) == "Gewerkschaft 4"
    assert GERMAN.listed(["Club 1", "Club 3"]) == "Club 1 und 3"
    assert GERMAN.listed([f"Union {k}" for k in range(1, 8)]) == "7 Gewerkschaften"
    assert GERMAN.listed(["Greens"]) == "Greens"


@pytest.mark.parametrize(("names", "number"), [(["SPD"], 1), (["Greens"], 2), (["SPD", "A"], 2), (["Union 1"], 1)])
def test_verbs_agree_with_what_is_a_plural(names: Sequence[str], number: int) -> None:
    assert ENGLISH.count(names) == number


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the SPD joins.", "The SPD joins."),
        ("union 4 joins.", "Union 4 joins."),
        ("ver.di joins.", "ver.di joins."),
        ("7 unions join.", "7 unions join."),
        ("A joins.", "A joins."),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_a_name_does_not(text: str, sentence: str) -> None:
    assert ENGLISH.sentence(text) == sentence
