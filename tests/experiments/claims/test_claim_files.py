"""Claim files: those that are shipped can be run, and mistakes in one's own are told so that they can be put right."""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from experiments.claims.claim import Construction
from experiments.claims.claim_file import KINDS, ClaimError, chosen_claims, kind_of, read_claim, shipped_claims
from experiments.claims.field_sets import of_fields
from experiments.claims.parameter_sets import ParameterSet, ParameterSets
from experiments.claims.preparation import Effort, check_claim, load_trials, returns_for
from experiments.claims.switches import ranges
from experiments.design.plausible_space import Range, usual_ranges
from simulation import AllianceError, changed
from tests.experiments.made_up_claims import ARMS, CLAIM, WITHIN, written

# The register's rows that are minor, implied by others or hard to measure; all others are the core set.
FURTHER = "07 08 12 14 31 39 50 54 57 59 60 61 62 64 65 67 69 70"
CORE = {f"C{number:02}" for number in range(1, 72)} - {f"C{number}" for number in FURTHER.split()}
LONGEST = 150
TESTS = Path(__file__).parents[2]
SHIPPED = shipped_claims()


def corners(numbers: Mapping[str, Range]) -> Effort:
    """Return three sets from both corners of a space: populations take turns, so that each of them has one."""
    sets = [
        ParameterSet(
            {path: found.at(share) for path, found in numbers.items()},
            {path: found.at(share) for path, found in ranges().items()},
        )
        for share in (0.0, 1.0, 0.0)
    ]
    return Effort((ParameterSets(tuple(sets), len(sets), seed=1),), part=1.0)


EFFORT, EFFORT_IN_A_FIELD = corners(usual_ranges()), corners(of_fields().numbers)


def without_letter(identity: str) -> str:
    return identity.rstrip("abcdefgh")


@pytest.mark.parametrize("path", SHIPPED.values(), ids=list(SHIPPED))
def test_a_shipped_claim_can_be_run_from_one_corner_of_the_space_to_the_other(path: Path) -> None:
    for trial in load_trials(path, EFFORT_IN_A_FIELD if returns_for(path).are_of_fields else EFFORT):
        for point, variant in itertools.product(trial.points, trial.variants):
            changed(trial.scenario, {**point, **variant})
    _, claim = read_claim(path)
    assert claim.id == path.stem
    assert len(claim.claim.en) <= LONGEST, "a figure has one line for it"
    assert claim.claim.de != claim.claim.en


def test_every_core_claim_of_the_register_has_a_file_and_no_other_is_among_them() -> None:
    assert {without_letter(identity) for identity in shipped_claims("core")} == CORE
    assert len(CORE) == 53
    assert not {without_letter(identity) for identity in shipped_claims("further")} & CORE


def test_the_nine_tensions_are_interactions_and_the_literature_stands_apart() -> None:
    tensions = shipped_claims("tensions")
    assert list(tensions) == [f"T{number}" for number in range(1, 10)]
    for path in tensions.values():
        assert any(one.pattern.startswith("effect") for one in read_claim(path)[1].expect)
    assert all(identity.startswith("L") for identity in shipped_claims("literature"))
    assert {kind_of(path) for path in shipped_claims("literature").values()} == {"literature"}


def test_the_claims_in_a_field_ask_of_a_field_and_no_others_do() -> None:
    asked_there = {identity for identity, path in SHIPPED.items() if returns_for(path).are_of_fields}
    assert asked_there == set(shipped_claims("fields"))
    again = {f"F-C{number}" for number in (10, 11, 15, 17, 18, 20, 33, 57, 60)}
    assert again == {identity for identity in asked_there if "-" in identity}


def test_every_effect_that_is_looked_for_in_a_field_says_what_would_be_too_small() -> None:
    expectations = [one for path in shipped_claims("fields").values() for one in read_claim(path)[1].expect]
    assert all(one.smallest for one in expectations)


def test_every_claim_of_a_register_says_how_its_mechanism_is_switched_off() -> None:
    claims = [read_claim(path)[1] for path in SHIPPED.values()]
    assert [claim.id for claim in claims if claim.is_by_construction == bool(claim.off)] == []


CONSTRUCTIONS = [(path.stem, one) for path in SHIPPED.values() for one in read_claim(path)[1].constructed]


@pytest.mark.parametrize(("claim", "one"), CONSTRUCTIONS, ids=[f"{claim}: {one.test}" for claim, one in CONSTRUCTIONS])
def test_what_holds_by_construction_is_shown_by_a_unit_test_that_exists(claim: str, one: Construction) -> None:
    file, _, name = one.test.partition("::")
    assert f"\ndef {name}(" in (TESTS / file).read_text("utf-8"), claim


def test_what_holds_by_construction_is_not_run() -> None:
    assert load_trials(SHIPPED["C02"], EFFORT) == []


def test_claims_are_chosen_by_identity_number_kind_or_path(tmp_path: Path) -> None:
    own = written(tmp_path)
    assert chosen_claims(["C15", str(own), "C15"]) == [SHIPPED["C15"], own]
    assert chosen_claims(["C17"]) == [SHIPPED["C17a"], SHIPPED["C17b"]]
    assert chosen_claims(["tensions"]) == list(shipped_claims("tensions").values())
    assert kind_of(own) == "further"


@pytest.mark.parametrize(("name", "told"), [("C99", "no such claim"), ("tension", "did you mean tensions?")])
def test_what_is_no_claim_is_told(name: str, told: str) -> None:
    with pytest.raises(ClaimError, match=re.escape(told)):
        chosen_claims([name])


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_claims_of_every_kind(kind: str) -> None:
    assert shipped_claims(kind)


