"""The commands of the shell blocks of the documentation: which are run, how large, and what is done with others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.site.pages import PAGES, ROOT, blocks

_BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```", re.M | re.S)
_CONTINUED = re.compile(r"\\\n")


class Command(NamedTuple):
    """A command as a reader would type it, and the line of the page on which its block begins."""

    line: int
    text: str


def commands(page: Path) -> Iterator[Command]:
    """Every command of a page; of a ``console`` block the lines with a dollar sign, others are what is printed."""
    text = page.read_text("utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 1
        for line in _CONTINUED.sub(" ", block[2]).splitlines():
            if block[1] == "console" and not line.startswith("$ "):
                continue
            typed = line.removeprefix("$ ").strip()
            if typed and not typed.startswith("#"):
                yield Command(first, _as_here(typed))


def _as_here(typed: str) -> str:
    """What was written for the folder of a virtual environment, or for Windows, as it is typed here."""
    if typed.startswith(".venv\\"):
        typed = typed.replace("\\", "/").replace(".venv/Scripts/", ".venv/bin/")
    return re.sub(r"^\.venv/bin/rengsim\b", "rengsim", typed)


NOT_RUN = {
    r"^make (run|test)$|^make (run|test) ": "installs packages, or runs the tests: make says what it would do",
    r"^(python3|py -3\.11) -m venv ": "makes a virtual environment to install packages in",
    r"^\.venv/bin/(python -m )?pip ": "installs packages: its constraints and extras are looked up",
    r"^rengsim app\b": "serves the page until it is interrupted: its options are parsed",
    r"^(dask|sbatch) ": "runs on machines of a cluster until it is stopped: its options are looked up in Dask's help",
    r"^rengsim sweep .*--cluster ": "needs a cluster: its options are parsed; tests/cluster runs one on this machine",
    r"^rengsim report 3f2a ": "the id of a result that a reader has stored: its options are parsed",
    r"^rengsim verify$": "the tests ask every case that it asks",
    r"^rengsim run scenarios/rengoering\.toml$": "test_readme and other blocks run it in full",
}
"""Commands that are not executed: why not, and what is looked at instead."""


def reason(command: str) -> str | None:
    """Why a command is not run, None for one that is."""
    return next((why for pattern, why in NOT_RUN.items() if re.search(pattern, command)), None)


SMALL = {
    "run": ("--replications 3", "--uncertain 16"),
    "compare": ("--replications 3", "--uncertain 16"),
    "sweep": ("--replications 2",),
    "size": ("--replications 20",),
    "bottleneck": ("--replications 2",),
    "select": ("--max-replications 50",),
    "report": ("--replications 3", "--uncertain 16"),
    "sensitivity": ("--trajectories 2", "--detail 2", "--size 16", "--replications 2"),
    "value": ("--worlds 200",),
    "optimise": ("--worlds 64",),
    "forecast": ("--replications 20",),
    "validate": ("--replications 20",),
    "backtest": ("--replications 20",),
    "fit": ("--worlds 300",),
}
"""How few simulated runs show that a command does what it says."""
ONLY_WHERE_ASKED = ("--uncertain 16", "--worlds 300")
"""Options that would ask another question where they are not given."""


def small(arguments: list[str]) -> list[str]:
    """The arguments of ``rengsim`` with as little to simulate as possible; nothing else is changed."""
    found = list(arguments)
    for option in SMALL.get(found[0], ()):
        name, number = option.split()
        place = found.index(name) if name in found else len(found)
        if name in found:
            given = place + 1 < len(found) and found[place + 1].isdigit()
            found[place : place + 1 + given] = [name, number]
        elif option not in ONLY_WHERE_ASKED and "--precision" not in found:
            found += [name, number]
    return found


MAPPING = "scenarios/registreringer/herning-2021.toml"
OBSERVED = """
[observed]
"entries.tilbud"      = { year = 2021, value = 44 }
"target.self_support" = { year = 2021, value = 11, of = 44 }
"""


def own_files(folder: Path) -> None:
    """What a reader of the pages has already: extracts, a mapping that was filled in, scenarios of one's own."""
    records = folder / "scenarios" / "registreringer"
    (folder / "forloeb.csv").write_bytes((records / "opdigtet-herning-2021.csv").read_bytes())
    shutil.copy(records / "opdigtet-stillinger-2021.csv", folder)
    (late,) = [block for block in blocks(ROOT / "docs" / "python.md", "python") if block.startswith("# late.py")]
    (folder / "late.py").write_text(late, "utf-8")
    for name in ("mit-scenarie", "totals"):
        extends = 'format = 1\nextends = "scenarios/rengoering.toml"\n'
        (folder / f"{name}.toml").write_text(extends + OBSERVED, "utf-8")


def filled_in(folder: Path) -> None:
    """The mapping of one's own records, with the meaning of every word."""
    text = (ROOT / MAPPING).read_text("utf-8")
    text = text.replace('"../rengoering.toml"', '"scenarios/rengoering.toml"')
    (folder / "egne.toml").write_text(text.replace("opdigtet-herning-2021.csv", "forloeb.csv"), "utf-8")


WITH_COMMANDS = [page for page in PAGES if any(commands(page))]
