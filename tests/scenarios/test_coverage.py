"""The coverage table of the minutes is that of the files, and names a reason for whatever is left out."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_coverage", ROOT / "docs" / "make_coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
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


def test_every_line_of_all_five_minutes_stands_in_one_passage() -> None:
    """Without a gap, cited where it is said to be carried and nowhere else, with a reason where it is left out."""
    module = maker()
    files, documents = module.citing(), module.documents()
    assert [module.problems(document, files) for document in documents] == [[]] * len(documents)
    assert {document.key: (document.first, document.last) for document in documents} == {
        "B": (1, 146), "S0": (147, 904), "S1": (1, 53), "S2": (1, 750), "S3": (1, 601), "S4": (1, 171),
    }  # fmt: skip


def test_what_is_wrong_with_a_passage_is_noticed() -> None:
    module = maker()
    files = {("X", 3): ["a"], ("X", 8): ["b"]}
    carried, formal = module.Passage(1, 4, "carried", "way"), module.Passage(5, 9, "formal", "date")
    left_out = module.Passage(6, 10, "left out", "sum")
    document = module.Document("X", "x", 1, 10, (carried, formal, left_out))
    found = " ".join(module.problems(document, files))
    assert "5-9: formal, cited lines [8]" in found  # carried after all
    assert "6-10: line 10 was expected to come next" in found
    assert "reason ''" in found
    assert module.problems(module.Document("X", "x", 1, 4, (carried,)), files) == []
    assert "cited lines []" in module.problems(module.Document("X", "x", 1, 4, (carried,)), {})[0]


def test_every_kept_line_lies_in_a_passage_of_its_document() -> None:
    module = maker()
    spans = {document.key: (document.first, document.last) for document in module.documents()}
    assert [line for line in module.minutes() if not spans[line[0]][0] <= line[1] <= spans[line[0]][1]] == []
