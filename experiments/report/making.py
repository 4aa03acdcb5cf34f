"""Making: how the runs of a folder were made, and how to make them again, as its manifests tell it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.analysis.labels import capital, field_label, tick_label
from experiments.analysis.wording import INTERVAL
from experiments.report.content import Table
from experiments.runner.provenance import PACKAGE, package_version
from experiments.storage.manifest import Manifest
from simulation.errors import shown
from simulation.language.translation import Language, Phrase

DESIGN, FILES, VERSIONS = Phrase("How the runs were laid out"), Phrase("Files in the folder"), Phrase("Versions")
FOLDERS, SAME = Phrase("The runs, folder by folder"), Phrase("How all of them were made")
WHAT, VALUE = Phrase("What"), Phrase("Value")
FOLDER, FILE = Phrase("Folder"), Phrase("File")
ROWS, BYTES, HASH = Phrase("Rows"), Phrase("Bytes"), Phrase("Hash of the content")
PROGRAM, VERSION = Phrase("Program"), Phrase("Version")
SCENARIO, VARIED, LAYOUT, FORBIDDEN = (
    Phrase("Scenario"),
    Phrase("Varied: {field}"),
    Phrase("How values are combined"),
    Phrase("Left out"),
)
POINTS, RUNS, SEEDS, WEEKS = (
    Phrase("Points"),
    Phrase("Runs at each point"),
    Phrase("Seeds"),
    Phrase("Length of a run"),
)
RULES, MODEL, COMMIT, STARTED = (
    Phrase("Rules that were replaced"),
    Phrase("Fingerprint of the model's behaviour"),
    Phrase("Commit of the code"),
    Phrase("Started"),
)
AS_IT_IS = Phrase("as it is")
UP_TO = Phrase("up to {weeks} weeks")
NOT_KNOWN = Phrase("not known; the code was in no checkout")
DRAWN_WITH = Phrase("Figures and tables were made with {package} {version}.")
_LAYOUTS = {
    "factorial": Phrase("every combination"),
    "one-at-a-time": Phrase("one at a time"),
    "latin-hypercube": Phrase("Latin hypercube"),
    "sobol": Phrase("Sobol sequence"),
    "listed": Phrase("listed points"),
}
_MOST_VALUES = 24


def design_of(manifests: Mapping[str, Manifest], spoken: Language) -> list[Table]:
    """Return the design of runs as tables.

    Args:
        manifests: by the name of the folder that holds them, empty for the folder itself.
        spoken: the language.
    """
    first = next(iter(manifests.values()))
    heads = (spoken.say(WHAT), spoken.say(VALUE))
    if len(manifests) == 1:
        return [Table(spoken.say(DESIGN), heads, [*_layout(first, spoken), *_making(first, spoken)])]
    return [_folders(manifests, spoken), Table(spoken.say(SAME), heads, list(_making(first, spoken)))]


def versions_of(manifest: Manifest, spoken: Language) -> Table:
    """Return the versions of all that computes a run as a table."""
    heads = (spoken.say(PROGRAM), spoken.say(VERSION))
    return Table(spoken.say(VERSIONS), heads, list(manifest.versions.items()))


def files_of(manifests: Mapping[str, Manifest], spoken: Language) -> Table:
    """Return the stored tables with their rows and hashes as a table.

    Args:
        manifests: by the name of the folder that holds them, empty for the folder itself.
        spoken: the language.
    """
    heads = [spoken.say(head) for head in (FILE, ROWS, BYTES, HASH)]
    rows = [
        ((Path(folder) / name).as_posix(), _count(note.rows, spoken), _count(note.bytes, spoken), note.digest)
        for folder, manifest in manifests.items()
        for name, note in manifest.files.items()
    ]
    return Table(spoken.say(FILES), heads, rows)


def commands_of(manifests: Sequence[Manifest], folder: Path) -> list[str]:
    """Return the commands that make the runs again, check them, and make their figures and report.

    Args:
        manifests: of the runs.
        folder: where they lie.
    """
    made = dict.fromkeys(manifest.command for manifest in manifests if manifest.command)
    # `alliance advise` draws its own figures, which `alliance plot` does not know.
    plot = [] if any(manifest.question == "planning question" for manifest in manifests) else ["plot"]
    rest = (shlex.join(["alliance", name, folder.as_posix()]) for name in ("verify", *plot, "report"))
    return [*made, *rest]


def drawn_with(spoken: Language) -> str:
    """Say with which version figures and tables were made, which may be a later one than that of the runs."""
    return spoken.say(DRAWN_WITH, package=PACKAGE, version=package_version())


def values_of(path: str, values: list[Any] | str, spoken: Language) -> str:
    """Return the values of a varied field, or as many of them as can be read; a range as it was typed."""
    if isinstance(values, str):
        return values
    told = [_value(path, value, spoken) for value in values]
    return ", ".join(told if len(told) <= _MOST_VALUES else [*told[:_MOST_VALUES], "…"])


def _folders(manifests: Mapping[str, Manifest], spoken: Language) -> Table:
    heads = [spoken.say(head) for head in (FOLDER, SCENARIO, POINTS, RUNS, SEEDS)]
    rows = [
        (name, scenario_title(one, spoken), _count(one.points, spoken), _count(one.runs, spoken), _seeds(one, spoken))
        for name, one in manifests.items()
    ]
    return Table(spoken.say(FOLDERS), heads, rows)


def _seeds(manifest: Manifest, spoken: Language) -> str:
    return spoken.say(INTERVAL, low=str(manifest.seeds["first"]), high=str(manifest.seeds["last"]))


def _count(number: int, spoken: Language) -> str:
    return spoken.number(number, "#,##0")


def _layout(manifest: Manifest, spoken: Language) -> Iterator[tuple[str, str]]:
    yield spoken.say(SCENARIO), f"{scenario_title(manifest, spoken)} ({Path(manifest.source).name})"
    varied = _fields_varied(manifest)
    for path, values in varied.items():
        name = capital(spoken.say(VARIED, field=f"{field_label(path, spoken).name} ({path})"))
        yield name, values_of(path, values, spoken)
    if varied:
        yield spoken.say(LAYOUT), spoken.say(_LAYOUTS[manifest.layout])
    if manifest.forbidden:
        yield spoken.say(FORBIDDEN), "; ".join(manifest.forbidden)
    yield spoken.say(POINTS), _count(manifest.points, spoken)
    yield spoken.say(RUNS), _count(manifest.runs, spoken)
    yield spoken.say(SEEDS), _seeds(manifest, spoken)
    if "weeks" in manifest.scenario and "weeks" not in manifest.design:
        yield spoken.say(WEEKS), spoken.say(UP_TO, weeks=_count(manifest.scenario["weeks"], spoken))


def _fields_varied(manifest: Manifest) -> dict[str, list[Any] | str]:
    """Return the varied fields with their values, without labels of points such as the block of a design."""
    return {path: values for path, values in manifest.design.items() if path.partition(".")[0] in manifest.scenario}


def _making(manifest: Manifest, spoken: Language) -> Iterator[tuple[str, str]]:
    if manifest.rules:
        yield spoken.say(RULES), f"{', '.join(manifest.rules.replaced)} ({manifest.rules.file})"
    yield spoken.say(MODEL), manifest.model
    yield spoken.say(COMMIT), manifest.commit or spoken.say(NOT_KNOWN)
    yield spoken.say(STARTED), manifest.started


def _value(path: str, value: Any, spoken: Language) -> str:
    if value is None:
        return spoken.say(AS_IT_IS)
    return shown(value) if isinstance(value, list | dict) else tick_label(path, value, spoken)


def scenario_title(manifest: Manifest, spoken: Language) -> str:
    """Return the title of the scenario in a language, or where it came from if it has none."""
    return _text(manifest, "title", spoken) or manifest.source


def scenario_summary(manifest: Manifest, spoken: Language) -> list[str]:
    """Return what the scenario says of itself; nothing where it says nothing."""
    summary = _text(manifest, "summary", spoken)
    return [" ".join(summary.split())] if summary else []


def _text(manifest: Manifest, name: str, spoken: Language) -> str:
    texts = manifest.scenario.get(name)
    return str(texts.get(spoken.code, "")) if isinstance(texts, dict) else ""