LEVELS = 'levels = ["invitation.size=2,6,12,24,45"]\n'
MISTAKES = [
    # what stands there, what is put in its place, and what is told: line, field, value, what is allowed
    ('pattern = "hump"', 'pattern = "humps"', ["line 14", 'pattern = "humps"', '"hump"', "did you mean hump?"]),
    ('outcome = "impact"', 'outcome = "impcat"', ["line 12", '"impcat"', "no outcome", "did you mean impact?"]),
    ('outcome = "impact"', 'outcome = "end"', ["line 12", '"end"', "one_of"]),
    ('outcome = "impact"', 'outcome = "end"\none_of = ["exhaustoin"]', ["line 13", "exhaustoin", "exhaustion"]),
    ('outcome = "impact"', 'outcome = "impact"\none_of = ["much"]', ["line 12", "takes no one_of"]),
    ('outcome = "impact"', 'outcome = "impact"\nper = "hour"', ["line 13", '"hour"', "did you mean hours?"]),
    ('id = "mine"', 'id = ""', ["line 1", "id", "C15"]),
    ('source = "a test"\n', "", ["source", "is missing"]),
    ('source = "a test"', 'sauce = "a test"', ["line 2", "sauce", "did you mean source?"]),
    (LEVELS, "", ["arms and levels"]),
    (LEVELS, 'levels = ["invitation.sise=2,6,12"]\n', ["line 4", "invitation.sise", "did you mean size?"]),
    (LEVELS, 'levels = ["invitation.size=2,6,x"]\n', ["line 4", "invitation.size", '"x"', "a whole number"]),
    (LEVELS, 'levels = ["invitation.size=2,6,1000"]\n', ["line 4", "invitation.size", "at most 60"]),
    (LEVELS, 'levels = ["invitation.size"]\n', ["line 4", "FIELD=A:B:STEP"]),
    (LEVELS, 'levels = ["invitation.size=2,6"]\n', ["line 4", "at least 3 values"]),
    (LEVELS, 'levels = ["invitation.size=2,6,6"]\n', ["line 4", "two are the same"]),
    (LEVELS, 'levels = ["invitation.size=2,6,9", "arena.salience=1,0"]\n', ["line 4", "as many as the others"]),
    (LEVELS, LEVELS + 'level_names = ["a"]\n', ["line 5", "one for each level"]),
    ('"arena.polarisation=0"', '"arena.polarisation=7"', ["line 5", "arena.polarisation", "from 0 to 1"]),
    ('"arena.polarisation=0"', '"invitation.size=3"', ["line 5", "set by levels"]),
    ('"arena.polarisation=0"', '"groups.0.hours=1", "groups.Movement.hours=2"', ["line 5", "groups.0.hours, which st"]),
    ('"arena.polarisation=0"', '"groups.*.hours=1", "groups.Movement.hours=2"', ["line 5", "groups.0.hours, which st"]),
    (LEVELS, 'levels = ["groups.0.hours=2,6,9", "groups.Movement.hours=1,2,3"]\n', ["line 4", "which stands above"]),
    ("off =", 'set = ["invitation.size=9"]\noff =', ["line 4", "invitation.size", "set by set"]),
    ('"arena.polarisation=0"', '"arena.polarisation=0", "arena={}"', ["line 5", "lies within arena"]),
    ('"arena.polarisation=0"', '"arena.*.salience=0"', ["line 5", "no list of entries"]),
    ('"arena.polarisation=0"', '"polarisation"', ["line 5", "FIELD=VALUE"]),
    ("off =", 'scenario = "basline"\noff =', ["line 5", "basline", "did you mean baseline?"]),
    ("off =", 'set = ["arena.salience=2"]\noff =', ["line 5", "arena.salience", "from 0 to 1"]),
    ("off =", "replicates = 1\noff =", ["line 5", "replicates = 1", "4"]),
    ("[claim]", '[draw]\nalso = ["arena.votes"]\n\n[claim]', ["line 8", "arena.votes", "plausible range"]),
    ("[claim]", '[draw]\nfixed = ["arena.salienec"]\n\n[claim]', ["line 8", "did you mean arena.salience?"]),
    ('pattern = "up"', 'pattern = "effect up"', ["line 19", "condition"]),
    ('outcome = "impact"', 'outcome = "impact"\nthan = "depth"', ["line 13", "without arms and levels"]),
    ('outcome = "impact"', 'outcome = "formed"', ["line 12", '"formed"', "no outcome of alliances that are set up"]),
    (LEVELS, "", ["arms and levels"]),
]


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES)
def test_a_mistake_is_told_with_line_field_value_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, told: list[str]
) -> None:
    with pytest.raises(AllianceError) as error:
        check_claim(written(tmp_path, CLAIM, (old, new)))
    assert "mine.toml" in str(error.value)
    assert [words for words in told if words not in str(error.value)] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CLAIM + ARMS, "a test has one of them"),
        (CLAIM.replace(LEVELS, "") + ARMS.split("\n\n")[0] + "\n", "must be two, each under a [[arms]]"),
        (CLAIM.replace(LEVELS, "") + ARMS, "needs levels, at least 3"),
        (WITHIN.replace("level_names", "# "), "must be two names"),
        (WITHIN.replace('pattern = "up"', 'pattern = "hump"'), "needs levels, at least 3"),
        (WITHIN.replace('than = "ally_first"', 'than = "ally_frist"'), "did you mean ally_first?"),
        ("", "empty"),
        ("id = ", "is not TOML"),
    ],
)
def test_a_test_that_makes_no_sense_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(AllianceError, match=re.escape(told)):
        check_claim(written(tmp_path, text))
