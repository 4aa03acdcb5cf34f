"""The catalogues: whatever the project says to readers is said in every language, with the same parts filled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from simulation.engine.codes import Choice, End, EventKind, Reason, Stage, Tier
from simulation.engine.records import Terms
from simulation.language import decision_phrases, sentences
from simulation.language.translation import CATALOGUES, LANGUAGES, Phrase
from simulation.results.outcome import OUTCOMES
from simulation.story import catalogue
from simulation.story.accounts import placeholders
from simulation.story.catalogue import phrases_in, read, renewed, said
from simulation.story.parts import Parts

FILES = sorted(CATALOGUES.glob("*.po"))
each_catalogue = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def entries(file: Path) -> Iterator[Message]:
    return (entry for entry in read(file) if entry.id)


def forms(texts: object) -> tuple[str, ...]:
    """Return singular and plural of one side of an entry."""
    return (texts,) if isinstance(texts, str) else tuple(str(text) for text in texts)  # type: ignore[attr-defined]


def all_phrases(table: object) -> Iterator[Phrase]:
    """Yield the phrases in a table of phrases, however deep."""
    if isinstance(table, Phrase):
        yield table
    elif isinstance(table, dict):
        for inner in table.values():
            yield from all_phrases(inner)


PHRASES = [
    phrase
    for module in (sentences, decision_phrases)
    for table in vars(module).values()
    for phrase in all_phrases(table)
]
# A number need not stand in what is said of one: "One quarrel is settled."
COUNTS = {"number", "times"}


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {file.stem for file in FILES} == set(LANGUAGES) - {"en"}


@each_catalogue
def test_catalogues_hold_what_is_said_and_nothing_else(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == renewed(file), "run python -m simulation.story.catalogue, then translate"


@each_catalogue
def test_everything_is_translated(file: Path) -> None:
    silent = [entry.id for entry in entries(file) if not all(forms(entry.string)) or entry.fuzzy]
    assert not silent


@each_catalogue
def test_translations_fill_in_the_same_parts(file: Path) -> None:
    for entry in entries(file):
        named = {placeholders(Phrase(text)) for text in (*forms(entry.id), *forms(entry.string))}
        assert len({names - COUNTS for names in named}) == 1, entry.id
        *_, english = map(Phrase, forms(entry.id))
        *_, translated = map(Phrase, forms(entry.string))
        assert placeholders(english) == placeholders(translated), entry.id


@each_catalogue
def test_sentences_end_as_the_english_ones_do(file: Path) -> None:
    for entry in entries(file):
        ends = {text[-1] in ".:" for text in (*forms(entry.id), *forms(entry.string))}
        assert len(ends) == 1, entry.id


def test_phrases_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """What is looked up in a catalogue at run time must be what was found in the source."""
    found = {entry.id for entry in said()}
    assert [phrase for phrase in PHRASES if (phrase if phrase.several else phrase.one) not in found] == []
    (tmp_path / "inner").mkdir()
    source = 'say(Phrase("One."), Phrase(\n    "{number} line",\n    "{number} "\n    "lines",\n))\nPhrase(word)'
    (tmp_path / "inner" / "module.py").write_text(source, encoding="utf-8")
    module = "inner/module.py"
    assert list(phrases_in(tmp_path)) == [(module, "One."), (module, ("{number} line", "{number} lines"))]


def test_what_is_no_longer_said_goes_and_what_is_new_waits_for_a_translation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "simulation" / "room.py"
    code.parent.mkdir()
    code.write_text('A, B = Phrase("Still said."), Phrase("New.")', encoding="utf-8")
    file = tmp_path / "de.po"
    file.write_text('msgid "Still said."\nmsgstr "Noch."\n\nmsgid "Gone."\nmsgstr "Weg."\n', encoding="utf-8")
    monkeypatch.setattr(catalogue, "_ROOT", tmp_path)
    file.write_text(renewed(file), encoding="utf-8")
    texts = {entry.id: entry.string for entry in entries(file)}
    assert (texts["Still said."], texts["New."]) == ("Noch.", "")
    assert "Gone." not in texts


# --- nothing is left out --------------------------------------------------------------------------


def test_every_kind_of_event_has_a_sentence() -> None:
    assert set(sentences.SENTENCES) == set(EventKind.words())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("joined", set(Tier.words())),
        ("declined", set(Reason.words())),
        ("left", set(Reason.words())),
        ("admitted", set(Tier.words())),
        ("stage", set(Stage.words())),
        ("ended", set(End.words()) - {"running"}),
    ],
)
def test_every_word_that_an_event_may_hold_has_a_sentence(kind: str, words: set[str]) -> None:
    told = sentences.SENTENCES[kind]
    assert isinstance(told, dict)
    assert set(told) == words


def test_every_word_has_a_phrase() -> None:
    assert set(decision_phrases.REASONS) == set(sentences.DECLINES) == set(sentences.LEAVES) == set(Reason.words())
    assert set(decision_phrases.TERMS) == set(decision_phrases.HEADINGS) == set(Terms._fields)
    assert (
        set(decision_phrases.DECISIONS)
        == set(decision_phrases.ANSWERS)
        == set(decision_phrases.QUESTIONS)
        == set(Choice.words())
    )


def test_units_and_meanings_of_outcomes_are_in_the_catalogue() -> None:
    found = {entry.id for entry in said()}
    assert {text for outcome in OUTCOMES.values() for text in (outcome.unit, outcome.meaning)} <= found
    assert set(End.words()) <= found


def test_whatever_stands_in_braces_of_an_event_s_sentence_can_be_filled_in() -> None:
    told = [*all_phrases(sentences.SENTENCES), *all_phrases(sentences.TOGETHER)]
    parts = {name for phrase in told for name in placeholders(phrase)}
    assert parts <= {name for name in vars(Parts) if not name.startswith("_")} - {"fill", "invited"}
