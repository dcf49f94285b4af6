"""Imports go only downward and never in a circle; the layers are listed in the layout section of README.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from sim.store.answers import WORDS
from sim.store.program import PARTS

ROOT = Path(__file__).parents[2]
SEAMS = {
    "sim.kernels.known": "files that the kernels are made from",
    "sim.store.program": "the folder of the sources, whose digest says which program answered",
    "sim.studies.shown": "the report, asked by name how a result looks",
}
"""Modules that may name a module of a higher layer in a text."""

WITHOUT_EFFECT = {"sim.cluster", "sim.disk", "sim.given", "sim.kernels", "sim.limits", "sim.page", "sim.verify"}
"""Layers that can stop a run or make it faster, or show it, but change no figure and no word of a kept answer."""


@cache
def layers() -> dict[str, str]:
    """Layer ("sim.scenario", "sim.disk", ...) -> what it is, the lowest first, as README.md lists them."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Layout")[2].partition("\n## ")[0]
    listed = re.findall(r"^(sim/\S+) +(.+)$", section, re.MULTILINE)
    return {name_of(Path(path)): text for path, text in listed}


def name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {name_of(path.relative_to(ROOT)): path for path in sorted((ROOT / "sim").rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def layer(module: str) -> str:
    return ".".join(module.split(".")[:2])


def imports(module: str) -> Iterator[str]:
    """What a module imports anywhere: at the top, in functions, and for types alone."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in modules() else str(node.module)


@cache
def graph() -> dict[str, set[str]]:
    return {module: {name for name in imports(module) if name in modules()} - {module} for module in modules()}


def texts(module: str) -> Iterator[str]:
    """Names of modules that stand in texts, for example for ``import_module``."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in modules():
            yield node.value


def upward(module: str, names: set[str]) -> list[str]:
    order = list(layers())
    return sorted(name for name in names if order.index(layer(name)) > order.index(layer(module)))


def test_every_module_has_a_layer():
    assert {layer(module) for module in modules()} == set(layers())


def test_no_module_imports_a_higher_layer():
    assert {module: found for module, names in graph().items() if (found := upward(module, names))} == {}


def test_no_modules_import_one_another_in_a_circle():
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_only_the_seams_name_a_higher_layer():
    found = {module for module in modules() if upward(module, set(texts(module)))}
    assert found == set(SEAMS)


def reached(start: str) -> set[str]:
    """Layers that the modules of a layer import, directly or through others, itself included."""
    found = {module for module in modules() if layer(module) == start}
    while more := {name for module in found for name in graph()[module]} - found:
        found |= more
    return {layer(module) for module in found} - {"sim"}  # the package itself only hands names on


@pytest.mark.parametrize(
    ("top", "parts"), [("sim.measures", PARTS), ("sim.engines", PARTS), ("sim.cli", PARTS + WORDS)]
)
def test_the_store_knows_every_layer_that_can_change_a_figure_or_a_word(top, parts):
    """What a layer above the engines is made from is in the digest that names the program, or cannot change it."""
    assert reached(top) - WITHOUT_EFFECT <= {name_of(Path("sim") / part) for part in parts}


@pytest.mark.parametrize("module", layers())
def test_the_readme_says_what_the_docstring_says(module):
    stated = ast.get_docstring(tree(module)) or ""
    assert plain(stated).startswith(plain(layers()[module])), f"{module}: {stated.splitlines()[:1]}"


def plain(text: str) -> str:
    return " ".join(text.replace("`", "").lower().split())
