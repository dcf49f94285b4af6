"""One target of the Makefile makes everything in the documentation that the program makes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PARTS = re.search(r"^DOCS_FIGURES = (.*)$", MAKEFILE, re.MULTILINE)[1].split()  # type: ignore[index]
BY_HAND = {
    "make_page_assets.py",  # needs folders that are unpacked by hand
    "number_decisions.py",  # after a decision was written
}


def recipe(target: str) -> str:
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found is not None, target
    return found[1]


def test_every_script_of_the_documentation_is_run_by_one_target() -> None:
    scripts = {path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.py") if path.name not in BY_HAND}
    run = "".join(map(recipe, PARTS))
    assert not [str(script) for script in scripts if str(script) not in run]
    assert "$(DOCS_FIGURES)" in recipe("docs-figures")


def test_the_output_of_a_command_takes_the_place_of_what_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("make_readme", ROOT / "docs" / "make_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "said", lambda line: f"new: {line}\n")
    page = "a\n```\n$ rengsim run x\nold\nold\n```\nb\n```\nrengsim check x\n```\n"
    assert module.with_output(page) == page.replace("old\nold\n", "new: rengsim run x\n")
