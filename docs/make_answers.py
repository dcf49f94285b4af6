"""Writes docs/answers.md and its figures: the questions of answers.toml, asked by their commands.

Run by ``make docs-figures``.  What was simulated is kept in the results directory, so a second call is quick.
``python docs/make_answers.py 7 10`` asks questions 7 and 10 again and leaves the other sections as they are.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

from sim.cli import main as rengsim

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "figures"
HEAD = """# Questions, answered from the command line

Made by `make docs-figures` (seed 1; the number of simulated runs stands in each answer). How to read each kind of
answer: [studies.md](studies.md). All shares rest on the assumptions listed by `rengsim explain`; put weight on
differences, not on levels.
"""


def said(line: str, figure: str, picture: str = "") -> str:
    """What a command prints; its figure goes among those of the documentation.

    ``picture`` names the figure of a run; one without is drawn by ``make figures``.
    """
    arguments = shlex.split(line)[1:]
    if figure and arguments[0] != "run":
        arguments += ["--figure", str(FIGURES / f"{figure}.svg")]
    elif picture:
        arguments += ["--force", "--figure", f"{picture}={FIGURES / f'{figure}.svg'}"]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = rengsim(arguments)
    if code:
        raise SystemExit(f"{line}: exit code {code}")
    return output.getvalue().rstrip()


def figure_line(title: str, figure: str, picture: str = "") -> str:
    """The figure, or how to draw it: those of the questions are large and made, not kept."""
    if not figure.startswith("q"):
        return f"![{title}](figures/{figure}.svg)"
    name = f"{picture}=FILE.svg" if picture else "FILE.svg"
    return f"Figure: `make answers` draws `docs/figures/{figure}.svg`; so does the command with `--figure {name}`."


def section(question: dict[str, Any]) -> str:
    parts = [f"## {question['number']}. {question['title']}", question["reading"].strip()]
    for command in question["command"]:
        print(command["line"], flush=True)
        text = said(command["line"], command.get("figure", ""), command.get("picture", ""))
        shown = "\n".join(text.splitlines()[: command.get("lines")])
        parts.append(f"```console\n$ {command['line']}\n\n{shown.rstrip()}\n```")
        if "figure" in command:
            parts.append(figure_line(question["title"], command["figure"], command.get("picture", "")))
    return "\n\n".join(parts)


def sections(page: str) -> dict[int, str]:
    """The sections of the page by the number of their question."""
    parts = re.split(r"^(?=## \d+\. )", page, flags=re.MULTILINE)[1:]
    return {int(part.split(".")[0].removeprefix("## ")): part.rstrip() for part in parts}


def page_of(questions: list[dict[str, Any]], present: dict[int, str], again: set[int]) -> str:
    """The page: ``present`` sections of questions that are not asked ``again``, all others from their commands."""
    found = [
        present[one["number"]] if one["number"] in present and one["number"] not in again else section(one)
        for one in questions
    ]
    return "\n\n".join([HEAD.rstrip(), *found]) + "\n"


def main(numbers: list[str]) -> None:
    """Ask all questions, or those of the numbers again and those that the page does not have yet."""
    import os

    os.chdir(ROOT)
    os.environ["COLUMNS"] = "110"
    page = ROOT / "docs" / "answers.md"
    questions = tomllib.loads((ROOT / "docs" / "answers.toml").read_text("utf-8"))["question"]
    present = sections(page.read_text("utf-8")) if numbers else {}
    page.write_text(page_of(questions, present, set(map(int, numbers))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
