"""The library that draws charts in a browser: bundled once for each of its versions, and kept in the user's cache."""

from contextlib import suppress
from importlib.metadata import version

import vl_convert
from platformdirs import user_cache_path

from experiments.storage.parts import WriteError, write_text

_GLOBAL_NAME = "window.vegaEmbed = vegaEmbed;"


def chart_library() -> str:
    """Return the scripts that draw charts; bundling them takes seconds, reading what was kept does not."""
    kept = user_cache_path("alliance-simulation", appauthor=False) / f"charts-{version('vl-convert-python')}.js"
    with suppress(OSError, UnicodeDecodeError):
        return kept.read_text(encoding="utf-8")
    bundled: str = vl_convert.javascript_bundle(_GLOBAL_NAME)
    if kept.is_absolute():  # it begins with ~ where there is no home
        with suppress(OSError, WriteError):  # where nothing can be kept it is bundled again next time
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_text(kept, bundled)
    return bundled
