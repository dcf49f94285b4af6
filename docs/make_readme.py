"""Writes again what the commands in README.md print: each block that begins with ``$ rengsim``.

Run by ``make docs-figures``.  What was simulated is kept in the results directory, so a second call is quick.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

from sim.cli import main as rengsim

ROOT = Path(__file__).parents[1]
SHOWN = re.compile(r"^\$ (rengsim [^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
WIDTH = "80"


def said(line: str) -> str:
    """What a command prints on a terminal of 80 columns."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = rengsim(shlex.split(line)[1:])
    if code:
        raise SystemExit(f"{line}: exit code {code}")
    return output.getvalue()


def with_output(page: str) -> str:
    """The page with the output of every command that it shows."""
    return SHOWN.sub(lambda found: f"$ {found[1]}\n{said(found[1])}```", page)


def main() -> None:
    os.chdir(ROOT)
    os.environ["COLUMNS"] = WIDTH
    readme = ROOT / "README.md"
    readme.write_text(with_output(readme.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
