"""The installed program: what a wheel holds is enough, in an empty folder without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds.  The sources are copied first: building leaves files beside them."""
    from shutil import copytree, ignore_patterns

    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    source.mkdir()
    for name in ("sim", "scenarios", "results/reference"):
        copytree(ROOT / name, source / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", place]
    subprocess.run([*build, source], check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def rengsim(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "RENGSIM_RESULTS": "results"}
    command = [sys.executable, "-m", "sim.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_wheel_brings_the_scenario_files_and_the_cases(installed: Path, tmp_path: Path) -> None:
    copied = rengsim(installed, tmp_path, "scenarios", "--lang", "en")
    assert copied.returncode == 0, copied.stderr
    own = ROOT / "scenarios"
    files = {path.relative_to(own): path.read_bytes() for path in own.rglob("*") if path.suffix in (".toml", ".csv")}
    assert {name: (tmp_path / "scenarios" / name).read_bytes() for name in files} == files
    again = rengsim(installed, tmp_path, "scenarios", "--lang", "en")
    assert (again.returncode, again.stderr.strip()) == (
        2, "scenarios is already there. Name a folder that is not: rengsim scenarios FOLDER")  # fmt: skip
    answer = rengsim(installed, tmp_path, "run", "scenarios/rengoering.toml", "--engine", "reference",
                     "--replications", "2", "--workers", "1")  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "Startede" in answer.stdout
    verified = rengsim(installed, tmp_path, "verify", "--quick", "--engine", "reference", "--lang", "en")
    assert verified.returncode == 0, verified.stdout
    assert "0 fail" in verified.stdout


def test_a_wheel_says_that_it_is_typed_and_leaves_the_tests_out(installed: Path) -> None:
    assert (installed / "sim" / "py.typed").is_file()
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"sim", "rengsim"}
