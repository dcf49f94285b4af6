"""In words: a stored result that was repeated."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.rerun import Differing, Number, Rerun

LISTED = 20
"""Differing figures in the table."""
FIRST = ("target.", "attained.")


def rerun_lines(found: Rerun, texts: Texts) -> list[str]:
    """Which program answered, and whether the figures are equal."""
    number = texts.write.number
    if found.equal:
        key = "rerun.equal" if found.replications else "rerun.equal.files"
        return [_program(found, texts), texts(key, n=number(found.figures))]
    lines = [_program(found, texts)]
    if found.differing:
        lines.append(texts("rerun.differing", k=number(len(found.differing)), n=number(found.figures)))
    if found.files:
        lines.append(texts("rerun.files", files=", ".join(found.files)))
    if found.same_program:
        lines.append(texts("rerun.fault"))
    return lines


def rerun_table(found: Rerun, texts: Texts) -> Table:
    """Figures that differ, those of the targets first, as they were stored and as they are now."""
    by_weight = sorted(found.differing, key=lambda one: not one.name.startswith(FIRST))
    rows = tuple(_row(one, texts, bool(found.replications)) for one in by_weight[:LISTED])
    columns = ("rerun.figure", "rerun.before", "rerun.now", "rerun.in")
    header = tuple(texts(key) for key in columns[: 4 if found.replications else 3])
    return Table(texts("rerun.title"), header, rows)


def rerun_json(found: Rerun) -> dict[str, Any]:
    return {
        "equal": found.equal,
        "same_program": found.same_program,
        "program_before": dict(found.program_before),
        "program_now": dict(found.program_now),
        "replications": found.replications,
        "figures": found.figures,
        "differing": [asdict(one) for one in found.differing],
        "files": list(found.files),
    }


def _program(found: Rerun, texts: Texts) -> str:
    before, now = found.program_before, found.program_now
    if found.same_program:
        return texts("rerun.same", version=now["rengsim"], source=now["source"])
    if not before:
        return texts("rerun.unknown")
    changes = [
        texts("rerun.change", name=texts("rerun.source") if name == "source" else name,
              before=before.get(name, "-"), now=now.get(name, "-"))
        for name in dict.fromkeys((*before, *now)) if before.get(name) != now.get(name)
    ]  # fmt: skip
    return texts("rerun.another", changes=", ".join(changes))


def _row(one: Differing, texts: Texts, replicated: bool) -> tuple[str, ...]:
    """Enough digits to tell the two numbers apart."""
    cells = (one.name, _cell(one.before, one.now, texts), _cell(one.now, one.before, texts))
    return (*cells, texts.write.number(one.replications)) if replicated else cells


def _cell(value: Number, other: Number, texts: Texts) -> str:
    if not isinstance(value, float | int) or isinstance(value, bool):
        return "-" if value is None else str(value)
    if isinstance(other, float | int):
        for digits in range(1, 13):
            if round(value, digits) != round(other, digits):
                return texts.write.number(value, digits)
    return texts.write.number(value, 3)
