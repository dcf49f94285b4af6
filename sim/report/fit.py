"""What records taught: a sentence and a table for people, and a scenario file with what was measured."""

from __future__ import annotations

import json
from datetime import date
from math import floor, log10

from sim.records.fit import Fitted, Learnt
from sim.report.numbers import DASH
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.report.wording import Wording

OUTSIDE = 0.15  # part of a posterior beyond the stated range that is worth a word; of a prior a tenth lies there
DIGITS = 3  # significant ones of a value that was estimated


def fit_text(fitted: Fitted, texts: Texts, width: int) -> str:
    """The answer on a terminal, most learnt first."""
    scenario = fitted.records.mapping.scenario.scenario
    wording, write = Wording(scenario, texts), texts.write
    measured = sum(one.measured for one in fitted.learnt)
    nothing = len(fitted.untouched)
    head = texts("fit.head", file=fitted.records.mapping.spells.file, measured=write.number(measured),
                 adjusted=write.number(len(fitted.learnt) - measured), nothing=write.number(nothing),
                 people=texts.count("records.people", len(fitted.records.episodes)))  # fmt: skip
    parts = [paragraph(head, width)]
    if fitted.learnt:
        parts += ["", table_text(_table(fitted, wording, texts), width)]
    notes = [paragraph(note, width) for note in _notes(fitted, wording, texts)]
    return "\n".join([*parts, "", *notes])


def _table(fitted: Fitted, wording: Wording, texts: Texts) -> Table:
    rows = tuple(
        (
            wording.parameter_with_unit(one.name) + ("" if one.measured else " *"),
            _range(one.prior, one, wording),
            _range(one.posterior, one, wording),
            texts.write.number(one.spells),
        )
        for one in fitted.learnt
    )
    header = tuple(texts(f"fit.column.{name}") for name in ("parameter", "before", "now", "spells"))
    return Table(texts("fit.table"), header, rows)


def _range(points: tuple[float, float, float], one: Learnt, wording: Wording) -> str:
    """``31 (19–45)``, shares in per cent."""
    parameter = next(p for p in wording.scenario.parameters if p.name == one.name)
    scale = 100.0 if parameter.unit == "share" else 1.0
    low, middle, high = (point * scale for point in points)
    decimals = _decimals(high - low)
    write = wording.texts.write
    text = f"{write.number(middle, decimals)} ({write.number(low, decimals)}{DASH}{write.number(high, decimals)})"
    return text + (" %" if scale > 1 and wording.texts.lang == "en" else " pct." if scale > 1 else "")


def _decimals(width: float) -> int:
    return 0 if width <= 0 else min(4, max(0, 1 - floor(log10(width))))


def _notes(fitted: Fitted, wording: Wording, texts: Texts) -> list[str]:
    say, number = wording.say, texts.write.number
    notes = [texts("fit.note.star")] if any(not one.measured for one in fitted.learnt) else []
    outside = [one for one in fitted.learnt if one.outside > OUTSIDE]
    if outside:
        names = say.names([wording.parameter(one.name) for one in outside])
        notes.append(texts("fit.note.outside", names=names))
    if fitted.doubtful:
        notes.append(texts("fit.note.doubtful", names=say.names([wording.parameter(name) for name in fitted.doubtful])))
    for (before, after), spells in sorted(fitted.misfits.items(), key=lambda pair: -pair[1]):
        where = say.name(after) if after else texts("fit.nowhere")
        notes.append(texts.count("fit.note.misfit", spells, before=say.name(before), after=where))
    for reason, spells in sorted(fitted.unused.items()):
        notes.append(texts(f"fit.note.unused.{reason.replace(' ', '_')}", n=number(spells)))
    notes.append(texts("fit.note.not_seen"))
    return notes


def measured_scenario(fitted: Fitted, extends: str, texts: Texts) -> str:
    """A scenario file that extends the one of the records: median and 90 % range of each parameter that was measured or
    adjusted.  It holds nothing of any person."""
    records = fitted.records
    mapping, scenario = records.mapping, records.mapping.scenario.scenario
    parameters = {one.name: one for one in scenario.parameters}
    stated = mapping.scenario.source.tables.get("parameters", {})
    facts = {"file": mapping.spells.file, "digest": records.digest[:12], "first": mapping.first, "last": mapping.last}
    lines = [
        *(f"# {line}" for line in texts("fit.file.head", **facts).split("\n")),
        "format = 1",
        f"extends = {json.dumps(extends)}",
    ]
    for one in sorted(fitted.learnt, key=lambda one: one.name):
        parameter = parameters[one.name]
        key = "fit.file.measured" if one.measured else "fit.file.adjusted"
        known = texts.title(parameter.source, "")
        source = texts(key, spells=one.spells, before=f"{parameter.value:g}", source=known, **facts)
        basis = "measured" if one.measured else parameter.basis
        with_unit = "unit" not in stated.get(one.name, {})
        low, value, high = (_written(point, parameter.unit, with_unit) for point in one.posterior)
        lines += ["", f"[parameters.{one.name}]", f"value  = {value}", f"low    = {low}", f"high   = {high}",
                  f"basis  = {json.dumps(basis)}", f"source = {json.dumps(source, ensure_ascii=False)}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _written(value: float, unit: str, with_unit: bool) -> str:
    """A number with three significant digits, with its unit where the file that is extended states it so."""
    digits = max(0, DIGITS - 1 - floor(log10(abs(value)))) if value else 0
    number = f"{round(value, digits):.{digits}f}" if digits else f"{value:.0f}"
    return json.dumps(f"{number} {unit}") if with_unit and unit not in ("", "share") else number


def fit_json(fitted: Fitted) -> dict[str, object]:
    """The answer as plain values; nothing in it is of one person."""
    mapping = fitted.records.mapping

    def plain(one: Learnt) -> dict[str, object]:
        return {
            "name": one.name, "prior": list(one.prior), "posterior": list(one.posterior), "measured": one.measured,
            "spread": one.spread, "spells": one.spells, "outside": one.outside,
        }  # fmt: skip

    return {
        "records": {"digest": fitted.records.digest, "episodes": len(fitted.records.episodes),
                    "from": _iso(mapping.first), "until": _iso(mapping.last)},
        "scenario": mapping.scenario.scenario.hash,
        "seed": fitted.seed,
        "draws": len(fitted.draws),
        "parameters": [plain(one) for one in fitted.learnt],
        "nothing_learnt": list(fitted.untouched),
        "doubtful": list(fitted.doubtful),
        "misfits": [{"from": before, "to": after, "spells": n} for (before, after), n in fitted.misfits.items()],
        "unused": fitted.unused,
    }  # fmt: skip


def _iso(day: date) -> str:
    return day.isoformat()
