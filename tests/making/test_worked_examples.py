"""The worked examples of CONTRIBUTING.md: each still fits the program, touches few files, and passes its tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.patch"))
MOST = {"kpi": 1, "law": 1, "stage-key": 10, "study": 5}
"""Files of the program that each kind of change may touch."""


def apply(patch: Path, folder: Path, *options: str) -> None:
    command = ["git", "apply", "-C1", *options, patch]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{patch.name} no longer fits; CONTRIBUTING.md says how to mend it:\n{done.stderr}"


def test_there_is_an_example_of_each_kind() -> None:
    assert {path.stem for path in EXAMPLES} == set(MOST)
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"docs/examples/{name}.patch" in guide for name in MOST)


@pytest.mark.parametrize("patch", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_fits_and_touches_few_files(patch: Path) -> None:
    apply(patch, ROOT, "--check")
    touched = re.findall(r"^\+\+\+ b/(sim/\S+)", patch.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(touched) <= MOST[patch.stem], touched


@pytest.mark.slow
@pytest.mark.parametrize("patch", EXAMPLES, ids=lambda path: path.stem)
def test_the_tests_of_an_example_pass(patch: Path, tmp_path: Path) -> None:
    for name in ("sim", "tests", "scenarios", "docs"):
        copytree(ROOT / name, tmp_path / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    apply(patch, tmp_path)
    named = re.search(r"^Tests: (.+)$", patch.read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named[1].split()]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
