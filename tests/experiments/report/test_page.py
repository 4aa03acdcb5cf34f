"""The page of a report: whole in one file, read out as it is seen, true to the folder, and closed to markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from experiments.advice.stored_advice import advice_in
from experiments.cli.main import main
from experiments.cli.sweep import typed_study
from experiments.figures.gallery import KINDS, possible
from experiments.figures.view import View
from experiments.report.page import page_of
from experiments.storage.sweep_folder import load_sweep, manifest_of
from simulation import DataError
from simulation.language.translation import language
from tests.experiments.report.conftest import MARKUP, SWEEP

ENGLISH = language("en")


class Read(HTMLParser):
    """A page as a screen reader sees it: elements with their attributes, and the texts of all cells and headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        """All texts as they are seen."""
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module")
def html(sweep: Path) -> str:
    return page_of(sweep, ENGLISH).html()


@pytest.fixture(scope="module")
def page(html: str) -> Read:
    return Read(html)


def test_the_page_loads_nothing(html: str, page: Read) -> None:
    assert "default-src 'none'" in html
    sources = [attributes["src"] or "" for _, attributes in page.elements if "src" in attributes]
    assert sources
    assert all(source.startswith("data:image/") for source in sources)
    assert not page.all("script") + page.all("link") + page.all("iframe")
    assert all((attributes["href"] or "").startswith("#") for attributes in page.all("a"))
    assert not re.search(r"url\(|@import", html)


def test_every_figure_says_in_words_what_it_shows(sweep: Path, page: Read) -> None:
    view = View(load_sweep(sweep))
    told = [str(attributes["alt"]) for attributes in page.all("img")]
    assert len(told) == len(possible(view)) == len(page.all("figure"))
    for alternative, name in zip(told, possible(view), strict=True):
        assert alternative.endswith(view.say(KINDS[name].shows))
        assert len(alternative) > len(view.say(KINDS[name].shows)) + 10  # the heading of this very figure


def test_readers_find_their_way_without_seeing_it(page: Read) -> None:
    assert page.all("html") == [{"lang": "en"}]
    assert [len(page.all(tag)) for tag in ("main", "header", "nav", "h1")] == [1, 1, 1, 1]
    identities = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(identities) == len(set(identities))
    assert {str(attributes["href"])[1:] for attributes in page.all("a")} <= set(identities)
    assert {attributes["aria-labelledby"] for attributes in page.all("section")} <= set(identities)
    assert {attributes.get("scope") for attributes in page.all("th")} == {"col", "row"}
    assert len(page.all("caption")) == len(page.all("table"))


def test_every_row_has_a_cell_for_every_head(html: str) -> None:
    for table in html.split("<table")[1:]:
        widths = {row.count("</th>") + row.count("</td>") for row in table.partition("</table>")[0].split("<tr>")[1:]}
        assert len(widths) == 1


def test_tables_hold_every_point_and_every_file_of_the_folder(sweep: Path, page: Read) -> None:
    kept = load_sweep(sweep)
    means = kept.runs.groupby(["invitation.size", "agreements.core_size"])["impact"].mean()
    for mean in means:
        assert f" {mean:.3f} " in page.text
    for name, note in manifest_of(sweep).files.items():
        assert f"{name} {note.rows:,} {note.bytes:,} {note.digest}" in page.text


def test_the_command_makes_the_stored_plan_again(sweep: Path, page: Read) -> None:
    assert SWEEP in page.text
    _, name, *words = SWEEP.split()
    given = main.commands[name].make_context(name, words).params
    planned, stored = typed_study(given).plan(), manifest_of(sweep)
    assert (planned.values, planned.runs, planned.seed) == (stored.design, stored.runs, stored.seed)
    assert planned.scenario.model_dump(mode="json") == stored.scenario
    assert planned.model == stored.model


def test_versions_and_fingerprint_are_those_of_the_runs(sweep: Path, page: Read) -> None:
    stored = manifest_of(sweep)
    assert stored.model in page.text
    assert all(f"{name} {version}" in page.text for name, version in stored.versions.items())


def test_what_users_wrote_is_text_and_what_is_missing_is_no_number(awkward: Path) -> None:
    html = page_of(awkward, language("de")).html()
    read = Read(html)
    assert "<script" not in html
    assert MARKUP in read.text
    assert not re.search(r"\bnan\b", read.text)


def test_a_comparison_has_all_its_changes(comparison: Path) -> None:
    page = Read(page_of(comparison, language("de")).html())
    assert page.all("html") == [{"lang": "de"}]
    assert len(page.all("img")) == 3  # the ranking, and each of two changes
    assert "Kerngruppe von 8" in page.text


def test_claims_are_told_in_english_on_a_german_page(claims: Path) -> None:
    page = Read(page_of(claims, language("de")).html())
    assert {"lang": "en"}.items() <= page.all("h1")[0].items()
    assert "A middling size is best." in page.text
    assert len(page.all("img")) == 1


def test_a_sensitivity_analysis_has_its_factors_and_no_table_of_what_never_varies(sensitivity: Path) -> None:
    page = Read(page_of(sensitivity, ENGLISH).html())
    assert len(page.all("img")) == 2  # the indices and the screening; so few points have no convergence to show
    assert "Impact: shares of its variance" in page.text
    assert "Depth: shares of its variance" not in page.text
    assert "block" not in [text.strip() for text in page.texts]


def test_advice_answers_every_question_with_all_changes(advice: Path) -> None:
    told, (_, found) = page_of(advice, language("de")), advice_in(advice)
    page = Read(told.html())
    for heading in ("Auf wen können wir nicht verzichten?", "Wie groß können wir werden?"):
        assert heading in [part.heading for part in told.report.parts]
        assert sum(finding.startswith(heading) for finding in told.report.findings) == 1
    rows = [row for part in told.report.parts for table in part.tables for row in table.rows]
    assert len(rows) == sum(len(answer.question.options) for answer in found)
    assert len(page.all("img")) == len(found)
    assert "alliance advise plan.toml" in page.text
    assert "alliance plot" not in page.text  # which does not draw advice


def test_a_folder_without_an_answer_says_what_a_report_is_made_of(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"holds no runs; a report is made of the folder of one sweep, comparison, "):
        page_of(tmp_path, ENGLISH)


def test_a_folder_of_several_names_them(sweep: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(sweep)
    with pytest.raises(DataError, match=r"holds several: one, two;"):
        page_of(tmp_path, ENGLISH)
