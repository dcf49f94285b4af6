"""Every command of the shell blocks of the documentation runs, or is listed with the reason why it does not."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sim.cli.command_line import parser
from tests.site.pages import ROOT
from tests.site.shell import NOT_RUN, WITH_COMMANDS, commands, filled_in, own_files, reason, small

by_page = pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: str(page.relative_to(ROOT)))
EVERY = [command.text for page in WITH_COMMANDS for command in commands(page)]
RENGSIM = f"""#!{sys.executable}
import sys
from sim.cli import main
from tests.site.shell import small
sys.exit(main(small(sys.argv[1:])))
"""


def test_no_block_of_code_is_without_a_language() -> None:
    """What is no code is ``text``: the site would take it for Python otherwise, and no test would look at it."""
    from tests.site.pages import PAGES

    bare = []
    for page in PAGES:
        fences = re.findall(r"^```(.*)$", page.read_text("utf-8"), re.M)
        bare += [page.name for opening in fences[::2] if not opening]
    assert bare == []


def test_what_is_not_run_is_listed_and_nothing_is_listed_in_vain() -> None:
    assert len(EVERY) > 80
    for pattern in NOT_RUN:
        assert any(re.search(pattern, command) for command in EVERY), pattern
    assert len([command for command in EVERY if reason(command) is None]) > 60


def test_what_is_made_small() -> None:
    assert small(["run", "a.toml", "--uncertain"]) == ["run", "a.toml", "--uncertain", "16", "--replications", "3"]
    assert small(["size", "a.toml", "--replications", "400"]) == ["size", "a.toml", "--replications", "20"]
    assert small(["check", "a.toml"]) == ["check", "a.toml"]


@pytest.mark.parametrize("command", [command for command in EVERY if reason(command)])
def test_what_cannot_be_run_is_looked_up(command: str) -> None:
    words = shlex.split(command, comments=True)
    if words[0] == "rengsim":
        parser().parse_args(words[1:])
    elif words[0] == "make":
        shown = subprocess.run(["make", "--dry-run", *words[1:]], cwd=ROOT, capture_output=True, check=True)
        assert shown.stdout
    elif "pip" in words:
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
        assert {name for named in re.findall(r"\[([\w,]+)\]", command) for name in named.split(",")} <= set(extras)
        assert (ROOT / words[words.index("-c") + 1]).exists()


@pytest.mark.slow
def test_options_of_dask_are_there() -> None:
    pytest.importorskip("distributed")
    for kind in ("scheduler", "worker"):
        shown = subprocess.run(
            [sys.executable, "-m", "dask", kind, "--help"], capture_output=True, text=True, check=True
        ).stdout
        for command in EVERY:
            for part in re.findall(rf"dask {kind} [^\"&]*", command):
                assert [option for option in re.findall(r"--[\w-]+", part) if option not in shown] == [], command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader has it, with a ``rengsim`` that does as little as possible."""
    for name in ("scenarios", "results/reference"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / ".rengsim-root").touch()
    own_files(tmp_path)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "rengsim").write_text(RENGSIM, "utf-8")
    (programs / "rengsim").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(programs), os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("RENGSIM_RESULTS", str(tmp_path / "results"))
    return tmp_path


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell that reads the blocks")
@by_page
def test_the_commands_of_a_page_run(page: Path, folder: Path) -> None:
    """One after the other in one folder, as somebody does who reads the page."""
    failed = []
    for line, command in commands(page):
        if reason(command):
            continue
        if command.startswith("openssl ") and shutil.which("openssl") is None:
            continue
        if "egne.toml" in command and "records new" not in command:
            filled_in(folder)
        done = subprocess.run(["bash", "-ec", command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode or "Traceback" in done.stderr:
            failed.append(f"{page.name}:{line}: {command}\n{done.stdout[-500:]}{done.stderr[-1000:]}")
    assert failed == [], "\n".join(failed)
