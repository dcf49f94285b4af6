"""Parameters before and after something was learnt of them: a table, and a scenario file that holds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from math import floor, log10

from sim.loaded import LoadedScenario
from sim.records.learnt import Learnt
from sim.report.numbers import DASH
from sim.report.small_numbers import people, shown
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.wording import Wording

DIGITS = 3  # significant ones of a value that was estimated


def learnt_table(
    title: str, learnt: Sequence[Learnt], wording: Wording, spells: bool, handed_on: bool = False
) -> Table:
    """Median and 90 % range of each parameter before and now, and with ``spells`` how many tell of it."""
    texts = wording.texts
    rows = tuple(
        (
            wording.parameter_with_unit(one.name) + ("" if one.measured else " *"),
            points_of(one.prior, one.name, wording),
            points_of(one.posterior, one.name, wording),
            *([people(one.spells, texts, handed_on)] if spells else []),
        )
        for one in learnt
    )
    columns = ("parameter", "before", "now", "spells") if spells else ("parameter", "before", "now")
    return Table(title, tuple(texts(f"fit.column.{name}") for name in columns), rows)


def points_of(points: tuple[float, float, float], name: str, wording: Wording) -> str:
    """``31 (19–45)``: the middle and the ends, shares in per cent."""
    parameter = next(one for one in wording.scenario.parameters if one.name == name)
    scale = 100.0 if parameter.unit == "share" else 1.0
    low, middle, high = (point * scale for point in points)
    decimals = _decimals(high - low)
    write = wording.texts.write
    text = f"{write.number(middle, decimals)} ({write.number(low, decimals)}{DASH}{write.number(high, decimals)})"
    return text + (" %" if scale > 1 and wording.texts.lang == "en" else " pct." if scale > 1 else "")


def _decimals(width: float) -> int:
    return 0 if width <= 0 else min(4, max(0, 1 - floor(log10(width))))


def measured_file(
    head: str, extends: str, loaded: LoadedScenario, learnt: Sequence[Learnt],
    source: Callable[[Learnt, str, str], str], texts: Texts, title: str = "", notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """A scenario file with the median and the 90 % range of each parameter.

    ``source`` says where one comes from, given the source and the value that it had before; ``title`` is its own, in
    the language of the texts (that of the scenario it extends if empty).
    """
    parameters = {one.name: one for one in loaded.scenario.parameters}
    stated = loaded.source.tables.get("parameters", {})
    lines = [*(f"# {line}" for line in head.split("\n")), "format = 1", f"extends = {json.dumps(extends)}"]
    lines += [f"title = {{ {texts.lang} = {json.dumps(title, ensure_ascii=False)} }}"] if title else []
    lines += [f"notes = {json.dumps([*notes], ensure_ascii=False)}"] if notes else []
    for one in sorted(learnt, key=lambda one: one.name):
        parameter = parameters[one.name]
        said = source(one, texts.title(parameter.source, ""), f"{parameter.value:g}")
        basis = "measured" if one.measured else parameter.basis
        with_unit = "unit" not in stated.get(one.name, {})
        low, value, high = (_written(point, parameter.unit, with_unit) for point in one.posterior)
        lines += ["", f"[parameters.{one.name}]", f"value  = {value}", f"low    = {low}", f"high   = {high}",
                  f"basis  = {json.dumps(basis)}", f"source = {json.dumps(said, ensure_ascii=False)}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _written(value: float, unit: str, with_unit: bool) -> str:
    """A number with three significant digits, with its unit where the file that is extended states it so."""
    digits = max(0, DIGITS - 1 - floor(log10(abs(value)))) if value else 0
    number = f"{round(value, digits):.{digits}f}" if digits else f"{value:.0f}"
    return json.dumps(f"{number} {unit}") if with_unit and unit not in ("", "share") else number


def learnt_json(one: Learnt) -> dict[str, object]:
    """Plain values; nothing in it is of one person."""
    return {
        "name": one.name, "prior": list(one.prior), "posterior": list(one.posterior), "measured": one.measured,
        "spread": one.spread, "spells": shown(one.spells), "outside": one.outside,
    }  # fmt: skip
