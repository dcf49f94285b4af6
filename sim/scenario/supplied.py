"""The scenario files that come with the program."""

from __future__ import annotations

from pathlib import Path


def supplied_folder() -> Path:
    """Where they are: inside the package when it was installed from a wheel, in a checkout the folder ``scenarios``."""
    package = Path(__file__).parents[1]
    installed = package / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"
