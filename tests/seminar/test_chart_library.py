"""The library of charts is bundled once for each of its versions, and drawn with even where nothing can be kept."""

from pathlib import Path

import pytest
import vl_convert

from seminar import chart_library


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return what was bundled, with a cache of its own."""
    made: list[str] = []

    def bundle(_: str) -> str:
        made.append(f"charts, bundled {len(made)} times before")
        return made[-1]

    monkeypatch.setattr(vl_convert, "javascript_bundle", bundle)
    monkeypatch.setattr(chart_library, "user_cache_path", lambda *_, **_named: tmp_path / "cache")
    return made


def test_a_version_is_bundled_once(bundled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert chart_library.chart_library() == chart_library.chart_library() == bundled[0]
    monkeypatch.setattr(chart_library, "version", lambda _: "another")
    assert chart_library.chart_library() == bundled[1]
    assert len(bundled) == 2


def test_where_nothing_can_be_kept_it_is_bundled_again(bundled: list[str], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    assert chart_library.chart_library() != chart_library.chart_library()
    assert len(bundled) == 2
