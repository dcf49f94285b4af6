"""Writes docs/answers.md and its figures: the questions of answers.toml, asked by their commands.

Run by ``make docs-figures``.  What was simulated is kept in the results directory, so a second call is quick.
"""

from __future__ import annotations

import contextlib
import io
import shlex
import tomllib
from pathlib import Path
from typing import Any

from sim.cli import main as rengsim

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "figures"
HEAD = """# Questions 1-6, answered from the command line

Made by `make docs-figures` (seed 1; the number of simulated runs stands in each answer). How to read each kind of
answer: [studies.md](studies.md). All shares rest on the assumptions listed by `rengsim explain`; put weight on
differences, not on levels.
"""


def said(line: str, figure: str) -> str:
    """What a command prints; its figure goes among those of the documentation."""
    arguments = shlex.split(line)[1:]
    if figure and arguments[0] != "run":
        arguments += ["--figure", str(FIGURES / f"{figure}.svg")]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = rengsim(arguments)
    if code:
        raise SystemExit(f"{line}: exit code {code}")
    return output.getvalue().rstrip()


def section(question: dict[str, Any]) -> str:
    parts = [f"## {question['number']}. {question['title']}", question["reading"].strip()]
    for command in question["command"]:
        print(command["line"], flush=True)
        text = said(command["line"], command.get("figure", ""))
        shown = "\n".join(text.splitlines()[: command.get("lines")])
        parts.append(f"```\n$ {command['line']}\n\n{shown.rstrip()}\n```")
        if "figure" in command:
            parts.append(f"![{question['title']}](figures/{command['figure']}.svg)")
    return "\n\n".join(parts)


def main() -> None:
    import os

    os.chdir(ROOT)
    os.environ["COLUMNS"] = "110"
    questions = tomllib.loads((ROOT / "docs" / "answers.toml").read_text("utf-8"))["question"]
    text = "\n\n".join([HEAD.rstrip(), *map(section, questions)]) + "\n"
    (ROOT / "docs" / "answers.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
