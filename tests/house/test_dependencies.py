"""What is declared is used, what is used is declared, and a missing extra is one sentence with its pip line."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from sim.cli import main

ROOT = Path(__file__).parents[2]
OWN = {"sim", "tests", "benchmarks", "made"}
NOT_IMPORTED = {
    "python-multipart": "starlette reads forms with it",
    "httpx2": "starlette's client for tests",
    "pytest-xdist": "pytest -n",
    "ciw": "docs/comparison.md",
    "furo": "make docs: the theme",
    "ipykernel": "runs the notebooks",
    "mypy": "make lint",
    "myst-parser": "make docs: Markdown",
    "ruff": "make lint",
    "scipy-stubs": "types",
    "taplo": "rengsim schema is tested with it",
    "salabim": "docs/comparison.md",
    "pyarrow-stubs": "types",
}
"""Declared packages that no file imports, and what for."""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


ASKED_WHERE_INSTALLED = {"pm4py"}
"""What no dependency may be (it is under the AGPL), and tests ask nevertheless where somebody has it."""


@cache
def declared() -> dict[str, set[str]]:
    """Packages of the program itself ("") and of each extra, with those of the extras that it names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = {"": project["dependencies"], **project["optional-dependencies"]}
    found = {extra: {canonical(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines} for extra, lines in stated.items()}
    assert found["dev"] >= {"rengsim"}
    named = re.findall(r"rengsim\[(.*?)\]", " ".join(stated["dev"]))[0].split(",")
    found["dev"] = (found["dev"] - {"rengsim"}).union(*(found[extra] for extra in named))
    assert set(named) == set(found) - {"", "dev", "browser", "docs"}  # what is tested is everything
    found["dev"] |= found["browser"] | found["docs"]  # installed by make test-page and make docs alone
    return found


@cache
def imported(folder: str) -> set[str]:
    """Distributions that the files of a folder import anywhere, or name for ``import_module`` and ``importorskip``."""
    modules: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "importorskip")):
                modules |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    roots = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - OWN
    owners = packages_distributions()
    return {canonical(owners.get(root, [root])[0]) for root in roots - {"smallkernel", ""}}


def test_whatever_is_imported_is_declared() -> None:
    packaged = set().union(*(names for extra, names in declared().items() if extra not in ("dev", "browser", "docs")))
    assert imported("sim") - packaged == set()
    others = set().union(*(imported(folder) for folder in ("tests", "docs", "benchmarks", "notebooks")))
    assert others - declared()[""] - declared()["dev"] == ASKED_WHERE_INSTALLED


def test_whatever_is_declared_is_used() -> None:
    used = set().union(*(imported(folder) for folder in ("sim", "tests", "docs", "benchmarks", "notebooks")))
    assert declared()[""] - imported("sim") == set()
    assert declared()["dev"] - used == set(NOT_IMPORTED)


def test_numba_is_bounded_above_as_its_private_parts_are_used() -> None:
    assert re.search(r'"numba>=[\d.]+,<[\d.]+"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("package", "extra", "command"),
    [
        ("uvicorn", "app", ["app"]),
        ("starlette", "app", ["app"]),
        ("multipart", "app", ["app"]),
        ("xlsxwriter", "report", ["report", "scenarios/rengoering.toml", "--format", "xlsx"]),
        ("docx", "report", ["report", "scenarios/rengoering.toml", "--format", "docx"]),
        ("resvg_py", "report", ["report", "scenarios/rengoering.toml", "--format", "docx"]),
        ("duckdb", "studies", ["results", "query", "select 1"]),
        ("dask", "cluster", ["run", "scenarios/rengoering.toml", "--cluster", "local"]),
        ("distributed", "cluster", ["sweep", "scenarios/rengoering.toml", "--vary", "slots=12", "--cluster", "local"]),
    ],
)
def test_a_missing_extra_is_a_sentence_with_the_pip_line(
    package: str, extra: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("RENGSIM_RESULTS", str(tmp_path))
    monkeypatch.setitem(sys.modules, package, None)
    assert main(command) == 2
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert re.search(rf"pip install ['\"]rengsim\[{extra}\]['\"]", said)


def test_a_frame_without_pandas_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.studies.frames import pandas

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"rengsim\[notebooks\]"):
        pandas()
