"""Writes the example records: what would have been recorded of a run of the hidden world (``make example-records``).

Three files: a year of Herning with its vacancies, three years, and a year with every kind of dirt.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import sim
from sim.engines import choose
from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model
from sim.records import Episode, MappingFile, read_mapping
from sim.records.observe import observe
from sim.records.writing import as_csv

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "registreringer"
HIDDEN = Path(__file__).parent / "hidden.toml"
SEED = 2021
NOTICE = "# Opdigtet: lavet af simulatoren, ikke om nogen virkelige borgere\n"
EXAMPLES = ("herning-2021", "herning-2021-2023")
DIRTY = "herning-2021-snavset"


def hidden_run() -> tuple[Log, Model]:
    """One run of the hidden world."""
    model = sim.load(HIDDEN).model
    return choose("reference", model, 1).run(model, SEED, [0]), model


def vacancies(log: Log, model: Model, mapping: MappingFile) -> str:
    """When each vacancy was announced, and when it was filled or withdrawn."""
    opened: dict[int, int] = {}
    rows = []
    for time, _, code, _, _, _, value in log.rows():
        if code == Event.TOKEN_IN:
            opened[value] = time
        elif code in (Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST) and value in opened:
            rows.append((opened.pop(value), time))
    rows += [(time, None) for time in opened.values()]
    first = model.scenario.run.first_day
    lines = ["Opslået;Besat eller lukket"]
    for begin, end in sorted(rows, key=lambda pair: pair[0]):
        day, last = first + timedelta(seconds=begin), None if end is None else first + timedelta(seconds=end)
        if day > mapping.last or (last is not None and last < mapping.first):
            continue
        closed = "" if last is None or last > mapping.last else f"{last:%d-%m-%Y}"
        lines.append(f"{day:%d-%m-%Y};{closed}")
    return NOTICE + "\n".join(lines) + "\n"


def dirty(text: str) -> str:
    """Every kind of dirt, in the first rows after the names of the columns."""
    lines = text.splitlines()
    cells = [line.split(";") for line in lines[2:14]]
    cells[0][1] = "Screeningsamtale"  # a word that is spelt otherwise
    cells[1][2] = "2021-03-15"  # another form of date
    cells[2][2], cells[2][3] = "12-05-2021", "10-05-2021"  # ends before it begins
    cells[3][2] = ""  # no beginning
    cells[4][0] = ""  # nobody
    cells[5][2] = "31-02-2021"  # no such day
    cells[6][4] = "Jobklar"  # an unknown group
    cells[7][2] = cells[7][3] = "15-12-2021"  # after the window
    lines[2:14] = [";".join(line) for line in cells]
    lines.append(lines[-1])  # the same row twice
    return "\n".join(lines) + "\n"


def write(mapping: MappingFile, episodes: Sequence[Episode]) -> str:
    text = NOTICE + as_csv(episodes, mapping)
    (FOLDER / mapping.spells.file).write_text(text, encoding="utf-8")
    return text


def main() -> None:
    log, model = hidden_run()
    for name in EXAMPLES:
        mapping = read_mapping(FOLDER / f"{name}.toml")
        write(mapping, observe(log, model, mapping))
        for tokens in mapping.tokens.values():
            (FOLDER / tokens.file).write_text(vacancies(log, model, mapping), encoding="utf-8")
    mapping = read_mapping(FOLDER / f"{DIRTY}.toml")
    (FOLDER / mapping.spells.file).write_bytes(dirty(write(mapping, observe(log, model, mapping))).encode("latin-1"))


if __name__ == "__main__":
    main()
