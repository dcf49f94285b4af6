"""Notebooks run from top to bottom, are kept without outputs, and say the same as the .py beside them."""

from __future__ import annotations

import ast
import os
import re
from importlib import import_module
from pathlib import Path

import jupytext
import nbformat
import pytest

import sim

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks_and_each_has_its_pair() -> None:
    assert NOTEBOOKS
    assert [path.stem for path in NOTEBOOKS] == [path.stem for path in sorted(FOLDER.glob("*.py"))]


@by_name
def test_no_outputs_are_kept(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@by_name
def test_both_halves_of_a_pair_say_the_same(path: Path) -> None:
    notebook, script = jupytext.read(path), jupytext.read(path.with_suffix(".py"))
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        (cell.cell_type, cell.source) for cell in script.cells
    ]


@by_name
def test_what_a_notebook_uses_of_the_program_is_there(path: Path) -> None:
    """Imports and names of ``sim``; that it runs, and shows figures, is tried by ``make test-all``."""
    tree = ast.parse(path.with_suffix(".py").read_text("utf-8"))
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    assert [node.attr for node in used if node.value.id == "sim" and not hasattr(sim, node.attr)] == []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sim"):
            module = import_module(str(node.module))
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


DANISH = {"og", "er", "det", "der", "den", "af", "på", "med", "for", "i", "til", "ikke", "som", "har", "en", "et"}
ENGLISH = {"and", "the", "of", "is", "are", "with", "in", "to", "not", "that", "a", "an", "for", "what", "it"}


@by_name
def test_a_notebook_speaks_one_language(path: Path) -> None:
    """Text by its commonest words; results, figures and the language that is chosen are in the same."""
    notebook = nbformat.read(path, as_version=4)
    words = re.findall(
        r"[a-zæøå]+", " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown").lower()
    )
    danish, english = (sum(word in those for word in words) for those in (DANISH - ENGLISH, ENGLISH - DANISH))
    lang, less, more = ("da", english, danish) if danish > english else ("en", danish, english)
    assert less < 0.05 * more
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert re.findall(r'sim\.language\("(\w+)"\)', code) == [lang]
    assert set(re.findall(r'(?:figure|table|svg)\("(\w+)"', code)) <= {lang}


@by_name
def test_a_notebook_imports_nothing_private(path: Path) -> None:
    tree = ast.parse(path.with_suffix(".py").read_text("utf-8"))
    names = [
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    ]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert [name for name in names if any(part.startswith("_") for part in name.split("."))] == []


@pytest.mark.slow
@by_name
def test_a_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FOLDER.parent), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=1200, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("image/svg+xml" in output.get("data", {}) for output in outputs)
