"""What a whole country costs, and how it grows: `python -m benchmarks.country`; a size alone measures that one."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from math import log
from typing import Any

COUNTRY = "german-civil-society"
WHOLE = 656_888
SIZES = (1_000, 10_000, 100_000, WHOLE)
SEED = 1


def main() -> None:
    """Measure all sizes, or the one asked for, each in a process of its own, and print them as a table."""
    from rich.console import Console
    from rich.table import Table

    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    columns = ("organisations", "start", "ten years", "a week of each", "memory", "alliances", "exponent")
    table = Table(*columns, title="A country for ten years, one core", title_justify="left", box=None, pad_edge=False)
    console = Console()
    with console.status("Measuring; this takes some minutes ..."):
        for row in rows(sizes):
            table.add_row(*row)
    console.print(table)


def rows(sizes: list[int]) -> Iterator[tuple[str, ...]]:
    """Yield what each size costs, and by which power of the organisations the whole has grown since the first one."""
    first: dict[str, Any] = {}
    for size in sizes:
        told = measured(size)
        first = first or told
        grown = (
            log(total(told) / total(first)) / log(told["organisations"] / first["organisations"])
            if size > first["organisations"]
            else 1.0
        )
        yield (
            f"{told['organisations']:,}",
            f"{told['start']:.1f} s",
            f"{told['run']:.1f} s",
            f"{told['run'] / told['organisations'] / told['weeks'] * 1e6:.2f} µs",
            f"{told['memory']:,.0f} MB",
            f"{told['founded']:,}",
            f"{grown:.2f}",
        )


def total(told: dict[str, Any]) -> float:
    """Return the seconds of a start and a run together."""
    return float(told["start"] + told["run"])


def measured(size: int) -> dict[str, Any]:
    """Return what a run of a size costs, measured in a process that has compiled everything before."""
    whole = subprocess.run(
        [sys.executable, "-c", f"from benchmarks.country import tell; tell({size})"],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, Any] = json.loads(whole.stdout.splitlines()[-1])
    return told


def tell(size: int) -> None:
    """Print processor seconds, memory and alliances of a run of a size as JSON."""
    from simulation.field_run import ObservedField, prepared

    ObservedField(prepared(country(SIZES[0])), SEED, keeps_searches=False).step()
    began = time.process_time()
    field = prepared(country(size))
    run = ObservedField(field, SEED, keeps_searches=False)
    begun = time.process_time()
    run.run_model()
    ended = time.process_time()
    told = {
        "organisations": field.count,
        "weeks": run.week,
        "start": begun - began,
        "run": ended - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "founded": int(run.state.field.book.founded),
    }
    print(json.dumps(told))


def country(size: int) -> Any:
    """Return the country with about so many organisations: groups, and so places, in proportion."""
    from simulation import load_field

    field = load_field(COUNTRY)
    share = size / WHOLE
    counts = {f"groups.{group.name}.count": max(1, round(group.count * share)) for group in field.groups}
    places = {name: max(1, round(getattr(field.search, name) * share)) for name in ("places", "regions")}
    return load_field(COUNTRY, {**counts, **{f"search.{name}": number for name, number in places.items()}})


if __name__ == "__main__":
    main()
