"""What README and docs show can be done: code runs, commands are understood, TOML is TOML, pictures are described."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path

import pytest

import sim
from sim.cli import parser
from sim.loaded import load
from sim.report.figures.__main__ import alternative_text, with_alternative_texts

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
    """Every command that is shown whole, with its arguments."""
    for where, text in blocks(""):
        for line in text.replace("\\\n", " ").splitlines():
            command = line.strip().removeprefix("$ ")
            if command.startswith("rengsim ") and not re.search(r"\[|\bSCENARIO\b|\.\.\. |…|[A-Z]+\.toml", command):
                yield f"{where.partition(':')[0]}: {command}", shlex.split(command, comments=True)[1:]


COMMANDS = list(commands())


def quickly(code: str) -> str:
    """The same with one worker, two replications, and the least number of worlds, each of two."""
    for name, least in (("workers", "1"), ("replications", "2")):
        code = re.sub(rf"{name}=\d+", f"{name}={least}", code)
    return re.sub(r"worlds=\d+(, replications=2)?", "worlds=16, replications=2", code)


#: those of docs/python.md write files, and are run in a folder of their own (test_python_page)
PYTHON = [block for block in blocks("python") if not block[0].startswith("docs/python.md")]


@pytest.mark.parametrize(("where", "code"), PYTHON, ids=lambda text: text.partition("\n")[0][:40])
def test_python_that_is_shown_runs(where: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
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
    assert len(COMMANDS) > 20


@pytest.mark.parametrize(("where", "arguments"), COMMANDS, ids=[where for where, _ in COMMANDS])
def test_commands_that_are_shown_are_understood(
    where: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their options exist, and so do the scenario files that they name."""
    monkeypatch.chdir(ROOT)
    options = parser().parse_args(arguments)
    paths = [getattr(options, "scenario", None), *getattr(options, "scenarios", [])]
    for path in paths:
        if path and not re.search(r"[*]", path) and path.startswith(("scenarios/", "docs/")):
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
