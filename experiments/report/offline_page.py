"""Offline pages: HTML files that load nothing and in which no text of a user is markup."""

from pathlib import Path
from typing import Any

import jinja2

_FRAME = Path(__file__).parent


def offline_page(folder: Path, **values: Any) -> str:
    """Return a page made from `page.html` of a folder, which fills in `frame.html`.

    Args:
        folder: where the template lies, with whatever it includes.
        values: that the template asks for; texts among them are escaped.
    """
    loader = jinja2.FileSystemLoader([folder, _FRAME])
    pages = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return pages.get_template("page.html").render(**values)
