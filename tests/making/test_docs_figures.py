"""One target of the Makefile makes everything in the documentation that the program makes."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PARTS = re.search(r"^DOCS_FIGURES = (.*)$", MAKEFILE, re.MULTILINE)[1].split()  # type: ignore[index]
MOST_BYTES = 200_000
"""Of all figures in git; the others are drawn by `make docs-figures`."""
BY_HAND = {
    "make_page_assets.py",  # needs folders that are unpacked by hand
    "number_decisions.py",  # after a decision was written
}


def recipe(target: str) -> str:
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found is not None, target
    return found[1]


def script(name: str) -> Any:
    """A script of the documentation as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_script_of_the_documentation_is_run_by_one_target() -> None:
    scripts = {
        path.relative_to(ROOT)
        for path in (ROOT / "docs").rglob("*.py")
        if path.name not in BY_HAND and path.parent.name != "site"  # which make docs runs
    }
    run = "".join(map(recipe, PARTS))
    assert not [str(script) for script in scripts if str(script) not in run]
    assert "$(DOCS_FIGURES)" in recipe("docs-figures")


def test_the_output_of_a_command_takes_the_place_of_what_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("make_readme")
    monkeypatch.setattr(module, "said", lambda line: f"new: {line}\n")
    page = "a\n```console\n$ rengsim run x\nold\nold\n```\nb\n```sh\nrengsim check x\n```\n"
    assert module.with_output(page) == page.replace("old\nold\n", "new: rengsim run x\n")


def test_every_question_has_its_section_its_figures_and_its_files() -> None:
    module = script("make_answers")
    questions = tomllib.loads((ROOT / "docs" / "answers.toml").read_text("utf-8"))["question"]
    present = module.sections((ROOT / "docs" / "answers.md").read_text("utf-8"))
    assert list(present) == [one["number"] for one in questions] == list(range(1, len(questions) + 1))
    for one in questions:
        assert present[one["number"]].startswith(f"## {one['number']}. {one['title']}\n")
        for command in one["command"]:
            assert f"\n$ {command['line']}\n" in present[one["number"]]
            assert (
                module.figure_line(one["title"], command["figure"], command.get("picture", ""))
                in present[one["number"]]
            )
            assert all((ROOT / name).exists() for name in re.findall(r"scenarios/\S+\.toml", command["line"]))


def test_pages_show_figures_that_are_kept_and_these_are_small() -> None:
    figures = ROOT / "docs" / "figures"
    kept = {path for path in figures.glob("*.svg") if not path.name.startswith("q")}  # those are in .gitignore
    assert sum(path.stat().st_size for path in kept) <= MOST_BYTES
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    shown = {
        (page.parent / name).resolve()
        for page in pages
        for name in re.findall(r"\]\(([^)]*\.svg)\)", page.read_text("utf-8"))
    }
    assert shown <= kept


def test_one_question_can_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("make_answers")
    monkeypatch.setattr(module, "section", lambda one: f"## {one['number']}. new")
    questions = [{"number": 1}, {"number": 2}, {"number": 3}]
    page = module.page_of(questions, {1: "## 1. old", 2: "## 2. old"}, {2})
    assert list(module.sections(page).values()) == ["## 1. old", "## 2. new", "## 3. new"]
