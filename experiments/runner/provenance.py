"""Provenance: with which code, libraries and commit a result was made."""

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import simulation

PACKAGE = "alliance-simulation"


def package_version() -> str:
    """Return the version of this package; it is unknown where the code runs without being installed."""
    return _version_of(PACKAGE)


def versions() -> dict[str, str]:
    """Return the versions of everything that computes a run."""
    libraries = {name: _version_of(name) for name in ("numpy", "numba", "mesa")}
    return {PACKAGE: package_version(), "python": platform.python_version(), **libraries}


def commit() -> str | None:
    """Return the commit of the code and whether it was changed since; None outside a checkout."""
    root = Path(simulation.__file__).parent.parent
    head = _git(root, "rev-parse", "HEAD") if (root / ".git").exists() else None
    if head is None:
        return None
    return f"{head} with local changes" if _git(root, "status", "--porcelain") else head


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
