"""The coverage table of the minutes is that of the files, and names a reason for whatever is left out."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_coverage", ROOT / "docs" / "make_coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_that_of_the_files() -> None:
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == maker().page(), "run: make coverage"


def test_every_line_that_describes_the_project_is_carried() -> None:
    """Of the cleaning project only headings are cited by nobody."""
    module = maker()
    files = module.citing()
    free = [text for line, text in module.minutes().items() if line[0] == "B" and line not in files]
    assert all(len(text) < 40 and "." not in text for text in free), free


def test_what_is_left_out_has_a_reason_and_is_not_cited_all_the_same() -> None:
    files = maker().citing()
    for entry in tomllib.loads((ROOT / "docs" / "coverage.toml").read_text("utf-8"))["left_out"]:
        assert entry["why"]
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", entry["lines"]):
            lines = range(int(first), int(last or first) + 1)
            assert not [line for line in lines if (entry["document"], line) in files], entry["system"]
