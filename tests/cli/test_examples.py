"""What README and docs show can be done: code runs, commands are understood, TOML is TOML, pictures are described."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path

import pytest

import sim
from sim.cli.command_line import parser
from sim.loaded import load
from sim.report.figures.__main__ import alternative_text, with_alternative_texts
from tests.site.shell import WITH_COMMANDS
from tests.site.shell import commands as of_page

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "scenarios" / "README.md", ROOT / "results" / "README.md",
         *sorted(page for page in (ROOT / "docs").rglob("*.md") if "_made" not in page.parts)]  # fmt: skip


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """The code blocks of a kind on all pages, with the place where each stands."""
    for page in PAGES:
        for found in re.finditer(r"^```(\w*)\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
            if found[1] == kind:
                yield f"{page.relative_to(ROOT)}: {found[2].splitlines()[0]}", found[2]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command of the shell blocks, with its arguments (``make test-all`` runs them: test_shell_blocks)."""
    for page in WITH_COMMANDS:
        for line, command in of_page(page):
            if command.startswith("rengsim "):
                yield f"{page.relative_to(ROOT)}:{line}: {command}", shlex.split(command, comments=True)[1:]


COMMANDS = list(commands())


def quickly(code: str) -> str:
    """The same with one worker, two replications, and the least number of worlds, each of two."""
    for name, least in (("workers", "1"), ("replications", "2"), ("draws", "50")):
        code = re.sub(rf"\b{name}=\d+", f"{name}={least}", code)
    code = re.sub(r"(fit_totals\(.*)worlds=\d+", r"\1worlds=300", code)
    return re.sub(r"(uncertain\(.*)worlds=\d+(, replications=2)?", r"\1worlds=16, replications=2", code)


#: those of docs/python.md write files, and are run in a folder of their own (test_python_page)
PYTHON = [
    pytest.param(where, code, marks=pytest.mark.slow if re.search(r"sim\.fit|backtest", code) else [])
    for where, code in blocks("python")
    if not where.startswith("docs/python.md")
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What an example finds where it is run, and may write into."""
    for name in ("scenarios", "docs/examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / ".rengsim-root").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("where", "code"), PYTHON, ids=lambda text: text.partition("\n")[0][:40])
@pytest.mark.usefixtures("folder")
def test_python_that_is_shown_runs(where: str, code: str) -> None:
    for tool in ("ciw", "salabim", "dask_jobqueue"):  # of comparisons and clusters; nothing else needs them
        if re.search(rf"^(import|from) {tool}\b", code, re.MULTILINE):
            pytest.importorskip(tool)
    exec(compile(quickly(code), where, "exec"), {})


def test_what_the_package_says_of_itself_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It asked for a figure that does not exist."""
    monkeypatch.chdir(ROOT)
    assert sim.__doc__ is not None
    examples = DocTestParser().get_examples(sim.__doc__)
    assert len(examples) > 2
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(quickly(example.source), "sim.__doc__", "exec"), names)
    assert "volume" in names


def test_commands_are_found() -> None:
    assert len(COMMANDS) > 80


@pytest.mark.parametrize(("where", "arguments"), COMMANDS, ids=[where for where, _ in COMMANDS])
def test_commands_that_are_shown_are_understood(
    where: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their options exist, and so do the scenario files that they name."""
    monkeypatch.chdir(ROOT)
    options = parser().parse_args(arguments)
    paths = [getattr(options, "scenario", None), *getattr(options, "scenarios", [])]
    for path in paths:
        if path and not re.search(r"[*]|/registreringer/|/mit", path) and path.startswith(("scenarios/", "docs/")):
            load(path)


def test_toml_that_is_shown_is_toml() -> None:
    found = dict(blocks("toml"))
    assert found
    for where, text in found.items():
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            pytest.fail(f"{where}: {problem}")


def test_pictures_of_the_readme_are_described_as_they_are() -> None:
    """The text beside a picture went on about another one; now it is what the picture says of itself."""
    page = (ROOT / "README.md").read_text("utf-8")
    assert re.search(r"!\[.+\]\(.+\.svg\)", page)
    assert with_alternative_texts(page, ROOT) == page


def test_a_description_is_title_and_text() -> None:
    svg = '<svg><title id="a">Mål, 60&#160;pct. &amp; mere</title><desc>50 år [2021]\n som prikker.</desc></svg>'
    assert alternative_text(svg) == "Mål, 60 pct. & mere. 50 år (2021) som prikker."
