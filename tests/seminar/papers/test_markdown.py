"""Markdown: what a teacher writes reaches the paper, and nothing in it is read as markup of Typst."""

import pytest

from seminar.papers.markdown import blocks, sections
from seminar.papers.texts import cards_paper, text_paper
from simulation.language.translation import language

EVERYTHING = """# A *title* with `code`

Words #panic("read as markup") $x$ @ref <label> \\\\ and **bold**.

> Say this.

1. First
2. Second
   - inside

| When | What |
|---|---|
| 0 | [ ] tick |

---

```sh
alliance run
```
"""


def test_every_kind_of_block_is_kept_in_order() -> None:
    kinds = [block["kind"] for block in blocks(EVERYTHING)]
    assert kinds == ["heading", "paragraph", "blockquote", "ordered_list", "table", "hr", "code"]


def test_a_box_to_tick_is_told_from_the_words_beside_it() -> None:
    [table] = [block for block in blocks(EVERYTHING) if block["kind"] == "table"]
    assert table["rows"][1][1] == [{"kind": "tick"}, {"kind": "text", "text": " tick"}]


def test_straight_quotation_marks_are_printed_as_such_marks_are_in_print() -> None:
    [said] = blocks('"It\'s so", they said; „so ist es“.')
    assert said["parts"] == [{"kind": "text", "text": "“It’s so”, they said; „so ist es“."}]


def test_sections_begin_with_their_heading() -> None:
    head, [one, other] = sections("# Cards\n\nHow.\n\n## One\n\na\n\n## Other\n\nb\n")
    assert [block["kind"] for block in head] == ["heading", "paragraph"]
    assert [block["kind"] for block in (*one, *other)] == ["heading", "paragraph"] * 2


@pytest.mark.parametrize("lang", ["en", "de"])
def test_it_is_set_as_a_paper(lang: str) -> None:
    assert text_paper(EVERYTHING, language(lang)).startswith(b"%PDF")
    assert cards_paper(EVERYTHING.replace("---", "## Card"), language(lang)).startswith(b"%PDF")
