"""PDF from a Typst template and data.

Texts reach a template as data and are set as they are, so that nothing in them is read as markup.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import typst

from simulation.language.translation import Language

_STYLE = "style.typ"
_NONE: Mapping[str, bytes] = MappingProxyType({})


def pdf(template: Path, data: Mapping[str, Any], spoken: Language, images: Mapping[str, bytes] = _NONE) -> bytes:
    """Set a paper.

    Args:
        template: Typst file that reads `sys.inputs.data`, JSON; it may import `style.typ` of this package.
        data: what the template reads.
        spoken: its language, by which words are hyphenated.
        images: by the name under which the template finds them.
    """
    style = files("seminar.papers").joinpath(_STYLE).read_text(encoding="utf-8")
    with TemporaryDirectory(prefix="alliance-") as folder:
        there = Path(folder)
        (there / _STYLE).write_text(style, encoding="utf-8")
        (there / template.name).write_bytes(template.read_bytes())
        for name, content in images.items():
            (there / name).write_bytes(content)
        inputs = {"data": json.dumps(data), "lang": spoken.code}
        # Only the fonts that Typst brings along, so that lines break alike everywhere.
        return typst.compile(there / template.name, ignore_system_fonts=True, sys_inputs=inputs)
